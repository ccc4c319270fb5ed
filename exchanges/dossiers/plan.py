"""Compare dossiers with the database: what is new, changed, gone, edited since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from . import records, stored
from .columns import Ids
from .problems import DossierError, Problem
from .records import Record
from .sections import BY_NAME, SECTIONS, Section
from .stories import Entry, Loaded, Part, Story
from .writing import Write


@dataclass(frozen=True, slots=True)
class Removal:
    """A record, or an addition to one, that its dossier no longer has."""

    section: Section
    key: str
    mark: str
    story: Story | None
    row: Any


@dataclass(frozen=True, slots=True)
class Addition:
    """A part that a dossier adds to a record of another."""

    section: Section
    key: str
    mark: str
    record: Record


@dataclass(slots=True)
class Plan:
    """What a load will do.

    Attributes:
        digests: By dossier, section and key (with mark), what to keep of each record.
        kept: Records that an editor changed and that stay as they are.
    """

    ids: Ids
    stories: list[Story]
    writes: list[Write] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    person_parties: list[str] = field(default_factory=list)
    digests: dict[tuple[str, str, str], tuple[str, bool]] = field(default_factory=dict)
    old_digests: dict[tuple[str, str, str], str] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to write, not even a digest."""
        return False
