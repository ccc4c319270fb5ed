"""The European Union's Financial Sanctions Files (FSF), in XML and csv, new and old.

Every format has an entity's logical number, which is the key. The csv files have one
row for each part of an entity, not for each entity.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from . import day_words, eu_csv
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
    ListFormat,
    ListFormatError,
    ParsedEdition,
    Record,
    names,
    record,
    unique,
)
from .eu_csv import spellings
from .xml_files import Element, children, elements, local, text

KINDS = {"P": PERSON, "E": ORGANISATION}
UNKNOWN_COUNTRY = "00"
GREGORIAN = "GREGORIAN"


def parse(files: Mapping[str, ListFile]) -> ParsedEdition:
    """Read one edition in the format that its first bytes show."""
    if "csv" in files:
        return eu_csv.parse(files["csv"])
    file = files["xml"]
    head = file.stream.read(2000)
    file.stream.seek(0)
    return _parse_old(file) if b"<WHOLE" in head else _parse_new(file)


def _parse_new(file: ListFile) -> ParsedEdition:
    found = elements(file, root="export", wanted=frozenset({"sanctionEntity"}))
    written = next(found).get("generationDate", "")
    published_on = day_words.day(written)
    if published_on is None:
        problem = f"generationDate is “{written[:40]}” and should begin with a day."
        raise ListFormatError(file.name, "export", problem)
    entries = (_entry(file.name, element) for element in found)
    return ParsedEdition(_records(file, entries), "xml 1.1", published_on)


def _parse_old(file: ListFile) -> ParsedEdition:
    found = elements(file, root="WHOLE", wanted=frozenset({"ENTITY"}))
    written = next(found).get("Date", "")
    published_on = day_words.day(written)
    if published_on is None:
        problem = f"Date is “{written[:40]}” and should be dd/mm/yyyy."
        raise ListFormatError(file.name, "WHOLE", problem)
    entries = (_old_entry(file.name, element) for element in found)
    return ParsedEdition(_records(file, entries), "xml 1.0", published_on)


def _records(file: ListFile, entries: Iterator[ListEntry]) -> Iterator[Record]:
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen:
            raise ListFormatError(file.name, f"entity {entry.key}", "comes twice.")
        seen.add(entry.key)
        yield record(entry)


# XML 1.1


def _entry(file: str, element: Element) -> ListEntry:
    key = element.get("logicalId", "")
    place = f"entity {key}, line {element.sourceline}"
    subject = next(children(element, "subjectType"), None)
    kind = KINDS.get("" if subject is None else subject.get("classificationCode", ""))
    spelt = [*_names(element)]
    regulations = [*children(element, "regulation")]
    programmes = unique([regulation.get("programme", "") for regulation in regulations])
    if not key.isdigit() or kind is None or not spelt or not programmes:
        problem = (
            "needs a logicalId, a subjectType with classificationCode P or E, a"
            " nameAlias with wholeName, and a regulation with programme."
        )
        raise ListFormatError(file, place, problem)
    return ListEntry(
        key=key,
        kind=kind,
        names=names(spelt[0].text, spelt),
        programmes=programmes,
        identifiers=tuple(_numbers(element)),
        births=tuple(_births(element)),
        countries=unique([_country(part) for part in children(element, "citizenship")]),
        listed_on=_listed_on(element, regulations),
        remarks="; ".join(_texts(element, "remark")),
        unshown=tuple(
            " ".join(value for _, value in sorted(part.attrib.items()))
            for part in element
            if local(part) == "address"
        ),
    )


def _texts(element: Element, name: str) -> list[str]:
    found = (text(part) for part in children(element, name))
    return [written for written in found if written]


def _names(element: Element) -> Iterator[EntryName]:
    for alias in children(element, "nameAlias"):
        kind = WEAK if alias.get("strong") == "false" else ALIAS
        yield from (EntryName(n, kind) for n in spellings(alias.get("wholeName", "")))


def _numbers(element: Element) -> Iterator[EntryIdentifier]:
    for part in children(element, "identification"):
        number = part.get("number", "") or part.get("latinNumber", "")
        if number.strip():
            kind = part.get("identificationTypeDescription", "") or "Number"
            yield EntryIdentifier(kind, number.strip(), _country(part))


def _births(element: Element) -> Iterator[EntryBirth]:
    for part in children(element, "birthdate"):
        if part.get("calendarType", GREGORIAN) not in (GREGORIAN, ""):
            # Its numbers are of another calendar; only the words are kept.
            words = part.get("birthdate", "") or part.get("year", "")
            yield EntryBirth("", f"{words} ({part.get('calendarType')})")
            continue
        year, month = part.get("year", ""), part.get("monthOfYear", "")
        first, last = part.get("yearRangeFrom", ""), part.get("yearRangeTo", "")
        words = part.get("birthdate", "")
        if not words and year and month:
            words = f"{year}-{month.zfill(2)}"
        words = words or year or (f"{first} to {last or first}" if first else "")
        if words and words != "0":
            circa = "circa " if part.get("circa") == "true" else ""
            yield day_words.birth(f"{circa}{words}")


def _country(part: Element) -> str:
    code = part.get("countryIso2Code", "")
    return "" if code == UNKNOWN_COUNTRY else part.get("countryDescription", "") or code


def _listed_on(element: Element, regulations: list[Element]) -> date | None:
    """Give the day of designation, else the first day any regulation took effect."""
    designated = day_words.day(element.get("designationDate", ""))
    if designated:
        return designated
    days = [
        day_words.day(
            regulation.get("entryIntoForceDate", "")
            or regulation.get("publicationDate", "")
        )
        for regulation in regulations
    ]
    return min(filter(None, days), default=None)


# XML 1.0


def _old_entry(file: str, element: Element) -> ListEntry:
    key, kind = element.get("Id", ""), KINDS.get(element.get("Type", ""))
    programme = element.get("programme", "")
    spelt = [
        EntryName(spelling)
        for name in children(element, "NAME")
        for spelling in spellings(text(name, "WHOLENAME"))
    ]
    if not key.isdigit() or kind is None or not spelt or not programme:
        place = f"entity {key}, line {element.sourceline}"
        problem = "needs Id, Type P or E, programme, and a NAME with WHOLENAME."
        raise ListFormatError(file, place, problem)
    return ListEntry(
        key=key,
        kind=kind,
        names=names(spelt[0].text, spelt),
        programmes=(programme,),
        identifiers=tuple(
            EntryIdentifier("Number", number, text(part, "COUNTRY"))
            for part in children(element, "PASSPORT")
            if (number := text(part, "NUMBER"))
        ),
        births=tuple(
            day_words.birth(words)
            for part in children(element, "BIRTH")
            if (words := text(part, "DATE"))
        ),
        countries=unique([text(p, "COUNTRY") for p in children(element, "CITIZEN")]),
        listed_on=day_words.day(element.get("reg_date", "")),
        remarks=element.get("remark", "").strip("()"),
        unshown=tuple(
            " ".join("".join(part.itertext()).split())
            for part in children(element, "ADDRESS")
        ),
    )


_ADDRESS = "https://webgate.ec.europa.eu/fsd/fsf/public/files/"
EU = ListFormat(
    code="eu-fsf",
    title="European Union, consolidated list of financial sanctions",
    authority="eu-council",
    files={"xml": r"\.xml", "csv": r"\.csv"},
    parse=parse,
    whole=frozenset({"xml", "csv"}),
    url={
        "xml": f"{_ADDRESS}xmlFullSanctionsList_1_1/content?token=TOKEN",
        "csv": f"{_ADDRESS}csvFullSanctionsList_1_1/content?token=TOKEN",
    },
    real_files="xml 1.0; csv 1.0 (cut); one entity of xml 1.1",
)
