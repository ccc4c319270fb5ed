"""What machines ask for first: robots.txt, security.txt, icon, sitemap."""

import re
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from tests import factories

pytestmark = pytest.mark.django_db


def test_robots_leave_the_desk_and_the_past_alone(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_security_txt_names_the_contact_for_less_than_a_year(client, settings):
    settings.CONTACT = "mailto:editors@example.org"

    lines = dict(
        line.split(": ", 1)
        for line in client.get("/.well-known/security.txt")
        .content.decode()
        .splitlines()
    )

    expires = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%S%z")
    assert lines["Contact"] == "mailto:editors@example.org"
    assert 0 < (expires - datetime.now(UTC)).days < 365


def test_security_txt_is_not_there_without_a_contact(client, settings):
    settings.CONTACT = ""

    assert client.get("/.well-known/security.txt").status_code == 404


def test_guessed_icon_leads_to_the_icon(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Location"]) == (
        301,
        "/static/tracker/icon.svg",
    )


def test_sitemap_lists_public_records_only(client):
    shown = factories.ReleaseFactory()
    hidden = factories.ReleaseFactory(draft=True)

    text = client.get("/sitemap-records.xml").content.decode()

    assert f"<loc>http://testserver/releases/{shown.slug}/</loc>" in text
    assert hidden.slug not in text


def test_every_address_of_the_sitemap_answers(client):
    factories.ReleaseFactory()

    index = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    found = [
        re.findall("<loc>(.*?)</loc>", client.get(path).content.decode())
        for path in index
    ]

    assert {client.get(path).status_code for paths in found for path in paths} == {200}


def test_report_page_names_the_contact(client, settings):
    settings.CONTACT = "https://example.org/contact"

    assert (
        '<a href="https://example.org/contact">example.org/contact</a>'
        in client.get("/report-an-error/").content.decode()
    )


def test_every_static_file_that_production_serves_is_found(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        }
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()
