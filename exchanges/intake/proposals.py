"""Proposals: what an editor is asked to accept, each with its passage.

A proposal is one record of a dossier. Its key stays the same when the same article is
read again, so that what was rejected is not asked again.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from . import bands
from .acts import Act
from .bands import Band
from .concessions import Concession
from .dates import When
from .drafting import Reading
from .gazetteers import Gazetteer
from .linkages import Link
from .matching import Known, same
from .paragraphs import Passage
from .reading import Article
from .releases import Release

KEY_DIGITS = 16
SECTIONS = ("parties", "people", "trades", "releases", "concessions", "linkages")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value that a field may have, with the passage that says so."""

    field: str
    value: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Proposal:
    """One record that an article may add.

    Attributes:
        key: The same whenever the same text says the same.
        section: The section of the dossier: people, releases, linkages…
        slug: Its slug there; "" for a linkage.
        fields: Its fields, as a dossier writes them, without citations.
        passages: Where the article says so, the first one founding it.
        band: How sure it is.
        alternatives: Other readings, for a choice of two.
        another_source_for: The slug of the record that it seems to be; "" if none.
        needs: Slugs of other proposals that it refers to.
    """

    key: str
    section: str
    slug: str
    fields: Mapping[str, Any]
    passages: tuple[Passage, ...]
    band: Band
    alternatives: tuple[Alternative, ...] = ()
    another_source_for: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What was proposed for one article.

    Attributes:
        slug: Of the dossier.
        article: What was read.
        proposals: In the order of a dossier.
        not_recorded: Numbers of paragraphs read that hold nothing to record.
        models: Names of language models that had a part in it.
        warnings: What went wrong without stopping it.
    """

    slug: str
    article: Article
    proposals: tuple[Proposal, ...]
    not_recorded: tuple[int, ...]
    models: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def slug_of(text: str) -> str:
    """Write a text as a slug."""
    flat = unicodedata.normalize("NFKD", text)
    flat = "".join(c for c in flat if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", flat).strip("-")[:80].strip("-") or "unnamed"


def key_of(section: str, fields: Mapping[str, Any], passage: Passage) -> str:
    """Give the key of a proposal: of what it says and where."""
    said = sorted((name, str(value)) for name, value in fields.items())
    text = repr((section, said, passage.locator, passage.digest))
    return hashlib.sha256(text.encode()).hexdigest()[:KEY_DIGITS]


def draft(
    article: Article,
    reading: Reading,
    gazetteer: Gazetteer,
    known: Sequence[Known] = (),
    *,
    parties: frozenset[str] = frozenset(),
    rejected: frozenset[str] = frozenset(),
) -> Draft:
    """Make proposals of what was read.

    Args:
        article: The article.
        reading: What the rules read in it.
        gazetteer: The names that are known; a person found there is not proposed anew.
        known: Releases on record, to match before proposing.
        parties: Codes on record; others are proposed too.
        rejected: Keys that an editor has rejected.
    """
    published = article.published.isoformat() if article.published else "undated"
    slug = slug_of(f"{article.publisher or 'article'} {published}")
    writer = _Writer(article, reading, gazetteer, known, parties)
    found = writer.proposals()
    gone = {p.slug for p in found if p.key in rejected and p.slug}
    kept = [
        proposal
        for proposal in found
        if proposal.key not in rejected and not gone & set(proposal.needs)
    ]
    told = {passage.paragraph for proposal in kept for passage in proposal.passages}
    silent = [n for n in range(1, len(article.lines) + 1) if n not in told]
    return Draft(slug, article, tuple(kept), tuple(silent))


def without_names(draft: Draft, is_hidden: Callable[[str], bool]) -> Draft:
    """Leave out people whose names must stand in no file, and who they are of."""
    gone = {
        one.slug
        for one in draft.proposals
        if one.section == "people" and any(map(is_hidden, one.fields["names"]))
    }
    kept = []
    for one in draft.proposals:
        if one.section == "people" and one.slug in gone:
            continue
        freed = one.fields.get("freed") or {}
        if gone & freed.keys():
            rest = {slug: part for slug, part in freed.items() if slug not in gone}
            fields = {**one.fields, "freed": rest}
            if not rest:
                del fields["freed"]
            slug = f"{one.slug.split('-')[0]}-{one.key}"
            one = replace(one, fields=fields, slug=slug, needs=tuple(rest))
        kept.append(one)
    renamed = {
        old.slug: new.slug
        for old in draft.proposals
        for new in kept
        if old.key == new.key and old.slug != new.slug
    }
    article = draft.article
    if is_hidden(article.title):
        article = replace(article, title="")
    return replace(
        draft,
        article=article,
        proposals=tuple(_renamed(one, renamed) for one in kept),
    )


def _renamed(one: Proposal, slugs: Mapping[str, str]) -> Proposal:
    if one.section != "linkages" or not slugs.keys() & set(one.needs):
        return one
    fields = {
        key: [slugs.get(v, v) for v in value] if isinstance(value, list) else value
        for key, value in one.fields.items()
    }
    return replace(one, fields=fields, needs=tuple(slugs.get(n, n) for n in one.needs))


class _Writer:
    """Writes what was read as records."""

    def __init__(
        self,
        article: Article,
        reading: Reading,
        gazetteer: Gazetteer,
        known: Sequence[Known],
        parties: frozenset[str],
    ) -> None:
        self.article, self.reading = article, reading
        self.gazetteer, self.known, self.parties = gazetteer, known, parties
        self.slugs: dict[int, str] = {}  # of releases
        self.prices: dict[int, str] = {}  # slugs of concessions
        self.taken: set[str] = set()
        self.new_parties: dict[str, Passage] = {}
        self.people: dict[str, tuple[str, Passage]] = {}

    def proposals(self) -> list[Proposal]:
        releases = [
            self._release(position, release)
            for position, release in enumerate(self.reading.releases)
            if release.agents
        ]
        prices = [
            self._concession(position, price)
            for position, price in enumerate(self.reading.concessions)
            if price.givers
        ]
        links = [made for link in self.reading.links if (made := self._link(link))]
        trade = self._trade(links)
        if trade is not None:
            releases = [
                replace(r, fields={**r.fields, "trade": trade.slug}, needs=(*r.needs,))
                if not r.another_source_for
                else r
                for r in releases
            ]
            prices = [
                replace(p, fields={**p.fields, "trade": trade.slug}) for p in prices
            ]
        return [
            *self._parties(),
            *self._people(),
            *([trade] if trade is not None else []),
            *releases,
            *prices,
            *links,
        ]

    def _unique(self, slug: str) -> str:
        number, found = 2, slug
        while found in self.taken:
            found, number = f"{slug}-{number}", number + 1
        self.taken.add(found)
        return found

    def _code(self, code: str, passage: Passage) -> str:
        if code not in self.parties and self.parties:
            self.new_parties.setdefault(code, passage)
        return code

    def _person(self, name: str, passage: Passage) -> str:
        on_record = self.gazetteer.person(name)
        if on_record:
            return on_record
        slug = slug_of(name)
        self.people.setdefault(slug, (name, passage))
        return slug

    def _release(self, position: int, release: Release) -> Proposal:
        passages = _passages(act.passage for act in release.acts)
        first = passages[0]
        captor = self._code(min(release.agents), first)
        day = self.reading.day_of(release)
        twin = same(self.known, captor, day, release)
        freed: dict[str, dict[str, str]] = {
            self._person(name, _passage_of(release.acts, name, first)): {}
            for name in release.names
        }
        fields: dict[str, Any] = {"captor": captor}
        if day is not None:
            fields["released_on"] = day.edtf
            if day.is_relative:
                fields["released_on_words"] = day.words
        if release.count is not None:
            fields["people"] = release.count.text
        elif freed and not release.is_group:
            fields["people"] = str(len(freed))
        receivers = sorted(release.receivers - release.agents)
        if receivers:
            fields["received_by"] = [self._code(code, first) for code in receivers]
        key = key_of("releases", {**fields, "freed": sorted(freed)}, first)
        on_record = next((one.freed for one in self.known if one.slug == twin), None)
        if on_record is not None:
            freed = {who: part for who, part in freed.items() if who not in on_record}
        if freed:
            fields["freed"] = freed
        when = (day.plain if day is not None else str(self.article.published or ""))[
            :10
        ]
        what = release.count.number if release.count else "-".join(sorted(freed))[:40]
        slug = twin or self._unique(slug_of(f"{captor} {when.lstrip('[')} {what}"))
        self.slugs[position] = slug
        return Proposal(
            key,
            "releases",
            slug,
            fields,
            passages,
            bands.of_release(release, day_is_told=day is not None),
            tuple(_alternatives(release, day)),
            twin,
            tuple(freed),
        )

    def _concession(self, position: int, price: Concession) -> Proposal:
        passages = _passages(mention.passage for mention in price.mentions)
        first = passages[0]
        givers = [self._code(code, first) for code in sorted(price.givers)]
        fields: dict[str, Any] = {"kind": price.kind, "giver": givers[0]}
        if givers[1:]:
            fields["co_giver"] = givers[1:]
        receivers = [self._code(c, first) for c in sorted(price.receivers)]
        if receivers:
            fields["receiver"] = receivers
        fields["steps"] = [{price.step: "undated"}]
        slug = self._unique(
            slug_of(f"{givers[0]} {price.kind} {self.article.published}")
        )
        self.prices[position] = slug
        key = key_of("concessions", fields, first)
        return Proposal(
            key, "concessions", slug, fields, passages, bands.of_concession(price)
        )

    def _link(self, link: Link) -> Proposal | None:
        release = self.slugs.get(link.release)
        given = (
            self.slugs.get(link.counter)
            if link.counter is not None
            else self.prices.get(link.concession if link.concession is not None else -1)
        )
        if release is None or given is None:
            return None
        if any(one.slug == release and given in one.counters for one in self.known):
            return None  # on record already
        row = self.reading.rows[link.row]
        fields: dict[str, Any] = {
            "given": [given],
            "for": [release],
            "basis": link.basis,
        }
        if link.is_denied:
            fields["basis"] = "alleged"
        passage = row.sentence.whole()
        return Proposal(
            key_of("linkages", fields, passage),
            "linkages",
            "",
            fields,
            (passage,),
            bands.of_link(link),
            needs=(given, release),
        )

    def _trade(self, links: Sequence[Proposal]) -> Proposal | None:
        if not links:
            return None
        principals = {
            code
            for link in self.reading.links
            for code in (
                *self.reading.releases[link.release].agents,
                *(
                    self.reading.releases[link.counter].agents
                    if link.counter is not None
                    else self.reading.concessions[link.concession or 0].givers
                ),
            )
        }
        passage = links[0].passages[0]
        parties: dict[str, list[str]] = {
            "principal": [self._code(code, passage) for code in sorted(principals)]
        }
        mediators = sorted(set(self.reading.mediators) - principals)
        if mediators:
            parties["mediator"] = [self._code(code, passage) for code in mediators]
        fields: dict[str, Any] = {"parties": parties}
        slug = self._unique(
            slug_of(f"{' '.join(sorted(principals))} {self.article.published}")
        )
        return Proposal(
            key_of("trades", fields, passage),
            "trades",
            slug,
            fields,
            (passage,),
            Band(bands.Name.CHECK, "the article speaks of a bargain"),
        )

    def _parties(self) -> list[Proposal]:
        return [
            Proposal(
                key_of("parties", {"code": code}, passage),
                "parties",
                code,
                {"name": code.replace("_", " ").title(), "kind": "non_state"},
                (passage,),
                Band(bands.Name.CHECK, "new to the record"),
            )
            for code, passage in sorted(self.new_parties.items())
        ]

    def _people(self) -> list[Proposal]:
        return [
            Proposal(
                key_of("people", {"name": name}, passage),
                "people",
                slug,
                {"names": [name]},
                (passage,),
                bands.of_name(is_on_record=False),
            )
            for slug, (name, passage) in self.people.items()
        ]


def _passages(found: Iterable[Passage]) -> tuple[Passage, ...]:
    """Put passages in order, those of the body before the title, each once."""
    distinct = dict.fromkeys(found)
    return tuple(
        sorted(distinct, key=lambda p: (p.paragraph == 0, p.paragraph, p.start))
    )


def _passage_of(acts: Sequence[Act], name: str, default: Passage) -> Passage:
    return next((act.passage for act in acts if name in act.names), default)


def _alternatives(release: Release, day: When | None) -> list[Alternative]:
    """Find what else the article says of a field."""
    found: list[Alternative] = []
    count = release.count
    for act in release.acts:
        if (
            act.count is not None
            and count is not None
            and not act.is_part
            and (act.count.text != count.text)
        ):
            found.append(Alternative("people", act.count.text, act.passage))
        others = sorted(act.holders - release.agents)
        found += [Alternative("captor", code, act.passage) for code in others]
        when = act.own_day or act.said_day
        if when is not None and day is not None and when.plain != day.plain:
            found.append(Alternative("released_on", when.edtf, act.passage))
    return list(dict.fromkeys(found))
