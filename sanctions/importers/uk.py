"""The UK Sanctions List and OFSI's Consolidated List, both csv with one row a name.

The first line says the day, the second one the columns. OFSI's list has other columns
before and after 2022.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from . import day_words
from .csv_files import header_rows, read_text
from .entries import (
    ALIAS,
    FORMER,
    ORGANISATION,
    PERSON,
    PRIMARY,
    VESSEL,
    WEAK,
    EntryBirth,
    EntryIdentifier,
    EntryName,
    ListEntry,
    ListFile,
    ListFormat,
    ListFormatError,
    ParsedEdition,
    Record,
    names,
    record,
    unique,
)

PARTS_OF_NAME = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
KINDS = {"individual": PERSON, "entity": ORGANISATION, "ship": VESSEL}
# Kinds of names in all three forms of the lists, in lower case.
NAME_KINDS = {
    "primary name": PRIMARY,
    "primary name variation": ALIAS,
    "alias": ALIAS,
    "prime alias": PRIMARY,
    "aka": ALIAS,
    "fka": FORMER,
    "": ALIAS,
}


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the forms call the same; a tuple holds names of several columns."""

    form: str
    key: str
    programme: str
    listed_on: str
    name_kind: str
    birth: str
    nationality: str
    remarks: tuple[str, ...]
    numbers: Mapping[str, str]
    kind: str = ""
    strength: str = ""
    original: str = ""

    @property
    def needed(self) -> list[str]:
        """Columns without which nothing can be read."""
        named = (self.key, self.programme, self.listed_on, self.name_kind, self.kind)
        return [*filter(None, named), "Name 6"]


LIST = _Columns(
    form="uk sanctions list",
    key="Unique ID",
    programme="Regime Name",
    listed_on="Date Designated",
    name_kind="Name type",
    strength="Alias strength",
    original="Name non-latin script",
    birth="D.O.B",
    nationality="Nationality(/ies)",
    remarks=("Other Information", "Sanctions Imposed"),
    numbers={
        "Passport number": "Passport",
        "National Identifier number": "National identifier",
        "Business registration number (s)": "Registration number",
        "IMO number": "IMO",
        "OFSI Group ID": "OFSI Group ID",
        "UN Reference Number": "UN reference",
    },
)
CONLIST = _Columns(
    form="conlist 2022",
    key="Group ID",
    programme="Regime",
    listed_on="Listed On",
    name_kind="Alias Type",
    strength="Alias Quality",
    original="Name Non-Latin Script",
    birth="DOB",
    nationality="Nationality",
    remarks=("Other Information",),
    numbers={
        "Passport Number": "Passport",
        "National Identification Number": "National identifier",
    },
    kind="Group Type",
)
OLD_CONLIST = _Columns(
    form="conlist 2018",
    key="Group ID",
    programme="Regime",
    listed_on="Listed On",
    name_kind="Alias Type",
    birth="DOB",
    nationality="Nationality",
    remarks=("Other Information",),
    numbers={"Passport Details": "Passport", "NI Number": "National identifier"},
    kind="Group Type",
)


@dataclass(slots=True)
class _Group:
    kind: str
    programmes: list[str] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    names: list[EntryName] = field(default_factory=list)
    births: list[EntryBirth] = field(default_factory=list)
    numbers: list[EntryIdentifier] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def parse(files: Mapping[str, ListFile]) -> ParsedEdition:
    """Read one edition of either list."""
    file = files["entries"]
    first, _, rest = read_text(file).partition("\n")
    published_on = _day(file, first)
    header = rest.partition("\n")[0]
    columns = LIST
    if "Group ID" in header and "Unique ID" not in header:
        columns = CONLIST if "Alias Quality" in header else OLD_CONLIST
    rows = header_rows(file, rest, needed=columns.needed, first_line=2)
    return ParsedEdition(_records(file, columns, rows), columns.form, published_on)


def _day(file: ListFile, line: str) -> date:
    """Read ``Report Date: 08-Oct-2026`` or ``Last Updated,13/04/2018,,,``."""
    written = line.replace('"', "").replace("Report Date:", "Last Updated,")
    word, _, rest = written.partition(",")
    day = day_words.day(rest.strip(" ,\r").replace("-", " "))
    if word.strip() != "Last Updated" or day is None:
        problem = (
            f"is “{line[:60].strip()}” and should be Report Date: dd-Mon-yyyy"
            " or Last Updated,dd/mm/yyyy."
        )
        raise ListFormatError(file.name, "line 1", problem)
    return day


