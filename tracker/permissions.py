"""Who may do what with a record. The admin, its actions and all pages ask here.

============== ==================================================================
viewer         looks at everything
contributor    adds records and changes their own ones until these are published
editor         changes every record that is not public yet
publisher      publishes, withdraws, edits what is public, decides about proposals
administrator  also deletes what was never public, and manages accounts
============== ==================================================================

Whoever may change records of a kind but not publish them proposes edits of public ones.
Edits that a rule of ``tracker.risks`` flags need a second person, whoever makes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

from django.db import models

from . import history, risks
from .models import State
from .risks import Edit
from .snapshots import Snapshot, label_of, root_of

User = Any  # the model is a setting

BEFORE_PUBLICATION = (State.DRAFT, State.IN_REVIEW)
ONCE_PUBLIC = (State.PUBLISHED, State.WITHDRAWN)


class Access(IntEnum):
    """What a user may do with one record, each more than the one before."""

    NONE = 0
    VIEW = 1
    PROPOSE = 2
    EDIT = 3


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a user may do with a record, and why not more."""

    access: Access
    reason: str = ""


class Answer(Enum):
    """What becomes of an edit."""

    SAVE = "save"
    HOLD = "hold"  # save it, but do not publish it yet
    PROPOSE = "propose"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an edit, why, and which rules flagged it."""

    answer: Answer
    reason: str = ""
    flags: tuple[risks.Rule, ...] = ()


def has(user: User, action: str, model: type[models.Model]) -> bool:
    """Tell whether a role allows an action on a kind of record at all."""
    options = model._meta.concrete_model._meta  # type: ignore[union-attr]  # no abstract ones
    if action in ("publish", "revise") and action not in options.default_permissions:
        action = "change"
    return bool(user.has_perm(f"{options.app_label}.{action}_{options.model_name}"))


def may_publish(user: User, model: type[models.Model]) -> bool:
    """Tell whether a user may publish records of a kind and edit public ones."""
    return has(user, "publish", model)


def governing(row: models.Model) -> models.Model:
    """Give the record whose state decides how open a row is."""
    root = root_of(row)
    name = getattr(root, "governed_by", None)
    if name is None:
        return root
    record: models.Model = getattr(root, name)
    return record


def access(user: User, row: models.Model) -> Ruling:
    """Say what a user may do with a record or a part of one, in its present state.

    Cost:
        No query, or one when it depends on who added the record.
    """
    record = governing(row)
    model = type(record)
    if not has(user, "view", model) and not has(user, "change", model):
        return Ruling(Access.NONE, "Your role does not show it.")
    state = getattr(record, "state", None)
    if state is None:  # reference data: whoever may change it does
        if has(user, "change", model):
            return Ruling(Access.EDIT)
        return Ruling(Access.VIEW, "Your role changes no such rows.")
    if not has(user, "change", model):
        return Ruling(Access.VIEW, "Your role looks at records only.")
    if may_publish(user, model):
        return Ruling(Access.EDIT)
    if state in ONCE_PUBLIC:
        return Ruling(
            Access.PROPOSE,
            "The record has been published: what you save is proposed to a publisher.",
        )
    if has(user, "revise", model) or history.is_author(user, record):
        return Ruling(Access.EDIT)
    return Ruling(Access.VIEW, "Somebody else's draft: your role changes its own.")


def may_delete(user: User, row: models.Model) -> Ruling:
    """Say whether a user may delete a record, or a part of one."""
    record = governing(row)
    if record is not row:  # a part, or a link between records
        return access(user, row)
    if not has(user, "delete", type(row)):
        return Ruling(Access.VIEW, "Your role deletes no records.")
    if getattr(row, "state", State.DRAFT) in ONCE_PUBLIC:
        return Ruling(Access.VIEW, "It has been published: withdraw it instead.")
    return access(user, row)


# States


def next_states(state: str) -> tuple[State, ...]:
    """Say where a record can go from a state, whoever moves it."""
    return {
        State.DRAFT: (State.IN_REVIEW, State.PUBLISHED),
        State.IN_REVIEW: (State.DRAFT, State.PUBLISHED),
        State.PUBLISHED: (State.WITHDRAWN,),
        State.WITHDRAWN: (State.PUBLISHED,),
    }[State(state)]


def states_for(
    user: User, model: type[models.Model], row: models.Model | None
) -> list[State]:
    """Give the states a user may choose for a record, its own first.

    Args:
        user: Who chooses.
        model: The kind of record.
        row: The record; None for a new one.
    """
    current = State(getattr(row, "state", State.DRAFT))
    found = [current, *next_states(current)]
    if may_publish(user, model) or current in ONCE_PUBLIC:  # else it is proposed
        return found
    return [s for s in found if s == current or s in BEFORE_PUBLICATION]


def judge_move(user: User, row: models.Model, target: State, now: Snapshot) -> str:
    """Say why a user may not move a record to a state; "" if they may.

    Args:
        user: Who moves it.
        row: The record.
        target: The state it shall have.
        now: The record's present state.
    """
    state = State(row.state)  # type: ignore[attr-defined]  # records have one
    if target == state:
        return f"It is {state.label} already."
    if target not in next_states(state):
        return f"From {state.label} there is no way to {target.label}."
    if {state, target} & set(ONCE_PUBLIC):
        if not may_publish(user, type(row)):
            return "Your role neither publishes nor withdraws."
    elif access(user, row).access < Access.EDIT:
        return access(user, row).reason
    if target != State.PUBLISHED:
        return ""
    flagged = risks.flags(Edit(None, now))
    if flagged and user.pk in history.authors(now):
        return f"{_because(flagged)} Somebody else has to publish what you wrote."
    return ""


# Edits


def judge_edit(
    user: User,
    before: Snapshot | None,
    after: Snapshot | None,
    row: models.Model,
) -> Verdict:
    """Say what becomes of an edit that has been made, before it is committed.

    Args:
        user: Who made it.
        before: The record before; None if it is new.
        after: The record as edited; None if it was deleted.
        row: The record, or what its states are taken from if it has none.
    """
    model = type(row)
    if not hasattr(row, "state"):
        return Verdict(Answer.SAVE)
    was, now = _states(before, after, row)
    publishes = may_publish(user, model)
    if was in ONCE_PUBLIC and not publishes:
        return Verdict(
            Answer.PROPOSE,
            "It waits for a publisher.",
            tuple(risks.flags(Edit(before, after))),
        )
    if now == State.PUBLISHED and not publishes:
        return Verdict(Answer.HOLD, "Your role does not publish.")
    if was not in (None, now) and now not in next_states(was or State.DRAFT):
        return Verdict(Answer.REFUSE, f"From {was} there is no way to {now}.")
    if now != State.PUBLISHED:
        return Verdict(Answer.SAVE)
    if was == State.PUBLISHED:
        flagged = risks.flags(Edit(before, after))
        if flagged:
            reason = f"{_because(flagged)} It waits for a second person."
            return Verdict(Answer.PROPOSE, reason, tuple(flagged))
        return Verdict(Answer.SAVE)
    flagged = risks.flags(Edit(None, after))
    is_moved = is_only_moved(before, after)
    if (
        flagged
        and after is not None
        and user.pk in history.authors(after, is_only_moved=is_moved)
    ):
        reason = f"{_because(flagged)} Somebody else has to publish what you wrote."
        return Verdict(Answer.HOLD, reason, tuple(flagged))
    return Verdict(Answer.SAVE)


def is_only_moved(before: Snapshot | None, after: Snapshot | None) -> bool:
    """Tell whether an edit changed a record's state and nothing else of it."""
    if before is None or after is None:
        return False
    return _without_state(before) == _without_state(after)


def _without_state(record: Snapshot) -> dict[str, Any]:
    own = {**record.rows[record.label], record.key: {**record.values, "state": ""}}
    return {**record.rows, record.label: own}


def _states(
    before: Snapshot | None, after: Snapshot | None, row: models.Model
) -> tuple[str | None, str]:
    """Give a record's states before and after an edit."""
    label = label_of(type(row))
    if (before or after) is not None and (before or after).label == label:  # type: ignore[union-attr]  # just seen
        was = before.values["state"] if before else None
        return was, after.values["state"] if after else str(was)
    state = row.state  # type: ignore[attr-defined]  # seen by the caller
    return state, state


def may_decide(user: User, proposed_by: int, model: type[models.Model]) -> str:
    """Say why a user may not decide about a proposal; "" if they may."""
    if not may_publish(user, model):
        return "Your role does not decide about proposals."
    if user.pk == proposed_by:
        return "Somebody else decides about your proposal."
    return ""


def _because(flagged: list[risks.Rule]) -> str:
    return " ".join(rule.sentence for rule in flagged)
