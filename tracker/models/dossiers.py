"""What has been loaded from dossiers."""

from django.db import models
from django.db.models import Q


class Dossier(models.Model):
    """One dossier file that has been loaded. Its records are rows of their own."""

    slug = models.SlugField(
        max_length=120, unique=True, help_text="The dossier's name, as its file says."
    )
    digest = models.CharField(
        max_length=64, help_text="SHA-256 of the file as last loaded, in hexadecimal."
    )
    code = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of the code that read it; newer code may read more of it.",
    )
    path = models.TextField(
        blank=True,
        default="",
        help_text="Where the file was when last loaded, from the checkout if in there.",
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
