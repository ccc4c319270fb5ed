"""A made-up record of any size: templates through the loader, then copies by SQL.

A template is a bargain of two releases with concessions, links and citations, loaded as
a dossier is. Each copy has rows of its own in the editors' tables and a document of its
own; slugs differ by the number of the copy. That a copied document is what the
serializers make of the copied rows is checked before anything is measured.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connections

from tracker.databases import DATABASE_NAME
from tracker.embedded.server import SUPERUSER

TEMPLATES = 250  # releases
MARK = "zz0"  # ends every slug of a template; copies have another number
PARTIES = 40
WORDS = ("river", "harbour", "mill", "forest", "bridge", "garden", "tower", "valley")
# Made anew for each copy; everything else is shared by all.
COPIED = (
    *("tracker_person", "tracker_personname", "tracker_nationality"),
    *("tracker_personcitation", "exchanges_trade", "exchanges_tradeparty"),
    *("exchanges_tradecitation", "exchanges_release", "exchanges_releaseparty"),
    *("exchanges_releasecitation", "exchanges_freed", "exchanges_concession"),
    *("exchanges_concessionparty", "exchanges_concessioncitation"),
    *("exchanges_step", "exchanges_linkage", "exchanges_linkagecitation"),
)


def fill(size: int, directory: Path, *, with_rows: bool) -> None:
    """Migrate, load the templates and copy them until there are ``size`` releases.

    Args:
        size: How many releases.
        directory: Where the templates are written.
        with_rows: Copy the editors' tables too, not the documents alone.
    """
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    path = directory / "templates.yaml"
    path.write_text(json.dumps(dossier()), encoding="utf-8")  # JSON is YAML
    call_command("load_dossier", str(path), verbosity=0)
    copies = -(-size // TEMPLATES)
    host = connections["owner"].server.ensure()
    with psycopg.connect(
        host=host, user=SUPERUSER, dbname=DATABASE_NAME, autocommit=True
    ) as superuser:
        cursor = superuser.cursor()
        # Neither triggers nor foreign keys, as replication would do it; this is a
        # database for measuring, which nobody edits.
        cursor.execute("SET session_replication_role = replica")
        offset = max(_highest(cursor, table) for table in _tables(cursor)) + 1
        for table in _tables(cursor) if with_rows else ():
            _copy(cursor, table, copies, offset)
        _copy_documents(cursor, copies)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def dossier() -> dict[str, Any]:
    """Make the templates in the form of a dossier."""
    found: dict[str, Any] = {
        "dossier": "templates",
        "sources": {
            f"source-{n}": {
                "publisher": f"Publisher {n % 7}",
                "title": f"Title {n}",
                "published_on": f"2026-0{1 + n % 9}-15",
                "url": f"https://example.org/{n}",
            }
            for n in range(60)
        },
        "parties": {
            f"X{n:02}": {"kind": "non_state", "name": f"Party {n}"}
            for n in range(PARTIES)
        },
    }
    sections = ("people", "trades", "releases", "concessions", "linkages")
    found |= {name: [] if name == "linkages" else {} for name in sections}
    for number in range(TEMPLATES // 2):
        _add_bargain(found, number)
    return found


def _add_bargain(found: dict[str, Any], number: int) -> None:
    word = WORDS[number % len(WORDS)]
    one, other = f"X{number % PARTIES:02}", f"X{(number * 7 + 1) % PARTIES:02}"
    if one == other:
        other = f"X{(number * 7 + 2) % PARTIES:02}"
    cite = [f"source-{(number + n) % 60} {n + 1}" for n in range(3)]
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    trade = f"bargain-{number}-{MARK}"
    found["trades"][trade] = {
        "title": f"Bargain of the {word} {number}",
        "parties": {"principal": [one, other]},
        "cite": cite[:1],
    }
    for side, (captor, taker) in enumerate(((one, other), (other, one))):
        people = {
            f"person-{number}-{side}-{n}-{MARK}": {
                "names": [f"Person {word.title()} {number} {side} {n}"],
                "nationality": ["BY"],
                "cite": cite[:1],
            }
            for n in range(2)
        }
        found["people"] |= people
        release = f"release-{number}-{side}-{MARK}"
        found["releases"][release] = {
            "title": f"Release {side} of the {word} {number}",
            "captor": captor,
            "received_by": [taker],
            "trade": trade,
            "released_on": day,
            "people": 2 + number % 9,
            "destination": "abroad",
            "freed": {slug: {} for slug in people},
            "cite": cite,
        }
    concession = f"relief-{number}-{MARK}"
    found["concessions"][concession] = {
        "title": f"Relief for the {word} {number}",
        "kind": ("goods", "payment", "services", "travel")[number % 4],
        "trade": trade,
        "giver": other,
        "receiver": [one],
        "steps": [
            {"agreed": day, "by": other, "cite": cite[:1]},
            {"delivered": day, "by": other, "cite": cite[1:2]},
        ],
        "cite": cite[:1],
    }
    first, second = (f"release-{number}-{side}-{MARK}" for side in range(2))
    found["linkages"] += [
        {"given": [concession], "for": [first], "basis": "stated", "cite": cite[:2]},
        {"given": [second], "for": [first], "basis": "swap", "cite": cite[:1]},
    ]


def slugs(size: int) -> Iterator[str]:
    """Give slugs of releases, spread over templates and copies."""
    copies = -(-size // TEMPLATES)
    for n in range(TEMPLATES):
        yield f"release-{n // 2}-{n % 2}-zz{n * 7919 % copies}"


def _tables(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        " AND tablename = ANY(%s)",
        [list(COPIED)],
    )
    found = {name for (name,) in cursor.fetchall()}
    if missing := set(COPIED) - found:
        raise SystemExit(f"benchmarks.api: no such table: {', '.join(sorted(missing))}")
    return list(COPIED)


def _highest(cursor: Any, table: str) -> int:
    cursor.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"')
    return int(cursor.fetchone()[0])


def _copy(cursor: Any, table: str, copies: int, offset: int) -> None:
    cursor.execute(
        """
        SELECT a.attname,
            (SELECT c.confrelid::regclass::text FROM pg_constraint c
             WHERE c.conrelid = a.attrelid AND c.contype = 'f'
               AND c.conkey = ARRAY[a.attnum])
        FROM pg_attribute a
        WHERE a.attrelid = %s::regclass AND a.attnum > 0
          AND NOT a.attisdropped AND a.attgenerated = ''
        ORDER BY a.attnum
        """,
        [table],
    )
    columns = cursor.fetchall()
    values = []
    for name, target in columns:
        quoted = f't."{name}"'
        if name == "id" or target in COPIED:
            values.append(f"{quoted} + k * {offset}")
        elif name == "slug":
            values.append(f"replace({quoted}, '{MARK}', 'zz' || k)")
        else:
            values.append(quoted)
    names = ", ".join(f'"{name}"' for name, _ in columns)
    cursor.execute(
        f'INSERT INTO "{table}" ({names}) OVERRIDING SYSTEM VALUE'
        f' SELECT {", ".join(values)} FROM "{table}" AS t,'
        f" generate_series(1, {copies - 1}) AS k"
    )


def _copy_documents(cursor: Any, copies: int) -> None:
    def renamed(text: str) -> str:
        return f"replace({text}, '{MARK}', 'zz' || k)"

    separator = r"E'\x01'"
    facets = renamed(f"array_to_string(facets, {separator})")
    body = renamed("convert_from(body, 'UTF8')")
    cursor.execute(
        f"""
        INSERT INTO tracker_document (kind, slug, name, body, earliest, latest, sort_on,
            facets, search, version, record_id, inputs)
        SELECT kind, {renamed("slug")}, name, convert_to({body}, 'UTF8'), earliest,
            latest, sort_on, string_to_array({facets}, {separator}), search, version,
            record_id || ':' || k, '{{}}'
        FROM tracker_document, generate_series(1, {copies - 1}) AS k
        WHERE kind = 'release' AND slug LIKE '%{MARK}'
        """
    )
