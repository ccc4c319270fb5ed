"""Suggested links: the queue, and what editors have said."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from exchanges import suggestions
from exchanges.models import Release, Suggestion
from exchanges.suggestions import SuggestionError
from tracker.admin.records import ReadOnly

QUEUE_MAX = 100  # suggestions shown at once, the best first


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnly):
    """What editors have said to suggestions; the queue holds what is open."""

    list_display = ("release", "key", "state", "concession", "decided_by", "decided_at")
    list_display_links = ("release", "key")
    list_filter = ("state",)
    list_select_related = ("release", "concession", "decided_by")
    search_fields = ("release__slug", "key", "words")
    actions = ("undo",)

    def get_urls(self) -> list[Any]:
        """Add the queue, of all releases or one."""
        view = self.admin_site.admin_view
        return [
            path("queue/", view(self.queue), name="exchanges_suggestion_queue"),
            path(
                "queue/<slug:slug>/",
                view(self.queue),
                name="exchanges_suggestion_queue_of",
            ),
            *super().get_urls(),
        ]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Allow it to those who may add what an accepted suggestion becomes."""
        return request.user.has_perms(
            [f"exchanges.add_{what}" for what in ("linkage", "concession")]
        )

    @admin.action(description="Take the decision back", permissions=["decide"])
    def undo(self, request: HttpRequest, queryset: "QuerySet[Suggestion]") -> None:
        """Forget the decision and the drafts that were made by it."""
        for decided in queryset:
            try:
                suggestions.undo(decided)
            except SuggestionError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, f"{decided} is open again.")

    def queue(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        """Show what is open, and take an editor's word on it."""
        if not self.has_view_permission(request):
            return HttpResponse(status=403)
        release = get_object_or_404(Release, slug=slug) if slug else None
        found = suggestions.suggest([release] if release else None)
        if request.method == "POST":
            if not self.has_decide_permission(request):
                return HttpResponse(status=403)
            self._decide(request, found)
            return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Suggestions for {slug}" if slug else "Suggestions",
            "opts": self.opts,
            "suggested": found[:QUEUE_MAX],
            "more": max(0, len(found) - QUEUE_MAX),
            "may_decide": self.has_decide_permission(request),
            "decided": reverse("admin:exchanges_suggestion_changelist"),
        }
        template = "admin/exchanges/suggestion/queue.html"
        return TemplateResponse(request, template, context)

    def _decide(self, request: HttpRequest, found: list[suggestions.Suggested]) -> None:
        key = (request.POST.get("release"), request.POST.get("key"))
        chosen = [s for s in found if (s.release.slug, s.relief.key) == key]
        act = {"accept": suggestions.accept, "reject": suggestions.reject}.get(
            request.POST.get("decision", "")
        )
        if not chosen or act is None:
            messages.error(request, "This suggestion is no longer open.")
            return
        try:
            decided = act(chosen[0], request.user)
        except SuggestionError as error:
            messages.error(request, str(error))
            return
        made = f" {decided.concession} is a draft now." if decided.concession else ""
        messages.success(request, f"{decided.get_state_display()}.{made}")
