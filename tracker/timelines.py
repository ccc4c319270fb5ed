"""The history of a record, read from the events that triggers leave.

Nothing else is asked: bulk loads and SQL by hand are in it like what the admin saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from .history import event_model
from .snapshots import (
    Change,
    Snapshot,
    Values,
    as_json,
    label_of,
    part_relations,
    row_changes,
    stored_fields,
)

BY_HAND = "database by hand"
DOSSIERS_NAMED = 3  # of those loaded together


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row.

    Attributes:
        label: Its model.
        key: Its primary key.
        before: All its values before; None if it was not part of the record.
        after: All its values after; None if it no longer is.
    """

    label: str
    key: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened to a record in one transaction.

    Attributes:
        key: Names the entry in forms.
        at: When the transaction began (UTC).
        who: A user's name, a command, or that SQL was written by hand.
        why: The reason given; "" if none.
        rows: What happened to each row.
    """

    key: str
    at: datetime
    who: str
    why: str
    rows: tuple[RowChange, ...]

    @property
    def changes(self) -> list[Change]:
        """What happened, field by field."""
        return [
            change
            for row in self.rows
            for change in row_changes(row.label, row.key, row.before, row.after)
        ]


@dataclass(frozen=True, slots=True)
class _Event:
    """One event of one row; ``values`` are None after a deletion."""

    label: str
    key: str
    number: int
    at: datetime
    context: str
    metadata: Mapping[str, Any]
    values: Values | None


def timeline(model: type[models.Model], key: object) -> list[Entry]:
    """Give all that happened to a record and its parts, oldest first.

    Rows that have been deleted since, or given to another record, are in it.

    Cost:
        Two queries per kind of part, one for the users.
    """
    events = _events(apps.get_model(label_of(model)), str(key))
    groups: dict[tuple[datetime, str], list[RowChange]] = {}
    about: dict[tuple[datetime, str], Mapping[str, Any]] = {}
    last: dict[tuple[str, str], Values | None] = {}
    for event in sorted(events, key=lambda e: (e.label, int(e.number))):
        row = (event.label, event.key)
        before = last.get(row)
        last[row] = event.values
        if before == event.values:
            continue
        group = (event.at, event.context)
        about[group] = event.metadata
        groups.setdefault(group, []).append(
            RowChange(event.label, event.key, before, event.values)
        )
    names = _user_names(about.values())
    return [
        Entry(
            f"{at.isoformat()}~{context}",
            at,
            who(about[at, context], names),
            why(about[at, context]),
            tuple(groups[at, context]),
        )
        for at, context in sorted(groups)
    ]


def state_after(
    model: type[models.Model], key: object, entries: Sequence[Entry]
) -> Snapshot | None:
    """Replay entries; give the record as they left it, None if it was not there."""
    rows: dict[str, dict[str, Values]] = {}
    for entry in entries:
        for change in entry.rows:
            table = rows.setdefault(change.label, {})
            if change.after is None:
                table.pop(change.key, None)
            else:
                table[change.key] = change.after
    label = label_of(model)
    if str(key) not in rows.get(label, {}):
        return None
    return Snapshot(label, str(key), {name: t for name, t in rows.items() if t})


def deleted(model: type[models.Model]) -> list[tuple[str, str, datetime]]:
    """Give records that are no longer there: key, what it was called, and when.

    The last deleted first; one query.
    """
    events: Any = event_model(model)
    if events is None:
        return []
    name = next(
        n for n in ("slug", "code", "id") if n in {f.name for f in stored_fields(model)}
    )
    gone = (
        events._base_manager.filter(pgh_label="delete")
        .exclude(pgh_obj_id__in=model._base_manager.values("pk"))
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
        .values_list("pgh_obj_id", name, "pgh_created_at")
    )
    found = [(str(key), str(called), at) for key, called, at in gone]
    return sorted(found, key=lambda row: row[2], reverse=True)


def who(metadata: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Say who made a change, from what is kept with it."""
    user = metadata.get("user")
    name = names.get(user) if user is not None else None
    name = name or metadata.get("name")
    parts = [str(name)] if name else []
    if metadata.get("command"):
        command = str(metadata["command"])
        slugs = metadata.get("dossiers", ())
        dossiers = ", ".join(slugs[:DOSSIERS_NAMED])
        if len(slugs) > DOSSIERS_NAMED:
            dossiers += f" and {len(slugs) - DOSSIERS_NAMED} more"
        parts.append(f"{command} ({dossiers})" if dossiers else command)
    if metadata.get("proposed_by"):
        parts.append(f"proposed by {metadata['proposed_by']}")
    return ", ".join(parts) or BY_HAND


def why(metadata: Mapping[str, Any]) -> str:
    """Say why a change was made, if somebody said so."""
    return str(metadata.get("why") or "")


def _user_names(about: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    keys = {data["user"] for data in about if data.get("user") is not None}
    users = get_user_model()._default_manager.filter(pk__in=keys)
    return {user.pk: user.get_username() for user in users}


def _events(root: type[models.Model], key: str) -> Iterator[_Event]:
    """Give the events of a record's row and of every row that was ever its part."""
    ever: dict[str, set[str]] = {label_of(root): {key}}
    order: list[type[models.Model]] = [root]
    waiting = [root]
    while waiting:
        parent = waiting.pop(0)
        for relation in part_relations(parent):
            part: Any = relation.related_model
            events: Any = event_model(part)
            if events is None:
                continue
            name = f"{relation.field.attname}__in"
            keys = events._base_manager.filter(**{name: list(ever[label_of(parent)])})
            found = {str(k) for k in keys.values_list("pgh_obj_id", flat=True)}
            known = ever.setdefault(label_of(part), set())
            if found - known:
                known |= found
                waiting.append(part)
                if part not in order:
                    order.append(part)
    for model in order:
        yield from _events_of(model, ever)


def _events_of(
    model: type[models.Model], ever: Mapping[str, set[str]]
) -> Iterator[_Event]:
    events: Any = event_model(model)
    if events is None:
        return
    label = label_of(model)
    fields = stored_fields(model)
    parents = [
        (field.name, label_of(field.related_model))  # type: ignore[arg-type]  # resolved
        for field in fields
        if isinstance(field, models.ForeignKey)
        and field.related_model is not model
        and any(r.field is field for r in part_relations(field.related_model))
    ]
    rows = (
        events._base_manager.filter(pgh_obj_id__in=list(ever[label]))
        .order_by("pgh_id")
        .values_list(
            *("pgh_id", "pgh_obj_id", "pgh_label", "pgh_created_at"),
            *("pgh_context_id", "pgh_context__metadata"),
            *(field.attname for field in fields),
        )
    )
    for number, key, event, at, context, metadata, *row in rows:
        values: Values | None = {
            field.name: as_json(value) for field, value in zip(fields, row, strict=True)
        }
        belongs = not parents or any(
            str(values[name]) in ever.get(parent, ())  # type: ignore[index]  # just made
            for name, parent in parents
        )
        if event == "delete" or not belongs:
            values = None
        yield _Event(
            label, str(key), number, at, str(context or ""), metadata or {}, values
        )
