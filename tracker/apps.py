"""The app."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """Parties, people, sources; settings and database."""

    name = "tracker"

    def ready(self) -> None:
        """Say which records are public."""
        from . import documents  # models are not loaded before

        documents.register_all()
