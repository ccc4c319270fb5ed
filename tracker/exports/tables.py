"""Normalised tables for documents, derived from the schema of the API.

A document becomes one row of its kind's table, and one row for each element of a list
in it, keyed by the record and the position from 1. A record of its own is only named
there, by slug or code: it has a table itself. Citations of all kinds share one table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from tracker.published import KINDS, Kind
from tracker.serializers import API

Json = dict[str, Any]
Cell = str | int | bool | None
Path = tuple[str, ...]

CITATION = "Citation"
CITATIONS = "citations"
# They restate citations that have a field and a value.
LEFT_OUT = frozenset({"conflicts"})
# The address follows from kind and slug.
IMPLIED = frozenset({"url"})
TYPES = {"integer": "integer", "boolean": "boolean", "string": "string"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: As in the header.
        type: As Frictionless Table Schema names it.
        description: What it means.
        path: Keys that lead to its value from the object that a row stands for.
    """

    name: str
    type: str
    description: str
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what leads a row to its record, then what the row says.

    Attributes:
        keys: Columns of the primary key, the record's first.
        inner: Lists within each row's object, as tables.
        lists: Where the objects of the rows are, within the object above: field and,
            for lists that share the table, the text of the column ``list``.
    """

    name: str
    keys: tuple[Column, ...]
    columns: tuple[Column, ...]
    inner: tuple[Table, ...] = ()
    lists: tuple[Path, ...] = ()
    is_shared: bool = False

    @property
    def header(self) -> list[Column]:
        """All columns in order."""
        return [*self.keys, *self.columns]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one table."""

    table: str
    cells: tuple[Cell, ...]


def of_kind(kind: Kind) -> Table:
    """Give the table of a kind of record, with those of its lists inside."""
    return _tables()[kind.name]


def every(table: Table) -> Iterator[Table]:
    """Give a table and all inside it, except that of citations."""
    yield table
    for inner in table.inner:
        yield from every(inner)


@cache
def citations() -> Table:
    """Give the table of citations, which all kinds share."""
    keys = (
        Column("record_kind", "string", "Kind of record that is cited for."),
        Column("record", "string", "Slug or code of the record."),
        Column("part", "string", "Part of the record; empty: the whole."),
        Column("position", "integer", "Place among the citations there, from 1."),
    )
    columns, _ = _Shapes(_schema()).columns(CITATION)
    return Table(CITATIONS, keys, tuple(columns))


def rows(kind: Kind, document: Json) -> Iterator[Row]:
    """Flatten one document.

    Yields:
        Rows of the tables of ``of_kind`` and of ``citations``; the record's first.
    """
    table = of_kind(kind)
    record = str(document.get("code") or document["slug"])
    yield from _rows(table, document, (record,), (kind.name, record), "")


def _rows(
    table: Table, value: Json, keys: tuple[Cell, ...], record: tuple[str, str], at: str
) -> Iterator[Row]:
    yield Row(table.name, (*keys, *(_cell(value, c.path) for c in table.columns)))
    for position, citation in enumerate(value.get("citations") or (), 1):
        cells = (_cell(citation, c.path) for c in citations().columns)
        yield Row(CITATIONS, (*record, at, position, *cells))
    for inner in table.inner:
        for path in inner.lists:
            name = path[-1]
            marker: tuple[Cell, ...] = (name,) if inner.is_shared else ()
            for position, element in enumerate(_follow(value, path) or (), 1):
                element = element if isinstance(element, dict) else {"": element}
                part = ".".join(filter(None, (at, *path, str(position - 1))))
                place = (*keys, *marker, position)
                yield from _rows(inner, element, place, record, part)


def _follow(value: Any, path: Path) -> Any:  # JSON
    for name in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def _cell(value: Any, path: Path) -> Cell:  # JSON
    found = _follow(value, path)
    if isinstance(found, list):
        return "; ".join(map(str, found))
    if found is None or isinstance(found, str | int | bool):
        return found
    return str(found)


@cache
def _schema() -> Json:
    schema: Json = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]  # the library's
    return schema


@cache
def _tables() -> dict[str, Table]:
    """Derive the table of every kind that the API lists."""
    schema = _schema()
    shapes = _Shapes(schema)
    found: dict[str, Table] = {}
    for kind in KINDS.values():
        operation = schema["paths"][f"{API}/{kind.segment}/"]["get"]
        answer = operation["responses"]["200"]["content"]["application/json"]
        listed = schema["components"]["schemas"][_name(answer["schema"])]
        shape = _name(listed["properties"]["results"]["items"])
        found[kind.name] = shapes.table(kind.segment, kind.name, shape)
    return found


def _name(reference: Json) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


