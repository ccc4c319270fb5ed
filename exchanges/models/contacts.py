"""Meetings, calls, visits and letters."""

from django.db import models

from tracker import fields
from tracker.history import tracked
from tracker.models import Citation, Party, Published, PublishedQuerySet


class ContactKind(models.TextChoices):
    """How the parties were in touch."""

    MEETING = "meeting", "meeting"
    CALL = "call", "call"
    VISIT = "visit", "visit"
    LETTER = "letter", "letter"


class ContactStatus(models.TextChoices):
    """Whether it took place."""

    HELD = "held", "held"
    CANCELLED = "cancelled", "cancelled"
    PROPOSED = "proposed", "proposed"


@tracked
class Contact(Published):
    """One meeting, call, visit or letter between parties, held or not."""

    Kind = ContactKind
    Status = ContactStatus

    kind = models.CharField(max_length=8, choices=ContactKind, help_text="How.")
    status = models.CharField(
        max_length=9,
        choices=ContactStatus,
        default=ContactStatus.HELD,
        help_text="Whether it took place.",
    )
    held_on = fields.EdtfField(help_text="When (EDTF).")
    held_on_earliest = fields.earliest("held_on")
    held_on_latest = fields.latest("held_on")
    held_on_text = fields.words()
    place = models.CharField(
        max_length=200, blank=True, default="", help_text="Where, by town or building."
    )
    initiator = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="contacts_initiated",
        null=True,
        blank=True,
        help_text="Who asked for it.",
    )
    topic = models.CharField(
        max_length=300, blank=True, default="", help_text="About what, in short."
    )
    trade = models.ForeignKey(
        "exchanges.Trade",
        models.PROTECT,
        related_name="contacts",
        null=True,
        blank=True,
        help_text="The bargain it belongs to, if any.",
    )

    objects = PublishedQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["held_on_earliest", "slug"]
        constraints = [
            *Published.Meta.constraints,
            fields.known("kind", ContactKind, name="contact_kind_known"),
            fields.known("status", ContactStatus, name="contact_status_known"),
        ]


@tracked
class ContactParticipant(models.Model):
    """One party that took part, with the title it acted under."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="participants")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="participations", help_text="Who."
    )
    title = models.CharField(
        max_length=200, blank=True, default="", help_text="The title it acted under."
    )
    acting_for = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="The party it spoke for.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "party"],
                name="contactparticipant_once",
                violation_error_message="The party already takes part.",
            )
        ]

    def __str__(self) -> str:
        return str(self.party_id)


@tracked
class ContactCitation(Citation):
    """Why we say something about a contact."""

    subject = models.ForeignKey(Contact, models.CASCADE, related_name="citations")
