"""Pages of parties, countries, sanctioned entities, sanctions acts and sources."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchanges import pairs
from exchanges.ledger_moments import Moment
from tracker import footnotes, pages
from tracker.serializers import url

from . import moments, records
from .moments import Days

Json = dict[str, Any]
NOW = Moment()
RESTING = (*("release", "trade", "concession", "person", "contact", "tally", "action"),)


@pages.page
def party(request: HttpRequest, slug: str) -> HttpResponse:
    """Show whom a party let go or received, what it gave or got, with whom it deals."""
    pages.single(dict(request.GET.lists()), ())
    document = pages.document("party", slug)
    context = {"party": document, "path": request.path, **_dealings(document["code"])}
    return render(request, "exchanges/party.html", context)


@pages.page
def country(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a country's dealings as a state, and its nationals."""
    pages.single(dict(request.GET.lists()), ())
    document = pages.document("country", slug)
    state = document["party"]
    context = {
        "country": document,
        "path": request.path,
        "nationals": records.brief("person", [f"nationality:{document['code']}"], NOW),
        **(_dealings(state["code"]) if state else {}),
    }
    return render(request, "exchanges/country.html", context)


def _dealings(code: str) -> Json:
    trades = pages.documents("trade", [f"party:{code}"], limit=records.RELATED)
    bargains = pages.documents("trade", [f"principal:{code}"])
    return {
        "code": code,
        "freed": records.releases_brief([f"captor:{code}"], NOW),
        "received": records.releases_brief([f"receiver:{code}"], NOW),
        "gave": records.brief("concession", [f"giver:{code}"], NOW),
        "got": records.brief(
            "concession", [f"receiver:{code}", f"beneficiary:{code}"], NOW
        ),
        "trades": trades,
        "tallies": records.brief("tally", [f"captor:{code}"], NOW),
        "pairs": pairs.pairs(bargains),
    }


@moments.record_page("entity")
def entity(
    request: HttpRequest, document: Json, moment: Moment, days: Days
) -> HttpResponse:
    """Show a sanctioned entity: spellings, listings, acts, bargains."""
    facet = [f"entity:{document['slug']}"]
    concessions = records.brief("concession", facet, moment)
    notes = footnotes.number(document["citations"], concessions)
    context = {
        "entity": document,
        "concessions": concessions,
        "acts": records.acts_today(concessions, moment),
        "releases": records.releases_brief(facet, moment),
        "notes": notes,
        **moments.looking_back(request, moment, days),
    }
    return render(request, "exchanges/entity.html", context)


@moments.record_page("action")
def action(
    request: HttpRequest, document: Json, moment: Moment, days: Days
) -> HttpResponse:
    """Show one legal act, its effect, whom it names and what it was part of."""
    facet = [f"action:{document['slug']}"]
    notes = footnotes.number(document)
    context = {
        "action": document,
        "concessions": records.brief("concession", facet, moment),
        "releases": records.releases_brief(facet, moment),
        "notes": notes,
        **moments.looking_back(request, moment, days),
    }
    return render(request, "exchanges/action.html", context)


@pages.page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a source, its copies, and every record that rests on it."""
    pages.single(dict(request.GET.lists()), ())
    document = pages.document("source", slug)
    resting = []
    for kind in RESTING:
        found = pages.documents(kind, [f"source:{slug}"], limit=records.RELATED + 1)
        entries = [_resting(kind, entry, slug) for entry in found[: records.RELATED]]
        if entries:
            has_more = len(found) > records.RELATED
            resting.append({"kind": kind, "entries": entries, "has_more": has_more})
    context = {
        "source": document,
        "resting": resting,
        "origin": None
        if document["origin"] == slug
        else {
            "name": pages.names("source", [document["origin"]]).get(document["origin"]),
            "url": url("sources", document["origin"]),
        },
        "path": request.path,
    }
    return render(request, "exchanges/source.html", context)


def _resting(kind: str, document: Json, slug: str) -> Json:
    """Give a record with the passages of the source that it cites itself."""
    cited = [c for c in document["citations"] if c["source"]["slug"] == slug]
    return {
        "ref": document,
        "passages": list(dict.fromkeys(c["locator"] for c in cited if c["locator"])),
        "disputes": any(c["stance"] == "disputes" for c in cited),
        "claims": [c for c in cited if c["value"]],
    }
