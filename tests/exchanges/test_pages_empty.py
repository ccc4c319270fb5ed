"""The public pages of a site without data, or whose database is away."""

import pytest
from django.db import OperationalError

from exchanges.urls import DETAILS
from tests import surface
from tracker import pages


@pytest.mark.django_db
@pytest.mark.parametrize("address", surface.FIXED)
def test_page_without_data_is_a_page(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("segment", DETAILS)
def test_list_without_data_says_so(client, segment):
    body = client.get(f"/{segment}/").content.decode()

    assert ("Nothing is published yet." in body) or ("No release fits." in body)


@pytest.mark.django_db
@pytest.mark.parametrize("segment", DETAILS)
def test_unknown_record_is_not_found(client, segment):
    response = client.get(f"/{segment}/unknown/")

    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_page_without_a_database_says_when_to_ask_again(client, monkeypatch):
    def fail(*_, **__):
        raise OperationalError

    monkeypatch.setattr(pages, "rows", fail)

    response = client.get("/")

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "does not answer" in response.content.decode()


def test_failure_of_ours_is_a_page(client, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(pages, "rows", fail)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "Something failed here" in response.content.decode()
    assert "secret" not in response.content.decode()
