"""Dates as lists write them, turned into EDTF or a day."""

import re
from datetime import date

from .entries import EntryBirth

MONTHS = {
    name: number
    for number, name in enumerate(
        (
            *("jan", "feb", "mar", "apr", "may", "jun"),
            *("jul", "aug", "sep", "oct", "nov", "dec"),
        ),
        start=1,
    )
}
_CIRCA = re.compile(r"^(?:circa|approximately|approx\.?|c\.)\s+", re.IGNORECASE)
_APPROXIMATE = re.compile(r"\s*\(approximati?ve(?:ly)?\)$", re.IGNORECASE)
_DAY = re.compile(r"^(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})$")
_MONTH = re.compile(r"^([A-Za-z]{3})[a-z]* (\d{4})$")
_ISO = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_SPAN = re.compile("^(.+?)(?: (?:to|-|\N{EN DASH}) |(?<=[0-9]{4})-(?=[0-9]{4}$))(.+)$")
_TIME_OR_ZONE = re.compile(r"(?<=\d\d)(?:[T ]\d\d:.*|Z|[+-]\d\d:\d\d)$")


def birth(words: str) -> EntryBirth:
    """Read a date of birth: a day, month, year, span of years, or about one.

    Returns:
        With an empty ``edtf`` when the words give no date; none is invented.
    """
    return EntryBirth(edtf(words), words.strip())


def edtf(words: str) -> str:
    """Write a date in EDTF: ``1961-04-15``, ``1961~``, ``[1961..1963]``; "" if none."""
    written = words.strip()
    bare = _APPROXIMATE.sub("", _CIRCA.sub("", written))
    sign = "~" if bare != written else ""
    single = _single(bare)
    if single:
        return single + sign
    span = _SPAN.match(bare)
    if not span:
        return ""
    first, last = _single(_CIRCA.sub("", span[1])), _single(_CIRCA.sub("", span[2]))
    if not first or not last or first > last:
        return ""
    return f"{first}{sign}" if first == last else f"[{first}..{last}]"


def _single(words: str) -> str:
    if match := _DAY.match(words):
        return _written(match[3], MONTHS.get(match[2].lower(), 0), int(match[1]))
    if match := _MONTH.match(words):
        return _written(match[2], MONTHS.get(match[1].lower(), 0))
    if match := _ISO.match(words):
        return _written(match[1], int(match[2] or 0), int(match[3] or 0))
    if match := _SLASHED.match(words):  # 00 stands for unknown
        return _written(match[3], int(match[2]), int(match[1]))
    return ""


def _written(year: str, month: int, day: int = 0) -> str:
    if int(year) == 0 or not 0 <= month <= 12:
        return ""
    if not month:
        return f"{year}-XX-{day:02}" if 0 < day <= 31 else year
    if not day:
        return f"{year}-{month:02}"
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return ""


def day(written: str) -> date | None:
    """Read a whole day, ``2012-12-31``, ``31/12/2012`` or ``31 Dec 2012``; else None.

    A time or a time zone behind it does not count.
    """
    found = _single(_TIME_OR_ZONE.sub("", written.strip()))
    return date.fromisoformat(found) if re.fullmatch(r"[\d-]{10}", found) else None
