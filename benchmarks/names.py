"""Measure name matching on labelled queries, beside other matchers.

Run ``python -m benchmarks.names --data DIR [--only project] [--json]``. DIR holds

- ``corpus.tsv``: entity, name; an entity's first letter is its list (E, O, U);
- ``queries.tsv``: set, query, right entities; asked of the list that the set names;
- ``negatives.tsv``: set, query; nobody listed, ``slavic…`` recombined to look listed;
- ``pairs.csv``: name1, name2, is_match.

A missing file is named and skipped. Figures: R@1, the share of queries whose first
answer is right; R@1 at 1 %, the same where an answer counts only above the score that
one in a hundred unlisted names is above; macro, the mean over sets. Exit status 1 if
the project misses a bar on the full sets. The lists come from OFAC, the EU and the UN
and are not part of the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker import names
from tracker.name_catalogue import NameCatalogue

BASE = Path(__file__).resolve().parent.parent
FILES = ("corpus.tsv", "queries.tsv", "negatives.tsv", "pairs.csv")
FALSE_POSITIVES = 0.01  # share of unlisted names that may be reported
LISTS = {"eu": "E", "of": "O", "ye": "U"}  # by the first letters of a set's name
HARD = "slavic"
NOMENKLATURA = "nomenklatura==4.17.4"
CANDIDATES_GIVEN = (
    25  # names that contenders without an index are given, with the right
)

# What the project must reach; sets are means over those whose names begin so.
BARS = {
    "macro_r1": 0.85,
    "macro_r1_at_1pct": 0.70,
    "by_person_cyrillic": 0.99,
    "by_person_latin": 0.985,
    "hard_false_positives": 0.025,  # at most
    "pairs_f1": 0.86,
    "pairs_auc": 0.90,
    "queries_per_cpu_second": 1_000.0,
}

Rows = list[list[str]]
Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Data:
    """What was found in the folder; empty where a file is missing.

    Attributes:
        corpus: Entity and name.
        queries: Set, query, right entities.
        negatives: Set and query.
        pairs: Two names and whether they are one bearer's.
    """

    corpus: Rows
    queries: Rows
    negatives: Rows
    pairs: list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best entity for a query, "" if there is none, and its score."""

    entity: str
    score: float


NOBODY = Answer("", 0.0)
Ask = Callable[[str, str], Answer]  # a query, of the lists with these letters


def read(path: Path) -> Rows:
    """Read the rows of a tab-separated file without its header; [] if there is none."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def data_in(folder: Path, half: str = "") -> Data:
    """Read a folder; ``half`` keeps the queries of one half, by the CRC of the text."""

    def kept(rows: Iterable[Any], place: int) -> list[Any]:
        wanted = {"development": 0, "validation": 1}.get(half)
        return [
            row
            for row in rows
            if wanted is None or zlib.crc32(row[place].encode()) % 2 == wanted
        ]

    pairs: list[tuple[str, str, bool]] = []
    path = folder / "pairs.csv"
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            pairs = [
                (row["name1"], row["name2"], row["is_match"] == "true")
                for row in csv.DictReader(file)
            ]
    return Data(
        read(folder / "corpus.tsv"),
        kept(read(folder / "queries.tsv"), 1),
        kept(read(folder / "negatives.tsv"), 1),
        kept(pairs, 0),
    )


def threshold(scores: Iterable[float]) -> float:
    """Find the score that one in a hundred is above; 0 without scores."""
    ordered = sorted(scores, reverse=True)
    return ordered[int(len(ordered) * FALSE_POSITIVES)] if ordered else 0.0


def searched(data: Data, ask: Ask) -> Result:
    """Ask all queries and unlisted names; give the figures of ``macro`` and sets."""
    started = time.process_time()
    answers: defaultdict[str, list[tuple[bool, float]]] = defaultdict(list)
    for name, query, right in data.queries:
        answer = ask(query, LISTS.get(name[:2], "EOU"))
        answers[name].append((answer.entity in right.split(), answer.score))
    seconds = time.process_time() - started
    unlisted = [(name, ask(query, "EOU").score) for name, query in data.negatives]
    least = threshold(score for _, score in unlisted)
    loose = threshold(s for name, s in unlisted if not name.startswith(HARD))
    hard = [score for name, score in unlisted if name.startswith(HARD)]
    sets = {
        name: {
            "queries": len(found),
            "r1": _share(right for right, _ in found),
            "r1_at_1pct": _share(right and score > least for right, score in found),
        }
        for name, found in answers.items()
    }
    result: Result = {
        "macro_r1": _mean(each["r1"] for each in sets.values()),
        "macro_r1_at_1pct": _mean(each["r1_at_1pct"] for each in sets.values()),
        "threshold": round(least, 4),
        "hard_false_positives": _share(score > least for score in hard),
        "threshold_without_hard": round(loose, 4),
        "hard_false_positives_without_hard": _share(score > loose for score in hard),
        "queries_per_cpu_second": round(len(data.queries) / seconds) if seconds else 0,
        "sets": sets,
    }
    return result


def judged(data: Data, similarity: Callable[[str, str], float]) -> Result:
    """Score all pairs; give the best F1 and the area under the curve."""
    scored = [(similarity(one, two), same) for one, two, same in data.pairs]
    right = [score for score, same in scored if same]
    wrong = [score for score, same in scored if not same]
    if not right or not wrong:
        return {}
    area = sum((r > w) + (r == w) / 2 for r in right for w in wrong)
    best = 0.0
    for least, _ in scored:
        found = sum(score >= least for score in right)
        all_found = found + sum(score >= least for score in wrong)
        best = max(best, 2 * found / (len(right) + all_found))
    return {
        "pairs": len(scored),
        "pairs_f1": round(best, 4),
        "pairs_auc": round(area / len(right) / len(wrong), 4),
    }


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return round(sum(found) / len(found), 4) if found else 0.0


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return round(sum(found) / len(found), 4) if found else 0.0


# Contenders


def project(data: Data) -> Result:
    """Measure this project's catalogue in memory and its comparison of two names."""
    result: Result = {}
    if data.corpus:
        started = time.process_time()
        catalogue = NameCatalogue((entity, name) for entity, name in data.corpus)
        result["build_cpu_seconds"] = round(time.process_time() - started, 2)
        result |= searched(data, _asking(catalogue)) if data.queries else {}
    return result | judged(data, both_ways)


