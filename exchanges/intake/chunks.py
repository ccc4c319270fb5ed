"""Chunks: what the words of a sentence stand for, and rows of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .counts import Count
from .dates import When
from .paragraphs import Sentence, Token


@dataclass(frozen=True, slots=True)
class Party:
    """A state, group or body that is named, or an unnamed one in words.

    Attributes:
        first: The first token.
        last: The one after the last.
        code: Its code; for an unnamed one its words with hyphens.
        form: name, adjective, inhabitant or capital.
    """

    first: int
    last: int
    code: str
    form: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person who is named.

    Attributes:
        first: The first token, titles not included.
        last: The one after the last.
        name: The fullest name that the article gives.
        acts_for: The party whose office the person holds, or "".
        is_official: An office or a rank stands with the name.
    """

    first: int
    last: int
    name: str
    acts_for: str
    is_official: bool


@dataclass(frozen=True, slots=True)
class People:
    """A group of people, counted or not.

    Attributes:
        first: The first token of the phrase.
        last: The one after the last.
        head: The noun, in lower case.
        count: How many; None if no number stands there.
        nations: Codes of what they belong to.
        is_captive: The words say that they are held.
        is_definite: It refers to people named before ("the five", "those freed").
        is_part: It is a part of others ("six of the 10").
        is_many: Several people.
    """

    first: int
    last: int
    head: str
    count: Count | None
    nations: frozenset[str]
    is_captive: bool
    is_definite: bool
    is_part: bool
    is_many: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A date and its tokens."""

    first: int
    last: int
    when: When


Chunk = Party | Person | People | Day


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with what its words stand for.

    Attributes:
        sentence: The sentence.
        chunks: In order, none over another.
        at: For each token the chunk it is in, or None.
        is_headline: Most words have a capital, so capitals make no name.
    """

    sentence: Sentence
    chunks: tuple[Chunk, ...]
    at: tuple[Chunk | None, ...]
    is_headline: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Give the tokens."""
        return self.sentence.tokens

    def lower(self, index: int) -> str:
        """Give a token in lower case; "" beyond the ends."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def words(self, first: int, last: int) -> list[str]:
        """Give tokens in lower case, cut at the ends."""
        return [token.lower for token in self.tokens[max(0, first) : max(0, last)]]


@dataclass(frozen=True, slots=True)
class Roster:
    """The persons of an article by surname.

    Attributes:
        full: The fullest name by last word.
        acts_for: The party by full name.
        officials: Full names that stand with an office.
    """

    full: Mapping[str, str]
    acts_for: Mapping[str, str]
    officials: frozenset[str]
