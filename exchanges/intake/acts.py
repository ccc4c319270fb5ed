"""Acts: single mentions of people who are let go, as a clause tells them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .counts import Count
from .dates import When
from .paragraphs import Passage


class Modality(StrEnum):
    """Whether a deed happened, as the clause says."""

    DONE = "done"
    ANNOUNCED = "announced"
    WISHED = "wished"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Act:
    """One mention of people who are let go.

    Attributes:
        row: The position of the sentence.
        passage: From the people to the deed.
        trigger: The token of the deed.
        template: Which template found it.
        count: How many; None if no number.
        names: Full names.
        nations: Codes of what the people belong to.
        agents: Codes of who let them go, as the clause says.
        holders: Codes of who held them, as the sentence says.
        receivers: Codes of who received them.
        modality: Whether it happened.
        own_day: The date of the deed.
        said_day: The day on which somebody said so, if no other is there.
        is_definite: It refers to people spoken of before.
        is_part: They are a part of others.
        is_background: The clause puts it in the past.
        is_captive: The words say that they were held.
        exchange: Which exchange it is a side of, 0 for none; sides are 1 and 2.
        side: Its side.
        is_many: Several people.
        is_weak: It says nothing new by itself: a list of names or a departure.
        heads: Nouns of single people among them: what "the diplomat" goes back to.
        nouns: Nouns of groups among them.
    """

    row: int
    passage: Passage
    trigger: int
    template: str
    count: Count | None
    names: tuple[str, ...]
    nations: frozenset[str]
    agents: frozenset[str]
    holders: frozenset[str]
    receivers: frozenset[str]
    modality: Modality
    own_day: When | None
    said_day: When | None
    is_definite: bool = False
    is_part: bool = False
    is_background: bool = False
    is_captive: bool = False
    exchange: int = 0
    side: int = 0
    is_many: bool = False
    is_weak: bool = False
    heads: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """People of one clause that belong together."""

    first: int
    last: int
    count: Count | None
    names: tuple[str, ...]
    nations: frozenset[str]
    is_definite: bool
    is_part: bool
    is_captive: bool
    is_many: bool
    heads: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
