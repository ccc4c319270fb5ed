"""Say what was given in exchange for a release, and who says so.

The one place that decides what counts as given (design.md, section 4). Pure functions
over dataclasses: the same code answers from the editors' tables, through a fresh
document, and from a published one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker import dates
from tracker.dates import Period

from .ledger_claims import claimed_consideration, conflicts, denials
from .ledger_days import days_of
from .ledger_facts import (
    AGREED,
    BARGAINING_STEPS,
    DELIVERED,
    DEMANDED,
    ENDED,
    ENDED_UNDELIVERED,
    OFFERED,
    PARTLY_DELIVERED,
    Answer,
    Days,
    Document,
    Item,
    Listing,
    PartyFact,
    Placed,
    Reason,
    Reference,
    ReleaseFacts,
    Speaker,
    Speech,
    StepFact,
    facts,
    is_later,
    linkages,
    reach,
    status,
    steps_of,
)
from .ledger_moments import Moment, seen
from .ledger_sentences import sentence_for, unseen_sentence

__all__ = [
    "Answer",
    "Days",
    "Document",
    "Finding",
    "InExchange",
    "Item",
    "Listing",
    "PartyFact",
    "Placed",
    "Reason",
    "Reference",
    "ReleaseFacts",
    "Rule",
    "Speaker",
    "Speech",
    "StepFact",
    "answer",
    "at",
    "check",
    "conflicts",
    "days_of",
    "denials",
    "facts",
    "findings",
    "in_exchange",
    "principals",
    "reach",
    "speakers",
    "status",
    "steps_of",
    "trade_status",
]


class Rule(StrEnum):
    """What a linkage is checked for before it is stored."""

    GIVER_IS_CAPTOR = "giver_is_captor"
    AFTER_RELEASE = "after_release"
    MAY_BE_AFTER_RELEASE = "may_be_after_release"
    DELIVERED_AFTER_RELEASE = "delivered_after_release"


REFUSING = frozenset({Rule.GIVER_IS_CAPTOR, Rule.AFTER_RELEASE})
DELIVERY_STEPS = frozenset({"partly_delivered", "delivered"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one linkage, and what would be right.

    Attributes:
        is_refused: True if the loader must not write it; False for a warning.
    """

    rule: Rule
    item: str
    release: str
    message: str
    is_refused: bool


@dataclass(frozen=True, slots=True)
class InExchange:
    """What was given in exchange for one release.

    Attributes:
        sentence: The answer in plain English, never more precise than the sources.
        placed: Everything tied to the release, in the order of the document.
        not_yet_known: Fields for which nothing had been published by ``known_by``.
    """

    answer: Answer
    sentence: str
    placed: tuple[Placed, ...] = ()
    not_yet_known: tuple[str, ...] = ()

    def listed(self, listing: Listing) -> tuple[Placed, ...]:
        """Give the items of one list."""
        return tuple(placed for placed in self.placed if placed.listing == listing)


def answer(
    facts_of_release: ReleaseFacts,
    *,
    known_by: date | None = None,
    as_of: date | None = None,
) -> InExchange:
    """Say what was given for one release.

    An item that ``check`` refuses is in no list. It is judged by the whole record, so
    that looking back, which drops steps, cannot turn an early demand into a late one.
    With a moment, ``shared`` counts the releases that had certainly happened by then.

    Args:
        facts_of_release: As ``facts`` reads it; a moment is applied to its document.
        known_by: Only sources certainly published by the end of this day.
        as_of: Only steps and releases that had certainly happened by the end of it.
    """
    refused = {
        (item.slug, item.is_release)
        for item in facts_of_release.items
        if any(finding.is_refused for finding in check(item, facts_of_release))
    }
    release = facts_of_release
    if known_by is not None or as_of is not None:
        moment = Moment(known_by, as_of)
        document = seen(_with_linkages(facts_of_release.document), moment)
        if document is None:
            return InExchange(Answer.NOT_STATED, unseen_sentence(moment))
        release = facts(document)
    if not release.consideration:
        release = replace(
            release, consideration=claimed_consideration(release.document)
        )
    placed = tuple(
        _place(item, release)
        for item in release.items
        if (item.slug, item.is_release) not in refused and _is_spoken_for(item)
    )
    given = _answer(placed, release.consideration)
    return InExchange(
        answer=given,
        sentence=sentence_for(
            given, placed, _pool(placed), release, Moment(known_by, as_of)
        ),
        placed=placed,
        not_yet_known=release.not_yet_known,
    )


