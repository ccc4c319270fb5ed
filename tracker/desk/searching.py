"""One search over everything an editor may see, drafts among it.

Names are found in any spelling and script by the name index; everything else by the
words that the list of its kind searches.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from tracker.name_index import DESK, Asker

SHOWN = 8  # of one kind
NAMES = 25  # candidates of the name index
LEAST = 0.15  # score above which a name may be meant
QUERY_MAX = 200  # code points


@dataclass(frozen=True, slots=True)
class Found:
    """One record; ``spelling`` is the name that met the question, or empty."""

    name: str
    address: str
    state: str
    spelling: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; ``more`` leads to all of it, or is empty."""

    kind: str
    found: list[Found]
    more: str


def search(request: HttpRequest, words: str) -> Iterator[Group]:
    """Find records by name, slug, title and the like, kind by kind.

    Cost:
        A handful of queries for names, and two or three for each kind.
    """
    words = words.strip()[:QUERY_MAX]
    if not words:
        return
    named = _named(words)
    for model, model_admin in admin.site._registry.items():
        if not model_admin.search_fields or not model_admin.has_view_permission(
            request
        ):
            continue
        if model._meta.proxy or not getattr(model_admin, "is_found", False):
            continue
        yield from _of_kind(
            request, model_admin, words, named.get(str(model._meta.model_name), {})
        )


def _named(words: str) -> dict[str, dict[str, str]]:
    """Give the spelling that met, by kind and primary key, the likeliest first."""
    found: dict[str, dict[str, str]] = {}
    hits = Asker([f"{DESK}:*"], using="default").find(words, limit=NAMES, least=LEAST)
    for hit in hits:
        kind = hit.part.rpartition(":")[2]
        found.setdefault(kind, {}).setdefault(hit.record_id, hit.text)
    return found


def _of_kind(
    request: HttpRequest, model_admin: Any, words: str, named: dict[str, str]
) -> Iterator[Group]:
    options = model_admin.model._meta
    page = f"admin:{options.app_label}_{options.model_name}"
    rows = model_admin.get_queryset(request)
    if isinstance(model_admin.list_select_related, list | tuple):
        rows = rows.select_related(*model_admin.list_select_related)
    by_key = rows.in_bulk([int(key) for key in named if key.isdigit()])
    ordered = [by_key[int(key)] for key in named if int(key) in by_key]
    found, is_doubled = model_admin.get_search_results(request, rows, words)
    if is_doubled:
        found = found.distinct()
    seen = {row.pk for row in ordered}
    ordered += [row for row in found[: SHOWN + 1] if row.pk not in seen]
    if ordered:
        more = f"{reverse(f'{page}_changelist')}?{urlencode({'q': words})}"
        yield Group(
            str(options.verbose_name_plural),
            [
                Found(
                    _called(row),
                    reverse(f"{page}_change", args=[row.pk]),
                    getattr(row, "state", ""),
                    _other(named.get(str(row.pk), ""), _called(row)),
                )
                for row in ordered[:SHOWN]
            ],
            more if len(ordered) > SHOWN else "",
        )


def _called(row: models.Model) -> str:
    """Give a record's title; what stands for it elsewhere where it has none."""
    return str(getattr(row, "title", "") or row)


def _other(spelling: str, name: str) -> str:
    return "" if spelling == name else spelling
