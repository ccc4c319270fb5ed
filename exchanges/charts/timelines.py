"""Releases above, things given below, on one axis of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from exchanges.ledger_facts import period
from tracker.dates import Period

from .axes import Axis, Tick, around

Json = dict[str, Any]

WIDTH = 1040
LEFT, RIGHT = 12.0, 1028.0
LANE, BAR = 11.0, 8.0
LEAST = 8.0  # a mark's width, so that one day can be seen
GAP = 2.0
MARGIN, AXIS = 26.0, 30.0
TICKS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One release or delivery, as wide as its date is inexact."""

    x: float
    y: float
    width: float
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing of ``width`` by ``height``; the axis lies between ``top`` and ``foot``.

    Attributes:
        above: Releases.
        below: Deliveries.
    """

    width: int
    height: float
    top: float
    foot: float
    above: tuple[Mark, ...]
    below: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


def timeline(releases: Iterable[Json], deliveries: Iterable[Json]) -> Timeline | None:
    """Pack dated records into lanes, the earlier nearer to the axis.

    Args:
        releases: ``{name, url, date}``.
        deliveries: The same.

    Returns:
        None when nothing has a date.
    """
    up = [(r, p) for r in releases if (p := period(r["date"]))]
    down = [(d, p) for d in deliveries if (p := period(d["date"]))]
    days = [d for _, p in (*up, *down) for d in (p.earliest, p.latest) if d]
    axis = around(days, LEFT, RIGHT)
    if axis is None:
        return None
    above, below = _pack(axis, up), _pack(axis, down)
    top = MARGIN + LANE * (max((lane for *_, lane in above), default=0) + 1)
    foot = top + AXIS
    lanes = max((lane for *_, lane in below), default=0) + 1
    return Timeline(
        width=WIDTH,
        height=foot + LANE * lanes + MARGIN,
        top=top,
        foot=foot,
        above=tuple(
            _mark(entry, x, width, top - LANE * (lane + 1))
            for entry, x, width, lane in above
        ),
        below=tuple(
            _mark(entry, x, width, foot + LANE * lane + LANE - BAR)
            for entry, x, width, lane in below
        ),
        ticks=tuple(axis.ticks(TICKS)),
    )


def _pack(
    axis: Axis, entries: list[tuple[Json, Period]]
) -> list[tuple[Json, float, float, int]]:
    ends: list[float] = []
    found = []
    for entry, when in sorted(entries, key=lambda e: e[1].earliest or date.min):
        first, last = axis.span(when.earliest, when.latest)
        width = max(last - first, LEAST)
        x = min(first, RIGHT - width)
        lane = next((n for n, end in enumerate(ends) if end + GAP <= x), len(ends))
        ends[lane : lane + 1] = [x + width]
        found.append((entry, round(x, 1), round(width, 1), lane))
    return found


def _mark(entry: Json, x: float, width: float, y: float) -> Mark:
    label = f"{entry['name']}, {entry['date']['text']}"
    return Mark(x, round(y, 1), width, label, entry["url"])
