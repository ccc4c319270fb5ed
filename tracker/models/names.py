"""Names by which records and list entries are found in any spelling."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .documents import Document


class IndexedName(models.Model):
    """One spelling as the name index holds it. Written by ``name_index`` only.

    A trigger writes a row of ``tracker_namekey`` for each of its keys, and deletes them
    with it. A spelling from a published document goes when the document goes.
    """

    part = models.CharField(
        max_length=60,
        help_text="Which part of the index: record:person and so on are public, list:"
        " and what follows are entries of lists, desk: is for editors.",
    )
    record_id = models.CharField(
        max_length=20, help_text="Primary key of the record or list entry."
    )
    document = models.ForeignKey(
        Document,
        models.DO_NOTHING,  # PostgreSQL deletes the row with the document
        related_name="+",
        null=True,
        db_constraint=False,
        help_text="The published document that shows it; empty for other parts.",
    )
    text = models.TextField(help_text="The name as written.")
    tokens = ArrayField(models.TextField(), help_text="Its words as compared.")
    keys = ArrayField(models.TextField(), help_text="What it is looked up by.")

    class Meta:
        ordering = ["part", "record_id", "id"]
        indexes = [
            models.Index(fields=["part", "record_id"], name="indexedname_record")
        ]

    def __str__(self) -> str:
        return self.text
