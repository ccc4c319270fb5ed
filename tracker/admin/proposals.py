"""Proposals: read beside the record, approved, refused, talked about."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse

from tracker import permissions, proposals, readable, restrictions, risks
from tracker.models import Proposal, ProposalState, Remark
from tracker.snapshots import changes, from_json

from .editing import rows_of, written
from .records import ReadOnly


@admin.register(Proposal)
class ProposalAdmin(ReadOnly):
    """Edits of public records that wait for a second person, or waited."""

    list_display = (
        "record_name",
        "kind",
        "state",
        "flagged",
        "proposed_by",
        "decided_by",
        "created_at",
    )
    list_filter = ("state", "record_label")
    list_select_related = ("proposed_by", "decided_by")
    search_fields = ("record_name", "reason", "proposed_by__username")

    @admin.display(description="kind", ordering="record_label")
    def kind(self, proposal: Proposal) -> str:
        """Say what sort of record it is about."""
        return str(proposals.model_of(proposal)._meta.verbose_name)

    @admin.display(description="flagged")
    def flagged(self, proposal: Proposal) -> str:
        """Name the rules it falls under."""
        return ", ".join(proposal.flags)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show what is proposed beside what is; decide about it."""
        if object_id is None:
            raise PermissionDenied
        if not self.has_view_permission(request):
            raise PermissionDenied
        proposal = self.get_object(request, object_id)
        if proposal is None:
            raise Http404("There is no such proposal.")
        if request.method != "POST":
            _remember_look(request, proposal)
            return self._page(request, proposal)
        return written(request, self._decide, proposal)

    def _decide(self, request: HttpRequest, proposal: Proposal) -> HttpResponse:
        user, answer = request.user, request.POST.get("answer", "")
        if not user.has_perm("tracker.add_remark"):
            raise PermissionDenied
        try:
            if "approve" in request.POST:
                keep = self._kept(request, proposal)
                proposals.approve(user, proposal, keep=keep, answer=answer)
                messages.success(request, "Approved: the record says so now.")
            elif "refuse" in request.POST:
                proposals.refuse(user, proposal, answer=answer)
                messages.success(request, "Refused; the record stays as it is.")
            elif "take_back" in request.POST:
                proposals.take_back(user, proposal)
                messages.success(request, "Taken back.")
            else:
                proposals.comment(user, proposal, answer)
                messages.success(request, "Your comment is kept with the proposal.")
        except proposals.ProposalError as error:
            messages.error(request, str(error))
        return HttpResponseRedirect(request.get_full_path())

    def _kept(self, request: HttpRequest, proposal: Proposal) -> list[str] | None:
        """Give the names of the changes not to make; None if nobody has chosen."""
        meetings = proposals.standing(proposal).meetings
        choices = {m.change.name: request.POST.get(m.change.name) for m in meetings}
        if any(choices[m.change.name] is None for m in meetings if m.is_conflict):
            return None
        return [name for name, choice in choices.items() if choice == "keep"]

    def _page(self, request: HttpRequest, proposal: Proposal) -> HttpResponse:
        before, after = from_json(proposal.before), from_json(proposal.after)
        is_waiting = proposal.state == ProposalState.WAITING
        found = proposals.standing(proposal) if is_waiting else None
        known = rows_of(before, after, found.now if found else None)
        lines = readable.lines(changes(before, after), known)
        meetings = {m.change.path: m for m in (found.meetings if found else ())}
        others = readable.lines([m.other for m in meetings.values() if m.other], known)
        by_path = {line.change.path: line for line in others}
        pairs = []
        for line in lines:
            meeting = meetings.get(line.change.path)
            other = (
                by_path.get(meeting.other.path) if meeting and meeting.other else None
            )
            pairs.append((line, other))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Proposal: {proposal.record_name}",
            "opts": self.opts,
            "original": proposal,
            "proposal": proposal,
            "pairs": pairs,
            "is_waiting": is_waiting,
            "is_obsolete": bool(found and found.is_obsolete),
            "has_conflicts": bool(found and found.conflicts),
            "why_flagged": risks.sentences(proposal.flags),
            "refusal": permissions.may_decide(
                request.user,
                proposal.proposed_by_id,
                proposals.governing_model(proposal),
            ),
            "is_mine": proposal.proposed_by_id == request.user.pk,
            "remarks": proposal.remarks.select_related("author"),
            "record_address": _address(proposal),
        }
        return TemplateResponse(request, "desk/proposal.html", context)


@admin.register(Remark)
class RemarkAdmin(ReadOnly):
    """What was said about records, and how their states changed."""

    list_display = (
        "created_at",
        "author",
        "record_label",
        "record_key",
        "state_before",
        "state_after",
        "text",
    )
    list_filter = ("record_label", "state_after")
    list_select_related = ("author",)
    search_fields = ("text", "author__username", "=record_key")


def _remember_look(request: HttpRequest, proposal: Proposal) -> None:
    """Keep that somebody read a proposal about a restricted record."""
    row = proposals.model_of(proposal)._base_manager.filter(pk=proposal.record_key)
    for found in row:
        record = permissions.governing(found)
        restrictions.remember_look(request.user, record, "proposal")


def _address(proposal: Proposal) -> str:
    options = proposals.model_of(proposal)._meta
    try:
        return reverse(
            f"admin:{options.app_label}_{options.model_name}_change",
            args=[proposal.record_key],
        )
    except NoReverseMatch:
        return ""
