"""Load dossiers: read all, check all, then write what differs from the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracker import published
from tracker.models import Dossier, DossierRecord

from . import checking, forms, records, stored, writing
from .columns import Ids
from .dossier import Entry, Story
from .problems import DossierError, Problem
from .sections import BY_NAME, SECTIONS, Section
