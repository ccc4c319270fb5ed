"""What a dossier file defines and adds, record by record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from tracker.models import DossierRecord

from . import citations, pieces, placing, records, schema, stored
from .columns import Ids
from .forms import File
from .problems import Problem
from .records import KnownSource, Path, Record
from .sections import BY_NAME, SECTIONS, Section

SHARED = ("sources", "parties")  # several dossiers may say the same


class Part(StrEnum):
    """What a file says of a record."""

    DEFINED = "defined"
    AGAIN = "again"  # a source or party that is defined elsewhere, said the same here
    ADDED = "added"  # one name, citation … added to a record that is defined elsewhere


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a file, or one thing that it adds to another file's record.

    Attributes:
        key: Slug or code of the record; of a linkage ``given>release``.
        record: In canonical form; of an addition the part that is added.
        path: Where it stands in the file.
        mark: Of an addition, which part it is; of a source, what the file calls it.
    """

    section: Section
    key: str
    record: Record
    path: Path
    part: Part = Part.DEFINED
    mark: str = ""

    @property
    def kept_as(self) -> str:
        """The slug of its row in ``DossierRecord``."""
        return f"{self.key} {self.mark}".strip()


@dataclass(slots=True)
class Story:
    """A file with its records in canonical form."""

    file: File
    sources: dict[str, KnownSource] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def slug(self) -> str:
        """The dossier's slug."""
        return self.file.form.dossier

    def problem(self, path: Iterable[str | int], message: str) -> Problem:
        """Say what is wrong at a place of the file."""
        return self.file.problem(path, message)


class Loaded:
    """What the database holds: names, and which dossier defines what.

    Attributes:
        homes: By section and key, the dossier that defines the record.
        digests: By dossier, section and key (with mark), of what was last written.
        added: By section and key, the marks of what other dossiers added.
        files: By slug, each dossier's file as it was last read.

    Cost: one query per kind of name, three for the rest.
    """

    def __init__(self) -> None:
        """Fetch which dossier wrote what."""
        self.ids = Ids()
        self.homes: dict[tuple[str, str], str] = {}
        self.digests: dict[tuple[str, str, str], str] = {}
        self.added: dict[tuple[str, str], dict[str, str]] = {}
        self._additions: set[tuple[str, str, str]] = set()
        self._home_digests: dict[tuple[str, str], str] = {}
        self._again: dict[tuple[str, str], list[str]] = {}
        rows = DossierRecord.objects.values_list(
            "dossier__slug", "section", "slug", "is_addition", "digest"
        )
        for dossier, section, kept_as, is_addition, digest in rows:
            key, _, mark = kept_as.partition(" ")
            self.digests[dossier, section, kept_as] = digest
            if not is_addition:
                self.homes[section, key] = dossier
                self._home_digests[section, key] = digest
                continue
            self._additions.add((dossier, section, kept_as))
            if section in SHARED:
                self._again.setdefault((section, key), []).append(dossier)
            else:
                self.added.setdefault((section, key), {})[mark] = dossier
        self.files = placing.loaded()
        sources: QuerySet[Any] = BY_NAME["sources"].model._default_manager.all()
        self.slugs_of_urls: dict[str, str] = dict(
            sources.exclude(url="").values_list("url", "slug")
        )

    def digest_of(self, section: str, key: str) -> str | None:
        """Give the digest of a record as its home dossier last wrote it."""
        return self._home_digests.get((section, key))

    def records_of(self, dossier: str) -> list[tuple[str, str]]:
        """Name what was written for a dossier, by section and key (with mark)."""
        return [(s, kept_as) for d, s, kept_as in self.digests if d == dossier]

    def kept_of(
        self, dossiers: Iterable[str]
    ) -> dict[str, dict[tuple[str, str], tuple[str, bool]]]:
        """Give what is kept of dossiers, in the shape of ``Plan.digests``."""
        kept: dict[str, dict[tuple[str, str], tuple[str, bool]]] = {}
        for dossier in dossiers:
            kept[dossier] = {
                (section, kept_as): (
                    self.digests[dossier, section, kept_as],
                    (dossier, section, kept_as) in self._additions,
                )
                for section, kept_as in self.records_of(dossier)
            }
        return kept

    def said_again(self, section: str, key: str, *, besides: str) -> str | None:
        """Name another dossier that says the same source or party again."""
        others = [d for d in self._again.get((section, key), ()) if d != besides]
        return min(others, default=None)


