"""Puts the claims of a conflict into words. Pure, over documents."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tracker import counts, dates

from .ledger_claims import COUNT_FIELDS, DATE_FIELDS

Json = dict[str, Any]

PARTY_FIELDS = frozenset({"captor", "giver", "received_by", "receivers", "parties"})


def codes(conflicts: Iterable[Json]) -> Iterator[str]:
    """Give the codes of parties that claims name."""
    for conflict in conflicts:
        if _names_parties(conflict["field"]):
            for claim in conflict["claims"]:
                yield from (code.strip() for code in claim["value"].split(","))


def worded(conflicts: Iterable[Json], names: Mapping[str, str]) -> list[Json]:
    """Give conflicts with ``text`` and ``speakers`` added to each claim.

    Args:
        conflicts: Of a document.
        names: What parties are called, by code.

    Returns:
        ``speakers`` holds each speaker once, in the order of the citations.
    """
    return [
        {
            **conflict,
            "claims": [
                {
                    **claim,
                    "text": _text(conflict["field"], claim["value"], names),
                    "speakers": _speakers(claim["citations"]),
                }
                for claim in conflict["claims"]
            ],
        }
        for conflict in conflicts
    ]


def _names_parties(path: str) -> bool:
    return path.startswith("parties.") or path.rpartition(".")[2] in PARTY_FIELDS


def _text(path: str, value: str, names: Mapping[str, str]) -> str:
    field = path.rpartition(".")[2]
    try:
        if field.endswith("_on") or field in DATE_FIELDS:
            return dates.text(value)
        if field in COUNT_FIELDS:
            return counts.text(counts.parse(value))
        if field == "amount":
            return counts.text_amount(counts.parse_amount(value))
    except (dates.DateError, counts.CountError):
        return value  # a claim may be words that no date or count can hold
    if _names_parties(path):
        return ", ".join(
            names.get(code.strip(), code.strip()) for code in value.split(",")
        )
    return value


def _speakers(citations: Iterable[Json]) -> list[Json]:
    found: dict[tuple[str, str | None], Json] = {}
    for citation in citations:
        speaker = citation["speaker"]
        bound = (speaker["speaking_for"] or {}).get("code")
        found.setdefault((speaker["name"], bound), speaker)
    return list(found.values())
