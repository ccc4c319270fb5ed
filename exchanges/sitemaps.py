"""Addresses of all public pages, for search engines."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from tracker.models import PublishedDocument

from .urls import NAMES
from .views.lists import LISTS

FIXED = (
    *("home", "ledger", "discrepancies", "reconciliation", "revolving-door", "price"),
    *("explore", "timeline", "map", "flow", "methodology", "api", "data"),
    *("data-dictionary", "changelog", "report-an-error"),
)


class Pages(Sitemap):  # type: ignore[type-arg]  # generic in the stubs alone
    """The pages that are not a record's."""

    def items(self) -> list[str]:
        """Give names of addresses."""
        return [*FIXED, *(entry.segment for entry in LISTS)]

    def location(self, item: str) -> str:
        """Give the path of a page."""
        return reverse(f"pages:{item}")


class Records(Sitemap):  # type: ignore[type-arg]  # as above
    """The page of each public record, 50,000 to a file as sitemaps.org asks."""

    def items(self) -> "QuerySet[PublishedDocument]":
        """Give the documents that have a page, in the order of their addresses."""
        found = PublishedDocument.objects.using("public").filter(
            kind__in=NAMES.values()
        )
        return found.only("kind", "slug").order_by("kind", "slug")

    def location(self, item: PublishedDocument) -> str:
        """Give the path of a record's page."""
        return reverse(f"pages:{item.kind}", kwargs={"slug": item.slug})


SITEMAPS = {"pages": Pages, "records": Records}
