"""Keeps the public history: what each publication changed, and former slugs.

``published`` calls it with the documents before and after, in the same transaction.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from . import restrictions, withheld
from .models import (
    DataVersion,
    Document,
    FormerSlug,
    PublicChange,
    PublicChangeKind,
)
from .serializers import WITHHELD

Json = dict[str, Any]
CHUNK = 1_000  # rows written at a time


def compare(
    old: Document | None, new: Document | None, hidden: Sequence[str]
) -> list[PublicChange]:
    """Say what the public sees of one record's change; unsaved, without a version.

    A record that is renamed has two entries, one for its slug and one for the rest.

    Args:
        old: Its document before; None if it had none.
        new: Its document after; None if it has none.
        hidden: Spellings of withheld names: a slug that holds one is not told.
    """
    if new is None:
        assert old is not None
        return [_withdrawn(old, hidden)]
    if old is None:
        return [_entry(new, PublicChangeKind.ADDED)]
    changes = []
    if old.slug != new.slug:
        _rename(old, new, hidden)
        changes.append(_entry(new, PublicChangeKind.RENAMED, ["slug", "url"]))
    fields = [f for f in changed_fields(old, new) if f not in ("slug", "url", "code")]
    if fields or not changes:
        changes.append(_entry(new, PublicChangeKind.CHANGED, fields))
    return changes


def changed_fields(old: Document, new: Document) -> list[str]:
    """Name the fields of a document that differ, in its order."""
    before, after = _body(old), _body(new)
    names = [*after, *(name for name in before if name not in after)]
    missing = object()
    return [n for n in names if before.get(n, missing) != after.get(n, missing)]


def write(changes: Iterable[PublicChange]) -> None:
    """Write the changes of one publication under the version that it made."""
    version = DataVersion.objects.get(pk=1)
    rows = list(changes)
    for row in rows:
        row.version, row.changed_at = version.number, version.changed_at
    PublicChange.objects.bulk_create(rows, batch_size=CHUNK)
    taken: dict[str, list[str]] = {}
    for row in rows:
        if row.change == PublicChangeKind.ADDED:
            taken.setdefault(row.kind, []).append(row.slug)
    for kind, slugs in taken.items():  # a new record may take a slug that led elsewhere
        FormerSlug.objects.filter(kind=kind, slug__in=slugs).delete()


def forget_withheld(people: Collection[str]) -> None:
    """Take what tells a withheld name out of the public history.

    Former slugs of people whose names are withheld go, and so does every other slug
    that holds a spelling of theirs. Entries on records that are still public take the
    slug of today, others none.

    Args:
        people: Primary keys of people who were changed.
    """
    hidden = withheld.spellings(people)
    if not hidden:
        return
    secret = Document.objects.filter(kind__in=("person", "party", "entity"))
    for document in secret.only("kind", "record_id", "slug", "body"):
        if is_secret(document):
            FormerSlug.objects.filter(
                kind=document.kind, record_key=document.record_id
            ).delete()
            entries = PublicChange.objects.filter(
                kind=document.kind, record_id=document.record_id
            )
            entries.exclude(slug=document.slug).update(slug=document.slug)
    for kind, slug in _telling(FormerSlug.objects.all(), hidden):
        FormerSlug.objects.filter(kind=kind, slug=slug).delete()
    for kind, slug in _telling(PublicChange.objects.all(), hidden):
        PublicChange.objects.filter(kind=kind, slug=slug).update(slug="")


def forget_embargoed(
    changes: Iterable[PublicChange], tables: Mapping[str, str]
) -> None:
    """Take the slugs of what an embargo has just hidden out of the public history.

    Args:
        changes: Of one publication.
        tables: The table of each kind of record.
    """
    gone = [c for c in changes if c.change == PublicChangeKind.WITHDRAWN]
    embargoed = restrictions.current().embargoed if gone else frozenset()
    for change in gone:
        if (tables[change.kind], change.record_id) in embargoed:
            entries = PublicChange.objects.filter(
                kind=change.kind, record_id=change.record_id
            )
            entries.update(slug="")


def is_secret(document: Document) -> bool:
    """Tell whether a document is of somebody whose name is withheld."""
    body = _body(document)
    return bool(body.get("is_name_withheld")) or body.get("name") == WITHHELD


def _telling(
    rows: "QuerySet[Any]", hidden: Sequence[str]
) -> list[tuple[str, str]]:  # rows with a kind and a slug
    slugs = rows.order_by().values_list("kind", "slug").distinct()
    return [(kind, slug) for kind, slug in slugs if withheld.holds(slug, hidden)]


def _rename(old: Document, new: Document, hidden: Sequence[str]) -> None:
    FormerSlug.objects.filter(kind=new.kind, slug=new.slug).delete()
    if is_secret(new) or withheld.holds(old.slug, hidden):
        entries = PublicChange.objects.filter(kind=new.kind, record_id=new.record_id)
        entries.update(slug=new.slug)
        FormerSlug.objects.filter(kind=new.kind, record_key=new.record_id).delete()
        return
    _lead(new.kind, old.slug, new.record_id)


def _lead(kind: str, slug: str, record_id: str) -> None:
    FormerSlug.objects.update_or_create(
        kind=kind, slug=slug, defaults={"record_key": record_id}
    )


def _withdrawn(old: Document, hidden: Sequence[str]) -> PublicChange:
    into = FormerSlug.objects.filter(kind=old.kind, slug=old.slug).exclude(
        record_key=old.record_id
    )
    into_id = into.values_list("record_key", flat=True).first()
    change = PublicChangeKind.MERGED if into_id else PublicChangeKind.WITHDRAWN
    entry = _entry(old, change)
    entry.into_id = into_id or ""
    if withheld.holds(old.slug, hidden):
        entry.slug = ""
    return entry


def _entry(
    document: Document, change: PublicChangeKind, fields: Sequence[str] = ()
) -> PublicChange:
    return PublicChange(
        kind=document.kind,
        record_id=document.record_id,
        slug=document.slug,
        change=change,
        fields=list(fields),
    )


def _body(document: Document) -> Mapping[str, Any]:
    body: Json = json.loads(bytes(document.body))
    return body
