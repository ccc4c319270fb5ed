"""Articles: what an editor gives to be read, and the reading that is kept of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from exchanges import intake
from exchanges.intake import IntakeError, judgements, proposals, reading, records
from exchanges.intake.reading import Article
from exchanges.models import IntakeArticle, IntakeReading
from tracker.models import DataVersion

MAX_BYTES = 5 * 1024 * 1024  # of an upload; Django bounds the rest of a form likewise


@dataclass(frozen=True, slots=True)
class Given:
    """What an editor gave.

    Attributes:
        content: Of the file, or the text pasted.
        published: None if the page or text has to say it.
        language: ISO 639.
    """

    content: bytes
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    language: str = "en"


def opened(given: Given) -> Article:
    """Read what was given, as far as it says what it is; nothing is kept.

    Returns:
        The article; ``published`` is None if neither the editor nor the text says it.

    Raises:
        IntakeError: It is no article that can be read.
    """
    if len(given.content) > MAX_BYTES:
        raise IntakeError(
            f"that is {len(given.content):,} bytes; an article has at most"
            f" {MAX_BYTES:,}. Save the page without pictures, or copy its text"
        )
    # A browser ends the lines of a form with two characters.
    content = given.content.replace(b"\r\n", b"\n")
    known = {"title": given.title, "publisher": given.publisher, "url": given.url}
    try:
        return reading.read(content, published=given.published, **known)
    except IntakeError:
        if given.published is not None:
            raise
    # If any day makes it readable, only the day is missing.
    dated = reading.read(content, published=timezone.now().date(), **known)
    return replace(dated, published=None)


@transaction.atomic
def keep(
    article: Article, *, language: str, by: AbstractBaseUser
) -> tuple[IntakeArticle, tuple[str, ...]]:
    """Read an article and keep it with what is proposed of it.

    What was judged at an earlier reading of the same text stays; a text that was
    deleted is there again.

    Returns:
        The article and warnings.

    Raises:
        IntakeError: It cannot be read.
    """
    draft = records.propose(article)
    kept = judgements.keep(draft, by=by)
    kept.title = article.title[:500]
    kept.publisher, kept.url = article.publisher[:200], article.url[:1000]
    kept.text, kept.text_deleted_at = article.text, None
    kept.language = language[:12] or "en"
    if article.published is not None:
        kept.published_on = article.published
    kept.save()
    _log(kept, draft, by)
    return kept, draft.warnings


def read_again(
    kept: IntakeArticle, *, by: AbstractBaseUser
) -> tuple[IntakeArticle, tuple[str, ...]]:
    """Read a kept article again, by the rules and names of today.

    Raises:
        IntakeError: Its text was deleted.
    """
    if not kept.text:
        raise IntakeError("the text was deleted; give it again")
    article = intake.read(
        kept.text.encode(),
        title=kept.title,
        published=kept.published_on,
        publisher=kept.publisher,
        url=kept.url,
    )
    return keep(article, language=kept.language, by=by)


@cache
def engine() -> str:
    """Give the digest of the code and word lists that read articles."""
    digest = hashlib.sha256()
    folder = Path(intake.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _log(kept: IntakeArticle, draft: proposals.Draft, by: AbstractBaseUser) -> None:
    bands = [one.band.name.value for one in draft.proposals]
    IntakeReading.objects.create(
        article=kept,
        engine=engine(),
        data_version=DataVersion.objects.values_list("number", flat=True).first() or 0,
        read_by=" and ".join(("rules", *draft.models))[:200],
        ready=bands.count("ready"),
        check_first=bands.count("check"),
        unlikely=bands.count("unlikely"),
        asked_by=by,  # type: ignore[misc]  # the stubs know no settings
    )
