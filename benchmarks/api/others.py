"""Contenders that bring their own server: Datasette over SQLite."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path

from django.db import connections

from .contenders import Contender

DATASETTE = "datasette==0.65.1"
QUERIES = {
    "list": "SELECT body FROM releases ORDER BY sort_on DESC, slug LIMIT 50",
    "detail": "SELECT body FROM releases WHERE slug = :slug",
}


class SkippedError(Exception):
    """A contender cannot run here; says why."""


def datasette(directory: Path) -> Contender:
    """Put the documents into SQLite, which Datasette serves.

    Raises:
        SkippedError: The package cannot be installed.
    """
    environment = directory / "datasette"
    program = environment / "bin" / "datasette"
    if not program.exists():
        venv.create(environment, with_pip=True)
        pip = [environment / "bin" / "pip", "install", "--quiet", DATASETTE]
        result = subprocess.run(pip, capture_output=True, text=True, check=False)
        if result.returncode:
            last = (result.stderr.strip().splitlines() or ["no word why"])[-1]
            raise SkippedError(f"pip could not install {DATASETTE}: {last}")
    database = directory / "releases.db"
    if not database.exists():
        _fill(database)
    metadata = directory / "metadata.json"
    queries = {name: {"sql": sql} for name, sql in QUERIES.items()}
    metadata.write_text(json.dumps({"databases": {"releases": {"queries": queries}}}))

    def command(port: int) -> list[str]:
        return [
            *(str(program), "serve", "--immutable", str(database)),
            *("--metadata", str(metadata), "--port", str(port)),
            *("--setting", "max_returned_rows", "1000"),
            *("--setting", "num_sql_threads", "1"),
        ]

    return Contender(
        "datasette",
        command,
        paths={
            "list": lambda _: "/releases/list.json?_shape=array",
            "detail": lambda slug: f"/releases/detail.json?_shape=array&slug={slug}",
        },
        body={"list": from_datasette, "detail": one_from_datasette},
    )


def from_datasette(body: bytes) -> bytes:
    """Turn its answer into ours: rows of one column that holds a document."""
    rows = [json.loads(row["body"]) for row in json.loads(body)]
    return json.dumps({"results": rows}).encode()


def one_from_datasette(body: bytes) -> bytes:
    """Turn its answer for one slug into the document."""
    return json.loads(body)[0]["body"].encode()


def _fill(path: Path) -> None:
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(unfinished)) as database:
        database.execute("CREATE TABLE releases (slug TEXT PRIMARY KEY, sort_on, body)")
        database.executemany("INSERT INTO releases VALUES (?, ?, ?)", _documents())
        database.execute("CREATE INDEX newest ON releases (sort_on DESC, slug)")
        database.commit()
    unfinished.rename(path)


def _documents() -> Iterator[tuple[str, str, str]]:
    wrapper = connections["public"]
    wrapper.ensure_connection()
    statement = (
        "COPY (SELECT slug, sort_on::text, convert_from(body, 'UTF8')"
        " FROM published_document WHERE kind = 'release') TO STDOUT (FORMAT binary)"
    )
    with wrapper.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', '0', false)")
        with cursor.copy(statement) as copy:
            copy.set_types(["text", "text", "text"])
            yield from copy.rows()


ALL = {"datasette": datasette}
