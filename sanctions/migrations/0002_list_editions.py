"""Entries of published lists, their versions and periods."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create the tables; place editions."""

    dependencies = [
        ("sanctions", "0001_entities"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntryVersion",
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
                    "digest",
                    models.BinaryField(help_text="Of all that the record said."),
                ),
                (
                    "since",
                    models.BigIntegerField(
                        help_text="Position of the first edition with it."
                    ),
                ),
                (
                    "until",
                    models.BigIntegerField(
                        help_text="Position of the first edition without it; null if none.",
                        null=True,
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
                ("name", models.CharField(help_text="Main name.", max_length=1000)),
                (
                    "name_key",
                    models.CharField(
                        help_text="The name for comparing: letters and digits only.",
                        max_length=1000,
                    ),
                ),
                (
                    "programmes",
                    models.JSONField(
                        help_text="How the list writes its programmes, sorted."
                    ),
                ),
                (
                    "listed_on",
                    models.DateField(
                        help_text="The day that the authority gives; null if it gives none.",
                        null=True,
                    ),
                ),
                (
                    "body",
                    models.JSONField(
                        help_text="Names, identifiers, births, countries, remarks, links."
                    ),
                ),
            ],
            options={
                "ordering": ["entry", "since"],
            },
        ),
        migrations.CreateModel(
            name="HeldEdition",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="held",
                        serialize=False,
                        to="sanctions.edition",
                    ),
                ),
                (
                    "content",
                    models.BinaryField(help_text="Its entries as compressed JSON."),
                ),
            ],
            options={
                "ordering": ["edition"],
            },
        ),
        migrations.CreateModel(
            name="ListEntry",
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
                (
                    "key",
                    models.CharField(
                        help_text="The list's own number.", max_length=120
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="List and number, for addresses.",
                        max_length=170,
                        unique=True,
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
                        help_text="What it is, as last shown.",
                        max_length=12,
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Main name, as last shown.", max_length=1000
                    ),
                ),
                (
                    "is_listed",
                    models.BooleanField(
                        default=True, help_text="Whether the latest edition shows it."
                    ),
                ),
                (
                    "first_seen_on",
                    models.DateField(
                        help_text="Day of the first edition here that shows it.",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "list entries",
                "ordering": ["list_code", "key"],
            },
        ),
        migrations.CreateModel(
            name="ListingPeriod",
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
                    "programme",
                    models.CharField(
                        help_text="How the list writes it; empty if it names none.",
                        max_length=1000,
                    ),
                ),
                (
                    "began_after",
                    models.DateField(
                        help_text="Last day on which it was not listed; null if not known.",
                        null=True,
                    ),
                ),
                (
                    "began_on",
                    models.DateField(
                        help_text="First day on which it was surely listed."
                    ),
                ),
                (
                    "ended_after",
                    models.DateField(
                        help_text="Last day on which it was surely listed; null if it lasts.",
                        null=True,
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(
                        help_text="First day on which it was not listed; null if it lasts.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["entry", "programme", "began_on"],
            },
        ),
        migrations.AlterModelOptions(
            name="edition",
            options={"ordering": ["list_code", "published_on", "position"]},
        ),
        migrations.AddField(
            model_name="edition",
            name="form",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Which files and format it was read from.",
                max_length=60,
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="note",
            field=models.TextField(
                blank=True, default="", help_text="Why it is held, or what was odd."
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="position",
            field=models.BigIntegerField(
                blank=True,
                help_text="Orders the accepted editions of a list; null for the others.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="change",
            name="entry_key",
            field=models.CharField(help_text="The list's own number.", max_length=120),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("list_code", "position"), name="edition_position_once"
            ),
        ),
        migrations.AddField(
            model_name="listentry",
            name="entity",
            field=models.ForeignKey(
                blank=True,
                help_text="The same in this record.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="entries",
                to="sanctions.entity",
            ),
        ),
        migrations.AddField(
            model_name="entryversion",
            name="entry",
            field=models.ForeignKey(
                help_text="Whose words.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="sanctions.listentry",
            ),
        ),
        migrations.AddField(
            model_name="listingperiod",
            name="entry",
            field=models.ForeignKey(
                help_text="What is listed.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="periods",
                to="sanctions.listentry",
            ),
        ),
        migrations.AddConstraint(
            model_name="listentry",
            constraint=models.UniqueConstraint(
                fields=("list_code", "key"),
                name="listentry_once",
                violation_error_message="The list already has this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["aircraft", "organisation", "person", "vessel"])
                ),
                name="listentry_kind_known",
                violation_error_message="kind is one of organisation, person, vessel, aircraft.",
            ),
        ),
        migrations.AddIndex(
            model_name="entryversion",
            index=models.Index(fields=["since"], name="entryversion_since"),
        ),
        migrations.AddIndex(
            model_name="entryversion",
            index=models.Index(fields=["until"], name="entryversion_until"),
        ),
        migrations.AddIndex(
            model_name="entryversion",
            index=models.Index(fields=["name_key"], name="entryversion_name_key"),
        ),
        migrations.AddConstraint(
            model_name="entryversion",
            constraint=models.UniqueConstraint(
                fields=("entry", "since"), name="entryversion_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="entryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("since__lt", models.F("until")), _connector="OR"
                ),
                name="entryversion_since_before_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["aircraft", "organisation", "person", "vessel"])
                ),
                name="entryversion_kind_known",
                violation_error_message="kind is one of organisation, person, vessel, aircraft.",
            ),
        ),
        migrations.AddIndex(
            model_name="listingperiod",
            index=models.Index(
                fields=["began_on", "ended_on"], name="listingperiod_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="listingperiod",
            constraint=models.UniqueConstraint(
                fields=("entry", "programme", "began_on", "ended_on"),
                name="listingperiod_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="listingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("began_after", None),
                    ("began_after__lte", models.F("began_on")),
                    _connector="OR",
                ),
                name="listingperiod_began_ordered",
            ),
        ),
        migrations.AddConstraint(
            model_name="listingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_after", None), ("ended_on", None)),
                    models.Q(
                        ("began_on__lte", models.F("ended_after")),
                        ("ended_after__lte", models.F("ended_on")),
                    ),
                    _connector="OR",
                ),
                name="listingperiod_ended_ordered",
            ),
        ),
    ]
