"""Assembly: from acts to releases, a search over mentions with hard rules.

Hard rules: the two sides of an exchange are never one release; a part never exceeds
its whole; one releasing party at a time; people let go on days far apart are no one
release; a mediator lets nobody go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from . import lexicon
from .acts import Act, Modality
from .annotations import Day, Party, People, Person, Row
from .counts import Count
from .dates import When
from .lexicon import words

GENERAL = words(
    "prisoners detainees inmates people citizens nationals those number others "
    "persons individuals captives hostages men women"
)
TOOK_PLACE = words(
    "completed took conducted carried went happened held swapped exchanged"
)
APART = timedelta(days=4)  # releases of one round lie closer together
OLD = timedelta(days=75)  # before publication: background


@dataclass(slots=True)
class Release:
    """One occasion of letting people go, as the article tells it.

    Attributes:
        acts: Its mentions, the first one founding it.
        agents: Codes of who let them go.
        agents_reason: How that is known, in words; "" if a clause says it.
    """

    acts: list[Act] = field(default_factory=list)
    agents: frozenset[str] = frozenset()
    agents_reason: str = ""

    @property
    def count(self) -> Count | None:
        """Give the number of people; of several the whole, not a part."""
        told = [a for a in self.acts if a.count is not None]
        whole = [a for a in told if not a.is_part] or told
        counts = [a.count for a in whole if a.count is not None]
        if not counts:
            return None
        best = max(counts, key=lambda count: count.number)
        exact = [c for c in counts if c.agrees(best)]
        return exact[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of those freed, in order."""
        return tuple(dict.fromkeys(name for act in self.acts for name in act.names))

    @property
    def nations(self) -> frozenset[str]:
        """Give what its people belong to."""
        return frozenset().union(*(act.nations for act in self.acts if not act.is_weak))

    @property
    def heads(self) -> frozenset[str]:
        """Give the nouns of single people among them."""
        return frozenset().union(*(act.heads for act in self.acts))

    @property
    def nouns(self) -> frozenset[str]:
        """Give the nouns for several people, other than the general ones."""
        return frozenset().union(*(act.nouns for act in self.acts)) - GENERAL

    @property
    def receivers(self) -> frozenset[str]:
        """Give who received them."""
        return frozenset().union(*(act.receivers for act in self.acts))

    @property
    def holders(self) -> frozenset[str]:
        """Give who held them."""
        return frozenset().union(*(act.holders for act in self.acts))

    @property
    def is_group(self) -> bool:
        """Tell whether it is of more people than it names."""
        return any(act.is_many and not act.names for act in self.acts) or any(
            act.count is not None and act.count.number > 1 for act in self.acts
        )

    @property
    def day(self) -> When | None:
        """Give its date: the most exact one that a clause ties to the deed."""
        own = [act.own_day for act in self.acts if act.own_day is not None]
        days = [when for when in own if when.is_day]
        if days or own:
            return (days or own)[0]
        return None

    @property
    def said_day(self) -> When | None:
        """Give the day on which somebody spoke of it."""
        return next((a.said_day for a in self.acts if a.said_day is not None), None)

    @property
    def modality(self) -> Modality:
        """Tell whether it happened or is only announced."""
        if any(act.modality is Modality.DONE for act in self.acts):
            return Modality.DONE
        return Modality.ANNOUNCED

    @property
    def sides(self) -> frozenset[tuple[int, int]]:
        """Give the exchanges it is part of, with its side."""
        return frozenset((abs(a.exchange), a.side) for a in self.acts if a.exchange)

    @property
    def is_background(self) -> bool:
        """Tell whether it is told in passing."""
        return all(act.is_background for act in self.acts)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the whole article says about who deals with whom.

    Attributes:
        parties: How often each party is named.
        captors: How strongly each party appears as who holds or frees people.
        pair: The two sides of a swap, if the article names them.
        mediators: Codes of third parties between the sides.
        is_swap: The article speaks of a swap or an exchange of people.
        published: The day of publication.
        event_day: The day on which the article says that it all happened, or was said.
    """

    parties: Counter[str]
    captors: Counter[str]
    pair: frozenset[str]
    mediators: frozenset[str]
    is_swap: bool
    published: date
    event_day: When | None = None


def scene(rows: Sequence[Row], acts: Sequence[Act], published: date) -> Scene:
    """Look at the whole article."""
    parties: Counter[str] = Counter()
    captors: Counter[str] = Counter()
    pairs: Counter[frozenset[str]] = Counter()
    mediators: set[str] = set()
    is_swap = False
    for row in rows:
        for chunk in row.chunks:
            if isinstance(chunk, Party):
                parties[chunk.code] += 1
            elif isinstance(chunk, Person) and chunk.acts_for:
                parties[chunk.acts_for] += 1
            elif isinstance(chunk, People):
                parties.update(chunk.nations)
        words = row.words(0, len(row.tokens))
        if (
            set(words) & lexicon.SWAP_NOUNS
            or "exchanged" in words
            or "swapped" in words
        ):
            is_swap = True
            pair = _pair(row)
            if pair:
                pairs[pair] += 1
        mediators |= _mediators(row)
        if any(phrase in " ".join(words) for phrase in lexicon.DENIED_LINKS):
            is_swap = True  # what somebody has to deny was talked of as one
    for act in acts:
        for code in act.agents:
            captors[code] += 3
        for code in act.holders:
            captors[code] += 2
    for row in rows:
        for index, token in enumerate(row.tokens):
            if token.lower in lexicon.PRISON_WORDS:
                for look in range(max(0, index - 3), min(len(row.tokens), index + 4)):
                    near = row.at[look]
                    if isinstance(near, Party):
                        captors[near.code] += 1
    pair = pairs.most_common(1)[0][0] if pairs else frozenset()
    days = [
        when
        for act in acts
        if act.modality is Modality.DONE and not act.is_background
        for when in (act.own_day, act.said_day)
        if when is not None and when.is_day and published - when.latest < OLD
    ]
    days += [when for row in rows if (when := _swap_day(row)) is not None]
    return Scene(
        parties,
        captors,
        pair,
        frozenset(mediators) - pair,
        is_swap,
        published,
        days[0] if days else None,
    )


def _swap_day(row: Row) -> When | None:
    """Give the day on which a swap took place: "completed a swap on Thursday"."""
    words = row.words(0, len(row.tokens))
    if not set(words) & lexicon.SWAP_NOUNS or not set(words) & TOOK_PLACE:
        return None
    days = [chunk.when for chunk in row.chunks if isinstance(chunk, Day)]
    return days[-1] if days and days[-1].is_day else None


def _pair(row: Row) -> frozenset[str]:
    """Read "between A and B", "A and B swap", "A … swap with B"."""
    parties = [c for c in row.chunks if isinstance(c, Party)]
    for left, right in pairwise(parties):
        between = row.words(left.last, right.first)
        if left.code == right.code or row.lower(left.first - 1) in {",", "and"}:
            continue
        if between in (["and"], ["and", "the"], ["-"]) and (
            row.lower(left.first - 1) == "between"
            or row.lower(left.first - 2) == "between"
            or set(row.words(right.last, right.last + 5))
            & (
                lexicon.SWAP_NOUNS
                | {"swapped", "exchanged", "agree", "agreed", "trade"}
            )
        ):
            return frozenset({left.code, right.code})
        if "swap" in between and (
            "with" in between or row.lower(right.first - 1) == "with"
        ):
            return frozenset({left.code, right.code})
    for token_index, token in enumerate(row.tokens):
        if (
            "-" in token.text
            and token.is_capitalised
            and row.lower(token_index + 1) in {"prisoner", "swap", "prisoners"}
        ):
            return frozenset()
    return frozenset()


def _mediators(row: Row) -> set[str]:
    """Read "brokered by Qatar", "with Turkey as mediator", "Qatar mediated"."""
    found: set[str] = set()
    for index, token in enumerate(row.tokens):
        if token.lower not in lexicon.MEDIATION:
            continue
        after = row.words(index + 1, index + 3)
        if after[:1] == ["by"] or token.lower in {"brokered", "mediated", "hosted"}:
            look = index + 1
            while look < min(index + 12, len(row.tokens)):
                chunk = row.at[look]
                if isinstance(chunk, Party) or (
                    isinstance(chunk, Person) and chunk.acts_for
                ):
                    found.add(_code(chunk))
                    look = chunk.last
                    if row.lower(look) not in {"and", ","}:
                        break
                elif row.lower(look) in {".", ";"} or row.tokens[look].tag[:2] == "VB":
                    break
                look += 1
            if after[:1] == ["by"]:
                continue
        look = index - 1
        while look >= max(0, index - 12):
            chunk = row.at[look]
            if isinstance(chunk, Party) or (
                isinstance(chunk, Person) and chunk.acts_for
            ):
                found.add(_code(chunk))
                look = chunk.first - 1
                if row.lower(look) not in {"and", ","}:
                    break
            elif row.lower(look) in {";", "."}:
                break
            look -= 1
    return found


def _code(chunk: Party | Person) -> str:
    return chunk.code if isinstance(chunk, Party) else chunk.acts_for


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
    _find_agents(found, view)
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
            and (act.is_captive or bool(act.names))
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
            and (act.is_definite or (agents and known))
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


def _find_agents(found: Iterable[Release], view: Scene) -> None:
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


def is_old(when: When | None, published: date) -> bool:
    """Tell whether a day lies well before publication."""
    return when is not None and published - when.latest > OLD
