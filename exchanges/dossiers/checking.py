"""Check dossiers against each other, the database and the rules of the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from exchanges import ledger
from exchanges.models import Linkage
from tracker import dates
from tracker.models import Country, Party

from . import citations, claims, records, rules, schema, stored, stories, withheld
from .kinds import Target, nearest
from .problems import Problem
from .records import Path, Record
from .sections import BY_NAME, BY_TARGET, SECTIONS, Section
from .stories import SHARED, Entry, Loaded, Part, Story

# Codes that people write for a country, and the ISO 3166-1 code.
COUNTRY_SLIPS = {"UK": "GB", "EL": "GR", "SU": "RU"}
WHAT: dict[Target, str] = {
    "given": "concession or release",
    "country": "country of ISO 3166-1",
}
SECTION_OF: dict[Target, str] = {
    target: section.name for target, section in BY_TARGET.items()
}


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


def check(told: list[Story], loaded: Loaded) -> Checked:
    """Check stories that are about to be loaded together.

    Cost: one query per kind of name that is referred to, and a few for the records of
    the database that linkages and transfers lead to.
    """
    checker = _Checker(told, loaded)
    for story in told:
        checker.check_homes(story)
        checker.check_references(story)
        checker.check_records(story)
        checker.check_citations(story)
        checker.check_passages(story)
    if not checker.result.problems:
        checker.fetch()
        checker.check_between_records()
        checker.check_linkages()
    return checker.result


def refuse_withheld(files: Iterable[Any]) -> list[Problem]:
    """Find withheld names in files, before anything else quotes from them."""
    hidden = withheld.spellings()
    return [
        problem
        for file in files
        for problem in withheld.find(file.text, file.name, hidden)
    ]


class _Checker:
    """Gathers what is wrong with stories that are loaded together."""

    def __init__(self, told: list[Story], loaded: Loaded) -> None:
        self.told = told
        self.loaded = loaded
        self.result = Checked()
        self.defined: dict[tuple[str, str], tuple[Story, Entry]] = {}
        self.entries: dict[tuple[str, str], list[tuple[Story, Entry]]] = {}
        self.fetched: dict[tuple[str, str], Record] = {}
        for story in told:
            for entry in story.entries:
                if entry.part == Part.DEFINED:
                    key = (entry.section.name, entry.key)
                    self.entries.setdefault(key, []).append((story, entry))
                    self.defined.setdefault(key, (story, entry))
        self._names: dict[Target, dict[str, str]] = {}

    def report(self, story: Story, path: Iterable[str | int], message: str) -> None:
        self.result.problems.append(story.problem(path, message))

    def warn(self, story: Story, path: Iterable[str | int], message: str) -> None:
        self.result.warnings.append(story.problem(path, message))

    # Where records are defined

    def check_homes(self, story: Story) -> None:
        slugs = {other.slug for other in self.told}
        for other in self.told:
            if other.slug == story.slug and other is not story:
                message = f"'{story.slug}' is also the name of {other.file.name}"
                self.report(story, ("dossier",), message)
        for entry in story.entries:
            key = (entry.section.name, entry.key)
            if entry.part != Part.DEFINED:
                continue
            first, _ = self.defined[key]
            home = self.loaded.homes.get(key)
            if first is not story or self.entries[key][0][1] is not entry:
                self._report_second(story, entry, first)
            elif home is not None and home not in slugs:
                message = f"{entry.key} is defined in dossier {home}; {_instead(entry)}"
                self.report(story, entry.path, message)
        self._check_adds(story)

    def _report_second(self, story: Story, entry: Entry, first: Story) -> None:
        others = self.entries[entry.section.name, entry.key]
        line, _ = others[0][0].file.node.find(others[0][1].path)
        where = f"{first.file.name}:{line}"
        message = f"{entry.key} is already defined in {where}; {_instead(entry)}"
        self.report(story, entry.path, message)

    def _check_adds(self, story: Story) -> None:
        seen: dict[tuple[str, str, str], Entry] = {}
        for entry in story.entries:
            if entry.part != Part.ADDED:
                continue
            name = entry.section.name
            home, own = self.defined.get((name, entry.key), (None, None))
            if home is story:
                message = f"{entry.key} is defined in this file; write it there"
                self.report(story, entry.path, message)
                continue
            if (name, entry.key, entry.mark) in seen:
                self.report(story, entry.path, "the same is added twice; keep one")
            seen[name, entry.key, entry.mark] = entry
            others = self.loaded.added.get((name, entry.key), {})
            other = others.get(entry.mark, story.slug)
            if other != story.slug and other not in {s.slug for s in self.told}:
                message = f"dossier {other} adds the same; remove it here"
                self.report(story, entry.path, message)
            if own is not None and home is not None and entry.mark in _marks(own):
                message = f"{home.file.name} says the same already; remove it here"
                self.report(story, entry.path, message)

    # References

    def check_references(self, story: Story) -> None:
        form = story.file.form
        for reference in records.references(form, schema.DossierFile):
            target, name, path = reference.target, reference.name, reference.path
            if target == "source":
                if name not in story.sources:
                    known = dict.fromkeys(story.sources, "")
                    self.report(story, path, _unknown("source", name, known, story))
            elif target == "given":
                self._check_given(story, path, name)
            elif name not in self.names(target):
                message = _unknown(target, name, self.names(target), story)
                self.report(story, path, message)
            elif target == "party" and self.names(target)[name] == PERSON:
                self.result.person_parties.add(name)

    def _check_given(self, story: Story, path: Path, name: str) -> None:
        concessions, releases = self.names("concession"), self.names("release")
        if name in concessions and name in releases:
            message = f"'{name}' is a concession and a release; rename one of them"
            self.report(story, path, message)
        elif name not in concessions and name not in releases:
            message = _unknown("given", name, {**concessions, **releases}, story)
            self.report(story, path, message)

    def names(self, target: Target) -> dict[str, str]:
        """Give what a text may refer to, with a name where it has one."""
        if target not in self._names:
            known = dict.fromkeys(self.loaded.ids.names(target), "")
            section = SECTION_OF.get(target)
            for story in self.told:
                if section is not None:
                    known |= dict.fromkeys(getattr(story.file.form, section), "")
            if target == "party":
                people = dict.fromkeys(self.names("person"), PERSON)
                known = people | known | dict(_party_names())
            if target == "country":
                known |= dict(Country.objects.values_list("code", "name"))
            self._names[target] = known
        return self._names[target]

    # One record at a time

    def check_records(self, story: Story) -> None:
        form = story.file.form
        for section in SECTIONS:
            if section.name == "linkages":
                continue
            for key, part in getattr(form, section.name).items():
                for path, message in rules.broken(section.name, key, part):
                    self.report(story, (section.name, key, *path), message)
        for position, linkage in enumerate(form.linkages):
            for path, message in rules.broken("linkages", "", linkage):
                self.report(story, ("linkages", position, *path), message)
        for name, key, part in _added_forms(form):
            if not (part.cite or part.claims or getattr(part, "names", None)):
                message = "adds nothing; remove it or cite something"
                self.report(story, ("adds", name, key), message)
        for key, person in form.adds.people.items():
            for position, name in enumerate(person.names):
                if name.kind == "main":
                    message = "the main name is with the person; choose another kind"
                    path = ("adds", "people", key, "names", position)
                    self.report(story, path, message)
        for label, cohort, path in _cohorts(form):
            if cohort.by in ("destination", "nationality") and (
                len(cohort.is_) == 2 and cohort.is_ not in self.names("country")
            ):
                message = _unknown("country", cohort.is_, self.names("country"), story)
                self.report(story, (*path, label, "is"), message)

    # Citations and claims

    def check_citations(self, story: Story) -> None:
        for entry in story.entries:
            if entry.part == Part.DEFINED and entry.section.has_citations:
                self._check_cited_once(story, entry)
        for section, key, part, path in _claiming(story.file.form):
            own = records.written_out(part, story.sources)
            whole = self._whole(section, key) if path[0] == "adds" else own
            passages = {one.passage for one in citations.of(own)}
            if whole is not own:
                passages |= {one.passage for one in citations.of(whole)}
            self._check_replacements(story, path, own, passages)
            for position, claim in enumerate(part.claims):
                here = (*path, "claims", position)
                message = claims.unknown_field(section, whole, claim.field)
                if message is not None:
                    self.report(story, (*here, "field"), message)
                message = claims.unreadable_value(claim)
                if message is not None:
                    self.warn(story, (*here, "value"), message)

    def _check_cited_once(self, story: Story, entry: Entry) -> None:
        seen: set[tuple[str, ...]] = set()
        for one in citations.of(entry.record):
            if one.identity in seen:
                about = f" for {one.field}" if one.field else ""
                passage = one.passage.removeprefix(f"{story.slug}-")
                message = f"{passage} is cited twice{about}; keep one"
                path = () if one.path[:1] == ("claims",) else one.path
                self.report(story, (*entry.path, *path), message)
            seen.add(one.identity)
            key = (entry.section.name, entry.key)
            others = self.loaded.added.get(key, {})
            if others:
                mark = stories.cite_mark(
                    {"cite": one.cite, "field": one.field, "value": one.value}
                )
                other = others.get(mark)
                if other is not None and other not in {s.slug for s in self.told}:
                    message = f"dossier {other} adds {one.passage} here; remove one"
                    self.report(story, (*entry.path, *one.path), message)

    def _check_replacements(
        self, story: Story, path: Path, own: Record, passages: set[str]
    ) -> None:
        for one in citations.of(own):
            wanted = one.cite.get("superseded_by")
            others = passages - ({one.passage} if not one.value else set())
            if wanted and wanted not in others:
                names = {v.slug: k for k, v in story.sources.items()}
                source, _, locator = wanted.partition(" ")
                said = f"{names.get(source, source)} {locator}"
                message = (
                    f"superseded_by: '{said}' is no other citation of this record;"
                    " cite it there first"
                )
                self.report(story, (*path, *one.path), message)

    def _whole(self, section: Section, key: str) -> Record:
        """Give a record that is added to, as defined in this load or the database."""
        found = self.defined.get((section.name, key))
        if found is not None:
            return found[1].record
        if (section.name, key) not in self.fetched:
            row = stored.rows(section, [key]).first()
            record = stored.read(section, row) if row is not None else {}
            self.fetched[section.name, key] = record
        return self.fetched[section.name, key]

    def check_passages(self, story: Story) -> None:
        cited = set(_cited_passages(story.file.form))
        for name, source in story.file.form.sources.items():
            for locator in source.passages:
                if (name, locator) not in cited:
                    message = f"nothing cites {name} {locator}; stamp the file anew"
                    self.warn(story, ("sources", name, "passages", locator), message)

    # Records together

    def fetch(self) -> None:
        """Fetch the records of the database that checks between records look at."""
        wanted: dict[str, set[str]] = {"releases": set(), "concessions": set()}
        for story in self.told:
            for entry in story.entries:
                record = entry.record
                if entry.section.name == "linkages" and entry.part == Part.DEFINED:
                    wanted["releases"] |= {record["for"], record["given"]}
                    wanted["concessions"].add(record["given"])
                for section, key in _between(entry):
                    wanted.setdefault(section, set()).add(key)
        for linkage in self._other_linkages():
            wanted["releases"] |= {linkage.release.slug}
            given = linkage.counter_release or linkage.concession
            if given is not None:
                name = "releases" if linkage.counter_release else "concessions"
                wanted[name].add(given.slug)
        for name, keys in wanted.items():
            missing = {key for key in keys if (name, key) not in self.defined}
            for row in stored.rows(BY_NAME[name], missing) if missing else ():
                key = stored.key_of(BY_NAME[name], row)
                self.fetched[name, key] = stored.read(BY_NAME[name], row)

    def record(self, section: str, key: str) -> Record | None:
        """Give a record of this load, else of the database if it was fetched."""
        found = self.defined.get((section, key))
        return found[1].record if found else self.fetched.get((section, key))

    def check_between_records(self) -> None:
        for story in self.told:
            for entry in story.entries:
                if entry.part != Part.DEFINED:
                    continue
                for path, message in self._between_records(entry):
                    self.report(story, (*entry.path, *path), message)

    def _between_records(self, entry: Entry) -> Iterator[tuple[Path, str]]:
        record, name = entry.record, entry.section.name
        if name == "releases":
            yield from self._freed_from_detentions(record)
            promise = self.record("concessions", record.get("fulfils", ""))
            if promise and promise["kind"] != "release":
                message = (
                    f"{record['fulfils']} is a concession of kind {promise['kind']};"
                    " a release fulfils one of kind release"
                )
                yield ("fulfils",), message
        if name == "detentions":
            before = self.record("detentions", record.get("transferred_from", ""))
            if before and before["person"] != record["person"]:
                message = f"{record['transferred_from']} is of {before['person']}"
                yield ("transferred_from",), message
        for column in CHAINS.get(name, ()):
            if entry.key in self._chain(name, record, column):
                message = f"{entry.key} leads back to itself through {column}"
                yield (column,), message

    def _freed_from_detentions(self, record: Record) -> Iterator[tuple[Path, str]]:
        for person, part in record.get("freed", {}).items():
            detention = self.record("detentions", part.get("detention", ""))
            if detention and detention["person"] != person:
                message = (
                    f"{part['detention']} is a detention of {detention['person']}, not"
                    f" of {person}"
                )
                yield ("freed", person, "detention"), message

    def _chain(self, section: str, record: Record, column: str) -> list[str]:
        seen: list[str] = []
        key = record.get(column, "")
        while key and key not in seen:
            seen.append(key)
            key = (self.record(section, key) or {}).get(column, "")
        return seen

    # Linkages

    def check_linkages(self) -> None:
        for story in self.told:
            for entry in story.entries:
                if entry.section.name == "linkages":
                    self._check_linkage(story, entry.path, entry.record)
        for linkage in self._other_linkages():
            section = BY_NAME["linkages"]
            record = stored.read(section, linkage)
            for name in (record["for"], record["given"]):
                for section_name in ("releases", "concessions"):
                    found = self.defined.get((section_name, name))
                    if found is not None:
                        story, entry = found
                        self._check_linkage(story, entry.path, record)

    def _other_linkages(self) -> list[Any]:
        """Give linkages of other dossiers that touch what this load defines."""
        touched = {
            name: [key for section, key in self.defined if section == name]
            for name in ("releases", "concessions")
        }
        rows = stored.rows(BY_NAME["linkages"])
        found: dict[int, Linkage] = {}
        for condition in (
            {"release__slug__in": touched["releases"]},
            {"counter_release__slug__in": touched["releases"]},
            {"concession__slug__in": touched["concessions"]},
        ):
            found |= {row.pk: row for row in rows.filter(**condition)}
        homes = {story.slug for story in self.told}
        return [
            row
            for row in found.values()
            if self.loaded.homes.get(
                ("linkages", stored.key_of(BY_NAME["linkages"], row))
            )
            not in homes
        ]

    def _check_linkage(self, story: Story, path: Path, record: Record) -> None:
        given, release = record["given"], self.record("releases", record["for"])
        concession = self.record("concessions", given)
        counter = self.record("releases", given)
        if given == record["for"]:
            self.report(story, path, f"{given} cannot be given for itself")
            return
        if record["basis"] == "swap" and concession is not None:
            message = (
                f"a swap is between two releases, and {given} is a concession; use"
                " basis stated, or name the release of the other side"
            )
            self.report(story, path, message)
            return
        thing = concession or counter
        if release is None or thing is None:
            return
        item = ledger.Item(
            slug=given,
            giver=ledger.PartyFact(thing["captor" if concession is None else "giver"]),
            steps=tuple(_steps(thing)),
            is_release=concession is None,
            basis=record["basis"],
        )
        facts = ledger.ReleaseFacts(
            slug=record["for"],
            captor=ledger.PartyFact(release["captor"]),
            released_on=_period(release.get("released_on")),
        )
        for finding in ledger.check(item, facts):
            put = self.report if finding.is_refused else self.warn
            put(story, path, finding.message)


PERSON = "\x00person"  # stands for the name of somebody who is no party yet
CHAINS = {
    "sources": ("derived_from",),
    "detentions": ("transferred_from",),
    "actions": ("reverses",),
    "trades": ("part_of", "follows"),
}


def _instead(entry: Entry) -> str:
    if entry.section.name == "linkages":
        return "remove it here"
    return "refer to it, or write what you add under adds:"


def _marks(entry: Entry) -> set[str]:
    """Name the parts of a record that an addition could say again."""
    record = entry.record
    marks = {
        stories.cite_mark({"cite": c.cite, "field": c.field, "value": c.value})
        for c in citations.of(record)
    }
    if entry.section.name == "people" and isinstance(record.get("names"), list):
        marks |= {stored.mark("names", name["text"]) for name in record["names"]}
    marks |= {stored.mark("nationality", c) for c in record.get("nationality", ())}
    marks |= {
        stored.mark("recognitions", one["as"], one.get("by", ""))
        for one in record.get("recognitions", ())
    }
    return marks


def _unknown(target: Target, name: str, known: dict[str, str], story: Story) -> str:
    what = WHAT.get(target, target)
    names = {text: key for key, text in known.items() if text and text != PERSON}
    found = COUNTRY_SLIPS.get(name) if target in ("country", "party") else None
    found = found if found in known else None
    close = nearest(name, [*known, *names]) if len(name) > 2 else None
    found = found or (names.get(close, close) if close else None)
    if found is not None:
        called = (
            f" ({known[found]})"
            if known.get(found, PERSON) != PERSON and known[found]
            else ""
        )
        return f"'{name}' is no {what} that is known; did you mean '{found}'{called}?"
    section = SECTION_OF.get(target)
    hint = {
        "source": "add it under sources",
        "country": "write its two letters, such as BY",
        "given": "define it under concessions or releases",
    }.get(target, f"define it under {section}" if section else "it is reference data")
    return f"'{name}' is no {what} that is known; {hint}"


def _party_names() -> Iterator[tuple[str, str]]:
    for code, name in Party.objects.values_list("code", "name"):
        yield code, name


def _added_forms(form: schema.DossierFile) -> Iterator[tuple[str, str, schema.Added]]:
    for name in type(form.adds).model_fields:
        for key, part in getattr(form.adds, name).items():
            yield name, key, part


def _claiming(
    form: schema.DossierFile,
) -> Iterator[tuple[Section, str, Any, Path]]:
    for section in SECTIONS:
        if section.name in ("linkages", "entities", *SHARED):
            continue
        for key, part in getattr(form, section.name).items():
            yield section, key, part, (section.name, key)
    for position, linkage in enumerate(form.linkages):
        yield BY_NAME["linkages"], "", linkage, ("linkages", position)
    for name, key, part in _added_forms(form):
        yield BY_NAME[name], key, part, ("adds", name, key)


def _cohorts(
    form: schema.DossierFile,
) -> Iterator[tuple[str, schema.CohortPart, Path]]:
    for key, release in form.releases.items():
        for label, cohort in release.cohorts.items():
            yield label, cohort, ("releases", key, "cohorts")


def _cited_passages(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, schema.Cite):
        yield value.source, value.at
    elif isinstance(value, schema.Part):
        for name in type(value).model_fields:
            yield from _cited_passages(getattr(value, name))
    elif isinstance(value, list):
        for entry in value:
            yield from _cited_passages(entry)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _cited_passages(entry)


def _between(entry: Entry) -> Iterator[tuple[str, str]]:
    """Name the records that a record is checked against."""
    if entry.part != Part.DEFINED:
        return
    record, name = entry.record, entry.section.name
    for column in CHAINS.get(name, ()):
        if column in record:
            yield name, record[column]
    if name == "releases":
        if "fulfils" in record:
            yield "concessions", record["fulfils"]
        for part in record.get("freed", {}).values():
            if "detention" in part:
                yield "detentions", part["detention"]


def _steps(concession: Record) -> Iterator[ledger.StepFact]:
    for step in concession.get("steps", ()):
        yield ledger.StepFact(kind=step["kind"], happened_on=_period(step.get("on")))


def _period(edtf: str | None) -> dates.Period | None:
    return dates.parse(edtf) if edtf else None
