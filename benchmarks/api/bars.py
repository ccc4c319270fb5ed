"""What must be reached, and whether it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .measuring import Cost

FILTER_MAX = 25.0  # milliseconds in PostgreSQL, at a million releases
EXPORT_MIN = 0.9  # of the speed of COPY by psql
EXPORT_MEMORY = 80.0  # MiB above an idle server
GROWTH_MAX = 1.25  # of the list's own cost, from a thousand releases to a million

# Contender, read, what of it is compared, and how many times as fast ours must be.
RATIOS = (
    ("plain", "list", "cpu", 60.0),
    ("plain", "detail", "cpu", 40.0),
    ("raw", "list", "wall", 0.8),
    ("raw", "detail", "wall", 0.4),
    ("directus", "list", "cpu", 30.0),
    ("directus", "detail", "cpu", 30.0),
    ("datasette", "list", "cpu", 8.0),
    ("datasette", "detail", "cpu", 3.0),
)
KEPT = (("list", 450.0), ("detail", 70.0))  # answers kept in memory, against plain


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing wanted, and what it was."""

    name: str
    want: float
    got: float
    is_most: bool = False

    @property
    def ok(self) -> bool:
        """Whether it was reached."""
        return self.got <= self.want if self.is_most else self.got >= self.want


Costs = Mapping[tuple[str, str], Cost]  # by contender and read


def ratios(costs: Costs) -> dict[str, float]:
    """Divide every contender's cost by ours: above one, ours is faster."""
    found = {}
    for (contender, read), cost in costs.items():
        if contender in ("project", "kept"):
            continue
        for ours in ("project", "kept"):
            own = costs.get((ours, read))
            if own is not None:
                found[f"{ours}.{read}.cpu_vs_{contender}"] = cost.cpu / own.cpu
                found[f"{ours}.{read}.requests_vs_{contender}"] = cost.wall / own.wall
    return found


def of_reads(found: Mapping[str, float]) -> Iterator[Bar]:
    """Give the bars that the contenders of this run allow to judge."""
    for contender, read, what, want in RATIOS:
        word = "cpu" if what == "cpu" else "requests"
        name = f"project.{read}.{word}_vs_{contender}"
        if name in found:
            yield Bar(name, want, found[name])
    for read, want in KEPT:
        name = f"kept.{read}.cpu_vs_plain"
        if name in found:
            yield Bar(name, want, found[name])