def _records(
    file: ListFile, columns: _Columns, rows: Iterator[tuple[int, dict[str, str]]]
) -> Iterator[Record]:
    groups: dict[str, _Group] = {}
    for line, row in rows:
        key, name = row[columns.key], _name(row)
        kind = _kind(columns, row)
        name_kind = NAME_KINDS.get(row[columns.name_kind].lower())
        problem = ""
        if not key or not row[columns.programme]:
            problem = f"needs {columns.key} and {columns.programme}."
        elif not name:
            problem = f"{key} has no name in Name 1 to Name 6."
        elif kind is None or name_kind is None:
            problem = f"{key} is of an unknown kind or its name of an unknown type."
        if problem or kind is None or name_kind is None:
            raise ListFormatError(file.name, f"line {line}", problem)
        group = groups.setdefault(key, _Group(kind))
        if group.kind == ORGANISATION:
            group.kind = kind  # not every row of a person shows that it is one
        is_weak = row.get(columns.strength, "").lower().startswith("low")
        group.names.append(EntryName(name, WEAK if is_weak else name_kind))
        _add(columns, row, group)
    for key, group in groups.items():
        yield record(_entry(key, group))


def _name(row: dict[str, str]) -> str:
    return " ".join(part for column in PARTS_OF_NAME if (part := row.get(column, "")))


def _kind(columns: _Columns, row: dict[str, str]) -> str | None:
    if columns.kind:
        return KINDS.get(row[columns.kind].lower())
    # The UK Sanctions List has no such column; these are filled for one kind only.
    if row.get("IMO number") or row.get("Type of ship"):
        return VESSEL
    is_person = any(
        row.get(column) for column in ("D.O.B", "Gender", "Nationality(/ies)", "Name 1")
    )
    return PERSON if is_person else ORGANISATION


def _add(columns: _Columns, row: dict[str, str], group: _Group) -> None:
    group.programmes.append(row[columns.programme])
    if day := day_words.day(row[columns.listed_on]):
        group.days.append(day)
    if original := row.get(columns.original, ""):
        group.names.append(EntryName(original))
    if words := row.get(columns.birth, ""):
        group.births.append(_birth(words))
    for column, kind in columns.numbers.items():
        if number := row.get(column, ""):
            group.numbers.append(EntryIdentifier(kind, number))
    group.countries.append(row.get(columns.nationality, ""))
    group.remarks += [row.get(column, "") for column in columns.remarks]
    group.addresses.append(
        " ".join(v for c, v in row.items() if c.startswith("Address") and v)
    )


def _birth(words: str) -> EntryBirth:
    """Read a date in which ``00``, ``dd`` and ``mm`` stand for what is not known."""
    zeros = words.lower().replace("dd", "00").replace("mm", "00")
    return EntryBirth(day_words.edtf(zeros), words)


def _entry(key: str, group: _Group) -> ListEntry:
    main = next((n for n in group.names if n.kind == PRIMARY), group.names[0])
    others = [
        EntryName(n.text, ALIAS if n.kind == PRIMARY else n.kind) for n in group.names
    ]
    return ListEntry(
        key=key,
        kind=group.kind,
        names=names(main.text, others),
        programmes=unique(group.programmes),
        identifiers=tuple(dict.fromkeys(group.numbers)),
        births=tuple(dict.fromkeys(group.births)),
        countries=unique(group.countries),
        listed_on=min(group.days, default=None),
        remarks="; ".join(unique(group.remarks)),
        unshown=unique(group.addresses),
    )


UK = ListFormat(
    code="uk-sl",
    title="UK Sanctions List",
    authority="uk-fcdo",
    files={"entries": r"\.csv"},
    parse=parse,
    url={
        "entries": "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",
    },
    real_files="header only",
)
OFSI = ListFormat(
    code="uk-ofsi",
    title="OFSI Consolidated List of Financial Sanctions Targets (until 2026)",
    authority="uk-ofsi",
    files={"entries": r"\.csv"},
    parse=parse,
    url={
        "entries": "https://ofsistorage.blob.core.windows.net/publishlive/ConList.csv"
    },
    real_files="columns of 2018",
)
