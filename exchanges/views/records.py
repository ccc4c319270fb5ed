"""Pages of releases, trades, concessions, people, contacts and tallies."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchanges import balance, claims, gaps, ledger, summaries
from exchanges.charts.strips import strip
from exchanges.ledger_claims import support
from exchanges.ledger_moments import Moment
from exchanges.recurrence import rearrests
from tracker import footnotes, pages

from . import moments
from .moments import Days

Json = dict[str, Any]

LISTS = (
    *("exclusive", "shared", "counter_releases", "package", "contested", "alongside"),
)
RELEASE_FIELDS = (
    *("people", "remains", "released_on", "captor", "received_by", "on_behalf_of"),
    *("place", "crossing", "destination", "legal_form", "fulfils", "consideration"),
)
CONCESSION_FIELDS = (
    *("kind", "giver", "receivers", "beneficiaries", "holders", "performer", "payer"),
    *("amount", "conditions"),
)
RELATED = 30  # records of a kind that a page names before it leads on to the list


def supports(document: Json, fields: Iterable[str]) -> dict[str, list[Json]]:
    """Give, for each field, the citations that its value rests on."""
    cited = [c for c in document["citations"] if not c["superseded"]]
    general = [c for c in cited if not c["field"] and c["stance"] == "supports"]
    special = {citation["field"] for citation in cited}
    return {
        field: support(document, field, cited) if field in special else general
        for field in fields
    }


def acts_today(concessions: Iterable[Json], moment: Moment) -> dict[str, Json]:
    """Fetch what became of the sanctions acts in concessions, by slug.

    Nothing while looking back, when it would be another day's. At most one query.
    """
    slugs = {
        act["slug"]
        for concession in concessions
        for step in concession["steps"]
        for act in step["actions"]
    }
    if not slugs or moment != moments.NOW:
        return {}
    found = pages.by_slug("action", slugs)
    return {document["slug"]: document for document in found}


def conflicts(
    documents: Iterable[Json], *, with_denials: bool = False
) -> list[list[Json]]:
    """Give the conflicts of each document in words; at most one query."""
    found = [
        [
            *ledger.conflicts(document),
            *(ledger.denials(document) if with_denials else ()),
        ]
        for document in documents
    ]
    codes = [code for entries in found for code in claims.codes(entries)]
    names = pages.names("party", codes) if codes else {}
    return [claims.worded(entries, names) for entries in found]


@moments.record_page("release")
def release(
    request: HttpRequest, document: Json, moment: Moment, days: Days
) -> HttpResponse:
    """Show who was freed, what was given, and how we know."""
    given = document["in_exchange"]
    cited = supports(document, RELEASE_FIELDS)
    parts = ("recognitions", "cohorts", "freed", "conflicts", "citations")
    notes = footnotes.number(
        list(cited.values()), given, *(document[part] for part in parts)
    )
    context = {
        "release": document,
        "conflicts": conflicts([document])[0],
        "cited": cited,
        "notes": notes,
        "acts": acts_today(_concessions(given), moment),
        "groups": [(name, _with_strips(given[name], document)) for name in LISTS],
        "gaps": gaps.gaps(document),
        "people_of": _people(document),
        "has_withheld": any(f["person"]["is_name_withheld"] for f in document["freed"]),
        **moments.looking_back(request, moment, days),
    }
    return render(request, "exchanges/release.html", context)


def _concessions(given: Json) -> list[Json]:
    items = [item for name in LISTS for item in given[name]]
    return [item["concession"] for item in items if item["concession"]]


def _with_strips(items: list[Json], release: Json) -> list[Json]:
    return [
        {
            **item,
            "strip": item["concession"]
            and strip(item["concession"]["steps"], [release, *item["shared_with"]]),
        }
        for item in items
    ]


def _people(release: Json) -> list[tuple[str, list[Json]]]:
    """Group cohorts by breakdown, which are never added to one another."""
    groups: dict[str, list[Json]] = {}
    for cohort in release["cohorts"]:
        groups.setdefault(cohort["breakdown"], []).append(cohort)
    return list(groups.items())


@moments.record_page("trade")
def trade(
    request: HttpRequest, document: Json, moment: Moment, days: Days
) -> HttpResponse:
    """Show one bargain: its parties, what each side gave, whom each let go."""
    notes = footnotes.number(
        *(document[key] for key in ("citations", "releases", "concessions", "actions"))
    )
    columns: dict[str, list[Json]] = {name: [] for name in balance.COLUMNS}
    for concession in document["concessions"]:
        columns[balance.column(concession)].append(
            {**concession, "strip": strip(concession["steps"], ())}
        )
    roles: dict[str, list[Json]] = {}
    for entry in document["parties"]:
        roles.setdefault(entry["role"], []).append(entry)
    context = {
        "trade": document,
        "acts": acts_today(document["concessions"], moment),
        "conflicts": conflicts([document])[0],
        "notes": notes,
        "columns": [(name, entries) for name, entries in columns.items() if entries],
        "roles": list(roles.items()),
        "pair": ",".join(
            entry["party"]["code"]
            for entry in roles.get("principal", [])[:2]
            if len(roles["principal"]) == 2
        ),
        **moments.looking_back(request, moment, days),
    }
    return render(request, "exchanges/trade.html", context)


@moments.record_page("concession")
def concession(
    request: HttpRequest, document: Json, moment: Moment, days: Days
) -> HttpResponse:
    """Show one thing promised or given, step by step, and what it was for."""
    cited = supports(document, CONCESSION_FIELDS)
    notes = footnotes.number(
        list(cited.values()),
        *(document[key] for key in ("steps", "linkages", "conflicts", "citations")),
    )
    releases = [entry["release"] for entry in document["linkages"]]
    context = {
        "concession": document,
        "acts": acts_today([document], moment),
        "conflicts": conflicts([document])[0],
        "cited": cited,
        "notes": notes,
        "strip": strip(document["steps"], releases),
        "column": balance.column(document),
        **moments.looking_back(request, moment, days),
    }
    return render(request, "exchanges/concession.html", context)


@moments.record_page("person")
def person(
    request: HttpRequest, document: Json, moment: Moment, days: Days
) -> HttpResponse:
    """Show one human being: custody, what they were called, releases, spellings."""
    parts = ("detentions", "recognitions", "releases", "conflicts", "citations")
    notes = footnotes.number(*(document[part] for part in parts))
    context = {
        "person": document,
        "conflicts": conflicts([document])[0],
        "notes": notes,
        "name_citations": [
            c for c in document["citations"] if not c["field"].startswith("recogn")
        ],
        "rearrests": rearrests([document]),
        **moments.looking_back(request, moment, days),
    }
    return render(request, "exchanges/person.html", context)


@moments.record_page("contact")
def contact(
    request: HttpRequest, document: Json, moment: Moment, days: Days
) -> HttpResponse:
    """Show one meeting, call, visit or letter."""
    notes = footnotes.number(document)
    concerned = pages.documents("concession", _trade_facet(document))
    context = {
        "contact": document,
        "conflicts": conflicts([document])[0],
        "notes": notes,
        "steps": [
            (entry, step)
            for entry in moments.all_seen(concerned, moment)
            for step in entry["steps"]
            if step["contact"] and step["contact"]["slug"] == document["slug"]
        ],
        **moments.looking_back(request, moment, days),
    }
    return render(request, "exchanges/contact.html", context)


def _trade_facet(document: Json) -> list[str]:
    trade = document["trade"]
    # Without a trade there is none to look in: a facet that no record has.
    return [f"trade:{trade['slug']}" if trade else "trade:"]


@moments.record_page("tally")
def tally(
    request: HttpRequest, document: Json, moment: Moment, days: Days
) -> HttpResponse:
    """Show one claimed total against the itemised releases."""
    notes = footnotes.number(document)
    context = {
        "tally": document,
        "conflicts": conflicts([document])[0],
        "notes": notes,
        **moments.looking_back(request, moment, days),
    }
    return render(request, "exchanges/tally.html", context)


def brief(kind: str, facets: Iterable[str], moment: Moment) -> list[Json]:
    """Fetch the newest records that have one of the facets, as of a moment."""
    found = pages.documents(kind, facets, limit=RELATED)
    return moments.all_seen(found, moment)


def releases_brief(facets: Iterable[str], moment: Moment) -> list[Json]:
    """Fetch the newest releases that have one of the facets, in two columns each."""
    return [summaries.summary(entry) for entry in brief("release", facets, moment)]
