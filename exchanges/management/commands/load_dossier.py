"""Load dossiers into the record."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchanges import dossiers


class Command(BaseCommand):
    """Load dossier files."""

    help = "Load dossiers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files or folders."""
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--skip-edited", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load."""
        paths = []
        for p in map(Path, options["paths"]):
            paths += sorted(p.glob("*.yaml")) if p.is_dir() else [p]
        try:
            outcome = dossiers.load(paths)
        except dossiers.DossierError as error:
            raise CommandError(str(error)) from error
        for k, v in outcome.counts.items():
            self.stdout.write(f"{k}: {dict(v)}")
