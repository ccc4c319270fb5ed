"""Edits of public records that wait for a second person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import pghistory
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now

from . import permissions, published
from .models import Proposal, ProposalState, Remark
from .risks import Rule
from .snapshots import Meeting, Snapshot, changed, from_json, meet, put, take

User = Any  # the model is a setting


class ProposalError(Exception):
    """A proposal cannot be decided so; the text says why. Nothing is written."""


class ConflictError(ProposalError):
    """The record has moved where the proposal changes it, and nobody has chosen."""

    def __init__(self, meetings: Iterable[Meeting] = ()) -> None:
        """Keep what stands against what."""
        self.meetings = tuple(meetings)
        super().__init__(
            "The record was changed meanwhile in the same place. Choose which stays."
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal against the record as it is now.

    Attributes:
        now: The record now; None if there is none.
        meetings: What the proposal would change, each beside what happened meanwhile.
        is_obsolete: The record it is about is gone, or is there already.
    """

    now: Snapshot | None
    meetings: tuple[Meeting, ...]
    is_obsolete: bool

    @property
    def conflicts(self) -> tuple[Meeting, ...]:
        """What both changed."""
        return tuple(m for m in self.meetings if m.is_conflict)


def propose(
    user: User,
    before: Snapshot | None,
    after: Snapshot | None,
    *,
    name: str,
    reason: str = "",
    flags: Iterable[Rule] = (),
) -> Proposal:
    """Keep an edit until somebody decides about it.

    Args:
        user: Who proposes it.
        before: The record as the user saw it; None for a new one.
        after: The record as it shall be; None to delete it.
        name: What the record is called.
        reason: Why.
        flags: The rules it falls under.
    """
    snapshot = before or after
    assert snapshot is not None  # something was edited
    return Proposal.objects.create(
        record_label=snapshot.label,
        record_key=snapshot.key,
        record_name=name[:300],
        before=before.as_json() if before else None,
        after=after.as_json() if after else None,
        flags=[rule.name for rule in flags],
        reason=reason,
        proposed_by=user,
    )


def standing(proposal: Proposal) -> Standing:
    """Compare a proposal with the record as it is now.

    Cost:
        A query per kind of part.
    """
    before, after = from_json(proposal.before), from_json(proposal.after)
    now = take(model_of(proposal), proposal.record_key)
    if before is None:
        return Standing(now, (), now is not None)
    if now is None:
        return Standing(now, (), is_obsolete=True)
    if after is None:
        empty = Snapshot(before.label, before.key, {})
        return Standing(now, tuple(meet(before, empty, now)), is_obsolete=False)
    return Standing(now, tuple(meet(before, after, now)), is_obsolete=False)


def model_of(proposal: Proposal) -> type[models.Model]:
    """Give the model of the record."""
    return apps.get_model(proposal.record_label)


def governing_model(proposal: Proposal) -> type[models.Model]:
    """Give the kind of record whose publishers decide."""
    model = model_of(proposal)
    name = getattr(model, "governed_by", None)
    if name is None:
        return model
    related: type[models.Model] = model._meta.get_field(name).related_model  # type: ignore[assignment]  # resolved
    return related


def approve(
    user: User,
    proposal: Proposal,
    *,
    keep: Collection[str] | None = None,
    answer: str = "",
) -> None:
    """Make the proposed changes.

    Args:
        user: Who decides; not the author.
        proposal: Which.
        keep: Names of the changes not to make, since the record's present values stay;
            None when nobody has chosen, which a conflict needs.
        answer: What is said about it.

    Raises:
        ConflictError: The record was changed in the same place, and ``keep`` is None.
        ProposalError: The user may not, it is decided already, the record is gone, or a
            constraint forbids what it would become.
        WithheldNameError: A name that is withheld would become public.
    """
    with published.writing(), _because(proposal):
        locked = _waiting(proposal)
        refusal = permissions.may_decide(
            user, locked.proposed_by_id, governing_model(locked)
        )
        if refusal:
            raise ProposalError(refusal)
        found = standing(locked)
        if found.is_obsolete:
            raise ProposalError(
                "The record is gone, or is there already: refuse the proposal."
            )
        if found.conflicts and keep is None:
            raise ConflictError(found.conflicts)
        before, after = from_json(locked.before), from_json(locked.after)
        if before is not None and after is not None:
            assert found.now is not None  # else obsolete
            wanted = [m.change for m in found.meetings]
            after = changed(
                found.now, [c for c in wanted if c.name not in (keep or ())]
            )
        try:
            with transaction.atomic():
                put(found.now, after)
        except (IntegrityError, models.ProtectedError) as error:
            raise ProposalError(f"It cannot stand like this: {plain(error)}") from error
        _decide(locked, user, ProposalState.APPROVED, answer)


def refuse(user: User, proposal: Proposal, *, answer: str) -> None:
    """Decide against a proposal; it stays readable.

    Raises:
        ProposalError: The user may not, or it is decided already.
    """
    with published.writing():
        locked = _waiting(proposal)
        refusal = permissions.may_decide(
            user, locked.proposed_by_id, governing_model(locked)
        )
        if refusal:
            raise ProposalError(refusal)
        if not answer.strip():
            raise ProposalError("Say why you refuse it.")
        _decide(locked, user, ProposalState.REFUSED, answer)


def take_back(user: User, proposal: Proposal) -> None:
    """Let its author give up a proposal.

    Raises:
        ProposalError: The user is not its author, or it is decided already.
    """
    with published.writing():
        locked = _waiting(proposal)
        if locked.proposed_by_id != user.pk:
            raise ProposalError("Only its author takes a proposal back.")
        _decide(locked, user, ProposalState.TAKEN_BACK, "")


def comment(user: User, proposal: Proposal, text: str) -> None:
    """Say something about a proposal.

    Raises:
        ProposalError: There is no text.
    """
    if not text.strip():
        raise ProposalError("Say something.")
    Remark.objects.create(
        record_label=proposal.record_label,
        record_key=proposal.record_key,
        proposal=proposal,
        author=user,
        text=text,
    )


def plain(error: Exception) -> str:
    """Say what a constraint says to editors, rather than what PostgreSQL says."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name and name:
                return str(constraint.violation_error_message)
    if isinstance(error, models.ProtectedError):
        return "something else still points to a row that would go."
    return "it collides with another row or points to one that is gone."


def _waiting(proposal: Proposal) -> Proposal:
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if locked.state != ProposalState.WAITING:
        raise ProposalError(f"It is {locked.get_state_display()} already.")
    return locked


def _decide(proposal: Proposal, user: User, state: ProposalState, answer: str) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(
        state=state, decided_by=user, decided_at=Now(), answer=answer
    )


def _because(proposal: Proposal) -> pghistory.context:
    return pghistory.context(
        proposal=proposal.pk,
        why=proposal.reason,
        proposed_by=proposal.proposed_by.get_username(),
    )
