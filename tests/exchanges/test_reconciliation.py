import pytest

from exchanges.reconciliation import reconcile
from tests.exchanges.ledger_documents import count_of, date_of, party, release


def tally(people=">250", **values):
    return {
        "slug": "tally-one",
        "captor": party("XA"),
        "trade": None,
        "nationality": None,
        "population": "",
        "period": date_of(values.pop("period", "2025-01-20/..")),
        "people": count_of(people),
        "measure": "flow",
        "counted_by": None,
        **values,
    }


def freed(slug, people="1", released_on="2025-02-12", **values):
    return release(
        slug=slug, people=count_of(people), released_on=released_on, **values
    )


def person(*nationalities):
    return {
        "person": {
            "slug": "person-one",
            "nationalities": [{"code": code} for code in nationalities],
        }
    }


def cohort(people, code="NN", breakdown="nationality"):
    return {
        "label": "nationals",
        "breakdown": breakdown,
        "country": {"code": code},
        "value": "",
        "people": count_of(people),
    }


def first_story():
    return [
        freed("a-february", "1", "2025-02-12", freed=[person("NN")]),
        freed("b-three", "3", "[2025-02-12..2025-04-30]", cohorts=[cohort("1")]),
        freed("c-april", "1", "2025-04?", freed=[person("NN")]),
        freed("d-june", "14", "2025-06?"),
        freed("e-september", "52", "[2025-09-01..2025-09-15]"),
        freed("f-december", "123", "[2025-12-11..2025-12-20]"),
        freed("g-elsewhere", "1", "2025-02-11", captor=party("XZ")),
    ]


def test_the_first_story_leaves_fifty_seven_unitemised():
    assert reconcile(tally(), first_story()) == {
        "itemised": {"min": 194, "max": 194},
        "residual": {"min": 57, "max": None},
        "counted": [
            "a-february",
            "b-three",
            "c-april",
            "d-june",
            "e-september",
            "f-december",
        ],
        "sentence": "A source counts more than 250; 194 are itemised in 6 releases. At"
        " least 57 are not itemised.",
    }


def test_the_nationals_of_the_first_story_leave_two():
    assert reconcile(tally(">=5", nationality={"code": "NN"}), first_story()) == {
        "itemised": {"min": 3, "max": 3},
        "residual": {"min": 2, "max": None},
        "counted": ["a-february", "b-three", "c-april"],
        "sentence": "A source counts at least 5; 3 are itemised in 3 releases. At least"
        " 2 are not itemised.",
    }


NATIONALITY_CASES = {
    "nobody_known": ({}, (0, 0)),
    "one_by_name": ({"freed": [person("NN")]}, (1, 1)),
    "of_two_nationalities": ({"freed": [person("MM", "NN")]}, (1, 1)),
    "another_nationality": ({"freed": [person("MM")]}, (0, 0)),
    "a_cohort": ({"cohorts": [cohort("4")]}, (4, 4)),
    "an_open_cohort": ({"cohorts": [cohort(">=4")]}, (4, None)),
    "a_cohort_of_another_breakdown": (
        {"cohorts": [cohort("4", breakdown="destination")]},
        (0, 0),
    ),
    "the_larger_of_cohort_and_names": (
        {"cohorts": [cohort("1")], "freed": [person("NN"), person("NN")]},
        (2, 2),
    ),
    "never_both": ({"cohorts": [cohort("4")], "freed": [person("NN")]}, (4, 4)),
}


@pytest.mark.parametrize(
    ("parts", "expected"), NATIONALITY_CASES.values(), ids=NATIONALITY_CASES.keys()
)
def test_people_of_one_nationality_are_counted_once(parts, expected):
    result = reconcile(
        tally("5", nationality={"code": "NN"}), [freed("a", "10", **parts)]
    )

    assert (result["itemised"]["min"], result["itemised"]["max"]) == expected


PERIOD_CASES = {
    "inside": ("2025-02-12", (10, 10)),
    "first_day": ("2025-01-20", (10, 10)),
    "last_day": ("2025-12-31", (10, 10)),
    "before": ("2025-01-19", None),
    "after": ("2026-01-01", None),
    "may_begin_before": ("2025-01", (0, 10)),
    "may_end_after": ("[2025-12-20..2026-01-10]", (0, 10)),
    "undated": (None, (0, 10)),
}


