"""Write records: rows first, then their parts, then their citations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from tracker.models import Party, Person, State

from . import citations, columns, parts
from .columns import Ids
from .parts import Owner
from .records import Record
from .sections import SECTIONS, Section

Progress = Callable[[int], None]


@dataclass(slots=True)
class Write:
    """A record to be written.

    Attributes:
        row: Its row, if there is one already.
        added: Marks of what other dossiers added to it; that stays.
    """

    section: Section
    key: str
    record: Record
    row: Any = None
    added: frozenset[str] = frozenset()


def write(
    writes: Iterable[Write],
    person_parties: Iterable[str],
    ids: Ids,
    progress: Progress = lambda count: None,
    *,
    is_draft: bool = False,
) -> None:
    """Write records of any sections; run it inside ``published.writing()``.

    Args:
        writes: The records.
        person_parties: Slugs of people who become parties because a record names them.
        ids: What is known so far; it learns what is written.
        progress: Told how many records have got so far, each twice.
        is_draft: People who become parties are drafts there too.

    Cost: per table a fixed number of queries, and one per row that changes.
    """
    by_section: dict[str, list[Write]] = defaultdict(list)
    for one in writes:
        by_section[one.section.name].append(one)
    owners: dict[str, list[Owner]] = {}
    for section in SECTIONS:
        owners[section.name] = _write_rows(section, by_section[section.name], ids)
        if section.name == "parties":
            state = State.DRAFT if is_draft else State.PUBLISHED
            _make_person_parties(person_parties, ids, state)
        progress(len(owners[section.name]))
    for section in SECTIONS:
        if not owners[section.name]:
            continue
        for table in parts.tables_of(section):
            parts.sync(table, owners[section.name], ids)
        if section.has_citations:
            parts.sync(citations.table(section), owners[section.name], ids)
            citations.link(section, owners[section.name], ids)
        progress(len(owners[section.name]))


def _write_rows(section: Section, writes: list[Write], ids: Ids) -> list[Owner]:
    new = [one for one in writes if one.row is None]
    named = [{section.key: one.key} if section.key else {} for one in new]
    created = section.model._default_manager.bulk_create(
        section.model(**name, **columns.columns(section, one.record, ids))
        for one, name in zip(new, named, strict=True)
    )
    for one, row in zip(new, created, strict=True):
        one.row = row
        if section.target is not None:
            ids.learn(section.target, one.key, row.pk)
    is_new = {id(one) for one in new}
    for one in writes:
        values = columns.inner_links(section, one.record, ids)
        if id(one) not in is_new:
            values |= columns.columns(section, one.record, ids)
        _update(one.row, values)
    return [
        Owner(one.row.pk, one.record, is_new=id(one) in is_new, added=one.added)
        for one in writes
    ]


def _update(row: models.Model, values: columns.Values) -> None:
    names = columns.changed(row, values)
    for name in names:
        setattr(row, name, values[name])
    if names:
        row.save(update_fields=names)


def _make_person_parties(slugs: Iterable[str], ids: Ids, state: State) -> None:
    people = Person.objects.in_bulk(slugs, field_name="slug")
    parties = Party.objects.bulk_create(
        Party(
            code=slug,
            kind=Party.Kind.PERSON,
            person=person,
            state=state,
        )
        for slug, person in sorted(people.items())
    )
    for party in parties:
        ids.learn("party", party.code, party.pk)
