"""The versions of list entries in the database: set-based, whatever the list's size.

A list is compared by digests in a temporary table; only new and changed records are
read in full and copied. An edition without changes writes nothing here, and a first
load of 9,000 entries takes 2 s, where one ``update_or_create`` an entry took minutes
(docs/decisions.md).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.text import slugify

from .importers.entries import ListEntry

# What an edition at a position shows, as a table "shown" of versions with their keys.
_SHOWN = """
    SELECT v.id, e.key, v.digest, v.until
    FROM sanctions_entryversion v JOIN sanctions_listentry e ON e.id = v.entry_id
    WHERE e.list_code = %(list)s AND v.since <= %(at)s
    AND (v.until IS NULL OR v.until > %(at)s)
"""
_TEMPORARY = """
    CREATE TEMPORARY TABLE IF NOT EXISTS incoming
        (key text PRIMARY KEY, digest bytea NOT NULL) ON COMMIT DROP;
    CREATE TEMPORARY TABLE IF NOT EXISTS fresh (
        key text, slug text, digest bytea, kind text, name text, name_key text,
        programmes jsonb, listed_on date, body jsonb
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE IF NOT EXISTS ended (id bigint PRIMARY KEY, until bigint)
        ON COMMIT DROP;
    TRUNCATE incoming, fresh, ended;
"""
# The planner knows nothing of rows that this transaction made. After a first list had
# been analyzed, it took the 9,000 entries of a second one for a single row and joined
# them in nested loops for ten minutes; hash joins take 30 ms.
_HASH_JOINS = "SET LOCAL enable_nestloop = off"

_GONE = f"""
    WITH shown AS ({_SHOWN})
    SELECT count(*), count(*) FILTER (WHERE i.key IS NULL)
    FROM shown s LEFT JOIN incoming i USING (key)
"""
_DISTANCE = f"""
    WITH shown AS ({_SHOWN})
    SELECT count(*) FROM shown s FULL JOIN incoming i USING (key)
    WHERE s.digest IS DISTINCT FROM i.digest
"""
_DISTANCE_OF_EDITIONS = """
    SELECT count(DISTINCT v.entry_id)
    FROM sanctions_entryversion v JOIN sanctions_listentry e ON e.id = v.entry_id
    WHERE e.list_code = %(list)s AND (
        (v.since > %(left)s AND v.since <= %(right)s)
        OR (v.until > %(left)s AND v.until <= %(right)s)
    )
"""
_ENDED = f"""
    WITH shown AS ({_SHOWN})
    INSERT INTO ended SELECT s.id, s.until FROM shown s
    LEFT JOIN incoming i ON i.key = s.key AND i.digest = s.digest
    WHERE i.key IS NULL
"""
_RESUME_AFTER = """
    INSERT INTO sanctions_entryversion (entry_id, digest, since, until, kind, name,
        name_key, programmes, listed_on, body)
    SELECT v.entry_id, v.digest, %(next)s, v.until, v.kind, v.name, v.name_key,
        v.programmes, v.listed_on, v.body
    FROM ended JOIN sanctions_entryversion v USING (id)
    WHERE ended.until IS NULL OR ended.until > %(next)s
"""
_END = """
    UPDATE sanctions_entryversion v SET until = %(at)s FROM ended WHERE v.id = ended.id
"""
_NEW_KEYS = """
    INSERT INTO sanctions_listentry (list_code, key, slug, kind, name, is_listed,
        is_hidden)
    SELECT %(list)s, f.key, f.slug, f.kind, f.name, true, false FROM fresh f
    WHERE NOT EXISTS (
        SELECT FROM sanctions_listentry e
        WHERE e.list_code = %(list)s AND e.key = f.key
    )
"""
_BEGIN_EARLIER = f"""
    WITH shown AS ({_SHOWN})
    UPDATE sanctions_entryversion v SET since = %(at)s
    FROM incoming i, sanctions_listentry e
    WHERE e.list_code = %(list)s AND e.key = i.key AND v.entry_id = e.id
    AND v.since = %(next)s AND v.digest = i.digest
    AND NOT EXISTS (SELECT FROM shown s WHERE s.key = i.key)
"""
_UNREAD = f"""
    WITH shown AS ({_SHOWN})
    SELECT i.key FROM incoming i LEFT JOIN shown s USING (key) WHERE s.key IS NULL
"""
_BEGIN = """
    INSERT INTO sanctions_entryversion (entry_id, digest, since, until, kind, name,
        name_key, programmes, listed_on, body)
    SELECT e.id, f.digest, %(at)s, %(next)s, f.kind, f.name, f.name_key, f.programmes,
        f.listed_on, f.body
    FROM fresh f JOIN sanctions_listentry e ON e.list_code = %(list)s AND e.key = f.key
"""
_TOUCHED = """
    SELECT DISTINCT v.entry_id
    FROM sanctions_entryversion v JOIN sanctions_listentry e ON e.id = v.entry_id
    WHERE e.list_code = %(list)s
    AND (v.since = ANY(%(positions)s) OR v.until = ANY(%(positions)s))
"""
_LATEST = """
    WITH latest AS (
        SELECT DISTINCT ON (entry_id) entry_id, kind, name, until IS NULL AS is_listed,
            min(since) OVER (PARTITION BY entry_id) AS first
        FROM sanctions_entryversion WHERE entry_id = ANY(%(entries)s)
        ORDER BY entry_id, since DESC
    )
    UPDATE sanctions_listentry e SET kind = latest.kind, name = latest.name,
        is_listed = latest.is_listed, first_seen_on = d.published_on
    FROM latest JOIN sanctions_edition d
    ON d.list_code = %(list)s AND d.position = latest.first
    WHERE e.id = latest.entry_id
    AND (e.kind, e.name, e.is_listed, e.first_seen_on) IS DISTINCT FROM
        (latest.kind, latest.name, latest.is_listed, d.published_on)
"""
_FORGET_PERIODS = """
    DELETE FROM sanctions_listingperiod WHERE entry_id = ANY(%(entries)s)
"""
# A period is a run of versions that follow one another. The authority's own day counts
# if no edition contradicts it: where no edition came before, or between the two. A day
# long before the edition that first shows the entry again is a re-listing.
_PERIODS = """
    WITH editions AS (
        SELECT position, published_on,
            lag(published_on) OVER (ORDER BY position) AS before
        FROM sanctions_edition WHERE list_code = %(list)s AND position IS NOT NULL
    ),
    spans AS (
        SELECT v.entry_id, programme, v.since, v.until, v.listed_on
        FROM sanctions_entryversion v, jsonb_array_elements_text(
            CASE WHEN v.programmes = '[]' THEN '[""]' ELSE v.programmes END
        ) programme
        WHERE v.entry_id = ANY(%(entries)s)
    ),
    marked AS (
        SELECT *, (lag(until) OVER own IS DISTINCT FROM since)::int AS begins
        FROM spans WINDOW own AS (PARTITION BY entry_id, programme ORDER BY since)
    ),
    numbered AS (
        SELECT *, sum(begins) OVER (
            PARTITION BY entry_id, programme ORDER BY since
        ) AS run FROM marked
    ),
    runs AS (
        SELECT entry_id, programme, min(since) AS since,
            CASE WHEN bool_or(until IS NULL) THEN NULL ELSE max(until) END AS until,
            (array_agg(listed_on ORDER BY since))[1] AS listed_on
        FROM numbered GROUP BY entry_id, programme, run
    ),
    days AS (
        SELECT r.entry_id, r.programme, b.before AS began_after,
            b.published_on AS began_on, f.before AS ended_after,
            f.published_on AS ended_on,
            CASE WHEN r.listed_on <= b.published_on
                AND (b.before IS NULL OR r.listed_on > b.before)
            THEN r.listed_on END AS stated_on
        FROM runs r JOIN editions b ON b.position = r.since
        LEFT JOIN editions f ON f.position = r.until
    )
    INSERT INTO sanctions_listingperiod
        (entry_id, programme, began_after, began_on, ended_after, ended_on)
    SELECT DISTINCT entry_id, programme, coalesce(stated_on - 1, began_after),
        coalesce(stated_on, began_on), ended_after, ended_on
    FROM days
"""

PLAIN_KEY = re.compile(r"[A-Za-z0-9./-]{1,80}")
SPACES_AND_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edition stands among the accepted ones of its list, by position."""

    list_code: str
    at: int
    before: int | None
    next: int | None

    @property
    def parameters(self) -> dict[str, Any]:
        """What statements call these."""
        return {"list": self.list_code, "at": self.at, "next": self.next}


@dataclass(frozen=True, slots=True)
class Content:
    """One record, read in full, as it is stored."""

    key: str
    digest: bytes
    kind: str
    name: str
    programmes: tuple[str, ...]
    listed_on: date | None
    body: dict[str, Any]

    @classmethod
    def of(cls, entry: ListEntry, digest: bytes) -> "Content":
        """Take what is kept of an entry."""
        programmes = tuple(sorted(entry.programmes))
        return cls(
            *(entry.key, digest, entry.kind, entry.name, programmes, entry.listed_on),
            body=entry.as_json(),
        )


def name_key(name: str) -> str:
    """Write a name for exact comparison: letters and digits, single blanks."""
    return SPACES_AND_SIGNS.sub(" ", name.casefold()).strip()


def bring_in(list_code: str, digests: Mapping[str, bytes]) -> None:
    """Copy keys and digests of an edition into the temporary table ``incoming``."""
    with connection.cursor() as cursor:
        cursor.execute(_HASH_JOINS)
        cursor.execute(_TEMPORARY)
        _copy(cursor, "incoming (key, digest)", digests.items())


def gone(list_code: str, position: int) -> tuple[int, int]:
    """Count what an edition shows, and what of it ``incoming`` lacks."""
    shown, lacking = _row(_GONE, {"list": list_code, "at": position})
    return shown, lacking


def distance(list_code: str, position: int) -> int:
    """Count the entries that ``incoming`` has otherwise than an edition."""
    return int(_row(_DISTANCE, {"list": list_code, "at": position})[0])


def distance_of_editions(list_code: str, left: int, right: int) -> int:
    """Count the entries that changed between two accepted editions."""
    parameters = {"list": list_code, "left": left, "right": right}
    return int(_row(_DISTANCE_OF_EDITIONS, parameters)[0])


def end_others(place: Place) -> None:
    """End the versions that ``incoming`` lacks; they resume with the edition after."""
    if place.before is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, {**place.parameters, "at": place.before})
        if place.next is not None:
            cursor.execute(_RESUME_AFTER, place.parameters)
        cursor.execute(_END, place.parameters)


