"""Records that may be one: people, entities, sources and releases much alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from sanctions.models import Entity
from tracker import counts, dates
from tracker.models import NotTheSame, Person, Source
from tracker.name_duplicates import Bearer, suspicions
from tracker.snapshots import label_of

from .remarks import Remark, name, public

LONGEST = 31  # days that a date may leave open to be compared with another


def people() -> Iterator[Remark]:
    """Find people whose names are nearly the same; two queries and those of names."""
    rows = public(Person).filter(is_name_withheld=False)
    rows = rows.prefetch_related("names", "nationalities")
    bearers = {
        row: Bearer(
            row.slug,
            tuple(spelling.text for spelling in row.names.all()),
            nationalities=frozenset(c.code for c in row.nationalities.all()),
        )
        for row in rows
    }
    yield from _alike("maybe_one_person", bearers)


def entities() -> Iterator[Remark]:
    """Find entities of one kind whose names are nearly the same."""
    bearers = {
        row: Bearer(
            row.slug, tuple(spelling.text for spelling in row.names.all()), row.kind
        )
        for row in public(Entity).prefetch_related("names")
    }
    yield from _alike("maybe_one_entity", bearers)


def _alike(code: str, bearers: Mapping[Any, Bearer]) -> Iterator[Remark]:
    """Remark on pairs, but not on those that an editor said are two."""
    rows = {bearer.key: row for row, bearer in bearers.items()}
    told_apart = {
        frozenset(keys)
        for keys in NotTheSame.objects.filter(
            record_label__in={label_of(type(row)) for row in rows.values()}
        ).values_list("first_key", "second_key")
    }
    for found in suspicions(bearers.values()):
        one, other = rows[found.one], rows[found.other]
        if {str(one.pk), str(other.pk)} in told_apart:
            continue
        yield Remark(
            code,
            name(one),
            f"Its names and those of {other.slug} are {found.score:.2f} alike: merge"
            " the two, or say that they are not the same.",
        )


def sources() -> Iterator[Remark]:
    """Find sources with the same publisher and title."""
    seen: dict[tuple[str, str], Source] = {}
    for source in public(Source).order_by("slug"):
        printed = (source.publisher.casefold(), source.title.casefold())
        first = seen.setdefault(printed, source)
        if first != source:
            yield Remark(
                "maybe_one_source",
                name(source),
                f"Same publisher and title as {first.slug}.",
            )


def releases(documents: Iterable[dict[str, Any]]) -> Iterator[Remark]:
    """Find releases by one captor that may be one occasion told twice.

    The record's own day and number count, and those that some source claims instead.

    Args:
        documents: Of releases.
    """
    by_captor: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in documents:
        if document["captor"]:
            by_captor[document["captor"]["code"]].append(document)
    for documents_of_captor in by_captor.values():
        for one, other in combinations(documents_of_captor, 2):
            if _is_one_day(one, other) and _is_one_number(one, other):
                yield Remark(
                    "maybe_one_release",
                    f"release/{one['slug']}",
                    f"Its day and its number may be those of {other['slug']}.",
                )


def _is_one_day(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(
        dates.possibly_overlap(left, right)
        for left in map(dates.parse, _values(one, "released_on", "edtf"))
        for right in map(dates.parse, _values(other, "released_on", "edtf"))
        if _is_narrow(left) and _is_narrow(right)
    )


def _is_narrow(day: dates.Period) -> bool:
    if day.earliest is None or day.latest is None:
        return False
    return (day.latest - day.earliest).days < LONGEST


def _is_one_number(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return any(
        counts.possibly_equal(left, right)
        for left in _numbers(one)
        for right in _numbers(other)
    )


def _numbers(document: dict[str, Any]) -> list[counts.Count]:
    people = document["people"]
    own = [counts.Count(people["min"], people["max"], people["qualifier"])]
    claimed = _values(document, "people", "")
    return [*(own if people["max"] != 0 else ()), *map(counts.parse, claimed)]


def _values(document: dict[str, Any], field: str, key: str) -> list[str]:
    """Give what the record and the claims on it say of a field, if it can be read."""
    parse = counts.parse if field == "people" else dates.parse
    own = (document[field] or {}).get(key)
    claimed = [c["value"] for c in document["citations"] if c["field"] == field]
    found = []
    for value in (own, *claimed):
        try:
            parse(value or "")
        except (dates.DateError, counts.CountError):
            continue  # words
        found.append(value)
    return found
