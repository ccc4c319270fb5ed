"""Print every release with what was given for it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from exchanges import report


class Command(BaseCommand):
    """Answer the project's question on the terminal."""

    help = "Print every release with what was given for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--json``."""
        parser.add_argument(
            "--json",
            action="store_true",
            help="one JSON array of the API's release documents, sorted by slug",
        )
        parser.add_argument(
            "--newest",
            type=int,
            metavar="N",
            help="only the newest N, with totals and where to read on",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table, or the documents."""
        documents = report.bodies()
        if options["json"]:
            self.stdout.write(report.as_json(documents))
        elif documents and options["newest"] is not None:
            self._summarise(documents, max(options["newest"], 0))
        elif documents:
            self.stdout.write(report.as_table(report.rows(documents)))
        else:
            self.stdout.write("No release is published yet. Load one: load_dossier.")

    def _summarise(self, documents: list[bytes], number: int) -> None:
        rows = report.newest(documents, number)
        if rows:
            self.stdout.write(f"The newest {len(rows)} of {len(documents):,} releases:")
            self.stdout.write("\n" + report.as_table(rows))
        self.stdout.write(report.totals(documents))
        self.stdout.write("All of them: python3 manage.py report (--json for programs)")
