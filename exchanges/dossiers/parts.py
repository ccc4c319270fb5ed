"""The rows of a record's parts: each is kept, changed, added or removed by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import F

from exchanges.models import (
    Cohort,
    CohortMember,
    ConcessionParty,
    ContactParticipant,
    Freed,
    Recognition,
    ReleaseParty,
    Step,
    StepAction,
    TradeAction,
    TradeParty,
)
from sanctions.models import ActionEntity, EntityName, Identifier
from tracker.models import Nationality, PersonName

from . import columns
from .columns import Ids, Values
from .ordering import APART
from .pieces import act_mark, mark, role_mark, step_mark
from .records import Record
from .sections import Section

Identity = tuple[Any, ...]
Keeps = Callable[[models.Model], bool]


@dataclass(slots=True)
class Owner:
    """A record whose parts are being written.

    Attributes:
        key: Primary key of its row.
        added: Marks of parts that other dossiers added; they stay.
        places: Primary keys of its parts, by table and identity, as they are written.
    """

    key: int
    record: Record
    is_new: bool
    added: frozenset[str] = frozenset()
    places: dict[type[models.Model], dict[Identity, int]] = field(default_factory=dict)

    def place(self, model: type[models.Model], *identity: Any) -> int:
        """Give the primary key of a part written before; its count is 0."""
        return self.places[model][(*identity, 0)]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of parts.

    Attributes:
        path: From a row of it to the record's row.
        identity: Columns that name a row within its record; equal ones are counted.
        rows: Gives the values of all rows of a record; None leaves them alone.
        mark: Names a row that another dossier may have added.
        is_apart: Tells a row that belongs to a step which is set apart.
        later: Values that point within the table, by identity; written last.
    """

    model: type[models.Model]
    path: str
    identity: tuple[str, ...]
    rows: Callable[[Owner, Ids], list[Values] | None]
    mark: Callable[[Any], str] | None = None
    is_apart: Callable[[Any], bool] | None = None
    later: Callable[[Owner], dict[Identity, Values]] | None = None


def tables_of(section: Section) -> Iterable[Table]:
    """Give the tables of a section's parts, in the order they are written."""
    return TABLES.get(section.name, ())


def sync(table: Table, owners: list[Owner], ids: Ids) -> None:
    """Make the rows of one table what the records say.

    Cost: one query for the rows there are, one per batch of new rows and of rows that
    go, one per row that changes.
    """
    existing = _existing(table, owners)
    new: list[tuple[Owner, Identity, models.Model]] = []
    gone: list[Any] = []
    for owner in owners:
        wanted = table.rows(owner, ids)
        places = owner.places.setdefault(table.model, {})
        if wanted is None:
            continue
        known = existing.get(owner.key, {})
        changes: list[tuple[models.Model, Values]] = []
        for identity, values in _identified(wanted, table.identity):
            row = known.pop(identity, None)
            if row is None:
                new.append((owner, identity, table.model(**values)))
                continue
            places[identity] = row.pk
            if columns.changed(row, values):
                changes.append((row, values))
        gone += [row.pk for row in known.values()]
        _change(changes)
    if gone:
        table.model._default_manager.filter(pk__in=gone).delete()
    created = table.model._default_manager.bulk_create([row for *_, row in new])
    for (owner, identity, _), row in zip(new, created, strict=True):
        owner.places[table.model][identity] = row.pk
    if table.later is not None:
        _link(table, owners)


def _is_added(table: Table, added: frozenset[str], row: models.Model) -> bool:
    """Tell whether a row is another dossier's, so that it stays as it is."""
    if not added:
        return False
    if table.is_apart is not None and table.is_apart(row):
        return True
    return table.mark is not None and table.mark(row) in added


def _existing(
    table: Table, owners: list[Owner]
) -> dict[int, dict[Identity, models.Model]]:
    added = {owner.key: owner.added for owner in owners if not owner.is_new}
    if not added:
        return {}
    rows = table.model._default_manager.filter(**{f"{table.path}__in": added}).annotate(
        record_key=F(table.path)
    )
    found: dict[int, dict[Identity, models.Model]] = {}
    counts: dict[Identity, int] = {}
    for row in rows.order_by(*map(str, table.model._meta.ordering or ())):
        owner_key = row.record_key
        if _is_added(table, added[owner_key], row):
            continue
        identity = tuple(getattr(row, column) for column in table.identity)
        count = counts.get((owner_key, *identity), 0)
        counts[(owner_key, *identity)] = count + 1
        found.setdefault(owner_key, {})[(*identity, count)] = row
    return found


