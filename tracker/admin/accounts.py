"""Accounts: deactivated when somebody leaves, never deleted with what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from pghistory.models import Context

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    Accounts: TypeAlias = UserAdmin[Any]
else:
    Accounts = UserAdmin

User = get_user_model()
PACKAGES = ("tracker", "sanctions", "exchanges")


def has_traces(user: Any) -> bool:
    """Tell whether the history or a log speaks of a user."""
    if Context.objects.filter(metadata__user=user.pk).exists():
        return True
    return any(
        relation.related_model._base_manager.filter(
            **{relation.field.name: user}
        ).exists()
        for relation in user._meta.related_objects
        if relation.related_model._meta.app_label in (*PACKAGES, "admin")
    )


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(Accounts):
    """People who may sign in. Untick *active* when one leaves."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow it only for accounts that never did anything."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not has_traces(obj))
