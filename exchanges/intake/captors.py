"""Captors: who let people go, where no clause says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .releases import Release
from .scenes import Scene


def find(found: Iterable[Release], view: Scene) -> None:
    """Say who let people go where no clause does."""
    found = list(found)
    for release in found:
        if not release.agents and release.holders - view.mediators:
            release.agents = release.holders
            release.agents_reason = "the article says who held them"
    _oppose(found, view)
    _default(found, view)


def _oppose(found: Sequence[Release], view: Scene) -> None:
    """Give the other side of an exchange its party."""
    for release in found:
        if release.agents:
            continue
        sides = release.sides
        others = [
            other
            for other in found
            if other is not release
            and other.agents
            and any(e == x and s != t for e, s in sides for x, t in other.sides)
        ]
        for other in others:
            barred = other.agents | release.nations | release.receivers | view.mediators
            opposite = [
                *sorted(view.pair),
                *sorted(other.nations),
                *sorted(other.receivers),
                *(code for code, _ in view.parties.most_common(4)),
            ]
            wanted = [code for code in opposite if code not in barred]
            if wanted:
                release.agents = frozenset(wanted[:1])
                release.agents_reason = "the other side of the exchange"
                break


def _default(found: Sequence[Release], view: Scene) -> None:
    """Fall back on the captors that the article names, the likeliest first."""
    for release in found:
        _oppose(found, view)
        if release.agents:
            continue
        alike = next(
            (
                o
                for o in found
                if o.agents and o is not release and o.nouns & release.nouns
            ),
            None,
        )
        if alike is not None and not release.sides:
            release.agents = alike.agents
            release.agents_reason = "who let the others of that kind go"
            continue
        ranked = [
            code for code, _ in view.captors.most_common() if code not in view.mediators
        ]
        sides = {
            code
            for other in found
            for e, s in release.sides
            for x, t in other.sides
            if e == x and s != t
            for code in other.agents
        }
        ranked = [code for code in ranked if code not in sides]
        ranked = [code for code in ranked if code not in release.receivers]
        homeless = [code for code in ranked if code not in release.nations]
        if view.pair and release.nations & view.pair and view.is_swap:
            opposite = view.pair - release.nations
            if opposite:
                release.agents = frozenset(sorted(opposite)[:1])
                release.agents_reason = "the other side of the swap holds them"
                continue
        if homeless or ranked:
            release.agents = frozenset({(homeless or ranked)[0]})
            release.agents_reason = "the only captor that the article names"
