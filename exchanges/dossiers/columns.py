"""Turn a canonical record into the values of its row and of the rows of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import models

from tracker import counts
from tracker.models import State

from .kinds import Target
from .problems import DossierError, Problem
from .records import Record
from .sections import BY_NAME, NAMED, Section

Values = dict[str, Any]


class Ids:
    """The primary keys of everything that a record can name. One query per kind."""

    def __init__(self) -> None:
        """Begin without any; they are fetched when first asked for."""
        self._known: dict[Target, dict[str, Any]] = {}

    def names(self, target: Target) -> dict[str, Any]:
        """Give the primary key of each name of a kind."""
        if target not in self._known:
            model, key = NAMED[target]
            self._known[target] = dict(
                model._default_manager.values_list(key, "pk").iterator()
            )
        return self._known[target]

    def of(self, target: Target, name: str | None) -> Any:
        """Give a primary key; None for no name.

        Raises:
            DossierError: There is none. The checks have seen it in a file, so an editor
                has removed its row and the load was told to keep that.
        """
        if not name:
            return None
        if name not in self.names(target):
            message = f"{target} {name} was removed by an editor; load with --theirs"
            raise DossierError([Problem("the database", 0, "", message)])
        return self.names(target)[name]

    def learn(self, target: Target, name: str, key: Any) -> None:
        """Remember what has just been written."""
        self.names(target)[name] = key


def columns(section: Section, record: Record, ids: Ids) -> Values:
    """Give the values of a record's own row, except links within its section."""
    values = _COLUMNS[section.name](record, ids)
    if hasattr(section.model, "state"):
        # A record has a state of its own only if it is loaded as a draft.
        values["state"] = record.get("state", State.PUBLISHED.value)
    return values


def inner_links(section: Section, record: Record, ids: Ids) -> Values:
    """Give the values that point to rows of the same section."""
    if section.target is None:
        return {}
    return {
        f"{name}_id": ids.of(section.target, record.get(name))
        for name in INNER_LINKS.get(section.name, ())
    }


INNER_LINKS = {
    "sources": ("derived_from",),
    "detentions": ("transferred_from",),
    "actions": ("reverses",),
    "trades": ("part_of", "follows"),
}


def citation(record: Record, ids: Ids, *, field: str, value: str = "") -> Values:
    """Give the values of a citation's row, except the owner and what replaces it."""
    return {
        "source_id": ids.of("source", record["source"]),
        "locator": record.get("at", ""),
        "digest": record.get("digest", ""),
        "stance": record.get("stance", "supports"),
        "speaker_id": ids.of("party", record.get("speaker")),
        "speaking_for_id": ids.of("party", record.get("for")),
        **_texts(record, "speaker_words", "said_on", "confidence", "note"),
        "field": field,
        "value": value,
    }


def name(record: Record) -> Values:
    """Give the values of a person's name."""
    return _texts(record, "text", "language", "script", "scheme", "kind")


def recognition(record: Record, ids: Ids) -> Values:
    """Give the values of a recognition."""
    return {
        "kind": record["as"],
        "by_id": ids.of("party", record.get("by")),
        "recognised_on": record.get("on", ""),
    }


def cohort(label: str, record: Record, ids: Ids) -> Values:
    """Give the values of a cohort, except what it is a part of."""
    is_country = record["by"] in ("destination", "nationality") and (
        record["is"] in ids.names("country")
    )
    return {
        "label": label,
        "breakdown": record["by"],
        "country_id": record["is"] if is_country else None,
        "value": "" if is_country else record["is"],
        **people(record.get("people", "")),
        **people(record.get("remains", ""), "remains"),
    }


def freed(person: str, record: Record, ids: Ids) -> Values:
    """Give the values of one person's part in a release, except the cohorts."""
    return {
        "person_id": ids.of("person", person),
        "detention_id": ids.of("detention", record.get("detention")),
        **_texts(record, "outcome", "conditions"),
    }


def step(record: Record, ids: Ids) -> Values:
    """Give the values of a step, except its place and the acts."""
    return {
        "kind": record["kind"],
        "by_id": ids.of("party", record.get("by")),
        "contact_id": ids.of("contact", record.get("contact")),
        **_texts(record, "reported_as", "note"),
        **_texts(record, happened_on="on", happened_on_text="words"),
    }


def role(record: Record, ids: Ids) -> Values:
    """Give the values of a party's part in a trade that another dossier tells of."""
    return {
        "party_id": ids.of("party", record["party"]),
        "role": record["role"],
        "is_disputed": "is_disputed" in record,
    }


def people(written: str, field: str = "people") -> Values:
    """Give the three columns of a count; nobody when nothing is written."""
    count = counts.parse(written or "0")
    return {
        f"{field}_min": count.minimum,
        f"{field}_max": count.maximum,
        f"{field}_qualifier": count.qualifier,
    }


def _texts(record: Record, *names: str, **renamed: str) -> Values:
    values = {name: record.get(name, "") for name in names}
    return values | {column: record.get(key, "") for column, key in renamed.items()}


