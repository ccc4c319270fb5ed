"""Weigh what two names have in common against what sets them apart.

``align`` pairs the words of two names, ``evidence`` measures what was paired and what
was not in six sums, ``judge`` makes one score of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from .name_words import LEGAL_FORMS, PARTICLES

Tokens = tuple[str, ...]
Weigh = Callable[[str], float]

FLOOR = 0.62  # likeness below which two words do not meet
PARTICLE_WEIGHT = 0.08
_INITIAL_WEIGHT = 0.3
_LEAST_WEIGHT = 0.6  # of a full word: even a common one tells people apart
_REPEAT = 0.8  # likeness from which a word repeats one that was paired already
_REPEAT_WEIGHT = 0.1  # share of its weight that a repeated word costs
_SAME_WORDS = 0.995  # all tokens the same, in other order
_MOVED_BLANK = 0.98  # the same letters, with a blank elsewhere
_OTHER_PARENT = 0.3  # the same words about "son of", in other order
_FILIATION = frozenset({"bin", "ibn", "ben", "bint", "binti", "ould", "oglu", "ogly"})
_NONE: frozenset[int] = frozenset()
_MOST = 0.99  # of names whose words are not all the same


class Word(NamedTuple):
    """A token as scoring sees it; a tuple because a search makes thousands."""

    token: str
    weight: float
    is_full: bool  # neither a particle nor an initial
    is_number: bool  # or holds a digit
    is_form: bool  # a legal form


class Pair(NamedTuple):
    """Two words that met: how alike, and their places in either name."""

    likeness: float
    i: int
    j: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of two names paired one to one.

    Attributes:
        pairs: Those that met, the most alike first.
        repeats_left: Places of left words that say again what a paired one says.
        repeats_right: The same for the right name.
    """

    pairs: list[Pair]
    repeats_left: AbstractSet[int]
    repeats_right: AbstractSet[int]


class Evidence(NamedTuple):
    """What two names have in common and what not, in sums of weights.

    Attributes:
        shared: Of pairs, by the squared likeness.
        unlike: Of pairs, by what the squared likeness lacks to 1.
        missing: Of left words without partner.
        extra: Of right words without partner.
        conflict: Of full words and initials without partner, as far as both sides have
            some.
        numbers: How many numbers have no partner.
        forms: 1 if each side has a legal form that the other has not.
        lone: 1 if one full word of several is all that met.
        ratio: Shared weight over all weight, from 0 to 1.
    """

    shared: float
    unlike: float
    missing: float
    extra: float
    conflict: float
    numbers: float
    forms: float
    lone: float
    ratio: float


def word(token: str, weight: float) -> Word:
    """Describe a token of a weight between 0 and 1."""
    is_initial = len(token) == 1
    is_full = not is_initial and token not in PARTICLES
    if is_initial:
        weight = min(weight, _INITIAL_WEIGHT)
    elif not is_full:
        weight = min(weight, PARTICLE_WEIGHT)
    else:
        weight = max(weight, _LEAST_WEIGHT)
    return Word(
        token,
        weight,
        is_full,
        any(letter.isdigit() for letter in token),
        token in LEGAL_FORMS,
    )


@lru_cache(1)
def _words_by(weigh: Weigh) -> Callable[[str], Word]:
    return lru_cache(100_000)(lambda token: word(token, weigh(token)))


def words(name: Tokens, weigh: Weigh) -> list[Word]:
    """Describe each token of a name."""
    describe = _words_by(weigh)
    return [describe(token) for token in name]


def align(possible: Iterable[Pair]) -> Alignment:
    """Pair words one to one, the best pairs first; ties go to the first words."""
    lefts: set[int] = set()
    rights: set[int] = set()
    met: list[Pair] = []
    left_over: list[Pair] = []
    for pair in sorted(possible, key=_best_first):
        _, i, j = pair
        if i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            met.append(pair)
        elif pair[0] >= _REPEAT:
            left_over.append(pair)
    if not left_over:
        return Alignment(met, _NONE, _NONE)
    repeats_left = {p.i for p in left_over if p.i not in lefts}
    repeats_right = {p.j for p in left_over if p.j not in rights}
    return Alignment(met, repeats_left, repeats_right)


def _best_first(pair: Pair) -> tuple[float, int, int]:
    return (-pair[0], pair[1], pair[2])


