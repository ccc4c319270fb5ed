import pytest

from exchanges import ledger
from tests.exchanges.ledger_documents import (
    DELIVERED,
    citation,
    item,
    lists_of,
    release,
)


def test_asserters_deniers_and_comments_are_the_latest_stance_of_each_speaker():
    linked = [
        citation("paper", "2025-01-31"),
        citation("first", by="XB", stance="disputes", said_on="2025-01-21"),
        citation("second", by="XB", said_on="2025-08-01"),
        citation("third", by="XA", stance="no_comment"),
        citation("fourth", by="XZ", stance="disputes"),
    ]

    result = ledger.in_exchange(release(item("a", *DELIVERED, linked=linked)))
    linkage = result["exclusive"][0]["linkage"]

    assert [s["name"] for s in linkage["asserted_by"]] == ["Paper", "Party XB"]
    assert [s["code"] for s in linkage["denied_by"]] == ["XZ"]
    assert [s["code"] for s in linkage["comments"]] == ["XA"]


STANCE_CASES = {
    "by_the_day_of_the_words_not_by_order": (
        [("supports", "2025-08-01", None), ("disputes", "2025-01-21", None)],
        "exclusive",
    ),
    "by_the_source_where_no_day_of_the_words": (
        [("disputes", None, "2025-03-01"), ("supports", None, "2025-02-01")],
        "contested",
    ),
    "day_of_the_words_against_day_of_a_source": (
        [("disputes", "2025-02-01", "2025-09-01"), ("supports", None, "2025-05-01")],
        "exclusive",
    ),
    "by_order_where_a_day_is_missing": (
        [("disputes", "2025-02-01", None), ("supports", None, None)],
        "exclusive",
    ),
    "by_order_on_one_day": (
        [("supports", "2025-02-01", None), ("disputes", "2025-02-01", None)],
        "contested",
    ),
}


@pytest.mark.parametrize(
    ("stances", "expected"), STANCE_CASES.values(), ids=STANCE_CASES.keys()
)
def test_the_latest_stance_of_a_principal_decides(stances, expected):
    linked = [
        citation(f"s{number}", published_on, by="XA", stance=stance, said_on=said_on)
        for number, (stance, said_on, published_on) in enumerate(stances)
    ]

    result = ledger.in_exchange(release(item("a", *DELIVERED, linked=linked)))

    assert lists_of(result) == {expected: ["a"]}


def test_a_superseded_denial_does_not_count():
    linked = [citation(), citation(by="XA", stance="disputes", superseded=True)]

    result = ledger.in_exchange(release(item("a", *DELIVERED, linked=linked)))

    assert lists_of(result) == {"exclusive": ["a"]}
    assert result["exclusive"][0]["linkage"]["denied_by"] == []


def test_copies_of_one_story_are_one_speaker():
    linked = [citation("agency"), citation("copy", origin="agency")]

    result = ledger.in_exchange(release(item("a", *DELIVERED, linked=linked)))

    assert len(result["exclusive"][0]["linkage"]["asserted_by"]) == 1


def test_anonymous_speakers_of_two_sources_are_two():
    linked = [
        citation("one", speaker_words="an official"),
        citation("two", speaker_words="an official", stance="disputes"),
    ]

    result = ledger.in_exchange(release(item("a", *DELIVERED, linked=linked)))
    linkage = result["exclusive"][0]["linkage"]

    assert [s["kind"] for s in linkage["asserted_by"]] == ["words"]
    assert [s["kind"] for s in linkage["denied_by"]] == ["words"]
