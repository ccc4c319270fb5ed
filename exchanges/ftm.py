"""Public documents as entities of FollowTheMoney, for those who keep theirs so.

Releases, trades and concessions are events, what ties a concession to a release is a
link between them, listings and acts are sanctions. A person without a public name is
left out, since every person there has a name.

Source: FollowTheMoney 4, followthemoney.tech, schemata Person, PublicBody,
Organization, Company, Vessel, Airplane, Event, UnknownLink and Sanction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tracker.serializers import API

Json = dict[str, Any]
Properties = dict[str, list[str]]

PREFIX = "wge"
ACTOR = "actor"  # people and parties: a person's party has the person's slug for a code
KINDS = ("person", "party", "entity", "action", "trade", "concession", "release")
PARTY_SCHEMATA = {"state": "PublicBody", "company": "Company"}
ENTITY_SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
}
ORGANIZATION = "Organization"
LISTS = (
    *("exclusive", "shared", "counter_releases", "package", "contested", "alongside"),
)


def entities(kind: str, document: Json, site: str) -> Iterator[Json]:
    """Give the entities that one document becomes; none if it has no name.

    Args:
        kind: One of ``KINDS``.
        document: As published.
        site: Where its page is, without a stroke at the end.

    Yields:
        ``{id, schema, properties}``, all properties lists of text.
    """
    if not document["name"]:
        return
    page = f"{site}{document['url'].removeprefix(API)}"
    for entity in MAKERS[kind](document):
        entity["properties"]["sourceUrl"] = [page]
        yield entity


def _person(person: Json) -> Iterator[Json]:
    yield _entity(
        _id(ACTOR, person["slug"]),
        "Person",
        **_names(person),
        nationality=[place["code"].lower() for place in person["nationalities"]],
        notes=[person["note"]],
    )


def _party(party: Json) -> Iterator[Json]:
    if party["person"]:
        return  # the person is one entity already
    yield _entity(
        _id(ACTOR, party["code"]),
        PARTY_SCHEMATA.get(party["kind"], ORGANIZATION),
        name=[party["name"]],
        country=_country(party["country"]),
        notes=[party["note"]],
    )


def _listed(entity: Json) -> Iterator[Json]:
    key = _id("entity", entity["slug"])
    yield _entity(
        key,
        ENTITY_SCHEMATA.get(entity["kind"], ORGANIZATION),
        **_names(entity),
        notes=[entity["note"]],
    )
    for position, listing in enumerate(entity["listings"]):
        programme = listing["programme"] or {}
        yield _entity(
            f"{key}-listing-{position}",
            "Sanction",
            entity=[key],
            program=[programme.get("name")],
            programId=[programme.get("code")],
            startDate=_days(listing["listed_on"])[:1],
            endDate=_days(listing["delisted_on"])[-1:],
        )


def _action(action: Json) -> Iterator[Json]:
    for entity in action["entities"]:
        yield _entity(
            f"{_id('action', action['slug'])}-{entity['slug']}",
            "Sanction",
            entity=[_id("entity", entity["slug"])],
            authority=[(action["authority"] or {}).get("name")],
            program=[(action["programme"] or {}).get("name")],
            programId=[(action["programme"] or {}).get("code")],
            provisions=[action["instrument"], action["scope"]],
            status=[action["kind"]],
            reason=[action["legal_effect"]],
            startDate=_days(action["effective_on"] or action["announced_on"])[:1],
            endDate=_days(action["expires_on"])[-1:],
        )


def _trade(trade: Json) -> Iterator[Json]:
    yield _entity(
        _id("trade", trade["slug"]),
        "Event",
        name=[trade["name"]],
        involved=_actors(entry["party"] for entry in trade["parties"]),
        keywords=[trade["status"]],
        notes=[trade["note"]],
    )


def _concession(concession: Json) -> Iterator[Json]:
    days = [day for step in concession["steps"] for day in _days(step["date"])]
    amount = concession["amount"]
    yield _entity(
        _id("concession", concession["slug"]),
        "Event",
        name=[concession["name"]],
        organizer=_actors([concession["giver"]]),
        involved=_actors([*concession["receivers"], *concession["beneficiaries"]]),
        startDate=[min(days, default="")],
        endDate=[max(days, default="")],
        keywords=[concession["kind"], concession["status"]],
        summary=[amount and amount["text"]],
        notes=[concession["conditions"], concession["note"]],
    )


def _release(release: Json) -> Iterator[Json]:
    key = _id("release", release["slug"])
    days = _days(release["released_on"])
    freed = [entry["person"] for entry in release["freed"] if entry["person"]["name"]]
    yield _entity(
        key,
        "Event",
        name=[release["name"]],
        organizer=_actors([release["captor"]]),
        involved=[
            *(_id(ACTOR, person["slug"]) for person in freed),
            *_actors([*release["received_by"], *release["on_behalf_of"]]),
        ],
        startDate=days[:1],
        endDate=days[-1:],
        location=[release["place"]],
        country=_country(release["crossing"]),
        summary=[release["in_exchange"]["sentence"]],
        keywords=[release["in_exchange"]["answer"], release["legal_form"]],
        notes=[release["note"]],
    )
    for name in LISTS:
        for item in release["in_exchange"][name]:
            other = item["concession"] or item["counter_release"]
            kind = "concession" if item["concession"] else "release"
            yield _entity(
                f"{key}-for-{kind}-{other['slug']}",
                "UnknownLink",
                subject=[_id(kind, other["slug"])],
                object=[key],
                role=[item["linkage"]["basis"]],
                status=[name],
                summary=[item["linkage"]["note"]],
            )


MAKERS = {
    "person": _person,
    "party": _party,
    "entity": _listed,
    "action": _action,
    "trade": _trade,
    "concession": _concession,
    "release": _release,
}


def _entity(key: str, schema: str, **properties: Iterable[str | None]) -> Json:
    kept = {
        name: list(dict.fromkeys(value for value in values if value))
        for name, values in properties.items()
    }
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


def _id(kind: str, slug: str) -> str:
    """Make an identifier; those there have no underscore, slugs have no dot."""
    return f"{PREFIX}-{kind}-{slug.replace('_', '.')}"


def _names(record: Json) -> Properties:
    spellings = [name["text"] for name in record["names"]]
    name = record["name"]
    return {"name": [name], "alias": [text for text in spellings if text != name]}


def _actors(parties: Iterable[Json | None]) -> list[str]:
    return [_id(ACTOR, party["code"]) for party in parties if party and party["name"]]


def _country(country: Json | None) -> list[str]:
    return [country["code"].lower()] if country else []


def _days(when: Json | None) -> list[str]:
    found = [when["earliest"], when["latest"]] if when else []
    return [day for day in found if day]
