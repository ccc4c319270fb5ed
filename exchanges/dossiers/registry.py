"""What is kept of each dossier that has been loaded; and what goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone

from tracker.models import Dossier, DossierRecord, Party

from . import pieces, stored
from .columns import INNER_LINKS
from .ordering import APART
from .plan import Plan, Removal
from .problems import DossierError, Problem
from .sections import SECTIONS, Section
from .stories import Loaded

# From a part to the record that it belongs to, the nearest first.
SHOWN_AT_MOST = 8  # of what still refers to a record
OWNERS = (
    *("subject", "release", "concession", "contact", "trade", "freed", "step"),
    *("person", "action", "entity"),
)


def record_loaded(plan: Plan) -> None:
    """Keep the digests of what has been written.

    Cost: four queries per dossier at most, one per record whose digest changed.
    """
    now = timezone.now()
    slugs = [story.slug for story in plan.stories]
    for story in plan.stories:
        Dossier.objects.update_or_create(
            slug=story.slug, defaults={**asdict(story.file.reading), "loaded_at": now}
        )
    dossiers = {d.slug: d for d in Dossier.objects.filter(slug__in=slugs)}
    rows = DossierRecord.objects.filter(dossier__slug__in=slugs).select_related(
        "dossier"
    )
    known = {(row.dossier.slug, row.section, row.slug): row for row in rows}
    wanted = {
        (slug, *key): value
        for slug, kept in plan.digests.items()
        for key, value in kept.items()
    }
    gone = [row.pk for key, row in known.items() if key not in wanted]
    DossierRecord.objects.filter(pk__in=gone).delete()
    changed = []
    for key, (digest, is_addition) in wanted.items():
        row = known.get(key)
        if row and (row.digest, row.is_addition) != (digest, is_addition):
            row.digest, row.is_addition = digest, is_addition
            changed.append(row)
    # A record that moves to another dossier leaves its old home first.
    changed.sort(key=lambda row: not row.is_addition)
    for is_home in (False, True):
        part = [row for row in changed if row.is_addition is not is_home]
        DossierRecord.objects.bulk_update(part, ["digest", "is_addition"])
    DossierRecord.objects.bulk_create(
        DossierRecord(
            dossier=dossiers[slug],
            section=section,
            slug=kept_as,
            digest=digest,
            is_addition=is_addition,
        )
        for (slug, section, kept_as), (digest, is_addition) in wanted.items()
        if (slug, section, kept_as) not in known
    )
    _hand_over(plan)


def forget(plan: Plan) -> None:
    """Forget dossiers whose records have been removed."""
    Dossier.objects.filter(slug__in=[story.slug for story in plan.stories]).delete()
    _hand_over(plan)


def _hand_over(plan: Plan) -> None:
    """Make another dossier that says the same the home of a source or party."""
    for (section, key), slug in plan.taken_over.items():
        DossierRecord.objects.filter(
            Q(slug=key) | Q(slug__startswith=f"{key} "),
            dossier__slug=slug,
            section=section,
        ).update(is_addition=False)


def remove(plan: Plan) -> None:
    """Delete what its dossier no longer has: parts, then records that point to others.

    Raises:
        DossierError: Something else still refers to one of them; all are named.
    """
    for removal in plan.removals:
        if removal.mark:
            _remove_part(removal)
    problems: list[Problem] = []
    for section in reversed(SECTIONS):
        going = [r for r in plan.removals if not r.mark and r.section is section]
        problems += _remove_rows(section, going, plan)
    if problems:
        raise DossierError(problems)
    _remove_idle_parties(plan)


def _remove_part(removal: Removal) -> None:
    part = removal.mark.partition(" ")[0]
    row, record = removal.row, removal.record
    if part == "cite":
        for one in row.citations.all():
            if pieces.citation_mark(one) == removal.mark:
                one.delete()
    elif part == "names":
        row.names.filter(text=record["text"]).delete()
    elif part == "nationality":
        row.held_nationalities.filter(country=record["country"]).delete()
    elif part == "steps":
        _remove_step(row, removal.mark)
    elif part == "actions" and "step" in record:
        for step in row.steps.order_by("position"):  # as they are by now
            if pieces.step_name(step.kind, step.happened_on) == record["step"]:
                step.step_actions.filter(action__slug=record["action"]).delete()
    elif part == "actions":
        row.trade_actions.filter(action__slug=record["action"]).delete()
    elif part == "parties":
        found = row.trade_parties.filter(role=record["role"])
        found.filter(party__code=record["party"]).delete()
    elif part == "cohorts":
        row.cohorts.filter(label=record["label"]).delete()
    elif part == "freed":
        row.freed.filter(person__slug=record["person"]).delete()
    else:
        found = row.recognitions.filter(kind=record["as"])
        by = record.get("by")
        (found.filter(by__code=by) if by else found.filter(by=None)).delete()


def _remove_step(concession: Any, mark: str) -> None:
    """Delete an added step, and what is said about it."""
    for step in concession.steps.filter(position__gte=APART).select_related("by"):
        if pieces.step_mark(step) == mark:
            field = f"steps.{step.position}"
            concession.citations.filter(
                Q(field=field) | Q(field__startswith=f"{field}.")
            ).delete()
            step.delete()


def _remove_rows(
    section: Section, going: list[Removal], plan: Plan
) -> Iterator[Problem]:
    # Rows that go together may point to each other, which PROTECT does not forgive.
    links = dict.fromkeys(INNER_LINKS.get(section.name, ()))
    rows = section.model._default_manager.filter(pk__in=[r.row.pk for r in going])
    if links and going:
        rows.update(**links)
    for removal in going:
        try:
            with transaction.atomic():
                if section.name == "people":
                    _party_of(removal, plan.loaded).delete()
                rows.filter(pk=removal.row.pk).delete()
        except ProtectedError as error:
            names = _dependants(error.protected_objects, plan)
            if names:
                yield removal.story.problem((), _still_needed(removal, names))


def _party_of(removal: Removal, loaded: Loaded) -> models.QuerySet[Party]:
    """Find the party that a person became because some record named them as one."""
    party = Party.objects.filter(person=removal.row.pk)
    if ("parties", removal.key) in loaded.homes:
        return party.none()
    return party


def _dependants(protected: Iterable[models.Model], plan: Plan) -> list[str]:
    """Name what refers to a row, less what is to be removed too."""
    going = {f"{r.section.name}.{r.key}" for r in plan.removals if not r.mark}
    named = {described(row) for row in protected} - going
    return sorted(named)


def _still_needed(removal: Removal, names: list[str]) -> str:
    shown = ", ".join(names[:SHOWN_AT_MOST])
    more = len(names) - SHOWN_AT_MOST
    return (
        f"{removal.section.name}.{removal.key} cannot be removed: {shown}"
        + (f" and {more} more" if more > 0 else "")
        + f" still {'refers' if len(names) == 1 else 'refer'} to it"
    )


def described(row: models.Model) -> str:
    """Name a row by the record it belongs to, as ``releases.<slug>``."""
    for section in SECTIONS:
        if type(row) is section.model:
            return f"{section.name}.{stored.key_of(section, row)}"
    for name in OWNERS:
        owner = getattr(row, name, None)
        if isinstance(owner, models.Model):
            return described(owner)
    return str(row._meta.verbose_name)


def _remove_idle_parties(plan: Plan) -> None:
    """Delete parties that stood for people only because a removed record named them."""
    named = {name for r in plan.removals for name in _texts(r.record)}
    idle = Party.objects.filter(
        code__in=named, kind=Party.Kind.PERSON, name="", note=""
    )
    for party in idle:
        if ("parties", party.code) in plan.loaded.homes:
            continue
        try:
            with transaction.atomic():
                party.delete()
        except ProtectedError:
            continue  # somebody still names them


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield key
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
