"""Gazetteers: the names an article may use, and whom or what they mean.

They come from word lists (states, their adjectives, inhabitants and capitals; armed
groups), from the reference data and from the record itself, so that each dossier that
is loaded makes the next draft better.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tracker import names as spelling

WORDS = Path(__file__).parent / "words"
NAME, ADJECTIVE, INHABITANT, CAPITAL = "name", "adjective", "inhabitant", "capital"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to write a party: its words, its code and what kind of word it is."""

    words: tuple[str, ...]
    code: str
    form: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one source of names adds: a word list, the fixtures or a dossier.

    Attributes:
        parties: Ways to write parties.
        leaders: Names of people who act for a party, with its code.
        people: Full names of people on record, with the record's slug.
        places: Prisons and places of custody, with the code of who holds people there.
        entities: Names under sanctions.
        governs: By state the group that rules there, where it is no state's organ.
    """

    parties: tuple[Entry, ...] = ()
    leaders: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, str] = field(default_factory=dict)
    governs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by what they begin with.

    Attributes:
        parties: By first word, longest first.
        leaders: By the skeleton of the last word: skeletons of the whole name and the
            code of the party.
        people: By skeleton of the whole name: the slug.
        places: By first word: all words and the holder's code, longest first.
        entities: By first word: all words and the slug, longest first.
        governs: By state the group that rules there.
    """

    parties: Mapping[str, tuple[Entry, ...]]
    leaders: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    people: Mapping[tuple[str, ...], str]
    places: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    entities: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    governs: Mapping[str, str]

    @classmethod
    def of(cls, chapters: Iterable[Chapter]) -> Gazetteer:
        """Bind chapters; where two disagree about a name, the later one holds."""
        parties: dict[tuple[str, ...], Entry] = {}
        leaders: dict[tuple[str, ...], str] = {}
        people: dict[tuple[str, ...], str] = {}
        places: dict[tuple[str, ...], str] = {}
        entities: dict[tuple[str, ...], str] = {}
        governs: dict[str, str] = {}
        for chapter in chapters:
            # A word list may name a state by an adjective and its people alike; the
            # first form stands, later ones only add.
            for entry in chapter.parties:
                parties.setdefault((*entry.words, entry.form), entry)
            leaders |= {
                key: c for n, c in chapter.leaders.items() if (key := skeleton(n))
            }
            people |= {
                key: s for n, s in chapter.people.items() if len(key := skeleton(n)) > 1
            }
            places |= {tuple(n.split()): c for n, c in chapter.places.items() if n}
            governs |= chapter.governs
            entities |= {tuple(n.split()): s for n, s in chapter.entities.items() if n}
        by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key, code in leaders.items():
            by_last.setdefault(key[-1], []).append((key, code))
        by_word: dict[str, list[Entry]] = {}
        for entry in parties.values():
            by_word.setdefault(entry.words[0], []).append(entry)
        return cls(
            {
                word: tuple(sorted(found, key=lambda entry: -len(entry.words)))
                for word, found in by_word.items()
            },
            {word: tuple(found) for word, found in by_last.items()},
            people,
            _by_first(places),
            _by_first(entities),
            governs,
        )

    def leader(self, name: str) -> str:
        """Give the party somebody acts for; "" if none or several could be meant."""
        key = skeleton(name)
        found = {
            code
            for known, code in self.leaders.get(key[-1] if key else "", ())
            if len(key) == 1 or known[0][:1] == key[0][:1]
        }
        return found.pop() if len(found) == 1 else ""

    def person(self, name: str) -> str:
        """Give the slug of a person on record; "" if there is none of this name."""
        return self.people.get(skeleton(name), "")


@cache
def skeleton(name: str) -> tuple[str, ...]:
    """Give what spellings of one name in any script have in common, word by word."""
    return tuple(spelling.tokens(name))


