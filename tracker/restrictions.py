"""Embargoes and withheld fields: kept from every document at once.

Documents are rendered from rows in memory. Before that, a row under embargo is made to
look withdrawn, and a withheld field empty, so that no serializer has to know and none
can forget. Changing a restriction marks each document that shows the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from .models import Embargo, Mark, State, Viewing, WithheldField
from .snapshots import label_of

User = Any  # the model is a setting


@dataclass(frozen=True, slots=True)
class Restrictions:
    """What is restricted on one day, by table and primary key."""

    embargoed: frozenset[tuple[str, str]] = frozenset()
    withheld: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything is restricted at all."""
        return bool(self.embargoed or self.withheld)

    def apply(self, rows: Iterable[models.Model]) -> None:
        """Hide what is restricted in loaded rows, in memory; they are never saved."""
        if not self:
            return
        for row in reachable(rows):
            place = (row._meta.db_table, str(row.pk))
            if place in self.embargoed:
                row.state = State.WITHDRAWN  # type: ignore[attr-defined]  # records have one
            for name in self.withheld.get(place, ()):
                _empty(row, name)
            if hasattr(row, "subject_id") and getattr(row, "field", None):
                self._hide_claim(row)

    def _hide_claim(self, citation: Any) -> None:
        """Hide what a source says instead of a withheld value."""
        subject = citation._meta.get_field("subject").related_model._meta.db_table
        first, _, _ = citation.field.partition(".")
        last = citation.field.rpartition(".")[2]
        own = self.withheld.get((subject, str(citation.subject_id)), ())
        parts = {
            name
            for (table, _), names in self.withheld.items()
            if table != subject
            for name in names
        }
        if first in own or ("." in citation.field and last in parts):
            citation.value = ""


def current(today: date | None = None) -> Restrictions:
    """Read what is restricted on a day (UTC); two queries."""
    day = today or timezone.now().date()
    embargoed = Embargo.objects.filter(until__gt=day)
    withheld: dict[tuple[str, str], frozenset[str]] = {}
    for table, key, name in WithheldField.objects.values_list(
        "record_table", "record_key", "field"
    ):
        withheld[table, key] = withheld.get((table, key), frozenset()) | {name}
    return Restrictions(
        frozenset(embargoed.values_list("record_table", "record_key")), withheld
    )


def reachable(rows: Iterable[models.Model]) -> Iterable[models.Model]:
    """Give rows and all rows loaded with them, each once."""
    seen: set[int] = set()
    waiting = list(rows)
    while waiting:
        row = waiting.pop()
        if id(row) in seen:
            continue
        seen.add(id(row))
        yield row
        waiting.extend(
            other
            for other in row._state.fields_cache.values()
            if isinstance(other, models.Model)
        )
        for others in getattr(row, "_prefetched_objects_cache", {}).values():
            waiting.extend(others)


def can_withhold(model: type[models.Model]) -> list[Any]:
    """Give the fields of a model that can be withheld: those that may be empty."""
    return [
        f
        for f in model._meta.concrete_fields
        if f.editable
        and not isinstance(f, models.GeneratedField | models.BooleanField)
        and (f.null or f.blank)
        and not f.is_relation
    ]


def _empty(row: models.Model, name: str) -> None:
    found = row._meta.get_field(name)
    assert isinstance(found, models.Field)  # only such are withheld
    value = None if found.null else found.get_default() if found.has_default() else ""
    setattr(row, found.attname, value)
    for bound in (f"{name}_earliest", f"{name}_latest"):
        if hasattr(row, bound):
            setattr(row, bound, None)
    if hasattr(row, f"{name}_text"):
        setattr(row, f"{name}_text", "")


# Setting them; run inside ``published.writing()``


def embargo(user: User, row: models.Model, until: date, reason: str) -> None:
    """Keep a record from the public until a day."""
    table, key = _place(row)
    Embargo.objects.update_or_create(
        record_table=table,
        record_key=key,
        defaults={"until": until, "reason": reason, "set_by": user},
    )
    mark(row)


