"""Stop sites that run in the background, and the embedded database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import demo, sites
from tracker.embedded.base import server


class Command(BaseCommand):
    """End what runs; ``--erase`` deletes the databases too."""

    help = "Stop the sites of this checkout and its embedded database."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--erase``."""
        parser.add_argument("--erase", action="store_true", help="Delete the data.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Stop sites, then databases that nobody uses any more."""
        count = sites.stop_all(demo.SITES)
        self.stdout.write(f"Sites stopped: {count}.")
        directories = [settings.VAR_DIR / "test", settings.VAR_DIR]  # inner one first
        for var in filter(lambda path: path.exists(), directories):
            database = server(var, is_fast=False)
            done = database.erase() if options["erase"] else database.stop()
            if not done:
                raise CommandError(f"Another process still uses the database of {var}.")
