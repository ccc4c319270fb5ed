"""Load dossiers: read all, check all, then write what differs from the database."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pghistory
from django.db import IntegrityError, connection

from tracker import published
from tracker.withheld import WithheldNameError

from . import (
    checking,
    forms,
    ordering,
    placing,
    reading,
    registry,
    stories,
    withheld,
)
from .additions import write_additions
from .plan import Difference, Edited, Plan, planned
from .problems import DossierError, Problem
from .shapes import WITHHELD
from .stories import Loaded, Story
from .writing import write


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load did.

    Attributes:
        counts: Per section how many records were new, changed, unchanged, removed.
        kept: Records that an editor changed and that were left as they are.
        warnings: What an editor should look at; nothing was refused for it.
        differences: What was not as the files say, record by record.
    """

    counts: dict[str, Counter[str]]
    kept: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    is_dry_run: bool = False
    differences: tuple[Difference, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the database already said all of it."""
        return not any(
            counts[change]
            for counts in self.counts.values()
            for change in ("new", "changed", "removed")
        )


class _DryRun(Exception):  # no error: the way out of the transaction
    """Takes back what a dry run has written."""


def load(
    paths: Sequence[Path],
    *,
    edited: Edited = Edited.STOP,
    is_dry_run: bool = False,
    is_draft: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """Load dossier files.

    Args:
        paths: Files, in any order.
        edited: What to do with records that an editor changed since.
        is_dry_run: Do everything, then take it back.
        is_draft: Write new records as drafts, and leave the others in their state.
        progress: Told how many steps of how many are done.

    Raises:
        DossierError: Something is wrong in some file; nothing is written.
    """
    read = forms.read_files(paths)
    plan, warnings = _plan(read, edited, is_draft=is_draft)
    if not plan.is_empty:
        try:
            with _remembered(read.files), published.writing():
                # Again, now that no other writer can come between.
                plan, warnings = _plan(read, edited, is_draft=is_draft)
                _write(plan, progress)
                _finish(is_dry_run=is_dry_run)
        except (WithheldNameError, IntegrityError) as error:
            raise DossierError([_refused(error)]) from error
        except _DryRun:
            pass
    return Outcome(
        plan.counts,
        tuple(plan.kept),
        tuple(warnings),
        is_dry_run,
        tuple(plan.differences),
    )


def are_loaded(paths: Sequence[Path]) -> bool:
    """Tell whether every file was last loaded as it is now, by this code.

    Reads no YAML. A file that moved counts as another.
    """
    now = {
        placing.reading(
            path, hashlib.sha256(reading.text_of(path).encode()).hexdigest()
        )
        for path in paths
    }
    return now <= set(placing.loaded().values())


def revert(
    paths: Sequence[Path],
    *,
    edited: Edited = Edited.STOP,
    is_dry_run: bool = False,
) -> Outcome:
    """Remove what dossiers wrote.

    Args:
        paths: Their files; only the slug is read.
        edited: What to do with records that an editor changed since.
        is_dry_run: Do everything, then take it back.

    Raises:
        DossierError: One was never loaded, an editor changed a record, or something
            else still refers to one; nothing is removed.
    """
    files = [forms.read_name(path) for path in paths]
    loaded = Loaded()
    unknown = [
        file.problem(("dossier",), f"'{file.form.dossier}' was never loaded")
        for file in files
        if file.form.dossier not in loaded.files
    ]
    if unknown:
        raise DossierError(unknown)
    told = [Story(file) for file in files]
    plan = planned(told, loaded, edited)
    try:
        with _remembered(files, command="load_dossier --revert"), published.writing():
            # Again, now that no other writer can come between.
            plan = planned(told, Loaded(), edited)
            with _steps_apart(plan):
                registry.remove(plan)
            registry.forget(plan)
            _finish(is_dry_run=is_dry_run)
    except (WithheldNameError, IntegrityError) as error:
        raise DossierError([_refused(error)]) from error
    except _DryRun:
        pass
    return Outcome(
        plan.counts,
        tuple(plan.kept),
        is_dry_run=is_dry_run,
        differences=tuple(plan.differences),
    )


def files_in(paths: Sequence[Path]) -> list[Path]:
    """Give the files named, and those of the folders named, each once.

    Raises:
        FileNotFoundError: There is none of that name, or none in a folder.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not files or not files[0].is_file():
            what = "has no *.yaml in it" if path.is_dir() else "is no file"
            raise FileNotFoundError(f"{path} {what}")
        for file in files:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _remembered(
    files: Sequence[forms.File], *, command: str = "load_dossier"
) -> pghistory.context:
    """Say in the history which command and dossiers a change comes from."""
    return pghistory.context(
        command=command, dossiers=sorted(file.form.dossier for file in files)
    )


def _finish(*, is_dry_run: bool) -> None:
    """Do what a commit would; then, for a dry run, take all of it back."""
    if is_dry_run:
        published.refresh()
        connection.check_constraints()
        raise _DryRun


def _refused(error: Exception) -> Problem:
    """Say which rule of the database the checks did not foresee."""
    if isinstance(error, WithheldNameError):
        return Problem("the database", 0, "", str(error))
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    message = f"refuses the load by its rule {rule or 'of consistency'}: {error}"
    return Problem("the database", 0, "", message.splitlines()[0])


def _plan(
    read: forms.Files, edited: Edited, *, is_draft: bool
) -> tuple[Plan, list[Problem]]:
    hidden = withheld.spellings(also=_withheld_people(read.files))
    found = [p for n, t in read.texts.items() for p in withheld.find(t, n, hidden)]
    if found:
        raise DossierError(found)  # alone, since other problems quote the file
    loaded = Loaded()
    told, problems = stories.gather(read.files, loaded)
    checked = checking.check(told, loaded, has_unread=read.has_unread)
    problems = [*read.problems, *problems, *checked.problems]
    if problems:
        raise DossierError(problems)
    plan = planned(told, loaded, edited, checked.person_parties, is_draft=is_draft)
    return plan, checked.warnings


def _withheld_people(files: list[forms.File]) -> list[str]:
    return [
        slug
        for file in files
        for slug, person in file.form.people.items()
        if person.names == WITHHELD
    ]


def _write(plan: Plan, progress: Callable[[int, int], None]) -> None:
    total, done = 2 * len(plan.writes), 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    with _steps_apart(plan):
        write(
            plan.writes,
            plan.person_parties,
            plan.loaded.ids,
            count,
            is_draft=plan.is_draft,
        )
        write_additions(plan.additions, plan.loaded.ids)
        registry.remove(plan)
    registry.record_loaded(plan)


@contextmanager
def _steps_apart(plan: Plan) -> Iterator[None]:
    """Keep added steps away from those of the dossier that defines the concession."""
    touched = plan.concessions()
    added = plan.loaded.added
    ordering.set_apart({key: added.get(("concessions", key), ()) for key in touched})
    yield
    ordering.put_in_order(touched)
