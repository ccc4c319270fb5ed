"""The steps of one concession on a small time axis, with the releases it was for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from exchanges.ledger_facts import period

from .axes import Axis, Tick, around

Json = dict[str, Any]

WIDTH = 440
LEFT, RIGHT = 118.0, 432.0
TOP, ROW, FOOT = 8.0, 20.0, 22.0
LEAST = 7.0  # a bar's width, so that one day can be seen
TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a step, or a release."""

    kind: str
    y: float
    x: float | None  # None: undated
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawing of ``width`` by ``height``."""

    width: int
    height: float
    foot: float
    bars: tuple[Bar, ...]
    bands: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]


def strip(steps: Iterable[Json], releases: Iterable[Json]) -> Strip | None:
    """Lay out steps, and behind them when the people were let go.

    Args:
        steps: Of a concession's document.
        releases: References with ``released_on``.

    Returns:
        None when fewer than two things have a date, or no step has.
    """
    steps = list(steps)
    freed = [period(release["released_on"]) for release in releases]
    dated = [period(step["date"]) for step in steps]
    known = [p for p in (*dated, *freed) if p is not None]
    days = [d for p in known for d in (p.earliest, p.latest) if d is not None]
    axis = around(days, LEFT, RIGHT)
    if axis is None or not any(dated) or len(known) < 2:
        return None
    foot = TOP + ROW * len(steps)
    return Strip(
        width=WIDTH,
        height=foot + FOOT,
        foot=foot,
        bars=tuple(_bar(axis, step, row) for row, step in enumerate(steps)),
        bands=tuple(_extent(axis, p.earliest, p.latest) for p in freed if p),
        ticks=tuple(axis.ticks(TICKS)),
    )


def _bar(axis: Axis, step: Json, row: int) -> Bar:
    when = period(step["date"])
    y = TOP + ROW * row
    if when is None:
        return Bar(step["kind"], y, None, 0, "date not stated")
    x, width = _extent(axis, when.earliest, when.latest)
    return Bar(step["kind"], y, x, width, step["date"]["text"])


def _extent(axis: Axis, earliest: Any, latest: Any) -> tuple[float, float]:
    first, last = axis.span(earliest, latest)
    width = max(last - first, LEAST)
    return round(min(first, RIGHT - width), 1), round(width, 1)
