"""Fetches the documents of an export by COPY: flat memory, public role."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from django.db import connections, transaction

from tracker import listing
from tracker.listing import Question
from tracker.published import KINDS, Kind

Json = dict[str, Any]

TIMEOUT = 10 * 60  # seconds: a slow reader of everything; lists have five
LICENCE = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
TITLE = "What was given in exchange"
# A document holds neither of these characters, so COPY changes no byte of it.
RAW = r"FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02', ESCAPE E'\x02'"


@dataclass(slots=True)
class Export:
    """What one file holds.

    Attributes:
        kinds: The kinds of records, in order.
        question: What keeps them; the same for all.
        address: Where the file was asked for, with its query.
        version: Data version, read before the data.
        changed_at: When the record last changed.
        rows: How many documents were written so far.
    """

    kinds: tuple[Kind, ...]
    question: Question
    address: str
    version: int
    changed_at: datetime
    rows: int = 0

    @property
    def is_now(self) -> bool:
        """Whether it holds the record of today, not of an earlier moment."""
        return self.question.known_by is None and self.question.as_of is None

    def about(self) -> Json:
        """Say what the file holds; after the last document, ``rows`` is the total."""
        known_by, as_of = self.question.known_by, self.question.as_of
        return {
            "title": TITLE,
            "query": self.address,
            "rows": self.rows,
            "known_by": known_by and known_by.isoformat(),
            "as_of": as_of and as_of.isoformat(),
            "data_version": self.version,
            "changed_at": self.changed_at.isoformat(),
            "licence": LICENCE,
        }

    def documents(self) -> Iterator[tuple[Kind, Json]]:
        """Give every document, counting them; one query for each kind."""
        for kind in self.kinds:
            for body in self._bodies(kind):
                self.rows += 1
                yield kind, json.loads(body)

    def lines(self) -> Iterator[bytes]:
        """Give the documents as blocks of whole lines, counting them."""
        for kind in self.kinds:
            if self.is_now:
                statement = "SELECT convert_from(body, 'UTF8') FROM ({}) AS kept"
                blocks = _copied(kind, self.question, statement, RAW)
            else:
                blocks = (body + b"\n" for body in self._bodies(kind))
            for block in blocks:
                self.rows += block.count(b"\n")
                yield block

    def _bodies(self, kind: Kind) -> Iterator[bytes]:
        with _copy(kind, self.question, "{}", "FORMAT binary") as copy:
            copy.set_types(["bytea"])
            for (body,) in copy.rows():
                kept = listing.then(kind, self.question, bytes(body))
                if kept is not None:
                    yield kept


def export(kinds: Iterable[Kind], question: Question, address: str) -> Export:
    """Start an export; one query, for the data version."""
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT number, changed_at FROM published_version")
        version, changed_at = cursor.fetchone()
    return Export(tuple(kinds), question, address, version, changed_at)


def everything() -> tuple[Kind, ...]:
    """Give all kinds of records, in the order of their addresses."""
    return tuple(sorted(KINDS.values(), key=lambda kind: kind.segment))


def _copied(
    kind: Kind, question: Question, statement: str, options: str
) -> Iterator[bytes]:
    with _copy(kind, question, statement, options) as copy:
        for block in copy:
            yield bytes(block)


@contextmanager
def _copy(
    kind: Kind, question: Question, statement: str, options: str
) -> Iterator[psycopg.Copy]:
    rows = listing.candidates(kind, question).values_list("body")
    query, parameters = rows.query.sql_with_params()
    connection = connections["public"]
    with transaction.atomic(using="public"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true)", [f"{TIMEOUT}s"]
        )
        text = f"COPY ({statement.format(query)}) TO STDOUT ({options})"
        with connection.connection.cursor() as raw, raw.copy(text, parameters) as copy:
            yield copy
