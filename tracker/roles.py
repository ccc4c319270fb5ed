"""The three database roles, and what each of them may do.

``tracker_owner`` owns every table and migrates. ``tracker_app`` reads and writes rows
but cannot rewrite history. ``tracker_public`` reads the published relations and nothing
else, so no forgotten filter can show a draft.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

import psycopg
from django.apps import apps
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from .databases import READERS, ROLES, SESSION_PARAMETERS

PUBLIC_RELATIONS = (
    *("published_document", "published_version"),
    *("published_change", "published_formerslug"),
    *("published_name", "published_namekey"),
    *("published_listentry", "published_listing", "published_entitylisting"),
)
# SECURITY DEFINER functions, as PostgreSQL prints them: "name(integer,text)".
PUBLIC_FUNCTIONS = ("admit(text,text,integer,integer,integer)",)

APPLICATION, OWNER, PUBLIC = ROLES["default"], ROLES["owner"], ROLES["public"]
SET_OPTION_VERSION = 160_000  # since PostgreSQL 16 membership alone does not allow SET

Cursor: TypeAlias = "psycopg.Cursor[Any] | CursorWrapper"


class Router:
    """Keeps migrations away from the public connection."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """Allow tables everywhere but through the connection that only reads."""
        return db not in READERS

    def allow_relation(self, obj1: object, obj2: object, **hints: object) -> bool:
        """Allow it: the aliases are connections to one database."""
        return True


def create_logins(cursor: Cursor) -> None:
    """Make the three roles on the embedded server, each able to log in."""
    _create_missing(cursor, "LOGIN")
    # Tests make databases of their own.
    cursor.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER)))


def create_database(cursor: Cursor, name: str) -> None:
    """Make the owner's database unless it exists; not inside a transaction."""
    cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
    if cursor.fetchone() is None:
        cursor.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(OWNER)
            )
        )


def create_assumed(cursor: Cursor, logins: Iterable[tuple[str, str]]) -> None:
    """Make the three roles on a server of somebody else, and let logins assume them.

    Whatever is in order already is not touched, so an administrator can prepare
    everything and give logins that may create nothing.

    Args:
        cursor: Of a login that may create roles and owns the database.
        logins: Pairs of a login and the role it assumes.
    """
    _create_missing(cursor, "NOLOGIN")
    version = cursor.connection.info.server_version
    is_settable = version >= SET_OPTION_VERSION
    for login, role in logins:
        cursor.execute(
            "SELECT pg_has_role(%s, %s, %s)",
            [login, role, "SET" if is_settable else "MEMBER"],
        )
        row = cursor.fetchone()
        if row is None or not row[0]:
            cursor.execute(
                sql.SQL("GRANT {} TO {}" + " WITH SET TRUE" * is_settable).format(
                    sql.Identifier(role), sql.Identifier(login)
                )
            )
    secure_database(cursor)


def secure_database(cursor: Cursor) -> None:
    """Close the database to everybody but the three roles.

    Does nothing for one who does not own the database: then an administrator has to.
    """
    cursor.execute(
        "SELECT datname, pg_has_role(datdba, 'USAGE') FROM pg_database"
        " WHERE datname = current_database()"
    )
    row = cursor.fetchone()
    if row is None or not row[1]:
        return
    names = {
        "database": sql.Identifier(row[0]),
        "owner": sql.Identifier(OWNER),
        "application": sql.Identifier(APPLICATION),
        "public": sql.Identifier(PUBLIC),
    }
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {database} TO {owner}",
        "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {application}",
        "GRANT CONNECT ON DATABASE {database} TO {public}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT CREATE, USAGE ON SCHEMA public TO {owner}",
        "GRANT USAGE ON SCHEMA public TO {application}, {public}",
    ):
        cursor.execute(sql.SQL(statement).format(**names))


