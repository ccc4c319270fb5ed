"""The app."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """Authorities, programmes, entities, listings, actions."""

    name = "sanctions"

    def ready(self) -> None:
        """Say which records are public."""
        from tracker import published

        from . import documents, listed_names  # models are not loaded before

        documents.register_all()
        published.FOLLOWERS.append(listed_names.hide)
        published.AFTER_UPGRADE.append(listed_names.renew)
