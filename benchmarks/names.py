"""Measure name matching on a folder of labelled query sets.

Run ``python -m benchmarks.names FOLDER``; the folder holds ``corpus.tsv`` (entity,
name), ``queries.tsv`` (set, query, right entities) and ``negatives.tsv`` (set, query).
The lists come from OFAC, the EU and the UN and are not part of the repository.
"""

from __future__ import annotations

import csv
import heapq
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tracker import names

CANDIDATE_COUNT = 25  # names that are compared in full, for each query
POSTING_LIMIT = 3_000  # index entries that are read at most, rarest keys first
FALSE_POSITIVES = 0.01  # share of unlisted names that may be reported

# The list that a set's answers are in, by the first letters of the set's name; an
# entity's number begins with its list. A query is asked of that list alone.
LISTS = {"eu": "E", "of": "O", "ye": "U"}
FILES = ("corpus.tsv", "queries.tsv", "negatives.tsv")


@dataclass(frozen=True, slots=True)
class Answer:
    """The best entity for a query, "" if there is none, and its score."""

    entity: str
    score: float


class Index:
    """Names in memory by key; the site keeps the same keys in a table."""

    def __init__(self, rows: list[list[str]]) -> None:
        """Take rows of entity and name."""
        self.entities: list[str] = []
        self.names: list[names.Tokens] = []
        self.postings: defaultdict[str, list[int]] = defaultdict(list)
        self.key_factors: list[float] = []
        self.word_counts: Counter[str] = Counter()
        for entity, name in dict.fromkeys((e, names.tokens(n)) for e, n in rows):
            self._add(entity, name)
        self.skeleton_counts: Counter[str] = Counter()
        for word, count in self.word_counts.items():
            self.skeleton_counts[names.skeletons(word)[0]] += count
        self.weight = lru_cache(300_000)(self._weight)

    def _add(self, entity: str, name: names.Tokens) -> None:
        if not name:
            return
        found = names.keys(name)
        for key in found:
            self.postings[key].append(len(self.names))
        self.entities.append(entity)
        self.names.append(name)
        self.key_factors.append(len(found) ** -0.25)
        self.word_counts.update(set(name))

    def _weight(self, token: str) -> float:
        sounding = self.skeleton_counts[names.skeletons(token)[0]]
        count = max(self.word_counts[token], sounding)
        return names.rarity(count, len(self.names))

    def candidates(self, name: names.Tokens, lists: str) -> list[int]:
        """Find the names that share the most and the rarest keys, best first."""
        found = [key for key in names.keys(name) if key in self.postings]
        found.sort(key=lambda key: len(self.postings[key]))
        scores: defaultdict[int, float] = defaultdict(float)
        read = 0
        for key in found:
            posting = self.postings[key]
            read += len(posting)
            if read > POSTING_LIMIT and scores:
                break
            rarity = max(0.05, math.log((len(self.names) + 1) / len(posting)))
            gain = names.KEY_WEIGHTS[key[0]] * rarity
            for number in posting:
                scores[number] += gain
        listed = (number for number in scores if self.entities[number][0] in lists)
        return heapq.nlargest(
            CANDIDATE_COUNT,
            listed,
            key=lambda number: scores[number] * self.key_factors[number],
        )

    def best(self, query: str, lists: str) -> Answer:
        """Compare the candidates in full and keep the best."""
        name = names.tokens(query)
        answer = Answer("", 0.0)
        for number in self.candidates(name, lists):
            score = names.score(name, self.names[number], self.weight)
            if score > answer.score:
                answer = Answer(self.entities[number], score)
        return answer


def read(path: Path) -> list[list[str]]:
    """Read the rows of a tab-separated file without its header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def threshold(index: Index, rows: list[list[str]]) -> float:
    """Find the score that one in a hundred unlisted names is above."""
    scores = sorted((index.best(query, "EOU").score for _, query in rows), reverse=True)
    return scores[int(len(scores) * FALSE_POSITIVES)]


def line(name: str, count: int, shares: Sequence[float]) -> str:
    """Lay out one line of the table."""
    return f"{name:24} {count:7}  " + "  ".join(f"{share:.3f}" for share in shares)


def main(folder: Path) -> int:
    """Print sizes, accuracy for each set and speed; return the exit status."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        print(f"{folder} has no {', '.join(missing)}: nothing measured")
        return 1
    corpus, queries, negatives = (read(folder / name) for name in FILES)
    index = Index(corpus)
    print(
        f"{len(index.names)} names, {len(index.postings)} keys, {len(queries)} queries"
    )
    sets: defaultdict[str, list[tuple[bool, float]]] = defaultdict(list)
    started = time.process_time()
    for name, query, right in queries:
        answer = index.best(query, LISTS[name[:2]])
        sets[name].append((answer.entity in right.split(), answer.score))
    seconds = time.process_time() - started
    limit = threshold(index, negatives)
    general = [row for row in negatives if not row[0].startswith("slavic")]
    loose = threshold(index, general)
    print(f"Scores above {limit:.3f} are 1 % false of all unlisted names,")
    print(f"above {loose:.3f} of those without names recombined to look listed.")
    print(f"{'set':24} queries    R@1  {limit:.3f}  {loose:.3f}")
    sums = [0.0, 0.0, 0.0]
    for name, answers in sets.items():
        shares = [
            sum(right and score > least for right, score in answers) / len(answers)
            for least in (-1.0, limit, loose)
        ]
        sums = [total + share for total, share in zip(sums, shares, strict=True)]
        print(line(name, len(answers), shares))
    print(line("macro", len(queries), [total / len(sets) for total in sums]))
    print(f"{len(queries) / seconds:.0f} queries per CPU second")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.names FOLDER")
    sys.exit(main(Path(sys.argv[1])))
