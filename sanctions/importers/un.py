"""The United Nations Security Council Consolidated List, in XML.

An entry's key is its REFERENCE_NUMBER. DATAID is not stable: between April and
November 2025 six Haitian entries got new ones.
"""

from collections.abc import Iterator, Mapping

from . import day_words
from .entries import (
    ALIAS,
    FORMER,
    ORGANISATION,
    PERSON,
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
from .xml_files import Element, children, elements, local, text, texts

KINDS = {"INDIVIDUAL": PERSON, "ENTITY": ORGANISATION}
QUALITIES = {
    "Good": ALIAS,
    "a.k.a.": ALIAS,
    "Low": WEAK,
    "f.k.a.": FORMER,
    "": ALIAS,
}
PARTS_OF_NAME = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def parse(files: Mapping[str, ListFile]) -> ParsedEdition:
    """Read one edition; its day is the one on which the file was generated."""
    file = files["entries"]
    found = elements(file, root="CONSOLIDATED_LIST", wanted=frozenset(KINDS))
    written = next(found).get("dateGenerated", "")
    published_on = day_words.day(written)
    if published_on is None:
        problem = f"dateGenerated is “{written[:40]}” and should begin with a day."
        raise ListFormatError(file.name, "CONSOLIDATED_LIST", problem)
    return ParsedEdition(_records(file, found), form="xml", published_on=published_on)


def _records(file: ListFile, found: Iterator[Element]) -> Iterator[Record]:
    seen: set[str] = set()
    for element in found:
        entry = _entry(file.name, element)
        if entry.key in seen:
            raise ListFormatError(file.name, f"entry {entry.key}", "comes twice.")
        seen.add(entry.key)
        yield record(entry)


def _entry(file: str, element: Element) -> ListEntry:
    kind = local(element)
    key = text(element, "REFERENCE_NUMBER")
    programme = text(element, "UN_LIST_TYPE")
    name = " ".join(filter(None, (text(element, part) for part in PARTS_OF_NAME)))
    place = f"entry {key or text(element, 'DATAID')}, line {element.sourceline}"
    if not key or not name or not programme:
        problem = "needs REFERENCE_NUMBER, UN_LIST_TYPE and FIRST_NAME."
        raise ListFormatError(file, place, problem)
    written = text(element, "LISTED_ON")
    listed_on = day_words.day(written)
    if written and listed_on is None:
        raise ListFormatError(file, place, f"LISTED_ON is “{written[:40]}”, no day.")
    original = [
        EntryName(spelling) for spelling in texts(element, "NAME_ORIGINAL_SCRIPT")
    ]
    return ListEntry(
        key=key,
        kind=KINDS[kind],
        names=names(name, [*original, *_aliases(file, element, kind, place)]),
        programmes=(programme,),
        identifiers=tuple(_documents(element)),
        births=tuple(_births(element)),
        countries=unique(texts(element, "NATIONALITY", "VALUE")),
        listed_on=listed_on,
        remarks=text(element, "COMMENTS1"),
        unshown=(
            *texts(element, "DESIGNATION", "VALUE"),
            *texts(element, "TITLE", "VALUE"),
            *(
                " ".join("".join(part.itertext()).split())
                for part in element
                if local(part).endswith(("_ADDRESS", "_PLACE_OF_BIRTH"))
            ),
        ),
    )


def _aliases(file: str, element: Element, kind: str, place: str) -> Iterator[EntryName]:
    for alias in children(element, f"{kind}_ALIAS"):
        quality, name = text(alias, "QUALITY"), text(alias, "ALIAS_NAME")
        if quality not in QUALITIES:
            known = ", ".join(filter(None, QUALITIES))
            problem = f"has an alias of quality “{quality[:40]}”; known are {known}."
            raise ListFormatError(file, place, problem)
        if name:  # an empty one is how the list says there is none
            yield EntryName(name, QUALITIES[quality])


def _documents(element: Element) -> Iterator[EntryIdentifier]:
    for document in children(element, "INDIVIDUAL_DOCUMENT"):
        number = text(document, "NUMBER")
        if number:
            kind = text(document, "TYPE_OF_DOCUMENT") or "Document"
            country = text(document, "ISSUING_COUNTRY")
            country = country or text(document, "COUNTRY_OF_ISSUE")
            yield EntryIdentifier(kind, number, country)


def _births(element: Element) -> Iterator[EntryBirth]:
    for birth in children(element, "INDIVIDUAL_DATE_OF_BIRTH"):
        kind = text(birth, "TYPE_OF_DATE")
        words = text(birth, "DATE") or text(birth, "YEAR")
        first, last = text(birth, "FROM_YEAR"), text(birth, "TO_YEAR")
        if not words and first:
            words = f"{first} to {last or first}"
        if kind == "APPROXIMATELY" and words:
            words = f"circa {words}"
        if words:
            yield day_words.birth(words)


UN = ListFormat(
    code="un-sc",
    title="United Nations Security Council Consolidated List",
    authority="un-sc",
    files={"entries": r"\.xml"},
    parse=parse,
    url={"entries": "https://scsanctions.un.org/resources/xml/en/consolidated.xml"},
    real_files="xml",
)
