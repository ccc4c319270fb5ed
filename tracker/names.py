"""Say how alike two written names are, across spellings and scripts, and why.

A name becomes *tokens* (lower-case Latin words), each token one or more *skeletons*
(consonants as heard), a name a set of *keys* by which an index finds candidates.
``explain`` then compares two names token by token.

Source:
    Rules and constants were measured on 48,324 listed names (docs/decisions.md, Names);
    ``benchmarks/names.py`` repeats the measurement.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .name_evidence import (
    FLOOR,
    PARTICLE_WEIGHT,
    Pair,
    Tokens,
    Weigh,
    align,
    judge,
    words,
)
from .name_glossary import LEAST_STEM as _LEAST_STEM
from .name_glossary import meaning
from .name_sounds import meet, skeletons
from .name_words import (
    ABBREVIATIONS,
    GIVEN_NAMES,
    LEGAL_FORMS,
    LEGAL_PHRASES,
    PARTICLES,
    TRANSLATIONS,
)
from .transliteration import fold, latinise, script_of

__all__ = [
    "KEY_WEIGHTS",
    "Explanation",
    "Meeting",
    "Tokens",
    "Weigh",
    "compare",
    "even_weight",
    "explain",
    "keys",
    "latinise",
    "rarity",
    "score",
    "script_of",
    "similarity",
    "skeletons",
    "token_keys",
    "tokens",
]

_LEGAL_STARTS = frozenset(phrase[0] for phrase in LEGAL_PHRASES)
_LEGAL_WORDS = frozenset(
    word for phrase in LEGAL_PHRASES for word in phrase if len(word) >= 5
)
_ABBREVIATION_STARTS = frozenset(phrase[0] for phrase in ABBREVIATIONS)
_LONGEST_PHRASE = max(map(len, (*LEGAL_PHRASES, *ABBREVIATIONS)))  # words
_LEAST_JOINED = 5  # letters of a word that may be two of the other name
_LEAST_ACRONYM = 3  # letters; two need another word in common
_LEAST_MENDED = 5  # letters of a word of a legal form that may be mistyped
_DIGIT_WITHIN = re.compile(r"(?<=[a-z])[013459](?=[a-z])")
_LETTER_MEANT = str.maketrans("013459", "oieasg")  # as read by machines
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A token of the left name and the token of the right one that it was paired with.

    Attributes:
        left: Token of the left name.
        right: Token of the right name.
        how: same, given_name (of one saint or prophet), sound (one skeleton), spelling
            (few letters differ) or initial.
        score: From 0.5 to 1.0.
    """

    left: str
    right: str
    how: str
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two names are as alike as they are.

    Attributes:
        score: From 0.0 to 1.0, as ``similarity``.
        meetings: The pairs, in the order of the left name.
        only_left: Tokens of the left name without partner, in order.
        only_right: Tokens of the right name without partner, in order.
    """

    score: float
    meetings: tuple[Meeting, ...]
    only_left: Tokens
    only_right: Tokens


def even_weight(token: str) -> float:
    """Weigh a token without knowing how rare it is: particles and initials little."""
    if token in PARTICLES:
        return PARTICLE_WEIGHT
    return 0.3 if len(token) == 1 else 1.0


def rarity(name_count: int, total: int) -> float:
    """Weigh a token by how many names of a collection hold it.

    Args:
        name_count: Names that hold the token.
        total: All names of the collection.

    Returns:
        From 0.08 for a token of every name to nearly 1.0 for one of none.
    """
    weight = 1 - math.log(name_count + 1) / math.log(total + 1) if total else 1.0
    return max(PARTICLE_WEIGHT, weight)


@lru_cache(100_000)
def tokens(name: str) -> Tokens:
    """Split a name into the words that comparison and index use.

    Words are folded to lower-case Latin letters, legal forms to one sign each (OJSC and
    OAO to "ao") and common words of organisations to English. Scripts without a rule
    are kept. Empty if the name has no letter or digit.
    """
    words = [word for word in _SEPARATORS.split(fold(name)) if word]
    words = [_ORDINAL.sub(r"\1", word) for word in words]
    words = [_DIGIT_WITHIN.sub(_meant, word) for word in words]
    words = _legal_forms_shortened(words)
    words = _translated([TRANSLATIONS.get(word, word) for word in words])
    return tuple(_shortened(words, ABBREVIATIONS, _ABBREVIATION_STARTS))


@lru_cache(200_000)
def token_keys(token: str) -> tuple[str, ...]:
    """List the keys of one token, without repetition; prefixes as in ``keys``."""
    found = [f"a{token}", *(f"g{head}" for head in GIVEN_NAMES.get(token, ()))]
    for skeleton in skeletons(token):
        found.append(f"s{skeleton}")
        if len(skeleton) >= 4 and skeleton.isalpha():
            found.extend(
                f"d{skeleton[:i]}{skeleton[i + 1 :]}" for i in range(len(skeleton))
            )
    if len(token) >= 5:
        found.extend((f"p{token[:4]}", f"e{token[-4:]}"))
    return tuple(dict.fromkeys(found))


def keys(name: Tokens) -> frozenset[str]:
    """List the keys under which an index stores a name and looks it up.

    Returns:
        Keys with a prefix each: ``a`` token, ``s`` skeleton, ``g`` given name, ``d``
        skeleton less one letter, ``p`` first and ``e`` last four letters, ``j`` words
        joined. Empty for no tokens. Weights are in ``KEY_WEIGHTS``.
    """
    found: set[str] = set()
    for token in name:
        found.update(token_keys(token))
    if len(name) <= 6:
        found.update(f"j{skeleton}" for skeleton in skeletons("".join(name)) if name)
        for left, right in pairwise(name):
            joined = skeletons(left + right)
            found.update(f"j{skeleton}" for skeleton in joined)
            found.update(f"s{skeleton}" for skeleton in joined)
    return frozenset(found)


# How much a shared key says, by its prefix; to be multiplied by the key's rarity.
KEY_WEIGHTS = {"a": 1.0, "s": 0.9, "g": 0.6, "d": 0.35, "p": 0.3, "e": 0.3, "j": 1.2}


def similarity(left: str, right: str) -> float:
    """Score how likely two written names belong to one bearer.

    Order of words, case, diacritics and script do not matter. Words missing on the
    right cost more than words missing on the left: the left name is what is asked for.

    Returns:
        From 0.0 (nothing shared, or a name without letters) to 1.0 (same tokens).
    """
    return score(tokens(left), tokens(right))


def explain(left: str, right: str) -> Explanation:
    """Compare two names as printed, and say which words met how."""
    return compare(tokens(left), tokens(right))


def compare(left: Tokens, right: Tokens, weigh: Weigh = even_weight) -> Explanation:
    """Compare two names by their tokens, as ``score`` does, and keep the reasons."""
    left, right = with_blanks_agreed(left, right)
    lefts, rights = words(left, weigh), words(right, weigh)
    alignment = align(possible_pairs(left, right))
    meetings = tuple(
        Meeting(left[i], right[j], meet(left[i], right[j])[1], likeness)
        for likeness, i, j in sorted(alignment.pairs, key=lambda pair: pair.i)
    )
    return Explanation(
        judge(lefts, rights, alignment),
        meetings,
        _without(left, {pair.i for pair in alignment.pairs}),
        _without(right, {pair.j for pair in alignment.pairs}),
    )


def score(left: Tokens, right: Tokens, weigh: Weigh = even_weight) -> float:
    """Score two names by their tokens.

    Args:
        left: Tokens of the name that is asked for.
        right: Tokens of a name on record.
        weigh: Weight of a token between 0 and 1, such as its ``rarity``.

    Returns:
        From 0.0 to 1.0, as ``judge`` says.
    """
    left, right = with_blanks_agreed(left, right)
    return judge(
        words(left, weigh), words(right, weigh), align(possible_pairs(left, right))
    )


def _meant(digit: re.Match[str]) -> str:
    return digit.group().translate(_LETTER_MEANT)


def _legal_forms_shortened(words: list[str]) -> list[str]:
    """Put a sign for each legal form, though its words be mistyped."""
    mended = [_mended(word) for word in words]
    if mended == words:
        return _shortened(words, LEGAL_PHRASES, _LEGAL_STARTS)
    found = _shortened(mended, LEGAL_PHRASES, _LEGAL_STARTS)
    kept = iter(words)
    if len(found) == len(words):  # nothing was a legal form after all
        return list(kept)
    return found


@lru_cache(100_000)
def _mended(word: str) -> str:
    """Give the word of a legal form that a word is one letter away from, or itself."""
    if len(word) < _LEAST_MENDED or word in _LEGAL_WORDS:
        return word
    most = 1 if len(word) < 8 else 2
    near = process.extractOne(
        word, _LEGAL_WORDS, scorer=OSA.distance, score_cutoff=most
    )
    return near[0] if near else word


def _shortened(
    words: list[str], phrases: dict[Tokens, str], starts: frozenset[str]
) -> list[str]:
    """Put one word in the place of each phrase, the longest phrase first."""
    if starts.isdisjoint(words):
        return words
    found: list[str] = []
    position = 0
    while position < len(words):
        for length in range(_LONGEST_PHRASE, 1, -1):
            head = phrases.get(tuple(words[position : position + length]))
            if head is not None:
                found.append(head)
                position += length
                break
        else:
            found.append(words[position])
            position += 1
    return found


def _translated(words: list[str]) -> list[str]:
    """Translate the words of an organisation; a name alone may be a person's."""
    meanings = [meaning(word) if len(word) >= _LEAST_STEM else None for word in words]
    if sum(m is not None for m in meanings) < 2 and LEGAL_FORMS.isdisjoint(words):
        return words
    return [
        word if found is None else TRANSLATIONS.get(found.replace(" ", ""), found)
        for word, found in zip(words, meanings, strict=True)
    ]


