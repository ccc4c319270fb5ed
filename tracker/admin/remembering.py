"""The history page: what changed, who and when, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pghistory
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from tracker import edits, history, readable, timelines
from tracker.desk.tools import Tool
from tracker.snapshots import restored, root_of, take
from tracker.timelines import Entry

from .editing import WHY, Editing, say, written

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

SHOWN = 50  # entries on a page, the newest ones


class Remembering(Editing):
    """An admin whose history page reads the events of the database."""

    def get_urls(self) -> list[URLPattern]:
        """Add the list of what was deleted."""
        options = self.opts
        return [
            path(
                "deleted/",
                self.admin_site.admin_view(self.deleted_view),
                name=f"{options.app_label}_{options.model_name}_deleted",
            ),
            *super().get_urls(),
        ]

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        """Lead to what was deleted."""
        found = super().list_tools(request)
        if history.event_model(self.model) is None:
            return found
        return [*found, Tool("Deleted ones", self.address_of("deleted"))]

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """List what was deleted; the history of each restores it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Deleted {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "rows": timelines.deleted(self.model),
            "base_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_history",
        }
        return TemplateResponse(request, "desk/deleted.html", context)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what happened to a record and its parts; take some of it back."""
        if history.event_model(self.model) is None:
            return super().history_view(request, object_id, extra_context)
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        root = root_of(row) if row is not None else None
        model: type[models.Model] = type(root) if root is not None else self.model
        key = root.pk if root is not None else unquote(object_id)
        try:
            model._meta.pk.to_python(key)
        except ValidationError as error:
            raise Http404("There is no such record.") from error
        entries = timelines.timeline(model, key)
        if not entries:
            raise Http404("There is no such record.")
        if request.method == "POST":
            return written(request, self._restore, model, key, entries, root)
        return self._history_page(request, model, key, entries, root)

    def _history_page(
        self,
        request: HttpRequest,
        model: type[models.Model],
        key: object,
        entries: list[Entry],
        root: models.Model | None,
    ) -> HttpResponse:
        known: dict[str, dict[str, Any]] = {}
        for entry in entries:
            for row in entry.rows:
                values = row.after or row.before
                known.setdefault(row.label, {})[row.key] = values
        shown = entries[-SHOWN:][::-1]
        lines = iter(
            readable.lines([c for entry in shown for c in entry.changes], known)
        )
        told = [(entry, [next(lines) for _ in entry.changes]) for entry in shown]
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {root if root is not None else 'deleted record'}",
            "opts": self.opts,
            "original": root,
            "told": told,
            "older": max(0, len(entries) - SHOWN),
            "is_deleted": root is None,
            "may_restore": self.has_change_permission(request, root)
            if root is None or type(root) is self.model
            else self.has_change_permission(request),
        }
        return TemplateResponse(request, "desk/history.html", context)

    def _restore(
        self,
        request: HttpRequest,
        model: type[models.Model],
        key: object,
        entries: list[Entry],
        root: models.Model | None,
    ) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        by_key = {entry.key: place for place, entry in enumerate(entries)}
        place = by_key.get(request.POST.get("entry", ""))
        if place is None:
            raise Http404("There is no such entry.")
        now = take(model, key)
        if "line" in request.POST:
            chosen = [
                c for c in entries[place].changes if c.name == request.POST["line"]
            ]
            if not chosen or now is None:
                raise Http404("There is no such change, or no such record any more.")
            after = edits.undone(now, chosen)
        else:
            end = place + ("before" not in request.POST)
            found = timelines.state_after(model, key, entries[:end])
            if found is None:
                raise Http404("The record was not there then.")
            after = found
        why = request.POST.get(WHY, "").strip()
        name = str(root) if root is not None else str(restored(after))
        try:
            with pghistory.context(why=why or "restored"), transaction.atomic():
                verdict = edits.make(request.user, now, after, name=name, why=why)
        except edits.EditError as error:
            messages.error(request, str(error))
        else:
            say(request, verdict, now != after)
        return HttpResponseRedirect(request.get_full_path())
