"""Read, compare and describe counts of people and amounts that are not exact.

A dossier, a form and the API write ``14``, ``>250``, ``>=5``, ``~20``, ``<=40`` or
``1808-1968``; an amount has a unit behind it: ``~6000000000 USD``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

EXACTLY = "exactly"
AT_LEAST = "at_least"
MORE_THAN = "more_than"
ABOUT = "about"
UP_TO = "up_to"
BETWEEN = "between"

COUNT_LIMIT = 2_147_483_647  # people; the largest integer of PostgreSQL
ABOUT_TOLERANCE = 10  # per cent that "about" may be off, either way

SIGNS = {"": EXACTLY, ">": MORE_THAN, ">=": AT_LEAST, "~": ABOUT, "<=": UP_TO}
SIGN_OF = {qualifier: sign for sign, qualifier in SIGNS.items()}
WORDS = {
    EXACTLY: "",
    MORE_THAN: "more than ",
    AT_LEAST: "at least ",
    ABOUT: "about ",
    UP_TO: "up to ",
}

COUNT = re.compile(r"(>=|<=|>|~|)([0-9]{1,10})\Z")
COUNT_RANGE = re.compile(r"([0-9]{1,10})-([0-9]{1,10})\Z")
NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,4})?"
UNIT = r"[^\W\d_]+(?:[ _-][^\W\d_]+)*"
AMOUNT = re.compile(rf"(>=|<=|>|~|)({NUMBER}) ({UNIT})\Z")
AMOUNT_RANGE = re.compile(rf"({NUMBER})-({NUMBER}) ({UNIT})\Z")
UNIT_LENGTH = 40  # code points
CURRENCY = re.compile(r"[A-Z]{3}\Z")  # ISO 4217
SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))

COUNT_FORMS = "write 14, >250, >=5, ~20, <=40 or 1808-1968"
AMOUNT_FORMS = "write 3 entities, ~6000000000 USD, >=30 people or 5-7 mines"


class CountError(ValueError):
    """A text is no count or amount; the message says what would be one."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as a source states it.

    Attributes:
        minimum: The least number that agrees with the source: 251 for "more than 250",
            0 for "up to 40".
        maximum: The greatest number that agrees; None if open. For ``about`` both are
            the number stated, because a source never says how far it may be off.
        qualifier: exactly, at_least, more_than, about, up_to or between.
    """

    minimum: int
    maximum: int | None
    qualifier: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of money or things as a source states it.

    Attributes:
        minimum: The lower bound; for ``more_than`` the number stated, itself excluded,
            since money has no next number. 0 for "up to".
        maximum: The upper bound, included; None if open. Equals the minimum for
            ``exactly`` and ``about``.
        qualifier: As of ``Count``.
        unit: An ISO 4217 code, or what is counted: people, entities, mines.
    """

    minimum: Decimal
    maximum: Decimal | None
    qualifier: str
    unit: str


SCALE_WORDS = frozenset(
    {
        *("thousand", "million", "millions", "billion", "billions", "trillion"),
        *("mln", "bln", "mn", "bn", "k", "m"),
    }
)
# Currencies that were given in exchanges; others are taken as written.
COMMON_CURRENCIES = frozenset({"USD", "EUR", "GBP", "IRR", "RUB", "BYN", "CHF", "QAR"})


def parse(written: str) -> Count:
    """Read a count such as ``>250``.

    Raises:
        CountError: The text is in no such form, the range is not from less to more, or
            a number is above 2,147,483,647.
    """
    if match := COUNT_RANGE.match(written):
        least, most = int(match[1]), int(match[2])
        _check_range(written, least, most)
        return _within_limit(written, Count(least, most, BETWEEN))
    match = COUNT.match(written)
    if match is None:
        raise CountError(_complaint(written, COUNT_FORMS))
    qualifier, number = SIGNS[match[1]], int(match[2])
    if qualifier == MORE_THAN:
        return _within_limit(written, Count(number + 1, None, qualifier))
    if qualifier == AT_LEAST:
        return _within_limit(written, Count(number, None, qualifier))
    if qualifier == UP_TO:
        return _within_limit(written, Count(0, number, qualifier))
    return _within_limit(written, Count(number, number, qualifier))


def written(count: Count) -> str:
    """Write a count as ``parse`` reads it; ``parse(written(c)) == c``."""
    if count.qualifier == BETWEEN:
        return f"{count.minimum}-{count.maximum}"
    return f"{SIGN_OF[count.qualifier]}{_stated(count)}"


def text(count: Count) -> str:
    """Describe a count in plain English: "more than 250", "1,808 to 1,968"."""
    if count.qualifier == BETWEEN:
        return f"{count.minimum:,} to {count.maximum:,}"
    return f"{WORDS[count.qualifier]}{_stated(count):,}"


