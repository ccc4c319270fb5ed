"""Releases, the cohorts they consist of, and the people freed."""

from typing import Any

from django.db import models
from django.db.models import Q

from tracker import fields
from tracker.history import tracked
from tracker.models import (
    Citation,
    Country,
    Party,
    Person,
    Published,
    PublishedQuerySet,
)

from .custody import Detention


class Destination(models.TextChoices):
    """Where the people went."""

    STAYED = "stayed", "stayed in the country"
    ABROAD = "abroad", "left the country"
    MIXED = "mixed", "some stayed, some left"


class LegalForm(models.TextChoices):
    """The act by which the captor let people go."""

    PARDON = "pardon", "pardon"
    COMMUTATION = "commutation", "commutation"
    CLEMENCY = "clemency", "clemency"
    CHARGES_DROPPED = "charges_dropped", "charges dropped"
    TIME_SERVED = "time_served", "time served"
    DEFERRED_PROSECUTION = "deferred_prosecution", "deferred prosecution"
    DEPORTATION = "deportation", "deportation"
    LOSS_OF_NATIONALITY = (
        "loss_of_nationality",
        "deportation with loss of nationality",
    )
    TREATY_TRANSFER = "treaty_transfer", "transfer under a treaty"
    FURLOUGH = "furlough", "furlough"
    BAIL = "bail", "bail"
    AMNESTY = "amnesty", "amnesty"
    POW_EXCHANGE = "pow_exchange", "exchange of prisoners of war"
    EXTRADITION_REFUSED = "extradition_refused", "extradition refused"
    HUMANITARIAN = "humanitarian", "release on humanitarian grounds"
    COURT_ORDER = "court_order", "court order"
    MIXED = "mixed", "several forms"
    OTHER = "other", "other"


class Consideration(models.TextChoices):
    """What the sources say of the price when no concession is linked."""

    NONE = "none", "a source says nothing was given"
    UNKNOWN = "unknown", "a source says there was a price, not which"
    WITHHELD = "withheld", "a source says the terms are secret"


class ReleaseQuerySet(PublishedQuerySet):
    """Releases."""


@tracked
class Release(Published):
    """One occasion on which one captor let one or more people go.

    Not a trade: a release may be unilateral, and a trade may take several releases.
    Not a promise: people who were only promised are a concession of kind *release*.
    """

    Destination = Destination
    LegalForm = LegalForm
    Consideration = Consideration

    title = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="A short plain title. Empty: captor, people and date.",
    )
    trade = models.ForeignKey(
        "exchanges.Trade",
        models.PROTECT,
        related_name="releases",
        null=True,
        blank=True,
        help_text="The bargain it belongs to, if any.",
    )
    captor = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="releases",
        help_text="Who held the people and let them go.",
    )
    destination = models.CharField(
        max_length=8,
        choices=Destination,
        blank=True,
        default="",
        help_text="Whether the people stayed in the captor's country.",
    )
    released_on = fields.EdtfField(help_text="When they were let go (EDTF).")
    released_on_earliest = fields.earliest("released_on")
    released_on_latest = fields.latest("released_on")
    released_on_text = fields.words()
    place = models.CharField(
        max_length=200, blank=True, default="", help_text="Where they were handed over."
    )
    crossing = models.ForeignKey(
        Country,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="The country across whose border they left.",
    )
    people_min = models.PositiveIntegerField(
        default=0, help_text="People freed, living: at least so many."
    )
    people_max = models.PositiveIntegerField(
        null=True, blank=True, help_text="At most so many; empty when open."
    )
    people_qualifier = fields.qualifier()
    remains_min = models.PositiveIntegerField(
        default=0, help_text="Remains of the dead handed over. Never added to people."
    )
    remains_max = models.PositiveIntegerField(
        null=True, blank=True, default=0, help_text="At most so many; empty when open."
    )
    remains_qualifier = fields.qualifier()
    legal_form = models.CharField(
        max_length=20,
        choices=LegalForm,
        blank=True,
        default="",
        help_text="The act by which the captor let them go.",
    )
    fulfils = models.ForeignKey(
        "exchanges.Concession",
        models.PROTECT,
        related_name="fulfilled_by",
        null=True,
        blank=True,
        help_text="The promise of a release that it keeps.",
    )
    consideration = models.CharField(
        max_length=8,
        choices=Consideration,
        blank=True,
        default="",
        help_text="What a source says of the price when nothing is linked."
        " Empty: no source says anything.",
    )
    parties: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        Party, through="ReleaseParty", related_name="received_releases"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["-released_on_latest", "slug"]
        constraints = [
            *Published.Meta.constraints,
            fields.known_or_empty(
                "destination", Destination, name="release_destination_known"
            ),
            fields.known_or_empty(
                "legal_form", LegalForm, name="release_legal_form_known"
            ),
            fields.known_or_empty(
                "consideration", Consideration, name="release_consideration_known"
            ),
            fields.known(
                "people_qualifier",
                fields.Qualifier,
                name="release_people_qualifier_known",
            ),
            fields.known(
                "remains_qualifier",
                fields.Qualifier,
                name="release_remains_qualifier_known",
            ),
            fields.interval("people", name="release_people_min_lte_max"),
            fields.interval("remains", name="release_remains_min_lte_max"),
            models.CheckConstraint(
                condition=Q(people_max=None)
                | Q(people_max__gt=0)
                | Q(remains_max=None)
                | Q(remains_max__gt=0),
                name="release_of_somebody",
                violation_error_message="A release frees people or returns remains.",
            ),
        ]


