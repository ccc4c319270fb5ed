"""The audit's remarks, kept until an editor asks to count again.

An audit reads every published document and takes seconds, so the front page shows the
last one of this process and says of when it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from tracker.models import DataVersion


class Remark(Protocol):
    """One thing to look at: of which sort, on which record, and what is the matter."""

    @property
    def code(self) -> str:
        """The same word for all of a sort."""

    @property
    def record(self) -> str:
        """``kind/slug``; of a link ``linkage/given>release``."""

    @property
    def message(self) -> str:
        """What would mend it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The remarks of one audit, of which version of the data, and when."""

    remarks: Sequence[Remark]
    version: int
    made_at: datetime

    def of(self, codes: Iterable[str]) -> list[Remark]:
        """Give the remarks whose code is, or begins with one that ends in ``*``."""
        wanted = tuple(codes)
        return [
            remark
            for remark in self.remarks
            if any(
                remark.code.startswith(code[:-1])
                if code.endswith("*")
                else remark.code == code
                for code in wanted
            )
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """A remark with the address of its record."""

    record: str
    address: str
    message: str


@dataclass(frozen=True, slots=True)
class Sort:
    """Remarks shown together: their codes, what they are called, what to do."""

    codes: tuple[str, ...]
    label: str
    hint: str


sorts: dict[str, Sort] = {}  # by the word that stands in the address
_providers: list[Callable[[], Sequence[Remark]]] = []
_last: list[Kept] = []


def register(provider: Callable[[], Sequence[Remark]]) -> None:
    """Say who makes the remarks."""
    _providers.append(provider)


def name_sort(name: str, sort: Sort) -> None:
    """Give remarks of some codes a page of their own."""
    sorts[name] = sort


def version() -> int:
    """Give the number of the last change of the public data; one query."""
    return DataVersion.objects.values_list("number", flat=True).first() or 0


def kept() -> Kept:
    """Give the last audit of this process, or make the first one."""
    return _last[0] if _last else again()


def again() -> Kept:
    """Make a new audit, unless the last one is of the data as they are."""
    present = version()
    if not _last or _last[0].version != present:
        remarks = [remark for provider in _providers for remark in provider()]
        _last[:] = [Kept(remarks, present, timezone.now())]
    return _last[0]


def forget() -> None:
    """Forget the last audit: another database is used from now on."""
    _last.clear()


def lines(remarks: Sequence[Remark]) -> list[Line]:
    """Give each remark the address where its record is edited.

    Cost:
        One query for each kind of record.
    """
    slugs: dict[str, set[str]] = defaultdict(set)
    for remark in remarks:
        kind, _, slug = remark.record.partition("/")
        slugs[kind].add(slug)
    found = {kind: _addresses(kind, wanted) for kind, wanted in slugs.items()}
    return [
        Line(
            remark.record,
            found[kind].get(slug, ""),
            remark.message,
        )
        for remark in remarks
        for kind, _, slug in [remark.record.partition("/")]
    ]


def _addresses(kind: str, slugs: set[str]) -> dict[str, str]:
    for model, model_admin in admin.site._registry.items():
        if model._meta.model_name != kind:
            continue
        page = f"admin:{model._meta.app_label}_{kind}"
        field = getattr(model_admin, "slug_field", None)
        if field is None:  # a part: found by the record that it belongs to
            return {
                slug: f"{reverse(f'{page}_changelist')}?"
                + urlencode({"q": slug.rpartition(">")[2]})
                for slug in slugs
            }
        rows = model._default_manager.filter(**{f"{field}__in": slugs})
        return {
            slug: reverse(f"{page}_change", args=[key])
            for slug, key in rows.values_list(field, "pk")
        }
    return {}
