"""Sources."""

from django.contrib import admin

from tracker.models import Source

from .distinct import Distinct
from .merging import Merging
from .records import PUBLICATION, Record, day_of


@admin.register(Source)
class SourceAdmin(Merging, Record):
    """Published texts; never their words."""

    form = Distinct
    list_display = ("title", "publisher", "published", "kind", "language", "state")
    list_filter = ("state", "kind", "language")
    search_fields = ("slug", "title", "publisher", "url")
    autocomplete_fields = ("derived_from",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "slug",
                    ("publisher", "kind"),
                    "title",
                    "authors",
                    ("published_on", "language"),
                    "url",
                    "archive_url",
                ),
            },
        ),
        ("As read", {"fields": (("read_on", "paragraphs"), "sha256")}),
        ("Standing", {"fields": ("derived_from", "flags")}),
        PUBLICATION,
    )

    @admin.display(description="published", ordering="published_on_latest")
    def published(self, source: Source) -> str:
        """Say when it was published."""
        return day_of(source.published_on)
