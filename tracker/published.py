"""The published side: documents that show exactly what the tables say.

A document is rendered from rows that were loaded beforehand, and keeps a key for each
of them. Statement triggers (``sql/published.sql``) mark every document whose keys a
write touches; ``writing`` renders the marked ones anew before it commits. A marked
document is not served.

Which rows mark which documents follows from the lookups that a kind declares, so there
is no second list to keep.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

from django.db import connection, models, transaction
from django.db.models import Value
from django.db.models.fields.related import ForeignObjectRel
from django.db.models.functions import Greatest, TruncSecond
from rest_framework.serializers import Serializer

from . import name_index, public_changes, restrictions, withheld
from .lexemes import lexemes
from .models import DataVersion, Document, Mark, PublicChange, State
from .name_index import DESK, RECORD, Spelled

SQL = Path(__file__).resolve().parent / "sql" / "published.sql"
CHUNK = 500  # records rendered at a time
UNDATED = date.min
# What documents are made by, below the checkout.
RENDERING_CODE = (
    *("*/serializers.py", "*/serializers/*.py", "*/documents.py", "exchanges/*.py"),
    *("tracker/published.py", "tracker/dates.py", "tracker/counts.py"),
    *("tracker/lexemes.py", "tracker/names.py", "tracker/name_words.py"),
    *("tracker/name_index.py", "tracker/transliteration.py"),
)

Facet = tuple[str, str | None]
AtMoment = Callable[[dict[str, Any], date | None, date | None], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of public record, and how its document is made.

    Attributes:
        name: Word for the kind, such as ``release``.
        segment: Its place in addresses, such as ``releases``.
        model: The table of its records.
        paths: Prefetch lookups that reach every row the document shows.
        serializer: The one definition of the document's shape.
        facets: Gives what lists can be filtered by, as pairs of name and value.
        owner: Name of a relation to another record, without which this one is not
            public either; "" if there is none.
        day: Name of the document's date that lists are ordered by, or None.
        words: Gives further spellings for search; names and titles are always in.
        spellings: Gives the names that a document shows, for the name index; or None
            if records of the kind have titles rather than names.
        desk_names: Gives the names of a row, whatever its state, for editors.
        named_by: Relations to the rows that hold the names.
        finish: Adds what is computed from the serialized document.
        at: Gives a document as of a moment (``known_by``, ``as_of``), None if nothing
            is left of it; or None if the kind has no history.
    """

    name: str
    segment: str
    model: type[models.Model]
    paths: tuple[str, ...]
    serializer: type[Serializer[Any]]
    facets: Callable[[dict[str, Any]], Iterable[Facet]]
    owner: str = ""
    day: str | None = None
    words: Callable[[dict[str, Any]], Iterable[str]] = field(default=lambda _: ())
    spellings: Callable[[dict[str, Any]], Iterable[str]] | None = None
    desk_names: Callable[[Any], Iterable[str]] = field(default=lambda _: ())
    named_by: tuple[str, ...] = ()
    finish: Callable[[dict[str, Any]], dict[str, Any]] = field(default=lambda d: d)
    at: AtMoment | None = None

    @property
    def table(self) -> str:
        """The table of its records."""
        return self.model._meta.db_table


KINDS: dict[str, Kind] = {}
# Called with the records refreshed, by kind, before the transaction commits; tell
# whether the public sees a change.
FOLLOWERS: list[Callable[[Mapping[str, Collection[str]]], bool]] = []
# Called after documents were rendered by changed code.
AFTER_UPGRADE: list[Callable[[], object]] = []


def register(*kinds: Kind) -> None:
    """Make kinds of records public; called once as an app starts."""
    for kind in kinds:
        KINDS[kind.name] = kind


def give_history(name: str, at: AtMoment) -> None:
    """Let records of a kind below be asked for as of a moment; as an app starts."""
    KINDS[name] = replace(KINDS[name], at=at)


# Writing

