"""Bring in editions of a published sanctions list."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions import imports
from sanctions.importers import LISTS
from sanctions.importers.entries import ListFormatError


class Command(BaseCommand):
    """Store editions, or search the names in their files."""

    help = "Store editions of a published sanctions list and say what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a list and its files."""
        parser.add_argument("list", choices=LISTS)
        parser.add_argument("source", nargs="+", type=Path, metavar="FILE|DIR|TAR")
        parser.add_argument("--date", type=date.fromisoformat, help="the edition's day")
        parser.add_argument("--inspect", metavar="NAME", help="only search the files")
        parser.add_argument("--download", action="store_true", help="into DIR, first")
        parser.add_argument("--sha256", default="", help="of the file to download")
        parser.add_argument("--no-names", action="store_true", help="do not index them")
        parser.add_argument("--json", action="store_true", help="print every change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what happened."""
        try:
            for line in imports.run(LISTS[options["list"]], options):
                self.stdout.write(line)
        except ListFormatError as error:
            raise CommandError(f"{error} Nothing was written.") from error
