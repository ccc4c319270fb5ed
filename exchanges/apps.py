"""The app."""

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    """Detentions, releases, trades, concessions, linkages."""

    name = "exchanges"

    def ready(self) -> None:
        """Say which records are public."""
        from . import documents  # models are not loaded before

        documents.register_all()
