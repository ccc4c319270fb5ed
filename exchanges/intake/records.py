"""The intake on the record: proposals for an article, seen with the database's eyes."""

from __future__ import annotations

from tracker import withheld
from tracker.models import Party

from . import drafting, gazetteers, matching, proposals
from .proposals import Draft
from .reading import Article, IntakeError


def propose(article: Article) -> Draft:
    """Propose what to record of an article. About fifteen queries; nothing is written.

    Raises:
        IntakeError: The day of publication is not known.
    """
    if article.published is None:
        raise IntakeError("it is not clear when the article was published")
    book = gazetteers.from_database()
    reading = drafting.read(article.title, article.lines, article.published, book)
    draft = proposals.draft(
        article,
        reading,
        book,
        matching.known_releases(),
        parties=frozenset(Party.objects.values_list("code", flat=True)),
    )
    return _without_withheld(draft)


def _without_withheld(draft: Draft) -> Draft:
    """Leave out people whose names are withheld: a draft is a file."""
    hidden = withheld.spellings()
    return proposals.without_names(draft, lambda text: withheld.holds(text, hidden))
