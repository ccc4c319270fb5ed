"""Fit the weights by which ``tracker.name_evidence.judge`` scores two names.

Run ``python -m benchmarks.name_weights CORPUS``, a tab-separated file of entity and
name such as ``corpus.tsv``. No query is used. Every fourth name is asked for twice: the
most alike other spelling of its own entity is a right answer, the most alike name of
another entity on the same list a wrong one, as for somebody who is not listed. A
logistic regression (Newton's method, ridge 1e-3) on the sums of ``Evidence`` gives the
constants, which are printed to be copied.
"""

from __future__ import annotations

import math
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tracker import name_evidence, names
from tracker.name_catalogue import NameCatalogue

from .names import read

EVERY = 4  # of the names, one is asked for
RIDGE = 1e-3
STEPS = 25

Row = tuple[list[float], bool]


def rows(corpus: list[list[str]]) -> Iterator[Row]:
    """Give the evidence of right and of wrong answers."""
    catalogue = NameCatalogue((entity, name) for entity, name in corpus)
    spellings: defaultdict[str, set[names.Tokens]] = defaultdict(set)
    for entity, name in corpus:
        spellings[entity].add(names.tokens(name))
    for entity, name in corpus:
        if zlib.crc32(f"{entity} {name}".encode()) % EVERY:
            continue
        asked = names.tokens(name)
        others = [each for each in spellings[entity] if each and each != asked]
        if others:
            right = max(others, key=lambda o: names.score(asked, o, catalogue.weight))
            yield from _row(asked, right, catalogue, is_right=True)
        hits = catalogue.search(
            name,
            limit=1,
            accepts=lambda e, own=entity: e != own and e[0] == own[0],  # type: ignore[misc]
        )
        if hits and sorted(hits[0].name) != sorted(asked):
            yield from _row(asked, hits[0].name, catalogue, is_right=False)


def _row(
    left: names.Tokens,
    right: names.Tokens,
    catalogue: NameCatalogue[str],
    *,
    is_right: bool,
) -> Iterator[Row]:
    left, right = names.with_blanks_agreed(left, right)
    alignment = name_evidence.align(names.possible_pairs(left, right))
    if alignment.pairs and sorted(left) != sorted(right):
        lefts = name_evidence.words(left, catalogue.weight)
        rights = name_evidence.words(right, catalogue.weight)
        sums = name_evidence.evidence(lefts, rights, alignment)
        yield [1.0, *sums], is_right


def fitted(data: list[Row]) -> list[float]:
    """Fit a logistic regression; the first weight is the constant."""
    size = len(data[0][0])
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-RIDGE * len(data) * weight for weight in weights]
        slope[0] = 0.0
        curve = [[0.0] * size for _ in range(size)]
        for i in range(1, size):
            curve[i][i] = RIDGE * len(data)
        for sums, is_right in data:
            odds = sum(w * x for w, x in zip(weights, sums, strict=True))
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
            spread = chance * (1 - chance)
            for i, x in enumerate(sums):
                slope[i] += (is_right - chance) * x
                for j in range(i + 1):
                    curve[i][j] += spread * x * sums[j]
        for i in range(size):
            for j in range(i):
                curve[j][i] = curve[i][j]
        step = _solved(curve, slope)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve linear equations by elimination with pivots."""
    size = len(right)
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(lines[k][i]))
        lines[i], lines[pivot] = lines[pivot], lines[i]
        for k in range(size):
            if k != i and lines[k][i]:
                factor = lines[k][i] / lines[i][i]
                lines[k] = [a - factor * b for a, b in zip(lines[k], lines[i], strict=True)]
    return [lines[i][size] / lines[i][i] for i in range(size)]


def main(corpus: Path) -> int:
    """Print the constant and the weights; return the exit status."""
    data = list(rows(read(corpus)))
    weights = fitted(data)
    print(f"{len(data)} pairs, {sum(is_right for _, is_right in data)} right")
    fields = ("CONSTANT", *name_evidence.Evidence._fields)
    for name, weight in zip(fields, weights, strict=True):
        print(f"{name} = {weight:.2f}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.name_weights CORPUS")
    sys.exit(main(Path(sys.argv[1])))
