from datetime import date

import pytest

from exchanges.intake import counts, dates, gazetteers
from exchanges.intake.paragraphs import Passage, fold, paragraphs, sentences

TODAY = date(2021, 3, 12)  # a Friday


def edtf(text):
    return [when.edtf for when in dates.find(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("on 3 March 2020", ["2020-03-03"], id="day-month-year"),
        pytest.param("on March 3, 2020,", ["2020-03-03"], id="month-day-year"),
        pytest.param("on Dec. 13", ["2020-12-13?"], id="day-of-last-year"),
        pytest.param("on Friday", ["2021-03-12?"], id="the-day-itself"),
        pytest.param("on Saturday", ["2021-03-06?"], id="latest-such-weekday"),
        pytest.param("Wednesday (March 10)", ["2021-03-10?"], id="weekday-and-day"),
        pytest.param("yesterday", ["2021-03-11?"], id="yesterday"),
        pytest.param("last month", ["2021-02?"], id="last-month"),
        pytest.param("in June", ["2020-06?"], id="month-alone"),
        pytest.param("in early June 2020", ["[2020-06-01..2020-06-15]"], id="early"),
        pytest.param("since 1998", ["1998"], id="year"),
        pytest.param("over the weekend", ["[2021-03-06..2021-03-07]?"], id="weekend"),
        pytest.param("they may march on", [], id="words-that-are-months-too"),
        pytest.param("on February 30", [], id="no-such-day"),
    ],
)
def test_dates_are_resolved_against_the_day_of_publication(text, expected):
    assert edtf(text) == expected


def tokens(text):
    return sentences("", [text])[0].tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("released 12 people", "12", id="digits"),
        pytest.param("released 5,864 people", "5864", id="thousands"),
        pytest.param("released fifty-two people", "52", id="words"),
        pytest.param("released two hundred people", "200", id="scale"),
        pytest.param("released more than 250 people", ">250", id="more-than"),
        pytest.param("released at least 20 people", ">=20", id="at-least"),
        pytest.param("released nearly 200 people", "~200", id="nearly"),
        pytest.param("released up to 40 people", "<=40", id="up-to"),
    ],
)
def test_counts_are_read_with_their_qualifier(text, expected):
    words = tokens(text)
    found = [c for i in range(len(words)) if (c := counts.read(words, i)) is not None]

    assert found[0][0].text == expected


def test_a_number_above_agrees_with_more_than_it_and_not_with_the_exact_one():
    assert counts.Count(250, "more_than").agrees(counts.Count(252))
    assert not counts.Count(250).agrees(counts.Count(252))


def test_paragraphs_are_the_lines_that_are_not_blank():
    assert paragraphs("One  line\n\n \nAnother\tone\n") == ("One line", "Another one")


def test_a_sentence_does_not_end_at_an_abbreviation():
    found = sentences("", ["The U.S. envoy met Gen. Person One. He left on Oct. 3."])

    assert len(found) == 2
    assert found[1].whole().text == "He left on Oct. 3."


def test_a_passage_is_known_by_its_place_and_digest():
    from exchanges.dossiers.passages import digest

    passage = Passage(3, 4, 9, "some\u00a0words")

    assert passage.locator == "3:4-9"
    assert passage.digest == digest("some words")
    assert fold("some\u00a0 words") == "some words"


def test_each_dossier_adds_its_names_to_the_gazetteer():
    story = {
        "parties": {"xa-front": {"name": "Front of XA", "kind": "non_state"}},
        "people": {"one": {"names": ["Person One", {"ru": "Персон Уан"}]}},
        "contacts": {"c": {"participants": [{"party": "one", "for": "XA"}]}},
        "detentions": {"d": {"captor": "XA", "place": "Harbour Prison, Port"}},
        "entities": {"e": {"names": ["Harbour Bank"]}},
    }

    book = gazetteers.Gazetteer.of([gazetteers.dossier(story)])

    assert book.leader("Person One") == "XA"
    assert book.leader("Персон Уан") == "XA"
    assert book.person("PERSON ONE") == "one"
    assert book.parties["Front"][0].code == "xa-front"
    assert book.places["Harbour"] == ((("Harbour", "Prison"), "XA"),)
    assert book.entities["Harbour"] == ((("Harbour", "Bank"), "e"),)
