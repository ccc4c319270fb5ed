import pytest

from tracker import dates, footnotes
from tracker.templatetags import wording


def date(edtf):
    period = dates.parse(edtf)
    return {
        "edtf": edtf,
        "earliest": period.earliest and period.earliest.isoformat(),
        "latest": period.latest and period.latest.isoformat(),
        "text": dates.text(edtf),
    }


def count(least, most, text):
    return {"min": least, "max": most, "qualifier": "exactly", "text": text}


def citation(slug="paper", locator="4", **values):
    return {
        "source": {"slug": slug},
        "locator": locator,
        "digest": "",
        "stance": "supports",
        "superseded": False,
        **values,
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            date("2025-09-15"),
            '<time datetime="2025-09-15">15 September 2025</time>',
        ),
        (date("2025-09"), "September 2025"),
        (date("2025-09-15?"), "15 September 2025 (inferred)"),
        (
            date("[2025-09-01..2025-09-15]"),
            "one day between 1 and 15 September 2025",
        ),
        (None, "date not stated"),
    ],
    ids=["day", "month", "inferred", "set", "none"],
)
def test_date_is_never_more_precise_than_it_is(value, text):
    assert wording.when(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (count(52, 52, "52"), "52 people"),
        (count(1, 1, "1"), "1 person"),
        (count(251, None, "more than 250"), "more than 250 people"),
        (count(0, 0, "0"), "nobody"),
        (None, "a number of people that is not stated"),
    ],
    ids=["many", "one", "open", "none", "unknown"],
)
def test_number_of_people_in_words(value, text):
    assert wording.people(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"min": 3, "max": 3}, "3"),
        ({"min": -1200, "max": 4}, "\N{MINUS SIGN}1,200 to 4"),
        ({"min": 2, "max": None}, "at least 2"),
        ({"min": None, "max": 9}, "at most 9"),
        ({"min": None, "max": None}, "open"),
        (None, "not comparable"),
    ],
)
def test_interval_in_words(value, text):
    assert wording.interval(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"min": 0, "max": 0}, "on the same day"),
        ({"min": 1, "max": 1}, "1 day after the release"),
        ({"min": -30, "max": -30}, "30 days before the release"),
        ({"min": 3, "max": 9}, "3 to 9 days after the release"),
        ({"min": -9, "max": -3}, "3 to 9 days before the release"),
        (
            {"min": -14, "max": 14},
            "between 14 days before and 14 days after the release",
        ),
        ({"min": None, "max": 4}, ""),
        (None, ""),
    ],
)
def test_days_after_a_release_in_words(value, text):
    assert wording.days(value) == text


def test_reference_links_to_the_page_not_to_the_api():
    record = {"slug": "a", "name": "A & B", "url": "/api/v1/trades/a/"}

    assert wording.ref(record) == '<a href="/trades/a/">A &amp; B</a>'


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"name": None, "is_name_withheld": True}, "name withheld"),
        ({"name": None}, "name not stated"),
        (None, "not recorded"),
    ],
)
def test_record_without_a_name_says_why(record, text):
    assert wording.called(record) == text


def test_several_references_are_joined_as_in_a_sentence():
    records = [{"name": name, "url": ""} for name in "ABC"]

    assert wording.refs(records) == "A, B and C"
    assert wording.refs([]) == ""


def test_citations_point_to_the_numbered_sources_once_each():
    cited = [citation(), citation(), citation("agency", "2"), citation(locator="9")]
    notes = footnotes.number(cited)

    html = wording.cites(cited, notes)

    assert html.count("<a ") == 3
    assert html.index("1:4") < html.index("1:9") < html.index("2:2")


def test_dispute_and_replacement_are_said_in_words():
    cited = [citation(stance="disputes"), citation("agency", superseded=True)]

    html = wording.cites(cited, footnotes.number(cited))

    assert "disputed by source" in html
    assert "replaced, source" in html


def test_passage_in_words_is_for_the_list_and_for_screen_readers():
    cited = [citation(locator="the list")]

    html = wording.cites(cited, footnotes.number(cited))

    assert '<span class="quiet">, the list</span>' in html


def test_many_passages_are_shortened_to_one_of_each_source():
    cited = [citation(locator=str(n)) for n in range(9)] + [citation("agency", "2")]

    html = wording.cites(cited, footnotes.number(cited))

    assert html.count("<a ") == 2


def test_of_many_sources_the_first_few_are_shown():
    cited = [citation(f"paper-{n}") for n in range(9)]

    html = wording.cites(cited, footnotes.number(cited))

    assert html.count('href="#source-') == wording.MARKS_SHOWN
    assert '<a href="#sources">+4' in html


def test_words_of_a_source_are_escaped():
    cited = [citation(locator="<b>")]

    assert "<b>" not in wording.cites(cited, footnotes.number(cited))


def test_sources_are_numbered_as_the_page_cites_them():
    notes = footnotes.number(
        [citation("b", "1")], {"steps": [{"citations": [citation("a", "2")]}]}
    )

    assert [(note.number, note.source["slug"]) for note in notes] == [
        (1, "b"),
        (2, "a"),
    ]


def test_source_is_verified_only_with_a_digest_of_every_passage():
    notes = footnotes.number([citation(digest="0" * 16), citation(locator="5")])

    assert [note.is_verified for note in notes] == [False]
    assert [note.passages for note in notes] == [["4", "5"]]


def test_more_passages_than_fit_are_counted():
    assert wording.passages([str(n) for n in range(14)]).endswith("11 and 2 more")
    assert wording.passages([]) == "no passage named"


def test_number_of_things():
    assert wording.plural(1, "party/parties") == "1 party"
    assert wording.plural(2, "party/parties") == "2 parties"
    assert wording.plural(0, "trade") == "0 trades"


def test_speaker_is_named_with_whom_he_speaks_for():
    speaker = {
        "name": "An envoy",
        "url": "",
        "speaking_for": {"name": "A state", "url": "/api/v1/parties/XA/"},
    }

    assert wording.said(speaker) == 'An envoy for <a href="/parties/XA/">A state</a>'


def test_value_is_looked_up_by_a_variable():
    assert wording.value_of({"a": 1}, "a") == 1
    assert wording.value_of(None, "a") is None


def test_note_without_a_source_on_the_page_has_no_mark():
    notes = footnotes.number([])

    assert wording.cites([citation()], notes) == ""
    assert wording.number(citation(), notes) is None
    assert len(notes) == 0
