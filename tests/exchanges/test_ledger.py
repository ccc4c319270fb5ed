from datetime import date

import pytest

from exchanges import ledger
from tests.exchanges.ledger_documents import (
    DELIVERED,
    citation,
    counter_release,
    date_of,
    denied_by,
    item,
    lists_of,
    party,
    reference,
    release,
)

LIST_CASES = {
    "direct_to_one": (item("a", *DELIVERED), "exclusive", None),
    "direct_to_two": (
        item("a", *DELIVERED, direct=["release-one", "release-two"]),
        "shared",
        None,
    ),
    "package": (
        item("a", *DELIVERED, allocation="package", direct=[]),
        "package",
        None,
    ),
    "counter_release": (counter_release("a"), "counter_releases", None),
    "counter_release_in_a_package": (
        counter_release("a", allocation="package"),
        "package",
        None,
    ),
    "goodwill": (item("a", *DELIVERED, basis="goodwill"), "alongside", "basis"),
    "sequence": (item("a", *DELIVERED, basis="sequence"), "alongside", "basis"),
    "goodwill_release": (counter_release("a", basis="goodwill"), "alongside", "basis"),
    "goodwill_before_denial": (
        item("a", *DELIVERED, basis="goodwill", linked=denied_by("XA")),
        "alongside",
        "basis",
    ),
    "no_step": (item("a"), "alongside", "status"),
    "considered": (item("a", "considered 2025-01-01"), "alongside", "status"),
    "demanded": (item("a", "demanded 2025-01-01"), "alongside", "status"),
    "demanded_then_refused": (
        item("a", "demanded 2025-01-01", "refused 2025-01-02"),
        "alongside",
        "status",
    ),
    "offered_then_refused": (
        item("a", "offered 2025-01-01", "refused 2025-01-02"),
        "alongside",
        "status",
    ),
    "offered_then_withdrawn": (
        item("a", "offered 2025-01-01", "withdrawn 2025-01-02"),
        "alongside",
        "status",
    ),
    "offered_then_lapsed": (
        item("a", "offered 2025-01-01", "lapsed"),
        "alongside",
        "status",
    ),
    "offered_and_open": (item("a", "offered 2025-01-01"), "exclusive", None),
    "agreed_then_lapsed": (
        item("a", "agreed 2025-01-01", "lapsed 2025-03"),
        "exclusive",
        None,
    ),
    "faint_before_alleged": (
        item("a", "demanded 2025-01-01", basis="alleged"),
        "alongside",
        "status",
    ),
    "alleged": (item("a", *DELIVERED, basis="alleged"), "contested", None),
    "alleged_release": (counter_release("a", basis="alleged"), "contested", None),
    "alleged_before_package": (
        item("a", *DELIVERED, basis="alleged", allocation="package"),
        "contested",
        None,
    ),
    "denied_by_the_captor": (
        item("a", *DELIVERED, linked=denied_by("XA")),
        "contested",
        None,
    ),
    "denied_by_the_giver": (
        item("a", *DELIVERED, linked=denied_by("XB")),
        "contested",
        None,
    ),
    "denied_by_a_co_giver": (
        item("a", *DELIVERED, co_givers=[party("XC")], linked=denied_by("XC")),
        "contested",
        None,
    ),
    "denied_by_a_receiver": (
        item("a", *DELIVERED, receivers=[party("XC")], linked=denied_by("XC")),
        "contested",
        None,
    ),
    "denied_by_a_principal_of_the_items_trade": (
        item(
            "a",
            *DELIVERED,
            trade={"slug": "trade-two", "principals": ["XC"]},
            linked=denied_by("XC"),
        ),
        "contested",
        None,
    ),
    "denied_by_the_receiver_of_a_counter_release": (
        counter_release("a", on_behalf_of=[party("XC")], linked=denied_by("XC")),
        "contested",
        None,
    ),
    "denied_by_a_bystander": (
        item("a", *DELIVERED, linked=denied_by("XZ")),
        "exclusive",
        None,
    ),
    "denied_by_a_beneficiary": (
        item("a", *DELIVERED, beneficiaries=[party("XC")], linked=denied_by("XC")),
        "exclusive",
        None,
    ),
    "denied_by_the_source_itself": (
        item("a", *DELIVERED, linked=[citation(stance="disputes")]),
        "contested",  # nobody is left who says so
        None,
    ),
    "no_comment_by_the_captor": (
        item(
            "a",
            *DELIVERED,
            linked=[citation(), citation(by="XA", stance="no_comment")],
        ),
        "exclusive",
        None,
    ),
}


