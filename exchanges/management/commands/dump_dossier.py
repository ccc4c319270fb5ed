"""Write the record back as dossiers."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchanges import dossiers


class Command(BaseCommand):
    """Write dossiers as YAML; loading them again changes nothing."""

    help = "Write dossiers back as YAML, and what editors made beside them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take names of dossiers and a folder."""
        parser.add_argument("stories", nargs="*", metavar="STORY", help="Default: all.")
        parser.add_argument(
            "--out", type=Path, metavar="DIR", help="One file for each."
        )

        parser.add_argument("--schema", action="store_true", help="The JSON Schema.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write files, or print."""
        if options["schema"]:
            self.stdout.write(json.dumps(dossiers.json_schema(), indent=2))
            return
        try:
            dumped = dossiers.dump(options["stories"])
        except dossiers.UnknownStoryError as error:
            raise CommandError(str(error), returncode=2) from error
        except dossiers.DossierError as error:
            raise CommandError(str(error), returncode=1) from error
        folder = options["out"] and Path(options["out"])
        for story in dumped:
            for name in story.left_out:
                self.stderr.write(f"{story.slug}: left out, not published: {name}")
            if folder is None:
                self.stdout.write(story.text, ending="")
            else:
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{story.slug}.yaml").write_text(story.text, encoding="utf-8")
                self.stdout.write(f"{folder / story.slug}.yaml")
