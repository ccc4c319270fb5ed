"""A new password for the demo's editor."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker import editor


class Command(BaseCommand):
    """Make a password, set it, show it once."""

    help = "Give the demo's editor a new password and show it once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the password."""
        password = editor.renew_password()
        self.stdout.write(f"Sign in as {editor.NAME} with the password {password}")
