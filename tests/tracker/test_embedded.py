"""The embedded PostgreSQL survives what other machines and people do to it."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time

import psutil
import pytest
from django.conf import settings
from django.db import connections

from tracker.embedded.base import DatabaseWrapper
from tracker.embedded.errors import EmbeddedError
from tracker.embedded.locks import exclusive
from tracker.embedded.places import places
from tracker.embedded.server import Server

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="makes files of other users")
TIMEOUT = 60  # seconds
OTHER_ACCOUNT = "daemon"  # exists everywhere; neither we nor the server's
# Starts the server, runs a statement, says what it returned, waits to be told to end.
CLIENT = """
import sys
from pathlib import Path
import psycopg
from tracker.embedded.server import Server
var, is_fast, *statements = sys.argv[1:]
server = Server(
    Path(var), roles=(), prepare=lambda _: None, is_fast=is_fast == "True"
)
connection = psycopg.connect(
    host=server.ensure(), port=5432, user="postgres", options="", autocommit=True
)
for statement in statements:
    cursor = connection.execute(statement)
print(cursor.fetchone()[0], flush=True)
for line in sys.stdin:
    print(connection.execute(line).fetchone()[0], flush=True)
connection.close()
"""
KEEP = ("CREATE TABLE kept AS SELECT 7 AS number", "SELECT 0")
IDENTITY = "SELECT system_identifier FROM pg_control_system()"


def server_of(var):
    return Server(var, roles=(), prepare=lambda _: None)


def client(var, *statements, is_fast=True, **options):
    return subprocess.Popen(
        [
            *(sys.executable, "-c", CLIENT, var, str(is_fast)),
            *(statements or ["SELECT 1"]),
        ],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def answer(var, *statements, **options):
    """Start a client, let it end, return what the server answered last."""
    with client(var, *statements, **options) as process:
        output, errors = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0, errors
    return output.strip()


def postmaster(var):
    pid_file = places(var).data / "postmaster.pid"
    return psutil.Process(int(pid_file.read_text().split()[0]))


@pytest.fixture
def make_var(tmp_path):
    """Give directories for servers, which end with the test."""
    made = []

    def make(name="var"):
        made.append(tmp_path / name)
        return made[-1]

    yield make
    for var in made:
        with contextlib.suppress(FileNotFoundError, psutil.NoSuchProcess):
            postmaster(var).kill()
        server_of(var).erase()


@pytest.fixture
def var(make_var):
    return make_var()


def test_server_runs_as_long_as_somebody_uses_it(var):
    with client(var) as process:
        process.stdout.readline()
        assert server_of(var).is_running()
        process.stdin.close()

    assert not server_of(var).is_running()
    assert not (places(var).data / "postmaster.pid").exists()


def test_what_was_written_is_there_after_a_restart(var):
    answer(var, *KEEP)

    assert answer(var, "SELECT number FROM kept") == "7"


@pytest.mark.parametrize(
    "name",
    ["with blank", "o'clock", "a,b", 'with "quote"', "$HOME", "städte", "x" * 150],
    ids=["blank", "quote", "comma", "double quote", "dollar", "umlaut", "long"],
)
def test_any_directory_name_works(make_var, name):
    assert answer(make_var(name)) == "1"


def test_a_language_that_is_not_installed_does_not_matter(var):
    environment = {**os.environ, "LANG": "xx_YY.UTF-8", "LC_ALL": "xx_YY.UTF-8"}

    assert answer(var, env=environment) == "1"


def test_variables_of_another_postgresql_do_not_matter(var):
    elsewhere = {"PGDATA": "/nowhere", "PGPORT": "1", "PGOPTIONS": "-c role=nobody"}

    assert answer(var, env={**os.environ, **elsewhere}) == "1"


@pytest.mark.parametrize(
    "number",
    [lambda: 2**22 - 7, os.getpid, lambda: 1, lambda: "no number"],
    ids=["dead", "another program", "another user's", "garbage"],
)
def test_a_pid_file_of_the_past_does_not_matter(var, number):
    answer(var)
    place = places(var)
    for path in (
        place.data / "postmaster.pid",
        place.socket_directory / ".s.PGSQL.5432.lock",
    ):
        path.write_text(f"{number()}\n{place.data}\n0\n5432\n")

    assert answer(var) == "1"


def test_one_process_that_ends_leaves_the_others_their_connections(var):
    with client(var, "SELECT pg_backend_pid()") as longer:
        backend = longer.stdout.readline()
        answer(var)

        longer.stdin.write("SELECT pg_backend_pid()\n")
        longer.stdin.flush()

        assert longer.stdout.readline() == backend
        longer.stdin.close()
    assert longer.returncode == 0


def test_a_killed_process_leaves_nothing_that_blocks_the_next(var):
    with client(var) as process:
        process.stdout.readline()
        process.kill()

    assert answer(var) == "1"
    assert not server_of(var).is_running()


def test_a_killed_server_recovers_what_was_committed(var):
    with client(var, *KEEP, is_fast=False) as process:
        process.stdout.readline()
        postmaster(var).kill()
        process.kill()

    assert answer(var, "SELECT number FROM kept") == "7"


def test_a_server_killed_beside_us_is_started_again(var, django_db_blocker):
    options = {"embedded_var": str(var), "embedded_fast": True}
    template = connections["default"].settings_dict
    wrapper = DatabaseWrapper(
        {**template, "NAME": "tracker", "OPTIONS": options}, "other"
    )
    with django_db_blocker.unblock(), wrapper.cursor() as cursor:
        cursor.execute("SELECT 1")
    postmaster(var).kill()
    wrapper.close()

    with django_db_blocker.unblock(), wrapper.cursor() as cursor:
        cursor.execute("SELECT current_user")
        user = cursor.fetchone()

    assert user == ("tracker_app",)
    wrapper.close()
    wrapper.server.release()
    assert not wrapper.server.is_running()


def test_processes_that_start_at_once_share_one_server(var):
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(client(var, IDENTITY)) for _ in range(4)]
        identities = {process.stdout.readline() for process in processes}
        for process in processes:
            process.stdin.close()

    assert len(identities) == 1
    assert [process.returncode for process in processes] == [0] * 4
    assert not server_of(var).is_running()


def test_an_interrupted_first_start_is_made_up_for(var):
    draft = places(var).data.with_suffix(".new")
    with client(var, start_new_session=True) as process:
        deadline = time.monotonic() + TIMEOUT
        while not (draft / "base").exists() and time.monotonic() < deadline:
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
    assert not places(var).data.exists()

    assert answer(var) == "1"


def test_a_moved_checkout_takes_its_database_with_it(make_var, monkeypatch, tmp_path):
    # Root keeps the data elsewhere, under a name made from the directory.
    if os.geteuid() == 0:
        pytest.skip("root's data do not move")
    before = make_var("before")
    answer(before, *KEEP)
    after = make_var("after")
    before.rename(after)

    assert answer(after, "SELECT number FROM kept") == "7"


def test_nobody_else_can_reach_socket_or_data(var):
    with client(var) as process:
        process.stdout.readline()
        place = places(var)
        paths = (place.home, place.data, place.socket_directory)

        modes = {path: stat.S_IMODE(path.stat().st_mode) for path in paths}

        assert modes == dict.fromkeys(paths, 0o700)
        process.stdin.close()


@needs_root
def test_another_user_is_refused_by_the_socket(var):
    other = pwd.getpwnam(OTHER_ACCOUNT)
    with client(var) as process:
        process.stdout.readline()
        path = str(places(var).socket_directory / ".s.PGSQL.5432")

        child = os.fork()
        if child == 0:
            os.setuid(other.pw_uid)
            with socket.socket(socket.AF_UNIX) as connection:
                os._exit(connection.connect_ex(path))
        _, status = os.waitpid(child, 0)

        assert os.strerror(os.waitstatus_to_exitcode(status)) == "Permission denied"
        process.stdin.close()


@needs_root
def test_another_user_cannot_put_a_directory_in_our_way(make_var):
    var = make_var("x" * 150)
    place = places(var)
    for path in (place.home, var):
        path.mkdir(parents=True, exist_ok=True)
        os.chown(path, pwd.getpwnam(OTHER_ACCOUNT).pw_uid, -1)

        with pytest.raises(EmbeddedError, match="Another user"):
            server_of(var).ensure()

        shutil.rmtree(path)


@needs_root
def test_root_runs_it_as_somebody_else_and_changes_no_folder(tmp_path, make_var):
    tmp_path.chmod(0o700)
    var = make_var()
    with client(var) as process:
        process.stdout.readline()

        assert postmaster(var).uids().effective != 0
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
        process.stdin.close()


@needs_root
def test_root_can_run_it_from_where_nobody_can_look(tmp_path, make_var):
    tmp_path.chmod(0o700)
    place = places(make_var())

    assert answer(place.var) == "1"
    assert not place.home.is_relative_to(tmp_path)


def test_a_lock_that_another_process_holds_is_not_waited_for_forever(tmp_path):
    path = tmp_path / "lock"

    with (
        exclusive(path, timeout=1),
        pytest.raises(EmbeddedError, match="has held"),
        exclusive(path, timeout=0.1),
    ):
        pass


def test_erasing_leaves_nothing(var):
    answer(var)
    place = places(var)

    assert server_of(var).erase()

    assert not any(p.exists() for p in (place.var, place.home, place.socket_directory))


def test_nothing_is_erased_while_somebody_uses_it(var):
    with client(var) as process:
        process.stdout.readline()

        assert not server_of(var).erase()

        process.stdin.write("SELECT 2\n")
        process.stdin.flush()
        assert process.stdout.readline() == "2\n"
        process.stdin.close()


def test_a_deleted_directory_takes_its_data_with_it(var):
    answer(var, *KEEP)
    old = places(var)
    shutil.rmtree(var)

    tables = answer(var, "SELECT count(*) FROM pg_tables WHERE tablename = 'kept'")

    assert tables == "0"
    if old.home != var:
        shutil.rmtree(old.home)
