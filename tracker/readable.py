"""Changes of records in words that editors read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from .snapshots import UNSHOWN, Change, Values

NOTHING = "—"
PARTS_SHOWN = 3  # values by which a part is told from its like


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words.

    Attributes:
        change: The change itself.
        row: Which row: the record, or which of its parts.
        field: Which field; "" for a whole row.
        before: The value before.
        after: The value after.
    """

    change: Change
    row: str
    field: str
    before: str
    after: str


def lines(
    changes: Iterable[Change], known: Mapping[str, Any] | None = None
) -> list[Line]:
    """Say changes in words.

    Args:
        changes: What changed.
        known: Rows of one or more states (as ``Snapshot.rows``), from which parts of
            which one field changes are named.

    Cost:
        A query or two per kind of row that a foreign key among them points to.
    """
    changes = list(changes)
    names = _names(changes, known or {})
    found = []
    for change in changes:
        model = apps.get_model(change.label)
        values = change.after if change.field == "" else None
        values = values or (change.before if change.field == "" else None)
        values = values or (known or {}).get(change.label, {}).get(change.key) or {}
        row = describe(model, values, names)
        if change.field == "":
            before, after = (
                whole(model, state, names) for state in (change.before, change.after)
            )
            found.append(Line(change, row, "", before, after))
            continue
        field = model._meta.get_field(change.field)
        before, after = (
            text(field, value, names) for value in (change.before, change.after)
        )
        verbose = str(getattr(field, "verbose_name", change.field))
        found.append(Line(change, row, verbose, before, after))
    return found


Names = Mapping[tuple[str, str], str]


def describe(model: type[models.Model], values: Values, names: Names) -> str:
    """Say which row it is, by what it says first."""
    noun = str(model._meta.verbose_name)
    if hasattr(model, "state"):
        return noun
    shown = []
    for field in _shown_fields(model):
        value = values.get(field.name)
        if value in (None, "", [], False) or field.name == "position":
            continue
        if _is_parent(field):
            continue
        shown.append(text(field, value, names))
        if len(shown) == PARTS_SHOWN:
            break
    return f"{noun}: {', '.join(shown)}" if shown else noun


def whole(model: type[models.Model], values: Values | None, names: Names) -> str:
    """Say all that a row says."""
    if values is None:
        return NOTHING
    return "; ".join(
        f"{getattr(field, 'verbose_name', field.name)}: "
        + text(field, values.get(field.name), names)
        for field in _shown_fields(model)
        if values.get(field.name) not in (None, "", []) and not _is_parent(field)
    )


def text(field: Any, value: Any, names: Names) -> str:
    """Say a field's value."""
    if value in (None, "", []):
        return NOTHING
    if field.is_relation:
        key = (field.related_model._meta.label_lower, str(value))
        return names.get(key, f"{field.related_model._meta.verbose_name} {value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _shown_fields(model: type[models.Model]) -> list[Any]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in UNSHOWN and not isinstance(field, models.GeneratedField)
    ]


def _is_parent(field: Any) -> bool:
    remote = field.remote_field
    return (
        remote is not None
        and getattr(remote, "on_delete", None) is models.CASCADE
        and field.related_model is not field.model
    )


def _names(
    changes: list[Change], known: Mapping[str, Any]
) -> dict[tuple[str, str], str]:
    wanted: dict[type[models.Model], set[str]] = {}

    def want(model: type[models.Model], values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            field = model._meta.get_field(name)
            if field.is_relation and value is not None:
                target: Any = field.related_model
                wanted.setdefault(target, set()).add(str(value))

    for change in changes:
        model = apps.get_model(change.label)
        if change.field:
            want(model, {change.field: change.before})
            want(model, {change.field: change.after})
            want(model, known.get(change.label, {}).get(change.key) or {})
        else:
            want(model, change.before or {})
            want(model, change.after or {})
    found = {}
    for model, keys in wanted.items():
        rows: Any = model._base_manager.filter(pk__in=keys)
        if hasattr(model, "names"):
            rows = rows.prefetch_related("names")
        label = model._meta.label_lower
        for row in rows:
            found[label, str(row.pk)] = str(row)
    return found
