"""Moving records from one state to another, several at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import models

from . import edits, permissions
from .models import State
from .snapshots import take

User = Any  # the model is a setting

# What a move means to the public.
MEANING = {
    State.DRAFT: "goes back to its author",
    State.IN_REVIEW: "waits for a publisher",
    State.PUBLISHED: "becomes public",
    State.WITHDRAWN: "is no longer public",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One record that somebody wants to move.

    Attributes:
        row: The record.
        target: The state it shall have.
        refusal: Why it may not; "" if it may.
    """

    row: models.Model
    target: State
    refusal: str

    @property
    def name(self) -> str:
        """What the record is called."""
        return str(self.row)

    @property
    def state(self) -> str:
        """The state it has, in words."""
        return State(self.row.state).label  # type: ignore[attr-defined]  # records have one

    @property
    def meaning(self) -> str:
        """What happens to it."""
        return MEANING[self.target]


def plan(user: User, rows: Iterable[models.Model], target: State) -> list[Move]:
    """Say what would happen to each record; writes nothing.

    Cost:
        For each record a query per kind of part.
    """
    found = []
    for row in rows:
        now = take(type(row), row.pk)
        if now is None:  # deleted by somebody in this moment
            continue
        refusal = permissions.judge_move(user, row, target, now)
        found.append(Move(row, target, refusal))
    return found


def carry_out(user: User, moves: Sequence[Move], comment: str = "") -> int:
    """Move the records that may be moved; run it inside ``published.writing()``.

    Returns:
        How many were moved.

    Raises:
        WithheldNameError: A name that is withheld would become public; raised when the
            documents are rendered, and nothing is moved.
    """
    pghistory.context(why=comment)
    allowed = [move for move in moves if not move.refusal]
    for move in allowed:
        row: Any = move.row
        before = row.state
        type(row)._base_manager.filter(pk=row.pk).update(state=move.target)
        edits.remark(user, row, comment, before=before, after=move.target)
    return len(allowed)
