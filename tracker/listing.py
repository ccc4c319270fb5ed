"""How lists of public documents are filtered and paged: for API, pages and exports.

Lists are ordered by day, newest first, then by slug. A page is found by the key of the
row before it, never by an offset.
"""

import base64
import binascii
import contextlib
import difflib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Cast

from . import dates, lexemes, stored
from .models import PublishedDocument
from .problems import BadParameters, ParameterError
from .published import Kind, encode

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
MAX_VALUE_LENGTH = 200
MAX_ERRORS = 20  # what else is wrong is not worked out
OVERLAPS = ("possibly", "certainly")
MOMENTS = ("known_by", "as_of")
CHUNK = 200  # documents read at a time while looking back
MOST_READ = 2000  # documents that one request looks back through


@dataclass(frozen=True, slots=True)
class Filter:
    """A query parameter that keeps documents with one of the values given.

    Attributes:
        name: The parameter.
        help: What it means, for the schema.
        facet: Name of the facet; the parameter's own name if empty.
        choices: Every value there is, or empty if they cannot be listed.
        on_day: Gives the condition for one day, if the parameter is a day and no
            facet; it is given once then.
        shows_day: Tells the same of a document, for a day, while looking back.
    """

    name: str
    help: str
    facet: str = ""
    choices: tuple[str, ...] = ()
    on_day: Callable[[date], Q] | None = None
    shows_day: Callable[..., bool] | None = None  # of a document, ``day``

    @property
    def key(self) -> str:
        """Name of the facet."""
        return self.facet or self.name


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row that a page starts after, or before when going back."""

    sort_on: date
    slug: str
    is_back: bool = False

    def encode(self) -> str:
        """Write it as an opaque text."""
        value = [self.sort_on.isoformat(), self.slug, self.is_back]
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """Read what ``encode`` wrote.

        Raises:
            ValueError: The text is not a cursor.
        """
        try:
            padded = text + "=" * (-len(text) % 4)
            sort_on, slug, is_back = json.loads(
                base64.b64decode(padded, altchars=b"-_", validate=True)
            )
            if not isinstance(slug, str) or not isinstance(is_back, bool):
                raise ValueError
            if "\x00" in slug:  # which PostgreSQL takes in no text
                raise ValueError
            slug.encode()  # refuses half of a pair of surrogates
            return cls(date.fromisoformat(sort_on), slug, is_back)
        except (ValueError, TypeError, binascii.Error, RecursionError) as error:
            raise ValueError("not a cursor") from error


@dataclass(frozen=True, slots=True)
class Question:
    """What one request asks of a list."""

    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: str = ""
    since: date | None = None
    until: date | None = None
    is_certain: bool = False
    limit: int = DEFAULT_LIMIT
    cursor: Cursor | None = None
    known_by: date | None = None
    as_of: date | None = None
    conditions: tuple[Q, ...] = ()
    checks: tuple[Callable[[dict[str, Any]], bool], ...] = ()


class Row(NamedTuple):
    """What a list needs of a document."""

    slug: str
    sort_on: date
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and the cursors of its neighbours."""

    rows: tuple[Row, ...]
    next: Cursor | None
    previous: Cursor | None


def read(
    kind: Kind, filters: Sequence[Filter], parameters: Mapping[str, Sequence[str]]
) -> Question:
    """Read query parameters strictly.

    Raises:
        BadParameters: With every parameter that is unknown, repeated, or wrong.
    """
    return _Reader(filters, parameters, _known(kind, filters)).read()


def read_day(name: str, text: str) -> date:
    """Read a parameter that is one day.

    Raises:
        BadParameters: It is no date, or more than one day.
    """
    try:
        period = dates.parse(text)
        if period.earliest is None or period.earliest != period.latest:
            raise dates.DateError(f"{text} is not one day; write 2025-09-15")
    except dates.DateError as error:
        raise BadParameters([ParameterError(name, str(error))]) from error
    return period.earliest


def single(
    parameters: Mapping[str, Sequence[str]], known: Sequence[str]
) -> dict[str, str]:
    """Read parameters that are given once at most, as strictly as ``read``.

    Raises:
        BadParameters: One is unknown, empty, too long, or given twice.
    """
    reader = _Reader((), parameters, known)
    for name, values in parameters.items():
        reader.check(name, values)
    if reader.errors:
        raise BadParameters(reader.errors)
    return {name: values[0] for name, values in parameters.items()}


