"""Drafting: the whole way from paragraphs to what an article says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from . import annotations as annotating
from . import assembly, clauses, concessions, lexicon, linkages, scenes
from .acts import Act, Modality
from .chunks import Chunk, Party, Person, Row
from .concessions import Concession
from .dates import When
from .gazetteers import CAPITAL, NAME, Gazetteer
from .lexicon import words
from .linkages import Link
from .paragraphs import sentences
from .releases import Release
from .scenes import Scene

CAPTIVITY = words(
    "captivity jailed imprisoned detained kidnapped abducted ransom hostage"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules read in one article.

    Attributes:
        rows: Its sentences, annotated.
        scene: The article as a whole.
        releases: The main ones first.
        concessions: What was promised or given.
        links: Which for which.
        negotiators: Names of people said to have negotiated.
        mediators: Codes.
        is_about_captives: It speaks of people held by a party at all.
    """

    rows: tuple[Row, ...]
    scene: Scene
    releases: tuple[Release, ...]
    concessions: tuple[Concession, ...]
    links: tuple[Link, ...]
    negotiators: tuple[str, ...]
    mediators: tuple[str, ...]
    sanctioned: tuple[str, ...]
    is_about_captives: bool

    def day_of(self, release: Release) -> When | None:
        """Give the day of a release, if need be the one on which it was told."""
        if release.day is not None:
            return release.day
        if release.is_background or release.modality is not Modality.DONE:
            return None
        return release.said_day or self.scene.event_day


def read(
    title: str, lines: Sequence[str], published: date, gazetteer: Gazetteer
) -> Reading:
    """Read an article by the rules.

    Args:
        title: "" if there is none.
        lines: Its paragraphs.
        published: The day of publication.
        gazetteer: The names that are known.
    """
    rows = annotating.rows(sentences(title, lines), gazetteer, published)
    acts = clauses.acts(_governed(rows, gazetteer))
    view = scenes.scene(rows, acts, published)
    about = _is_about_captives(rows, acts) or (
        view.is_swap and any(act.count is not None and act.receivers for act in acts)
    )
    found = assembly.releases(acts, view) if about else []
    prices = concessions.concessions(concessions.mentions(rows), rows) if found else []
    _give(prices, found, view)
    prices = [price for price in prices if _is_a_price(price, found)]
    tied = linkages.links(found, prices, rows, view)
    return Reading(
        rows,
        view,
        tuple(found),
        tuple(prices),
        tuple(tied),
        _negotiators(rows),
        tuple(sorted(view.mediators)) if found else (),
        _sanctioned(rows) if found else (),
        about,
    )


def _governed(rows: tuple[Row, ...], gazetteer: Gazetteer) -> tuple[Row, ...]:
    """Read a state as the group that rules there, if the article names the group."""
    named = {
        chunk.code for row in rows for chunk in row.chunks if isinstance(chunk, Party)
    }
    rulers = {s: group for s, group in gazetteer.governs.items() if group in named}
    if not rulers:
        return rows

    def read(chunk: Chunk | None) -> Chunk | None:
        if (
            isinstance(chunk, Party)
            and chunk.code in rulers
            and (chunk.form in {NAME, CAPITAL})
        ):
            return replace(chunk, code=rulers[chunk.code])
        return chunk

    return tuple(
        replace(
            row,
            chunks=tuple(c for chunk in row.chunks if (c := read(chunk)) is not None),
            at=tuple(read(chunk) for chunk in row.at),
        )
        for row in rows
    )


def _is_about_captives(rows: Sequence[Row], acts: Sequence[Act]) -> bool:
    """Tell whether people are held by a party, for more than an ordinary crime."""
    words = {token.lower for row in rows for token in row.tokens}
    if any(
        (act.agents or act.holders)
        and (act.nations or act.is_captive or act.names or act.holders or act.is_many)
        and (act.count or act.names)
        and act.modality in {Modality.DONE, Modality.ANNOUNCED}
        and (act.template != "departure" or act.holders)
        for act in acts
    ):
        return True
    if words & CAPTIVITY and words & lexicon.RELEASE_VERBS.keys() | words & {
        "go",
        "over",
    }:
        return True
    return bool(words & lexicon.CAPTIVE_NOUNS) or bool(
        words & (lexicon.HOLDING_VERBS - {"held", "seized", "captured"})
        and words & (lexicon.PRISON_WORDS | lexicon.RELEASE_VERBS.keys())
    )


def _give(prices: Sequence[Concession], found: Sequence[Release], view: Scene) -> None:
    """Say who gave where no clause does: the side that frees nobody."""
    captors = frozenset().union(*(release.agents for release in found[:2]))
    for price in prices:
        if price.givers:
            continue
        others = [
            code
            for code, _ in view.parties.most_common()
            if code not in captors and code not in view.mediators
        ]
        if others:
            price.givers = frozenset({others[0]})
            price.reason = "the other side of the bargain"


def _is_a_price(price: Concession, found: Sequence[Release]) -> bool:
    """Leave out what the releasing side itself does, and what nobody gives."""
    is_told = any(mention.is_linked for mention in price.mentions)
    if price.step == concessions.PROPOSED and not is_told:
        return False
    if not price.givers:
        return is_told
    main = [release for release in found if not release.is_background] or found
    return any(not price.givers <= release.agents for release in main)


def _negotiators(rows: Sequence[Row]) -> tuple[str, ...]:
    found: list[str] = []
    for row in rows:
        words = set(row.words(0, len(row.tokens)))
        for chunk in row.chunks:
            if not isinstance(chunk, Person):
                continue
            near = set(row.words(chunk.first - 8, chunk.last + 8))
            if ("envoy" in near and near & lexicon.OFFICES) or (
                words & {"negotiated", "negotiator", "negotiators", "negotiations"}
                and chunk.is_official
            ):
                found.append(chunk.name)
    return tuple(dict.fromkeys(found))


def _sanctioned(rows: Sequence[Row]) -> tuple[str, ...]:
    found: list[str] = []
    for row in rows:
        words = set(row.words(0, len(row.tokens)))
        if words & concessions.SANCTIONS and words & concessions.RELIEF:
            found += [
                chunk.name
                for chunk in row.chunks
                if isinstance(chunk, Person)
                and row.lower(chunk.last) not in lexicon.SAY_VERBS
            ]
    return tuple(dict.fromkeys(found))


__all__ = ["Party", "Reading", "read"]
