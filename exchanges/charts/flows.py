"""Who gave what kind of thing to whom: ribbons between three columns."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

WIDTH = 960
COLUMN = 12.0
XS = (190.0, 474.0, 758.0)
TOP, UNIT, GAP, FOOT = 26.0, 9.0, 9.0, 10.0
LINE = 19.0  # height that a label needs
SHOWN = 11  # nodes a column; the others are gathered
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Node:
    """One giver, kind or receiver."""

    key: str
    x: float
    y: float
    height: float
    number: int
    column: int


@dataclass(frozen=True, slots=True)
class Ribbon:
    """So many concessions from one node to another, as an SVG path."""

    path: str
    start: str
    end: str
    number: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A drawing of ``width`` by ``height``."""

    width: int
    height: float
    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]


def flow(rows: Iterable[tuple[str, str, str]]) -> Flow | None:
    """Lay out concessions, each as giver, kind and receiver; None if there is none."""
    rows = _gathered(list(rows))
    if not rows:
        return None
    columns = [_stack(Counter(row[c] for row in rows), c) for c in range(3)]
    ribbons = [
        *_ribbons(Counter((g, k) for g, k, _ in rows), columns[0], columns[1]),
        *_ribbons(Counter((k, r) for _, k, r in rows), columns[1], columns[2]),
    ]
    bottom = max(n.y + n.height for nodes in columns for n in nodes.values())
    return Flow(
        WIDTH,
        bottom + FOOT,
        tuple(node for nodes in columns for node in nodes.values()),
        tuple(ribbons),
    )


def _gathered(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    kept = [
        {key for key, _ in Counter(row[c] for row in rows).most_common(SHOWN)}
        for c in range(3)
    ]
    return [
        (
            giver if giver in kept[0] else OTHERS,
            kind if kind in kept[1] else OTHERS,
            receiver if receiver in kept[2] else OTHERS,
        )
        for giver, kind, receiver in rows
    ]


def _stack(counts: Counter[str], column: int) -> dict[str, Node]:
    y = TOP
    found = {}
    ordered = sorted(counts.items(), key=lambda n: (n[0] == OTHERS, -n[1], n[0]))
    for key, number in ordered:
        height = number * UNIT
        found[key] = Node(key, XS[column], y, height, number, column)
        y += max(height + GAP, LINE)
    return found


def _ribbons(
    counts: Counter[tuple[str, str]], left: dict[str, Node], right: dict[str, Node]
) -> list[Ribbon]:
    used_left: Counter[str] = Counter()
    used_right: Counter[str] = Counter()
    found = []
    order = sorted(counts, key=lambda pair: (left[pair[0]].y, right[pair[1]].y))
    for start, end in order:
        number = counts[start, end]
        first = left[start].y + used_left[start] * UNIT
        last = right[end].y + used_right[end] * UNIT
        used_left[start] += number
        used_right[end] += number
        path = _path(left[start].x + COLUMN, first, right[end].x, last, number * UNIT)
        found.append(Ribbon(path, start, end, number))
    return found


def _path(x1: float, y1: float, x2: float, y2: float, width: float) -> str:
    middle = (x1 + x2) / 2
    return (
        f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"
        f"v{width:g}C{middle:g} {y2 + width:g} {middle:g} {y1 + width:g} {x1:g}"
        f" {y1 + width:g}z"
    )
