"""What an audit says of a record."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from tracker.models import Published, State

from .models import Linkage


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at.

    Attributes:
        code: What sort of thing, the same word for all of a sort.
        record: ``kind/slug`` of the record.
        message: What is the matter, and what would mend it.
    """

    code: str
    record: str
    message: str


def public(model: type[models.Model]) -> "models.QuerySet[Any]":
    """Give the rows of a table that are published, or all of one that has no states."""
    rows = model._default_manager.all()
    return rows.filter(state=State.PUBLISHED) if hasattr(model, "state") else rows


def name(row: models.Model) -> str:
    """Name a row as ``kind/slug``; a link as ``linkage/given>release``."""
    slug = row.slug if isinstance(row, Published) else str(row)
    if isinstance(row, Linkage):
        given = row.concession or row.counter_release
        slug = f"{given.slug if given else ''}>{row.release.slug}"
    return f"{row._meta.model_name}/{slug}"
