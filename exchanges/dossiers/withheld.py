"""Names that must be in no file: found without being repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q

from tracker import transliteration
from tracker.models import PersonName

from .problems import Problem

WORD = re.compile(r"[^\W_]+")
MESSAGE = (
    "a name that is withheld stands in this line, in whatever spelling; remove it from"
    " text and slugs, and from the history of the file"
)


def spellings(also: Iterable[str] = ()) -> list[str]:
    """Give the spellings of withheld names as folded words. One query.

    Args:
        also: Slugs of people whose names are about to be withheld.
    """
    hidden = Q(person__is_name_withheld=True) | Q(person__slug__in=list(also))
    texts = PersonName.objects.filter(hidden).values_list("text", flat=True)
    return sorted({" ".join(_words(text)) for text in texts} - {""})


def find(text: str, file: str, hidden: Iterable[str]) -> list[Problem]:
    """Find lines that hold a withheld name; the problems do not repeat it.

    Case, diacritics, alphabet, punctuation and hyphens do not matter.

    Args:
        text: The file.
        file: Its name.
        hidden: As ``spellings`` gives them.
    """
    hidden = list(hidden)
    if not hidden:
        return []
    words: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        here = _words(line)
        words += here
        lines += [number] * len(here)
    stream = f" {' '.join(words)} "
    found = set()
    for spelling in hidden:
        start = stream.find(f" {spelling} ")
        while start >= 0:
            found.add(lines[stream.count(" ", 0, start)])
            start = stream.find(f" {spelling} ", start + 1)
    return [Problem(file, line, "", MESSAGE) for line in sorted(found)]


def _words(text: str) -> list[str]:
    return WORD.findall(transliteration.fold(text))
