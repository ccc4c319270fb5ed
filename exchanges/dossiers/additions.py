"""Write what one dossier adds to a record that another one defines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import models

from exchanges.models import (
    Cohort,
    Concession,
    Freed,
    Recognition,
    Step,
    StepAction,
    Trade,
    TradeAction,
    TradeParty,
)
from tracker.models import Nationality, PersonName

from . import columns, pieces, stored, stories
from .columns import Ids, Values
from .ordering import APART
from .plan import Addition
from .problems import DossierError, Problem
from .records import Record
from .sections import BY_NAME, Section

# Relation that holds each sort of part, by the first word of its mark.
RELATIONS = {
    "names": "names",
    "nationality": "held_nationalities",
    "recognitions": "recognitions",
    "cohorts": "cohorts",
    "freed": "freed",
    "steps": "steps",
    "parties": "trade_parties",
    "cite": "citations",
}
RELATIONS_OF = {
    "people": ("names", "held_nationalities", "recognitions", "citations"),
    "releases": ("recognitions", "cohorts", "freed", "citations"),
    "trades": ("trade_parties", "citations"),
    "concessions": ("steps", "citations"),
}
# Written one by one: later parts lead to them.
ALONE = ("cohorts ", "freed ", "steps ")


def write_additions(additions: list[Addition], ids: Ids) -> None:
    """Write parts behind those there are.

    Cost: a fixed number of queries per section, one per part that changes, a few per
    cohort and freed person.
    """
    by_section: dict[str, list[Addition]] = defaultdict(list)
    for one in additions:
        by_section[one.section.name].append(one)
    for name, added in by_section.items():
        section = BY_NAME[name]
        targets = _targets(section, added)
        new: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        for one in added:
            target = targets[one.key]
            row = target.parts.get(one.mark)
            if row is not None:
                _update(row, target.values(one, ids))
            elif one.mark.startswith(ALONE):
                target.parts[one.mark] = row = target.make(one, ids)
                row.save()
            else:
                row = target.make(one, ids)
                new[type(row)].append(row)
        for model, rows in new.items():
            model._default_manager.bulk_create(rows)
        if section.name == "concessions":
            _tie_steps(added, targets, ids)
        if section.has_citations:
            _link(section, added)
        _join_cohorts(section, added)


@dataclass(slots=True)
class _Target:
    """A record that is added to.

    Attributes:
        parts: Its parts by their marks.
        last: By relation, the position of the last part.
    """

    row: Any
    parts: dict[str, models.Model] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def values(self, addition: Addition, ids: Ids) -> Values:
        """Give the values of the part's row, except whose it is."""
        record, part = addition.record, addition.mark.partition(" ")[0]
        if part == "names":
            return columns.name(record)
        if part == "nationality":
            return {"country_id": record["country"]}
        if part == "recognitions":
            return columns.recognition(record, ids)
        if part == "cohorts":
            return columns.cohort(record["label"], record, ids)
        if part == "freed":
            return columns.freed(record["person"], record, ids)
        if part == "steps":
            return columns.step(record, ids)
        if part == "parties":
            return columns.role(record, ids)
        if part == "actions":
            return self._act(record, ids)
        return columns.citation(
            record["cite"],
            ids,
            field=record.get("field", ""),
            value=record.get("value", ""),
        )

    def _act(self, record: Record, ids: Ids) -> Values:
        values: Values = {"action_id": ids.of("action", record["action"])}
        if "step" in record:
            values["step_id"] = self.step(record["step"]).pk
        return values

    def step(self, name: str) -> Step:
        """Find a step of the concession's own dossier by kind and date.

        Raises:
            DossierError: The checks have seen it in a file, so an editor has changed
                it.
        """
        for step in self.row.steps.all():
            is_own = step.position < APART
            if is_own and name == pieces.step_name(step.kind, step.happened_on):
                return cast(Step, step)
        message = f"an editor changed {name} of {self.row.slug}; load with --theirs"
        raise DossierError([Problem("the database", 0, "", message)])

    def make(self, addition: Addition, ids: Ids) -> models.Model:
        """Give a new row for a part, at the end of its kind."""
        part = addition.mark.partition(" ")[0]
        values = self.values(addition, ids)
        if part == "actions":
            return self._new_act(values)
        name = RELATIONS[part]
        relation = getattr(self.row, name)
        values[relation.field.attname] = self.row.pk
        if relation.model is not Nationality:
            least = APART - 1 if part == "steps" else -1
            last = max(self.last.get(name, -1), least)
            self.last[name] = values["position"] = last + 1
        row: models.Model = relation.model(**values)
        return row

    def _new_act(self, values: Values) -> models.Model:
        """Tie an act to a step or to a trade, behind those there are."""
        step = values.get("step_id")
        known = self.row.trade_actions.count() if step is None else 0
        if step is not None:
            known = StepAction.objects.filter(step=step).count()
        place = f"acts of {step}"
        self.last[place] = values["position"] = self.last.get(place, known - 1) + 1
        if step is not None:
            return StepAction(**values)
        return TradeAction(trade_id=self.row.pk, **values)


def _targets(section: Section, added: Iterable[Addition]) -> dict[str, _Target]:
    targets = {}
    rows = stored.by_key(section, {one.key for one in added})
    for key, row in rows.items():
        target = _Target(row)
        for name in RELATIONS_OF.get(section.name, ("citations",)):
            parts = list(getattr(row, name).all())
            target.parts |= {mark_of(part): part for part in parts}
            positions = [getattr(part, "position", -1) for part in parts]
            target.last[name] = max(positions, default=-1)
        for act in _acts(row):
            target.parts[mark_of(act)] = act
        targets[key] = target
    return targets