_is_writing: ContextVar[bool] = ContextVar("is_writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Run a write; before it commits, every document it touches is rendered anew.

    Writers take turns, so that no document is rendered from rows that another writer is
    about to change. Nested calls join the outer one.
    """
    if _is_writing.get():
        yield
        return
    token = _is_writing.set(True)
    try:
        with transaction.atomic():
            DataVersion.objects.select_for_update().get(pk=1)
            _say_writing("on")
            yield
            refresh()
            _say_writing("off")
    finally:
        _is_writing.reset(token)


def _say_writing(value: str) -> None:
    """Tell the constraint that marks are going to be cleared before the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tracker.writing', %s, true)", [value])


def refresh() -> int:
    """Clear the marks, render what they marked, delete what is no longer public.

    The marks go first: whoever marks a document again while it is rendered waits for
    this transaction, and then leaves a mark of his own.

    Returns:
        The number of marks cleared.

    Raises:
        RuntimeError: A mark names a kind that is not registered.
        WithheldNameError: A document would hold a name that is withheld.
    """
    marked = _taken_marks()
    cleared = sum(map(len, marked.values()))
    if not marked:
        return 0
    for kind in KINDS.values():
        if kind.owner:
            _add_owned(kind, marked)
    hidden = withheld.spellings()
    if hidden and "person" in marked:
        _refuse_names_just_withheld(marked)
    version = DataVersion.objects.values_list("number", flat=True).get(pk=1) + 1
    is_changed = False
    changes: list[PublicChange] = []
    for kind_name, ids in marked.items():
        if kind_name not in KINDS:
            raise RuntimeError(f"A mark names {kind_name}, which is no kind of record.")
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            changes += _store(KINDS[kind_name], chunk, version, hidden)
    for follow in FOLLOWERS:
        is_changed |= follow(marked)
    if hidden and "person" in marked:
        public_changes.forget_withheld(marked["person"])
    if is_changed or changes:
        _set_version(version)
        public_changes.write(changes)
        tables = {kind.name: kind.table for kind in KINDS.values()}
        public_changes.forget_embargoed(changes, tables)
    # What a follower wrote may have marked more; it writes nothing the next time.
    return cleared + refresh()


def _taken_marks() -> dict[str, list[str]]:
    """Delete all marks; give the records they named, by kind."""
    marked: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tracker_mark RETURNING kind, record_id")
        for kind, record_id in sorted(cursor.fetchall()):
            marked.setdefault(kind, []).append(record_id)
    return marked


def _add_owned(kind: Kind, marked: dict[str, list[str]]) -> None:
    """Add records whose owner is marked: they had no document while it was hidden."""
    owner = kind.model._meta.get_field(kind.owner).related_model
    for other in KINDS.values():
        if other.model is owner and other.name in marked:
            rows = kind.model._default_manager.filter(
                **{f"{kind.owner}__in": marked[other.name]}
            )
            ids = map(str, rows.values_list("pk", flat=True))
            marked[kind.name] = [*{*marked.get(kind.name, ()), *ids}]


def rebuild() -> int:
    """Mark and render every record of every kind; returns their number."""
    with writing():
        for kind in KINDS.values():
            ids = kind.model._default_manager.values_list("pk", flat=True)
            Mark.objects.bulk_create(
                (Mark(kind=kind.name, record_id=str(pk)) for pk in ids),
                ignore_conflicts=True,
            )
        return Mark.objects.count()


def rebuild_after_upgrade() -> int:
    """Render everything anew when the code that renders has changed since.

    Returns:
        The number of records rendered; 0 when the code is the same.
    """
    code = _code_digest()
    if DataVersion.objects.filter(pk=1, code=code).exists():
        return 0
    with writing():
        count = rebuild()
        for renew in AFTER_UPGRADE:
            renew()
        DataVersion.objects.filter(pk=1).update(code=code)
    return count


def _code_digest() -> str:
    base = SQL.parents[2]
    digest = hashlib.sha256()
    for pattern in RENDERING_CODE:
        for path in sorted(base.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def next_version() -> int:
    """Count up the version of the public data, inside ``writing``; returns it."""
    number = DataVersion.objects.values_list("number", flat=True).get(pk=1) + 1
    _set_version(number)
    return number


def _set_version(number: int) -> None:
    """Say that the public record has changed; drafts leave the version as it is.

    Two versions never fall into one second, so ``Last-Modified`` tells them apart.
    """
    DataVersion.objects.filter(pk=1).update(
        number=number,
        changed_at=Greatest(
            ClockTimestamp(),
            TruncSecond("changed_at") + timedelta(seconds=1),
        ),
    )


class ClockTimestamp(models.Func):
    """The present instant, where ``Now`` would be the start of the transaction."""

    function = "clock_timestamp"
    template = "%(function)s()"
    output_field = models.DateTimeField()


def _refuse_names_just_withheld(marked: Mapping[str, Collection[str]]) -> None:
    """Look for names of the people marked in documents that are not rendered now."""
    hidden = withheld.spellings(marked["person"])
    if not hidden:
        return
    rendered = {kind: frozenset(ids) for kind, ids in marked.items()}
    columns = ("kind", "record_id", "slug", "body")
    others = (
        document
        for document in Document.objects.only(*columns).iterator(CHUNK)
        if document.record_id not in rendered.get(document.kind, ())
    )
    _refuse_names(others, hidden)


def _refuse_names(documents: Iterable[Document], hidden: Sequence[str]) -> None:
    found = [
        f"{document.kind} {document.slug}"
        for document in documents
        if withheld.holds(bytes(document.body).decode(), hidden)
    ]
    if found:
        raise withheld.WithheldNameError(found)


def _store(
    kind: Kind, ids: Sequence[str], version: int, hidden: Sequence[str]
) -> list[PublicChange]:
    """Write the documents of some records; say what the public sees of it."""
    rendered = list(render(kind, ids))
    if hidden:
        _refuse_names(rendered, hidden)
    before = {
        row.record_id: row
        for row in Document.objects.filter(kind=kind.name, record_id__in=ids)
    }
    gone = before.keys() - {row.record_id for row in rendered}
    Document.objects.filter(kind=kind.name, record_id__in=gone).delete()
    stale: list[Document] = []
    changes: list[PublicChange] = []
    for record_id in sorted(gone):
        changes += public_changes.compare(before[record_id], None, hidden)
    for row in rendered:
        old = before.get(row.record_id)
        is_seen = old is None or _shown(old) != _shown(row)
        row.version = old.version if old is not None and not is_seen else version
        if is_seen:
            changes += public_changes.compare(old, row, hidden)
        if old is None or is_seen or _facts(old) != _facts(row):
            stale.append(row)
    Document.objects.bulk_create(
        stale,
        update_conflicts=True,
        unique_fields=["kind", "record_id"],
        update_fields=[
            *("slug", "name", "body", "earliest", "latest", "sort_on"),
            *("facets", "search", "inputs", "version"),
        ],
    )
    if kind.spellings:
        name_index.replace(
            _spelled(kind, ids, rendered),
            [f"{RECORD}:{kind.name}", f"{DESK}:{kind.name}"],
        )
    return changes


def _spelled(
    kind: Kind, ids: Sequence[str], rendered: Sequence[Document]
) -> Iterator[Spelled]:
    """Give the names of records: those that documents show, and those editors see."""
    shown = {row.record_id: row for row in rendered}
    stored = name_index.documents_by_record(kind.name, shown)
    rows = kind.model._default_manager.filter(pk__in=ids)
    named = {str(row.pk): row for row in rows.prefetch_related(*kind.named_by)}
    for record_id in ids:
        row, document = named.get(record_id), shown.get(record_id)
        texts = tuple(kind.desk_names(row)) if row else ()
        yield Spelled(f"{DESK}:{kind.name}", record_id, texts)
        if document is not None and kind.spellings:
            texts = tuple(
                filter(None, kind.spellings(json.loads(bytes(document.body))))
            )
            document_id = stored.get(record_id)
            yield Spelled(f"{RECORD}:{kind.name}", record_id, texts, document_id)


# Rendering


def render(kind: Kind, ids: Iterable[str] | None = None) -> Iterator[Document]:
    """Render the documents of public records, unsaved and without a version.

    Args:
        kind: Which kind.
        ids: Primary keys, or None for all.

    Cost:
        One query per lookup and 500 records; none while serializing.
    """
    rows = kind.model._default_manager.order_by("pk").prefetch_related(*kind.paths)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    loaded = list(rows)
    restrictions.current().apply(loaded)
    with connection.execute_wrapper(_refuse_query):
        for row in loaded:
            owner = getattr(row, kind.owner, None)
            if _is_public(row) and (owner is None or _is_public(owner)):
                yield _document(kind, row)


def _is_public(row: models.Model) -> bool:
    return bool(getattr(row, "state", State.PUBLISHED) == State.PUBLISHED)


def _refuse_query(
    execute: object, sql: str, params: object, many: bool, context: object
) -> NoReturn:
    raise RuntimeError(f"A serializer ran a query; add its lookup to the paths: {sql}")


def _document(kind: Kind, row: models.Model) -> Document:
    body = kind.finish(dict(kind.serializer(row).data))
    day = (kind.day and body.get(kind.day)) or {}
    earliest, latest = _day(day.get("earliest")), _day(day.get("latest"))
    name = body["name"] or ""
    words = lexemes([name, *filter(None, kind.words(body))])
    return Document(
        kind=kind.name,
        record_id=str(row.pk),
        slug=body["slug"],
        name=name,
        body=encode(body),
        earliest=earliest,
        latest=latest,
        sort_on=latest or earliest or UNDATED,
        facets=sorted({f"{n}:{v}" for n, v in kind.facets(body) if v}),
        search=models.Func(Value(words), function="array_to_tsvector"),
        inputs=sorted(inputs(row)),
    )


def encode(body: Mapping[str, Any]) -> bytes:
    """Write a document as compact UTF-8 JSON."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def inputs(row: models.Model) -> set[str]:
    """Give a key for every row and every list of rows loaded with ``row``.

    ``table:key`` stands for a row, ``table:key<table.column`` for the rows whose column
    points to it, so that an insert there is noticed too.
    """
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[models.Model] = [row]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        key = f"{table(type(current))}:{current.pk}"
        found.add(key)
        waiting.extend(
            other
            for other in current._state.fields_cache.values()
            if isinstance(other, models.Model)
        )
        for name, rows in getattr(current, "_prefetched_objects_cache", {}).items():
            relation = relation_of(type(current), name)
            column = relation.field.column
            found.add(f"{key}<{table(relation.related_model)}.{column}")
            waiting.extend(rows)
        found.update(_one_to_one_keys(current, key))
    return found


def _one_to_one_keys(row: models.Model, key: str) -> Iterator[str]:
    for relation in row._meta.related_objects:
        if (
            relation.one_to_one
            and relation.get_accessor_name() in row._state.fields_cache
        ):
            yield f"{key}<{table(relation.related_model)}.{relation.field.column}"


def table(model: Any) -> str:  # a model class, maybe a proxy
    """Name the table of a model."""
    return str(model._meta.db_table)


def relation_of(model: type[models.Model], accessor: str) -> ForeignObjectRel:
    """Give the relation behind an accessor, such as ``steps`` of a concession.

    Raises:
        LookupError: There is none.
    """
    for relation in model._meta.related_objects:
        if relation.get_accessor_name() == accessor:
            return relation
    raise LookupError(f"{model.__name__} has no {accessor}.")


# Comparing


@dataclass(frozen=True, slots=True)
class Difference:
    """A document that does not show what the tables say."""

    kind: str
    slug: str
    problem: str


def check() -> list[Difference]:
    """Compare every stored document with a fresh one; empty when all agree."""
    found = []
    for kind in KINDS.values():
        fresh = {row.record_id: row for row in render(kind)}
        stored = {row.record_id: row for row in Document.objects.filter(kind=kind.name)}
        for record_id in sorted(fresh.keys() | stored.keys()):
            new, old = fresh.get(record_id), stored.get(record_id)
            if new is None and old is not None:
                found.append(Difference(kind.name, old.slug, "is no longer public"))
            elif old is None and new is not None:
                found.append(Difference(kind.name, new.slug, "is missing"))
            elif new and old and _facts(new) != _facts(old):
                found.append(Difference(kind.name, new.slug, "is stale"))
        if kind.spellings:
            found.extend(_wrongly_named(kind, fresh))
    found.extend(
        Difference(mark.kind, mark.record_id, "is marked")
        for mark in Mark.objects.order_by("kind", "record_id")
    )
    return found


def _wrongly_named(kind: Kind, fresh: dict[str, Document]) -> Iterator[Difference]:
    """Compare the name index with the names of rows and fresh documents."""
    rows = kind.model._default_manager.values_list("pk", flat=True)
    ids = sorted({*map(str, rows), *fresh})
    parts = [f"{RECORD}:{kind.name}", f"{DESK}:{kind.name}"]
    for record_id in name_index.stale(_spelled(kind, ids, list(fresh.values())), parts):
        slug = fresh[record_id].slug if record_id in fresh else record_id
        yield Difference(kind.name, slug, "is indexed under other names")


def _shown(row: Document) -> tuple[object, ...]:
    """Give what the public sees of a document, but for its words of search."""
    dated = (row.earliest, row.latest, row.sort_on)
    return (bytes(row.body), row.slug, row.name, *dated, set(row.facets))


def _facts(row: Document) -> tuple[object, ...]:
    return (*_shown(row), set(row.inputs))