def _source(record: Record, ids: Ids) -> Values:
    return {
        **_texts(record, "publisher", "title", "kind", "published_on", "language"),
        **_texts(record, "url", "archive_url", "sha256", "paragraphs", "note"),
        "authors": record.get("authors", []),
        "flags": record.get("flags", []),
        "read_on": date.fromisoformat(record["read_on"])
        if "read_on" in record
        else None,
    }


def _party(record: Record, ids: Ids) -> Values:
    return {
        **_texts(record, "name", "kind", "note"),
        "country_id": ids.of("country", record.get("country")),
        "person_id": ids.of("person", record.get("person")),
    }


def _person(record: Record, ids: Ids) -> Values:
    return {
        "is_name_withheld": record.get("names") == "withheld",
        **_texts(record, "note"),
    }


def _detention(record: Record, ids: Ids) -> Values:
    return {
        "person_id": ids.of("person", record["person"]),
        "captor_id": ids.of("party", record["captor"]),
        **_texts(record, "form", "place", "charge", "sentence", "note"),
        **_texts(record, began_on="from", ended_on="to"),
    }


def _entity(record: Record, ids: Ids) -> Values:
    return {
        "party_id": ids.of("party", record.get("party")),
        "person_id": ids.of("person", record.get("person")),
        **_texts(record, "kind", "note"),
    }


def _action(record: Record, ids: Ids) -> Values:
    return {
        "authority_id": ids.of("authority", record["authority"]),
        "programme_id": ids.of("programme", record.get("programme")),
        **_texts(record, "kind", "instrument", "announced_on", "effective_on"),
        **_texts(record, "expires_on", "scope", "conditions", "legal_effect"),
        **_texts(record, "reported_as", "note"),
    }


def _trade(record: Record, ids: Ids) -> Values:
    return _texts(record, "title", "note")


def _contact(record: Record, ids: Ids) -> Values:
    return {
        **_texts(record, "kind", "status", "held_on", "place", "topic", "note"),
        **_texts(record, held_on_text="held_on_words"),
        "initiator_id": ids.of("party", record.get("initiator")),
        "trade_id": ids.of("trade", record.get("trade")),
    }


def _concession(record: Record, ids: Ids) -> Values:
    return {
        **_texts(record, "title", "kind", "conditions", "note"),
        "trade_id": ids.of("trade", record.get("trade")),
        "giver_id": ids.of("party", record["giver"]),
        "performer_id": ids.of("party", record.get("performer")),
        "payer_id": ids.of("party", record.get("payer")),
        **_amount(record.get("amount", "")),
    }


def _amount(written: str) -> Values:
    amount = counts.parse_amount(written) if written else None
    return {
        "amount_min": amount and amount.minimum,
        "amount_max": amount and amount.maximum,
        "amount_qualifier": amount.qualifier if amount else counts.EXACTLY,
        "amount_unit": amount.unit if amount else "",
    }


def _release(record: Record, ids: Ids) -> Values:
    return {
        **_texts(record, "title", "destination", "released_on", "place", "legal_form"),
        **_texts(record, "consideration", "note", released_on_text="released_on_words"),
        "trade_id": ids.of("trade", record.get("trade")),
        "captor_id": ids.of("party", record["captor"]),
        "crossing_id": ids.of("country", record.get("crossing")),
        "fulfils_id": ids.of("concession", record.get("fulfils")),
        **people(record.get("people", "")),
        **people(record.get("remains", ""), "remains"),
    }


def _linkage(record: Record, ids: Ids) -> Values:
    given = record["given"]
    is_concession = given in ids.names("concession")
    return {
        "concession_id": ids.of("concession", given) if is_concession else None,
        "counter_release_id": None if is_concession else ids.of("release", given),
        "release_id": ids.of("release", record["for"]),
        "basis": record["basis"],
        "allocation": record.get("allocation", "direct"),
        **_texts(record, "note"),
    }


def _tally(record: Record, ids: Ids) -> Values:
    return {
        "captor_id": ids.of("party", record.get("captor")),
        "trade_id": ids.of("trade", record.get("trade")),
        "nationality_id": ids.of("country", record.get("nationality")),
        "counted_by_id": ids.of("party", record.get("counted_by")),
        **_texts(record, "population", "period", "measure", "words", "note"),
        **people(record["people"]),
    }


_COLUMNS: Mapping[str, Callable[[Record, Ids], Values]] = {
    "sources": _source,
    "people": _person,
    "parties": _party,
    "detentions": _detention,
    "entities": _entity,
    "actions": _action,
    "trades": _trade,
    "contacts": _contact,
    "concessions": _concession,
    "releases": _release,
    "linkages": _linkage,
    "tallies": _tally,
}
if _COLUMNS.keys() != BY_NAME.keys():
    raise AssertionError("every section has columns")


def changed(row: models.Model, values: Values) -> list[str]:
    """Name the columns in which a row differs from the values."""
    return [column for column, value in values.items() if getattr(row, column) != value]
