"""Checks between records: linkages, chains, whose detention a release ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from exchanges import ledger
from exchanges.models import Linkage
from tracker import dates

from . import ordering, records, stored, stories
from .problems import Problem
from .records import Path, Record
from .sections import BY_NAME
from .stories import Entry, Loaded, Part, Story

LINKAGES = BY_NAME["linkages"]
# Columns that lead to another record of the same section.
CHAINS = {
    "sources": ("derived_from",),
    "detentions": ("transferred_from",),
    "actions": ("reverses",),
    "trades": ("part_of", "follows"),
}

Defined = dict[tuple[str, str], tuple[Story, Entry]]


@dataclass(slots=True)
class View:
    """Records as they will be: of this load, else of the database."""

    told: list[Story]
    loaded: Loaded
    defined: Defined
    fetched: dict[tuple[str, str], Record] = field(default_factory=dict)
    _own: dict[tuple[str, str], Record] = field(default_factory=dict)

    def record(self, section: str, key: str) -> Record | None:
        """Give a record; one of the database only if ``fetch`` was told of it."""
        found = self.defined.get((section, key))
        return found[1].record if found else self.fetched.get((section, key))

    def fetch(self, wanted: dict[str, set[str]]) -> None:
        """Fetch records of the database. A fixed number of queries per section."""
        for name, keys in wanted.items():
            missing = {key for key in keys if self.record(name, key) is None}
            for key, row in stored.by_key(BY_NAME[name], missing).items():
                added = frozenset(self.loaded.added.get((name, key), ()))
                record = stored.read(BY_NAME[name], row)
                self.fetched[name, key] = self._own[name, key] = record
                if added:
                    self._own[name, key] = stored.read(BY_NAME[name], row, added)

    def own_marks(self, section: str, key: str) -> set[str]:
        """Name the parts of a record that its own dossier wrote in an earlier load."""
        record = self._own.get((section, key))
        written = self.loaded.digest_of(section, key)
        if record is None or records.digest(record) != written:
            return set()  # an editor may have added them since
        return stories.marks(BY_NAME[section], record)

    def own(self, section: str, key: str) -> Record:
        """Give a record without what other dossiers added; nothing if there is none."""
        found = self.defined.get((section, key))
        return found[1].record if found else self._own.get((section, key), {})

    def steps(self, key: str) -> list[Record]:
        """Give a concession's steps in order, those that this load adds included."""
        record = self.record("concessions", key) or {}
        added = {
            entry.mark: entry.record
            for story in self.told
            for entry in story.entries
            if entry.key == key and entry.mark.startswith("steps ")
        }
        own = [s for s in record.get("steps", ()) if stories.step_mark(s) not in added]
        return ordering.merged(own, added.values(), stories.told)


