"""The app."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """Authorities, programmes, entities, listings, actions."""

    name = "sanctions"
