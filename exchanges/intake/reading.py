"""Reading: what an editor gives, text or HTML, as an article; or why it is none."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from . import dates
from .lexicon import words
from .paragraphs import paragraphs

MAX_BYTES = 20_000_000  # a saved page with all it carries
MAX_CHARACTERS = 120_000  # of text: a long feature has a third of it
MIN_WORDS = 25  # below that there is no article
STUB_WORDS = 150  # a paywall's notice is no longer
MIN_ENGLISH = 0.12  # share of the words below; English has a third, others a twentieth

HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p)\b", re.IGNORECASE)
PAYWALL = re.compile(
    r"subscribe (?:to|now|for)|already a subscriber|sign in to (?:read|continue)"
    r"|log in to (?:read|continue)|to continue reading|create a free account"
    r"|this article is for subscribers|unlock this article",
    re.IGNORECASE,
)
ENGLISH = words(
    "the of to and in a that is was for on with as by he it be at from his had has have"
    " were said are not but an who they their this which been will after its or would"
    " more one when people"
)
BINARY = {
    b"%PDF": "a PDF; save its text and give that",
    b"PK\x03\x04": "a packed file, such as a word processor's; save it as text",
    b"\x89PNG": "an image; type or recognise its text first",
    b"\xff\xd8\xff": "an image; type or recognise its text first",
    b"GIF8": "an image; type or recognise its text first",
    b"\x1f\x8b": "a packed file; unpack it first",
}


class IntakeError(ValueError):
    """What was given is no article that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    Attributes:
        title: "" if not known.
        lines: Its paragraphs, folded, the first one at 0.
        text: The text whose digest the dossier carries; of HTML what was extracted.
        published: None if neither the page nor the text says it.
        publisher: "" if not known.
        url: "" if not known.
    """

    title: str
    lines: tuple[str, ...]
    text: str
    published: date | None = None
    publisher: str = ""
    url: str = ""

    @property
    def sha256(self) -> str:
        """Give the digest of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read(
    content: bytes,
    *,
    title: str = "",
    published: date | None = None,
    publisher: str = "",
    url: str = "",
) -> Article:
    """Read an article from the bytes of a file.

    Args:
        content: Text in UTF-8, or HTML.
        title: Overrides what the page says; so do the others.
        published: The day of publication.
        publisher: Who published it.
        url: Its address.

    Raises:
        IntakeError: It is empty, too long, no text, no article, a paywall's notice or
            in another language.
    """
    text = _decoded(content)
    article = (
        _page(text) if HTML.search(text[:4000]) else Article("", paragraphs(text), text)
    )
    _check(article)
    article = replace(
        article,
        title=title or article.title,
        published=published or article.published or _dateline(article.lines),
        publisher=publisher or article.publisher,
        url=url or article.url,
    )
    if article.published is None:
        raise IntakeError(
            "it is not clear when the article was published, and its weekdays mean"
            " nothing without; give --published YYYY-MM-DD"
        )
    return article


def _decoded(content: bytes) -> str:
    if not content.strip():
        raise IntakeError("the file is empty")
    for start, what in BINARY.items():
        if content.startswith(start):
            raise IntakeError(f"the file is {what}")
    if len(content) > MAX_BYTES:
        raise IntakeError(
            f"the file has {len(content):,} bytes, an article at most {MAX_BYTES:,};"
            " cut out the article"
        )
    if b"\x00" in content[:100_000]:
        raise IntakeError("the file is no text: it holds zero bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise IntakeError(
            f"the file is not UTF-8 at byte {error.start:,}; save it as UTF-8"
        ) from error


def _page(text: str) -> Article:
    # Slow to import: only those who give a page pay for it.
    import trafilatura

    found: Any = trafilatura.bare_extraction(text, with_metadata=True)
    body = (found.text or "") if found is not None else ""
    if not body.strip():
        raise IntakeError(
            "the page holds no article: no running text was found in it; save the"
            " article's own page, or copy its text"
        )
    title = str(found.title or "")
    # The headline is the title, which citations call so; it is no paragraph.
    lines = [line for line in body.splitlines() if line.strip()]
    if lines and title and lines[0].strip() == title.strip():
        lines = lines[1:]
    body = "\n".join(lines) + "\n"
    day = str(found.date or "")
    return Article(
        title,
        paragraphs(body),
        body,
        date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None,
        str(found.sitename or ""),
        str(found.url or ""),
    )


def _check(article: Article) -> None:
    text = " ".join(article.lines)
    if len(text) > MAX_CHARACTERS:
        raise IntakeError(
            f"the text has {len(text):,} characters, an article at most"
            f" {MAX_CHARACTERS:,}; cut out the article"
        )
    told = re.findall(r"[^\W\d_]+", text.lower())
    if len(told) < STUB_WORDS and PAYWALL.search(text):
        raise IntakeError(
            "this looks like a paywall's notice and not like the article; copy the text"
            " where you can read it"
        )
    if len(told) < MIN_WORDS:
        raise IntakeError(f"the text has only {len(told)} words; that is no article")
    share = sum(word in ENGLISH for word in told) / len(told)
    if share < MIN_ENGLISH:
        raise IntakeError(
            "the text is not in English as far as can be told"
            f" ({share:.0%} of its words are common English ones); translate it, and"
            " flag the source as machine-translated if a machine did"
        )
    if len(re.findall(r"[a-z]{2}[.!?][\"”\u2019]?(?:\s|$)", text)) < 1:
        raise IntakeError("the text holds no sentence; that is no article")


def _dateline(lines: tuple[str, ...]) -> date | None:
    """Find the day of publication at the top of the text: a day with its year."""
    far = date(2100, 1, 1)
    for line in lines[:4]:
        for when in dates.find(line[:200], far):
            if when.is_day and not when.edtf.endswith("?") and when.earliest < far:
                return when.earliest
    return None
