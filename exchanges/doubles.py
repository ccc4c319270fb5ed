"""Records that may be one: people, sources and releases that are much alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from tracker import counts, dates, names
from tracker.models import Person, Source

from .remarks import Remark, name, public

# From this likeness on two people may be one (benchmarks/names.py: .65 is the highest
# between two different people of the Belarus story).
SUSPICIOUS = 0.8
LONGEST = 31  # days that a date may leave open to be compared with another


def people() -> Iterator[Remark]:
    """Find people whose names are much alike."""
    rows = public(Person).filter(is_name_withheld=False).prefetch_related("names")
    spellings = {person: [n.text for n in person.names.all()] for person in rows}
    for one, other in _sharing_a_key(spellings):
        likeness, left, right = max(
            (names.similarity(left, right), left, right)
            for left in spellings[one]
            for right in spellings[other]
        )
        if likeness >= SUSPICIOUS:
            yield Remark(
                "maybe_one_person",
                name(one),
                f"“{left}” and “{right}” of {other.slug} are {likeness:.2f} alike.",
            )


def _sharing_a_key(
    spellings: dict[Person, list[str]],
) -> set[tuple[Person, Person]]:
    """Pair people who have a rare key in common; others cannot be alike enough."""
    holders: dict[str, set[Person]] = defaultdict(set)
    for person, texts in spellings.items():
        for text in texts:
            for key in names.keys(names.tokens(text)):
                if key[0] in "asj":
                    holders[key].add(person)
    return {
        pair
        for people in holders.values()
        for pair in combinations(sorted(people, key=lambda person: person.slug), 2)
    }


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