def gather(files: Iterable[File], loaded: Loaded) -> tuple[list[Story], list[Problem]]:
    """Bring files into canonical form; sources and parties said twice become one."""
    stories = [Story(file) for file in files]
    problems: list[Problem] = []
    problems += _gather_shared(stories, loaded)
    for story in stories:
        story.entries += _own_entries(story)
        story.entries += _additions(story)
    return stories, problems


def _own_entries(story: Story) -> Iterator[Entry]:
    form = story.file.form
    for section in SECTIONS:
        if section.name in ("sources", "parties", "linkages"):
            continue
        for key, part in getattr(form, section.name).items():
            record = records.written_out(part, story.sources)
            record = records.normal(section.name, record)
            if not section.has_citations:
                record.pop("cite", None)
            yield Entry(section, key, record, (section.name, key))
    for position, linkage in enumerate(form.linkages):
        yield from _linkages(story, linkage, position)


def _linkages(
    story: Story, linkage: schema.LinkagePart, position: int
) -> Iterator[Entry]:
    shared = records.written_out(linkage, story.sources)
    for given in linkage.given:
        for release in linkage.for_:
            yield Entry(
                BY_NAME["linkages"],
                f"{given}>{release}",
                {**shared, "given": given, "for": release},
                ("linkages", position),
            )


def _additions(story: Story) -> Iterator[Entry]:
    for section, key, part, path in added(story.file.form):
        record = records.written_out(part, story.sources)
        for found, mark, below in _parts(section, record):
            yield Entry(section, key, found, (*path, *below), Part.ADDED, mark)


def added(form: schema.DossierFile) -> Iterator[tuple[Section, str, Any, Path]]:
    """Give each record that a file adds to: section, key, what is added, and where."""
    for name in type(form.adds).model_fields:
        if name == "linkages":
            continue
        for key, part in getattr(form.adds, name).items():
            yield BY_NAME[name], key, part, ("adds", name, key)
    for position, part in enumerate(form.adds.linkages):
        for given in part.given:
            for release in part.for_:
                path: Path = ("adds", "linkages", position)
                yield BY_NAME["linkages"], f"{given}>{release}", part, path


def _parts(section: Section, record: Record) -> Iterator[tuple[Record, str, Path]]:
    for position, one in enumerate(record.get("names", ())):
        name = records.named(one, is_main=False)
        yield name, pieces.mark("names", name["text"]), ("names", position)
    for position, code in enumerate(record.get("nationality", ())):
        mark = pieces.mark("nationality", code)
        yield {"country": code}, mark, ("nationality", position)
    for position, one in enumerate(record.get("recognitions", ())):
        mark = pieces.mark("recognitions", one["as"], one.get("by", ""))
        yield one, mark, ("recognitions", position)
    if section.name == "releases":
        yield from _parts_of_release(record)
    if section.name == "trades":
        yield from _parts_of_trade(record)
    if section.name == "concessions":
        yield from _parts_of_concession(record)
    for position, cite in enumerate(record.get("cite", ())):
        yield {"cite": cite}, cite_mark({"cite": cite}), ("cite", position)
    for position, claim in enumerate(record.get("claims", ())):
        yield claim, cite_mark(claim), ("claims", position)


def marks(section: Section, record: Record) -> set[str]:
    """Name the parts of a record that another dossier could say again."""
    found = {
        cite_mark({"cite": one.cite, "field": one.field, "value": one.value})
        for one in citations.of(record)
    }
    names = record.get("names", ())
    if section.name == "people" and names != schema.WITHHELD:
        found |= {pieces.mark("names", name["text"]) for name in names}
    if section.name == "people":
        codes = record.get("nationality", ())
        found |= {pieces.mark("nationality", code) for code in codes}
    for name in ("cohorts", "freed"):
        found |= {pieces.mark(name, key) for key in record.get(name, ())}
    found |= {
        pieces.mark("recognitions", one["as"], one.get("by", ""))
        for one in record.get("recognitions", ())
    }
    if section.name == "trades":
        found |= {mark for _, mark, _ in _parts_of_trade(record)}
    for step in record.get("steps", ()):
        name = pieces.step_name(step["kind"], step.get("on", ""))
        found.add(step_mark(step))
        found |= {pieces.mark("actions", name, a) for a in step.get("actions", ())}
    return found


