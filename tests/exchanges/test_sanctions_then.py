"""Entities and acts as they could be known, or as things stood, at a moment."""

import pytest

from tests import factories as f
from tests import lists
from tracker import published

pytestmark = pytest.mark.django_db


def then(client, segment, slug, **moment):
    response = client.get(f"/api/v1/{segment}/{slug}/", moment)
    return response.json() if response.status_code == 200 else response.status_code


@pytest.fixture
def act():
    """An act of March, known since April, taken back in June, known since July."""
    with published.writing():
        entity = f.EntityFactory(slug="entity-a")
        act = f.ActionFactory(
            slug="act-a", announced_on="2020-03-01", effective_on="2020-05-01"
        )
        f.ActionEntityFactory(action=act, entity=entity)
        f.ActionCitationFactory(subject=act, source__published_on="2020-04-01")
        later = f.ActionFactory(
            slug="act-b", effective_on="2020-06-01", announced_on="", reverses=act
        )
        f.ActionCitationFactory(subject=later, source__published_on="2020-07-01")
    return act


@pytest.mark.parametrize(
    ("moment", "reversed_by"),
    [
        ({"as_of": "2020-02-28"}, 404),
        ({"as_of": "2020-03-01"}, []),
        ({"as_of": "2020-05-31"}, []),
        ({"as_of": "2020-06-01"}, ["act-b"]),
        ({"known_by": "2020-03-31"}, 404),
        ({"known_by": "2020-06-30"}, []),
        ({"known_by": "2020-07-01"}, ["act-b"]),
        ({"known_by": "2020-07-01", "as_of": "2020-05-31"}, []),
        ({}, ["act-b"]),
    ],
)
def test_an_act_is_there_once_made_and_known_and_so_is_what_takes_it_back(
    client, act, moment, reversed_by
):
    found = then(client, "actions", "act-a", **moment)

    if found != 404:
        found = [later["slug"] for later in found["reversed_by"]]
    assert found == reversed_by


@pytest.mark.parametrize(
    ("moment", "reverses"),
    [({"as_of": "2020-06-01"}, "act-a"), ({"known_by": "2020-08-01"}, "act-a")],
)
def test_what_an_act_takes_back_is_there_before_it(client, act, moment, reverses):
    assert then(client, "actions", "act-b", **moment)["reverses"]["slug"] == reverses


@pytest.mark.parametrize(
    ("moment", "acts"),
    [
        ({"as_of": "2020-02-28"}, []),
        ({"as_of": "2020-03-01"}, ["act-a"]),
        ({"known_by": "2020-03-31"}, []),
        ({"known_by": "2020-04-01"}, ["act-a"]),
    ],
)
def test_acts_of_an_entity_are_those_made_and_known(client, act, moment, acts):
    found = then(client, "entities", "entity-a", **moment)

    assert [entry["slug"] for entry in found["actions"]] == acts


@pytest.mark.parametrize(
    ("moment", "periods"),
    [
        ({"as_of": "2019-12-31"}, []),
        ({"as_of": "2020-01-31"}, [("2020-01", None)]),
        ({"as_of": "2021-12-31"}, [("2020-01", "2021-06-01")]),
        ({"as_of": "2021-05-31"}, [("2020-01", None)]),
        ({"known_by": "2021-05-31"}, [("2020-01", None)]),
        ({"known_by": "2019-12-31"}, []),
    ],
)
def test_periods_are_there_once_begun_and_open_until_ended(client, moment, periods):
    entity = f.EntityFactory(slug="entity-a")
    f.ListingFactory(entity=entity, listed_on="2020-01", delisted_on="2021-06-01")

    found = then(client, "entities", "entity-a", **moment)["listings"]

    edtf = [
        tuple(day and day["edtf"] for day in (p["listed_on"], p["delisted_on"]))
        for p in found
    ]
    assert edtf == periods


@pytest.mark.parametrize(
    ("known_by", "expected"),
    [("2020-03-31", 404), ("2020-04-01", ["general"])],
)
def test_an_entity_goes_with_its_citations(client, known_by, expected):
    entity = f.EntityFactory(slug="entity-a")
    f.EntityCitationFactory(
        subject=entity, locator="general", source__published_on="2020-04-01"
    )
    f.EntityCitationFactory(subject=entity, source__published_on="2021-04-01")

    found = then(client, "entities", "entity-a", known_by=known_by)

    if found != 404:
        found = [citation["locator"] for citation in found["citations"]]
    assert found == expected


def test_a_period_entered_by_hand_goes_with_the_general_citations(client):
    entity = f.EntityFactory(slug="entity-a")
    f.ListingFactory(entity=entity, listed_on="2010", delisted_on="")
    f.EntityCitationFactory(subject=entity, source__published_on="2021-04-01")
    f.EntityCitationFactory(
        subject=entity, source__published_on="2020-04-01", field="kind"
    )

    assert then(client, "entities", "entity-a", known_by="2020-12-31")["listings"] == []
    assert len(then(client, "entities", "entity-a", known_by="2021-12-31")["listings"])


def test_lists_look_back_with_their_filters(client, act):
    f.ListingFactory(
        entity__slug="entity-b", listed_on="2020-01-01", delisted_on="2021-01-01"
    )

    def kept(**asked):
        return lists.slugs(client, "entities", **asked)

    assert kept(action="act-a", as_of="2020-03-01") == ["entity-a"]
    assert kept(action="act-a", as_of="2020-02-01") == []
    # Its removal had not happened yet, so as things stood it went on being listed.
    assert kept(listed_on="2022-01-01", as_of="2020-06-01") == ["entity-b"]
    assert kept(listed_on="2022-01-01") == []
    assert lists.slugs(client, "actions", as_of="2020-05-31") == ["act-a"]
    assert lists.slugs(client, "actions", **{"as_of": "2020-06-01", "from": "2020-06"})


@pytest.mark.parametrize("path", ["/entities/entity-a/", "/actions/act-a/"])
def test_pages_look_back_too(client, act, path):
    assert client.get(path, {"as_of": "2020-04-01"}).status_code == 200
    answer = client.get("/actions/act-a/", {"as_of": "2020-02-01"})
    assert answer.status_code == 404
