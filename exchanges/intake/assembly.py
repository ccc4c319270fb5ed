"""Assembly: from acts to releases, a search over mentions with hard rules.

Hard rules: the two sides of an exchange are never one release; a part never exceeds
its whole; one releasing party at a time; people let go on days far apart are no one
release; a mediator lets nobody go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from . import captors
from .acts import Act, Modality
from .dates import When
from .releases import Release
from .scenes import Scene

APART = timedelta(days=4)  # releases of one round lie closer together


def releases(acts: Sequence[Act], view: Scene) -> list[Release]:
    """Bring acts together to releases.

    Args:
        acts: In the order of the text.
        view: The article as a whole.
    """
    usable = [
        act for act in acts if act.modality in {Modality.DONE, Modality.ANNOUNCED}
    ]
    found: list[Release] = []
    wholes = frozenset(a.row for a in usable if a.count is not None and not a.is_part)
    for act in sorted(usable, key=_strength):
        act = _without_known(act, found)
        home = _home(act, found, view)
        if home is not None:
            home.acts.append(act)
            home.agents = home.agents or act.agents
        elif (not act.is_weak or act.template == "departure") and _founds(
            act, view, wholes
        ):
            found.append(Release([act], act.agents))
    found = (
        found
        or [Release([act], act.agents) for act in usable if act.template == "total"][:1]
    )
    for release in found:
        release.acts.sort(key=lambda act: act.row)
    captors.find(found, view)
    found = _unite(found, view)
    found = [release for release in found if _is_enough(release, view)]
    found.sort(key=lambda release: (release.is_background, release.acts[0].row))
    return found


def _strength(act: Act) -> tuple[bool, bool, bool]:
    """Order mentions: what says who let whom go comes before what only names them."""
    return (
        act.is_weak,
        act.modality is not Modality.DONE,
        not (act.agents or act.exchange) and act.count is None,
    )


def _without_known(act: Act, found: Sequence[Release]) -> Act:
    """Take out of a list the names that several releases already have."""
    if act.agents or act.count is not None or len(act.names) < 2:
        return act
    homes = [release for release in found if set(release.names) & set(act.names)]
    if len(homes) < 2:
        return act
    known = {name for release in homes[1:] for name in release.names}
    rest = tuple(name for name in act.names if name not in known)
    return replace(act, names=rest or act.names[:1])


def _founds(act: Act, view: Scene, wholes: frozenset[int]) -> bool:
    """Tell whether a mention can stand for a release of its own."""
    if (
        act.is_part
        and not act.names
        and (act.template not in {"active", "passive"} or act.row in wholes)
    ):
        return False
    if act.template == "departure":
        if act.count is not None and act.nations & view.pair and view.is_swap:
            return True
        return (
            (not act.is_definite or bool(act.names))
            and bool(act.holders or act.agents)
            and (act.is_captive or bool(act.names) or act.count is not None)
        )
    return bool(
        act.names
        or (
            act.count is not None
            and (
                act.is_captive
                or act.nations
                or act.agents
                or act.holders
                or (bool(view.captors) and act.own_day is not None)
            )
        )
        or (
            act.is_many
            and act.template not in {"noun", "list"}
            and act.modality is Modality.DONE
            and (act.is_captive or act.nations)
            and (act.agents or act.own_day or act.holders)
        )
        or (act.exchange and act.is_many)
    )


def _home(act: Act, found: Sequence[Release], view: Scene) -> Release | None:
    scored = [(_fit(act, release, view), i) for i, release in enumerate(found)]
    best = max(scored, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
    return found[best[1]] if best[0] > 0 else None


def _fit(act: Act, release: Release, view: Scene) -> float:
    """Score how well a mention goes with a release; 0 or less: not at all."""
    if any(
        exchange == abs(act.exchange) and side != act.side
        for exchange, side in release.sides
    ):
        return -9
    if act.count is not None and any(
        other.row == act.row
        and other.trigger == act.trigger
        and other.count is not None
        and other.count != act.count
        for other in release.acts
    ):
        return -9
    shared = set(act.names) & set(release.names)
    if (
        act.exchange
        and act.count is not None
        and act.count.number == 1
        and release.names
        and not shared
        and not act.heads & release.heads
        and (abs(act.exchange), act.side) not in release.sides
    ):
        return -9
    if act.template == "departure" and act.names and not (shared or act.agents):
        return -9
    if (
        act.count is not None
        and act.is_many
        and release.sides
        and not (
            release.is_group
            or shared
            or abs(act.exchange) in {e for e, _ in release.sides}
        )
    ):
        return -9
    agents = act.agents or act.holders
    known = release.agents or release.holders
    if agents and known and not agents & known and not (shared and not act.agents):
        return -9
    if _far(act.own_day, release) and not shared:
        return -9
    score = 0.0
    if shared:
        score += 4
    if agents and known:
        score += 1
    if act.nations and release.nations:
        if act.nations & release.nations:
            score += 1
        elif not shared:
            if act.is_many and release.is_group and not act.is_weak:
                return -9
            score -= 2
    count = release.count
    if act.count is not None and count is not None:
        if act.count.agrees(count):
            score += 3
            if act.is_background != release.is_background:
                score -= 2
        elif act.is_background != release.is_background:
            return -9
        elif (
            act.count.number < count.number
            and (
                act.is_part
                or (agents and known and not act.exchange and not act.is_background)
                or act.is_definite
                or (act.count.number == 1 and act.names)
                or (act.nations and act.nations == release.nations)
            )
        ) or (shared and act.count.number > count.number and not release.is_group):
            score += 1
        else:
            return -9
    elif act.count is not None:
        if len(release.names) > act.count.number:
            return -9
        if act.is_background != release.is_background and not shared:
            return -9
        score += 0.5 if release.is_group and (agents and known) else 0
        if act.nations and act.nations == release.nations:
            score += 0.5
        if act.heads & release.heads and act.count.number == 1:
            score += 2
        if act.is_definite:
            score += 1
        if (
            release.names
            and act.count.number >= len(release.names)
            and (act.is_definite or (agents and known and len(release.names) > 1))
        ):
            score += 0.5
    elif act.names and not shared:
        # Somebody named: a member of the group, if there is one by the same captor.
        if act.heads & release.heads and not release.names:
            return score + 3
        is_one = count is not None and count.number == 1 and not release.names
        if (
            is_one
            and len(act.names) == 1
            and not (agents and known and not agents & known)
        ):
            return score + 2
        if (
            count is not None
            and len(set(release.names) | set(act.names)) > count.number
        ):
            return -9
        if act.exchange and (abs(act.exchange), act.side) not in release.sides:
            return -9
        if release.is_group:
            score += 1
            if not agents and not act.is_weak and view.is_swap and not act.is_definite:
                score -= 0.6
        elif act.is_weak or (agents and known):
            score += 0.6
        else:
            score -= 1
        if release.is_background and not act.is_background:
            score -= 1
    elif act.heads & release.heads and not act.is_many:
        score += 2
    elif act.is_definite or not act.names:
        score += 0.6
        if act.is_background != release.is_background:
            score -= 1
    return score


def _far(when: When | None, release: Release) -> bool:
    other = release.day
    if when is None or other is None:
        return False
    return when.earliest - other.latest > APART or other.earliest - when.latest > APART


def _unite(found: list[Release], view: Scene) -> list[Release]:
    """Unite releases that turn out to be one, now that their captors are known."""
    result: list[Release] = []
    for release in sorted(
        found, key=lambda r: (r.is_background, -(r.count.number if r.count else 0))
    ):
        home = None
        for other in result:
            if _is_one(release, other, view):
                home = other
                break
        if home is None:
            result.append(release)
        else:
            home.acts = sorted([*home.acts, *release.acts], key=lambda act: act.row)
    return result


def _is_one(small: Release, large: Release, view: Scene) -> bool:
    if any(e == x and s != t for e, s in small.sides for x, t in large.sides):
        return False
    if not small.agents & large.agents and not set(small.names) & set(large.names):
        return False
    if small.is_background != large.is_background:
        return False
    is_shared = bool(set(small.names) & set(large.names))
    if (
        small.nations
        and large.nations
        and not (small.nations & large.nations)
        and not (is_shared)
    ):
        return False
    one = large.count is not None and large.count.number == 1
    if one and not is_shared and small.sides != large.sides:
        return False
    left, right = small.day, large.day
    if (
        left
        and right
        and (
            left.earliest - right.latest > APART or right.earliest - left.latest > APART
        )
    ):
        return False
    if small.count is None:
        if not large.is_group and not small.names:
            return False
        total = len(set(small.names) | set(large.names))
        return not (large.count is not None and total > large.count.number) and not (
            small.nations
            and large.nations
            and not small.nations & large.nations
            and not small.names
        )
    if large.count is None:
        return False
    if small.count.agrees(large.count):
        return True
    if small.count.number == 1 and small.names:
        return small.acts[0].row != large.acts[0].row or True
    return False


def _is_enough(release: Release, view: Scene) -> bool:
    """Ask for two of number, day, party and name, and for somebody who was held."""
    known = [
        release.count is not None,
        release.day is not None or release.said_day is not None,
        bool(release.agents),
        bool(release.names),
        (bool(release.sides) or view.is_swap) and release.is_group,
    ]
    return sum(known) >= 2
