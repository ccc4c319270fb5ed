"""The queue of reports from the public."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker import published, reports
from tracker.models import Document, PublicReport
from tracker.models.reports import ReportState

from .records import ReadOnly


@admin.register(PublicReport)
class PublicReportAdmin(ReadOnly):
    """Reports of errors and requests for removal, the newest first."""

    list_display = ("created_at", "kind", "address", "state", "handled_by")
    list_filter = ("state", "kind")
    list_select_related = ("handled_by",)
    search_fields = ("address", "text")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show one report; say how far it is."""
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        report = self.get_object(request, object_id)
        if report is None:
            raise Http404("There is no such report.")
        may = request.user.has_perm("tracker.change_publicreport")
        if request.method == "POST":
            if not may:
                raise PermissionDenied
            return self._decided(request, report)
        context = {
            **self.admin_site.each_context(request),
            "title": str(report),
            "opts": self.opts,
            "original": report,
            "report": report,
            "record": _record(report.address),
            "states": ReportState.choices,
            "may": may,
            "kept_days": reports.KEPT.days,
        }
        return TemplateResponse(request, "desk/report.html", context)

    def _decided(self, request: HttpRequest, report: PublicReport) -> HttpResponse:
        state = request.POST.get("state", "")
        if state not in ReportState.values:
            raise PermissionDenied
        try:
            reports.decide(
                request.user, report, ReportState(state), request.POST.get("answer", "")
            )
        except ValueError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Saved.")
        return HttpResponseRedirect(request.get_full_path())


def _record(address: str) -> str:
    """Give the form of the record that an address shows; "" if it shows none."""
    place = reports.place_of(address)
    if place is None:
        return ""
    segment, slug = place
    for kind in published.KINDS.values():
        if kind.segment == segment:
            found = Document.objects.filter(kind=kind.name, slug=slug).first()
            if found is not None:
                options = kind.model._meta
                name = f"admin:{options.app_label}_{options.model_name}_change"
                return reverse(name, args=[found.record_id])
    return ""
