"""The claims that something was given for a release."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from tracker import fields
from tracker.history import tracked
from tracker.models import Citation

from .concessions import Concession
from .releases import Release


class Basis(models.TextChoices):
    """On what ground a concession is tied to a release."""

    STATED = "stated", "stated"
    SWAP = "swap", "swap"
    GOODWILL = "goodwill", "goodwill"
    SEQUENCE = "sequence", "sequence only"
    ALLEGED = "alleged", "alleged"


class Allocation(models.TextChoices):
    """Whether the source ties it to this release or to a whole package."""

    DIRECT = "direct", "for this release"
    PACKAGE = "package", "part of a package"


@tracked
class Linkage(models.Model):
    """The claim that a concession or counter-release was given for a release.

    Always written, never inferred from sharing a trade.
    """

    Basis = Basis
    Allocation = Allocation
    # A linkage has no state of its own: it is as open to editors as its release.
    governed_by = "release"

    concession = models.ForeignKey(
        Concession,
        models.PROTECT,
        related_name="linkages",
        null=True,
        blank=True,
        help_text="What was given …",
    )
    counter_release = models.ForeignKey(
        Release,
        models.PROTECT,
        related_name="counter_linkages",
        null=True,
        blank=True,
        help_text="… or which release of the other side.",
    )
    release = models.ForeignKey(
        Release, models.PROTECT, related_name="linkages", help_text="For which release."
    )
    basis = models.CharField(
        max_length=8, choices=Basis, help_text="On what ground they are tied."
    )
    allocation = models.CharField(
        max_length=7,
        choices=Allocation,
        default=Allocation.DIRECT,
        help_text="For this release, or as part of a package for several.",
    )
    note = models.TextField(
        blank=True, default="", help_text="An editor's remark. Public."
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            fields.known("basis", Basis, name="linkage_basis_known"),
            fields.known("allocation", Allocation, name="linkage_allocation_known"),
            models.CheckConstraint(
                condition=Q(concession__isnull=False, counter_release=None)
                | Q(concession=None, counter_release__isnull=False),
                name="linkage_of_one_thing",
                violation_error_message="Name a concession or a release, one of them.",
            ),
            models.CheckConstraint(
                condition=Q(counter_release=None) | ~Q(counter_release=F("release")),
                name="linkage_not_of_itself",
                violation_error_message="A release cannot be given for itself.",
            ),
            models.CheckConstraint(
                condition=~Q(basis="swap") | Q(counter_release__isnull=False),
                name="linkage_swap_of_releases",
                violation_error_message="A swap is between two releases.",
            ),
            models.UniqueConstraint(
                Least("counter_release", "release"),
                Greatest("counter_release", "release"),
                condition=Q(basis="swap"),
                name="linkage_swap_once",
                violation_error_message="This swap is recorded from the other side.",
            ),
            models.UniqueConstraint(
                fields=["concession", "counter_release", "release"],
                name="linkage_once",
                nulls_distinct=False,
                violation_error_message="This link is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concession or self.counter_release} for {self.release}"


@tracked
class LinkageCitation(Citation):
    """Why we say that one thing was given for another."""

    subject = models.ForeignKey(Linkage, models.CASCADE, related_name="citations")
