"""A record in its one canonical form: JSON in the shape of a dossier, written out.

Both sides come to it: a dossier through ``written_out``, the tables through
``stored.read``. So two records are the same when their JSON is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from tracker import transliteration

from . import schema
from .kinds import Target, To

Record = dict[str, Any]
Path = tuple[str | int, ...]

# What the tables fill in when nothing is written.
IMPLIED = {"stance": "supports", "allocation": "direct"}


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source as one dossier calls it.

    Attributes:
        slug: Its name in the database.
        passages: Digests by locator, as that dossier has them.
        confidence: Of its citations that have none of their own.
    """

    slug: str
    passages: Mapping[str, str] = field(default_factory=dict)
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where a dossier names something that is defined elsewhere."""

    path: Path
    target: Target
    name: str


def digest(record: Record) -> str:
    """Give the SHA-256 of a canonical record, in hexadecimal."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def written_out(part: BaseModel, sources: Mapping[str, KnownSource]) -> Record:
    """Give a part of a dossier as JSON, with sources by their slug in the database.

    Keys without a value are left out; a claim with several citations becomes several
    claims; every citation carries the digest of its passage, if there is one.
    """
    record: Record = {}
    for name, info in type(part).model_fields.items():
        key, value = info.alias or name, getattr(part, name)
        if key == "claims":
            value = [one for claim in value for one in _claims(claim, sources)]
        elif isinstance(value, schema.Cite):
            value = cited(value, sources)
        else:
            value = _plain(value, sources)
        if value not in ("", [], {}) and value != IMPLIED.get(key):
            record[key] = value
    return record


def cited(cite: schema.Cite, sources: Mapping[str, KnownSource]) -> Record:
    """Give a citation as JSON."""
    known = sources.get(cite.source, KnownSource(cite.source))
    record = {
        "source": known.slug,
        "at": cite.at,
        "digest": known.passages.get(cite.at, ""),
        "stance": "" if cite.stance == IMPLIED["stance"] else cite.stance,
        "speaker": cite.speaker,
        "speaker_words": cite.speaker_words,
        "for": cite.for_,
        "said_on": cite.said_on,
        "confidence": cite.confidence or known.confidence,
        "superseded_by": passage(cite.superseded_by, sources),
        "note": cite.note,
    }
    return {key: value for key, value in record.items() if value}


def passage(text: str, sources: Mapping[str, KnownSource]) -> str:
    """Give "src 41" with the source's slug in the database."""
    source, _, locator = text.partition(" ")
    slug = sources[source].slug if source in sources else source
    return f"{slug} {locator.strip()}".strip()


def normal(section: str, record: Record) -> Record:
    """Bring what may be written in several ways into one."""
    normalise = _NORMAL.get(section)
    return normalise(record) if normalise else record


def differences(left: Record, right: Record) -> list[tuple[str, str, str]]:
    """Compare two records field by field.

    Returns:
        ``(field, left, right)`` with the values as short JSON, "" where there is none.
    """
    found = []
    for key in dict.fromkeys((*left, *right)):
        one, other = left.get(key), right.get(key)
        if one == other:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            found += [(f"{key}.{name}", a, b) for name, a, b in differences(one, other)]
        elif isinstance(one, list) and isinstance(other, list):
            found += _list_differences(key, one, other)
        else:
            found.append((key, _short(one), _short(other)))
    return found


def references(value: Any, annotation: Any, path: Path = ()) -> Iterator[Reference]:
    """Find every text of a validated part that names something else."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        target = _target(marks)
        if target is None:
            yield from references(value, inner, path)
        elif value:
            yield Reference(path, target, value)
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            below = (*path, info.alias or name)
            entry = getattr(value, name)
            target = _target(info.metadata)
            if target is not None and entry:
                yield Reference(below, target, entry)
            else:
                yield from references(entry, info.annotation, below)
    elif isinstance(value, list):
        (inner,) = get_args(_member(annotation, list)) or (Any,)
        for position, entry in enumerate(value):
            yield from references(entry, inner, (*path, position))
    elif isinstance(value, dict):
        names, inner = get_args(annotation)
        for key, entry in value.items():
            yield from references(key, names, (*path, key))
            yield from references(entry, inner, (*path, key))


def _target(marks: Sequence[Any]) -> Target | None:
    return next((mark.target for mark in marks if isinstance(mark, To)), None)


def _member(annotation: Any, origin: type) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return next(a for a in get_args(annotation) if get_origin(a) is origin)
    return annotation


def _plain(value: Any, sources: Mapping[str, KnownSource]) -> Any:
    if isinstance(value, schema.Cite):
        return cited(value, sources)
    if isinstance(value, BaseModel):
        return written_out(value, sources)
    if isinstance(value, list):
        return [_plain(entry, sources) for entry in value]
    if isinstance(value, dict):
        return {key: _plain(entry, sources) for key, entry in value.items()}
    return value


def _claims(
    claim: schema.Claim, sources: Mapping[str, KnownSource]
) -> Iterator[Record]:
    for cite in claim.cite:
        one = cited(cite, sources)
        if claim.superseded_by:
            one["superseded_by"] = passage(claim.superseded_by, sources)
        record = {"field": claim.field, "value": claim.value, "cite": one}
        yield {key: value for key, value in record.items() if value}


def _normal_person(record: Record) -> Record:
    result = {**record}
    if isinstance(record.get("names"), list):
        result["names"] = [
            named(name, is_main=position == 0)
            for position, name in enumerate(record["names"])
        ]
    if "nationality" in record:
        result["nationality"] = sorted(set(record["nationality"]))
    return result


def named(name: Record, *, is_main: bool) -> Record:
    """Give a spelling with its script and kind."""
    result = {
        "text": name["text"],
        "language": name.get("language"),
        "script": name.get("script") or transliteration.script_of(name["text"]),
        "scheme": name.get("scheme"),
        "kind": name.get("kind") or ("main" if is_main else "transliteration"),
        "cite": name.get("cite"),
    }
    return {key: value for key, value in result.items() if value}


def _normal_release(record: Record) -> Record:
    result = {**record}
    cohorts = record.get("cohorts") or {}
    for counted in (result, *cohorts.values()):
        for name in ("people", "remains"):
            if counted.get(name) == "0":
                del counted[name]
    for part in (record.get("freed") or {}).values():
        if "cohorts" in part:
            part["cohorts"] = sorted(part["cohorts"])
    return result


def _normal_action(record: Record) -> Record:
    if "entities" not in record:
        return record
    return {**record, "entities": sorted(set(record["entities"]))}


def _normal_entity(record: Record) -> Record:
    # An entity's spelling is kept with its script; language and kind are not.
    result = {**record, "names": [spelling(name) for name in record["names"]]}
    if "identifiers" in record:
        result["identifiers"] = sorted(
            record["identifiers"], key=lambda one: (one["kind"], one["value"])
        )
    return result


def spelling(name: Record) -> Record:
    """Give a spelling of an entity's name with its script."""
    text = name["text"]
    return {
        "text": text,
        "script": name.get("script") or transliteration.script_of(text),
    }


_NORMAL = {
    "people": _normal_person,
    "releases": _normal_release,
    "actions": _normal_action,
    "entities": _normal_entity,
}


def _list_differences(
    key: str, left: list[Any], right: list[Any]
) -> list[tuple[str, str, str]]:
    found = []
    for position in range(max(len(left), len(right))):
        one = left[position] if position < len(left) else None
        other = right[position] if position < len(right) else None
        if one != other:
            found.append((f"{key}.{position}", _short(one), _short(other)))
    return found


def _short(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
