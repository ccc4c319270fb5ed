"""When somebody was listed is answered from periods, on entities and on listings."""

import datetime as dt

import pytest

from tests import factories
from tests.lists import detail, slugs
from tests.sanctions.test_listed_names import entry
from tracker import published

pytestmark = pytest.mark.django_db
LISTINGS = "/api/v1/listings/"


def period(row, began_on, ended_on=None, programme="A", **values):
    ended_after = ended_on and ended_on - dt.timedelta(days=1)
    return factories.ListingPeriodFactory(
        entry=row,
        programme=programme,
        began_on=began_on,
        ended_on=ended_on,
        ended_after=values.pop("ended_after", ended_after),
        **values,
    )


def on_list(slug, began_on, ended_on=None):
    """An entity of the record that a list shows for a time."""
    entity = factories.EntityFactory(slug=slug)
    period(entry(f"Entry of {slug}", entity=entity), began_on, ended_on)
    return entity


def test_entities_are_kept_that_were_listed_on_a_day(client):
    on_list("entity-before", dt.date(2020, 1, 1), dt.date(2020, 6, 1))
    on_list("entity-during", dt.date(2020, 1, 1), dt.date(2021, 6, 1))
    on_list("entity-lasting", dt.date(2020, 9, 1))
    on_list("entity-later", dt.date(2021, 1, 2))
    factories.EntityFactory(slug="entity-never")

    assert slugs(client, "entities", listed_on="2021-01-01") == [
        "entity-during",
        "entity-lasting",
    ]
    assert slugs(client, "entities", listed_on="2020-06-01") == ["entity-during"]


def test_periods_entered_by_hand_count_too(client):
    entity = factories.EntityFactory(slug="entity-a")
    factories.ListingFactory(entity=entity, listed_on="2020-03", delisted_on="2021")
    factories.ListingFactory(entity__draft=True, listed_on="2020-03")

    assert slugs(client, "entities", listed_on="2020-03-01") == ["entity-a"]
    assert slugs(client, "entities", listed_on="2021-06-01") == ["entity-a"]
    assert slugs(client, "entities", listed_on="2020-02-28") == []
    assert slugs(client, "entities", listed_on="2022-01-01") == []


@pytest.mark.parametrize(
    "query",
    ["listed_on=2020", "listed_on=x", "listed_on=", "listed_on=2020-01-01&listed_on=x"],
)
def test_a_day_that_is_none_is_explained(client, query):
    for segment in ("entities", "listings"):
        response = client.get(f"/api/v1/{segment}/?{query}")

        assert response.status_code == 400
        assert {e["parameter"] for e in response.json()["errors"]} == {"listed_on"}


def test_entity_shows_the_periods_of_its_entries(client):
    entity = factories.EntityFactory(slug="entity-a", kind="organisation")
    row = entry("Entry", entity=entity, key="7", first_seen_on=dt.date(2020, 1, 3))
    period(row, dt.date(2020, 1, 3), dt.date(2020, 2, 3), programme="BELARUS")

    (listing,) = detail(client, "entities", "entity-a")["listings"]

    assert listing["programme"] == {"code": "", "name": "BELARUS", "legal_basis": ""}
    assert listing["listed_on"]["edtf"] == "[..2020-01-03]"
    assert listing["delisted_on"]["edtf"] == "2020-02-03"
    assert {k: listing[k] for k in ("list", "key", "first_seen", "last_seen")} == {
        "list": "list-a",
        "key": "7",
        "first_seen": "2020-01-03",
        "last_seen": "2020-02-02",
    }
    assert slugs(client, "entities", programme="BELARUS") == ["entity-a"]
    assert slugs(client, "entities", list="list-a") == ["entity-a"]


def test_page_of_an_entity_says_where_it_was_seen(client):
    on_list("entity-a", dt.date(2020, 1, 3), dt.date(2020, 2, 3))

    text = client.get("/entities/entity-a/").content.decode()

    assert "last seen 2020-02-02" in text


