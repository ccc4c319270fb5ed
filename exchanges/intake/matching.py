"""Matching: is a release that an article tells of on record already?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .dates import When
from .gazetteers import skeleton
from .releases import Release

NEAR = timedelta(days=7)  # between the days that two sources give to one event


@dataclass(frozen=True, slots=True)
class Known:
    """A release on record.

    Attributes:
        captor: The code of who let them go.
        earliest: The first day it can have been; None if open.
        latest: The last.
        people_min: The lower count; None if not recorded.
        people_max: The upper one; None if open or not recorded.
        names: Of those freed, word by word.
        freed: Slugs of those freed.
        counters: Slugs of the releases it is recorded to be the price of, or to have
            as its price.
    """

    slug: str
    captor: str
    earliest: date | None
    latest: date | None
    people_min: int | None
    people_max: int | None
    names: frozenset[tuple[str, ...]]
    freed: frozenset[str] = frozenset()
    counters: frozenset[str] = frozenset()


def same(
    known: Iterable[Known], captor: str, day: When | None, release: Release
) -> str:
    """Find the release on record that an article tells of.

    It has the same captor, a near date, and the same count or a name in common.

    Returns:
        Its slug; "" if there is none, or several fit equally.
    """
    names = {skeleton(name) for name in release.names}
    fitting: list[tuple[int, str]] = []
    for one in known:
        if one.captor != captor or not _is_near(one, day):
            continue
        shared = len(names & one.names)
        if shared or _has_count(one, release):
            fitting.append((shared + 2 * _has_count(one, release), one.slug))
    fitting.sort(reverse=True)
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return ""
    return fitting[0][1]


def _is_near(one: Known, day: When | None) -> bool:
    if day is None or one.earliest is None:
        return False
    latest = one.latest or one.earliest
    return one.earliest - NEAR <= day.latest and day.earliest <= latest + NEAR


def _has_count(one: Known, release: Release) -> bool:
    number = release.count.number if release.count else len(release.names)
    if not number or one.people_min is None:
        return False
    return one.people_min <= number <= (one.people_max or number)


def known_releases() -> Sequence[Known]:
    """Read the releases of the editors' database, drafts too.

    Seven queries.
    """
    # The engine is read without a database, by the benchmark among others.
    from exchanges.models import Release as Record

    rows: Any = Record.objects.select_related("captor").prefetch_related(
        "freed__person__names"
    )
    return [
        Known(
            row.slug,
            row.captor.code,
            row.released_on_earliest,
            row.released_on_latest,
            row.people_min,
            row.people_max,
            frozenset(
                key
                for freed in row.freed.all()
                for name in freed.person.names.all()
                if (key := skeleton(name.text))
            ),
            frozenset(freed.person.slug for freed in row.freed.all()),
            frozenset(
                (
                    *(
                        link.counter_release.slug
                        for link in row.linkages.all()
                        if link.counter_release is not None
                    ),
                    *(link.release.slug for link in row.counter_linkages.all()),
                )
            ),
        )
        for row in rows
    ]
