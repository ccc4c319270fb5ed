"""OFAC's sdn_advanced.xml (some 120 MB): the only format with all scripts and dates.

The file is read once and element by element. A value may be named before it is
explained (documents before parties, sanctions after them), so numbers are kept and
looked up at the end.

Source:
    Advanced Sanctions Data Model, as OFAC publishes it; the namespace address changed
    in May 2024, so only local names count.
"""

import calendar
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from . import remarks
from .entries import (
    AIRCRAFT,
    ALIAS,
    FORMER,
    ORGANISATION,
    PERSON,
    VESSEL,
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
from .xml_files import Element, children, elements, local, text

WANTED = frozenset(
    {
        *("DateOfIssue", "ReferenceValueSets", "IDRegDocument", "DistinctParty"),
        *("ProfileRelationship", "SanctionsEntry"),
    }
)
KINDS = {"individual": PERSON, "entity": ORGANISATION}
TRANSPORT = {"vessel": VESSEL, "aircraft": AIRCRAFT}
# Order of the parts of a person's name behind the family name.
FAMILY_NAMES = ("last name", "maiden name", "patronymic last name")
BIRTH, IMO = "birthdate", "vessel registration identification"
COUNTRIES = ("nationality country", "citizenship country")
NUMBERS = {
    "aircraft tail number": "Aircraft Tail Number",
    "swift/bic": "SWIFT/BIC",
    "isin": "ISIN",
    "mmsi": "MMSI",
    "aircraft manufacturer's serial number (msn)": "Aircraft Serial Number",
    "d-u-n-s number": "D-U-N-S Number",
}
PROGRAMME = "program"

DateParts = tuple[int, int, int]
# Type of name part and its text, in the order of the file.
NameParts = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Party:
    """One listed party, with numbers that are looked up at the end."""

    key: str
    profile: str
    subtype: str
    line: int
    identities: list[str] = field(default_factory=list)
    # Type of alias, whether it is the main name, whether weak, and its parts.
    names: list[tuple[str, bool, bool, NameParts]] = field(default_factory=list)
    # Type of feature, and its text, number of a value, or period.
    features: list[tuple[str, str]] = field(default_factory=list)
    births: list[EntryBirth] = field(default_factory=list)


@dataclass(slots=True)
class _Sanction:
    programmes: list[str] = field(default_factory=list)
    listed_on: date | None = None


@dataclass(slots=True)
class _Found:
    """All that was read before it can be put together."""

    file: str
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    party_types: dict[str, str] = field(default_factory=dict)
    parties: dict[str, bytes] = field(default_factory=dict)  # packed, to save memory
    profiles: dict[str, str] = field(default_factory=dict)  # of a party → its number
    documents: defaultdict[str, list[tuple[str, str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    sanctions: dict[str, _Sanction] = field(default_factory=dict)
    links: defaultdict[str, list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def party(self, key: str) -> _Party:
        """Unpack a party."""
        party: _Party = pickle.loads(self.parties[key])
        return party

    def word(self, kind: str, number: str) -> str:
        """Look up a reference value, in lower case."""
        return self.values.get((kind, number), "").lower()


def parse(file: ListFile) -> ParsedEdition:
    """Read one edition.

    Cost:
        Memory for what is kept of each party, packed some 2 KB, not for the file.
    """
    found = elements(file, root="Sanctions", wanted=WANTED)
    next(found)  # the root
    issue = next(found, None)
    if issue is None or local(issue) != "DateOfIssue":
        raise ListFormatError(file.name, "", "does not begin with DateOfIssue.")
    published_on = _day(issue)
    if published_on is None:
        raise ListFormatError(file.name, "DateOfIssue", "is not a day.")
    warnings: list[str] = []
    return ParsedEdition(
        _records(file, found, warnings),
        form="advanced",
        published_on=published_on,
        warnings=warnings,
    )


def _records(
    file: ListFile, elements: Iterator[Element], warnings: list[str]
) -> Iterator[Record]:
    found = _Found(file.name)
    readers = {
        "ReferenceValueSets": _reference_values,
        "IDRegDocument": _document,
        "DistinctParty": _party,
        "ProfileRelationship": _relationship,
        "SanctionsEntry": _sanction,
    }
    for element in elements:
        if reader := readers.get(local(element)):
            reader(element, found)
    if not found.values or not found.parties:
        problem = "has no reference values or no parties; is it the whole file?"
        raise ListFormatError(file.name, "", problem)
    open_count = len(found.profiles.keys() - found.sanctions.keys())
    if open_count:
        warnings.append(f"{file.name}: {open_count} parties have no sanctions entry.")
    for key in found.parties:
        yield record(_entry(found, found.party(key)))


def _reference_values(element: Element, found: _Found) -> None:
    for group in element:
        for value in group:
            number, word = value.get("ID", ""), text(value)
            found.values[local(value), number] = word
            if local(value) == "PartySubType":
                found.party_types[number] = value.get("PartyTypeID", "")


def _document(element: Element, found: _Found) -> None:
    number = text(element, "IDRegistrationNo")
    if number:
        found.documents[sys.intern(element.get("IdentityID", ""))].append(
            (
                sys.intern(element.get("IDRegDocTypeID", "")),
                number,
                sys.intern(element.get("IssuedBy-CountryID", "")),
            )
        )


def _party(element: Element, found: _Found) -> None:
    key = element.get("FixedRef", "")
    place = f"party {key}, line {element.sourceline}"
    profile = next(children(element, "Profile"), None)
    if not key.isdigit() or profile is None:
        raise ListFormatError(found.file, place, "needs a FixedRef and a Profile.")
    if key in found.parties:
        raise ListFormatError(found.file, place, "comes twice.")
    party = _Party(
        key=key,
        profile=profile.get("ID", key),
        subtype=sys.intern(profile.get("PartySubTypeID", "")),
        line=element.sourceline or 0,
    )
    for identity in children(profile, "Identity"):
        party.identities.append(identity.get("ID", ""))
        _names(identity, party)
    for feature in children(profile, "Feature"):
        _feature(feature, party)
    if not party.names:
        raise ListFormatError(found.file, place, "has no name.")
    found.parties[key] = pickle.dumps(party)
    found.profiles[party.profile] = key


def _names(identity: Element, party: _Party) -> None:
    types = {
        group.get("ID"): sys.intern(group.get("NamePartTypeID", ""))
        for group in children(
            identity, "NamePartGroups", "MasterNamePartGroup", "NamePartGroup"
        )
    }
    is_main_identity = identity.get("Primary", "true") == "true"
    for alias in children(identity, "Alias"):
        is_main = is_main_identity and alias.get("Primary") == "true"
        for documented in children(alias, "DocumentedName"):
            values = children(documented, "DocumentedNamePart", "NamePartValue")
            parts = tuple(
                (types.get(value.get("NamePartGroupID"), ""), text(value))
                for value in values
            )
            if parts:
                party.names.append(
                    (
                        sys.intern(alias.get("AliasTypeID", "")),
                        is_main,
                        alias.get("LowQuality") == "true",
                        parts,
                    )
                )


def _feature(feature: Element, party: _Party) -> None:
    kind = sys.intern(feature.get("FeatureTypeID", ""))
    for version in children(feature, "FeatureVersion"):
        for period in children(version, "DatePeriod"):
            # Whether the feature is a birth is known at the end.
            party.features.append((kind, f"\x00{_period(period)}"))
        for detail in children(version, "VersionDetail"):
            value = text(detail) or f"\x01{detail.get('DetailReferenceID', '')}"
            party.features.append((kind, value))
        for place in children(version, "VersionLocation"):
            party.features.append((kind, f"\x02{place.get('LocationID', '')}"))


def _relationship(element: Element, found: _Found) -> None:
    source, target = element.get("From-ProfileID", ""), element.get("To-ProfileID", "")
    found.links[source].append(target)


def _sanction(element: Element, found: _Found) -> None:
    sanction = found.sanctions.setdefault(element.get("ProfileID", ""), _Sanction())
    days = [_day(day) for day in children(element, "EntryEvent", "Date")]
    known = [day for day in days if day]
    if known:
        first = min(known)
        sanction.listed_on = min(sanction.listed_on or first, first)
    for measure in children(element, "SanctionsMeasure"):
        tag = text(measure, "Comment")
        if tag:
            sanction.programmes.append(sys.intern(tag))


# Putting together


def _entry(found: _Found, party: _Party) -> ListEntry:
    kind = _kind(found, party)
    spelt = _spellings(found, party, is_person=kind == PERSON)
    sanction = found.sanctions.get(party.profile, _Sanction())
    numbers, births, countries, unshown = _features(found, party)
    documents = [
        remarks.number(
            found.values.get(("IDRegDocType", kind), "Number"),
            number,
            found.values.get(("Country", country), ""),
        )
        for identity in party.identities
        for kind, number, country in found.documents.get(identity, ())
    ]
    linked = [
        _main_name(found, found.party(found.profiles[target]))
        for target in found.links.get(party.profile, ())
        if target in found.profiles
    ]
    return ListEntry(
        key=party.key,
        kind=kind,
        names=spelt,
        programmes=unique(sanction.programmes),
        identifiers=(*documents, *numbers),
        births=tuple(births),
        countries=unique(countries),
        listed_on=sanction.listed_on,
        linked_to=unique(sorted(linked)),
        unshown=tuple(unshown),
    )


def _kind(found: _Found, party: _Party) -> str:
    subtype = found.word("PartySubType", party.subtype)
    if subtype in TRANSPORT:
        return TRANSPORT[subtype]
    kind = found.word("PartyType", found.party_types.get(party.subtype, ""))
    if kind not in KINDS:
        place = f"party {party.key}, line {party.line}"
        problem = f"is a “{kind or party.subtype}”; known are {', '.join(KINDS)}."
        raise ListFormatError(found.file, place, problem)
    return KINDS[kind]


def _spellings(
    found: _Found, party: _Party, *, is_person: bool
) -> tuple[EntryName, ...]:
    main, others = "", []
    for alias_type, is_main, is_weak, parts in party.names:
        name = _joined(found, parts, is_person=is_person)
        if is_main and not main:
            main = name
        former = found.word("AliasType", alias_type) == "f.k.a."
        others.append(EntryName(name, WEAK if is_weak else FORMER if former else ALIAS))
    return names(main or others[0].text, others)


def _main_name(found: _Found, party: _Party) -> str:
    return _spellings(found, party, is_person=_kind(found, party) == PERSON)[0].text


def _joined(found: _Found, parts: NameParts, *, is_person: bool) -> str:
    """Join a name as the csv files do: ``LAST, First Middle``."""
    if not is_person:
        return " ".join(word for _, word in parts)
    family = [
        word for kind, word in parts if found.word("NamePartType", kind) in FAMILY_NAMES
    ]
    given = [
        word
        for kind, word in parts
        if found.word("NamePartType", kind) not in FAMILY_NAMES
    ]
    return ", ".join(filter(None, (" ".join(family), " ".join(given))))


def _features(
    found: _Found, party: _Party
) -> tuple[list[EntryIdentifier], list[EntryBirth], list[str], list[str]]:
    numbers, births, countries, unshown = [], [], [], []
    for number, value in party.features:
        kind = found.word("FeatureType", number)
        if kind == BIRTH and value.startswith("\x00"):
            births.append(EntryBirth(value[1:], value[1:]))
        elif value.startswith("\x01"):
            words = found.values.get(("DetailReference", value[1:]), "")
            if words:
                unshown.append(f"{kind} {words}")
        elif kind in COUNTRIES:
            countries.append(value)
        elif kind == IMO or value.startswith("IMO "):
            numbers.append(EntryIdentifier("IMO", value.removeprefix("IMO ").strip()))
        elif kind in NUMBERS:
            numbers.append(EntryIdentifier(NUMBERS[kind], value))
        elif kind.startswith("digital currency address"):
            word = found.values[("FeatureType", number)]
            numbers.append(EntryIdentifier(word, value))
        else:
            unshown.append(f"{kind} {value.strip(chr(0))}")
    return numbers, births, countries, unshown


# Dates


def _parts(element: Element) -> DateParts:
    year, month, day = (text(element, part) for part in ("Year", "Month", "Day"))
    return (int(year or 0), int(month or 0), int(day or 0))


def _day(element: Element) -> date | None:
    try:
        return date(*_parts(element))
    except ValueError:
        return None


def _period(period: Element) -> str:
    """Write a period's outer ends in EDTF: a day, month or year if it is just that."""
    days = [
        day
        for path in (("Start", "From"), ("Start", "To"), ("End", "From"), ("End", "To"))
        for edge in children(period, *path)
        if (day := _day(edge))
    ]
    if not days:
        return ""
    starts = [*children(period, "Start")]
    sign = "~" if any(s.get("Approximate") == "true" for s in starts) else ""
    first, last = min(days), max(days)
    if first == last:
        return f"{first}{sign}"
    month_end = calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and last.day == month_end:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}{sign}"
        if (first.month, last.month) == (1, 12):
            years = (f"{first.year:04}", f"{last.year:04}")
            return (
                f"{years[0]}{sign}" if years[0] == years[1] else f"[{'..'.join(years)}]"
            )
    return f"[{first}..{last}]"
