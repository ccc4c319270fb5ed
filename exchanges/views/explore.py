"""Charts over the whole record, each with a table of what it shows."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from exchanges import labels
from exchanges import ledger as rules
from exchanges.charts import flows, maps, timelines
from exchanges.ledger_facts import PARTLY_DELIVERED, period
from exchanges.ledger_moments import Moment
from tracker import dates, pages
from tracker.dates import Period
from tracker.problems import BadParameters, ParameterError

from . import moments

Json = dict[str, Any]
DRAWN = 400  # records of a kind, the newest; more cannot be told apart
GIVEN = ("partly_delivered", "delivered")


@pages.page
def explore(request: HttpRequest) -> HttpResponse:
    """Lead to the charts."""
    pages.single(dict(request.GET.lists()), ())
    return render(request, "exchanges/explore.html")


@pages.page
def timeline(request: HttpRequest) -> HttpResponse:
    """Draw releases and deliveries on one axis."""
    return draw_timeline(request, "exchanges/timeline.html")


def draw_timeline(request: HttpRequest, template: str) -> HttpResponse:
    """Draw the timeline that the parameters ask for, in the site or in a frame."""
    moment, asked = moments.read(request, ["party", "from", "to"])
    party = asked.get("party", "")
    since, until = _bounds(asked)
    releases = [
        {"name": r["name"], "url": r["url"], "date": r["released_on"], "record": r}
        for r in _of_party("release", party, moment)
        if _is_within(r["released_on"], since, until)
    ]
    deliveries = [
        {"name": c["name"], "url": c["url"], "date": step["date"], "record": c}
        for c in _of_party("concession", party, moment)
        for step in _first_given(c)
        if _is_within(step["date"], since, until)
    ]
    context = {
        "chart": timelines.timeline(releases, deliveries),
        "releases": releases,
        "deliveries": deliveries,
        "asked": asked,
        "party_name": pages.names("party", [party]).get(party) if party else None,
        "query": request.GET.urlencode(),
        **moments.looking_back(request, moment),
    }
    return render(request, template, context)


def _of_party(kind: str, party: str, moment: Moment) -> list[Json]:
    facets = [f"party:{party}"] if party else []
    return moments.all_seen(pages.documents(kind, facets, limit=DRAWN), moment)


def _first_given(concession: Json) -> list[Json]:
    return [s for s in concession["steps"] if s["kind"] in GIVEN][:1]


def _bounds(asked: dict[str, str]) -> tuple[date | None, date | None]:
    first, last = (_read(asked, name) for name in ("from", "to"))
    return (first.earliest if first else None, last.latest if last else None)


def _read(asked: dict[str, str], name: str) -> Period | None:
    try:
        return dates.parse(asked[name]) if name in asked else None
    except dates.DateError as error:
        raise BadParameters([ParameterError(name, str(error))]) from error


def _is_within(when: Json | None, since: date | None, until: date | None) -> bool:
    found = period(when)
    if found is None:
        return since is None and until is None
    starts = since is None or found.latest is None or found.latest >= since
    return starts and (
        until is None or found.earliest is None or found.earliest <= until
    )


@pages.page
def handovers(request: HttpRequest) -> HttpResponse:
    """Put handovers on a map without borders."""
    moment, asked = moments.read(request, ["captor"])
    captor = asked.get("captor")
    facets = [f"captor:{captor}"] if captor else []
    releases = moments.all_seen(pages.documents("release", facets), moment)
    context = {
        "map": maps.handovers(releases),
        **moments.looking_back(request, moment),
    }
    return render(request, "exchanges/map.html", context)


@pages.page
def flow(request: HttpRequest) -> HttpResponse:
    """Draw who gave what kind of thing to whom."""
    moment, _ = moments.read(request)
    given = [
        concession
        for concession in moments.all_seen(pages.documents("concession"), moment)
        if rules.reach(rules.steps_of(concession["steps"])) >= PARTLY_DELIVERED
    ]
    rows = [
        (
            concession["giver"]["name"] if concession["giver"] else "not recorded",
            labels.label(concession["kind"], "kind"),
            _first_name(concession["receivers"] or concession["beneficiaries"]),
        )
        for concession in given
    ]
    context = {
        "chart": flows.flow(rows),
        "given": given,
        **moments.looking_back(request, moment),
    }
    return render(request, "exchanges/flow.html", context)


def _first_name(parties: list[Json]) -> str:
    return str(parties[0]["name"]) if parties else "not recorded"
