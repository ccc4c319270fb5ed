"""Linkages: which release is said to be for which price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .assembly import APART
from .chunks import Row
from .concessions import DENIED, Concession
from .releases import Release
from .scenes import Scene

EXPLICIT = (
    "in exchange",
    "in return",
    "in turn",
    "swap",
    "as part of the deal",
    "under the deal",
    "to free",
    "as part of a deal",
    "prisoner exchange",
    "exchange deal",
    "under an exchange",
    "in response to the release",
    "for the release of",
    "the price of",
    "for their release",
    "for his release",
    "for her release",
    "ransom",
)
DENIAL = (
    "not done in exchange",
    "not in exchange",
    "not part of",
    "no link",
    "was not a",
    "unrelated",
    "denied that",
    "denies that",
    "nothing in return",
    "not linked",
    "nothing was given",
    "no concessions",
    "without any concession",
    "not a swap",
)


@dataclass(frozen=True, slots=True)
class Link:
    """One price for one release.

    Attributes:
        release: Its position among the releases.
        concession: The position of the concession, or None for a counter-release.
        counter: The position of the release given for it, or None.
        basis: stated, swap or sequence.
        is_denied: Somebody denies it.
        row: The sentence that says so; the release's own if none does.
    """

    release: int
    concession: int | None
    counter: int | None
    basis: str
    is_denied: bool
    row: int


def links(
    found: Sequence[Release],
    prices: Sequence[Concession],
    rows: Sequence[Row],
    view: Scene,
) -> list[Link]:
    """Tie prices and counter-releases to releases."""
    texts = [" ".join(row.words(0, len(row.tokens))) for row in rows]
    result = [*_swaps(found, texts, view)]
    for position, price in enumerate(prices):
        for number, release in enumerate(found):
            if not _fits(release, price, found):
                continue
            near = [mention.row for mention in price.mentions]
            explicit = next(
                (r for r in near if any(phrase in texts[r] for phrase in EXPLICIT)),
                None,
            )
            denied = any(phrase in texts[r] for r in near for phrase in DENIAL) or (
                price.step == DENIED
            )
            result.append(
                Link(
                    number,
                    position,
                    None,
                    "stated" if explicit is not None else "sequence",
                    denied,
                    explicit if explicit is not None else near[0],
                )
            )
    return result


def _fits(release: Release, price: Concession, found: Sequence[Release]) -> bool:
    if release.is_background and any(not other.is_background for other in found):
        return False
    if release.agents & price.givers:
        return False
    if price.receivers and not price.receivers & release.agents:
        return not any(
            other is not release and price.receivers & other.agents for other in found
        )
    return True


def _swaps(found: Sequence[Release], texts: Sequence[str], view: Scene) -> list[Link]:
    """Pair the sides of exchanges; without such words, the sides of a swap.

    The side with fewer releases is the price of the other, for each of them.
    """
    result: list[Link] = []
    for is_background in (False, True):
        group = [i for i, r in enumerate(found) if r.is_background is is_background]
        facing = [
            (left, right)
            for left in group
            for right in group
            if left < right
            and not found[left].agents & found[right].agents
            and (
                _said(found[left], found[right]) or (view.is_swap and not is_background)
            )
        ]
        if not facing:
            continue
        first = found[facing[0][0]].agents
        ours = [i for i in group if found[i].agents & first]
        theirs = [i for i in group if i not in ours]
        if len(theirs) > len(ours):
            ours, theirs = theirs, ours
        for right in theirs:
            for left in ours:
                if (min(left, right), max(left, right)) in facing:
                    said = _said(found[left], found[right])
                    row = said - 1 if said else found[right].acts[0].row
                    row = max(0, min(row, len(texts) - 1))
                    result.append(Link(left, None, right, "swap", False, row))
    return result


def _apart(one: Release, other: Release) -> bool:
    left, right = one.day, other.day
    return (
        left is not None
        and right is not None
        and (
            left.earliest - right.latest > APART or right.earliest - left.latest > APART
        )
    )


def _said(one: Release, other: Release) -> int:
    """Give the exchange of which two releases are the sides; 0 if there is none."""
    return next(
        (e for e, s in one.sides for x, t in other.sides if e == x and s != t), 0
    )
