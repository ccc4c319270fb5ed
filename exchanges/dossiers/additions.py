"""Write what one dossier adds to a record that another one defines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from exchanges.models import Cohort, Freed, Recognition
from tracker.models import Nationality, PersonName

from . import columns, pieces, stored
from .columns import Ids, Values
from .plan import Addition
from .records import Record
from .sections import BY_NAME, Section

# Relation that holds each sort of part, by the first word of its mark.
RELATIONS = {
    "names": "names",
    "nationality": "held_nationalities",
    "recognitions": "recognitions",
    "cohorts": "cohorts",
    "freed": "freed",
    "cite": "citations",
}


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
            elif one.mark.startswith(("cohorts ", "freed ")):
                target.make(one, ids).save()
            else:
                row = target.make(one, ids)
                new[type(row)].append(row)
        for model, rows in new.items():
            model._default_manager.bulk_create(rows)
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
        return columns.citation(
            record["cite"],
            ids,
            field=record.get("field", ""),
            value=record.get("value", ""),
        )

    def make(self, addition: Addition, ids: Ids) -> models.Model:
        """Give a new row for a part, at the end of its kind."""
        name = RELATIONS[addition.mark.partition(" ")[0]]
        relation = getattr(self.row, name)
        values = self.values(addition, ids)
        values[relation.field.attname] = self.row.pk
        if relation.model is not Nationality:
            self.last[name] = values["position"] = self.last.get(name, -1) + 1
        row: models.Model = relation.model(**values)
        return row


def _targets(section: Section, added: Iterable[Addition]) -> dict[str, _Target]:
    targets = {}
    for row in stored.rows(section, {one.key for one in added}):
        target = _Target(row)
        for name in RELATIONS.values():
            if not hasattr(row, name) or (section.name, name) == ("entities", "names"):
                continue
            parts = list(getattr(row, name).all())
            target.parts |= {mark_of(part): part for part in parts}
            positions = [getattr(part, "position", -1) for part in parts]
            target.last[name] = max(positions, default=-1)
        targets[stored.key_of(section, row)] = target
    return targets


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
    return pieces.citation_mark(row)


def _update(row: models.Model, values: Values) -> None:
    names = columns.changed(row, values)
    for name in names:
        setattr(row, name, values[name])
    if names:
        row.save(update_fields=names)


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
    due = [one for one in added if "cite" in one.record and _replaced_by(one.record)]
    if not due:
        return
    rows = {
        stored.key_of(section, row): list(row.citations.all())
        for row in stored.rows(section, {addition.key for addition in due})
    }
    for addition in due:
        others = rows[addition.key]
        own = next(o for o in others if pieces.citation_mark(o) == addition.mark)
        replacement = next(_fitting(own, others, _replaced_by(addition.record)), None)
        _update(own, {"superseded_by_id": replacement and replacement.pk})


def _fitting(own: Any, others: list[Any], passage: str) -> Iterator[Any]:
    """Give the citations of a passage: about the same field first, then general."""
    fitting = [o for o in others if o is not own and _passage(o) == passage]
    yield from sorted(fitting, key=lambda o: (o.field != own.field, o.field != ""))


def _replaced_by(record: Record) -> str:
    return str(record["cite"].get("superseded_by", ""))


def _passage(row: Any) -> str:
    return f"{row.source.slug} {row.locator}".strip()
