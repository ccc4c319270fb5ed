import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from tracker import environment
from tracker.databases import databases, parse_url
from tracker.embedded.server import PORT, SUPERUSER, Server

BASE = Path("/nowhere")
SECRETS = {"SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "example.org"}
# Prepares the roles, then says who each alias works as and whether it may write.
WHO = """
import json, django
django.setup()
from django.db import connections
from tracker import roles
roles.prepare()
roles.prepare()  # again: nothing is left to do
answer = {}
for alias in connections:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        users = cursor.fetchone()
        cursor.execute("SHOW default_transaction_read_only")
        answer[alias] = [*users, cursor.fetchone()[0]]
print(json.dumps(answer))
"""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://user:p%40ss@host:5433/name?sslmode=require",
            ("name", "user", "p@ss", "host", "5433", {"sslmode": "require"}),
        ),
        ("postgresql://host/name", ("name", "", "", "host", "", {})),
        (
            "postgres://user@%2FRun%2Fpostgresql/name",
            ("name", "user", "", "/Run/postgresql", "", {}),
        ),
        ("postgres://[::1]:5433/name", ("name", "", "", "::1", "5433", {})),
        ("postgres:///name", ("name", "", "", "", "", {})),
    ],
    ids=["everything", "little", "socket", "IPv6", "local"],
)
def test_addresses_are_read(url, expected):
    keys = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")

    assert parse_url(url) == dict(zip(keys, expected, strict=True))


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:hidden@host/name",
        "postgres://u:hidden@host",
        "postgres://u:hidden@host/",
        "postgres://u:hidden@host/a/b",
        "postgres://u:hidden@host:port/name",
        "postgres://u:hidden@host/name?sslmode",
        "hidden",
    ],
)
def test_an_address_that_makes_no_sense_is_refused_and_not_repeated(url):
    with pytest.raises(ImproperlyConfigured) as refusal:
        parse_url(url)

    assert "hidden" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_only_public_reading_keeps_query_plans():
    built = databases(environment.read({}, base=BASE))

    prepared = {
        alias: [
            entry["OPTIONS"].get(n)
            for n in ("server_side_binding", "prepare_threshold")
        ]
        for alias, entry in built.items()
    }

    assert prepared == {
        "default": [None, None],
        "owner": [None, None],
        "public": [True, 1],
        "gate": [True, 1],
    }


def test_a_pool_is_for_the_site_and_not_for_migrations():
    variables = SECRETS | {
        "DATABASE_URL": "postgres://host/name",
        "DATABASE_POOL_SIZE": "3",
    }

    built = databases(environment.read(variables, base=BASE))

    assert {
        a: e["OPTIONS"].get("pool", {}).get("max_size") for a, e in built.items()
    } == {
        "default": 3,
        "owner": None,
        "public": 3,
        "gate": 3,
    }
    assert built["default"]["CONN_MAX_AGE"] == 0


@pytest.fixture
def somebodys_server(tmp_path):
    """A server that others run, with logins but none of our roles."""
    logins = ("somebody", "web", "reader")
    server = Server(
        tmp_path / "theirs", roles=logins, prepare=lambda _: None, is_fast=True
    )
    server.ensure()
    with server.connect_as_superuser() as connection:
        connection.execute("CREATE ROLE somebody LOGIN CREATEROLE")
        connection.execute("CREATE ROLE web LOGIN")
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("CREATE DATABASE theirs OWNER somebody")
    yield server
    server.release()
    server.erase()


def who(server, **logins):
    address = f"@{server.host.replace('/', '%2F')}:{PORT}/theirs"
    urls = {name: f"postgres://{login}{address}" for name, login in logins.items()}
    result = subprocess.run(
        [sys.executable, "-c", WHO],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            **SECRETS,
            **urls,
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize("login", ["somebody", SUPERUSER])
def test_one_login_assumes_all_roles(somebodys_server, login):
    assert who(somebodys_server, DATABASE_URL=login) == {
        "default": ["tracker_app", login, "off"],
        "owner": ["tracker_owner", login, "off"],
        "public": ["tracker_public", login, "on"],
        "gate": ["tracker_public", login, "off"],
    }


def test_three_logins_assume_a_role_each(somebodys_server):
    answer = who(
        somebodys_server,
        DATABASE_URL="web",
        DATABASE_OWNER_URL="somebody",
        DATABASE_PUBLIC_URL="reader",
    )

    assert answer == {
        "default": ["tracker_app", "web", "off"],
        "owner": ["tracker_owner", "somebody", "off"],
        "public": ["tracker_public", "reader", "on"],
        "gate": ["tracker_public", "reader", "off"],
    }
