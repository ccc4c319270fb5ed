"""Reading what differs between two stored editions, and writing it down as changes."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from . import changes, versions
from .changes import Explanation, Shown, Version
from .importers.entries import WEAK
from .models import Change, ChangeKind, Edition
from .versions import name_key

# Versions that end with an edition are what was before, those that begin with it what
# is now: two index scans, however long the list.
_DIFFERENCES = """
    WITH old AS (
        SELECT v.* FROM sanctions_entryversion v
        JOIN sanctions_listentry e ON e.id = v.entry_id
        WHERE v.until = %(at)s AND e.list_code = %(list)s
    ),
    new AS (
        SELECT v.* FROM sanctions_entryversion v
        JOIN sanctions_listentry e ON e.id = v.entry_id
        WHERE v.since = %(at)s AND e.list_code = %(list)s
    )
    SELECT e.key, e.entity_id, old.kind, old.name, old.programmes, old.body,
        new.kind, new.name, new.programmes, new.body
    FROM old FULL JOIN new USING (entry_id)
    JOIN sanctions_listentry e ON e.id = entry_id
    ORDER BY e.key
"""
# Entries that may be one of those removed: same name, a spelling, number or day of
# birth in common. Reads the whole edition once, and only if something was removed.
_CANDIDATES = """
    SELECT e.key, v.kind, v.name, v.programmes, v.body,
        v.since = %(at)s AND NOT EXISTS (
            SELECT FROM sanctions_entryversion o
            WHERE o.entry_id = v.entry_id AND o.until = v.since
        )
    FROM sanctions_entryversion v JOIN sanctions_listentry e ON e.id = v.entry_id
    WHERE e.list_code = %(list)s
    AND v.since <= %(at)s AND (v.until IS NULL OR v.until > %(at)s)
    AND (
        v.name_key = ANY(%(names)s)
        OR v.body -> 'earlier_keys' ?| %(keys)s
        OR EXISTS (
            SELECT FROM jsonb_array_elements(v.body -> 'names') n
            WHERE n ->> 'text' = ANY(%(spellings)s)
        )
        OR EXISTS (
            SELECT FROM jsonb_array_elements(v.body -> 'births') b
            WHERE b ->> 'edtf' = ANY(%(days)s)
        )
        OR EXISTS (
            SELECT FROM jsonb_array_elements(v.body -> 'identifiers') i
            WHERE i ->> 'kind' = 'IMO' AND i ->> 'value' = ANY(%(imo)s)
        )
    )
