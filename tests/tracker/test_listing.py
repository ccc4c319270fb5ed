import base64
import json
from urllib.parse import urlencode

import pytest

from exchanges.models import Release
from tests import factories as f
from tracker import listing, published
from tracker.listing import Cursor

pytestmark = pytest.mark.django_db

RELEASES = "/api/v1/releases/"


def slugs(client, url=RELEASES, **parameters):
    """Give the slugs on a page in order; assert that there is one."""
    response = client.get(f"{url}?{urlencode(parameters, doseq=True)}")
    assert response.status_code == 200, response.content
    return [record["slug"] for record in response.json()["results"]]


def errors(client, query):
    response = client.get(f"{RELEASES}?{query}")
    assert response.status_code == 400, response.content
    return {e["parameter"]: e["detail"] for e in response.json()["errors"]}


def releases(*days):
    """Make a release for each EDTF text; give slugs that tell the order made."""
    with published.writing():
        return [
            f.ReleaseFactory(slug=f"release-{n:03}", released_on=day).slug
            for n, day in enumerate(days)
        ]


# Parameters


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("captors", "captor"),
        ("Trade", "trade"),
        ("receivers", "receiver"),
        ("form", "from"),
        ("limits", "limit"),
    ],
)
def test_unknown_parameter_names_the_nearest_right_one(client, name, near):
    found = errors(client, f"{name}=x")

    assert found[name].startswith(f"{name} is unknown: did you mean {near}? Known: ")


def test_unknown_parameter_lists_what_is_known(client):
    found = errors(client, "zzz=x")

    assert found == {
        "zzz": (
            "zzz is unknown: see the list below. Known: action, answer, as_of, basis,"
            " captor, concession, concession_status, confidence, conflict, cursor,"
            " destination, entity, from, giver, kind, known_by, legal_form, limit,"
            " nationality, outcome, overlap, party, person, programme, q, receiver,"
            " recognition, source, to, trade."
        )
    }


def test_days_are_unknown_where_records_have_none(client):
    response = client.get("/api/v1/people/?from=2020")

    assert [e["parameter"] for e in response.json()["errors"]] == ["from"]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("captor=", "captor is empty; leave it out or give a value."),
        ("captor=XA&captor=", "captor is empty; leave it out or give a value."),
        ("q=", "q is empty; leave it out or give a value."),
        ("q=-!", "q has no letter or digit; give a word of a name or title."),
        ("from=", "from is empty; leave it out or give a value."),
        ("overlap=", "overlap is empty; leave it out or give a value."),
        ("overlap=maybe", "overlap is possibly or certainly."),
        ("limit=", "limit is empty; leave it out or give a value."),
        ("limit=0", "limit is a whole number from 1 to 200."),
        ("limit=201", "limit is a whole number from 1 to 200."),
        ("limit=1.5", "limit is a whole number from 1 to 200."),
        ("limit=-1", "limit is a whole number from 1 to 200."),
        ("limit=1e2", "limit is a whole number from 1 to 200."),
        ("limit=%D9%A1", "limit is a whole number from 1 to 200."),
        ("limit=1&limit=2", "limit is given more than once; give it once."),
        ("q=a&q=b", "q is given more than once; give it once."),
        ("cursor=", "cursor is empty; leave it out or give a value."),
        ("cursor=x", "cursor is not one that a list gave: use next."),
        ("cursor=%C3%A9", "cursor is not one that a list gave: use next."),
        ("to=2019&from=2020", "to is before from; swap them."),
    ],
)
def test_wrong_value_says_what_is_right(client, query, detail):
    assert list(errors(client, query).values()) == [detail]


@pytest.mark.parametrize("day", ["tomorrow", "2020-13", "2020-02-30", "20200101", "0"])
@pytest.mark.parametrize("name", ["from", "to"])
def test_wrong_day_is_refused(client, name, day):
    assert list(errors(client, f"{name}={day}")) == [name]


def test_wrong_choice_lists_the_choices(client):
    assert errors(client, "destination=home") == {
        "destination": "home is no value of destination: stayed, abroad, mixed."
    }


@pytest.mark.parametrize("name", ["captor", "q", "cursor", "from", "limit", "zzz"])
@pytest.mark.parametrize(
    "value", ["x" * (listing.MAX_VALUE_LENGTH + 1), "a%00b"], ids=["long", "nul"]
)
def test_value_that_is_too_long_or_holds_nul_is_refused(client, name, value):
    found = client.get(f"{RELEASES}?{name}={value}").json()["errors"]

    detail = f"{name} is longer than 200 characters or holds a NUL character."
    assert {"parameter": name, "detail": detail} in found


