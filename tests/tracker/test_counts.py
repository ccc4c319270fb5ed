from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import counts
from tracker.counts import Amount, Count

numbers = st.integers(0, counts.COUNT_LIMIT - 1)
signs = st.sampled_from(list(counts.SIGNS))
written_counts = st.one_of(
    st.tuples(signs, numbers).map(lambda pair: f"{pair[0]}{pair[1]}"),
    st.lists(numbers, min_size=2, max_size=2, unique=True)
    .map(sorted)
    .map("{0[0]}-{0[1]}".format),
)


@pytest.mark.parametrize(
    ("written", "count", "words"),
    [
        ("14", Count(14, 14, "exactly"), "14"),
        ("0", Count(0, 0, "exactly"), "0"),
        (">250", Count(251, None, "more_than"), "more than 250"),
        (">=5", Count(5, None, "at_least"), "at least 5"),
        ("~20", Count(20, 20, "about"), "about 20"),
        ("<=40", Count(0, 40, "up_to"), "up to 40"),
        ("1808-1968", Count(1808, 1968, "between"), "1,808 to 1,968"),
    ],
)
def test_a_count_is_read_described_and_written_back(written, count, words):
    assert counts.parse(written) == count
    assert counts.text(count) == words
    assert counts.written(count) == written


@settings(max_examples=500, deadline=None)
@given(written_counts)
def test_every_count_is_written_as_it_was_read(written):
    assert counts.written(counts.parse(written)) == written


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "nothing is not a number that can be read; write 14, >250"),
        ("many", "many is not a number that can be read; write 14, >250"),
        ("1,808", "1,808 is not a count; write 1808"),
        (">1,000,000", ">1,000,000 is not a count; write >1000000"),
        ("5 \N{EN DASH} 7", "5 \N{EN DASH} 7 is not a count; write 5-7"),
        ("<40", "<40 has no sign of ours; write <=39"),
        ("7-5", "7-5 runs from more to less; write 5-7"),
        ("5-5", "5-5 is no range; write 5"),
        (">2147483647", ">2147483647 is above 2,147,483,647"),
        ("-3", "-3 is not a number"),
        ("14\n", "14\n is not a count; write 14"),
        ("٣", "٣ is not a number"),
    ],
)
def test_parse_says_what_is_wrong_and_what_would_be_right(written, message):
    with pytest.raises(counts.CountError) as caught:
        counts.parse(written)

    assert str(caught.value).startswith(message)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=20), st.text(alphabet="0159<>=~-., UÀD", max_size=9)))
def test_no_string_raises_anything_but_a_count_error(written):
    for parse in (counts.parse, counts.parse_amount):
        try:
            parse(written)
        except counts.CountError:
            continue


@pytest.mark.parametrize(
    ("left", "right", "may"),
    [
        ("51", "52", False),
        ("52", "52", True),
        (">250", "251", True),
        (">250", "250", False),
        (">250", ">=1000", True),
        ("<=40", ">40", False),
        ("<=40", ">=40", True),
        ("1808-1968", "1968-2000", True),
        ("~20", "22", True),
        ("~20", "23", False),
        ("~20", "18", True),
        ("~20", "17", False),
        ("~5", "6", False),
        ("~20", "~24", True),
    ],
)
def test_possibly_equal_asks_whether_both_may_hold(left, right, may):
    a, b = counts.parse(left), counts.parse(right)

    assert counts.possibly_equal(a, b) is may
    assert counts.possibly_equal(b, a) is may


@settings(max_examples=300, deadline=None)
@given(written_counts)
def test_a_count_may_equal_itself(written):
    count = counts.parse(written)

    assert counts.possibly_equal(count, count)


@pytest.mark.parametrize(
    ("written", "amount", "words"),
    [
        (
            "3 entities",
            Amount(Decimal(3), Decimal(3), "exactly", "entities"),
            "3 entities",
        ),
        (
            "6000000000 USD",
            Amount(Decimal(6_000_000_000), Decimal(6_000_000_000), "exactly", "USD"),
            "6 billion USD",
        ),
        (
            "~393800000 GBP",
            Amount(Decimal(393_800_000), Decimal(393_800_000), "about", "GBP"),
            "about 393.8 million GBP",
        ),
        (
            "1234567 EUR",
            Amount(Decimal(1_234_567), Decimal(1_234_567), "exactly", "EUR"),
            "1,234,567 EUR",
        ),
        (">=30 people", Amount(Decimal(30), None, "at_least", "people"), None),
        (">2.5 USD", Amount(Decimal("2.5"), None, "more_than", "USD"), None),
        (
            "<=1000000 mines",
            Amount(Decimal(0), Decimal(1_000_000), "up_to", "mines"),
            "up to 1,000,000 mines",
        ),
        (
            "5-7 transport aircraft",
            Amount(Decimal(5), Decimal(7), "between", "transport aircraft"),
            "5 to 7 transport aircraft",
        ),
    ],
)
def test_an_amount_is_read_described_and_written_back(written, amount, words):
    assert counts.parse_amount(written) == amount
    assert counts.written_amount(amount) == written
    assert words is None or counts.text_amount(amount) == words


@pytest.mark.parametrize(
    "written", ["3", "USD", "3  entities", "3 ", "3 a" + "a" * 40, "7-5 mines", "<3 km"]
)
def test_an_amount_needs_a_number_and_a_unit(written):
    with pytest.raises(counts.CountError):
        counts.parse_amount(written)