def _identified(
    rows: list[Values], names: tuple[str, ...]
) -> Iterable[tuple[Identity, Values]]:
    counts: dict[Identity, int] = {}
    for values in rows:
        identity = tuple(values[name] for name in names)
        count = counts.get(identity, 0)
        counts[identity] = count + 1
        yield (*identity, count), values


def _change(changes: list[tuple[models.Model, Values]]) -> None:
    # What stops being the main name goes first: there is one main name at a time.
    for row, values in sorted(changes, key=lambda c: c[1].get("kind") == "main"):
        names = columns.changed(row, values)
        for name in names:
            setattr(row, name, values[name])
        row.save(update_fields=names)


def _link(table: Table, owners: list[Owner]) -> None:
    if table.later is None:
        return
    wanted = {
        owner.places[table.model][identity]: values
        for owner in owners
        for identity, values in table.later(owner).items()
        if identity in owner.places.get(table.model, {})
    }
    for row in table.model._default_manager.filter(pk__in=wanted):
        names = columns.changed(row, wanted[row.pk])
        if names:
            for name in names:
                setattr(row, name, wanted[row.pk][name])
            row.save(update_fields=names)


# What the parts of each section are


def _names(owner: Owner, ids: Ids) -> list[Values] | None:
    names = owner.record.get("names", [])
    if names == "withheld":
        return None  # an editor may have recorded spellings that no file may hold
    return [
        {"person_id": owner.key, **columns.name(name), "position": position}
        for position, name in enumerate(names)
    ]


def _nationalities(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {"person_id": owner.key, "country_id": ids.of("country", code)}
        for code in owner.record.get("nationality", ())
    ]


def _recognitions(column: str) -> Callable[[Owner, Ids], list[Values]]:
    def rows(owner: Owner, ids: Ids) -> list[Values]:
        return [
            {column: owner.key, **columns.recognition(one, ids), "position": position}
            for position, one in enumerate(owner.record.get("recognitions", ()))
        ]

    return rows


def _cohort_recognitions(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {
            "cohort_id": owner.place(Cohort, label),
            **columns.recognition(one, ids),
            "position": position,
        }
        for label, cohort in owner.record.get("cohorts", {}).items()
        for position, one in enumerate(cohort.get("recognitions", ()))
    ]


def _entity_names(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {
            "entity_id": owner.key,
            "text": name["text"],
            "script": name["script"],
            "position": position,
        }
        for position, name in enumerate(owner.record.get("names", ()))
    ]


def _identifiers(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {"entity_id": owner.key, "kind": one["kind"], "value": one["value"]}
        for one in owner.record.get("identifiers", ())
    ]


def _named(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {"action_id": owner.key, "entity_id": ids.of("entity", slug)}
        for slug in owner.record.get("entities", ())
    ]


def _trade_parties(owner: Owner, ids: Ids) -> list[Values]:
    roles = [
        (role, code, is_disputed)
        for is_disputed, key in ((False, "parties"), (True, "disputed"))
        for role, codes in owner.record.get(key, {}).items()
        for code in codes
    ]
    return [
        {
            "trade_id": owner.key,
            "party_id": ids.of("party", code),
            "role": role,
            "is_disputed": is_disputed,
            "position": position,
        }
        for position, (role, code, is_disputed) in enumerate(roles)
    ]


def _trade_actions(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {
            "trade_id": owner.key,
            "action_id": ids.of("action", slug),
            "position": position,
        }
        for position, slug in enumerate(owner.record.get("actions", ()))
    ]


def _roles(column: str, *names: str) -> Callable[[Owner, Ids], list[Values]]:
    def rows(owner: Owner, ids: Ids) -> list[Values]:
        roles = [(n, code) for n in names for code in owner.record.get(n, ())]
        return [
            {
                column: owner.key,
                "party_id": ids.of("party", code),
                "role": role,
                "position": position,
            }
            for position, (role, code) in enumerate(roles)
        ]

    return rows


def _participants(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {
            "contact_id": owner.key,
            "party_id": ids.of("party", one["party"]),
            "title": one.get("title", ""),
            "acting_for_id": ids.of("party", one.get("for")),
            "position": position,
        }
        for position, one in enumerate(owner.record.get("participants", ()))
    ]


def _cohorts(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {
            "release_id": owner.key,
            **columns.cohort(label, cohort, ids),
            "position": position,
        }
        for position, (label, cohort) in enumerate(
            owner.record.get("cohorts", {}).items()
        )
    ]


