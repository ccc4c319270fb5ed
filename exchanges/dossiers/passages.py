"""Digests of passages: they tie a citation to words that are kept nowhere.

A passage is a paragraph, which is a line that is not blank, counted from 1, or a range
of its code points. Its digest is taken over NFC with runs of white space folded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from . import forms, schema
from .forms import File
from .problems import DossierError

DIGITS = 16  # of 64 hexadecimal digits: 64 bits tell the passages of one text apart
LOCATOR = re.compile(r"([0-9]+)(?::([0-9]+)-([0-9]+))?\Z")


class SourceChoiceError(ValueError):
    """It is not clear which source of a dossier a text belongs to."""


@dataclass(frozen=True, slots=True)
class Text:
    """An editor's copy of a source.

    Attributes:
        paragraphs: The first one at 0, each folded.
        sha256: Of the file, in hexadecimal.
    """

    paragraphs: tuple[str, ...]
    sha256: str

    @classmethod
    def read(cls, path: Path) -> Text:
        """Read a text file in UTF-8."""
        content = path.read_bytes()
        lines = content.decode("utf-8-sig").splitlines()
        return cls(
            tuple(folded for line in lines if (folded := fold(line))),
            hashlib.sha256(content).hexdigest(),
        )

    def digest(self, locator: str) -> str | None:
        """Give the digest of a passage; None if the text has no such passage."""
        match = LOCATOR.match(locator)
        if match is None or not 1 <= int(match[1]) <= len(self.paragraphs):
            return None
        paragraph = self.paragraphs[int(match[1]) - 1]
        if match[2] is not None:
            start, end = int(match[2]), int(match[3])
            if not start < end <= len(paragraph):
                return None
            paragraph = paragraph[start:end]
        return digest(paragraph)


def fold(text: str) -> str:
    """Bring a text to NFC and fold runs of white space to one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(passage: str) -> str:
    """Give the digest of a passage."""
    return hashlib.sha256(fold(passage).encode()).hexdigest()[:DIGITS]


def is_counted(locator: str) -> bool:
    """Tell whether a locator names a paragraph or a range, not words."""
    return LOCATOR.match(locator) is not None


def verify(path: Path, text: Text, source: str | None = None) -> tuple[str, int]:
    """Compare the digests of one source with a text.

    Args:
        path: The dossier.
        text: The editor's copy.
        source: The source's id, where it is not clear.

    Returns:
        The source's id and the number of passages that agree.

    Raises:
        DossierError: Some do not agree; their locators are named.
        SourceChoiceError: It is not clear which source is meant.
    """
    file = forms.read_file(path)
    name = source or _source_of(file, text, is_stamped=True)
    passages = _source(file, name).passages
    problems = [
        file.problem(
            ("sources", name, "passages", locator),
            "the text says something else at this passage"
            if text.digest(locator)
            else "the text has no such passage",
        )
        for locator, known in passages.items()
        if is_counted(locator) and text.digest(locator) != known
    ]
    if problems:
        raise DossierError(problems)
    return name, sum(map(is_counted, passages))


def stamp(path: Path, text: Text, source: str | None = None) -> tuple[str, int]:
    """Write the digests of all passages that a dossier cites of one source.

    The file keeps its comments and layout. The text's SHA-256 is written too.

    Args:
        path: The dossier.
        text: The editor's copy.
        source: The source's id, where it is not clear.

    Returns:
        The source's id and the number of passages.

    Raises:
        DossierError: The dossier's form is wrong, or it cites a passage that the text
            does not have; the file stays as it is.
        SourceChoiceError: It is not clear which source is meant.
    """
    file = forms.read_file(path)
    name = source or _source_of(file, text, is_stamped=False)
    _source(file, name)
    cited = {
        cite.at: place
        for cite, place in _cites(file.form, ())
        if cite.source == name and is_counted(cite.at)
    }
    missing = [
        file.problem(place, f"{name} has no passage {locator} in this text")
        for locator, place in cited.items()
        if text.digest(locator) is None
    ]
    if missing:
        raise DossierError(missing)
    locators = sorted(cited, key=_order)
    lines = [f'"{locator}": "{text.digest(locator)}"' for locator in locators]
    content = path.read_bytes().decode()
    content = _put(content, name, "sha256", f'"{text.sha256}"')
    if lines:
        content = _put(content, name, "passages", lines)
    path.write_bytes(content.encode())
    return name, len(lines)


