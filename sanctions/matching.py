"""Which people, parties, entities and list entries a written name may mean, and why.

Names come from the index (:mod:`tracker.name_index`); other facts, such as a year of
birth, speak for or against a candidate afterwards. Everything is read through the
public role: published documents, and lists as they were published.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections

from tracker.models import PublishedDocument
from tracker.name_index import CANDIDATES, LIST, RECORD, Asker, Hit
from tracker.names import Explanation, Meeting
from tracker.published import KINDS
from tracker.transliteration import fold

from .models import PublishedListEntry

Json = dict[str, Any]

LIST_ENTRY, LISTINGS = "list_entry", "listings"
RECORD_KINDS = ("person", "party", "entity", "country")
SCOPES = ("record", "lists", "all")
SURE = 0.9  # a score from which a match counts as found, if it is alone
SURE_LEAD = 0.05  # over the next candidate
# What evidence does to a score; a wrong year speaks louder than a wrong nationality,
# since people have several and lists print few.
AGREEING = {"birth_year": 1.05, "nationality": 1.02}
CONFLICTING = {"birth_year": 0.6, "nationality": 0.9}
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_DOCUMENTS = """
    SELECT n.record_id, d.body FROM published_name n
    JOIN published_document d ON d.id = n.document_id
    WHERE n.part = %s AND n.record_id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact beside the name; ``agrees`` is null where nothing is recorded."""

    property: str
    asked: str
    recorded: tuple[str, ...]
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Match:
    """A record or list entry that a name may mean.

    Attributes:
        kind: ``person``, ``party``, ``entity``, ``country`` or ``list_entry``.
        slug: Its slug or code.
        name: What it is called; null if that is not public.
        list_code: The list of a list entry; "" for records.
        entity_kind: What a list entry or entity is, such as ``vessel``; "" for others.
        spelling: The spelling that is most alike.
        score: From 0.0 to 1.0, after all evidence.
        explanation: How the words meet.
        facts: What tells it from namesakes, in words.
        evidence: The other facts asked for.
        births: Years of birth, as far as recorded.
        nationalities: Names and codes of countries, as far as recorded.
        same_as: Keys of what is the same human being or body.
        spellings: Every spelling that is public.
    """

    kind: str
    slug: str
    name: str | None
    spelling: str
    score: float
    explanation: Explanation
    list_code: str = ""
    entity_kind: str = ""
    facts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    births: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Tell it from all others: ``people/slug``, ``listings/slug``."""
        return f"{segment(self.kind)}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Question:
    """A name, and what else is known of its bearer.

    Attributes:
        kinds: Kinds to look among; empty for all.
        entity_kinds: Of list entries and entities, what they are; empty for all.
        properties: ``birth_year`` and ``nationality`` as asked for.
    """

    name: str
    kinds: tuple[str, ...] = ()
    entity_kinds: tuple[str, ...] = ()
    scope: str = "record"
    limit: int = 10
    least: float = 0.0
    properties: tuple[tuple[str, str], ...] = ()


def segment(kind: str) -> str:
    """Give the place of a kind in addresses."""
    return LISTINGS if kind == LIST_ENTRY else KINDS[kind].segment


def match(question: Question, askers: "Askers | None" = None) -> list[Match]:
    """Find what a name may mean on the public side, best first.

    Cost:
        At most four queries for the candidates and one for each kind that is found.
    """
    askers = askers or Askers()
    hits: list[Hit] = []
    wide = max(CANDIDATES, question.limit)
    for asker in askers.of(question):
        hits += asker.find(question.name, limit=wide)
    found = [*_records(hits), *_entries(hits)]
    if question.entity_kinds:
        found = [m for m in found if m.entity_kind in ("", *question.entity_kinds)]
    weighed = [_weighed(candidate, question.properties) for candidate in found]
    kept = [m for m in weighed if m.score >= question.least and m.score > 0]
    return sorted(kept, key=order)[: question.limit]


def order(match: Match) -> tuple[float, str]:
    """Order matches: the best first, then by key."""
    return (-match.score, match.key)


