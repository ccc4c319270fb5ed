"""What is kept of each dossier that has been loaded."""

from __future__ import annotations

from django.utils import timezone

from tracker.models import Dossier, DossierRecord

from .plan import Plan


def record_loaded(plan: Plan) -> None:
    """Keep the digests of what has been written."""


def remove(plan: Plan) -> None:
    """Delete what its dossier no longer has."""
