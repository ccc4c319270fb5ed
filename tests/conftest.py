"""Every test gets an embedded PostgreSQL of its own; none needs a service.

The database is made and migrated by its owner. ``default`` is the application's real
connection, so a missing grant fails a test. In ordinary tests ``public`` is the same
connection, since nothing is committed that another one could see; a test marked
``django_db(transaction=True, databases=["default", "public"])`` gets the real one.
"""

import os
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from psycopg import sql

from tracker.embedded.server import SUPERUSER

TEST_DATABASE = "test_tracker_"
KEPT_TABLES = ("auth_permission", "django_content_type", "django_migrations")


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
):
    """Make all aliases' databases, whichever of them the chosen tests name."""
    with django_db_blocker.unblock():
        drop_abandoned_databases()
        state = setup_databases(0, interactive=False, serialized_aliases=[])
    yield
    with django_db_blocker.unblock():
        for connection in connections.all():
            connection.close()
        teardown_databases(state, verbosity=0)


@pytest.fixture(autouse=True)
def _aliases(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let ``public`` see what an ordinary test writes; empty tables after others."""
    marker = request.node.get_closest_marker("django_db")
    wanted = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if marker is None and not wanted:
        yield
        return
    is_transactional = bool(wanted - {"db"}) or bool(
        marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,))
    )
    # By name, so that this fixture ends before Django's does.
    request.getfixturevalue("transactional_db" if is_transactional else "db")
    if is_transactional:
        yield
        truncate_tables()
        return
    real = connections["public"]
    connections["public"] = connections["default"]
    yield
    connections["public"] = real


@pytest.fixture
def role_connection(
    transactional_db: None,
) -> Iterator[Callable[[str], "psycopg.Connection"]]:
    """Connect to the test database as a role: ``role_connection("tracker_public")``.

    The connections are in autocommit and closed after the test.
    """
    opened: list[psycopg.Connection] = []

    def connect(role: str) -> psycopg.Connection:
        opened.append(connect_as(role))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def connect_as(role: str, database: str | None = None) -> psycopg.Connection:
    settings = connections["owner"].settings_dict
    return psycopg.connect(
        host=connections["owner"].server.ensure(),
        user=role,
        dbname=database or settings["NAME"],
        autocommit=True,
    )


def truncate_tables() -> None:
    """Empty what a test has committed; history too, so not as the application."""
    tables = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    with connect_as(SUPERUSER) as connection:
        existing = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        names = tables & {name for (name,) in existing} - {*KEPT_TABLES}
        connection.execute("SET session_replication_role = replica")  # no triggers
        connection.execute(
            sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(
                sql.SQL(", ").join(map(sql.Identifier, sorted(names)))
            )
        )


def drop_abandoned_databases() -> None:
    """Drop the databases of test runs that were killed."""
    with connect_as(SUPERUSER, "postgres") as connection:
        names = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s",
            [TEST_DATABASE + "%"],
        )
        for (name,) in names.fetchall():
            process = int(name.removeprefix(TEST_DATABASE).split("_")[0])
            if not is_alive(process):
                connection.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(
                        sql.Identifier(name)
                    )
                )


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
