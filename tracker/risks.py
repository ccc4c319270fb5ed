"""Rules by which an edit needs a second person before it is public.

The rules themselves are listed in ``exchanges/risks.py``, where all kinds of records
are known; it registers them as the app starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .snapshots import Change, Snapshot, changes


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of a record that is or becomes public.

    Attributes:
        before: The public state before; None if the record becomes public by it.
        after: The state after; None if the record goes.
    """

    before: Snapshot | None
    after: Snapshot | None

    @property
    def label(self) -> str:
        """The record's model."""
        snapshot = self.before or self.after
        return snapshot.label if snapshot else ""

    def changes(self, label: str) -> list[Change]:
        """Give what it changes in rows of one model."""
        found = changes(self.before, self.after)
        return [change for change in found if change.label == label]

    def values(self, label: str, field: str) -> list[tuple[object, object]]:
        """Give the old and new value of a field in each row that changes it."""
        found = []
        for change in self.changes(label):
            if change.field == field:
                found.append((change.before, change.after))
            elif not change.field:
                old, new = change.before or {}, change.after or {}
                if old.get(field) != new.get(field):
                    found.append((old.get(field), new.get(field)))
        return found


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason for a second person to look.

    Attributes:
        name: Short name, kept with proposals.
        sentence: Tells the editor why.
        applies: Says whether an edit falls under it.
    """

    name: str
    sentence: str
    applies: Callable[[Edit], bool]


RULES: list[Rule] = []


def register(*rules: Rule) -> None:
    """Set the rules; called once as the app that lists them starts."""
    RULES[:] = rules


def flags(edit: Edit) -> list[Rule]:
    """Give the rules that an edit falls under; empty if it needs nobody else."""
    return [rule for rule in RULES if rule.applies(edit)]


def sentences(names: list[str]) -> list[str]:
    """Say what rules mean, by name; a name that is no longer a rule says itself."""
    known = {rule.name: rule.sentence for rule in RULES}
    return [known.get(name, name) for name in names]
