"""Who is under sanctions, under which programme, and the legal acts that change it."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from tracker import fields
from tracker.history import tracked
from tracker.models import Citation, Party, Person, Published, PublishedQuerySet

from .lists import EntityKind as EntityKind
from .lists import EntryVersion as EntryVersion
from .lists import HeldEdition as HeldEdition
from .lists import ListEntry as ListEntry
from .lists import ListingPeriod as ListingPeriod
from .lists import PublishedEntityListing as PublishedEntityListing
from .lists import PublishedListEntry as PublishedListEntry
from .lists import PublishedListing as PublishedListing


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Authorities."""

    def get_by_natural_key(self, code: str) -> "Authority":
        """Find an authority by its code."""
        return self.get(code=code)


@tracked
class Authority(models.Model):
    """A body that imposes or lifts sanctions, such as OFAC or the EU Council."""

    code = models.SlugField(max_length=40, unique=True, help_text="Short name.")
    name = models.CharField(max_length=200, help_text="Full name in English.")
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="authorities",
        help_text="The party it acts for.",
    )
    url = models.URLField(blank=True, default="", help_text="Its page on sanctions.")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Identify the authority in fixtures."""
        return (self.code,)


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes."""

    def get_by_natural_key(self, code: str) -> "Programme":
        """Find a programme by its code."""
        return self.get(code=code)


@tracked
class Programme(models.Model):
    """One sanctions programme of one authority."""

    code = models.SlugField(
        max_length=80,
        unique=True,
        help_text="Authority and programme, as ofac-belarus.",
    )
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="programmes", help_text="Whose it is."
    )
    name = models.CharField(max_length=200, help_text="What it is called.")
    list_code = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="How the authority's list writes it, such as BELARUS-EO14038.",
    )
    legal_basis = models.CharField(
        max_length=300, blank=True, default="", help_text="The acts it rests on."
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def natural_key(self) -> tuple[str]:
        """Identify the programme in fixtures."""
        return (self.code,)


@tracked
class Entity(Published):
    """A person, organisation, vessel or aircraft that some authority sanctions.

    May be the same as a Party or a Person, which then says so here.
    """

    Kind = EntityKind

    kind = models.CharField(max_length=12, choices=EntityKind, help_text="What it is.")
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="entities",
        null=True,
        blank=True,
        help_text="The same, as a party to trades.",
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="entities",
        null=True,
        blank=True,
        help_text="The same, as a human being in this record.",
    )

    objects = PublishedQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["slug"]
        verbose_name_plural = "entities"
        constraints = [
            *Published.Meta.constraints,
            fields.known("kind", EntityKind, name="entity_kind_known"),
        ]

    def __str__(self) -> str:
        names = list(self.names.all())
        return names[0].text if names else self.slug


@tracked
class EntityName(models.Model):
    """One spelling of an entity's name."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="names")
    text = models.CharField(max_length=400, help_text="The name as written.")
    script = models.CharField(max_length=4, help_text="ISO 15924 code of the script.")
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order; the first is the main name."
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "text"],
                name="entityname_once",
                violation_error_message="This spelling is already recorded.",
            )
        ]

    def __str__(self) -> str:
        return self.text


@tracked
class Identifier(models.Model):
    """A number by which an entity is known: registration, IMO, tail number."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=60, help_text="What number it is.")
    value = models.CharField(max_length=120, help_text="The number as written.")

    class Meta:
        ordering = ["kind", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "kind", "value"],
                name="identifier_once",
                violation_error_message="This number is already recorded.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


@tracked
class EntityCitation(Citation):
    """Why we say something about an entity beside what a list says."""

    subject = models.ForeignKey(Entity, models.CASCADE, related_name="citations")


@tracked
class Listing(models.Model):
    """One entity under one programme for a period."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="listings")
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="listings", help_text="Under which."
    )
    listed_on = fields.EdtfField(help_text="When the listing began (EDTF).")
    listed_on_earliest = fields.earliest("listed_on")
    listed_on_latest = fields.latest("listed_on")
    delisted_on = fields.EdtfField(help_text="When it ended (EDTF); empty if it lasts.")
    delisted_on_earliest = fields.earliest("delisted_on")
    delisted_on_latest = fields.latest("delisted_on")

    class Meta:
        ordering = ["entity", "programme", "listed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "programme", "listed_on"],
                name="listing_once",
                violation_error_message="This listing is already recorded.",
            ),
            models.CheckConstraint(
                condition=Q(delisted_on_latest=None)
                | Q(listed_on_earliest=None)
                | Q(listed_on_earliest__lte=F("delisted_on_latest")),
                name="listing_ends_after_it_begins",
                violation_error_message="The listing ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity} under {self.programme}"


class ActionKind(models.TextChoices):
    """What a legal act does. The reporter's word is kept beside it, never here."""

    DESIGNATE = "designate", "designation"
    AMEND = "amend", "amendment"
    GENERAL_LICENCE = "general_licence", "general licence"
    SPECIFIC_LICENCE = "specific_licence", "specific licence"
    EXPORT_AUTHORISATION = "export_authorisation", "export authorisation"
    WAIVE = "waive", "waiver"
    SUSPEND = "suspend", "suspension"
    DELIST = "delist", "delisting"
    REVOKE = "revoke", "revocation"
    EXTEND = "extend", "extension"
    REIMPOSE = "reimpose", "reimposition"
    UNSPECIFIED = "unspecified", "act not specified"