@tracked
class ReleaseParty(models.Model):
    """One party that received the people, or on whose behalf they were received."""

    class Role(models.TextChoices):
        """What the party did."""

        RECEIVED_BY = "received_by", "received by"
        ON_BEHALF_OF = "on_behalf_of", "on behalf of"

    release = models.ForeignKey(Release, models.CASCADE, related_name="release_parties")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="roles_in_releases", help_text="Who."
    )
    role = models.CharField(max_length=12, choices=Role, help_text="In which role.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "release parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["received_by", "on_behalf_of"]),
                name="releaseparty_role_known",
                violation_error_message="role is received_by or on_behalf_of.",
            ),
            models.UniqueConstraint(
                fields=["release", "party", "role"],
                name="releaseparty_once",
                violation_error_message="The party already has this role.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.party_id}"


class Breakdown(models.TextChoices):
    """What a cohort's siblings are told apart by."""

    DESTINATION = "destination", "destination"
    NATIONALITY = "nationality", "nationality"
    LEGAL_FORM = "legal_form", "legal form"
    OUTCOME = "outcome", "outcome"
    CATEGORY = "category", "category"
    STAGE = "stage", "stage"


@tracked
class Cohort(models.Model):
    """A part of a release within one breakdown. Breakdowns are never added."""

    Breakdown = Breakdown

    release = models.ForeignKey(Release, models.CASCADE, related_name="cohorts")
    label = models.SlugField(max_length=80, help_text="Short name within the release.")
    breakdown = models.CharField(
        max_length=12, choices=Breakdown, help_text="What its siblings differ by."
    )
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="The country, for a destination or nationality.",
    )
    value = models.CharField(
        max_length=160,
        blank=True,
        default="",
        help_text="What the cohort has in common, where no country says it.",
    )
    part_of = models.ForeignKey(
        "self",
        models.CASCADE,
        related_name="parts",
        null=True,
        blank=True,
        help_text="The larger cohort it is a part of.",
    )
    people_min = models.PositiveIntegerField(default=0, help_text="At least so many.")
    people_max = models.PositiveIntegerField(
        null=True, blank=True, help_text="At most so many; empty when open."
    )
    people_qualifier = fields.qualifier()
    remains_min = models.PositiveIntegerField(
        default=0, help_text="Remains of the dead in the cohort: at least so many."
    )
    remains_max = models.PositiveIntegerField(
        null=True, blank=True, default=0, help_text="At most so many; empty when open."
    )
    remains_qualifier = fields.qualifier()
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            fields.known("breakdown", Breakdown, name="cohort_breakdown_known"),
            fields.known(
                "people_qualifier",
                fields.Qualifier,
                name="cohort_people_qualifier_known",
            ),
            fields.interval("people", name="cohort_people_min_lte_max"),
            fields.known(
                "remains_qualifier",
                fields.Qualifier,
                name="cohort_remains_qualifier_known",
            ),
            fields.interval("remains", name="cohort_remains_min_lte_max"),
            models.UniqueConstraint(
                fields=["release", "label"],
                name="cohort_label_once",
                violation_error_message="The release already has such a cohort.",
            ),
            models.CheckConstraint(
                condition=Q(country__isnull=False) | ~Q(value=""),
                name="cohort_has_something_in_common",
                violation_error_message="Say which country, or what they share.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Outcome(models.TextChoices):
    """What happened to a person at the handover."""

    STAYED = "stayed", "stayed"
    LEFT = "left", "left"
    EXPELLED = "expelled", "expelled"
    REFUSED = "refused", "refused to leave"
    RETURNED_TO_CUSTODY = "returned_to_custody", "returned to custody"
    DIED = "died", "died"


@tracked
class Freed(models.Model):
    """One person's part in a release. Re-arrest follows from a later detention."""

    Outcome = Outcome

    release = models.ForeignKey(Release, models.CASCADE, related_name="freed")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="freed_in", help_text="Who was freed."
    )
    detention = models.ForeignKey(
        Detention,
        models.PROTECT,
        related_name="ended_by",
        null=True,
        blank=True,
        help_text="The spell in custody that ended.",
    )
    cohorts: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        Cohort,
        through="CohortMember",
        related_name="members",
        help_text="Cohorts the person belongs to.",
    )
    outcome = models.CharField(
        max_length=20,
        choices=Outcome,
        blank=True,
        default="",
        help_text="What happened to the person at the handover.",
    )
    conditions = models.CharField(
        max_length=300,
        blank=True,
        default="",
        help_text="Conditions on the person: exile, no return, silence.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "freed"
        constraints = [
            fields.known_or_empty("outcome", Outcome, name="freed_outcome_known"),
            models.UniqueConstraint(
                fields=["release", "person"],
                name="freed_once",
                violation_error_message="The person is already among those freed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.release_id}"


@tracked
class CohortMember(models.Model):
    """One freed person's belonging to one cohort."""

    freed = models.ForeignKey(Freed, models.CASCADE, related_name="memberships")
    cohort = models.ForeignKey(
        Cohort, models.CASCADE, related_name="memberships", help_text="Which cohort."
    )

    class Meta:
        ordering = ["cohort__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["freed", "cohort"],
                name="cohortmember_once",
                violation_error_message="The person is already in this cohort.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.freed_id} in {self.cohort_id}"


@tracked
class ReleaseCitation(Citation):
    """Why we say something about a release or a part of it."""

    subject = models.ForeignKey(Release, models.CASCADE, related_name="citations")
