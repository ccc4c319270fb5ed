"""An account at the editors' desk, with one of the roles."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

PASSWORD_BYTES = 12  # 16 characters


class Command(BaseCommand):
    """Make an account, put it into the role's group, show its password once."""

    help = "Make an account with a role and show its password once. Never changes one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a name and a role."""
        parser.add_argument("name", help="What to sign in as.")
        parser.add_argument(
            "--role", default="publisher", help="Such as editor; publisher if not said."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it; nothing is made if the role is unknown or the name taken."""
        role = Group.objects.filter(name=options["role"]).first()
        if role is None:
            known = ", ".join(
                Group.objects.order_by("name").values_list("name", flat=True)
            )
            raise CommandError(
                f"There is no role '{options['role']}'. There are: "
                f"{known or 'none yet; run load_reference'}."
            )
        users = get_user_model()._default_manager
        if users.filter(username=options["name"]).exists():
            raise CommandError(
                f"There is an account '{options['name']}' already; the admin changes"
                " its role, changepassword its password."
            )
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        user = get_user_model()(username=options["name"], is_staff=True)
        user.set_password(password)
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            user.save()
            user.groups.add(role)
        self.stdout.write(
            f"Sign in as {user.username} ({role}) with the password {password}"
        )
