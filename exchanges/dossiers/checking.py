"""Check dossiers against each other, the database and the rules of the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from . import (
    citations,
    claims,
    linking,
    pieces,
    records,
    rules,
    schema,
    stored,
    stories,
    timing,
)
from .citations import Cited
from .kinds import nearest
from .known import Names, check_references
from .linking import Defined, View
from .problems import Problem
from .records import Path, Record
from .sections import BY_NAME, SECTIONS, Section
from .stories import SHARED, Entry, Loaded, Part, Story


@dataclass(slots=True)
class Checked:
    """What the checks found.

    Attributes:
        problems: What is wrong; nothing may be written.
        warnings: What an editor should look at.
        person_parties: Slugs of people who are named as parties and are none yet.
    """

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    person_parties: set[str] = field(default_factory=set)


def check(told: list[Story], loaded: Loaded, *, has_unread: bool = False) -> Checked:
    """Check stories that are about to be loaded together.

    Args:
        told: The stories.
        loaded: What the database holds.
        has_unread: There are files that could not be read; what only they define must
            not be called unknown.

    Cost: one query per kind of name that is referred to, and a fixed number per section
    for the records of the database that others lead to.
    """
    checked = Checked()
    defined, entries = _defined(told)
    view = View(told, loaded, defined)
    view.fetch(_added_to(told))
    names = Names(loaded, told)
    for story in told:
        checked.problems += _check_homes(story, view, entries)
        checked.problems += _check_additions(story, view)
        checked.problems += _check_acts(story, view)
        if not has_unread:
            problems, people = check_references(story, names)
            checked.problems += problems
            checked.person_parties |= people
        checked.problems += _check_records(story, view)
        checked.problems += _check_citations(story, view, names)
        checked.warnings += _notice(story)
    found = linking.check(view)
    checked.problems += found.problems
    checked.warnings += found.warnings
    return checked


def _defined(
    told: list[Story],
) -> tuple[Defined, dict[tuple[str, str], list[tuple[Story, Entry]]]]:
    """Give the first definition of each record, and all of them."""
    entries: dict[tuple[str, str], list[tuple[Story, Entry]]] = {}
    for story in told:
        for entry in story.entries:
            if entry.part == Part.DEFINED:
                key = (entry.section.name, entry.key)
                entries.setdefault(key, []).append((story, entry))
    return {key: said[0] for key, said in entries.items()}, entries


def _added_to(told: list[Story]) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = {}
    for story in told:
        for entry in story.entries:
            if entry.part == Part.ADDED:
                wanted.setdefault(entry.section.name, set()).add(entry.key)
    return wanted


# Where records are defined


def _check_homes(
    story: Story,
    view: View,
    entries: dict[tuple[str, str], list[tuple[Story, Entry]]],
) -> Iterator[Problem]:
    here = {other.slug for other in view.told}
    for other in view.told:
        if other.slug == story.slug and other is not story:
            message = f"'{story.slug}' is also the name of {other.file.name}"
            yield story.problem(("dossier",), message)
    for (section, key), said in entries.items():
        home = view.loaded.homes.get((section, key))
        (first, first_entry), *others = said
        for second, entry in others:
            if second is story:
                line, _ = first.file.node.find(first_entry.path)
                where = f"{first.file.name}:{line}"
                message = f"{key} is already defined in {where}; {_instead(entry)}"
                yield story.problem(entry.path, message)
        if first is story and home is not None and home not in here:
            message = f"{key} is defined in dossier {home}; {_instead(first_entry)}"
            yield story.problem(first_entry.path, message)


def _instead(entry: Entry) -> str:
    if entry.section.name == "linkages":
        return "remove it here"
    return "refer to it, and write what this file adds under adds:"


def _check_additions(story: Story, view: View) -> Iterator[Problem]:
    here = {other.slug for other in view.told}
    seen: set[tuple[str, str, str]] = set()
    for entry in story.entries:
        name, key, mark = entry.section.name, entry.key, entry.mark
        if entry.part == Part.DEFINED:
            marks = _marks(entry)
            for other_mark, other in view.loaded.added.get((name, key), {}).items():
                if other_mark in marks and other not in here:
                    message = (
                        f"dossier {other} adds the same"
                        f" {other_mark.partition(' ')[0]} to {key}; remove one"
                    )
                    yield story.problem(entry.path, message)
        if entry.part != Part.ADDED:
            continue
        home, own = view.defined.get((name, key), (None, None))
        if home is story:
            message = f"{key} is defined in this file; write it there"
            yield story.problem(entry.path, message)
        elif name == "linkages" and view.record(name, key) is None:
            yield story.problem(entry.path, _no_linkage(key))
        elif (name, key, mark) in seen:
            yield story.problem(entry.path, "the same is added twice; keep one")
        elif home is not None and own is not None and mark in _marks(own):
            message = f"{home.file.name} says the same already; remove it here"
            yield story.problem(entry.path, message)
        elif home is None and mark in view.own_marks(name, key):
            where = view.loaded.homes.get((name, key))
            says = f"dossier {where} says" if where else "an editor has said"
            message = f"{says} the same already; remove it here"
            yield story.problem(entry.path, message)
        elif _added_elsewhere(story, view, entry, here):
            other = view.loaded.added[name, key][mark]
            message = f"dossier {other} adds the same; remove it here"
            yield story.problem(entry.path, message)
        elif mark.startswith("names ") and _is_withheld(view.record(name, key)):
            message = f"the name of {key} is withheld; no file may hold a spelling"
            yield story.problem(entry.path, message)
        seen.add((name, key, mark))
        if "step" in entry.record:
            missing = _no_step(view, key, entry.record["step"])
            if missing is not None:
                yield story.problem(entry.path, missing)


def _no_step(view: View, key: str, name: str) -> str | None:
    """Say why acts cannot be added to a step of a concession; None if they can."""
    own = view.own("concessions", key)
    if not own:
        return None  # that the concession does not exist is said once
    names = [
        pieces.step_name(step["kind"], step.get("on", ""))
        for step in own.get("steps", ())
    ]
    if names.count(name) > 1:
        return f"{key} has two steps {name}; write which acts where they are written"
    if name in names:
        return None
    found = nearest(name, names)
    hint = f"it has {', '.join(names) or 'none'}"
    if found:
        hint = f"did you mean '{found}'?"
    return (
        f"the dossier of {key} has no step '{name}'; {hint} (a step that is added has"
        " its acts with it)"
    )


def _check_acts(story: Story, view: View) -> Iterator[Problem]:
    """Check that the steps to which other dossiers add acts are still there."""
    here = {other.slug for other in view.told}
    for entry in story.entries:
        name, key = entry.section.name, entry.key
        if name != "concessions" or entry.part != Part.DEFINED:
            continue
        others = {
            mark: other
            for mark, other in view.loaded.added.get((name, key), {}).items()
            if mark.startswith("actions ") and other not in here
        }
        for row in stored.by_key(entry.section, {key} if others else ()).values():
            parts = pieces.parts(entry.section, row)
            for mark, other in others.items():
                part = parts.get(mark)
                if part and _no_step(view, key, part["step"]) is not None:
                    message = (
                        f"dossier {other} adds an act to the step {part['step']},"
                        " which is no longer here; load both files"
                    )
                    yield story.problem(entry.path, message)


def _added_elsewhere(story: Story, view: View, entry: Entry, here: set[str]) -> bool:
    key = (entry.section.name, entry.key)
    other = view.loaded.added.get(key, {}).get(entry.mark, story.slug)
    return other != story.slug and other not in here


def _no_linkage(key: str) -> str:
    given, _, release = key.partition(">")
    return (
        f"{given} is linked to {release} nowhere; write that link under linkages, or"
        " correct given and for"
    )


def _is_withheld(record: Record | None) -> bool:
    return record is not None and record.get("names") == schema.WITHHELD


def _marks(entry: Entry) -> set[str]:
    """Name the parts of a record that an addition could say again."""
    return stories.marks(entry.section, entry.record)


# One record at a time


def _check_records(story: Story, view: View) -> Iterator[Problem]:
    form = story.file.form
    for section in SECTIONS:
        if section.name == "linkages":
            continue
        for key, part in getattr(form, section.name).items():
            for path, message in rules.broken(section.name, key, part):
                yield story.problem((section.name, key, *path), message)
    for position, linkage in enumerate(form.linkages):
        for path, message in rules.broken("linkages", "", linkage):
            yield story.problem(("linkages", position, *path), message)
    for section, key, part, path in stories.added(form):
        for below, message in rules.broken_addition(
            section.name, key, part, view.record(section.name, key)
        ):
            yield story.problem((*path, *below), message)


def _claiming(form: schema.DossierFile) -> Iterator[tuple[Section, str, Any, Path]]:
    for section in SECTIONS:
        if section.name in ("linkages", "entities", *SHARED):
            continue
        for key, part in getattr(form, section.name).items():
            yield section, key, part, (section.name, key)
    for position, linkage in enumerate(form.linkages):
        yield BY_NAME["linkages"], "", linkage, ("linkages", position)
    yield from stories.added(form)


# Citations and claims


def _check_citations(story: Story, view: View, names: Names) -> Iterator[Problem]:
    for section, key, part, path in _claiming(story.file.form):
        own = records.written_out(part, story.sources)
        whole = own
        if path[0] == "adds":
            whole = _joined(view.record(section.name, key), own)
        cited = list(citations.of(own))
        yield from _check_once(story, path, cited)
        others = cited if whole is own else [*cited, *citations.of(whole)]
        for one in cited:
            if "superseded_by" in one.cite and not citations.replacement(one, others):
                yield story.problem((*path, *one.path), _no_replacement(story, one))
        if path[0] == "adds" and not whole:
            continue  # that it does not exist is said once
        for position, claim in enumerate(getattr(part, "claims", ())):
            message = claims.unknown_field(section, whole, claim.field)
            if message is None and path[0] == "adds":
                message = claims.place_in_another_file(claim.field)
            if message is None:
                place = (*path, "claims", position, "value")
                for wrong in claims.unknown_names(claim, story, names):
                    yield story.problem(place, wrong)
            if message is not None:
                place = (*path, "claims", position, "field")
                yield story.problem(place, message)


def _joined(whole: Record | None, added: Record) -> Record:
    """Give a record with what is added to it; nothing if there is no such record."""
    if whole is None:
        return {}
    joined = {**whole}
    for name in ("cohorts", "freed"):
        if name in added:
            joined[name] = {**whole.get(name, {}), **added[name]}
    if "steps" in added:
        joined["steps"] = [*whole.get("steps", ()), *added["steps"]]
    return joined


def _check_once(story: Story, path: Path, cited: list[Cited]) -> Iterator[Problem]:
    seen: set[tuple[str, ...]] = set()
    for one in cited:
        if one.identity in seen:
            about = f" for {one.field}" if one.field else ""
            what = f"{_as_written(story, one.passage)} is cited twice{about}; keep one"
            yield story.problem((*path, *one.path), what)
        seen.add(one.identity)


def _no_replacement(story: Story, cited: Cited) -> str:
    passage = _as_written(story, cited.cite["superseded_by"])
    return (
        f"superseded_by names '{passage}', which is no other citation of this record;"
        " cite it there first"
    )


def _as_written(story: Story, passage: str) -> str:
    slug, _, locator = passage.partition(" ")
    names = {known.slug: name for name, known in story.sources.items()}
    return f"{names.get(slug, slug)} {locator}".strip()


def _notice(story: Story) -> Iterator[Problem]:
    """Find what is not wrong but should be looked at."""
    form = story.file.form
    for section in SECTIONS:
        cited = [k for k, part in _cited(form, section) if not section.has_citations]
        if cited:
            said = f"citations of {section.name} have no table yet and are not kept"
            yield story.problem((section.name, cited[0], "cite"), said)
    for _, _, part, path in _claiming(form):
        for position, claim in enumerate(getattr(part, "claims", ())):
            message = claims.unreadable_value(claim)
            if message is not None:
                yield story.problem((*path, "claims", position, "value"), message)
    yield from timing.unlikely(story)
    passages = set(_cited_passages(form))
    for name, source in form.sources.items():
        for locator in source.passages:
            if (name, locator) not in passages:
                message = f"nothing cites {name} {locator}; stamp the file anew"
                yield story.problem(("sources", name, "passages", locator), message)


def _cited(form: schema.DossierFile, section: Section) -> Iterator[tuple[str, Any]]:
    records_of_section = getattr(form, section.name)
    if isinstance(records_of_section, dict):
        for key, part in records_of_section.items():
            if getattr(part, "cite", None):
                yield key, part


def _cited_passages(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, schema.Cite):
        yield value.source, value.at
    elif isinstance(value, schema.Part):
        for name in type(value).model_fields:
            yield from _cited_passages(getattr(value, name))
    elif isinstance(value, list | dict):
        entries: Iterable[Any] = value.values() if isinstance(value, dict) else value
        for entry in entries:
            yield from _cited_passages(entry)
