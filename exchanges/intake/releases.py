"""Releases as an article tells them: mentions that belong together."""

from __future__ import annotations

from dataclasses import dataclass, field

from .acts import Act, Modality
from .counts import Count
from .dates import When
from .lexicon import words

GENERAL = words(
    "prisoners detainees inmates people citizens nationals those number others "
    "persons individuals captives hostages men women"
)


@dataclass(slots=True)
class Release:
    """One occasion of letting people go, as the article tells it.

    Attributes:
        acts: Its mentions, the first one founding it.
        agents: Codes of who let them go.
        agents_reason: How that is known, in words; "" if a clause says it.
    """

    acts: list[Act] = field(default_factory=list)
    agents: frozenset[str] = frozenset()
    agents_reason: str = ""

    @property
    def count(self) -> Count | None:
        """Give the number of people; of several the whole, not a part."""
        told = [a for a in self.acts if a.count is not None]
        whole = [a for a in told if not a.is_part] or told
        counts = [a.count for a in whole if a.count is not None]
        if not counts:
            return None
        best = max(counts, key=lambda count: count.number)
        exact = [c for c in counts if c.agrees(best)]
        return exact[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of those freed, in order."""
        return tuple(dict.fromkeys(name for act in self.acts for name in act.names))

    @property
    def nations(self) -> frozenset[str]:
        """Give what its people belong to."""
        return frozenset().union(*(act.nations for act in self.acts if not act.is_weak))

    @property
    def heads(self) -> frozenset[str]:
        """Give the nouns of single people among them."""
        return frozenset().union(*(act.heads for act in self.acts))

    @property
    def nouns(self) -> frozenset[str]:
        """Give the nouns for several people, other than the general ones."""
        return frozenset().union(*(act.nouns for act in self.acts)) - GENERAL

    @property
    def receivers(self) -> frozenset[str]:
        """Give who received them."""
        return frozenset().union(*(act.receivers for act in self.acts))

    @property
    def holders(self) -> frozenset[str]:
        """Give who held them."""
        return frozenset().union(*(act.holders for act in self.acts))

    @property
    def is_group(self) -> bool:
        """Tell whether it is of more people than it names."""
        return any(act.is_many and not act.names for act in self.acts) or any(
            act.count is not None and act.count.number > 1 for act in self.acts
        )

    @property
    def day(self) -> When | None:
        """Give its date: the most exact one that a clause ties to the deed."""
        own = [act.own_day for act in self.acts if act.own_day is not None]
        days = [when for when in own if when.is_day]
        if days or own:
            return (days or own)[0]
        return None

    @property
    def said_day(self) -> When | None:
        """Give the day on which somebody spoke of it."""
        return next((a.said_day for a in self.acts if a.said_day is not None), None)

    @property
    def modality(self) -> Modality:
        """Tell whether it happened or is only announced."""
        if any(act.modality is Modality.DONE for act in self.acts):
            return Modality.DONE
        return Modality.ANNOUNCED

    @property
    def sides(self) -> frozenset[tuple[int, int]]:
        """Give the exchanges it is part of, with its side."""
        return frozenset((abs(a.exchange), a.side) for a in self.acts if a.exchange)

    @property
    def is_background(self) -> bool:
        """Tell whether it is told in passing."""
        return all(act.is_background for act in self.acts)
