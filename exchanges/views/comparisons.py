"""Pages that set records against each other: ledger, discrepancies, totals, returns."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchanges import balance, pairs, price
from exchanges.charts import doors, ranges
from exchanges.journals import journal
from exchanges.ledger_moments import Moment
from exchanges.recurrence import rearrests
from tracker import footnotes, pages
from tracker.problems import BadParameters, ParameterError

from . import moments, records

Json = dict[str, Any]
CONFLICTING = ("release", "trade", "concession", "person", "contact", "tally")
TRADES_READ = 1_000  # the newest that pairs are gathered from


@pages.page
def ledger(request: HttpRequest) -> HttpResponse:
    """Set two parties against each other; without two, offer the pairs there are."""
    moment, asked = moments.read(request, ["between"])
    context: Json = moments.looking_back(request, moment)
    if "between" not in asked:
        trades = pages.documents("trade", limit=TRADES_READ)
        context["pairs"] = pairs.pairs(moments.all_seen(trades, moment))
        return render(request, "exchanges/ledgers.html", context)
    codes = _two(asked["between"])
    givers = [f"giver:{code}" for code in codes]
    captors = [f"captor:{code}" for code in codes]
    concessions = moments.all_seen(pages.documents("concession", givers), moment)
    releases = moments.all_seen(pages.documents("release", captors), moment)
    found = balance.balance(codes, concessions, releases)
    entries = journal(found)
    names = pages.names("party", codes)
    notes = footnotes.number(entries)
    context = {
        **moments.looking_back(request, moment, moments.days_of(notes)),
        "between": asked["between"],
        "names": [names[code] for code in codes],
        "codes": codes,
        "sides": [
            {**side, "name": names[code], "shown": _columns(side)}
            for code, side in zip(codes, found["sides"], strict=True)
        ],
        "journal": entries,
        "notes": notes,
    }
    return render(request, "exchanges/ledger.html", context)


def _columns(side: Json) -> list[tuple[str, list[Json]]]:
    return [(name, side["concessions"][name]) for name in balance.COLUMNS]


def _two(text: str) -> tuple[str, str]:
    codes = [code.strip() for code in text.split(",")]
    known = pages.names("party", codes)
    if len(codes) == 2 and len(known) == 2:
        return codes[0], codes[1]
    detail = "between names two parties by code, as between=US,BY."
    raise BadParameters([ParameterError("between", detail)])


@pages.page
def discrepancies(request: HttpRequest) -> HttpResponse:
    """List the fields on which sources disagree, with the values side by side."""
    moment, _ = moments.read(request)
    entries = []
    for kind in CONFLICTING:
        found = pages.documents(kind, ["claims:yes"])
        documents = moments.all_seen(found, moment)
        entries += [
            {"kind": kind, "record": document, "conflict": conflict}
            for document, conflicts in zip(
                documents,
                records.conflicts(documents, with_denials=True),
                strict=True,
            )
            for conflict in conflicts
        ]
    notes = footnotes.number([entry["conflict"] for entry in entries])
    context = {
        "entries": entries,
        "notes": notes,
        **moments.looking_back(request, moment, moments.days_of(notes)),
    }
    return render(request, "exchanges/discrepancies.html", context)


@pages.page
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Set claimed totals against the itemised releases."""
    pages.single(dict(request.GET.lists()), ())
    tallies = pages.documents("tally")
    notes = footnotes.number([tally["citations"] for tally in tallies])
    context = {
        "compared": [t for t in tallies if t["reconciliation"]["itemised"]],
        "others": [t for t in tallies if not t["reconciliation"]["itemised"]],
        "notes": notes,
        "path": request.path,
    }
    return render(request, "exchanges/reconciliation.html", context)


@pages.page
def revolving_door(request: HttpRequest) -> HttpResponse:
    """Show who was taken again, and how many were held and let go over time."""
    moment, asked = moments.read(request, ["captor"])
    stocks = _stocks(moment)
    captors = {t["captor"]["code"]: t["captor"]["name"] for t in stocks if t["captor"]}
    captor = asked.get("captor") or next(iter(captors), "")
    found = rearrests(
        moments.all_seen(
            pages.documents("person", ["rearrest:certain", "rearrest:possible"]), moment
        )
    )
    releases = moments.all_seen(
        pages.documents("release", [f"captor:{captor}"]), moment
    )
    held = [t for t in stocks if t["captor"] and t["captor"]["code"] == captor]
    notes = footnotes.number(held, [entry["detention"] for entry in found])
    context = {
        "captors": list(captors.items()),
        "captor": {"code": captor, "name": captors.get(captor, captor)},
        "stocks": held,
        "releases": releases,
        "chart": doors.door(held, releases),
        "rearrests": found,
        "notes": notes,
        **moments.looking_back(request, moment, moments.days_of(notes)),
    }
    return render(request, "exchanges/revolving_door.html", context)


@pages.page
def price_page(request: HttpRequest) -> HttpResponse:
    """Show for each kind of thing how many people it was given for, with a caveat."""
    moment, _ = moments.read(request)
    found = price.price(moments.all_seen(pages.documents("release"), moment))
    context = {
        **found,
        "kinds": [
            {
                **entry,
                "concessions": _oldest_first(entry["concessions"]),
                "chart": entry["people"]
                and ranges.ranges(_oldest_first(entry["concessions"])),
            }
            for entry in found["kinds"]
        ],
        **moments.looking_back(request, moment),
    }
    return render(request, "exchanges/price.html", context)


def _oldest_first(entries: list[Json]) -> list[Json]:
    """Order by the day of the first release, so that no number ranks."""

    def day(entry: Json) -> str:
        dates = [release["released_on"] for release in entry["releases"]]
        return min((d["latest"] or "" for d in dates if d), default="")

    return sorted(entries, key=day)


def _stocks(moment: Moment) -> list[Json]:
    return moments.all_seen(pages.documents("tally", ["measure:stock"]), moment)
