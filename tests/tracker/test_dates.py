from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import edtf as edtf_library
import pytest
from django.db import DataError, connection
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker import date_words, dates

EDTF_SQL = Path(dates.__file__).parent / "sql" / "edtf.sql"

years = st.one_of(
    st.integers(0, 9999).map("{:04d}".format),
    st.sampled_from(["2024", "2025", "202X", "20XX", "000X", "00XX", "999X", "9999"]),
)
months = st.one_of(
    st.integers(0, 13).map("{:02d}".format),
    st.integers(20, 42).map("{:02d}".format),
    st.sampled_from(["XX", "0X", "1X", "2X", "02"]),
)
days = st.one_of(
    st.integers(0, 32).map("{:02d}".format),
    st.sampled_from(["XX", "0X", "1X", "2X", "3X", "4X", "29"]),
)
qualifiers = st.sampled_from(["", "", "", "?", "~", "%"])
singles = st.builds(
    lambda parts, qualifier: "-".join(parts) + qualifier,
    st.one_of(
        st.tuples(years), st.tuples(years, months), st.tuples(years, months, days)
    ),
    qualifiers,
)
ends = st.one_of(singles, singles, st.sampled_from(["..", ""]))
intervals = st.tuples(ends, ends).map("/".join)
members = st.one_of(
    singles,
    st.tuples(singles, singles).map("..".join),
    singles.map("{}..".format),
    singles.map("..{}".format),
)
sets = st.lists(members, min_size=1, max_size=3).map(lambda m: f"[{','.join(m)}]")
written = st.one_of(singles, intervals, sets)
garbage = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0129X-/.[],?~% ", max_size=24),
    st.text(alphabet="0129X-/.[],?~%x\N{EN DASH}/\n\t٣", max_size=130),
)


@st.composite
def valid_texts(draw):
    edtf = draw(written)
    try:
        dates.parse(edtf)
    except dates.DateError:
        return "2025-02"
    return edtf


