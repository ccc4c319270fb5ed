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
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from .name_words import (
    ABBREVIATIONS,
    GIVEN_NAMES,
    LEGAL_PHRASES,
    PARTICLES,
    TRANSLATIONS,
)
from .transliteration import fold, latinise, script_of

__all__ = [
    "Explanation",
    "Meeting",
    "Tokens",
    "Weigh",
    "compare",
    "explain",
    "keys",
    "latinise",
    "rarity",
    "score",
    "script_of",
    "similarity",
    "skeletons",
    "tokens",
]

Tokens = tuple[str, ...]
Weigh = Callable[[str], float]

# How two tokens can meet, from strongest to weakest.
SAME = "same"
GIVEN_NAME = "given_name"
SOUND = "sound"
SPELLING = "spelling"
INITIAL = "initial"

# Sounds, in order of replacement; capitals are classes: C = ch, S = sh. Written for
# English, French, German and Polish transliterations alike.
_SOUNDS = (
    *(("tsch", "C"), ("shch", "S"), ("sch", "S"), ("tch", "C"), ("dzh", "C")),
    *(("dsch", "C"), ("ch", "C"), ("cz", "C"), ("sh", "S"), ("zh", "S"), ("kh", "h")),
    *(
        ("gh", "g"),
        ("ph", "f"),
        ("ck", "k"),
        ("dh", "d"),
        ("th", "t"),
        ("x", "ks"),
        ("tz", "t"),
        ("ts", "t"),
    ),
    *(("dz", "d"), ("dj", "C"), ("q", "k"), ("w", "v")),
)
# g, h, k and kh change places between languages, and so do s, z, sh and zh.
_CLASSES = str.maketrans("ghczSjf", "kkkssCv")
_VOWELS = re.compile("[aeiouy]")
_DOUBLES = re.compile(r"(.)\1+")
_SOFT_C = re.compile("c(?=[eiy])")
_SLAVIC_C = re.compile("c(?![hkz])|c(?=k[iy])")  # Bialacki, Tselikovec
_SHORT_U = re.compile(
    "(?<=[aeoiy])u(?=[^aeiouy]|$)"
)  # Belarusian short u, as in -ouski
_STEMS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("^m[iy]k[ao]la", "nikola"),
        ("^m[iy]k[iy]t", "nikit"),
        ("^v[ao]l?[gh]a$", "olga"),
        ("^vol[gh]a", "olga"),
        ("^h?r[iy][gh]or", "grigor"),
        ("^[iy]?a[uvw]hen", "evgen"),
        ("^[iy]?evhen", "evgen"),
        ("^hanna$", "anna"),
        ("^(?:al|ol)[iey]*[ck]*[sx](?=a|ey|ei|iy|ij|ii)", "aleks"),
        ("^[iy]e?fim", "efim"),
        ("^[iy]usuf|^[iy]osif|^[iy]osip|^josef|^joseph|^yous+ef|^yusef", "iosif"),
        ("^[yij]akov|^yakau|^iakau|^jakub|^yaqub|^jacob", "iakov"),
        ("^u?ladz?is|^wladis", "vladis"),
        ("^u?sevalad", "vsevolod"),
        ("^dz?mit|^dm[iy]t|^z[iy]?m[iy]ts", "dmit"),
        ("^p[iy]?at?r|^pyot|^piot", "petr"),
        ("^[kc]hr?[iy]st", "hrist"),
        ("^m[uo]?u?h?[ao]mm?[aeiu]d$|^mohd$|^muhd$", "mohamad"),
    )
)
_LEGAL_STARTS = frozenset(phrase[0] for phrase in LEGAL_PHRASES)
_ABBREVIATION_STARTS = frozenset(phrase[0] for phrase in ABBREVIATIONS)
_LONGEST_PHRASE = max(map(len, (*LEGAL_PHRASES, *ABBREVIATIONS)))  # words
_SEPARATORS = re.compile(r"[\W_]+")
_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"))

# Scores between 0 and 1, found by search on the query sets named in docs/decisions.md.
_FLOOR = 0.50  # below it two tokens do not meet
_HOPELESS = 0.2  # share of letters below which no sound lifts two tokens to the floor
_INITIAL_SCORE = 0.62
_GIVEN_NAME_SCORE = 0.93
_MISSING_COST = 0.75  # of a weight on the left without partner
_EXTRA_COST = 0.50  # of a weight on the right without partner
_CONFLICT = 0.85  # factor for each pair of full words without partner, one a side
_NUMBER_CONFLICT = 0.72  # factor if a number has no partner: sister ships, branches
_LEAST_WEIGHT = 0.60  # of a full word
_PARTICLE_WEIGHT = 0.08
_SAME_WORDS = 0.995  # all tokens the same, in other order


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
        return _PARTICLE_WEIGHT
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
    return max(_PARTICLE_WEIGHT, weight)


