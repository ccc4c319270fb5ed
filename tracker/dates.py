"""Read, compare and describe inexact dates written in a subset of EDTF.

Source:
    Extended Date/Time Format, Library of Congress (2019) = ISO 8601-2:2019, clause 4:
    level 0, and of levels 1 and 2 the unspecified digits, seasons, qualifiers at the
    end, open intervals and one-of-a-set. ``sql/edtf.sql`` computes the same bounds.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from . import date_words

MAX_LENGTH = (
    100  # code points; the longest text that the project's own data needs is 24
)

MONTHS = tuple(calendar.month_name)  # MONTHS[1] is "January"

# First and last month, by the number in the place of a month (EDTF level 2, 21 to 41).
# A last month before the first one lies in the next year. 21 to 24 name no hemisphere
# and are read as northern, where every captor so far is.
SEASON_MONTHS = {
    **dict.fromkeys((21, 25, 31), (3, 5)),
    **dict.fromkeys((22, 26, 32), (6, 8)),
    **dict.fromkeys((23, 27, 29), (9, 11)),
    **dict.fromkeys((24, 28, 30), (12, 2)),
    **{33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)},
    **{37: (1, 4), 38: (5, 8), 39: (9, 12)},
    **{40: (1, 6), 41: (7, 12)},
}
SEASON_NAMES = dict(
    zip(
        range(21, 42),
        (
            *("spring", "summer", "autumn", "winter"),
            *("northern spring", "northern summer"),
            *("northern autumn", "northern winter"),
            *("southern spring", "southern summer"),
            *("southern autumn", "southern winter"),
            *("first quarter of", "second quarter of"),
            *("third quarter of", "fourth quarter of"),
            *("first third of", "second third of", "last third of"),
            *("first half of", "second half of"),
        ),
        strict=True,
    )
)

SINGLE = re.compile(
    r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-([0-9]{2}|XX|[0-9]X)(?:-([0-9]{2}|XX|[0-9]X))?)?"
    r"([?~%]?)\Z"
)


class DateError(ValueError):
    """A text is no date of the subset; the message says what would be one."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an EDTF text may mean.

    Attributes:
        edtf: The text as written.
        earliest: The first possible day; None if the beginning is open.
        latest: The last possible day; None if the end is open. Never both None.
    """

    edtf: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class _Single:
    """One date as written, checked: digits or X, and its bounds."""

    year: str
    month: str  # "" if not given; 21 to 41 is a season
    day: str
    qualifier: str
    earliest: date
    latest: date

    @property
    def is_season(self) -> bool:
        return self.month.isdigit() and int(self.month) > 12

    @property
    def is_plain(self) -> bool:
        """Tell whether a neighbour in a range may share this date's month or year."""
        digits = self.year + self.month + self.day
        return digits.isdigit() and not self.qualifier and not self.is_season


@dataclass(frozen=True, slots=True)
class _Range:
    """Two ends, each None if open or unknown; of an interval or a member of a set."""

    start: _Single | None
    end: _Single | None

    @property
    def earliest(self) -> date | None:
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        return self.end.latest if self.end else None


def parse(edtf: str) -> Period:
    """Read an EDTF text.

    Understood are ``2025``, ``2025-04``, ``2025-04-11``, X for unknown digits
    (``202X``, ``2025-04-XX``), seasons (``2025-21``), a qualifier at the end of a date
    (``?`` inferred by the editor, ``~`` about, ``%`` both), intervals (``a/b``,
    ``../b``, ``a/..``, an empty end is unknown) and one day within a set (``[a..b]``,
    ``[..b]``, ``[a..]``, ``[a,b]``). Blanks are refused.

    Returns:
        The bounds, both days included.

    Raises:
        DateError: The text is not in the subset, names a day that does not exist, ends
            before it begins, or is open at both ends.

    Source:
        ISO 8601-2:2019, clause 4. Winter begins in December of the year it names.
    """
    if len(edtf) > MAX_LENGTH:
        raise DateError(f"{edtf[:20]}… is longer than {MAX_LENGTH} characters")
    if edtf.startswith("[") and edtf.endswith("]"):
        return _period_of_set(edtf, _members(edtf))
    if "/" in edtf:
        interval = _interval(edtf)
        return Period(edtf, interval.earliest, interval.latest)
    single = _single(edtf)
    return Period(edtf, single.earliest, single.latest)


