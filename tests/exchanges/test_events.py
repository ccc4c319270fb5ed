from datetime import date, timedelta

import pytest

from tests import factories as f
from tracker import published

pytestmark = pytest.mark.django_db

TIMELINE = "/api/v1/timeline/"


def ids(client, **asked):
    response = client.get(TIMELINE, asked)
    assert response.status_code == 200, response.content
    return [event["id"] for event in response.json()["results"]]


@pytest.fixture
def world():
    with published.writing():
        a, b = f.PartyFactory(code="XA"), f.PartyFactory(code="XB")
        f.ReleaseFactory(slug="release-a", captor=a, released_on="2020-03-01")
        f.ReleaseFactory(slug="release-b", captor=b, released_on="2020-05")
        f.ReleaseFactory(slug="release-c", captor=a, released_on="")
        long = f.ConcessionFactory(slug="item-a", giver=b)
        f.StepFactory(concession=long, kind="offered", happened_on="2019-12-01")
        f.StepFactory(concession=long, kind="agreed", happened_on="2020-03-01")
        f.StepFactory(concession=long, kind="delivered", happened_on="2020-06-01")
        f.StepFactory(concession=long, kind="expired", happened_on="")
        f.ContactFactory(slug="contact-a", initiator=a, held_on="2020-02-01")
        f.ActionFactory(slug="act-a", effective_on="2020-04-01", authority__party=b)


EVERYTHING = [
    "step:item-a:002",
    "release:release-b",
    "action:act-a",
    "release:release-a",
    "step:item-a:001",
    "contact:contact-a",
    "step:item-a:000",
]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({}, (0, 1, 2, 3, 4, 5, 6)),
        ({"kind": "release"}, (1, 3)),
        ({"kind": ["action", "contact"]}, (2, 5)),
        ({"party": "XA"}, (3, 5)),
        ({"party": "XB"}, (0, 1, 2, 4, 6)),
        ({"from": "2020-03", "to": "2020-04"}, (2, 3, 4)),
        ({"from": "2020-05-15", "to": "2020-05-20"}, (1,)),
        ({"from": "2020-05-15", "to": "2020-05-20", "overlap": "certainly"}, ()),
        ({"as_of": "2020-03-31"}, (3, 4, 5, 6)),
        ({"as_of": "2020-03-31", "party": "XB"}, (4, 6)),
    ],
)
def test_events_of_every_kind_stand_on_one_axis(client, world, asked, kept):
    assert ids(client, **asked) == [EVERYTHING[place] for place in kept]


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("moment", [{}, {"known_by": "2030-01-01"}])
def test_pages_join_to_the_whole(client, world, limit, moment):
    path, found = f"{TIMELINE}?limit={limit}", []
    if moment:
        path += "&known_by=2030-01-01"
    while path:
        page = client.get(path).json()
        assert len(page["results"]) <= limit
        found += [event["id"] for event in page["results"]]
        path = page["next"]

    assert found == EVERYTHING


def test_long_and_open_concessions_are_in_their_places_on_every_page(client):
    """What is read first is not what comes first."""
    days = {}
    with published.writing():
        for n in range(12):
            item = f.ConcessionFactory(slug=f"item-{n:02}")
            for place, far in enumerate((0, n * 40 % 97, n * 70 % 301)):
                day = date(2020, 1, 1) + timedelta(days=n * 13 + far)
                is_open = n % 5 == 0 and place == 2
                text = f"{day}/.." if is_open else str(day)
                f.StepFactory(concession=item, happened_on=text)
                days[f"step:item-{n:02}:{place:03}"] = day
    expected = sorted(days, key=lambda key: (-days[key].toordinal(), key))

    path, found = f"{TIMELINE}?limit=5", []
    while path:
        page = client.get(path).json()
        found += [event["id"] for event in page["results"]]
        path = page["next"]

    assert found == expected


def test_an_event_says_what_happened_and_where_it_is_recorded(client, world):
    event = client.get(TIMELINE, {"kind": "action"}).json()["results"][0]

    assert event["record"]["url"] == "/api/v1/actions/act-a/"
    assert (event["date"]["edtf"], event["parties"]) == ("2020-04-01", ["XB"])


def test_wrong_parameters_are_refused(client):
    response = client.get(TIMELINE, {"kind": "step", "partys": "XA"})

    assert response.status_code == 400
    assert "did you mean party?" in response.json()["errors"][0]["detail"]
    assert client.get(TIMELINE, {"kind": "war"}).status_code == 400