def read_limit(text: str | None) -> int:
    """Read how many records a page has.

    Raises:
        BadParameters: It is no number, or out of bounds.
    """
    if text is None:
        return DEFAULT_LIMIT
    if text.isascii() and text.isdigit() and len(text) < 6:
        limit = int(text)
        if 1 <= limit <= MAX_LIMIT:
            return limit
    detail = f"limit is a whole number from 1 to {MAX_LIMIT}."
    raise BadParameters([ParameterError("limit", detail)])


def read_moment(kind: Kind, parameters: Mapping[str, Sequence[str]]) -> Question:
    """Read the parameters of a single record: at most a moment.

    Raises:
        BadParameters: As ``read`` does.
    """
    return _Reader((), parameters, MOMENTS if kind.at else ()).read()


def read_nothing(names: Iterable[str]) -> None:
    """Refuse every query parameter, where none has a meaning.

    Raises:
        BadParameters: There is one.
    """
    errors = [
        ParameterError(name[:60], f"{name[:60]} is unknown: this takes no parameter.")
        for name in names
    ]
    if errors:
        raise BadParameters(errors)


def narrowed(
    question: Question, facets: tuple[tuple[str, tuple[str, ...]], ...]
) -> Question:
    """Add facets that every document has to have."""
    return replace(question, facets=(*question.facets, *facets))


def _known(kind: Kind, filters: Sequence[Filter]) -> tuple[str, ...]:
    """Give the parameters that a list of a kind takes."""
    dated = ("from", "to", "overlap") if kind.day else ()
    moments = MOMENTS if kind.at else ()
    own = ("q", "limit", "cursor")
    return (*(entry.name for entry in filters), *own, *dated, *moments)


