"""Load countries, parties, authorities, programmes and roles."""

from typing import Any

import pghistory
from django.core.management import call_command
from django.core.management.base import BaseCommand

from tracker import published
from tracker.reference import FIXTURES


class Command(BaseCommand):
    """Load the reference data of ``fixtures/``, whether or not it was loaded before."""

    help = "Load the reference data: rows that the files name win, others stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load all files in one transaction."""
        with pghistory.context(command="load_reference"), published.writing():
            call_command("loaddata", *FIXTURES, verbosity=0)
        self.stdout.write(f"Loaded {', '.join(FIXTURES)}.")
