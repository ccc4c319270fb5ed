"""Numbers the sources of a page, so that every fact can point to them.

A mark such as ``2:41`` is passage 41 of source 2. Sources are numbered in the order in
which the page cites them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = Any  # documents enter here


@dataclass(slots=True)
class Note:
    """One source of a page.

    Attributes:
        source: The reference to it, as citations hold it.
        passages: Locators cited on this page, in order, none twice.
        is_verified: An editor held the text of every passage cited.
    """

    number: int
    source: dict[str, Any]
    passages: list[str] = field(default_factory=list)
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class Notes:
    """The sources of a page by number."""

    by_slug: dict[str, Note]

    def __iter__(self) -> Iterator[Note]:
        return iter(self.by_slug.values())

    def __len__(self) -> int:
        return len(self.by_slug)

    def number(self, citation: dict[str, Any]) -> int | None:
        """Give the number of a citation's source; None if the page has none."""
        note = self.by_slug.get(citation["source"]["slug"])
        return note.number if note else None


def number(*parts: Json) -> Notes:
    """Number the sources of everything cited in parts of documents.

    Args:
        parts: JSON values, in the order in which the page shows them.
    """
    found: dict[str, Note] = {}
    for citation in _citations(parts):
        source = citation["source"]
        note = found.setdefault(source["slug"], Note(len(found) + 1, source))
        if citation["locator"] and citation["locator"] not in note.passages:
            note.passages.append(citation["locator"])
        note.is_verified = note.is_verified and bool(citation["digest"])
    return Notes(found)


def _citations(value: Json) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "locator" in value and "stance" in value:
            yield value
            return
        values: Iterable[Json] = value.values()
    elif isinstance(value, list | tuple):
        values = value
    else:
        return
    for entry in values:
        yield from _citations(entry)
