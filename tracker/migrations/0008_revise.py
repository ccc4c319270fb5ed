"""A right to change what others have entered."""

from django.db import migrations


class Migration(migrations.Migration):
    """Tell it from the right to change what is one's own."""

    dependencies = [
        ("tracker", "0007_proposals_and_remarks"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="party",
            options={
                "default_permissions": (
                    "add",
                    "change",
                    "delete",
                    "view",
                    "publish",
                    "revise",
                ),
                "ordering": ["code"],
                "verbose_name_plural": "parties",
            },
        ),
        migrations.AlterModelOptions(
            name="person",
            options={
                "default_permissions": (
                    "add",
                    "change",
                    "delete",
                    "view",
                    "publish",
                    "revise",
                ),
                "ordering": ["slug"],
                "verbose_name_plural": "people",
            },
        ),
        migrations.AlterModelOptions(
            name="source",
            options={
                "default_permissions": (
                    "add",
                    "change",
                    "delete",
                    "view",
                    "publish",
                    "revise",
                ),
                "ordering": ["slug"],
            },
        ),
    ]
