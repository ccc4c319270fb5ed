"""Canada's consolidated list under the Special Economic Measures Act, in XML.

The list numbers nothing for good: country, schedule and item move up when somebody
leaves. The key is therefore country, schedule and name, and the item decides between
namesakes only.
"""

import re
from collections.abc import Iterator, Mapping

from . import day_words
from .entries import (
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
from .xml_files import Element, elements, text

KEY_MAX = 100  # characters of country, schedule and name


def parse(files: Mapping[str, ListFile]) -> ParsedEdition:
    """Read one edition; the file does not say its day."""
    file = files["entries"]
    found = elements(file, root="data-set", wanted=frozenset({"record"}))
    next(found)  # the root
    return ParsedEdition(_records(file, found), form="xml")


def _records(file: ListFile, found: Iterator[Element]) -> Iterator[Record]:
    seen: set[str] = set()
    for element in found:
        entry = _entry(file.name, element)
        if entry.key in seen:
            item = text(element, "Item")
            entry = _entry(file.name, element, item=item)
        if entry.key in seen:
            place = f"{entry.key}, line {element.sourceline}"
            raise ListFormatError(file.name, place, "comes twice.")
        seen.add(entry.key)
        yield record(entry)


def _entry(file: str, element: Element, *, item: str = "") -> ListEntry:
    country = text(element, "Country").split(" / ")[0]
    last, given = text(element, "LastName"), text(element, "GivenName")
    other = text(element, "EntityOrShip").split(" / ")[0]
    imo = text(element, "ShipIMONumber")
    name = " ".join(filter(None, (given, last))) or other
    place = f"record {text(element, 'Item')}, line {element.sourceline}"
    if not country or not name:
        problem = "needs Country, and LastName or EntityOrShip."
        raise ListFormatError(file, place, problem)
    schedule = text(element, "Schedule").split(" / ")[0]
    words = text(element, "DateOfBirthOrShipBuildDate")
    kind = PERSON if last or given else VESSEL if imo else ORGANISATION
    aliases = re.split(r"[;,]\s*", text(element, "Aliases"))
    key = "|".join((country, schedule, name))[:KEY_MAX]
    return ListEntry(
        key=f"{key}|{item}" if item else key,
        kind=kind,
        names=names(name, [EntryName(alias.strip(), ALIAS) for alias in aliases]),
        programmes=(country,),
        identifiers=(EntryIdentifier("IMO", imo),) if imo else (),
        births=(day_words.birth(words),) if words and kind == PERSON else (),
        listed_on=day_words.day(text(element, "DateOfListing")),
        remarks="; ".join(unique([text(element, "TitleOrShip"), schedule])),
    )


CANADA = ListFormat(
    code="canada-sema",
    title="Canada, Consolidated Autonomous Sanctions List",
    authority="canada-gac",
    files={"entries": r"\.xml"},
    parse=parse,
    undated=frozenset({"entries"}),
    url={
        "entries": "https://www.international.gc.ca/world-monde/assets/office_docs/"
        "international_relations-relations_internationales/sanctions/sema-lmes.xml",
    },
)
