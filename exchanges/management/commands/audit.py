"""Say where the record is wrong or thin."""

import json
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchanges import audit


class Command(BaseCommand):
    """Audit the record; exit 1 on errors."""

    help = "Say where the record is wrong (errors) or thin (warnings)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--json``."""
        parser.add_argument(
            "--json", action="store_true", help="counts, errors and warnings as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print counts, every error, and how many warnings of each sort."""
        found = audit.audit()
        if options["json"]:
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        else:
            for name, count in found.counts.items():
                self.stdout.write(f"{count:7} {name}")
            for code, count in sorted(Counter(w.code for w in found.warnings).items()):
                self.stdout.write(f"{count:7} warnings {code}")
            for error in found.errors:
                self.stdout.write(f"error {error.code} {error.record}: {error.message}")
        if found.errors:
            raise CommandError(f"{len(found.errors)} errors.")
