"""Where a dossier's file was, and the code that read it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add both; dossiers loaded before are read once more."""

    dependencies = [("tracker", "0012_reports")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="code",
            field=models.CharField(
                blank=True,
                default="",
                help_text="SHA-256 of the code that read it; newer code may read more"
                " of it.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="dossier",
            name="path",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Where the file was when last loaded, from the checkout if in"
                " there.",
            ),
        ),
    ]
