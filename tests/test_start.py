"""start.py on its own, with neither network nor the demo's data."""

import ast
import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tracker.embedded.base import server

BASE = Path(__file__).resolve().parent.parent
START = BASE / "start.py"
TIMEOUT = 120  # seconds


def taken_port(listener):
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    return listener.getsockname()[1]


def is_running(var):
    return server(var, is_fast=False).is_running()


def load_start():
    spec = importlib.util.spec_from_file_location("start", START)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py as a module whose checkout is an empty directory."""
    module = load_start()
    monkeypatch.setattr(module, "has_ensurepip", lambda: False)  # takes seconds
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(module.SETTINGS_VARIABLE)  # put back after the test
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "VAR", tmp_path / "var")
    for name in ("LOCK", "DEVELOPER_LOCK"):
        path = tmp_path / getattr(module, name).name
        path.write_text("# nothing\n")
        monkeypatch.setattr(module, name, path)
    return module


def test_an_old_python_can_parse_it():
    ast.parse(START.read_text(), feature_version=(3, 6))


def test_it_needs_the_standard_library_only():
    tree = ast.parse(START.read_text())
    imported = {
        (node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    } | {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }

    assert imported <= sys.stdlib_module_names


def test_an_old_python_is_told_what_is_needed(tmp_path):
    code = START.read_text().replace("(3, 11)", "(99, 0)")
    old = tmp_path / "start.py"
    old.write_text(code)

    result = subprocess.run(
        [sys.executable, old],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert "Python 3.11 or newer is needed" in result.stderr


def test_help_names_every_command(start, capsys):
    assert start.main(["--help"]) == 0

    text = capsys.readouterr().out
    commands = [*start.COMMANDS, "setup", "test", "clean"]
    assert [c for c in commands if not re.search(rf"\b{c}\b", text)] == []


@pytest.mark.parametrize(
    "arguments", [["unknown"], ["clean", "--force"], ["setup", "more"]], ids=str
)
def test_what_it_does_not_know_does_nothing(start, arguments, capsys):
    assert start.main(arguments) == 2

    assert "start.py" in capsys.readouterr().err


def test_installing_happens_once(start):
    start.install(start.LOCK)
    first = start.PYTHON.stat()

    start.install(start.LOCK)

    assert start.is_installed(start.LOCK)
    assert start.PYTHON.stat() == first


def test_a_changed_lock_is_installed_again(start):
    start.install(start.LOCK)

    start.LOCK.write_text("# changed\n")

    assert not start.is_installed(start.LOCK)


def test_what_developers_need_includes_what_the_site_needs(start):
    start.install(start.DEVELOPER_LOCK)

    assert start.is_installed(start.LOCK)


def test_an_interrupted_installation_is_made_up_for(start):
    (start.VENV / "bin").mkdir(parents=True)
    start.PYTHON.write_text("#!/bin/sh\nexit 1\n")
    start.PYTHON.chmod(0o755)

    start.install(start.LOCK)

    assert start.is_installed(start.LOCK)


def test_it_installs_without_ensurepip(start):
    """Debian leaves it out, and with it the pip of a new environment."""
    start.install(start.LOCK)

    assert start.is_installed(start.LOCK)
    assert not start.is_working(start.PYTHON, "import pip")


@pytest.mark.skipif(not load_start().has_ensurepip(), reason="there is no ensurepip")
def test_it_installs_with_ensurepip(start, monkeypatch):
    monkeypatch.setattr(start, "has_ensurepip", lambda: True)

    start.install(start.LOCK)

    assert start.is_installed(start.LOCK)
    assert start.is_working(start.PYTHON, "import pip")


def test_clean_asks_first(start, monkeypatch):
    start.VAR.mkdir()
    monkeypatch.setattr("builtins.input", lambda _: "no")

    assert start.main(["clean"]) == 1

    assert start.VAR.exists()


def test_clean_deletes_what_was_made(start):
    start.VAR.mkdir()
    start.VENV.mkdir()

    assert start.main(["clean", "--yes"]) == 0

    assert not start.VAR.exists()
    assert not start.VENV.exists()


def test_stop_without_an_installation_says_so(start):
    assert start.main(["stop"]) == 0


def test_all_checks_run_and_one_failure_is_enough(start, monkeypatch):
    called = []

    def call(command, env):
        called.append(command[1:])
        assert "DATABASE_URL" not in env
        return int("mypy" in command)

    monkeypatch.setenv("DATABASE_URL", "postgres://host/name")
    monkeypatch.setattr(start.subprocess, "call", call)

    assert start.test([]) == 1

    assert called == [list(check) for check in start.CHECKS]


def test_arguments_go_to_pytest_alone(start, monkeypatch):
    called = []
    monkeypatch.setattr(
        start.subprocess, "call", lambda command, env: called.append(command) or 5
    )

    assert start.test(["-k", "name"]) == 5

    assert called == [[str(start.PYTHON), "-m", "pytest", "-k", "name"]]


@pytest.fixture
def demo(tmp_path):
    """Run start.py's commands on data of their own."""
    environment = {
        name: value for name, value in os.environ.items() if name != "EMBEDDED_FAST"
    }
    environment |= {"TRACKER_VAR": str(tmp_path / "var")}

    def run(*arguments):
        return subprocess.Popen(
            [sys.executable, START, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    yield run
    with run("stop") as stop:
        stop.communicate(timeout=TIMEOUT)
    server(tmp_path / "var", is_fast=False).erase()


def test_run_serves_until_it_is_stopped(demo, tmp_path):
    with socket.socket() as taken, demo("run", "--port", str(taken_port(taken))) as run:
        said = []
        for line in run.stdout:
            said.append(line)
            if line.startswith("Ctrl-C"):
                break
        text = "".join(said)
        sites = re.findall(r"http://127\.0\.0\.1:\d+(?=/admin/)", text)
        assert len(sites) == 1, text

        with urllib.request.urlopen(f"{sites[0]}/api/v1/releases/") as answer:
            results = json.load(answer)["results"]
        run.send_signal(signal.SIGINT)
        run.wait(TIMEOUT)

    assert run.returncode == 0
    assert results
    assert "is taken; using" in text
    assert re.search(r"as editor with the password \S{16} ", text)
    assert not is_running(tmp_path / "var")


def test_run_once_asks_for_the_releases_and_stops(demo, tmp_path):
    with demo("run", "--once", "--port", "0") as run:
        text, _ = run.communicate(timeout=TIMEOUT)

    assert run.returncode == 0, text
    assert re.search(r"^GET http://\S+/api/v1/releases/ 200 in \d+ ms$", text, re.M)
    assert not is_running(tmp_path / "var")