@lru_cache(100_000)
def tokens(name: str) -> Tokens:
    """Split a name into the words that comparison and index use.

    Words are folded to lower-case Latin letters, legal forms to one sign each (OJSC and
    OAO to "ao") and common words of organisations to English. Scripts without a rule
    are kept. Empty if the name has no letter or digit.
    """
    words = [word for word in _SEPARATORS.split(fold(name)) if word]
    words = _shortened(words, LEGAL_PHRASES, _LEGAL_STARTS)
    words = [TRANSLATIONS.get(word, word) for word in words]
    return tuple(_shortened(words, ABBREVIATIONS, _ABBREVIATION_STARTS))


@lru_cache(200_000)
def skeletons(token: str) -> tuple[str, ...]:
    """Reduce a token to its consonants as heard, in each way a rule leaves open.

    Returns:
        At least one skeleton, the likeliest first: Тихановский, Tikhanovsky and
        Tsikhanouski have "tknvsk" in common. A token without consonants gives its
        first letter after an underscore; one with a digit gives itself.
    """
    if not token.isalpha() or not token.isascii():
        return (token,)
    stem = _stem(token).replace("yu", "iu")
    spellings = [stem]
    if len(stem) > 4 and stem.startswith(("ul", "us")):
        spellings.append(f"v{stem[1:]}")  # Uladzimir, Usevalad
    found: list[str] = []
    for spelling in spellings:
        soft = _SOFT_C.sub("s", spelling)
        slavic = _SLAVIC_C.sub("ts", spelling).replace("j", "y")
        variants = (soft, _SHORT_U.sub("v", soft), slavic, _SHORT_U.sub("v", slavic))
        for variant in dict.fromkeys(variants):
            found.extend(_consonants(variant, token))
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
        found.add(f"a{token}")
        found.update(f"g{head}" for head in GIVEN_NAMES.get(token, ()))
        for skeleton in skeletons(token):
            found.add(f"s{skeleton}")
            if len(skeleton) >= 4 and skeleton.isalpha():
                found.update(
                    f"d{skeleton[:i]}{skeleton[i + 1 :]}" for i in range(len(skeleton))
                )
        if len(token) >= 5:
            found.update((f"p{token[:4]}", f"e{token[-4:]}"))
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
    pairs = _align(left, right)
    meetings = tuple(
        Meeting(
            left[pair.i],
            right[pair.j],
            _meet(left[pair.i], right[pair.j])[1],
            pair.score,
        )
        for pair in sorted(pairs, key=lambda pair: pair.i)
    )
    return Explanation(
        _whole_score(left, right, pairs, weigh),
        meetings,
        _without(left, {pair.i for pair in pairs}),
        _without(right, {pair.j for pair in pairs}),
    )


def score(left: Tokens, right: Tokens, weigh: Weigh = even_weight) -> float:
    """Score two names by their tokens.

    Args:
        left: Tokens of the name that is asked for.
        right: Tokens of a name on record.
        weigh: Weight of a token between 0 and 1, such as its ``rarity``.

    Returns:
        From 0.0 to 1.0: the squared scores of the pairs, one to one, best first, over
        the weights of all tokens; less where both sides hold a full word or a number
        that the other lacks, or where one word of several is all that met.
    """
    return _whole_score(left, right, _align(left, right), weigh)


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


def _stem(token: str) -> str:
    for pattern, replacement in _STEMS:
        if pattern.match(token):
            return pattern.sub(replacement, token, count=1)
    return token


def _consonants(spelling: str, token: str) -> list[str]:
    for letters, sound in _SOUNDS:
        if letters in spelling:
            spelling = spelling.replace(letters, sound)
    spelling = _DOUBLES.sub(r"\1", spelling)
    endings = [spelling]
    if len(spelling) > 2 and spelling[-1] == "h" and spelling[-2] in "aeiouy":
        endings.append(spelling[:-1])  # Abdullah, Abdulla
    found = []
    for ending in endings:
        bare = _VOWELS.sub("", ending.translate(_CLASSES)) or f"_{token[:1]}"
        found.append(bare)
        if "C" in bare:
            found.append(bare.replace("C", "k"))  # ch may be a German or Polish h
    return found


@lru_cache(500_000)
def _meet(left: str, right: str) -> tuple[float, str]:
    """Score two tokens and say how they meet."""
    if left == right:
        return 1.0, SAME
    if left.isdigit() or right.isdigit():
        return 0.0, SPELLING
    if len(left) == 1 or len(right) == 1:
        return (_INITIAL_SCORE if left[0] == right[0] else 0.0), INITIAL
    letters = OSA.normalized_similarity(left, right)
    sounds_left, sounds_right = skeletons(left), skeletons(right)
    shared = [s for s in sounds_left if s in sounds_right and len(s) >= 2]
    likeness, how = 0.0, SPELLING
    if shared and not sounds_left[0].startswith("_"):
        longest = max(map(len, shared))
        likeness = max(letters, min(0.97, 0.78 + 0.04 * longest + 0.12 * letters))
        how = SOUND
    if likeness < _GIVEN_NAME_SCORE and _is_one_given_name(left, right):
        return _GIVEN_NAME_SCORE, GIVEN_NAME
    if how == SOUND:
        return likeness, how
    if min(len(left), len(right)) < 4:
        return _penalised(0.9 * letters, left, right), how
    if letters < _HOPELESS:
        return 0.0, how
    heard = max(
        OSA.normalized_similarity(a, b) for a in sounds_left for b in sounds_right
    )
    return _penalised(0.6 * letters + 0.4 * heard, left, right), how


