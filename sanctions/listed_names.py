"""Names of list entries in the name index, and which of them are hidden.

An import stores versions; the names of what is new or changed are indexed afterwards,
apart from it: of 9,000 entries they take longer than the import itself. An entry is
hidden from the public while it is, or is called like, somebody whose name is withheld.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q

from tracker import names, published, withheld
from tracker.models import IndexedName
from tracker.name_index import DESK, LIST

from .lists import EntityKind, ListEntry

# Entries whose latest version is not the one whose names are indexed.
_UNNAMED = """
    SELECT e.id, e.list_code, e.is_hidden, l.kind, l.body -> 'names', l.id,
        e.named_version IS NOT NULL
    FROM sanctions_listentry e
    JOIN LATERAL (
        SELECT v.id, v.kind, v.body FROM sanctions_entryversion v
        WHERE v.entry_id = e.id ORDER BY v.since DESC LIMIT 1
    ) l ON true
    WHERE e.named_version IS DISTINCT FROM l.id
    AND (%(list)s::text IS NULL OR e.list_code = %(list)s)
"""
_NAMED = """
    UPDATE sanctions_listentry e SET named_version = n.version
    FROM unnest(%(entries)s::bigint[], %(versions)s::bigint[]) n(entry, version)
    WHERE e.id = n.entry
"""
_CALLED = """
    SELECT n.record_id, n.text FROM tracker_namekey k
    JOIN tracker_indexedname n ON n.id = k.name_id
    WHERE k.key = ANY(%(keys)s) AND k.part = ANY(%(parts)s)
"""
CHUNK = 5_000  # entries indexed at a time


def part(list_code: str, kind: str, *, is_hidden: bool = False) -> str:
    """Name the part of the index that holds a list's entries of a kind."""
    public = f"{LIST}:{list_code}:{kind}"
    return f"{DESK}:{public}" if is_hidden else public


def refresh(list_code: str | None = None) -> int:
    """Index the names of entries that are new or have changed; of one list or all.

    Returns:
        The number of entries whose names were read.

    Cost:
        One query if nothing changed; 9,000 entries with 23,000 names take some seconds.
    """
    with published.writing():
        with connection.cursor() as cursor:
            cursor.execute(_UNNAMED, {"list": list_code})
            rows = cursor.fetchall()
        if not rows:
            return 0
        hidden = withheld.spellings()
        for start in range(0, len(rows), CHUNK):
            _index(rows[start : start + CHUNK], hidden)
        published.next_version()
    return len(rows)


def forget() -> None:
    """Let ``refresh`` index everything anew."""
    ListEntry.objects.exclude(named_version=None).update(named_version=None)
    old = IndexedName.objects.filter(
        Q(part__startswith=f"{LIST}:") | Q(part__startswith=f"{DESK}:{LIST}:")
    )
    old._raw_delete(old.db)


def renew() -> None:
    """Index everything anew, as after a change of the rules."""
    forget()
    refresh()


def _index(rows: Sequence[tuple[Any, ...]], hidden: Sequence[str]) -> None:
    known = [row for row in rows if row[6]]
    if known:
        lists = {row[1] for row in known}
        old = IndexedName.objects.filter(
            part__in=[part for code in lists for part in _parts(code)],
            record_id__in=[str(row[0]) for row in known],
        )
        old._raw_delete(old.db)
    now_hidden = [
        row[0]
        for row in rows
        if hidden
        and not row[2]
        and any(withheld.holds(text, hidden) for text in _texts(row[4]))
    ]
    ListEntry.objects.filter(pk__in=now_hidden).update(is_hidden=True)
    hidden_ids = {*now_hidden, *(row[0] for row in rows if row[2])}
    with connection.cursor() as cursor:
        columns = "(part, record_id, text, tokens, keys)"
        with cursor.copy(f"COPY tracker_indexedname {columns} FROM STDIN") as copy:
            for entry, code, _, kind, spelled, *_ in rows:
                place = part(code, kind, is_hidden=entry in hidden_ids)
                for text, tokens in _spelled(_texts(spelled)):
                    keys = sorted(names.keys(tokens))
                    copy.write_row((place, str(entry), text, list(tokens), keys))
        cursor.execute(
            _NAMED,
            {"entries": [row[0] for row in rows], "versions": [row[5] for row in rows]},
        )


def _texts(spelled: Any) -> list[str]:  # JSON, as text where the driver leaves it so
    found = json.loads(spelled) if isinstance(spelled, str) else spelled
    return [name["text"] for name in found or ()]


def _spelled(texts: Iterable[str]) -> Iterator[tuple[str, names.Tokens]]:
    """Give each spelling with its words, once for the same words."""
    seen = set()
    for text in texts:
        tokens = names.tokens(text)
        if tokens and tokens not in seen:
            seen.add(tokens)
            yield text, tokens


def _parts(list_code: str) -> list[str]:
    return [
        part(list_code, kind, is_hidden=is_hidden)
        for kind in EntityKind.values
        for is_hidden in (False, True)
    ]


def hide(marked: Mapping[str, Collection[str]]) -> bool:
    """Hide entries of those whose names are withheld, and show the others again.

    Called when documents are refreshed; acts if people, parties or entities changed.

    Returns:
        Whether an entry was hidden or shown.
    """
    if marked.keys().isdisjoint({"person", "party", "entity"}):
        return False
    is_hidden = Q(entity__person__is_name_withheld=True) | Q(
        entity__party__person__is_name_withheld=True
    )
    wanted = set(ListEntry.objects.filter(is_hidden).values_list("pk", flat=True))
    wanted |= _called_like(withheld.spellings())
    hidden = set(ListEntry.objects.filter(is_hidden=True).values_list("pk", flat=True))
    changed = wanted ^ hidden
    if changed:
        ListEntry.objects.filter(pk__in=wanted - hidden).update(is_hidden=True)
        ListEntry.objects.filter(pk__in=hidden - wanted).update(is_hidden=False)
        _index_again(changed)
    return bool(changed)


def _called_like(hidden: Sequence[str]) -> set[int]:
    """Find the entries that have a withheld spelling among their names."""
    keys = set()
    for spelling in hidden:
        tokens = names.tokens(spelling)
        keys |= {f"a{max(tokens, key=len)}"} if tokens else set()
        keys |= {key for key in names.keys(tokens) if key.startswith("j")}
    if not keys:
        return set()
    lists = ListEntry.objects.order_by().values_list("list_code", flat=True).distinct()
    with connection.cursor() as cursor:
        parts = [part for code in lists for part in _parts(code)]
        cursor.execute(_CALLED, {"keys": sorted(keys), "parts": parts})
        rows = cursor.fetchall()
    return {int(entry) for entry, text in rows if withheld.holds(text, hidden)}


def _index_again(entries: Collection[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_UNNAMED.replace('IS DISTINCT FROM', '=')} AND e.id = ANY(%(entries)s)",
            {"list": None, "entries": sorted(entries)},
        )
        rows = cursor.fetchall()
    if rows:
        _index(rows, ())
