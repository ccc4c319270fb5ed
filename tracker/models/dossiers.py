"""What has been loaded from dossiers, and edits that wait for approval."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker import fields


class Dossier(models.Model):
    """One dossier file that has been loaded. Its records are rows of their own."""

    slug = models.SlugField(
        max_length=120, unique=True, help_text="The dossier's name, as its file says."
    )
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the file as last loaded, in hexadecimal."
    )
    loaded_at = models.DateTimeField(help_text="When it was last loaded (UTC).")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class DossierRecord(models.Model):
    """One record of a dossier, with the digest of what was last written for it.

    The digest tells an editor's later change from what the file said.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="records")
    section = models.CharField(
        max_length=20, help_text="Section of the dossier, such as releases."
    )
    slug = models.CharField(max_length=300, help_text="The record's key there.")
    is_addition = models.BooleanField(
        default=False,
        help_text="The record is defined in another dossier; this one adds to it.",
    )
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the record as last written."
    )

    class Meta:
        ordering = ["dossier", "section", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "slug"],
                condition=Q(is_addition=False),
                name="dossierrecord_one_home",
                violation_error_message="The record is defined in another dossier.",
            ),
            models.UniqueConstraint(
                fields=["dossier", "section", "slug"], name="dossierrecord_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}/{self.slug}"


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", "waiting"
    APPROVED = "approved", "approved"
    REFUSED = "refused", "refused"


class Proposal(models.Model):
    """An edit of one field of a published record that waits for approval."""

    State = ProposalState

    record_kind = models.CharField(
        max_length=20, help_text="Kind of record, such as release."
    )
    record_slug = models.CharField(max_length=120, help_text="The record's slug.")
    field = models.CharField(max_length=160, help_text="The field to change.")
    old_value = models.TextField(blank=True, help_text="The value it was read with.")
    new_value = models.TextField(blank=True, help_text="The value proposed.")
    reason = models.TextField(help_text="Why, and where it says so.")
    state = models.CharField(
        max_length=8,
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
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("proposed_by")),
                name="proposal_not_decided_by_its_author",
                violation_error_message="Somebody else decides about your proposal.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_slug}: {self.field}"
