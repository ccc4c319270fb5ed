"""Names that must be in no file: found by line, without being repeated."""

from __future__ import annotations

from collections.abc import Iterable

from tracker import withheld
from tracker.models import PersonName

from .problems import Problem

MESSAGE = (
    "a name that is withheld stands in this line, in whatever spelling; remove it from"
    " text and slugs, and from the history of the file"
)


def spellings(also: Iterable[str] = ()) -> list[str]:
    """Give the spellings of withheld names as folded words. Two queries at most.

    Args:
        also: Slugs of people whose names are about to be withheld.
    """
    hidden = set(withheld.spellings())
    slugs = list(also)
    if slugs:
        names = PersonName.objects.filter(person__slug__in=slugs)
        texts = names.values_list("text", flat=True)
        hidden |= {" ".join(withheld.words(text)) for text in texts}
    return sorted(hidden - {""})


def find(text: str, file: str, hidden: Iterable[str]) -> list[Problem]:
    """Find lines that hold a withheld name; the problems do not repeat it.

    Case, diacritics, alphabet, punctuation and hyphens do not matter, nor where a line
    ends. What is a spelling and a word is as in ``tracker.withheld``.

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
        here = withheld.words(line)
        words += here
        lines += [number] * len(here)
    found = {
        lines[place]
        for spelling in hidden
        for place in withheld.places(spelling, words)
    }
    return [Problem(file, line, "", MESSAGE) for line in sorted(found)]
