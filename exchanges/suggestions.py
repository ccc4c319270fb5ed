"""Reliefs near a release that may be its other half: suggested, never linked.

Near in time says little: names leave some lists every month. So each suggestion comes
with how often one like it falls near any day at all, and rare ones come first. What an
editor accepts becomes a draft; what is rejected is remembered.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min

from sanctions.importers import LISTS
from sanctions.models import (
    Action,
    ActionEntity,
    Change,
    Edition,
    Entity,
    ListEntry,
    ListingPeriod,
    Programme,
)
from tracker import names, published
from tracker.models import Party, State

from .models import Concession, Linkage, Release, Step, StepAction, Suggestion

BEFORE, AFTER = 45, 120  # days that a relief may come before and after the release
CLOSENESS_DAYS = 60  # after so many days the closeness has fallen to a third
SHOWN_NAMES = 8
# Acts that ease; an act that is not specified may.
EASING = (
    *("general_licence", "specific_licence", "export_authorisation", "waive"),
    *("suspend", "delist", "revoke", "amend", "unspecified"),
)
# Programmes that answer somebody's conduct and do not bear the name: Burma's, North
# Korea's and those on Ukraine, for which Russia is sanctioned.
UNNAMED = {
    "MM": ("burma",),
    "KP": ("north korea", "dprk", "republic of korea"),
    "RU": ("ukraine", "crimea", "magnitsky", "energy security"),
    "IR": ("irgc", "isa", "ifca", "ifsr", "hrit-ir", "fse-ir"),
    "SY": ("assad", "hrit-sy", "fse-sy"),
}
ENDINGS = ("", "n", "an", "ian", "i", "ese")  # Russian, Cuban, Iranian, Iraqi


class SuggestionError(ValueError):
    """A suggestion cannot be accepted as it is; says what to do instead."""


@dataclass(frozen=True, slots=True)
class Relief:
    """Something that eased, on a day or between two.

    Attributes:
        key: Tells it from all others.
        programme: As printed or recorded.
        first, last: Days between which it happened.
        entries: Primary keys of list entries that left; empty for an act.
        action: Primary key of the act; None for a removal.
    """

    key: str
    words: str
    list_code: str
    programme: str
    first: date
    last: date
    entries: tuple[int, ...] = ()
    action: int | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A relief that may be the other half of a release.

    Attributes:
        days: From the release to the relief; negative if the relief came first.
        base_rate: Share of all days near which a relief like it falls; None if no
            edition says so.
        score: Rarity times closeness, from 0.0 to 1.0.
        base_words: The base rate in a sentence.
    """

    release: Release
    relief: Relief
    days: int
    base_rate: float | None
    base_words: str
    score: float

    @property
    def words(self) -> str:
        """What an editor is told."""
        if self.days == 0:
            when = "about the same day"
        else:
            side = "after" if self.days > 0 else "before"
            when = f"{abs(self.days)} days {side} the release"
        return f"{self.relief.words}, {when}. {self.base_words}"


# Pure


def base_rate(days: Iterable[date], first: date, last: date) -> float:
    """Give the share of days in a span near which one of some days falls.

    Near means that it is at most ``BEFORE`` days before and ``AFTER`` days after.
    """
    total = (last - first).days + 1
    covered = 0
    reached = first - timedelta(days=1)
    for day in sorted(set(days)):
        start = max(day - timedelta(days=AFTER), reached + timedelta(days=1))
        end = min(day + timedelta(days=BEFORE), last)
        if start <= end:
            covered += (end - start).days + 1
            reached = end
    return covered / total


def score(rate: float | None, days: int) -> float:
    """Rank by rarity of the programme and closeness in time."""
    rarity = 0.5 if rate is None else 1 - rate
    return rarity * math.exp(-abs(days) / CLOSENESS_DAYS)


def gap(release: Release, relief: Relief) -> int | None:
    """Count the days from a release to a relief; None if it is not near.

    Of inexact days the closest are taken.
    """
    start, end = release.released_on_earliest, release.released_on_latest
    if start is None or end is None:
        return None
    if relief.last < start:
        days = -(start - relief.last).days
    elif relief.first > end:
        days = (relief.first - end).days
    else:
        days = 0
    return days if -BEFORE <= days <= AFTER else None


def is_of(captor: Party, programme: str) -> bool:
    """Tell whether a programme is called after a captor, or is known to be about it."""
    words = set(names.tokens(programme))
    for called in (captor.name, captor.country.name if captor.country else ""):
        own = [word for word in names.tokens(called.partition(",")[0]) if len(word) > 3]
        if own and all(any(f"{word}{end}" in words for end in ENDINGS) for word in own):
            return True
    text = programme.casefold()
    codes = {captor.code, captor.country_id or ""}
    return any(
        f" {word} " in f" {text} " or (len(word) > 4 and word in text)
        for code in codes
        for word in UNNAMED.get(code, ())
    )


