"""A right to change what others have entered."""

from django.db import migrations


class Migration(migrations.Migration):
    """Tell it from the right to change what is one's own."""

    dependencies = [
        ("sanctions", "0004_listed_names"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="action",
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
        migrations.AlterModelOptions(
            name="entity",
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
                "verbose_name_plural": "entities",
            },
        ),
    ]
