"""Documents read as bytes, and the API without what pages need."""

import pytest

from tests import factories
from tracker import stored
from tracker.models import PublishedDocument

pytestmark = pytest.mark.django_db


def rows(**values):
    return PublishedDocument.objects.using("public").filter(kind="release", **values)


def test_body_by_hand_is_what_the_orm_gives():
    release = factories.ReleaseFactory()

    by_orm = bytes(rows(slug=release.slug).values_list("body", flat=True).get())

    assert stored.body("release", release.slug) == by_orm
    assert stored.body("release", release.slug, ["answer:not_stated"]) == by_orm
    assert stored.body("release", release.slug, ["answer:given"]) is None
    assert stored.body("trade", release.slug) is None


def test_rows_come_as_the_orm_gives_them():
    factories.ReleaseFactory(released_on="2025-05-05")
    columns = ("slug", "sort_on", "body")

    by_orm = [(s, d, bytes(b)) for s, d, b in rows().values_list(*columns)]

    assert stored.fetch(rows(), *columns) == by_orm


def test_api_needs_no_session_and_sets_no_cookie(client):
    response = client.get("/api/v1/releases/")

    assert not response.cookies
    assert response["X-Content-Type-Options"] == "nosniff"


def test_api_without_the_stroke_at_the_end_leads_to_it(client):
    response = client.get("/api/v1/releases?limit=3")

    assert (response.status_code, response["Location"]) == (
        301,
        "/api/v1/releases/?limit=3",
    )


def test_api_refuses_another_host(client):
    response = client.get("/api/v1/releases/", headers={"host": "evil.example"})

    assert response.status_code == 400


def test_failure_of_the_api_is_a_problem(client, monkeypatch):
    def fail(*_):
        raise RuntimeError("secret")

    monkeypatch.setattr(stored, "body", fail)
    client.raise_request_exception = False

    response = client.get("/api/v1/releases/any/")

    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert b"secret" not in response.content


def test_docs_of_the_api_keep_their_policy(client):
    assert "Content-Security-Policy" in client.get("/api/v1/docs/")
