"""What all admins share: writing, publishing, parts, citations."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest

from tracker import dates, history, name_index, permissions
from tracker.fields import EdtfField
from tracker.permissions import BEFORE_PUBLICATION, ONCE_PUBLIC, Access

from .choices import NamedChoices, NamedSelect, labelled
from .days import DayField
from .editing import written
from .guiding import Guided
from .moving import Moving
from .restricting import Restricting

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

NAME_MAX = 200  # characters of a search
FOUND_MAX, FOUND_LEAST = 20, 0.15  # rows found by their names, and how alike they are
PUBLICATION: "tuple[str, _FieldOpts]" = (
    "Publication",
    {"fields": ("state", "note")},
)


def day_of(edtf: str) -> str:
    """Say an inexact date in words; empty when it is not recorded."""
    return dates.text(edtf) if edtf else ""


class Writing(Guided, Restricting):
    """An admin whose every write refreshes the published documents it touches."""

    form = NamedChoices
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        EdtfField: {"form_class": DayField},
    }
    list_per_page = 50
    show_full_result_count = False

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """List rows, or run an action on some."""
        return written(request, super().changelist_view, *args, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Use the autocomplete that knows its row."""
        _name_choices(self, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class FoundByName(ModelAdmin):
    """Found in any spelling and script: in lists and in the autocompletes of others.

    To be mixed in before ``Record``. Rows that the words are part of come too, as
    ``search_fields`` say.
    """

    name_kind: ClassVar[str]

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Add the rows that are called like the words, by the name index."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, may_repeat
        hits = name_index.find(
            search_term[:NAME_MAX],
            [f"{name_index.DESK}:{self.name_kind}"],
            using="default",
            limit=FOUND_MAX,
            least=FOUND_LEAST,
        )
        if hits:
            alike = queryset.filter(pk__in=[hit.record_id for hit in hits])
            found = queryset.filter(
                Q(pk__in=found.order_by().values("pk"))
                | Q(pk__in=alike.order_by().values("pk"))
            )
        return found, may_repeat


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


class Record(Moving, Writing):
    """A record with a state; ``tracker.permissions`` says who may do what with it."""

    slug_field: ClassVar[str] = "slug"
    is_found: ClassVar[bool] = True  # by the search in the head of every page

    def get_readonly_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> tuple[str, ...]:
        """Freeze the slug once the record has been published."""
        fields = tuple(super().get_readonly_fields(request, obj))
        if obj is None or obj.state in BEFORE_PUBLICATION:
            return fields
        return (*fields, self.slug_field)

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[Any]:
        """Offer the states that the record can go to."""
        form = super().get_form(request, obj, change, **kwargs)
        field = form.base_fields.get("state")
        if isinstance(field, forms.TypedChoiceField):
            states = permissions.states_for(request.user, self.model, obj)
            field.choices = [(state.value, state.label) for state in states]
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it to whoever may edit the record, or propose edits of it."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or _may_touch(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it before publication; a public record is withdrawn instead."""
        allowed = super().has_delete_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        ruling = permissions.may_delete(request.user, obj)
        return ruling.access >= Access.EDIT


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
        """Refuse a new part of somebody else's draft to those who change their own."""
        record = db_field.remote_field.model
        if db_field.name == self.record_field and not permissions.has(
            request.user, "revise", record
        ):
            kwargs["queryset"] = record._default_manager.filter(
                models.Q(state__in=ONCE_PUBLIC)
                | models.Q(pk__in=history.added_by(request.user, record))
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it to whoever may edit its record, or propose edits of it."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or _may_touch(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it to whoever may edit its record, or propose edits of it."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or _may_touch(request, obj))


def _may_touch(request: HttpRequest, row: models.Model) -> bool:
    return permissions.access(request.user, row).access >= Access.PROPOSE


class PartsFormSet(FormSet):
    """Refuses a part that stands twice in one form, before PostgreSQL does.

    Django compares rows too, but takes two empty columns for different ones.
    """

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the box that takes a row away: in a table it has no label."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

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
    formfield_overrides = {EdtfField: {"form_class": DayField}}
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


def _name_choices(
    model_admin: ModelAdmin | Inline,
    db_field: Any,
    request: HttpRequest,
    kwargs: dict[str, Any],
) -> None:
    if db_field.name in model_admin.get_autocomplete_fields(request):
        kwargs.setdefault("widget", NamedSelect(db_field, model_admin.admin_site))
