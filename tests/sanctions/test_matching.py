"""Search and match find names in any spelling, say why, and reveal nothing else."""

import json
from urllib.parse import urlencode

import pytest

from sanctions import listed_names, matching
from tests import factories
from tests.sanctions.test_listed_names import entry

pytestmark = pytest.mark.django_db
SEARCH, MATCH = "/api/v1/search/", "/api/v1/match/"


def person(*spellings, **values):
    row = factories.PersonFactory(nameless=True, **values)
    for position, text in enumerate(spellings):
        kind = "alias" if position else "main"
        factories.PersonNameFactory(person=row, text=text, kind=kind, position=position)
    return row


def search(client, q, **parameters):
    response = client.get(f"{SEARCH}?{urlencode({'q': q, **parameters}, doseq=True)}")
    assert response.status_code == 200, response.content
    return response.json()


def keys(found):
    return [(result["kind"], result["slug"]) for result in found["results"]]


def match(client, queries, **options):
    response = client.post(
        f"{MATCH}?{urlencode(options)}",
        json.dumps({"queries": queries}),
        content_type="application/json",
    )
    assert response.status_code == 200, response.content
    return response.json()


def names_of(answer, query="q0"):
    return [candidate["name"] for candidate in answer[query]["result"]]


# Search


# One politician's name, in Russian and Belarusian, in both scripts.
@pytest.mark.parametrize(
    "asked",
    ["Siarhei Tsikhanouski", "Сергей Тихановский", "Сяргей Ціханоўскі", "Tikhanovsky"],
)
def test_a_person_is_found_in_any_spelling_and_script(client, asked):
    person("Siarhei Tsikhanouski", slug="person-a")

    assert keys(search(client, asked)) == [("person", "person-a")]


def test_a_result_says_which_spelling_met_and_which_words_agree(client):
    row = person("Person One", "Personn Uan", slug="person-a")
    country = factories.CountryFactory(code="XA", name="country A")
    factories.NationalityFactory(person=row, country=country)

    (result,) = search(client, "Personn Middle Uan", kind="person")["results"]

    assert result == {
        "kind": "person",
        "slug": "person-a",
        "name": "Person One",
        "url": "/api/v1/people/person-a/",
        "score": result["score"],
        "spelling": "Personn Uan",
        "list": None,
        "entity_kind": None,
        "facts": ["country A"],
        "words": [
            {"asked": word, "found": word, "how": "same", "score": 1}
            for word in ("personn", "uan")
        ],
        "missing": ["middle"],
        "extra": [],
        "evidence": [],
        "same_as": [],
        "why": "“Personn Uan”: personn is the same word, uan is the same word;"
        " not in it: middle.",
    }
    assert 0.5 <= result["score"] < 0.9


def test_titles_are_found_by_all_words_in_any_spelling(client):
    release = factories.ReleaseFactory(title="Exchange at Brest", slug="release-a")
    factories.ReleaseFactory(title="Exchange elsewhere", slug="release-b")

    (result,) = search(client, "exchange Брэст")["results"]

    assert (result["kind"], result["slug"]) == ("release", release.slug)
    assert [w["found"] for w in result["words"]] == ["exchange", "brest"]


def test_a_release_is_found_by_the_names_of_those_freed(client):
    freed = person("Somebody Placeholder")
    factories.FreedFactory(person=freed, release__slug="release-a")

    assert keys(search(client, "Placeholder", kind="release")) == [
        ("release", "release-a")
    ]


def test_entries_of_lists_are_found_beside_records(client):
    entity = factories.EntityFactory(slug="entity-a")
    entry("ONE, Person", slug="list-a-1", entity=entity)
    listed_names.refresh()

    (result,) = search(client, "Person One", kind="list_entry")["results"]

    assert (result["slug"], result["list"]) == ("list-a-1", "list-a")
    assert result["same_as"] == ["entities/entity-a"]


