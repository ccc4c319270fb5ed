"""Say what a load did, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from .loading import Outcome
from .plan import EditedError
from .problems import DossierError, Problem

CHANGES = ("new", "changed", "unchanged", "removed", "kept")
EDITED_HINT = (
    "Editors changed records since the last load. Load with --ours to keep what the"
    " database has, with --theirs to write what the file says, or with --skip-edited"
    " to leave those records alone and load the rest."
)


def summary(outcome: Outcome) -> str:
    """Say section by section how many records were new, changed and so on."""
    lines = [f"Left as an editor has it: {name}" for name in outcome.kept]
    total = sum(sum(counts.values()) for counts in outcome.counts.values())
    if outcome.is_unchanged:
        lines.append(f"Nothing to write: {_records(total)} already as the files say.")
        return "\n".join(lines)
    for section, counts in outcome.counts.items():
        said = [f"{counts[one]} {one}" for one in CHANGES if counts[one]]
        lines.append(f"{section:<12} {', '.join(said)}")
    if outcome.is_dry_run:
        lines.append("Dry run: nothing was written.")
    return "\n".join(lines)


def brief(outcome: Outcome) -> str:
    """Say in a few lines what a load did, and what an editor should look at."""
    lines = [f"Left as an editor has it: {name}" for name in outcome.kept]
    changes = Counter[str]()
    for counts in outcome.counts.values():
        changes += counts
    said = [f"{changes[one]:,} {one}" for one in CHANGES if changes[one]]
    lines.append(f"Records of the dossiers: {', '.join(said)}.")
    if outcome.warnings:
        count = len(outcome.warnings)
        what = "place" if count == 1 else "places"
        lines.append(
            f"{count} {what} to look at: python3 manage.py load_dossier seeds --dry-run"
        )
    return "\n".join(lines)


def complaint(error: DossierError) -> str:
    """Say all that is wrong, and that nothing was written."""
    count = len(error.problems)
    lines = [
        str(error),
        f"{count} {'problem' if count == 1 else 'problems'}; nothing was written.",
    ]
    if isinstance(error, EditedError):
        lines.append(EDITED_HINT)
    return "\n".join(lines)


def as_json(
    outcome: Outcome | None, problems: Iterable[Problem] = ()
) -> dict[str, Any]:
    """Give the same for programs; without an outcome nothing was written."""
    return {
        "is_loaded": outcome is not None and not outcome.is_dry_run,
        "is_dry_run": outcome is not None and outcome.is_dry_run,
        "records": {
            section: {one: counts[one] for one in CHANGES}
            for section, counts in (outcome.counts if outcome else {}).items()
        },
        "kept": list(outcome.kept) if outcome else [],
        "warnings": [asdict(one) for one in outcome.warnings] if outcome else [],
        "problems": [asdict(one) for one in problems],
    }


def _records(count: int) -> str:
    return "the one record is" if count == 1 else f"all {count:,} records are"
