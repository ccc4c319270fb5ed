"""Which two parties bargain most often. Pure, over documents of trades."""

from collections.abc import Iterable
from typing import Any

from . import balance

Json = dict[str, Any]


def pairs(trades: Iterable[Json]) -> list[Json]:
    """Gather bargains by their two principals, the most frequent pair first.

    A trade with more or fewer than two principals belongs to no pair.

    Returns:
        ``{codes, parties, trades, releases, promised, delivered, outstanding,
        taken_back}``; the last four count concessions.
    """
    found: dict[tuple[str, ...], Json] = {}
    for trade in trades:
        parties = [p["party"] for p in trade["parties"] if p["role"] == "principal"]
        parties.sort(key=lambda party: str(party["name"]))
        if len(parties) != 2:
            continue
        pair = found.setdefault(tuple(p["code"] for p in parties), _empty(parties))
        pair["trades"] += 1
        pair["releases"] += len(trade["releases"])
        for concession in trade["concessions"]:
            pair["promised"] += balance.was_promised(concession)
            column = balance.column(concession)
            if column in pair:
                pair[column] += 1
    return sorted(found.values(), key=lambda p: (-p["trades"], p["codes"]))


def _empty(parties: list[Json]) -> Json:
    return {
        "codes": ",".join(party["code"] for party in parties),
        "parties": parties,
        **dict.fromkeys(("trades", "releases", "promised"), 0),
        **dict.fromkeys(("delivered", "outstanding", "taken_back"), 0),
    }