def _is_one_given_name(left: str, right: str) -> bool:
    heads = GIVEN_NAMES.get(left)
    return heads is not None and not set(heads).isdisjoint(GIVEN_NAMES.get(right, ()))


def _penalised(likeness: float, left: str, right: str) -> float:
    has_other_start = (
        left[0] != right[0] and skeletons(left)[0][0] != skeletons(right)[0][0]
    )
    return likeness * 0.92 if has_other_start else likeness


class _Pair(NamedTuple):
    """A pair of positions; a tuple because a search makes hundreds of them."""

    score: float
    i: int
    j: int


def _align(left: Tokens, right: Tokens) -> list[_Pair]:
    """Pair tokens one to one, the best pairs first; ties go to the first words."""
    pairs = [
        (-likeness, i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (likeness := _meet(a, b)[0]) >= _FLOOR
    ]
    pairs.sort()
    lefts: set[int] = set()
    rights: set[int] = set()
    met = []
    for cost, i, j in pairs:
        if i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            met.append(_Pair(-cost, i, j))
    return met


def _without(name: Tokens, positions: set[int]) -> Tokens:
    return tuple(token for i, token in enumerate(name) if i not in positions)


def _weight(token: str, weigh: Weigh) -> float:
    if token in PARTICLES or len(token) == 1:
        return min(weigh(token), 0.3 if len(token) == 1 else _PARTICLE_WEIGHT)
    return max(_LEAST_WEIGHT, weigh(token))


def _whole_score(
    left: Tokens, right: Tokens, pairs: list[_Pair], weigh: Weigh
) -> float:
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    if len(left) == len(right) and sorted(left) == sorted(right):
        return _SAME_WORDS
    lefts = [_weight(token, weigh) for token in left]
    rights = [_weight(token, weigh) for token in right]
    missing, extra = sum(lefts), sum(rights)
    shared = gained = 0.0
    for likeness, i, j in pairs:
        a, b = lefts[i], rights[j]
        weight = (a + b) / 2 if likeness == 1 else max(a, b)
        shared += weight
        gained += weight * likeness**2
        missing -= a
        extra -= b
    if not pairs:
        return _score_without_blanks(left, right, 0.0)
    whole = gained / (shared + _MISSING_COST * missing + _EXTRA_COST * extra)
    whole *= _conflict(
        _without(left, {pair.i for pair in pairs}),
        _without(right, {pair.j for pair in pairs}),
    )
    whole *= _thinness(left, right, pairs)
    return max(whole, _score_without_blanks(left, right, whole))


def _is_full(token: str) -> bool:
    return len(token) > 1 and token not in PARTICLES


def _conflict(only_left: Tokens, only_right: Tokens) -> float:
    """Reduce a score where both sides hold a full word or number the other lacks."""
    full_left = [token for token in only_left if _is_full(token)]
    full_right = [token for token in only_right if _is_full(token)]
    factor: float = _CONFLICT ** min(len(full_left), len(full_right))
    if any(t.isdigit() or t in _ROMAN for t in (*only_left, *only_right)):
        factor *= _NUMBER_CONFLICT
    return factor


def _thinness(left: Tokens, right: Tokens, pairs: list[_Pair]) -> float:
    """Reduce a score that rests on one word of several."""
    if len(left) == 1 or len(right) == 1:
        return 1.0
    left_count = sum(token not in PARTICLES for token in left)
    right_count = sum(token not in PARTICLES for token in right)
    met_count = sum(left[pair.i] not in PARTICLES for pair in pairs)
    if met_count <= 1 and left_count > 1 and right_count > 1:
        return 0.8
    if met_count <= 1 and (left_count > 1 or right_count > 1):
        return 0.92
    return 0.3 if met_count == 0 and (left_count or right_count) else 1.0


def _score_without_blanks(left: Tokens, right: Tokens, whole: float) -> float:
    """Compare as one word, since a blank may be missing or too many."""
    if len(left) == len(right) or whole >= 0.95:
        return 0.0
    joined_left, joined_right = "".join(left), "".join(right)
    shortest = min(len(joined_left), len(joined_right))
    if shortest < 5 or abs(len(joined_left) - len(joined_right)) > 3:
        return 0.0
    likeness = OSA.normalized_similarity(joined_left, joined_right)
    return 0.98 * likeness**2 if likeness > 0.85 else 0.0
