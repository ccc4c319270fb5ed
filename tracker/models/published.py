"""What every public record has: a slug, a state, an editor's note."""

from typing import Self

from django.db import models

from tracker import fields


class State(models.TextChoices):
    """How far a record is on its way to the public."""

    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


# To change what is one's own needs "change", what others have entered "revise" too.
PERMISSIONS = ("add", "change", "delete", "view", "publish", "revise")


class PublishedQuerySet(models.QuerySet["Published"]):
    """Questions that every kind of public record answers."""

    def published(self) -> Self:
        """Keep the records that the public may see."""
        return self.filter(state=State.PUBLISHED)

    def get_by_natural_key(self, slug: str) -> "Published":
        """Find one record by its slug, as fixtures do."""
        return self.get(slug=slug)


class Published(models.Model):
    """A record with a page of its own, once it is published."""

    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The record's name in addresses. It carries no claim and stays.",
    )
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text="Only published records are public.",
    )
    note = models.TextField(
        blank=True,
        default="",
        help_text="What an editor adds, in the project's own words. Public.",
    )
    created_at = fields.created_at()

    class Meta:
        abstract = True
        default_permissions = PERMISSIONS
        constraints = [
            fields.known("state", State, name="%(class)s_state_known"),
        ]

    def __str__(self) -> str:
        return self.slug

    def natural_key(self) -> tuple[str]:
        """Identify the record in fixtures."""
        return (self.slug,)