def bounds(edtf):
    period = dates.parse(edtf)
    return period.earliest, period.latest


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-04", date(2025, 4, 1), date(2025, 4, 30)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2025-06?", date(2025, 6, 1), date(2025, 6, 30)),
        ("2025-06-11~", date(2025, 6, 11), date(2025, 6, 11)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("20XX-XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2025-1X", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-02-XX", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025-02-2X", date(2025, 2, 20), date(2025, 2, 28)),
        ("2025-XX-31", date(2025, 1, 31), date(2025, 12, 31)),
        ("2025-1X-31", date(2025, 10, 31), date(2025, 12, 31)),
        ("2025-21", date(2025, 3, 1), date(2025, 5, 31)),
        ("2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("2025-29", date(2025, 9, 1), date(2025, 11, 30)),
        ("2025-41", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-01-20/..", date(2025, 1, 20), None),
        ("../2025-06", None, date(2025, 6, 30)),
        ("2025/", date(2025, 1, 1), None),
        ("2025-02-11/2025-02", date(2025, 2, 11), date(2025, 2, 28)),
        ("[2025-09-01..2025-09-15]", date(2025, 9, 1), date(2025, 9, 15)),
        ("[2025-09-03,2025-09-01]", date(2025, 9, 1), date(2025, 9, 3)),
        ("[..2025-09-15]", None, date(2025, 9, 15)),
        ("[2025-09..]", date(2025, 9, 1), None),
        ("[2025-09,..2025-01]", None, date(2025, 9, 30)),
    ],
)
def test_parse_finds_the_first_and_last_possible_day(edtf, earliest, latest):
    period = dates.parse(edtf)

    assert period == dates.Period(edtf, earliest, latest)


@pytest.mark.parametrize(
    ("edtf", "message"),
    [
        ("2025-13", "2025-13 has no month 13; write 2025-12"),
        ("2025-00", "2025-00 has no month 00; write 2025-12"),
        ("2025-42", "2025-42 has no month 42; write 2025-12"),
        ("2025-21-05", "2025-21-05 gives a day of a season; write 2025-21 without it"),
        ("2025-02-30", "2025-02-30 has no day 30; write 2025-02-28"),
        ("2025-02-00", "2025-02-00 has no day 00; write 2025-02-01"),
        ("0000", "0000 has no year: years run from 0001 to 9999"),
        ("202X-04", "202X-04 gives a month of an unknown year; write 202X"),
        ("9999-24", "9999-24 ends after the year 9999"),
        ("2025-2-11", "2025-2-11 is not EDTF; write 2025-02-11"),
        ("2025/02/11", "2025/02/11 is not EDTF; write 2025-02-11"),
        ("2025/02", "2025/02 is not EDTF; write 2025-02"),
        ("11/25/2025", "11/25/2025 is not EDTF; write 2025-11-25"),
        ("11/12/2025", "11/12/2025 is not EDTF; write 2025, 2025-04,"),
        ("20250211", "20250211 is not EDTF; write 2025-02-11"),
        ("25.02.2025", "25.02.2025 is not EDTF; write 2025-02-25"),
        ("2025\N{EN DASH}04", "2025\N{EN DASH}04 is not EDTF; write 2025-04"),
        (" 2025 ", " 2025  is not EDTF; write 2025"),
        ("2025-02-11T10:00", "2025-02-11T10:00 is not EDTF; write 2025-02-11"),
        ("11 February 2025", "11 February 2025 is not EDTF; write 2025-02-11"),
        (
            "2025-09-01..2025-09-15",
            "2025-09-01..2025-09-15 is not EDTF; write [2025-09-01..2025-09-15]",
        ),
        (
            "2025-04/2025-03",
            "2025-04/2025-03 ends before it begins; write the earlier date first",
        ),
        ("../..", "../.. has no end at all; write 2025-01-20/.. or ../2025"),
        ("[..]", "[..] has no end at all; write [2025-01-20..]"),
        ("", "a date is missing; write a year, a month or a day such as 2025-04-11"),
        ("next week", "next week is not EDTF; write 2025, 2025-04,"),
    ],
)
def test_parse_says_what_is_wrong_and_what_would_be_right(edtf, message):
    with pytest.raises(dates.DateError) as caught:
        dates.parse(edtf)

    assert str(caught.value).startswith(message)


@settings(max_examples=1500, deadline=None)
@given(st.one_of(garbage, written))
def test_no_string_raises_anything_but_a_date_error(edtf):
    try:
        period = dates.parse(edtf)
    except dates.DateError:
        return

    assert (period.earliest, period.latest) != (None, None)
    assert None in (period.earliest, period.latest) or (
        period.earliest <= period.latest
    )


@settings(max_examples=400, deadline=None)
@given(written)
def test_a_proposal_in_a_message_is_itself_a_date(edtf):
    try:
        dates.parse(edtf)
    except dates.DateError as error:
        if found := re.search(r"; write ([0-9X\-?~%]+)\b", str(error)):
            dates.parse(found[1])


@settings(max_examples=1000, deadline=None)
@given(singles)
def test_bounds_agree_with_the_edtf_library_where_it_answers(edtf):
    parts = edtf.rstrip("?~%").split("-")
    # The library gives a season one month, crashes on 2025-1X and takes any day of
    # 2025-04-1X; there ISO 8601-2 is with us.
    if len(parts) > 1 and ("X" in edtf or int(parts[1]) > 12):
        return
    try:
        ours = bounds(edtf)
        theirs = edtf_library.parse_edtf(edtf)
        lower, upper = theirs.lower_strict(), theirs.upper_strict()
    except (dates.DateError, edtf_library.EDTFParseException, ValueError):
        return

    assert ours == (date(*lower[:3]), date(*upper[:3]))


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025", "2025"),
        ("202X", "the 2020s"),
        ("20XX", "the years 2000 to 2099"),
        ("2025-04", "April 2025"),
        ("2025-02-11", "11 February 2025"),
        ("2025-04?", "April 2025 (inferred)"),
        ("2025-04~", "about April 2025"),
        ("2025%", "about 2025 (inferred)"),
        ("2025-XX", "an unknown month of 2025"),
        ("2025-1X", "a month from October to December 2025"),
        ("2025-XX-XX", "an unknown day of 2025"),
        ("2025-04-XX", "an unknown day of April 2025"),
        ("2025-04-1X", "a day from 10 to 19 April 2025"),
        ("2025-04-3X", "30 April 2025"),
        ("2025-XX-15", "day 15 of an unknown month of 2025"),
        ("2025-XX-1X", "a day from 10 to 19 of an unknown month of 2025"),
        ("2025-21", "spring 2025"),
        ("2025-24", "winter 2025\N{EN DASH}2026"),
        ("2025-29", "southern spring 2025"),
        ("2025-33", "the first quarter of 2025"),
        ("2025-01-20/..", "from 20 January 2025"),
        ("2025-01-20/", "from 20 January 2025 (end unknown)"),
        ("../2025-06", "until June 2025"),
        ("/2025-06", "until June 2025 (beginning unknown)"),
        ("2025-04/2025-06", "April to June 2025"),
        ("2025-09-01/2025-09-15", "1 to 15 September 2025"),
        ("2025-02-28/2025-03-02", "28 February to 2 March 2025"),
        ("2023-10-18/2024-04-17", "18 October 2023 to 17 April 2024"),
        ("2021/2025-01", "2021 to January 2025"),
        ("2025-02-11/2025-02", "11 February 2025 to February 2025"),
        ("2025-04?/2025-06", "April 2025 (inferred) to June 2025"),
        ("2025-04/2025-04", "April 2025"),
        ("[2025-09-01..2025-09-15]", "one day between 1 and 15 September 2025"),
        ("[2025-09..2025-11]", "one day from September to November 2025"),
        ("[2025-05-31..2025-06-02]", "one day between 31 May and 2 June 2025"),
        ("[..2025-09-15]", "15 September 2025 or earlier"),
        ("[2025-09-01..]", "1 September 2025 or later"),
        ("[2025-09-01,2025-09-03]", "1 September 2025 or 3 September 2025"),
        ("[2025-09-01]", "1 September 2025"),
    ],
)
def test_text_is_plain_english(edtf, words):
    assert dates.text(edtf) == words


