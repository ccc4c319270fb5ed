"""Compare dossiers with the database: what is new, changed, gone, edited since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tracker.models import State

from . import pieces, records, stored
from .problems import DossierError, Problem
from .records import Path, Record
from .sections import BY_NAME, SECTIONS, Section
from .stories import Entry, Loaded, Part, Story, shown
from .writing import Write

SHOWN_AT_MOST = 12  # differing fields of one record


class Edited(StrEnum):
    """What to do with a record that an editor changed since the last load."""

    STOP = "stop"
    OURS = "ours"  # keep what the database has
    THEIRS = "theirs"  # write what the file says
    SKIP = "skip"  # as ours, and name the records


class EditedError(DossierError):
    """Editors changed records since they were loaded; nothing is written."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A record that its dossier no longer has, or a part that it no longer adds.

    Attributes:
        mark: Of a part, which; "" for the record itself.
        record: What the database has of it.
    """

    section: Section
    key: str
    mark: str
    record: Record
    row: Any
    story: Story


@dataclass(frozen=True, slots=True)
class Addition:
    """A part that a dossier adds to a record of another, new or changed."""

    section: Section
    key: str
    mark: str
    record: Record


@dataclass(frozen=True, slots=True)
class Difference:
    """What happens to one record, or to a part that a dossier adds to one.

    Attributes:
        name: Its section and key, as ``releases.by-2025-06-fourteen``.
        change: new, changed, removed or kept.
        fields: Of one that is changed or kept: field, what the database has, what the
            file says.
    """

    name: str
    change: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Plan:
    """What a load will do.

    Attributes:
        digests: Per story, by section and key (with mark), what is kept of each record:
            its digest, and whether another dossier defines it.
        taken_over: By section and key, the dossier not in this load that now defines
            what it said again.
        counts: Per section how many records are new, changed, unchanged, removed, kept.
        kept: Records that an editor changed and that stay as they are.
        is_draft: New records are drafts; the others stay in the state they are in.
        differences: What is not as the files say, record by record.
    """

    stories: list[Story]
    loaded: Loaded
    person_parties: list[str] = field(default_factory=list)
    is_draft: bool = False
    writes: list[Write] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    digests: dict[str, dict[tuple[str, str], tuple[str, bool]]] = field(
        default_factory=dict
    )
    taken_over: dict[tuple[str, str], str] = field(default_factory=dict)
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    kept: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to write, not even that a file was loaded."""
        return (
            not (self.writes or self.additions or self.removals or self.taken_over)
            and self.digests == self.loaded.kept_of(self.digests)
            and all(
                self.loaded.files.get(story.slug) == story.file.reading
                for story in self.stories
            )
        )

    def concessions(self) -> set[str]:
        """Name the concessions whose steps are told by several dossiers, and change."""
        parts: list[Addition | Removal] = [
            *self.additions,
            *(one for one in self.removals if one.mark),
        ]
        changed = {p.key for p in parts if p.section.name == "concessions"}
        return changed | {
            write.key
            for write in self.writes
            if write.section.name == "concessions" and write.added
        }


def planned(
    told: list[Story],
    loaded: Loaded,
    edited: Edited,
    person_parties: Iterable[str] = (),
    *,
    is_draft: bool = False,
) -> Plan:
    """Compare stories with the database.

    Raises:
        EditedError: An editor changed a record since the last load, and ``edited`` says
            to stop.

    Cost: per section a fixed number of queries.
    """
    plan = Plan(told, loaded, sorted(person_parties), is_draft)
    comparison = _Comparison(plan, edited)
    for section in SECTIONS:
        comparison.compare(section)
    for story in told:
        comparison.find_removals(story)
    if comparison.problems:
        raise EditedError(comparison.problems)
    return plan


