"""Start, share and stop one embedded PostgreSQL.

Every process that uses the server holds a shared lock for as long as it lives; the last
one to end stops it. Starting and stopping happen under a second, exclusive lock. Both
are the kernel's, so a killed process leaves nothing behind that blocks the next.
"""

import atexit
import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

from . import locks
from .errors import EmbeddedError
from .places import (
    Places,
    copied_binaries,
    installed_binaries,
    make_home,
    places,
    private_directory,
    remove_home,
)

SUPERUSER = "postgres"
PORT = 5432  # part of the socket's name; nothing listens on a network
START_TIMEOUT = 110  # seconds; recovery after a crash can take a while
STOP_TIMEOUT = 60  # seconds
POLL_INTERVAL = 0.02  # seconds
LOCK_TIMEOUT = 240  # seconds; somebody else's initdb and start
LOG_SIZE_MAX = 5_000_000  # bytes
CONFIGURATION = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket_directory}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
dynamic_shared_memory_type = mmap
max_parallel_workers_per_gather = 0
timezone = 'UTC'
log_timezone = 'UTC'
jit = off
"""
FAST_CONFIGURATION = """\
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
"""
IDENTITY_MAP = "exchange_tracker"

Superuser: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"


class Server:
    """The PostgreSQL of one ``var`` directory, seen from this process."""

    def __init__(
        self,
        var: Path,
        *,
        roles: tuple[str, ...],
        prepare: Callable[[Superuser], None],
        is_fast: bool = False,
    ) -> None:
        """Describe a server; nothing is started.

        Args:
            var: Directory that belongs to it; made when needed.
            roles: Database roles that the person running us may log in as.
            prepare: Called once per process with a connection of the superuser in
                autocommit; makes what is missing, such as roles and databases.
            is_fast: Give up durability, for tests.
        """
        self.places: Places = places(var)
        self._roles = roles
        self._prepare = prepare
        self._is_fast = is_fast
        self._thread_lock = threading.Lock()
        self._users = -1  # descriptor of the shared lock
        self._ready_in = 0  # the process that has it; a forked child has not

    @property
    def host(self) -> str:
        """What clients give as the host: the directory of the socket."""
        return str(self.places.socket_directory)

    def ensure(self, *, is_checked: bool = False) -> str:
        """Start the server if it does not run, and keep it for this process's life.

        Args:
            is_checked: Look again even if this process has used it before.

        Returns:
            The host to connect to.

        Raises:
            EmbeddedError: It cannot be started; the message says why.
        """
        with self._thread_lock:
            if is_checked or self._ready_in != os.getpid():
                private_directory(self.places.var, self.places.caller)
                with self._exclusive():
                    self._start()
                    if self._ready_in != os.getpid():
                        self._hold()
                self._ready_in = os.getpid()
        return self.host

    def release(self) -> None:
        """Use the server no longer; the last of its users stops it."""
        if self._ready_in != os.getpid():
            return  # not used, or by the parent that we were forked from
        self._ready_in = 0
        atexit.unregister(self.release)
        if not self.places.var.exists():
            return  # deleted under our feet; the server notices by itself
        with self._exclusive():
            if locks.try_exclusive(self._users):
                self._shut_down()
            os.close(self._users)

    def is_running(self) -> bool:
        """Say whether it answers."""
        target = make_conninfo(host=self.host, port=PORT, dbname="postgres")
        # psycopg's C implementation returns a bare number, so no ``is``.
        return psycopg.pq.PGconn.ping(target.encode()) == psycopg.pq.Ping.OK

    def connect_as_superuser(self) -> Superuser:
        """Connect to the server, which runs; in autocommit."""
        return psycopg.connect(
            host=self.host,
            port=PORT,
            user=SUPERUSER,
            dbname="postgres",
            options="",  # not those of PGOPTIONS
            autocommit=True,
            connect_timeout=10,
        )

    def stop(self) -> bool:
        """Stop the server unless a process still uses it; say whether it is stopped."""
        if not self.places.var.exists():
            return True
        with self._exclusive():
            users = locks.open_lock(self.places.var / "pg.users")
            try:
                if not locks.try_exclusive(users):
                    return False
                self._shut_down()
            finally:
                os.close(users)
        return True

    def erase(self) -> bool:
        """Stop the server and delete all its data; say whether it is done."""
        if not self.stop():
            return False
        remove_home(self.places)
        shutil.rmtree(self.places.var, ignore_errors=True)
        return True

    def _exclusive(self) -> contextlib.AbstractContextManager[None]:
        return locks.exclusive(self.places.var / "pg.lock", timeout=LOCK_TIMEOUT)

    def _hold(self) -> None:
        self._users = locks.open_lock(self.places.var / "pg.users")
        locks.share(self._users)
        atexit.register(self.release)

    # Starting; all of it under the exclusive lock.

    def _start(self) -> None:
        place = self.places
        make_home(place)
        private_directory(place.socket_directory, place.runner)
        if not (place.data / "PG_VERSION").exists():
            self._initialise()
        if not self.is_running():
            self._configure(place.data)
            self._launch()
        with self.connect_as_superuser() as connection:
            self._check_identity(connection)
            self._prepare(connection)

    def _initialise(self) -> None:
        draft = self.places.data.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)  # of one that was interrupted
        self._run(
            "initdb",
            "--pgdata",
            draft.name,
            "--username",
            SUPERUSER,
            "--auth=peer",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",  # the same order of names on every machine
            "--no-instructions",
            *(["--no-sync"] if self._is_fast else []),
        )
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\ninclude = 'tracker.conf'\n")
        draft.rename(self.places.data)

    def _configure(self, data: Path) -> None:
        """Write what depends on where we are and who runs us, at each start."""
        settings = CONFIGURATION.format(port=PORT, socket_directory=self.host)
        if self._is_fast:
            settings += FAST_CONFIGURATION
        caller = self.places.caller.name
        identities = (
            f'{IDENTITY_MAP} "{caller}" "{role}"\n'
            for role in (SUPERUSER, *self._roles)
        )
        files = {
            "tracker.conf": settings,
            "pg_hba.conf": f"local all all peer map={IDENTITY_MAP}\n",
            "pg_ident.conf": "".join(identities),
        }
        runner = self.places.runner
        for name, text in files.items():
            path = data / name
            path.write_text(text, encoding="utf-8")
            if runner.uid != os.geteuid():
                os.chown(path, runner.uid, runner.gid)

    def _launch(self) -> None:
        """Start the server, or wait for one that is just starting or recovering."""
        with contextlib.suppress(FileNotFoundError):
            if self.places.log.stat().st_size > LOG_SIZE_MAX:
                self.places.log.replace(self.places.log.with_suffix(".log.old"))
        deadline = time.monotonic() + START_TIMEOUT
        while not self.is_running():
            if time.monotonic() > deadline:
                raise EmbeddedError(f"PostgreSQL did not start.\n{self._log_tail()}")
            if self._has_postmaster():
                time.sleep(POLL_INTERVAL)
                continue
            arguments = ["--pgdata", self.places.data.name]
            arguments += ["--log", self.places.log.name, "--wait"]
            arguments += ["--timeout", str(START_TIMEOUT), "start"]
            code, output = self._try("pg_ctl", *arguments)
            if code == 0:
                return
            tail = self._log_tail()
            # A killed server's children need a moment to notice that it is gone.
            if "shared memory block" not in tail:
                raise EmbeddedError(f"PostgreSQL did not start.\n{output}\n{tail}")
            time.sleep(0.2)

    def _has_postmaster(self) -> bool:
        """Say whether a server of ours is alive; remove what a dead one has left.

        PostgreSQL refuses to start when the number in its pid file, or in the one of
        its socket, now belongs to another program.
        """
        pid_file = self.places.data / "postmaster.pid"
        try:
            process = psutil.Process(int(pid_file.read_text().split("\n", 1)[0]))
            is_alive = process.status() != psutil.STATUS_ZOMBIE
            if is_alive and Path(process.cwd()) == self.places.data:
                return True
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            pass
        except psutil.AccessDenied:
            pass  # not even the account is ours
        pid_file.unlink(missing_ok=True)
        Path(self.host, f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        return False

    def _check_identity(self, connection: Superuser) -> None:
        row = connection.execute("SHOW data_directory").fetchone()
        if row is None or Path(row[0]) != self.places.data:
            raise EmbeddedError(
                f"The server in {self.host} has other data than {self.places.data}; "
                "wait a minute until it notices that its own were deleted."
            )

    # Running PostgreSQL's programs.

    def _shut_down(self) -> None:
        """Stop the server and wait for its end.

        pg_ctl would also wait for a process that has ended and that nobody has asked
        about yet, which can be for good where a container's first process is no init.
        """
        if not self._has_postmaster():
            return
        arguments = ["--pgdata", self.places.data.name, "--mode=fast", "--no-wait"]
        self._try("pg_ctl", *arguments, "stop")
        deadline = time.monotonic() + STOP_TIMEOUT
        while self._has_postmaster() and time.monotonic() < deadline:
            time.sleep(POLL_INTERVAL)

    def _run(self, program: str, *arguments: str) -> None:
        code, output = self._try(program, *arguments)
        if code:
            raise EmbeddedError(f"{program} failed ({code}).\n{output}")

    def _try(self, program: str, *arguments: str) -> tuple[int, str]:
        """Run a program in the home directory; return its exit code and output."""
        place = self.places
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PG", "LC_", "LANG"))  # LANG may not be installed
        } | {"LC_ALL": "C", "TZ": "UTC"}
        identity: dict[str, Any] = {}
        if place.runner.uid != os.geteuid():
            identity = {
                "user": place.runner.uid,
                "group": place.runner.gid,
                "extra_groups": [],
            }
        binaries = copied_binaries() if identity else installed_binaries()
        # A file, not a pipe: the server keeps the descriptors that pg_ctl gives it.
        with tempfile.TemporaryFile() as output:
            code = subprocess.call(
                [str(binaries / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=environment,
                cwd=place.home,
                timeout=START_TIMEOUT + 10,
                **identity,
            )
            output.seek(0)
            return code, output.read().decode(errors="replace")[-2000:]

    def _log_tail(self) -> str:
        try:
            return self.places.log.read_text(errors="replace")[-2000:]
        except FileNotFoundError:
            return ""
