"""Translate English expressions for days, months and seasons into EDTF.

Only ``tracker.dates`` imports this: it checks that the answer is a date that exists.
"""

from __future__ import annotations

import calendar
import re

MONTHS = tuple(calendar.month_name)  # MONTHS[1] is "January"

# Early, mid and late month overlap because people speak loosely (docs/decisions.md).
# Years follow by analogy: the first half, the middle third, the second half.
DAYS_OF_PART = {"early": (1, 15), "mid": (11, 20), "late": (16, 31)}
MONTHS_OF_PART = {"early": (1, 6), "mid": (5, 8), "late": (7, 12)}
PARTS = {
    **{"early": "early", "beginning": "early", "start": "early"},
    **{"mid": "mid", "middle": "mid", "late": "late", "end": "late"},
}
MONTH_WORDS = {
    **{name.lower(): number for number, name in enumerate(MONTHS) if number},
    **{name[:3].lower(): number for number, name in enumerate(MONTHS) if number},
    "sept": 9,
}
SEASON_WORDS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
FRACTION_WORDS = {
    **{("first", "quarter"): 33, ("second", "quarter"): 34, ("third", "quarter"): 35},
    **{("fourth", "quarter"): 36, ("last", "quarter"): 36},
    **{("first", "half"): 40, ("second", "half"): 41},
}
FILLERS = frozenset(("in", "on", "at", "the", "of", "during"))


def translate(words: str, *, year: int) -> str | None:
    """Translate words into EDTF, which may still name a day that does not exist.

    Args:
        words: As a source prints it, such as "mid-December" or "spring 2025".
        year: The year meant where the words name none.

    Returns:
        EDTF, or None as ``dates.from_words`` says.
    """
    tokens = [
        token
        for token in re.split(r"[\s,./\-\u2013\u2014]+", words.casefold())
        if token and token not in FILLERS
    ]
    return _winter(tokens) or _expression(tokens, year)


def _winter(tokens: list[str]) -> str | None:
    if len(tokens) != 3 or tokens[0] != "winter":
        return None
    first, second = tokens[1:]
    if not re.match(r"[0-9]{4}\Z", first) or not re.match(r"[0-9]{2,4}\Z", second):
        return None
    following = f"{int(first) + 1:04d}"
    return f"{first}-24" if second in (following, following[2:]) else None


def _expression(tokens: list[str], year: int) -> str | None:
    years = [token for token in tokens if re.match(r"[0-9]{4}\Z", token)]
    rest = [token for token in tokens if token not in years]
    if len(years) > 1 or not tokens:
        return None
    written_year = years[0] if years else f"{year:04d}"
    if not rest:
        return written_year
    if rest[0] in PARTS:
        part = PARTS[rest[0]]
        if len(rest) == 1:
            return _part_of_year(part, written_year) if years else None
        return _part_of_month(part, written_year, rest[1:])
    return _season_words(rest, written_year) or _day_or_month(rest, written_year)


def _part_of_year(part: str, year: str) -> str:
    first, last = MONTHS_OF_PART[part]
    return f"[{year}-{first:02d}..{year}-{last:02d}]"


def _part_of_month(part: str, year: str, rest: list[str]) -> str | None:
    month = MONTH_WORDS.get(rest[0])
    if month is None or len(rest) > 1 or not 1 <= int(year) <= 9999:
        return None
    first, last = DAYS_OF_PART[part]
    last = min(last, calendar.monthrange(int(year), month)[1])
    return f"[{year}-{month:02d}-{first:02d}..{year}-{month:02d}-{last:02d}]"


def _season_words(rest: list[str], year: str) -> str | None:
    season = FRACTION_WORDS.get((rest[0], rest[1])) if len(rest) == 2 else None
    if len(rest) == 1:
        season = SEASON_WORDS.get(rest[0])
    return None if season is None else f"{year}-{season}"


def _day_or_month(rest: list[str], year: str) -> str | None:
    months = [MONTH_WORDS[token] for token in rest if token in MONTH_WORDS]
    others = [token for token in rest if token not in MONTH_WORDS]
    if len(months) != 1 or len(others) > 1:
        return None
    if not others:
        return f"{year}-{months[0]:02d}"
    day = re.match(r"([0-9]{1,2})(?:st|nd|rd|th)?\Z", others[0])
    return f"{year}-{months[0]:02d}-{day[1]:0>2}" if day else None
