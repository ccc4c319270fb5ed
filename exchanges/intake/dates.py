"""Dates as articles print them, resolved against the day of publication.

Every date keeps its words and says whether the day, month or year is inferred. A
weekday is the latest such day that is not after publication; a month without a year is
the latest such month.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
SHORT = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}
SHORT["sept"] = 9
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
WEEKDAYS |= {name.lower(): n for n, name in enumerate(calendar.day_abbr)}

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = (
    "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
)
_PART = r"(?:(?P<part>early|mid|late|the beginning of|the end of)[- ](?:in )?)?"


@dataclass(frozen=True, slots=True)
class When:
    """A date in a sentence.

    Attributes:
        start: Its first code point within the paragraph.
        end: The one after the last.
        words: As printed.
        edtf: What they mean; with ``?`` where more than the words was needed.
        earliest: The first day it can be.
        latest: The last.
        is_relative: The words alone name no day, month or year.
    """

    start: int
    end: int
    words: str
    edtf: str
    earliest: date
    latest: date
    is_relative: bool

    @property
    def is_day(self) -> bool:
        """Tell whether it is one day."""
        return self.earliest == self.latest

    @property
    def plain(self) -> str:
        """Give the date without the mark of inference."""
        return self.edtf.rstrip("?")


def _month(word: str) -> int:
    word = word.lower().rstrip(".")
    return MONTHS.get(word) or SHORT[word]


def _span(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _full(match: re.Match[str], today: date) -> tuple[str, date, date, bool] | None:
    day = int(re.sub(r"\D", "", match["day"]))
    month = _month(match["month"])
    year = int(match["year"]) if match["year"] else None
    guess = year or _latest_year(month, day, today)
    try:
        one = date(guess, month, day)
    except ValueError:
        return None
    return one.isoformat() + ("" if year else "?"), one, one, year is None


def _latest_year(month: int, day: int, today: date) -> int:
    # A day shortly after publication is one that is still to come.
    limit = today + timedelta(days=45)
    return (
        today.year
        if (month, day) <= (limit.month, limit.day) or (limit.year > today.year)
        else today.year - 1
    )


def _of_month(match: re.Match[str], today: date) -> tuple[str, date, date, bool]:
    month = _month(match["month"])
    year = int(match["year"]) if match["year"] else None
    guess = year or (today.year if month <= today.month else today.year - 1)
    first, last = _span(guess, month)
    mark = "" if year else "?"
    part = match["part"]
    if part:
        first, last = {
            "early": (first, first.replace(day=15)),
            "the beginning of": (first, first.replace(day=15)),
            "mid": (first.replace(day=11), first.replace(day=20)),
        }.get(part.lower(), (first.replace(day=16), last))
        return f"[{first}..{last}]{mark}", first, last, True
    return f"{guess}-{month:02d}{mark}", first, last, year is None


def _of_year(match: re.Match[str], today: date) -> tuple[str, date, date, bool]:
    year = int(match["year"])
    return str(year), date(year, 1, 1), date(year, 12, 31), False


def _weekday(match: re.Match[str], today: date) -> tuple[str, date, date, bool]:
    name = match["weekday"].lower().rstrip(".")
    number = WEEKDAYS.get(name, WEEKDAYS.get(name[:3], 0))
    back = (today.weekday() - number) % 7
    if match["last"] and match["last"].lower().startswith("last") and back == 0:
        back = 7
    if match["last"] and match["last"].lower().startswith("next"):
        back -= 7
    one = today - timedelta(days=back)
    return f"{one}?", one, one, True


def _ago(match: re.Match[str], today: date) -> tuple[str, date, date, bool] | None:
    words = match[0].lower()
    if words in {
        "today",
        "overnight",
        "earlier in the day",
        "later in the day",
        "tonight",
    }:
        return f"{today}?", today, today, True
    if "weekend" in words:
        saturday = today - timedelta(days=(today.weekday() - 5) % 7)
        sunday = min(saturday + timedelta(days=1), today)
        return f"[{saturday}..{sunday}]?", saturday, sunday, True
    if words == "yesterday":
        one = today - timedelta(days=1)
        return f"{one}?", one, one, True
    if words.endswith("month"):
        first = today.replace(day=1)
        if not words.endswith("this month"):
            first = (first - timedelta(days=1)).replace(day=1)
        first, last = _span(first.year, first.month)
        return f"{first.year}-{first.month:02d}?", first, last, True
    if words.endswith("week"):
        monday = today - timedelta(days=today.weekday())
        if words.endswith("last week") or "previous" in words:
            monday -= timedelta(days=7)
            last = monday + timedelta(days=6)
        else:
            last = min(monday + timedelta(days=6), today)
        return f"[{monday}..{last}]?", monday, last, True
    if words.endswith("year"):
        year = today.year - (0 if "this" in words else 1)
        return f"{year}?", date(year, 1, 1), date(year, 12, 31), True
    return None


Resolver = Callable[[re.Match[str], date], "tuple[str, date, date, bool] | None"]

# Most specific first; a later one never takes what an earlier one took.
FORMS: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    (
        re.compile(
            rf"(?:{_WEEKDAY}\s*[,(]?\s*)?(?P<month>{_MONTH})\s(?P<day>{_DAY})(?!\d|,\d{{3}})"
            rf"(?:,?\s?(?P<year>{_YEAR}))?\)?"
        ),
        _full,
    ),
    (
        re.compile(
            rf"(?:{_WEEKDAY}\s*[,(]?\s*)?\b(?P<day>{_DAY})(?:\sof)?\s(?P<month>{_MONTH})\b"
            rf"(?:,?\s(?P<year>{_YEAR}))?\)?"
        ),
        _full,
    ),
    (
        re.compile(rf"\b{_PART}(?P<month>{_MONTH})(?:\s(?:of )?(?P<year>{_YEAR}))?\b"),
        _of_month,
    ),
    (
        re.compile(rf"\b(?P<last>(?:last|next|this)\s)?(?P<weekday>{_WEEKDAY})"),
        _weekday,
    ),
    (
        re.compile(
            r"\b(?:(?:over|at|during|this|last) (?:the )?weekend|today|yesterday"
            r"|overnight|tonight|(?:earlier|later) in the day"
            r"|(?:(?:earlier|later|late|early)\s)?(?:this|last|the previous)"
            r"\s(?:week|month|year))\b",
            re.IGNORECASE,
        ),
        _ago,
    ),
    (
        re.compile(rf"(?<![\d-])(?P<year>{_YEAR})(?![\d-]|\s?(?:people|prisoners))"),
        _of_year,
    ),
)


def find(text: str, today: date) -> Iterator[When]:
    """Find the dates of a paragraph, in order.

    Args:
        text: The paragraph.
        today: The day of publication.
    """
    taken: list[When] = []
    refused: list[tuple[int, int]] = []  # "February 30" is no February either
    for pattern, resolve in FORMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < when.end and when.start < end for when in taken) or any(
                start < last and first < end for first, last in refused
            ):
                continue
            if match[0] in {"May", "March", "Sun", "Sat"} and not _is_month(
                text, start
            ):
                continue
            meaning = resolve(match, today)
            if meaning is None:
                refused.append((start, end))
            else:
                taken.append(When(start, end, match[0].strip(), *meaning))
    yield from sorted(taken, key=lambda when: when.start)


def _is_month(text: str, start: int) -> bool:
    """Tell the month of May from the word: a preposition stands before it."""
    before = text[:start].rstrip().rsplit(None, 1)[-1:]
    return bool(before) and before[0].lower() in {
        "in",
        "of",
        "since",
        "until",
        "by",
        "last",
        "this",
        "early",
        "late",
        "from",
        "after",
        "before",
        "on",
    }
