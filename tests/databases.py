"""The test database: copied from a migrated template, emptied after what commits."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from tracker import roles, watches
from tracker.databases import ALIASES
from tracker.embedded.locks import exclusive
from tracker.embedded.server import SUPERUSER

TEST_PREFIX = "test_tracker_"  # and the number of the process it belongs to
TEMPLATE_PREFIX = "template_tracker_"  # and the digest of all that migrating depends on
DRAFT = "template_draft"
MIGRATING_CODE = ("*/migrations/*.py", "*/sql/*.sql", "tracker/fields.py")
LOCK_TIMEOUT = 240  # seconds; another run migrates the template
# What migrations have put into tables, as COPY writes it; put back after each test that
# commits.
seeded: dict[str, bytes] = {}


def connect_as(role: str, database: str | None = None) -> "psycopg.Connection[Any]":
    """Connect, in autocommit, to the test database or to another one."""
    owner = connections["owner"]
    return psycopg.connect(
        host=owner.server.ensure(),
        user=role,
        dbname=database or owner.settings_dict["NAME"],
        autocommit=True,
    )


@contextmanager
def test_database() -> Iterator[None]:
    """Point all aliases to a new database of this process while the block runs."""
    name = f"{TEST_PREFIX}{os.getpid()}"
    with (
        exclusive(settings.VAR_DIR / "template.lock", timeout=LOCK_TIMEOUT),
        connect_as(SUPERUSER, "postgres") as server,
    ):
        for database in databases(server, TEST_PREFIX):
            if not is_alive(int(database.removeprefix(TEST_PREFIX))):
                drop(server, database)
        create(server, name, template=migrated_template(server))
    real = point_aliases_to(name)
    # Rights on a database are not copied with it; the rest follows from today's code.
    roles.prepare()
    watches.install()
    roles.grant()
    remember_seeded_rows()
    yield
    point_aliases_to(real)
    with connect_as(SUPERUSER, "postgres") as server:
        drop(server, name)


def migrated_template(server: "psycopg.Connection[Any]") -> str:
    """Make the template unless there is one of exactly these migrations."""
    name = f"{TEMPLATE_PREFIX}{code_digest()}"
    templates = databases(server, TEMPLATE_PREFIX)
    if name in templates:
        return name
    for old in [*templates, DRAFT]:
        drop(server, old)
    create(server, DRAFT, template="template1")
    real = point_aliases_to(DRAFT)
    call_command("migrate", verbosity=0)
    point_aliases_to(real)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    server.execute(rename.format(sql.Identifier(DRAFT), sql.Identifier(name)))
    return name


def code_digest() -> str:
    """Digest what the migrations depend on, and the packages' versions."""
    base: Path = settings.BASE_DIR
    paths = [base / "requirements-dev.txt"]
    for pattern in MIGRATING_CODE:
        paths += base.glob(pattern)
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path.relative_to(base)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def point_aliases_to(name: str) -> str:
    """Change the database of all aliases; return the name of the one before."""
    before: str = connections["owner"].settings_dict["NAME"]
    for alias in ALIASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    return before


def databases(server: "psycopg.Connection[Any]", prefix: str) -> list[str]:
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
    )
    return [name for (name,) in rows]


def create(server: "psycopg.Connection[Any]", name: str, *, template: str) -> None:
    statement = sql.SQL(
        "CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy"
    ).format(*map(sql.Identifier, (name, template, roles.OWNER)))
    server.execute(statement)


def drop(server: "psycopg.Connection[Any]", name: str) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    server.execute(statement.format(sql.Identifier(name)))


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def filled_tables(connection: "psycopg.Connection[Any]") -> list[str]:
    rows = connection.execute(
        "SELECT tablename FROM pg_tables"
        " WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
    )
    checks = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(
            sql.Literal(table), sql.Identifier(table)
        )
        for (table,) in rows
    ]
    filled = connection.execute(sql.SQL(" UNION ALL ").join(checks))
    return [table for (table,) in filled]


def rows_of(connection: "psycopg.Connection[Any]", table: str) -> bytes:
    statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with connection.cursor().copy(statement) as copy:
        return b"".join(map(bytes, copy))


def remember_seeded_rows() -> None:
    with connect_as(SUPERUSER) as connection:
        for table in filled_tables(connection):
            seeded[table] = rows_of(connection, table)


def forget_committed_rows() -> None:
    """Bring every table back to what migrations made of it; history, too."""
    with connect_as(SUPERUSER) as connection, connection.transaction():
        # Neither triggers nor foreign keys, as replication would do it.
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in {*filled_tables(connection), *seeded}:
            if rows_of(connection, table) == seeded.get(table):
                continue
            name = sql.Identifier(table)
            connection.execute(sql.SQL("DELETE FROM {}").format(name))
            if table in seeded:
                statement = sql.SQL("COPY {} FROM STDIN").format(name)
                with connection.cursor().copy(statement) as copy:
                    copy.write(seeded[table])
