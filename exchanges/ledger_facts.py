"""What the ledger reads from a release document: plain values, no Django.

A release document is the JSON that the serializers write and the API serves. Its
``linkages`` list has one entry for everything that is tied to the release: a concession
with its steps, or a release by the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from tracker.dates import Period

Document = dict[str, Any]

# How far a concession has got (design.md, section 4). A counter-release happened.
REACH = {
    "considered": 0,
    "demanded": 1,
    "offered": 2,
    "agreed": 3,
    "partly_delivered": 4,
    "delivered": 5,
}
DEMANDED, OFFERED, AGREED, PARTLY_DELIVERED, DELIVERED = range(1, 6)
BARGAINING_STEPS = frozenset({"demanded", "offered", "agreed"})
ENDED_UNDELIVERED = frozenset({"refused", "withdrawn", "lapsed"})
ENDED = ENDED_UNDELIVERED | {"reversed", "expired"}


class Answer(StrEnum):
    """What was given in exchange for one release."""

    NOT_STATED = "not_stated"
    NONE = "none"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    CONTESTED = "contested"
    PROMISED = "promised"
    PARTLY_GIVEN = "partly_given"
    GIVEN = "given"


class Listing(StrEnum):
    """The list of the answer that one linkage belongs to."""

    EXCLUSIVE = "exclusive"
    SHARED = "shared"
    PACKAGE = "package"
    CONTESTED = "contested"
    ALONGSIDE = "alongside"
    COUNTER_RELEASES = "counter_releases"


class Reason(StrEnum):
    """Why something stands only alongside a release."""

    BASIS = "basis"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class PartyFact:
    """A party as a reference."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: a party, somebody anonymous, or the source itself.

    Attributes:
        kind: party, words (an anonymous speaker as the source calls them) or source.
        identity: What makes two speakers the same: a party's code, the root of a source
            and its copies, or for an anonymous speaker the words with that root.
        bound: Code of the party whose word it is, when a person speaks for it.
    """

    kind: str
    identity: str
    name: str = ""
    code: str | None = None
    slug: str | None = None
    url: str | None = None
    bound: str | None = None
    document: Document = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker does with a linkage in one citation.

    Attributes:
        said_on: The day of the words, else of the source; None if neither is known.
        origin: The root source, so that copies of one story are one witness.
    """

    speaker: Speaker
    stance: str = "supports"
    said_on: Period | None = None
    origin: str = ""
    is_superseded: bool = False