def test_longest_value_is_taken(client):
    assert slugs(client, captor="x" * listing.MAX_VALUE_LENGTH) == []


@pytest.mark.parametrize("path", ["", "reconciliation/tally-a/"])
def test_where_nothing_is_asked_no_parameter_is_taken(client, path):
    response = client.get(f"/api/v1/{path}?q=x")

    assert response.json()["errors"] == [
        {"parameter": "q", "detail": "q is unknown: this takes no parameter."}
    ]


def test_repeated_filter_means_one_or_the_other(client):
    for code in ("XA", "XB", "XC"):
        f.ReleaseFactory(slug=f"by-{code.lower()}", captor__code=code)

    assert slugs(client, captor=["XA", "XC"]) == ["by-xa", "by-xc"]


def test_different_filters_must_all_hold(client):
    for code, destination in (("XA", "stayed"), ("XA", "abroad"), ("XB", "stayed")):
        f.ReleaseFactory(
            slug=f"{code.lower()}-{destination}",
            captor__code=code,
            destination=destination,
        )

    assert slugs(client, captor="XA", destination="stayed") == ["xa-stayed"]


# Days


DAYS = {
    "day": "2020-03-15",
    "month": "2020-03",
    "undated": "",
    "open-end": "2020-03-15/..",
    "open-start": "../2020-03-15",
    "before": "2020-02-29",
    "after": "2020-04-01",
}


@pytest.fixture
def dated():
    with published.writing():
        for slug, day in DAYS.items():
            f.ReleaseFactory(slug=slug, released_on=day)


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        ({}, {*DAYS}),
        (
            {"from": "2020-03"},
            {"day", "month", "open-end", "open-start", "after"},
        ),
        (
            {"to": "2020-03"},
            {"day", "month", "open-end", "open-start", "before"},
        ),
        (
            {"from": "2020-03-10", "to": "2020-03-20"},
            {"day", "month", "open-end", "open-start"},
        ),
        ({"from": "2020-03-16", "to": "2020-03-16"}, {"month", "open-end"}),
        ({"from": "2020-03-15", "overlap": "certainly"}, {"day", "after"}),
        ({"from": "2020-03-01", "overlap": "certainly"}, {"day", "month", "after"}),
        ({"to": "2020-03", "overlap": "certainly"}, {"day", "month", "before"}),
        (
            {"from": "2020-03-10", "to": "2020-03-20", "overlap": "certainly"},
            {"day"},
        ),
        (
            {"from": "2020-03", "to": "2020-03", "overlap": "possibly"},
            {
                *("day", "month", "open-end", "open-start"),
            },
        ),
        ({"from": "2021", "overlap": "certainly"}, set()),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_days_keep_what_may_or_must_overlap(client, dated, days, kept):
    assert {*slugs(client, **days)} == kept


# Words


@pytest.mark.parametrize(
    "words",
    ["Tikhanovsky", "tsikhanouski", "Тихановский", "ЦІХАНОЎСКІ", "Sergei Tikhanovsky"],
)
def test_words_find_a_name_in_any_spelling(client, words):
    # Spellings of one name as in decisions.md, "Names".
    person = f.PersonFactory(slug="person-a", nameless=True)
    f.PersonNameFactory(person=person, text="Сяргей Ціханоўскі", script="Cyrl")
    f.PersonFactory(slug="person-b")

    assert slugs(client, "/api/v1/people/", q=words) == ["person-a"]


def test_every_word_must_be_found(client):
    f.ReleaseFactory(slug="release-a", title="Alpha Bravo")
    f.ReleaseFactory(slug="release-b", title="Alpha Charlie")

    assert slugs(client, q="alpha") == ["release-a", "release-b"]
    assert slugs(client, q="bravo alpha") == ["release-a"]
    assert slugs(client, q="bravo charlie") == []


@pytest.mark.parametrize(
    "words", ["alpha'", "alpha & !bravo", "alpha:*", "\\alpha", "(alpha", "alpha | x"]
)
def test_signs_of_the_search_language_mean_nothing(client, words):
    f.ReleaseFactory(slug="release-a", title="Alpha bravo x")

    assert slugs(client, q=words) == ["release-a"]


def test_word_of_any_length_can_be_published(client):
    f.ConcessionFactory(slug="concession-a", conditions="x" * 5_000)

    assert slugs(client, "/api/v1/concessions/") == ["concession-a"]


# Pages