@pytest.mark.parametrize(
    ("entry", "expected", "reason"), LIST_CASES.values(), ids=LIST_CASES.keys()
)
def test_a_linkage_is_in_the_first_list_that_fits(entry, expected, reason):
    result = ledger.in_exchange(release(entry))

    assert lists_of(result) == {expected: ["a"]}
    assert result[expected][0]["reason"] == reason


@pytest.mark.parametrize(
    "values",
    [
        {"received_by": [party("XC")]},
        {"on_behalf_of": [party("XC")]},
        {"trade": {"slug": "trade-one", "principals": ["XA", "XC"]}},
    ],
    ids=["received_by", "on_behalf_of", "principal_of_the_trade"],
)
def test_a_denial_by_a_principal_of_the_release_makes_the_link_contested(values):
    document = release(item("a", *DELIVERED, linked=denied_by("XC")), **values)

    result = ledger.in_exchange(document)

    assert lists_of(result) == {"contested": ["a"]}


def test_a_mediator_of_the_trade_is_no_principal():
    trade = {"slug": "t", "principals": ["XA", "XB"], "mediators": ["XM"]}
    document = release(item("a", *DELIVERED, linked=denied_by("XM")), trade=trade)

    result = ledger.in_exchange(document)

    assert lists_of(result) == {"exclusive": ["a"]}


ANSWER_CASES = {
    "nothing_linked": ([], "", "not_stated"),
    "nothing_linked_and_a_source_says_none": ([], "none", "none"),
    "nothing_linked_and_a_price_not_named": ([], "unknown", "unknown"),
    "nothing_linked_and_secret_terms": ([], "withheld", "withheld"),
    "only_considered": ([item("a", "considered")], "", "not_stated"),
    "only_considered_and_none": ([item("a", "considered")], "none", "none"),
    "only_goodwill": ([item("a", *DELIVERED, basis="goodwill")], "", "not_stated"),
    "offered": ([item("a", "offered 2025-01-01")], "", "promised"),
    "agreed": ([item("a", "agreed 2025-01-01")], "", "promised"),
    "agreed_then_withdrawn": (
        [item("a", "agreed 2025-01-01", "withdrawn 2025-02-01")],
        "",
        "promised",
    ),
    "partly_delivered": (
        [item("a", "partly_delivered 2025-01-01")],
        "",
        "partly_given",
    ),
    "delivered": ([item("a", *DELIVERED)], "", "given"),
    "delivered_without_a_date": ([item("a", "delivered")], "", "given"),
    "delivered_then_reversed": (
        [item("a", *DELIVERED, "reversed 2026-01-01")],
        "",
        "given",
    ),
    "delivered_then_expired": (
        [item("a", *DELIVERED, "expired 2026-01-01")],
        "",
        "given",
    ),
    "delivered_suspended_restored": (
        [item("a", *DELIVERED, "suspended 2025-02", "restored 2025-03")],
        "",
        "given",
    ),
    "one_delivered_one_agreed": (
        [item("a", *DELIVERED), item("b", "agreed 2025-01-01")],
        "",
        "partly_given",
    ),
    "one_delivered_one_lapsed_after_agreement": (
        [item("a", *DELIVERED), item("b", "agreed 2025-01-01", "lapsed")],
        "",
        "partly_given",
    ),
    "an_open_offer_does_not_spoil_a_delivery": (
        [item("a", *DELIVERED), item("b", "offered 2025-01-01")],
        "",
        "given",
    ),
    "two_agreed": (
        [item("a", "agreed 2025-01-01"), item("b", "agreed 2025-01-01")],
        "",
        "promised",
    ),
    "a_swap": ([counter_release("b")], "", "given"),
    "a_swap_and_a_promise": (
        [counter_release("b"), item("a", "agreed 2025-01-01")],
        "",
        "partly_given",
    ),
    "package_only": (
        [item("a", *DELIVERED, allocation="package", direct=[])],
        "",
        "given",
    ),
    "package_partly": (
        [
            item("a", "partly_delivered", allocation="package", direct=[]),
            item("b", "agreed", allocation="package", direct=[]),
        ],
        "",
        "partly_given",
    ),
    "package_beside_a_direct_one_does_not_count": (
        [
            item("a", *DELIVERED),
            item("b", "agreed", allocation="package", direct=[]),
        ],
        "",
        "given",
    ),
    "contested_only": ([item("a", *DELIVERED, basis="alleged")], "", "contested"),
    "contested_goes_before_the_recorded_consideration": (
        [item("a", *DELIVERED, basis="alleged")],
        "none",
        "contested",
    ),
    "contested_blocks_the_package": (
        [
            item("a", *DELIVERED, basis="alleged"),
            item("b", *DELIVERED, allocation="package", direct=[]),
        ],
        "",
        "contested",
    ),
    "contested_beside_a_direct_one": (
        [item("a", *DELIVERED, basis="alleged"), item("b", *DELIVERED)],
        "",
        "given",
    ),
    "linked_goes_before_the_recorded_consideration": (
        [item("a", *DELIVERED)],
        "unknown",
        "given",
    ),
}


