"""Put the whole database back to what a file holds."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import backups


class Command(BaseCommand):
    """Restore what ``backup`` wrote; asks first, since all entered since is lost."""

    help = "Replace the whole database by a file that backup wrote."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and ``--yes`` to go ahead."""
        parser.add_argument("file", type=Path, help="What backup wrote.")
        parser.add_argument("--yes", action="store_true", help="Do not ask.")

    def handle(self, *args: Any, file: Path, yes: bool, **options: Any) -> None:
        """Restore."""
        self.stdout.write(f"This replaces everything in the database by {file}.")
        if not yes and input("Type yes to go ahead: ").strip().lower() != "yes":
            raise CommandError("Nothing was changed.")
        try:
            backups.restore(file)
        except backups.BackupError as error:
            raise CommandError(f"{error} The database is as it was.") from error
        self.stdout.write("Restored. Run migrate if the code is newer than the file.")
