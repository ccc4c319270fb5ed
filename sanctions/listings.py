"""Periods of listing as the public reads them: questions, pages, documents."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tracker.listing import DEFAULT_LIMIT, MAX_LIMIT, MAX_VALUE_LENGTH, read_day
from tracker.problems import BadParameters, ParameterError
from tracker.serializers import date_of, url

from .lists import EntityKind, ListingPeriod
from .models import PublishedEntityListing, PublishedListEntry, PublishedListing

Json = dict[str, Any]

# Query parameter → column of the view.
FILTERS = {
    "list": "list_code",
    "key": "key",
    "entry": "slug",
    "kind": "kind",
    "programme": "programme",
    "entity": "entity_slug",
}
ORDER = ("slug", "programme", "began_on", "id")
PARAMETERS = (*FILTERS, "listed_on", "limit", "cursor")


def entity_listed_on(day: date) -> Q:
    """Keep entities that were, or may have been, listed on a day."""
    # Runs where the outer query does: through the public role.
    periods = PublishedEntityListing.objects.filter(
        Q(earliest=None) | Q(earliest__lte=day), Q(latest=None) | Q(latest__gt=day)
    )
    return Q(slug__in=periods.order_by().values("entity_slug"))


def shows_listed_on(document: Json, day: date) -> bool:
    """Tell from an entity's document what ``entity_listed_on`` asks of the tables."""
    text = day.isoformat()
    return any(
        ((period["listed_on"] or {}).get("earliest") or text) <= text
        and not (
            period["delisted_on"]
            and (period["delisted_on"]["latest"] or f"{text}~") <= text
        )
        for period in document["listings"]
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What one request asks; ``after`` is the order of the row before."""

    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    listed_on: date | None = None
    limit: int = DEFAULT_LIMIT
    after: tuple[str, str, str, int] | None = None


def read(parameters: Mapping[str, Sequence[str]]) -> Question:
    """Read query parameters strictly.

    Raises:
        BadParameters: With every parameter that is unknown, repeated or wrong.
    """
    errors = list(_wrong(parameters))
    day = None
    try:
        text = (parameters.get("listed_on") or [""])[0]
        day = read_day("listed_on", text) if text else None
    except BadParameters as error:
        errors += error.errors
    if errors:
        raise BadParameters(errors)
    return Question(
        filters=tuple(
            (column, tuple(parameters[name]))
            for name, column in FILTERS.items()
            if name in parameters
        ),
        listed_on=day,
        limit=int((parameters.get("limit") or [str(DEFAULT_LIMIT)])[0]),
        after=_after(parameters.get("cursor")),
    )


def _wrong(parameters: Mapping[str, Sequence[str]]) -> Iterator[ParameterError]:
    for name, values in parameters.items():
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            yield ParameterError(name[:60], f"{name[:60]} is unknown. Known: {known}.")
        elif len(values) > 1 and name not in FILTERS:
            yield ParameterError(name, f"{name} is given more than once; give it once.")
        elif any(len(v) > MAX_VALUE_LENGTH or "\x00" in v for v in values):
            limit = f"longer than {MAX_VALUE_LENGTH} characters or holds a NUL"
            yield ParameterError(name, f"{name} is {limit}.")
        elif not all(values):
            text = f"{name} is empty; leave it out or give a value."
            yield ParameterError(name, text)
    for kind in parameters.get("kind", ()):
        if kind and kind not in EntityKind.values:
            text = f"{kind[:60]} is no kind: {', '.join(EntityKind.values)}."
            yield ParameterError("kind", text)
    limit = (parameters.get("limit") or ["1"])[0]
    is_number = limit.isascii() and limit.isdigit() and len(limit) < 6
    if limit and not (is_number and 1 <= int(limit) <= MAX_LIMIT):
        text = f"limit is a whole number from 1 to {MAX_LIMIT}."
        yield ParameterError("limit", text)
    try:
        _after(parameters.get("cursor"))
    except ValueError:
        text = "cursor is not one that a list gave: use next."
        yield ParameterError("cursor", text)


def _after(values: Sequence[str] | None) -> tuple[str, str, str, int] | None:
    if not values or not values[0]:
        return None
    try:
        padded = values[0] + "=" * (-len(values[0]) % 4)
        slug, programme, began_on, pk = json.loads(
            base64.b64decode(padded, altchars=b"-_", validate=True)
        )
        date.fromisoformat(began_on)
        if "\x00" in slug + programme or not isinstance(pk, int) or pk > 2**62:
            raise ValueError
        (slug + programme).encode()  # refuses half of a pair of surrogates
        return slug, programme, began_on, pk
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ValueError("not a cursor") from error


def page(question: Question) -> tuple[list[Json], str | None]:
    """Fetch one page of periods and the cursor of the next; one query."""
    rows = _kept(question)
    found = list(rows[: question.limit + 1])
    shown = found[: question.limit]
    following = None
    if len(found) > question.limit:
        last = shown[-1]
        value = [last.slug, last.programme, last.began_on.isoformat(), last.pk]
        encoded = base64.urlsafe_b64encode(json.dumps(value).encode())
        following = encoded.decode().rstrip("=")
    return [as_json(row) for row in shown], following


def _kept(question: Question) -> "QuerySet[PublishedListing]":
    rows = PublishedListing.objects.using("public").order_by(*ORDER)
    for column, values in question.filters:
        rows = rows.filter(**{f"{column}__in": values})
    day = question.listed_on
    if day is not None:
        rows = rows.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)
    if question.after is not None:
        slug, programme, began_on, pk = question.after
        rows = rows.filter(
            Q(slug__gt=slug)
            | Q(slug=slug, programme__gt=programme)
            | Q(slug=slug, programme=programme, began_on__gt=began_on)
            | Q(slug=slug, programme=programme, began_on=began_on, pk__gt=pk)
        )
    return rows


def as_json(row: PublishedListing) -> Json:
    """Give a period as the API does."""
    period = ListingPeriod(
        programme=row.programme,
        began_after=row.began_after,
        began_on=row.began_on,
        ended_after=row.ended_after,
        ended_on=row.ended_on,
    )
    return {
        "list": row.list_code,
        "key": row.key,
        "slug": row.slug,
        "url": url("listings", row.slug),
        "name": row.name,
        "kind": row.kind,
        "programme": row.programme,
        "listed_on": date_of(period, "listed_on"),
        "delisted_on": date_of(period, "delisted_on"),
        "first_seen": row.first_seen_on and row.first_seen_on.isoformat(),
        "last_seen": row.ended_after and row.ended_after.isoformat(),
        "stated_on": row.listed_on and row.listed_on.isoformat(),
        "entity": _entity(row.entity_slug, row.entity_name),
    }


def entry(slug: str) -> Json | None:
    """Give one entry of a list with its spellings and periods; None if not public.

    Cost:
        Two queries.
    """
    found = PublishedListEntry.objects.using("public").filter(slug=slug).first()
    if found is None:
        return None
    periods = PublishedListing.objects.using("public").filter(entry_id=found.pk)
    return {
        "list": found.list_code,
        "key": found.key,
        "slug": found.slug,
        "url": url("listings", found.slug),
        "name": found.name,
        "kind": found.kind,
        "is_listed": found.is_listed,
        "names": [
            {key: name[key] for key in ("text", "script", "kind")}
            for name in found.names or ()
        ],
        "births": [birth["text"] for birth in found.births or ()],
        "countries": found.countries or [],
        "entity": _entity(found.entity_slug, found.entity_name),
        "periods": [as_json(row) for row in periods.order_by(*ORDER)],
    }


def _entity(slug: str | None, name: str | None) -> Json | None:
    return {"slug": slug, "name": name, "url": url("entities", slug)} if slug else None