"""


@dataclass(frozen=True, slots=True)
class _Difference:
    key: str
    entity: int | None
    old: Version | None
    new: Version | None


def write(edition: Edition, before: Edition | None) -> Counter[str]:
    """Write the changes of an accepted edition anew; returns how many of each kind.

    The first edition of a list has none: nothing is known about the time before it.
    """
    edition.changes.all().delete()
    counts: Counter[str] = Counter()
    if before is None or edition.position is None:
        return counts
    found = _read(edition)
    if not found:
        return counts
    has_other_form = edition.form != before.form
    rows = list(_rows(edition, found, has_other_form=has_other_form))
    counts.update(row[2] for row in rows)
    versions.copy_into(
        f"{Change._meta.db_table} (edition_id, entry_key, kind, entity_id, detail)",
        ((edition.pk, key, kind, entity, detail) for key, entity, kind, detail in rows),
    )
    return counts


def _read(edition: Edition) -> list[_Difference]:
    parameters = {"list": edition.list_code, "at": edition.position}
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, parameters)
        return [
            _Difference(
                key, entity, _version(*old_and_new[:4]), _version(*old_and_new[4:])
            )
            for key, entity, *old_and_new in cursor.fetchall()
        ]


def _version(kind: str | None, name: str, programmes: str, body: str) -> Version | None:
    """Make a version of a row; JSON comes as text from a cursor."""
    if kind is None:
        return None
    return Version(kind, name, json.loads(programmes), json.loads(body))


def _rows(
    edition: Edition, found: Sequence[_Difference], *, has_other_form: bool
) -> Iterator[tuple[str, int | None, str, str]]:
    gone = [
        _shown(difference.key, difference.old)
        for difference in found
        if difference.old and not difference.new
    ]
    explained = _explained(edition, gone)
    for difference in found:
        for kind, detail in _changes(
            difference, explained, has_other_form=has_other_form
        ):
            written = json.dumps(detail, ensure_ascii=False)
            yield difference.key, difference.entity, kind, written


def _changes(
    difference: _Difference,
    explained: Mapping[str, Explanation],
    *,
    has_other_form: bool,
) -> Iterator[tuple[ChangeKind, dict[str, Any]]]:
    old, new = difference.old, difference.new
    if old and new:
        yield from changes.compare(old, new, has_other_form=has_other_form)
    elif new:
        yield ChangeKind.ADDED, _summary(new)
    elif old:
        explanation = explained[difference.key]
        detail = _summary(old)
        if explanation.other:
            detail["other"] = explanation.other.key
            detail["other_name"] = explanation.other.name
            detail["reason"] = explanation.reason
        yield explanation.kind, detail


def _summary(version: Version) -> dict[str, Any]:  # JSON
    return {
        "name": version.name,
        "kind": version.kind,
        "programmes": list(version.programmes),
    }


def _explained(edition: Edition, gone: Sequence[Shown]) -> dict[str, Explanation]:
    others = _candidates(edition, gone) if gone else []
    by_clue: defaultdict[str, list[Shown]] = defaultdict(list)
    for other in others:
        for clue in _clues(other):
            by_clue[clue].append(other)
    return {
        entry.key: changes.explain_removal(
            entry,
            (other for clue in _clues(entry, is_gone=True) for other in by_clue[clue]),
        )
        for entry in gone
    }


def _clues(entry: Shown, *, is_gone: bool = False) -> set[str]:
    """Give what two entries must have in common to be compared at all."""
    keys = {entry.key} if is_gone else entry.earlier_keys
    return {
        *(f"key {key}" for key in keys),
        *(f"name {name}" for name in {entry.name_key, *entry.other_names}),
        *(f"birth {day}" for day in entry.birth_days),
        *(f"imo {number}" for number in entry.imo),
    }


def _candidates(edition: Edition, gone: Sequence[Shown]) -> list[Shown]:
    parameters = {
        "list": edition.list_code,
        "at": edition.position,
        "names": sorted({entry.name_key for entry in gone}),
        "spellings": sorted({entry.name for entry in gone}),
        "keys": [entry.key for entry in gone],
        "days": sorted({day for entry in gone for day in entry.birth_days}),
        "imo": sorted({number for entry in gone for number in entry.imo}),
    }
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, parameters)
        return [
            _shown(
                key,
                Version(kind, name, json.loads(programmes), json.loads(body)),
                is_new=is_new,
            )
            for key, kind, name, programmes, body, is_new in cursor.fetchall()
        ]


def _shown(key: str, version: Version, *, is_new: bool = False) -> Shown:
    body = version.body
    return Shown(
        key=key,
        kind=version.kind,
        name=version.name,
        name_key=name_key(version.name),
        programmes=tuple(version.programmes),
        other_names=frozenset(
            name_key(name["text"]) for name in body["names"] if name["kind"] != WEAK
        ),
        births=tuple(birth["edtf"] for birth in body["births"] if birth["edtf"]),
        imo=_imo(body["identifiers"]),
        earlier_keys=frozenset(body["earlier_keys"]),
        is_new=is_new,
    )


def _imo(identifiers: Iterable[Mapping[str, str]]) -> frozenset[str]:
    return frozenset(i["value"] for i in identifiers if i["kind"] == "IMO")
