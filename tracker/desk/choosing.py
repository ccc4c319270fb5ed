"""What an autocomplete says of a row, so that namesakes can be told apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models


@dataclass(frozen=True, slots=True)
class Description:
    """How to describe a row, and what to load for it."""

    describe: Callable[[Any], str]
    lookups: Sequence[str]


_descriptions: dict[str, Description] = {}


def describe(
    label: str, function: Callable[[Any], str], lookups: Sequence[str] = ()
) -> None:
    """Say how rows of a model, such as ``tracker.person``, are told apart."""
    _descriptions[label] = Description(function, lookups)


class Choosing(AutocompleteJsonView):
    """Django's autocomplete, with the facts that tell rows apart."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        """Load what the description needs."""
        rows = super().get_queryset()
        found = _descriptions.get(rows.model._meta.label_lower)
        return rows.prefetch_related(*found.lookups) if found else rows

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        """Give the key, and the name with what tells it apart."""
        found = _descriptions.get(obj._meta.label_lower)
        more = found.describe(obj) if found else ""
        return {
            "id": str(getattr(obj, to_field_name)),
            "text": f"{obj} ({more})" if more else str(obj),
        }