@tracked
class Action(Published):
    """One legal act of one authority, or an announcement of one."""

    Kind = ActionKind

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="actions", help_text="Who acts."
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="actions",
        null=True,
        blank=True,
        help_text="The programme it changes.",
    )
    kind = models.CharField(
        max_length=20, choices=ActionKind, help_text="What the act does in law."
    )
    instrument = models.CharField(
        max_length=200, blank=True, default="", help_text="Its number or name."
    )
    announced_on = fields.EdtfField(help_text="When it was announced (EDTF).")
    announced_on_earliest = fields.earliest("announced_on")
    announced_on_latest = fields.latest("announced_on")
    effective_on = fields.EdtfField(help_text="When it takes effect (EDTF).")
    effective_on_earliest = fields.earliest("effective_on")
    effective_on_latest = fields.latest("effective_on")
    expires_on = fields.EdtfField(help_text="When its own term ends (EDTF).")
    expires_on_earliest = fields.earliest("expires_on")
    expires_on_latest = fields.latest("expires_on")
    scope = models.TextField(
        blank=True, default="", help_text="What it covers, in the project's words."
    )
    conditions = models.TextField(
        blank=True, default="", help_text="Under which conditions."
    )
    legal_effect = models.TextField(
        blank=True, default="", help_text="What it changes in law, and what stays."
    )
    reverses = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="reversed_by",
        null=True,
        blank=True,
        help_text="The earlier act that this one takes back.",
    )
    reported_as = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="The reporter's word, such as lifted or eased.",
    )
    entities: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        Entity,
        through="ActionEntity",
        related_name="actions",
        help_text="Whom it names.",
    )

    objects = PublishedQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["slug"]
        constraints = [
            *Published.Meta.constraints,
            fields.known("kind", ActionKind, name="action_kind_known"),
            models.CheckConstraint(
                condition=Q(expires_on_latest=None)
                | Q(effective_on_earliest=None)
                | Q(effective_on_earliest__lte=F("expires_on_latest")),
                name="action_expires_after_it_begins",
                violation_error_message="The act expires before it takes effect.",
            ),
            models.CheckConstraint(
                condition=Q(reverses=None) | ~Q(reverses=F("id")),
                name="action_not_reversing_itself",
                violation_error_message="An act cannot take back itself.",
            ),
        ]


@tracked
class ActionEntity(models.Model):
    """One entity that an action names."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="named")
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="named_in", help_text="Whom it names."
    )

    class Meta:
        ordering = ["action", "entity"]
        verbose_name_plural = "action entities"
        constraints = [
            models.UniqueConstraint(
                fields=["action", "entity"],
                name="actionentity_once",
                violation_error_message="The act already names this entity.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} names {self.entity_id}"


@tracked
class ActionCitation(Citation):
    """Why we say something about an action."""

    subject = models.ForeignKey(Action, models.CASCADE, related_name="citations")


class EditionState(models.TextChoices):
    """Whether an edition counts."""

    HELD = "held", "held for an editor"
    ACCEPTED = "accepted", "accepted"
    REFUSED = "refused", "refused"


class Edition(models.Model):
    """One published edition of one list."""

    State = EditionState

    list_code = models.SlugField(max_length=40, help_text="Which list, as ofac-sdn.")
    published_on = models.DateField(help_text="The day of the edition.")
    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the file as read.")
    entries_count = models.PositiveIntegerField(help_text="Entries in the edition.")
    state = models.CharField(
        max_length=8,
        choices=EditionState,
        default=EditionState.HELD,
        help_text="Whether it counts.",
    )
    form = models.CharField(
        max_length=60,
        blank=True,
        default="",
        help_text="Which files and format it was read from.",
    )
    position = models.BigIntegerField(
        null=True,
        blank=True,
        help_text="Orders the accepted editions of a list; null for the others.",
    )
    note = models.TextField(
        blank=True, default="", help_text="Why it is held, or what was odd."
    )
    imported_at = fields.created_at()

    class Meta:
        ordering = ["list_code", "published_on", "position"]
        constraints = [
            fields.known("state", EditionState, name="edition_state_known"),
            models.UniqueConstraint(
                fields=["list_code", "position"], name="edition_position_once"
            ),
            models.UniqueConstraint(
                fields=["list_code", "published_on", "sha256"],
                name="edition_once",
                violation_error_message="This edition is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_code} {self.published_on}"


class ChangeKind(models.TextChoices):
    """What happened to an entry between two editions."""

    ADDED = "added", "added"
    REMOVED = "removed", "removed"
    RENAMED = "renamed", "renamed"
    PROGRAMME = "programme", "programme moved"
    DETAILS = "details", "details"
    MERGED = "merged", "merged"
    RENUMBERED = "renumbered", "renumbered"
    UNEXPLAINED = "unexplained", "unexplained"


class Change(models.Model):
    """One difference between an edition and the one before."""

    Kind = ChangeKind

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="changes")
    entry_key = models.CharField(max_length=120, help_text="The list's own number.")
    entity = models.ForeignKey(
        Entity, models.PROTECT, related_name="changes", null=True, blank=True
    )
    kind = models.CharField(
        max_length=12, choices=ChangeKind, help_text="What changed."
    )
    detail = models.JSONField(default=dict, help_text="Before and after, by field.")

    class Meta:
        ordering = ["edition", "entry_key"]
        constraints = [
            fields.known("kind", ChangeKind, name="change_kind_known"),
            models.UniqueConstraint(
                fields=["edition", "entry_key", "kind"], name="change_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_key} {self.kind}"