def _cohort_links(owner: Owner) -> dict[Identity, Values]:
    return {
        (label, 0): {
            "part_of_id": owner.place(Cohort, cohort["part_of"])
            if "part_of" in cohort
            else None
        }
        for label, cohort in owner.record.get("cohorts", {}).items()
    }


def _freed(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {
            "release_id": owner.key,
            **columns.freed(person, part, ids),
            "position": position,
        }
        for position, (person, part) in enumerate(owner.record.get("freed", {}).items())
    ]


def _members(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {
            "freed_id": owner.place(Freed, ids.of("person", person)),
            "cohort_id": owner.place(Cohort, label),
        }
        for person, part in owner.record.get("freed", {}).items()
        for label in part.get("cohorts", ())
    ]


def _steps(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {"concession_id": owner.key, **columns.step(step, ids), "position": position}
        for position, step in enumerate(owner.record.get("steps", ()))
    ]


def _step_actions(owner: Owner, ids: Ids) -> list[Values]:
    rows, seen = [], dict[str, int]()
    for step in owner.record.get("steps", ()):
        kind = step["kind"]
        count = seen.get(kind, 0)
        seen[kind] = count + 1
        rows += [
            {
                "step_id": owner.places[Step][(kind, count)],
                "action_id": ids.of("action", slug),
                "position": position,
            }
            for position, slug in enumerate(step.get("actions", ()))
        ]
    return rows


def _recognition_mark(row: Any) -> str:
    return mark("recognitions", row.kind, row.by.code if row.by else "")


def _cohort_mark(row: Any) -> str:
    return mark("cohorts", row.label)


def _freed_mark(row: Any) -> str:
    return mark("freed", row.person.slug)


TABLES: Mapping[str, tuple[Table, ...]] = {
    "people": (
        Table(
            PersonName,
            "person",
            ("text",),
            _names,
            mark=lambda row: mark("names", row.text),
        ),
        Table(
            Nationality,
            "person",
            ("country_id",),
            _nationalities,
            mark=lambda row: mark("nationality", row.country_id),
        ),
        Table(
            Recognition,
            "person",
            ("kind", "by_id"),
            _recognitions("person_id"),
            mark=_recognition_mark,
        ),
    ),
    "entities": (
        Table(EntityName, "entity", ("text",), _entity_names),
        Table(Identifier, "entity", ("kind", "value"), _identifiers),
    ),
    "actions": (Table(ActionEntity, "action", ("entity_id",), _named),),
    "trades": (
        Table(
            TradeParty,
            "trade",
            ("party_id", "role"),
            _trade_parties,
            mark=role_mark,
        ),
        Table(
            TradeAction,
            "trade",
            ("action_id",),
            _trade_actions,
            mark=lambda row: mark("actions", row.action.slug),
        ),
    ),
    "contacts": (Table(ContactParticipant, "contact", ("party_id",), _participants),),
    "concessions": (
        Table(
            ConcessionParty,
            "concession",
            ("party_id", "role"),
            _roles("concession_id", "co_giver", "receiver", "beneficiary", "holder"),
        ),
        Table(
            Step,
            "concession",
            ("kind",),
            _steps,
            mark=step_mark,
            is_apart=lambda row: row.position >= APART,
        ),
        Table(
            StepAction,
            "step__concession",
            ("step_id", "action_id"),
            _step_actions,
            mark=act_mark,
            is_apart=lambda row: row.step.position >= APART,
        ),
    ),
    "releases": (
        Table(
            ReleaseParty,
            "release",
            ("party_id", "role"),
            _roles("release_id", "received_by", "on_behalf_of"),
        ),
        Table(
            Cohort,
            "release",
            ("label",),
            _cohorts,
            mark=_cohort_mark,
            later=_cohort_links,
        ),
        Table(Freed, "release", ("person_id",), _freed, mark=_freed_mark),
        Table(
            CohortMember,
            "freed__release",
            ("freed_id", "cohort_id"),
            _members,
            mark=lambda row: _freed_mark(row.freed),
        ),
        Table(
            Recognition,
            "release",
            ("kind", "by_id"),
            _recognitions("release_id"),
            mark=_recognition_mark,
        ),
        Table(
            Recognition,
            "cohort__release",
            ("cohort_id", "kind", "by_id"),
            _cohort_recognitions,
            mark=lambda row: _cohort_mark(row.cohort),
        ),
    ),
}