def possibly_equal(a: Count, b: Count) -> bool:
    """Tell whether one number may satisfy both counts.

    "About" agrees with what is at most 10 % off the number stated, rounded inwards:
    about 20 agrees with 18 to 22, about 5 with 5 alone.
    """
    (least_a, most_a), (least_b, most_b) = _spread(a), _spread(b)
    starts_in_time = most_a is None or least_b <= most_a
    return starts_in_time and (most_b is None or least_a <= most_b)


def parse_amount(written: str) -> Amount:
    """Read an amount with its unit, such as ``~6000000000 USD`` or ``3 entities``.

    Raises:
        CountError: The text is in no such form, the unit is missing or longer than 40
            characters, or the range is not from less to more.
    """
    if match := AMOUNT_RANGE.match(written):
        least, most, unit = Decimal(match[1]), Decimal(match[2]), match[3]
        _check_range(written, least, most)
        return Amount(least, most, BETWEEN, _checked_unit(written, unit))
    match = AMOUNT.match(written)
    if match is None:
        raise CountError(_complaint(written, AMOUNT_FORMS))
    qualifier, number = SIGNS[match[1]], Decimal(match[2])
    unit = _checked_unit(written, match[3])
    if qualifier in (MORE_THAN, AT_LEAST):
        return Amount(number, None, qualifier, unit)
    least = Decimal(0) if qualifier == UP_TO else number
    return Amount(least, number, qualifier, unit)


def written_amount(amount: Amount) -> str:
    """Write an amount as ``parse_amount`` reads it."""
    if amount.qualifier == BETWEEN:
        return f"{amount.minimum:f}-{amount.maximum:f} {amount.unit}"
    return f"{SIGN_OF[amount.qualifier]}{_stated_amount(amount):f} {amount.unit}"


def text_amount(amount: Amount) -> str:
    """Describe an amount in plain English: "about 6 billion USD", "3 entities".

    Money is shortened to millions or billions only where that loses no digit.
    """
    if amount.qualifier == BETWEEN and amount.maximum is not None:
        least = _figure(amount.minimum, amount.unit)
        return f"{least} to {_figure(amount.maximum, amount.unit)} {amount.unit}"
    figure = _figure(_stated_amount(amount), amount.unit)
    return f"{WORDS[amount.qualifier]}{figure} {amount.unit}"


def _stated(count: Count) -> int:
    if count.qualifier == MORE_THAN:
        return count.minimum - 1
    if count.qualifier == UP_TO and count.maximum is not None:
        return count.maximum
    return count.minimum


def _stated_amount(amount: Amount) -> Decimal:
    if amount.qualifier == UP_TO and amount.maximum is not None:
        return amount.maximum
    return amount.minimum


def _spread(count: Count) -> tuple[int, int | None]:
    if count.qualifier != ABOUT:
        return count.minimum, count.maximum
    number = count.minimum
    return (
        -(-number * (100 - ABOUT_TOLERANCE) // 100),
        number * (100 + ABOUT_TOLERANCE) // 100,
    )


def _within_limit(written: str, count: Count) -> Count:
    if max(count.minimum, count.maximum or 0) > COUNT_LIMIT:
        raise CountError(f"{written} is above {COUNT_LIMIT:,}, more than can be people")
    return count


def _check_range(written: str, least: int | Decimal, most: int | Decimal) -> None:
    if least == most:
        raise CountError(f"{written} is no range; write {least}")
    if least > most:
        raise CountError(f"{written} runs from more to less; write {most}-{least}")


def _checked_unit(written: str, unit: str) -> str:
    if len(unit) > UNIT_LENGTH:
        raise CountError(f"{written} has a unit longer than {UNIT_LENGTH} characters")
    word = unit.split()[0].casefold()
    if word in SCALE_WORDS:
        raise CountError(
            f"{written} gives a scale as its unit; write the number in full, such as"
            " 5000000 USD"
        )
    if unit.upper() in COMMON_CURRENCIES and unit != unit.upper():
        raise CountError(f"{written} has no unit {unit}; write {unit.upper()}")
    return unit


def _complaint(written: str, forms: str) -> str:
    if match := re.match(r"<([0-9]{1,10})(?: .*)?\Z", written):
        bound = int(match[1])
        return f"{written} has no sign of ours; write <={max(bound - 1, 0)} for it"
    tidy = re.sub(r"(?<=[0-9]),(?=[0-9]{3})", "", written)
    tidy = re.sub(r"\s*[-\u2010-\u2015\u2212]\s*", "-", tidy).strip()
    if tidy != written and (COUNT.match(tidy) or COUNT_RANGE.match(tidy)):
        return f"{written} is not a count; write {tidy}"
    return f"{written or 'nothing'} is not a number that can be read; {forms}"


def _figure(number: Decimal, unit: str) -> str:
    if CURRENCY.match(unit):
        for scale, name in SCALES:
            if number >= scale and number % (scale / 10) == 0:
                return f"{(number / scale).normalize():f} {name}"
    return f"{number:,f}"
