"""The revolving door: who was taken again after a release.

Pure functions over the documents of people. A re-arrest is never written down; it
follows from a later spell in custody.
"""

from collections.abc import Iterable
from typing import Any

from tracker import dates
from tracker.dates import Period

from .ledger_facts import period

Document = dict[str, Any]
CERTAIN, POSSIBLE = "certain", "possible"


def rearrests(people: Iterable[Document]) -> list[Document]:
    """Find spells in custody that began after a release of the same person.

    Returns:
        ``{person, release, detention, certainty, by_same_captor}`` in the order of
        people. ``certainty`` is certain when the spell certainly began after the
        release, possible when the dates overlap and the spell is not the one that the
        release ended. Undated spells and releases give nothing, nor does a spell that
        continues another after a transfer.
    """
    found = []
    for person in people:
        for release in person["releases"]:
            for detention in person["detentions"]:
                certainty = _certainty(release, detention)
                if certainty:
                    found.append(_entry(person, release, detention, certainty))
    return found


def _certainty(release: Document, detention: Document) -> str | None:
    freed, taken = period(release["released_on"]), period(detention["began_on"])
    if freed is None or taken is None or detention["transferred_from"]:
        return None
    if dates.certainly_before(freed, taken):
        return CERTAIN
    if not dates.possibly_overlap(freed, taken):
        return None
    ended = period(detention["ended_on"])
    return None if ended is not None and _ends_with(ended, freed) else POSSIBLE


def _ends_with(ended: Period, freed: Period) -> bool:
    return dates.possibly_overlap(ended, freed)


def _entry(
    person: Document, release: Document, detention: Document, certainty: str
) -> Document:
    captors = [record["captor"] for record in (release, detention)]
    codes = {captor["code"] for captor in captors if captor}
    return {
        "person": {key: person[key] for key in ("slug", "name", "url")},
        "release": {
            key: release[key]
            for key in ("slug", "name", "url", "released_on", "captor")
        },
        "detention": detention,
        "certainty": certainty,
        "by_same_captor": len(codes) == 1 and all(captors),
    }
