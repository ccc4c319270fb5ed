"""The admin site: groups in the menu, a front page that says what to do, one search."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from tracker.models import State

from . import audits, choosing, menu, reading, searching, tasks, work

RECENT = 12  # changes on the front page
REMARKS = 100  # on a page
MAY_AUDIT = "exchanges.view_release"
STATES = (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN)


class Desk(admin.AdminSite):
    """The editors' desk."""

    enable_nav_sidebar = True

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the pages that belong to no kind of record."""
        return [
            path("search/", self.admin_view(self.search), name="search"),
            path("work/<slug:state>/", self.admin_view(self.work), name="work"),
            path("look/<slug:sort>/", self.admin_view(self.look), name="look"),
            path("date/", self.admin_view(self.date), name="date"),
            *super().get_urls(),
        ]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Any]:
        """Give the groups of the menu in the place of applications."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else menu.grouped(apps)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Say what needs doing, and what was done last."""
        changes = LogEntry.objects.select_related("content_type", "user")
        may_audit = request.user.has_perm(MAY_AUDIT)
        audit = audits.kept() if may_audit else None
        context = {
            "tasks": list(tasks.counted(request)),
            "counted_at": audit.made_at if audit else None,
            "is_stale": audit is not None and audit.version != audits.version(),
            "changes": changes.order_by("-action_time")[:RECENT],
        }
        return super().index(request, {**context, **(extra_context or {})})

    def search(self, request: HttpRequest) -> HttpResponse:
        """Find records of any kind by any spelling."""
        words = request.GET.get("q", "")
        context = {
            **self.each_context(request),
            "title": f"Search: {words}" if words else "Search",
            "query": words,
            "groups": list(searching.search(request, words)),
        }
        return TemplateResponse(request, "desk/search.html", context)

    def work(self, request: HttpRequest, state: str) -> HttpResponse:
        """List the records of every kind in one state."""
        is_mine = "mine" in request.GET
        chosen = State(state) if state in State.values else State.DRAFT
        title = f"Records in state “{chosen.label}”"
        context = {
            **self.each_context(request),
            "title": f"{title} that I began" if is_mine else title,
            "state": chosen,
            "is_mine": is_mine,
            "states": [(each.value, each.label) for each in STATES],
            "groups": list(work.groups(request, chosen, is_mine=is_mine)),
        }
        return TemplateResponse(request, "desk/work.html", context)

    def look(self, request: HttpRequest, sort: str) -> HttpResponse:
        """List the audit's remarks of one sort; ``again`` counts them anew."""
        chosen = audits.sorts.get(sort)
        if chosen is None:
            raise Http404("There is no such sort of remark.")
        if not request.user.has_perm(MAY_AUDIT):
            raise PermissionDenied
        audit = audits.again() if "again" in request.GET else audits.kept()
        page = Paginator(audit.of(chosen.codes), REMARKS).get_page(
            request.GET.get("page")
        )
        context = {
            **self.each_context(request),
            "title": chosen.label.capitalize(),
            "sort": chosen,
            "audit": audit,
            "is_stale": audit.version != audits.version(),
            "page": page,
            "lines": audits.lines(list(page)),
        }
        return TemplateResponse(request, "desk/look.html", context)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Offer rows with what tells them apart."""
        view = choosing.Choosing.as_view(admin_site=self)
        response = view(request)
        assert isinstance(response, HttpResponse)  # JSON, which is not streamed
        return response

    def date(self, request: HttpRequest) -> JsonResponse:
        """Say what is understood of a date, for the form that asks while one types."""
        return JsonResponse(reading.read(request.GET.get("text", "")).as_json())