def _parts_of_release(record: Record) -> Iterator[tuple[Record, str, Path]]:
    # What cites a part is an addition of its own: a citation with the part's path.
    cohorts = record.get("cohorts", {})
    for label in sorted(cohorts, key=lambda one: _depth(one, cohorts)):
        part = {k: v for k, v in cohorts[label].items() if k != "cite" and v != "0"}
        path: Path = ("cohorts", label)
        yield {"label": label, **part}, pieces.mark("cohorts", label), path
        for cite in cohorts[label].get("cite", ()):
            claim = {"field": f"cohorts.{label}", "cite": cite}
            yield claim, cite_mark(claim), path
    for person, freed in record.get("freed", {}).items():
        part = {k: v for k, v in freed.items() if k != "cite"}
        if "cohorts" in part:
            part["cohorts"] = sorted(part["cohorts"])
        path = ("freed", person)
        yield {"person": person, **part}, pieces.mark("freed", person), path
        for cite in freed.get("cite", ()):
            claim = {"field": f"freed.{person}", "cite": cite}
            yield claim, cite_mark(claim), path


def _parts_of_trade(record: Record) -> Iterator[tuple[Record, str, Path]]:
    for name in ("parties", "disputed"):
        disputed = {"is_disputed": "yes"} if name == "disputed" else {}
        for role, codes in record.get(name, {}).items():
            for position, code in enumerate(codes):
                part = {"role": role, "party": code, **disputed}
                mark = pieces.mark("parties", role, code)
                yield part, mark, (name, role, position)
    for position, action in enumerate(record.get("actions", ())):
        mark = pieces.mark("actions", action)
        yield {"action": action}, mark, ("actions", position)


def _parts_of_concession(record: Record) -> Iterator[tuple[Record, str, Path]]:
    # What cites an added step goes with it: its place may change, and its name with it.
    for position, step in enumerate(record.get("steps", ())):
        yield step, step_mark(step), ("steps", position)
    for name, actions in record.get("actions", {}).items():
        for position, action in enumerate(actions):
            mark = pieces.mark("actions", name, action)
            path = ("actions", name, position)
            yield {"step": name, "action": action}, mark, path


def step_mark(step: Record) -> str:
    """Name an added step by what makes it one."""
    return pieces.mark("steps", step["kind"], step.get("on", ""), step.get("by", ""))


def told(step: Record) -> tuple[str, str, str]:
    """Give what puts a step in order: kind, date and mark."""
    return step["kind"], step.get("on", ""), step_mark(step)


def _depth(label: str, cohorts: Record) -> int:
    depth, seen = 0, {label}
    parent = cohorts[label].get("part_of")
    while parent in cohorts and parent not in seen:
        seen.add(parent)
        depth += 1
        parent = cohorts[parent].get("part_of")
    return depth


def cite_mark(claim: Record) -> str:
    """Name an added citation or claim by what makes it one."""
    cite = claim["cite"]
    return pieces.mark(
        "cite",
        cite["source"],
        cite.get("at", ""),
        claim.get("field", ""),
        claim.get("value", ""),
        cite.get("stance", "supports"),
        cite.get("speaker", ""),
        cite.get("speaker_words", ""),
    )


# Sources and parties, which several dossiers may say


@dataclass(frozen=True, slots=True)
class _Definition:
    """Where a source or party is defined first.

    Attributes:
        entry: What defines it, if that is in this load.
    """

    where: str
    record: Record
    entry: Entry | None = None