@settings(max_examples=600, deadline=None)
@given(valid_texts())
def test_text_names_a_month_only_if_the_edtf_does(edtf):
    words = dates.text(edtf)
    has_month = re.search(r"-[0-9]", edtf)

    assert has_month or not re.search("|".join(dates.MONTHS[1:]), words)
    assert ("(inferred)" in words) == bool(re.search("[?%]", edtf))


@settings(max_examples=300, deadline=None)
@given(valid_texts(), valid_texts())
def test_two_periods_are_ordered_or_may_overlap(left, right):
    a, b = dates.parse(left), dates.parse(right)

    relations = [
        dates.certainly_before(a, b),
        dates.certainly_before(b, a),
        dates.possibly_overlap(a, b),
    ]

    assert relations.count(True) == 1
    assert dates.possibly_overlap(a, a)


def test_an_open_end_is_never_certainly_before():
    since = dates.parse("2025-01-20/..")

    assert not dates.certainly_before(since, dates.parse("2026"))
    assert dates.certainly_before(dates.parse("2024"), since)
    assert dates.possibly_overlap(since, dates.parse("2026"))


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("early September", "[2025-09-01..2025-09-15]"),
        ("mid-December", "[2025-12-11..2025-12-20]"),
        ("late February", "[2025-02-16..2025-02-28]"),
        ("late February 2024", "[2024-02-16..2024-02-29]"),
        ("the end of June", "[2025-06-16..2025-06-30]"),
        ("at the beginning of May", "[2025-05-01..2025-05-15]"),
        ("late-November", "[2025-11-16..2025-11-30]"),
        ("mid-2024", "[2024-05..2024-08]"),
        ("early 2025", "[2025-01..2025-06]"),
        ("spring 2025", "2025-21"),
        ("in the summer of 2024", "2024-22"),
        ("summer", "2025-22"),
        ("fall 2023", "2023-23"),
        ("winter 2024-25", "2024-24"),
        ("the winter of 2024\N{EN DASH}2025", "2024-24"),
        ("first quarter of 2025", "2025-33"),
        ("the second half of 2024", "2024-41"),
        ("in April", "2025-04"),
        ("Sept. 2025", "2025-09"),
        ("Sept. 11, 2025", "2025-09-11"),
        ("11 September", "2025-09-11"),
        ("June 21st", "2025-06-21"),
        ("2024", "2024"),
    ],
)
def test_from_words_translates(words, edtf):
    assert dates.from_words(words, year=2025) == edtf


