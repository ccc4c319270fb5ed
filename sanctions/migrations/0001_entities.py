"""Authorities, programmes, entities, listings and actions."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import tracker.fields


class Migration(migrations.Migration):
    """Create the tables."""

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("tracker", "0002_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
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
                    "slug",
                    models.SlugField(
                        help_text="The record's name in addresses. It carries no claim and stays.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What an editor adds, in the project's own words. Public.",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("designate", "designation"),
                            ("amend", "amendment"),
                            ("general_licence", "general licence"),
                            ("specific_licence", "specific licence"),
                            ("export_authorisation", "export authorisation"),
                            ("waive", "waiver"),
                            ("suspend", "suspension"),
                            ("delist", "delisting"),
                            ("revoke", "revocation"),
                            ("extend", "extension"),
                            ("reimpose", "reimposition"),
                            ("unspecified", "act not specified"),
                        ],
                        help_text="What the act does in law.",
                        max_length=20,
                    ),
                ),
                (
                    "instrument",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Its number or name.",
                        max_length=200,
                    ),
                ),
                (
                    "announced_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it was announced (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "announced_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(
                            models.F("announced_on")
                        ),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "announced_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("announced_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "effective_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it takes effect (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "effective_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(
                            models.F("effective_on")
                        ),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "effective_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("effective_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "expires_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When its own term ends (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "expires_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("expires_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "expires_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("expires_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What it covers, in the project's words.",
                    ),
                ),
                (
                    "conditions",
                    models.TextField(
                        blank=True, default="", help_text="Under which conditions."
                    ),
                ),
                (
                    "legal_effect",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What it changes in law, and what stays.",
                    ),
                ),
                (
                    "reported_as",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The reporter's word, such as lifted or eased.",
                        max_length=120,
                    ),
                ),
                (
                    "reverses",
                    models.ForeignKey(
                        blank=True,
                        help_text="The earlier act that this one takes back.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="sanctions.action",
                    ),
                ),
            ],
            options={
                "ordering": ["slug"],
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "publish"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "in_review", "published", "withdrawn"],
                            )
                        ),
                        name="action_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "amend",
                                    "delist",
                                    "designate",
                                    "export_authorisation",
                                    "extend",
                                    "general_licence",
                                    "reimpose",
                                    "revoke",
                                    "specific_licence",
                                    "suspend",
                                    "unspecified",
                                    "waive",
                                ],
                            )
                        ),
                        name="action_kind_known",
                        violation_error_message="kind is one of designate, amend, general_licence, specific_licence, export_authorisation, waive, suspend, delist, revoke, extend, reimpose, unspecified.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on_latest", None),
                            ("effective_on_earliest", None),
                            (
                                "effective_on_earliest__lte",
                                models.F("expires_on_latest"),
                            ),
                            _connector="OR",
                        ),
                        name="action_expires_after_it_begins",
                        violation_error_message="The act expires before it takes effect.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reverses", None),
                            models.Q(("reverses", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="action_not_reversing_itself",
                        violation_error_message="An act cannot take back itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionCitation",
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
                        to="sanctions.action",
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
                        to="sanctions.actioncitation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stance__in", ["disputes", "no_comment", "supports"])
                        ),
                        name="actioncitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="actioncitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="actioncitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="actioncitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="actioncitation_value_has_field",
                        violation_error_message="Say which field the value is for.",
                    ),
                    models.UniqueConstraint(
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
                        name="actioncitation_once",
                        nulls_distinct=False,
                        violation_error_message="This passage is already cited for this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionCitationEvent",
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
                        to="sanctions.actioncitation",
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
                        to="sanctions.action",
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
                        to="sanctions.actioncitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActionEntity",
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
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named",
                        to="sanctions.action",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "action entities",
                "ordering": ["action", "entity"],
            },
        ),
        migrations.CreateModel(
            name="Authority",
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
                    "code",
                    models.SlugField(
                        help_text="Short name.", max_length=40, unique=True
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="Full name in English.", max_length=200),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True, default="", help_text="Its page on sanctions."
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        help_text="The party it acts for.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorities",
                        to="tracker.party",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "authorities",
                "ordering": ["code"],
            },
        ),
        migrations.AddField(
            model_name="action",
            name="authority",
            field=models.ForeignKey(
                help_text="Who acts.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="sanctions.authority",
            ),
        ),
        migrations.CreateModel(
            name="AuthorityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.SlugField(
                        db_index=False, help_text="Short name.", max_length=40
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="Full name in English.", max_length=200),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True, default="", help_text="Its page on sanctions."
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The party it acts for.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
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
                        to="sanctions.authority",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Edition",
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
                    "list_code",
                    models.SlugField(
                        help_text="Which list, as ofac-sdn.", max_length=40
                    ),
                ),
                ("published_on", models.DateField(help_text="The day of the edition.")),
                (
                    "sha256",
                    models.CharField(
                        help_text="SHA-256 of the file as read.", max_length=64
                    ),
                ),
                (
                    "entries_count",
                    models.PositiveIntegerField(help_text="Entries in the edition."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "held for an editor"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                        ],
                        default="held",
                        help_text="Whether it counts.",
                        max_length=8,
                    ),
                ),
                (
                    "imported_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
            ],
            options={
                "ordering": ["list_code", "published_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["accepted", "held", "refused"])
                        ),
                        name="edition_state_known",
                        violation_error_message="state is one of held, accepted, refused.",
                    ),
                    models.UniqueConstraint(
                        fields=("list_code", "published_on", "sha256"),
                        name="edition_once",
                        violation_error_message="This edition is already recorded.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entity",
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
                    "slug",
                    models.SlugField(
                        help_text="The record's name in addresses. It carries no claim and stays.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What an editor adds, in the project's own words. Public.",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation", "organisation"),
                            ("person", "person"),
                            ("vessel", "vessel"),
                            ("aircraft", "aircraft"),
                        ],
                        help_text="What it is.",
                        max_length=12,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        help_text="The same, as a party to trades.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entities",
                        to="tracker.party",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        help_text="The same, as a human being in this record.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entities",
                        to="tracker.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entities",
                "ordering": ["slug"],
                "abstract": False,
                "default_permissions": ("add", "change", "delete", "view", "publish"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "in_review", "published", "withdrawn"],
                            )
                        ),
                        name="entity_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["aircraft", "organisation", "person", "vessel"],
                            )
                        ),
                        name="entity_kind_known",
                        violation_error_message="kind is one of organisation, person, vessel, aircraft.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
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
                    "entry_key",
                    models.CharField(help_text="The list's own number.", max_length=80),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("removed", "removed"),
                            ("renamed", "renamed"),
                            ("programme", "programme moved"),
                            ("details", "details"),
                            ("merged", "merged"),
                            ("renumbered", "renumbered"),
                            ("unexplained", "unexplained"),
                        ],
                        help_text="What changed.",
                        max_length=12,
                    ),
                ),
                (
                    "detail",
                    models.JSONField(
                        default=dict, help_text="Before and after, by field."
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="sanctions.edition",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="sanctions.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "entry_key"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "added",
                                    "details",
                                    "merged",
                                    "programme",
                                    "removed",
                                    "renamed",
                                    "renumbered",
                                    "unexplained",
                                ],
                            )
                        ),
                        name="change_kind_known",
                        violation_error_message="kind is one of added, removed, renamed, programme, details, merged, renumbered, unexplained.",
                    ),
                    models.UniqueConstraint(
                        fields=("edition", "entry_key", "kind"), name="change_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionEntityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.action",
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
                        to="sanctions.actionentity",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Whom it names.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.entity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="actionentity",
            name="entity",
            field=models.ForeignKey(
                help_text="Whom it names.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="named_in",
                to="sanctions.entity",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="entities",
            field=models.ManyToManyField(
                help_text="Whom it names.",
                related_name="actions",
                through="sanctions.ActionEntity",
                to="sanctions.entity",
            ),
        ),
        migrations.CreateModel(
            name="EntityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="The record's name in addresses. It carries no claim and stays.",
                        max_length=120,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What an editor adds, in the project's own words. Public.",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation", "organisation"),
                            ("person", "person"),
                            ("vessel", "vessel"),
                            ("aircraft", "aircraft"),
                        ],
                        help_text="What it is.",
                        max_length=12,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The same, as a party to trades.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The same, as a human being in this record.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.person",
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
                        to="sanctions.entity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntityName",
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
                    "text",
                    models.CharField(help_text="The name as written.", max_length=400),
                ),
                (
                    "script",
                    models.CharField(
                        help_text="ISO 15924 code of the script.", max_length=4
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order; the first is the main name."
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="sanctions.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entity", "text"),
                        name="entityname_once",
                        violation_error_message="This spelling is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityNameEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "text",
                    models.CharField(help_text="The name as written.", max_length=400),
                ),
                (
                    "script",
                    models.CharField(
                        help_text="ISO 15924 code of the script.", max_length=4
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order; the first is the main name."
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.entity",
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
                        to="sanctions.entityname",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Identifier",
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
                    models.CharField(help_text="What number it is.", max_length=60),
                ),
                (
                    "value",
                    models.CharField(
                        help_text="The number as written.", max_length=120
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="sanctions.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "value"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entity", "kind", "value"),
                        name="identifier_once",
                        violation_error_message="This number is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentifierEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(help_text="What number it is.", max_length=60),
                ),
                (
                    "value",
                    models.CharField(
                        help_text="The number as written.", max_length=120
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.entity",
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
                        to="sanctions.identifier",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Listing",
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
                    "listed_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When the listing began (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "listed_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("listed_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "listed_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("listed_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "delisted_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it ended (EDTF); empty if it lasts.",
                        max_length=40,
                    ),
                ),
                (
                    "delisted_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("delisted_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "delisted_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("delisted_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="sanctions.entity",
                    ),
                ),
            ],
            options={
                "ordering": ["entity", "programme", "listed_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delisted_on_latest", None),
                            ("listed_on_earliest", None),
                            ("listed_on_earliest__lte", models.F("delisted_on_latest")),
                            _connector="OR",
                        ),
                        name="listing_ends_after_it_begins",
                        violation_error_message="The listing ends before it begins.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Programme",
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
                    "code",
                    models.SlugField(
                        help_text="Authority and programme, as ofac-belarus.",
                        max_length=80,
                        unique=True,
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="What it is called.", max_length=200),
                ),
                (
                    "list_code",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="How the authority's list writes it, such as BELARUS-EO14038.",
                        max_length=120,
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The acts it rests on.",
                        max_length=300,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        help_text="Whose it is.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="sanctions.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="ListingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "listed_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When the listing began (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "delisted_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it ended (EDTF); empty if it lasts.",
                        max_length=40,
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.entity",
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
                        to="sanctions.listing",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Under which.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="listing",
            name="programme",
            field=models.ForeignKey(
                help_text="Under which.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="listings",
                to="sanctions.programme",
            ),
        ),
        migrations.CreateModel(
            name="ActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "slug",
                    models.SlugField(
                        db_index=False,
                        help_text="The record's name in addresses. It carries no claim and stays.",
                        max_length=120,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        help_text="Only published records are public.",
                        max_length=10,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What an editor adds, in the project's own words. Public.",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("designate", "designation"),
                            ("amend", "amendment"),
                            ("general_licence", "general licence"),
                            ("specific_licence", "specific licence"),
                            ("export_authorisation", "export authorisation"),
                            ("waive", "waiver"),
                            ("suspend", "suspension"),
                            ("delist", "delisting"),
                            ("revoke", "revocation"),
                            ("extend", "extension"),
                            ("reimpose", "reimposition"),
                            ("unspecified", "act not specified"),
                        ],
                        help_text="What the act does in law.",
                        max_length=20,
                    ),
                ),
                (
                    "instrument",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Its number or name.",
                        max_length=200,
                    ),
                ),
                (
                    "announced_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it was announced (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "effective_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it takes effect (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "expires_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When its own term ends (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "scope",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What it covers, in the project's words.",
                    ),
                ),
                (
                    "conditions",
                    models.TextField(
                        blank=True, default="", help_text="Under which conditions."
                    ),
                ),
                (
                    "legal_effect",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What it changes in law, and what stays.",
                    ),
                ),
                (
                    "reported_as",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The reporter's word, such as lifted or eased.",
                        max_length=120,
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
                        to="sanctions.action",
                    ),
                ),
                (
                    "reverses",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The earlier act that this one takes back.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.action",
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who acts.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.authority",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The programme it changes.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="action",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                help_text="The programme it changes.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="sanctions.programme",
            ),
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.SlugField(
                        db_index=False,
                        help_text="Authority and programme, as ofac-belarus.",
                        max_length=80,
                    ),
                ),
                (
                    "name",
                    models.CharField(help_text="What it is called.", max_length=200),
                ),
                (
                    "list_code",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="How the authority's list writes it, such as BELARUS-EO14038.",
                        max_length=120,
                    ),
                ),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The acts it rests on.",
                        max_length=300,
                    ),
                ),
                (
                    "authority",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Whose it is.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sanctions.authority",
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
                        to="sanctions.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="actionentity",
            constraint=models.UniqueConstraint(
                fields=("action", "entity"),
                name="actionentity_once",
                violation_error_message="The act already names this entity.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(
                fields=("entity", "programme", "listed_on"),
                name="listing_once",
                violation_error_message="This listing is already recorded.",
            ),
        ),
    ]
