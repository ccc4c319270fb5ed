"""Read a dossier's YAML as text, with the line of every value.

PyYAML's own values are not used: it reads ``NO`` as false and ``0123`` as 83. Only the
stream of events is, and of that only mappings, lists and plain text; nothing that one
file needs and another reader may read otherwise.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .problems import DossierError, Problem

MAX_BYTES = 4_000_000  # the largest dossier is a fiftieth of it
MAX_DEPTH = 14  # the format itself is 11 deep
MAX_NODES = 200_000
JOINERS = "\u200c\u200d"  # invisible, but a part of how Persian and others are written
# The C parser is fifteen times faster; both give the same events.
LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Node:
    """A text, a list or a mapping, and the line (from 1) where it begins.

    Attributes:
        key_lines: Of a mapping, the line of each key.
    """

    line: int
    value: str | list[Node] | dict[str, Node]
    key_lines: dict[str, int] = field(default_factory=dict)

    def plain(self) -> Any:
        """Give text, lists and dicts without lines, as a JSON reader would."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def find(self, path: Sequence[str | int]) -> tuple[int, str]:
        """Follow a path as far as it goes; give the line there and the path as text."""
        node, line, names = self, self.line, []
        for name in path:
            if isinstance(node.value, dict) and name in node.value:
                line, node = node.key_lines[str(name)], node.value[str(name)]
            elif (
                isinstance(node.value, list)
                and isinstance(name, int)
                and name < len(node.value)
            ):
                node = node.value[name]
                line = node.line
            elif not (isinstance(node.value, str | dict) and isinstance(name, int)):
                break
            else:
                continue  # "cite: wsj 41" stands for a list of one
            names.append(str(name))
        return line, ".".join(names)


def text_of(path: Path) -> str:
    """Read a file as text.

    Raises:
        DossierError: It is too large or not UTF-8.
    """
    file = str(path)
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise DossierError([Problem(file, 0, "", "is larger than 4 MB; split it")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "is not UTF-8 here; save the file as UTF-8"
        raise DossierError([Problem(file, line, "", message)]) from error


def parse(text: str, file: str) -> Node:
    """Read YAML text into nodes.

    Raises:
        DossierError: It is no YAML, holds several documents or none, an anchor, alias,
            tag, repeated key, control character, or is nested too deep.
    """
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.problems.append(_syntax(error, text, file))
    except _Stop:
        pass
    if builder.root is None and not builder.problems:
        builder.problems.append(Problem(file, 1, "", "is empty; begin with dossier:"))
    if builder.problems or builder.root is None:
        raise DossierError(builder.problems)
    return builder.root


class _Stop(Exception):  # no error: reading on would not help
    """Ends the reading; the problem is noted."""


class _Builder:
    """Puts nodes together, event by event."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[Node] = []
        self._keys: list[str | None] = []  # of each open mapping, the key that waits
        self._places: list[str] = []  # where each open node stands in its parent
        self._count = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._stop(line, "a second document begins; write one per file")
        if isinstance(event, yaml.AliasEvent):
            self._note(line, f"*{event.anchor} is an alias; write the value itself")
            self._put(Node(line, ""))
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_extras(event, line)
            self._begin(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
            self._places.pop()

    def _begin(self, event: Any, line: int) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            self._stop(line, f"has more than {MAX_NODES:,} values; split the file")
        if isinstance(event, yaml.ScalarEvent):
            self._check_characters(event.value, line)
            self._put(Node(line, event.value))
            return
        if len(self._open) >= MAX_DEPTH:
            self._stop(line, f"is nested deeper than {MAX_DEPTH} levels")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = Node(line, {} if is_mapping else [])
        self._places.append(self._place())
        self._put(node)
        self._open.append(node)
        self._keys.append(None)

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
            return
        key = self._keys[-1]
        if key is not None and isinstance(parent.value, dict):
            parent.value[key] = node
            self._keys[-1] = None
        elif isinstance(node.value, str):
            self._open_key(parent, node.value, node.line)
        else:
            self._stop(node.line, "a key is a list or a mapping; a key is a word")

    def _open_key(self, parent: Node, key: str, line: int) -> None:
        if key in parent.key_lines:
            first = parent.key_lines[key]
            self._note(line, f"'{key}' stands here twice, first in line {first}")
        parent.key_lines[key] = line
        self._keys[-1] = key

    def _refuse_extras(self, event: Any, line: int) -> None:
        if event.anchor:
            self._note(line, f"&{event.anchor} is an anchor; write the value itself")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._note(line, f"{tag} is a tag; every value is text, so drop it")

    def _check_characters(self, text: str, line: int) -> None:
        for place, character in enumerate(text, start=1):
            number = ord(character)
            if (number < 32 and character not in "\t\n") or 0xD800 <= number <= 0xDFFF:
                self._note(line, f"has the control character U+{number:04X}")
                return
            if unicodedata.category(character) == "Cf" and character not in JOINERS:
                name = unicodedata.name(character, "").lower()
                self._note(
                    line,
                    f"has an invisible character as number {place} of the text:"
                    f" U+{number:04X} {name}; remove it",
                )
                return

    def _note(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.file, line, self._path(), message))

    def _stop(self, line: int, message: str) -> None:
        self._note(line, message)
        raise _Stop

    def _path(self) -> str:
        return ".".join(name for name in (*self._places, self._place()) if name)

    def _place(self) -> str:
        """Name the place in the innermost open node that comes next."""
        if not self._open:
            return ""
        if isinstance(self._open[-1].value, list):
            return str(len(self._open[-1].value))
        return self._keys[-1] or ""


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = str(getattr(error, "problem", None) or getattr(error, "reason", error))
    if mark is None:  # the reader's own complaint, about a character
        return Problem(file, 0, "", f"is no YAML: {what}")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        what += "; the line begins with a tab, so indent with blanks"
    elif "mapping values are not allowed" in what:
        what += "; quote a text that has a colon and a blank in it"
    elif "did not find expected" in what:
        what += "; look above for a bracket or quote that is left open"
    return Problem(file, mark.line + 1, "", f"is no YAML: {what}")
