"""Measure the name index in PostgreSQL on a folder of labelled query sets.

Run ``python -m benchmarks.matching FOLDER [--json]``; the folder holds ``corpus.tsv``
(entity, name) and ``queries.tsv`` (set, query, right entities), as for
``benchmarks.names``. It makes a database of its own in a temporary directory, fills the
index with the corpus, and asks through the public connection.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.names import LISTS, read

WARM_UP = 50  # queries before the clock starts


def fill(corpus: list[list[str]]) -> tuple[int, int, float]:
    """Index the corpus; returns names, keys and seconds."""
    from django.db import connection

    from tracker import names, published

    started = time.perf_counter()
    seen: set[tuple[str, names.Tokens]] = set()
    with published.writing(), connection.cursor() as cursor:
        columns = "(part, record_id, text, tokens, keys)"
        with cursor.copy(f"COPY tracker_indexedname {columns} FROM STDIN") as copy:
            for entity, name in corpus:
                tokens = names.tokens(name)
                if tokens and (entity, tokens) not in seen:
                    seen.add((entity, tokens))
                    keys = sorted(names.keys(tokens))
                    part = f"list:{entity[0]}:all"
                    copy.write_row((part, entity, name, list(tokens), keys))
        published.next_version()
    seconds = time.perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tracker_namekey")
        return len(seen), cursor.fetchone()[0], seconds


def ask(queries: list[list[str]]) -> tuple[dict[str, list[bool]], list[float], float]:
    """Ask every query; returns answers by set, seconds of each, and of the CPU."""
    from tracker import name_index

    for name, query, _ in queries[:WARM_UP]:
        name_index.find(query, [f"list:{LISTS[name[:2]]}:*"], limit=1)
    answers: defaultdict[str, list[bool]] = defaultdict(list)
    times = []
    processor = time.process_time()
    for name, query, right in queries:
        started = time.perf_counter()
        hits = name_index.find(query, [f"list:{LISTS[name[:2]]}:*"], limit=1)
        times.append(time.perf_counter() - started)
        answers[name].append(bool(hits) and hits[0].record_id in right.split())
    return answers, sorted(times), time.process_time() - processor


def measure(folder: Path) -> dict[str, Any]:
    """Fill a new database, ask, and give the figures."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    queries = read(folder / "queries.tsv")
    name_count, key_count, filled = fill(read(folder / "corpus.tsv"))
    answers, times, processor = ask(queries)
    shares = {name: sum(right) / len(right) for name, right in answers.items()}
    return {
        "names": name_count,
        "keys": key_count,
        "fill_seconds": round(filled, 1),
        "queries": len(queries),
        "p50_ms": round(1000 * times[len(times) // 2], 1),
        "p95_ms": round(1000 * times[int(len(times) * 0.95)], 1),
        "python_ms": round(1000 * processor / len(queries), 1),
        "macro_r1": round(sum(shares.values()) / len(shares), 3),
        "sets": {name: round(share, 3) for name, share in shares.items()},
    }


def main() -> int:
    """Print the figures; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    missing = [
        name
        for name in ("corpus.tsv", "queries.tsv")
        if not (arguments.folder / name).is_file()
    ]
    if missing:
        print(f"{arguments.folder} has no {', '.join(missing)}: nothing measured")
        return 1
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TRACKER_VAR"] = str(Path(directory) / "var")
        os.environ.setdefault("EMBEDDED_FAST", "on")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        figures = measure(arguments.folder)
        from django.db import connections

        connections.close_all()
        connections["owner"].server.erase()  # type: ignore[attr-defined]  # embedded
    if arguments.json:
        print(json.dumps(figures))
        return 0
    for name, figure in figures.items():
        if name != "sets":
            print(f"{name:14} {figure}")
    for name, share in figures["sets"].items():
        print(f"  {name:24} {share:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
