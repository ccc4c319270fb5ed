"""Dossiers: one YAML file per story, written by people from articles."""

from .loading import Outcome, load
from .plan import Edited, EditedError
from .problems import DossierError, Problem

__all__ = [
    "DossierError",
    "Edited",
    "EditedError",
    "Outcome",
    "Problem",
    "load",
]
