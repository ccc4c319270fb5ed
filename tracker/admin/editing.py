"""How the admin saves: nobody's work is lost, and nothing is public that may not be.

A form carries the state of the record that it was made from. It is saved as if nothing
had happened since; if something has, both are laid side by side. What may not be public
by this user alone becomes a proposal, or waits in review.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import pghistory
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from tracker import edits, permissions, proposals, published, readable
from tracker.desk import tools
from tracker.desk.tools import Tool
from tracker.models import Proposal, ProposalState, Remark, State
from tracker.permissions import Access, Answer, Verdict
from tracker.snapshots import (
    Snapshot,
    changed,
    changes,
    label_of,
    meet,
    put,
    root_of,
    take,
    take_row,
)
from tracker.withheld import WithheldNameError

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

BASE, WHY, MERGE, NOW = "desk-base", "desk-why", "desk-merge", "desk-now"


@dataclass(slots=True)
class Desk:
    """What is known about an edit while the admin makes it.

    Attributes:
        base: The record as the form was made from it.
        now: The record as it is; None for a new one.
        why: The reason given.
        record: The record whose state decides.
        name: What the row edited is called.
    """

    base: Snapshot | None = None
    now: Snapshot | None = None
    why: str = ""
    record: models.Model | None = None
    name: str = ""

    @property
    def is_stale(self) -> bool:
        """Tell whether the record was changed since the form was made."""
        return self.base != self.now


class _TakenBack(Exception):  # no error: the way out of the transaction
    """What the form wrote is taken back; something else comes of it."""


class _Mine(_TakenBack):
    """The form was stale; this is what it would have made."""

    def __init__(self, after: Snapshot | None) -> None:
        self.after = after
        super().__init__()


class _Judged(_TakenBack):
    """The edit may not be made like this."""

    def __init__(
        self, before: Snapshot | None, after: Snapshot | None, verdict: Verdict
    ) -> None:
        self.before, self.after, self.verdict = before, after, verdict
        super().__init__()


class _Shown(_TakenBack):
    """The form has errors; it is shown again."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        super().__init__()


