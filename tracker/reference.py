"""Load the reference data of ``fixtures/``: countries, parties, authorities, roles."""

import hashlib
from pathlib import Path

import pghistory
from django.core.management import call_command

from . import published
from .models import Country

# In this order, since natural keys are looked up while loading.
FIXTURES = ("countries", "parties", "authorities", "programmes", "roles")


def load(directory: Path, *, state: Path) -> bool:
    """Load the fixtures unless the same were loaded into this database before.

    Rows that editors have changed since are left alone for as long as the files stay
    as they are; a file that changes is loaded again and wins.

    Args:
        directory: Holds ``<name>.json`` for each name above.
        state: File that keeps the digest of what was loaded; beside the database.

    Returns:
        Whether anything was loaded.
    """
    paths = [directory / f"{name}.json" for name in FIXTURES]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    if (
        state.exists()
        and state.read_text(encoding="ascii") == digest
        and Country.objects.exists()
    ):
        return False
    with pghistory.context(command="load_reference"), published.writing():
        call_command("loaddata", *map(str, paths), verbosity=0)
    state.parent.mkdir(parents=True, exist_ok=True)
    state.write_text(digest, encoding="ascii")
    return True
