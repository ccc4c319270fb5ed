"""Why we say something about an entity."""

import django.db.models.deletion
from django.db import migrations, models

import tracker.fields


class Migration(migrations.Migration):
    """Create the tables."""

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("sanctions", "0002_list_editions"),
        ("tracker", "0003_published"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntityCitation",
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
                    "locator",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Paragraph number, with a range of code points after a colon.",
                        max_length=80,
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="First 16 hexadecimal digits of the passage's SHA-256. Empty when nobody holds the text.",
                        max_length=16,
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("supports", "supports"),
                            ("disputes", "disputes"),
                            ("no_comment", "no comment"),
                        ],
                        default="supports",
                        help_text="What the speaker does with the statement.",
                        max_length=10,
                    ),
                ),
                (
                    "speaker_words",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="How the source names a speaker who is no party of this record.",
                        max_length=120,
                    ),
                ),
                (
                    "said_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When the speaker said so (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "said_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("said_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "said_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("said_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                        ],
                        default="",
                        help_text="How surely the passage carries the fact.",
                        max_length=6,
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The field or part of the record that the passage is about.",
                        max_length=160,
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What the source says instead of the record's value.",
                        max_length=400,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="An editor's remark. Public.",
                        max_length=400,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order among the record's citations."
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="Where it says so.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="tracker.source",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who says so in the source. Empty: the source in its own voice.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "speaking_for",
                    models.ForeignKey(
                        blank=True,
                        help_text="The party whose word it is, when a person speaks for it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="sanctions.entity",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The later citation that replaces this claim, which stays.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="sanctions.entitycitation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntityCitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "locator",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Paragraph number, with a range of code points after a colon.",
                        max_length=80,
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="First 16 hexadecimal digits of the passage's SHA-256. Empty when nobody holds the text.",
                        max_length=16,
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("supports", "supports"),
                            ("disputes", "disputes"),
                            ("no_comment", "no comment"),
                        ],
                        default="supports",
                        help_text="What the speaker does with the statement.",
                        max_length=10,
                    ),
                ),
                (
                    "speaker_words",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="How the source names a speaker who is no party of this record.",
                        max_length=120,
                    ),
                ),
                (
                    "said_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When the speaker said so (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("high", "high"),
                            ("medium", "medium"),
                            ("low", "low"),
                        ],
                        default="",
                        help_text="How surely the passage carries the fact.",
                        max_length=6,
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The field or part of the record that the passage is about.",
                        max_length=160,
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What the source says instead of the record's value.",
                        max_length=400,
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="An editor's remark. Public.",
                        max_length=400,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order among the record's citations."
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
                        to="sanctions.entitycitation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Where it says so.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.source",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who says so in the source. Empty: the source in its own voice.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "speaking_for",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The party whose word it is, when a person speaks for it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.entity",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The later citation that replaces this claim, which stays.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.entitycitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="entitycitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stance__in", ["disputes", "no_comment", "supports"])
                ),
                name="entitycitation_stance_known",
                violation_error_message="stance is one of supports, disputes, no_comment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entitycitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__in", ["", "high", "low", "medium"])),
                name="entitycitation_confidence_known",
                violation_error_message="confidence is one of high, medium, low.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entitycitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digest", ""), ("digest__regex", "^[0-9a-f]{16}$"), _connector="OR"
                ),
                name="entitycitation_digest_is_hex",
                violation_error_message="Write 16 hexadecimal digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entitycitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("speaker", None), ("speaker_words", ""), _connector="OR"
                ),
                name="entitycitation_one_speaker",
                violation_error_message="Name the speaker or describe them, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entitycitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value", ""),
                    models.Q(("field", ""), _negated=True),
                    _connector="OR",
                ),
                name="entitycitation_value_has_field",
                violation_error_message="Say which field the value is for.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entitycitation",
            constraint=models.UniqueConstraint(
                fields=(
                    "subject",
                    "source",
                    "locator",
                    "field",
                    "value",
                    "stance",
                    "speaker",
                    "speaker_words",
                ),
                name="entitycitation_once",
                nulls_distinct=False,
                violation_error_message="This passage is already cited for this.",
            ),
        ),
    ]
