"""Intake: from one article to a draft dossier, each proposal beside its passage.

``propose`` is the way in for commands and pages. What it uses is pure, text and
gazetteers in, frozen values out; only ``gazetteers.from_database``,
``matching.known_releases`` and what stores drafts touch the database.
``docs/intake.md`` explains it to editors.
"""

from datetime import date
from typing import TYPE_CHECKING

from .reading import Article, IntakeError, read

if TYPE_CHECKING:
    from .proposals import Draft

__all__ = ["Article", "IntakeError", "propose", "read"]


def propose(
    content: bytes,
    *,
    title: str = "",
    published: date | None = None,
    publisher: str = "",
    url: str = "",
) -> "Draft":
    """Read an article and propose what to record of it. Nothing is written.

    Args:
        content: Text in UTF-8, or HTML.
        title: Overrides what the page says; so do the others.
        published: The day of publication.
        publisher: Who published it.
        url: Its address.

    Raises:
        IntakeError: It is no article that can be read; the message says why.
    """
    # The engine is read without a database, by the benchmark among others.
    from . import records

    return records.propose(
        read(content, title=title, published=published, publisher=publisher, url=url)
    )