@pytest.mark.parametrize(
    "words",
    [
        *("", "winter 2025", "winter 2024-26", "last week", "this summer", "early"),
        *("before the end of June", "February 30", "early this month", "Tuesday"),
        *("June 14-16", "mid-ceasefire", "2024 2025", "late of", "of the", "0000"),
    ],
)
def test_from_words_leaves_open_what_is_relative_or_ambiguous(words):
    assert dates.from_words(words, year=2025) is None


vocabulary = st.lists(
    st.sampled_from(
        [
            *(
                *date_words.PARTS,
                *date_words.MONTH_WORDS,
                *date_words.SEASON_WORDS,
                *date_words.FILLERS,
            ),
            *("winter", "first", "half", "quarter", "2025", "2026", "26", "30", "1st"),
        ]
    ),
    max_size=4,
).map(" ".join)


@settings(max_examples=800, deadline=None)
@given(st.one_of(vocabulary, st.text(max_size=20)), st.integers(-5, 11000))
def test_from_words_answers_only_with_dates(words, year):
    edtf = dates.from_words(words, year=year)

    assert edtf is None or dates.parse(edtf).edtf == edtf


@pytest.fixture
def edtf_functions(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('public.edtf_latest(text)')")
        if cursor.fetchone() == (None,):
            cursor.execute(EDTF_SQL.read_text())


def collected(strategy, count):
    """Gather examples for one query; hypothesis would run one query for each."""
    examples: list[str] = []

    @settings(max_examples=count, deadline=None, database=None, derandomize=True)
    @given(strategy)
    def gather(example):
        examples.append(example)

    gather()
    return sorted(
        {e for e in examples if "\0" not in e and not re.search("[\ud800-\udfff]", e)}
    )


def bounds_or_refusal(edtf):
    if not edtf:
        return None, None
    try:
        return bounds(edtf)
    except dates.DateError:
        return "refused", "refused"


def test_sql_gives_the_bounds_of_python(edtf_functions):
    examples = collected(st.one_of(singles, intervals, sets, garbage), 4000)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE FUNCTION pg_temp.answer(edtf text) RETURNS text[]
            LANGUAGE plpgsql AS $$
            BEGIN
                RETURN ARRAY[
                    public.edtf_earliest(edtf)::text, public.edtf_latest(edtf)::text
                ];
            EXCEPTION WHEN invalid_datetime_format THEN
                RETURN ARRAY['refused', 'refused'];
            END $$
            """
        )
        cursor.execute(
            "SELECT edtf, pg_temp.answer(edtf) FROM unnest(%s::text[]) AS edtf",
            [examples],
        )
        answers = {edtf: tuple(answer) for edtf, answer in cursor.fetchall()}

    assert len(answers) > 2000
    assert answers == {
        edtf: tuple(None if b is None else str(b) for b in bounds_or_refusal(edtf))
        for edtf in examples
    }


def test_sql_names_the_text_it_refuses(edtf_functions):
    with connection.cursor() as cursor, pytest.raises(DataError) as caught:
        cursor.execute("SELECT edtf_earliest('2025-13')")

    assert "2025-13" in str(caught.value)
    assert caught.value.__cause__.sqlstate == "22007"


def test_sql_functions_serve_a_generated_column_without_a_search_path(edtf_functions):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute(
            """
            CREATE TEMPORARY TABLE spell (
                seen_on text,
                earliest date
                    GENERATED ALWAYS AS (public.edtf_earliest(seen_on)) STORED,
                latest date GENERATED ALWAYS AS (public.edtf_latest(seen_on)) STORED
            )
            """
        )
        cursor.execute("INSERT INTO pg_temp.spell VALUES (''), (NULL), ('2025-06?')")
        cursor.execute("SELECT earliest, latest FROM pg_temp.spell")
        rows = cursor.fetchall()

    assert rows == [
        (None, None),
        (None, None),
        (date(2025, 6, 1), date(2025, 6, 30)),
    ]
