"""In which group of the menu a kind of record stands, in the order an editor thinks."""

from collections.abc import Iterable
from typing import Any

RECORD, PEOPLE, SOURCES, SANCTIONS, WORK, SITE = (
    "The record",
    "People and parties",
    "Sources",
    "Sanctions",
    "Work",
    "Site",
)
GROUPS = (RECORD, PEOPLE, SOURCES, SANCTIONS, WORK, SITE)

_places: dict[str, tuple[str, int]] = {}


def place(group: str, *labels: str) -> None:
    """Put kinds of records into a group, one below the other.

    Args:
        group: One of ``GROUPS``.
        labels: Such as ``tracker.person``; what is placed nowhere stands under *Site*.
    """
    for label in labels:
        _places[label] = (group, len(_places))


def grouped(apps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give Django's list of applications as groups of the menu; none is empty.

    Each group has the keys of an application, so that Django's templates show it.
    """
    found: dict[str, list[tuple[int, str, dict[str, Any]]]] = {g: [] for g in GROUPS}
    for app in apps:
        for entry in app["models"]:
            group, position = _places.get(
                entry["model"]._meta.label_lower, (SITE, len(_places))
            )
            found[group].append((position, str(entry["name"]), entry))
    return [
        {
            "name": group,
            "app_label": group.lower().replace(" ", "-"),
            "app_url": "",
            "has_module_perms": True,
            "models": [entry for *_, entry in sorted(entries, key=lambda e: e[:2])],
        }
        for group, entries in found.items()
        if entries
    ]
