"""How many people each of several things was given for, on one scale of tens."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, log10
from typing import Any

from .axes import Tick

Json = dict[str, Any]

WIDTH = 720
LEFT, RIGHT = 12.0, 700.0
TOP, ROW, FOOT = 10.0, 16.0, 24.0
LEAST = 8.0  # a mark's width, so that one number can be seen


@dataclass(frozen=True, slots=True)
class Case:
    """One thing given: a bar from the least to the most people, from x by width.

    Attributes:
        is_open: The number has no upper bound; the bar ends at the edge.
    """

    x: float
    y: float
    width: float
    label: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Ranges:
    """A drawing of ``width`` by ``height``; each tick is ten times the last."""

    width: int
    height: float
    foot: float
    cases: tuple[Case, ...]
    ticks: tuple[Tick, ...]


def ranges(concessions: Iterable[Json]) -> Ranges | None:
    """Lay out entries of the price's ``concessions`` in the order given.

    Returns:
        None when no entry says how many people.
    """
    counted = [c for c in concessions if (c["people"]["max"] or c["people"]["min"])]
    if not counted:
        return None
    most = max(c["people"]["max"] or c["people"]["min"] for c in counted)
    decades = max(ceil(log10(most)), 1)

    def place(number: int) -> float:
        share = log10(max(number, 1)) / decades
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def case(entry: Json, row: int) -> Case:
        low, high = entry["people"]["min"], entry["people"]["max"]
        x, end = place(low), RIGHT if high is None else place(high)
        width = max(end - x, LEAST)
        return Case(
            x=round(min(x, RIGHT - width), 1),
            y=TOP + ROW * row,
            width=round(width, 1),
            label=entry["concession"]["name"],
            is_open=high is None,
        )

    foot = TOP + ROW * len(counted)
    return Ranges(
        width=WIDTH,
        height=foot + FOOT,
        foot=foot,
        cases=tuple(case(entry, row) for row, entry in enumerate(counted)),
        ticks=tuple(Tick(place(10**n), f"{10**n:,}") for n in range(decades + 1)),
    )
