"""OpenSanctions' collections, as targets.simple.csv or FollowTheMoney JSON.

Off by default: the data may not be used commercially (CC BY-NC 4.0), which the command
says before it reads any.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from . import day_words
from .csv_files import header_rows, read_text
from .entries import (
    AIRCRAFT,
    ALIAS,
    ORGANISATION,
    PERSON,
    VESSEL,
    WEAK,
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

LICENCE = (
    "OpenSanctions data are licensed under CC BY-NC 4.0: not for commercial use, and"
    " the source has to be named (https://www.opensanctions.org/licensing/)."
)
KINDS = {
    "Person": PERSON,
    "Organization": ORGANISATION,
    "Company": ORGANISATION,
    "LegalEntity": ORGANISATION,
    "PublicBody": ORGANISATION,
    "Vessel": VESSEL,
    "Airplane": AIRCRAFT,
}
# Targets that are nobody: wallets, securities and the like.
PASSED_OVER = ("CryptoWallet", "Security", "Vehicle", "Address", "Asset", "BankAccount")
NEEDED = ("id", "schema", "name", "aliases", "birth_date", "countries", "identifiers")
NUMBERS = {
    "imoNumber": "IMO",
    "passportNumber": "Passport",
    "idNumber": "Identification number",
    "taxNumber": "Tax number",
    "registrationNumber": "Registration number",
    "innCode": "INN",
    "ogrnCode": "OGRN",
    "leiCode": "LEI",
    "swiftBic": "SWIFT/BIC",
    "mmsi": "MMSI",
}
MAX_LINE = 2_000_000  # bytes of one entity
_QUOTES = re.compile(r'^"+|"+$')

Json = dict[str, Any]


def parse(files: Mapping[str, ListFile]) -> ParsedEdition:
    """Read one edition; the files do not say their day."""
    if "json" in files:
        return ParsedEdition(_json_records(files["json"]), form="ftm json")
    file = files["entries"]
    rows = header_rows(file, read_text(file), needed=NEEDED)
    return ParsedEdition(_csv_records(file, rows), form="targets.simple")


def _csv_records(
    file: ListFile, rows: Iterator[tuple[int, dict[str, str]]]
) -> Iterator[Record]:
    seen: set[str] = set()
    for line, row in rows:
        place = f"line {line}"
        kind = _kind(file.name, place, row["schema"])
        if kind is None:
            continue
        if not row["id"] or not row["name"] or row["id"] in seen:
            problem = "needs an id that comes once, and a name."
            raise ListFormatError(file.name, place, problem)
        seen.add(row["id"])
        aliases = [EntryName(a, ALIAS) for a in _values(row["aliases"])]
        yield record(
            ListEntry(
                key=row["id"],
                kind=kind,
                names=names(row["name"], aliases),
                programmes=unique(
                    _values(row.get("program_ids", "")) or [row.get("dataset", "")]
                ),
                identifiers=tuple(
                    EntryIdentifier("Number", n) for n in _values(row["identifiers"])
                ),
                births=tuple(day_words.birth(b) for b in _values(row["birth_date"])),
                countries=unique(_values(row["countries"])),
                remarks=_QUOTES.sub("", row.get("sanctions", "")),
                unshown=_values(row.get("addresses", "")),
            )
        )


def _json_records(file: ListFile) -> Iterator[Record]:
    seen: set[str] = set()
    line = 0
    while raw := file.stream.readline(MAX_LINE):
        line += 1
        if not raw.strip():
            continue
        entity = _entity(file, line, raw)
        if not entity.get("target", True):
            continue
        kind = _kind(file.name, f"line {line}", str(entity["schema"]))
        if kind is None:
            continue
        if entity["id"] in seen:
            problem = f"{entity['id']} comes twice."
            raise ListFormatError(file.name, f"line {line}", problem)
        seen.add(str(entity["id"]))
        yield record(_ftm_entry(file.name, line, kind, entity))


def _entity(file: ListFile, line: int, raw: bytes) -> Json:
    try:
        entity = json.loads(raw)
    except (ValueError, RecursionError) as error:
        problem = f"is not one JSON object a line ({error}); is the file cut off?"
        raise ListFormatError(file.name, f"line {line}", problem) from error
    if not isinstance(entity, dict) or not all(
        isinstance(entity.get(key), kind)
        for key, kind in (("id", str), ("schema", str), ("properties", dict))
    ):
        problem = "needs id, schema and properties; is it FollowTheMoney?"
        raise ListFormatError(file.name, f"line {line}", problem)
    return entity


def _ftm_entry(file: str, line: int, kind: str, entity: Json) -> ListEntry:
    properties: dict[str, list[str]] = entity["properties"]

    def values(name: str) -> tuple[str, ...]:
        found = properties.get(name, [])
        return unique([value for value in found if isinstance(value, str)])

    main = str(entity.get("caption") or "") or next(iter(values("name")), "")
    if not main:
        raise ListFormatError(file, f"line {line}", f"{entity['id']} has no name.")
    spelt = [EntryName(name, ALIAS) for name in (*values("name"), *values("alias"))]
    spelt += [EntryName(name, WEAK) for name in values("weakAlias")]
    listed: list[date] = [d for t in values("createdAt") if (d := day_words.day(t))]
    return ListEntry(
        key=entity["id"],
        kind=kind,
        names=names(main, spelt),
        programmes=values("programId") or unique(entity.get("datasets") or []),
        identifiers=tuple(
            EntryIdentifier(word, number)
            for name, word in NUMBERS.items()
            for number in values(name)
        ),
        births=tuple(day_words.birth(words) for words in values("birthDate")),
        countries=unique([*values("nationality"), *values("country")]),
        listed_on=min(listed, default=None),
        remarks="; ".join(values("notes")),
        earlier_keys=unique(entity.get("referents") or []),
        unshown=values("address"),
    )


def _kind(file: str, place: str, schema: str) -> str | None:
    if schema in PASSED_OVER:
        return None
    if schema not in KINDS:
        problem = f"schema is “{schema[:40]}”; known are {', '.join(KINDS)}."
        raise ListFormatError(file, place, problem)
    return KINDS[schema]


def _values(cell: str) -> tuple[str, ...]:
    return unique(cell.split(";"))


OPENSANCTIONS = ListFormat(
    code="opensanctions",
    title="OpenSanctions, a collection of many lists",
    authority="",
    files={"json": r"\.json", "entries": r"\.csv"},
    parse=parse,
    whole=frozenset({"json", "entries"}),
    undated=frozenset({"json", "entries"}),
    licence=LICENCE,
    real_files="targets.simple.csv",
)
