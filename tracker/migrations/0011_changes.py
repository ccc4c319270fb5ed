"""The public history: what each publication changed; views of it."""

from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql" / "changes.sql"
UNDO = "DROP VIEW published_formerslug; DROP VIEW published_change;"


class Migration(migrations.Migration):
    """Make the table, then the views."""

    dependencies = [
        ("tracker", "0010_restrictions"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedChange",
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
                ("version", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=120)),
                ("change", models.CharField(max_length=10)),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("record_slug", models.CharField(max_length=120, null=True)),
                ("record_name", models.CharField(max_length=500, null=True)),
            ],
            options={
                "db_table": "published_change",
                "ordering": ["id"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="PublishedFormerSlug",
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
                ("kind", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=120)),
                ("record_slug", models.CharField(max_length=120)),
            ],
            options={
                "db_table": "published_formerslug",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="PublicChange",
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
                (
                    "version",
                    models.BigIntegerField(help_text="Data version that brought it."),
                ),
                (
                    "changed_at",
                    models.DateTimeField(help_text="When it was published (UTC)."),
                ),
                ("kind", models.CharField(help_text="Kind of record.", max_length=20)),
                (
                    "record_id",
                    models.CharField(
                        help_text="Primary key of the record.", max_length=20
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        help_text="The record's slug or code then; empty when it must not be shown.",
                        max_length=120,
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("changed", "changed"),
                            ("renamed", "renamed"),
                            ("merged", "merged into another"),
                            ("withdrawn", "withdrawn"),
                        ],
                        help_text="What happened.",
                        max_length=10,
                    ),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="Fields of the document that changed.",
                        size=None,
                    ),
                ),
                (
                    "into_id",
                    models.CharField(
                        blank=True,
                        help_text="Primary key of what it was merged into.",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["kind", "slug"], name="publicchange_record"),
                    models.Index(fields=["kind", "record_id"], name="publicchange_row"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "change__in",
                                ["added", "changed", "merged", "renamed", "withdrawn"],
                            )
                        ),
                        name="publicchange_change_known",
                        violation_error_message="change is one of added, changed, renamed, merged, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("change", "merged"), ("into_id", ""), _connector="OR"
                        ),
                        name="publicchange_into_when_merged",
                    ),
                ],
            },
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDO),
    ]
