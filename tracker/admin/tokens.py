"""Keys for bulk use: made here, shown once, ended here."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tracker.models import Token
from tracker.models.tokens import PREFIX_LENGTH, digest_of, new_key

from .records import Writing

KEPT = ("prefix", "created_at", "last_used_at", "revoked_at")


@admin.register(Token)
class TokenAdmin(Writing):
    """Tokens. A key is never seen again, so a lost one is revoked and made anew."""

    list_display = (
        *("name", "prefix", "requests_a_minute", "expires_on"),
        *("last_used_at", "revoked_at"),
    )
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    search_fields = ("name", "prefix")
    fields = ("name", "requests_a_minute", "expires_on", *KEPT)
    readonly_fields = KEPT
    actions = ("revoke",)

    def save_model(
        self, request: HttpRequest, obj: Token, form: Any, change: bool
    ) -> None:
        """Save it; make the key of a new one and show it this once."""
        if not change:
            key = new_key()
            obj.prefix, obj.digest = key[:PREFIX_LENGTH], digest_of(key)
            messages.warning(
                request, f"The key, shown only now: {key} Send it as Bearer token."
            )
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a token that was given out stays on record."""
        return False

    @admin.action(description="Revoke the chosen tokens", permissions=["change"])
    def revoke(self, request: HttpRequest, tokens: "QuerySet[Token]") -> None:
        """End tokens at once."""
        count = tokens.filter(revoked_at=None).update(revoked_at=timezone.now())
        messages.success(request, f"Revoked: {count}.")
