"""What the texts of dossiers can refer to, and what was probably meant by others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.models import Country, Party

from . import records, schema
from .kinds import Target, nearest
from .problems import Problem
from .records import Path
from .sections import BY_TARGET
from .stories import Loaded, Story

# Codes that people write for a country, and the one of ISO 3166-1.
COUNTRY_SLIPS = {"UK": "GB", "EL": "GR", "SU": "RU"}
WHAT: Mapping[Target, str] = {
    "given": "concession or release",
    "country": "country of ISO 3166-1",
}
ADVICE: Mapping[Target, str] = {
    "source": "add it under sources",
    "country": "write its two letters, such as BY",
    "given": "define it under concessions or releases",
    "party": "define it under parties, or as a person under people",
    "authority": "it is not in fixtures/authorities.json",
    "programme": "it is not in fixtures/programmes.json",
}


@dataclass(frozen=True, slots=True)
class Name:
    """Something that can be referred to.

    Attributes:
        title: What it is called, where that helps to find it; may be empty.
        alpha3: Of a country or state, the code of three letters.
        is_person_only: Of a party: a person, who is no party yet.
    """

    title: str = ""
    alpha3: str = ""
    is_person_only: bool = False


@dataclass(slots=True)
class Names:
    """Everything that can be referred to: in the database and in this load."""

    loaded: Loaded
    told: list[Story]
    _known: dict[Target, dict[str, Name]] = field(default_factory=dict)

    def of(self, target: Target) -> dict[str, Name]:
        """Give what a text of a kind may refer to."""
        if target not in self._known:
            self._known[target] = self._gathered(target)
        return self._known[target]

    def _gathered(self, target: Target) -> dict[str, Name]:
        if target == "given":
            return self.of("concession") | self.of("release")
        known = dict.fromkeys(self.loaded.ids.names(target), Name())
        section = BY_TARGET.get(target)
        if section is not None:
            for story in self.told:
                known |= dict.fromkeys(story.file.keys(section.name), Name())
        if target == "country":
            countries = Country.objects.values_list("code", "name", "alpha3")
            known |= {code: Name(title, alpha3) for code, title, alpha3 in countries}
        if target == "party":
            parties = Party.objects.values_list(
                "code", "name", "country__alpha3", "kind"
            )
            known |= {
                code: Name(title, (kind == "state" and alpha3) or "")
                for code, title, alpha3, kind in parties
            }
            people = dict.fromkeys(self.of("person"), Name(is_person_only=True))
            known = people | known
        return known

    def unknown(self, story: Story, target: Target, name: str) -> str | None:
        """Say what is wrong with a reference; None if there is such a thing."""
        if target == "source":
            known = dict.fromkeys(story.file.keys("sources"), Name())
        else:
            known = self.of(target)
        if target == "given" and all(
            name in self.of(kind) for kind in ("concession", "release")
        ):
            return f"'{name}' is a concession and a release; rename one of them"
        if name in known:
            return None
        what = WHAT.get(target, target)
        found = _meant(target, name, known)
        if found is None:
            return f"'{name}' is no {what} that is known; {_advice(target)}"
        title = f" ({known[found].title})" if known[found].title else ""
        return f"'{name}' is no {what} that is known; did you mean '{found}'{title}?"


def check_references(story: Story, names: Names) -> tuple[list[Problem], set[str]]:
    """Check that everything a story refers to exists.

    Returns:
        What is wrong, and the slugs of people who are named as parties and are none
        yet.
    """
    problems, person_parties = [], set()
    for reference in records.references(story.file.form, schema.DossierFile):
        target, name = reference.target, reference.name
        message = names.unknown(story, target, name)
        if message is not None:
            problems.append(story.problem(reference.path, message))
        elif target == "party" and names.of("party")[name].is_person_only:
            person_parties.add(name)
    for path, code in _countries_of_cohorts(story.file.form):
        message = names.unknown(story, "country", code)
        if message is not None:
            problems.append(story.problem(path, message))
    return problems, person_parties


def _countries_of_cohorts(form: schema.DossierFile) -> Iterable[tuple[Path, str]]:
    """Find where ``is`` of a cohort is a country code, not words."""
    for slug, release in form.releases.items():
        for label, cohort in release.cohorts.items():
            is_place = cohort.by in ("destination", "nationality")
            if is_place and len(cohort.is_) == 2 and cohort.is_.isupper():
                yield ("releases", slug, "cohorts", label, "is"), cohort.is_


def _meant(target: Target, name: str, known: Mapping[str, Name]) -> str | None:
    if target in ("country", "party") and COUNTRY_SLIPS.get(name) in known:
        return COUNTRY_SLIPS[name]
    for key, one in known.items():
        if one.alpha3 and name == one.alpha3:
            return key
    titles = {one.title: key for key, one in known.items() if one.title}
    # Two or three letters are near too many others to guess from.
    found = nearest(name, [*known, *titles]) if len(name) > 3 else None
    return titles.get(found, found) if found is not None else None


def _advice(target: Target) -> str:
    section: Any = BY_TARGET.get(target)
    if target in ADVICE or section is None:
        return ADVICE.get(target, "")
    return f"define it under {section.name}"
