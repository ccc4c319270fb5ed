"""The European Union's csv files: many rows for one entity, one for each of its parts.

Version 1.1 begins with a byte order mark and uses semicolons. Of version 1.0 the copy
at hand has every line quoted as a whole and filled up with tabs.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from . import day_words
from .csv_files import header_rows, read_text
from .entries import (
    ALIAS,
    ORGANISATION,
    PERSON,
    WEAK,
    EntryBirth,
    EntryIdentifier,
    EntryName,
    ListEntry,
    ListFile,
    ListFormatError,
    ParsedEdition,
    Record,
    names,
    record,
    unique,
)

KINDS = {"P": PERSON, "E": ORGANISATION, "person": PERSON, "enterprise": ORGANISATION}


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the two versions call the same."""

    generated: str
    key: str
    kind: str
    programme: str
    listed_on: str
    remark: str
    name: str
    birth: str
    number: str
    number_country: str
    citizenship: str
    address: tuple[str, ...]
    number_kind: str = ""
    strong: str = ""


NEW = _Columns(
    generated="fileGenerationDate",
    key="Entity_LogicalId",
    kind="Entity_SubjectType",
    programme="Entity_Regulation_Programme",
    listed_on="Entity_Regulation_PublicationDate",
    remark="Entity_Remark",
    name="NameAlias_WholeName",
    birth="BirthDate_BirthDate",
    number="Identification_Number",
    number_country="Identification_CountryDescription",
    number_kind="Identification_TypeDescription",
    citizenship="Citizenship_CountryDescription",
    address=("Address_Street", "Address_City", "Address_CountryDescription"),
)
OLD = _Columns(
    generated="Date_file",
    key="Entity_logical_id",
    kind="Subject_type",
    programme="Programme",
    listed_on="Leba_publication_date",
    remark="Entity_remark",
    name="Naal_wholename",
    birth="Birt_date",
    number="Iden_number",
    number_country="Iden_country",
    citizenship="Citi_country",
    address=("Addr_street", "Addr_city", "Addr_country"),
)


@dataclass(slots=True)
class _Entity:
    kind: str
    programmes: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    names: list[EntryName] = field(default_factory=list)
    births: list[EntryBirth] = field(default_factory=list)
    numbers: list[EntryIdentifier] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def parse(file: ListFile) -> ParsedEdition:
    """Read one edition; its day stands in every row."""
    whole = _unwrapped(file, read_text(file))
    header, _, rest = whole.partition("\n")
    columns = NEW if NEW.key in header else OLD
    version = "1.1" if columns is NEW else "1.0"
    header = header.replace("Date_filexxxx", OLD.generated)  # so in the real copy
    needed = [columns.generated, columns.key, columns.kind, columns.programme]
    rows = header_rows(
        file, f"{header}\n{rest}", needed=[*needed, columns.name], delimiter=";"
    )
    first = next(rows, None)
    if first is None:
        raise ListFormatError(file.name, "line 2", "has no entity at all.")
    published_on = day_words.day(first[1][columns.generated])
    if published_on is None:
        problem = (
            f"{columns.generated} is “{first[1][columns.generated][:40]}”, no day."
        )
        raise ListFormatError(file.name, "line 2", problem)
    records = _records(file, columns, chain((first,), rows))
    return ParsedEdition(records, f"csv {version}", published_on)


def _unwrapped(file: ListFile, text: str) -> str:
    """Take off the quotes around whole lines and the tabs behind them."""
    lines = text.splitlines()
    if not lines or "\t" not in lines[0]:
        return text
    unwrapped = []
    for number, line in enumerate(lines, start=1):
        cells = next(csv.reader(io.StringIO(line.rstrip("\t"))), [])
        if len(cells) != 1:
            problem = "is not quoted as a whole, as the lines before it are."
            raise ListFormatError(file.name, f"line {number}", problem)
        unwrapped.append(cells[0].rstrip("\t"))
    return "\n".join(unwrapped)


def _records(
    file: ListFile,
    columns: _Columns,
    rows: Iterator[tuple[int, dict[str, str]]],
) -> Iterator[Record]:
    entities: dict[str, _Entity] = {}
    for line, row in rows:
        key, kind = row[columns.key], KINDS.get(row[columns.kind])
        if not key.isdigit() or kind is None:
            problem = (
                f"{columns.key} is “{key[:40]}” and {columns.kind}"
                f" “{row[columns.kind][:40]}”; needed are a number and P or E."
            )
            raise ListFormatError(file.name, f"line {line}", problem)
        _add(columns, row, entities.setdefault(key, _Entity(kind)))
    for key, entity in entities.items():
        if not entity.names:
            raise ListFormatError(file.name, f"entity {key}", "has no name.")
        yield record(_entry(key, entity))


def _add(columns: _Columns, row: dict[str, str], entity: _Entity) -> None:
    entity.programmes.append(row[columns.programme])
    if day := day_words.day(row.get(columns.listed_on, "")):
        entity.days.append(day)
    is_weak = row.get("NameAlias_Strong", "").lower() == "false"
    kind = WEAK if is_weak else ALIAS
    entity.names += [EntryName(name, kind) for name in spellings(row[columns.name])]
    if words := row.get(columns.birth, ""):
        entity.births.append(day_words.birth(words))
    if number := row.get(columns.number, ""):
        kind = row.get(columns.number_kind, "") or "Number"
        country = row.get(columns.number_country, "")
        entity.numbers.append(EntryIdentifier(kind, number, country))
    entity.countries.append(row.get(columns.citizenship, ""))
    entity.remarks.append(row.get(columns.remark, ""))
    entity.addresses.append(" ".join(row.get(part, "") for part in columns.address))


def spellings(cell: str) -> tuple[str, ...]:
    """Take apart a cell that holds several spellings, between semicolons."""
    return unique([" ".join(part.split()) for part in cell.split(";")])


def _entry(key: str, entity: _Entity) -> ListEntry:
    return ListEntry(
        key=key,
        kind=entity.kind,
        names=names(entity.names[0].text, entity.names),
        programmes=unique(entity.programmes),
        identifiers=tuple(dict.fromkeys(entity.numbers)),
        births=tuple(dict.fromkeys(entity.births)),
        countries=unique(entity.countries),
        listed_on=min(entity.days, default=None),
        remarks="; ".join(unique(entity.remarks)),
        unshown=unique(entity.addresses),
    )