def possible_pairs(left: Tokens, right: Tokens) -> list[Pair]:
    return [
        Pair(likeness, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (likeness := meet(a, b)[0]) >= FLOOR
    ]


def _without(name: Tokens, positions: set[int]) -> Tokens:
    return tuple(token for i, token in enumerate(name) if i not in positions)


def with_blanks_agreed(left: Tokens, right: Tokens) -> tuple[Tokens, Tokens]:
    """Join neighbours on one side where the other side writes them as one word.

    Words whose initials the other side writes are put in their place.
    """
    left, right = _joined_as_in(left, right), _joined_as_in(right, left)
    return _abbreviated_as_in(left, right), _abbreviated_as_in(right, left)


def _abbreviated_as_in(name: Tokens, other: Tokens) -> Tokens:
    """Put an acronym of the other name for the words whose initials it has."""
    if len(name) < 2:
        return name
    initials = "".join(token[0] for token in name)
    least = 2 if not set(name).isdisjoint(other) else _LEAST_ACRONYM
    for acronym in other:
        if not least <= len(acronym) <= len(name):
            continue
        if acronym in name or acronym in PARTICLES:
            continue
        at = initials.find(acronym)
        if at >= 0 and all(len(t) > 1 for t in name[at : at + len(acronym)]):
            return (*name[:at], acronym, *name[at + len(acronym) :])
    return name


def _joined_as_in(name: Tokens, other: Tokens) -> Tokens:
    single = {token for token in other if len(token) >= _LEAST_JOINED}
    single.difference_update(name)
    if len(name) < 2 or not single:
        return name
    found: list[str] = []
    position = 0
    while position < len(name):
        joined = "".join(name[position : position + 2])
        if len(joined) >= _LEAST_JOINED and joined in single:
            found.append(joined)
            position += 2
        else:
            found.append(name[position])
            position += 1
    return tuple(found)
