"""What an editor should look at: facts without a witness, conflicts, likely doubles.

Errors must be mended before the record can be trusted; warnings say where it is thin.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import combinations
from typing import Any

from django.db import models
from django.db.models import Count, Q

from sanctions.models import Action, ActionCitation, Entity, EntityCitation
from tracker import names, published
from tracker.models import (
    Citation,
    Country,
    Party,
    Person,
    PersonCitation,
    Published,
    PublishedDocument,
    Source,
    State,
)

from . import ledger
from .comparisons import CONFLICTING
from .models import (
    Cohort,
    Concession,
    ConcessionCitation,
    Contact,
    ContactCitation,
    Detention,
    DetentionCitation,
    Freed,
    Linkage,
    LinkageCitation,
    Release,
    ReleaseCitation,
    Step,
    Tally,
    TallyCitation,
    Trade,
    TradeCitation,
)

CITED: tuple[type[Citation], ...] = (
    ActionCitation,
    ConcessionCitation,
    ContactCitation,
    DetentionCitation,
    EntityCitation,
    LinkageCitation,
    PersonCitation,
    ReleaseCitation,
    TallyCitation,
    TradeCitation,
)
COUNTED: dict[str, type[models.Model]] = {
    "countries": Country,
    "parties": Party,
    "sources": Source,
    "people": Person,
    "detentions": Detention,
    "releases": Release,
    "cohorts": Cohort,
    "freed": Freed,
    "trades": Trade,
    "concessions": Concession,
    "steps": Step,
    "linkages": Linkage,
    "contacts": Contact,
    "tallies": Tally,
    "entities": Entity,
    "actions": Action,
}
Served = tuple[str, dict[str, Any]]  # kind and document
# From this likeness on two people may be one (benchmarks/names.py: .65 is the highest
# between two different people of the Belarus story).
SUSPICIOUS = 0.8


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at.

    Attributes:
        code: What sort of thing, the same word for all of a sort.
        record: ``kind/slug`` of the record.
        message: What is the matter, and what would mend it.
    """

    code: str
    record: str
    message: str


@dataclass(slots=True)
class Audit:
    """All there is to look at, and how much there is of everything."""

    counts: dict[str, int] = field(default_factory=dict)
    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:  # JSON
        """Give it as plain values."""
        return asdict(self)


def audit() -> Audit:
    """Look at every published record; queries grow with kinds, not with rows."""
    documents = [
        (kind, json.loads(bytes(body)))
        for kind, body in PublishedDocument.objects.using("public")
        .filter(kind__in=CONFLICTING)
        .order_by("kind", "slug")
        .values_list("kind", "body")
    ]
    conflicts = list(_conflicts(documents))
    return Audit(
        counts={
            **{name: _public(model).count() for name, model in COUNTED.items()},
            "citations": sum(model._default_manager.count() for model in CITED),
            "conflicts": len(conflicts),
        },
        errors=sorted([*_uncited(), *_cohorts(), *_refused()], key=_by_record),
        warnings=sorted(
            [
                *conflicts,
                *_single_source(),
                *_unverified(),
                *_unarchived(),
                *_one_spelling(),
                *_not_stated(documents),
                *_unresolved_dates(),
                *_double_people(),
                *_double_sources(),
            ],
            key=_by_record,
        ),
    )


def _by_record(remark: Remark) -> tuple[str, str, str]:
    return (remark.code, remark.record, remark.message)


def _public(model: type[models.Model]) -> "models.QuerySet[Any]":
    rows = model._default_manager.all()
    return rows.filter(state=State.PUBLISHED) if hasattr(model, "state") else rows


def _name(row: models.Model) -> str:
    slug = row.slug if isinstance(row, Published) else str(row)
    return f"{row._meta.model_name}/{slug}"


def _cited_models() -> Iterator[tuple[type[models.Model], str]]:
    for citation in CITED:
        yield citation._meta.get_field("subject").related_model, "citations"  # type: ignore[misc]  # a model


# Errors


def _uncited() -> Iterator[Remark]:
    for model, accessor in _cited_models():
        if model is Entity:  # a list is its source
            continue
        rows = _public(model).annotate(witnesses=Count(accessor)).filter(witnesses=0)
        for row in rows:
            yield Remark(
                "uncited", _name(row), "No source is cited: cite one, or withdraw it."
            )


def _cohorts() -> Iterator[Remark]:
    """Siblings of one breakdown that are more than what they are parts of."""
    sums: dict[tuple[Release, str, Cohort | None], int] = defaultdict(int)
    rows = Cohort.objects.filter(release__state=State.PUBLISHED)
    for cohort in rows.select_related("release", "part_of"):
        key = (cohort.release, cohort.breakdown, cohort.part_of)
        if cohort.breakdown == Cohort.Breakdown.CATEGORY:  # categories may overlap
            sums[key] = max(sums[key], cohort.people_min)
        else:
            sums[key] += cohort.people_min
    for (release, breakdown, whole), people in sums.items():
        most = whole.people_max if whole else release.people_max
        if most is not None and people > most:
            of = f"cohort {whole.label}" if whole else "the release"
            yield Remark(
                "cohorts_exceed",
                _name(release),
                f"Cohorts by {breakdown} hold {people} people, {of} only {most}.",
            )


