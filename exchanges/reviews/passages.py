"""Passages: the places of a text that a proposal rests on, read and written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exchanges.intake.paragraphs import TITLE, Passage, paragraphs
from exchanges.models import IntakeArticle, IntakeProposal

LOCATOR = re.compile(r"(?:(title)|([0-9]{1,5})(?::([0-9]{1,6})-([0-9]{1,6}))?)\Z")


class PassageError(ValueError):
    """The text has no such passage; the message says what would be right."""


def lines_of(article: IntakeArticle) -> tuple[str, ...]:
    """Give the title and the paragraphs of an article; paragraphs begin at 1."""
    return (article.title, *paragraphs(article.text))


def place(locator: str, lines: Sequence[str]) -> Passage:
    """Find the passage that a locator names.

    Args:
        locator: ``title``, ``3`` for a paragraph, ``3:10-42`` for code points of it.
        lines: Title and paragraphs.

    Raises:
        PassageError: There is none.
    """
    match = LOCATOR.match(locator.strip())
    if match is None:
        raise PassageError(
            f"'{locator.strip()}' is no passage; write 3, 3:10-42 or title"
        )
    number = TITLE if match[1] else int(match[2])
    if not 0 <= number < len(lines) or (number == TITLE and not match[1]):
        raise PassageError(
            f"there is no paragraph {match[2]}; the text has {len(lines) - 1}"
        )
    line = lines[number]
    start, end = (int(match[3]), int(match[4])) if match[3] else (0, len(line))
    if not start < end <= len(line):
        raise PassageError(
            f"{locator.strip()} lies outside of the paragraph, which has"
            f" {len(line)} characters"
        )
    return Passage(number, start, end, line[start:end])


def cited(text: str, lines: Sequence[str]) -> list[Passage]:
    """Read passages that an editor typed, parted by commas.

    Raises:
        PassageError: One is none, or there are none.
    """
    found = [place(one, lines) for one in text.split(",") if one.strip()]
    if not found:
        raise PassageError("name at least one passage, such as 3 or 3:10-42")
    return list(dict.fromkeys(found))


def of(proposal: IntakeProposal, lines: Sequence[str]) -> tuple[Passage, ...]:
    """Give the passages of a proposal: the editor's, else those as drafted.

    Of a text that was deleted, the places without their words.
    """
    if proposal.cites and len(lines) > 1:
        return tuple(place(locator, lines) for locator in proposal.cites)
    return tuple(_drafted(one, lines) for one in listed(proposal.passages))


def of_alternative(alternative: dict[str, object], lines: Sequence[str]) -> Passage:
    """Give the passage of another reading."""
    return _drafted(alternative.get("passage"), lines)


def listed(value: object) -> list[dict[str, object]]:
    """Give the mappings of a JSON list; none of anything else."""
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict)]


def _drafted(value: object, lines: Sequence[str]) -> Passage:
    found = value if isinstance(value, dict) else {}
    number, start, end = (
        int(found.get(name) or 0) for name in ("paragraph", "start", "end")
    )
    line = lines[number] if number < len(lines) else ""
    return Passage(number, start, end, line[start:end])
