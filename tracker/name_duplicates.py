"""Find who may be recorded twice: bearers whose names are nearly the same."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from .name_catalogue import NameCatalogue

# Likeness from which two bearers may be one: at .8 and above 99 in 100 first answers
# were right, and one in a hundred unlisted names got there (benchmarks/names.py).
SUSPICIOUS = 0.8
NEIGHBOURS = 5  # bearers that each is compared with at most, the most alike ones


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody or something with names.

    Attributes:
        key: What the caller knows it by; unique and sortable.
        names: All spellings, as printed.
        kind: Such as person or vessel; "" if unknown.
        birth_year: None if unknown.
        nationalities: Codes of countries; empty if unknown.
    """

    key: str
    names: tuple[str, ...]
    kind: str = ""
    birth_year: int | None = None
    nationalities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two bearers that may be one: keys in order, and how alike their names are."""

    one: str
    other: str
    score: float


def suspicions(
    bearers: Iterable[Bearer],
    least: float = SUSPICIOUS,
    *,
    among: Container[str] | None = None,
) -> Iterator[Suspicion]:
    """Give pairs of bearers that may be one, each pair once, in the order of keys.

    Bearers of two known kinds, born in two known years more than one apart, or of known
    nationalities none of which is the same, are never suspected.

    Args:
        bearers: All there are.
        least: Likeness that a pair must reach.
        among: Keys of which a pair must hold one; all if None.

    Cost: one catalogue of all names and one search a name; no query.
    """
    known = {bearer.key: bearer for bearer in bearers}
    catalogue = NameCatalogue((b.key, name) for b in known.values() for name in b.names)
    found: dict[tuple[str, str], float] = {}
    for bearer in known.values():
        if among is not None and bearer.key not in among:
            continue

        def may_be(key: str, bearer: Bearer = bearer) -> bool:
            return key != bearer.key and _may_be_one(bearer, known[key])

        for name in bearer.names:
            for hit in catalogue.search(name, limit=NEIGHBOURS, accepts=may_be):
                if hit.score >= least:
                    pair = (min(bearer.key, hit.owner), max(bearer.key, hit.owner))
                    found[pair] = max(hit.score, found.get(pair, 0.0))
    for (one, other), score in sorted(found.items()):
        yield Suspicion(one, other, score)


def _may_be_one(one: Bearer, other: Bearer) -> bool:
    if one.kind and other.kind and one.kind != other.kind:
        return False
    nations = one.nationalities, other.nationalities
    if all(nations) and nations[0].isdisjoint(nations[1]):
        return False
    if one.birth_year is None or other.birth_year is None:
        return True
    return abs(one.birth_year - other.birth_year) <= 1
