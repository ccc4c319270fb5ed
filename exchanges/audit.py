"""What an editor should look at: facts without a witness, conflicts, likely doubles.

Errors must be mended before the record can be trusted; warnings say where it is thin.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count, Q

from sanctions.models import Action, ActionCitation, Entity, EntityCitation
from tracker import published
from tracker.models import (
    Citation,
    Country,
    Party,
    Person,
    PersonCitation,
    PublishedDocument,
    Source,
    State,
)

from . import doubles, ledger
from .comparisons import CONFLICTING
from .dossiers import advice, gone, pieces, rules
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
from .remarks import Remark, name, public

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
            **{name: public(model).count() for name, model in COUNTED.items()},
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
                *_without_file(),
                *doubles.people(),
                *doubles.entities(),
                *doubles.sources(),
                *doubles.releases(d for kind, d in documents if kind == "release"),
            ],
            key=_by_record,
        ),
    )


def _by_record(remark: Remark) -> tuple[str, str, str]:
    return (remark.code, remark.record, remark.message)


def _cited_models() -> Iterator[type[models.Model]]:
    for citation in CITED:
        yield _subject(citation)


def _subject(citation: type[models.Model]) -> type[models.Model]:
    model = citation._meta.get_field("subject").related_model
    if not isinstance(model, type):
        raise AssertionError("every citation has a subject")
    return model


# Errors


def _uncited() -> Iterator[Remark]:
    """Records that no source states: it is cited nowhere, denied, or superseded."""
    states = Q(citations__stance="supports", citations__superseded_by=None)
    for model in _cited_models():
        rows = public(model)
        if model is Entity:  # a list is the source of what it lists
            rows = rows.filter(listings=None)
        if model is Linkage:
            rows = rows.select_related("concession", "counter_release", "release")
        rows = rows.annotate(witnesses=Count("citations", filter=states))
        for row in rows.filter(witnesses=0):
            yield Remark(
                "uncited",
                name(row),
                "No source cited states it: cite one, or withdraw it.",
            )


def _cohorts() -> Iterator[Remark]:
    """Siblings of one breakdown that are more than what they are parts of."""
    groups: dict[tuple[Any, ...], list[Cohort]] = defaultdict(list)
    rows = Cohort.objects.filter(release__state=State.PUBLISHED)
    for cohort in rows.select_related("release", "part_of"):
        is_alone = cohort.breakdown == Cohort.Breakdown.CATEGORY  # they may overlap
        key = (cohort.release, cohort.breakdown, cohort.part_of)
        groups[*key, cohort.label if is_alone else ""].append(cohort)
    for (release, breakdown, whole, _), cohorts in groups.items():
        for what in ("people", "remains"):
            least = sum(rules.least_of(pieces.count(one, what)) for one in cohorts)
            most = pieces.count(whole or release, what)
            if least and not rules.may_be_at_least(most, least):
                of = f"cohort {whole.label}" if whole else "the release"
                yield Remark(
                    "cohorts_exceed",
                    name(release),
                    f"Cohorts by {breakdown} hold {least} {what}, {of} only {most}.",
                )


def _refused() -> Iterator[Remark]:
    """Linkages that the loader refuses, however they came in; in no list served."""
    kind = published.KINDS["release"]
    for release in public(Release).prefetch_related(*kind.paths):
        document = dict(kind.serializer(release).data)
        for finding in ledger.findings(ledger.facts(document)):
            if finding.is_refused:
                yield Remark(
                    f"linkage_{finding.rule.value}", name(release), finding.message
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
    """Records that rest on one source alone; its copies are no others."""
    roots = _roots()
    for citation in CITED:
        witnesses: dict[int, set[int]] = defaultdict(set)
        found: models.QuerySet[Any] = citation._default_manager.all()
        found = found.filter(stance="supports", superseded_by=None)
        for subject, source in found.values_list("subject_id", "source_id"):
            witnesses[subject].add(roots[source])
        alone = [key for key, sources in witnesses.items() if len(sources) == 1]
        model = _subject(citation)
        rows = public(model).filter(pk__in=alone)
        if model is Linkage:
            rows = rows.select_related("concession", "counter_release", "release")
        for row in rows:
            yield Remark("single_source", name(row), "Rests on one source alone.")


def _roots() -> dict[int, int]:
    """Give the source that each one is derived from in the end, by primary key."""
    derived = dict(Source.objects.values_list("pk", "derived_from"))
    roots = {}
    for key in derived:
        root, seen = key, {key}
        while (above := derived[root]) is not None and above not in seen:
            root = above
            seen.add(root)
        roots[key] = root
    return roots


def _unverified() -> Iterator[Remark]:
    counts: dict[Source, int] = defaultdict(int)
    for model in CITED:
        rows = model._default_manager.filter(digest="").select_related("source")
        for citation in rows:
            counts[citation.source] += 1
    for source, count in counts.items():
        yield Remark(
            "passage_not_verified",
            name(source),
            f"{count} citations have no digest: stamp them from the text.",
        )


def _unarchived() -> Iterator[Remark]:
    for source in public(Source).filter(archive_url="").exclude(url=""):
        yield Remark(
            "no_archive", name(source), "No archive address: the page may go away."
        )


def _one_spelling() -> Iterator[Remark]:
    rows = public(Person).filter(is_name_withheld=False)
    for person in rows.annotate(spellings=Count("names")).filter(spellings=1):
        yield Remark("one_spelling", name(person), "Only one spelling is recorded.")


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
        (Release, "released_on", ""),
        (Contact, "held_on", ""),
        (Step, "happened_on", "concession__"),
    )
    for model, day, owner in dated:
        words_only = {day: "", f"{owner}state": State.PUBLISHED}
        rows = model._default_manager.exclude(**{f"{day}_text": ""})
        rows = rows.filter(**words_only)
        for value, words in rows.values_list(f"{owner}slug", f"{day}_text"):
            yield Remark(
                "date_not_resolved",
                f"{model._meta.model_name}/{value}",
                f"“{words}” is kept as words only: write what it allows as EDTF.",
            )


def _without_file() -> Iterator[Remark]:
    """Dossiers that were loaded from a file which is no longer there."""
    for slug, path in gone():
        yield Remark("file_gone", f"dossier/{slug}", f"{advice(slug, path)}.")
