"""What belongs to a trade or a release, what to enter next, and what the public reads.

An editor reads a source once; from the form of the trade every other form is reached
with what is known filled in, and leads back.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from exchanges.ledger import Listing
from exchanges.models import Concession, Linkage, Release, Trade, TradeCitation
from tracker import dates, published
from tracker.admin.guiding import link

SHOWN = 25  # releases of one trade
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the public is told of a release as soon as all of it is published.

    Attributes:
        answer: The ledger's answer.
        sentence: In plain English.
        lists: Name of each list that is not empty, with what stands in it.
        hidden: Links that are not counted, since something they join is no public.
    """

    answer: str
    sentence: str
    lists: list[tuple[str, list[str]]]
    hidden: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A form to go to next."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class ReleaseGuide:
    """One release, how it reads, and what could be tied to it."""

    name: str
    state: str
    address: str
    preview: Preview
    offers: list[Offer]


@dataclass(frozen=True, slots=True)
class ConcessionGuide:
    """One concession with its steps in words."""

    name: str
    state: str
    address: str
    steps: list[str]


@dataclass(frozen=True, slots=True)
class TradeGuide:
    """All that belongs to a trade."""

    releases: list[ReleaseGuide]
    concessions: list[ConcessionGuide]
    offers: list[Offer]


def of_trade(trade: Trade) -> TradeGuide:
    """Gather what belongs to a trade; about as many queries as one release takes."""
    back = reverse("admin:exchanges_trade_change", args=[trade.pk])
    source = _source_of(trade)
    concessions = _concessions(trade.pk)
    releases = _releases(trade.pk)
    linkages = _linkages(releases)
    previews = _previews(releases, linkages)
    return TradeGuide(
        [
            ReleaseGuide(
                release.title or release.slug,
                release.get_state_display(),
                _edit("release", release.pk, back),
                previews[release.pk],
                _links(release, concessions, releases, linkages[release.pk], back),
            )
            for release in releases
        ],
        [
            ConcessionGuide(
                str(concession),
                concession.get_state_display(),
                _edit("concession", concession.pk, back),
                [_step(step) for step in concession.steps.all()],
            )
            for concession in concessions
        ],
        [
            Offer(label, link(page, back=back, source=source, trade=trade.pk))
            for label, page in (
                ("Add a release", "admin:exchanges_release_add"),
                ("Add a concession", "admin:exchanges_concession_add"),
                ("Add a contact", "admin:exchanges_contact_add"),
                ("Add a tally", "admin:exchanges_tally_add"),
            )
        ],
    )


def of_release(release: Release) -> ReleaseGuide:
    """Say how a release reads, and offer to tie to it what its trade holds."""
    back = reverse("admin:exchanges_release_change", args=[release.pk])
    concessions: list[Concession] = []
    others: list[Release] = []
    if release.trade_id:
        concessions = _concessions(release.trade_id)
        others = _releases(release.trade_id)
    linkages = _linkages([release])
    return ReleaseGuide(
        release.title or release.slug,
        release.get_state_display(),
        back,
        _previews([release], linkages)[release.pk],
        [
            *_links(release, concessions, others, linkages[release.pk], back),
            Offer(
                "Tie something else to it",
                link("admin:exchanges_linkage_add", back=back, release=release.pk),
            ),
        ],
    )


def _concessions(trade: int) -> list[Concession]:
    rows: models.QuerySet[Any] = Concession._default_manager.filter(trade=trade)
    return list(rows.order_by("pk").prefetch_related("steps__by"))


def _releases(trade: int) -> list[Release]:
    rows: models.QuerySet[Any] = Release._default_manager.filter(trade=trade)
    return list(rows.order_by("pk")[:SHOWN])


def _linkages(releases: Iterable[Release]) -> dict[int, list[Linkage]]:
    found: dict[int, list[Linkage]] = defaultdict(list)
    for linkage in Linkage.objects.filter(release__in=list(releases)):
        found[linkage.release_id].append(linkage)
    return found


def _previews(
    releases: Sequence[Release], linkages: dict[int, list[Linkage]]
) -> dict[int, Preview]:
    kind = published.KINDS["release"]
    keys = [release.pk for release in releases]
    rows = kind.model._default_manager.filter(pk__in=keys)
    previews = {}
    for row in rows.prefetch_related(*kind.paths):
        document = kind.finish(dict(kind.serializer(row).data))
        given: Json = document["in_exchange"]
        lists = [
            (str(listing.value).replace("_", " "), _names(given[listing.value]))
            for listing in Listing
            if given[listing.value]
        ]
        told = sum(len(names) for _, names in lists)
        previews[row.pk] = Preview(
            str(given["answer"]).replace("_", " "),
            given["sentence"],
            lists,
            max(0, len(linkages[row.pk]) - told),
        )
    return previews


def _names(entries: Iterable[Json]) -> list[str]:
    return [
        str((entry["concession"] or entry["counter_release"])["name"])
        for entry in entries
    ]


def _links(
    release: Release,
    concessions: Iterable[Concession],
    releases: Iterable[Release],
    linkages: Iterable[Linkage],
    back: str,
) -> list[Offer]:
    """Offer what the other side gave in the same trade and is not yet tied to it."""
    tied = {linkage.concession_id for linkage in linkages}
    exchanged = {linkage.counter_release_id for linkage in linkages}
    page = "admin:exchanges_linkage_add"
    return [
        Offer(
            f"Tie “{concession}” to it",
            link(page, back=back, release=release.pk, concession=concession.pk),
        )
        for concession in concessions
        if concession.pk not in tied and concession.giver_id != release.captor_id
    ] + [
        Offer(
            f"Tie the release “{other.title or other.slug}” to it",
            link(page, back=back, release=release.pk, counter_release=other.pk),
        )
        for other in releases
        if other.pk not in exchanged and other.captor_id != release.captor_id
    ]


def _step(step: Any) -> str:  # a row of steps with its party
    when = dates.text(step.happened_on) if step.happened_on else step.happened_on_text
    who = f" by {step.by}" if step.by else ""
    return f"{step.get_kind_display()}{who}{f', {when}' if when else ''}"


def _edit(kind: str, key: int, back: str) -> str:
    page = reverse(f"admin:exchanges_{kind}_change", args=[key])
    return f"{page}?desk-back={back}"


def _source_of(trade: Trade) -> int | None:
    rows = TradeCitation.objects.filter(subject=trade).order_by("position", "pk")
    return rows.values_list("source_id", flat=True).first()
