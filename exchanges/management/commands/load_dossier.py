"""Load dossiers, take them back, or tie their citations to a text."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from exchanges import dossiers
from exchanges.dossiers import Edited
from exchanges.intake import judgements

LONG_LOAD = 400  # steps, two per record; below it a load takes a moment


class Command(BaseCommand):
    """Check all files, then write in one transaction; nothing if one is wrong."""

    help = "Load dossiers. Exit 0; 1: a file is wrong, nothing written; 2: usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files or folders, and what to do with them."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE|DIR")
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--revert", action="store_true", help="Remove what they wrote."
        )
        what.add_argument("--stamp", type=Path, metavar="TEXT", help="Write digests.")
        what.add_argument("--verify", type=Path, metavar="TEXT", help="Check digests.")
        parser.add_argument("--source", metavar="ID", help="Whose text it is.")
        parser.add_argument("--dry-run", action="store_true", help="Write nothing.")
        parser.add_argument("--json", action="store_true", help="For programs.")
        edited = parser.add_mutually_exclusive_group()
        edited.add_argument(
            "--ours", action="store_true", help="Keep editors' changes."
        )
        edited.add_argument("--theirs", action="store_true", help="Overwrite them.")
        edited.add_argument("--skip-edited", action="store_true", help="Keep and name.")
        parser.add_argument(
            "--if-changed", action="store_true", help="Only if a file has changed."
        )
        parser.add_argument(
            "--brief", action="store_true", help="Only count warnings and records."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one of the three."""
        try:
            paths = dossiers.files_in([Path(path) for path in options["paths"]])
            if options["stamp"] or options["verify"]:
                self._compare(paths, options)
            else:
                self._load(paths, options)
        except (FileNotFoundError, dossiers.SourceChoiceError) as error:
            raise CommandError(str(error), returncode=2) from error
        except dossiers.DossierError as error:
            if options["json"]:
                self._say_json(None, error.problems)
            raise CommandError(dossiers.complaint(error), returncode=1) from error

    def _load(self, paths: list[Path], options: dict[str, Any]) -> None:
        chosen = [one for one in Edited if options.get(_OPTIONS.get(one, ""))]
        edited = chosen[0] if chosen else Edited.STOP
        is_dry_run = options["dry_run"]
        if options["if_changed"] and dossiers.are_loaded(paths):
            self.stdout.write("Nothing to write: no file has changed.")
            self._say_gone(options)
            return
        if options["revert"]:
            outcome = dossiers.revert(paths, edited=edited, is_dry_run=is_dry_run)
        else:
            with _progress() as progress:
                outcome = dossiers.load(
                    paths, edited=edited, is_dry_run=is_dry_run, progress=progress
                )
        if not is_dry_run and not options["revert"]:
            for path in paths:
                judgements.note_answers(dossiers.answers(path))
        if not options["brief"]:
            for warning in outcome.warnings:
                self.stderr.write(f"Warning: {warning}")
        self._say_gone(options)
        if options["json"]:
            self._say_json(outcome, ())
        elif options["brief"]:
            self.stdout.write(dossiers.brief(outcome))
        else:
            self.stdout.write(dossiers.summary(outcome))

    def _say_gone(self, options: dict[str, Any]) -> None:
        """Name what the database still holds of files that left a folder."""
        named = [Path(path) for path in options["paths"]]
        for slug, path in dossiers.gone([path for path in named if path.is_dir()]):
            self.stderr.write(f"Warning: {dossiers.advice(slug, path)}.")

    def _compare(self, paths: list[Path], options: dict[str, Any]) -> None:
        if len(paths) != 1:
            raise CommandError("Name one dossier for one text.", returncode=2)
        text = dossiers.Text.read(options["stamp"] or options["verify"])
        act = dossiers.stamp if options["stamp"] else dossiers.verify
        source, count = act(paths[0], text, options["source"])
        done = "written" if options["stamp"] else "agree"
        self.stdout.write(f"{source}: digests of {count} passages {done}.")

    def _say_json(
        self, outcome: dossiers.Outcome | None, problems: tuple[dossiers.Problem, ...]
    ) -> None:
        report = dossiers.as_json(outcome, problems)
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))


_OPTIONS = {
    Edited.OURS: "ours",
    Edited.THEIRS: "theirs",
    Edited.SKIP: "skip_edited",
}


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal, for long loads only."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        bar.live.console.quiet = not bar.console.is_terminal
        task = bar.add_task("Loading", total=None, visible=False)

        def show(done: int, total: int) -> None:
            is_long = total >= LONG_LOAD and bar.console.is_terminal
            bar.update(task, completed=done, total=total, visible=is_long)

        yield show
