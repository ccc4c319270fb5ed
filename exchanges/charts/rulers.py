"""The days on which a record's sources appeared, as a ruler to move along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

WIDTH, HEIGHT = 640, 58
LEFT, RIGHT = 40.0, 600.0
STOPS_MAX = 22  # then two are 26 apart, so that a finger meets one: WCAG 2.2, 2.5.8
LABEL_WIDTH = 92.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A day to go to; ``label`` is empty where there is no room for it."""

    day: str
    x: float
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Ruler:
    """A drawing of ``width`` by ``height`` with stops in the order of days."""

    width: int
    height: int
    left: float
    right: float
    stops: tuple[Stop, ...]


def ruler(days: Iterable[str], chosen: date | None) -> Ruler | None:
    """Lay out days as stops at even distances; None with fewer than two of them.

    Of more days than fit, the latest of each group stays: at it, all before is known.

    Args:
        days: In any order, as ISO 8601 writes them.
        chosen: The day looked at; the last stop not after it is marked.
    """
    ordered = sorted({date.fromisoformat(day) for day in days})
    if len(ordered) < 2:
        return None
    group = ceil(len(ordered) / STOPS_MAX)
    kept = ordered[::-1][::group][::-1]
    if len(kept) < 2:
        return None
    step = (RIGHT - LEFT) / (len(kept) - 1)
    every = ceil(LABEL_WIDTH / step)
    marked = max((d for d in kept if chosen and d <= chosen), default=None)
    return Ruler(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        stops=tuple(
            Stop(
                day=day.isoformat(),
                x=round(LEFT + step * position, 1),
                label="" if position % every else f"{day.day} {day:%b %Y}",
                is_chosen=day == marked,
            )
            for position, day in enumerate(kept)
        ),
    )
