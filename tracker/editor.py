"""The demo's own editor: an account for the one person at this machine."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

NAME = "editor"
PASSWORD_BYTES = 12  # 16 characters


def ensure() -> str | None:
    """Make the account if there is none; return its password, which is kept nowhere."""
    _refuse_elsewhere()
    users = get_user_model()._default_manager
    if users.filter(username=NAME).exists():
        return None
    return renew_password()


def renew_password() -> str:
    """Give the account, made if need be, a random password and return it.

    Raises:
        CommandError: This is no demo: accounts are made by hand.
    """
    _refuse_elsewhere()
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user, _ = get_user_model()._default_manager.get_or_create(
        username=NAME, defaults={"is_staff": True, "is_superuser": True}
    )
    user.set_password(password)
    user.save(update_fields=["password"])
    return password


def _refuse_elsewhere() -> None:
    if not settings.IS_DEMO:
        raise CommandError(
            "There is no demo editor with DATABASE_URL; "
            "use manage.py createsuperuser or changepassword."
        )
