"""A real browser on the real site, with dossiers that a test run has loaded.

Skipped where there is no Chromium; ``.ci/run`` installs Debian's.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DOSSIERS = ("wsj-belarus.yaml", "ankara-2024.yaml", "cecot-2025.yaml")
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


def chromium() -> str | None:
    """Where a Chromium is, or None."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Start Chromium once."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed"
    )
    executable = chromium()
    if executable is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    # Playwright runs an event loop in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(
            executable_path=executable, args=list(ARGUMENTS)
        )
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(browser, live_server, transactional_db) -> str:
    """The address of the site, with a few dossiers in it."""
    call_command("load_reference", verbosity=0)
    paths = [str(SEEDS / name) for name in DOSSIERS]
    call_command("load_dossier", *paths, verbosity=0)
    return live_server.url
