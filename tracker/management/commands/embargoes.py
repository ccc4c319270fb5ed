"""Lift the embargoes whose day has come."""

from typing import Any

import pghistory
from django.core.management.base import BaseCommand

from tracker import published, restrictions


class Command(BaseCommand):
    """For a timer, once a day after midnight UTC; running it again changes nothing."""

    help = "Make public what was under an embargo that has ended."

    def handle(self, *args: Any, **options: Any) -> None:
        """Lift them and render what they hid."""
        with pghistory.context(command="embargoes"), published.writing():
            count = restrictions.lift_ended()
        self.stdout.write(f"Lifted {count}.")
