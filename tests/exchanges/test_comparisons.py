"""Comparisons and looking back, asked over HTTP of the second dossier."""

from pathlib import Path

import pytest
from django.core.management import call_command

DATA = Path(__file__).resolve().parents[1] / "data"
API = "/api/v1"

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(db):
    call_command("load_reference")
    call_command("load_dossier", str(DATA / "second.yaml"), verbosity=0)


def get(client, path, status=200):
    response = client.get(f"{API}/{path}")
    assert response.status_code == status, response.content
    return response.json()


def test_the_ledger_shows_both_sides(client, second):
    found = get(client, "ledger/?between=XA,XB")

    first, other = found["sides"]
    names = {
        column: [entry["slug"] for entry in entries]
        for column, entries in other["concessions"].items()
        if entries
    }
    assert (first["party"]["code"], other["party"]["code"]) == ("XA", "XB")
    assert names == {
        "delivered": ["xb-medicines", "xb-fuel", "xb-withdrawal"],
        "taken_back": ["xb-travel-permits"],
        "outstanding": ["xb-mine-maps", "xb-training"],
        "offered": ["xb-loan"],
        "asked": ["xb-office"],
    }
    assert first["totals"]["releases"] > 0
    assert other["totals"]["people"]["text"] == "1"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "two parties"),
        ("?between=XA", "two parties"),
        ("?between=XA,ZZZ", "ZZZ is no party"),
        ("?between=XA,XA", "two parties"),
        ("?betwen=XA,XB", "betwen is unknown"),
        ("?between=XA,XB&as_of=2025-02", "not one day"),
        ("?between=XA,XB&known_by=x", "known_by"),
    ],
)
def test_the_ledger_refuses_what_it_cannot_read(client, second, query, words):
    problem = get(client, f"ledger/{query}", 400)

    assert words in str(problem["errors"])


def test_discrepancies_name_field_values_and_independence(client, second):
    found = get(client, "discrepancies/?kind=release")

    assert {
        (entry["record"]["slug"], entry["field"], entry["independent"])
        for entry in found["results"]
    } >= {("xa-2003-06-twenty", "people", True)}
    assert all(len(entry["claims"]) > 1 for entry in found["results"])


def test_discrepancies_can_be_kept_to_independent_sources(client, second):
    both = get(client, "discrepancies/")["count"]
    kept = [
        get(client, f"discrepancies/?independent={choice}")["count"]
        for choice in ("yes", "no")
    ]

    assert sum(kept) == both


def test_a_re_arrest_follows_from_a_later_spell(client, second):
    found = get(client, "revolving-door/?captor=XA")

    assert [
        (entry["person"]["slug"], entry["certainty"]) for entry in found["results"]
    ] == [("person-one", "certain")]
    assert [tally["slug"] for tally in found["stocks"]] == ["second-held-by-a"]


def test_a_price_comes_with_its_caveat_and_at_least_three_cases(client, second):
    found = get(client, "price/")

    assert found["caveat"]
    assert all(kind["people"] is None for kind in found["kinds"] if kind["cases"] < 3)


def test_as_of_a_day_later_steps_had_not_happened(client, second):
    now = get(client, "concessions/xb-travel-permits/")
    then = get(client, "concessions/xb-travel-permits/?as_of=2003-04-30")

    assert now["status"] == "reversed"
    assert then["status"] in ("demanded", "delivered")
    assert len(then["steps"]) < len(now["steps"])


def test_before_its_day_a_release_had_not_happened(client, second):
    get(client, "releases/xa-2003-03-swap/?as_of=2003-02-28", 404)
    slugs = [
        release["slug"]
        for release in get(client, "releases/?as_of=2003-03-31")["results"]
    ]

    assert sorted(slugs) == ["xa-2003-03-swap", "xb-2003-03-swap"]


def test_a_list_is_filtered_by_what_the_answer_was_then(client, second):
    now = {r["slug"] for r in get(client, "releases/?answer=given")["results"]}
    then = {
        r["slug"]
        for r in get(client, "releases/?answer=given&as_of=2003-03-31")["results"]
    }

    assert then < now


def test_looking_back_pages_without_loss(client, second):
    whole = get(client, "releases/?as_of=2003-12-31")["results"]
    path = "releases/?as_of=2003-12-31&limit=3"
    paged = []
    while path:
        page = get(client, path)
        paged += page["results"]
        path = page["next"] and page["next"].split(f"{API}/")[1]

    assert paged == whole


def test_known_by_a_day_before_any_source_nothing_is_there(client, second):
    assert get(client, "releases/?known_by=2001-01-01")["results"] == []


def test_discrepancies_list_links_that_somebody_denies(client, second):
    found = get(client, "discrepancies/?kind=release")["results"]

    denied = [entry for entry in found if entry["claims"][-1]["value"] == "denied"]
    assert denied
    assert all(entry["field"].startswith("linkages.") for entry in denied)
    assert all(claim["citations"] for entry in denied for claim in entry["claims"])
