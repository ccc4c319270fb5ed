"""What importers give: the entries of one edition of one list, as plain values."""

import hashlib
import json
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, BinaryIO

from tracker.transliteration import script_of

# Kinds of entries, as in ``models.EntityKind``.
ORGANISATION, PERSON, VESSEL, AIRCRAFT = "organisation", "person", "vessel", "aircraft"

# Kinds of names. A weak one is too common or too vague to find somebody by.
PRIMARY, ALIAS, WEAK, FORMER = "primary", "alias", "weak", "former"

DIGEST_SIZE = 16  # bytes


class ListFormatError(ValueError):
    """A file is not what its list publishes.

    Attributes:
        file: Name of the file.
        record: Which record of it, such as ``line 12`` or ``entity RUS0001``; "" for
            the file as a whole.
    """

    def __init__(self, file: str, record: str, problem: str) -> None:
        """Put place and problem into one sentence."""
        self.file = file
        self.record = record
        super().__init__(f"{', '.join(filter(None, (file, record)))}: {problem}")


@dataclass(frozen=True, slots=True)
class EntryName:
    """One spelling, as printed."""

    text: str
    kind: str = ALIAS


@dataclass(frozen=True, slots=True)
class EntryIdentifier:
    """One number by which an entry is known; the country is as printed, "" if none."""

    kind: str
    value: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class EntryBirth:
    """When somebody was born: EDTF, "" where the words say no date, and the words."""

    edtf: str
    text: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of one edition.

    Attributes:
        key: The list's own number, stable between editions.
        kind: ``organisation``, ``person``, ``vessel`` or ``aircraft``.
        names: Every spelling; the first is the main name.
        programmes: How the list writes the programmes; empty if it names none.
        identifiers: Passports, registrations, IMO numbers and their like.
        births: Dates of birth given, the main one first.
        countries: Nationalities and citizenships, as printed.
        listed_on: The day the authority gives, or None. Not the day it appeared here.
        remarks: What the list says beside all this.
        linked_to: Names of others it is said to be linked to.
        earlier_keys: Numbers that the list says it had before.
        unshown: What counts as a change but is not kept: addresses, telephones.
    """

    key: str
    kind: str
    names: tuple[EntryName, ...]
    programmes: tuple[str, ...] = ()
    identifiers: tuple[EntryIdentifier, ...] = ()
    births: tuple[EntryBirth, ...] = ()
    countries: tuple[str, ...] = ()
    listed_on: date | None = None
    remarks: str = ""
    linked_to: tuple[str, ...] = ()
    earlier_keys: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The main name."""
        return self.names[0].text

    def as_json(self) -> dict[str, Any]:  # JSON
        """Give what is kept of the entry beside key, kind, name and programmes."""
        return {
            "names": [
                {"text": name.text, "script": script(name.text), "kind": name.kind}
                for name in self.names
            ],
            "identifiers": [
                {"kind": number.kind, "value": number.value, "country": number.country}
                for number in self.identifiers
            ],
            "births": [
                {"edtf": birth.edtf, "text": birth.text} for birth in self.births
            ],
            "countries": list(self.countries),
            "remarks": self.remarks,
            "linked_to": list(self.linked_to),
            "earlier_keys": list(self.earlier_keys),
        }


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an edition, read in full only if it is new or changed.

    Reading a remark takes 100 times as long as digesting it, and of the 12,000 records
    of a daily edition all but some ten are as they were the day before.

    Attributes:
        key: The list's own number.
        digest: Of everything that the record says; the same for the same content,
            however its cells are quoted.
        read: Gives the entry.
    """

    key: str
    digest: bytes
    read: Callable[[], ListEntry]


@dataclass(frozen=True, slots=True)
class ListFile:
    """An open file; ``name`` is what errors call it."""

    name: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class ParsedEdition:
    """One edition while it is being read.

    Attributes:
        records: Can be walked once; raises ``ListFormatError`` at the first record
            that is wrong, at the end if records are missing.
        form: Which files and format it was read from. Editions of different forms do
            not tell the same details.
        published_on: The day that the files say, or None if they do not.
        warnings: What was odd but harmless; complete after the last record.
    """

    records: Iterator[Record]
    form: str
    published_on: date | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ListFormat:
    """One published list, and how its files are read.

    Attributes:
        code: Short name, such as ``ofac-sdn``.
        title: What it is called.
        authority: Code of the authority, whose programmes it names; "" for a
            collection of many lists.
        files: Role of a file → regular expression that ends its name, in lower case.
        parse: Reads open files by role. Which roles belong together it knows itself.
        whole: Roles of files that are a whole edition each.
        undated: Roles of main files that do not say their day.
        inspect: Gives number and spelling of every name, also from files that are no
            whole edition; None where ``parse`` does for that.
        url: Official address, by role.
        licence: Terms that the user has to accept; "" for works of a government.
        real_files: Which forms were tried on real files; the rest were not.
    """

    code: str
    title: str
    authority: str
    files: Mapping[str, str]
    parse: Callable[[Mapping[str, ListFile]], ParsedEdition]
    whole: frozenset[str] = frozenset({"entries"})
    undated: frozenset[str] = frozenset()
    inspect: (
        Callable[[Mapping[str, ListFile]], Iterator[tuple[str, EntryName]]] | None
    ) = None
    url: Mapping[str, str] = field(default_factory=dict)
    licence: str = ""
    real_files: str = ""


def script(name: str) -> str:
    """Give the ISO 15924 code of the script a name is written in."""
    return (
        "Latn" if name.isascii() and name.upper() != name.lower() else script_of(name)
    )


def digest_of(text: str) -> bytes:
    """Digest what a record says, written as one text."""
    return hashlib.blake2b(text.encode(), digest_size=DIGEST_SIZE).digest()


def record(entry: ListEntry) -> Record:
    """Make a record of an entry that had to be read in full."""
    content = (
        *(entry.kind, sorted(entry.programmes), entry.listed_on, entry.as_json()),
        sorted(entry.unshown),
    )
    written = json.dumps(content, ensure_ascii=False, default=str)
    # Packed, an entry takes a third of the memory; sdn_advanced.xml has 18,000.
    return Record(
        entry.key, digest_of(written), partial(pickle.loads, pickle.dumps(entry))
    )


def unique(texts: Iterator[str] | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Drop empty texts and repetitions; keep the order."""
    return tuple(dict.fromkeys(filter(None, (text.strip() for text in texts))))


def names(main: str, others: list[EntryName]) -> tuple[EntryName, ...]:
    """Put the main name first; of one spelling keep the first."""
    found = {main: EntryName(main, PRIMARY)}
    for other in others:
        if other.text:
            found.setdefault(other.text, other)
    return tuple(found.values())
