"""Countries, and the parties that hold, give, get, mediate or speak."""

from typing import Self

from django.db import models
from django.db.models import Q

from tracker import fields
from tracker.history import tracked

from .published import PERMISSIONS, State


class CountryQuerySet(models.QuerySet["Country"]):
    """Countries."""

    def get_by_natural_key(self, code: str) -> "Country":
        """Find a country by its ISO 3166-1 alpha-2 code."""
        return self.get(code=code)


class Country(models.Model):
    """One entry of ISO 3166-1. Not a party: a state that acts is a Party."""

    code = models.CharField(
        max_length=2, primary_key=True, help_text="ISO 3166-1 alpha-2 code."
    )
    alpha3 = models.CharField(
        max_length=3, unique=True, help_text="ISO 3166-1 alpha-3 code."
    )
    name = models.CharField(max_length=80, unique=True, help_text="English short name.")

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2}$"),
                name="country_code_is_alpha2",
                violation_error_message="Write two capital letters, as in ISO 3166-1.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        """Identify the country in fixtures."""
        return (self.code,)


class PartyQuerySet(models.QuerySet["Party"]):
    """Parties."""

    def published(self) -> Self:
        """Keep the parties that the public may see."""
        return self.filter(state=State.PUBLISHED)

    def get_by_natural_key(self, code: str) -> "Party":
        """Find a party by its code."""
        return self.get(code=code)


class PartyKind(models.TextChoices):
    """What the party is."""

    STATE = "state", "state"
    NON_STATE = "non_state", "non-state group"
    BLOC = "bloc", "bloc"
    ORGANISATION = "organisation", "organisation"
    COMPANY = "company", "company"
    PERSON = "person", "person"


@tracked
class Party(models.Model):
    """Whoever can hold, give, get, mediate or speak.

    Not a listed entity: an airline may be a party here and an Entity on a list.
    """

    Kind = PartyKind

    code = models.CharField(
        max_length=120,
        unique=True,
        help_text="ISO 3166-1 code of a state, a person's slug, or a short name.",
    )
    name = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="What the party is called. A person's party uses the person's name.",
    )
    kind = models.CharField(max_length=12, choices=Kind, help_text="What the party is.")
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        related_name="parties",
        null=True,
        blank=True,
        help_text="The state's own country, or where the party belongs.",
    )
    person = models.OneToOneField(
        "tracker.Person",
        models.PROTECT,
        related_name="party",
        null=True,
        blank=True,
        help_text="The human being, for a party of kind person.",
    )
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text="Only published records are public.",
    )
    note = models.TextField(
        blank=True,
        default="",
        help_text="What an editor adds, such as a change of standing. Public.",
    )
    created_at = fields.created_at()

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        default_permissions = PERMISSIONS
        verbose_name_plural = "parties"
        constraints = [
            fields.known("kind", PartyKind, name="party_kind_known"),
            fields.known("state", State, name="party_state_known"),
            models.CheckConstraint(
                condition=Q(kind="person", person__isnull=False)
                | (~Q(kind="person") & Q(person=None)),
                name="party_person_iff_kind_person",
                violation_error_message="A party of kind person points to its person;"
                " no other party does.",
            ),
            models.CheckConstraint(
                condition=Q(kind="person") | ~Q(name=""),
                name="party_has_name",
                violation_error_message="Say what the party is called.",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Za-z0-9][A-Za-z0-9_-]*$"),
                name="party_code_is_plain",
                violation_error_message="Letters, digits, hyphen and underscore only.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code

    def natural_key(self) -> tuple[str]:
        """Identify the party in fixtures."""
        return (self.code,)
