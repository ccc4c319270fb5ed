"""Duplicates: suggestions, the page where two records become one, and its undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from tracker import duplicates, merging, readable, restrictions
from tracker.desk.tools import Tool
from tracker.models import FormerSlug, Merge, NotTheSame
from tracker.snapshots import Change, Snapshot, row_changes, take

from .editing import WHY, Editing, rows_of, written
from .records import ReadOnly

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

PER_PAGE = duplicates.AT_ONCE


class Merging(Editing):
    """An admin of records that may be of the same thing."""

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        """Lead to pairs that may be the same."""
        pairs = Tool("Duplicates", self.address_of("duplicates"))
        return [*super().list_tools(request), pairs]

    def form_tools(self, request: HttpRequest, row: Any) -> list[Tool]:
        """Lead from a record to those that may be the same."""
        alike = Tool(
            "Compare with another", f"{self.address_of('duplicates')}?of={row.pk}"
        )
        return [*super().form_tools(request, row), alike]

    def get_urls(self) -> list[URLPattern]:
        """Add the suggestions, and the page where two become one."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("duplicates/", view(self.duplicates_view), name=f"{name}_duplicates"),
            path(
                "<path:object_id>/join/<int:other>/",
                view(self.join_view),
                name=f"{name}_join",
            ),
            *super().get_urls(),
        ]

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """List pairs that may be the same; say of one that it is not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return written(request, self._tell_apart)
        of = request.GET.get("of", "")
        one = self.get_object(request, of) if of else None
        if of and one is None:
            raise Http404("There is no such record.")
        if one is not None and "with" in request.GET:
            other = self._called(request.GET["with"].strip())
            if other is not None and other.pk != one.pk:
                return HttpResponseRedirect(self.address_of("join", one.pk, other.pk))
            messages.error(
                request, "No other record has this address. Nothing is compared."
            )
        text = request.GET.get("from", "0")
        offset = int(text) if text.isdecimal() and len(text) < 8 else 0
        total = self.model._base_manager.count()
        pairs = duplicates.suggest(self.model, offset=offset)
        shown = {row.pk: row for pair in pairs for row in (pair.left, pair.right)}
        restrictions.remember_looks(request.user, shown.values(), "duplicates")
        context = {
            **self.admin_site.each_context(request),
            "title": f"{self.opts.verbose_name_plural}: perhaps the same".capitalize(),
            "opts": self.opts,
            "pairs": pairs,
            "one": one,
            "wanted": request.GET.get("with", ""),
            "join": f"admin:{self.opts.app_label}_{self.opts.model_name}_join",
            "change": f"admin:{self.opts.app_label}_{self.opts.model_name}_change",
            "next": offset + PER_PAGE if offset + PER_PAGE < total else None,
            "may_change": self.has_change_permission(request),
        }
        return TemplateResponse(request, "desk/duplicates.html", context)

    def _called(self, slug: str) -> Any:
        """Find a record by what its public address ends in."""
        name = getattr(self, "slug_field", "slug")
        return self.model._base_manager.filter(**{name: slug}).first()

    def _tell_apart(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        keys = [request.POST.get(name, "") for name in ("left", "right")]
        if not all(key.isdecimal() for key in keys) or keys[0] == keys[1]:
            raise Http404("There is no such pair.")
        rows = list(self.model._base_manager.filter(pk__in=keys))
        if len(rows) != len(keys):
            raise Http404("There is no such pair.")
        merging.say_not_the_same(request.user, *rows)
        messages.success(request, "Remembered: this pair is never suggested again.")
        return HttpResponseRedirect(request.get_full_path())

    def join_view(
        self, request: HttpRequest, object_id: str, other: int
    ) -> HttpResponse:
        """Lay two records side by side; make them one."""
        kept = self.get_object(request, unquote(object_id))
        gone = self.get_object(request, str(other))
        if kept is None or gone is None or kept.pk == gone.pk:
            raise Http404("There are no two such records.")
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return written(request, self._join, kept, gone)
        for row in (kept, gone):
            restrictions.remember_look(request.user, row, "compare")
        return self._join_page(request, kept, gone)

    def _join(self, request: HttpRequest, kept: Any, gone: Any) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        fields = [
            name.removeprefix("field-")
            for name, value in request.POST.items()
            if name.startswith("field-") and value == "gone"
        ]
        why = request.POST.get(WHY, "").strip()
        try:
            done = merging.merge(
                request.user, kept, gone, take_from_gone=fields, reason=why
            )
        except merging.MergeError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())
        messages.success(
            request, "They are one now. This page can make them two again."
        )
        return HttpResponseRedirect(
            reverse("admin:tracker_merge_change", args=[done.pk])
        )

    def _join_page(self, request: HttpRequest, kept: Any, gone: Any) -> HttpResponse:
        old, other = take(self.model, kept.pk), take(self.model, gone.pk)
        if old is None or other is None:
            raise Http404("There are no two such records.")
        fields = set(merging.choices(old, other))
        differing = [
            change
            for change in row_changes(old.label, old.key, old.values, other.values)
            if change.field in fields
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": f"{kept} and {gone}: one or two?",
            "opts": self.opts,
            "kept": kept,
            "gone": gone,
            "kept_slug": _slug(old),
            "gone_slug": _slug(other),
            "lines": readable.lines(differing, rows_of(old)),
            "kept_parts": _parts(old),
            "gone_parts": _parts(other),
            "pointing": [
                (len(r.keys), r.label.partition(".")[2], r.field)
                for r in merging.references(self.model, str(gone.pk))
            ],
            "refusal": merging.refusal(request.user, kept, gone),
            "join": f"admin:{self.opts.app_label}_{self.opts.model_name}_join",
            "apart": reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_duplicates"
            ),
        }
        return TemplateResponse(request, "desk/join.html", context)


def _slug(snapshot: Snapshot) -> str:
    return str(snapshot.values.get("slug") or snapshot.values.get("code"))


def _parts(snapshot: Snapshot) -> list[str]:
    """Say in words what a record consists of."""
    added = [
        Change(label, key, "", None, values)
        for label, rows in sorted(snapshot.rows.items())
        if label != snapshot.label
        for key, values in rows.items()
    ]
    return [line.row for line in readable.lines(added)]


@admin.register(Merge)
class MergeAdmin(ReadOnly):
    """Records that were made one; each can be made two again."""

    list_display = ("gone_name", "kept_name", "merged_by", "created_at", "undone_by")
    list_filter = ("record_label",)
    list_select_related = ("merged_by", "undone_by")
    search_fields = ("gone_name", "kept_name", "reason")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show one merge; undo it."""
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        done = self.get_object(request, object_id)
        if done is None:
            raise Http404("There is no such merge.")
        if request.method == "POST":
            return written(request, self._undo, done)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merged: {done}",
            "opts": self.opts,
            "original": done,
            "merge": done,
        }
        return TemplateResponse(request, "desk/merged.html", context)

    def _undo(self, request: HttpRequest, done: Merge) -> HttpResponse:
        try:
            merging.undo(request.user, done)
        except merging.MergeError as error:
            if not request.user.has_perm("tracker.add_remark"):
                raise PermissionDenied from error
            messages.error(request, str(error))
        else:
            messages.success(request, "They are two again.")
        return HttpResponseRedirect(request.get_full_path())


@admin.register(NotTheSame)
class NotTheSameAdmin(ReadOnly):
    """Pairs that somebody said are not the same."""

    list_display = ("record_label", "first_key", "second_key", "said_by", "created_at")
    list_filter = ("record_label",)
    list_select_related = ("said_by",)
    search_fields = ("=first_key", "=second_key")


@admin.register(FormerSlug)
class FormerSlugAdmin(ReadOnly):
    """Addresses that lead on to another record."""

    list_display = ("slug", "kind", "record_key", "created_at")
    list_filter = ("kind",)
    search_fields = ("slug", "=record_key")
