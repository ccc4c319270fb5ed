"""Counts of people as articles print them: words, digits, qualifiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .lexicon import words
from .paragraphs import Token

UNITS = {
    word: number
    for number, word in enumerate(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight"),
            *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
            *("sixteen", "seventeen", "eighteen", "nineteen"),
        )
    )
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
COLLECTIVE = {"couple": 2, "pair": 2, "duo": 2, "trio": 3, "quartet": 4}  # of people
# Words that say "many" and no number.
VAGUE = words(
    "dozens scores hundreds thousands several many some few number group multiple "
    "various others"
)
# Qualifiers before a number, longest first, and what they mean.
QUALIFIERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("more", "than"), "more_than"),
    (("no", "fewer", "than"), "at_least"),
    (("no", "less", "than"), "at_least"),
    (("at", "least"), "at_least"),
    (("as", "many", "as"), "up_to"),
    (("up", "to"), "up_to"),
    (("over",), "more_than"),
    (("nearly",), "about"),
    (("almost",), "about"),
    (("about",), "about"),
    (("around",), "about"),
    (("roughly",), "about"),
    (("approximately",), "about"),
    (("some",), "about"),
    (("close", "to"), "about"),
)
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Count:
    """How many people, as one source says.

    Attributes:
        number: As printed.
        qualifier: exact, at_least, more_than, about or up_to.
    """

    number: int
    qualifier: str = "exact"

    @property
    def text(self) -> str:
        """Write it as a dossier does: ``14``, ``>250``, ``>=5``, ``~20``, ``<=40``."""
        sign = {"more_than": ">", "at_least": ">=", "about": "~", "up_to": "<="}
        return f"{sign.get(self.qualifier, '')}{self.number}"

    def agrees(self, other: Count) -> bool:
        """Tell whether both can be the number of the same people."""
        if self.number == other.number:
            return True
        low, high = sorted((self, other), key=lambda count: count.number)
        if (
            low.qualifier in {"more_than", "at_least"}
            and high.number <= low.number * 1.1
        ):
            return True
        near = abs(high.number - low.number) <= high.number * 0.05
        return near and {low.qualifier, high.qualifier} != {"exact"}


def value(word: str) -> int | None:
    """Read one token as a number; None if it is none."""
    if word[:1].isdigit():
        digits = word.replace(",", "")
        return int(digits) if digits.isdecimal() else None
    if word in UNITS:
        return UNITS[word]
    if word in TENS:
        return TENS[word]
    tens, _, unit = word.partition("-")
    if tens in TENS and unit in UNITS:
        return TENS[tens] + UNITS[unit]
    return None


def _hands(token: Token) -> bool:
    """Tell "handed over three" from "over three"."""
    return token.lower.startswith(("hand", "turn"))


def read(tokens: Sequence[Token], first: int) -> tuple[Count, int, int] | None:
    """Read a count that begins with the number at ``first``.

    Returns:
        The count, and the tokens that it takes with its qualifier: from, to.
    """
    number = value(tokens[first].lower)
    last = first + 1
    if number is None:
        if tokens[first].lower == "dozen" and first and tokens[first - 1].lower == "a":
            return Count(12, "about"), first - 1, last
        return None
    while last < len(tokens) and tokens[last].lower in SCALES:
        number *= SCALES[tokens[last].lower]
        last += 1
    if last < len(tokens) and tokens[last].lower == "dozen":
        number *= 12
        last += 1
    for phrase, qualifier in QUALIFIERS:
        before = tuple(
            token.lower for token in tokens[max(0, first - len(phrase)) : first]
        )
        if before == phrase and not (
            phrase == ("over",)
            and tokens[first - 2 : first - 1]
            and _hands(tokens[first - 2])
        ):
            return Count(number, qualifier), first - len(phrase), last
    return Count(number), first, last
