"""What each filter and the list cost in PostgreSQL alone, and exports against psql."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import psutil
from django.db import connections

from exchanges.api import ReleaseViewSet
from tracker import listing
from tracker.embedded.places import installed_binaries
from tracker.listing import Question
from tracker.published import KINDS

from .measuring import HOST

RUNS = 5
COMMON, RARE, NONE = "common", "rare", "none"


def filters() -> dict[str, float]:
    """Time a page of each filter, by a common, a rare and an unknown value.

    Returns:
        Milliseconds of planning and execution, the median of five, by filter and value;
        and by words and by days.
    """
    found = {}
    for name, question in _questions():
        found[name] = statistics.median(_explained(question) for _ in range(RUNS))
    return found


def plain_list() -> float:
    """Time the list without any filter, in milliseconds."""
    return statistics.median(_explained(Question()) for _ in range(RUNS))


def _questions() -> Iterator[tuple[str, Question]]:
    values = _values()
    for entry in ReleaseViewSet.filters:
        known = values.get(entry.key, [])
        chosen = {NONE: "nothing-has-this"}
        if known:
            chosen |= {COMMON: known[0], RARE: known[-1]}
        for word, value in chosen.items():
            facets = ((entry.key, (value,)),)
            yield f"{entry.name}:{word}", Question(facets=facets)
    common = values["captor"][0]
    nobody = (("captor", (common,)), ("person", ("nobody",)))
    yield "captor+person:none", Question(facets=nobody)
    for words in ("river", "river 17", "nothing like it"):
        yield f"q:{words}", Question(words=words)
    yield (
        "from+to",
        listing.read(KINDS["release"], (), {"from": ["2015-03"], "to": ["2015-04"]}),
    )


def _values() -> dict[str, list[str]]:
    """Give the values of each facet in a sample, the most frequent first."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            """
            SELECT facet, count(*) FROM (
                SELECT unnest(facets) AS facet FROM tracker_document
                WHERE kind = 'release' LIMIT 200000
            ) AS each GROUP BY facet ORDER BY count(*) DESC, facet
            """
        )
        found: dict[str, list[str]] = {}
        for facet, _ in cursor.fetchall():
            name, _, value = facet.partition(":")
            found.setdefault(name, []).append(value)
    return found


def _explained(question: Question) -> float:
    rows = listing.documents(KINDS["release"], question)
    query, parameters = rows.only("slug", "sort_on", "body")[
        :51
    ].query.sql_with_params()
    with connections["default"].cursor() as cursor:
        cursor.execute("SET statement_timeout = '60s'")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", parameters)
        (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return float(plan[0]["Planning Time"] + plan[0]["Execution Time"])


def export(port: int, server: int) -> tuple[float, float]:
    """Read all releases as JSON Lines, and by psql; interleaved, the best of three.

    Returns:
        Our speed as a share of psql's, and the most memory of the server's processes
        above what it had before, in MiB.
    """
    ours, theirs, peak = [], [], 0.0
    before = _memory(server)
    for _ in range(3):
        theirs.append(_by_psql())
        seconds, most = _by_http(port, server)
        ours.append(seconds)
        peak = max(peak, most)
    return min(theirs) / min(ours), (peak - before) / 2**20


def _by_psql() -> float:
    wrapper = connections["public"]
    parameters = wrapper.get_connection_params()
    copy = (
        r"\copy (SELECT convert_from(body, 'UTF8') FROM published_document"
        r" WHERE kind = 'release' ORDER BY sort_on DESC, slug) TO STDOUT"
    )
    command = [installed_binaries() / "psql", "-X", "-q", "-c", copy]
    environment = {
        **os.environ,
        "PGHOST": parameters["host"],
        "PGPORT": str(parameters["port"]),
        "PGUSER": parameters["user"],
        "PGDATABASE": parameters["dbname"],
        "PGOPTIONS": "-c statement_timeout=0",
    }
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        while process.stdout.read(1 << 20):
            pass
    if process.returncode:
        raise RuntimeError(f"psql ended with {process.returncode}")
    return time.perf_counter() - began


def _by_http(port: int, server: int) -> tuple[float, float]:
    import http.client

    connection = http.client.HTTPConnection(HOST, port)
    began = time.perf_counter()
    connection.request("GET", "/api/v1/releases.jsonl")
    response = connection.getresponse()
    if response.status != 200:
        raise RuntimeError(f"the export answers {response.status}")
    most, looked = 0.0, began
    while response.read(1 << 20):
        if time.perf_counter() - looked > 0.1:
            looked = time.perf_counter()
            most = max(most, _memory(server))
    connection.close()
    return time.perf_counter() - began, max(most, _memory(server))


def _memory(server: int) -> float:
    process: Any = psutil.Process(server)
    return float(
        sum(p.memory_info().rss for p in (process, *process.children(recursive=True)))
    )
