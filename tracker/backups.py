"""Copies of the whole database in one file, and the way back.

PostgreSQL's own programs do the work: the machine's if they are new enough, else those
that come with the embedded server.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from . import roles, watches
from .embedded.places import MAJOR_VERSION, installed_binaries

MAGIC = b"PGDMP"  # how a file of pg_dump's custom format begins
# Who asked how often of late: worthless a minute later.
WITHOUT_ROWS = ("tracker_throttle",)
VERSION = re.compile(rb"\b(\d+)\.")
# libpq's variable for each parameter of a connection.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}


class BackupError(Exception):
    """The database could not be written to a file, or a file not be restored."""


def save(path: Path) -> int:
    """Write the database as it is at this moment; return the bytes written.

    Nobody waits: reading and writing go on. The file appears only when it is complete,
    and only its owner may read it, since it holds drafts and withheld names.

    Raises:
        BackupError: The file exists, its directory does not, or PostgreSQL refuses.
    """
    if path.exists():
        raise BackupError(f"{path} exists; name a new file.")
    if not path.parent.is_dir():
        raise BackupError(f"There is no directory {path.parent}.")
    with _unfinished(path) as draft:
        rows = [f"--exclude-table-data=public.{table}" for table in WITHOUT_ROWS]
        _run("pg_dump", "--format=custom", *rows, f"--file={draft}")
        draft.replace(path)
    return path.stat().st_size


def restore(path: Path) -> None:
    """Put the database back to what a file holds: all of it, or nothing of it.

    Everything entered since is gone. Readers and writers wait meanwhile, or are told to
    come back. Rights and triggers are put in place anew, from the code.

    Raises:
        BackupError: The file is none of ours, or PostgreSQL refuses; then the database
            is as before.
    """
    try:
        with path.open("rb") as file:
            is_ours = file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
    if not is_ours:
        raise BackupError(f"{path} is no backup; make one with `manage.py backup`.")
    for connection in connections.all(initialized_only=True):
        connection.close()  # whose prepared statements would be of old tables
    _run(
        "pg_restore",
        *("--clean", "--if-exists", "--single-transaction", "--exit-on-error"),
        *("--no-owner", "--no-privileges"),
        f"--dbname={connections['owner'].settings_dict['NAME']}",
        str(path),
    )
    watches.install()
    roles.grant()


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600, exist_ok=False)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _run(program: str, *arguments: str) -> None:
    connection = connections["owner"]
    parameters = connection.get_connection_params()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    environment |= {
        variable: str(parameters[name])
        for name, variable in VARIABLES.items()
        if parameters.get(name)
    }
    command = [str(_program(program)), f"--role={roles.OWNER}", *arguments]
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    if result.returncode:
        said = result.stderr.decode(errors="replace").strip().splitlines()
        raise BackupError(f"{program}: {said[0] if said else 'no word why'}")


def _program(name: str) -> Path:
    """Find a program of PostgreSQL that is at least as new as the server."""
    found = shutil.which(name)
    if found:
        said = subprocess.run([found, "--version"], capture_output=True, check=False)
        version = VERSION.search(said.stdout)
        if version and int(version[1]) >= int(MAJOR_VERSION):
            return Path(found)
    return installed_binaries() / name
