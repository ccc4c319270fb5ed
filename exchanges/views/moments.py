"""Pages of single records, today or as of a moment."""

from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchanges import ledger
from exchanges.ledger_moments import Moment
from tracker import listing, pages
from tracker.footnotes import Notes
from tracker.published import KINDS

Json = dict[str, Any]
NOW = Moment()
DAYS_OFFERED = 6

RecordView = Callable[[HttpRequest, Json, Moment], HttpResponse]


def read(
    request: HttpRequest, others: Iterable[str] = (), *, has_history: bool = True
) -> tuple[Moment, dict[str, str]]:
    """Read the moment that a page is asked for, and its other single parameters.

    Raises:
        BadParameters: A parameter is unknown, given twice, or no day.
    """
    names = listing.MOMENTS if has_history else ()
    found = pages.single(dict(request.GET.lists()), [*others, *names])
    days = {n: listing.read_day(n, found[n]) for n in names if n in found}
    rest = {name: text for name, text in found.items() if name not in names}
    return Moment(**days), rest


def seen(document: Json, moment: Moment) -> Json | None:
    """Give a record as of a moment; None if it was not in the record then."""
    if moment == NOW:
        return document
    return ledger.at(document, known_by=moment.known_by, as_of=moment.as_of)


def all_seen(documents: Iterable[Json], moment: Moment) -> list[Json]:
    """Give the records that were there at a moment."""
    found = (seen(document, moment) for document in documents)
    return [document for document in found if document is not None]


def record_page(kind: str) -> Callable[[RecordView], pages.View]:
    """Make the page of one kind of record, which is given as of a moment."""

    def decorate(view: RecordView) -> pages.View:
        @pages.page
        @wraps(view)
        def answered(request: HttpRequest, slug: str) -> HttpResponse:
            has_history = KINDS[kind].at is not None
            moment, _ = read(request, has_history=has_history)
            whole = pages.document(kind, slug)
            document = seen(whole, moment)
            if document is None:
                context = {"record": whole, **looking_back(request, moment)}
                return render(
                    request,
                    "exchanges/not_then.html",
                    context,
                    status=HTTPStatus.NOT_FOUND,
                )
            return view(request, document, moment)

        return answered

    return decorate


def looking_back(
    request: HttpRequest, moment: Moment, notes: Notes | None = None
) -> Json:
    """Give what the form for another moment shows.

    Returns:
        ``moment`` as texts, and ``known_days``: the last days on which a source of the
        page appeared, each with the address that shows what was known then.
    """
    days: dict[str, Json] = {}
    for note in notes or ():
        published = note.source["published_on"]
        if published and published["latest"]:
            days.setdefault(published["latest"], published)
    shown = sorted(days)[:-1][-DAYS_OFFERED:]
    return {
        "moment": {
            "known_by": moment.known_by and moment.known_by.isoformat(),
            "as_of": moment.as_of and moment.as_of.isoformat(),
            "is_now": moment == NOW,
        },
        "known_days": [
            {"day": day, "address": f"?{urlencode({'known_by': day})}"} for day in shown
        ],
        "path": request.path,
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
