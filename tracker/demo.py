"""Fill the database and serve the site on this machine, under one supervising parent.

The parent holds the embedded database for as long as it lives. The server's workers
cannot: they end without running what Python registers for the end of a process.
"""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeAlias

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from . import editor, reference, sites

HOST = "127.0.0.1"  # never a name, which may resolve to another address first
PORT = 8000
PORT_END = 65_536
NEWEST = 10  # releases in the report at the start
PORTS_TRIED = 100
THREADS = 4  # per worker; each has database connections of its own
START_TIMEOUT = 60  # seconds
STOP_TIMEOUT = 15  # seconds
REQUEST_TIMEOUT = 30  # seconds
POLL_INTERVAL = 0.05  # seconds
RELEASES = "/api/v1/releases/"
SITES = settings.VAR_DIR / "sites"

Say: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Response:
    """What the site answered, and after how many milliseconds."""

    status: int
    body: bytes
    milliseconds: float


def prepare(say: Say) -> None:
    """Migrate, load the fixtures and the dossiers, each only as far as needed."""
    started = time.perf_counter()
    say("Preparing the database.")
    call_command("migrate", verbosity=0)
    reference.load(
        settings.BASE_DIR / "fixtures", state=settings.VAR_DIR / "fixtures.sha256"
    )
    seeds = str(settings.BASE_DIR / "seeds")
    call_command("load_dossier", seeds, skip_edited=True, if_changed=True, brief=True)
    say(f"Database ready after {time.perf_counter() - started:.1f} s.")


def run(say: Say, *, port: int, is_once: bool) -> int:
    """Prepare, report and serve until told to stop.

    Args:
        say: Tells the person what happens, a line at a time.
        port: Where to listen; 0 for a free one.
        is_once: Ask the site for its releases, then stop.

    Returns:
        The exit code: 0, or 1 if the site does not answer as it should.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        prepare(say)
        password = editor.ensure() if settings.IS_DEMO and not is_once else None
        call_command("report", newest=NEWEST)
        port = free_port(port, say)
        with serving(port, workers=1 if is_once else os.cpu_count() or 1) as server:
            response = get(port, RELEASES)
            if is_once or response.status != HTTPStatus.OK:
                say(
                    f"GET http://{HOST}:{port}{RELEASES}"
                    f" {response.status} in {response.milliseconds:.0f} ms"
                )
                return 0 if response.status == HTTPStatus.OK else 1
            invite(say, f"http://{HOST}:{port}", response, password)
            return server.wait()
    except KeyboardInterrupt:
        say("Stopped.")
        return 0


def free_port(wanted: int, say: Say) -> int:
    """Return the wanted port or, if it is taken, the next free one.

    Raises:
        CommandError: There is none among the next hundred, or no such port.
    """
    if not 0 <= wanted < PORT_END:
        raise CommandError(f"A port is a number from 0 to {PORT_END - 1}.")
    for port in range(wanted, min(wanted + PORTS_TRIED, PORT_END)):
        with socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind((HOST, port))
            except PermissionError:
                raise CommandError(f"Port {port} needs root; try another.") from None
            except OSError:
                continue
            found: int = candidate.getsockname()[1]
        if wanted not in (0, found):
            say(f"Port {wanted} is taken; using {found}.")
        return found
    raise CommandError(f"No port from {wanted} on is free.")


@contextlib.contextmanager
def serving(port: int, *, workers: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Serve the site while the block runs; it has answered before the block starts.

    Raises:
        CommandError: The server ended or did not answer.
    """
    command = [
        *(sys.executable, "-m", "granian", "tracker.wsgi:application"),
        *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--workers-kill-timeout", "5"),
        *("--no-ws", "--log-level", "warning"),
    ]
    # In a session of its own, so that Ctrl-C reaches the parent alone, which then ends
    # both in order.
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)
    try:
        with sites.registered(SITES, os.getpid(), server.pid):
            _await_answer(server, port)
            yield server
    finally:
        server.terminate()
        try:
            server.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def get(port: int, path: str) -> Response:
    """Ask the site for a path."""
    connection = http.client.HTTPConnection(HOST, port, timeout=REQUEST_TIMEOUT)
    try:
        started = time.perf_counter()
        connection.request("GET", path, headers={"Accept": "application/json"})
        answer = connection.getresponse()
        body = answer.read()
        elapsed = time.perf_counter() - started
    finally:
        connection.close()
    return Response(answer.status, body, elapsed * 1000)


def invite(say: Say, site: str, releases: Response, password: str | None) -> None:
    """Name three things to try."""
    results = json.loads(releases.body)["results"]
    path = RELEASES + (f"{results[0]['slug']}/" if results else "")
    sign_in = (
        f"with the password {password} (shown only now)"
        if password
        else "(password forgotten: python3 start.py password)"
    )
    say("")
    say("Three things to try:")
    say(f"  1. The record as pages: {site}/")
    say(f"  2. The editors' side: {site}/admin/ as {editor.NAME} {sign_in}")
    say("     What is risky needs a second person there: python3 start.py account NAME")
    say(f"  3. What was given for one release, in the API: {site}{path}")
    say("Ctrl-C stops the site and its database.")


def _await_answer(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise CommandError(f"The server ended at once ({server.returncode}).")
        try:
            get(port, RELEASES)
        except (ConnectionError, http.client.HTTPException):
            time.sleep(POLL_INTERVAL)
        else:
            return
    raise CommandError(f"The site did not answer within {START_TIMEOUT} seconds.")
