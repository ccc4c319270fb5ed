"""What is kept from the public for a time or for good, and who looked at it."""

from django.conf import settings
from django.db import models

from tracker import fields
from tracker.history import tracked


@tracked
class Embargo(models.Model):
    """A record that is not public before a day, whatever its state says."""

    record_table = models.CharField(
        max_length=60, help_text="The record's table, such as exchanges_release."
    )
    record_key = models.CharField(max_length=20, help_text="The record's primary key.")
    until = models.DateField(help_text="The first day (UTC) on which it may be public.")
    reason = models.CharField(max_length=300, help_text="Why. Never public.")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text="Who set it.",
    )
    created_at = fields.created_at()

    class Meta:
        ordering = ["until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_table", "record_key"],
                name="embargo_once",
                violation_error_message="The record is under an embargo already.",
            )
        ]

    def __str__(self) -> str:
        return f"until {self.until}"


@tracked
class WithheldField(models.Model):
    """A field whose value is shown nowhere public, as if nobody had recorded it."""

    record_table = models.CharField(
        max_length=60, help_text="The row's table, such as exchanges_detention."
    )
    record_key = models.CharField(max_length=20, help_text="The row's primary key.")
    field = models.CharField(max_length=60, help_text="The field.")
    reason = models.CharField(max_length=300, help_text="Why. Never public.")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text="Who withheld it.",
    )
    created_at = fields.created_at()

    class Meta:
        ordering = ["record_table", "record_key", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_table", "record_key", "field"],
                name="withheldfield_once",
                violation_error_message="The field is withheld already.",
            )
        ]

    def __str__(self) -> str:
        return self.field


class Viewing(models.Model):
    """One look of one person at a restricted record. For administrators only."""

    record_label = models.CharField(
        max_length=60, help_text="The record's model, such as tracker.person."
    )
    record_key = models.CharField(max_length=20, help_text="The record's primary key.")
    page = models.CharField(max_length=20, help_text="Which page: form or history.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        help_text="Who looked.",
    )
    seen_at = fields.created_at()

    class Meta:
        ordering = ["-seen_at", "-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["record_label", "record_key"], name="viewing_record")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.record_label} {self.record_key}"
