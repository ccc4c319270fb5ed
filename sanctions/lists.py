"""What published lists said, edition by edition.

A list's entries are apart from the record's entities: of 15,000 entries of one list
the record cites some dozens. An entity that an editor, a dossier or an act uses points
back from its entries (``ListEntry.entity``); every other entry is found by its name and
shown from here.
"""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from tracker import fields


class EntityKind(models.TextChoices):
    """What is under sanctions."""

    ORGANISATION = "organisation", "organisation"
    PERSON = "person", "person"
    VESSEL = "vessel", "vessel"
    AIRCRAFT = "aircraft", "aircraft"


class ListEntryQuerySet(models.QuerySet["ListEntry"]):
    """Entries of lists."""

    def listed(self) -> "ListEntryQuerySet":
        """Keep entries that the latest edition of their list shows."""
        return self.filter(is_listed=True)

    def listed_on(self, day: date) -> "ListEntryQuerySet":
        """Keep entries that the edition in force on a day shows."""
        periods = ListingPeriod.objects.on(day).filter(entry=models.OuterRef("pk"))
        return self.filter(models.Exists(periods))

    def without_entity(self) -> "ListEntryQuerySet":
        """Keep entries that no entity of the record stands for."""
        return self.filter(entity=None)


class ListEntry(models.Model):
    """One entry of one published list, under the list's own number, over all editions.

    Not a person or company: the same one has an entry on each list that names it.
    """

    list_code = models.SlugField(max_length=40, help_text="Which list, as ofac-sdn.")
    key = models.CharField(max_length=120, help_text="The list's own number.")
    slug = models.SlugField(
        max_length=170, unique=True, help_text="List and number, for addresses."
    )
    kind = models.CharField(
        max_length=12, choices=EntityKind, help_text="What it is, as last shown."
    )
    name = models.CharField(max_length=1000, help_text="Main name, as last shown.")
    is_listed = models.BooleanField(
        default=True, help_text="Whether the latest edition shows it."
    )
    first_seen_on = models.DateField(
        null=True, help_text="Day of the first edition here that shows it."
    )
    entity = models.ForeignKey(
        "sanctions.Entity",
        models.SET_NULL,
        related_name="entries",
        null=True,
        blank=True,
        help_text="The same in this record.",
    )
    is_hidden = models.BooleanField(
        default=False,
        db_default=False,
        help_text="It is, or is called like, somebody whose name is withheld.",
    )
    named_version = models.BigIntegerField(
        null=True, help_text="The version whose names are indexed; null if none."
    )

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        ordering = ["list_code", "key"]
        verbose_name_plural = "list entries"
        constraints = [
            models.UniqueConstraint(
                fields=["list_code", "key"],
                name="listentry_once",
                violation_error_message="The list already has this number.",
            ),
            fields.known("kind", EntityKind, name="listentry_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.list_code} {self.key})"


class EntryVersionQuerySet(models.QuerySet["EntryVersion"]):
    """Versions of entries."""

    def shown(self, list_code: str, position: int) -> "EntryVersionQuerySet":
        """Keep what the accepted edition at a position shows."""
        return self.filter(
            Q(until=None) | Q(until__gt=position),
            entry__list_code=list_code,
            since__lte=position,
        )


class EntryVersion(models.Model):
    """What one entry said from one edition until another.

    Editions are told by their position, which orders them within a list; an edition
    that arrives late gets a position between two others.
    """

    entry = models.ForeignKey(
        ListEntry, models.CASCADE, related_name="versions", help_text="Whose words."
    )
    digest = models.BinaryField(help_text="Of all that the record said.")
    since = models.BigIntegerField(help_text="Position of the first edition with it.")
    until = models.BigIntegerField(
        null=True, help_text="Position of the first edition without it; null if none."
    )
    kind = models.CharField(max_length=12, choices=EntityKind, help_text="What it is.")
    name = models.CharField(max_length=1000, help_text="Main name.")
    name_key = models.CharField(
        max_length=1000, help_text="The name for comparing: letters and digits only."
    )
    programmes: "models.JSONField[Any, Any]" = models.JSONField(
        help_text="How the list writes its programmes, sorted."
    )
    listed_on = models.DateField(
        null=True, help_text="The day that the authority gives; null if it gives none."
    )
    body: "models.JSONField[Any, Any]" = models.JSONField(
        help_text="Names, identifiers, births, countries, remarks, links."
    )

    objects = EntryVersionQuerySet.as_manager()

    class Meta:
        ordering = ["entry", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "since"], name="entryversion_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since__lt=F("until")),
                name="entryversion_since_before_until",
            ),
            fields.known("kind", EntityKind, name="entryversion_kind_known"),
        ]
        indexes = [
            models.Index(fields=["since"], name="entryversion_since"),
            models.Index(fields=["until"], name="entryversion_until"),
            models.Index(fields=["name_key"], name="entryversion_name_key"),
        ]

    def __str__(self) -> str:
        return f"{self.name} since {self.since}"