def _acts(row: Any) -> Iterator[models.Model]:
    """Give the acts that are tied to a trade, or to the steps of a concession."""
    if isinstance(row, Trade):
        yield from row.trade_actions.all()
    if isinstance(row, Concession):
        for step in row.steps.all():
            yield from step.step_actions.all()


def mark_of(row: Any) -> str:
    """Name a part of a record by what makes it one."""
    if isinstance(row, PersonName):
        return pieces.mark("names", row.text)
    if isinstance(row, Nationality):
        return pieces.mark("nationality", row.country_id)
    if isinstance(row, Recognition):
        return pieces.mark("recognitions", row.kind, pieces.code(row.by))
    if isinstance(row, Cohort):
        return pieces.mark("cohorts", row.label)
    if isinstance(row, Freed):
        return pieces.mark("freed", row.person.slug)
    if isinstance(row, Step):
        return pieces.step_mark(row)
    if isinstance(row, StepAction):
        return pieces.act_mark(row)
    if isinstance(row, TradeParty):
        return pieces.role_mark(row)
    if isinstance(row, TradeAction):
        return pieces.mark("actions", row.action.slug)
    return pieces.citation_mark(row)


def _update(row: models.Model, values: Values) -> None:
    names = columns.changed(row, values)
    for name in names:
        setattr(row, name, values[name])
    if names:
        row.save(update_fields=names)


def _tie_steps(added: list[Addition], targets: dict[str, _Target], ids: Ids) -> None:
    """Write what belongs to added steps: the acts, and the citations."""
    for addition in added:
        if not addition.mark.startswith("steps "):
            continue
        target = targets[addition.key]
        step = cast(Step, target.parts[addition.mark])
        _set_acts(step, addition.record.get("actions", ()), ids)
        _set_citations(target, step, addition.record.get("cite", ()), ids)


def _set_acts(step: Step, slugs: Iterable[str], ids: Ids) -> None:
    wanted = {ids.of("action", slug): place for place, slug in enumerate(slugs)}
    for row in step.step_actions.all():
        if row.action_id not in wanted:
            row.delete()
        else:
            _update(row, {"position": wanted.pop(row.action_id)})
    StepAction.objects.bulk_create(
        StepAction(step=step, action_id=action, position=place)
        for action, place in wanted.items()
    )


def _set_citations(
    target: _Target, step: Step, cites: Iterable[Record], ids: Ids
) -> None:
    field = f"steps.{step.position}"
    known = {
        pieces.citation_mark(row): row
        for row in target.row.citations.filter(field=field, value="").select_related(
            "source", "speaker"
        )
    }
    for cite in cites:
        values = columns.citation(cite, ids, field=field)
        row = known.pop(stories.cite_mark({"cite": cite, "field": field}), None)
        if row is None:
            position = target.last["citations"] = target.last["citations"] + 1
            row = target.row.citations.create(**values, position=position)
        else:
            _update(row, values)
        others = list(target.row.citations.select_related("source"))
        own = next(one for one in others if one.pk == row.pk)
        replacement = next(_fitting(own, others, cite.get("superseded_by", "")), None)
        _update(own, {"superseded_by_id": replacement and replacement.pk})
    for row in known.values():
        row.delete()


def _join_cohorts(section: Section, added: list[Addition]) -> None:
    """Put added cohorts into larger ones, and added people into cohorts."""
    for addition in added:
        record = addition.record
        if addition.mark.startswith("cohorts "):
            cohorts = Cohort.objects.filter(release__slug=addition.key)
            parent = cohorts.filter(label=record.get("part_of", "")).first()
            cohort = cohorts.get(label=record["label"])
            _update(cohort, {"part_of_id": parent.pk if parent else None})
    for addition in added:
        record = addition.record
        if addition.mark.startswith("freed "):
            cohorts = Cohort.objects.filter(release__slug=addition.key)
            freed = Freed.objects.get(
                release__slug=addition.key, person__slug=record["person"]
            )
            freed.cohorts.set(cohorts.filter(label__in=record.get("cohorts", ())))


def _link(section: Section, added: list[Addition]) -> None:
    """Point added claims to the citations that replace them."""
    claims = [one for one in added if one.mark.startswith("cite ")]
    due = [one for one in claims if _replaced_by(one.record)]
    if not due:
        return
    found = stored.by_key(section, {addition.key for addition in due})
    rows = {key: list(row.citations.all()) for key, row in found.items()}
    for addition in due:
        others = rows[addition.key]
        own = next(o for o in others if pieces.citation_mark(o) == addition.mark)
        replacement = next(_fitting(own, others, _replaced_by(addition.record)), None)
        _update(own, {"superseded_by_id": replacement and replacement.pk})


def _fitting(own: Any, others: list[Any], passage: str) -> Iterator[Any]:
    """Give the citations of a passage: about the same field first, then general."""
    if not passage:
        return
    fitting = [o for o in others if o is not own and _passage(o) == passage]
    yield from sorted(fitting, key=lambda o: (o.field != own.field, o.field != ""))


def _replaced_by(record: Record) -> str:
    return str(record["cite"].get("superseded_by", ""))


def _passage(row: Any) -> str:
    return f"{row.source.slug} {row.locator}".strip()
