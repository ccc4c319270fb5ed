"""The order of a concession's steps when several dossiers tell of it.

Its own dossier writes steps in the order they happened. A step that another dossier
adds stands before the first that was certainly later, or that comes later in the course
of a bargain where the dates allow both; without a date it is last. While a load writes,
added steps are set apart, so that the places in the file are those in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import QuerySet

from exchanges.ledger_facts import REACH
from exchanges.models import Concession, ConcessionCitation, Step
from tracker import dates

from . import pieces

APART = 10_000  # added steps have positions from here on while a load writes

T = TypeVar("T")


def merged(
    own: Sequence[T], added: Iterable[T], told: Callable[[T], tuple[str, str, str]]
) -> list[T]:
    """Put added steps between those of the concession's own dossier.

    Args:
        own: In the order they happened; they keep it.
        added: In any order; the result does not depend on it.
        told: Gives kind, date (EDTF, may be empty) and mark of a step.
    """
    result = list(own)
    for one in sorted(added, key=lambda step: _when(*told(step))):
        places = (
            place
            for place, other in enumerate(result)
            if _is_before(told(one), told(other))
        )
        result.insert(next(places, len(result)), one)
    return result


def _when(kind: str, on: str, mark: str) -> tuple[date, date, int, str]:
    period = dates.parse(on) if on else None
    latest = (period and period.latest) or date.max
    earliest = (period and period.earliest) or date.min
    return latest, earliest, _rank(kind), mark


def _rank(kind: str) -> int:
    """Order what may be of one day: demanded, agreed, given, then how it ended."""
    return REACH.get(kind, len(REACH))


def _is_before(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    (kind, on, _), (other_kind, other_on, _) = one, other
    if not on or not other_on:
        return False
    day, other_day = dates.parse(on), dates.parse(other_on)
    if dates.possibly_overlap(day, other_day):
        return _rank(kind) < _rank(other_kind)
    return dates.certainly_before(day, other_day)


def set_apart(marks: Mapping[str, Iterable[str]]) -> None:
    """Number a concession's own steps from 0, as its file does, and others far behind.

    Args:
        marks: By slug of the concession, marks of what other dossiers added.

    Cost: two queries, and one per row whose number changes.
    """
    for concession in _concessions(marks):
        added = set(marks[concession.slug])
        own: list[Step] = []
        others: list[Step] = []
        for step in concession.steps.all():
            is_added = pieces.step_mark(step) in added
            (others if is_added else own).append(step)
        places = dict(enumerate(own)) | dict(enumerate(others, APART))
        _renumber(concession, {step.pk: place for place, step in places.items()})


def put_in_order(slugs: Iterable[str]) -> None:
    """Give the steps that are set apart their places.

    Cost: two queries, and one per row whose number changes.
    """
    for concession in _concessions(slugs):
        steps = list(concession.steps.all())
        own = [step for step in steps if step.position < APART]
        others = [step for step in steps if step.position >= APART]
        result = merged(own, others, _told)
        _renumber(concession, {step.pk: place for place, step in enumerate(result)})


def is_apart(field: str) -> bool:
    """Tell whether a citation's field names a step that is set apart."""
    place = _place(field)
    return place is not None and place >= APART


def _told(step: Step) -> tuple[str, str, str]:
    return step.kind, step.happened_on, pieces.step_mark(step)


def _concessions(slugs: Iterable[str]) -> Iterable[Any]:
    wanted = sorted(slugs)
    if not wanted:
        return ()
    rows: QuerySet[Any] = Concession.objects.filter(slug__in=wanted)
    return rows.prefetch_related("steps__by", "citations")


def _renumber(concession: Any, places: Mapping[int, int]) -> None:
    """Change the numbers of steps, and of the citations that name them."""
    numbers = {step.position: places[step.pk] for step in concession.steps.all()}
    for step in concession.steps.all():
        if step.position != places[step.pk]:
            step.position = places[step.pk]
            step.save(update_fields=["position"])
    for cited in concession.citations.all():
        field = _renamed(cited.field, numbers)
        if field != cited.field:
            _rename(cited, field)


def _rename(cited: ConcessionCitation, field: str) -> None:
    cited.field = field
    cited.save(update_fields=["field"])


def _renamed(field: str, numbers: Mapping[int, int]) -> str:
    place = _place(field)
    if place is None or place not in numbers:
        return field
    _, _, rest = field.partition(".")
    _, _, inner = rest.partition(".")
    return ".".join(filter(None, ("steps", str(numbers[place]), inner)))


def own_fields(steps: Iterable[Step], added: frozenset[str]) -> dict[str, str]:
    """Give what a file calls the steps that it defines, by what the table calls them.

    A step that another dossier added is called by its kind.
    """
    names, count = {}, 0
    for step in steps:
        name = f"steps.{step.position}"
        if pieces.step_mark(step) in added:
            names[name] = f"steps.{step.kind}"
            continue
        names[name] = f"steps.{count}"
        count += 1
    return names


def _place(field: str) -> int | None:
    """Give the number of the step that a field names; None for other fields."""
    name, _, rest = field.partition(".")
    number, _, _ = rest.partition(".")
    return int(number) if name == "steps" and number.isdecimal() else None
