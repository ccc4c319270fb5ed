"""Two parties set against each other, from documents as the API serves them."""

import pytest

from exchanges import balance, ledger, price, recurrence
from tests.exchanges.ledger_documents import (
    count_of,
    date_of,
    item,
    party,
    release,
)


def concession(slug, *steps, **values):
    document = item(slug, *steps, **values)["concession"]
    empty = {"beneficiaries": [], "performer": None, "payer": None, "amount": None}
    return {**empty, "linkages": [], **document}


def freed(slug="release-one", *linkages, **values):
    document = release(*linkages, slug=slug, **values)
    document.setdefault("remains", count_of("0"))
    return {**document, "in_exchange": ledger.in_exchange(document)}


@pytest.mark.parametrize(
    ("steps", "column"),
    [
        (["considered"], "asked"),
        (["demanded"], "asked"),
        (["demanded", "refused"], "fell_through"),
        (["offered"], "offered"),
        (["offered", "withdrawn"], "fell_through"),
        (["agreed"], "outstanding"),
        (["agreed", "lapsed"], "fell_through"),
        (["agreed", "suspended"], "fell_through"),
        (["agreed", "partly_delivered"], "partly_delivered"),
        (["agreed", "delivered"], "delivered"),
        (["delivered", "reversed"], "taken_back"),
        (["delivered", "expired"], "expired"),
        (["partly_delivered", "suspended"], "taken_back"),
        (["delivered", "suspended", "restored"], "delivered"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else value,
)
def test_a_concession_stands_in_one_column(steps, column):
    assert balance.column(concession("a", *steps)) == column


def test_each_side_shows_what_it_gave_and_whom_it_freed():
    given = concession("relief", "agreed", "delivered")
    back = concession("purchase", "offered", giver=party("XA"), receivers=[party("XB")])
    people = freed(people=count_of("14"))

    result = balance.balance(("XB", "XA"), [given, back], [people])

    first, second = result["sides"]
    assert result["between"] == ["XB", "XA"]
    assert first["party"]["code"] == "XB"
    assert [c["slug"] for c in first["concessions"]["delivered"]] == ["relief"]
    assert first["releases"] == []
    assert [c["slug"] for c in second["concessions"]["offered"]] == ["purchase"]
    assert [r["slug"] for r in second["releases"]] == ["release-one"]
    assert second["totals"]["people"] == count_of("14")
    assert (first["totals"]["promised"], second["totals"]["promised"]) == (1, 0)


def test_other_pairs_are_left_out():
    elsewhere = concession("a", "delivered", giver=party("XC"))
    unrelated = concession("b", "delivered", receivers=[party("XC")])

    result = balance.balance(("XA", "XB"), [elsewhere, unrelated], [])

    assert all(not any(s["concessions"].values()) for s in result["sides"])


def test_a_gift_to_a_third_party_counts_when_the_other_side_is_in_the_trade():
    trade = {"slug": "t", "name": "t", "url": "t", "principals": ["XA", "XB"]}
    entry = concession("a", "delivered", receivers=[party("XC")], trade=trade)

    result = balance.balance(("XB", "XA"), [entry], [])

    assert result["sides"][0]["totals"]["delivered"] == 1


@pytest.mark.parametrize(
    ("written", "text"),
    [(["14", "52"], "66"), (["14", ">250"], "at least 265"), (["3-5", "1"], "4 to 6")],
)
def test_people_are_added_as_intervals(written, text):
    counts = [{"people": count_of(one)} for one in written]

    assert balance.people(counts, "people")["text"] == text


# Revolving door


def person(released_on, began_on, ended_on=None, captor="XA"):
    ref = {"slug": "r", "name": "r", "url": "r", "captor": party("XA")}
    return {
        "slug": "person-one",
        "name": "Person One",
        "url": "/api/v1/people/person-one/",
        "releases": [{**ref, "released_on": date_of(released_on)}],
        "detentions": [
            {
                "slug": "d",
                "captor": party(captor),
                "transferred_from": None,
                "began_on": date_of(began_on),
                "ended_on": date_of(ended_on),
            }
        ],
    }


@pytest.mark.parametrize(
    ("released_on", "began_on", "ended_on", "certainty"),
    [
        ("2003-01", "2003-02", None, ["certain"]),
        ("2003-01", "2002", "2003-01", []),
        ("2003-01", "2003-01", None, ["possible"]),
        ("2003-01", "2003-01", "2003-01", []),
        ("2003-01", None, None, []),
        (None, "2003-02", None, []),
    ],
    ids=["after", "the_spell_ended", "overlap", "one_month", "undated", "no_release"],
)
def test_a_later_spell_is_a_re_arrest(released_on, began_on, ended_on, certainty):
    found = recurrence.rearrests([person(released_on, began_on, ended_on)])

    assert [entry["certainty"] for entry in found] == certainty


@pytest.mark.parametrize(("captor", "is_same"), [("XA", True), ("XC", False)])
def test_a_re_arrest_says_whether_the_captor_is_the_same(captor, is_same):
    (entry,) = recurrence.rearrests([person("2003-01", "2003-02", captor=captor)])

    assert entry["by_same_captor"] is is_same


# Price


def test_a_kind_with_two_cases_has_no_figure():
    releases = [
        freed("release-one", item("a", "delivered")),
        freed("release-two", item("b", "delivered", direct=["release-two"])),
    ]

    (kind,) = price.price(releases)["kinds"]

    assert (kind["cases"], kind["people"]) == (2, None)


def test_a_shared_concession_is_one_case_with_all_its_people():
    shared = ["release-one", "release-two"]
    releases = [
        freed(
            "release-one", item("a", "delivered", direct=shared), people=count_of("3")
        ),
        freed(
            "release-two", item("a", "delivered", direct=shared), people=count_of("4")
        ),
        freed("r3", item("b", "delivered", direct=["r3"]), people=count_of("1")),
        freed("r4", item("c", "delivered", direct=["r4"]), people=count_of(">9")),
    ]

    (kind,) = price.price(releases)["kinds"]

    assert kind["cases"] == 3
    assert kind["people"] == {"min": 1, "max": None}
    assert kind["concessions"][0]["people"]["text"] == "7"


def test_what_was_only_promised_or_packaged_is_no_case():
    releases = [
        freed("release-one", item("a", "agreed")),
        freed("r2", item("b", "delivered", allocation="package", direct=[])),
    ]

    assert price.price(releases)["kinds"] == []
