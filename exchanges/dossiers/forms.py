"""Read dossier files into validated forms, with problems in an editor's words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError

from . import drafts, placing, reading
from .kinds import nearest
from .problems import DossierError, Problem
from .reading import Node
from .schema import DossierFile, Part

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
    """A dossier file.

    Attributes:
        name: As given on the command line or found in a folder.
        is_whole: False if records whose form is wrong are left out of ``form``.
    """

    name: str
    text: str
    node: Node
    form: DossierFile
    is_whole: bool = True

    @property
    def digest(self) -> str:
        """SHA-256 of the file's text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def reading(self) -> placing.Reading:
        """The file as it is read now."""
        return placing.reading(self.name, self.digest)

    def problem(self, path: Iterable[str | int], message: str) -> Problem:
        """Say what is wrong at a place of the file."""
        line, text = self.node.find(tuple(path))
        return Problem(self.name, line, text, message)

    def keys(self, section: str) -> list[str]:
        """Name the records of a section, those with a wrong form included."""
        sections = self.node.value if isinstance(self.node.value, dict) else {}
        found = sections.get(section)
        return list(found.value) if found and isinstance(found.value, dict) else []


@dataclass(slots=True)
class Files:
    """Files as read, and what is wrong with them.

    Attributes:
        files: Those that have a form, if only in part.
        texts: Text of every file that could be read, by name.
        has_unread: Some file is no YAML of ours, so what it defines is not known.
    """

    files: list[File] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    has_unread: bool = False


def read_files(paths: Iterable[Path]) -> Files:
    """Read files, whatever is wrong with some."""
    read = Files()
    for path in paths:
        name = str(path)
        try:
            text = reading.text_of(path)
            read.texts[name] = text
            node = reading.parse(text, name)
        except DossierError as error:
            read.problems += error.problems
            read.has_unread = True
            continue
        try:
            read.files.append(validated(node, text, name))
        except DossierError as error:
            read.problems += error.problems
            rest = _in_part(node, text, name)
            if rest is not None:
                read.files.append(rest)
            else:
                read.has_unread = True
    return read


def read_file(path: Path) -> File:
    """Read one file.

    Raises:
        DossierError: It is no YAML of ours, or its form is wrong; with all problems.
    """
    text = reading.text_of(path)
    return validated(reading.parse(text, str(path)), text, str(path))


def read_name(path: Path) -> File:
    """Read only which dossier a file is; its records are not looked at.

    Raises:
        DossierError: It is no YAML of ours or names no dossier.
    """
    text = reading.text_of(path)
    node = reading.parse(text, str(path))
    slug = node.value.get("dossier") if isinstance(node.value, dict) else None
    alone = Node(node.line, {"dossier": slug} if slug else {})
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
    node = drafts.judged(node, name)
    try:
        form = DossierFile.model_validate(node.plain())
    except ValidationError as error:
        problems = [_problem(dict(one), node, name) for one in error.errors()]
        raise DossierError(problems) from error
    return File(name, text, node, form)


def _in_part(node: Node, text: str, name: str) -> File | None:
    """Leave out the records whose form is wrong, so that the others can be checked."""
    values = node.plain()
    try:
        DossierFile.model_validate(values)
    except ValidationError as error:
        for one in error.errors():
            _leave_out(values, one["loc"])
    except TypeError:
        return None
    try:
        form = DossierFile.model_validate(values)
    except ValidationError:
        return None
    return File(name, text, node, form, is_whole=False)


def _leave_out(values: Any, location: tuple[int | str, ...]) -> None:
    # Records lie two levels deep, additions three; of a list only the whole can go,
    # since the places of the others are their names.
    depth = 3 if location[:1] == ("adds",) else 2
    for name in location[: depth - 1]:
        inner = values.get(name) if isinstance(values, dict) else None
        if not isinstance(inner, dict) or len(location) < 2:
            break
        values, location = inner, location[1:]
    if isinstance(values, dict) and location:
        values.pop(location[0], None)


def _problem(error: Mapping[str, Any], node: Node, name: str) -> Problem:
    location = tuple(part for part in error["loc"] if part != "[key]")
    kind, given = error["type"], error["input"]
    line, path = node.find(location)
    key = str(location[-1]) if location else ""
    if kind == "extra_forbidden":
        message = _unknown_key(key, location)
        if given == "" and " " in key:
            message = f"'{key}' is no key; quote a text that has a comma in it"
    elif kind == "missing":
        message = f"'{key}' is missing{_purpose(key)}"
    elif kind == "value_error":
        message = str(error["ctx"]["error"])
    elif kind == "too_short":
        message = "is empty; name at least one"
    elif kind in SHAPES:
        message = _shape(given, _wanted(kind, location))
    else:
        message = error["msg"]
    return Problem(name, line, path, message)


def _wanted(kind: str, location: tuple[Any, ...]) -> str:
    """Say what should stand at a place, with an example that fits it."""
    if kind == "list_type" and location[-1:] == ("steps",):
        return "a list, such as [{agreed: 2025-05}, {delivered: 2025-06}]"
    if kind == "list_type" and location[-1:] == ("linkages",):
        return "a list, such as [{given: [relief], for: [release], basis: stated}]"
    if location[:1] == ("adds",) and len(location) == 2 and kind != "list_type":
        return "a mapping from slugs to what is added, such as {jon-doe: {cite: wsj 3}}"
    return SHAPES[kind]


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
    is_part = isinstance(model, type) and issubclass(model, Part)
    return model.key_names() if is_part else []


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
