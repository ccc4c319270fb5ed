"""Former addresses of records that were renamed or merged."""

from .models import PublishedFormerSlug


class Moved(Exception):
    """A record is not here any more but under another slug."""

    def __init__(self, slug: str) -> None:
        """Keep the slug of today."""
        super().__init__(slug)
        self.slug = slug


def slug_now(kind: str, slug: str) -> str | None:
    """Give the slug of today for a former one; None if it is none. One query."""
    rows = PublishedFormerSlug.objects.using("public").filter(kind=kind, slug=slug)
    return rows.values_list("record_slug", flat=True).first()
