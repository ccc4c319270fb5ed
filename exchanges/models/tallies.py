"""Totals that somebody claims."""

from django.db import models
from django.db.models import Q

from tracker import fields
from tracker.history import tracked
from tracker.models import Citation, Country, Party, Published, PublishedQuerySet


class TallyMeasure(models.TextChoices):
    """Whether a total counts events in a period or people at one time."""

    FLOW = "flow", "flow: freed in a period"
    STOCK = "stock", "stock: held at one time"


@tracked
class Tally(Published):
    """A total that somebody claims. Compared with itemised releases, never added."""

    Measure = TallyMeasure

    captor = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="tallies",
        null=True,
        blank=True,
        help_text="Whose releases or prisoners are counted.",
    )
    trade = models.ForeignKey(
        "exchanges.Trade",
        models.PROTECT,
        related_name="tallies",
        null=True,
        blank=True,
        help_text="The bargain whose releases are counted.",
    )
    nationality = models.ForeignKey(
        Country,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Only holders of this nationality are counted.",
    )
    population = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="Who is counted, in the project's words.",
    )
    period = fields.EdtfField(help_text="The time it covers (EDTF).")
    period_earliest = fields.earliest("period")
    period_latest = fields.latest("period")
    people_min = models.PositiveIntegerField(default=0, help_text="At least so many.")
    people_max = models.PositiveIntegerField(
        null=True, blank=True, help_text="At most so many; empty when open."
    )
    people_qualifier = fields.qualifier()
    measure = models.CharField(
        max_length=5,
        choices=TallyMeasure,
        default=TallyMeasure.FLOW,
        help_text="Events in a period, or people at one time.",
    )
    counted_by = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="counts",
        null=True,
        blank=True,
        help_text="Who counts. Empty: the source in its own voice.",
    )
    words = fields.words("The words of the source for what is counted.")

    objects = PublishedQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["slug"]
        verbose_name_plural = "tallies"
        constraints = [
            *Published.Meta.constraints,
            fields.known("measure", TallyMeasure, name="tally_measure_known"),
            fields.known(
                "people_qualifier",
                fields.Qualifier,
                name="tally_people_qualifier_known",
            ),
            fields.interval("people", name="tally_people_min_lte_max"),
            models.CheckConstraint(
                condition=Q(captor__isnull=False)
                | Q(trade__isnull=False)
                | ~Q(population=""),
                name="tally_of_something",
                violation_error_message="Say whose: a captor, a trade or a population.",
            ),
        ]


@tracked
class TallyCitation(Citation):
    """Why we say something about a tally."""

    subject = models.ForeignKey(Tally, models.CASCADE, related_name="citations")
