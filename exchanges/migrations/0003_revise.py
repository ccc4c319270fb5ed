"""A right to change what others have entered."""

from django.db import migrations


class Migration(migrations.Migration):
    """Tell it from the right to change what is one's own."""

    dependencies = [
        ("exchanges", "0002_swap_once"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="concession",
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
            name="contact",
            options={
                "default_permissions": (
                    "add",
                    "change",
                    "delete",
                    "view",
                    "publish",
                    "revise",
                ),
                "ordering": ["held_on_earliest", "slug"],
            },
        ),
        migrations.AlterModelOptions(
            name="detention",
            options={
                "default_permissions": (
                    "add",
                    "change",
                    "delete",
                    "view",
                    "publish",
                    "revise",
                ),
                "ordering": ["began_on_earliest", "slug"],
            },
        ),
        migrations.AlterModelOptions(
            name="release",
            options={
                "default_permissions": (
                    "add",
                    "change",
                    "delete",
                    "view",
                    "publish",
                    "revise",
                ),
                "ordering": ["-released_on_latest", "slug"],
            },
        ),
        migrations.AlterModelOptions(
            name="tally",
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
                "verbose_name_plural": "tallies",
            },
        ),
        migrations.AlterModelOptions(
            name="trade",
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