def _refused() -> Iterator[Remark]:
    """Linkages that the loader refuses, however they came in; in no list served."""
    kind = published.KINDS["release"]
    for release in _public(Release).prefetch_related(*kind.paths):
        document = dict(kind.serializer(release).data)
        for finding in ledger.findings(ledger.facts(document)):
            if finding.is_refused:
                yield Remark(
                    f"linkage_{finding.rule.value}", _name(release), finding.message
                )


# Warnings


def _conflicts(documents: Iterable[Served]) -> Iterator[Remark]:
    for kind, document in documents:
        for conflict in [*ledger.conflicts(document), *ledger.denials(document)]:
            values = " / ".join(claim["value"] for claim in conflict["claims"])
            whose = "independent sources" if conflict["independent"] else "one source"
            yield Remark(
                "conflict",
                f"{kind}/{document['slug']}",
                f"{conflict['field']}: {values} ({whose}).",
            )


def _single_source() -> Iterator[Remark]:
    for model, accessor in _cited_models():
        if not issubclass(model, Published):
            continue
        rows = _public(model).annotate(
            witnesses=Count(f"{accessor}__source", distinct=True)
        )
        for row in rows.filter(witnesses=1):
            yield Remark("single_source", _name(row), "Rests on one source alone.")


def _unverified() -> Iterator[Remark]:
    counts: dict[Source, int] = defaultdict(int)
    for model in CITED:
        rows = model._default_manager.filter(digest="").select_related("source")
        for citation in rows:
            counts[citation.source] += 1
    for source, count in counts.items():
        yield Remark(
            "passage_not_verified",
            _name(source),
            f"{count} citations have no digest: stamp them from the text.",
        )


def _unarchived() -> Iterator[Remark]:
    for source in _public(Source).filter(archive_url="").exclude(url=""):
        yield Remark(
            "no_archive", _name(source), "No archive address: the page may go away."
        )


def _one_spelling() -> Iterator[Remark]:
    rows = _public(Person).filter(is_name_withheld=False)
    for person in rows.annotate(spellings=Count("names")).filter(spellings=1):
        yield Remark("one_spelling", _name(person), "Only one spelling is recorded.")


def _not_stated(documents: Iterable[Served]) -> Iterator[Remark]:
    for _, document in documents:
        answer = document.get("in_exchange", {}).get("answer")
        if answer == ledger.Answer.NOT_STATED:
            yield Remark(
                "not_stated",
                f"release/{document['slug']}",
                "No source cited says anything about a price.",
            )


def _unresolved_dates() -> Iterator[Remark]:
    dated: tuple[tuple[type[models.Model], str, str], ...] = (
        (Release, "released_on", "slug"),
        (Contact, "held_on", "slug"),
        (Step, "happened_on", "concession__slug"),
    )
    for model, name, slug in dated:
        rows = model._default_manager.filter(~Q(**{f"{name}_text": ""}), **{name: ""})
        for value, words in rows.values_list(slug, f"{name}_text"):
            yield Remark(
                "date_not_resolved",
                f"{model._meta.model_name}/{value}",
                f"“{words}” is kept as words only: write what it allows as EDTF.",
            )


def _double_people() -> Iterator[Remark]:
    people = _public(Person).filter(is_name_withheld=False).prefetch_related("names")
    spellings = {person: [n.text for n in person.names.all()] for person in people}
    for one, other in _sharing_a_key(spellings):
        likeness, left, right = max(
            (names.similarity(left, right), left, right)
            for left in spellings[one]
            for right in spellings[other]
        )
        if likeness >= SUSPICIOUS:
            yield Remark(
                "maybe_one_person",
                _name(one),
                f"“{left}” and “{right}” of {other.slug} are {likeness:.2f} alike.",
            )


def _sharing_a_key(
    spellings: dict[Person, list[str]],
) -> set[tuple[Person, Person]]:
    """Pair people who have a rare key in common; others cannot be alike enough."""
    holders: dict[str, set[Person]] = defaultdict(set)
    for person, texts in spellings.items():
        for text in texts:
            for key in names.keys(names.tokens(text)):
                if key[0] in "asj":
                    holders[key].add(person)
    return {
        pair
        for people in holders.values()
        for pair in combinations(sorted(people, key=lambda person: person.slug), 2)
    }


def _double_sources() -> Iterator[Remark]:
    seen: dict[tuple[str, str], Source] = {}
    for source in _public(Source).order_by("slug"):
        printed = (source.publisher.casefold(), source.title.casefold())
        first = seen.setdefault(printed, source)
        if first != source:
            yield Remark(
                "maybe_one_source",
                _name(source),
                f"Same publisher and title as {first.slug}.",
            )