def is_sure(matches: Sequence[Match]) -> bool:
    """Tell whether the first of some matches stands out; nothing may speak against it.

    An entity and the list entry it stands for are no rivals, nor are a person and the
    party that the person is.
    """
    if not matches or matches[0].score < SURE:
        return False
    first = matches[0]
    if any(evidence.agrees is False for evidence in first.evidence):
        return False
    rivals = [m for m in matches[1:] if not is_same(first, m)]
    return not rivals or first.score - rivals[0].score >= SURE_LEAD


def is_same(one: Match, other: Match) -> bool:
    """Tell whether one says that it is the other, or both that they are a third."""
    ones, others = {one.key, *one.same_as}, {other.key, *other.same_as}
    return not ones.isdisjoint(others)


class Askers:
    """The parts of the index that questions are about; each is counted once."""

    def __init__(self) -> None:
        """Start with none."""
        self._known: dict[tuple[str, ...], Asker] = {}

    def of(self, question: Question) -> list[Asker]:
        """Give those for the scope and kinds of a question."""
        asked: list[tuple[str, ...]] = []
        kinds = [k for k in RECORD_KINDS if not question.kinds or k in question.kinds]
        if question.scope != "lists" and kinds:
            asked.append(tuple(f"{RECORD}:{kind}" for kind in kinds))
        has_lists = not question.kinds or LIST_ENTRY in question.kinds
        if question.scope != "record" and has_lists:
            asked.append((f"{LIST}:*",))
        for parts in asked:
            if parts not in self._known:
                self._known[parts] = Asker(parts)
        return [self._known[parts] for parts in asked]


def by_keys(keys: Iterable[str]) -> list[Match]:
    """Fetch what keys stand for, as far as it is public; a query for each kind."""
    slugs: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        place, _, slug = key.partition("/")
        if "\x00" not in slug:
            slugs[place].append(slug)
    found: list[Match] = []
    for kind in RECORD_KINDS:
        rows = PublishedDocument.objects.using("public").filter(
            kind=kind, slug__in=slugs[segment(kind)]
        )
        for body in rows.values_list("body", flat=True):
            document = json.loads(bytes(body))
            found.append(_of_document(kind, document, _itself(document["name"])))
    entries = PublishedListEntry.objects.using("public")
    found.extend(
        _of_entry(entry, _itself(entry.name))
        for entry in entries.filter(slug__in=slugs[LISTINGS])
    )
    return found


def _itself(name: str | None) -> Hit:
    return Hit("", "", name or "", Explanation(1.0, (), (), ()))


# What the candidates are


def _records(hits: Iterable[Hit]) -> Iterator[Match]:
    by_kind: defaultdict[str, dict[str, Hit]] = defaultdict(dict)
    for hit in hits:
        place, _, kind = hit.part.partition(":")
        if place == RECORD:
            by_kind[kind][hit.record_id] = hit
    for kind, found in by_kind.items():
        for record_id, document in _documents(kind, found):
            yield _of_document(kind, document, found[record_id])


def _documents(kind: str, found: Collection[str]) -> list[tuple[str, Json]]:
    """Fetch the documents of records through the public role; one query."""
    with connections["public"].cursor() as cursor:
        cursor.execute(_DOCUMENTS, [f"{RECORD}:{kind}", list(found)])
        bodies = dict(cursor.fetchall())
    return [(key, json.loads(bytes(body))) for key, body in bodies.items()]


def _of_document(kind: str, document: Json, hit: Hit) -> Match:
    countries = document.get("nationalities", ())
    return Match(
        kind=kind,
        slug=document["slug"],
        name=document["name"],
        spelling=hit.text,
        score=hit.score,
        explanation=hit.explanation,
        entity_kind=document["kind"] if kind == "entity" else "",
        facts=tuple(_facts(kind, document)),
        nationalities=tuple(c[key] for c in countries for key in ("name", "code")),
        same_as=tuple(_same(document)),
        spellings=tuple(_spellings(document)),
    )


def _spellings(document: Json) -> list[str]:
    named = [name["text"] for name in document.get("names", ())]
    return named or [name for name in [document["name"]] if name]


def _same(document: Json) -> Iterator[str]:
    """Name the other records that say they are this one."""
    for kind in ("person", "party"):
        if document.get(kind):
            yield f"{segment(kind)}/{document[kind]['slug']}"