def as_json(suggested: Suggested) -> dict[str, object]:
    """Give a suggestion for other programs."""
    return {
        "release": suggested.release.slug,
        "key": suggested.relief.key,
        "programme": suggested.relief.programme,
        "list": suggested.relief.list_code or None,
        "between": [str(suggested.relief.first), str(suggested.relief.last)],
        "days": suggested.days,
        "base_rate": suggested.base_rate,
        "score": round(suggested.score, 4),
        "words": suggested.words,
    }


# From lists and acts


def suggest(releases: Iterable[Release] | None = None) -> list[Suggested]:
    """Suggest reliefs for releases, those of the highest score first.

    Args:
        releases: Which; None for all that are not withdrawn.

    Cost:
        Some ten queries, whatever the number of releases.
    """
    rows: Any = Release.objects.exclude(state=State.WITHDRAWN)
    if releases is not None:
        rows = rows.filter(pk__in=[release.pk for release in releases])
    wanted: list[Release] = list(
        rows.select_related("captor__country", "captor__person")
    )
    programmes = _programme_names()
    reliefs = [*_removals(), *_acts()]
    decided = set(Suggestion.objects.values_list("release_id", "key"))
    linked = set(
        Linkage.objects.exclude(concession=None).values_list(
            "release_id", "concession__steps__actions"
        )
    )
    rates = _Rates(reliefs)
    found = []
    for release in wanted:
        for relief in reliefs:
            days = gap(release, relief)
            if (
                days is None
                or (release.pk, relief.key) in decided
                or (relief.action and (release.pk, relief.action) in linked)
                or not is_of(release.captor, _told(relief, programmes))
            ):
                continue
            rate, words = rates.of(relief)
            value = score(rate, days)
            found.append(Suggested(release, relief, days, rate, words, value))
    return sorted(found, key=lambda s: (-s.score, s.release.slug, s.relief.key))


def _programme_names() -> dict[tuple[str, str], str]:
    rows = Programme.objects.exclude(list_code="")
    return {
        (authority, code): f"{name} {code}"
        for authority, code, name in rows.values_list(
            "authority__code", "list_code", "name"
        )
    }


def _told(relief: Relief, programmes: dict[tuple[str, str], str]) -> str:
    if not relief.list_code:
        return relief.programme
    authority = LISTS[relief.list_code].authority if relief.list_code in LISTS else ""
    return programmes.get((authority, relief.programme), relief.programme)


def _removals() -> Iterator[Relief]:
    """Give what left a list in one edition under one programme, as one relief."""
    removed = Change.objects.filter(kind=Change.Kind.REMOVED).values_list(
        "edition__list_code", "edition__published_on", "entry_key"
    )
    gone = set(removed)
    periods = ListingPeriod.objects.exclude(ended_on=None).filter(
        entry__list_code__in={code for code, _, _ in gone}
    )
    together: defaultdict[tuple[str, str, date], list[ListingPeriod]]
    together = defaultdict(list)
    for period in periods.select_related("entry").order_by("entry__key"):
        entry = period.entry
        if period.ended_on and (entry.list_code, period.ended_on, entry.key) in gone:
            place = (entry.list_code, period.programme, period.ended_on)
            together[place].append(period)
    for (list_code, programme, day), left in sorted(together.items()):
        ended_after = max(p.ended_after or day for p in left)
        yield Relief(
            key=f"removal:{list_code}:{programme}:{day}",
            words=_left(list_code, programme, [p.entry for p in left]),
            list_code=list_code,
            programme=programme,
            first=min(ended_after + timedelta(days=1), day),
            last=day,
            entries=tuple(p.entry_id for p in left),
        )


def _left(list_code: str, programme: str, entries: Sequence[ListEntry]) -> str:
    shown = "; ".join(entry.name for entry in entries[:SHOWN_NAMES])
    more = len(entries) - SHOWN_NAMES
    rest = f" and {more} more" if more > 0 else ""
    return f"{shown}{rest} left {list_code} ({programme or 'no programme named'})"


def _acts() -> Iterator[Relief]:
    rows: Any = Action.objects.filter(kind__in=EASING).exclude(state=State.WITHDRAWN)
    for action in rows.select_related("authority", "programme"):
        first, last = action.effective_on_earliest, action.effective_on_latest
        if first is None or last is None:
            first, last = action.announced_on_earliest, action.announced_on_latest
        if first is None or last is None or action.programme is None:
            continue
        what = action.instrument or action.get_kind_display()
        yield Relief(
            key=f"action:{action.slug}",
            words=f"{action.authority.name}: {what} ({action.programme.name})",
            list_code="",
            programme=f"{action.programme.name} {action.programme.list_code}",
            first=first,
            last=last,
            action=action.pk,
        )


