"""A swap is written once and read from both sides."""

from django.db import migrations, models
from django.db.models.functions import Greatest, Least


class Migration(migrations.Migration):
    """Bind it."""

    dependencies = [("exchanges", "0001_releases_and_trades")]

    operations = [
        migrations.AddConstraint(
            model_name="linkage",
            constraint=models.UniqueConstraint(
                Least("counter_release", "release"),
                Greatest("counter_release", "release"),
                condition=models.Q(("basis", "swap")),
                name="linkage_swap_once",
                violation_error_message="This swap is recorded from the other side.",
            ),
        ),
    ]
