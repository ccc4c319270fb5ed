import json
from pathlib import Path

import pytest
from django.core.management import call_command
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from tests import factories as f
from tests import lists, shapes
from tests.hidden_world import World
from tracker import listing, published
from tracker.models import SOURCE_FLAGS
from tracker.urls import COMPARISONS, VIEWSETS

pytestmark = pytest.mark.django_db

LOOKUPS = ("listings", "search", "match")

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ("reconciliation",)  # cannot be asked as of a moment
SEGMENTS = ("countries", "parties", "sources")
# The value by which each filter keeps the record "a" and drops the other.
CASES = {
    "countries": {"party": "XA"},
    "parties": {"kind": "bloc", "country": "XA"},
    "sources": {
        "kind": "court",
        "publisher": "Publisher A",
        "language": "be",
        "origin": "source-o",
        "flag": "copy",
    },
}
KEPT = {"countries": ["XA"], "parties": ["party-a"], "sources": ["source-a"]}


@pytest.fixture
def world():
    with published.writing():
        country = f.CountryFactory(code="XA")
        f.PartyFactory(code="XA", country=country)
        f.PartyFactory(code="party-a", kind="bloc", country=country)
        f.PartyFactory(code="party-b", kind="company")
        f.CountryFactory(code="XB")
        f.SourceFactory(
            slug="source-a",
            kind="court",
            publisher="Publisher A",
            language="be",
            flags=["copy"],
            derived_from=f.SourceFactory(slug="source-o"),
        )


# Lists


def test_every_filter_has_a_case():
    cases = {(segment, name) for segment, case in CASES.items() for name in case}

    assert cases == lists.filters(*SEGMENTS)


@pytest.mark.parametrize(
    ("segment", "name", "value"),
    [(s, name, value) for s, case in CASES.items() for name, value in case.items()],
)
def test_filter_keeps_what_has_the_value_and_drops_the_rest(
    client, world, segment, name, value
):
    kept = lists.slugs(client, segment, **{name: value})
    also = {"country": ["XA"], "origin": ["source-o"]}.get(name, [])

    assert kept == sorted([*KEPT[segment], *also])
    assert len(lists.slugs(client, segment)) > len(kept) or name == "origin"


def test_origin_drops_what_goes_back_to_another_text(client, world):
    assert lists.slugs(client, "sources", origin="source-a") == []


@pytest.mark.parametrize("flag", SOURCE_FLAGS)
def test_every_flag_of_a_source_can_be_asked_for(client, flag):
    f.SourceFactory(slug="source-a", flags=[flag])

    assert lists.slugs(client, "sources", flag=flag) == ["source-a"]


@pytest.mark.parametrize("segment", SEGMENTS)
def test_list_and_record_take_one_query_each(
    client, world, django_assert_num_queries, segment
):
    with django_assert_num_queries(1):
        slug = lists.slugs(client, segment)[0]
    with django_assert_num_queries(1):
        lists.detail(client, segment, slug)


# Methods


@pytest.mark.parametrize("path", ["releases/", "releases/release-a/", "schema/", ""])
def test_head_answers_like_get_without_a_body(client, path):
    f.ReleaseFactory(slug="release-a")

    got, headed = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")

    assert (headed.status_code, headed.content) == (200, b"")
    assert headed["Content-Length"] == str(len(got.content))


@pytest.mark.parametrize("path", ["releases/", "releases/release-a/", "schema/", ""])
def test_options_says_what_is_allowed(client, path):
    response = client.options(f"/api/v1/{path}")

    assert (response.status_code, response["Allow"]) == (200, "GET, HEAD, OPTIONS")


# Index and schema


def test_index_gives_the_address_of_every_list_and_they_answer(client):
    index = client.get("/api/v1/").json()

    assert [*index] == [*VIEWSETS, *COMPARISONS, *LOOKUPS, "schema"]
    f.PartyFactory(code="XA")
    f.PartyFactory(code="XB")
    needed = {"ledger": "?between=XA,XB", "search": "?q=person"}
    asked = [address + needed.get(name, "") for name, address in index.items()]
    assert {client.get(address).status_code for address in asked} == {200}


def test_schema_is_openapi_and_made_without_a_warning(client, capsys):
    GENERATOR_STATS.reset()
    SchemaGenerator().get_schema(public=True)

    served = client.get("/api/v1/schema/")

    assert not GENERATOR_STATS
    assert served["Content-Type"].startswith("application/vnd.oai.openapi+json")
    document = served.json()
    assert document["openapi"] == "3.1.0"
    assert dangling(document) == []
    for component in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(component)


def dangling(document):
    """References that lead nowhere."""
    known = {f"{shapes.PREFIX}{name}" for name in document["components"]["schemas"]}
    text = json.dumps(document)
    parts = text.split('"$ref": "')[1:]
    return sorted({part.partition('"')[0] for part in parts} - known)


def test_schema_has_every_address_with_every_filter(client):
    paths = client.get("/api/v1/schema/").json()["paths"]

    named = {
        path: {p["name"] for p in operations["get"].get("parameters", ())}
        for path, operations in paths.items()
    }
    expected = {
        path: names
        for path, names in named.items()
        if path.split("/")[3] in ("", *COMPARISONS, *LOOKUPS)
    }
    for segment, viewset in VIEWSETS.items():
        kind = published.KINDS[viewset.kind_name]
        moments = listing.MOMENTS if kind.at and segment not in PLAIN else ()
        expected[f"/api/v1/{segment}/"] = {
            *(entry.name for entry in viewset.filters),
            *("q", "limit", "cursor", *moments),
            *(("from", "to", "overlap") if kind.day else ()),
        }
        expected[f"/api/v1/{segment}/{{slug}}/"] = {"slug", *moments}
    assert named == expected


def test_schema_requires_every_field():
    """No key is ever left out, so a reader may rely on each."""
    optional = {
        name: {*component["properties"]} - {*component["required"]}
        for name, component in shapes.schema()["components"]["schemas"].items()
        if "properties" in component
    }

    assert {name: fields for name, fields in optional.items() if fields} == {}


# Shapes


def test_every_document_has_the_declared_shape(client):
    World().build_public().add_hidden().point_required()

    wrong, count = shapes.misshapen(client)

    assert wrong == {}
    assert count > 100


@pytest.mark.parametrize(
    "dossier", ["seeds/wsj-belarus.yaml", "tests/data/second.yaml"]
)
def test_every_document_of_a_dossier_has_the_declared_shape(client, dossier):
    call_command("load_reference")
    call_command("load_dossier", str(ROOT / dossier), verbosity=0)

    wrong, count = shapes.misshapen(client)

    assert wrong == {}
    assert count > 50


def test_problem_has_the_declared_shape(client):
    problem = client.get("/api/v1/releases/?nothing=1").json()

    assert shapes.differences("Problem", problem) == []


def test_comparison_of_shapes_notices_a_key_more_a_key_less_and_a_null():
    party = {"slug": "XA", "name": "party XA", "url": "/x/", "code": "XA"}

    more = shapes.differences("PartyRef", {**party, "more": 1})
    less = shapes.differences(
        "PartyRef", {k: v for k, v in party.items() if k != "code"}
    )
    null = shapes.differences("PartyRef", {**party, "code": None})

    assert shapes.differences("PartyRef", party) == []
    assert [len(more), len(less), len(null)] == [1, 1, 1]