@dataclass(slots=True)
class _Shapes:
    """Reads shapes of the schema as columns and inner tables."""

    schema: Json
    shapes: dict[str, Json] = field(init=False)

    def __post_init__(self) -> None:
        self.shapes = self.schema["components"]["schemas"]

    def table(self, name: str, kind: str, shape: str) -> Table:
        """Make the table of a kind, by slug, or by code where it has one."""
        columns, lists = self.columns(shape)
        key = "code" if "code" in self.shapes[shape]["properties"] else "slug"
        own = next(column for column in columns if column.name == key)
        rest = [c for c in columns if c is not own and c.name != "slug"]
        keys = (Column(key, "string", own.description, own.path),)
        above = (Column(kind, "string", f"Its {key}."),)
        return Table(name, keys, tuple(rest), tuple(self._inner(name, above, lists)))

    def columns(
        self, shape: str, prefix: str = "", path: Path = ()
    ) -> tuple[list[Column], list[tuple[Path, Json]]]:
        """Split a shape into columns, and lists with the shape of their elements."""
        columns: list[Column] = []
        lists: list[tuple[Path, Json]] = []
        for name, kind in self.shapes[shape]["properties"].items():
            if name in LEFT_OUT or name in IMPLIED:
                continue
            inner = self._resolved(kind)
            title, place = f"{prefix}{name}", (*path, name)
            if inner.get("type") == "array":
                element = self._resolved(inner["items"])
                if name == CITATIONS:
                    continue
                if "properties" in element:
                    lists.append((place, inner["items"]))
                else:
                    about = f"{_words(kind, title)} Several with a semicolon between."
                    columns.append(Column(title, "string", about, place))
            elif "properties" in inner:
                found, more = self._object(title, place, kind, inner)
                columns += found
                lists += more
            else:
                columns.append(Column(title, _type(inner), _words(kind, title), place))
        return columns, lists

    def _object(
        self, title: str, path: Path, kind: Json, shape: Json
    ) -> tuple[list[Column], list[tuple[Path, Json]]]:
        names = shape["properties"].keys()
        about = _words(kind, title, shape)
        if key := _reference(shape):
            return [Column(title, "string", about, (*path, key))], []
        if "edtf" in names:
            return [
                Column(title, "string", f"{about} EDTF.", (*path, "edtf")),
                Column(f"{title}_earliest", "date", "First day.", (*path, "earliest")),
                Column(f"{title}_latest", "date", "Last day.", (*path, "latest")),
            ], []
        if {"min", "max"} <= names:
            kept = [name for name in names if name != "text"]
            return [
                Column(
                    f"{title}_{name}",
                    _type(self._resolved(shape["properties"][name])),
                    _words(shape["properties"][name], f"{title}_{name}"),
                    (*path, name),
                )
                for name in kept
            ], []
        return self.columns(self._component(kind), f"{title}_", path)

    def _inner(
        self, name: str, above: tuple[Column, ...], lists: list[tuple[Path, Json]]
    ) -> Iterator[Table]:
        groups: dict[str, list[Path]] = {}
        for path, kind in lists:
            groups.setdefault(self._component(kind), []).append(path)
        for shape, paths in groups.items():
            is_shared = len(paths) > 1
            word = _plural(shape) if is_shared else "_".join(paths[0])
            title = f"{name}_{word}"
            key = _reference(self.shapes[shape])
            position = Column("position", "integer", "Place in the list, from 1.")
            marker = Column("list", "string", "Which list of the record it is in.")
            keys = (*above, *([marker] if is_shared else []), position)
            if key:
                about = _words({}, key, self.shapes[shape])
                columns = [Column(key, "string", about, (key,))]
                inner: list[tuple[Path, Json]] = []
            else:
                columns, inner = self.columns(shape)
            deeper = (
                *above,
                *([Column(f"{word}_list", "string", marker.description)] * is_shared),
                Column(f"{word}_position", "integer", position.description),
            )
            yield Table(
                title,
                keys,
                tuple(columns),
                tuple(self._inner(title, deeper, inner)),
                lists=tuple(paths),
                is_shared=is_shared,
            )

    def _component(self, kind: Json) -> str:
        for choice in (kind, *kind.get("oneOf", ()), *kind.get("allOf", ())):
            if "$ref" in choice:
                return _name(choice)
        raise ValueError(f"The schema does not name the shape {kind}.")

    def _resolved(self, kind: Json) -> Json:
        for choice in (kind, *kind.get("oneOf", ()), *kind.get("allOf", ())):
            if "$ref" in choice:
                return self.shapes[_name(choice)]
        return kind


def _reference(shape: Json) -> str:
    """Give the key that names a record of its own; "" where it is no reference."""
    properties = shape["properties"]
    if set(properties) == {"code", "name"}:
        return "code"
    for key in ("code", "slug"):
        if key in properties and "url" in properties:
            is_certain = "null" not in str(properties[key].get("type"))
            return key if is_certain else ""
    return ""


def _type(kind: Json) -> str:
    names = kind.get("type", "string")
    names = names if isinstance(names, list) else [names]
    words = [name for name in names if name != "null"]
    if kind.get("format") == "date":
        return "date"
    return TYPES.get(words[0], "any") if len(words) == 1 else "any"


def _words(kind: Json, title: str, shape: Json | None = None) -> str:
    words = kind.get("description") or (shape or {}).get("description") or ""
    first = " ".join(str(words).replace("``", "").split()).partition(". ")[0]
    text = first or title.replace("_", " ").capitalize()
    return text.rstrip(".") + "."


def _plural(shape: str) -> str:
    word = shape.removesuffix("Ref").lower() or "record"
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
