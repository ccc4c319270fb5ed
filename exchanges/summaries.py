"""A release in two columns: who was freed, what was given. Pure, over documents."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

COUNTED = ("exclusive", "shared", "counter_releases", "package", "contested")
NAMES_SHOWN = 4
ITEMS_SHOWN = 3


def summary(release: Json) -> Json:
    """Cut a release's document down to what a list shows.

    Returns:
        The release's reference and counts, ``names`` and ``named_more``, the ``answer``
        and at most three ``items`` with ``items_more``, those that decide the answer
        first.
    """
    names = [f["person"] for f in release["freed"] if f["person"]["name"]]
    found = list(items(release))
    kept = ("slug", "name", "url", "released_on", "captor", "people", "remains")
    return {
        **{key: release[key] for key in kept},
        "taken_by": release["on_behalf_of"] or release["received_by"],
        "names": names[:NAMES_SHOWN],
        "named_more": max(len(names) - NAMES_SHOWN, 0),
        "answer": release["in_exchange"]["answer"],
        "items": found[:ITEMS_SHOWN],
        "items_more": max(len(found) - ITEMS_SHOWN, 0),
    }


def items(release: Json) -> Iterator[Json]:
    """Give what is tied to a release and counted, in one shape for both kinds of it.

    Yields:
        ``{ref, kind, giver, takers, status, list, people}``; ``status`` is null for
        people let go by the other side, ``people`` for everything else.
    """
    for name in COUNTED:
        for item in release["in_exchange"][name]:
            concession, other = item["concession"], item["counter_release"]
            if concession:
                yield {
                    "ref": concession,
                    "kind": concession["kind"],
                    "giver": concession["giver"],
                    "takers": concession["receivers"],
                    "status": concession["status"],
                    "list": name,
                    "people": None,
                }
            else:
                yield {
                    "ref": other,
                    "kind": "release",
                    "giver": other["captor"],
                    "takers": other["on_behalf_of"] or other["received_by"],
                    "status": None,
                    "list": name,
                    "people": other["people"],
                }
