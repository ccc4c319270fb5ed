"""Pages of list entries, and names on the search page."""

import datetime as dt

import pytest

from sanctions import listed_names
from tests import factories
from tracker import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    row = factories.ListEntryFactory(name="ONE, Person", kind="person", slug="list-a-1")
    names = [
        {"text": "ONE, Person", "script": "Latn", "kind": "primary"},
        {"text": "Персон Оне", "script": "Cyrl", "kind": "alias"},
    ]
    body = {"names": names, "births": [{"text": "1961"}], "countries": ["Country A"]}
    factories.EntryVersionFactory(entry=row, kind="person", name=row.name, body=body)
    factories.ListingPeriodFactory(
        entry=row, programme="BELARUS", began_on=dt.date(2022, 1, 1)
    )
    listed_names.refresh()
    return row


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_entry_has_a_page_with_its_periods_and_spellings(client, entry):
    page = text(client, "/listings/list-a-1/")

    for told in ("ONE, Person", "Персон Оне", "BELARUS", "born 1961", "Country A"):
        assert told in page


def test_the_page_leads_to_the_entity_it_is(client, entry):
    with published.writing():
        entity = factories.EntityFactory(
            slug="entity-a", kind="person", state="published", cited=True
        )
        entry.entity = entity
        entry.save()

    assert "/entities/entity-a/" in text(client, "/listings/list-a-1/")


def test_a_hidden_or_unknown_entry_has_no_page(client, entry):
    entry.is_hidden = True
    entry.save()

    statuses = [
        client.get(f"/listings/{slug}/").status_code for slug in ("list-a-1", "none")
    ]

    assert statuses == [404, 404]


def test_a_page_takes_no_parameters(client, entry):
    assert client.get("/listings/list-a-1/?x=1").status_code == 400


def test_search_finds_an_entry_in_another_script_and_says_which_spelling(client, entry):
    page = text(client, "/search/?q=Персон+Оне")

    assert 'href="/listings/list-a-1/"' in page
    assert "spelled “Персон Оне”" in page
    assert "Nothing is found." not in page


def test_search_for_no_name_finds_nothing(client, entry):
    assert "Called like this" not in text(client, "/search/?q=%3F")
    assert "Called like this" not in text(client, "/search/")