@pytest.mark.parametrize(
    ("linkages", "consideration", "expected"),
    ANSWER_CASES.values(),
    ids=ANSWER_CASES.keys(),
)
def test_the_answer_follows_from_what_is_linked(linkages, consideration, expected):
    document = release(*linkages, consideration=consideration)

    assert ledger.answer(ledger.facts(document)).answer == expected


CLAIM_CASES = {
    "all_say_none": (["none", "none"], "none"),
    "of_two_minds": (["none", "unknown"], "not_stated"),
    "another_names_a_price": (["none", "eased sanctions"], "not_stated"),
    "in_other_words": (["eased sanctions"], "not_stated"),
}


@pytest.mark.parametrize(
    ("values", "expected"), CLAIM_CASES.values(), ids=CLAIM_CASES.keys()
)
def test_claims_of_one_mind_answer_where_the_record_says_nothing(values, expected):
    claims = [
        citation(f"paper-{n}", field="consideration", value=value)
        for n, value in enumerate(values)
    ]

    document = release(consideration="", citations=claims)

    assert ledger.answer(ledger.facts(document)).answer == expected


def test_a_claim_that_was_superseded_or_denied_answers_nothing():
    claims = [
        citation(field="consideration", value="none", superseded=True),
        citation("c", field="consideration", value="unknown", stance="disputes"),
    ]

    document = release(consideration="", citations=claims)

    assert ledger.answer(ledger.facts(document)).answer == "not_stated"


def test_every_answer_and_every_list_has_a_case():
    answers = {expected for _, _, expected in ANSWER_CASES.values()}
    listings = {expected for _, expected, _ in LIST_CASES.values()}

    assert answers == set(ledger.Answer)
    assert listings == set(ledger.Listing)


def test_a_swap_is_read_from_both_sides():
    first = release(counter_release("release-two"))
    second = release(
        counter_release("release-one", captor=party("XA"), received_by=[party("XB")]),
        slug="release-two",
        captor=party("XB"),
        received_by=[party("XA")],
    )

    results = [ledger.in_exchange(document) for document in (first, second)]

    assert [lists_of(result) for result in results] == [
        {"counter_releases": ["release-two"]},
        {"counter_releases": ["release-one"]},
    ]
    assert [result["answer"] for result in results] == ["given", "given"]


def test_the_first_releases_of_the_first_story_are_answered_as_agreed():
    relief = item(
        "relief",
        "demanded 2025-04/2025-06",
        "agreed 2025-06",
        "delivered [2025-09-01..2025-09-15]",
        direct=["release-june", "release-september"],
    )
    parts = item("parts", "agreed", allocation="package", direct=[])
    jet = item("jet", "partly_delivered", allocation="package", direct=[])
    document = release(relief, parts, jet, slug="release-june", released_on="2025-06?")
    document["released_on"] = date_of("2025-06?")

    result = ledger.in_exchange(document)

    assert result["answer"] == "given"
    assert lists_of(result) == {"shared": ["relief"], "package": ["parts", "jet"]}
    shared = result["shared"][0]["shared_with"]
    assert [entry["slug"] for entry in shared] == ["release-september"]


