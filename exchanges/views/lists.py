"""Lists of records with the API's own filters, and how many have each value."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchanges import api, labels, summaries
from sanctions import api as sanctions_api
from tracker import api as tracker_api
from tracker import facets, listing, pages
from tracker.api import DocumentViewSet
from tracker.exports.views import UNPAGED
from tracker.listing import Cursor, Question
from tracker.published import KINDS

Json = dict[str, Any]
PER_PAGE = "25"
VALUES_SHOWN = 8
PARTY_FACETS = frozenset(
    {"captor", "receiver", "party", "giver", "principal", "mediator", "beneficiary"}
)


@dataclass(frozen=True, slots=True)
class List:
    """One list as a page.

    Attributes:
        viewset: The API's list of the same records, with its filters.
        shown: Facets shown with counts: name of the filter, heading, and name of the
            labels of its values ("" if they are codes of parties or countries).
    """

    segment: str
    title: str
    lead: str
    viewset: type[DocumentViewSet]
    shown: tuple[tuple[str, str, str], ...] = ()


CAPTOR = ("captor", "Let go by", "")
NATIONALITY = ("nationality", "Nationality", "")
LISTS = (
    List(
        "releases",
        "Releases",
        "Each is one occasion on which one captor let people go.",
        api.ReleaseViewSet,
        (
            ("answer", "What was given", "answer"),
            CAPTOR,
            ("receiver", "Received by or for", ""),
            ("kind", "Kind of thing given", "kind"),
            ("basis", "How it is tied", "basis"),
            ("destination", "Where people went", "destination"),
            NATIONALITY,
        ),
    ),
    List(
        "trades",
        "Trades",
        "Each is one bargain, kept or not.",
        api.TradeViewSet,
        (
            ("status", "What became of it", "trade_status"),
            ("principal", "Principal", ""),
            ("mediator", "Mediator", ""),
        ),
    ),
    List(
        "concessions",
        "Things promised or given",
        "Each has dated steps. A promise is not a delivery, and what was given and"
        " later taken back was still given.",
        api.ConcessionViewSet,
        (
            ("kind", "Kind", "kind"),
            ("status", "Last step", "step"),
            ("giver", "Given by", ""),
            ("receiver", "Received by", ""),
        ),
    ),
    List(
        "people",
        "People",
        "Those held or freed whom a source names, and others it sets apart. Names that"
        " their bearers want withheld are not here.",
        api.DetaineeViewSet,
        (
            CAPTOR,
            NATIONALITY,
            ("outcome", "At the handover", "outcome"),
            ("recognition", "Called", "recognition"),
        ),
    ),
    List(
        "countries",
        "Countries",
        "The countries of ISO 3166-1.",
        tracker_api.CountryViewSet,
    ),
    List(
        "parties",
        "Parties",
        "Whoever can hold, give, get, mediate or speak: states, armed groups, blocs,"
        " organisations, companies, people.",
        tracker_api.PartyViewSet,
        (("kind", "Kind", "party_kind"),),
    ),
    List(
        "entities",
        "Sanctioned entities",
        "Those that some authority sanctions or has sanctioned, as far as a bargain"
        " touches them.",
        sanctions_api.EntityViewSet,
        (("kind", "Kind", "entity_kind"), ("programme", "Programme", "")),
    ),
    List(
        "actions",
        "Sanctions acts",
        "“Lifted” is not a legal status: each entry says which act it was, as far as a"
        " source tells.",
        sanctions_api.ActionViewSet,
        (("kind", "Kind", "act"), ("authority", "Authority", "")),
    ),
    List(
        "contacts",
        "Contacts",
        "Meetings, calls, visits and letters.",
        api.ContactViewSet,
        (
            ("kind", "Kind", "contact_kind"),
            ("status", "Held or not", "contact_status"),
            ("party", "Party", ""),
        ),
    ),
    List(
        "sources",
        "Sources",
        "The published texts that the record rests on. Rewrites of one agency story are"
        " one source.",
        tracker_api.SourceViewSet,
        (
            ("kind", "Kind", "source_kind"),
            ("publisher", "Publisher", ""),
            ("language", "Language", ""),
            ("flag", "To know", "flag"),
        ),
    ),
    List(
        "tallies",
        "Tallies",
        "Totals that somebody claims. None is added to anything.",
        api.TallyViewSet,
        (("measure", "Measure", "measure"), CAPTOR),
    ),
)


def list_page(entry: List) -> Callable[..., HttpResponse]:
    """Make the page of one list."""

    @pages.page
    def answered(request: HttpRequest) -> HttpResponse:
        kind = KINDS[entry.viewset.kind_name]
        asked = {
            name: [value for value in values if value]  # a form sends empty fields
            for name, values in request.GET.lists()
            if any(values)
        }
        question = listing.read(
            kind, entry.viewset.filters, {"limit": [PER_PAGE], **asked}
        )
        question = listing.narrowed(question, entry.viewset.fixed)
        found = listing.page(kind, question)
        documents = [json.loads(bytes(row.body)) for row in found.rows]
        is_release = kind.name == "release"
        context = {
            "entry": entry,
            "kind": kind.name,
            "row": f"exchanges/_row_{kind.name}.html",
            "documents": [
                summaries.summary(document) if is_release else document
                for document in documents
            ],
            "chosen": _chosen(entry, asked),
            "facets": _facets(entry, asked, question),
            "next": _link(asked, found.next),
            "previous": _link(asked, found.previous),
            "json": f"/{entry.segment}.json{_query({**_fixed(entry), **asked})}",
            "file": f"/{entry.segment}",
            "kept_query": _query(
                {
                    name: values
                    for name, values in {**_fixed(entry), **asked}.items()
                    if name not in UNPAGED
                }
            ),
            "asked": {name: values[0] for name, values in asked.items()},
            "kept": [
                (name, value)
                for name, values in asked.items()
                for value in values
                if name not in ("q", "from", "to", "cursor", *listing.MOMENTS)
            ],
            "is_dated": kind.day is not None,
            "has_history": kind.at is not None,
            "is_narrowed": any(name != "cursor" for name in asked),
        }
        return render(request, "exchanges/list.html", context)

    return answered


def _fixed(entry: List) -> dict[str, list[str]]:
    return {name: list(values) for name, values in entry.viewset.fixed}


def _query(asked: dict[str, list[str]]) -> str:
    return f"?{urlencode(asked, doseq=True)}" if asked else ""


def _link(asked: dict[str, list[str]], cursor: Cursor | None) -> str | None:
    return _query({**asked, "cursor": [cursor.encode()]}) if cursor else None


def _without(asked: dict[str, list[str]], name: str, value: str) -> str:
    left = {
        n: [v for v in values if (n, v) != (name, value)]
        for n, values in asked.items()
        if n != "cursor"
    }
    return _query({n: values for n, values in left.items() if values}) or "?"


def _chosen(entry: List, asked: dict[str, list[str]]) -> list[Json]:
    headings = {name: heading for name, heading, _ in entry.shown}
    chosen = [
        (name, value)
        for name, values in asked.items()
        if name not in ("cursor", "limit")
        for value in values
    ]
    named = {name: _value_labels(entry, name, values) for name, values in asked.items()}
    return [
        {
            "name": headings.get(name, name.replace("_", " ")),
            "value": named[name].get(value, value),
            "address": _without(asked, name, value),
        }
        for name, value in chosen
    ]


def _facets(entry: List, asked: dict[str, list[str]], question: Question) -> list[Json]:
    if question.known_by or question.as_of or not entry.shown:
        return []  # what is counted is today's record
    kind = KINDS[entry.viewset.kind_name]
    found = facets.counts(kind, question, [name for name, _, _ in entry.shown])
    return [
        {
            "heading": heading,
            "values": _values(entry, name, found[name][:VALUES_SHOWN], asked),
            "more": max(len(found[name]) - VALUES_SHOWN, 0),
        }
        for name, heading, _ in entry.shown
        if found[name]
    ]


def _values(
    entry: List,
    name: str,
    counted: list[tuple[str, int]],
    asked: dict[str, list[str]],
) -> list[Json]:
    named = _value_labels(entry, name, [value for value, _ in counted])
    rest = {n: values for n, values in asked.items() if n != "cursor"}
    return [
        {
            "label": named.get(value, value),
            "number": number,
            "address": _query({**rest, name: [value]}),
            "is_chosen": value in asked.get(name, ()),
        }
        for value, number in counted
    ]


def _value_labels(entry: List, name: str, values: list[str]) -> dict[str, str]:
    words = next((labelled for n, _, labelled in entry.shown if n == name), "")
    if words:
        return {value: labels.label(value, words) for value in values}
    if name in PARTY_FACETS:
        return pages.names("party", values)
    return pages.names("country", values) if name == "nationality" else {}
