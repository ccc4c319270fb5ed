"""Dates that can hardly be right: to come, or after the sources that report them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from tracker import dates

from . import citations
from .problems import Problem
from .records import Path, Record
from .stories import Part, Story

# What has happened when a source reports it; an expiry, for one, lies ahead.
HAPPENED: Mapping[str, tuple[str, ...]] = {
    "sources": ("published_on",),
    "detentions": ("from", "to"),
    "actions": ("announced_on",),
    "releases": ("released_on",),
    "contacts": ("held_on",),
}


def unlikely(story: Story) -> Iterator[Problem]:
    """Find dates of a story that are to come, or certainly after all that it cites."""
    published = _published(story)
    today = timezone.localdate()
    for entry in story.entries:
        if entry.part != Part.DEFINED:
            continue
        latest = _latest(entry.record, published)
        for path, written in _dated(entry.section.name, entry.record):
            first = dates.parse(written).earliest
            if first is None:
                continue
            place = (*entry.path, *path)
            if first > today:
                message = f"{dates.text(written)} is still to come"
                yield story.problem(place, message)
            elif latest is not None and first > latest:
                message = (
                    f"{dates.text(written)} is after all that is cited for it, which"
                    f" was published by {dates.text(latest.isoformat())}"
                )
                yield story.problem(place, message)


def _dated(section: str, record: Record) -> Iterator[tuple[Path, str]]:
    if section == "contacts" and record.get("status") in ("proposed", "cancelled"):
        return
    for name in HAPPENED.get(section, ()):
        if name in record:
            yield (name,), record[name]
    steps: list[Any] = record.get("steps", []) if section == "concessions" else []
    for position, step in enumerate(steps):
        if "on" in step:
            yield ("steps", position), step["on"]


def _published(story: Story) -> dict[str, date | None]:
    """Give the last day on which each source can have been published."""
    found: dict[str, date | None] = {}
    for name, known in story.sources.items():
        written = story.file.form.sources[name].published_on
        found[known.slug] = dates.parse(written).latest if written else None
    return found


def _latest(record: Record, published: Mapping[str, date | None]) -> date | None:
    """Give the day by which all that a record cites was published, if that is known."""
    days = [published.get(one.cite["source"]) for one in citations.of(record)]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
