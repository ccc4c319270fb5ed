"""Load the record and serve it on this machine; ``start.py`` calls this."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tracker import demo


class Command(BaseCommand):
    """Run the site under a supervising parent."""

    help = "Prepare the database, print the report, serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what ``start.py run`` takes."""
        parser.add_argument("--once", action="store_true", help="Ask it, then stop.")
        parser.add_argument("--port", type=int, default=demo.PORT, help="0: any free.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        sys.exit(demo.run(self.say, port=options["port"], is_once=options["once"]))

    def say(self, line: str) -> None:
        """Print a line at once, also into a pipe."""
        self.stdout.write(line)
        self.stdout.flush()
