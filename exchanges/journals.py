"""The ledger of two parties day by day: what each did, in order. Pure."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def journal(found: Json) -> list[Json]:
    """Put the steps and releases of both sides in order of time.

    Args:
        found: What ``balance.balance`` gives.

    Returns:
        ``{date, side, ref, step, people, remains, citations}``, the undated last;
        ``side`` is 0 or 1, ``step`` null for a release.
    """
    entries = [e for side in (0, 1) for e in _entries(found["sides"][side], side)]
    return sorted(entries, key=_day)


def _entries(side: Json, number: int) -> Iterator[Json]:
    for concessions in side["concessions"].values():
        for concession in concessions:
            for step in concession["steps"]:
                yield {
                    "date": step["date"],
                    "side": number,
                    "ref": concession,
                    "step": step["kind"],
                    "people": None,
                    "remains": None,
                    "citations": step["citations"] or concession["citations"],
                }
    for release in side["releases"]:
        yield {
            "date": release["released_on"],
            "side": number,
            "ref": release,
            "step": None,
            "people": release["people"],
            "remains": release["remains"],
            "citations": release["citations"],
        }


def _day(entry: Json) -> tuple[str, str]:
    when = entry["date"] or {}
    return (when.get("earliest") or when.get("latest") or "9999", entry["ref"]["slug"])
