"""Write the data dictionary."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker import dictionary


class Command(BaseCommand):
    """Write ``docs/data-dictionary.md`` from the models."""

    help = "Write docs/data-dictionary.md from the models."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        path = Path(settings.BASE_DIR) / "docs" / "data-dictionary.md"
        path.write_text(dictionary.markdown(), encoding="utf-8")
        self.stdout.write(f"Wrote {path.relative_to(settings.BASE_DIR)}.")