def test_results_come_best_first_and_page_by_page(client):
    for number in range(5):
        person(f"Person {'x' * number}", slug=f"person-{number}")
    whole = search(client, "Person")["results"]

    pages, url = [], f"{SEARCH}?q=Person&limit=2"
    while url:
        page = client.get(url).json()
        pages.append([result["slug"] for result in page["results"]])
        url = page["next"]

    assert [len(page) for page in pages] == [2, 2, 1]
    assert [s for page in pages for s in page] == [result["slug"] for result in whole]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=—", "q"),
        ("q=a&q=b", "q"),
        (f"q={'x' * 201}", "q"),
        ("q=a%00", "q"),
        ("q=a&kind=nothing", "kind"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=1e5", "limit"),
        ("q=a&cursor=x", "cursor"),
        ("q=a&colour=red", "colour"),
    ],
)
def test_a_wrong_parameter_of_a_search_is_explained(client, query, parameter):
    response = client.get(f"{SEARCH}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert [e["parameter"] for e in response.json()["errors"]] == [parameter]


def test_a_search_takes_few_queries(client, django_assert_max_num_queries):
    for number in range(5):
        person(f"Person {number}")
        factories.PartyFactory(name=f"Person {number}")
        entry(f"{number}, Person")
    listed_names.refresh()

    with django_assert_max_num_queries(15):
        assert len(search(client, "Person")["results"]) == 15


# What is not public


@pytest.mark.parametrize("asked", ["Hidden Bearer", "Хидден Беарер", "bearer hidden"])
@pytest.mark.parametrize("traits", [{"draft": True}, {"is_name_withheld": True}])
def test_neither_drafts_nor_withheld_names_are_found(client, asked, traits):
    row = person("Hidden Bearer", slug="person-a", **traits)
    factories.EntityFactory(person=row, main_name=None)
    if row.is_name_withheld:  # a list is public, whatever a draft says
        entry("BEARER, Hidden", entity=row.entities.get())
    factories.FreedFactory(person=row)
    listed_names.refresh()

    found = search(client, asked)
    answer = match(client, {"q0": {"query": asked}}, scope="all")
    suggested = client.get(
        f"{MATCH}suggest/entity/?{urlencode({'prefix': asked, 'scope': 'all'})}"
    )

    assert not [k for k in keys(found) if k[0] != "release"]
    assert "earer" not in json.dumps([r["spelling"] for r in found["results"]])
    assert answer["q0"]["result"] == []
    assert suggested.json()["result"] == []


def test_preview_and_extension_show_nothing_that_is_not_public(client):
    row = person("Hidden Bearer", slug="person-a", draft=True)
    question = {"ids": [f"people/{row.slug}"], "properties": [{"id": "names"}]}

    preview = client.get(f"{MATCH}preview/?id=people/{row.slug}")
    extended = client.post(MATCH, {"extend": json.dumps(question)})

    assert preview.status_code == 404
    assert extended.json()["rows"] == {"people/person-a": {"names": []}}


# Match, as OpenRefine asks


def test_service_describes_itself(client):
    manifest = client.get(MATCH).json()

    assert manifest["versions"] == ["0.2"]
    assert manifest["view"] == {"url": "http://testserver/{{id}}/"}
    assert {"person", "entity", "list_entry"} <= {
        each["id"] for each in manifest["defaultTypes"]
    }
    for part in manifest["suggest"].values():
        address = part["service_url"] + part["service_path"] + "?prefix=per"
        assert client.get(address).status_code == 200


def test_batch_is_answered_as_form_and_as_json(client):
    person("Person One", slug="person-a")
    batch = {"q0": {"query": "Person One"}, "q1": {"query": "Nobody"}}

    as_json = match(client, batch)
    as_form = client.post(MATCH, {"queries": json.dumps(batch)}).json()
    by_address = client.get(f"{MATCH}?{urlencode({'queries': json.dumps(batch)})}")

    assert as_json == as_form == by_address.json()
    (candidate,) = as_json["q0"]["result"]
    assert {k: candidate[k] for k in ("id", "name", "type", "score", "match")} == {
        "id": "people/person-a",
        "name": "Person One",
        "type": [{"id": "person", "name": "Person of the record"}],
        "score": 100.0,
        "match": True,
    }


def test_two_of_one_name_are_no_match(client):
    person("Person One")
    person("Person One")

    assert [
        c["match"] for c in match(client, {"q0": "Person One"})["q0"]["result"]
    ] == [
        False,
        False,
    ]


def test_a_person_and_the_party_it_is_are_one_match(client):
    row = person("Person One", slug="person-a")
    factories.PartyFactory(human=True, person=row)

    result = match(client, {"q0": "Person One"})["q0"]["result"]

    assert len(result) == 2
    assert result[0]["match"]


def test_type_and_limit_narrow_a_query(client):
    person("Person One")
    factories.PartyFactory(name="Person One")

    of_type = match(client, {"q0": {"query": "Person One", "type": "party"}})
    limited = match(client, {"q0": {"query": "Person One", "limit": 1}})

    assert [c["type"][0]["id"] for c in of_type["q0"]["result"]] == ["party"]
    assert len(limited["q0"]["result"]) == 1


def test_nationality_tells_namesakes_apart(client):
    for code in ("XA", "XB"):
        row = person("Person One", slug=f"person-{code.lower()}")
        factories.NationalityFactory(person=row, country__code=code)
    query = {"query": "Person One", "properties": [{"pid": "nationality", "v": "XB"}]}

    first, second = match(client, {"q0": query})["q0"]["result"]

    assert (first["id"], first["match"]) == ("people/person-xb", True)
    assert second["explanation"]["evidence"] == [
        {
            "property": "nationality",
            "asked": "XB",
            "recorded": ["country XA", "XA"],
            "agrees": False,
        }
    ]
    assert "nationality XB conflicts" in second["why"]


def test_year_of_birth_tells_listed_namesakes_apart(client):
    for number, year in (("1", "1961"), ("2", "1975")):
        row = entry("ONE, Person", slug=f"list-a-{number}")
        version = row.versions.get()
        version.body = {**version.body, "births": [{"edtf": year, "text": year}]}
        version.save()
    listed_names.refresh()
    query = {
        "query": "Person One",
        "properties": [{"pid": "birth_year", "v": "1975"}],
    }

    result = match(client, {"q0": query}, scope="lists")["q0"]["result"]

    assert [(c["id"], c["match"]) for c in result] == [
        ("listings/list-a-2", True),
        ("listings/list-a-1", False),
    ]


def test_scope_says_whose_names_are_searched(client):
    person("Person One", slug="person-a")
    entry("Person One", slug="list-a-1")
    listed_names.refresh()

    found = {
        scope: {
            candidate["id"]
            for candidate in match(client, {"q0": "Person One"}, scope=scope)["q0"][
                "result"
            ]
        }
        for scope in ("record", "lists", "all")
    }

    assert found == {
        "record": {"people/person-a"},
        "lists": {"listings/list-a-1"},
        "all": {"people/person-a", "listings/list-a-1"},
    }


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({}, "queries"),
        ([], "queries"),
        ({"queries": []}, "queries"),
        ({"queries": {"q0": {}}}, "queries.q0.query"),
        ({"queries": {"q0": {"query": "x" * 401}}}, "queries.q0.query"),
        ({"queries": {"q0": {"query": "x", "limit": 0}}}, "queries.q0.limit"),
        ({"queries": {"q0": {"query": "x", "type": "dog"}}}, "queries.q0.type"),
        ({"queries": {"q0": {"query": "x", "colour": 1}}}, "queries.q0.colour"),
        (
            {"queries": {"q0": {"query": "x", "properties": [{"pid": "shoe"}]}}},
            "queries.q0.properties.0",
        ),
        ({"queries": {f"q{n}": "x" for n in range(51)}}, "queries"),
    ],
)
def test_a_wrong_batch_is_explained(client, body, parameter):
    response = client.post(MATCH, json.dumps(body), content_type="application/json")

    assert response.status_code == 400
    assert [e["parameter"] for e in response.json()["errors"]] == [parameter]


