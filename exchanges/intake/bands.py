"""Bands: how sure a proposal is, in three steps, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .acts import Modality
from .concessions import PROPOSED, Concession
from .linkages import Link
from .releases import Release


class Name(StrEnum):
    """How sure a proposal is."""

    READY = "ready"
    CHECK = "check"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Band:
    """How sure a proposal is, and why."""

    name: Name
    reason: str

    def lifted(self, by: str) -> Band:
        """Raise it by one step, because somebody else agrees."""
        higher = Name.READY if self.name is Name.CHECK else Name.CHECK
        name = Name.READY if self.name is Name.READY else higher
        return Band(name, f"{self.reason}; {by} agrees")


def of_release(release: Release, *, day_is_told: bool) -> Band:
    """Say how sure a release is."""
    doubts: list[str] = []
    if release.agents_reason:
        doubts.append(f"no clause says who let them go: {release.agents_reason}")
    if not release.agents:
        doubts.append("the article does not say who let them go")
    if release.count is None and not release.names:
        doubts.append("neither a number nor a name is told")
    if release.modality is not Modality.DONE:
        doubts.append("it is announced, not done")
    if release.day is None:
        doubts.append(
            "its day is the one on which somebody spoke of it"
            if day_is_told
            else "its day is not told"
        )
    if release.is_background:
        doubts.append("it is told in passing")
    numbers = {a.count.text for a in release.acts if a.count and not a.is_part}
    if len(numbers) > 1:
        doubts.append(
            f"the article gives several numbers: {', '.join(sorted(numbers))}"
        )
    return _band(doubts, "one clause says who let whom go, and when")


def of_concession(price: Concession) -> Band:
    """Say how sure a concession is."""
    doubts: list[str] = []
    if price.reason:
        doubts.append(f"no clause says who gives: {price.reason}")
    if not price.givers:
        doubts.append("the article does not say who gives")
    if price.step == PROPOSED:
        doubts.append("it is only talked of")
    if not any(mention.is_linked for mention in price.mentions):
        doubts.append("no clause ties it to a release")
    return _band(doubts, "one clause says who gives what")


def of_link(link: Link) -> Band:
    """Say how sure a linkage is."""
    if link.is_denied:
        return Band(Name.CHECK, "somebody denies it")
    if link.basis == "sequence":
        return Band(Name.UNLIKELY, "the article only tells both side by side")
    return Band(Name.CHECK, "the article ties one to the other")


def of_name(is_on_record: bool) -> Band:
    """Say how sure it is that somebody named is a person of the record."""
    if is_on_record:
        return Band(Name.READY, "a person of this name is on record")
    return Band(Name.CHECK, "new to the record")


def _band(doubts: Sequence[str], reason: str) -> Band:
    if not doubts:
        return Band(Name.READY, reason)
    name = Name.CHECK if len(doubts) == 1 else Name.UNLIKELY
    if len(doubts) == 2 and "day" in "".join(doubts):
        name = Name.CHECK
    return Band(name, "; ".join(doubts))
