"""Everything dated in the record, on one axis: releases, steps, acts, contacts.

Events come from published documents, newest first, then by kind, slug and place. What
has no date is on no axis.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from tracker import listing
from tracker.listing import Cursor, Question
from tracker.models import PublishedDocument
from tracker.published import KINDS

Json = dict[str, Any]
KIND_OF = {
    "release": "release",
    "step": "concession",
    "action": "action",
    "contact": "contact",
}
CHUNK = 200  # documents read at a time


@dataclass(frozen=True, slots=True)
class Page:
    """One page of events, and where the next begins."""

    events: tuple[Json, ...]
    next: Cursor | None


@dataclass(frozen=True, order=True, slots=True)
class _Key:
    """Where an event stands: the later day first."""

    backwards: int  # minus the day's ordinal
    id: str


def page(kinds: Sequence[str], question: Question) -> Page:
    """Gather one page of events.

    Args:
        kinds: Keys of ``KIND_OF``.
        question: Its facets, days, moment, limit and cursor.

    Cost:
        One query a kind. Documents are read in the order of their days and no further
        than the page needs, but every concession that was under way at its start is.
    """
    cursor = question.cursor
    start = None
    if cursor is not None:
        start = _Key(-cursor.sort_on.toordinal(), cursor.slug)
    streams = (_events(kind, question) for kind in kinds)
    found: list[Json] = []
    last = None
    for key, event in heapq.merge(*streams, key=lambda pair: pair[0]):
        if start is not None and key <= start:
            continue
        if len(found) == question.limit:
            return Page(tuple(found), last)
        found.append(event)
        last = Cursor(date.fromordinal(-key.backwards), key.id)
    return Page(tuple(found), None)


def _events(kind: str, question: Question) -> Iterator[tuple[_Key, Json]]:
    """Give the events of a kind in order: a heap holds those that wait for others.

    By ``known_by`` a date may be another than today's, so all documents are read then.
    """
    is_in_order = question.known_by is None
    waiting: list[tuple[_Key, Json]] = []
    for row in _rows(kind, question).iterator(chunk_size=CHUNK):
        bound = row.latest or (row.earliest if kind != "step" else None)
        while (
            is_in_order
            and waiting
            and bound
            and waiting[0][0].backwards < -bound.toordinal()
        ):
            yield heapq.heappop(waiting)
        seen = _then(kind, question, bytes(row.body))
        for event in events_of(kind, seen) if seen else ():
            day = _day(event["date"])
            if day is not None and listing.is_within(question, event["date"]):
                key = _Key(-day.toordinal(), event["id"])
                heapq.heappush(waiting, (key, event))
    while waiting:
        yield heapq.heappop(waiting)


def _rows(kind: str, question: Question) -> QuerySet[PublishedDocument]:
    """Give the documents that may hold events, those that may be latest first."""
    stored = KINDS[KIND_OF[kind]]
    asked = replace(question, is_certain=False, cursor=None)
    rows = listing.candidates(stored, asked)
    if question.known_by is None:
        rows = rows.exclude(earliest=None, latest=None)
    cursor = question.cursor if question.known_by is None else None
    if cursor is not None and kind == "step":
        rows = rows.filter(Q(earliest=None) | Q(earliest__lte=cursor.sort_on))
    elif cursor is not None:
        rows = rows.filter(sort_on__lte=cursor.sort_on)
    if kind == "step":
        rows = rows.order_by(F("latest").desc(nulls_first=True), "slug")
    return rows.only("body", "earliest", "latest")


def _then(kind: str, question: Question, body: bytes) -> Json | None:
    """Give a document as of the moment, if it has the facets asked for then."""
    stored = KINDS[KIND_OF[kind]]
    asked = replace(question, since=None, until=None)
    seen = listing.then(stored, asked, body)
    return None if seen is None else json.loads(seen)


def events_of(kind: str, document: Json) -> Iterator[Json]:
    """Give the events of one document; an undated one has a null date."""
    record = {name: document[name] for name in ("slug", "name", "url")}
    common = {"kind": kind, "record": record}
    slug = document["slug"]
    if kind == "release":
        what = document["in_exchange"]["answer"]
        yield _event(common, slug, what, document["released_on"], _parties(document))
    elif kind == "action":
        parties = [code for code in [_code(document["authority"])] if code]
        when = document["effective_on"] or document["announced_on"]
        yield _event(common, slug, document["kind"], when, parties)
    elif kind == "contact":
        people = [document["initiator"]] + [
            p["party"] for p in document["participants"]
        ]
        parties = _codes(people)
        yield _event(common, slug, document["kind"], document["held_on"], parties)
    else:
        parties = _codes(
            [document["giver"], *document["co_givers"], *document["receivers"]]
        )
        for number, step in enumerate(document["steps"]):
            place = f"{slug}:{number:03}"
            yield _event(common, place, step["kind"], step["date"], parties)


def _event(
    common: Json, place: str, what: str, when: Json | None, parties: list[str]
) -> Json:
    return {
        "id": f"{common['kind']}:{place}",
        **common,
        "what": what,
        "date": when,
        "parties": parties,
    }


def _parties(release: Json) -> list[str]:
    return _codes(
        [release["captor"], *release["received_by"], *release["on_behalf_of"]]
    )


def _codes(refs: Sequence[Json | None]) -> list[str]:
    return list(dict.fromkeys(ref["code"] for ref in refs if ref))


def _code(authority: Json | None) -> str | None:
    party = authority and authority["party"]
    return party["code"] if party else None


def _day(when: Json | None) -> date | None:
    text = when and (when["latest"] or when["earliest"])
    return date.fromisoformat(text) if text else None