class _Comparison:
    """Fills a plan."""

    def __init__(self, plan: Plan, edited: Edited) -> None:
        self.plan = plan
        self.loaded = plan.loaded
        self.edited = edited
        self.problems: list[Problem] = []
        self._defined: set[tuple[str, str]] = set()
        self._said: dict[tuple[str, str], str] = {}
        for story in plan.stories:
            plan.digests[story.slug] = {}

    def compare(self, section: Section) -> None:
        said = [
            (story, entry)
            for story in self.plan.stories
            for entry in story.entries
            if entry.section is section
        ]
        rows = stored.by_key(section, {e.key for _, e in said if e.part != Part.AGAIN})
        for story, entry in said:
            if entry.part == Part.AGAIN:
                self._keep(story, entry, records.digest(entry.record))
            elif entry.part == Part.ADDED:
                self._compare_added(story, entry, rows.get(entry.key))
            else:
                self._defined.add((section.name, entry.key))
                self._compare_defined(story, entry, rows.get(entry.key))

    def _compare_defined(self, story: Story, entry: Entry, row: Any) -> None:
        section, key = entry.section, entry.key
        added = frozenset(self.loaded.added.get((section.name, key), ()))
        if self.plan.is_draft and hasattr(section.model, "state"):
            state = State.DRAFT if row is None else State(row.state)
            if state != State.PUBLISHED:
                entry.record["state"] = state.value
        here = row and stored.read(section, row, added)
        before = self.loaded.digest_of(section.name, key)
        change = self._change(
            story, entry.path, entry.record, here, before, f"{section.name}.{key}"
        )
        self.plan.counts[section.name][change] += 1
        self._tell(f"{section.name}.{key}", change, here or None, entry.record)
        if change in ("new", "changed"):
            write = Write(section, key, entry.record, row, added)
            self.plan.writes.append(write)
        digest = records.digest(entry.record) if change != "kept" else before
        self._keep(story, entry, digest or "")

    def _compare_added(self, story: Story, entry: Entry, row: Any) -> None:
        section = entry.section
        here = pieces.parts(section, row).get(entry.mark) if row else None
        before = self.loaded.digests.get((story.slug, section.name, entry.kept_as))
        change = self._change(
            story, entry.path, entry.record, here, before, f"adds.{entry.key}"
        )
        self.plan.counts["adds"][change] += 1
        name = f"adds.{section.name}.{entry.key} ({entry.mark})"
        self._tell(name, change, here or None, entry.record)
        if change in ("new", "changed"):
            addition = Addition(section, entry.key, entry.mark, entry.record)
            self.plan.additions.append(addition)
        digest = records.digest(entry.record) if change != "kept" else before
        self._keep(story, entry, digest or "")

    def _change(
        self,
        story: Story,
        path: Path,
        record: Record,
        here: Record | None,
        before: str | None,
        name: str,
    ) -> str:
        """Say what happens to a record: new, changed, unchanged or kept."""
        if here is None and before is None:
            return "new"
        if here is not None:
            digest = records.digest(here)
            if digest == records.digest(record):
                return "unchanged"
            if digest == before:
                return "changed"
        if self.edited == Edited.STOP:
            self._report(story, path, record, here, is_known=before is not None)
        if self.edited in (Edited.OURS, Edited.SKIP):
            self.plan.kept.append(name)
            return "kept"
        return "changed" if here is not None else "new"

    def _tell(
        self, name: str, change: str, here: Record | None, record: Record
    ) -> None:
        """Remember what differs between the database and the file."""
        if change == "unchanged":
            return
        found = records.differences(here, record) if here is not None else []
        fields = tuple((n, shown(ours), shown(theirs)) for n, ours, theirs in found)
        self.plan.differences.append(Difference(name, change, fields))

    def _report(
        self,
        story: Story,
        path: Path,
        record: Record,
        here: Record | None,
        *,
        is_known: bool,
    ) -> None:
        if here is None:
            message = "an editor removed this from the database since the last load"
            self.problems.append(story.problem(path, message))
            return
        what = "an editor changed this" if is_known else "an editor made this record"
        found = records.differences(here, record)
        for name, ours, theirs in found[:SHOWN_AT_MOST]:
            below = [int(n) if n.isdigit() else n for n in name.split(".")]
            difference = f"{name} is {shown(ours)} in the database, {shown(theirs)}"
            if name == "state":
                difference = f"it is {ours} in the database, and would be published"
            message = f"{what}: {difference} in the file"
            self.problems.append(story.problem((*path, *below), message))
        if len(found) > SHOWN_AT_MOST:
            more = len(found) - SHOWN_AT_MOST
            self.problems.append(
                story.problem(path, f"{what}: {more} more fields differ")
            )

    def _keep(self, story: Story, entry: Entry, digest: str) -> None:
        is_addition = entry.part != Part.DEFINED
        kept = self.plan.digests[story.slug]
        kept[entry.section.name, entry.kept_as] = (digest, is_addition)
        if entry.part == Part.AGAIN:
            self._said.setdefault((entry.section.name, entry.key), story.slug)

    # What a dossier no longer has

    def find_removals(self, story: Story) -> None:
        gone: dict[str, list[str]] = defaultdict(list)
        for section_name, kept_as in self.loaded.records_of(story.slug):
            if (section_name, kept_as) not in self.plan.digests[story.slug]:
                gone[section_name].append(kept_as)
        for section_name, names in gone.items():
            section = BY_NAME[section_name]
            rows = stored.by_key(section, {name.partition(" ")[0] for name in names})
            for kept_as in names:
                key = kept_as.partition(" ")[0]
                self._consider_removal(story, section, kept_as, rows.get(key))

    def _consider_removal(
        self, story: Story, section: Section, kept_as: str, row: Any
    ) -> None:
        key, _, mark = kept_as.partition(" ")
        is_shared = section.name in ("sources", "parties")
        is_home = self.loaded.homes.get((section.name, key)) == story.slug
        if is_shared:
            mark = ""
            if not is_home or (section.name, key) in self._defined:
                return
            other = self.loaded.said_again(section.name, key, besides=story.slug)
            if other is not None:
                self.plan.taken_over[section.name, key] = other
                return
        elif not mark and (section.name, key) in self._defined:
            return
        adding = self._still_adding(section, key) if not mark else ""
        if adding:
            message = (
                f"{section.name}.{key} cannot be removed: dossier {adding} adds to it"
            )
            self.problems.append(story.problem((), message))
            return
        if row is None:
            return
        if mark:
            here = pieces.parts(section, row).get(mark)
            before = self.loaded.digests[story.slug, section.name, kept_as]
        else:
            added = frozenset(self.loaded.added.get((section.name, key), ()))
            here = stored.read(section, row, added)
            before = self.loaded.digest_of(section.name, key) or ""
        if here is None:
            return
        self._remove(story, section, key, mark, here, before, row)

    def _still_adding(self, section: Section, key: str) -> str:
        """Name a dossier that adds to a record and will go on doing so."""
        for mark, dossier in self.loaded.added.get((section.name, key), {}).items():
            kept = self.plan.digests.get(dossier)
            if kept is None or (section.name, f"{key} {mark}") in kept:
                return dossier
        return ""

    def _remove(
        self,
        story: Story,
        section: Section,
        key: str,
        mark: str,
        here: Record,
        before: str,
        row: Any,
    ) -> None:
        name = f"{section.name}.{key}"
        if records.digest(here) != before and self.edited != Edited.THEIRS:
            if self.edited == Edited.STOP:
                message = f"an editor changed {name} since; the file no longer has it"
                self.problems.append(story.problem((), message))
            else:
                self.plan.kept.append(name)
                kept_as = f"{key} {mark}".strip()
                kept = (before, bool(mark))
                self.plan.digests[story.slug][section.name, kept_as] = kept
            return
        self.plan.removals.append(Removal(section, key, mark, here, row, story))
        told = f"adds.{name} ({mark})" if mark else name
        self.plan.differences.append(Difference(told, "removed"))
        self.plan.counts["adds" if mark else section.name]["removed"] += 1
