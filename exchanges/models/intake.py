"""What the intake keeps: articles, for editors only, and what was proposed of them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker import fields


class IntakeBand(models.TextChoices):
    """How sure a proposal is."""

    READY = "ready", "ready"
    CHECK = "check", "check"
    UNLIKELY = "unlikely", "unlikely"


class IntakeState(models.TextChoices):
    """What the editor said to a proposal."""

    OPEN = "open", "open"
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


class IntakeArticle(models.Model):
    """The text of one article that an editor gave.

    It is under copyright: no export, page, API or dossier holds it; its digest stands
    at the source.
    """

    sha256 = models.CharField(
        max_length=64, unique=True, help_text="Digest of the text."
    )
    title = models.CharField(max_length=500, blank=True, help_text="As printed.")
    publisher = models.CharField(
        max_length=200, blank=True, help_text="Who printed it."
    )
    url = models.CharField(max_length=2000, blank=True, help_text="Its address.")
    published_on = models.DateField(help_text="The day of publication.")
    language = models.CharField(
        max_length=12, default="en", help_text="ISO 639 code of its language."
    )
    text = models.TextField(
        blank=True, help_text="The text as read; for editors only. Empty once deleted."
    )
    text_deleted_at = models.DateTimeField(
        null=True, blank=True, help_text="When the text was deleted; judgements stay."
    )
    dossier = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="The dossier under which accepted proposals were written as drafts.",
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who last wrote them.",
    )
    written_at = models.DateTimeField(
        null=True, blank=True, help_text="When they were last written."
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="intake_articles",
        null=True,
        blank=True,
        help_text="Who gave it; nobody for the command line.",
    )
    created_at = fields.created_at()

    class Meta:
        verbose_name = "article"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="intakearticle_sha256_is_hex",
                violation_error_message="A digest has 64 hexadecimal digits.",
            ),
            models.CheckConstraint(
                condition=Q(text="", text_deleted_at__isnull=False)
                | (~Q(text="") & Q(text_deleted_at=None)),
                name="intakearticle_text_until_deleted",
                violation_error_message="The text is there until it is deleted.",
            ),
            models.CheckConstraint(
                condition=~Q(dossier="") | Q(written_by=None, written_at=None),
                name="intakearticle_written_has_dossier",
                violation_error_message="What was written was written as a dossier.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.publisher} {self.published_on}".strip()

    def delete_text(self) -> None:
        """Delete the text for good; its digest and all judgements stay."""
        self.text, self.text_deleted_at = "", timezone.now()
        self.save(update_fields=["text", "text_deleted_at"])


class IntakeReading(models.Model):
    """One reading of an article: by what, from which data, and with what result."""

    article = models.ForeignKey(
        IntakeArticle, models.CASCADE, related_name="readings", help_text="Of which."
    )
    engine = models.CharField(
        max_length=64, help_text="SHA-256 of the code and word lists that read it."
    )
    data_version = models.BigIntegerField(
        help_text="Of the record, from which the known names came."
    )
    read_by = models.CharField(
        max_length=200, default="rules", help_text="Who read it: rules, a model."
    )
    ready = models.PositiveIntegerField(help_text="How many proposals were ready.")
    check_first = models.PositiveIntegerField(help_text="How many were to be checked.")
    unlikely = models.PositiveIntegerField(help_text="How many were unlikely.")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who had it read.",
    )
    created_at = fields.created_at()

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.article}: {self.ready + self.check_first + self.unlikely}"


class IntakeProposal(models.Model):
    """One record proposed of an article, and what became of it.

    Rejected ones are not proposed again. The draft and what the editor made of it are
    both kept, so that drafts can be measured against what was recorded.
    """

    Band, State = IntakeBand, IntakeState

    article = models.ForeignKey(
        IntakeArticle, models.CASCADE, related_name="proposals", help_text="Of which."
    )
    key = models.CharField(
        max_length=16, help_text="The same whenever the same text says the same."
    )
    section = models.CharField(
        max_length=20, help_text="Section of the dossier, such as releases."
    )
    slug = models.CharField(max_length=120, blank=True, help_text="Slug in the draft.")
    drafted = models.JSONField(help_text="Its fields as drafted.")
    passages = models.JSONField(
        help_text="Paragraph, range and digest of each passage."
    )
    alternatives = models.JSONField(
        default=list, blank=True, help_text="Other values, with their passages."
    )
    another_source_for = models.CharField(
        max_length=120, blank=True, help_text="The record that it seems to be."
    )
    band = models.CharField(max_length=8, choices=IntakeBand, help_text="How sure.")
    reason = models.TextField(blank=True, help_text="Why it is that sure.")
    read_by = models.CharField(
        max_length=200, default="rules", help_text="Who read it: rules, a model."
    )
    state = models.CharField(
        max_length=8,
        choices=IntakeState,
        default=IntakeState.OPEN,
        help_text="What the editor said.",
    )
    final = models.JSONField(
        null=True, blank=True, help_text="Its fields as the editor accepted them."
    )
    cites = ArrayField(
        models.CharField(max_length=40),
        blank=True,
        default=list,
        help_text="Passages that the editor cites instead of those as drafted.",
    )
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="intake_judgements",
        null=True,
        blank=True,
        help_text="Who said so; nobody for the command line.",
    )
    judged_at = models.DateTimeField(null=True, blank=True, help_text="When.")
    created_at = fields.created_at()

    class Meta:
        ordering = ["article", "id"]
        constraints = [
            fields.known("band", IntakeBand, name="intakeproposal_band_known"),
            fields.known("state", IntakeState, name="intakeproposal_state_known"),
            models.UniqueConstraint(
                fields=["article", "key"],
                name="intakeproposal_once",
                violation_error_message="This is proposed of the article already.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", judged_at=None)
                | (~Q(state="open") & Q(judged_at__isnull=False)),
                name="intakeproposal_judged_at_an_instant",
                violation_error_message="A judgement has an instant.",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", final__isnull=False)
                | (~Q(state="accepted") & Q(final__isnull=True)),
                name="intakeproposal_final_if_accepted",
                violation_error_message="What is accepted has its final fields.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.slug}".strip()
