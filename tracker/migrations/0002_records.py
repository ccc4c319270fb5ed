"""Countries, parties, people, sources, dossiers and published documents."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import tracker.fields


class Migration(migrations.Migration):
    """Create the tables."""

    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("tracker", "0001_inexact_dates"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedDocument",
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
                ("kind", models.CharField(help_text="Kind of record.", max_length=20)),
                (
                    "slug",
                    models.CharField(
                        help_text="The record's slug or code.", max_length=120
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What the record is called.", max_length=500
                    ),
                ),
                ("body", models.BinaryField(help_text="The document as UTF-8 JSON.")),
                (
                    "earliest",
                    models.DateField(
                        help_text="First day the record allows.", null=True
                    ),
                ),
                (
                    "latest",
                    models.DateField(
                        help_text="Last day the record allows.", null=True
                    ),
                ),
                (
                    "sort_on",
                    models.DateField(help_text="Day that lists are ordered by."),
                ),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="name:value pairs to filter by.",
                        size=None,
                    ),
                ),
                (
                    "search",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="Words of names and titles."
                    ),
                ),
                (
                    "version",
                    models.BigIntegerField(help_text="Data version that rendered it."),
                ),
            ],
            options={
                "db_table": "published_document",
                "ordering": ["kind", "slug"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Dossier",
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
                        help_text="The dossier's name, as its file says.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the file as last loaded, in hexadecimal.",
                        max_length=64,
                    ),
                ),
                (
                    "loaded_at",
                    models.DateTimeField(help_text="When it was last loaded (UTC)."),
                ),
            ],
            options={
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                (
                    "code",
                    models.CharField(
                        help_text="ISO 3166-1 alpha-2 code.",
                        max_length=2,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "alpha3",
                    models.CharField(
                        help_text="ISO 3166-1 alpha-3 code.", max_length=3, unique=True
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="English short name.", max_length=80, unique=True
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "countries",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z]{2}$")),
                        name="country_code_is_alpha2",
                        violation_error_message="Write two capital letters, as in ISO 3166-1.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DataVersion",
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
                ("number", models.BigIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                (
                    "code",
                    models.CharField(
                        default="",
                        help_text="SHA-256 of the code that all documents were last rendered by.",
                        max_length=64,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="dataversion_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("kind", models.CharField(help_text="Kind of record.", max_length=20)),
                (
                    "slug",
                    models.CharField(
                        help_text="The record's slug or code.", max_length=120
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What the record is called.", max_length=500
                    ),
                ),
                ("body", models.BinaryField(help_text="The document as UTF-8 JSON.")),
                (
                    "earliest",
                    models.DateField(
                        help_text="First day the record allows.", null=True
                    ),
                ),
                (
                    "latest",
                    models.DateField(
                        help_text="Last day the record allows.", null=True
                    ),
                ),
                (
                    "sort_on",
                    models.DateField(help_text="Day that lists are ordered by."),
                ),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="name:value pairs to filter by.",
                        size=None,
                    ),
                ),
                (
                    "search",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="Words of names and titles."
                    ),
                ),
                (
                    "version",
                    models.BigIntegerField(help_text="Data version that rendered it."),
                ),
                (
                    "record_id",
                    models.CharField(
                        help_text="Primary key of the record.", max_length=20
                    ),
                ),
                (
                    "inputs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="table:key of every row the document was rendered from.",
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "slug"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["inputs"], name="document_inputs"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["facets"], name="document_facets"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="document_search"
                    ),
                    models.Index(
                        fields=["kind", "-sort_on", "slug"], name="document_order"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"), name="document_once"
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "record_id"), name="document_record_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
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
                ("record_id", models.CharField(max_length=20)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "record_id"), name="mark_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Nationality",
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
                    "country",
                    models.ForeignKey(
                        help_text="The country.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tracker.country",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "nationalities",
                "ordering": ["country"],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                    models.CharField(
                        help_text="ISO 3166-1 code of a state, a person's slug, or a short name.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What the party is called. A person's party uses the person's name.",
                        max_length=200,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "state"),
                            ("non_state", "non-state group"),
                            ("bloc", "bloc"),
                            ("organisation", "organisation"),
                            ("company", "company"),
                            ("person", "person"),
                        ],
                        help_text="What the party is.",
                        max_length=12,
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
                        help_text="What an editor adds, such as a change of standing. Public.",
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
                    "country",
                    models.ForeignKey(
                        blank=True,
                        help_text="The state's own country, or where the party belongs.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="tracker.country",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parties",
                "ordering": ["code"],
                "default_permissions": ("add", "change", "delete", "view", "publish"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "bloc",
                                    "company",
                                    "non_state",
                                    "organisation",
                                    "person",
                                    "state",
                                ],
                            )
                        ),
                        name="party_kind_known",
                        violation_error_message="kind is one of state, non_state, bloc, organisation, company, person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "in_review", "published", "withdrawn"],
                            )
                        ),
                        name="party_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "person"),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="party_has_name",
                        violation_error_message="Say what the party is called.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__regex", "^[A-Za-z0-9][A-Za-z0-9_-]*$")
                        ),
                        name="party_code_is_plain",
                        violation_error_message="Letters, digits, hyphen and underscore only.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                    "is_name_withheld",
                    models.BooleanField(
                        default=False,
                        help_text="The person asked for anonymity: no spelling is ever public.",
                    ),
                ),
                (
                    "nationalities",
                    models.ManyToManyField(
                        help_text="Countries whose nationality a source says the person holds.",
                        related_name="nationals",
                        through="tracker.Nationality",
                        to="tracker.country",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "people",
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
                        name="person_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.CharField(
                        help_text="ISO 3166-1 code of a state, a person's slug, or a short name.",
                        max_length=120,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="What the party is called. A person's party uses the person's name.",
                        max_length=200,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "state"),
                            ("non_state", "non-state group"),
                            ("bloc", "bloc"),
                            ("organisation", "organisation"),
                            ("company", "company"),
                            ("person", "person"),
                        ],
                        help_text="What the party is.",
                        max_length=12,
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
                        help_text="What an editor adds, such as a change of standing. Public.",
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
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The state's own country, or where the party belongs.",
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
                        to="tracker.party",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The human being, for a party of kind person.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="party",
            name="person",
            field=models.OneToOneField(
                blank=True,
                help_text="The human being, for a party of kind person.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="party",
                to="tracker.person",
            ),
        ),
        migrations.CreateModel(
            name="NationalityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "country",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The country.",
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
                        to="tracker.nationality",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="nationality",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="held_nationalities",
                to="tracker.person",
            ),
        ),
        migrations.CreateModel(
            name="PersonCitation",
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
                        to="tracker.person",
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
                        to="tracker.personcitation",
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
                        name="personcitation_stance_known",
                        violation_error_message="stance is one of supports, disputes, no_comment.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "high", "low", "medium"])
                        ),
                        name="personcitation_confidence_known",
                        violation_error_message="confidence is one of high, medium, low.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest", ""),
                            ("digest__regex", "^[0-9a-f]{16}$"),
                            _connector="OR",
                        ),
                        name="personcitation_digest_is_hex",
                        violation_error_message="Write 16 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker", None), ("speaker_words", ""), _connector="OR"
                        ),
                        name="personcitation_one_speaker",
                        violation_error_message="Name the speaker or describe them, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", ""),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="personcitation_value_has_field",
                        violation_error_message="Say which field the value is for.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
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
                    "is_name_withheld",
                    models.BooleanField(
                        default=False,
                        help_text="The person asked for anonymity: no spelling is ever public.",
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
                        to="tracker.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonName",
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
                    models.CharField(help_text="The name as written.", max_length=200),
                ),
                (
                    "script",
                    models.CharField(
                        help_text="ISO 15924 code of the script.", max_length=4
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="ISO 639 code, where it matters.",
                        max_length=12,
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Transliteration scheme, such as BGN/PCGN 1979.",
                        max_length=40,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("main", "main"),
                            ("transliteration", "transliteration"),
                            ("alias", "alias"),
                            ("birth", "name at birth"),
                            ("cover", "cover name"),
                            ("misspelt", "misspelt in a source"),
                        ],
                        default="transliteration",
                        help_text="What sort of name it is. One is the main name.",
                        max_length=16,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order among the person's names."
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
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
                                    "alias",
                                    "birth",
                                    "cover",
                                    "main",
                                    "misspelt",
                                    "transliteration",
                                ],
                            )
                        ),
                        name="personname_kind_known",
                        violation_error_message="kind is one of main, transliteration, alias, birth, cover, misspelt.",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "text"),
                        name="personname_once",
                        violation_error_message="This spelling is already recorded.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "main")),
                        fields=("person",),
                        name="personname_one_main",
                        violation_error_message="A person has one main name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="personname_not_empty",
                        violation_error_message="Write the name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonNameEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "text",
                    models.CharField(help_text="The name as written.", max_length=200),
                ),
                (
                    "script",
                    models.CharField(
                        help_text="ISO 15924 code of the script.", max_length=4
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="ISO 639 code, where it matters.",
                        max_length=12,
                    ),
                ),
                (
                    "scheme",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Transliteration scheme, such as BGN/PCGN 1979.",
                        max_length=40,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("main", "main"),
                            ("transliteration", "transliteration"),
                            ("alias", "alias"),
                            ("birth", "name at birth"),
                            ("cover", "cover name"),
                            ("misspelt", "misspelt in a source"),
                        ],
                        default="transliteration",
                        help_text="What sort of name it is. One is the main name.",
                        max_length=16,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Order among the person's names."
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="tracker.personname",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "record_kind",
                    models.CharField(
                        help_text="Kind of record, such as release.", max_length=20
                    ),
                ),
                (
                    "record_slug",
                    models.CharField(help_text="The record's slug.", max_length=120),
                ),
                (
                    "field",
                    models.CharField(help_text="The field to change.", max_length=160),
                ),
                (
                    "old_value",
                    models.TextField(
                        blank=True, help_text="The value it was read with."
                    ),
                ),
                (
                    "new_value",
                    models.TextField(blank=True, help_text="The value proposed."),
                ),
                ("reason", models.TextField(help_text="Why, and where it says so.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                        ],
                        default="waiting",
                        help_text="What became of it.",
                        max_length=8,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["approved", "refused", "waiting"])
                        ),
                        name="proposal_state_known",
                        violation_error_message="state is one of waiting, approved, refused.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_by_someone",
                        violation_error_message="A decision has a person and an instant.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(
                                ("decided_by", models.F("proposed_by")), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="proposal_not_decided_by_its_author",
                        violation_error_message="Somebody else decides about your proposal.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
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
                            ("article", "article"),
                            ("agency", "agency report"),
                            ("statement", "official statement"),
                            ("notice", "official notice or legal act"),
                            ("list", "published list"),
                            ("court", "court document"),
                            ("report", "report"),
                            ("broadcast", "broadcast or video"),
                            ("post", "post on a social network"),
                            ("reference", "reference work or aggregator"),
                        ],
                        default="article",
                        help_text="What text it is.",
                        max_length=12,
                    ),
                ),
                (
                    "publisher",
                    models.CharField(help_text="Who published it.", max_length=200),
                ),
                (
                    "title",
                    models.CharField(help_text="The title as printed.", max_length=500),
                ),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="Who signed it, in the order printed.",
                        size=None,
                    ),
                ),
                (
                    "published_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it was published (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "published_on_earliest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfEarliest(
                            models.F("published_on")
                        ),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "published_on_latest",
                    models.GeneratedField(
                        db_persist=True,
                        expression=tracker.fields.EdtfLatest(models.F("published_on")),
                        output_field=models.DateField(null=True),
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="ISO 639 code of its language.",
                        max_length=12,
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="Where it was read.",
                        max_length=1000,
                    ),
                ),
                (
                    "archive_url",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="An archived copy.",
                        max_length=1000,
                    ),
                ),
                (
                    "read_on",
                    models.DateField(
                        blank=True, help_text="The day an editor read it.", null=True
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the text as read, in hexadecimal.",
                        max_length=64,
                    ),
                ),
                (
                    "paragraphs",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Which count of paragraphs its locators use.",
                        max_length=120,
                    ),
                ),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        help_text="state_media, copy, machine_translated, affiliated, censored.",
                        size=None,
                    ),
                ),
                (
                    "derived_from",
                    models.ForeignKey(
                        blank=True,
                        help_text="The text that this one rewrites or copies: not a second witness.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="tracker.source",
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
                        name="source_state_known",
                        violation_error_message="state is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "agency",
                                    "article",
                                    "broadcast",
                                    "court",
                                    "list",
                                    "notice",
                                    "post",
                                    "reference",
                                    "report",
                                    "statement",
                                ],
                            )
                        ),
                        name="source_kind_known",
                        violation_error_message="kind is one of article, agency, statement, notice, list, court, report, broadcast, post, reference.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "flags__contained_by",
                                [
                                    "state_media",
                                    "copy",
                                    "machine_translated",
                                    "affiliated",
                                    "censored",
                                ],
                            )
                        ),
                        name="source_flags_known",
                        violation_error_message="Flags are state_media, copy, machine_translated, affiliated, censored.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sha256", ""),
                            ("sha256__regex", "^[0-9a-f]{64}$"),
                            _connector="OR",
                        ),
                        name="source_sha256_is_hex",
                        violation_error_message="Write 64 hexadecimal digits.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("derived_from", models.F("id")), _negated=True),
                            ("derived_from", None),
                            _connector="OR",
                        ),
                        name="source_not_from_itself",
                        violation_error_message="A source cannot be derived from itself.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("url", ""), _negated=True),
                        fields=("url",),
                        name="source_url_unique",
                        violation_error_message="This address is already recorded as a source.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonCitationEvent",
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
                        to="tracker.personcitation",
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
                        to="tracker.person",
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
                        to="tracker.personcitation",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="personcitation",
            name="source",
            field=models.ForeignKey(
                help_text="Where it says so.",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="tracker.source",
            ),
        ),
        migrations.CreateModel(
            name="SourceEvent",
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
                            ("article", "article"),
                            ("agency", "agency report"),
                            ("statement", "official statement"),
                            ("notice", "official notice or legal act"),
                            ("list", "published list"),
                            ("court", "court document"),
                            ("report", "report"),
                            ("broadcast", "broadcast or video"),
                            ("post", "post on a social network"),
                            ("reference", "reference work or aggregator"),
                        ],
                        default="article",
                        help_text="What text it is.",
                        max_length=12,
                    ),
                ),
                (
                    "publisher",
                    models.CharField(help_text="Who published it.", max_length=200),
                ),
                (
                    "title",
                    models.CharField(help_text="The title as printed.", max_length=500),
                ),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="Who signed it, in the order printed.",
                        size=None,
                    ),
                ),
                (
                    "published_on",
                    tracker.fields.EdtfField(
                        blank=True,
                        default="",
                        help_text="When it was published (EDTF).",
                        max_length=40,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="ISO 639 code of its language.",
                        max_length=12,
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="Where it was read.",
                        max_length=1000,
                    ),
                ),
                (
                    "archive_url",
                    models.URLField(
                        blank=True,
                        default="",
                        help_text="An archived copy.",
                        max_length=1000,
                    ),
                ),
                (
                    "read_on",
                    models.DateField(
                        blank=True, help_text="The day an editor read it.", null=True
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="SHA-256 of the text as read, in hexadecimal.",
                        max_length=64,
                    ),
                ),
                (
                    "paragraphs",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Which count of paragraphs its locators use.",
                        max_length=120,
                    ),
                ),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        help_text="state_media, copy, machine_translated, affiliated, censored.",
                        size=None,
                    ),
                ),
                (
                    "derived_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The text that this one rewrites or copies: not a second witness.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tracker.source",
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
                        to="tracker.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DossierRecord",
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
                    "section",
                    models.CharField(
                        help_text="Section of the dossier, such as releases.",
                        max_length=20,
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="The record's key there.", max_length=300
                    ),
                ),
                (
                    "is_addition",
                    models.BooleanField(
                        default=False,
                        help_text="The record is defined in another dossier; this one adds to it.",
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        help_text="SHA-256 of the record as last written.",
                        max_length=64,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="records",
                        to="tracker.dossier",
                    ),
                ),
            ],
            options={
                "ordering": ["dossier", "section", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_addition", False)),
                        fields=("section", "slug"),
                        name="dossierrecord_one_home",
                        violation_error_message="The record is defined in another dossier.",
                    ),
                    models.UniqueConstraint(
                        fields=("dossier", "section", "slug"), name="dossierrecord_once"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "person"), ("person__isnull", False)),
                    models.Q(
                        models.Q(("kind", "person"), _negated=True), ("person", None)
                    ),
                    _connector="OR",
                ),
                name="party_person_iff_kind_person",
                violation_error_message="A party of kind person points to its person; no other party does.",
            ),
        ),
        migrations.AddConstraint(
            model_name="nationality",
            constraint=models.UniqueConstraint(
                fields=("person", "country"),
                name="nationality_once",
                violation_error_message="This nationality is already recorded.",
            ),
        ),
        migrations.AddConstraint(
            model_name="personcitation",
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
                name="personcitation_once",
                nulls_distinct=False,
                violation_error_message="This passage is already cited for this.",
            ),
        ),
    ]