def both_ways(one: str, two: str) -> float:
    """Compare two names of which neither is the one asked for."""
    return max(names.similarity(one, two), names.similarity(two, one))


def _asking(catalogue: NameCatalogue[str]) -> Ask:
    def ask(query: str, lists: str) -> Answer:
        accepts = None if lists == "EOU" else lambda entity: entity[0] in lists
        hits = catalogue.search(query, limit=1, accepts=accepts)
        return Answer(hits[0].owner, hits[0].score) if hits else NOBODY

    return ask


def rapidfuzz(data: Data) -> Result:
    """Measure rapidfuzz's token_set_ratio over all names, folded to Latin letters."""
    from rapidfuzz import fuzz, process

    from tracker.transliteration import fold

    def similarity(one: str, two: str) -> float:
        return fuzz.token_set_ratio(fold(one), fold(two)) / 100

    result: Result = {}
    if data.corpus and data.queries:
        by_lists: dict[str, tuple[list[str], list[str]]] = {}
        for lists in (*LISTS.values(), "EOU"):
            rows = [row for row in data.corpus if row[0][0] in lists]
            by_lists[lists] = ([fold(n) for _, n in rows], [e for e, _ in rows])

        def ask(query: str, lists: str) -> Answer:
            texts, entities = by_lists[lists]
            found = process.extractOne(fold(query), texts, scorer=fuzz.token_set_ratio)
            return Answer(entities[found[2]], found[1] / 100) if found else NOBODY

        result = searched(data, ask)
    return result | judged(data, similarity)


def logic_v2(data: Data) -> Result:
    """Measure nomenklatura's logic-v2 in an environment of its own.

    It has no index of its own here: it is given the names this project finds, and among
    them the right entity's, so that its figures are an upper bound. Its environment is
    made on demand; PyICU is built from source and needs ICU and a C++ compiler.
    """
    with tempfile.TemporaryDirectory() as directory:
        python = Path(directory) / "bin" / "python"
        try:
            for command in (
                [sys.executable, "-m", "venv", directory],
                [str(python), "-m", "pip", "install", "-q", NOMENKLATURA],
            ):
                subprocess.run(command, check=True, capture_output=True, text=True)
        except subprocess.CalledProcessError as error:
            last = (error.stderr or "").strip().splitlines()[-1:] or ["no reason given"]
            return {"skipped": f"nomenklatura cannot be installed: {last[0]}"}
        return _logic_v2_with(python, data)


