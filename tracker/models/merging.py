"""Two records of one thing: which were made one, and which are not the same."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker import fields


class FormerSlug(models.Model):
    """A slug that a record no longer has: its address leads to the record for good.

    Not for a person whose name is withheld: there the old address is like any unknown
    one, so whoever reads this table looks at the record first.
    """

    kind = models.CharField(max_length=20, help_text="Kind of record, as person.")
    slug = models.CharField(max_length=120, help_text="The slug or code it had.")
    record_key = models.CharField(
        max_length=20, help_text="Primary key of the record it belongs to now."
    )
    created_at = fields.created_at()

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="formerslug_once",
                violation_error_message="This slug leads somewhere already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class Merge(models.Model):
    """Two records that were made one, with all that is needed to undo it exactly."""

    record_label = models.CharField(max_length=60, help_text="The records' model.")
    kept_key = models.CharField(max_length=20, help_text="Primary key of the one kept.")
    gone_key = models.CharField(
        max_length=20, help_text="Primary key of the one merged into it."
    )
    kept_name = models.CharField(
        max_length=300, help_text="What the one kept is called."
    )
    gone_name = models.CharField(max_length=300, help_text="What the other was called.")
    pieces = models.JSONField(
        help_text="For each pair of rows made one: states before and after, rows that"
        " pointed to the one gone, slugs that led to it."
    )
    reason = models.TextField(
        blank=True, default="", help_text="Why they are the same."
    )
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text="Who merged them.",
    )
    created_at = fields.created_at()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text="Who made them two again, if anybody did.",
    )
    undone_at = models.DateTimeField(null=True, blank=True, help_text="When (UTC).")

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_by=None, undone_at=None)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="merge_undone_by_someone",
                violation_error_message="An undoing has a person and an instant.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} into {self.kept_name}"


class NotTheSame(models.Model):
    """Two records of which an editor said that they are not of the same thing."""

    record_label = models.CharField(max_length=60, help_text="The records' model.")
    first_key = models.CharField(max_length=20, help_text="Primary key of the one.")
    second_key = models.CharField(max_length=20, help_text="… and of the other.")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text="Who said so.",
    )
    created_at = fields.created_at()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name_plural = "not the same"
        constraints = [
            models.UniqueConstraint(
                fields=["record_label", "first_key", "second_key"],
                name="notthesame_once",
                violation_error_message="That has been said already.",
            ),
            models.CheckConstraint(
                condition=Q(first_key__lt=models.F("second_key")),
                name="notthesame_in_order",
                violation_error_message="The lower key comes first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_key} is not {self.second_key}"
