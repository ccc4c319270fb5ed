"""Records of every kind in one state, or those that one user has begun."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import reverse

from tracker.models import Published, State

SHOWN = 50  # records of one kind on a page


@dataclass(frozen=True, slots=True)
class Line:
    """One record to work on."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind; ``total`` counts those that are not shown too."""

    kind: str
    total: int
    address: str
    lines: list[Line]


def count(request: HttpRequest, state: State, *, is_mine: bool = False) -> int:
    """Count what the user may see; one query, two for one's own."""
    selects = [
        rows.annotate(one=Value(1)).order_by().values_list("one", flat=True)
        for _, rows in _rows(request, state, is_mine=is_mine)
    ]
    return selects[0].union(*selects[1:], all=True).count() if selects else 0


def groups(
    request: HttpRequest, state: State, *, is_mine: bool = False
) -> Iterator[Group]:
    """Give the records, kind by kind; kinds without any are left out.

    Cost:
        A few queries for each kind.
    """
    for model_admin, rows in _rows(request, state, is_mine=is_mine):
        options = model_admin.model._meta
        page = f"admin:{options.app_label}_{options.model_name}"
        shown = list(
            rows.select_related(*(model_admin.list_select_related or ())).order_by(
                "-pk"
            )[:SHOWN]
        )
        if not shown:
            continue
        total = len(shown) if len(shown) < SHOWN else rows.count()
        yield Group(
            str(options.verbose_name_plural),
            total,
            f"{reverse(f'{page}_changelist')}?state__exact={state}",
            [Line(str(row), reverse(f"{page}_change", args=[row.pk])) for row in shown],
        )


def _rows(
    request: HttpRequest, state: State, *, is_mine: bool
) -> Iterator[tuple[Any, "QuerySet[Any]"]]:
    begun = _begun(request) if is_mine else {}
    for model, model_admin in admin.site._registry.items():
        if not issubclass(model, Published) or model._meta.proxy:
            continue
        if not model_admin.has_view_permission(request):
            continue
        rows = model_admin.get_queryset(request).filter(state=state)
        if is_mine:
            keys = begun.get(model._meta.label_lower)
            if not keys:
                continue
            rows = rows.annotate(key=Cast("pk", CharField())).filter(key__in=keys)
        yield model_admin, rows


def _begun(request: HttpRequest) -> dict[str, list[str]]:
    """Give the keys of what the user has added, by the label of the model."""
    found: dict[str, list[str]] = {}
    entries = LogEntry.objects.filter(
        user_id=request.user.pk or 0, action_flag=ADDITION
    )
    for type_id, key in entries.values_list("content_type_id", "object_id"):
        model = (
            ContentType.objects.get_for_id(type_id).model_class() if type_id else None
        )
        if model is not None and key:
            found.setdefault(model._meta.label_lower, []).append(key)
    return found
