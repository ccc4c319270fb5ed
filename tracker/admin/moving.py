"""Moving several records at once, after a page that says what will happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from tracker import moves, permissions
from tracker.models import State

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

AT_ONCE = 100  # records in one go: more cannot be read before confirming


class Moving(ModelAdmin):
    """Actions that change the state of records."""

    actions = ("send_to_review", "send_back", "publish", "withdraw")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Say who may publish and withdraw."""
        return permissions.may_publish(request.user, self.model)

    @admin.action(description="Send to review …", permissions=["change"])
    def send_to_review(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> HttpResponse | None:
        """Ask a publisher to look at them."""
        return self._move(request, queryset, State.IN_REVIEW, "send_to_review")

    @admin.action(description="Send back as drafts …", permissions=["change"])
    def send_back(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> HttpResponse | None:
        """Give them back to their authors."""
        return self._move(request, queryset, State.DRAFT, "send_back")

    @admin.action(description="Publish …", permissions=["publish"])
    def publish(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> HttpResponse | None:
        """Make them public."""
        return self._move(request, queryset, State.PUBLISHED, "publish")

    @admin.action(description="Withdraw …", permissions=["publish"])
    def withdraw(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> HttpResponse | None:
        """Take them from the public."""
        return self._move(request, queryset, State.WITHDRAWN, "withdraw")

    def _move(
        self,
        request: HttpRequest,
        queryset: models.QuerySet[Any],
        target: State,
        action: str,
    ) -> HttpResponse | None:
        rows = list(queryset.order_by("pk")[: AT_ONCE + 1])
        if len(rows) > AT_ONCE:
            messages.error(
                request, f"Choose at most {AT_ONCE} at a time: you should read them."
            )
            return None
        planned = moves.plan(request.user, rows, target)
        comment = request.POST.get("comment", "").strip()
        if "confirm" in request.POST:
            count = moves.carry_out(request.user, planned, comment)
            refused = len(planned) - count
            text = f"{count} moved to {target.label}" + (
                f", {refused} left as they were." if refused else "."
            )
            messages.add_message(
                request, messages.SUCCESS if count else messages.WARNING, text
            )
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": f"{target.label.capitalize()}: what will happen",
            "opts": self.opts,
            "target": target,
            "moved": [move for move in planned if not move.refusal],
            "refused": [move for move in planned if move.refusal],
            "action": action,
            "chosen": [row.pk for row in rows],
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "desk/move.html", context)
