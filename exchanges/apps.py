"""The app."""

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    """Detentions, releases, trades, concessions, linkages."""

    name = "exchanges"

    def ready(self) -> None:
        """Say which records are public, and what needs a second person to be so."""
        from . import documents, risks  # models are not loaded before

        documents.register_all()
        risks.register_all()