def lift_embargo(row: models.Model) -> None:
    """Let a record be public again as its state says."""
    table, key = _place(row)
    Embargo.objects.filter(record_table=table, record_key=key).delete()
    mark(row)


def withhold(user: User, row: models.Model, names: Iterable[str], reason: str) -> None:
    """Say which fields of a row are withheld; those not named no longer are."""
    table, key = _place(row)
    wanted = set(names)
    known = WithheldField.objects.filter(record_table=table, record_key=key)
    known.exclude(field__in=wanted).delete()
    missing = wanted - set(known.values_list("field", flat=True))
    WithheldField.objects.bulk_create(
        WithheldField(
            record_table=table, record_key=key, field=name, reason=reason, set_by=user
        )
        for name in sorted(missing)
    )
    mark(row)


def lift_ended(today: date | None = None) -> int:
    """Lift the embargoes whose day has come; gives their number."""
    from . import published  # which applies restrictions

    day = today or timezone.now().date()
    ended = list(Embargo.objects.filter(until__lte=day))
    for one in ended:
        for kind in published.KINDS.values():
            if kind.table == one.record_table:
                _mark(kind.name, [one.record_key])
        _mark_shown(f"{one.record_table}:{one.record_key}")
        one.delete()
    return len(ended)


def mark(row: models.Model) -> None:
    """Mark every document that shows a row, and the row's own."""
    from . import published  # which applies restrictions

    table, key = _place(row)
    for kind in published.KINDS.values():
        if kind.table == table:
            _mark(kind.name, [key])
    _mark_shown(f"{table}:{key}")


def _mark_shown(key: str) -> None:
    from .models import Document

    shown = Document.objects.filter(inputs__contains=[key])
    for kind, record_id in shown.values_list("kind", "record_id"):
        _mark(kind, [record_id])


def _mark(kind: str, keys: Iterable[str]) -> None:
    Mark.objects.bulk_create(
        (Mark(kind=kind, record_id=key) for key in keys), ignore_conflicts=True
    )


def _place(row: models.Model) -> tuple[str, str]:
    return row._meta.db_table, str(row.pk)


# Looking at them


def of(row: models.Model) -> tuple[Embargo | None, list[str]]:
    """Give a row's embargo and its withheld fields; two queries."""
    table, key = _place(row)
    found = Embargo.objects.filter(record_table=table, record_key=key).first()
    names = WithheldField.objects.filter(record_table=table, record_key=key)
    return found, list(names.values_list("field", flat=True))


def is_restricted(row: models.Model) -> bool:
    """Tell whether looking at a record is remembered."""
    if getattr(row, "is_name_withheld", False):
        return True
    found, names = of(row)
    return found is not None or bool(names)


def remember_look(user: User, row: models.Model, page: str) -> None:
    """Keep that somebody looked at a restricted record; nothing for others."""
    if is_restricted(row):
        Viewing.objects.create(
            record_label=label_of(type(row)),
            record_key=str(row.pk),
            page=page,
            user=user,
        )


def remember_looks(user: User, rows: Iterable[models.Model], page: str) -> None:
    """Do it for the rows of a list, all of one kind; three queries at most."""
    by_place = {_place(row): row for row in rows}
    if not by_place:
        return
    keys = [key for _, key in by_place]
    tables = {table for table, _ in by_place}
    restricted = {
        place
        for model in (Embargo, WithheldField)
        for place in model.objects.filter(
            record_table__in=tables, record_key__in=keys
        ).values_list("record_table", "record_key")
    }
    Viewing.objects.bulk_create(
        Viewing(
            record_label=label_of(type(row)),
            record_key=str(row.pk),
            page=page,
            user=user,
        )
        for place, row in by_place.items()
        if place in restricted or getattr(row, "is_name_withheld", False)
    )
