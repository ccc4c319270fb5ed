"""What needs doing: counts for the front page, each with the list behind it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from django.http import HttpRequest

Count: TypeAlias = Callable[[HttpRequest], int | None]

WAITING, THIN, DATES = "Waiting for somebody", "Thin or in doubt", "Running out"
HEADINGS = (WAITING, DATES, THIN)


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of thing to do.

    Attributes:
        heading: One of ``HEADINGS``.
        label: What is counted, in the plural.
        hint: What to do about one.
        permission: ``app.codename`` that the list behind it takes; "" for any editor.
        count: How many there are for this user; None when that is not known.
        address: Where the list is.
    """

    heading: str
    label: str
    hint: str
    permission: str
    count: Count
    address: Callable[[HttpRequest], str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A task with its number, as one user sees it."""

    label: str
    hint: str
    count: int | None
    address: str


_tasks: list[Task] = []


def register(*tasks: Task) -> None:
    """Put tasks on the front page."""
    _tasks.extend(tasks)


def counted(request: HttpRequest) -> Iterator[tuple[str, list[Counted]]]:
    """Give what the user may look at, by heading, in the order of registration.

    Cost:
        What the counts of the tasks cost.
    """
    for heading in HEADINGS:
        found = [
            Counted(task.label, task.hint, task.count(request), task.address(request))
            for task in _tasks
            if task.heading == heading
            and (not task.permission or request.user.has_perm(task.permission))
        ]
        if found:
            yield heading, found
