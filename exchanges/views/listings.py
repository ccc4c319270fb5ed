"""The page of one entry of a published list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sanctions import listings
from sanctions.importers import LISTS
from tracker import pages


@pages.page
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one entry as its latest edition does, and when it was listed."""
    pages.single(dict(request.GET.lists()), ())
    entry = listings.entry(slug)
    if entry is None:
        raise Http404(f"There is no listing {slug}.")
    known = LISTS.get(entry["list"])
    context = {"entry": entry, "list_title": known.title if known else entry["list"]}
    return render(request, "exchanges/listing.html", context)