def _by_first(
    found: Mapping[tuple[str, ...], str],
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    grouped: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, meaning in found.items():
        grouped.setdefault(words[0], []).append((words, meaning))
    return {
        word: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for word, entries in grouped.items()
    }


def _split(text: str) -> tuple[str, ...]:
    """Cut a name as the tokens of an article are cut."""
    return tuple(re.sub(r"([\u2019']s)\b", r" \1", text).replace("\u2019", "'").split())


@cache
def word_lists() -> Chapter:
    """Read the word lists: states and armed groups."""
    states = json.loads((WORDS / "states.json").read_text())
    groups = json.loads((WORDS / "groups.json").read_text())
    entries = [
        Entry(_split(word), code, form)
        for code, state in states.items()
        for key, form in (
            ("names", NAME),
            ("adjectives", ADJECTIVE),
            ("people", INHABITANT),
            ("capitals", CAPITAL),
        )
        for word in state[key]
    ]
    entries += [
        Entry(_split(word), code, NAME)
        for code, group in groups.items()
        for word in group["names"]
    ]
    leaders = json.loads((WORDS / "leaders.json").read_text())
    return Chapter(
        tuple(entries),
        governs={
            group["governs"]: code
            for code, group in groups.items()
            if "governs" in group
        },
        leaders={name: code for code, names in leaders.items() for name in names},
    )


def fixtures(folder: Path) -> Chapter:
    """Read the parties of the reference data."""
    rows: list[dict[str, Any]] = json.loads((folder / "parties.json").read_text())
    return Chapter(
        tuple(
            Entry(_split(row["fields"]["name"]), row["fields"]["code"], NAME)
            for row in rows
        )
    )


def dossier(story: Mapping[str, Any]) -> Chapter:
    """Read the names of one dossier, as the YAML file gives it."""
    parties = story.get("parties") or {}
    people = story.get("people") or {}
    spellings = {slug: _names(person.get("names")) for slug, person in people.items()}
    leaders: dict[str, str] = {}
    for contact in (story.get("contacts") or {}).values():
        for part in contact.get("participants") or []:
            for name in spellings.get(part.get("party"), ()) if part.get("for") else ():
                leaders[name] = part["for"]
    return Chapter(
        tuple(
            Entry(_split(party["name"]), code, NAME)
            for code, party in parties.items()
            if party.get("name") and party.get("kind") != "person"
        ),
        leaders,
        {name: slug for slug, found in spellings.items() for name in found},
        {
            word: held["captor"]
            for held in (story.get("detentions") or {}).values()
            for word in places(held.get("place", ""))
        },
        {
            name: slug
            for slug, entity in (story.get("entities") or {}).items()
            for name in _names(entity.get("names"))
        },
    )


def places(place: str) -> list[str]:
    """Give the names within the description of a place of custody."""
    return [
        name
        for part in re.split(r"[,;()]|\bnear\b|\band\b", place)
        if (name := part.strip()) and name[0].isupper() and len(name) > 3
    ]


def _names(value: Any) -> list[str]:
    if not isinstance(value, list):
        return []
    found: list[str] = []
    for name in value:
        if isinstance(name, str):
            found.append(name)
        elif isinstance(name, dict):
            found += [name["text"]] if "text" in name else list(name.values())
    return found


def from_database() -> Gazetteer:
    """Bind the word lists and what the editors' database holds, drafts included.

    Withheld names are no part of it. Six queries.
    """
    # The engine is read without a database, by the benchmark among others.
    from exchanges.models import ContactParticipant, Detention
    from sanctions.models import EntityName
    from tracker.models import Party, PersonName

    named = list(
        PersonName.objects.exclude(person__is_name_withheld=True).values_list(
            "text", "person__slug", "person_id"
        )
    )
    by_person: dict[int, list[str]] = {}
    for text, _, person in named:
        by_person.setdefault(person, []).append(text)
    acting = ContactParticipant.objects.exclude(acting_for=None).values_list(
        "party__person_id", "acting_for__code"
    )
    held = Detention.objects.exclude(place="").values_list("place", "captor__code")
    parties = Party.objects.exclude(kind="person").values_list("name", "code")
    record = Chapter(
        tuple(Entry(_split(name), code, NAME) for name, code in parties if name),
        {
            name: code
            for person, code in acting
            for name in by_person.get(person or 0, ())
        },
        {text: slug for text, slug, _ in named},
        {name: code for place, code in held for name in places(place)},
        dict(EntityName.objects.values_list("text", "entity__slug")),
    )
    return Gazetteer.of([word_lists(), record])
