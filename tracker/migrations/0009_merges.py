"""Merges, former slugs, and pairs that are not the same."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the tables."""

    dependencies = [
        ("tracker", "0008_revise"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
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
                    "kind",
                    models.CharField(
                        help_text="Kind of record, as person.", max_length=20
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="The slug or code it had.", max_length=120
                    ),
                ),
                (
                    "record_key",
                    models.CharField(
                        help_text="Primary key of the record it belongs to now.",
                        max_length=20,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"),
                        name="formerslug_once",
                        violation_error_message="This slug leads somewhere already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
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
                    "record_label",
                    models.CharField(help_text="The records' model.", max_length=60),
                ),
                (
                    "kept_key",
                    models.CharField(
                        help_text="Primary key of the one kept.", max_length=20
                    ),
                ),
                (
                    "gone_key",
                    models.CharField(
                        help_text="Primary key of the one merged into it.",
                        max_length=20,
                    ),
                ),
                (
                    "kept_name",
                    models.CharField(
                        help_text="What the one kept is called.", max_length=300
                    ),
                ),
                (
                    "gone_name",
                    models.CharField(
                        help_text="What the other was called.", max_length=300
                    ),
                ),
                (
                    "pieces",
                    models.JSONField(
                        help_text="For each pair of rows made one: states before and after, rows that pointed to the one gone, slugs that led to it."
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, default="", help_text="Why they are the same."
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "undone_at",
                    models.DateTimeField(
                        blank=True, help_text="When (UTC).", null=True
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        help_text="Who merged them.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who made them two again, if anybody did.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None)),
                            models.Q(
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="merge_undone_by_someone",
                        violation_error_message="An undoing has a person and an instant.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NotTheSame",
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
                    "record_label",
                    models.CharField(help_text="The records' model.", max_length=60),
                ),
                (
                    "first_key",
                    models.CharField(
                        help_text="Primary key of the one.", max_length=20
                    ),
                ),
                (
                    "second_key",
                    models.CharField(help_text="… and of the other.", max_length=20),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        help_text="Who said so.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "not the same",
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record_label", "first_key", "second_key"),
                        name="notthesame_once",
                        violation_error_message="That has been said already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_key__lt", models.F("second_key"))),
                        name="notthesame_in_order",
                        violation_error_message="The lower key comes first.",
                    ),
                ],
            },
        ),
    ]