class _Rates:
    """How often reliefs like one fall near any day, by list and programme."""

    def __init__(self, reliefs: Iterable[Relief]) -> None:
        self.days: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
        for relief in reliefs:
            if relief.entries:
                self.days[relief.list_code, relief.programme].append(relief.last)
        spans = Edition.objects.filter(state="accepted").order_by().values("list_code")
        self.spans = {
            row["list_code"]: (row["first"], row["last"])
            for row in spans.annotate(
                first=Min("published_on"), last=Max("published_on")
            )
        }

    def of(self, relief: Relief) -> tuple[float | None, str]:
        span = self.spans.get(relief.list_code)
        if span is None or not relief.entries:
            return None, "How often such an act comes by chance is not known."
        rate = base_rate(self.days[relief.list_code, relief.programme], *span)
        return rate, (
            f"A {relief.programme or relief.list_code} removal falls in such a window"
            f" by chance on {rate:.0%} of dates ({span[0]} to {span[1]})."
        )


# What an editor says


def accept(suggested: Suggested, user: Any) -> Suggestion:
    """Make a draft concession of a suggestion, and the link to its release.

    Nothing becomes public by it: the concession is a draft until somebody cites it and
    publishes it, and the link says no more than that one followed the other.

    Raises:
        SuggestionError: The giver would be the captor, or the act is already part of a
            concession: that one has to be linked.
    """
    relief, release = suggested.relief, suggested.release
    with published.writing():
        action = _action_of(suggested)
        giver = action.authority.party
        if giver == release.captor:
            raise SuggestionError(f"{giver} freed them: it gives nothing for that.")
        drafts: Any = Concession.objects
        held = drafts.filter(steps__actions=action).first()
        if held is not None:
            raise SuggestionError(
                f"The act is a step of {held.slug}: add a linkage of that concession."
            )
        concession: Concession = drafts.create(
            slug=_free_slug(Concession, f"{release.slug}-relief"),
            kind=Concession.Kind.SANCTIONS_RELIEF,
            trade=release.trade,
            giver=giver,
        )
        step = Step.objects.create(
            concession=concession,
            kind=Step.Kind.DELIVERED,
            happened_on=_edtf(relief),
        )
        StepAction.objects.create(step=step, action=action)
        linkage = Linkage.objects.create(
            concession=concession, release=release, basis=Linkage.Basis.SEQUENCE
        )
        return Suggestion.objects.create(
            release=release,
            key=relief.key,
            state=Suggestion.State.ACCEPTED,
            words=suggested.words,
            concession=concession,
            linkage=linkage,
            decided_by=user,
        )


def reject(suggested: Suggested, user: Any) -> Suggestion:
    """Remember that a suggestion is none."""
    with published.writing():
        return Suggestion.objects.create(
            release=suggested.release,
            key=suggested.relief.key,
            state=Suggestion.State.REJECTED,
            words=suggested.words,
            decided_by=user,
        )


def undo(decided: Suggestion) -> None:
    """Take an editor's word back, with the drafts that were made by it.

    Raises:
        SuggestionError: What was made is no longer a draft.
    """
    with published.writing():
        concession = decided.concession
        if concession is not None:
            others = concession.linkages.exclude(pk=decided.linkage_id or 0)
            if concession.state != State.DRAFT or others.exists():
                raise SuggestionError(
                    f"{concession.slug} is more than a draft by now: change it there."
                )
            drafts: Any = Action.objects.filter(
                steps__concession=concession, state=State.DRAFT, citations=None
            )
            made = list(drafts.filter(slug__startswith=f"{decided.release.slug}-"))
            if decided.linkage is not None:
                decided.linkage.delete()
            concession.delete()
            for action in made:
                action.delete()
        decided.delete()


def _action_of(suggested: Suggested) -> Action:
    """Give the act of a suggestion; of a removal make a draft of a delisting."""
    relief = suggested.relief
    if relief.action is not None:
        rows: Any = Action.objects.select_related("authority__party")
        return rows.get(pk=relief.action)  # type: ignore[no-any-return]  # an Action
    authority = LISTS[relief.list_code].authority if relief.list_code in LISTS else ""
    programme = (
        Programme.objects.filter(list_code=relief.programme, authority__code=authority)
        .select_related("authority__party")
        .first()
    )
    if programme is None:
        raise SuggestionError(
            f"The record has no programme {relief.programme} of {authority}: add it."
        )
    made: Any = Action.objects
    action: Action = made.create(
        slug=_free_slug(Action, f"{suggested.release.slug}-delisting"),
        authority=programme.authority,
        programme=programme,
        kind=Action.Kind.DELIST,
        effective_on=_edtf(relief),
    )
    entities: Any = Entity.objects.filter(entries__in=relief.entries).distinct()
    ActionEntity.objects.bulk_create(
        ActionEntity(action=action, entity=entity) for entity in entities
    )
    return action


def _edtf(relief: Relief) -> str:
    if relief.first == relief.last:
        return relief.first.isoformat()
    return f"[{relief.first}..{relief.last}]"


def _free_slug(model: type[Concession] | type[Action], wanted: str) -> str:
    taken = set(
        model.objects.filter(slug__startswith=wanted[:110]).values_list(
            "slug", flat=True
        )
    )
    numbers = (f"{wanted[:110]}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in numbers if slug not in taken)
