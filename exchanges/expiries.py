"""Licences and waivers whose own term ends: what has to be looked at, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sanctions.models import Action
from tracker.models import State

from .models import Concession, StepKind

SOON = 30  # days
DELIVERED = (StepKind.DELIVERED, StepKind.PARTLY_DELIVERED, StepKind.RESTORED)


@dataclass(frozen=True, slots=True)
class Expiry:
    """An act that ends, and the concessions whose last step still says delivered.

    Attributes:
        days: Until the last day it may end on; negative if that is past.
    """

    action: Action
    days: int
    concessions: tuple[Concession, ...]

    @property
    def words(self) -> str:
        """Say it in a line."""
        when = f"expires in {self.days} days" if self.days >= 0 else "has expired"
        named = ", ".join(concession.slug for concession in self.concessions)
        still = f"; still delivered: {named}" if named else ""
        return f"{self.action.slug} {when} ({self.action.expires_on}){still}"


def expiries(day: date, *, within: int = SOON) -> list[Expiry]:
    """Give acts that expire soon, or have while a step still says delivered.

    An act that another one takes back or extends is left out. Soonest first.

    Cost:
        Four queries.
    """
    rows: Any = Action.objects.exclude(state=State.WITHDRAWN)
    rows = rows.filter(expires_on_latest__lte=day + timedelta(days=within))
    rows = rows.filter(reversed_by=None).prefetch_related(
        "step_actions__step__concession__steps"
    )
    found = []
    for action in rows.order_by("expires_on_latest", "slug"):
        days = (action.expires_on_latest - day).days
        concessions = tuple(_still_delivered(action))
        if days >= 0 or concessions:
            found.append(Expiry(action, days, concessions))
    return found


def _still_delivered(action: Action) -> Iterator[Concession]:
    concessions = {
        row.step.concession_id: row.step.concession for row in action.step_actions.all()
    }
    for concession in concessions.values():
        steps = list(concession.steps.all())
        if concession.state != State.WITHDRAWN and steps[-1].kind in DELIVERED:
            yield concession