def walk(client, url):
    """Follow next to the end, then previous to the start: the pages of both ways."""
    forwards, backwards = [], []
    while url:
        page = client.get(url).json()
        forwards.append([record["slug"] for record in page["results"]])
        last, url = page, page["next"]
    url = last["previous"]
    while url:
        page = client.get(url).json()
        backwards.append([record["slug"] for record in page["results"]])
        url = page["previous"]
    return forwards, backwards[::-1]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 11, 12, 13])
def test_pages_lose_and_repeat_nothing(client, limit):
    days = ["2020-01-02"] * 4 + [""] * 4 + ["2020-01-03", "2020-01", "../2020", "1999"]
    releases(*days)
    whole = slugs(client)

    forwards, backwards = walk(client, f"{RELEASES}?limit={limit}")

    assert [slug for page in forwards for slug in page] == whole
    assert [len(page) for page in forwards[:-1]] == [limit] * (len(forwards) - 1)
    assert backwards == forwards[:-1]
    assert sorted(whole) == [f"release-{n:03}" for n in range(12)]


def test_newest_comes_first_then_the_slug(client):
    releases("2020-01-02", "", "2020-01-02", "2021", "../2019-06-01", "2020-01-03/..")

    assert slugs(client) == [
        *("release-003", "release-005", "release-000", "release-002"),
        *("release-004", "release-001"),
    ]


def test_page_names_its_neighbours_in_body_and_header(client):
    releases("2020-01-03", "2020-01-02", "2020-01-01")
    url = client.get(f"{RELEASES}?limit=1").json()["next"]

    middle = client.get(url)

    body = middle.json()
    assert middle["Link"] == (
        f'<{body["next"]}>; rel="next", <{body["previous"]}>; rel="prev"'
    )
    assert body["next"].startswith("http://testserver/api/v1/releases/?limit=1&cursor=")


def test_whole_list_has_no_neighbours(client):
    releases("2020-01-01")

    response = client.get(RELEASES)

    assert response.json()["next"] is response.json()["previous"] is None
    assert "Link" not in response


def test_next_page_keeps_the_question(client):
    for number in range(3):
        f.ReleaseFactory(slug=f"release-{number}", captor__code="XA")
    f.ReleaseFactory(slug="release-x", captor__code="XB")

    forwards, backwards = walk(client, f"{RELEASES}?limit=1&captor=XA&captor=XC")

    assert forwards == [["release-0"], ["release-1"], ["release-2"]]
    assert backwards == forwards[:-1]


def test_longest_slug_makes_a_cursor_that_is_taken(client):
    with published.writing():
        f.ReleaseFactory(slug="a" * 120)
        f.ReleaseFactory(slug="b")

    forwards, _ = walk(client, f"{RELEASES}?limit=1")

    assert forwards == [["a" * 120], ["b"]]


def test_most_records_a_page(client, django_assert_num_queries):
    releases(*[""] * (listing.MAX_LIMIT + 1))

    with django_assert_num_queries(1):
        found = slugs(client, limit=listing.MAX_LIMIT)

    assert len(found) == listing.MAX_LIMIT
    assert len(slugs(client)) == listing.DEFAULT_LIMIT


def written(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        written(["2020-01-01", "a\x00", False]),
        written(["2020-01-01", "\ud800", False]),
        written(["2020-13-01", "a", False]),
        written([20200101, "a", False]),
        written(["2020-01-01", 1, False]),
        written(["2020-01-01", "a", "no"]),
        written(["2020-01-01", "a"]),
        written({"a": 1}),
        written("null"),
        written("NaN"),
        written("[" * 140),
        "a",
        "____",
    ],
)
def test_cursor_that_no_list_gave_is_refused(client, text):
    assert list(errors(client, f"cursor={text}")) == ["cursor"]


def test_cursor_is_read_as_written():
    cursor = Cursor(published.UNDATED, "release-a", is_back=True)

    assert Cursor.decode(cursor.encode()) == cursor


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_looking_back_reads_so_many_documents_a_request_and_leads_on(
    client, monkeypatch, limit
):
    monkeypatch.setattr(listing, "MOST_READ", 3)
    made = releases(*(f"2020-01-{day:02}" for day in range(1, 11)))
    kept = [slug for n, slug in enumerate(made) if n % 4 == 0][::-1]
    with published.writing():
        for n, slug in enumerate(made):
            day = "2021-01-01" if n % 4 == 0 else "2023-01-01"
            f.ReleaseCitationFactory(
                subject=Release.objects.get(slug=slug), source__published_on=day
            )

    path, found, pages = f"{RELEASES}?known_by=2022-01-01&limit={limit}", [], 0
    while path:
        page = client.get(path).json()
        found += [record["slug"] for record in page["results"]]
        path, pages = page["next"], pages + 1

    assert found == kept
    assert pages > 2
