"""History by triggers: every change of a tracked row leaves an event."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

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
