"""Load dossiers: read all, check all, then write what differs from the database."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from tracker import published

from . import checking, forms, stored, stories
from .plan import Plan, planned
from .problems import DossierError, Problem
from .registry import record_loaded, remove
from .stories import Loaded
from .writing import write


class Edited(StrEnum):
    """What to do with a record that an editor changed since the last load."""

    STOP = "stop"
    OURS = "ours"  # keep what the database has
    THEIRS = "theirs"  # write what the file says
    SKIP = "skip"  # as ours, and name the records


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load did.

    Attributes:
        counts: Per section how many records were new, changed, unchanged, removed.
        kept: Records that an editor changed and that were left as they are.
        warnings: What an editor should look at; nothing was refused for it.
    """

    counts: dict[str, Counter[str]]
    kept: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    is_dry_run: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the database already said all of it."""
        return all(not c[w] for c in self.counts.values() for w in ("new", "changed", "removed"))


class _DryRun(Exception):  # noqa: N818  # no error: the way out of the transaction
    """Takes back what a dry run has written."""


def load(
    paths: Sequence[Path],
    *,
    edited: Edited = Edited.STOP,
    is_dry_run: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Outcome:
    """Load dossier files.

    Args:
        paths: Files, in any order.
        edited: What to do with records that an editor changed since.
        is_dry_run: Do everything, then take it back.
        progress: Told how many steps of how many are done.

    Raises:
        DossierError: Something is wrong in some file; nothing is written.
    """
    files, problems = forms.read_files(paths)
    plan, warnings = _plan(files, problems, edited)
    if not plan.is_empty:
        try:
            with published.writing():
                # Again, now that no other writer can come between.
                plan, warnings = _plan(files, [], edited)
                _write(plan, progress)
                if is_dry_run:
                    raise _DryRun
        except _DryRun:
            pass
    return Outcome(plan.counts, tuple(plan.kept), tuple(warnings), is_dry_run)


def _plan(
    files: list[forms.File], problems: list[Problem], edited: Edited
) -> tuple[Plan, list[Problem]]:
    loaded = Loaded()
    told, more = stories.gather(files, loaded)
    checked = checking.check(told, loaded)
    problems = [*problems, *more, *checked.problems]
    if problems:
        raise DossierError(problems)
    return planned(told, loaded, edited.value), checked.warnings


def _write(plan: Plan, progress: Callable[[int, int], None]) -> None:
    total, done = 2 * len(plan.writes), 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        progress(done, total)

    write(plan.writes, plan.person_parties, plan.ids, count)
    remove(plan)
    record_loaded(plan)
