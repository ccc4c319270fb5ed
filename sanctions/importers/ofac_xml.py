"""OFAC's sdn.xml and consolidated.xml: the csv files' content, element by element.

The namespace address changed in May 2024; only local names count.
"""

from collections.abc import Iterator

from . import day_words, remarks
from .entries import (
    AIRCRAFT,
    ALIAS,
    FORMER,
    ORGANISATION,
    PERSON,
    VESSEL,
    WEAK,
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
from .xml_files import Element, children, elements, local, text, texts

KINDS = {
    "individual": PERSON,
    "entity": ORGANISATION,
    "vessel": VESSEL,
    "aircraft": AIRCRAFT,
}
ALIAS_KINDS = {"a.k.a.": ALIAS, "f.k.a.": FORMER, "n.k.a.": ALIAS}
# Parts of "idList" that are no numbers but remarks.
_REMARK_ENDS = (":", "-", "Information", "Directive", "Date", "Type", "Gender", ")")
_NUMBERS_WITH_BRACKET = ("(USCC)", "(RU)", "(IMSI)", "(MSN)", "F/N)")
_UNSHOWN = {"Email Address", "Phone Number", "Website", "Fax", "Telephone"}
_UNSHOWN_LISTS = ("addressList", "placeOfBirthList")


def parse(file: ListFile) -> ParsedEdition:
    """Read one edition; the count of records that it announces must be met."""
    wanted = frozenset({"publshInformation", "sdnEntry"})  # spelt so by OFAC
    found = elements(file, root="sdnList", wanted=wanted)
    next(found)  # the root
    about = next(found, None)
    if about is None or local(about) != "publshInformation":
        raise ListFormatError(file.name, "", "does not begin with publshInformation.")
    written = text(about, "Publish_Date")
    month, _, rest = written.partition("/")
    day, _, year = rest.partition("/")
    published_on = day_words.day(f"{day}/{month}/{year}")
    count = text(about, "Record_Count")
    if published_on is None or not count.isdigit():
        problem = f"publshInformation says “{written}” and “{count}” records."
        raise ListFormatError(file.name, "", problem)
    return ParsedEdition(
        _records(file, found, int(count)), form="xml", published_on=published_on
    )


def _records(file: ListFile, found: Iterator[Element], count: int) -> Iterator[Record]:
    seen: set[str] = set()
    for element in found:
        entry = _entry(file.name, element)
        if entry.key in seen:
            raise ListFormatError(file.name, f"entry {entry.key}", "comes twice.")
        seen.add(entry.key)
        yield record(entry)
    if len(seen) != count:
        problem = f"has {len(seen)} entries and announces {count}; is it cut off?"
        raise ListFormatError(file.name, "", problem)


def _entry(file: str, element: Element) -> ListEntry:
    key, kind = text(element, "uid"), text(element, "sdnType").lower()
    name = full_name(text(element, "lastName"), text(element, "firstName"))
    place = f"entry {key}, line {element.sourceline}"
    if not key.isdigit() or not name:
        raise ListFormatError(file, place, "needs a numeric uid and a lastName.")
    if kind not in KINDS:
        problem = f"is a “{kind[:40]}”; known are {', '.join(KINDS)}."
        raise ListFormatError(file, place, problem)
    numbers, more = _numbers(element)
    rest = remarks.read(text(element, "remarks"))
    births = children(element, "dateOfBirthList", "dateOfBirthItem")
    return ListEntry(
        key=key,
        kind=KINDS[kind],
        names=names(name, [*_aliases(file, element, place), *rest.names]),
        programmes=unique(texts(element, "programList", "program")),
        identifiers=(*numbers, *rest.identifiers),
        births=tuple(
            day_words.birth(text(item, "dateOfBirth"))
            for item in sorted(
                births, key=lambda item: text(item, "mainEntry") != "true"
            )
        ),
        countries=unique(
            [
                *texts(element, "nationalityList", "nationality", "country"),
                *texts(element, "citizenshipList", "citizenship", "country"),
            ]
        ),
        remarks="; ".join([*rest.rest, *more]),
        linked_to=unique(rest.linked_to),
        unshown=tuple(
            " ".join("".join(part.itertext()).split())
            for part in element
            if local(part) in _UNSHOWN_LISTS
        ),
    )


def full_name(last: str, first: str) -> str:
    """Join a name as the csv files do: ``LAST, First Middle``."""
    return f"{last}, {first}" if first else last


def _aliases(file: str, element: Element, place: str) -> Iterator[EntryName]:
    for alias in children(element, "akaList", "aka"):
        kind, weakness = text(alias, "type"), text(alias, "category")
        name = full_name(text(alias, "lastName"), text(alias, "firstName"))
        if kind not in ALIAS_KINDS or not name or weakness not in ("strong", "weak"):
            problem = f"has an alias “{name[:40]}” of type “{kind}”, “{weakness}”."
            raise ListFormatError(file, place, problem)
        yield EntryName(name, WEAK if weakness == "weak" else ALIAS_KINDS[kind])


def _numbers(element: Element) -> tuple[list[EntryIdentifier], list[str]]:
    """Tell numbers from the remarks that stand in the same list."""
    numbers, rest = [], []
    for item in children(element, "idList", "id"):
        kind, value = text(item, "idType"), text(item, "idNumber")
        if kind in _UNSHOWN:
            continue
        is_remark = kind.endswith(_REMARK_ENDS) and not kind.endswith(
            _NUMBERS_WITH_BRACKET
        )
        if is_remark or not value:
            rest.append(f"{kind} {value}".strip())
        else:
            numbers.append(remarks.number(kind, value, text(item, "idCountry")))
    return numbers, rest
