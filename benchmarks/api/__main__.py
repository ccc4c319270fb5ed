"""Run the measurement; ``--help`` lists what can be chosen."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import platform
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .contenders import Contender

BASE = Path(__file__).resolve().parents[2]
SIZES = (1_000, 100_000, 1_000_000)
PLAIN_MAX = 100_000  # rows of the editors' tables; above it only documents are copied
ROUNDS = 3
START_TIMEOUT = 60  # seconds
READS = ("list", "detail")


def main() -> int:
    """Measure and report; 1 when a bar is missed."""
    options = parse()
    directory = place(options.size)
    os.environ |= {
        "TRACKER_VAR": str(directory),
        "EMBEDDED_FAST": "on",
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PUBLIC_URL"):
        os.environ.pop(name, None)
    sys.path.insert(0, str(BASE))
    import django

    django.setup()
    prepare(directory, options.size)
    result = measured(directory, options)
    say_table(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0 if all(bar["ok"] for bar in result["bars"]) else 1


def parse() -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.api", description=__doc__
    )
    parser.add_argument("--size", type=int, default=SIZES[0], help="releases: 1000")
    parser.add_argument("--only", nargs="+", default=[], help="contenders to run")
    parser.add_argument("--seconds", type=float, default=4.0, help="for each, a round")
    parser.add_argument("--json", type=Path, help="where the result goes")
    return parser.parse_args()


def prepare(directory: Path, size: int) -> None:
    """Fill the database, once for each size and state of the schema."""
    from . import world

    ready = directory / "ready"
    if not ready.exists():
        began = time.monotonic()
        world.fill(size, directory, with_rows=size <= PLAIN_MAX)
        ready.touch()
        print(f"filled with {size:,} releases in {time.monotonic() - began:.0f} s")


def place(size: int) -> Path:
    """Give the directory of a size and state of the schema; forget other states."""
    found = BASE / "var" / f"bench-{size}-{schema_digest()[:8]}"
    for other in (BASE / "var").glob(f"bench-{size}-*"):
        if other != found and other.is_dir():
            environment = {**os.environ, "TRACKER_VAR": str(other)}
            command = [sys.executable, "manage.py", "stop", "--erase"]
            subprocess.run(
                command, cwd=BASE, env=environment, check=False, capture_output=True
            )
            shutil.rmtree(other)
    found.mkdir(parents=True, exist_ok=True)
    return found


def schema_digest() -> str:
    """Digest what the tables and documents follow from."""
    digest = hashlib.sha256()
    for pattern in ("*/migrations/*.py", "*/sql/*.sql", "*/serializers*/*.py"):
        for path in sorted(BASE.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def contenders(directory: Path, size: int) -> tuple[list[Contender], dict[str, str]]:
    """Give those that can run here, and why the others cannot."""
    from . import others

    own = {"list": lambda _: "/list", "detail": lambda slug: f"/detail/{slug}"}
    api = {
        "list": lambda _: "/api/v1/releases/",
        "detail": lambda slug: f"/api/v1/releases/{slug}/",
    }
    unkept = {"CACHE_MB": "0", "RATE_LIMIT": "0"}
    found = [
        Contender("project", granian("tracker.wsgi:application"), api, {}, unkept),
        Contender(
            "kept", granian("tracker.wsgi:application"), api, {}, {"RATE_LIMIT": "0"}
        ),
        Contender("raw", granian("benchmarks.api.apps:raw"), own),
        Contender("static", granian("benchmarks.api.apps:static"), own),
    ]
    skipped = {}
    if size <= PLAIN_MAX:
        found.append(Contender("plain", granian("benchmarks.api.apps:plain"), own))
    else:
        skipped["plain"] = f"has rows up to {PLAIN_MAX:,} releases only"
    for name, start in others.ALL.items():
        try:
            found.append(start(directory))
        except others.SkippedError as error:
            skipped[name] = str(error)
    return found, skipped


def granian(application: str) -> Callable[[int], list[str]]:
    """Give the command that serves an application as the site is served."""

    def command(port: int) -> list[str]:
        return [
            *(sys.executable, "-m", "granian", application, "--interface", "wsgi"),
            *("--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
            *("--blocking-threads", "1", "--no-ws", "--log-level", "warning"),
        ]

    return command


def measured(directory: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Start all, check that they say the same, then ask them in turns."""
    from . import apps, bars, database_costs, world
    from .measuring import Client, Cost, measure

    chosen, skipped = contenders(directory, options.size)
    if options.only:
        chosen = [c for c in chosen if c.name in (*options.only, "project")]
    slugs = list(world.slugs(options.size))
    rounds: dict[tuple[str, str], list[Cost]] = {}
    with contextlib.ExitStack() as stack:
        started = {}
        for contender in chosen:
            port, process = stack.enter_context(serving(contender))
            started[contender.name] = (contender, Client(port), process)
        gate(started, slugs[:5], apps.equal)
        database = database_process()
        order = random.Random(7)
        for _ in range(ROUNDS):
            turns = [(name, read) for name in started for read in READS]
            order.shuffle(turns)
            for name, read in turns:
                contender, client, process = started[name]
                paths = [contender.paths[read](slug) for slug in slugs]
                processes = [process, database]
                cost = measure(client, paths, processes, options.seconds / ROUNDS)
                rounds.setdefault((name, read), []).append(cost)
        costs = {
            key: min(found, key=lambda cost: cost.cpu) for key, found in rounds.items()
        }
        ratios = bars.ratios(costs)
        judged = list(bars.of_reads(ratios))
        project = started["project"][0]
        port = started["project"][1].port
        assert project.name == "project"
        share, memory = database_costs.export(port, started["project"][2])
    judged += [
        bars.Bar("export.jsonl_vs_psql", bars.EXPORT_MIN, share),
        bars.Bar("export.memory_mib", bars.EXPORT_MEMORY, memory, is_most=True),
    ]
    filters = database_costs.filters()
    worst = max(filters.values())
    if options.size >= SIZES[-1]:
        judged.append(bars.Bar("filters.worst_ms", bars.FILTER_MAX, worst, True))
    return {
        "size": options.size,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}",
        "costs": {
            f"{name}.{read}": {
                "cpu_ms": round(cost.cpu * 1000, 3),
                "wait_ms": round(cost.wall * 1000, 3),
                "bytes": cost.size,
            }
            for (name, read), cost in sorted(costs.items())
        },
        "ratios": {name: round(value, 2) for name, value in ratios.items()},
        "filters_ms": {name: round(value, 2) for name, value in filters.items()},
        "list_ms": round(database_costs.plain_list(), 3),
        "bars": [
            {
                "name": bar.name,
                "want": bar.want,
                "got": round(bar.got, 2),
                "ok": bar.ok,
            }
            for bar in judged
        ],
        "skipped": skipped,
    }


