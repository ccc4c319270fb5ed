"""Suggest reliefs that may be the other half of a release."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchanges import suggestions
from exchanges.models import Release


class Command(BaseCommand):
    """List suggestions; nothing is written."""

    help = "List removals and acts near releases, the rarest and closest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take slugs of releases and ``--json``."""
        parser.add_argument("release", nargs="*", help="slugs; all if none is given")
        parser.add_argument("--json", action="store_true", help="one JSON array")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them."""
        slugs = options["release"]
        rows: Any = Release.objects.filter(slug__in=slugs)
        releases = list(rows) if slugs else None
        if releases is not None and len(releases) < len(set(slugs)):
            unknown = sorted({*slugs} - {release.slug for release in releases})
            raise CommandError(f"There is no release {', '.join(unknown)}.")
        found = suggestions.suggest(releases)
        if options["json"]:
            rows = [suggestions.as_json(suggested) for suggested in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for suggested in found:
            self.stdout.write(f"{suggested.release.slug}: {suggested.words}")
        self.stdout.write(f"{len(found)} suggestions; an editor judges them.")
