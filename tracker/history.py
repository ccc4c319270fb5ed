"""History by triggers: every change of a tracked row leaves an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import pghistory
from django.apps import apps
from django.db import models
from pghistory.middleware import HistoryMiddleware

if TYPE_CHECKING:
    from .snapshots import Snapshot

ModelT = TypeVar("ModelT", bound=type[models.Model])


def tracked(model: ModelT) -> ModelT:
    """Keep a history table for a model, filled by PostgreSQL itself.

    Generated columns are left out: they follow from the others.
    """
    generated = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.GeneratedField)
    ]
    track: Callable[[ModelT], ModelT] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=generated,
        append_only=True,
    )
    return track(model)


def event_model(model: type[models.Model]) -> type[models.Model] | None:
    """Give the history table of a model; None if it keeps no history."""
    concrete = model._meta.concrete_model
    assert concrete is not None  # abstract models have no rows
    name = f"{concrete.__name__}Event"
    try:
        return apps.get_model(concrete._meta.app_label, name)
    except LookupError:
        return None


def authors(snapshot: Snapshot, *, is_only_moved: bool = False) -> frozenset[int]:
    """Give the users who ever wrote a row that a record now consists of.

    Args:
        snapshot: The record.
        is_only_moved: The request at hand has changed nothing but the record's state;
            who moves a record is not its author.

    Returns:
        Primary keys. Commands and SQL by hand have no user and are left out.

    Cost:
        One query per kind of part that the record has.
    """
    found: set[int] = set()
    with pghistory.context() as at_hand:
        present = [at_hand.id] if is_only_moved else []
    for label, rows in snapshot.rows.items():
        events = event_model(apps.get_model(label))
        if events is None:
            continue
        written = events._base_manager.exclude(pgh_context__in=present).filter(
            pgh_obj_id__in=list(rows), pgh_context__metadata__user__isnull=False
        )
        users = written.values_list("pgh_context__metadata__user", flat=True)
        found |= {user for user in users.distinct() if user is not None}
    return frozenset(found)


def is_author(user: Any, row: models.Model) -> bool:
    """Tell whether a user added a row; one query."""
    events = event_model(type(row))
    if events is None or user.pk is None:
        return False
    return events._base_manager.filter(
        pgh_obj_id=row.pk, pgh_label="insert", pgh_context__metadata__user=user.pk
    ).exists()


def added_by(user: Any, model: type[models.Model]) -> models.QuerySet[Any]:
    """Give the primary keys of the rows of a model that a user added."""
    events = event_model(model)
    assert events is not None  # every record has a history
    return events._base_manager.filter(
        pgh_label="insert", pgh_context__metadata__user=user.pk
    ).values("pgh_obj_id")


class Middleware(HistoryMiddleware):
    """Says in the history who asked, by key and by name.

    The name stays readable when the account no longer exists.
    """

    def get_context(self, request: Any) -> dict[str, Any]:
        """Give what each change of this request is remembered with."""
        user = getattr(request, "user", None)
        name = user.get_username() if user is not None and user.pk else ""
        return {**super().get_context(request), "name": name}
