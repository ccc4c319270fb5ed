"""The app."""

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    """Detentions, releases, trades, concessions, linkages."""

    name = "exchanges"
