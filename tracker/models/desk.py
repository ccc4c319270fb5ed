"""What editors say about records to one another, and edits that wait for approval."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tracker import fields

from .published import State


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", "waiting"
    APPROVED = "approved", "approved"
    REFUSED = "refused", "refused"
    TAKEN_BACK = "taken_back", "taken back by its author"


class Proposal(models.Model):
    """An edit of a public record that waits for approval: the record before and after.

    Before and after are whole states, parts included, so that an edit of several fields
    is approved or refused as one.
    """

    State = ProposalState

    record_label = models.CharField(
        max_length=60, help_text="The record's model, such as exchanges.release."
    )
    record_key = models.CharField(max_length=20, help_text="The record's primary key.")
    record_name = models.CharField(
        max_length=300, help_text="What the record was called when it was proposed."
    )
    before = models.JSONField(
        null=True,
        blank=True,
        help_text="The record as the author saw it; null for a new one.",
    )
    after = models.JSONField(
        null=True, blank=True, help_text="The record as proposed; null to delete it."
    )
    flags = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="Rules by which a second person has to look at it.",
    )
    reason = models.TextField(
        blank=True, default="", help_text="Why, and where it says so."
    )
    answer = models.TextField(
        blank=True, default="", help_text="What was said about the decision."
    )
    state = models.CharField(
        max_length=10,
        choices=ProposalState,
        default=ProposalState.WAITING,
        help_text="What became of it.",
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
    )
    created_at = fields.created_at()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["record_label", "record_key"], name="proposal_record")
        ]
        constraints = [
            fields.known("state", ProposalState, name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | Q(
                    ~Q(state="waiting"),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="proposal_decided_by_someone",
                violation_error_message="A decision has a person and an instant.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | Q(state="taken_back", decided_by=models.F("proposed_by"))
                | Q(
                    ~Q(state="taken_back"),
                    ~Q(decided_by=models.F("proposed_by")),
                ),
                name="proposal_not_decided_by_its_author",
                violation_error_message="Somebody else decides about your proposal;"
                " only you take it back.",
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False),
                name="proposal_of_something",
                violation_error_message="A proposal has a state before or after.",
            ),
        ]

    def __str__(self) -> str:
        return self.record_name


class Remark(models.Model):
    """What somebody at the desk said about a record or proposal, or did to its state.

    Never public, never changed.
    """

    record_label = models.CharField(
        max_length=60, help_text="The record's model, such as exchanges.release."
    )
    record_key = models.CharField(max_length=20, help_text="The record's primary key.")
    proposal = models.ForeignKey(
        Proposal,
        models.CASCADE,
        related_name="remarks",
        null=True,
        blank=True,
        help_text="The proposal it is about, if any.",
    )
    state_before = models.CharField(
        max_length=10,
        choices=State,
        blank=True,
        default="",
        help_text="The record's state before, if it changed.",
    )
    state_after = models.CharField(
        max_length=10,
        choices=State,
        blank=True,
        default="",
        help_text="The record's state after, if it changed.",
    )
    text = models.TextField(blank=True, default="", help_text="What was said.")
    author: "models.ForeignKey[Any, Any]" = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="remarks",
        help_text="Who said it.",
    )
    created_at = fields.created_at()

    class Meta:
        ordering = ["created_at", "id"]
        default_permissions = ("add", "view")
        indexes = [
            models.Index(fields=["record_label", "record_key"], name="remark_record")
        ]
        constraints = [
            fields.known_or_empty(
                "state_before", State, name="remark_state_before_known"
            ),
            fields.known_or_empty(
                "state_after", State, name="remark_state_after_known"
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(state_after=""),
                name="remark_says_something",
                violation_error_message="Say something.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or f"{self.state_before} → {self.state_after}"
