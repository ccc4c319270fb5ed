"""The name index in PostgreSQL: which names a written name may mean, and why.

A name is stored with its keys (:func:`tracker.names.keys`). A question adds up how
rare the keys are that it shares with each name, in SQL; the best candidates are then
compared word by word. Parts of the index are ``record:person`` and the like (from
published documents), ``list:ofac-sdn:person`` (entries of lists) and ``desk:…`` (what
editors see, drafts among it). The public connection reads the first two only.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from . import names
from .models import Document, IndexedName
from .names import Explanation, Tokens

CANDIDATES = 25  # names compared word by word, unless more are asked for
CANDIDATES_MAX = 100
POSTINGS_MAX = 3_000  # rows read for the keys of one question, rarest keys first
LEAST_RARITY = 0.05  # of a key that nearly every name has
RECORD, DESK, LIST = "record", "desk", "list"
COUNTS_KEPT = 200_000  # keys whose counts are remembered, of one version of the data

# The tables for editors, the views for everybody else.
RELATIONS = {
    "default": ("tracker_namekey", "tracker_indexedname"),
    "public": ("published_namekey", "published_name"),
}
_VERSION = "SELECT number FROM published_version"
_TOTALS = "SELECT part, count(*) FROM {names} GROUP BY part"
# Counting stops where a key is too common to be read anyway.
_COUNTS = """
    SELECT a.key, (
        SELECT count(*) FROM (
            SELECT FROM {keys} k WHERE k.key = a.key AND k.part = ANY(%(parts)s)
            LIMIT %(most)s
        ) counted
    )
    FROM unnest(%(asked)s::text[]) a(key)
"""
# Of the rarest keys, as many as their postings fit the limit; one at least. Measured in
# docs/performance.md, and compared with the same sum in Python by a test.
_CANDIDATES = """
    WITH asked AS (
        SELECT * FROM unnest(%(asked)s::text[], %(gains)s::float8[]) a(key, gain)
    ),
    shared AS (
        SELECT k.name_id, sum(a.gain) * min(k.factor) AS likeness
        FROM asked a JOIN {keys} k ON k.key = a.key AND k.part = ANY(%(parts)s)
        GROUP BY k.name_id
        ORDER BY 2 DESC, 1
        LIMIT %(limit)s
    )
    SELECT n.id, n.part, n.record_id, n.text, n.tokens
    FROM shared JOIN {names} n ON n.id = shared.name_id
    ORDER BY shared.likeness DESC, n.id
