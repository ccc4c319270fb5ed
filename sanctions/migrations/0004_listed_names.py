"""Which entries are hidden and indexed; the views of lists that the public reads."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql" / "listed.sql"
UNDO = "DROP VIEW published_listing; DROP VIEW published_listentry;"


class Migration(migrations.Migration):
    """Add the columns and the views."""

    dependencies = [
        ("sanctions", "0003_entity_citation"),
        ("tracker", "0004_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="listentry",
            name="is_hidden",
            field=models.BooleanField(
                default=False,
                db_default=False,
                help_text="It is, or is called like, somebody whose name is withheld.",
            ),
        ),
        migrations.AddField(
            model_name="listentry",
            name="named_version",
            field=models.BigIntegerField(
                help_text="The version whose names are indexed; null if none.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="PublishedListEntry",
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
                ("list_code", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("slug", models.CharField(max_length=170)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation", "organisation"),
                            ("person", "person"),
                            ("vessel", "vessel"),
                            ("aircraft", "aircraft"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=1000)),
                ("is_listed", models.BooleanField()),
                ("first_seen_on", models.DateField(null=True)),
                ("programmes", models.JSONField(null=True)),
                ("listed_on", models.DateField(null=True)),
                ("names", models.JSONField(null=True)),
                ("births", models.JSONField(null=True)),
                ("countries", models.JSONField(null=True)),
                ("entity_slug", models.CharField(max_length=120)),
                ("entity_name", models.CharField(max_length=500)),
            ],
            options={
                "db_table": "published_listentry",
                "ordering": ["slug"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="PublishedListing",
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
                ("programme", models.CharField(max_length=1000)),
                ("began_after", models.DateField(null=True)),
                ("began_on", models.DateField()),
                ("ended_after", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("entry_id", models.BigIntegerField()),
                ("list_code", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120)),
                ("slug", models.CharField(max_length=170)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation", "organisation"),
                            ("person", "person"),
                            ("vessel", "vessel"),
                            ("aircraft", "aircraft"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=1000)),
                ("first_seen_on", models.DateField(null=True)),
                ("listed_on", models.DateField(null=True)),
                ("entity_slug", models.CharField(max_length=120)),
                ("entity_name", models.CharField(max_length=500)),
            ],
            options={
                "db_table": "published_listing",
                "ordering": ["slug", "programme", "began_on"],
                "managed": False,
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDO),
    ]
