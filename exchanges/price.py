"""How many people were let go for a thing of some kind: ranges, never a ranking.

Pure functions over published documents. A figure needs at least three cases and comes
with its caveat; nothing here says what a life is worth.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from . import ledger
from .balance import people
from .ledger_facts import PARTLY_DELIVERED

Document = dict[str, Any]

MIN_CASES = 3  # fewer tell nothing
COUNTED = ("exclusive", "shared")
CAVEAT = (
    "Only what a source ties directly to a release, and what was at least partly given,"
    " is counted. Concessions of one kind differ in worth, several may have been given"
    " for the same people, and what was given in secret is not here."
)


def price(releases: Iterable[Document]) -> Document:
    """Gather for each kind of concession how many people it was given for.

    A concession given for several releases is one case with all their people. Remains
    of the dead are not people freed and count nowhere.

    Returns:
        ``caveat``, ``min_cases`` and ``kinds`` in alphabetical order: ``{kind, cases,
        people: {min, max}, concessions}``; ``people`` is the range over the cases, null
        with fewer than three of them.
    """
    cases: dict[str, dict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
    concessions: dict[str, Document] = {}
    for release in releases:
        for name in COUNTED:
            for item in release["in_exchange"][name]:
                concession = item["concession"]
                if _is_given(concession):
                    concessions[concession["slug"]] = concession
                    cases[concession["kind"]][concession["slug"]].append(release)
    return {
        "caveat": CAVEAT,
        "min_cases": MIN_CASES,
        "kinds": [_kind(kind, cases[kind], concessions) for kind in sorted(cases)],
    }


def _is_given(concession: Document) -> bool:
    return ledger.reach(ledger.steps_of(concession["steps"])) >= PARTLY_DELIVERED


def _kind(
    kind: str, cases: dict[str, list[Document]], concessions: dict[str, Document]
) -> Document:
    entries: list[Document] = []
    for slug in sorted(cases):
        releases = cases[slug]
        concession = concessions[slug]
        entries.append(
            {
                "concession": {key: concession[key] for key in ("slug", "name", "url")},
                "releases": [
                    {
                        key: release[key]
                        for key in ("slug", "name", "url", "released_on")
                    }
                    for release in releases
                ],
                "people": people(releases, "people"),
            }
        )
    counts = [entry["people"] for entry in entries]
    is_enough = len(entries) >= MIN_CASES
    return {
        "kind": kind,
        "cases": len(entries),
        "people": _range(counts) if is_enough else None,
        "concessions": entries,
    }


def _range(counts: list[Document]) -> Document:
    maxima = [count["max"] for count in counts]
    return {
        "min": min(count["min"] for count in counts),
        "max": None if None in maxima else max(maxima),
    }