@pytest.mark.parametrize("form", [{}, {"queries": "{"}, {"extend": "[]"}])
def test_a_wrong_form_is_explained(client, form):
    response = client.post(MATCH, form)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_suggestions_complete_what_is_typed(client):
    person("Person Placeholder", slug="person-a")

    response = client.get(f"{MATCH}suggest/entity/?prefix=Person+Plac")

    assert [s["id"] for s in response.json()["result"]] == ["people/person-a"]


def test_rows_are_extended_with_properties(client):
    row = person("Person One", "Персон Уан", slug="person-a")
    factories.NationalityFactory(person=row, country__code="XA")
    question = {
        "ids": ["people/person-a", "people/unknown"],
        "properties": [{"id": "names"}, {"id": "nationality"}],
    }

    answer = client.post(MATCH, {"extend": json.dumps(question)}).json()

    assert answer["rows"] == {
        "people/person-a": {
            "names": [{"str": "Person One"}, {"str": "Персон Уан"}],
            "nationality": [{"str": "country XA"}],
        },
        "people/unknown": {"names": [], "nationality": []},
    }


def test_preview_may_be_framed_by_anybody(client):
    person("Person One", slug="person-a")

    response = client.get(f"{MATCH}preview/?id=people/person-a")

    assert response.status_code == 200
    assert "Person One" in response.content.decode()
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response


def test_a_batch_counts_the_index_once(django_assert_max_num_queries):
    person("Person One")
    askers = matching.Askers()
    question = matching.Question(name="Person One")
    matching.match(question, askers)

    with django_assert_max_num_queries(3):
        matching.match(question, askers)
