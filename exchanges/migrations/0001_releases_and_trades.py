"""Detentions, releases, trades, concessions, linkages, contacts and tallies."""

import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import tracker.fields


class Migration(migrations.Migration):
    """Create the tables."""

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("sanctions", "0001_entities"),
        ("tracker", "0002_records"),
    ]

    operations = [
        migrations.CreateModel(
            name="Detainee",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("tracker.person",),
        ),
        migrations.CreateModel(
            name="Cohort",
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
                    "label",
                    models.SlugField(
                        help_text="Short name within the release.", max_length=80
                    ),
                ),
                (
                    "breakdown",
                    models.CharField(
                        choices=[
                            ("destination", "destination"),
                            ("nationality", "nationality"),
                            ("legal_form", "legal form"),
                            ("outcome", "outcome"),
                            ("category", "category"),
                            ("stage", "stage"),
                        ],
                        help_text="What its siblings differ by.",
                        max_length=12,
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What the cohort has in common, where no country says it.",
                        max_length=160,
                    ),
                ),
                (
                    "people_min",
                    models.PositiveIntegerField(
                        default=0, help_text="At least so many."
                    ),
                ),
                (
                    "people_max",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "people_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "remains_min",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Remains of the dead in the cohort: at least so many.",
                    ),
                ),
                (
                    "remains_max",
                    models.PositiveIntegerField(
                        blank=True,
                        default=0,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "remains_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="The country, for a destination or nationality.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.country",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="The larger cohort it is a part of.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="exchanges.cohort",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "breakdown__in",
                                [
                                    "category",
                                    "destination",
                                    "legal_form",
                                    "nationality",
                                    "outcome",
                                    "stage",
                                ],
                            )
                        ),
                        name="cohort_breakdown_known",
                        violation_error_message="breakdown is one of destination, nationality, legal_form, outcome, category, stage.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "people_qualifier__in",
                                [
                                    "about",
                                    "at_least",
                                    "between",
                                    "exactly",
                                    "more_than",
                                    "up_to",
                                ],
                            )
                        ),
                        name="cohort_people_qualifier_known",
                        violation_error_message="people_qualifier is one of exactly, at_least, more_than, about, up_to, between.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_max", None),
                            ("people_min__lte", models.F("people_max")),
                            _connector="OR",
                        ),
                        name="cohort_people_min_lte_max",
                        violation_error_message="The lower count is above the upper one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "remains_qualifier__in",
                                [
                                    "about",
                                    "at_least",
                                    "between",
                                    "exactly",
                                    "more_than",
                                    "up_to",
                                ],
                            )
                        ),
                        name="cohort_remains_qualifier_known",
                        violation_error_message="remains_qualifier is one of exactly, at_least, more_than, about, up_to, between.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remains_max", None),
                            ("remains_min__lte", models.F("remains_max")),
                            _connector="OR",
                        ),
                        name="cohort_remains_min_lte_max",
                        violation_error_message="The lower count is above the upper one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country__isnull", False),
                            models.Q(("value", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cohort_has_something_in_common",
                        violation_error_message="Say which country, or what they share.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CohortMember",
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
                    "cohort",
                    models.ForeignKey(
                        help_text="Which cohort.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="exchanges.cohort",
                    ),
                ),
            ],
            options={
                "ordering": ["cohort__position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Concession",
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
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A short plain title.",
                        max_length=200,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sanctions_relief", "sanctions relief"),
                            ("release", "release of people"),
                            ("funds_unfrozen", "funds unfrozen"),
                            ("debt_settlement", "settlement of a debt"),
                            ("ransom", "ransom"),
                            ("payment", "payment"),
                            ("purchase", "purchase"),
                            ("goods", "goods"),
                            ("services", "services"),
                            ("medical", "medical supplies or care"),
                            ("diplomatic", "diplomatic act"),
                            ("access", "access: calls, visits, meetings"),
                            ("travel", "travel"),
                            ("legal_process", "legal process"),
                            ("information", "information"),
                            ("military", "military act"),
                            ("guarantee", "guarantee"),
                            ("border_opening", "opening of a border"),
                            ("deportee_acceptance", "acceptance of deportees"),
                            ("enabling_law", "enabling law"),
                            ("forbearance", "forbearance"),
                            ("other", "other"),
                        ],
                        help_text="What sort of thing it is.",
                        max_length=20,
                    ),
                ),
                (
                    "amount_min",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="At least so much; empty when no amount is stated.",
                        max_digits=20,
                        null=True,
                    ),
                ),
                (
                    "amount_max",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="At most so much; empty when open.",
                        max_digits=20,
                        null=True,
                    ),
                ),
                (
                    "amount_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "amount_unit",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="people, entities, aircraft, mines … or an ISO 4217 currency.",
                        max_length=20,
                    ),
                ),
                (
                    "conditions",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="On which conditions, in the project's words.",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        help_text="Who gives.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concessions_given",
                        to="tracker.party",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who pays, if not the giver.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concessions_paid",
                        to="tracker.party",
                    ),
                ),
                (
                    "performer",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who carries it out, if not the giver.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concessions_performed",
                        to="tracker.party",
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
                        name="concession_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "access",
                                    "border_opening",
                                    "debt_settlement",
                                    "deportee_acceptance",
                                    "diplomatic",
                                    "enabling_law",
                                    "forbearance",
                                    "funds_unfrozen",
                                    "goods",
                                    "guarantee",
                                    "information",
                                    "legal_process",
                                    "medical",
                                    "military",
                                    "other",
                                    "payment",
                                    "purchase",
                                    "ransom",
                                    "release",
                                    "sanctions_relief",
                                    "services",
                                    "travel",
                                ],
                            )
                        ),
                        name="concession_kind_known",
                        violation_error_message="kind is one of sanctions_relief, release, funds_unfrozen, debt_settlement, ransom, payment, purchase, goods, services, medical, diplomatic, access, travel, legal_process, information, military, guarantee, border_opening, deportee_acceptance, enabling_law, forbearance, other.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount_qualifier__in",
                                [
                                    "about",
                                    "at_least",
                                    "between",
                                    "exactly",
                                    "more_than",
                                    "up_to",
                                ],
                            )
                        ),
                        name="concession_amount_qualifier_known",
                        violation_error_message="amount_qualifier is one of exactly, at_least, more_than, about, up_to, between.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_max", None),
                            ("amount_min__lte", models.F("amount_max")),
                            _connector="OR",
                        ),
                        name="concession_amount_min_lte_max",
                        violation_error_message="The lower count is above the upper one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount_max", None),
                                ("amount_min", None),
                                ("amount_unit", ""),
                            ),
                            models.Q(
                                models.Q(("amount_min__isnull", False)),
                                models.Q(("amount_unit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="concession_amount_has_unit",
                        violation_error_message="An amount needs its unit, a unit its amount.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "other"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="concession_other_has_note",
                        violation_error_message="Say in the note what the other thing is.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcessionCitation",
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
                        to="exchanges.concession",
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
                        to="exchanges.concessioncitation",
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
                        name="concessioncitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="concessioncitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="concessioncitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="concessioncitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="concessioncitation_value_has_field",
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
                        name="concessioncitation_once",
                        nulls_distinct=False,
                        violation_error_message="This passage is already cited for this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcessionCitationEvent",
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
                        to="exchanges.concessioncitation",
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
                        to="exchanges.concession",
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
                        to="exchanges.concessioncitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConcessionParty",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("co_giver", "gives too"),
                            ("receiver", "receiver"),
                            ("beneficiary", "beneficiary"),
                            ("holder", "holder of the thing"),
                        ],
                        help_text="What the party is to it.",
                        max_length=12,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "concession",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concession_parties",
                        to="exchanges.concession",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        help_text="Who.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_in_concessions",
                        to="tracker.party",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "concession parties",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                ["co_giver", "receiver", "beneficiary", "holder"],
                            )
                        ),
                        name="concessionparty_role_known",
                        violation_error_message="co_giver, receiver, beneficiary or holder.",
                    ),
                    models.UniqueConstraint(
                        fields=("concession", "party", "role"),
                        name="concessionparty_once",
                        violation_error_message="The party already has this role.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="concession",
            name="parties",
            field=models.ManyToManyField(
                related_name="concessions_touching",
                through="exchanges.ConcessionParty",
                to="tracker.party",
            ),
        ),
        migrations.CreateModel(
            name="ConcessionPartyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("co_giver", "gives too"),
                            ("receiver", "receiver"),
                            ("beneficiary", "beneficiary"),
                            ("holder", "holder of the thing"),
                        ],
                        help_text="What the party is to it.",
                        max_length=12,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "concession",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.concession",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who.",
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
                        to="exchanges.concessionparty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                            ("meeting", "meeting"),
                            ("call", "call"),
                            ("visit", "visit"),
                            ("letter", "letter"),
                        ],
                        help_text="How.",
                        max_length=8,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("held", "held"),
                            ("cancelled", "cancelled"),
                            ("proposed", "proposed"),
                        ],
                        default="held",
                        help_text="Whether it took place.",
                        max_length=9,
                    ),
                ),
                (
                    "held_on",
                    tracker.fields.EdtfField(
                        blank=True, default="", help_text="When (EDTF).", max_length=40
                    ),
                ),
                (
                    "held_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("held_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "held_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("held_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "held_on_text",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The words of the source for this date.",
                        max_length=200,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where, by town or building.",
                        max_length=200,
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="About what, in short.",
                        max_length=300,
                    ),
                ),
                (
                    "initiator",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who asked for it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts_initiated",
                        to="tracker.party",
                    ),
                ),
            ],
            options={
                "ordering": ["held_on_earliest", "slug"],
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
                        name="contact_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["call", "letter", "meeting", "visit"])
                        ),
                        name="contact_kind_known",
                        violation_error_message="kind is one of meeting, call, visit, letter.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["cancelled", "held", "proposed"])
                        ),
                        name="contact_status_known",
                        violation_error_message="status is one of held, cancelled, proposed.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactCitation",
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
                        to="exchanges.contact",
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
                        to="exchanges.contactcitation",
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
                        name="contactcitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="contactcitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="contactcitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="contactcitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="contactcitation_value_has_field",
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
                        name="contactcitation_once",
                        nulls_distinct=False,
                        violation_error_message="This passage is already cited for this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactCitationEvent",
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
                        to="exchanges.contactcitation",
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
                        to="exchanges.contact",
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
                        to="exchanges.contactcitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactParticipant",
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
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The title it acted under.",
                        max_length=200,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "acting_for",
                    models.ForeignKey(
                        blank=True,
                        help_text="The party it spoke for.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="exchanges.contact",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        help_text="Who.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="tracker.party",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contact", "party"),
                        name="contactparticipant_once",
                        violation_error_message="The party already takes part.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactParticipantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The title it acted under.",
                        max_length=200,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "acting_for",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The party it spoke for.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.contact",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who.",
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
                        to="exchanges.contactparticipant",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Detention",
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
                    "form",
                    models.CharField(
                        choices=[
                            ("prison", "prison"),
                            ("pretrial", "pre-trial detention"),
                            ("captivity", "captivity"),
                            ("house_arrest", "house arrest"),
                            ("bail", "bail with a ban on leaving"),
                            ("furlough", "furlough"),
                            ("refuge", "refuge in an embassy"),
                            ("unknown", "form not known"),
                        ],
                        default="unknown",
                        help_text="How they were held.",
                        max_length=12,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Prison, town or country. Never a private address.",
                        max_length=200,
                    ),
                ),
                (
                    "began_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When the spell began (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "began_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("began_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "began_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("began_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "ended_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it ended (EDTF); empty if not known.",
                        max_length=40,
                    ),
                ),
                (
                    "ended_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("ended_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "ended_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("ended_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "charge",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The charge, as reported.",
                        max_length=300,
                    ),
                ),
                (
                    "sentence",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The sentence and its changes, as reported.",
                        max_length=300,
                    ),
                ),
                (
                    "captor",
                    models.ForeignKey(
                        help_text="Who held them.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="tracker.party",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Who was held.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="detentions",
                        to="tracker.person",
                    ),
                ),
                (
                    "transferred_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="The earlier spell this one continues, after a transfer.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transferred_to",
                        to="exchanges.detention",
                    ),
                ),
            ],
            options={
                "ordering": ["began_on_earliest", "slug"],
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
                        name="detention_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "form__in",
                                [
                                    "bail",
                                    "captivity",
                                    "furlough",
                                    "house_arrest",
                                    "pretrial",
                                    "prison",
                                    "refuge",
                                    "unknown",
                                ],
                            )
                        ),
                        name="detention_form_known",
                        violation_error_message="form is one of prison, pretrial, captivity, house_arrest, bail, furlough, refuge, unknown.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on_latest", None),
                            ("began_on_earliest", None),
                            ("began_on_earliest__lte", models.F("ended_on_latest")),
                            _connector="OR",
                        ),
                        name="detention_ends_after_it_begins",
                        violation_error_message="The spell ends before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transferred_from", None),
                            models.Q(
                                ("transferred_from", models.F("id")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="detention_not_from_itself",
                        violation_error_message="A spell cannot continue itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DetentionCitation",
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
                        to="exchanges.detention",
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
                        to="exchanges.detentioncitation",
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
                        name="detentioncitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="detentioncitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="detentioncitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="detentioncitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="detentioncitation_value_has_field",
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
                        name="detentioncitation_once",
                        nulls_distinct=False,
                        violation_error_message="This passage is already cited for this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DetentionCitationEvent",
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
                        to="exchanges.detentioncitation",
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
                        to="exchanges.detention",
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
                        to="exchanges.detentioncitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DetentionEvent",
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
                    "form",
                    models.CharField(
                        choices=[
                            ("prison", "prison"),
                            ("pretrial", "pre-trial detention"),
                            ("captivity", "captivity"),
                            ("house_arrest", "house arrest"),
                            ("bail", "bail with a ban on leaving"),
                            ("furlough", "furlough"),
                            ("refuge", "refuge in an embassy"),
                            ("unknown", "form not known"),
                        ],
                        default="unknown",
                        help_text="How they were held.",
                        max_length=12,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Prison, town or country. Never a private address.",
                        max_length=200,
                    ),
                ),
                (
                    "began_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When the spell began (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "ended_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it ended (EDTF); empty if not known.",
                        max_length=40,
                    ),
                ),
                (
                    "charge",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The charge, as reported.",
                        max_length=300,
                    ),
                ),
                (
                    "sentence",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The sentence and its changes, as reported.",
                        max_length=300,
                    ),
                ),
                (
                    "captor",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who held them.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who was held.",
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
                        to="exchanges.detention",
                    ),
                ),
                (
                    "transferred_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The earlier spell this one continues, after a transfer.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.detention",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Freed",
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
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stayed", "stayed"),
                            ("left", "left"),
                            ("expelled", "expelled"),
                            ("refused", "refused to leave"),
                            ("returned_to_custody", "returned to custody"),
                            ("died", "died"),
                        ],
                        default="",
                        help_text="What happened to the person at the handover.",
                        max_length=20,
                    ),
                ),
                (
                    "conditions",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Conditions on the person: exile, no return, silence.",
                        max_length=300,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "cohorts",
                    models.ManyToManyField(
                        help_text="Cohorts the person belongs to.",
                        related_name="members",
                        through="exchanges.CohortMember",
                        to="exchanges.cohort",
                    ),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        blank=True,
                        help_text="The spell in custody that ended.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ended_by",
                        to="exchanges.detention",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Who was freed.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="freed_in",
                        to="tracker.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "freed",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "",
                                    "died",
                                    "expelled",
                                    "left",
                                    "refused",
                                    "returned_to_custody",
                                    "stayed",
                                ],
                            )
                        ),
                        name="freed_outcome_known",
                        violation_error_message="outcome is one of stayed, left, expelled, refused, returned_to_custody, died.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CohortMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Which cohort.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.cohort",
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
                        to="exchanges.cohortmember",
                    ),
                ),
                (
                    "freed",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.freed",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="cohortmember",
            name="freed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to="exchanges.freed",
            ),
        ),
        migrations.CreateModel(
            name="Linkage",
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
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("swap", "swap"),
                            ("goodwill", "goodwill"),
                            ("sequence", "sequence only"),
                            ("alleged", "alleged"),
                        ],
                        help_text="On what ground they are tied.",
                        max_length=8,
                    ),
                ),
                (
                    "allocation",
                    models.CharField(
                        choices=[
                            ("direct", "for this release"),
                            ("package", "part of a package"),
                        ],
                        default="direct",
                        help_text="For this release, or as part of a package for several.",
                        max_length=7,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, default="", help_text="An editor's remark. Public."
                    ),
                ),
                (
                    "concession",
                    models.ForeignKey(
                        blank=True,
                        help_text="What was given …",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linkages",
                        to="exchanges.concession",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                ["alleged", "goodwill", "sequence", "stated", "swap"],
                            )
                        ),
                        name="linkage_basis_known",
                        violation_error_message="basis is one of stated, swap, goodwill, sequence, alleged.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("allocation__in", ["direct", "package"])),
                        name="linkage_allocation_known",
                        violation_error_message="allocation is one of direct, package.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkageCitation",
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
                        to="exchanges.linkage",
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
                        to="exchanges.linkagecitation",
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
                        name="linkagecitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="linkagecitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="linkagecitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="linkagecitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="linkagecitation_value_has_field",
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
                        name="linkagecitation_once",
                        nulls_distinct=False,
                        violation_error_message="This passage is already cited for this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkageCitationEvent",
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
                        to="exchanges.linkagecitation",
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
                        to="exchanges.linkage",
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
                        to="exchanges.linkagecitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recognition",
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
                        choices=[
                            ("political_prisoner", "political prisoner"),
                            ("wrongfully_detained", "wrongfully detained"),
                            ("arbitrarily_detained", "arbitrarily detained"),
                            ("hostage", "hostage"),
                            ("prisoner_of_war", "prisoner of war"),
                            ("criminal", "criminal"),
                        ],
                        help_text="What they were called.",
                        max_length=24,
                    ),
                ),
                (
                    "recognised_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="Since when (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "recognised_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(
                            models.F("recognised_on")
                        ),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "recognised_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("recognised_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who calls them so. Empty: the source in its own voice.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="tracker.party",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recognitions",
                        to="exchanges.cohort",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recognitions",
                        to="tracker.person",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "arbitrarily_detained",
                                    "criminal",
                                    "hostage",
                                    "political_prisoner",
                                    "prisoner_of_war",
                                    "wrongfully_detained",
                                ],
                            )
                        ),
                        name="recognition_kind_known",
                        violation_error_message="kind is one of political_prisoner, wrongfully_detained, arbitrarily_detained, hostage, prisoner_of_war, criminal.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
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
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A short plain title. Empty: captor, people and date.",
                        max_length=200,
                    ),
                ),
                (
                    "destination",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stayed", "stayed in the country"),
                            ("abroad", "left the country"),
                            ("mixed", "some stayed, some left"),
                        ],
                        default="",
                        help_text="Whether the people stayed in the captor's country.",
                        max_length=8,
                    ),
                ),
                (
                    "released_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When they were let go (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "released_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("released_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "released_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("released_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "released_on_text",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The words of the source for this date.",
                        max_length=200,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where they were handed over.",
                        max_length=200,
                    ),
                ),
                (
                    "people_min",
                    models.PositiveIntegerField(
                        default=0, help_text="People freed, living: at least so many."
                    ),
                ),
                (
                    "people_max",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "people_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "remains_min",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Remains of the dead handed over. Never added to people.",
                    ),
                ),
                (
                    "remains_max",
                    models.PositiveIntegerField(
                        blank=True,
                        default=0,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "remains_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pardon", "pardon"),
                            ("commutation", "commutation"),
                            ("clemency", "clemency"),
                            ("charges_dropped", "charges dropped"),
                            ("time_served", "time served"),
                            ("deferred_prosecution", "deferred prosecution"),
                            ("deportation", "deportation"),
                            (
                                "loss_of_nationality",
                                "deportation with loss of nationality",
                            ),
                            ("treaty_transfer", "transfer under a treaty"),
                            ("furlough", "furlough"),
                            ("bail", "bail"),
                            ("amnesty", "amnesty"),
                            ("pow_exchange", "exchange of prisoners of war"),
                            ("extradition_refused", "extradition refused"),
                            ("humanitarian", "release on humanitarian grounds"),
                            ("court_order", "court order"),
                            ("mixed", "several forms"),
                            ("other", "other"),
                        ],
                        default="",
                        help_text="The act by which the captor let them go.",
                        max_length=20,
                    ),
                ),
                (
                    "consideration",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "a source says nothing was given"),
                            ("unknown", "a source says there was a price, not which"),
                            ("withheld", "a source says the terms are secret"),
                        ],
                        default="",
                        help_text="What a source says of the price when nothing is linked. Empty: no source says anything.",
                        max_length=8,
                    ),
                ),
                (
                    "captor",
                    models.ForeignKey(
                        help_text="Who held the people and let them go.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releases",
                        to="tracker.party",
                    ),
                ),
                (
                    "crossing",
                    models.ForeignKey(
                        blank=True,
                        help_text="The country across whose border they left.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.country",
                    ),
                ),
                (
                    "fulfils",
                    models.ForeignKey(
                        blank=True,
                        help_text="The promise of a release that it keeps.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fulfilled_by",
                        to="exchanges.concession",
                    ),
                ),
            ],
            options={
                "ordering": ["-released_on_latest", "slug"],
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
                        name="release_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("destination__in", ["", "abroad", "mixed", "stayed"])
                        ),
                        name="release_destination_known",
                        violation_error_message="destination is one of stayed, abroad, mixed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "legal_form__in",
                                [
                                    "",
                                    "amnesty",
                                    "bail",
                                    "charges_dropped",
                                    "clemency",
                                    "commutation",
                                    "court_order",
                                    "deferred_prosecution",
                                    "deportation",
                                    "extradition_refused",
                                    "furlough",
                                    "humanitarian",
                                    "loss_of_nationality",
                                    "mixed",
                                    "other",
                                    "pardon",
                                    "pow_exchange",
                                    "time_served",
                                    "treaty_transfer",
                                ],
                            )
                        ),
                        name="release_legal_form_known",
                        violation_error_message="legal_form is one of pardon, commutation, clemency, charges_dropped, time_served, deferred_prosecution, deportation, loss_of_nationality, treaty_transfer, furlough, bail, amnesty, pow_exchange, extradition_refused, humanitarian, court_order, mixed, other.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consideration__in", ["", "none", "unknown", "withheld"])
                        ),
                        name="release_consideration_known",
                        violation_error_message="consideration is one of none, unknown, withheld.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "people_qualifier__in",
                                [
                                    "about",
                                    "at_least",
                                    "between",
                                    "exactly",
                                    "more_than",
                                    "up_to",
                                ],
                            )
                        ),
                        name="release_people_qualifier_known",
                        violation_error_message="people_qualifier is one of exactly, at_least, more_than, about, up_to, between.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "remains_qualifier__in",
                                [
                                    "about",
                                    "at_least",
                                    "between",
                                    "exactly",
                                    "more_than",
                                    "up_to",
                                ],
                            )
                        ),
                        name="release_remains_qualifier_known",
                        violation_error_message="remains_qualifier is one of exactly, at_least, more_than, about, up_to, between.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_max", None),
                            ("people_min__lte", models.F("people_max")),
                            _connector="OR",
                        ),
                        name="release_people_min_lte_max",
                        violation_error_message="The lower count is above the upper one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("remains_max", None),
                            ("remains_min__lte", models.F("remains_max")),
                            _connector="OR",
                        ),
                        name="release_remains_min_lte_max",
                        violation_error_message="The lower count is above the upper one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_max", None),
                            ("people_max__gt", 0),
                            ("remains_max", None),
                            ("remains_max__gt", 0),
                            _connector="OR",
                        ),
                        name="release_of_somebody",
                        violation_error_message="A release frees people or returns remains.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecognitionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("political_prisoner", "political prisoner"),
                            ("wrongfully_detained", "wrongfully detained"),
                            ("arbitrarily_detained", "arbitrarily detained"),
                            ("hostage", "hostage"),
                            ("prisoner_of_war", "prisoner of war"),
                            ("criminal", "criminal"),
                        ],
                        help_text="What they were called.",
                        max_length=24,
                    ),
                ),
                (
                    "recognised_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="Since when (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who calls them so. Empty: the source in its own voice.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "cohort",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.cohort",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
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
                        to="exchanges.recognition",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.release",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="recognition",
            name="release",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recognitions",
                to="exchanges.release",
            ),
        ),
        migrations.CreateModel(
            name="LinkageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("swap", "swap"),
                            ("goodwill", "goodwill"),
                            ("sequence", "sequence only"),
                            ("alleged", "alleged"),
                        ],
                        help_text="On what ground they are tied.",
                        max_length=8,
                    ),
                ),
                (
                    "allocation",
                    models.CharField(
                        choices=[
                            ("direct", "for this release"),
                            ("package", "part of a package"),
                        ],
                        default="direct",
                        help_text="For this release, or as part of a package for several.",
                        max_length=7,
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, default="", help_text="An editor's remark. Public."
                    ),
                ),
                (
                    "concession",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What was given …",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.concession",
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
                        to="exchanges.linkage",
                    ),
                ),
                (
                    "counter_release",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="… or which release of the other side.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.release",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="For which release.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.release",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="linkage",
            name="counter_release",
            field=models.ForeignKey(
                blank=True,
                help_text="… or which release of the other side.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="counter_linkages",
                to="exchanges.release",
            ),
        ),
        migrations.AddField(
            model_name="linkage",
            name="release",
            field=models.ForeignKey(
                help_text="For which release.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="linkages",
                to="exchanges.release",
            ),
        ),
        migrations.CreateModel(
            name="FreedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stayed", "stayed"),
                            ("left", "left"),
                            ("expelled", "expelled"),
                            ("refused", "refused to leave"),
                            ("returned_to_custody", "returned to custody"),
                            ("died", "died"),
                        ],
                        default="",
                        help_text="What happened to the person at the handover.",
                        max_length=20,
                    ),
                ),
                (
                    "conditions",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Conditions on the person: exile, no return, silence.",
                        max_length=300,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "detention",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The spell in custody that ended.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.detention",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who was freed.",
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
                        to="exchanges.freed",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.release",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="freed",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="freed",
                to="exchanges.release",
            ),
        ),
        migrations.CreateModel(
            name="CohortEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "label",
                    models.SlugField(
                        db_index=False,
                        help_text="Short name within the release.",
                        max_length=80,
                    ),
                ),
                (
                    "breakdown",
                    models.CharField(
                        choices=[
                            ("destination", "destination"),
                            ("nationality", "nationality"),
                            ("legal_form", "legal form"),
                            ("outcome", "outcome"),
                            ("category", "category"),
                            ("stage", "stage"),
                        ],
                        help_text="What its siblings differ by.",
                        max_length=12,
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What the cohort has in common, where no country says it.",
                        max_length=160,
                    ),
                ),
                (
                    "people_min",
                    models.PositiveIntegerField(
                        default=0, help_text="At least so many."
                    ),
                ),
                (
                    "people_max",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "people_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "remains_min",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Remains of the dead in the cohort: at least so many.",
                    ),
                ),
                (
                    "remains_max",
                    models.PositiveIntegerField(
                        blank=True,
                        default=0,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "remains_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The country, for a destination or nationality.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.country",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The larger cohort it is a part of.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.cohort",
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
                        to="exchanges.cohort",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.release",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="cohort",
            name="release",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cohorts",
                to="exchanges.release",
            ),
        ),
        migrations.CreateModel(
            name="ReleaseCitation",
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
                        to="exchanges.release",
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
                        to="exchanges.releasecitation",
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
                        name="releasecitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="releasecitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="releasecitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="releasecitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="releasecitation_value_has_field",
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
                        name="releasecitation_once",
                        nulls_distinct=False,
                        violation_error_message="This passage is already cited for this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseCitationEvent",
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
                        to="exchanges.releasecitation",
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
                        to="exchanges.release",
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
                        to="exchanges.releasecitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReleaseParty",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("received_by", "received by"),
                            ("on_behalf_of", "on behalf of"),
                        ],
                        help_text="In which role.",
                        max_length=12,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "party",
                    models.ForeignKey(
                        help_text="Who.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_in_releases",
                        to="tracker.party",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="release_parties",
                        to="exchanges.release",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "release parties",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["received_by", "on_behalf_of"])
                        ),
                        name="releaseparty_role_known",
                        violation_error_message="role is received_by or on_behalf_of.",
                    ),
                    models.UniqueConstraint(
                        fields=("release", "party", "role"),
                        name="releaseparty_once",
                        violation_error_message="The party already has this role.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="release",
            name="parties",
            field=models.ManyToManyField(
                related_name="received_releases",
                through="exchanges.ReleaseParty",
                to="tracker.party",
            ),
        ),
        migrations.CreateModel(
            name="ReleasePartyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("received_by", "received by"),
                            ("on_behalf_of", "on behalf of"),
                        ],
                        help_text="In which role.",
                        max_length=12,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who.",
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
                        to="exchanges.releaseparty",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.release",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Step",
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
                        choices=[
                            ("considered", "considered"),
                            ("demanded", "demanded"),
                            ("offered", "offered"),
                            ("agreed", "agreed"),
                            ("partly_delivered", "partly delivered"),
                            ("delivered", "delivered"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn before delivery"),
                            ("lapsed", "lapsed undelivered"),
                            ("suspended", "suspended"),
                            ("reversed", "taken back after delivery"),
                            ("expired", "expired"),
                            ("restored", "restored"),
                        ],
                        help_text="What happened.",
                        max_length=16,
                    ),
                ),
                (
                    "happened_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When (EDTF); empty when undated.",
                        max_length=40,
                    ),
                ),
                (
                    "happened_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("happened_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "happened_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("happened_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "happened_on_text",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The words of the source for this date.",
                        max_length=200,
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
                    "note",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="An editor's remark. Public.",
                        max_length=300,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order in which the steps happened."
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who did it. Empty: the giver, or nobody says.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="tracker.party",
                    ),
                ),
                (
                    "concession",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="exchanges.concession",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        help_text="The meeting, call or letter it happened in.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="exchanges.contact",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "agreed",
                                    "considered",
                                    "delivered",
                                    "demanded",
                                    "expired",
                                    "lapsed",
                                    "offered",
                                    "partly_delivered",
                                    "refused",
                                    "restored",
                                    "reversed",
                                    "suspended",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="step_kind_known",
                        violation_error_message="kind is one of considered, demanded, offered, agreed, partly_delivered, delivered, refused, withdrawn, lapsed, suspended, reversed, expired, restored.",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("concession", "position"),
                        name="step_position_once",
                        violation_error_message="Two steps have the same place in the order.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StepAction",
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
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "action",
                    models.ForeignKey(
                        help_text="Which act.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_actions",
                        to="sanctions.action",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="step_actions",
                        to="exchanges.step",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "action"),
                        name="stepaction_once",
                        violation_error_message="The act is already tied to this step.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="step",
            name="actions",
            field=models.ManyToManyField(
                help_text="The sanctions acts by which it happened.",
                related_name="steps",
                through="exchanges.StepAction",
                to="sanctions.action",
            ),
        ),
        migrations.CreateModel(
            name="StepActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Which act.",
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
                        to="exchanges.stepaction",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.step",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StepEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("considered", "considered"),
                            ("demanded", "demanded"),
                            ("offered", "offered"),
                            ("agreed", "agreed"),
                            ("partly_delivered", "partly delivered"),
                            ("delivered", "delivered"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn before delivery"),
                            ("lapsed", "lapsed undelivered"),
                            ("suspended", "suspended"),
                            ("reversed", "taken back after delivery"),
                            ("expired", "expired"),
                            ("restored", "restored"),
                        ],
                        help_text="What happened.",
                        max_length=16,
                    ),
                ),
                (
                    "happened_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When (EDTF); empty when undated.",
                        max_length=40,
                    ),
                ),
                (
                    "happened_on_text",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The words of the source for this date.",
                        max_length=200,
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
                    "note",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="An editor's remark. Public.",
                        max_length=300,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order in which the steps happened."
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who did it. Empty: the giver, or nobody says.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "concession",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.concession",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The meeting, call or letter it happened in.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.contact",
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
                        to="exchanges.step",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tally",
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
                    "population",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Who is counted, in the project's words.",
                        max_length=200,
                    ),
                ),
                (
                    "period",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="The time it covers (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "period_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(models.F("period")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "period_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("period")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "people_min",
                    models.PositiveIntegerField(
                        default=0, help_text="At least so many."
                    ),
                ),
                (
                    "people_max",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "people_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("flow", "flow: freed in a period"),
                            ("stock", "stock: held at one time"),
                        ],
                        default="flow",
                        help_text="Events in a period, or people at one time.",
                        max_length=5,
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The words of the source for what is counted.",
                        max_length=200,
                    ),
                ),
                (
                    "captor",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose releases or prisoners are counted.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tallies",
                        to="tracker.party",
                    ),
                ),
                (
                    "counted_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who counts. Empty: the source in its own voice.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="tracker.party",
                    ),
                ),
                (
                    "nationality",
                    models.ForeignKey(
                        blank=True,
                        help_text="Only holders of this nationality are counted.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.country",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tallies",
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
                        name="tally_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measure__in", ["flow", "stock"])),
                        name="tally_measure_known",
                        violation_error_message="measure is one of flow, stock.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "people_qualifier__in",
                                [
                                    "about",
                                    "at_least",
                                    "between",
                                    "exactly",
                                    "more_than",
                                    "up_to",
                                ],
                            )
                        ),
                        name="tally_people_qualifier_known",
                        violation_error_message="people_qualifier is one of exactly, at_least, more_than, about, up_to, between.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_max", None),
                            ("people_min__lte", models.F("people_max")),
                            _connector="OR",
                        ),
                        name="tally_people_min_lte_max",
                        violation_error_message="The lower count is above the upper one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TallyCitation",
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
                        to="exchanges.tally",
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
                        to="exchanges.tallycitation",
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
                        name="tallycitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="tallycitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="tallycitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="tallycitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tallycitation_value_has_field",
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
                        name="tallycitation_once",
                        nulls_distinct=False,
                        violation_error_message="This passage is already cited for this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TallyCitationEvent",
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
                        to="exchanges.tallycitation",
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
                        to="exchanges.tally",
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
                        to="exchanges.tallycitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Trade",
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
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A short plain title.",
                        max_length=200,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        help_text="The earlier bargain or attempt that it takes up again.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="exchanges.trade",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="The longer track it belongs to.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="exchanges.trade",
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
                        name="trade_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part_of", None),
                            models.Q(("part_of", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="trade_not_part_of_itself",
                        violation_error_message="A trade cannot be part of itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("follows", None),
                            models.Q(("follows", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="trade_not_following_itself",
                        violation_error_message="A trade cannot follow itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TallyEvent",
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
                    "population",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Who is counted, in the project's words.",
                        max_length=200,
                    ),
                ),
                (
                    "period",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="The time it covers (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "people_min",
                    models.PositiveIntegerField(
                        default=0, help_text="At least so many."
                    ),
                ),
                (
                    "people_max",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "people_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("flow", "flow: freed in a period"),
                            ("stock", "stock: held at one time"),
                        ],
                        default="flow",
                        help_text="Events in a period, or people at one time.",
                        max_length=5,
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The words of the source for what is counted.",
                        max_length=200,
                    ),
                ),
                (
                    "captor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whose releases or prisoners are counted.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "counted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who counts. Empty: the source in its own voice.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "nationality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Only holders of this nationality are counted.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.country",
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
                        to="exchanges.tally",
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The bargain whose releases are counted.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="tally",
            name="trade",
            field=models.ForeignKey(
                blank=True,
                help_text="The bargain whose releases are counted.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tallies",
                to="exchanges.trade",
            ),
        ),
        migrations.CreateModel(
            name="ReleaseEvent",
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
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A short plain title. Empty: captor, people and date.",
                        max_length=200,
                    ),
                ),
                (
                    "destination",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stayed", "stayed in the country"),
                            ("abroad", "left the country"),
                            ("mixed", "some stayed, some left"),
                        ],
                        default="",
                        help_text="Whether the people stayed in the captor's country.",
                        max_length=8,
                    ),
                ),
                (
                    "released_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When they were let go (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "released_on_text",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The words of the source for this date.",
                        max_length=200,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where they were handed over.",
                        max_length=200,
                    ),
                ),
                (
                    "people_min",
                    models.PositiveIntegerField(
                        default=0, help_text="People freed, living: at least so many."
                    ),
                ),
                (
                    "people_max",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "people_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "remains_min",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Remains of the dead handed over. Never added to people.",
                    ),
                ),
                (
                    "remains_max",
                    models.PositiveIntegerField(
                        blank=True,
                        default=0,
                        help_text="At most so many; empty when open.",
                        null=True,
                    ),
                ),
                (
                    "remains_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("pardon", "pardon"),
                            ("commutation", "commutation"),
                            ("clemency", "clemency"),
                            ("charges_dropped", "charges dropped"),
                            ("time_served", "time served"),
                            ("deferred_prosecution", "deferred prosecution"),
                            ("deportation", "deportation"),
                            (
                                "loss_of_nationality",
                                "deportation with loss of nationality",
                            ),
                            ("treaty_transfer", "transfer under a treaty"),
                            ("furlough", "furlough"),
                            ("bail", "bail"),
                            ("amnesty", "amnesty"),
                            ("pow_exchange", "exchange of prisoners of war"),
                            ("extradition_refused", "extradition refused"),
                            ("humanitarian", "release on humanitarian grounds"),
                            ("court_order", "court order"),
                            ("mixed", "several forms"),
                            ("other", "other"),
                        ],
                        default="",
                        help_text="The act by which the captor let them go.",
                        max_length=20,
                    ),
                ),
                (
                    "consideration",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "a source says nothing was given"),
                            ("unknown", "a source says there was a price, not which"),
                            ("withheld", "a source says the terms are secret"),
                        ],
                        default="",
                        help_text="What a source says of the price when nothing is linked. Empty: no source says anything.",
                        max_length=8,
                    ),
                ),
                (
                    "captor",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who held the people and let them go.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "crossing",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The country across whose border they left.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.country",
                    ),
                ),
                (
                    "fulfils",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The promise of a release that it keeps.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.concession",
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
                        to="exchanges.release",
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The bargain it belongs to, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="release",
            name="trade",
            field=models.ForeignKey(
                blank=True,
                help_text="The bargain it belongs to, if any.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="releases",
                to="exchanges.trade",
            ),
        ),
        migrations.CreateModel(
            name="ContactEvent",
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
                            ("meeting", "meeting"),
                            ("call", "call"),
                            ("visit", "visit"),
                            ("letter", "letter"),
                        ],
                        help_text="How.",
                        max_length=8,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("held", "held"),
                            ("cancelled", "cancelled"),
                            ("proposed", "proposed"),
                        ],
                        default="held",
                        help_text="Whether it took place.",
                        max_length=9,
                    ),
                ),
                (
                    "held_on",
                    tracker.fields.EdtfField(
                        blank=True, default="", help_text="When (EDTF).", max_length=40
                    ),
                ),
                (
                    "held_on_text",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="The words of the source for this date.",
                        max_length=200,
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Where, by town or building.",
                        max_length=200,
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="About what, in short.",
                        max_length=300,
                    ),
                ),
                (
                    "initiator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who asked for it.",
                        null=True,
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
                        to="exchanges.contact",
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The bargain it belongs to, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="trade",
            field=models.ForeignKey(
                blank=True,
                help_text="The bargain it belongs to, if any.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contacts",
                to="exchanges.trade",
            ),
        ),
        migrations.CreateModel(
            name="ConcessionEvent",
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
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A short plain title.",
                        max_length=200,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sanctions_relief", "sanctions relief"),
                            ("release", "release of people"),
                            ("funds_unfrozen", "funds unfrozen"),
                            ("debt_settlement", "settlement of a debt"),
                            ("ransom", "ransom"),
                            ("payment", "payment"),
                            ("purchase", "purchase"),
                            ("goods", "goods"),
                            ("services", "services"),
                            ("medical", "medical supplies or care"),
                            ("diplomatic", "diplomatic act"),
                            ("access", "access: calls, visits, meetings"),
                            ("travel", "travel"),
                            ("legal_process", "legal process"),
                            ("information", "information"),
                            ("military", "military act"),
                            ("guarantee", "guarantee"),
                            ("border_opening", "opening of a border"),
                            ("deportee_acceptance", "acceptance of deportees"),
                            ("enabling_law", "enabling law"),
                            ("forbearance", "forbearance"),
                            ("other", "other"),
                        ],
                        help_text="What sort of thing it is.",
                        max_length=20,
                    ),
                ),
                (
                    "amount_min",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="At least so much; empty when no amount is stated.",
                        max_digits=20,
                        null=True,
                    ),
                ),
                (
                    "amount_max",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="At most so much; empty when open.",
                        max_digits=20,
                        null=True,
                    ),
                ),
                (
                    "amount_qualifier",
                    models.CharField(
                        choices=[
                            ("exactly", "exactly"),
                            ("at_least", "at least"),
                            ("more_than", "more than"),
                            ("about", "about"),
                            ("up_to", "up to"),
                            ("between", "between"),
                        ],
                        default="exactly",
                        help_text="How the source words the number.",
                        max_length=10,
                    ),
                ),
                (
                    "amount_unit",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="people, entities, aircraft, mines … or an ISO 4217 currency.",
                        max_length=20,
                    ),
                ),
                (
                    "conditions",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="On which conditions, in the project's words.",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who gives.",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who pays, if not the giver.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.party",
                    ),
                ),
                (
                    "performer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who carries it out, if not the giver.",
                        null=True,
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
                        to="exchanges.concession",
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The bargain it belongs to, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="concession",
            name="trade",
            field=models.ForeignKey(
                blank=True,
                help_text="The bargain it belongs to, if any.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="concessions",
                to="exchanges.trade",
            ),
        ),
        migrations.CreateModel(
            name="TradeAction",
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
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "action",
                    models.ForeignKey(
                        help_text="Which act.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trade_actions",
                        to="sanctions.action",
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trade_actions",
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trade", "action"),
                        name="tradeaction_once",
                        violation_error_message="The act already stands beside this trade.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="trade",
            name="actions",
            field=models.ManyToManyField(
                help_text="Sanctions acts beside the bargain that are no concession in it.",
                related_name="trades",
                through="exchanges.TradeAction",
                to="sanctions.action",
            ),
        ),
        migrations.CreateModel(
            name="TradeActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "action",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Which act.",
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
                        to="exchanges.tradeaction",
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TradeCitation",
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
                        to="exchanges.trade",
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
                        to="exchanges.tradecitation",
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
                        name="tradecitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="tradecitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="tradecitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="tradecitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tradecitation_value_has_field",
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
                        name="tradecitation_once",
                        nulls_distinct=False,
                        violation_error_message="This passage is already cited for this.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TradeCitationEvent",
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
                        to="exchanges.tradecitation",
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
                        to="exchanges.trade",
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
                        to="exchanges.tradecitation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TradeEvent",
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
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="A short plain title.",
                        max_length=200,
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The earlier bargain or attempt that it takes up again.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.trade",
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The longer track it belongs to.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.trade",
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
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TradeParty",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("principal", "principal"),
                            ("mediator", "mediator"),
                            ("guarantor", "guarantor"),
                            ("venue", "venue"),
                            ("facilitator", "facilitator"),
                            ("transit", "transit"),
                            ("handover_agent", "handover agent"),
                            ("funds_holder", "holder of funds"),
                            ("funds_source", "source of funds"),
                            ("supplier", "supplier"),
                            ("carrier", "carrier"),
                            ("host", "host of those released"),
                            ("territorial_state", "territorial state"),
                            ("objector", "objector"),
                            ("extradition_requester", "requester of extradition"),
                            ("consulted", "consulted"),
                        ],
                        help_text="What the party does.",
                        max_length=24,
                    ),
                ),
                (
                    "is_disputed",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody denies that the party had this role.",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "party",
                    models.ForeignKey(
                        help_text="Who.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles_in_trades",
                        to="tracker.party",
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trade_parties",
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "trade parties",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "carrier",
                                    "consulted",
                                    "extradition_requester",
                                    "facilitator",
                                    "funds_holder",
                                    "funds_source",
                                    "guarantor",
                                    "handover_agent",
                                    "host",
                                    "mediator",
                                    "objector",
                                    "principal",
                                    "supplier",
                                    "territorial_state",
                                    "transit",
                                    "venue",
                                ],
                            )
                        ),
                        name="tradeparty_role_known",
                        violation_error_message="role is one of principal, mediator, guarantor, venue, facilitator, transit, handover_agent, funds_holder, funds_source, supplier, carrier, host, territorial_state, objector, extradition_requester, consulted.",
                    ),
                    models.UniqueConstraint(
                        fields=("trade", "party", "role"),
                        name="tradeparty_once",
                        violation_error_message="The party already has this role.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TradePartyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("principal", "principal"),
                            ("mediator", "mediator"),
                            ("guarantor", "guarantor"),
                            ("venue", "venue"),
                            ("facilitator", "facilitator"),
                            ("transit", "transit"),
                            ("handover_agent", "handover agent"),
                            ("funds_holder", "holder of funds"),
                            ("funds_source", "source of funds"),
                            ("supplier", "supplier"),
                            ("carrier", "carrier"),
                            ("host", "host of those released"),
                            ("territorial_state", "territorial state"),
                            ("objector", "objector"),
                            ("extradition_requester", "requester of extradition"),
                            ("consulted", "consulted"),
                        ],
                        help_text="What the party does.",
                        max_length=24,
                    ),
                ),
                (
                    "is_disputed",
                    models.BooleanField(
                        default=False,
                        help_text="Somebody denies that the party had this role.",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Order."),
                ),
                (
                    "party",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="Who.",
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
                        to="exchanges.tradeparty",
                    ),
                ),
                (
                    "trade",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="exchanges.trade",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="cohortmember",
            constraint=models.UniqueConstraint(
                fields=("freed", "cohort"),
                name="cohortmember_once",
                violation_error_message="The person is already in this cohort.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cohort", None), ("person__isnull", False), ("release", None)
                    ),
                    models.Q(
                        ("cohort__isnull", False), ("person", None), ("release", None)
                    ),
                    models.Q(
                        ("cohort", None), ("person", None), ("release__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="recognition_of_one_thing",
                violation_error_message="Of a person, a cohort or a release: one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recognition",
            constraint=models.UniqueConstraint(
                fields=("kind", "by", "person", "cohort", "release"),
                name="recognition_once",
                nulls_distinct=False,
                violation_error_message="This recognition is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("concession__isnull", False), ("counter_release", None)),
                    models.Q(("concession", None), ("counter_release__isnull", False)),
                    _connector="OR",
                ),
                name="linkage_of_one_thing",
                violation_error_message="Name a concession or a release, one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counter_release", None),
                    models.Q(("counter_release", models.F("release")), _negated=True),
                    _connector="OR",
                ),
                name="linkage_not_of_itself",
                violation_error_message="A release cannot be given for itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "swap"), _negated=True),
                    ("counter_release__isnull", False),
                    _connector="OR",
                ),
                name="linkage_swap_of_releases",
                violation_error_message="A swap is between two releases.",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkage",
            constraint=models.UniqueConstraint(
                fields=("concession", "counter_release", "release"),
                name="linkage_once",
                nulls_distinct=False,
                violation_error_message="This link is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="freed",
            constraint=models.UniqueConstraint(
                fields=("release", "person"),
                name="freed_once",
                violation_error_message="The person is already among those freed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cohort",
            constraint=models.UniqueConstraint(
                fields=("release", "label"),
                name="cohort_label_once",
                violation_error_message="The release already has such a cohort.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("captor__isnull", False),
                    ("trade__isnull", False),
                    models.Q(("population", ""), _negated=True),
                    _connector="OR",
                ),
                name="tally_of_something",
                violation_error_message="Say whose: a captor, a trade or a population.",
            ),
        ),
    ]