def _with_linkages(document: Document) -> Document:
    bare = {key: value for key, value in document.items() if key != "in_exchange"}
    return {**bare, "linkages": linkages(document)}


def in_exchange(
    document: Document, *, known_by: date | None = None, as_of: date | None = None
) -> Document:
    """Say what was given for the release of a document, in the shape of the API.

    Returns:
        ``answer``, ``sentence``, one list per ``Listing`` and ``not_yet_known``.
    """
    result = answer(facts(document), known_by=known_by, as_of=as_of)
    lists = {
        listing.value: [_entry(placed) for placed in result.listed(listing)]
        for listing in Listing
    }
    return {
        "answer": result.answer.value,
        "sentence": result.sentence,
        **lists,
        "not_yet_known": list(result.not_yet_known),
    }


def at(
    document: Document, known_by: date | None = None, as_of: date | None = None
) -> Document | None:
    """Give a record of any kind as of a moment; None if nothing of it is left then.

    The rules are those of ``ledger_moments.seen``. What the document computes from its
    other parts (``in_exchange``, ``days``, ``conflicts``, the status of a trade that
    holds its ``concessions`` and ``releases``) is computed again. The document given
    stays as it is.
    """
    result = seen(document, Moment(known_by, as_of))
    if result is None:
        return None
    if "in_exchange" in document:
        result["in_exchange"] = in_exchange(document, known_by=known_by, as_of=as_of)
    if "days" in document:
        result["days"] = days_of(result)
    if "conflicts" in document:
        result["conflicts"] = conflicts(result)
    if "status" in document and {"concessions", "releases"} <= document.keys():
        result["status"] = trade_status(
            [steps_of(entry.get("steps")) for entry in result["concessions"] or ()],
            has_release=bool(result["releases"]),
        )
    return result


def trade_status(items: Iterable[Sequence[StepFact]], *, has_release: bool) -> str:
    """Compute what became of a trade.

    Args:
        items: The steps of each of its concessions.
        has_release: Whether a release belongs to it.

    Returns:
        completed; partly_completed if anything that was agreed (with nothing agreed,
        offered and not ended) is not delivered; open; or, if every concession ended,
        how the last one did: refused, withdrawn, lapsed, reversed or expired.
    """
    steps = list(items)
    if has_release or any(reach(item) == DELIVERED for item in steps):
        alive = [item for item in steps if not _is_faint(reach(item), status(item))]
        pool = [item for item in alive if reach(item) >= AGREED] or alive
        is_lacking = any(reach(item) < DELIVERED for item in pool)
        return "partly_completed" if is_lacking else "completed"
    ends = [item[-1] for item in steps if item and item[-1].kind in ENDED]
    if not ends or len(ends) < len(steps):
        return "open"
    last = ends[0]
    for end in ends[1:]:
        if not is_later(last.happened_on, end.happened_on):
            last = end
    return last.kind


def principals(item: Item, release: ReleaseFacts) -> frozenset[str]:
    """Give the codes of those whose denial makes the link contested.

    Captor, received by, on behalf of; giver, co-givers and receivers of the item;
    principals of the trade.
    """
    return release.principals | item.principals


def speakers(speeches: Iterable[Speech], stance: str) -> tuple[Speaker, ...]:
    """Give those whose latest stance this is, in the order they first speak.

    The latest is by the day of the words, else of the source; where a day is missing or
    the same, by order. Superseded citations do not speak.
    """
    latest: dict[tuple[str, str], Speech] = {}
    for speech in speeches:
        if speech.is_superseded:
            continue
        key = (speech.speaker.kind, speech.speaker.identity)
        known = latest.get(key)
        if known is None or not is_later(known.said_on, speech.said_on):
            latest[key] = speech
    return tuple(s.speaker for s in latest.values() if s.stance == stance)


