"""Compare or rebuild the published documents."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker import published


class Command(BaseCommand):
    """Keep the published side exact."""

    help = "Compare every published document with a fresh one, or render all anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one of ``--check``, ``--refresh`` and ``--rebuild``."""
        group = parser.add_mutually_exclusive_group(required=True)
        group.add_argument(
            "--check",
            action="store_true",
            help="name every document that does not show what the tables say; exit 1",
        )
        group.add_argument(
            "--refresh",
            action="store_true",
            help="render what is marked, as after SQL by hand",
        )
        group.add_argument("--rebuild", action="store_true", help="render everything")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the one thing asked."""
        if options["rebuild"]:
            self.stdout.write(f"{published.rebuild()} documents rendered.")
        elif options["refresh"]:
            with published.writing():
                count = published.refresh()
            self.stdout.write(f"{count} marks cleared.")
        else:
            found = published.check()
            for difference in found:
                self.stderr.write(
                    f"{difference.kind} {difference.slug} {difference.problem}"
                )
            if found:
                raise CommandError(f"{len(found)} documents are wrong: --rebuild.")
            self.stdout.write("Every document shows what the tables say.")
