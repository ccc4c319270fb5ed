"""How many people a captor held and let go over time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from exchanges.ledger_facts import period

from .axes import Tick, around

Json = dict[str, Any]

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT = 56.0, 704.0
TOP, FOOT = 14.0, 268.0
LEAST = 3.0  # a mark's width and height, so that one person on one day can be seen
TICKS = 7
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar of people let go, or a claimed number held: from x by width, y by height.

    Attributes:
        is_open: The number has no upper bound; the bar shows its least.
    """

    x: float
    y: float
    width: float
    height: float
    label: str
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Door:
    """A drawing of ``width`` by ``height`` with one scale of people."""

    width: int
    height: int
    left: float
    right: float
    foot: float
    flows: tuple[Mark, ...]
    stocks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]


def door(stocks: Iterable[Json], releases: Iterable[Json]) -> Door | None:
    """Lay out totals of people held, and releases; None without a dated total.

    Args:
        stocks: Tallies of people held at one time.
        releases: Of the same captor; the undated are left out.
    """
    held = [(tally, when) for tally in stocks if (when := period(tally["period"]))]
    freed = [(r, when) for r in releases if (when := period(r["released_on"]))]
    days = [d for _, p in (*held, *freed) for d in (p.earliest, p.latest) if d]
    axis = around(days, LEFT, RIGHT)
    if not held or axis is None:
        return None
    most = max(_most(record["people"]) for record, _ in (*held, *freed))
    scale = (FOOT - TOP) / _ceiling(max(most, 1))

    def mark(record: Json, when: Any, low: int, high: int) -> Mark:
        first, last = axis.span(when.earliest, when.latest)
        height = max((high - low) * scale, LEAST)
        return Mark(
            x=first,
            y=round(FOOT - low * scale - height, 1),
            width=round(max(last - first, LEAST), 1),
            height=round(height, 1),
            label=f"{record['people']['text']} people, {_when(record)}",
            url=record["url"],
            is_open=record["people"]["max"] is None,
        )

    return Door(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        foot=FOOT,
        flows=tuple(mark(r, when, 0, r["people"]["min"]) for r, when in freed),
        stocks=tuple(
            mark(t, when, t["people"]["min"], _most(t["people"])) for t, when in held
        ),
        ticks=tuple(axis.ticks(TICKS)),
        levels=tuple(_levels(most, scale)),
    )


def _when(record: Json) -> str:
    when: Json = record.get("released_on") or record["period"]
    return str(when["text"])


def _most(count: Json) -> int:
    return int(count["min"] if count["max"] is None else count["max"])


def _ceiling(most: int) -> int:
    step = _step(most)
    return -(-most // step) * step


def _step(most: int) -> int:
    power = 1
    while True:
        for step in STEPS:
            if most <= 5 * step * power:
                return step * power
        power *= 10


def _levels(most: int, scale: float) -> Iterator[Tick]:
    step = _step(most)
    for number in range(0, _ceiling(most) + 1, step):
        yield Tick(round(FOOT - number * scale, 1), f"{number:,}")