def test_link_to_an_entry_is_in_the_document_at_once(client):
    entity = factories.EntityFactory(slug="entity-a")
    row = entry("Entry")
    period(row, dt.date(2020, 1, 1))

    with published.writing():
        row.entity = entity
        row.save()

    assert len(detail(client, "entities", "entity-a")["listings"]) == 1


def test_periods_of_somebody_whose_name_is_withheld_are_not_shown(client):
    person = factories.PersonFactory(withheld=True)
    entity = factories.EntityFactory(person=person, slug="entity-a", main_name=None)
    period(entry("Somebody Listed", entity=entity), dt.date(2020, 1, 1))

    assert detail(client, "entities", "entity-a")["listings"] == []
    assert slugs(client, "entities", listed_on="2020-06-01") == []
    assert client.get(LISTINGS).json()["results"] == []


def test_a_period_tells_the_days_of_editions_from_the_authoritys(client):
    entity = factories.EntityFactory(slug="entity-a")
    row = entry(
        "Entry",
        slug="list-a-7",
        key="7",
        entity=entity,
        first_seen_on=dt.date(2020, 1, 3),
    )
    row.versions.update(listed_on=dt.date(2006, 12, 23))
    period(row, dt.date(2020, 1, 3), began_after=dt.date(2020, 1, 1))

    (found,) = client.get(LISTINGS).json()["results"]

    assert found["listed_on"]["edtf"] == "[2020-01-02..2020-01-03]"
    assert (found["first_seen"], found["stated_on"]) == ("2020-01-03", "2006-12-23")
    assert (found["delisted_on"], found["last_seen"]) == (None, None)
    assert found["entity"]["slug"] == "entity-a"
    assert (found["list"], found["key"], found["programme"]) == ("list-a", "7", "A")


def test_listings_are_filtered(client):
    one = entry("One", slug="list-a-1", key="1")
    two = entry("Two", slug="list-b-2", key="2", list_code="list-b")
    period(one, dt.date(2020, 1, 1), dt.date(2020, 6, 1), programme="A")
    period(two, dt.date(2020, 3, 1), programme="B")

    def found(query):
        return [r["slug"] for r in client.get(f"{LISTINGS}?{query}").json()["results"]]

    assert found("list=list-b") == ["list-b-2"]
    assert found("programme=A&programme=B") == ["list-a-1", "list-b-2"]
    assert found("listed_on=2020-02-01") == ["list-a-1"]
    assert found("listed_on=2020-06-01") == ["list-b-2"]
    assert found("key=1&kind=person") == ["list-a-1"]
    assert found("kind=vessel") == []


def test_listings_come_page_by_page(client, django_assert_num_queries):
    for number in range(5):
        row = entry(f"Entry {number}", slug=f"list-a-{number}")
        period(row, dt.date(2020, 1, 1))

    seen, url = [], f"{LISTINGS}?limit=2"
    while url:
        with django_assert_num_queries(1):
            page = client.get(url).json()
        seen.append([result["slug"] for result in page["results"]])
        url = page["next"]

    assert seen == [
        ["list-a-0", "list-a-1"],
        ["list-a-2", "list-a-3"],
        ["list-a-4"],
    ]


@pytest.mark.parametrize(
    "query", ["limit=0", "cursor=x", "colour=red", "kind=dog", "limit=1&limit=2"]
)
def test_a_wrong_parameter_of_listings_is_explained(client, query):
    response = client.get(f"{LISTINGS}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_one_entry_has_its_spellings_and_periods(client):
    row = entry("ONE, Person", "Person Uan", slug="list-a-1")
    period(row, dt.date(2020, 1, 1))

    found = client.get(f"{LISTINGS}list-a-1/").json()

    assert [name["text"] for name in found["names"]] == ["ONE, Person", "Person Uan"]
    assert len(found["periods"]) == 1
    assert client.get(f"{LISTINGS}unknown/").status_code == 404
