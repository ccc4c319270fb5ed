"""The US Consolidated Screening List: only what no other list here has.

OFAC's own rows are left out: OFAC's lists have more of them, under stable numbers. The
aggregator's ``_id`` is not stable, so the key is the source and the name, and for equal
names the first address.
"""

import hashlib
from collections.abc import Iterator, Mapping

from . import day_words
from .csv_files import header_rows, read_text
from .entries import (
    AIRCRAFT,
    ALIAS,
    ORGANISATION,
    PERSON,
    VESSEL,
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

NEEDED = ("source", "entity_number", "type", "programs", "name", "alt_names", "ids")
OFAC_SOURCES = ("Treasury Department", "Office of Foreign Assets Control")
KINDS = {
    "individual": PERSON,
    "entity": ORGANISATION,
    "": ORGANISATION,
    "vessel": VESSEL,
    "aircraft": AIRCRAFT,
}


def parse(files: Mapping[str, ListFile]) -> ParsedEdition:
    """Read one edition; the file does not say its day."""
    file = files["entries"]
    rows = header_rows(file, read_text(file), needed=NEEDED)
    return ParsedEdition(_records(file, rows), form="csv")


def _records(
    file: ListFile, rows: Iterator[tuple[int, dict[str, str]]]
) -> Iterator[Record]:
    found: dict[str, ListEntry] = {}
    for line, row in rows:
        if any(source in row["source"] for source in OFAC_SOURCES):
            continue
        entry = _entry(file.name, line, row)
        if entry.key in found:
            if entry == found[entry.key]:
                continue  # joined copies repeat rows
            key = f"{entry.key}-{_short(row.get('addresses', '') + str(row['ids']))}"
            entry = _entry(file.name, line, row, key=key)
        if entry.key in found and entry != found[entry.key]:
            problem = f"“{entry.name}” of {row['source']} comes twice."
            raise ListFormatError(file.name, f"line {line}", problem)
        found[entry.key] = entry
    yield from map(record, found.values())


def _entry(file: str, line: int, row: dict[str, str], *, key: str = "") -> ListEntry:
    kind, name = KINDS.get(row["type"].lower()), row["name"]
    if kind is None or not name or not row["source"]:
        problem = f"needs source and name; type is “{row['type'][:40]}”."
        raise ListFormatError(file, f"line {line}", problem)
    source = row["source"].partition(" (")[2].partition(")")[0] or row["source"]
    return ListEntry(
        key=key or f"{_word(source)[:40]}-{_short(name.casefold())}",
        kind=kind,
        names=names(name, [EntryName(a, ALIAS) for a in _values(row["alt_names"])]),
        programmes=unique([source, *_values(row["programs"])]),
        identifiers=tuple(_numbers(row["ids"])),
        births=tuple(
            day_words.birth(w) for w in _values(row.get("dates_of_birth", ""))
        ),
        countries=unique(_values(row.get("nationalities", ""))),
        listed_on=day_words.day(row.get("start_date", "")),
        remarks="; ".join(
            unique([row.get("remarks", ""), row.get("license_requirement", "")])
        ),
        unshown=_values(row.get("addresses", "")),
    )


def _values(cell: str) -> tuple[str, ...]:
    return unique(cell.split("; "))


def _numbers(cell: str) -> Iterator[EntryIdentifier]:
    for value in _values(cell):
        kind, _, number = value.rpartition(", ")
        yield EntryIdentifier(kind or "Number", number)


def _word(text: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in text)


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


CSL = ListFormat(
    code="us-csl",
    title="US Consolidated Screening List, without OFAC's lists",
    authority="us",
    files={"entries": r"\.csv"},
    parse=parse,
    undated=frozenset({"entries"}),
    url={
        "entries": "https://data.trade.gov/downloadable_consolidated_screening_list/"
        "v1/consolidated.csv",
    },
)
