"""What the public tells the editors: errors, and requests for removal."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker import fields


class ReportKind(models.TextChoices):
    """What somebody wants."""

    ERROR = "error", "something is wrong"
    REMOVAL = "removal", "a name should be withheld"


class ReportState(models.TextChoices):
    """How far the editors are with it."""

    NEW = "new", "new"
    AT_WORK = "at_work", "at work"
    DONE = "done", "done"
    DECLINED = "declined", "declined"


class PublicReport(models.Model):
    """One message from the public to the editors. Never public; words are erased later.

    Not a source: what it says goes into the record only with a published source.
    """

    Kind = ReportKind
    State = ReportState

    kind = models.CharField(
        max_length=7, choices=ReportKind, help_text="What somebody wants."
    )
    address = models.CharField(
        max_length=300, blank=True, default="", help_text="Page it is about."
    )
    text = models.TextField(
        blank=True, default="", help_text="What was written; empty once erased."
    )
    contact = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="How the writer wants to be answered, if at all.",
    )
    visitor = models.CharField(
        max_length=64, help_text="Digest of the sender's network, to limit floods."
    )
    state = models.CharField(
        max_length=8,
        choices=ReportState,
        default=ReportState.NEW,
        help_text="How far the editors are with it.",
    )
    answer = models.TextField(
        blank=True, default="", help_text="What was done, and what was answered."
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who closed it.",
    )
    created_at = fields.created_at()
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was done or declined (UTC)."
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["visitor", "created_at"], name="publicreport_visitor")
        ]
        constraints = [
            fields.known("kind", ReportKind, name="publicreport_kind_known"),
            fields.known("state", ReportState, name="publicreport_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["new", "at_work"], closed_at=None)
                | Q(
                    ~Q(state__in=["new", "at_work"]),
                    closed_at__isnull=False,
                    handled_by__isnull=False,
                ),
                name="publicreport_closed_by_someone",
                violation_error_message="A closed report has a person and an instant.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.address or 'no page named'}"
