"""A date in a form: EDTF, or English that names its year; it says what it means."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from tracker.desk import reading

WORDS = "_text"  # ends the name of the field that keeps the words of the source


class DayInput(forms.TextInput):
    """A text field with what is understood of it below."""

    template_name = "desk/day.html"

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Add what is understood, and where to ask while typing."""
        context = super().get_context(name, value, attrs)
        context["reading"] = reading.read(str(value or ""))
        context["widget"]["attrs"]["data-desk-date"] = reverse_lazy("admin:date")
        return context


class DayField(forms.CharField):
    """Takes EDTF, or translates English such as "mid-December 2025" into it."""

    widget = DayInput

    def to_python(self, value: object) -> str:
        """Give EDTF.

        Raises:
            ValidationError: The text is neither; the message says what would be.
        """
        found = reading.read(super().to_python(value) or "")
        if found.error:
            raise ValidationError(found.error, code="edtf")
        return found.edtf


def keep_words(form: forms.ModelForm) -> None:  # type: ignore[type-arg]  # no runtime generic
    """Keep what was typed as the words of the source, where it was translated."""
    for name, field in form.fields.items():
        words = f"{name}{WORDS}"
        if not isinstance(field, DayField) or words not in form.fields:
            continue
        typed = str(form.data.get(form.add_prefix(name)) or "").strip()
        if reading.read(typed).is_translated and not form.cleaned_data.get(words):
            form.cleaned_data[words] = typed