def check(item: Item, release: ReleaseFacts) -> list[Finding]:
    """Find why an item cannot be, or may not be, what was given for a release.

    A price comes from another party, and a demand first made after a release cannot be
    its price; goodwill and sequence claim no price, so they may come later. What was
    agreed before may be delivered late; what was only delivered, and certainly after
    the release, is a warning. An undated step gives neither.
    """
    found = []
    givers = {party.code for party in (item.giver, *item.co_givers) if party}
    if release.captor and release.captor.code in givers:
        captor = release.captor.code
        message = (
            f"{item.slug} is given by {captor}, who is also the captor in"
            f" {release.slug}; a price comes from another party: name that party as"
            f" its {'captor' if item.is_release else 'giver'}, or remove the linkage."
        )
        found.append(_finding(Rule.GIVER_IS_CAPTOR, item, release, message))
    if item.basis in ("goodwill", "sequence") or release.released_on is None:
        return found
    bargaining = [step for step in item.steps if step.kind in BARGAINING_STEPS]
    if bargaining:
        found.extend(_check_order(item, release, bargaining, release.released_on))
    else:
        found.extend(_check_delivery(item, release, release.released_on))
    return found


def findings(release: ReleaseFacts) -> list[Finding]:
    """Check everything tied to a release; refusals and warnings."""
    return [finding for item in release.items for finding in check(item, release)]


def _check_order(
    item: Item, release: ReleaseFacts, steps: Sequence[StepFact], released: Period
) -> list[Finding]:
    days = [(step, step.happened_on) for step in steps if step.happened_on is not None]
    if any(dates.certainly_before(day, released) for _, day in days):
        return []
    if any(_is_one_day(day) and day == released for _, day in days):
        return []  # agreed and carried out on one day: nothing to narrow
    overlapping = [(s, d) for s, d in days if dates.possibly_overlap(d, released)]
    when = dates.text(released.edtf)
    if overlapping:
        step, day = overlapping[0]
        message = (
            f"{item.slug} was {step.kind} ({dates.text(day.edtf)}), maybe only after"
            f" {release.slug} ({when}): check that the demand, offer or agreement came"
            " first, and narrow the dates if a source allows it."
        )
        return [_finding(Rule.MAY_BE_AFTER_RELEASE, item, release, message)]
    if len(days) < len(steps):
        return []
    step, day = days[0]
    message = (
        f"{item.slug} was first {step.kind} ({dates.text(day.edtf)}) certainly after"
        f" {release.slug} ({when}), so it cannot be its price: use basis goodwill or"
        " sequence, or correct the date that is wrong."
    )
    return [_finding(Rule.AFTER_RELEASE, item, release, message)]


def _check_delivery(
    item: Item, release: ReleaseFacts, released: Period
) -> list[Finding]:
    """Look at what was delivered without a demand, an offer or an agreement."""
    if item.basis == "alleged":  # somebody suspects it; there is no bargain to date
        return []
    days = [step.happened_on for step in item.steps]
    delivered = [step for step in item.steps if step.kind in DELIVERY_STEPS]
    if not delivered or not all(
        day is not None and dates.certainly_before(released, day) for day in days
    ):
        return []
    day = delivered[0].happened_on
    when = dates.text(day.edtf) if day else ""
    message = (
        f"{item.slug} was {delivered[0].kind} ({when}) after {release.slug}"
        f" ({dates.text(released.edtf)}), and no step before says that it was promised:"
        " check whether a source tells of a demand, an offer or an agreement, or"
        " whether the basis is goodwill or sequence."
    )
    return [_finding(Rule.DELIVERED_AFTER_RELEASE, item, release, message)]


def _is_one_day(when: Period) -> bool:
    return when.earliest is not None and when.earliest == when.latest


def _finding(rule: Rule, item: Item, release: ReleaseFacts, message: str) -> Finding:
    return Finding(
        rule=rule,
        item=item.slug,
        release=release.slug,
        message=message,
        is_refused=rule in REFUSING,
    )


def _answer(placed: Iterable[Placed], consideration: str) -> Answer:
    placed = tuple(placed)
    reaches = [entry.item.reach for entry in _pool(placed)]
    if reaches and min(reaches) == DELIVERED:
        return Answer.GIVEN
    if reaches and max(reaches) >= PARTLY_DELIVERED:
        return Answer.PARTLY_GIVEN
    if reaches:
        return Answer.PROMISED
    if any(entry.listing == Listing.CONTESTED for entry in placed):
        return Answer.CONTESTED
    return Answer(consideration) if consideration else Answer.NOT_STATED


