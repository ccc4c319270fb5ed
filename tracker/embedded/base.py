"""Django's PostgreSQL backend over the embedded server, started on first use."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base, client
from django.db.utils import OperationalError

from tracker import roles
from tracker.databases import DATABASE_NAME, ROLES

from .places import installed_binaries
from .server import PORT, Server, Superuser

_servers: dict[Path, Server] = {}


def server(var: Path, *, is_fast: bool) -> Server:
    """Return this process's only handle on the server of ``var``."""
    if var not in _servers:
        _servers[var] = Server(
            var, roles=tuple(ROLES.values()), prepare=_prepare, is_fast=is_fast
        )
    return _servers[var]


def _prepare(superuser: Superuser) -> None:
    with superuser.cursor() as cursor:
        roles.create_logins(cursor)
        roles.create_database(cursor, DATABASE_NAME)


class DatabaseClient(client.DatabaseClient):
    """``manage.py dbshell`` with the psql that comes with the server."""

    def runshell(self, parameters: Iterable[str]) -> None:
        """Start the server, then psql."""
        self.connection.get_connection_params()
        self.executable_name = str(installed_binaries() / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection; ``OPTIONS`` has ``embedded_var`` and ``embedded_fast``."""

    client_class = DatabaseClient

    @property
    def server(self) -> Server:
        """The server this connection is to."""
        options = self.settings_dict["OPTIONS"]
        var = Path(options["embedded_var"])
        return server(var, is_fast=options["embedded_fast"])

    def get_connection_params(self) -> dict[str, Any]:
        """Start the server if needed and say how to reach it."""
        self.settings_dict["HOST"] = self.server.ensure()
        self.settings_dict["PORT"] = str(PORT)
        parameters: dict[str, Any] = super().get_connection_params()
        for name in ("embedded_var", "embedded_fast"):
            parameters.pop(name)
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; if the server has died meanwhile, start it and connect again."""
        try:
            return super().get_new_connection(conn_params)
        except (OperationalError, psycopg.OperationalError):
            if self.server.is_running():
                raise
            self.server.ensure(is_checked=True)
            return super().get_new_connection(conn_params)
