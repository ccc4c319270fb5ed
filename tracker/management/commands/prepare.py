"""Migrate and load the record, without serving it; for deployments."""

from typing import Any

from django.core.management.base import BaseCommand

from tracker import demo


class Command(BaseCommand):
    """Bring a database up to what this checkout holds."""

    help = "Migrate, load the fixtures and the dossiers, as far as needed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare."""
        demo.prepare(self.stdout.write)
