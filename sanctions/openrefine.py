"""The OpenRefine reconciliation API, version 0.2: parsing and answering, without HTTP.

Source:
    Reconciliation Service API 0.2, final report of the W3C Entity Reconciliation
    Community Group, https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tracker import names
from tracker.problems import BadParameters, ParameterError

from . import matching
from .matching import LIST_ENTRY, RECORD_KINDS, SCOPES, Match, Question
from .models import EntityKind
from .searching import as_json

Json = dict[str, Any]

QUERIES_MAX = 50  # in one batch
NAME_MAX = 400  # characters, as the longest column of names
LIMIT, LIMIT_MAX = 5, 25  # candidates for a query
IDS_MAX = 200  # records extended at once
SUGGESTED = 10
SUGGEST_LEAST = 0.2
TYPES = {
    "person": "Person of the record",
    "party": "Party to trades",
    "entity": "Sanctioned entity of the record",
    "country": "Country",
    LIST_ENTRY: "Entry of a sanctions list",
    **{f"entity-{kind}": f"Sanctioned {kind}" for kind in EntityKind.values},
}
EVIDENCE = {"birth_year": "Year of birth", "nationality": "Nationality"}
EXTENSIONS = {
    **EVIDENCE,
    "names": "All spellings",
    "facts": "What tells it from namesakes",
    "same_as": "The same in another list",
}
_ALIASES = {"country": "nationality", "birth_date": "birth_year", "born": "birth_year"}


def manifest(site: str, service: str, scope: str = "record") -> Json:
    """Describe the service at an address of a site, for one scope."""
    suggestion = f"{service}suggest/"
    query = "" if scope == "record" else f"?scope={scope}"
    return {
        "versions": ["0.2"],
        "name": "What was given in exchange: people, parties, entities, lists",
        "identifierSpace": f"{site}/",
        "schemaSpace": f"{service}types/",
        "defaultTypes": [{"id": key, "name": name} for key, name in TYPES.items()],
        "view": {"url": f"{site}/{{{{id}}}}/"},
        "batchSize": QUERIES_MAX,
        "preview": {
            "url": f"{service}preview/?id={{{{id}}}}",
            "width": 430,
            "height": 220,
        },
        "suggest": {
            what: {
                "service_url": suggestion,
                "service_path": f"{what}/{query if what == 'entity' else ''}",
            }
            for what in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {
                "service_url": service,
                "service_path": "properties/",
            },
            "property_settings": [],
        },
    }


# Questions


def read_scope(values: Sequence[str]) -> str:
    """Read which names are searched: of the record, of lists, or all.

    Raises:
        BadParameters: It is no such word, or given twice.
    """
    if not values:
        return "record"
    if len(values) > 1 or values[0] not in SCOPES:
        text = f"scope is one of {', '.join(SCOPES)}."
        raise BadParameters([ParameterError("scope", text)])
    return values[0]


def read_queries(text: str, scope: str) -> dict[str, Question]:
    """Read a batch of queries as JSON text.

    Raises:
        BadParameters: With everything that is wrong, named by its place.
    """
    try:
        batch = json.loads(text)
    except (ValueError, RecursionError):
        raise BadParameters(
            [ParameterError("queries", "queries is not JSON text.")]
        ) from None
    return questions(batch, scope)


def questions(batch: object, scope: str) -> dict[str, Question]:
    """Read a batch of queries by name.

    Raises:
        BadParameters: With everything that is wrong, named by its place.
    """
    if not isinstance(batch, dict) or not batch:
        text = 'queries is an object such as {"q0": {"query": "a name"}}.'
        raise BadParameters([ParameterError("queries", text)])
    if len(batch) > QUERIES_MAX:
        text = f"{len(batch)} queries are too many; send {QUERIES_MAX} at a time."
        raise BadParameters([ParameterError("queries", text)])
    errors: list[ParameterError] = []
    read = {}
    for name, query in batch.items():
        reader = _Query(f"queries.{str(name)[:40]}", query, scope)
        read[name] = reader.question()
        errors += reader.errors
    if errors:
        raise BadParameters(errors[:20])
    return read


class _Query:
    """Reads one query, and collects what is wrong with it."""

    known = ("query", "type", "limit", "properties", "type_strict", "scope")

    def __init__(self, place: str, query: object, scope: str) -> None:
        self.place, self.scope = place, scope
        self.errors: list[ParameterError] = []
        self.query: Json = {}
        if isinstance(query, str):
            self.query = {"query": query}
        elif isinstance(query, dict):
            self.query = query
        else:
            self.wrong("", 'is an object such as {"query": "a name"}.')

    def wrong(self, name: str, problem: str) -> None:
        place = f"{self.place}.{name}" if name else self.place
        self.errors.append(ParameterError(place, f"{place} {problem}"))

    def question(self) -> Question:
        for name in self.query:
            if name not in self.known:
                known = ", ".join(self.known)
                self.wrong(str(name)[:40], f"is unknown. Known: {known}.")
        kinds, entity_kinds = self.types()
        return Question(
            name=self.name(),
            kinds=kinds,
            entity_kinds=entity_kinds,
            scope=self.within(kinds),
            limit=self.limit(),
            properties=tuple(self.properties()),
        )

    def name(self) -> str:
        name = self.query.get("query")
        if not isinstance(name, str) or not name.strip():
            self.wrong("query", "is missing; give a name.")
            return ""
        if len(name) > NAME_MAX or "\x00" in name:
            self.wrong("query", f"is longer than {NAME_MAX} characters or holds a NUL.")
            return ""
        return name

    def limit(self) -> int:
        limit = self.query.get("limit")
        if limit is None:
            return LIMIT
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
            self.wrong("limit", f"is a whole number from 1 to {LIMIT_MAX}.")
            return LIMIT
        return min(limit, LIMIT_MAX)  # OpenRefine asks for as many as it can show

    def within(self, kinds: Sequence[str]) -> str:
        scope = self.query.get("scope", self.scope)
        if scope not in SCOPES:
            self.wrong("scope", f"is one of {', '.join(SCOPES)}.")
        if list(kinds) == [LIST_ENTRY]:
            return "lists"  # nothing else has this type
        return str(scope)

    def types(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        asked = self.query.get("type") or []
        kinds, entity_kinds = [], []
        for each in asked if isinstance(asked, list) else [asked]:
            key = each.get("id") if isinstance(each, dict) else each
            if not isinstance(key, str) or key not in TYPES:
                self.wrong("type", f"is one of {', '.join(TYPES)}.")
            elif key.startswith("entity-"):
                kinds += ["entity", LIST_ENTRY]
                entity_kinds.append(key.removeprefix("entity-"))
            else:
                kinds.append(key)
        return tuple(dict.fromkeys(kinds)), tuple(entity_kinds)

    def properties(self) -> Iterator[tuple[str, str]]:
        given = self.query.get("properties") or []
        if not isinstance(given, list):
            self.wrong("properties", "is a list of {pid, v}.")
            return
        for number, each in enumerate(given[:20]):
            pid = each.get("pid") if isinstance(each, dict) else None
            pid = _ALIASES.get(str(pid), str(pid))
            if pid not in EVIDENCE or not isinstance(each, dict) or "v" not in each:
                known = ", ".join(EVIDENCE)
                self.wrong(f"properties.{number}", f"needs a v, and a pid of {known}.")
                continue
            for value in each["v"] if isinstance(each["v"], list) else [each["v"]]:
                text = (
                    str(value.get("id", "")) if isinstance(value, dict) else str(value)
                )
                if text.strip():
                    yield pid, text.strip()[:100]


# Answers


def answer(asked: Mapping[str, Question]) -> Json:
    """Answer a batch: for each query its candidates, best first."""
    askers = matching.Askers()
    return {
        name: {"result": candidates(matching.match(question, askers))}
        for name, question in asked.items()
    }


def candidates(matches: Sequence[Match]) -> list[Json]:
    """Give candidates in the form of the protocol, with the reasons beside.

    The first one says ``match`` if it stands out and nothing speaks against it.
    """
    is_sure = matching.is_sure(matches)
    return [
        {
            "id": match.key,
            "name": match.name or "",
            "description": ", ".join(match.facts[:5]),
            "type": types_of(match),
            "score": round(100 * match.score, 2),
            "match": is_sure and position == 0,
            "features": [{"id": "name", "value": round(match.explanation.score, 4)}],
            "why": matching.why(match),
            "explanation": as_json(match),
        }
        for position, match in enumerate(matches)
    ]


def types_of(match: Match) -> list[Json]:
    """Give the types of a candidate."""
    keys = [match.kind]
    if match.kind in ("entity", LIST_ENTRY):
        keys.append(f"entity-{match.entity_kind}")
    return [{"id": key, "name": TYPES[key]} for key in keys if key in TYPES]


def suggest_entities(prefix: str, scope: str) -> list[Json]:
    """Suggest records for what somebody has typed so far."""
    question = Question(name=prefix, scope=scope, limit=LIMIT_MAX)
    last = (names.tokens(prefix) or ("",))[-1]
    found = [
        match
        for match in matching.match(question)
        if match.score >= SUGGEST_LEAST
        or any(token.startswith(last) for token in names.tokens(match.spelling))
    ]
    return [
        {
            "id": match.key,
            "name": match.name or "",
            "description": ", ".join([TYPES[match.kind], *match.facts[:3]]),
            "notable": types_of(match),
        }
        for match in found[:SUGGESTED]
    ]


def suggest_words(prefix: str, words: Mapping[str, str]) -> list[Json]:
    """Suggest types or properties whose name has the letters typed so far."""
    wanted = prefix.casefold()
    return [
        {"id": key, "name": name}
        for key, name in words.items()
        if wanted in name.casefold() or wanted in key
    ]


def extend(text: str) -> Json:
    """Give properties of records, as the extension part of the protocol asks.

    Raises:
        BadParameters: It is not an object with ids and properties, or has too many.
    """
    try:
        asked = json.loads(text)
        ids = [str(key) for key in asked["ids"]]
        properties = [str(each["id"]) for each in asked["properties"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        text = 'extend is {"ids": [...], "properties": [{"id": "nationality"}]}.'
        raise BadParameters([ParameterError("extend", text)]) from None
    unknown = [pid for pid in properties if pid not in EXTENSIONS]
    if unknown or len(ids) > IDS_MAX:
        text = f"extend takes {IDS_MAX} ids, and of {', '.join(EXTENSIONS)}."
        raise BadParameters([ParameterError("extend", text)])
    found = {match.key: match for match in matching.by_keys(ids)}
    return {
        "meta": [{"id": pid, "name": EXTENSIONS[pid]} for pid in properties],
        "rows": {
            key: {
                pid: [{"str": value} for value in _values(found.get(key), pid)]
                for pid in properties
            }
            for key in ids
        },
    }


def _values(match: Match | None, pid: str) -> Iterable[str]:
    if match is None:
        return ()
    values: dict[str, Iterable[str]] = {
        "birth_year": match.births,
        "nationality": match.nationalities[::2]
        if match.kind in RECORD_KINDS
        else match.nationalities,
        "names": match.spellings,
        "facts": match.facts,
        "same_as": match.same_as,
    }
    return values[pid]
