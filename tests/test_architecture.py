"""Imports point one way: exchanges → sanctions → tracker."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("tracker", "sanctions", "exchanges")  # each may import those before it
WIRING = {"tracker/urls.py", "tracker/settings.py"}
PURE = (
    *("tracker/dates.py", "tracker/date_words.py", "tracker/counts.py"),
    *("tracker/names.py", "tracker/name_words.py", "tracker/transliteration.py"),
    "tracker/lexemes.py",
    *sorted(
        str(path.relative_to(ROOT)) for path in (ROOT / "exchanges").glob("ledger*.py")
    ),
    "exchanges/reconciliation.py",
)
BANNED = {"utils", "helpers", "common", "services", "base"}
MAX_LINES = 500


def modules():
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def imported(path):
    """Give the first name of everything a module imports absolutely."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_itself_and_those_below(package):
    above = set(PACKAGES[PACKAGES.index(package) + 1 :])

    upwards = {
        str(path.relative_to(ROOT)): sorted(above & set(imported(path)))
        for path in modules()
        if path.relative_to(ROOT).parts[0] == package
        and str(path.relative_to(ROOT)) not in WIRING
    }

    assert {path: names for path, names in upwards.items() if names} == {}


@pytest.mark.parametrize("path", PURE)
def test_a_pure_module_imports_no_django(path):
    assert not {"django", "rest_framework"} & set(imported(ROOT / path))


def test_no_module_has_a_name_that_says_nothing():
    names = {str(path.relative_to(ROOT)) for path in modules() if path.stem in BANNED}

    assert names <= {"tracker/embedded/base.py"}  # Django asks for this one


def test_no_module_is_too_long_to_read():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules()
    }

    assert {path: n for path, n in lengths.items() if n > MAX_LINES + 50} == {}