def evidence(
    left: Sequence[Word], right: Sequence[Word], alignment: Alignment
) -> Evidence:
    """Sum up an alignment; see ``Evidence``."""
    shared = unlike = 0.0
    full_met = 0
    lefts = [True] * len(left)
    rights = [True] * len(right)
    for likeness, i, j in alignment.pairs:
        a, b = left[i], right[j]
        weight = (a.weight + b.weight) / 2 if likeness == 1 else min(a.weight, b.weight)
        squared = likeness * likeness
        shared += weight * squared
        if len(a.token) == 1 or len(b.token) == 1:
            unlike += min(a.weight, b.weight) * (1 - squared)
        else:
            unlike += max(a.weight, b.weight) * (1 - squared)
        full_met += a.is_full and b.is_full
        lefts[i] = rights[j] = False
    only_left = _open_words(left, lefts, alignment.repeats_left)
    only_right = _open_words(right, rights, alignment.repeats_right)
    missing, missing_full = only_left[0], only_left[1]
    extra, extra_full = only_right[0], only_right[1]
    is_lone = full_met <= 1 and (
        sum(w.is_full for w in left) > 1 and sum(w.is_full for w in right) > 1
    )
    whole = shared + unlike + missing + extra
    return Evidence(
        shared,
        unlike,
        missing,
        extra,
        min(missing_full, extra_full),
        only_left[2] + only_right[2],
        float(only_left[3] and only_right[3]),
        float(is_lone),
        shared / whole if whole else 0.0,
    )


def _open_words(
    name: Sequence[Word], is_open: list[bool], repeats: AbstractSet[int]
) -> tuple[float, float, int, bool]:
    """Sum the weights of words without partner: of all, of full ones; count numbers.

    The last is whether one is a legal form.
    """
    weights = full = 0.0
    numbers = 0
    has_form = False
    for place, each in enumerate(name):
        if not is_open[place]:
            continue
        if place in repeats:
            weights += each.weight * _REPEAT_WEIGHT
        else:
            weights += each.weight
        if each.is_full or len(each.token) == 1:
            full += each.weight
        numbers += each.is_number
        has_form = has_form or each.is_form
    return weights, full, numbers, has_form


# Log-odds that two names have one bearer: a constant and what a unit of each sum adds.
# Found by search on one half of the labelled queries and pairs, rounded, and seen to
# hold on the other half (``benchmarks.names --half``).
CONSTANT = -3.85
WEIGHTS = Evidence(
    shared=2.0,
    unlike=-4.0,
    missing=-1.2,
    extra=-0.8,
    conflict=-4.0,
    numbers=-1.5,
    forms=-1.5,
    lone=-2.0,
    ratio=5.0,
)
MOST_SHARED = 1.6  # more words in common prove no more


def judge(left: Sequence[Word], right: Sequence[Word], alignment: Alignment) -> float:
    """Score an alignment.

    Returns:
        From 0.0 (nothing met) to 1.0 (the same words in the same order): between them
        the share of right ones that names so alike have, by ``WEIGHTS``.
    """
    if not left or not right:
        return 0.0
    if len(left) == len(right):
        if all(a.token == b.token for a, b in zip(left, right, strict=True)):
            return 1.0
        if len(alignment.pairs) == len(left) and alignment.pairs[-1].likeness == 1:
            return _OTHER_PARENT if _is_other_parent(left, right) else _SAME_WORDS
    whole = 0.0
    if alignment.pairs:
        sums = evidence(left, right, alignment)
        log_odds = CONSTANT
        for value, weight in zip(sums, WEIGHTS, strict=True):
            log_odds += value * weight
        log_odds += min(0.0, MOST_SHARED - sums.shared) * WEIGHTS.shared
        whole = _MOST / (1 + math.exp(-log_odds))
    return max(whole, _without_blanks(left, right, whole))


def _is_other_parent(left: Sequence[Word], right: Sequence[Word]) -> bool:
    """Tell whether the same words name another's son: A bin B is not B bin A."""
    asked = [each.token for each in left]
    if _FILIATION.isdisjoint(asked):
        return False
    listed = [each.token for each in right]
    rotated = (listed[i:] + listed[:i] for i in range(len(listed)))
    return asked not in rotated


def _without_blanks(left: Sequence[Word], right: Sequence[Word], whole: float) -> float:
    """Compare as one word, since a blank may be missing or too many."""
    if whole >= 0.95:
        return 0.0
    joined_left = "".join([each.token for each in left])
    joined_right = "".join([each.token for each in right])
    if len(left) == len(right):  # a blank may be in the wrong place
        return _MOVED_BLANK if joined_left == joined_right else 0.0
    shortest = min(len(joined_left), len(joined_right))
    if shortest < 6 or abs(len(joined_left) - len(joined_right)) > 3:
        return 0.0
    likeness = OSA.normalized_similarity(joined_left, joined_right, score_cutoff=0.85)
    return 0.98 * likeness**2