def _pool(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """Pick the items that decide the answer."""
    placed = tuple(placed)
    direct = (Listing.EXCLUSIVE, Listing.SHARED, Listing.COUNTER_RELEASES)
    pool = tuple(entry for entry in placed if entry.listing in direct)
    if not pool and not any(entry.listing == Listing.CONTESTED for entry in placed):
        pool = tuple(entry for entry in placed if entry.listing == Listing.PACKAGE)
    return tuple(entry for entry in pool if entry.item.reach >= AGREED) or pool


def _is_spoken_for(item: Item) -> bool:
    """Tell whether somebody asserts or denies the link; no comment is no claim."""
    said = [*speakers(item.speeches, "supports"), *speakers(item.speeches, "disputes")]
    return bool(said) or not item.speeches


def _place(item: Item, release: ReleaseFacts) -> Placed:
    denied_by = speakers(item.speeches, "disputes")
    shared_with = tuple(r for r in item.direct_releases if r.slug != release.slug)
    asserted_by = speakers(item.speeches, "supports")
    listing, reason = _listing(item, release, denied_by, is_shared=bool(shared_with))
    if denied_by and not asserted_by and listing != Listing.ALONGSIDE:
        listing = Listing.CONTESTED  # nobody says so any more, or nobody did yet
    return Placed(
        item=item,
        listing=listing,
        reason=reason,
        asserted_by=asserted_by,
        denied_by=denied_by,
        comments=speakers(item.speeches, "no_comment"),
        days_after_release=_days_after(release.released_on, item.delivered_on),
        shared_with=shared_with,
    )


def _listing(
    item: Item,
    release: ReleaseFacts,
    denied_by: Iterable[Speaker],
    *,
    is_shared: bool,
) -> tuple[Listing, Reason | None]:
    """Choose the first list that fits, and why it is only alongside."""
    if item.basis in ("goodwill", "sequence"):
        return Listing.ALONGSIDE, Reason.BASIS
    if not item.is_release and _is_faint(item.reach, status(item.steps)):
        return Listing.ALONGSIDE, Reason.STATUS
    codes = {code for speaker in denied_by for code in (speaker.code, speaker.bound)}
    if item.basis == "alleged" or codes & principals(item, release):
        return Listing.CONTESTED, None
    if item.allocation == "package":
        return Listing.PACKAGE, None
    if item.is_release:
        return Listing.COUNTER_RELEASES, None
    return (Listing.SHARED if is_shared else Listing.EXCLUSIVE), None


def _is_faint(furthest: int, last: str | None) -> bool:
    """Tell whether something was never more than demanded, or an offer that ended."""
    if furthest <= DEMANDED:
        return True
    return furthest == OFFERED and last in ENDED_UNDELIVERED


def _days_after(released: Period | None, given: Period | None) -> Days | None:
    if released is None or given is None:
        return None
    return Days(
        minimum=_days_between(released.latest, given.earliest),
        maximum=_days_between(released.earliest, given.latest),
    )


def _days_between(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days


def _entry(placed: Placed) -> Document:
    item, days = placed.item, placed.days_after_release
    linkage = item.document.get("linkage") or {}
    return {
        "concession": item.document.get("concession"),
        "counter_release": item.document.get("counter_release"),
        "linkage": {
            "basis": item.basis,
            "allocation": item.allocation,
            "note": linkage.get("note") or "",
            "asserted_by": [_spoken(speaker) for speaker in placed.asserted_by],
            "denied_by": [_spoken(speaker) for speaker in placed.denied_by],
            "comments": [_spoken(speaker) for speaker in placed.comments],
            "days_after_release": days and {"min": days.minimum, "max": days.maximum},
        },
        "reason": placed.reason and placed.reason.value,
        "shared_with": [release.document for release in placed.shared_with],
        "citations": linkage.get("citations") or [],
    }


def _spoken(speaker: Speaker) -> Document:
    return {
        "kind": speaker.kind,
        "code": speaker.code,
        "slug": speaker.slug,
        "name": speaker.name,
        "url": speaker.url,
        "speaking_for": speaker.document.get("speaking_for"),
    }
