"""The app."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """Parties, people, sources; settings and database."""

    name = "tracker"