def text(edtf: str) -> str:
    """Describe an EDTF text in plain English, never more precisely than it is.

    Returns:
        For example "11 February 2025", "April 2025 (inferred)", "about 2025",
        "one day between 1 and 15 September 2025", "from 20 January 2025",
        "April to June 2025".

    Raises:
        DateError: As ``parse``.
    """
    parse(edtf)
    if edtf.startswith("["):
        return _words_of_set(_members(edtf))
    if "/" in edtf:
        return _words_of_interval(edtf)
    return _words_of_single(_single(edtf))


def from_words(words: str, *, year: int) -> str | None:
    """Translate an English expression for a day or period into EDTF.

    Args:
        words: As a source prints it, such as "mid-December" or "spring 2025".
        year: The year meant where the words name none.

    Returns:
        EDTF that ``parse`` accepts, such as "[2025-12-11..2025-12-20]" or "2025-21";
        None if the words are relative ("last week"), ambiguous ("winter 2025" may begin
        or end in that year; "winter 2024-25" is understood) or not a date.

    Source:
        Early, mid and late month are days 1 to 15, 11 to 20 and 16 to the last
        (docs/decisions.md); of a year, months 1 to 6, 5 to 8 and 7 to 12.
    """
    edtf = date_words.translate(words, year=year)
    if edtf is None:
        return None
    try:
        return parse(edtf).edtf
    except DateError:
        return None


def certainly_before(a: Period, b: Period) -> bool:
    """Tell whether every day of ``a`` is before every day of ``b``."""
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def possibly_overlap(a: Period, b: Period) -> bool:
    """Tell whether some day may belong to both periods."""
    return not certainly_before(a, b) and not certainly_before(b, a)


# Reading


def _single(written: str) -> _Single:
    match = SINGLE.match(written)
    if match is None:
        raise DateError(_complaint(written))
    year, month, day, qualifier = (part or "" for part in match.groups())
    first_year = int(year.replace("X", "0"))
    if first_year < 1:
        raise DateError(f"{written} has no year: years run from 0001 to 9999")
    if "X" in year and month not in ("", "XX"):
        raise DateError(
            f"{written} gives a month of an unknown year; write {year}{qualifier}"
        )
    if month.isdigit() and int(month) > 12:
        earliest, latest = _season(written, first_year, int(month), day)
    else:
        earliest = _edge_day(written, year.replace("X", "0"), month, day, last=False)
        latest = _edge_day(written, year.replace("X", "9"), month, day, last=True)
    return _Single(year, month, day, qualifier, earliest, latest)


def _season(written: str, year: int, season: int, day: str) -> tuple[date, date]:
    if season not in SEASON_MONTHS:
        raise DateError(f"{written} has no month {season}; write {year:04d}-12")
    first, last = SEASON_MONTHS[season]
    last_year = year + (last < first)
    if last_year > 9999:
        raise DateError(f"{written} ends after the year 9999")
    if day:
        raise DateError(
            f"{written} gives a day of a season; write {year:04d}-{season} without it"
        )
    last_day = calendar.monthrange(last_year, last)[1]
    return date(year, first, 1), date(last_year, last, last_day)


def _edge_day(written: str, year: str, month: str, day: str, *, last: bool) -> date:
    months = _fitting(month, 12)
    if not months:
        raise DateError(f"{written} has no month {month}; write {year}-12")
    for number in reversed(months) if last else months:
        length = calendar.monthrange(int(year), number)[1]
        if days := _fitting(day, length):
            return date(int(year), number, days[-1] if last else days[0])
    length = calendar.monthrange(int(year), months[-1])[1]
    nearest = "01" if day == "00" else str(length)
    raise DateError(f"{written} has no day {day}; write {year}-{month}-{nearest}")


