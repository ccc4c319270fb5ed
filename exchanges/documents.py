"""Which records of this package are public, and what lists filter them by."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sanctions.serializers import ACTION
from tracker.documents import codes, name_texts, sources, spellings
from tracker.models import Person
from tracker.published import Facet, Kind, give_history, register
from tracker.serializers import PARTY, under

from . import ledger, sanctions_then
from .ledger_claims import WITHIN
from .models import Concession, Contact, Release, Tally, Trade
from .reconciliation import reconcile
from .recurrence import rearrests
from .serializers import parts
from .serializers.records import (
    ConcessionSerializer,
    ContactSerializer,
    PersonSerializer,
    ReleaseSerializer,
    TallySerializer,
    TradeSerializer,
)

Json = dict[str, Any]
LISTS = tuple(listing.value for listing in ledger.Listing)


def items(document: Json) -> Iterator[Json]:
    """Give everything tied to a release, list after list."""
    for name in LISTS:
        yield from document["in_exchange"][name]


def slugs(name: str, refs: Iterable[Json | None]) -> Iterator[Facet]:
    """Give a facet for each record referred to."""
    return ((name, ref["slug"]) for ref in refs if ref)


# What is computed from a serialized document


def _release(document: Json) -> Json:
    answered = {**document, "in_exchange": ledger.in_exchange(document)}
    del answered["linkages"]
    return _with_conflicts(answered)


def _trade(document: Json) -> Json:
    status = ledger.trade_status(
        [ledger.steps_of(entry["steps"]) for entry in document["concessions"]],
        has_release=bool(document["releases"]),
    )
    return _with_conflicts(
        {**document, "status": status, "days": ledger.days_of(document)}
    )


def _concession(document: Json) -> Json:
    return _with_conflicts({**document, "days": ledger.days_of(document)})


def _person(document: Json) -> Json:
    is_detainee = bool(document["detentions"] or document["releases"])
    return _with_conflicts({**document, "is_detainee": is_detainee})


def _tally(document: Json) -> Json:
    releases = document["releases"]
    refs = {release["slug"]: release["ref"] for release in releases}
    result = reconcile(document, releases)
    result["counted"] = [refs[slug] for slug in result["counted"]]
    bare = {key: value for key, value in document.items() if key != "releases"}
    return _with_conflicts({**bare, "reconciliation": result})


def _with_conflicts(document: Json) -> Json:
    return {**document, "conflicts": ledger.conflicts(document)}


# What lists are filtered by


def _conflict_facets(document: Json) -> Iterator[Facet]:
    yield from (("conflict", entry["field"]) for entry in document["conflicts"])
    # What conflicts at another moment has a claim or a denial today.
    within = [record for part in WITHIN for record in document.get(part, ())]
    if any(
        citation["value"] or citation["stance"] == "disputes"
        for record in (document, *within, *_tied_items(document))
        for citation in record["citations"]
    ):
        yield "claims", "yes"


def _tied_items(document: Json) -> Iterator[Json]:
    if "in_exchange" in document:
        yield from items(document)


def _release_facets(document: Json) -> Iterator[Facet]:
    parties = [document["captor"], *document["received_by"], *document["on_behalf_of"]]
    yield from codes("captor", [document["captor"]])
    yield from codes("receiver", parties[1:])
    yield from codes("party", parties)
    yield from slugs("trade", [document["trade"]])
    if document["trade"]:
        yield from (("party", code) for code in document["trade"]["principals"])
    yield "answer", document["in_exchange"]["answer"]
    yield "destination", document["destination"]
    yield "legal_form", document["legal_form"]
    yield from _freed_facets(document)
    yield from _item_facets(document)
    yield from sources(document)
    yield from _conflict_facets(document)


def _freed_facets(document: Json) -> Iterator[Facet]:
    for freed in document["freed"]:
        yield "person", freed["person"]["slug"]
        yield "outcome", freed["outcome"]
        yield from codes("nationality", freed["person"]["nationalities"])
    for cohort in document["cohorts"]:
        if cohort["breakdown"] == "nationality":
            yield from codes("nationality", [cohort["country"]])
        yield from (("recognition", r["kind"]) for r in cohort["recognitions"])
    yield from (("recognition", r["kind"]) for r in document["recognitions"])


def _item_facets(document: Json) -> Iterator[Facet]:
    for item in items(document):
        yield "basis", item["linkage"]["basis"]
        yield from sources(item)
        concession = item["concession"]
        if concession is None:
            yield "kind", "release"
            yield from codes("giver", [item["counter_release"]["captor"]])
            continue
        yield "kind", concession["kind"]
        yield "concession", concession["slug"]
        yield "concession_status", concession["status"]
        yield from codes("giver", [concession["giver"]])
        yield from _entity_facets(concession)


def _entity_facets(concession: Json) -> Iterator[Facet]:
    for step in concession["steps"]:
        for action in step["actions"]:
            yield "action", action["slug"]
            yield "programme", action["programme"]
            yield from slugs("entity", action["entities"])


def _concession_facets(document: Json) -> Iterator[Facet]:
    givers = [document["giver"], *document["co_givers"]]
    yield "kind", document["kind"]
    yield "status", document["status"]
    yield from slugs("trade", [document["trade"]])
    yield from codes("giver", givers)
    yield from codes("receiver", document["receivers"])
    yield from codes("beneficiary", document["beneficiaries"])
    yield from codes("performer", [document["performer"]])
    yield from codes(
        "party",
        [
            *givers,
            *document["receivers"],
            *document["beneficiaries"],
            document["performer"],
            document["payer"],
        ],
    )
    yield from slugs("release", [entry["release"] for entry in document["linkages"]])
    yield from _entity_facets(document)
    yield from sources(document)
    yield from _conflict_facets(document)


def _trade_facets(document: Json) -> Iterator[Facet]:
    yield "status", document["status"]
    for entry in document["parties"]:
        yield "party", entry["party"]["code"]
        yield entry["role"], entry["party"]["code"]
    yield from slugs("part_of", [document["part_of"]])
    yield from slugs("release", document["releases"])
    yield from slugs("concession", document["concessions"])
    yield from sources(document)
    yield from _conflict_facets(document)


def _person_facets(document: Json) -> Iterator[Facet]:
    yield "detainee", "yes" if document["is_detainee"] else "no"
    yield from codes("nationality", document["nationalities"])
    yield from codes("captor", [entry["captor"] for entry in document["detentions"]])
    yield from codes("captor", [entry["captor"] for entry in document["releases"]])
    yield from slugs("release", document["releases"])
    yield from (("outcome", entry["outcome"]) for entry in document["releases"])
    yield from (("recognition", entry["kind"]) for entry in document["recognitions"])
    yield from (("rearrest", entry["certainty"]) for entry in rearrests([document]))
    yield from sources(document)
    yield from _conflict_facets(document)


def _contact_facets(document: Json) -> Iterator[Facet]:
    yield "kind", document["kind"]
    yield "status", document["status"]
    yield from slugs("trade", [document["trade"]])
    yield from codes("party", [document["initiator"]])
    for entry in document["participants"]:
        yield from codes("party", [entry["party"], entry["acting_for"]])
    yield from sources(document)
    yield from _conflict_facets(document)


def _tally_facets(document: Json) -> Iterator[Facet]:
    yield "measure", document["measure"]
    yield from codes("captor", [document["captor"]])
    yield from codes("counted_by", [document["counted_by"]])
    yield from codes("nationality", [document["nationality"]])
    yield from slugs("trade", [document["trade"]])
    yield from sources(document)
    yield from _conflict_facets(document)


def _names_of_freed(document: Json) -> Iterator[str]:
    yield from (freed["person"]["name"] or "" for freed in document["freed"])
    yield document["place"]


# Lookups

RELEASE_LINKED = (
    *parts.COUNTER_RELEASE,
    *under("counter_linkages", under("release", parts.RELEASE_REF)),
    *under("counter_linkages", parts.CITATIONS),
    *under("linkages", under("counter_release", parts.RELEASE_REF)),
    *under("linkages", parts.CITATIONS),
)
CONCESSION_LINKED = (
    *parts.CONCESSION,
    *under("linkages", under("release", parts.RELEASE_REF)),
    *under("linkages", parts.CITATIONS),
)
COHORTS = (
    "cohorts__country",
    "cohorts__part_of",
    *under("cohorts__recognitions", parts.RECOGNITION),
)
FREED = (
    *under("freed__person", parts.PERSON),
    "freed__detention",
    "freed__memberships__cohort",
)
RELEASE = (
    *under("captor", PARTY),
    *under("release_parties", under("party", PARTY)),
    *under("trade", parts.TRADE_REF),
    "crossing",
    "fulfils",
    *under("recognitions", parts.RECOGNITION),
    *COHORTS,
    *FREED,
    *parts.CITATIONS,
    *under("linkages", parts.CITATIONS),
    *under("linkages__concession", CONCESSION_LINKED),
    *under("linkages__counter_release", RELEASE_LINKED),
    *under("counter_linkages", parts.CITATIONS),
    *under("counter_linkages__release", RELEASE_LINKED),
)
TRADE = (
    *under("trade_parties", under("party", PARTY)),
    *under("part_of", parts.TRADE_REF),
    *under("parts", parts.TRADE_REF),
    *under("follows", parts.TRADE_REF),
    *under("followed_by", parts.TRADE_REF),
    *under("releases", parts.RELEASE_REF),
    *under("releases", parts.CITATIONS),
    *under("concessions", parts.CONCESSION),
    "contacts",
    *under("trade_actions__action", ACTION),
    "tallies",
    *parts.CITATIONS,
)
PERSON = (
    *parts.PERSON,
    *under("recognitions", parts.RECOGNITION),
    *under("detentions", under("captor", PARTY)),
    *under("detentions", parts.CITATIONS),
    "detentions__transferred_from",
    *under("freed_in__release", parts.RELEASE_REF),
    *under("freed_in__release", parts.CITATIONS),
    "party",
    *parts.CITATIONS,
)
CONTACT = (
    *under("initiator", PARTY),
    *under("participants", under("party", PARTY)),
    *under("participants", under("acting_for", PARTY)),
    *under("trade", parts.TRADE_REF),
    *parts.CITATIONS,
)
TALLIED = (
    *under("captor", PARTY),
    *under("trade", parts.TRADE_REF),
    *COHORTS,
    *FREED,
)
TALLY = (
    *under("captor", PARTY),
    *under("captor__releases", TALLIED),
    *under("trade", parts.TRADE_REF),
    *under("trade__releases", TALLIED),
    "nationality",
    *under("counted_by", PARTY),
    *parts.CITATIONS,
)


def _title(*keys: str) -> Callable[[Json], Iterable[str]]:
    return lambda document: (document[key] for key in keys)


def register_all() -> None:
    """Register the kinds; called once as the app starts."""
    register(
        Kind(
            name="release",
            segment="releases",
            model=Release,
            paths=RELEASE,
            serializer=ReleaseSerializer,
            facets=_release_facets,
            at=ledger.at,
            day="released_on",
            words=_names_of_freed,
            finish=_release,
        ),
        Kind(
            name="trade",
            segment="trades",
            model=Trade,
            paths=TRADE,
            serializer=TradeSerializer,
            facets=_trade_facets,
            at=ledger.at,
            day="days",
            words=_title("note"),
            finish=_trade,
        ),
        Kind(
            name="concession",
            segment="concessions",
            model=Concession,
            paths=(*CONCESSION_LINKED, *under("fulfilled_by", parts.RELEASE_REF)),
            serializer=ConcessionSerializer,
            facets=_concession_facets,
            at=ledger.at,
            day="days",
            words=_title("conditions"),
            finish=_concession,
        ),
        Kind(
            name="person",
            segment="people",
            model=Person,
            paths=PERSON,
            serializer=PersonSerializer,
            facets=_person_facets,
            at=ledger.at,
            words=spellings,
            spellings=spellings,
            desk_names=name_texts,
            named_by=("names",),
            finish=_person,
        ),
        Kind(
            name="contact",
            segment="contacts",
            model=Contact,
            paths=CONTACT,
            serializer=ContactSerializer,
            facets=_contact_facets,
            at=ledger.at,
            day="held_on",
            words=_title("place"),
            finish=_with_conflicts,
        ),
        Kind(
            name="tally",
            segment="tallies",
            model=Tally,
            paths=TALLY,
            serializer=TallySerializer,
            facets=_tally_facets,
            day="period",
            words=_title("words"),
            finish=_tally,
        ),
    )
    give_history("entity", sanctions_then.entity_at)
    give_history("action", sanctions_then.action_at)
