"""Withheld names: found in what is about to be public, in whatever spelling."""

import re
from collections.abc import Iterable
from functools import lru_cache

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
    folded = {_words(text) for text in names.values_list("text", flat=True)}
    return tuple(sorted(folded - {"  "}))


def holds(text: str, hidden: Iterable[str]) -> bool:
    """Tell whether a text holds one of ``spellings``, by whole words.

    Case, alphabet, diacritics, punctuation and hyphens do not matter, so slugs and
    addresses count too.
    """
    words = _words(text)
    return any(spelling in words for spelling in hidden)


def _words(text: str) -> str:
    return f" {' '.join(_folded(word) for word in WORD.findall(text))} "


@lru_cache(100_000)
def _folded(word: str) -> str:
    return transliteration.fold(word)