def _facts(kind: str, document: Json) -> Iterator[str]:
    """Say what tells a record from others of a like name."""
    if kind == "person":
        yield from (country["name"] for country in document["nationalities"])
        for held in document["detentions"]:
            if held["captor"]:
                yield f"held by {held['captor']['name']}"
        for release in document["releases"]:
            when = release["released_on"]
            yield f"freed {when['text']}" if when else "freed"
    elif kind in ("party", "entity"):
        yield document["kind"].replace("_", " ")
    if kind == "party" and document["country"]:
        yield document["country"]["name"]
    if kind == "entity":
        programmes = [entry["programme"] for entry in document["listings"]]
        yield from dict.fromkeys(p["code"] or p["name"] for p in programmes)


def _entries(hits: Iterable[Hit]) -> Iterator[Match]:
    found = {
        int(hit.record_id): hit for hit in hits if hit.part.partition(":")[0] == LIST
    }
    if not found:
        return
    entries = PublishedListEntry.objects.using("public")
    for entry in entries.filter(pk__in=list(found)):
        yield _of_entry(entry, found[entry.pk])


def _of_entry(entry: PublishedListEntry, hit: Hit) -> Match:
    births = [birth["text"] for birth in entry.births or ()]
    programmes = [programme for programme in entry.programmes or () if programme]
    return Match(
        kind=LIST_ENTRY,
        slug=entry.slug,
        name=entry.name,
        spelling=hit.text,
        score=hit.score,
        explanation=hit.explanation,
        list_code=entry.list_code,
        entity_kind=entry.kind,
        facts=(
            entry.kind,
            *programmes,
            *(f"born {birth}" for birth in births),
            *(entry.countries or ()),
            "listed" if entry.is_listed else "no longer listed",
        ),
        births=tuple(year for birth in births for year in YEAR.findall(birth)),
        nationalities=tuple(entry.countries or ()),
        same_as=(f"entities/{entry.entity_slug}",) if entry.entity_slug else (),
        spellings=tuple(name["text"] for name in entry.names or ()),
    )


# Evidence


def _weighed(candidate: Match, properties: Iterable[tuple[str, str]]) -> Match:
    """Let other facts speak for or against a candidate."""
    recorded: Mapping[str, tuple[str, ...]] = {
        "birth_year": candidate.births,
        "nationality": candidate.nationalities,
    }
    evidence, score = [], candidate.score
    for name, asked in properties:
        agrees = _agrees(name, asked, recorded[name])
        if agrees is not None:
            score *= (AGREEING if agrees else CONFLICTING)[name]
        evidence.append(Evidence(name, asked, recorded[name], agrees))
    return replace(candidate, score=min(score, 1.0), evidence=tuple(evidence))


def _agrees(name: str, asked: str, recorded: Sequence[str]) -> bool | None:
    if not recorded:
        return None
    if name == "birth_year":
        return not set(YEAR.findall(asked)).isdisjoint(recorded)
    return fold(asked).strip() in {fold(value).strip() for value in recorded}


def why(match: Match) -> str:
    """Say in a sentence why a candidate is one: words that agree, and that do not."""
    met = [_met(meeting) for meeting in match.explanation.meetings]
    parts = [f"“{match.spelling}”: {', '.join(met) or 'no word agrees'}"]
    if match.explanation.only_left:
        parts.append(f"not in it: {', '.join(match.explanation.only_left)}")
    if match.explanation.only_right:
        parts.append(f"only in it: {', '.join(match.explanation.only_right)}")
    parts += [_said(evidence) for evidence in match.evidence]
    return "; ".join(parts) + "."


def _met(meeting: Meeting) -> str:
    ways = {
        "same": "{right} is the same word",
        "given_name": "{left} and {right} are one given name",
        "sound": "{left} sounds like {right}",
        "spelling": "{left} is spelled nearly like {right}",
        "initial": "{left} and {right} share an initial",
    }
    return ways[meeting.how].format(left=meeting.left, right=meeting.right)


def _said(evidence: Evidence) -> str:
    name = evidence.property.replace("_", " ")
    if evidence.agrees is None:
        return f"no {name} is recorded"
    verb = "agrees" if evidence.agrees else "conflicts"
    return f"{name} {evidence.asked} {verb} ({', '.join(evidence.recorded)})"
