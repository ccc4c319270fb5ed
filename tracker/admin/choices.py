"""Choosing a row of another table without a query for each row of a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models

from .days import keep_words


class NamedSelect(AutocompleteSelect):
    """An autocomplete that is told what the chosen row is called."""

    named: Mapping[str, str] = {}

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[tuple[str | None, list[dict[str, Any]], int | None]]:
        """Render the chosen row from memory; ask the database about any other."""
        chosen = [key for key in map(str, value) if key]
        if any(key not in self.named for key in chosen):
            return super().optgroups(name, value, attrs)
        # The empty option goes first and lets a choice be taken back.
        labels = [] if self.is_required else [("", "")]
        labels += [(key, self.named[key]) for key in chosen]
        options = [
            self.create_option(name, key, label, key in chosen, index)
            for index, (key, label) in enumerate(labels)
        ]
        return [(None, options, 0)]


class NamedChoices(forms.ModelForm):  # type: ignore[type-arg]  # no runtime generic
    """Tells each autocomplete of a form what its row is called, if that is loaded.

    A foreign key is loaded when the admin's queryset selects it: see
    ``list_select_related`` of an inline.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the chosen rows."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            # The cell of a table has no label of its own.
            if self.prefix and widget and field.label:
                widget.attrs.setdefault("aria-label", str(field.label))
            if not isinstance(widget, NamedSelect) or self.instance.pk is None:
                continue
            if self.instance._meta.get_field(name).is_cached(self.instance):
                row: models.Model | None = getattr(self.instance, name)
                widget.named = {} if row is None else {str(row.pk): str(row)}

    def clean(self) -> dict[str, Any]:
        """Keep the words of the source for a date that was typed in English."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        keep_words(self)
        return cleaned


def labelled(rows: Sequence[models.Model]) -> list[tuple[object, str]]:
    """Give the choices of a select once, so that a form's rows share them."""
    return [("", "---------"), *((row.pk, str(row)) for row in rows)]
