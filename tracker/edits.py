"""Making an edit that is given as two states of a record, by the rules of the desk."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.db import IntegrityError, models, transaction

from . import permissions, proposals
from .models import Remark, State
from .permissions import Answer, Verdict
from .snapshots import Change, Snapshot, changed, from_json, label_of, put, restored

User = Any  # the model is a setting
SALT = "tracker.edits"


class EditError(Exception):
    """An edit cannot be made; the text says why. Nothing is written."""


def make(
    user: User,
    before: Snapshot | None,
    after: Snapshot | None,
    *,
    name: str,
    why: str = "",
) -> Verdict:
    """Write an edit, or keep it as a proposal; run it inside ``published.writing()``.

    Args:
        user: Who makes it.
        before: The record as the database holds it.
        after: The record as it shall be.
        name: What the record is called.
        why: The reason given.

    Raises:
        EditError: The user may not, or a constraint forbids it.
    """
    snapshot = before or after
    assert snapshot is not None  # something is edited
    record = permissions.governing(restored(snapshot))
    if permissions.access(user, record).access < permissions.Access.PROPOSE:
        raise EditError(permissions.access(user, record).reason)
    if before == after:
        return Verdict(Answer.SAVE)
    try:
        with transaction.atomic():
            put(before, after)
            verdict = permissions.judge_edit(user, before, after, record)
            if verdict.answer in (Answer.PROPOSE, Answer.REFUSE):
                transaction.set_rollback(True)
    except (IntegrityError, models.ProtectedError) as error:
        raise EditError(f"It cannot stand: {proposals.plain(error)}") from error
    if verdict.answer is Answer.REFUSE:
        raise EditError(verdict.reason)
    if verdict.answer is Answer.PROPOSE:
        proposals.propose(
            user, before, after, name=name, reason=why, flags=verdict.flags
        )
    elif verdict.answer is Answer.HOLD:
        hold(record, before)
    return verdict


def hold(record: models.Model, before: Snapshot | None) -> str:
    """Keep a record that was to be published from the public; give its state."""
    was = before.values.get("state") if before else None
    state = was if was == State.WITHDRAWN else State.IN_REVIEW
    type(record)._base_manager.filter(pk=record.pk).update(state=state)
    return str(state)


def remark(
    user: User, row: models.Model, text: str = "", *, before: str = "", after: str = ""
) -> None:
    """Keep what was said about a record, and how its state changed."""
    Remark.objects.create(
        record_label=label_of(type(row)),
        record_key=str(row.pk),
        author=user,
        text=text,
        state_before=before,
        state_after=after,
    )


# States that travel with a form


def seal(user: User, *snapshots: Snapshot | None) -> str:
    """Sign states of a record so that a form can carry them to and fro."""
    values = [snapshot and snapshot.as_json() for snapshot in snapshots]
    return signing.dumps([user.pk, values], salt=SALT, compress=True)


def unseal(user: User, sealed: str) -> list[Snapshot | None] | None:
    """Give back what ``seal`` was given; None for what it did not sign."""
    try:
        key, values = signing.loads(sealed, salt=SALT)
    except signing.BadSignature:
        return None
    return [from_json(value) for value in values] if key == user.pk else None


def undone(now: Snapshot, changes: list[Change]) -> Snapshot:
    """Give a state in which changes are taken back."""
    return changed(
        now,
        [Change(c.label, c.key, c.field, c.after, c.before) for c in changes],
    )