def prepare() -> None:
    """Make the roles and close the database; before migrating."""
    owner = connections["owner"]
    if "assume_role" not in owner.settings_dict["OPTIONS"]:
        with owner.cursor() as cursor:
            secure_database(cursor)
        return
    login = owner.copy()
    del login.settings_dict["OPTIONS"]["assume_role"]
    try:
        with login.cursor() as cursor:
            users = {
                alias: connections[alias].settings_dict["USER"]
                or cursor.connection.info.user
                for alias in ROLES
            }
            create_assumed(cursor, [(users[a], role) for a, role in ROLES.items()])
    finally:
        login.close()


def grant() -> None:
    """Say anew what each role may do with the owner's relations; after migrating."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        tables = _owned(cursor, "relkind IN ('r', 'p', 'v', 'm')")
        sequences = _owned(cursor, "relkind = 'S'")
        routines = _owned_routines(cursor)
        for kind, names in (
            ("TABLE", tables),
            ("SEQUENCE", sequences),
            ("ROUTINE", routines),
        ):
            everybody = f"PUBLIC, {APPLICATION}, {PUBLIC}"
            _execute(cursor, f"REVOKE ALL ON {kind} {{}} FROM {everybody}", names)
        _execute(
            cursor,
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE {{}} TO {APPLICATION}",
            tables,
        )
        _execute(cursor, f"GRANT ALL ON SEQUENCE {{}} TO {APPLICATION}", sequences)
        _execute(cursor, f"GRANT EXECUTE ON ROUTINE {{}} TO {APPLICATION}", routines)
        _execute(
            cursor,
            f"REVOKE UPDATE, DELETE ON TABLE {{}} FROM {APPLICATION}",
            _existing(history_tables(), tables),
        )
        _execute(
            cursor,
            f"REVOKE INSERT, UPDATE, DELETE ON TABLE {{}} FROM {APPLICATION}",
            _existing(("django_migrations",), tables),
        )
        _execute(
            cursor,
            f"GRANT SELECT ON TABLE {{}} TO {PUBLIC}",
            _existing(PUBLIC_RELATIONS, tables),
        )
        _execute(
            cursor,
            f"GRANT EXECUTE ON ROUTINE {{}} TO {PUBLIC}",
            _existing(PUBLIC_FUNCTIONS, routines),
        )
        # What a later migration makes is closed until the grants have been said anew.
        cursor.execute(
            "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC"
        )


def history_tables() -> list[str]:
    """Name the tables whose rows are only ever added: pghistory's events."""
    return [
        model._meta.db_table
        for model in apps.get_models()
        if model._meta.managed
        and any(field.name == "pgh_id" for field in model._meta.concrete_fields)
    ]


def _create_missing(cursor: Cursor, login: str) -> None:
    cursor.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[*ROLES.values()]]
    )
    existing = {name for (name,) in cursor.fetchall()}
    for alias, role in ROLES.items():
        if role in existing:
            continue
        cursor.execute(
            sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), sql.SQL(login))
        )
        for name, value in SESSION_PARAMETERS[alias].items():
            cursor.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(role), sql.Identifier(name), sql.Literal(value)
                )
            )


def _owned(cursor: Cursor, condition: str) -> dict[str, sql.Composable]:
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        f" AND relowner = current_user::regrole AND {condition} ORDER BY relname"
    )
    return {name: sql.Identifier(name) for (name,) in cursor.fetchall()}


def _owned_routines(cursor: Cursor) -> dict[str, sql.Composable]:
    cursor.execute(
        "SELECT oid::regprocedure::text FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace"
        " AND proowner = current_user::regrole ORDER BY 1"
    )
    return {signature: sql.SQL(signature) for (signature,) in cursor.fetchall()}


def _existing(
    names: Iterable[str], relations: dict[str, sql.Composable]
) -> dict[str, sql.Composable]:
    return {name: relations[name] for name in names if name in relations}


def _execute(cursor: Cursor, statement: str, names: dict[str, sql.Composable]) -> None:
    if names:
        cursor.execute(sql.SQL(statement).format(sql.SQL(", ").join(names.values())))