def gate(
    started: dict[str, Any], slugs: list[str], equal: Callable[[bytes, bytes], bool]
) -> None:
    """Refuse to time answers that do not say the same."""

    def answer(name: str, read: str, slug: str) -> bytes:
        contender, client, _ = started[name]
        given: bytes = client.get(contender.paths[read](slug))
        turn = contender.body.get(read)
        return turn(given) if turn else given

    for read in READS:
        for slug in slugs:
            ours = answer("project", read, slug)
            for name in started:
                if not equal(ours, answer(name, read, slug)):
                    raise SystemExit(f"benchmarks.api: {name} gives another {read}")


def database_process() -> int:
    """Give the process of the database server, above all its backends."""
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    import psutil

    parent: int = psutil.Process(backend).ppid()
    return parent


@contextlib.contextmanager
def serving(contender: Contender) -> Iterator[tuple[int, int]]:
    """Run a contender's server while the block runs; give its port and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = {**os.environ, **contender.environment}
    log = (BASE / "var" / f"bench-{contender.name}.log").open("wb")
    process = subprocess.Popen(
        contender.command(port),
        cwd=BASE,
        env=environment,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    log.close()  # the process has its own handle
    try:
        await_port(contender.name, port, process)
        yield port, process.pid
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def await_port(name: str, port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server takes connections.

    Raises:
        SystemExit: It ended, or took too long.
    """
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"benchmarks.api: {name} ended with {process.returncode}")
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port)),
        ):
            return
        time.sleep(0.1)
    raise SystemExit(f"benchmarks.api: {name} did not start")


def say_table(result: dict[str, Any]) -> None:
    """Print what was measured."""
    print(f"\n{result['size']:,} releases; {result['machine']}\n")
    print(f"{'':22}{'CPU ms':>10}{'wait ms':>10}{'bytes':>10}")
    for name, cost in result["costs"].items():
        values = f"{cost['cpu_ms']:>10}{cost['wait_ms']:>10}{cost['bytes']:>10,}"
        print(f"{name:22}{values}")
    print(f"\nlist in PostgreSQL {result['list_ms']} ms; filters, slowest first:")
    for name, value in sorted(result["filters_ms"].items(), key=lambda e: -e[1])[:5]:
        print(f"  {name:32}{value:>8} ms")
    print()
    for bar in result["bars"]:
        word = "ok    " if bar["ok"] else "MISSED"
        print(f"{word} {bar['name']:40} want {bar['want']:>7} got {bar['got']:>9}")
    for name, reason in result["skipped"].items():
        print(f"skipped {name}: {reason}")


if __name__ == "__main__":
    sys.exit(main())
