"""The app."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """Authorities, programmes, entities, listings, actions."""

    name = "sanctions"

    def ready(self) -> None:
        """Say which records are public."""
        from . import documents  # models are not loaded before

        documents.register_all()