def _fitting(digits: str, limit: int) -> list[int]:
    """List the numbers from 1 to the limit that the two digits, or X, may mean."""
    if digits.isdigit():
        return [int(digits)] if 1 <= int(digits) <= limit else []
    tens = (digits or "XX")[0]
    return [n for n in range(1, limit + 1) if tens in ("X", f"{n:02d}"[0])]


def _interval(edtf: str) -> _Range:
    start, _, end = edtf.partition("/")
    if "/" in end or re.match(r"[0-9]{1,2}\Z", end):  # 2025/02/11, 2025/02
        raise DateError(_complaint(edtf))
    if start in ("", "..") and end in ("", ".."):
        raise DateError(f"{edtf} has no end at all; write 2025-01-20/.. or ../2025")
    return _ordered(
        edtf,
        _Range(
            None if start in ("", "..") else _single(start),
            None if end in ("", "..") else _single(end),
        ),
    )


def _members(edtf: str) -> list[_Range]:
    members = []
    for member in edtf[1:-1].split(","):
        start, dots, end = member.partition("..")
        if not dots:
            single = _single(member)
            members.append(_Range(single, single))
            continue
        if not start and not end:
            raise DateError(f"{edtf} has no end at all; write [2025-01-20..]")
        members.append(
            _ordered(
                edtf,
                _Range(
                    _single(start) if start else None, _single(end) if end else None
                ),
            )
        )
    return members


def _ordered(edtf: str, ends: _Range) -> _Range:
    earliest, latest = ends.earliest, ends.latest
    if earliest is not None and latest is not None and earliest > latest:
        raise DateError(f"{edtf} ends before it begins; write the earlier date first")
    return ends


def _period_of_set(edtf: str, members: list[_Range]) -> Period:
    earliest = [member.earliest for member in members]
    latest = [member.latest for member in members]
    if None in earliest and None in latest:
        raise DateError(f"{edtf} has no end at all; write [2025-01-20..]")
    return Period(
        edtf,
        None if None in earliest else min(day for day in earliest if day),
        None if None in latest else max(day for day in latest if day),
    )


def _complaint(written: str) -> str:
    if not written:
        return "a date is missing; write a year, a month or a day such as 2025-04-11"
    for proposal in _proposals(written):
        try:
            parse(proposal)
        except DateError:
            continue
        return f"{written} is not EDTF; write {proposal}"
    return (
        f"{written} is not EDTF; write 2025, 2025-04, 2025-04-11, 2025-04?, "
        "2025-04/2025-06 or [2025-04-01..2025-04-15]"
    )


