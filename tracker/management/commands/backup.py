"""Write the whole database to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker import backups


class Command(BaseCommand):
    """Save everything, drafts and withheld names included: keep the file safe."""

    help = "Write the whole database, as it is now, to one new file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="A file that does not exist yet.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Save."""
        try:
            size = backups.save(file)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {size:,} bytes. It holds drafts; keep it safe.")