def begin_earlier(place: Place) -> None:
    """Let versions begin with ``incoming`` that the edition after it begins with."""
    if place.next is not None:
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN_EARLIER, place.parameters)


def unread(place: Place) -> list[str]:
    """Name the keys of ``incoming`` that no version covers yet."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD, place.parameters)
        return [key for (key,) in cursor.fetchall()]


def begin(place: Place, contents: Iterable[Content]) -> None:
    """Store new versions, and entries that were never seen before."""
    with connection.cursor() as cursor:
        _copy(
            cursor,
            "fresh (key, slug, digest, kind, name, name_key, programmes, listed_on,"
            " body)",
            (_fresh_row(place.list_code, content) for content in contents),
        )
        cursor.execute(_NEW_KEYS, place.parameters)
        cursor.execute(_BEGIN, place.parameters)


def derive(list_code: str, positions: Sequence[int]) -> None:
    """Derive latest state and periods anew where a version begins or ends.

    Args:
        list_code: Which list.
        positions: Of the editions that came or whose neighbour did.
    """
    parameters: dict[str, Any] = {"list": list_code, "positions": list(positions)}
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, parameters)
        parameters["entries"] = [entry for (entry,) in cursor.fetchall()]
        for statement in (_LATEST, _FORGET_PERIODS, _PERIODS):
            cursor.execute(statement, parameters)


def slug(list_code: str, key: str) -> str:
    """Write list and key for addresses; a key of other characters gets a digest."""
    plain = slugify(key.replace(".", "-").replace("/", "-"))[:80]
    if not PLAIN_KEY.fullmatch(key):
        plain += f"-{hashlib.blake2b(key.encode(), digest_size=6).hexdigest()}"
    return f"{list_code}-{plain.lstrip('-')}"


def _fresh_row(list_code: str, content: Content) -> tuple[object, ...]:
    return (
        content.key,
        slug(list_code, content.key),
        content.digest,
        content.kind,
        content.name,
        name_key(content.name),
        json.dumps(content.programmes, ensure_ascii=False),
        content.listed_on,
        json.dumps(content.body, ensure_ascii=False),
    )


def _row(statement: str, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row: tuple[Any, ...] = cursor.fetchone()
        return row


def _copy(
    cursor: CursorWrapper, target: str, rows: Iterable[tuple[object, ...]]
) -> None:
    with cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def copy_into(target: str, rows: Iterator[tuple[object, ...]]) -> None:
    """Copy rows into a table."""
    with connection.cursor() as cursor:
        _copy(cursor, target, rows)