class _Reader:
    """Reads one set of parameters and collects what is wrong."""

    def __init__(
        self,
        filters: Sequence[Filter],
        parameters: Mapping[str, Sequence[str]],
        known: Sequence[str],
    ) -> None:
        self.filters = {entry.name: entry for entry in filters}
        self.parameters = parameters
        self.errors: list[ParameterError] = []
        self.known = tuple(known)

    def read(self) -> Question:
        for name, values in self.parameters.items():
            self.check(name, values)
        question = Question(
            facets=tuple(self._facets()),
            words=self._single("q"),
            since=self._day("from", is_first=True),
            until=self._day("to", is_first=False),
            is_certain=self._overlap(),
            limit=self._limit(),
            cursor=self._cursor(),
            known_by=self._moment("known_by"),
            as_of=self._moment("as_of"),
            conditions=tuple(self._conditions()),
            checks=tuple(self._checks()),
        )
        if question.words and not lexemes.query(question.words):
            self._wrong(
                "q", "q has no letter or digit; give a word of a name or title."
            )
        if question.since and question.until and question.since > question.until:
            self._wrong("to", "to is before from; swap them.")
        if self.errors:
            raise BadParameters(self.errors)
        return question

    def _wrong(self, parameter: str, detail: str) -> None:
        self.errors.append(ParameterError(parameter, detail))

    def check(self, name: str, values: Sequence[str]) -> None:
        """Note what is wrong with one parameter, whatever it means."""
        if len(self.errors) >= MAX_ERRORS:
            return
        if name not in self.known:
            name = name[:60]
            near = difflib.get_close_matches(name, self.known, n=1)
            hint = f"did you mean {near[0]}?" if near else "see the list below."
            known = ", ".join(sorted(self.known))
            rest = f"{hint} Known: {known}." if known else "this takes no parameter."
            self._wrong(name, f"{name} is unknown: {rest}")
        elif len(values) > 1 and not self._is_repeatable(name):
            self._wrong(name, f"{name} is given more than once; give it once.")
        for value in values:
            if not value and name in self.known:
                self._wrong(name, f"{name} is empty; leave it out or give a value.")
            if len(value) > MAX_VALUE_LENGTH or "\x00" in value:
                self._wrong(
                    name,
                    f"{name} is longer than {MAX_VALUE_LENGTH} characters or holds a"
                    " NUL character.",
                )

    def _is_repeatable(self, name: str) -> bool:
        return name in self.filters and self.filters[name].on_day is None

    def _facets(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        for name, entry in self.filters.items():
            values = self.parameters.get(name)
            if values is None or entry.on_day:
                continue
            for value in filter(None, values):
                if entry.choices and value not in entry.choices:
                    choices = ", ".join(entry.choices)
                    self._wrong(name, f"{value[:60]} is no value of {name}: {choices}.")
            yield entry.key, tuple(values)

    def _conditions(self) -> Iterable[Q]:
        for name, entry in self.filters.items():
            day = self._moment(name) if entry.on_day else None
            if entry.on_day and day is not None:
                yield entry.on_day(day)

    def _checks(self) -> Iterable[Callable[[dict[str, Any]], bool]]:
        for name, entry in self.filters.items():
            text = self._single(name) if entry.shows_day else ""
            with contextlib.suppress(BadParameters):  # said before
                if entry.shows_day and text:
                    yield partial(entry.shows_day, day=read_day(name, text))

    def _single(self, name: str) -> str:
        values = self.parameters.get(name) or [""]
        return values[0]

    def _day(self, name: str, *, is_first: bool) -> date | None:
        text = self._single(name)
        if not text:
            return None
        try:
            period = dates.parse(text)
        except dates.DateError as error:
            self._wrong(name, str(error))
            return None
        return period.earliest if is_first else period.latest

    def _moment(self, name: str) -> date | None:
        text = self._single(name)
        try:
            return read_day(name, text) if text else None
        except BadParameters as error:
            self.errors += error.errors
            return None

    def _overlap(self) -> bool:
        text = self._single("overlap") or OVERLAPS[0]
        if text not in OVERLAPS:
            self._wrong("overlap", f"overlap is {' or '.join(OVERLAPS)}.")
        return text == "certainly"

    def _limit(self) -> int:
        try:
            return read_limit(self._single("limit") or None)
        except BadParameters as error:
            self.errors += error.errors
            return DEFAULT_LIMIT

    def _cursor(self) -> Cursor | None:
        text = self._single("cursor")
        if not text:
            return None
        try:
            return Cursor.decode(text)
        except ValueError:
            self._wrong("cursor", "cursor is not one that a list gave: use next.")
            return None


def documents(kind: Kind, question: Question) -> "QuerySet[PublishedDocument]":
    """Give the documents that a question keeps, newest first, unpaged."""
    rows = PublishedDocument.objects.using("public").filter(kind=kind.name)
    for name, values in question.facets:
        rows = rows.filter(facets__overlap=[f"{name}:{value}" for value in values])
    if question.words:
        rows = rows.filter(holds(question.words))
    return rows.filter(_dated(question), *question.conditions).order_by(
        "-sort_on", "slug"
    )


def holds(words: str) -> Func:
    """Say in SQL that a document has all words, in any spelling."""
    query = Cast(Value(lexemes.query(words)), SearchQueryField())
    return Func(
        F("search"),
        query,
        template="%(expressions)s",
        arg_joiner=" @@ ",  # the words are lexemes already: nothing to parse
        output_field=BooleanField(),
    )


def _dated(question: Question) -> Q:
    since, until = question.since, question.until
    if since is None and until is None:
        return Q()
    if question.is_certain:
        condition = Q(earliest__isnull=False, latest__isnull=False)
        if since:
            condition &= Q(earliest__gte=since)
        return condition & Q(latest__lte=until) if until else condition
    condition = ~Q(earliest=None, latest=None)
    if since:
        condition &= Q(latest=None) | Q(latest__gte=since)
    return (
        condition & (Q(earliest=None) | Q(earliest__lte=until)) if until else condition
    )


def at_moment(kind: Kind, question: Question, body: bytes) -> bytes | None:
    """Give a stored document as of the moment asked for; None if nothing is left."""
    if kind.at is None or (question.known_by is None and question.as_of is None):
        return body
    document = kind.at(json.loads(body), question.known_by, question.as_of)
    return None if document is None else encode(document)


def then(kind: Kind, question: Question, body: bytes) -> bytes | None:
    """Give a document as of the moment asked for; None if the question drops it then.

    For documents that the database gave for the question's words alone, as
    ``candidates`` does.
    """
    if question.known_by is None and question.as_of is None:
        return body
    seen = at_moment(kind, question, body)
    if seen is None or not _fits(kind, question, json.loads(seen)):
        return None
    return seen


def candidates(kind: Kind, question: Question) -> "QuerySet[PublishedDocument]":
    """Give the documents that ``then`` has to look at, newest first."""
    is_now = question.known_by is None and question.as_of is None
    return documents(kind, question if is_now else _only_words(question))


def _kept(
    kind: Kind, question: Question, rows: "QuerySet[PublishedDocument]", most: int
) -> tuple[list[Row], Row | None]:
    """Fetch rows in order; looking back, filter by what each document was then.

    Returns:
        The rows, and the last one read if ``MOST_READ`` ended the search before that.
    """
    columns = Row._fields
    if question.known_by is None and question.as_of is None:
        return [*map(Row._make, stored.fetch(rows[:most], *columns))], None
    found: list[Row] = []
    read = rows.values_list(*columns)[: MOST_READ + 1].iterator(chunk_size=CHUNK)
    last = None
    for number, (slug, sort_on, body) in enumerate(read):
        if number == MOST_READ:
            return found, last
        row = Row(slug, sort_on, bytes(body))
        seen = then(kind, question, row.body)
        if seen is not None:
            found.append(row._replace(body=seen))
        if len(found) == most:
            break
        last = row
    return found, None


def _fits(kind: Kind, question: Question, document: dict[str, Any]) -> bool:
    held = {f"{name}:{value}" for name, value in kind.facets(document)}
    has_facets = all(
        held & {f"{name}:{value}" for value in values}
        for name, values in question.facets
    )
    return (
        has_facets
        and _is_within(kind, question, document)
        and all(check(document) for check in question.checks)
    )


def _is_within(kind: Kind, question: Question, document: dict[str, Any]) -> bool:
    return is_within(question, (kind.day and document.get(kind.day)) or {})


def is_within(question: Question, when: Mapping[str, Any]) -> bool:
    """Tell whether a date is within the days asked for, certainly or possibly."""
    since, until = question.since, question.until
    if since is None and until is None:
        return True
    earliest, latest = when.get("earliest"), when.get("latest")
    if question.is_certain:
        starts = earliest is not None and (since is None or earliest >= str(since))
        ends = latest is not None and (until is None or latest <= str(until))
        return starts and ends
    if earliest is None and latest is None:
        return False
    starts = latest is None or since is None or latest >= str(since)
    return starts and (earliest is None or until is None or earliest <= str(until))


def page(kind: Kind, question: Question) -> Page:
    """Fetch one page and say where its neighbours start; one query.

    Looking back costs more: every document in front of the page's end is read, 2,000
    at most; then the page is short, even empty, and its neighbour goes on from there.
    """
    rows = candidates(kind, question)
    cursor = question.cursor
    is_back = cursor is not None and cursor.is_back
    if cursor is not None:
        rows = rows.filter(_beyond(cursor))
    if is_back:
        rows = rows.order_by("sort_on", "-slug")
    found, stopped = _kept(kind, question, rows, question.limit + 1)
    has_more = len(found) > question.limit
    found = found[: question.limit]
    edge = (found[-1] if found else None) if has_more else stopped
    start = found[0] if found else None
    if is_back:
        found.reverse()
        return Page(
            rows=tuple(found),
            next=_after(start),
            previous=_after(edge, is_back=True),
        )
    return Page(
        rows=tuple(found),
        next=_after(edge),
        previous=_after(start, is_back=True) if cursor is not None else None,
    )


def _after(row: Row | None, *, is_back: bool = False) -> Cursor | None:
    return Cursor(row.sort_on, row.slug, is_back) if row is not None else None


def _only_words(question: Question) -> Question:
    """Leave to the database what does not change with the moment."""
    return replace(question, facets=(), since=None, until=None, conditions=())


def _beyond(cursor: Cursor) -> Q:
    day, slug = cursor.sort_on, cursor.slug
    if cursor.is_back:
        return Q(sort_on__gt=day) | Q(sort_on=day, slug__lt=slug)
    return Q(sort_on__lt=day) | Q(sort_on=day, slug__gt=slug)
