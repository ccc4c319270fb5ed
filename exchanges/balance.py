"""The ledger of two parties: what each promised, gave and took back, and whom it freed.

Pure functions over published documents, so that they can be asked of any moment.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tracker.counts import Count, text

from . import ledger
from .ledger_facts import AGREED, DELIVERED, OFFERED, PARTLY_DELIVERED

Document = dict[str, Any]

# What became of a concession; each stands in one column.
COLUMNS = (
    "delivered",
    "partly_delivered",
    "taken_back",
    "expired",
    "outstanding",
    "offered",
    "asked",
    "fell_through",
)
TAKEN_BACK = frozenset({"suspended", "reversed"})
ENDED = frozenset({"refused", "withdrawn", "lapsed", "expired"})


def balance(
    between: tuple[str, str],
    concessions: Iterable[Document],
    releases: Iterable[Document],
) -> Document:
    """Set two parties against each other.

    A concession belongs to the side that gives it when the other side receives it,
    benefits from it, or is a principal of its trade. A release belongs to the captor's
    side when the other side received the people, or they were received for it, or it is
    a principal of the trade. Who else performs or benefits stays visible in each entry.

    Args:
        between: Codes of the two parties.
        concessions: Documents of concessions; those of other parties are left out.
        releases: Documents of releases; likewise.

    Returns:
        ``between`` and ``sides``, one for each party in the order given:
        ``concessions`` by column, ``releases``, and ``totals``: how many concessions
        were ever promised, stand in each column, and how many people and remains were
        let go, as intervals that are never added across sides.
    """
    concessions, releases = list(concessions), list(releases)
    return {
        "between": list(between),
        "sides": [
            _side(giver, other, concessions, releases)
            for giver, other in (between, between[::-1])
        ],
    }


def column(concession: Document) -> str:
    """Say what became of a concession, in one word of ``COLUMNS``."""
    steps = ledger.steps_of(concession["steps"])
    reach, last = ledger.reach(steps), ledger.status(steps)
    if reach >= PARTLY_DELIVERED and last in TAKEN_BACK:
        return "taken_back"
    if reach >= PARTLY_DELIVERED and last == "expired":
        return "expired"
    if reach == DELIVERED:
        return "delivered"
    if reach == PARTLY_DELIVERED:
        return "partly_delivered"
    if last in ENDED | TAKEN_BACK:
        return "fell_through"
    return {AGREED: "outstanding", OFFERED: "offered"}.get(reach, "asked")


def was_promised(concession: Document) -> bool:
    """Tell whether it was ever agreed or given; an offer is no promise."""
    return ledger.reach(ledger.steps_of(concession["steps"])) >= AGREED


def _side(
    giver: str, other: str, concessions: list[Document], releases: list[Document]
) -> Document:
    given = [entry for entry in concessions if _is_given(entry, giver, other)]
    freed = [entry for entry in releases if _is_freed(entry, giver, other)]
    columns: dict[str, list[Document]] = {name: [] for name in COLUMNS}
    for entry in given:
        columns[column(entry)].append(_concession(entry))
    return {
        "party": _party(giver, [*given, *freed]),
        "concessions": columns,
        "releases": [_release(entry) for entry in freed],
        "totals": {
            "promised": sum(was_promised(entry) for entry in given),
            **{name: len(entries) for name, entries in columns.items()},
            "releases": len(freed),
            "people": people(freed, "people"),
            "remains": people(freed, "remains"),
        },
    }


def people(releases: Iterable[Document], key: str) -> Document:
    """Add counts of releases as an interval; no end if one of them has none."""
    least, most = 0, 0
    is_open = False
    for release in releases:
        count = release[key]
        least += count["min"]
        is_open = is_open or count["max"] is None
        most += count["max"] or 0
    upper = None if is_open else most
    qualifier = "at_least" if is_open else "exactly" if least == most else "between"
    return {
        "min": least,
        "max": upper,
        "qualifier": qualifier,
        "text": text(Count(least, upper, qualifier)),
    }


def _is_given(concession: Document, giver: str, other: str) -> bool:
    givers = {p["code"] for p in (concession["giver"], *concession["co_givers"]) if p}
    takers = {p["code"] for p in concession["receivers"] + concession["beneficiaries"]}
    return giver in givers and other in takers | _principals(concession)


def _is_freed(release: Document, captor: str, other: str) -> bool:
    takers = {p["code"] for p in release["received_by"] + release["on_behalf_of"]}
    is_captor = release["captor"] is not None and release["captor"]["code"] == captor
    return is_captor and other in takers | _principals(release)


def _principals(record: Document) -> set[str]:
    return set((record["trade"] or {}).get("principals") or ())


def _party(code: str, records: Iterable[Document]) -> Document | None:
    return next((p for r in records for p in _parties(r) if p["code"] == code), None)


def _parties(record: Document) -> Iterator[Document]:
    for key in ("captor", "giver"):
        if record.get(key):
            yield record[key]
    yield from record.get("co_givers") or ()


def _concession(document: Document) -> Document:
    kept = (
        *("slug", "name", "url", "kind", "trade", "giver", "co_givers", "receivers"),
        *("beneficiaries", "performer", "payer", "amount", "status", "steps"),
        "citations",
    )
    return {
        **{key: document[key] for key in kept},
        "releases": [entry["release"] for entry in document["linkages"]],
    }


def _release(document: Document) -> Document:
    kept = (
        *("slug", "name", "url", "trade", "captor", "received_by", "on_behalf_of"),
        *("released_on", "people", "remains", "citations"),
    )
    answer = document["in_exchange"]
    return {
        **{key: document[key] for key in kept},
        "answer": answer["answer"],
        "sentence": answer["sentence"],
    }
