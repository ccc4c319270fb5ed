"""Withheld names: found in what is about to be public, in whatever spelling."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import unquote

from . import transliteration
from .models import PersonName

WORD = re.compile(r"[^\W_]+")


class WithheldNameError(Exception):
    """Something that is about to be public holds a name that is withheld."""

    def __init__(self, documents: Iterable[str]) -> None:
        """Name the documents; never the name."""
        self.documents = tuple(documents)
        super().__init__(
            "A name that is withheld stands in "
            f"{', '.join(self.documents)}. Take it out of texts and slugs first."
        )


def spellings(people: Iterable[str] | None = None) -> tuple[str, ...]:
    """Give every spelling of withheld names as folded words; one query.

    Args:
        people: Primary keys of people, or None for all.
    """
    names = PersonName.objects.filter(person__is_name_withheld=True)
    if people is not None:
        names = names.filter(person__in=list(people))
    folded = {" ".join(words(text)) for text in names.values_list("text", flat=True)}
    return tuple(sorted(folded - {""}))


def holds(text: str, hidden: Iterable[str]) -> bool:
    """Tell whether a text holds one of ``spellings``.

    Case, alphabet, diacritics, punctuation, hyphens, the order of the words, one word
    between them, and how an address or HTML writes letters do not matter.
    """
    found = words(text)
    return any(places(spelling, found) for spelling in hidden)


def words(text: str) -> list[str]:
    """Split a text into folded words, as ``spellings`` are."""
    return [_folded(word) for word in WORD.findall(_plain(text))]


def places(spelling: str, found: Sequence[str]) -> list[int]:
    """Give the positions among words at which a spelling begins."""
    wanted = Counter(spelling.split())
    size = wanted.total()
    if not size:
        return []
    glued = spelling.replace(" ", "")
    return [
        position
        for position, word in enumerate(found)
        if word == glued
        or (word in wanted and wanted <= Counter(found[position : position + size + 1]))
    ]


def _plain(text: str) -> str:
    """Write letters plainly that an address, HTML or invisible signs disguise."""
    plain = unicodedata.normalize("NFKD", html.unescape(unquote(text)))
    return "".join(c for c in plain if unicodedata.category(c) not in ("Cf", "Mn"))


@lru_cache(100_000)
def _folded(word: str) -> str:
    return transliteration.fold(word)
