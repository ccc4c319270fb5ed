"""Every test gets an embedded PostgreSQL of its own; none needs a service.

The database is made and migrated by its owner. ``default`` is the application's real
connection, so a missing grant fails a test. In ordinary tests ``public`` is the same
connection, since nothing is committed that another one could see; a test marked
``django_db(transaction=True, databases=["default", "public"])`` gets the real one.
"""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connections

from tracker.databases import READERS

from . import databases


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Make one database for all aliases, whichever of them the chosen tests name."""
    with django_db_blocker.unblock(), databases.test_database():
        yield


@pytest.fixture(autouse=True)
def _aliases(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let ``public`` see what an ordinary test writes; tidy up after the others."""
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
        databases.forget_committed_rows()
        return
    real = {alias: connections[alias] for alias in READERS}
    for alias in READERS:
        connections[alias] = connections["default"]
    yield
    for alias, connection in real.items():
        connections[alias] = connection


@pytest.fixture
def role_connection(
    transactional_db: None,
) -> Iterator[Callable[[str], "psycopg.Connection"]]:
    """Connect to the test database as a role: ``role_connection("tracker_public")``.

    The connections are in autocommit and closed after the test.
    """
    opened: list[psycopg.Connection] = []

    def connect(role: str) -> psycopg.Connection:
        opened.append(databases.connect_as(role))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()
