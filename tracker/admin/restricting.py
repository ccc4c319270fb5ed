"""The page where a record or some of its fields are kept from the public."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from tracker import permissions, restrictions
from tracker.desk.tools import Tool

from .editing import written
from .remembering import Remembering


class Restricting(Remembering):
    """An admin of records that can be restricted, and that remembers who looks."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page of restrictions."""
        options = self.opts
        return [
            path(
                "<path:object_id>/restrict/",
                self.admin_site.admin_view(self.restrict_view),
                name=f"{options.app_label}_{options.model_name}_restrict",
            ),
            *super().get_urls(),
        ]

    def form_tools(self, request: HttpRequest, row: Any) -> list[Tool]:
        """Lead to what is kept from the public."""
        restrict = Tool("Keep from the public", self.address_of("restrict", row.pk))
        return [*super().form_tools(request, row), restrict]

    def restrict_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show and set the embargo and the withheld fields of a row."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("There is no such record.")
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        model = type(permissions.governing(row))
        may = permissions.may_publish(request.user, model)
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            return written(request, self._restrict, row)
        restrictions.remember_look(request.user, row, "restrict")
        found, names = restrictions.of(row)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Kept from the public: {row}",
            "opts": self.opts,
            "original": row,
            "embargo": found,
            "has_state": hasattr(row, "state"),
            "fields": [
                (f.name, f.verbose_name, f.name in names)
                for f in restrictions.can_withhold(type(row))
            ],
            "may": may,
            "today": timezone.now().date().isoformat(),
        }
        return TemplateResponse(request, "desk/restrict.html", context)

    def _restrict(self, request: HttpRequest, row: Any) -> HttpResponse:
        reason = request.POST.get("reason", "").strip()[:300]
        found, before = restrictions.of(row)
        until, wanted = None, request.POST.getlist("withheld")
        if request.POST.get("until"):
            try:
                until = date.fromisoformat(request.POST["until"])
            except ValueError:
                messages.error(request, "Write the day as 2026-01-31.")
                return HttpResponseRedirect(request.get_full_path())
        known = {f.name for f in restrictions.can_withhold(type(row))}
        if not set(wanted) <= known or (until and not hasattr(row, "state")):
            raise PermissionDenied
        is_stricter = bool(set(wanted) - set(before)) or (
            until is not None and (found is None or found.until != until)
        )
        if is_stricter and not reason:
            messages.error(request, "Say why it is kept from the public.")
            return HttpResponseRedirect(request.get_full_path())
        restrictions.withhold(request.user, row, wanted, reason)
        if until is None and found is not None:
            restrictions.lift_embargo(row)
        elif until is not None and (found is None or found.until != until):
            restrictions.embargo(request.user, row, until, reason)
        messages.success(request, "Done; the public side says so already.")
        return HttpResponseRedirect(request.get_full_path())

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Remember who looked at a restricted record."""
        row = kwargs.get("obj")
        if row is not None and row.pk is not None and request.method == "GET":
            restrictions.remember_look(request.user, permissions.governing(row), "form")
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Remember who looked at a restricted record's history."""
        response = super().history_view(request, object_id, extra_context)
        row = self.get_object(request, unquote(object_id))
        if row is not None and request.method == "GET":
            record = permissions.governing(row)
            restrictions.remember_look(request.user, record, "history")
        return response