@dataclass(frozen=True, slots=True)
class StepFact:
    """One thing that happened to a concession; ``happened_on`` None when undated."""

    kind: str
    happened_on: Period | None = None
    reported_as: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another release, as the document names it."""

    slug: str
    name: str = ""
    url: str = ""
    document: Document = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Item:
    """A concession or a counter-release that somebody ties to a release.

    Attributes:
        steps: In order of happening; empty for a counter-release.
        principals: Codes of giver, receivers and principals of the item's own trade.
        released_on: Of a counter-release only.
        people: Of a counter-release, in words: "55", "more than 250"; "" if unknown.
        direct_releases: Every release that this item is directly tied to.
        document: The entry of ``linkages`` it was read from.
    """

    slug: str
    title: str = ""
    kind: str = ""
    giver: PartyFact | None = None
    co_givers: tuple[PartyFact, ...] = ()
    principals: frozenset[str] = frozenset()
    steps: tuple[StepFact, ...] = ()
    is_release: bool = False
    released_on: Period | None = None
    people: str = ""
    basis: str = "stated"
    allocation: str = "direct"
    speeches: tuple[Speech, ...] = ()
    direct_releases: tuple[Reference, ...] = ()
    document: Document = field(default_factory=dict, repr=False)

    @property
    def reach(self) -> int:
        """The furthest step; a counter-release has happened."""
        return DELIVERED if self.is_release else reach(self.steps)

    @property
    def delivered_on(self) -> Period | None:
        """When it was given: first delivered, else first partly delivered."""
        if self.is_release:
            return self.released_on
        for kind in ("delivered", "partly_delivered"):
            for step in self.steps:
                if step.kind == kind:
                    return step.happened_on
        return None


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What is known about one release and what is tied to it.

    Attributes:
        principals: Codes of captor, receivers, those they received for, and the
            principals of the trade.
        consideration: none, unknown, withheld, or "" if no source says anything.
        document: The release document it was read from.
    """

    slug: str
    name: str = ""
    captor: PartyFact | None = None
    released_on: Period | None = None
    principals: frozenset[str] = frozenset()
    consideration: str = ""
    items: tuple[Item, ...] = ()
    not_yet_known: tuple[str, ...] = ()
    document: Document = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days as an interval, negative before; an open end is None."""

    minimum: int | None
    maximum: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """One item in the list that it belongs to, with those who speak about the link.

    Attributes:
        reason: Why it is only ``alongside``; None in every other list.
        days_after_release: None if the release or the delivery has no date.
        shared_with: Other releases that the item is directly tied to.
    """

    item: Item
    listing: Listing
    reason: Reason | None = None
    asserted_by: tuple[Speaker, ...] = ()
    denied_by: tuple[Speaker, ...] = ()
    comments: tuple[Speaker, ...] = ()
    days_after_release: Days | None = None
    shared_with: tuple[Reference, ...] = ()


class HasKind(Protocol):
    """A step as a fact or as a row."""

    @property
    def kind(self) -> str:
        """Which step it is."""


def reach(steps: Iterable[HasKind]) -> int:
    """Give the furthest step of a concession, 0 to 5; 0 also when there is none."""
    return max((REACH.get(step.kind, 0) for step in steps), default=0)


def status(steps: Sequence[HasKind]) -> str | None:
    """Give the last step's kind; None when there is none."""
    return steps[-1].kind if steps else None


def facts(document: Document) -> ReleaseFacts:
    """Read a release document, fresh from a serializer or as served."""
    captor = _party(document.get("captor"))
    trade = document.get("trade") or {}
    received = (
        *_parties(document.get("received_by")),
        *_parties(document.get("on_behalf_of")),
    )
    principals = _codes([captor, *received]) | set(trade.get("principals") or ())
    return ReleaseFacts(
        slug=document["slug"],
        name=document.get("name") or "",
        captor=captor,
        released_on=period(document.get("released_on")),
        principals=frozenset(principals),
        consideration=document.get("consideration") or "",
        items=tuple(_item(entry) for entry in linkages(document)),
        not_yet_known=tuple(document.get("not_yet_known") or ()),
        document=document,
    )


def linkages(document: Document) -> list[Document]:
    """Give everything tied to a release: what it was rendered from, or from its answer.

    A served document holds each linkage once, in the list that it was placed in.
    """
    if "linkages" in document:
        return list(document["linkages"] or ())
    given = document.get("in_exchange") or {}
    return [
        _placed_linkage(document, entry)
        for listing in Listing
        for entry in given.get(listing.value) or ()
    ]


def _placed_linkage(document: Document, entry: Document) -> Document:
    own = {key: document.get(key) for key in ("slug", "name", "url", "released_on")}
    is_direct = entry["linkage"]["allocation"] == "direct"
    return {
        "concession": entry["concession"],
        "counter_release": entry["counter_release"],
        "linkage": {
            **{key: entry["linkage"][key] for key in ("basis", "allocation", "note")},
            "citations": entry["citations"],
        },
        "direct_releases": [*([own] if is_direct else []), *entry["shared_with"]],
    }


def period(value: Mapping[str, Any] | None) -> Period | None:
    """Read a date of a document; None when it is not recorded."""
    if not value or not value.get("edtf"):
        return None
    return Period(value["edtf"], day(value["earliest"]), day(value["latest"]))


