"""The whole state of a record as JSON: its row and all its parts.

A record's parts are the rows that PostgreSQL would delete with it, so what belongs to a
record follows from the models alone. Rows are named by table and primary key; keys come
from sequences and are never used twice, so a row that was taken back or deleted can be
written again under its own key.

Everything that compares or restores records works on these: proposals, lost updates,
history, merges.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from django.apps import apps
from django.db import connection, models
from django.db.models.fields.related import ForeignObjectRel

from .history import event_model

Values: TypeAlias = dict[str, Any]  # JSON
PACKAGES = ("tracker", "sanctions", "exchanges")
# Set once by PostgreSQL; no editor changes it.
UNSHOWN = ("id", "created_at")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A record with its parts at one moment.

    Attributes:
        label: Its model, such as ``exchanges.release``.
        key: Its primary key as text.
        rows: By model and primary key, the values of each row by field. Foreign keys
            are primary keys, dates ISO 8601, decimals text.
    """

    label: str
    key: str
    rows: Mapping[str, Mapping[str, Values]]

    @property
    def values(self) -> Values:
        """The values of the record's own row."""
        return self.rows[self.label][self.key]

    @property
    def model(self) -> type[models.Model]:
        """The record's model."""
        return apps.get_model(self.label)

    def as_json(self) -> dict[str, Any]:
        """Give it as it is stored and sent."""
        return {"label": self.label, "key": self.key, "rows": self.rows}

    @property
    def digest(self) -> str:
        """SHA-256 of its content, in hexadecimal."""
        text = json.dumps(self.as_json(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def from_json(value: Mapping[str, Any] | None) -> Snapshot | None:
    """Read what ``as_json`` gave; None stays None: there is no such record."""
    if value is None:
        return None
    return Snapshot(value["label"], value["key"], value["rows"])


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two states of a record.

    Attributes:
        label: Model of the row.
        key: Its primary key.
        field: The field that differs; "" when the whole row is new or gone.
        before: The value, or all values of a row that goes; None for a new row.
        after: Likewise.
    """

    label: str
    key: str
    field: str
    before: Any
    after: Any

    @property
    def path(self) -> tuple[str, str, str]:
        """What is changed."""
        return (self.label, self.key, self.field)

    @property
    def name(self) -> str:
        """What is changed, as one word for forms."""
        return "/".join(self.path)


# Reading


def label_of(model: type[models.Model]) -> str:
    """Name a model; a proxy by the model it stands for."""
    concrete = model._meta.concrete_model
    assert concrete is not None  # abstract models have no rows
    return concrete._meta.label_lower


def is_own(model: type[models.Model]) -> bool:
    """Tell whether a table holds what editors write and thus has a history."""
    return model._meta.app_label in PACKAGES and event_model(model) is not None


@cache
def part_relations(model: type[models.Model]) -> tuple[ForeignObjectRel, ...]:
    """Give the relations whose rows are parts of a row of ``model``."""
    return tuple(
        relation
        for relation in model._meta.related_objects
        if getattr(relation, "on_delete", None) is models.CASCADE
        and relation.related_model is not model
        and is_own(relation.related_model)  # type: ignore[arg-type]  # resolved
    )


@cache
def stored_fields(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """Give the fields of a row that do not follow from others."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if not isinstance(field, models.GeneratedField)
    )


def root_of(row: models.Model) -> models.Model:
    """Give the record that a row is a part of; the row itself if of none.

    Cost: a query for each step up that is not loaded.
    """
    if hasattr(row, "state"):
        return row
    for field in row._meta.concrete_fields:
        remote = field.remote_field
        if (
            isinstance(field, models.ForeignKey)
            and remote is not None
            and remote.on_delete is models.CASCADE
            and is_own(field.related_model)  # type: ignore[arg-type]  # resolved by now
            and field.related_model is not type(row)
            and getattr(row, field.attname) is not None
        ):
            parent: models.Model = getattr(row, field.name)
            return root_of(parent)
    return row


def take(model: type[models.Model], key: object) -> Snapshot | None:
    """Read the present state of a record from the database.

    Returns:
        None when there is no such row.

    Cost:
        One query for the row and one per kind of part.
    """
    model = apps.get_model(label_of(model))
    found: dict[str, dict[str, Values]] = {}
    own = list(_values(model, {"pk": key}))
    if not own:
        return None
    found[label_of(model)] = dict(own)
    waiting: list[tuple[Any, list[Any]]] = [(model, [key])]
    while waiting:
        parent, keys = waiting.pop(0)
        for relation in part_relations(parent):
            part: Any = relation.related_model
            where = {f"{relation.field.name}__in": keys}
            rows = dict(_values(part, where))
            if not rows:
                continue
            known = found.setdefault(label_of(part), {})
            new = [k for k in rows if k not in known]
            known |= rows
            if new:
                waiting.append((part, list(new)))
    return Snapshot(label_of(model), own[0][0], found)


def take_row(row: models.Model) -> Snapshot | None:
    """Read the present state of a row's record."""
    root = root_of(row)
    return take(type(root), root.pk)


def _values(
    model: type[models.Model], where: Mapping[str, Any]
) -> Iterator[tuple[str, Values]]:
    fields = stored_fields(model)
    rows = model._base_manager.filter(**where).order_by("pk")
    for row in rows.values_list(*(field.attname for field in fields)):
        values = {
            field.name: as_json(value) for field, value in zip(fields, row, strict=True)
        }
        yield str(values[model._meta.pk.name]), values


def as_json(value: Any) -> Any:
    """Give a field's value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


# Comparing


def changes(before: Snapshot | None, after: Snapshot | None) -> list[Change]:
    """Say what differs, field by field, the record's own row first.

    A row that is new or gone is one change.
    """
    old: Mapping[str, Mapping[str, Values]] = before.rows if before else {}
    new: Mapping[str, Mapping[str, Values]] = after.rows if after else {}
    root = (before or after).label if before or after else ""  # type: ignore[union-attr]  # one is there
    labels = sorted({*old, *new}, key=lambda label: (label != root, label))
    found = []
    for label in labels:
        left, right = old.get(label, {}), new.get(label, {})
        for key in sorted({*left, *right}, key=_order):
            found.extend(row_changes(label, key, left.get(key), right.get(key)))
    return found


def row_changes(
    label: str, key: str, before: Values | None, after: Values | None
) -> list[Change]:
    """Compare two states of one row."""
    if before == after:
        return []
    if before is None or after is None:
        return [Change(label, key, "", before, after)]
    return [
        Change(label, key, name, before.get(name), after.get(name))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def _order(key: str) -> tuple[int, str]:
    return (int(key) if key.isdecimal() else 0, key)


def changed(snapshot: Snapshot, wanted: Iterable[Change]) -> Snapshot:
    """Give a state with some changes made to it."""
    rows: dict[str, dict[str, Values]] = {
        label: {key: dict(values) for key, values in table.items()}
        for label, table in snapshot.rows.items()
    }
    for change in wanted:
        table = rows.setdefault(change.label, {})
        if change.field:
            if change.key in table:
                table[change.key][change.field] = change.after
        elif change.after is None:
            table.pop(change.key, None)
        else:
            table[change.key] = dict(change.after)
    return Snapshot(
        snapshot.label, snapshot.key, {label: t for label, t in rows.items() if t}
    )


@dataclass(frozen=True, slots=True)
class Meeting:
    """What two people did to one record, side by side.

    Attributes:
        change: The change wanted; its ``before`` is the value it was read with.
        other: What became of the same place meanwhile; None if nothing.
        is_conflict: Both changed the same place to different ends.
    """

    change: Change
    other: Change | None
    is_conflict: bool


def meet(base: Snapshot, mine: Snapshot, theirs: Snapshot) -> list[Meeting]:
    """Lay the changes from ``base`` to ``mine`` beside those from it to ``theirs``.

    What both did alike is left out; so is a new part equal to one that the other side
    has added.
    """
    others = {change.path: change for change in changes(base, theirs)}
    rows = {
        (change.label, change.key): change
        for change in others.values()
        if not change.field
    }
    touched = {
        (change.label, change.key): change for change in others.values() if change.field
    }
    added = [
        (change.label, _content(change.after))
        for change in others.values()
        if not change.field and change.before is None
    ]
    found = []
    for change in changes(base, mine):
        other = others.get(change.path)
        if other is None and change.field:  # its whole row is gone
            other = rows.get((change.label, change.key))
        elif other is None and change.after is None:  # they changed what I remove
            other = touched.get((change.label, change.key))
        if other is not None and other.path == change.path:
            if other.after == change.after:
                continue
        elif (
            not change.field
            and change.before is None
            and (change.label, _content(change.after)) in added
        ):
            continue
        found.append(Meeting(change, other, other is not None))
    return found


def _content(values: Values) -> Values:
    return {name: v for name, v in values.items() if name not in UNSHOWN}


# Writing


def put(before: Snapshot | None, after: Snapshot | None) -> None:
    """Write what differs between two states, in a fixed number of queries a table.

    Run it inside ``published.writing()``. Constraints that wait for the commit are
    checked at once, so that what cannot stand is refused here.

    Args:
        before: What the database holds now.
        after: What it shall hold.

    Raises:
        IntegrityError: A constraint forbids it.
        ProtectedError: Something else still points to a row that would go.
    """
    gone: dict[str, list[str]] = {}
    new: dict[str, list[Values]] = {}
    updates: dict[tuple[str, str], Values] = {}
    for change in changes(before, after):
        if change.field:
            updates.setdefault((change.label, change.key), {})[change.field] = (
                change.after
            )
        elif change.after is None:
            gone.setdefault(change.label, []).append(change.key)
        else:
            new.setdefault(change.label, []).append(change.after)
    root = before.label if before else ""
    for label in gone.keys() - {root}:
        apps.get_model(label)._base_manager.filter(pk__in=gone[label]).delete()
    for (label, key), values in updates.items():
        model = apps.get_model(label)
        model._base_manager.filter(pk=key).update(**_python(model, values))
    for label, rows in new.items():
        model = apps.get_model(label)
        model._base_manager.bulk_create(model(**_python(model, row)) for row in rows)
    if root in gone:  # last, when its parts have gone or moved to another record
        apps.get_model(root)._base_manager.filter(pk__in=gone[root]).delete()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _python(model: type[models.Model], values: Values) -> dict[str, Any]:
    found = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        assert isinstance(field, models.Field)  # only those are stored
        found[field.attname] = value if value is None else field.to_python(value)
    return found


def restored(snapshot: Snapshot) -> models.Model:
    """Give the record's own row as it was, unsaved."""
    return snapshot.model(**_python(snapshot.model, snapshot.values))
