"""The formats of a file: how documents become bytes, a block at a time."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from tracker.published import encode

from . import tables
from .reading import Export
from .tables import Cell, Column, Table

Json = dict[str, Any]

BLOCK = 256 * 1024  # bytes
# How a spreadsheet recognises a formula (OWASP, CSV Injection). A quote in front makes
# it text.
FORMULA = re.compile(r"[=+\-@\t\r\n]")
SQL_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}
README = """\
{title}

Each table is a CSV file in UTF-8; datapackage.json says what its columns mean, as
Frictionless Data Package describes it. The first columns are the key. Dates are EDTF
with the first and last day they allow. A cell is empty where nothing is recorded. A
quote stands before text that a spreadsheet would take for a formula.
"""


def json_lines(export: Export) -> Iterator[bytes]:
    """Write one document a line, and a last line with ``about`` the file."""
    yield from export.lines()
    yield encode({"about": export.about()}) + b"\n"


def csv_table(export: Export) -> Iterator[bytes]:
    """Write the table of the export's one kind, without what is in lists."""
    (kind,) = export.kinds
    table = tables.of_kind(kind)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(column.name for column in table.header)
    for found, document in export.documents():
        row = next(tables.rows(found, document))
        writer.writerow(map(safe, row.cells))
        if buffer.tell() > BLOCK:
            yield _drained(buffer)
    yield _drained(buffer)


def csv_zip(export: Export) -> Iterator[bytes]:
    """Write all tables, what their columns mean, and what the file holds.

    Costs the size of the tables on disk while it is made.
    """
    chosen = _tables(export)
    with ExitStack() as stack:
        texts = {
            table.name: stack.enter_context(
                tempfile.TemporaryFile("w+", encoding="utf-8", newline="")
            )
            for table in chosen
        }
        writers = {name: csv.writer(text) for name, text in texts.items()}
        for table in chosen:
            writers[table.name].writerow(column.name for column in table.header)
        for kind, document in export.documents():
            for row in tables.rows(kind, document):
                writers[row.table].writerow(map(safe, row.cells))
        package = encode(_package(export, chosen))
        parts: list[tuple[str, Iterable[bytes]]] = [
            ("README.txt", [README.format(title=export.about()["title"]).encode()]),
            ("datapackage.json", [package]),
            *((f"{name}.csv", _blocks(text)) for name, text in texts.items()),
        ]
        yield from _zipped(parts)


def sqlite_database(export: Export) -> Iterator[bytes]:
    """Write one SQLite database: a table for each, ``about`` and ``columns``.

    Costs the size of the database on disk while it is made.
    """
    chosen = _tables(export)
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "record.sqlite"
        database = sqlite3.connect(path, isolation_level=None)
        try:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            for table in chosen:
                database.execute(_create(table))
            inserts = {t.name: _insert(t.name, len(t.header)) for t in chosen}
            for kind, document in export.documents():
                for row in tables.rows(kind, document):
                    database.execute(inserts[row.table], row.cells)
            _describe(database, export, chosen)
            database.execute("COMMIT")
        finally:
            database.close()
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def safe(cell: Cell) -> Cell:
    """Give a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and FORMULA.match(cell):
        return f"'{cell}"
    return cell


def _tables(export: Export) -> list[Table]:
    found = [t for kind in export.kinds for t in tables.every(tables.of_kind(kind))]
    return [*found, tables.citations()]


def _drained(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _blocks(text: IO[str]) -> Iterator[bytes]:
    text.seek(0)
    while block := text.read(BLOCK):
        yield block.encode()


class _Pipe(io.RawIOBase):
    """Where ``zipfile`` writes and the response reads; it cannot be sought in."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # a buffer
        self.parts.append(bytes(data))
        return len(data)

    def drain(self) -> bytes:
        content, self.parts = b"".join(self.parts), []
        return content


def _zipped(parts: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blocks in parts:
            # A fixed day, so that the same content is the same bytes.
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                for block in blocks:
                    file.write(block)
                    yield pipe.drain()
    yield pipe.drain()


def _package(export: Export, chosen: list[Table]) -> Json:
    return {
        "name": "what-was-given-in-exchange",
        **export.about(),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [
            {
                "name": table.name.replace("_", "-"),
                "path": f"{table.name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "profile": "tabular-data-resource",
                "schema": {
                    "fields": [_field(column) for column in table.header],
                    "primaryKey": [column.name for column in table.keys],
                },
            }
            for table in chosen
        ],
    }


def _field(column: Column) -> Json:
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }


def _quoted(name: str) -> str:
    return f'"{name}"'


def _create(table: Table) -> str:
    columns = [
        f"{_quoted(column.name)} {SQL_TYPES.get(column.type, 'TEXT')}"
        for column in table.header
    ]
    keys = ", ".join(_quoted(column.name) for column in table.keys)
    listed = ", ".join([*columns, f"PRIMARY KEY ({keys})"])
    return f"CREATE TABLE {_quoted(table.name)} ({listed}) WITHOUT ROWID"


def _insert(name: str, columns: int) -> str:
    marks = ", ".join("?" * columns)
    return f"INSERT INTO {_quoted(name)} VALUES ({marks})"


def _describe(
    database: sqlite3.Connection, export: Export, chosen: list[Table]
) -> None:
    database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    about = export.about().items()
    database.executemany(
        _insert("about", 2),
        [(name, value if value is None else str(value)) for name, value in about],
    )
    database.execute(
        "CREATE TABLE columns (table_name TEXT, name TEXT, type TEXT, description TEXT)"
    )
    database.executemany(
        _insert("columns", 4),
        [
            (table.name, column.name, column.type, column.description)
            for table in chosen
            for column in table.header
        ],
    )
