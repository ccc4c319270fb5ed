"""The connections: ``default`` edits, ``owner`` migrates, ``public`` reads.

A fourth, ``gate``, works under the public role too, but may call the one function that
counts requests, which a connection that only reads cannot.

Each works under a database role of its own (:mod:`tracker.roles`). On the embedded
server the roles log in by themselves; on any other server a login assumes its role as
soon as it is connected, so one login is enough and three are better.
"""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from .environment import Environment

DATABASE_NAME = "tracker"  # of the embedded server
ROLES = {
    "default": "tracker_app",
    "owner": "tracker_owner",
    "public": "tracker_public",
}
# Connections by alias; two share the role that may only read.
ALIASES = {**ROLES, "gate": ROLES["public"]}
CONNECT_TIMEOUT = 5  # seconds
SESSION_PARAMETERS = {
    "default": {
        "statement_timeout": "60s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "60s",
    },
    "owner": {"lock_timeout": "10s"},
    "public": {
        "default_transaction_read_only": "on",
        "statement_timeout": "5s",
        "lock_timeout": "2s",
        "idle_in_transaction_session_timeout": "10s",
    },
    "gate": {
        "default_transaction_read_only": "off",
        "statement_timeout": "2s",
        "lock_timeout": "1s",
        "idle_in_transaction_session_timeout": "10s",
    },
}
READERS = ("public", "gate")
SCHEMES = ("postgres", "postgresql")


def databases(environment: Environment) -> dict[str, dict[str, Any]]:
    """Build Django's ``DATABASES`` for all aliases."""
    return {alias: _database(alias, environment) for alias in ALIASES}


def parse_url(url: str) -> dict[str, Any]:
    """Read the address of a database.

    Args:
        url: ``postgres://user:password@host:port/name?sslmode=require``; parts may be
            percent-encoded, so a socket directory is ``%2Frun%2Fpostgresql``. The query
            holds libpq's connection parameters.

    Returns:
        ``NAME``, ``USER``, ``PASSWORD``, ``HOST``, ``PORT`` and ``OPTIONS``.

    Raises:
        ImproperlyConfigured: Another scheme, no name, or a port or query that cannot be
            read. The message never holds the address, which has a password in it.
    """
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES:
        raise ImproperlyConfigured(
            f"A database address starts with postgres://, not {parts.scheme!r}."
        )
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise ImproperlyConfigured("A database address ends with /name.")
    try:
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        raise ImproperlyConfigured(
            "In a database address the port is a number and the query name=value."
        ) from None
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def _database(alias: str, environment: Environment) -> dict[str, Any]:
    if environment.is_demo:
        settings: dict[str, Any] = {
            "ENGINE": "tracker.embedded",
            "NAME": DATABASE_NAME,
            "USER": ALIASES[alias],
            "OPTIONS": {
                "embedded_var": str(environment.var),
                "embedded_fast": environment.is_embedded_fast,
            },
        }
    else:
        urls = {
            "default": environment.database_url,
            "owner": environment.database_owner_url or environment.database_url,
            "public": environment.database_public_url or environment.database_url,
            "gate": environment.database_public_url or environment.database_url,
        }
        settings = {
            "ENGINE": "django.db.backends.postgresql",
            **parse_url(urls[alias]),
        }
        settings["OPTIONS"]["assume_role"] = ALIASES[alias]
    options = settings["OPTIONS"]
    options.setdefault("connect_timeout", CONNECT_TIMEOUT)
    options["options"] = " ".join(
        f"-c {name}={value}" for name, value in SESSION_PARAMETERS[alias].items()
    )
    if alias in READERS:
        # Only both together let PostgreSQL keep the plan of a repeated query.
        options |= {"server_side_binding": True, "prepare_threshold": 1}
    if environment.database_pool_size and alias != "owner":
        options["pool"] = {"min_size": 1, "max_size": environment.database_pool_size}
        settings["CONN_MAX_AGE"] = 0
    else:
        settings["CONN_MAX_AGE"] = 60  # seconds
    settings["CONN_HEALTH_CHECKS"] = True
    return settings
