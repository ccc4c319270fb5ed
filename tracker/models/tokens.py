"""Keys for those who read the API in bulk."""

import hashlib
import secrets

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from tracker import fields

PREFIX = "xt_"
PREFIX_LENGTH = 9  # characters of a key that are shown
KEY_BYTES = 32


def new_key() -> str:
    """Make a key that nobody guesses: 256 random bits."""
    return f"{PREFIX}{secrets.token_urlsafe(KEY_BYTES)}"


def digest_of(key: str) -> str:
    """Give the SHA-256 of a key in hexadecimal. A random key needs no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


class Token(models.Model):
    """A key that lets somebody ask more often. It opens nothing that is not public.

    The key itself is shown once, when it is made, and kept nowhere.
    """

    name = models.CharField(
        max_length=200, help_text="Who uses it, and for what: an organisation."
    )
    prefix = models.CharField(
        max_length=PREFIX_LENGTH,
        editable=False,
        help_text="First letters of the key, to tell keys apart.",
    )
    digest = models.CharField(
        max_length=64, editable=False, help_text="SHA-256 of the key."
    )
    requests_a_minute = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="How many requests a minute it allows; empty for the usual number.",
    )
    expires_on = models.DateField(
        null=True, blank=True, help_text="Last day on which it works; empty for ever."
    )
    revoked_at = models.DateTimeField(
        null=True, editable=False, help_text="When an administrator ended it."
    )
    last_used_at = models.DateTimeField(
        null=True, editable=False, help_text="When it was last used, to the hour."
    )
    created_at = fields.created_at()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="token_once"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="token_digest_is_hex",
            ),
            models.CheckConstraint(
                condition=Q(requests_a_minute=None) | Q(requests_a_minute__gte=1),
                name="token_allows_something",
                violation_error_message="A token allows a request a minute at least.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