"""


@dataclass(frozen=True, slots=True)
class Spelled:
    """One record's spellings, to be indexed; ``document`` is null unless public."""

    part: str
    record_id: str
    texts: tuple[str, ...]
    document: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that a name may mean.

    Attributes:
        part: Part of the index, such as ``record:person``.
        record_id: Primary key of the record or list entry.
        text: The spelling that is most alike.
        explanation: How its words meet those asked for; the score is 0.0 to 1.0.
    """

    part: str
    record_id: str
    text: str
    explanation: Explanation

    @property
    def score(self) -> float:
        """How alike, from 0.0 to 1.0."""
        return self.explanation.score


# Writing


def replace(spelled: Iterable[Spelled], parts: Collection[str]) -> int:
    """Index the spellings of records anew where they changed.

    Args:
        spelled: Of each record in each part; with no texts, it is taken out.
        parts: Parts from which a record is taken that ``spelled`` puts in another.

    Returns:
        The number of records written.

    Cost:
        Three queries; none that writes if nothing changed.
    """
    changed = _changed(spelled, parts)
    by_part: dict[str, list[str]] = defaultdict(list)
    for part, record_id in changed:
        by_part[part].append(record_id)
    for part, record_ids in by_part.items():
        old = IndexedName.objects.filter(part=part, record_id__in=record_ids)
        old._raw_delete(old.db)
    IndexedName.objects.bulk_create(
        [row for place in sorted(changed) for row in changed[place]]
    )
    return len(changed)


def stale(spelled: Iterable[Spelled], parts: Collection[str]) -> list[str]:
    """Name the records that ``replace`` would write, sorted."""
    return sorted({record_id for _, record_id in _changed(spelled, parts)})


def _changed(
    spelled: Iterable[Spelled], parts: Collection[str]
) -> dict[tuple[str, str], list[IndexedName]]:
    """Give the rows that a record should have in a part, where it has others."""
    fresh = {(each.part, each.record_id): _rows(each) for each in spelled}
    stored: dict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
    rows = IndexedName.objects.filter(
        part__in=list(parts), record_id__in={record_id for _, record_id in fresh}
    )
    for part, record_id, *facts, keys in rows.values_list(
        "part", "record_id", "text", "document_id", "keys"
    ):
        stored[part, record_id].add((*facts, *keys))
    return {
        place: fresh.get(place, [])
        for place in {*stored, *fresh}
        if stored.get(place, set())
        != {(r.text, r.document_id, *r.keys) for r in fresh.get(place, ())}
    }


def _rows(spelled: Spelled) -> list[IndexedName]:
    rows = []
    for text in dict.fromkeys(spelled.texts):
        tokens = names.tokens(text)
        if tokens:
            rows.append(
                IndexedName(
                    part=spelled.part,
                    record_id=spelled.record_id,
                    document_id=spelled.document,
                    text=text,
                    tokens=list(tokens),
                    keys=sorted(names.keys(tokens)),
                )
            )
    return rows


def documents_by_record(kind: str, ids: Iterable[str]) -> dict[str, int]:
    """Give the keys of published documents, by record; one query."""
    rows = Document.objects.filter(kind=kind, record_id__in=list(ids))
    return dict(rows.values_list("record_id", "id"))


# Asking


def find(
    name: str,
    parts: Sequence[str],
    *,
    using: str = "public",
    limit: int = 10,
    least: float = 0.0,
) -> list[Hit]:
    """Find the records that a written name may mean, best first.

    Args:
        name: A name in any spelling and script.
        parts: Parts of the index to look in; a name that ends in ``*`` stands for
            all parts that begin so.
        using: ``public`` reads what is published; ``default`` everything.
        limit: Records at most.
        least: Score that a record has to reach.

    Returns:
        One hit for each record, with its best spelling. Empty for a name without
        letters or digits.

    Cost:
        Five queries at most, three if the same words were asked for before.
    """
    return Asker(parts, using=using).find(name, limit=limit, least=least)


class Asker:
    """Answers several questions about the same parts; counts what is in them once."""

    def __init__(self, parts: Sequence[str], *, using: str = "public") -> None:
        """Read the version of the data, and how many names each part has."""
        keys, spellings = RELATIONS[using]
        self.using = using
        self.relations = {"keys": keys, "names": spellings}
        counts = _Counts.of(self)
        self.parts = sorted(
            part
            for part in counts.totals
            if any(_is_within(part, wanted) for wanted in parts)
        )
        self.total = sum(counts.totals[part] for part in self.parts)
        self.known = counts.known[tuple(self.parts)]

    def find(self, name: str, *, limit: int = 10, least: float = 0.0) -> list[Hit]:
        """Find the records that a name may mean; see the function of this name."""
        asked = names.tokens(name)
        if not asked or not self.total:
            return []
        rows = self._candidates(asked, min(max(CANDIDATES, 3 * limit), CANDIDATES_MAX))
        weigh = self._weigher({*asked, *(token for row in rows for token in row[4])})
        best: dict[tuple[str, str], tuple[float, str, Tokens]] = {}
        for _, part, record_id, text, tokens in rows:
            score = names.score(asked, tuple(tokens), weigh)
            place = (part, record_id)
            if score >= least and (place not in best or score > best[place][0]):
                best[place] = (score, text, tuple(tokens))
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        return [
            Hit(part, record_id, text, names.compare(asked, tokens, weigh))
            for (part, record_id), (_, text, tokens) in ranked[:limit]
        ]

    def _candidates(self, asked: Tokens, limit: int) -> list[tuple[Any, ...]]:
        gains = chosen(names.keys(asked), self._count, self.total)
        if not gains:
            return []
        return self.rows(
            _CANDIDATES,
            asked=list(gains),
            gains=list(gains.values()),
            parts=self.parts,
            limit=limit,
        )

    def _count(self, keys: Collection[str]) -> dict[str, int]:
        missing = [key for key in keys if key not in self.known]
        if missing:
            self.known.update(
                self.rows(
                    _COUNTS, asked=missing, parts=self.parts, most=POSTINGS_MAX + 1
                )
            )
        return {key: self.known[key] for key in keys}

    def _weigher(self, tokens: Collection[str]) -> Callable[[str], float]:
        keys = {
            token: (f"a{token}", f"s{names.skeletons(token)[0]}") for token in tokens
        }
        counts = self._count({key for pair in keys.values() for key in pair})
        weights = {
            token: names.rarity(max(counts[one], counts[two]), self.total)
            for token, (one, two) in keys.items()
        }
        return weights.__getitem__

    def rows(self, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Fetch all rows of a statement about the tables or the views."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(statement.format(**self.relations), parameters)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows


def chosen(
    keys: Collection[str],
    count: Callable[[Collection[str]], Mapping[str, int]],
    total: int,
) -> dict[str, float]:
    """Choose the keys to look up, and say what each is worth.

    Args:
        keys: Of the name asked for.
        count: Tells how many names hold each key.
        total: Names in all.

    Returns:
        Key → weight of its kind times its rarity; the rarest keys, as many as have
        ``POSTINGS_MAX`` names together, and one at least.
    """
    counts = count(keys)
    found = sorted((n, key) for key, n in counts.items() if n)
    gains: dict[str, float] = {}
    read = 0
    for n, key in found:
        read += n
        if read > POSTINGS_MAX and gains:
            break
        gains[key] = names.KEY_WEIGHTS[key[0]] * key_rarity(n, total)
    return gains


def key_rarity(count: int, total: int) -> float:
    """Weigh a key by how many names of all hold it: the logarithm of the inverse."""
    return max(LEAST_RARITY, math.log((total + 1) / count))


def _is_within(part: str, wanted: str) -> bool:
    return part.startswith(wanted[:-1]) if wanted.endswith("*") else part == wanted


@dataclass(slots=True)
class _Counts:
    """How many names hold a key, as one version of the data has it; per process."""

    version: int
    totals: dict[str, int]
    known: dict[tuple[str, ...], dict[str, int]]

    @classmethod
    def of(cls, asker: "Asker") -> "_Counts":
        """Give what is remembered, unless the data have changed since.

        Inside a transaction nothing is remembered: it may never be committed.
        """
        if connections[asker.using].in_atomic_block:
            return cls(0, dict(asker.rows(_TOTALS)), defaultdict(dict))
        version = asker.rows(_VERSION)[0][0]
        kept = _remembered.get(asker.using)
        if kept is None or kept.version != version:
            kept = cls(version, dict(asker.rows(_TOTALS)), defaultdict(dict))
            _remembered[asker.using] = kept
        if sum(map(len, kept.known.values())) > COUNTS_KEPT:
            kept.known = defaultdict(dict)
        return kept


_remembered: dict[str, _Counts] = {}
