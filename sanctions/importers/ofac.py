"""OFAC's lists of Specially Designated Nationals and of others, in three formats.

Source:
    https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas
    The csv files have no header: sdn.csv or cons_prim.csv hold one row for each entry,
    the other files belong to them by its number.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from . import ofac_advanced, ofac_xml, remarks
from .csv_files import read_text, rows
from .entries import (
    AIRCRAFT,
    ALIAS,
    FORMER,
    ORGANISATION,
    PERSON,
    VESSEL,
    EntryName,
    ListEntry,
    ListFile,
    ListFormat,
    ListFormatError,
    ParsedEdition,
    Record,
    digest_of,
    names,
    unique,
)

NOTHING = "-0-"  # how OFAC writes an empty cell
ENTRY_WIDTH, ALIAS_WIDTH, ADDRESS_WIDTH, COMMENT_WIDTH = 12, 5, 6, 2  # columns
KINDS = {
    "": ORGANISATION,
    "individual": PERSON,
    "vessel": VESSEL,
    "aircraft": AIRCRAFT,
}
ALIAS_KINDS = {"aka": ALIAS, "fka": FORMER, "nka": ALIAS}
# Share of rows in alt, add and comments that may belong to no entry. The files are made
# one after the other: of 13,625 addresses of 2022-01-31 one belonged to nobody.
STRAY_MAX = 0.01
# A copy of 2022-01-31 gives one number to two companies. Both are listed; the next
# edition, with the right number, shows the second one as renumbered.
REPEATED = "-2"

Rows = dict[str, list[tuple[str, ...]]]
# An entry's own rows of aliases, addresses and comments.
Belonging = tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[tuple[str, ...]]]


def parse(files: Mapping[str, ListFile]) -> ParsedEdition:
    """Read one edition: the csv files, or one of the two XML formats.

    Raises:
        ListFormatError: The files are not a whole edition.
    """
    if "advanced" in files:
        return ofac_advanced.parse(files["advanced"])
    if "xml" in files:
        return ofac_xml.parse(files["xml"])
    if "entries" not in files:
        given = ", ".join(file.name for file in files.values())
        problem = (
            "is not a whole edition without its main file, sdn.csv or cons_prim.csv."
            " Its names can still be searched with --inspect."
        )
        raise ListFormatError(given, "", problem)
    warnings: list[str] = []
    return ParsedEdition(
        _records(files, warnings), form="+".join(sorted(files)), warnings=warnings
    )


def _records(files: Mapping[str, ListFile], warnings: list[str]) -> Iterator[Record]:
    main = files["entries"]
    aliases = _by_entry(files.get("aliases"), ALIAS_WIDTH)
    addresses = _by_entry(files.get("addresses"), ADDRESS_WIDTH)
    comments = _by_entry(files.get("comments"), COMMENT_WIDTH)
    seen: dict[str, str] = {}  # key → name
    for line, row in rows(main, read_text(main), width=ENTRY_WIDTH):
        cells = tuple(["" if (c := cell.strip()) == NOTHING else c for cell in row])
        key = cells[0]
        _check(main.name, line, cells)
        if key in seen:
            warnings.append(_repetition(f"line {line}", cells, seen, file=main.name))
            cells = (key := f"{key}{REPEATED}", *cells[1:])
        seen[key] = cells[1]
        own = (aliases.get(key, []), addresses.get(key, []), comments.get(key, []))
        yield Record(key, _digest(cells, *own), partial(_entry, main.name, cells, own))
    for role, found in (
        ("aliases", aliases),
        ("addresses", addresses),
        ("comments", comments),
    ):
        if found:
            warnings.extend(_strays(files[role].name, found, seen))


def _repetition(
    place: str, cells: tuple[str, ...], seen: dict[str, str], *, file: str
) -> str:
    """Say how a number that comes twice is kept; refuse a row that comes twice."""
    key, name = cells[:2]
    if seen[key] == name or f"{key}{REPEATED}" in seen:
        raise ListFormatError(file, place, f"repeats entry {key}.")
    return (
        f"{file}, {place}: {name} has the number {key}, which {seen[key]} has;"
        f" kept as {key}{REPEATED}."
    )


def _digest(cells: tuple[str, ...], *more: list[tuple[str, ...]]) -> bytes:
    # Joined, not written as JSON: 170 editions have two million rows.
    text = "\x1f".join(cells)
    for group in more:
        if group:
            text += "\x1e" + "\x1e".join(sorted("\x1f".join(row) for row in group))
    return digest_of(text)


def _by_entry(file: ListFile | None, width: int) -> Rows:
    """Group the rows of a file by the entry that they belong to."""
    found: Rows = {}
    if file is None:
        return found
    for line, row in rows(file, read_text(file), width=width):
        cells = tuple("" if c.strip() == NOTHING else c.strip() for c in row)
        if not cells[0].isdigit():
            problem = f"begins with “{cells[0][:40]}” and should with a number."
            raise ListFormatError(file.name, f"line {line}", problem)
        # A continued remark keeps the blank it begins with: it may be cut at one.
        rest = cells[1:] if width != COMMENT_WIDTH else (row[1].rstrip(),)
        found.setdefault(cells[0], []).append(rest)
    return found


def _check(file: str, line: int, cells: tuple[str, ...]) -> None:
    problem = ""
    if not cells[0].isdigit():
        problem = f"begins with “{cells[0][:40]}” and should with a number."
    elif not cells[1]:
        problem = f"entry {cells[0]} has no name."
    elif cells[2].lower() not in KINDS:
        known = ", ".join(filter(None, KINDS))
        problem = f"entry {cells[0]} is a “{cells[2][:40]}”; known are {known}."
    if problem:
        raise ListFormatError(file, f"line {line}", problem)


def _strays(file: str, found: Rows, seen: dict[str, str]) -> Iterator[str]:
    stray = sorted(found.keys() - seen, key=int)
    if len(stray) > max(1, STRAY_MAX * len(found)):
        problem = (
            f"{len(stray)} of {len(found)} entries are not in the main file, such as"
            f" {stray[0]}: it belongs to another edition."
        )
        raise ListFormatError(file, f"entry {stray[0]}", problem)
    if stray:
        yield f"{file}: nobody has the number {', '.join(stray)}; left out."


def _entry(file: str, cells: tuple[str, ...], own: Belonging) -> ListEntry:
    aliases, addresses, comments = own
    found = remarks.read(cells[11] + "".join(text for (text,) in comments))
    return ListEntry(
        key=cells[0],
        kind=KINDS[cells[2].lower()],
        names=names(cells[1], [*_aliases(file, cells[0], aliases), *found.names]),
        programmes=unique(cells[3].split("] [")),
        identifiers=tuple(found.identifiers),
        births=tuple(found.births),
        countries=unique(found.countries),
        remarks="; ".join(found.rest),
        linked_to=unique(found.linked_to),
        unshown=tuple(" ".join(row) for row in addresses),
    )


def _aliases(file: str, key: str, rows: list[tuple[str, ...]]) -> Iterator[EntryName]:
    for number, kind, name, _remark in rows:
        if kind not in ALIAS_KINDS or not name:
            known = ", ".join(ALIAS_KINDS)
            problem = f"is “{kind[:40]}” “{name[:40]}”; needed are {known} and a name."
            raise ListFormatError(file, f"alias {number} of entry {key}", problem)
        yield EntryName(name, ALIAS_KINDS[kind])


def inspect(files: Mapping[str, ListFile]) -> Iterator[tuple[str, EntryName]]:
    """Give number and spelling of every name, also from a set without its main file."""
    if "entries" in files or not ({"aliases", "comments"} & files.keys()):
        for entry in (row.read() for row in parse(files).records):
            yield from ((entry.key, name) for name in entry.names)
        return
    for key, found in _by_entry(files.get("aliases"), ALIAS_WIDTH).items():
        name = files["aliases"].name
        yield from ((key, alias) for alias in _aliases(name, key, found))
    for key, found in _by_entry(files.get("comments"), COMMENT_WIDTH).items():
        more = remarks.read("".join(text for (text,) in found))
        yield from ((key, name) for name in more.names)


_ADDRESS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"

SDN = ListFormat(
    code="ofac-sdn",
    title="OFAC, Specially Designated Nationals and Blocked Persons",
    authority="ofac",
    files={
        "entries": r"(?<![a-z])sdn\.csv",
        "aliases": r"(?<!cons_)(?<![a-z])alt\.csv",
        "addresses": r"(?<!cons_)(?<![a-z])add\.csv",
        "comments": r"sdn_comments\.csv",
        "advanced": r"sdn_advanced\.xml",
        "xml": r"(?<![a-z])sdn\.xml",
    },
    parse=parse,
    whole=frozenset({"advanced", "xml"}),
    undated=frozenset({"entries"}),
    inspect=inspect,
    url={
        "entries": f"{_ADDRESS}SDN.CSV",
        "aliases": f"{_ADDRESS}ALT.CSV",
        "addresses": f"{_ADDRESS}ADD.CSV",
        "comments": f"{_ADDRESS}SDN_COMMENTS.CSV",
        "advanced": f"{_ADDRESS}SDN_ADVANCED.XML",
        "xml": f"{_ADDRESS}SDN.XML",
    },
    real_files="csv",
)
CONSOLIDATED = ListFormat(
    code="ofac-cons",
    title="OFAC, Consolidated Sanctions List (all but the SDN list)",
    authority="ofac",
    files={
        "entries": r"cons_prim\.csv",
        "aliases": r"cons_alt\.csv",
        "addresses": r"cons_add\.csv",
        "comments": r"cons_comments\.csv",
        "advanced": r"cons_advanced\.xml",
        "xml": r"consolidated\.xml",
    },
    parse=parse,
    whole=frozenset({"advanced", "xml"}),
    undated=frozenset({"entries"}),
    inspect=inspect,
    url={
        "entries": f"{_ADDRESS}CONS_PRIM.CSV",
        "aliases": f"{_ADDRESS}CONS_ALT.CSV",
        "addresses": f"{_ADDRESS}CONS_ADD.CSV",
        "comments": f"{_ADDRESS}CONS_COMMENTS.CSV",
        "advanced": f"{_ADDRESS}CONS_ADVANCED.XML",
        "xml": f"{_ADDRESS}CONSOLIDATED.XML",
    },
    real_files="csv, xml",
)
