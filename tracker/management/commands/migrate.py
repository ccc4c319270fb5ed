"""Migrate as the owner, then say what the other roles may do."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate

from tracker import published, roles, watches


class Command(migrate.Command):
    """Django's ``migrate`` under the role that owns the tables."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take Django's arguments; the database is the owner's."""
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make roles, migrate, watch what documents show, grant, render anew."""
        if options["database"] != "owner":
            raise CommandError("Migrations run on the database alias 'owner' only.")
        roles.prepare()
        super().handle(*args, **options)
        if not options["plan"] and not options["check_unapplied"]:
            watches.install()
            roles.grant()
            published.rebuild_after_upgrade()
