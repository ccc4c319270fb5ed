"""A scale of days, with ticks a reader can name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
DAY_STEPS = (1, 2, 7, 14)
SHORT = 60  # days; shorter spans are labelled by day


@dataclass(frozen=True, slots=True)
class Tick:
    """One labelled place on an axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``start`` to ``end`` between two places of a drawing."""

    start: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Give the place of a day; days outside lie on the edge."""
        inside = min(max(day, self.start), self.end)
        share = (inside - self.start) / (self.end - self.start)
        return round(self.left + share * (self.right - self.left), 1)

    def span(self, earliest: date | None, latest: date | None) -> tuple[float, float]:
        """Give the ends of a period, an open end on the edge."""
        first = self.left if earliest is None else self.x(earliest)
        last = self.right if latest is None else self.x(latest + timedelta(days=1))
        return first, last

    def ticks(self, most: int) -> list[Tick]:
        """Give at most so many ticks, evenly spaced in the calendar."""
        days = self._days(most) if self._length < SHORT else self._months(most)
        return [Tick(self.x(day), label) for day, label in days]

    @property
    def _length(self) -> int:
        return (self.end - self.start).days

    def _days(self, most: int) -> list[tuple[date, str]]:
        step = next((s for s in DAY_STEPS if self._length / s < most), DAY_STEPS[-1])
        found = []
        day = self.start
        while day <= self.end:
            found.append((day, f"{day.day} {day:%b}"))
            day += timedelta(days=step)
        return found[:most]

    def _months(self, most: int) -> list[tuple[date, str]]:
        found: list[tuple[date, str]] = []
        for step in MONTH_STEPS:
            found = list(self._each(step))
            if len(found) <= most:
                break
        return found

    def _each(self, step: int) -> Iterator[tuple[date, str]]:
        number = self.start.year * 12 + self.start.month - 1
        number += -number % step
        while number // 12 <= self.end.year:
            day = date(number // 12, number % 12 + 1, 1)
            if self.start <= day <= self.end:
                yield day, f"{day.year}" if step % 12 == 0 else f"{day:%b} {day.year}"
            number += step


def around(days: list[date], left: float, right: float) -> Axis | None:
    """Make an axis that holds all days with a little room; None without any day."""
    if not days:
        return None
    first, last = min(days), max(days)
    room = timedelta(days=max(3, (last - first).days // 16))
    start = date.min if first - date.min < room else first - room
    end = date.max if date.max - last < room else last + room
    return Axis(start, end, left, right)
