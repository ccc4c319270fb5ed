"""The editors' desk in a browser: from an article to the public answer."""

import json
import re
from urllib.request import urlopen

import pytest

from exchanges.models import Concession, Linkage, Release, Trade
from tests import admin_site, factories
from tests.browser.test_pages import Visit, violations
from tracker.desk import audits
from tracker.models import Person, Source

pytestmark = pytest.mark.django_db(
    transaction=True, databases=["default", "owner", "public"]
)
DESK = {"width": 1280, "height": 800}
PASSWORD = "words-for-a-test-only"


@pytest.fixture(autouse=True)
def _no_audit_of_another_test():
    audits.forget()
    yield
    audits.forget()


def sign_in(visit, site):
    user = factories.UserFactory(staff=True, is_superuser=True)
    user.set_password(PASSWORD)
    user.save()
    visit.page.goto(f"{site}/admin/login/")
    visit.page.fill("#id_username", user.username)
    visit.page.fill("#id_password", PASSWORD)
    visit.page.click("[type=submit]")


def choose(page, field, words):
    """Choose a row in one of Django's autocompletes."""
    page.locator(f"#{field} + .select2 .select2-selection").click()
    page.locator(".select2-search__field").fill(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def save(page, name="_save"):
    page.click(f".submit-row [name={name}]")
    problems = page.locator(".errornote, .errorlist").all_inner_texts()
    assert problems == []


def test_no_page_of_the_desk_fails_axe_or_the_policy_or_overflows(browser, site):
    trade = Trade.objects.get(slug="by-us-2025")
    release = trade.releases.first()
    pages = (
        *("/admin/", "/admin/search/?q=Bialiatski", "/admin/work/draft/"),
        *("/admin/look/conflicts/", "/admin/sanctions/action/?expiry=expired"),
        *(
            admin_site.address(model, "changelist")
            for model in (Release, Trade, Person, Source, Linkage)
        ),
        *(admin_site.address(model, "add") for model in (Release, Person, Source)),
        admin_site.address(Trade, "change", trade.pk),
        admin_site.address(Release, "change", release.pk),
        admin_site.address(Release, "history", release.pk),
    )
    found = {}
    for scheme in ("light", "dark"):
        with Visit(
            browser, f"{site}/admin/", viewport=DESK, color_scheme=scheme
        ) as visit:
            sign_in(visit, site)
            for path in pages:
                visit.problems.clear()
                visit.page.goto(site + path)
                visit.page.wait_for_timeout(200)  # Django's own scripts
                problems = list(visit.problems)
                problems += serious(visit.page)
                width = visit.page.evaluate("document.documentElement.scrollWidth")
                if width > DESK["width"]:
                    problems.append(f"{width} pixels wide")
                if problems:
                    found[f"{path} {scheme}"] = problems

    assert found == {}


def serious(page):
    violations(page)  # loads axe
    entries = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    )["violations"]
    return [
        (entry["id"], entry["nodes"][0]["target"])
        for entry in entries
        if entry["impact"] in ("serious", "critical")
    ]


def test_an_article_becomes_a_public_answer(browser, live_server, transactional_db):
    site = live_server.url
    factories.PartyFactory(code="XA", name="Party Alpha")
    factories.PartyFactory(code="XB", name="Party Beta")
    with Visit(browser, f"{site}/admin/", viewport=DESK) as visit:
        page = visit.page
        sign_in(visit, site)

        page.goto(f"{site}/admin/tracker/source/add/")
        page.fill("#id_slug", "source-one")
        page.fill("#id_publisher", "Publisher One")
        page.fill("#id_title", "Title One")
        page.select_option("#id_state", "published")
        save(page)

        page.goto(f"{site}/admin/exchanges/trade/add/")
        page.fill("#id_slug", "xa-xb")
        page.select_option("#id_state", "in_review")
        cite(page, "Title One")
        save(page, "_continue")

        page.get_by_role("link", name="Add a release").click()
        page.fill("#id_slug", "xa-release")
        choose(page, "id_captor", "Party Alpha")
        page.fill("#id_released_on", "mid-December 2025")
        page.get_by_role("button", name="Write [2025-12-11..2025-12-20]").click()
        assert page.input_value("#id_released_on_text") == "mid-December 2025"
        page.fill("#id_people_min", "3")
        page.fill("#id_people_max", "3")
        page.select_option("#id_state", "in_review")
        page.fill("#id_citations-0-locator", "1")  # the source is filled in
        save(page)

        page.get_by_role("link", name="Add a concession").click()
        page.fill("#id_slug", "xb-goods")
        page.fill("#id_title", "Goods of a kind")
        page.select_option("#id_kind", "goods")
        choose(page, "id_giver", "Party Beta")
        page.locator("#steps-group .add-row a").click()
        page.select_option("#id_steps-0-kind", "delivered")
        page.fill("#id_steps-0-position", "0")
        page.select_option("#id_state", "in_review")
        page.fill("#id_citations-0-locator", "2")
        save(page)

        page.locator(".desk-panel summary").first.click()
        page.get_by_role("link", name=re.compile("Tie “Goods of a kind”")).click()
        page.select_option("#id_basis", "stated")
        cite(page, "Title One")
        save(page)

        assert json_of(f"{site}/api/v1/releases/")["results"] == []

    with Visit(browser, f"{site}/admin/", viewport=DESK) as visit:  # a second person
        page = visit.page
        sign_in(visit, site)
        page.get_by_role("link", name=re.compile("drafts to review")).click()
        assert page.locator(".desk-found li").count() == 3
        for model in (Trade, Concession, Release):
            page.goto(site + admin_site.address(model, "changelist"))
            page.locator("#result_list .action-select").check()
            page.select_option("select[name=action]", "publish")
            page.click("#changelist-form button[name=index]")
            page.click("[name=confirm]")
            said = page.locator(".messagelist").inner_text()
            assert model.objects.get().state == "published", said

    (release,) = json_of(f"{site}/api/v1/releases/")["results"]
    given = release["in_exchange"]
    assert release["released_on"]["text"] == "one day between 11 and 20 December 2025"
    assert given["answer"] == "given"
    assert [item["concession"]["slug"] for item in given["exclusive"]] == ["xb-goods"]


def cite(page, title):
    choose(page, "id_citations-0-source", title)
    page.fill("#id_citations-0-locator", "1")


def json_of(address):
    with urlopen(address) as response:
        return json.load(response)
