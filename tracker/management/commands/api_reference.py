"""Write the reference of the API."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tracker import api_reference


class Command(BaseCommand):
    """Write ``docs/api.md`` from the serializers."""

    help = "Write docs/api.md from the serializers."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        path = Path(settings.BASE_DIR) / "docs" / "api.md"
        path.write_text(api_reference.markdown(), encoding="utf-8")
        self.stdout.write(f"Wrote {path.relative_to(settings.BASE_DIR)}.")
