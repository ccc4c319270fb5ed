"""Which records may be of the same thing, by the name matcher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from django.db import models

from . import names
from .models import NotTheSame, Source
from .name_index import DESK, Asker
from .snapshots import label_of

LEAST = 0.86  # score above which two names are worth a look
AT_ONCE = 200  # records looked at for one page, the newest first
TITLES_AT_MOST = 300  # of one publisher, compared with one another


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one thing.

    Attributes:
        left: The older one.
        right: The newer one.
        score: How alike, from 0.0 to 1.0.
        words: What is alike.
    """

    left: models.Model
    right: models.Model
    score: float
    words: str


def suggest(model: type[models.Model], *, offset: int = 0) -> list[Pair]:
    """Suggest pairs among the newest records and all others, the likeliest first.

    Pairs of which somebody said that they are not the same are left out for good.

    Args:
        model: Person, Party, Source or Entity.
        offset: How many of the newest records to pass over.

    Cost:
        A few queries for each name of ``AT_ONCE`` records.
    """
    found = _sources(offset) if model is Source else _named(model, offset)
    known = set(
        NotTheSame.objects.filter(record_label=label_of(model)).values_list(
            "first_key", "second_key"
        )
    )
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for left, right, score, words in found:
        first, second = sorted([left, right])
        pair = (first, second)
        if pair in known or (pair in best and best[pair][0] >= score):
            continue
        best[pair] = (score, words)
    rows: Any = model._base_manager.filter(
        pk__in={key for pair in best for key in pair}
    )
    if hasattr(model, "names"):
        rows = rows.prefetch_related("names")
    by_key = {str(row.pk): row for row in rows}
    pairs = []
    for pair, (score, words) in best.items():
        if not all(key in by_key for key in pair):
            continue  # deleted in this moment
        left, right = sorted((by_key[key] for key in pair), key=lambda row: row.pk)
        pairs.append(Pair(left, right, score, words))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.left.pk, pair.right.pk))


def like(model: type[models.Model], texts: Iterable[str], limit: int = 5) -> list[str]:
    """Give the keys of records that written names may mean, the likeliest first."""
    asker = Asker([_part(model)], using="default")
    best: dict[str, float] = {}
    for text in texts:
        for hit in asker.find(text, limit=limit, least=LEAST):
            best[hit.record_id] = max(hit.score, best.get(hit.record_id, 0))
    return sorted(best, key=lambda key: (-best[key], key))[:limit]


def _part(model: type[models.Model]) -> str:
    return f"{DESK}:{label_of(model).partition('.')[2]}"


def _named(
    model: type[models.Model], offset: int
) -> Iterator[tuple[str, str, float, str]]:
    asker = Asker([_part(model)], using="default")
    rows: Any = model._base_manager.order_by("-pk")
    if hasattr(model, "names"):
        rows = rows.prefetch_related("names")
    for row in rows[offset : offset + AT_ONCE]:
        texts = (
            [n.text for n in row.names.all()] if hasattr(row, "names") else [row.name]
        )
        for text in filter(None, texts):
            for hit in asker.find(text, limit=6, least=LEAST):
                if hit.record_id != str(row.pk):
                    yield str(row.pk), hit.record_id, hit.score, f"{text} ≈ {hit.text}"


def _sources(offset: int) -> Iterator[tuple[str, str, float, str]]:
    rows = list(
        Source._base_manager.order_by("-pk").values_list(
            "pk", "publisher", "title", "url", "archive_url"
        )
    )
    by_address: dict[str, list[int]] = defaultdict(list)
    by_publisher: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for pk, publisher, title, *urls in rows[offset:]:
        for address in {plain_address(url) for url in urls} - {""}:
            by_address[address].append(pk)
        by_publisher[publisher.casefold()].append((pk, title))
    for address, keys in by_address.items():
        for left, right in combinations(sorted(set(keys)), 2):
            yield str(left), str(right), 1.0, address
    for group in by_publisher.values():
        yield from _titles(group[:TITLES_AT_MOST])


def _titles(group: Sequence[tuple[int, str]]) -> Iterator[tuple[str, str, float, str]]:
    told = [(pk, title, names.tokens(title)) for pk, title in group]
    for (left, one, ours), (right, two, theirs) in combinations(told, 2):
        shared = len(set(ours) & set(theirs))
        if 2 * shared < max(len(ours), len(theirs), 1):
            continue
        score = names.score(ours, theirs)
        if score >= LEAST:
            yield str(left), str(right), score, f"{one} ≈ {two}"


def plain_address(url: str) -> str:
    """Give an address without what differs between copies of one link."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = parts.path.rstrip("/")
    return f"{host}{path}" if host and path else ""
