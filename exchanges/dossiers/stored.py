"""Read records back from the tables, in their canonical form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet

from exchanges.models import Concession, Linkage, Release
from tracker import counts
from tracker.models import State

from . import ordering, pieces
from .pieces import (
    citation,
    citation_mark,
    claim,
    code,
    mark,
    name,
    recognition,
    role_mark,
    slug,
    step_mark,
    tidy,
)
from .records import Record
from .sections import BY_NAME, Section

# What is followed to name other rows, by section.
RELATED: dict[str, tuple[str, ...]] = {
    "sources": ("derived_from",),
    "parties": ("person",),
    "people": (),
    "detentions": ("person", "captor", "transferred_from"),
    "entities": ("party", "person"),
    "actions": ("authority", "programme", "reverses"),
    "trades": ("part_of", "follows"),
    "contacts": ("initiator", "trade"),
    "concessions": ("trade", "giver", "performer", "payer"),
    "releases": ("trade", "captor", "fulfils"),
    "linkages": ("concession", "counter_release", "release"),
    "tallies": ("captor", "trade", "counted_by"),
}
PARTS: dict[str, tuple[str, ...]] = {
    "people": ("names", "held_nationalities", "recognitions__by"),
    "entities": ("names", "identifiers"),
    "actions": ("named__entity",),
    "trades": ("trade_parties__party", "trade_actions__action"),
    "contacts": ("participants__party", "participants__acting_for"),
    "concessions": (
        "concession_parties__party",
        "steps__by",
        "steps__contact",
        "steps__step_actions__action",
    ),
    "releases": (
        "release_parties__party",
        "cohorts__part_of",
        "cohorts__recognitions__by",
        "recognitions__by",
        "freed__person",
        "freed__detention",
        "freed__memberships__cohort",
    ),
}


def rows(section: Section, keys: Collection[str] | None = None) -> QuerySet[Any]:
    """Give the rows of a section with all their parts, in a fixed number of queries.

    Args:
        section: Which.
        keys: Only these; None for all. Not for linkages.
    """
    found: QuerySet[Any] = section.model._default_manager.select_related(
        *RELATED[section.name]
    ).prefetch_related(*PARTS.get(section.name, ()))
    if section.has_citations:
        citations = section.model.citations.rel.related_model  # type: ignore[attr-defined]  # checked
        found = found.prefetch_related(
            Prefetch(
                "citations",
                citations._default_manager.select_related(
                    "source", "speaker", "speaking_for", "superseded_by__source"
                ),
            )
        )
    if keys is not None:
        found = found.filter(**{f"{section.key}__in": keys})
    return found


def by_key(section: Section, keys: Collection[str]) -> dict[str, Any]:
    """Give the rows of a section that have one of the keys, by key."""
    if not keys:
        return {}
    if section.name == "linkages":
        releases = {key.partition(">")[2] for key in keys}
        found = rows(section).filter(release__slug__in=releases)
    else:
        found = rows(section, keys)
    named = ((key_of(section, row), row) for row in found)
    return {key: row for key, row in named if key in keys}


def key_of(section: Section, row: Any) -> str:
    """Name a row as its dossier does."""
    if isinstance(row, Linkage):
        given: Concession | Release | None = row.concession or row.counter_release
        return f"{given.slug if given else ''}>{row.release.slug}"
    return str(getattr(row, section.key))


def read(section: Section, row: Any, added: frozenset[str] = frozenset()) -> Record:
    """Give one row, as ``rows`` fetched it, as a canonical record.

    Args:
        section: Its section.
        row: The row with its parts.
        added: Marks of the parts that other dossiers added; they are left out.
    """
    cites = _Cites(row, added) if section.has_citations else _Cites(None, added)
    record = _READ[section.name](row, cites)
    if getattr(row, "state", State.PUBLISHED) != State.PUBLISHED:
        record["state"] = row.state
    if section.has_citations:
        record["cite"] = cites.take("")
        record["claims"] = cites.rest()
    return tidy(record)


class _Cites:
    """The citations of one row, handed out to the parts they are about."""

    def __init__(self, row: Any, added: frozenset[str]) -> None:
        self.added = added
        rows = row.citations.all() if row is not None else ()
        self._left = [r for r in rows if not added or citation_mark(r) not in added]
        self._names: dict[str, str] = {}
        if added and isinstance(row, Concession):
            self._leave_out_added_steps(row)

    def _leave_out_added_steps(self, row: Concession) -> None:
        """Leave out what an added step has with it, and count the others anew."""
        steps = list(row.steps.all())
        self._names = ordering.own_fields(steps, self.added)
        added = {
            f"steps.{step.position}" for step in steps if step_mark(step) in self.added
        }
        self._left = [c for c in self._left if c.value or c.field not in added]

    def take(self, field: str) -> list[Record]:
        """Give those about a part that state no other value."""
        taken = [c for c in self._left if self._field(c) == field and not c.value]
        self._left = [c for c in self._left if c not in taken]
        return [citation(row) for row in taken]

    def rest(self) -> list[Record]:
        """Give the claims: what no part has taken."""
        return [{**claim(row), **self._renamed(row)} for row in self._left]

    def _field(self, row: Any) -> str:
        name, _, rest = row.field.partition(".")
        place, _, inner = rest.partition(".")
        own = self._names.get(f"{name}.{place}")
        return ".".join(filter(None, (own, inner))) if own else row.field

    def _renamed(self, row: Any) -> Record:
        return {"field": self._field(row)} if row.field else {}


def _source(row: Any, cites: _Cites) -> Record:
    return {
        "publisher": row.publisher,
        "title": row.title,
        "kind": row.kind,
        "authors": list(row.authors),
        "published_on": row.published_on,
        "language": row.language,
        "url": row.url,
        "archive_url": row.archive_url,
        "read_on": row.read_on and row.read_on.isoformat(),
        "sha256": row.sha256,
        "paragraphs": row.paragraphs,
        "derived_from": slug(row.derived_from),
        "flags": list(row.flags),
        "note": row.note,
    }


def _party(row: Any, cites: _Cites) -> Record:
    return {
        "name": row.name,
        "kind": row.kind,
        "country": row.country_id,
        "person": slug(row.person),
        "note": row.note,
    }


def _person(row: Any, cites: _Cites) -> Record:
    added = cites.added
    names = [n for n in row.names.all() if mark("names", n.text) not in added]
    return {
        "names": "withheld"
        if row.is_name_withheld
        else [
            {**name(n), **_cited(cites, f"names.{position}")}
            for position, n in enumerate(names)
        ],
        "nationality": sorted(
            n.country_id
            for n in row.held_nationalities.all()
            if mark("nationality", n.country_id) not in added
        ),
        "recognitions": _own_recognitions(row, cites),
        "note": row.note,
    }


def _detention(row: Any, cites: _Cites) -> Record:
    return {
        "person": row.person.slug,
        "captor": row.captor.code,
        "form": row.form,
        "place": row.place,
        "from": row.began_on,
        "to": row.ended_on,
        "charge": row.charge,
        "sentence": row.sentence,
        "transferred_from": slug(row.transferred_from),
        "note": row.note,
    }


def _entity(row: Any, cites: _Cites) -> Record:
    return {
        "names": [{"text": n.text, "script": n.script} for n in row.names.all()],
        "kind": row.kind,
        "party": code(row.party),
        "person": slug(row.person),
        "identifiers": [
            {"kind": i.kind, "value": i.value}
            for i in sorted(row.identifiers.all(), key=lambda i: (i.kind, i.value))
        ],
        "note": row.note,
    }


def _action(row: Any, cites: _Cites) -> Record:
    return {
        "authority": row.authority.code,
        "programme": code(row.programme),
        "kind": row.kind,
        "instrument": row.instrument,
        "announced_on": row.announced_on,
        "effective_on": row.effective_on,
        "expires_on": row.expires_on,
        "scope": row.scope,
        "conditions": row.conditions,
        "legal_effect": row.legal_effect,
        "reverses": slug(row.reverses),
        "reported_as": row.reported_as,
        "entities": sorted(n.entity.slug for n in row.named.all()),
        "note": row.note,
    }


def _trade(row: Any, cites: _Cites) -> Record:
    parties: dict[str, list[str]] = {}
    disputed: dict[str, list[str]] = {}
    for role in row.trade_parties.all():
        if role_mark(role) in cites.added:
            continue
        roles = disputed if role.is_disputed else parties
        roles.setdefault(role.role, []).append(role.party.code)
    return {
        "title": row.title,
        "parties": parties,
        "disputed": disputed,
        "part_of": slug(row.part_of),
        "follows": slug(row.follows),
        "actions": [
            one.action.slug
            for one in row.trade_actions.all()
            if mark("actions", one.action.slug) not in cites.added
        ],
        "note": row.note,
    }


def _contact(row: Any, cites: _Cites) -> Record:
    return {
        "kind": row.kind,
        "status": row.status,
        "held_on": row.held_on,
        "held_on_words": row.held_on_text,
        "place": row.place,
        "initiator": code(row.initiator),
        "topic": row.topic,
        "participants": [
            tidy(
                {
                    "party": p.party.code,
                    "title": p.title,
                    "for": code(p.acting_for),
                }
            )
            for p in row.participants.all()
        ],
        "trade": slug(row.trade),
        "note": row.note,
    }


def _concession(row: Any, cites: _Cites) -> Record:
    roles = _roles(row.concession_parties.all())
    own = [step for step in row.steps.all() if step_mark(step) not in cites.added]
    return {
        "title": row.title,
        "kind": row.kind,
        "trade": slug(row.trade),
        "giver": row.giver.code,
        "co_giver": roles.get("co_giver"),
        "receiver": roles.get("receiver"),
        "beneficiary": roles.get("beneficiary"),
        "performer": code(row.performer),
        "payer": code(row.payer),
        "holder": roles.get("holder"),
        "amount": _amount(row),
        "conditions": row.conditions,
        "steps": [
            {
                **pieces.step(step, besides=cites.added),
                **_cited(cites, f"steps.{position}"),
            }
            for position, step in enumerate(own)
        ],
        "note": row.note,
    }


def _release(row: Any, cites: _Cites) -> Record:
    roles = _roles(row.release_parties.all())
    cohorts = {
        one.label: {
            **pieces.cohort(one),
            **tidy(
                {
                    "recognitions": _recognitions(
                        one.recognitions.all(),
                        cites,
                        f"cohorts.{one.label}.recognitions",
                    )
                }
            ),
            **_cited(cites, f"cohorts.{one.label}"),
        }
        for one in row.cohorts.all()
        if mark("cohorts", one.label) not in cites.added
    }
    return {
        "title": row.title,
        "captor": row.captor.code,
        "trade": slug(row.trade),
        "received_by": roles.get("received_by"),
        "on_behalf_of": roles.get("on_behalf_of"),
        "destination": row.destination,
        "released_on": row.released_on,
        "released_on_words": row.released_on_text,
        "place": row.place,
        "crossing": row.crossing_id,
        "people": pieces.count_unless_none(row, "people"),
        "remains": pieces.count_unless_none(row, "remains"),
        "legal_form": row.legal_form,
        "fulfils": slug(row.fulfils),
        "consideration": row.consideration,
        "recognitions": _own_recognitions(row, cites),
        "cohorts": cohorts,
        "freed": _freed(row, cites, cohorts),
        "note": row.note,
    }


def _freed(row: Any, cites: _Cites, cohorts: Record) -> Record:
    found = {}
    for one in row.freed.all():
        person = one.person.slug
        if mark("freed", person) in cites.added:
            continue
        part = pieces.freed(one)
        labels = [label for label in part.pop("cohorts", ()) if label in cohorts]
        if labels:
            part["cohorts"] = labels
        found[person] = {**part, **_cited(cites, f"freed.{person}")}
    return found


def _own_recognitions(row: Any, cites: _Cites) -> list[Record]:
    own = [
        one
        for one in row.recognitions.all()
        if mark("recognitions", one.kind, code(one.by)) not in cites.added
    ]
    return _recognitions(own, cites, "recognitions")


def _linkage(row: Any, cites: _Cites) -> Record:
    return {
        "given": slug(row.concession or row.counter_release),
        "for": row.release.slug,
        "basis": row.basis,
        "allocation": "" if row.allocation == "direct" else row.allocation,
        "note": row.note,
    }


def _tally(row: Any, cites: _Cites) -> Record:
    return {
        "captor": code(row.captor),
        "trade": slug(row.trade),
        "nationality": row.nationality_id,
        "population": row.population,
        "period": row.period,
        "people": pieces.count(row, "people"),
        "measure": row.measure,
        "counted_by": code(row.counted_by),
        "words": row.words,
        "note": row.note,
    }


_READ: Mapping[str, Callable[[Any, _Cites], Record]] = {
    "sources": _source,
    "people": _person,
    "parties": _party,
    "detentions": _detention,
    "entities": _entity,
    "actions": _action,
    "trades": _trade,
    "contacts": _contact,
    "concessions": _concession,
    "releases": _release,
    "linkages": _linkage,
    "tallies": _tally,
}
if _READ.keys() != BY_NAME.keys():
    raise AssertionError("every section is read")


def _cited(cites: _Cites, field: str) -> Record:
    taken = cites.take(field)
    return {"cite": taken} if taken else {}


def _recognitions(rows: Iterable[Any], cites: _Cites, field: str) -> list[Record]:
    return [
        {**recognition(row), **_cited(cites, f"{field}.{position}")}
        for position, row in enumerate(rows)
    ]


def _roles(rows: Iterable[Any]) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for row in rows:
        roles.setdefault(row.role, []).append(row.party.code)
    return roles


def _amount(row: Concession) -> str:
    if row.amount_min is None:
        return ""
    minimum = row.amount_min.normalize()
    maximum = row.amount_max if row.amount_max is None else row.amount_max.normalize()
    return counts.written_amount(
        counts.Amount(minimum, maximum, row.amount_qualifier, row.amount_unit)
    )