class ListingPeriodQuerySet(models.QuerySet["ListingPeriod"]):
    """Periods of listing."""

    def on(self, day: date) -> "ListingPeriodQuerySet":
        """Keep periods that hold a day, by the edition then in force."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)


class ListingPeriod(models.Model):
    """One entry under one programme from one edition to another.

    Nobody publishes when a name left a list: it happened after the last edition that
    shows it and by the day of the first one that does not. Derived from the versions.
    """

    entry = models.ForeignKey(
        ListEntry, models.CASCADE, related_name="periods", help_text="What is listed."
    )
    programme = models.CharField(
        max_length=1000, help_text="How the list writes it; empty if it names none."
    )
    began_after = models.DateField(
        null=True, help_text="Last day on which it was not listed; null if not known."
    )
    began_on = models.DateField(help_text="First day on which it was surely listed.")
    ended_after = models.DateField(
        null=True, help_text="Last day on which it was surely listed; null if it lasts."
    )
    ended_on = models.DateField(
        null=True, help_text="First day on which it was not listed; null if it lasts."
    )

    objects = ListingPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["entry", "programme", "began_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "programme", "began_on", "ended_on"],
                nulls_distinct=False,
                name="listingperiod_once",
            ),
            models.CheckConstraint(
                condition=Q(began_after=None) | Q(began_after__lte=F("began_on")),
                name="listingperiod_began_ordered",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_after=None)
                | Q(ended_after__lte=F("ended_on"), began_on__lte=F("ended_after")),
                name="listingperiod_ended_ordered",
            ),
        ]
        indexes = [
            models.Index(fields=["began_on", "ended_on"], name="listingperiod_days")
        ]

    def __str__(self) -> str:
        return f"{self.entry} under {self.programme}"

    @property
    def listed_on(self) -> str:
        """When it began, in EDTF; open to the past where no edition came before."""
        if self.began_after is None:
            return f"[..{self.began_on}]"
        return _between(self.began_after + timedelta(days=1), self.began_on)

    @property
    def delisted_on(self) -> str:
        """When it ended, in EDTF; "" while it lasts."""
        if self.ended_on is None or self.ended_after is None:
            return ""
        return _between(self.ended_after + timedelta(days=1), self.ended_on)


class HeldEdition(models.Model):
    """The content of an edition that waits for an editor's word."""

    edition = models.OneToOneField(
        "sanctions.Edition", models.CASCADE, related_name="held", primary_key=True
    )
    content = models.BinaryField(help_text="Its entries as compressed JSON.")

    class Meta:
        ordering = ["edition"]

    def __str__(self) -> str:
        return f"{self.edition_id}"


def _between(first: date, last: date) -> str:
    return first.isoformat() if first >= last else f"[{first}..{last}]"


class PublishedListEntry(models.Model):
    """An entry as its latest edition shows it, for the public role. A view."""

    list_code = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    slug = models.CharField(max_length=170)
    kind = models.CharField(max_length=12, choices=EntityKind)
    name = models.CharField(max_length=1000)
    is_listed = models.BooleanField()
    first_seen_on = models.DateField(null=True)
    programmes: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    listed_on = models.DateField(null=True)
    names: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    births: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    countries: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    entity_slug = models.CharField(max_length=120)
    entity_name = models.CharField(max_length=500)

    class Meta:
        managed = False
        db_table = "published_listentry"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class PublishedListing(models.Model):
    """A period of listing, for the public role. A view."""

    programme = models.CharField(max_length=1000)
    began_after = models.DateField(null=True)
    began_on = models.DateField()
    ended_after = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    entry_id = models.BigIntegerField()
    list_code = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    slug = models.CharField(max_length=170)
    kind = models.CharField(max_length=12, choices=EntityKind)
    name = models.CharField(max_length=1000)
    first_seen_on = models.DateField(null=True)
    listed_on = models.DateField(null=True)
    entity_slug = models.CharField(max_length=120)
    entity_name = models.CharField(max_length=500)

    class Meta:
        managed = False
        db_table = "published_listing"
        ordering = ["slug", "programme", "began_on"]

    def __str__(self) -> str:
        return f"{self.slug} under {self.programme}"


class PublishedEntityListing(models.Model):
    """When a published entity was listed, for the public role. A view."""

    entity_slug = models.CharField(max_length=120)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "published_entitylisting"
        ordering = ["entity_slug", "id"]

    def __str__(self) -> str:
        return self.entity_slug