def _source(file: File, name: str) -> schema.SourceRecord:
    known = file.form.sources
    if name not in known:
        message = f"{file.name} has no source '{name}'; it has {', '.join(known)}"
        raise SourceChoiceError(message)
    return known[name]


def _source_of(file: File, text: Text, *, is_stamped: bool) -> str:
    """Find the source of a text: by its SHA-256, else the only one that can be it."""
    known = file.form.sources
    fitting = [name for name, one in known.items() if one.sha256 == text.sha256]
    if not fitting:
        fitting = [
            name
            for name, one in known.items()
            if (bool(one.passages) if is_stamped else not one.sha256)
        ]
    if len(fitting) == 1:
        return fitting[0]
    message = (
        f"No source of {file.name} has the SHA-256 {text.sha256[:8]}… of this text, and"
        f" it may be {' or '.join(fitting or known) or 'none'}: say which with --source"
    )
    raise SourceChoiceError(message)


def _cites(
    value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[schema.Cite, tuple[str | int, ...]]]:
    if isinstance(value, schema.Cite):
        yield value, path
    elif isinstance(value, schema.Part):
        for name, info in type(value).model_fields.items():
            yield from _cites(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _cites(entry, (*path, key))
    elif isinstance(value, list):
        for position, entry in enumerate(value):
            yield from _cites(entry, (*path, position))


def _order(locator: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall("[0-9]+", locator))


# Editing the file in place


def _put(content: str, source: str, key: str, value: str | list[str]) -> str:
    """Set one key of a source; the rest of the text stays, comments included."""
    newline = "\r\n" if "\r\n" in content else "\n"
    node = _mapping_of(content, source)
    pair = next((p for p in node.value if p[0].value == key), None)
    if node.flow_style:
        flow = value if isinstance(value, str) else f"{{{', '.join(value)}}}"
        if pair is not None:
            start, end = pair[1].start_mark.index, pair[1].end_mark.index
            return content[:start] + flow + content[end:]
        end = node.value[-1][1].end_mark.index
        return f"{content[:end]}, {key}: {flow}{content[end:]}"
    indent = " " * node.value[0][0].start_mark.column
    block = _block(value, indent, newline)
    if pair is not None:
        start = pair[0].end_mark.index
        end = _end(content, pair[1])
        return f"{content[:start]}:{block}{content[end:]}"
    end = content.find("\n", _end(content, node))
    end = len(content) if end < 0 else end
    before = content[:end].removesuffix("\r")
    return f"{before}{newline}{indent}{key}:{block}{content[len(before) :]}"


def _block(value: str | list[str], indent: str, newline: str) -> str:
    if isinstance(value, str):
        return f" {value}"
    return "".join(f"{newline}{indent}  {line}" for line in value)


def _mapping_of(content: str, source: str) -> yaml.MappingNode:
    # The reader has accepted the file, so it is small, shallow and free of aliases.
    root: Any = yaml.compose(content, Loader=yaml.BaseLoader)
    sources = next(value for key, value in root.value if key.value == "sources")
    node = next(value for key, value in sources.value if key.value == source)
    if not isinstance(node, yaml.MappingNode):
        raise AssertionError("the form has been checked")
    return node


def _end(content: str, node: Any) -> int:
    """Find where the last text of a node ends, before what follows it."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return len(content[: node.end_mark.index].rstrip())
