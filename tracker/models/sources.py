"""Published texts, and why we say what we say."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tracker import fields
from tracker.history import tracked

from .parties import Party
from .published import Published, PublishedQuerySet

SOURCE_FLAGS = (
    "state_media",
    "copy",
    "machine_translated",
    "affiliated",
    "censored",
)


class SourceKind(models.TextChoices):
    """What sort of text it is."""

    ARTICLE = "article", "article"
    AGENCY = "agency", "agency report"
    STATEMENT = "statement", "official statement"
    NOTICE = "notice", "official notice or legal act"
    LIST = "list", "published list"
    COURT = "court", "court document"
    REPORT = "report", "report"
    BROADCAST = "broadcast", "broadcast or video"
    POST = "post", "post on a social network"
    REFERENCE = "reference", "reference work or aggregator"


@tracked
class Source(Published):
    """One published text. Never its words: an address, digests and locators."""

    Kind = SourceKind

    kind = models.CharField(
        max_length=12, choices=Kind, default=Kind.ARTICLE, help_text="What text it is."
    )
    publisher = models.CharField(max_length=200, help_text="Who published it.")
    title = models.CharField(max_length=500, help_text="The title as printed.")
    authors = ArrayField(
        models.CharField(max_length=200),
        blank=True,
        default=list,
        help_text="Who signed it, in the order printed.",
    )
    published_on = fields.EdtfField(help_text="When it was published (EDTF).")
    published_on_earliest = fields.earliest("published_on")
    published_on_latest = fields.latest("published_on")
    language = models.CharField(
        max_length=12, blank=True, default="", help_text="ISO 639 code of its language."
    )
    url = models.URLField(
        max_length=1000, blank=True, default="", help_text="Where it was read."
    )
    archive_url = models.URLField(
        max_length=1000, blank=True, default="", help_text="An archived copy."
    )
    read_on = models.DateField(
        null=True, blank=True, help_text="The day an editor read it."
    )
    sha256 = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of the text as read, in hexadecimal.",
    )
    paragraphs = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="Which count of paragraphs its locators use.",
    )
    derived_from = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="copies",
        null=True,
        blank=True,
        help_text="The text that this one rewrites or copies: not a second witness.",
    )
    flags = ArrayField(
        models.CharField(max_length=20),
        blank=True,
        default=list,
        help_text="state_media, copy, machine_translated, affiliated, censored.",
    )

    objects = PublishedQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["slug"]
        constraints = [
            *Published.Meta.constraints,
            fields.known("kind", SourceKind, name="source_kind_known"),
            models.CheckConstraint(
                condition=Q(flags__contained_by=list(SOURCE_FLAGS)),
                name="source_flags_known",
                violation_error_message=f"Flags are {', '.join(SOURCE_FLAGS)}.",
            ),
            models.CheckConstraint(
                condition=Q(sha256="") | Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="source_sha256_is_hex",
                violation_error_message="Write 64 hexadecimal digits.",
            ),
            models.CheckConstraint(
                condition=~Q(derived_from=models.F("id")) | Q(derived_from=None),
                name="source_not_from_itself",
                violation_error_message="A source cannot be derived from itself.",
            ),
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="source_url_unique",
                violation_error_message="This address is already recorded as a source.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class Stance(models.TextChoices):
    """What a speaker or source does with the statement cited."""

    SUPPORTS = "supports", "supports"
    DISPUTES = "disputes", "disputes"
    NO_COMMENT = "no_comment", "no comment"


class Confidence(models.TextChoices):
    """How surely the passage carries the fact, as the editor judges."""

    HIGH = "high", "high"
    MEDIUM = "medium", "medium"
    LOW = "low", "low"


class Citation(models.Model):
    """Why we say so: one passage of one source about one record.

    With ``field`` and ``value`` it is a claim that says something else than the record.
    ``field`` alone names the part of the record (such as ``steps.2``) it is about.
    """

    source = models.ForeignKey(
        Source, models.PROTECT, related_name="%(class)ss", help_text="Where it says so."
    )
    locator = models.CharField(
        max_length=80,
        blank=True,
        default="",
        help_text="Paragraph number, with a range of code points after a colon.",
    )
    digest = models.CharField(
        max_length=16,
        blank=True,
        default="",
        help_text="First 16 hexadecimal digits of the passage's SHA-256. Empty when"
        " nobody holds the text.",
    )
    stance = models.CharField(
        max_length=10,
        choices=Stance,
        default=Stance.SUPPORTS,
        help_text="What the speaker does with the statement.",
    )
    speaker = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who says so in the source. Empty: the source in its own voice.",
    )
    speaker_words = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="How the source names a speaker who is no party of this record.",
    )
    speaking_for = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="The party whose word it is, when a person speaks for it.",
    )
    said_on = fields.EdtfField(help_text="When the speaker said so (EDTF).")
    said_on_earliest = fields.earliest("said_on")
    said_on_latest = fields.latest("said_on")
    confidence = models.CharField(
        max_length=6,
        choices=Confidence,
        blank=True,
        default="",
        help_text="How surely the passage carries the fact.",
    )
    field = models.CharField(
        max_length=160,
        blank=True,
        default="",
        help_text="The field or part of the record that the passage is about.",
    )
    value = models.CharField(
        max_length=400,
        blank=True,
        default="",
        help_text="What the source says instead of the record's value.",
    )
    superseded_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text="The later citation that replaces this claim, which stays.",
    )
    note = models.CharField(
        max_length=400, blank=True, default="", help_text="An editor's remark. Public."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order among the record's citations."
    )

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        constraints = [
            fields.known("stance", Stance, name="%(class)s_stance_known"),
            fields.known_or_empty(
                "confidence", Confidence, name="%(class)s_confidence_known"
            ),
            models.CheckConstraint(
                condition=Q(digest="") | Q(digest__regex=r"^[0-9a-f]{16}$"),
                name="%(class)s_digest_is_hex",
                violation_error_message="Write 16 hexadecimal digits.",
            ),
            models.CheckConstraint(
                condition=Q(speaker=None) | Q(speaker_words=""),
                name="%(class)s_one_speaker",
                violation_error_message="Name the speaker or describe them, not both.",
            ),
            models.CheckConstraint(
                condition=Q(value="") | ~Q(field=""),
                name="%(class)s_value_has_field",
                violation_error_message="Say which field the value is for.",
            ),
            models.UniqueConstraint(
                fields=[
                    "subject",
                    "source",
                    "locator",
                    "field",
                    "value",
                    "stance",
                    "speaker",
                    "speaker_words",
                ],
                name="%(class)s_once",
                nulls_distinct=False,
                violation_error_message="This passage is already cited for this.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.locator}"
