"""The scene: what a whole article says about who deals with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from . import lexicon
from .acts import Act, Modality
from .chunks import Day, Party, People, Person, Row
from .dates import When
from .lexicon import words

OLD = timedelta(days=75)  # before publication: background


TOOK_PLACE = words(
    "completed took conducted carried went happened held swapped exchanged"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the whole article says about who deals with whom.

    Attributes:
        parties: How often each party is named.
        captors: How strongly each party appears as who holds or frees people.
        pair: The two sides of a swap, if the article names them.
        mediators: Codes of third parties between the sides.
        is_swap: The article speaks of a swap or an exchange of people.
        published: The day of publication.
        event_day: The day on which the article says that it all happened, or was said.
    """

    parties: Counter[str]
    captors: Counter[str]
    pair: frozenset[str]
    mediators: frozenset[str]
    is_swap: bool
    published: date
    event_day: When | None = None


def scene(rows: Sequence[Row], acts: Sequence[Act], published: date) -> Scene:
    """Look at the whole article."""
    parties: Counter[str] = Counter()
    captors: Counter[str] = Counter()
    pairs: Counter[frozenset[str]] = Counter()
    mediators: set[str] = set()
    is_swap = False
    for row in rows:
        for chunk in row.chunks:
            if isinstance(chunk, Party):
                parties[chunk.code] += 1
            elif isinstance(chunk, Person) and chunk.acts_for:
                parties[chunk.acts_for] += 1
            elif isinstance(chunk, People):
                parties.update(chunk.nations)
        words = row.words(0, len(row.tokens))
        if (
            set(words) & lexicon.SWAP_NOUNS
            or "exchanged" in words
            or "swapped" in words
        ):
            is_swap = True
            pair = _pair(row)
            if pair:
                pairs[pair] += 1
        mediators |= _mediators(row)
        if any(phrase in " ".join(words) for phrase in lexicon.DENIED_LINKS):
            is_swap = True  # what somebody has to deny was talked of as one
    for act in acts:
        for code in act.agents:
            captors[code] += 3
        for code in act.holders:
            captors[code] += 2
    for row in rows:
        for index, token in enumerate(row.tokens):
            if token.lower in lexicon.PRISON_WORDS:
                for look in range(max(0, index - 3), min(len(row.tokens), index + 4)):
                    near = row.at[look]
                    if isinstance(near, Party):
                        captors[near.code] += 1
    pair = pairs.most_common(1)[0][0] if pairs else frozenset()
    days = [
        when
        for act in acts
        if act.modality is Modality.DONE and not act.is_background
        for when in (act.own_day, act.said_day)
        if when is not None and when.is_day and published - when.latest < OLD
    ]
    days += [when for row in rows if (when := _swap_day(row)) is not None]
    return Scene(
        parties,
        captors,
        pair,
        frozenset(mediators) - pair,
        is_swap,
        published,
        days[0] if days else None,
    )


def _swap_day(row: Row) -> When | None:
    """Give the day on which a swap took place: "completed a swap on Thursday"."""
    words = row.words(0, len(row.tokens))
    if not set(words) & lexicon.SWAP_NOUNS or not set(words) & TOOK_PLACE:
        return None
    days = [chunk.when for chunk in row.chunks if isinstance(chunk, Day)]
    return days[-1] if days and days[-1].is_day else None


def _pair(row: Row) -> frozenset[str]:
    """Read "between A and B", "A and B swap", "A … swap with B"."""
    parties = [c for c in row.chunks if isinstance(c, Party)]
    for left, right in pairwise(parties):
        between = row.words(left.last, right.first)
        if left.code == right.code or row.lower(left.first - 1) in {",", "and"}:
            continue
        if between in (["and"], ["and", "the"], ["-"]) and (
            row.lower(left.first - 1) == "between"
            or row.lower(left.first - 2) == "between"
            or set(row.words(right.last, right.last + 5))
            & (
                lexicon.SWAP_NOUNS
                | {"swapped", "exchanged", "agree", "agreed", "trade"}
            )
        ):
            return frozenset({left.code, right.code})
        if "swap" in between and (
            "with" in between or row.lower(right.first - 1) == "with"
        ):
            return frozenset({left.code, right.code})
    for index, token in enumerate(row.tokens):
        # "brought home 95 soldiers in an exchange with Russia"
        if token.lower in lexicon.SWAP_NOUNS and row.lower(index + 1) == "with":
            other = next((c for c in parties if index < c.first <= index + 3), None)
            if other is not None and parties[0].code != other.code:
                return frozenset({parties[0].code, other.code})
    for token_index, token in enumerate(row.tokens):
        if (
            "-" in token.text
            and token.is_capitalised
            and row.lower(token_index + 1) in {"prisoner", "swap", "prisoners"}
        ):
            return frozenset()
    return frozenset()


def _mediators(row: Row) -> set[str]:
    """Read "brokered by Qatar", "with Turkey as mediator", "Qatar mediated"."""
    found: set[str] = set()
    for index, token in enumerate(row.tokens):
        if token.lower not in lexicon.MEDIATION:
            continue
        after = row.words(index + 1, index + 3)
        if after[:1] == ["by"] or token.lower in {"brokered", "mediated", "hosted"}:
            look = index + 1
            while look < min(index + 12, len(row.tokens)):
                chunk = row.at[look]
                if isinstance(chunk, Party) or (
                    isinstance(chunk, Person) and chunk.acts_for
                ):
                    found.add(_code(chunk))
                    look = chunk.last
                    if row.lower(look) not in {"and", ","}:
                        break
                elif row.lower(look) in {".", ";"} or row.tokens[look].tag[:2] == "VB":
                    break
                look += 1
            if after[:1] == ["by"]:
                continue
        look = index - 1
        while look >= max(0, index - 12):
            chunk = row.at[look]
            if isinstance(chunk, Party) or (
                isinstance(chunk, Person) and chunk.acts_for
            ):
                found.add(_code(chunk))
                look = chunk.first - 1
                if row.lower(look) not in {"and", ","}:
                    break
            elif row.lower(look) in {";", "."}:
                break
            look -= 1
    return found


def _code(chunk: Party | Person) -> str:
    return chunk.code if isinstance(chunk, Party) else chunk.acts_for
