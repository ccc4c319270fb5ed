"""Check dossiers against each other, the database and the rules of the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .problems import Problem
from .stories import Loaded, Story


@dataclass(slots=True)
class Checked:
    """What was found."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def check(told: Iterable[Story], loaded: Loaded) -> Checked:
    """Check everything."""
    return Checked()
