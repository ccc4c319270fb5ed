from datetime import date

import pytest

from exchanges import ledger
from tests.exchanges.ledger_documents import (
    DELIVERED,
    citation,
    counter_release,
    item,
    lists_of,
    reference,
    release,
)


def test_known_by_drops_a_link_that_was_published_later():
    document = release(
        item("a", *DELIVERED, linked=[citation("late", "2025-06-01")]),
        item("b", "agreed 2025-01-10", linked=[citation("early", "2025-02-01")]),
    )

    result = ledger.in_exchange(document, known_by=date(2025, 3, 1))

    assert lists_of(result) == {"exclusive": ["b"]}
    assert result["answer"] == "promised"


def test_known_by_drops_a_denial_that_was_published_later():
    linked = [citation(), citation("late", "2025-06-01", by="XA", stance="disputes")]
    document = release(item("a", *DELIVERED, linked=linked))

    before = ledger.in_exchange(document, known_by=date(2025, 5, 31))
    after = ledger.in_exchange(document, known_by=date(2025, 6, 1))

    assert (before["answer"], after["answer"]) == ("given", "contested")


def test_known_by_drops_a_step_that_was_published_later():
    entry = item("a", *DELIVERED)
    entry["concession"]["steps"][1]["citations"] = [citation("late", "2025-06-01")]

    result = ledger.in_exchange(release(entry), known_by=date(2025, 3, 1))

    assert result["answer"] == "promised"
    assert result["exclusive"][0]["concession"]["status"] == "agreed"


def test_a_denial_that_only_later_was_replaced_counts_until_then():
    denial = citation(
        "first",
        by="XA",
        stance="disputes",
        superseded=True,
        superseded_by=citation("late", "2025-06-01")["source"],
    )
    document = release(item("a", *DELIVERED, linked=[citation(), denial]))

    before = ledger.in_exchange(document, known_by=date(2025, 3, 1))
    now = ledger.in_exchange(document)

    assert (before["answer"], now["answer"]) == ("contested", "given")


def test_a_consideration_published_later_is_not_yet_known():
    document = release(
        consideration="none",
        citations=[
            citation("late", "2025-06-01"),
            citation("early", "2025-02-01", field="people", value="1"),
        ],
    )

    result = ledger.in_exchange(document, known_by=date(2025, 3, 1))

    assert result["answer"] == "not_stated"
    assert "consideration" in result["not_yet_known"]


def test_a_claim_in_other_words_never_becomes_the_consideration():
    document = release(
        consideration="none",
        citations=[
            citation("late", "2025-06-01"),
            citation("early", "2025-02-01", field="consideration", value="a swap"),
        ],
    )

    result = ledger.in_exchange(document, known_by=date(2025, 3, 1))

    assert result["answer"] == "not_stated"
    assert "consideration" in result["not_yet_known"]


AS_OF_CASES = {
    "before_the_release": ("2025-01-19", "not_stated", {}),
    "agreed": ("2025-01-20", "promised", {"exclusive": ["a"]}),
    "day_before_delivery": ("2025-01-24", "promised", {"exclusive": ["a"]}),
    "day_of_delivery": ("2025-01-25", "given", {"exclusive": ["a"]}),
    "after_it_was_taken_back": ("2026-03-01", "given", {"exclusive": ["a"]}),
}


@pytest.mark.parametrize(
    ("day", "expected", "lists"), AS_OF_CASES.values(), ids=AS_OF_CASES.keys()
)
def test_as_of_counts_what_had_happened_by_then(day, expected, lists):
    document = release(item("a", *DELIVERED, "reversed 2026-02-01"))

    result = ledger.in_exchange(document, as_of=date.fromisoformat(day))

    assert (result["answer"], lists_of(result)) == (expected, lists)


def test_as_of_does_not_count_what_may_have_happened_later():
    document = release(item("a", "agreed 2025-01-10", "delivered 2025-02"))

    middle = ledger.in_exchange(document, as_of=date(2025, 2, 15))
    end = ledger.in_exchange(document, as_of=date(2025, 2, 28))

    assert (middle["answer"], end["answer"]) == ("promised", "given")


def test_an_undated_step_counts_only_without_as_of():
    document = release(item("a", "agreed 2025-01-10", "delivered"))

    now = ledger.in_exchange(document)
    then = ledger.in_exchange(document, as_of=date(2030, 1, 1))

    assert (now["answer"], then["answer"]) == ("given", "promised")


def test_as_of_does_not_turn_an_undated_demand_into_a_late_agreement():
    document = release(item("a", "demanded", "agreed 2025-02-10"))

    result = ledger.in_exchange(document, as_of=date(2030, 1, 1))

    assert result["answer"] == "promised"


def test_a_concession_of_which_nothing_had_happened_stands_alongside():
    document = release(item("a", "agreed 2025-02-10", basis="stated"))
    document["linkages"][0]["concession"]["steps"][0]["kind"] = "delivered"

    result = ledger.in_exchange(document, as_of=date(2025, 2, 1))

    assert lists_of(result) == {"alongside": ["a"]}
    assert result["alongside"][0]["reason"] == "status"
    assert result["alongside"][0]["concession"]["status"] is None


def test_as_of_a_shared_concession_is_exclusive_until_the_other_release():
    entry = item(
        "a",
        "delivered 2025-01-10",
        direct=["release-one", reference("b", "2025-03-01")],
    )
    document = release(entry)

    before = ledger.in_exchange(document, as_of=date(2025, 2, 28))
    after = ledger.in_exchange(document, as_of=date(2025, 3, 1))

    assert lists_of(before) == {"exclusive": ["a"]}
    assert lists_of(after) == {"shared": ["a"]}


def test_as_of_drops_a_counter_release_after_the_day():
    document = release(counter_release("b", released_on="2025-03-01"))

    before = ledger.in_exchange(document, as_of=date(2025, 2, 28))

    assert lists_of(before) == {}


def test_the_document_is_left_as_it_was():
    document = release(item("a", *DELIVERED), in_exchange={}, conflicts=[])
    before = repr(document)

    ledger.at(document, date(2025, 3, 1), date(2025, 2, 1))

    assert repr(document) == before
