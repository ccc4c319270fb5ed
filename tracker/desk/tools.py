"""Links beside the head of a list or a form, to pages that belong to it.

An admin names its own; other packages add theirs with ``register``, as they know more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Tool:
    """One link.

    Attributes:
        label: What it says.
        address: Where it leads.
    """

    label: str
    address: str


Finder = Callable[[HttpRequest, models.Model], Iterable[Tool]]
_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Let a function name more links for a record's form; called as an app starts."""
    _finders.append(finder)
    return finder


def more(request: HttpRequest, row: models.Model) -> list[Tool]:
    """Give the links for a record's form that other packages know; their queries."""
    return [tool for finder in _finders for tool in finder(request, row)]
