"""Dossiers in the admin: look at a change, load, undo, download."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pghistory
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from exchanges import dossiers
from exchanges.dossiers import Edited
from exchanges.dossiers.sections import SECTIONS
from exchanges.intake import judgements
from tracker import permissions
from tracker.admin.logs import DossierAdmin as Logged
from tracker.desk import tools
from tracker.desk.tools import Tool
from tracker.models import Dossier

SIZE_MAX = 2 * 1024 * 1024  # bytes of one file
NAME = "dossier.yaml"  # what problems call the file
CHOICES = (
    (Edited.STOP, "load nothing, and name them"),
    (Edited.OURS, "keep what the database has"),
    (Edited.THEIRS, "write what the file says"),
)
RECORDS = tuple(s.model for s in SECTIONS if hasattr(s.model, "state"))

admin.site.unregister(Dossier)


@admin.register(Dossier)
class DossierAdmin(Logged):
    """Dossiers that have been loaded; files of them, to look at and to load."""

    change_list_template = "desk/change_list.html"
    change_form_template = "desk/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Add loading, undoing and downloading."""
        view = self.admin_site.admin_view
        return [
            path("load/", view(self.load_view), name="tracker_dossier_load"),
            path(
                "<path:object_id>/download/",
                view(self.download_view),
                name="tracker_dossier_download",
            ),
            path(
                "<path:object_id>/revert/",
                view(self.revert_view),
                name="tracker_dossier_revert",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """List what has been loaded, and lead on to loading more."""
        load = Tool("Load a dossier", reverse("admin:tracker_dossier_load"))
        more = {"tools": [load] if may_look(request) else []}
        return super().changelist_view(request, (extra_context or {}) | more)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Lead on from one dossier to its file and to its undoing."""
        row = kwargs.get("obj")
        if row is not None:
            context["tools"] = [_download(row)]
            if may_load(request):
                undo = reverse("admin:tracker_dossier_revert", args=[row.pk])
                context["tools"].append(Tool("Undo the load", undo))
        return super().render_change_form(request, context, *args, **kwargs)

    def download_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give a dossier as the database has it now."""
        dossier = self._dossier(request, object_id)
        try:
            (dumped,) = dossiers.dump([dossier.slug])
        except dossiers.DossierError as error:
            messages.error(request, dossiers.complaint(error))
            return HttpResponseRedirect(
                reverse("admin:tracker_dossier_change", args=[dossier.pk])
            )
        response = HttpResponse(dumped.text, content_type="application/yaml")
        response["Content-Disposition"] = f'attachment; filename="{dossier.slug}.yaml"'
        return response

    def load_view(self, request: HttpRequest) -> HttpResponse:
        """Say what a file would change; load it if an administrator says so."""
        if not may_look(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request)
        text, problem = _text_of(request)
        if problem:
            return self._page(request, text=text, problems=[problem])

        def load(file: Path, edited: Edited, is_dry_run: bool) -> dossiers.Outcome:
            outcome = dossiers.load([file], edited=edited, is_dry_run=is_dry_run)
            if not is_dry_run:
                judgements.note_answers(dossiers.answers(file))
            return outcome

        return self._run(request, load, text)

    def revert_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Say what undoing a load would remove; undo it."""
        dossier = self._dossier(request, object_id)
        if not may_load(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, dossier=dossier)

        def revert(file: Path, edited: Edited, is_dry_run: bool) -> dossiers.Outcome:
            return dossiers.revert([file], edited=edited, is_dry_run=is_dry_run)

        return self._run(request, revert, f"dossier: {dossier.slug}\n", dossier)

    def _run(
        self,
        request: HttpRequest,
        action: Callable[[Path, Edited, bool], dossiers.Outcome],
        text: str,
        dossier: Dossier | None = None,
    ) -> HttpResponse:
        """Do it, or for a start only say what it would do."""
        is_dry_run = "apply" not in request.POST
        if not is_dry_run and not may_load(request):
            raise PermissionDenied
        wanted = request.POST.get("edited", "")
        edited = Edited(wanted) if wanted in dict(CHOICES) else Edited.STOP
        why = request.POST.get("desk-why", "").strip()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / NAME
            file.write_text(text, encoding="utf-8")
            try:
                with pghistory.context(why=why):
                    outcome = action(file, edited, is_dry_run)
            except dossiers.DossierError as error:
                said = str(error).replace(f"{folder}/", "").splitlines()
                is_edited = isinstance(error, dossiers.EditedError)
                return self._page(
                    request,
                    text=text,
                    problems=said,
                    is_edited=is_edited,
                    dossier=dossier,
                )
        if is_dry_run:
            return self._page(request, text=text, outcome=outcome, dossier=dossier)
        messages.success(request, dossiers.summary(outcome))
        return HttpResponseRedirect(reverse("admin:tracker_dossier_changelist"))

    def _page(
        self,
        request: HttpRequest,
        *,
        text: str = "",
        problems: Sequence[str] = (),
        is_edited: bool = False,
        outcome: dossiers.Outcome | None = None,
        dossier: Dossier | None = None,
    ) -> HttpResponse:
        chosen = request.POST.get("edited", Edited.STOP.value)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": f"Undo the load of {dossier}" if dossier else "Load a dossier",
            "opts": self.opts,
            "original": dossier,
            "text": text,
            "problems": problems,
            "is_edited": is_edited,
            "outcome": outcome,
            "summary": dossiers.summary(outcome) if outcome else "",
            "choices": [(c.value, words, c.value == chosen) for c, words in CHOICES],
            "why": request.POST.get("desk-why", ""),
            "may_load": may_load(request),
        }
        status = 400 if problems else 200
        return TemplateResponse(request, "desk/load.html", context, status=status)

    def _dossier(self, request: HttpRequest, object_id: str) -> Dossier:
        if not self.has_view_permission(request):
            raise PermissionDenied
        dossier: Dossier | None = self.get_object(request, unquote(object_id))
        if dossier is None:
            raise Http404("There is no such dossier.")
        return dossier


def _text_of(request: HttpRequest) -> tuple[str, str]:
    """Give the text sent, and what is wrong with it."""
    sent = request.FILES.get("file")
    if sent is None:
        text = request.POST.get("text", "").replace("\r\n", "\n")
        return text, "" if text.strip() else "Choose a file, or paste its text."
    if (sent.size or 0) > SIZE_MAX:
        return "", f"The file is larger than {SIZE_MAX:,} bytes."
    try:
        return sent.read().decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return "", f"The file is not UTF-8 text: see its byte {error.start + 1:,}."


def may_look(request: HttpRequest) -> bool:
    """Let those look who revise every kind of record: a problem quotes the database."""
    return all(permissions.has(request.user, "revise", model) for model in RECORDS)


def may_load(request: HttpRequest) -> bool:
    """Let administrators load: a load publishes, and asks no second person."""
    return may_look(request) and all(
        permissions.has(request.user, action, model)
        for action in ("publish", "delete")
        for model in RECORDS
    )


def home_of(row: Any) -> Dossier | None:
    """Give the dossier that defines a record; a query."""
    for section in SECTIONS:
        if section.model is type(row) and section.key:
            return Dossier.objects.filter(
                records__section=section.name,
                records__slug=getattr(row, section.key),
                records__is_addition=False,
            ).first()
    return None


def _download(dossier: Dossier, label: str = "Download") -> Tool:
    return Tool(label, reverse("admin:tracker_dossier_download", args=[dossier.pk]))


@tools.register
def _record_tools(request: HttpRequest, row: Any) -> list[Tool]:
    """Lead from a record to its dossier's file."""
    if not request.user.has_perm("tracker.view_dossier"):
        return []
    dossier = home_of(row)
    return [_download(dossier, "Download its dossier")] if dossier else []
