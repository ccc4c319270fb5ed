"""Paragraphs, sentences and tokens of an article, each with its place in the text.

A paragraph is a line that is not blank, white space folded, counted from 1; number 0 is
the title, which citations call ``title``. This is the count of ``dossiers.passages``.
"""

from __future__ import annotations

import gc
import hashlib
import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from .lexicon import words

TITLE = 0  # the number of the title among paragraphs
DIGEST_DIGITS = 16  # as in exchanges.dossiers.passages

# Words whose full stop ends no sentence.
ABBREVIATIONS = words(
    "mr mrs ms dr prof gen lt col sgt capt cmdr maj adm gov sen rep rev fr st sr "
    "jr hon jan feb mar apr jun jul aug sep sept oct nov dec no vs inc ltd co "
    "corp ariz calif fla mass mich minn pa va wash wis ill ind tex tenn approx "
    "est fig vol"
)
# A quotation mark may follow the stop, and one may begin the next sentence.
_END = re.compile(
    r"([.!?…])([\"”\u2019')\]]*)\s+(?=[\"“\u2018'(\[]?[A-ZÀ-ÖØ-ÞΑ-ΩА-Я0-9@])"
)
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|[€$£¥]"
    r"|\d+(?:[.,]\d+)*(?:-[^\W\d_]+)*"  # 5,864; 393.8; 15-month
    r"|[^\W\d_]+\.(?=-)"
    r"|[^\W\d_]+(?:[-\u2019'](?!s\b)[^\W_]+)*"
    r"|[\u2019']s\b"
    r"|\S",
    re.UNICODE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of one paragraph, counted in code points from 0.

    Attributes:
        paragraph: Its number; 0 is the title.
        start: The first code point.
        end: The one after the last.
        text: The words, which are stored for editors only.
    """

    paragraph: int
    start: int
    end: int
    text: str

    @property
    def locator(self) -> str:
        """Write the place as a citation does: ``3:10-42``, or ``title``."""
        if self.paragraph == TITLE:
            return "title"
        return f"{self.paragraph}:{self.start}-{self.end}"

    @property
    def digest(self) -> str:
        """Give the digest by which a citation knows the words."""
        return hashlib.sha256(fold(self.text).encode()).hexdigest()[:DIGEST_DIGITS]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a sentence.

    Attributes:
        text: As printed.
        lower: In lower case, apostrophes straight.
        start: The first code point within the paragraph.
        end: The one after the last.
        tag: The part of speech, as in the Penn Treebank.
    """

    text: str
    lower: str
    start: int
    end: int
    tag: str

    @property
    def is_capitalised(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    Attributes:
        paragraph: The number of its paragraph; 0 is the title.
        position: Which one of the whole text it is, from 0.
        tokens: In order.
        text: The whole paragraph, into which the tokens point.
    """

    paragraph: int
    position: int
    tokens: tuple[Token, ...]
    text: str

    def passage(self, first: int, last: int) -> Passage:
        """Give the passage from one token to another, the last one not included."""
        start = self.tokens[first].start
        end = self.tokens[min(last, len(self.tokens)) - 1].end
        return Passage(self.paragraph, start, end, self.text[start:end])

    def whole(self) -> Passage:
        """Give the passage that the sentence is."""
        return self.passage(0, len(self.tokens))


def fold(text: str) -> str:
    """Bring a text to NFC and fold runs of white space to one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of a text, the first one at 0, each folded."""
    return tuple(folded for line in text.splitlines() if (folded := fold(line)))


def sentences(title: str, lines: Sequence[str]) -> tuple[Sentence, ...]:
    """Cut a title and paragraphs into tagged sentences, in order."""
    found: list[tuple[int, str, list[tuple[str, int, int]]]] = []
    for number, line in enumerate((title, *lines)):
        for start, end in _spans(line):
            cut = [
                (match[0], start + match.start(), start + match.end())
                for match in _TOKEN.finditer(line[start:end])
            ]
            if cut:
                found.append((number, line, cut))
    tags = _tags([[word for word, _, _ in cut] for _, _, cut in found])
    return tuple(
        Sentence(
            number,
            position,
            tuple(
                Token(word, word.lower().replace("\u2019", "'"), start, end, tag)
                for (word, start, end), tag in zip(cut, tags[position], strict=True)
            ),
            line,
        )
        for position, (number, line, cut) in enumerate(found)
    )


def _spans(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(line):
        word = line[start : match.start()].rsplit(None, 1)[-1:]
        before = word[0].lstrip("(\"“\u2018'") if word else ""
        bare = before.lower().rstrip(".")
        if match[1] == "." and (
            bare in ABBREVIATIONS
            or re.fullmatch(r"[A-Z]", before)
            or (re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", before) and not match[2])
        ):
            continue
        yield start, match.end()
        start = match.end()
    if line[start:].strip():
        yield start, len(line)


@cache
def _parse() -> Any:
    # Slow to import and to load its lexicon: only those who read articles pay for it.
    from textblob.en import parser

    with warnings.catch_warnings():
        # It leaves the file of its lexicon open until the next collection.
        warnings.simplefilter("ignore", ResourceWarning)
        parser.parse("One.")
        gc.collect()
    return parser.parse


def _tags(lines: list[list[str]]) -> list[list[str]]:
    """Tag words that are already cut: the places of our own tokens are kept."""
    parsed = _parse()(
        [list(line) for line in lines], tokenize=False, chunks=False, collapse=False
    )
    return [[pair[1] for pair in line] for line in parsed]
