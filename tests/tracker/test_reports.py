"""Anybody writes to the editors; the words stay with them and are erased in time."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests import admin_site, desk, factories
from tracker import reports
from tracker.models import PublicReport

pytestmark = pytest.mark.django_db

ADDRESS = "/report-an-error/"
FORM = {
    "kind": "removal",
    "address": "/releases/release-a/",
    "text": "placeholder of some length",
    "contact": "by post",
    "consent": "on",
}


def test_a_report_is_kept_for_the_editors(client):
    response = client.post(ADDRESS, FORM)

    assert response.status_code == 201
    report = PublicReport.objects.get()
    assert (report.kind, report.address, report.text, report.contact, report.state) == (
        *("removal", "/releases/release-a/"),
        *("placeholder of some length", "by post", "new"),
    )
    assert "127.0.0.1" not in report.visitor


def test_a_report_needs_neither_an_account_nor_a_token():
    client = desk.Client(enforce_csrf_checks=True)

    assert client.post(ADDRESS, FORM).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"consent": ""},
        {"text": "short"},
        {"text": "x" * (reports.TEXT_MAX + 1)},
        {"kind": "praise"},
        {"address": "x" * 301},
    ],
    ids=["no consent", "too short", "too long", "unknown kind", "long address"],
)
def test_a_wrong_form_is_shown_again_with_what_was_typed(client, wrong):
    response = client.post(ADDRESS, {**FORM, "contact": "typed before", **wrong})

    assert response.status_code == 400
    assert "typed before" in response.content.decode()
    assert not PublicReport.objects.exists()


def test_a_machine_that_fills_every_field_is_not_kept(client):
    response = client.post(ADDRESS, {**FORM, "website": "https://example.org/"})

    assert response.status_code == 201
    assert not PublicReport.objects.exists()


def test_a_flood_of_one_network_is_refused(client):
    for _ in range(reports.PER_VISITOR):
        client.post(ADDRESS, FORM)

    response = client.post(ADDRESS, FORM)

    assert response.status_code == 429
    assert PublicReport.objects.count() == reports.PER_VISITOR


def test_a_flood_of_many_networks_is_refused(client, monkeypatch):
    monkeypatch.setattr(reports, "IN_ALL", 1)
    factories.PublicReportFactory()

    assert client.post(ADDRESS, FORM).status_code == 429


def test_a_huge_form_is_refused_before_it_is_read(client):
    response = client.post(ADDRESS, {**FORM, "text": "x" * reports.BODY_MAX})

    assert response.status_code == 413


def test_what_was_written_is_not_interpreted(client):
    factories.PublicReportFactory(text="<script>alert(1)</script>")
    report = PublicReport.objects.get()

    url = admin_site.address(PublicReport, "change", report.pk)
    text = desk.somebody("editor").get(url).content.decode()

    assert "<script>alert" not in text


@pytest.mark.parametrize("role", desk.ROLES)
def test_who_reads_and_answers_reports(role):
    report = factories.PublicReportFactory()
    client = desk.somebody(role)
    url = admin_site.address(PublicReport, "change", report.pk)

    seen = client.get(url).status_code
    client.post(url, {"state": "done", "answer": "corrected"})

    may = role in ("editor", "publisher", "administrator")
    report.refresh_from_db()
    assert seen == (200 if may else 403)
    assert report.state == ("done" if may else "new")


def test_a_report_is_closed_with_a_word_only():
    report = factories.PublicReportFactory()
    client = desk.somebody("editor")
    url = admin_site.address(PublicReport, "change", report.pk)

    client.post(url, {"state": "declined", "answer": " "})

    report.refresh_from_db()
    assert (report.state, report.handled_by) == ("new", None)


@pytest.mark.parametrize(
    "address",
    ["/releases/release-a/", "https://example.org/api/v1/releases/release-a/?x=1"],
)
def test_a_report_leads_to_the_record(address):
    release = factories.ReleaseFactory(slug="release-a")
    report = factories.PublicReportFactory(address=address)

    page = desk.somebody("editor").get(
        admin_site.address(PublicReport, "change", report.pk)
    )

    assert page.context["record"] == admin_site.address(
        type(release), "change", release.pk
    )


def test_words_are_erased_in_time():
    user, now = factories.UserFactory(), timezone.now()
    for days in (reports.KEPT.days + 1, reports.KEPT.days - 1):
        factories.PublicReportFactory(
            state="done",
            answer=str(days),
            handled_by=user,
            closed_at=now - dt.timedelta(days=days),
        )
    factories.PublicReportFactory()

    call_command("reports")
    call_command("reports")

    assert PublicReport.objects.filter(text="").count() == 1
    assert PublicReport.objects.filter(text="placeholder").count() == 2