class Editing(ModelAdmin):
    """An admin that saves by the rules of the desk."""

    change_form_template = "desk/change_form.html"
    change_list_template = "desk/change_list.html"

    # Pages

    def list_tools(self, request: HttpRequest) -> list[Tool]:
        """Give the links above the list, for those who may follow them."""
        return []

    def form_tools(self, request: HttpRequest, row: Any) -> list[Tool]:
        """Give the links above a row's form, for those who may follow them."""
        return []

    def address_of(self, page: str, *arguments: object) -> str:
        """Give the address of one of this admin's pages."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=arguments)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """List rows, with links to the pages that belong to the list."""
        more = {"tools": self.list_tools(request)}
        return super().changelist_view(request, (extra_context or {}) | more)

    def get_urls(self) -> list[URLPattern]:
        """Add the page where two edits meet."""
        options = self.opts
        return [
            path(
                "<path:object_id>/merge/",
                self.admin_site.admin_view(self.merge_view),
                name=f"{options.app_label}_{options.model_name}_merge",
            ),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Add or change a row."""
        if request.method != "POST":
            row = self.get_object(request, unquote(object_id)) if object_id else None
            if row is not None and self.has_change_permission(request, row):
                # Before the form is made: what it shows is at least as new.
                extra_context = (extra_context or {}) | {
                    "base": edits.seal(request.user, take_row(row))
                }
            return super().changeform_view(request, object_id, form_url, extra_context)
        return written(request, self._edit, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Delete a row."""
        if request.method != "POST":
            return super().delete_view(request, *args, **kwargs)
        return written(request, self._delete, *args, **kwargs)

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        """Show beside the form what the desk knows about the record."""
        row = kwargs.get("obj")
        if request.method == "POST":
            context["base"] = request.POST.get(BASE, "")
            context["why"] = request.POST.get(WHY, "")
        if row is not None and row.pk is not None:
            context |= about(request, row)
            context["tools"] = [
                *self.form_tools(request, row),
                *tools.more(request, row),
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    # Saving

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Remember the record to which a part is added."""
        desk = desk_of(request)
        if not change:
            record = root_of(obj)
            if record is not obj:
                ruling = permissions.access(request.user, record)
                if ruling.access < Access.PROPOSE:
                    raise PermissionDenied(ruling.reason)
                desk.base = desk.now = take(type(record), record.pk)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Remember the record that something is deleted from."""
        desk = desk_of(request)
        desk.base = desk.now = take_row(obj)
        root = root_of(obj)
        desk.record = permissions.governing(obj)
        name = str(root)
        super().delete_model(request, obj)
        after = take(type(root), root.pk) if root is not obj else None
        self._settle(request, desk.record, after, name=name)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        """Answer after adding a row, if it may stay."""
        self._settle(request, permissions.governing(obj), take_row(obj), name=str(obj))
        return super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Answer after changing a row, if that may stay."""
        self._settle(request, permissions.governing(obj), take_row(obj), name=str(obj))
        return super().response_change(request, obj)

    def _edit(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
    ) -> HttpResponse:
        desk = desk_of(request)
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if row is not None and self.has_change_permission(request, row):
            states = edits.unseal(request.user, request.POST.get(BASE, ""))
            desk.now = take_row(row)
            if not states or not _is_same_record(states[0], desk.now):
                messages.error(
                    request,
                    "The form did not say which state of the record it was made from."
                    " Nothing is saved; here is the record as it is now.",
                )
                return HttpResponseRedirect(request.get_full_path())
            desk.base = states[0]
        try:
            with pghistory.context(why=desk.why), transaction.atomic():
                if desk.is_stale:
                    put(desk.now, desk.base)
                response: HttpResponse = super().changeform_view(
                    request, object_id, form_url, extra_context
                )
                if desk.is_stale:  # and not settled: the form has errors
                    raise _Shown(_rendered(response))
                return response
        except _TakenBack as way:
            return self._finish(request, way, row)

    def _delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        desk = desk_of(request)
        try:
            with pghistory.context(why=desk.why), transaction.atomic():
                response: HttpResponse = super().delete_view(request, *args, **kwargs)
                return response
        except _TakenBack as way:
            return self._finish(request, way, None)

    def _settle(
        self,
        request: HttpRequest,
        record: models.Model,
        after: Snapshot | None,
        *,
        name: str,
    ) -> None:
        """Judge what the form has written; raises to take it back."""
        desk = desk_of(request)
        desk.record, desk.name = record, name
        if desk.is_stale:
            raise _Mine(after)
        verdict = permissions.judge_edit(request.user, desk.now, after, record)
        if verdict.answer in (Answer.PROPOSE, Answer.REFUSE):
            if verdict.answer is Answer.PROPOSE:
                _check()
            raise _Judged(desk.now, after, verdict)
        state = after.values.get("state", "") if after else ""
        if verdict.answer is Answer.HOLD:
            state = edits.hold(record, desk.now)
            messages.warning(
                request, f"Saved, but {State(state).label}: {verdict.reason}"
            )
        was = desk.now.values.get("state", "") if desk.now else ""
        if after and state and was and state != was:
            edits.remark(request.user, record, desk.why, before=was, after=state)

    def _finish(
        self, request: HttpRequest, way: _TakenBack, row: models.Model | None
    ) -> HttpResponse:
        desk = desk_of(request)
        if isinstance(way, _Shown):
            messages.warning(
                request,
                "Somebody else changed this record meanwhile; nothing of yours is lost."
                " Mend what is marked, then both are laid side by side.",
            )
            return way.response
        if isinstance(way, _Mine):
            assert row is not None  # only a changed row can be stale
            sealed = edits.seal(request.user, desk.base, way.after)
            return self._side_by_side(request, row, sealed)
        assert isinstance(way, _Judged)
        if way.verdict.answer is Answer.REFUSE:
            messages.error(request, way.verdict.reason)
            return HttpResponseRedirect(request.get_full_path())
        if not changes(way.before, way.after):
            messages.info(request, "Nothing was changed.")
            return HttpResponseRedirect(self._list(request))
        snapshot = way.before or way.after
        assert snapshot is not None  # there are changes
        proposal = proposals.propose(
            request.user,
            way.before,
            way.after,
            name=desk.name,
            reason=desk.why,
            flags=way.verdict.flags,
        )
        say_proposed(request, proposal, way.verdict)
        return HttpResponseRedirect(self._list(request))

    def _list(self, request: HttpRequest) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    # Two edits of one record

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Save what was chosen from two edits of one record."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("There is no such record.")
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(
                reverse(
                    f"admin:{self.opts.app_label}_{self.opts.model_name}_change",
                    args=[object_id],
                )
            )
        return written(request, self._merge, row)

    def _merge(self, request: HttpRequest, row: models.Model) -> HttpResponse:
        sealed = request.POST.get(MERGE, "")
        states = edits.unseal(request.user, sealed)
        now = take_row(row)
        if not states or not _is_same_record(states[0], now):
            raise PermissionDenied
        base, mine = states
        assert base
        assert mine
        assert now
        found = meet(base, mine, now)
        chosen = {m.change.name: request.POST.get(m.change.name) for m in found}
        if request.POST.get(NOW) != now.digest or not all(
            choice in ("mine", "theirs") for choice in chosen.values()
        ):
            return self._side_by_side(request, row, sealed)
        wanted = [m.change for m in found if chosen[m.change.name] == "mine"]
        after = changed(now, wanted)
        why = desk_of(request).why
        try:
            with pghistory.context(why=why), transaction.atomic():
                verdict = edits.make(request.user, now, after, name=str(row), why=why)
        except edits.EditError as error:
            messages.error(request, str(error))
            return self._side_by_side(request, row, sealed)
        say(request, verdict, now != after)
        return HttpResponseRedirect(self._list(request))

    def _side_by_side(
        self, request: HttpRequest, row: models.Model, sealed: str
    ) -> HttpResponse:
        states = edits.unseal(request.user, sealed)
        now = take_row(row)
        assert states
        assert now
        base, mine = states
        if base is None or mine is None:
            raise PermissionDenied
        found = meet(base, mine, now)
        known = rows_of(base, mine, now)
        ours = readable.lines([m.change for m in found], known)
        others = readable.lines([m.other for m in found if m.other], known)
        by_path = {line.change.path: line for line in others}
        touched = {m.other.path for m in found if m.other}
        context = {
            **self.admin_site.each_context(request),
            "title": "Somebody else changed this record meanwhile",
            "opts": self.opts,
            "original": row,
            "pairs": [
                (line, by_path.get(m.other.path) if m.other else None, m.is_conflict)
                for line, m in zip(ours, found, strict=True)
            ],
            "alone": readable.lines(
                [c for c in changes(base, now) if c.path not in touched], known
            ),
            "sealed": sealed,
            "digest": now.digest,
            "why": desk_of(request).why,
        }
        options = self.opts
        context["action"] = reverse(
            f"admin:{options.app_label}_{options.model_name}_merge", args=[row.pk]
        )
        return TemplateResponse(request, "desk/merge.html", context, status=409)


def desk_of(request: HttpRequest) -> Desk:
    """Give what is known about the edit of this request."""
    if not hasattr(request, "_desk"):
        why = request.POST.get(WHY, "").strip()
        request._desk = Desk(why=why)  # type: ignore[attr-defined]  # ours
    desk: Desk = request._desk  # type: ignore[attr-defined]  # ours
    return desk


def written(request: HttpRequest, view: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Run a view that writes; say why if a withheld name keeps it from doing so."""
    if request.method != "POST":
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]  # any view
    try:
        with published.writing():
            return view(request, *args, **kwargs)  # type: ignore[no-any-return]  # any view
    except WithheldNameError as error:  # nothing is written: say why, and go back
        messages.error(request, str(error))
        return HttpResponseRedirect(request.get_full_path())


def about(request: HttpRequest, row: models.Model) -> dict[str, Any]:
    """Give what the desk knows about a record: access, remarks, proposals."""
    record = permissions.governing(row)
    label, key = label_of(type(row)), str(row.pk)
    root = root_of(row)
    where = {"record_label": label_of(type(root)), "record_key": str(root.pk)}
    return {
        "ruling": permissions.access(request.user, row),
        "record": record,
        "remarks": Remark.objects.filter(
            record_label=label, record_key=key, proposal=None
        ).select_related("author"),
        "waiting": Proposal.objects.filter(
            **where, state=ProposalState.WAITING
        ).select_related("proposed_by"),
    }


def rows_of(*snapshots: Snapshot | None) -> dict[str, dict[str, Any]]:
    """Put the rows of several states together, later ones winning."""
    found: dict[str, dict[str, Any]] = {}
    for snapshot in snapshots:
        for label, rows in (snapshot.rows if snapshot else {}).items():
            found.setdefault(label, {}).update(rows)
    return found


def say(request: HttpRequest, verdict: Verdict, is_changed: bool = True) -> None:
    """Tell the editor what became of an edit."""
    if verdict.answer is Answer.PROPOSE:
        messages.success(request, f"Your edit is proposed. {verdict.reason}")
    elif verdict.answer is Answer.HOLD:
        messages.warning(request, f"Saved, but not published: {verdict.reason}")
    elif is_changed:
        messages.success(request, "Saved.")
    else:
        messages.info(request, "Nothing was changed.")


def say_proposed(request: HttpRequest, proposal: Proposal, verdict: Verdict) -> None:
    """Tell the editor where the proposal is."""
    address = reverse("admin:tracker_proposal_change", args=[proposal.pk])
    messages.success(
        request,
        format_html(
            'Your edit is <a href="{}">proposed</a>. {}', address, verdict.reason
        ),
    )


def _is_same_record(left: Snapshot | None, right: Snapshot | None) -> bool:
    return (
        left is not None
        and right is not None
        and (left.label, left.key) == (right.label, right.key)
    )


def _rendered(response: HttpResponse) -> HttpResponse:
    if isinstance(response, TemplateResponse):
        response.render()
    return response


def _check() -> None:
    """Check now what would be checked at the commit, for the sake of a proposal.

    Raises:
        WithheldNameError: A name that is withheld would become public.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    published.refresh()
