"""The public history of the public record, and what the public sees of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tracker import fields


class PublicChangeKind(models.TextChoices):
    """What happened to a public record."""

    ADDED = "added", "added"
    CHANGED = "changed", "changed"
    RENAMED = "renamed", "renamed"
    MERGED = "merged", "merged into another"
    WITHDRAWN = "withdrawn", "withdrawn"


class PublicChange(models.Model):
    """One change of one record that the public could see. Written by ``published``.

    It says which parts changed, never what they were: a name that is withheld later
    must not stay here.
    """

    Kind = PublicChangeKind

    version = models.BigIntegerField(help_text="Data version that brought it.")
    changed_at = models.DateTimeField(help_text="When it was published (UTC).")
    kind = models.CharField(max_length=20, help_text="Kind of record.")
    record_id = models.CharField(max_length=20, help_text="Primary key of the record.")
    slug = models.CharField(
        max_length=120,
        blank=True,
        help_text="The record's slug or code then; empty when it must not be shown.",
    )
    change = models.CharField(
        max_length=10, choices=PublicChangeKind, help_text="What happened."
    )
    fields = ArrayField(
        models.TextField(), help_text="Fields of the document that changed."
    )
    into_id = models.CharField(
        max_length=20, blank=True, help_text="Primary key of what it was merged into."
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            fields.known("change", PublicChangeKind, name="publicchange_change_known"),
            models.CheckConstraint(
                condition=models.Q(change="merged") | models.Q(into_id=""),
                name="publicchange_into_when_merged",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "slug"], name="publicchange_record"),
            models.Index(fields=["kind", "record_id"], name="publicchange_row"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}: {self.change}"


class PublishedChange(models.Model):
    """What the public role sees of changes, with the record as it is now. A view."""

    version = models.BigIntegerField()
    changed_at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    change = models.CharField(max_length=10)
    fields = ArrayField(models.TextField())
    record_slug = models.CharField(max_length=120, null=True)  # noqa: DJ001  # a join
    record_name = models.CharField(max_length=500, null=True)  # noqa: DJ001  # a join

    class Meta:
        managed = False
        db_table = "published_change"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}: {self.change}"


class PublishedFormerSlug(models.Model):
    """What the public role sees of former slugs, with the slug of today. A view."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    record_slug = models.CharField(max_length=120)

    class Meta:
        managed = False
        db_table = "published_formerslug"

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