@pytest.mark.parametrize(
    ("released_on", "expected"), PERIOD_CASES.values(), ids=PERIOD_CASES.keys()
)
def test_a_release_counts_as_far_as_it_lies_in_the_period(released_on, expected):
    result = reconcile(
        tally("30", period="2025-01-20/2025-12-31"), [freed("a", "10", released_on)]
    )

    assert result["counted"] == ([] if expected is None else ["a"])
    itemised = (result["itemised"]["min"], result["itemised"]["max"])
    assert itemised == (expected or (0, 0))


def test_a_tally_without_a_period_counts_every_release():
    result = reconcile(tally("10", period=None), [freed("a", "10", None)])

    assert result["itemised"] == {"min": 10, "max": 10}


RESIDUAL_CASES = {
    "exact": ("12", ["10"], {"min": 2, "max": 2}),
    "none_left": ("10", ["10"], {"min": 0, "max": 0}),
    "open_tally": (">10", ["10"], {"min": 1, "max": None}),
    "up_to": ("<=40", ["10"], {"min": -10, "max": 30}),
    "open_release": ("20", [">=10"], {"min": None, "max": 10}),
    "both_open": (">=20", [">=10"], {"min": None, "max": None}),
    "between": ("20-30", ["5-8"], {"min": 12, "max": 25}),
    "more_itemised_than_claimed": ("10", ["6", "7"], {"min": -3, "max": -3}),
    "nothing_itemised": ("10", [], {"min": 10, "max": 10}),
}


@pytest.mark.parametrize(
    ("claimed", "people", "expected"),
    RESIDUAL_CASES.values(),
    ids=RESIDUAL_CASES.keys(),
)
def test_the_residual_is_the_difference_of_two_intervals(claimed, people, expected):
    releases = [freed(f"r{number}", count) for number, count in enumerate(people)]

    assert reconcile(tally(claimed), releases)["residual"] == expected


def test_the_sentence_names_who_counts_and_what_may_lie_outside():
    claimed = tally("30", counted_by=party("XN"))

    result = reconcile(claimed, [freed("a", "10"), freed("b", "4", None)])

    assert result["sentence"] == (
        "Party XN counts 30; 10 to 14 are itemised in 2 releases, 1 of which may lie"
        " outside the period. Between 16 and 20 are not itemised."
    )


@pytest.mark.parametrize(
    ("claimed", "people", "expected"),
    [
        ("2", "1", "Exactly 1 is not itemised."),
        ("10", "10", "All are itemised."),
        (">10", "20", "The tally does not tell whether any are missing."),
        ("20", ">=10", "At most 10 are not itemised."),
        (">=20", ">=10", "How many are not itemised cannot be said."),
        ("<=40", "10", "Between 0 and 30 are not itemised."),
        ("10", "13", "At least 3 more are itemised than the tally allows."),
    ],
)
def test_the_sentence_says_how_many_are_missing(claimed, people, expected):
    result = reconcile(tally(claimed), [freed("a", people)])

    assert result["sentence"].partition(". ")[2] == expected


def test_remains_are_never_added_to_people():
    releases = [freed("a", "2", remains=count_of("3"))]

    assert reconcile(tally("5"), releases)["itemised"] == {"min": 2, "max": 2}


def test_a_handover_of_remains_alone_is_not_counted():
    releases = [freed("a", "0", remains=count_of("3"))]

    assert reconcile(tally("5"), releases)["counted"] == []


def test_a_release_of_an_unknown_number_leaves_the_end_open():
    releases = [{**freed("a"), "people": None}]

    assert reconcile(tally("5"), releases)["itemised"] == {"min": 0, "max": None}


def test_only_releases_of_the_trade_count():
    trade = {"slug": "trade-one", "principals": []}
    other = {"slug": "trade-two", "principals": []}
    releases = [
        freed("a", "2", trade=trade),
        freed("b", "3", trade=other),
        freed("c", "4"),
    ]

    result = reconcile(tally("5", trade=trade), releases)

    assert result["counted"] == ["a"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"measure": "stock"},
            "A number of people held at one time is not compared with releases.",
        ),
        (
            {"captor": None},
            "The tally names neither captor nor trade, so no release can be set"
            " against it.",
        ),
    ],
    ids=["stock", "of_nobody"],
)
def test_what_cannot_be_compared_is_not(values, sentence):
    assert reconcile(tally("300", **values), [freed("a")]) == {
        "itemised": None,
        "residual": None,
        "counted": [],
        "sentence": sentence,
    }
