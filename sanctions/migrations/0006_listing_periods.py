"""When published entities were listed, as the public reads it."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql" / "periods.sql"


class Migration(migrations.Migration):
    """Create the view."""

    dependencies = [("sanctions", "0005_revise")]

    operations = [
        migrations.CreateModel(
            name="PublishedEntityListing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("entity_slug", models.CharField(max_length=120)),
                ("earliest", models.DateField(null=True)),
                ("latest", models.DateField(null=True)),
            ],
            options={
                "db_table": "published_entitylisting",
                "ordering": ["entity_slug", "id"],
                "managed": False,
            },
        ),
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"), "DROP VIEW published_entitylisting;"
        ),
    ]