def _gather_shared(stories: list[Story], loaded: Loaded) -> Iterator[Problem]:
    slugs_of_urls = dict(loaded.slugs_of_urls)
    for story in stories:
        story.sources = {
            name: KnownSource(
                _slug_of(story.slug, name, source, slugs_of_urls),
                source.passages,
                source.confidence,
            )
            for name, source in story.file.form.sources.items()
        }
    for section_name in ("sources", "parties"):
        section = BY_NAME[section_name]
        said = [one for story in stories for one in _said(story, section)]
        first = _first(section, said, stories, loaded)
        for story, entry in said:
            definition = first[entry.key]
            if definition.entry is entry:
                story.entries.append(entry)
                continue
            problem = _contradiction(story, entry, definition)
            if problem is not None:
                yield problem
            again = Entry(
                section, entry.key, entry.record, entry.path, Part.AGAIN, entry.mark
            )
            story.entries.append(again)


def _slug_of(
    dossier: str, name: str, source: schema.SourceRecord, slugs_of_urls: dict[str, str]
) -> str:
    slug = source.slug or f"{dossier}-{name}"
    if source.url:
        return slugs_of_urls.setdefault(source.url, slug)
    return slug


def _said(story: Story, section: Section) -> Iterator[tuple[Story, Entry]]:
    form = story.file.form
    if section.name == "sources":
        for name, source in form.sources.items():
            record = records.written_out(source, story.sources)
            for not_of_its_row in ("slug", "passages", "confidence"):
                record.pop(not_of_its_row, None)
            if source.derived_from in story.sources:
                record["derived_from"] = story.sources[source.derived_from].slug
            key = story.sources[name].slug
            yield story, Entry(section, key, record, ("sources", name), mark=name)
    else:
        for code, party in form.parties.items():
            record = records.written_out(party, story.sources)
            yield story, Entry(section, code, record, ("parties", code))


def _first(
    section: Section,
    said: list[tuple[Story, Entry]],
    stories: list[Story],
    loaded: Loaded,
) -> Mapping[str, _Definition]:
    """Find the definition of each key: its home's, else the first in this load."""
    first: dict[str, _Definition] = {}
    slugs = {story.slug for story in stories}
    at_home = [
        (story, entry)
        for story, entry in said
        if loaded.homes.get((section.name, entry.key)) == story.slug
    ]
    for story, entry in at_home:
        first.setdefault(entry.key, _definition(story, entry))
    elsewhere = {
        entry.key
        for _, entry in said
        if entry.key not in first and _is_elsewhere(section, entry.key, slugs, loaded)
    }
    for row in stored.rows(section, elsewhere) if elsewhere else ():
        key = stored.key_of(section, row)
        home = loaded.homes.get((section.name, key))
        where = f"dossier {home}" if home else "the reference data"
        first[key] = _Definition(where, stored.read(section, row))
    for story, entry in said:
        first.setdefault(entry.key, _definition(story, entry))
    return first


def _definition(story: Story, entry: Entry) -> _Definition:
    line, _ = story.file.node.find(entry.path)
    return _Definition(f"{story.file.name}:{line}", entry.record, entry)


def _is_elsewhere(section: Section, key: str, slugs: set[str], loaded: Loaded) -> bool:
    home = loaded.homes.get((section.name, key))
    if home is not None:
        return home not in slugs
    return section.name == "parties" and key in loaded.ids.names("party")


def _contradiction(story: Story, entry: Entry, first: _Definition) -> Problem | None:
    differing = [
        (name, here, there)
        for name, here, there in records.differences(entry.record, first.record)
        if name.partition(".")[0] in entry.record
    ]
    if not differing:
        return None
    name, here, there = differing[0]
    is_source = entry.section.name == "sources"
    what = "a source with this address or slug" if is_source else "this party"
    message = (
        f"{what} is already defined in {first.where}, where {name} is"
        f" {shown(there)}, not {shown(here)}; say the same"
        f" or remove {'it' if is_source else 'the entry'}"
    )
    return story.problem((*entry.path, name.partition(".")[0]), message)


def shown(value: str) -> str:
    """Quote a value in a message; say so if there is none."""
    return f"'{value}'" if value else "not recorded"
