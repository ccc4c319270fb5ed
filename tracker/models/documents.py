"""The published side: one ready document per public record."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class DocumentColumns(models.Model):
    """What a document has, for editors' table and public view alike."""

    kind = models.CharField(max_length=20, help_text="Kind of record.")
    slug = models.CharField(max_length=120, help_text="The record's slug or code.")
    name = models.CharField(max_length=500, help_text="What the record is called.")
    body = models.BinaryField(help_text="The document as UTF-8 JSON.")
    earliest = models.DateField(null=True, help_text="First day the record allows.")
    latest = models.DateField(null=True, help_text="Last day the record allows.")
    sort_on = models.DateField(help_text="Day that lists are ordered by.")
    facets = ArrayField(models.TextField(), help_text="name:value pairs to filter by.")
    search = SearchVectorField(help_text="Words of names and titles.")
    version = models.BigIntegerField(help_text="Data version that rendered it.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class Document(DocumentColumns):
    """The rendered document of one published record. Written by ``published`` only."""

    record_id = models.CharField(max_length=20, help_text="Primary key of the record.")
    inputs = ArrayField(
        models.TextField(),
        help_text="table:key of every row the document was rendered from.",
    )

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="document_once"),
            models.UniqueConstraint(
                fields=["kind", "record_id"], name="document_record_once"
            ),
        ]
        indexes = [
            GinIndex(fields=["inputs"], name="document_inputs"),
            GinIndex(fields=["facets"], name="document_facets"),
            GinIndex(fields=["search"], name="document_search"),
            models.Index(fields=["kind", "-sort_on", "slug"], name="document_order"),
        ]


class PublishedDocument(DocumentColumns):
    """What the public role sees: documents without a mark. A view."""

    class Meta:
        managed = False
        db_table = "published_document"
        ordering = ["kind", "slug"]


class Mark(models.Model):
    """A record whose document no longer shows what the tables say."""

    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record_id"], name="mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}"


class DataVersion(models.Model):
    """The number of the last writing transaction. One row; its lock orders writers."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField()
    code = models.CharField(
        max_length=64,
        default="",
        help_text="SHA-256 of the code that all documents were last rendered by.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="dataversion_one_row")
        ]

    def __str__(self) -> str:
        return str(self.number)
