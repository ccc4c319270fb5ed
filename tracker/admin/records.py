"""What all admins share: writing, publishing, parts, citations."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from tracker import dates, published
from tracker.models import State
from tracker.withheld import WithheldNameError

from .choices import NamedChoices, NamedSelect, labelled

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    from django.contrib.admin.options import _FieldOpts

    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
    Inline: TypeAlias = admin.options.InlineModelAdmin[Any, Any]
    StackedInline: TypeAlias = admin.StackedInline[Any, Any]
    TabularInline: TypeAlias = admin.TabularInline[Any, Any]
    FormSet: TypeAlias = BaseInlineFormSet[Any, Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    Inline = admin.options.InlineModelAdmin
    StackedInline = admin.StackedInline
    TabularInline = admin.TabularInline
    FormSet = BaseInlineFormSet

BEFORE_PUBLICATION = (State.DRAFT, State.IN_REVIEW)
PUBLICATION: "tuple[str, _FieldOpts]" = (
    "Publication",
    {"fields": ("state", "note")},
)


def may_publish(request: HttpRequest, model: type[models.Model]) -> bool:
    """Say whether the user may publish records of this kind and edit public ones."""
    options = model._meta
    action = "publish" if "publish" in options.default_permissions else "change"
    return request.user.has_perm(f"{options.app_label}.{action}_{options.model_name}")


def is_open(request: HttpRequest, record: models.Model) -> bool:
    """Say whether the user may change this record in its present state."""
    state = getattr(record, "state", State.DRAFT)
    return state in BEFORE_PUBLICATION or may_publish(request, type(record))


def day_of(edtf: str) -> str:
    """Say an inexact date in words; empty when it is not recorded."""
    return dates.text(edtf) if edtf else ""


class Writing(ModelAdmin):
    """An admin whose every write refreshes the published documents it touches."""

    form = NamedChoices
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add or change a row."""
        return _written(request, super().changeform_view, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """List rows, or run an action on some."""
        return _written(request, super().changelist_view, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Delete a row."""
        return _written(request, super().delete_view, *args, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Use the autocomplete that knows its row."""
        _name_choices(self, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ReadOnly(ModelAdmin):
    """Rows that the machine keeps: to look at only."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


class Record(Writing):
    """A record with a state: only one who may publish touches what is public."""

    slug_field: ClassVar[str] = "slug"

    def get_readonly_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> tuple[str, ...]:
        """Freeze the slug once the record has been published."""
        fields = tuple(super().get_readonly_fields(request, obj))
        if obj is None or obj.state in BEFORE_PUBLICATION:
            return fields
        return (*fields, self.slug_field)

    def formfield_for_choice_field(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer publication to those only who may publish."""
        if db_field.name == "state" and not may_publish(request, self.model):
            kwargs["choices"] = [(state, state.label) for state in BEFORE_PUBLICATION]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it as long as the record is open to the user."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or is_open(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it before publication; a public record is withdrawn instead."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.state in BEFORE_PUBLICATION)


class Part(Writing):
    """A part of a record with a form of its own, as open as its record."""

    record_field: ClassVar[str]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> tuple[str, ...]:
        """Keep a part with its record."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if obj is None else (*fields, self.record_field)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Refuse a new part of a record that is not open to the user."""
        record = db_field.remote_field.model
        if db_field.name == self.record_field and not may_publish(request, record):
            kwargs["queryset"] = record._default_manager.filter(
                state__in=BEFORE_PUBLICATION
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it as long as the record is open to the user."""
        allowed = super().has_change_permission(request, obj)
        return allowed and self._is_open(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it as long as the record is open to the user."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and self._is_open(request, obj)

    def _is_open(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or is_open(request, getattr(obj, self.record_field))


class PartsFormSet(FormSet):
    """Refuses a part that stands twice in one form, before PostgreSQL does.

    Django compares rows too, but takes two empty columns for different ones.
    """

    def clean(self) -> None:
        """Compare the rows by the constraints that bind empty columns."""
        super().clean()
        for constraint in self.model._meta.constraints:
            if (
                isinstance(constraint, models.UniqueConstraint)
                and constraint.nulls_distinct is False
            ):
                self._refuse_twice(constraint)

    def _refuse_twice(self, constraint: models.UniqueConstraint) -> None:
        names = [name for name in constraint.fields if name != self.fk.name]
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", None)
            if not data or data.get("DELETE"):
                continue
            key = tuple(data.get(name) for name in names)
            if key in seen:
                raise ValidationError(str(constraint.violation_error_message))
            seen.add(key)


class Parts(Inline):
    """Parts of a record, edited with it. To be mixed into an inline."""

    form = NamedChoices
    formset = PartsFormSet
    extra = 0
    list_select_related: ClassVar[tuple[str, ...]] = ()
    defaults: ClassVar[Mapping[str, object]] = {}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load what the rows are called along with them."""
        queryset = super().get_queryset(request)
        if self.list_select_related:
            queryset = queryset.select_related(*self.list_select_related)
        return queryset

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[Any]:
        """Fill in what is almost always the same."""
        formset = super().get_formset(request, obj, **kwargs)
        for name, value in self.defaults.items():
            if name in formset.form.base_fields:
                formset.form.base_fields[name].initial = value
        return formset

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Use the autocomplete that knows its row."""
        _name_choices(self, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class Citations(Parts, StackedInline):
    """Why we say so. A record needs one."""

    fk_name = "subject"
    min_num = 1
    autocomplete_fields = ("source", "speaker")
    list_select_related = ("source", "speaker")
    fieldsets = (
        (None, {"fields": (("source", "locator"), ("stance", "confidence"))}),
        ("Speaker", {"fields": (("speaker", "speaker_words", "said_on"),)}),
        (
            "Only about a part, or where the source says something else",
            {
                "classes": ("collapse",),
                "fields": (
                    ("field", "value"),
                    "superseded_by",
                    ("note", "digest", "position"),
                ),
            },
        ),
    )

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[Any]:
        """Require one, and offer only citations of this record as replacements."""
        formset = super().get_formset(request, obj, validate_min=True, **kwargs)
        later = formset.form.base_fields.get("superseded_by")
        if isinstance(later, forms.ModelChoiceField):
            rows = self.model._default_manager.filter(subject=obj)
            later.queryset = rows
            later.choices = labelled(rows.select_related("source") if obj else ())
        return formset


class Shown(TabularInline):
    """Rows of another kind that point here: shown with a link, edited there."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


def _written(
    request: HttpRequest, view: Callable[..., HttpResponse], *args: Any, **kwargs: Any
) -> HttpResponse:
    if request.method != "POST":
        return view(request, *args, **kwargs)
    try:
        with published.writing():
            return view(request, *args, **kwargs)
    except WithheldNameError as error:  # nothing is written: say why, and go back
        messages.error(request, str(error))
        return HttpResponseRedirect(request.get_full_path())


def _name_choices(
    model_admin: ModelAdmin | Inline,
    db_field: Any,
    request: HttpRequest,
    kwargs: dict[str, Any],
) -> None:
    if db_field.name in model_admin.get_autocomplete_fields(request):
        kwargs.setdefault("widget", NamedSelect(db_field, model_admin.admin_site))
