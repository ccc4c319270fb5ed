"""Pages of single records, today or as of a moment."""

from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchanges import ledger
from exchanges.charts import rulers
from exchanges.ledger_moments import Moment
from tracker import footnotes, listing, pages
from tracker.footnotes import Notes
from tracker.published import KINDS
from tracker.serializers import moment_query

Json = dict[str, Any]
NOW = Moment()

Days = frozenset[str]
RecordView = Callable[[HttpRequest, Json, Moment, Days], HttpResponse]


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
            at = KINDS[kind].at or ledger.at
            document = (
                whole if moment == NOW else at(whole, moment.known_by, moment.as_of)
            )
            if document is None:
                context = {"record": whole, **looking_back(request, moment)}
                return render(
                    request,
                    "exchanges/not_then.html",
                    context,
                    status=HTTPStatus.NOT_FOUND,
                )
            return view(request, document, moment, days_of(footnotes.number(whole)))

        return answered

    return decorate


def days_of(notes: Notes) -> Days:
    """Give the days, as ISO 8601 writes them, on which sources appeared."""
    published = (note.source["published_on"] for note in notes)
    return frozenset(when["latest"] for when in published if when and when["latest"])


def looking_back(
    request: HttpRequest, moment: Moment, days: Days = frozenset()
) -> Json:
    """Give what the form for another moment shows.

    Args:
        request: Its path is where the form leads.
        moment: The one looked at.
        days: On which sources of the page appeared, also those after the moment.

    Returns:
        ``moment`` as texts; ``ruler``: the days on which a source of the page
        appeared; ``kept``: the day looked at otherwise, which stays when another day of
        the ruler is chosen.
    """
    return {
        "moment": {
            "known_by": moment.known_by and moment.known_by.isoformat(),
            "as_of": moment.as_of and moment.as_of.isoformat(),
            "is_now": moment == NOW,
        },
        "ruler": rulers.ruler(days, moment.known_by),
        "kept": f"&as_of={moment.as_of.isoformat()}" if moment.as_of else "",
        "look_back": moment_query(moment.known_by, moment.as_of),
        "path": request.path,
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
