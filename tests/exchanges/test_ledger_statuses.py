import pytest

from exchanges import ledger
from tests.exchanges.ledger_documents import (
    item,
)


@pytest.mark.parametrize(
    ("steps", "reach", "status"),
    [
        ((), 0, None),
        (("considered",), 0, "considered"),
        (("demanded 2025-01", "refused 2025-02"), 1, "refused"),
        (("offered", "withdrawn"), 2, "withdrawn"),
        (("agreed", "lapsed"), 3, "lapsed"),
        (("partly_delivered", "suspended"), 4, "suspended"),
        (("delivered", "reversed"), 5, "reversed"),
        (("delivered", "demanded"), 5, "demanded"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else None,
)
def test_reach_is_the_furthest_step_and_status_the_last(steps, reach, status):
    read = ledger.steps_of(item("a", *steps)["concession"]["steps"])

    assert (ledger.reach(read), ledger.status(read)) == (reach, status)


TRADE_CASES = {
    "empty": ([], False, "open"),
    "agreed": ([["agreed 2025-01"]], False, "open"),
    "a_release_alone": ([], True, "completed"),
    "delivered": ([["delivered 2025-01"]], False, "completed"),
    "delivered_then_reversed": (
        [["delivered 2025-01", "reversed 2025-02"]],
        False,
        "completed",
    ),
    "delivered_and_agreed": (
        [["delivered 2025-01"], ["agreed 2025-01"]],
        False,
        "partly_completed",
    ),
    "a_release_and_an_agreed_concession": (
        [["agreed 2025-01"]],
        True,
        "partly_completed",
    ),
    "a_release_and_a_partly_delivered_concession": (
        [["partly_delivered 2025-01"]],
        True,
        "partly_completed",
    ),
    "a_release_and_a_broken_promise": (
        [["agreed 2025-01", "lapsed"]],
        True,
        "partly_completed",
    ),
    "a_release_and_an_open_offer": ([["offered"]], True, "partly_completed"),
    "a_release_and_an_open_offer_beside_a_delivery": (
        [["offered"], ["delivered"]],
        True,
        "completed",
    ),
    "a_release_and_a_refused_offer": ([["offered", "refused"]], True, "completed"),
    "a_release_and_something_considered": ([["considered"]], True, "completed"),
    "all_lapsed": (
        [["offered", "lapsed"], ["demanded", "lapsed"]],
        False,
        "lapsed",
    ),
    "the_last_end_by_date": (
        [
            ["offered", "withdrawn 2025-03-01"],
            ["offered", "refused 2025-02-01"],
        ],
        False,
        "withdrawn",
    ),
    "the_last_end_by_order_when_undated": (
        [["offered", "withdrawn 2025-03-01"], ["offered", "lapsed"]],
        False,
        "lapsed",
    ),
    "not_all_ended": ([["offered", "refused"], ["offered"]], False, "open"),
    "nothing_known_of_one": ([["offered", "refused"], []], False, "open"),
    "part_delivered_then_reversed": (
        [["partly_delivered 2025-01", "reversed 2025-02"]],
        False,
        "reversed",
    ),
}


@pytest.mark.parametrize(
    ("items", "has_release", "expected"), TRADE_CASES.values(), ids=TRADE_CASES.keys()
)
def test_the_status_of_a_trade_is_computed(items, has_release, expected):
    steps = [
        ledger.steps_of(item("a", *written)["concession"]["steps"]) for written in items
    ]

    assert ledger.trade_status(steps, has_release=has_release) == expected