def _logic_v2_with(python: Path, data: Data) -> Result:
    """Score all questions in the other environment, then read them off."""
    result: Result = {}
    questions = [[one, two] for one, two, _ in data.pairs]
    choices: dict[tuple[str, str], list[tuple[str, str]]] = {}
    if data.corpus and data.queries:
        choices = _choices(data)
        questions += [
            [query, name] for (query, _), found in choices.items() for _, name in found
        ]
    answer = subprocess.run(
        [str(python), "-m", "benchmarks.logic_v2"],
        input=json.dumps(questions),
        cwd=BASE,
        capture_output=True,
        text=True,
    )
    if answer.returncode:
        return {"skipped": f"logic-v2 fails: {answer.stderr.strip()[-300:]}"}
    told = json.loads(answer.stdout)
    scores = {
        (one, two): score
        for (one, two), score in zip(questions, told["scores"], strict=True)
    }

    def ask(query: str, lists: str) -> Answer:
        best = NOBODY
        for entity, name in choices[query, lists]:
            score = scores[query, name]
            if score > best.score:
                best = Answer(entity, score)
        return best

    if choices:
        result = searched(data, ask)
        result["queries_per_cpu_second"] = round(
            len(choices) / max(told["cpu_seconds"], 0.001)
        )
    return result | judged(data, lambda one, two: scores[one, two])


def _choices(data: Data) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Give what logic-v2 chooses from for each query: entity and name as printed."""
    catalogue = NameCatalogue(
        ((entity, name), name) for entity, name in data.corpus if name.strip()
    )
    printed: defaultdict[str, list[str]] = defaultdict(list)
    for entity, name in data.corpus:
        printed[entity].append(name)
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    asked = [
        *((q, LISTS.get(s[:2], "EOU"), r.split()) for s, q, r in data.queries),
        *((q, "EOU", []) for _, q in data.negatives),
    ]
    for query, lists, right in asked:
        hits = catalogue.search(
            query,
            limit=CANDIDATES_GIVEN,
            accepts=lambda owner, lists=lists: owner[0][0] in lists,  # type: ignore[misc]
        )
        rights = [(e, n) for e in right if e[0] in lists for n in printed[e]]
        found[query, lists] = list(
            dict.fromkeys([*(hit.owner for hit in hits), *rights])
        )
    return found


CONTENDERS: dict[str, Callable[[Data], Result]] = {
    "project": project,
    "rapidfuzz": rapidfuzz,
    "logic_v2": logic_v2,
}


# What is said


def missed(result: Result, other: Result | None = None) -> list[str]:
    """Name the bars that the project misses, of those that were measured."""
    found = []
    sets = result.get("sets", {})
    for bar, least in BARS.items():
        if bar.startswith("by_person"):
            value = sets.get(f"eu_{bar}", {}).get("r1")
        else:
            value = result.get(bar)
        if value is None:
            continue
        is_reached = value <= least if bar.startswith("hard") else value >= least
        if not is_reached:
            found.append(f"{bar} is {value}, should be {least}")
    for name, theirs in (other or {}).get("sets", {}).items():
        ours = sets.get(name, {}).get("r1_at_1pct", 0.0)
        if ours < theirs["r1_at_1pct"]:
            found.append(f"{name} at 1 % is {ours}, logic-v2 {theirs['r1_at_1pct']}")
    return found


def table(results: dict[str, Result]) -> str:
    """Lay out the figures of all contenders, R@1 and R@1 at 1 % side by side."""
    lines = []
    for contender, result in results.items():
        lines.append(contender)
        if "skipped" in result:
            lines.append(f"  skipped: {result['skipped']}")
        for name, figures in result.get("sets", {}).items():
            lines.append(
                f"  {name:24} {figures['queries']:5}  {figures['r1']:.3f}"
                f"  {figures['r1_at_1pct']:.3f}"
            )
        lines.extend(
            f"  {name:34} {value}"
            for name, value in result.items()
            if name not in ("sets", "skipped")
        )
    return "\n".join(lines)


def main() -> int:
    """Print figures; return 1 if the project misses a bar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    shared = BASE.parent / "shared" / "lists" / "names"
    parser.add_argument("--data", type=Path, default=shared)
    parser.add_argument("--only", nargs="*", choices=CONTENDERS, default=[])
    parser.add_argument("--half", choices=["development", "validation"], default="")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    missing = [name for name in FILES if not (options.data / name).is_file()]
    if len(missing) == len(FILES):
        print(f"{options.data} has none of {', '.join(FILES)}", file=sys.stderr)
        return 2
    data = data_in(options.data, options.half)
    results = {
        name: measure(data)
        for name, measure in CONTENDERS.items()
        if not options.only or name in options.only
    }
    faults = missed(results.get("project", {}), results.get("logic_v2"))
    about = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "names": len(data.corpus),
        "skipped": missing,
        "missed": faults,
    }
    if options.json:
        print(json.dumps({**about, **results}, indent=2))
        return 1 if faults else 0
    print(table(results))
    for name in missing:
        print(f"skipped: {name} is not there")
    for fault in faults:
        print(f"missed: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