def test_an_answer_has_the_whole_shape_of_the_api():
    entry = item(
        "a", *DELIVERED, direct=["release-one", reference("release-two", "2025-03")]
    )

    result = ledger.in_exchange(release(entry))

    assert result == {
        "answer": "given",
        "sentence": "One source states that, in exchange, “The a” (sanctions relief"
        " from Party XB) was given, for this together with one other release.",
        "exclusive": [],
        "shared": [
            {
                "concession": entry["concession"],
                "counter_release": None,
                "linkage": {
                    "basis": "stated",
                    "allocation": "direct",
                    "note": "",
                    "asserted_by": [
                        {
                            "kind": "source",
                            "code": None,
                            "slug": "paper",
                            "name": "Paper",
                            "url": "/api/v1/sources/paper/",
                            "speaking_for": None,
                        }
                    ],
                    "denied_by": [],
                    "comments": [],
                    "days_after_release": {"min": 5, "max": 5},
                },
                "reason": None,
                "shared_with": [reference("release-two", "2025-03")],
                "citations": entry["linkage"]["citations"],
            }
        ],
        "package": [],
        "contested": [],
        "alongside": [],
        "counter_releases": [],
        "not_yet_known": [],
    }


DAYS_CASES = {
    "same_day": ("2025-01-20", ["delivered 2025-01-20"], {"min": 0, "max": 0}),
    "before": ("2025-01-20", ["delivered 2025-01-15"], {"min": -5, "max": -5}),
    "both_inexact": (
        "[2025-09-01..2025-09-15]",
        ["delivered 2025-09"],
        {"min": -14, "max": 29},
    ),
    "open_end": ("2025-01-20", ["delivered 2025-01-25/.."], {"min": 5, "max": None}),
    "release_undated": (None, ["delivered 2025-01-25"], None),
    "delivery_undated": ("2025-01-20", ["agreed 2025-01-01", "delivered"], None),
    "only_agreed": ("2025-01-20", ["agreed 2025-01-01"], None),
    "partly": (
        "2025-01-20",
        ["partly_delivered 2025-01-22"],
        {"min": 2, "max": 2},
    ),
    "first_full_delivery": (
        "2025-01-20",
        [
            "partly_delivered 2025-01-22",
            "delivered 2025-01-25",
            "reversed 2025-02-01",
            "delivered 2025-03-01",
        ],
        {"min": 5, "max": 5},
    ),
}


@pytest.mark.parametrize(
    ("released_on", "steps", "expected"), DAYS_CASES.values(), ids=DAYS_CASES.keys()
)
def test_days_after_release_are_an_interval(released_on, steps, expected):
    document = release(item("a", *steps), released_on=released_on)

    result = ledger.in_exchange(document)

    assert result["exclusive"][0]["linkage"]["days_after_release"] == expected


def test_days_to_a_counter_release_run_to_its_own_date():
    document = release(counter_release("b", released_on="2025-01-22"))

    result = ledger.in_exchange(document)

    days = result["counter_releases"][0]["linkage"]["days_after_release"]
    assert days == {"min": 2, "max": 2}


def test_days_may_be_date_objects_as_a_serializer_holds_them():
    document = release(item("a", *DELIVERED))
    document["released_on"]["earliest"] = date(2025, 1, 20)
    document["released_on"]["latest"] = date(2025, 1, 20)

    result = ledger.in_exchange(document)

    days = result["exclusive"][0]["linkage"]["days_after_release"]
    assert days == {"min": 5, "max": 5}


def test_a_served_document_is_read_like_a_fresh_one():
    fresh = release(
        item("a", *DELIVERED, direct=["release-one", reference("release-two", "2025")]),
        item("b", "agreed", allocation="package", direct=[]),
    )
    bare = {key: value for key, value in fresh.items() if key != "linkages"}
    served = {**bare, "in_exchange": ledger.in_exchange(fresh)}

    assert ledger.in_exchange(served) == ledger.in_exchange(fresh)


def test_a_denial_for_a_principal_is_that_principals_denial():
    envoy = citation(
        speaker_words="an envoy", stance="disputes", published_on="2025-02-01"
    )
    envoy["speaker"]["speaking_for"] = party("XA")
    entry = item("a", *DELIVERED)
    entry["linkage"]["citations"].append(envoy)

    result = ledger.in_exchange(release(entry))

    assert result["answer"] == "contested"
