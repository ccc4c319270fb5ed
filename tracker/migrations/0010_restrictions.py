"""Embargoes, withheld fields, and who looked at restricted records."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the tables."""

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("tracker", "0009_merges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Embargo",
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
                    "record_table",
                    models.CharField(
                        help_text="The record's table, such as exchanges_release.",
                        max_length=60,
                    ),
                ),
                (
                    "record_key",
                    models.CharField(
                        help_text="The record's primary key.", max_length=20
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        help_text="The first day (UTC) on which it may be public."
                    ),
                ),
                (
                    "reason",
                    models.CharField(help_text="Why. Never public.", max_length=300),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        help_text="Who set it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["until", "id"],
            },
        ),
        migrations.CreateModel(
            name="EmbargoEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "record_table",
                    models.CharField(
                        help_text="The record's table, such as exchanges_release.",
                        max_length=60,
                    ),
                ),
                (
                    "record_key",
                    models.CharField(
                        help_text="The record's primary key.", max_length=20
                    ),
                ),
                (
                    "until",
                    models.DateField(
                        help_text="The first day (UTC) on which it may be public."
                    ),
                ),
                (
                    "reason",
                    models.CharField(help_text="Why. Never public.", max_length=300),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tracker.embargo",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who set it.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Viewing",
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
                    models.CharField(
                        help_text="The record's model, such as tracker.person.",
                        max_length=60,
                    ),
                ),
                (
                    "record_key",
                    models.CharField(
                        help_text="The record's primary key.", max_length=20
                    ),
                ),
                (
                    "page",
                    models.CharField(
                        help_text="Which page: form or history.", max_length=20
                    ),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        help_text="Who looked.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-seen_at", "-id"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="WithheldField",
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
                    "record_table",
                    models.CharField(
                        help_text="The row's table, such as exchanges_detention.",
                        max_length=60,
                    ),
                ),
                (
                    "record_key",
                    models.CharField(help_text="The row's primary key.", max_length=20),
                ),
                ("field", models.CharField(help_text="The field.", max_length=60)),
                (
                    "reason",
                    models.CharField(help_text="Why. Never public.", max_length=300),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        help_text="Who withheld it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["record_table", "record_key", "field"],
            },
        ),
        migrations.CreateModel(
            name="WithheldFieldEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "record_table",
                    models.CharField(
                        help_text="The row's table, such as exchanges_detention.",
                        max_length=60,
                    ),
                ),
                (
                    "record_key",
                    models.CharField(help_text="The row's primary key.", max_length=20),
                ),
                ("field", models.CharField(help_text="The field.", max_length=60)),
                (
                    "reason",
                    models.CharField(help_text="Why. Never public.", max_length=300),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tracker.withheldfield",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who withheld it.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="embargo",
            constraint=models.UniqueConstraint(
                fields=("record_table", "record_key"),
                name="embargo_once",
                violation_error_message="The record is under an embargo already.",
            ),
        ),
        migrations.AddIndex(
            model_name="viewing",
            index=models.Index(
                fields=["record_label", "record_key"], name="viewing_record"
            ),
        ),
        migrations.AddConstraint(
            model_name="withheldfield",
            constraint=models.UniqueConstraint(
                fields=("record_table", "record_key", "field"),
                name="withheldfield_once",
                violation_error_message="The field is withheld already.",
            ),
        ),
    ]
