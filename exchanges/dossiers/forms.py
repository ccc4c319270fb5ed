"""Read dossier files into validated forms, with problems in an editor's words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from . import reading
from .kinds import nearest
from .problems import DossierError, Problem
from .reading import Node
from .schema import DossierFile

# What may stand where a key is unknown because a near one is common elsewhere.
COMMON_SLIPS = {
    "sources": "cite",
    "source": "cite",
    "citations": "cite",
    "date": "released_on",
    "count": "people",
    "description": "note",
    "comment": "note",
}
SHAPES = {
    "dict_type": "a mapping, such as {key: value}",
    "model_type": "a mapping, such as {key: value}",
    "list_type": "a list, such as [BY, US]",
    "string_type": "one text",
}


@dataclass(frozen=True, slots=True)
class File:
    """A dossier file whose form is right.

    Attributes:
        name: As given on the command line or found in a folder.
        digest: SHA-256 of its bytes.
    """

    name: str
    text: str
    node: Node
    form: DossierFile

    @property
    def digest(self) -> str:
        """SHA-256 of the file's text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def problem(self, path: Iterable[str | int], message: str) -> Problem:
        """Say what is wrong at a place of the file."""
        line, text = self.node.find(tuple(path))
        return Problem(self.name, line, text, message)


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that is wrong.

    Attributes:
        node: Its values, if it is YAML at all.
    """

    node: Node | None

    def keys(self, section: str) -> list[str]:
        """Name the records of a section, whatever is wrong with them."""
        if self.node is None or not isinstance(self.node.value, dict):
            return []
        found = self.node.value.get(section)
        return list(found.value) if found and isinstance(found.value, dict) else []


def read_files(
    paths: Iterable[Path],
) -> tuple[list[File], list[Broken], list[Problem]]:
    """Read files; of those that are wrong, also say how."""
    files: list[File] = []
    broken: list[Broken] = []
    problems: list[Problem] = []
    for path in paths:
        node: Node | None = None
        try:
            node, text = reading.read(path)
            files.append(validated(node, text, str(path)))
        except DossierError as error:
            broken.append(Broken(node))
            problems += error.problems
    return files, broken, problems


def read_file(path: Path) -> File:
    """Read one file.

    Raises:
        DossierError: It is no YAML of ours, or its form is wrong; with all problems.
    """
    node, text = reading.read(path)
    return validated(node, text, str(path))


def read_name(path: Path) -> File:
    """Read only which dossier a file is; its records are not looked at.

    Raises:
        DossierError: It is no YAML of ours or names no dossier.
    """
    node, text = reading.read(path)
    slug = node.value.get("dossier") if isinstance(node.value, dict) else None
    alone = Node(node.line, {"dossier": slug} if slug else {}, {"dossier": 1})
    if slug is not None:
        alone.key_lines["dossier"] = slug.line
    return validated(alone, text, str(path))


def validated(node: Node, text: str, name: str) -> File:
    """Check the form of a dossier that has been read.

    Raises:
        DossierError: The form is wrong; with all problems.
    """
    if not isinstance(node.value, dict):
        message = "is no mapping; begin with dossier: and a slug"
        raise DossierError([Problem(name, node.line, "", message)])
    try:
        form = DossierFile.model_validate(node.plain())
    except ValidationError as error:
        problems = [_problem(dict(one), node, name) for one in error.errors()]
        raise DossierError(problems) from error
    return File(name, text, node, form)


def _problem(error: Mapping[str, Any], node: Node, name: str) -> Problem:
    location = tuple(part for part in error["loc"] if part != "[key]")
    kind, given = error["type"], error["input"]
    line, path = node.find(location)
    key = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        message = _unknown_key(key, location)
    elif kind == "missing":
        message = f"'{key}' is missing{_purpose(key)}"
    elif kind == "value_error":
        message = str(error["ctx"]["error"])
    elif kind == "too_short":
        message = "is empty; name at least one"
    elif kind in SHAPES:
        message = _shape(given, SHAPES[kind])
    else:
        message = error["msg"]
    return Problem(name, line, path, message)


def _shape(given: Any, wanted: str) -> str:
    if given == "":
        return f"is empty; write {wanted}, or remove the key"
    what = f"the text '{given}'"
    if isinstance(given, dict | list):
        what = "a mapping" if isinstance(given, dict) else "a list"
    return f"is {what}, but should be {wanted}"


def _unknown_key(key: str, location: tuple[Any, ...]) -> str:
    known = _keys_at(location[:-1])
    found = nearest(key, known)
    if found is None and COMMON_SLIPS.get(key) in known:
        found = COMMON_SLIPS[key]
    if found is not None:
        return f"'{key}' is unknown; did you mean '{found}'?"
    return f"'{key}' is unknown; known here are {', '.join(known)}"


def _keys_at(location: tuple[Any, ...]) -> list[str]:
    """Name the keys that are known at a place of a dossier."""
    annotation: Any = DossierFile
    for part in location:
        annotation = _inner(_bare(annotation), part)
    model = _bare(annotation)
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [info.alias or name for name, info in model.model_fields.items()]


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        return next(a for a in get_args(annotation) if a is not str)
    return annotation


def _inner(annotation: Any, part: str | int) -> Any:
    origin = get_origin(annotation)
    if origin is list:
        return get_args(annotation)[0]
    if origin is dict:
        return get_args(annotation)[1]
    fields = annotation.model_fields
    found = next(i for n, i in fields.items() if (i.alias or n) == part)
    return found.annotation


PURPOSES = {
    "dossier": "the story's slug",
    "publisher": "who published the text",
    "title": "its title as printed",
    "captor": "who held the people",
    "giver": "who gives",
    "kind": "what it is",
    "names": "a list, withheld, or [] if no source gives a name",
    "people": "how many",
    "person": "who was held",
    "field": "the field that the source says something else of",
    "source": "which source",
    "cite": "where it says so, such as wsj 41",
    "basis": "stated, swap, goodwill, sequence or alleged",
    "given": "what was given",
    "for": "for which release",
    "authority": "who acts",
    "as": "what they were called",
    "by": "what its siblings differ by",
    "is": "what it has in common",
    "party": "who took part",
}


def _purpose(key: str) -> str:
    return f" ({PURPOSES[key]})" if key in PURPOSES else ""
