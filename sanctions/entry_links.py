"""Which entries of published lists are an entity of the record: suggested by name.

Nothing is linked by itself. What an editor rejects is remembered, and every word of an
editor can be taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker import name_index, published
from tracker.models import NotTheSame
from tracker.name_index import DESK, LIST, Hit

from .lists import EntityKind, ListEntry
from .models import Entity

LEAST = 0.75  # of a namesake's score; the same name in another script has more
SUGGESTED_MAX = 20
LABEL = "sanctions.listentry"  # under which a rejected pair is remembered


class EntryLinkError(ValueError):
    """An entry cannot be linked or let go as asked; says why."""


@dataclass(frozen=True, slots=True)
class EntryCandidate:
    """An entry that may be the entity.

    Attributes:
        entry: The entry, linked to nobody.
        score: How alike the names are, from 0.0 to 1.0.
        asked: The entity's spelling that met best.
        spelling: The entry's spelling that it met.
    """

    entry: ListEntry
    score: float
    asked: str
    spelling: str


def candidates(entity: Entity) -> list[EntryCandidate]:
    """Suggest entries for an entity, the most alike first.

    Entries that are linked to somebody, that an editor rejected, or that are a person
    where the entity is none (and the other way round), are left out.

    Cost:
        Five queries for each spelling of the entity, and two.
    """
    asker = name_index.Asker([f"{LIST}:*", f"{DESK}:{LIST}:*"], using="default")
    best: dict[int, tuple[float, str, Hit]] = {}
    for spelling in entity.names.values_list("text", flat=True):
        for hit in asker.find(spelling, limit=SUGGESTED_MAX, least=LEAST):
            key = int(hit.record_id)
            if key not in best or hit.score > best[key][0]:
                best[key] = (hit.score, spelling, hit)
    if not best:
        return []
    free = ListEntry.objects.without_entity().filter(pk__in=best)
    rejected = set(rejected_entries(entity).values_list("pk", flat=True))
    found = [
        EntryCandidate(
            entry, best[entry.pk][0], best[entry.pk][1], best[entry.pk][2].text
        )
        for entry in free
        if entry.pk not in rejected and _may_be(entity, entry)
    ]
    return sorted(found, key=lambda c: (-c.score, c.entry.slug))[:SUGGESTED_MAX]


def _may_be(entity: Entity, entry: ListEntry) -> bool:
    kinds = {entity.kind, entry.kind}
    return EntityKind.PERSON not in kinds or len(kinds) == 1


def rejected_entries(entity: Entity) -> Any:
    """Give the entries of which an editor said that they are not the entity."""
    keys = NotTheSame.objects.filter(
        record_label=LABEL, first_key=_entity_key(entity.pk)
    ).values_list("second_key", flat=True)
    return ListEntry.objects.filter(pk__in=[int(key[1:]) for key in keys])


def accept(entity: Entity, entry: ListEntry) -> None:
    """Say that an entry is the entity; its periods are the entity's from now on.

    Raises:
        EntryLinkError: The entry is linked to another entity.
    """
    with published.writing():
        now = _locked(entry)
        if now.entity_id not in (None, entity.pk):
            raise EntryLinkError(f"{now} is linked to {now.entity} already.")
        _pairs(entity, [now]).delete()
        now.entity = entity
        now.save(update_fields=["entity"])


def let_go(entity: Entity, entry: ListEntry) -> None:
    """Take a link back; the entry may be suggested again.

    Raises:
        EntryLinkError: The entry is not linked to the entity.
    """
    with published.writing():
        now = _locked(entry)
        if now.entity_id != entity.pk:
            raise EntryLinkError(f"{now} is not linked to {entity}.")
        now.entity = None
        now.save(update_fields=["entity"])


def reject(user: Any, entity: Entity, entry: ListEntry) -> None:
    """Remember that an entry is not the entity; saying it again is nothing.

    Raises:
        EntryLinkError: The entry is linked to the entity: let it go first.
    """
    with published.writing():
        now = _locked(entry)
        if now.entity_id == entity.pk:
            raise EntryLinkError(f"{now} is linked to {entity}: take that back first.")
        NotTheSame.objects.get_or_create(
            record_label=LABEL,
            first_key=_entity_key(entity.pk),
            second_key=_entry_key(entry.pk),
            defaults={"said_by": user},
        )


def forget(entity: Entity, entry: ListEntry) -> None:
    """Take a rejection back; the entry may be suggested again."""
    with published.writing():
        _pairs(entity, [entry]).delete()


def _locked(entry: ListEntry) -> ListEntry:
    return ListEntry.objects.select_for_update().get(pk=entry.pk)


def _pairs(entity: Entity, entries: Iterable[ListEntry]) -> Any:
    return NotTheSame.objects.filter(
        record_label=LABEL,
        first_key=_entity_key(entity.pk),
        second_key__in=[_entry_key(entry.pk) for entry in entries],
    )


def _entity_key(key: int) -> str:
    return f"e{key}"


def _entry_key(key: int) -> str:
    """Give a key that sorts after every entity's, as the table asks."""
    return f"l{key}"