def day(value: str | date | None) -> date | None:
    """Read a day that JSON writes as text and a serializer may still hold as a date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def steps_of(entries: Iterable[Mapping[str, Any]] | None) -> tuple[StepFact, ...]:
    """Read the steps of a concession document."""
    return tuple(
        StepFact(
            kind=entry["kind"],
            happened_on=period(entry.get("date")),
            reported_as=entry.get("reported_as") or "",
        )
        for entry in entries or ()
    )


def is_later(left: Period | None, right: Period | None) -> bool:
    """Tell whether ``left`` is dated later; False if either has no date."""
    if left is None or right is None:
        return False
    left_day, right_day = left.latest or left.earliest, right.latest or right.earliest
    return left_day is not None and right_day is not None and left_day > right_day


def _item(entry: Document) -> Item:
    linkage = entry["linkage"]
    shared = {
        "basis": linkage["basis"],
        "allocation": linkage.get("allocation") or "direct",
        "speeches": tuple(_speech(c) for c in linkage.get("citations") or ()),
        "direct_releases": tuple(
            Reference(r["slug"], r.get("name") or "", r.get("url") or "", r)
            for r in entry.get("direct_releases") or ()
        ),
        "document": entry,
    }
    if entry.get("counter_release"):
        return _counter_release(entry["counter_release"], shared)
    return _concession(entry["concession"], shared)


def _concession(concession: Document, shared: dict[str, Any]) -> Item:
    giver = _party(concession.get("giver"))
    co_givers = _parties(concession.get("co_givers"))
    receivers = _parties(concession.get("receivers"))
    trade = concession.get("trade") or {}
    principals = _codes([giver, *co_givers, *receivers])
    return Item(
        slug=concession["slug"],
        title=concession.get("title") or "",
        kind=concession.get("kind") or "",
        giver=giver,
        co_givers=co_givers,
        principals=frozenset(principals | set(trade.get("principals") or ())),
        steps=steps_of(concession.get("steps")),
        **shared,
    )


def _counter_release(release: Document, shared: dict[str, Any]) -> Item:
    captor = _party(release.get("captor"))
    receivers = (
        *_parties(release.get("received_by")),
        *_parties(release.get("on_behalf_of")),
    )
    return Item(
        slug=release["slug"],
        title=release.get("name") or "",
        kind="release",
        giver=captor,
        principals=frozenset(_codes([captor, *receivers])),
        is_release=True,
        released_on=period(release.get("released_on")),
        people=(release.get("people") or {}).get("text") or "",
        **shared,
    )


def _speech(citation: Document) -> Speech:
    source = citation["source"]
    origin = str(source.get("origin") or source["slug"])
    return Speech(
        speaker=_speaker(citation.get("speaker"), source, origin),
        stance=citation.get("stance") or "supports",
        said_on=period(citation.get("said_on")) or period(source.get("published_on")),
        origin=origin,
        is_superseded=bool(citation.get("superseded")),
    )


def _speaker(speaker: Document | None, source: Document, origin: str) -> Speaker:
    if speaker is None or speaker["kind"] == "source":
        return Speaker(
            kind="source",
            identity=origin,
            name=source.get("publisher") or source.get("name") or "",
            slug=source["slug"],
            url=source.get("url"),
            document=speaker or {},
        )
    is_party = speaker["kind"] == "party"
    name = speaker.get("name") or ""
    return Speaker(
        kind=speaker["kind"],
        identity=speaker["code"] if is_party else f"{name} in {origin}",
        name=name,
        code=speaker.get("code"),
        slug=speaker.get("slug"),
        url=speaker.get("url"),
        bound=(speaker.get("speaking_for") or {}).get("code"),
        document=speaker,
    )


def _party(value: Document | None) -> PartyFact | None:
    return PartyFact(value["code"], value.get("name") or "") if value else None


def _parties(values: Iterable[Document] | None) -> tuple[PartyFact, ...]:
    return tuple(PartyFact(v["code"], v.get("name") or "") for v in values or ())


def _codes(parties: Iterable[PartyFact | None]) -> set[str]:
    return {party.code for party in parties if party is not None}
