"""Erase the words of reports from the public that were closed long ago."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker import reports


class Command(BaseCommand):
    """For a timer, once a day; running it again changes nothing."""

    help = f"Erase reports that were closed {reports.KEPT.days} days ago or earlier."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase them."""
        self.stdout.write(f"Erased {reports.erase_old()}.")