def _proposals(written: str) -> list[str]:
    """List what may have been meant; every change makes the text satisfy SINGLE."""
    tidy = re.sub(r"\s+", "", written).replace("x", "X")
    tidy = re.sub(r"[\u2010-\u2015\u2212]", "-", tidy)
    proposals = [tidy]
    if match := re.match(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(T.*)?\Z", tidy):
        proposals.append(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}")
    if match := re.match(r"([0-9]{4})[-./]([0-9]{1,2})\Z", tidy):
        proposals.append(f"{match[1]}-{match[2]:0>2}")
    if match := re.match(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z", tidy):
        proposals.append("-".join(match.groups()))
    if match := re.match(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})\Z", tidy):
        day, month = sorted(match.groups()[:2], key=int, reverse=True)
        if int(day) > 12 or day == month:  # else day and month may be swapped
            proposals.append(f"{match[3]}-{month:0>2}-{day:0>2}")
    if match := re.match(r"([0-9X-]+)\.\.([0-9X-]+)\Z", tidy):
        proposals.append(f"[{match[0]}]")
    if match := re.search(r"\b([0-9]{4})\b", written):
        proposals.append(from_words(written, year=int(match[1])) or "")
    return [
        proposal
        for proposal in proposals
        if proposal != written and re.match(r"[\[0-9]", proposal)
    ]


# English out of EDTF


def _words_of_single(single: _Single) -> str:
    words = _bare_words(single)
    if single.qualifier in ("~", "%"):
        words = f"about {words}"
    if single.qualifier in ("?", "%"):
        words = f"{words} (inferred)"
    return words


def _bare_words(single: _Single) -> str:
    year = _year_words(single.year)
    if single.is_season:
        name = SEASON_NAMES[int(single.month)]
        if single.latest.year > single.earliest.year:
            return f"{name} {year}\N{EN DASH}{single.latest.year}"
        return f"the {name} {year}" if name.endswith(" of") else f"{name} {year}"
    if single.month.isdigit():
        return _day_words(single.day, f"{MONTHS[int(single.month)]} {year}", single)
    if not single.month:
        return year
    if single.month == "XX" and single.day == "XX":
        return f"an unknown day of {year}"
    months = _fitting(single.month, 12)
    if single.month == "XX":
        return _day_words(single.day, f"an unknown month of {year}", single)
    span = f"a month from {MONTHS[months[0]]} to {MONTHS[months[-1]]} {year}"
    return _day_words(single.day, span, single)


def _year_words(year: str) -> str:
    if year.endswith("XX"):
        return f"the years {year[:2]}00 to {year[:2]}99"
    if year.endswith("X"):
        return f"the {year[:3]}0s"
    return str(int(year))


def _day_words(day: str, month: str, single: _Single) -> str:
    if not day:
        return month
    is_known_month = single.month.isdigit()
    if day == "XX":
        return f"an unknown day of {month}"
    if day.isdigit():
        return f"{int(day)} {month}" if is_known_month else f"day {int(day)} of {month}"
    length = calendar.monthrange(single.latest.year, single.latest.month)[1]
    days = _fitting(day, length if is_known_month else 31)
    if len(days) == 1:
        return f"{days[0]} {month}"
    span = f"a day from {days[0]} to {days[-1]}"
    return f"{span} {month}" if is_known_month else f"{span} of {month}"


def _words_of_interval(edtf: str) -> str:
    interval = _interval(edtf)
    start, _, end = edtf.partition("/")
    if interval.start is None and interval.end is not None:
        ending = f"until {_words_of_single(interval.end)}"
        return ending if start == ".." else f"{ending} (beginning unknown)"
    if interval.end is None and interval.start is not None:
        beginning = f"from {_words_of_single(interval.start)}"
        return beginning if end == ".." else f"{beginning} (end unknown)"
    return _joined(interval, " to ")


def _words_of_set(members: list[_Range]) -> str:
    phrases = [_words_of_member(member) for member in members]
    if len(phrases) == 1:
        return phrases[0]
    return f"{', '.join(phrases[:-1])} or {phrases[-1]}"


def _words_of_member(member: _Range) -> str:
    start, end = member.start, member.end
    if start is None and end is not None:
        return f"{_words_of_single(end)} or earlier"
    if end is None and start is not None:
        return f"{_words_of_single(start)} or later"
    if start == end and start is not None:
        return _words_of_single(start)
    if start is not None and end is not None and start.day and end.day:
        return f"one day between {_joined(member, ' and ')}"
    return f"one day from {_joined(member, ' to ')}"


def _joined(ends: _Range, joint: str) -> str:
    """Join two ends, saying a shared month and year once: "1 to 15 September 2025"."""
    start, end = ends.start, ends.end
    if start is None or end is None:
        raise AssertionError("open ends are worded before")
    last = _words_of_single(end)
    first = _words_of_single(start)
    if first == last:
        return last
    alike = (bool(start.month), bool(start.day)) == (bool(end.month), bool(end.day))
    if alike and start.month and start.is_plain and end.is_plain:
        if start.year == end.year:
            first = first.removesuffix(f" {_year_words(start.year)}")
        if start.year == end.year and start.month == end.month:
            first = first.removesuffix(f" {MONTHS[int(start.month)]}")
    return f"{first}{joint}{last}"
