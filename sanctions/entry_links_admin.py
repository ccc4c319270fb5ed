"""The page of an entity where entries of lists are linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from tracker import permissions
from tracker.admin.editing import written
from tracker.permissions import Access

from . import entry_links
from .lists import ListEntry
from .models import Entity

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class LinkingEntries(ModelAdmin):
    """An admin of entities, with the page of their list entries."""

    change_form_template = "sanctions/entity_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the page."""
        view = self.admin_site.admin_view(self.entries_view)
        return [
            path("<path:object_id>/entries/", view, name="sanctions_entity_entries"),
            *super().get_urls(),
        ]

    def entries_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what is linked, suggested and rejected, and take an editor's word."""
        entity = self.get_object(request, unquote(object_id))
        if entity is None:
            raise Http404("There is no such entity.")
        if not self.has_view_permission(request, entity):
            raise PermissionDenied
        ruling = permissions.access(request.user, entity)
        may_decide = ruling.access >= Access.EDIT
        if request.method == "POST":
            if not may_decide:
                raise PermissionDenied
            return written(request, self._decide, entity)
        context = {
            **self.admin_site.each_context(request),
            "title": f"List entries of {entity}",
            "opts": self.opts,
            "entity": entity,
            "linked": entity.entries.all(),
            "suggested": entry_links.candidates(entity),
            "rejected": entry_links.rejected_entries(entity),
            "may_decide": may_decide,
        }
        return TemplateResponse(request, "sanctions/entity_entries.html", context)

    def _decide(self, request: HttpRequest, entity: Entity) -> HttpResponse:
        key = request.POST.get("entry", "")
        entry = (
            ListEntry.objects.filter(pk=key).first()
            if key.isdecimal() and len(key) < 19
            else None
        )
        decision = request.POST.get("decision", "")
        try:
            if entry is None:
                raise entry_links.EntryLinkError("There is no such entry.")
            told = _done(request.user, entity, entry, decision)
        except entry_links.EntryLinkError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, told)
        return HttpResponseRedirect(request.path)


def _done(user: Any, entity: Entity, entry: ListEntry, decision: str) -> str:
    """Do what an editor decided, and say it."""
    if decision == "accept":
        entry_links.accept(entity, entry)
        return f"{entry} is linked."
    if decision == "let_go":
        entry_links.let_go(entity, entry)
        return f"{entry} is no longer linked."
    if decision == "reject":
        entry_links.reject(user, entity, entry)
        return f"Remembered: {entry} is not suggested again."
    if decision == "forget":
        entry_links.forget(entity, entry)
        return f"{entry} may be suggested again."
    raise entry_links.EntryLinkError("Nothing was decided.")
