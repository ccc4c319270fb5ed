"""Make the pictures of docs/editing.md from a running demo, with its public data only.

Start the demo (``python3 start.py``), then, with the password that it printed::

    DESK_PASSWORD=… python docs/screenshots.py http://127.0.0.1:8000

Chromium is found as the tests of the browser find it.
"""

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parent / "images"
SIZE = {"width": 1280, "height": 800}  # pixels
COLOURS = 64  # of a picture
TRADE = "by-us-2025"
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic")


def save(page: Page, name: str) -> None:
    """Keep what is on the screen, with few colours so that it is small."""
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)


def sign_in(page: Page, site: str) -> None:
    """Sign in as the demo's editor."""
    page.goto(f"{site}/admin/login/")
    page.fill("#id_username", os.environ.get("DESK_USER", "editor"))
    page.fill("#id_password", os.environ["DESK_PASSWORD"])
    page.click("[type=submit]")


def shoot(page: Page, site: str) -> None:
    """Walk through the desk; nothing is saved in it."""
    page.goto(f"{site}/admin/")
    save(page, "front")
    page.goto(f"{site}/admin/search/?q=Алесь+Бяляцкі")
    save(page, "search")
    page.goto(f"{site}/admin/exchanges/release/")
    page.locator("details.desk-choose", has_text="Captor").locator("summary").click()
    save(page, "list")
    page.goto(f"{site}/admin/exchanges/trade/?q={TRADE}")
    page.get_by_role("link", name=TRADE, exact=True).click()
    page.get_by_role("heading", name="This trade").wait_for()
    save(page, "trade")
    page.get_by_role("link", name="Add a release").click()
    page.fill("#id_released_on", "mid-December 2025")
    page.locator(".desk-date output button").first.wait_for()
    page.locator("#id_released_on").scroll_into_view_if_needed()
    save(page, "date")
    page.goto(f"{site}/admin/look/conflicts/")
    save(page, "doubts")


def main() -> None:
    """Make all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=list(ARGUMENTS),
        )
        page = browser.new_page(viewport=SIZE)
        sign_in(page, sys.argv[1].rstrip("/"))
        shoot(page, sys.argv[1].rstrip("/"))
        browser.close()


if __name__ == "__main__":
    main()
