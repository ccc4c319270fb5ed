"""What a reader's browser makes of the pages: accessibility, weight, shift, width."""

import re
from pathlib import Path

import pytest

from exchanges import urls

pytestmark = pytest.mark.django_db(
    transaction=True, databases=["default", "owner", "public"]
)
AXE = Path(__file__).resolve().parent / "axe.min.js"
BUDGET = 60_000  # bytes transferred, images left out
RELEASE = "/releases/by-2025-12-one-hundred-twenty-three/"
LONG_RELEASE = "/releases/ru-2024-08-01-fifteen/"
PAGES = (
    *("/", RELEASE, LONG_RELEASE, f"{RELEASE}?known_by=2025-12-31"),
    *(f"/{segment}/" for segment in urls.DETAILS),
    *("/trades/by-us-2025/", "/concessions/us-belavia-relief/"),
    *("/people/ales-bialiatski/", "/parties/US/", "/countries/BY/"),
    *("/sources/wsj-2025-12-lukashenko-back-channel/", "/unknown/"),
    *("/releases/?captor=BY", "/releases/?nothing=1", "/search/?q=Bialiatski"),
    *("/ledger/", "/ledger/?between=US,BY", "/discrepancies/", "/reconciliation/"),
    *("/revolving-door/", "/explore/", "/explore/timeline/", "/explore/map/"),
    *("/explore/flow/", "/methodology/", "/api/", "/data/", "/data/dictionary/"),
    *("/changelog/", "/report-an-error/", "/embed/explore/timeline/"),
    f"/embed{RELEASE}",
)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
VIEWPORTS = ((PHONE, "light"), (DESK, "dark"))
SEEN_TWICE = (
    *("/", RELEASE, "/releases/", "/ledger/?between=US,BY", "/discrepancies/"),
    *("/explore/timeline/", "/explore/map/", "/explore/flow/", "/revolving-door/"),
)
HOST = re.compile(r"https?://[^/]+")
SHIFT = """new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) sum += entry.value;
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 300);
})"""


class Visit:
    """One page in the browser, with everything that was asked for on the way."""

    def __init__(self, browser, address, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.problems = []
        self.responses = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("response", lambda response: self.responses.append(response))
        self.page.goto(address)

    def _note(self, message):
        is_status = "Failed to load resource" in message.text  # the 404 itself
        if message.type == "error" and not is_status:
            self.problems.append(message.text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def transferred(self):
        return sum(
            response.request.sizes()["responseBodySize"]
            + response.request.sizes()["responseHeadersSize"]
            for response in self.responses
            if response.request.resource_type != "image"
        )


def violations(page):
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
        " 'best-practice']})"
    )
    return [
        (entry["id"], [node["target"] for node in entry["nodes"]][:3])
        for entry in found["violations"]
    ]


def test_no_page_fails_axe_or_the_policy_or_overflows(browser, site):
    found = {}
    for path in PAGES:
        for size, scheme in VIEWPORTS if path in SEEN_TWICE else VIEWPORTS[:1]:
            with Visit(
                browser, site + path, viewport=size, color_scheme=scheme
            ) as visit:
                problems = [*visit.problems, *violations(visit.page)]
                width = visit.page.evaluate("document.documentElement.scrollWidth")
                if width > size["width"]:
                    problems.append(f"{width} pixels wide")
                if visit.page.locator("h1").count() != 1:
                    problems.append("not one h1")
            if problems:
                found[f"{path} {size['width']}"] = problems

    assert found == {}


def test_home_and_releases_are_light_and_do_not_shift(browser, site):
    weights, shifts, hosts = {}, {}, set()
    for path in ("/", RELEASE, LONG_RELEASE):
        with Visit(browser, site + path, viewport=PHONE) as visit:
            shifts[path] = visit.page.evaluate(SHIFT)
            weights[path] = visit.transferred()
            hosts |= {HOST.match(r.url)[0] for r in visit.responses}

    assert {path: n for path, n in weights.items() if n > BUDGET} == {}
    assert {path: shift for path, shift in shifts.items() if shift} == {}
    assert hosts == {site}


def test_release_says_everything_without_javascript_and_in_print(browser, site):
    with Visit(browser, site + RELEASE, java_script_enabled=False) as visit:
        text = visit.page.locator("main").inner_text()
        mark = visit.page.locator(".cites a").first
        mark.click()

        assert "123 people" in text
        assert "Sanctions relief for potash" in text
        assert "121 are not" in text
        assert visit.page.url.endswith("#source-1")
        visit.page.emulate_media(media="print")
        assert visit.page.locator(".sources li").first.is_visible()
        assert not visit.page.locator(".masthead nav").is_visible()


def test_reader_finds_a_person_in_another_script(browser, site):
    with Visit(browser, site) as visit:
        visit.page.locator("#find-large").fill("Алесь Бяляцкі")
        visit.page.locator("#find-large").press("Enter")

        visit.page.get_by_role("link", name="Ales Bialiatski").first.click()

        assert visit.page.locator("h1").inner_text() == "Ales Bialiatski"
