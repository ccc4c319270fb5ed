"""Say how often drafts were corrected."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from exchanges.intake import judgements


class Command(BaseCommand):
    """Compare each draft with what the editor made of it."""

    help = "Correction rates of drafts from articles, by section and field."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how to print."""
        parser.add_argument("--json", action="store_true", help="For programs.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line for each field."""
        rates = judgements.rates()
        if options["json"]:
            rows = [{**asdict(r), "correction_rate": r.correction_rate} for r in rates]
            self.stdout.write(json.dumps(rows, indent=1))
            return
        if not rates:
            self.stdout.write("No draft has been judged yet.")
            return
        self.stdout.write("kept corrected removed added  corrected  what")
        for rate in rates:
            what = " ".join(filter(None, (rate.section, rate.field)))
            self.stdout.write(
                f"{rate.kept:4} {rate.corrected:9} {rate.removed:7} {rate.added:5}"
                f"  {rate.correction_rate:8.0%}  {what} ({rate.read_by})"
            )
