"""The intake on the record: proposals for an article, seen with the database's eyes."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from tracker import withheld
from tracker.models import Party

from . import drafting, gazetteers, judgements, language_models, matching, proposals
from .language_models import Model, ModelError
from .proposals import Draft
from .reading import Article, IntakeError


def propose(article: Article) -> Draft:
    """Propose what to record of an article. About fifteen queries; nothing is written.

    The rules always read; a language model reads too if the settings name one.

    Raises:
        IntakeError: The day of publication is not known.
    """
    if article.published is None:
        raise IntakeError("it is not clear when the article was published")
    book = gazetteers.from_database()
    reading = drafting.read(article.title, article.lines, article.published, book)
    parties = frozenset(Party.objects.values_list("code", flat=True))
    rejected = judgements.rejected_keys()
    draft = proposals.draft(
        article,
        reading,
        book,
        matching.known_releases(),
        parties=parties,
        rejected=rejected,
    )
    draft = _without_withheld(draft)
    model = configured()
    if model is None:
        return draft
    try:
        told = language_models.read(model, article, parties)
    except ModelError as error:
        return replace(draft, warnings=(*draft.warnings, str(error)))
    draft = language_models.joined(draft, told, model.name)
    kept = tuple(one for one in draft.proposals if one.key not in rejected)
    return replace(draft, proposals=kept)


def configured() -> Model | None:
    """Give the language model that the settings name; None if they name none."""
    if not settings.INTAKE_MODEL:
        return None
    return Model(
        settings.INTAKE_MODEL_URL,
        settings.INTAKE_MODEL,
        settings.INTAKE_MODEL_KEY,
        frozenset(settings.INTAKE_MODEL_HOSTS),
    )


def _without_withheld(draft: Draft) -> Draft:
    """Leave out people whose names are withheld: a draft is a file."""
    hidden = withheld.spellings()
    return proposals.without_names(draft, lambda text: withheld.holds(text, hidden))
