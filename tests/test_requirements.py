"""The lock files hold exactly what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

BASE = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((BASE / "pyproject.toml").read_text())
MAIN = [*map(Requirement, PROJECT["project"]["dependencies"])]
DEVELOPMENT = [*map(Requirement, PROJECT["dependency-groups"]["dev"])]
ENTRY = re.compile(r"^([a-z0-9-]+)==(\S+)[^\n]*\n((?:    .*\n)+)", re.MULTILINE)
LOCKS = ("requirements.txt", "requirements-dev.txt")


def entries(lock):
    """Give name → (version, hashes and reasons)."""
    return {
        name: (version, rest)
        for name, version, rest in ENTRY.findall((BASE / lock).read_text())
    }


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [("requirements.txt", MAIN), ("requirements-dev.txt", MAIN + DEVELOPMENT)],
)
def test_lock_holds_what_is_asked_for_and_nothing_else(lock, requirements):
    locked = entries(lock)

    unmet = [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(
            locked[canonicalize_name(requirement.name)][0]
        )
    ]
    direct = {name for name, (_, rest) in locked.items() if "(pyproject.toml" in rest}

    assert unmet == []
    assert direct == {canonicalize_name(r.name) for r in requirements}


def test_the_developers_lock_holds_the_other_one():
    versions = {name: version for name, (version, _) in entries(LOCKS[0]).items()}
    of_developers = {name: version for name, (version, _) in entries(LOCKS[1]).items()}

    assert versions.items() <= of_developers.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_and_has_hashes(lock):
    text = (BASE / lock).read_text()
    locked = entries(lock)

    starts = [line for line in text.splitlines() if re.match("[a-z]", line)]

    assert len(starts) == len(locked)
    assert [n for n, (_, rest) in locked.items() if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_where_packages_come_from(lock):
    assert "://" not in (BASE / lock).read_text()
