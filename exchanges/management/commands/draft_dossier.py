"""Read one article and propose a draft dossier."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchanges.intake import IntakeError, judgements, propose
from exchanges.intake.drafts import as_json, as_yaml


class Command(BaseCommand):
    """Read text or HTML, write YAML with accept: "?" for each proposal."""

    help = "Draft a dossier from an article. Exit 0; 1: no article; 2: usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a file or standard input, and what is known of the article."""
        parser.add_argument("file", metavar="FILE|-", help="Text or HTML.")
        parser.add_argument("--out", type=Path, help="Write the draft there.")
        parser.add_argument("--text-out", type=Path, help="Write the text as read.")
        parser.add_argument(
            "--keep", action="store_true", help="Keep text and proposals for editors."
        )
        parser.add_argument("--json", action="store_true", help="For programs.")
        parser.add_argument("--source", default="", help="Who published it.")
        parser.add_argument("--title", default="", help="As printed.")
        parser.add_argument("--url", default="", help="Its address.")
        parser.add_argument("--published", type=date.fromisoformat, metavar="DAY")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draft it; nothing is written unless all went well."""
        try:
            draft = propose(
                _content(options["file"]),
                title=options["title"],
                published=options["published"],
                publisher=options["source"],
                url=options["url"],
            )
        except (FileNotFoundError, IsADirectoryError) as error:
            raise CommandError(
                f"{options['file']}: {error.strerror}", returncode=2
            ) from error
        except IntakeError as error:
            raise CommandError(f"{options['file']}: {error}.", returncode=1) from error
        for warning in draft.warnings:
            self.stderr.write(f"Warning: {warning}; the rules read alone.")
        if options["keep"]:
            judgements.keep(draft)
        written = as_json(draft) + "\n" if options["json"] else as_yaml(draft)
        if options["text_out"]:
            options["text_out"].write_text(draft.article.text)
        if options["out"] is None:
            self.stdout.write(written, ending="")
            return
        options["out"].write_text(written)
        self.stdout.write(
            f"{len(draft.proposals)} proposals in {options['out']};"
            f" {len(draft.not_recorded)} paragraphs with nothing to record."
        )


def _content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
