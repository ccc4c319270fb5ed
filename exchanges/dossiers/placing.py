"""Where a dossier's file is, what it said when loaded, and the code that read it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from tracker.models import Dossier

# What makes records of a file, below the checkout. Other code stores or shows them.
READING_CODE = ("exchanges/dossiers/*.py", "tracker/dates.py", "tracker/counts.py")


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as it was read: the same file may say more to newer code.

    Attributes:
        path: Relative to the checkout if it is in there, else absolute.
        digest: SHA-256 of its text.
        code: SHA-256 of the code that read it.
    """

    path: str
    digest: str
    code: str


def reading(path: str | Path, digest: str) -> Reading:
    """Describe a file that is read now."""
    return Reading(placed(path), digest, code())


def loaded() -> dict[str, Reading]:
    """Give every dossier as it was last loaded, by slug. One query."""
    rows = Dossier.objects.values_list("slug", "path", "digest", "code")
    return {slug: Reading(*rest) for slug, *rest in rows}


def placed(path: str | Path) -> str:
    """Say where a file is, so that a moved checkout or another machine finds it."""
    full = Path(path).resolve()
    base = settings.BASE_DIR.resolve()
    return str(full.relative_to(base) if full.is_relative_to(base) else full)


@cache
def code() -> str:
    """Give the SHA-256 of the code that reads dossiers."""
    base = settings.BASE_DIR
    digest = hashlib.sha256()
    for pattern in READING_CODE:
        for path in sorted(base.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def gone(folders: Sequence[Path] | None = None) -> list[tuple[str, str]]:
    """Name loaded dossiers whose file is gone; their records stay.

    Args:
        folders: Only files that were in one of these; anywhere if None.

    Returns:
        Slug and path, by slug. A dossier loaded before paths were kept is not named.
    """
    found = []
    for slug, one in sorted(loaded().items()):
        path = settings.BASE_DIR / one.path  # an absolute path stays what it is
        if not one.path or path.is_file():
            continue
        if folders is None or _is_in(path, folders):
            found.append((slug, one.path))
    return found


def advice(slug: str, path: str) -> str:
    """Say what to do about a dossier whose file is gone."""
    return (
        f"{path} is gone, and the records of dossier {slug} are still there: put the"
        f" file back, or remove them with --revert and a file that says only"
        f" 'dossier: {slug}'"
    )


def _is_in(path: Path, folders: Iterable[Path]) -> bool:
    return path.resolve().parent in {folder.resolve() for folder in folders}
