"""Bring in editions of a published sanctions list."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions import importing
from sanctions.importers import LISTS
from sanctions.importers.entries import ListFormatError


class Command(BaseCommand):
    """Store editions, or search the names in their files."""

    help = "Store editions of a published sanctions list; say what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a list and its files."""
        parser.add_argument("list", choices=LISTS)
        parser.add_argument("source", nargs="+", type=Path, metavar="FILE|DIR|TAR")
        parser.add_argument(
            "--date", type=date.fromisoformat, help="day of the edition"
        )
        parser.add_argument("--inspect", metavar="NAME", help="only search the files")
        parser.add_argument("--json", action="store_true", help="print all changes")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what happened."""
        code, sources = options["list"], options["source"]
        try:
            if options["inspect"]:
                for hit in importing.inspect(code, sources, options["inspect"]):
                    self.stdout.write(str(hit))
                return
            outcomes = importing.import_list(
                code, sources, published_on=options["date"], out=self.stdout
            )
        except ListFormatError as error:
            raise CommandError(f"{error} Nothing was written.") from error
        if options["json"]:
            self.stdout.write(importing.as_json(code, outcomes))
            return
        for line in importing.summary(outcomes):
            self.stdout.write(line)