@dataclass(slots=True)
class Found:
    """What is wrong, and what should be looked at."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def check(view: View) -> Found:
    """Check records of a load against those that they lead to."""
    found = Found()
    others = _other_linkages(view)
    view.fetch(_wanted(view, others))
    for story in view.told:
        for entry in story.entries:
            if entry.section is LINKAGES and entry.part != Part.ADDED:
                _check_linkage(view, found, story, entry.path, entry.record)
            elif entry.mark.startswith("freed "):
                freed = {"freed": {entry.record["person"]: entry.record}}
                for _, message in _wrong_detentions(view, freed):
                    found.problems.append(story.problem(entry.path, message))
            elif entry.part != Part.ADDED:
                for path, message in _wrong_with(view, entry):
                    found.problems.append(story.problem((*entry.path, *path), message))
    for record in others:
        for story, entry in _defined_ends(view, record):
            _check_linkage(view, found, story, entry.path, record)
    return found


def _wanted(view: View, others: list[Record]) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = {
        "releases": set(),
        "concessions": set(),
        "detentions": set(),
    }
    entries = [entry for story in view.told for entry in story.entries]
    linkages = [
        entry.record
        for entry in entries
        if entry.section is LINKAGES and entry.part != Part.ADDED
    ]
    for record in (*linkages, *others):
        wanted["releases"] |= {record["for"], record["given"]}
        wanted["concessions"].add(record["given"])
    for entry in entries:
        for column in CHAINS.get(entry.section.name, ()):
            if column in entry.record:
                keys = wanted.setdefault(entry.section.name, set())
                keys.add(entry.record[column])
        if entry.section.name == "releases" and entry.part == Part.DEFINED:
            wanted["concessions"].add(entry.record.get("fulfils", ""))
            for part in entry.record.get("freed", {}).values():
                wanted["detentions"].add(part.get("detention", ""))
        if entry.mark.startswith("freed "):
            wanted["detentions"].add(entry.record.get("detention", ""))
    return wanted


def _wrong_with(view: View, entry: Entry) -> Iterator[tuple[Path, str]]:
    record, name = entry.record, entry.section.name
    if name == "releases":
        yield from _wrong_detentions(view, record)
        promise = view.record("concessions", record.get("fulfils", ""))
        if promise and promise["kind"] != "release":
            message = (
                f"{record['fulfils']} is a concession of kind {promise['kind']}; what a"
                " release fulfils is of kind release"
            )
            yield ("fulfils",), message
    if name == "detentions":
        before = view.record("detentions", record.get("transferred_from", ""))
        if before and before["person"] != record["person"]:
            message = f"{record['transferred_from']} is of {before['person']}"
            yield ("transferred_from",), message
    for column in CHAINS.get(name, ()):
        if entry.key in _chain(view, name, record, column):
            yield (column,), f"{entry.key} leads back to itself through {column}"


def _wrong_detentions(view: View, record: Record) -> Iterator[tuple[Path, str]]:
    for person, part in record.get("freed", {}).items():
        detention = view.record("detentions", part.get("detention", ""))
        if detention and detention["person"] != person:
            message = f"{part['detention']} is of {detention['person']}, not {person}"
            yield ("freed", person, "detention"), message


def _chain(view: View, section: str, record: Record, column: str) -> list[str]:
    seen: list[str] = []
    key = record.get(column, "")
    while key and key not in seen:
        seen.append(key)
        key = (view.record(section, key) or {}).get(column, "")
    return seen


# Linkages


def _other_linkages(view: View) -> list[Record]:
    """Give linkages of other dossiers that touch what this load defines."""
    releases = [key for section, key in view.defined if section == "releases"]
    concessions = [key for section, key in view.defined if section == "concessions"]
    concessions += [entry.key for _, entry in _added_steps(view)]
    rows = stored.rows(LINKAGES)
    found: dict[int, Linkage] = {}
    for path, keys in (
        ("release__slug__in", releases),
        ("counter_release__slug__in", releases),
        ("concession__slug__in", concessions),
    ):
        found |= {row.pk: row for row in rows.filter(**{path: keys})}
    here = {story.slug for story in view.told}
    homes = view.loaded.homes
    return [
        stored.read(LINKAGES, row)
        for row in found.values()
        if homes.get(("linkages", stored.key_of(LINKAGES, row))) not in here
    ]


def _defined_ends(view: View, record: Record) -> Iterator[tuple[Story, Entry]]:
    for section, key in (
        ("releases", record["for"]),
        ("releases", record["given"]),
        ("concessions", record["given"]),
    ):
        if (section, key) in view.defined:
            yield view.defined[section, key]
    for story, entry in _added_steps(view):
        if entry.key == record["given"]:
            yield story, entry


def _added_steps(view: View) -> Iterator[tuple[Story, Entry]]:
    for story in view.told:
        for entry in story.entries:
            if entry.mark.startswith("steps "):
                yield story, entry


def _check_linkage(
    view: View, found: Found, story: Story, path: Path, record: Record
) -> None:
    given, release = record["given"], view.record("releases", record["for"])
    concession = view.record("concessions", given)
    thing = concession or view.record("releases", given)
    if given == record["for"]:
        message = f"{given} cannot be given for itself"
        found.problems.append(story.problem(path, message))
    elif record["basis"] == "swap" and concession is not None:
        message = (
            f"a swap is between two releases, and {given} is a concession; use basis"
            " stated, or name the release of the other side"
        )
        found.problems.append(story.problem(path, message))
    elif record["basis"] == "swap" and _is_mirrored(view, record):
        message = (
            f"the swap of {given} and {record['for']} is linked the other way round"
            " too; a swap is read from both sides: keep one of the two"
        )
        found.problems.append(story.problem(path, message))
    elif release is not None and thing is not None:
        is_release = concession is None
        steps = [] if is_release else view.steps(given)
        item = _item(given, thing, record, steps=steps, is_release=is_release)
        for finding in ledger.check(item, _facts(record["for"], release)):
            places = found.problems if finding.is_refused else found.warnings
            places.append(story.problem(path, finding.message))


def _is_mirrored(view: View, record: Record) -> bool:
    mirrored = f"{record['for']}>{record['given']}"
    if ("linkages", mirrored) in view.defined:
        return True
    home = view.loaded.homes.get(("linkages", mirrored))
    return home is not None and home not in {story.slug for story in view.told}


def _item(
    slug: str,
    thing: Record,
    linkage: Record,
    *,
    steps: list[Record],
    is_release: bool,
) -> ledger.Item:
    happened = tuple(
        ledger.StepFact(kind=step["kind"], happened_on=_period(step)) for step in steps
    )
    return ledger.Item(
        slug=slug,
        giver=ledger.PartyFact(thing["captor" if is_release else "giver"]),
        co_givers=tuple(map(ledger.PartyFact, thing.get("co_giver", ()))),
        steps=happened,
        is_release=is_release,
        basis=linkage["basis"],
    )


def _facts(slug: str, release: Record) -> ledger.ReleaseFacts:
    return ledger.ReleaseFacts(
        slug=slug,
        captor=ledger.PartyFact(release["captor"]),
        released_on=_period(release, "released_on"),
    )


def _period(record: Record, name: str = "on") -> dates.Period | None:
    return dates.parse(record[name]) if name in record else None
