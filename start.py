#!/usr/bin/env python3
"""The way in: ``python3 start.py`` runs the site, ``python3 start.py test`` checks it.

Standard library only, because a bare machine has nothing else: it makes ``.venv`` from
the lock file once, then hands over to ``manage.py``. It parses on Python 3.6, so that
an old one says what is missing instead of showing a syntax error.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

NEWER_PYTHONS = ("python3.13", "python3.12", "python3.11", "python3.14")

if sys.version_info < (3, 11):  # noqa: UP036 - an older one may well run this
    for name in NEWER_PYTHONS:
        if shutil.which(name):
            os.execvp(name, [name, *sys.argv])
    sys.exit(
        "start: Python 3.11 or newer is needed; this is "
        + f"{sys.version.split()[0]} at {sys.executable}"
    )

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = HERE / "requirements.txt"
DEVELOPER_LOCK = HERE / "requirements-dev.txt"  # holds all of the other, and more
VAR = HERE / "var"
PROGRESS_INTERVAL = 10  # seconds
# A person's settings of pip that would install to another place than .venv, of Django
# that belong to another project, and of a database that is not the tests'.
PIP_VARIABLES = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV")
SETTINGS_VARIABLE = "DJANGO_SETTINGS_MODULE"
DATABASE_VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PUBLIC_URL")
COMMANDS = {
    "run": "demo",
    "shell": "shell",
    "password": "password",
    "account": "account",
    "stop": "stop",
}
CHECKS = (
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "ruff", "check", "."),
    ("-m", "mypy"),
    ("manage.py", "check"),
    ("manage.py", "makemigrations", "--check", "--dry-run"),
    ("-m", "pytest", "-n", "auto"),
)
USAGE = """\
python3 start.py               install once, load the record, serve it
                 run --once    the same, then ask it for the releases and stop
                 run --port N  on another port; 0 picks a free one
                 setup [--dev] only install; --dev: with what the tests need
                 test [ARGS]   all checks; with arguments pytest alone
                 shell         Django's shell on the demo's database
                 password      a new password for the demo's editor
                 account NAME  an account for a second person, to publish what is risky
                 stop          stop a site that runs in the background
                 clean [--yes] delete everything that this has made"""


def main(arguments: list[str]) -> int:
    """Carry out one command; return the exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    if command in ("help", "--help", "-h"):
        print(USAGE)
        return 0
    if command.startswith("--"):
        command, rest = "run", arguments
    os.chdir(HERE)
    os.environ.pop(SETTINGS_VARIABLE, None)
    if command == "setup" and rest in ([], ["--dev"]):
        install(DEVELOPER_LOCK if rest else LOCK)
        say("everything is installed")
        return 0
    if command == "test":
        install(DEVELOPER_LOCK)
        return test(rest)
    if command == "clean" and rest in ([], ["--yes"]):
        return clean(is_sure=bool(rest))
    if command not in COMMANDS:
        print(USAGE, file=sys.stderr)
        return 2
    if command == "stop" and not PYTHON.exists():
        say("nothing is installed, so nothing runs")
        return 0
    install(LOCK)
    # Become the other program, so that Ctrl-C and the exit code are its own.
    os.execv(PYTHON, [str(PYTHON), "manage.py", COMMANDS[command], *rest])


def say(text: str) -> None:
    """Tell the person what happens."""
    print(f"start: {text}", file=sys.stderr, flush=True)


def install(lock: Path) -> None:
    """Make ``.venv`` hold what a lock file lists; do nothing when it does already."""
    with Path(__file__).open("rb") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)  # two commands at once install one by one
        if is_installed(lock):
            return
        started = time.monotonic()
        make_venv()
        install_packages(lock)
        marker(lock).write_text(digest(lock))
        say(f"installed in {time.monotonic() - started:.0f} s")


def is_installed(lock: Path) -> bool:
    """Say whether ``.venv`` works and holds what the lock file lists."""
    if not is_working(PYTHON, ""):
        return False
    return any(
        marker(path).exists() and marker(path).read_text() == digest(path)
        for path in (lock, DEVELOPER_LOCK)
    )


def marker(lock: Path) -> Path:
    """Return where it is written which state of a lock file was installed."""
    return VENV / f".installed-{lock.name}"


def digest(lock: Path) -> str:
    """Return the digest of a lock file."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_working(python: Path, code: str) -> bool:
    """Say whether an interpreter exists and runs a line."""
    if not python.exists():
        return False
    return subprocess.call([python, "-c", code], stderr=subprocess.DEVNULL) == 0


def has_ensurepip() -> bool:
    """Say whether a new environment can get a pip of its own."""
    return is_working(Path(sys.executable), "import ensurepip")


def make_venv() -> None:
    """Make ``.venv``, also where Debian has left out ensurepip."""
    if is_working(PYTHON, ""):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    options = []
    if not has_ensurepip():
        options.append("--without-pip")
    subprocess.check_call([sys.executable, "-m", "venv", *options, VENV])


def install_packages(lock: Path) -> None:
    """Run pip, its own in ``.venv`` or the machine's; say that it goes on."""
    if is_working(PYTHON, "import pip"):
        pip = [str(PYTHON), "-m", "pip"]
    elif is_working(Path(sys.executable), "import pip"):
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    else:
        sys.exit("start: pip is needed; on Debian: apt-get install python3-pip")
    environment = {k: v for k, v in os.environ.items() if k not in PIP_VARIABLES}
    options = ["--disable-pip-version-check", "--no-input", "--quiet"]
    options += ["--require-hashes", "--requirement", str(lock)]
    say(f"installing {lock.name} into .venv, once; about a minute")
    started = time.monotonic()
    process = subprocess.Popen([*pip, "install", *options], env=environment)
    while True:
        try:
            code = process.wait(PROGRESS_INTERVAL)
            break
        except subprocess.TimeoutExpired:
            say(f"still installing after {time.monotonic() - started:.0f} s")
    if code:
        sys.exit(f"start: pip could not install {lock.name}; it says why above")


def test(arguments: list[str]) -> int:
    """Run every check, or pytest alone with arguments; 0 if all pass, else 1."""
    environment = {k: v for k, v in os.environ.items() if k not in DATABASE_VARIABLES}
    environment["TRACKER_VAR"] = str(VAR / "test")
    environment["EMBEDDED_FAST"] = "on"
    if arguments:
        command = [str(PYTHON), "-m", "pytest", *arguments]
        return subprocess.call(command, env=environment)
    failed = []
    for check in CHECKS:
        name = " ".join(word for word in check if word != "-m")
        say(name)
        if subprocess.call([PYTHON, *check], env=environment):
            failed.append(name)
    if failed:
        say("failed: " + ", ".join(failed))
        return 1
    say("all checks passed")
    return 0


def clean(*, is_sure: bool) -> int:
    """Delete ``.venv`` and ``var`` after asking."""
    targets = [path for path in (VENV, VAR) if path.exists()]
    if not targets:
        say("there is nothing to delete")
        return 0
    say("this deletes:")
    say(f"  {VENV}  the installed packages")
    say(f"  {VAR}  the embedded database with everything entered into it")
    if not is_sure:
        try:
            answer = input("Type yes to delete them: ")
        except EOFError:
            answer = ""
        if answer.strip().lower() != "yes":
            say("nothing was deleted")
            return 1
    if VAR.exists() and is_installed(LOCK):
        code = subprocess.call([PYTHON, "manage.py", "stop", "--erase"])
        if code:
            return code
    for path in targets:
        shutil.rmtree(path, ignore_errors=True)
    say("deleted")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except subprocess.CalledProcessError as error:
        sys.exit(f"start: {error}")
