"""Say how alike two words of names sound, whatever language wrote them down.

A word is a token of ``names.tokens``: lower-case Latin letters or digits.

Source:
    Sounds are those of English, French, German and Polish transliterations; the rules
    on the short u, on g and on soft consonants follow the official Belarusian (2007)
    and Ukrainian (2010) tables. Measured by ``benchmarks/names.py``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from .name_words import GIVEN_NAMES

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
_FINE_CLASSES = str.maketrans("hczjf", "gksCv")
_VOWELS = re.compile("[aeiouy]")
_DOUBLES = re.compile(r"(.)\1+")
_SOFT_C = re.compile("c(?=[eiy])")
_SLAVIC_C = re.compile("c(?![hkz])|c(?=k[iy])")  # Bialacki, Tselikovec
_BALTIC_ENDING = re.compile("(?<=ov|ev|ej|ij)a?s$")  # Sergejs, Lavrovs, Petrovas
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

_ANY_STEM = re.compile("|".join(pattern.pattern for pattern, _ in _STEMS))

# Scores between 0 and 1.
_HOPELESS = 0.2  # share of letters below which no sound lifts two tokens to the floor
_COARSE = 0.06  # of sounds that are one in class only, as k and g or s and sh
_INITIAL_SCORE = 0.62
_EDIT_COST = 0.05  # of each letter beyond two: another ending is another name
_GIVEN_NAME_SCORE = 0.93


@lru_cache(200_000)
def skeletons(token: str) -> tuple[str, ...]:
    """Reduce a token to its consonants as heard, in each way a rule leaves open.

    Returns:
        At least one skeleton, the likeliest first: Тихановский, Tikhanovsky and
        Tsikhanouski have "tknvsk" in common. A token without consonants gives its
        first letter after an underscore; one with a digit gives itself.
    """
    return tuple(dict.fromkeys(_reduced(token, _CLASSES)))


def _reduced(token: str, classes: dict[int, int]) -> list[str]:
    if not token.isalpha() or not token.isascii():
        return [token]
    stem = _BALTIC_ENDING.sub("", _stem(token)).replace("yu", "iu")
    spellings = [stem]
    if len(stem) > 4 and stem.startswith(("ul", "us")):
        spellings.append(f"v{stem[1:]}")  # Uladzimir, Usevalad
    found: list[str] = []
    for spelling in spellings:
        soft = _SOFT_C.sub("s", spelling)
        slavic = _SLAVIC_C.sub("ts", spelling).replace("j", "y")
        variants = (soft, _SHORT_U.sub("v", soft), slavic, _SHORT_U.sub("v", slavic))
        for variant in dict.fromkeys(variants):
            found.extend(_consonants(variant, token, classes))
    return found


@lru_cache(200_000)
def fine_sounds(token: str) -> frozenset[str]:
    """Reduce a token as ``skeletons`` does, but tell k from g and s, z from sh, zh."""
    return frozenset(_reduced(token, _FINE_CLASSES))


@lru_cache(200_000)
def meet(left: str, right: str) -> tuple[float, str]:
    """Score two tokens and say how they meet."""
    return met(left, right, OSA.normalized_similarity(left, right))


def met(left: str, right: str, letters: float) -> tuple[float, str]:
    """Score two tokens as ``meet`` does, with the share of letters that they share."""
    if left == right:
        return 1.0, SAME
    if left.isdigit() or right.isdigit():
        return 0.0, SPELLING
    if len(left) == 1 or len(right) == 1:
        return (_INITIAL_SCORE if left[0] == right[0] else 0.0), INITIAL
    sounds_left, sounds_right = skeletons(left), skeletons(right)
    longest = 0
    if sounds_left[0][0] != "_":
        for sound in sounds_left:
            if sound in sounds_right and len(sound) > longest:
                longest = len(sound)
    likeness = 0.0
    if longest >= 2:
        likeness = max(letters, min(0.97, 0.62 + 0.04 * longest + 0.25 * letters))
        if fine_sounds(left).isdisjoint(fine_sounds(right)):
            likeness -= _COARSE
    if likeness < _GIVEN_NAME_SCORE and _is_one_given_name(left, right):
        return _GIVEN_NAME_SCORE, GIVEN_NAME
    if longest >= 2:
        return likeness, SOUND
    if min(len(left), len(right)) < 4:
        return _penalised(0.9 * letters, left, right), SPELLING
    if letters < _HOPELESS:
        return 0.0, SPELLING
    heard = max(
        OSA.normalized_similarity(a, b) for a in sounds_left for b in sounds_right
    )
    edits = (1 - letters) * max(len(left), len(right))
    likeness = 0.6 * letters + 0.4 * heard - _EDIT_COST * max(0.0, edits - 2)
    return _penalised(likeness, left, right), SPELLING


def _is_one_given_name(left: str, right: str) -> bool:
    heads = GIVEN_NAMES.get(left)
    return heads is not None and not set(heads).isdisjoint(GIVEN_NAMES.get(right, ()))


def _penalised(likeness: float, left: str, right: str) -> float:
    has_other_start = (
        left[0] != right[0] and skeletons(left)[0][0] != skeletons(right)[0][0]
    )
    return likeness * 0.92 if has_other_start else likeness


def _stem(token: str) -> str:
    if _ANY_STEM.match(token) is None:
        return token
    for pattern, replacement in _STEMS:
        if pattern.match(token):
            return pattern.sub(replacement, token, count=1)
    return token


def _consonants(spelling: str, token: str, classes: dict[int, int]) -> list[str]:
    for letters, sound in _SOUNDS:
        if letters in spelling:
            spelling = spelling.replace(letters, sound)
    spelling = _DOUBLES.sub(r"\1", spelling)
    endings = [spelling]
    if len(spelling) > 2 and spelling[-1] == "h" and spelling[-2] in "aeiouy":
        endings.append(spelling[:-1])  # Abdullah, Abdulla
    found = []
    for ending in endings:
        bare = _VOWELS.sub("", ending.translate(classes)) or f"_{token[:1]}"
        found.append(bare)
        if "C" in bare:
            found.append(bare.replace("C", "k"))  # ch may be a German or Polish h
    return found
