"""What single clauses say: names and parties are made up, constructions are not."""

from datetime import date

import pytest

from exchanges.intake import drafting, gazetteers

PUBLISHED = date(2021, 3, 12)  # a Friday
BOOK = gazetteers.Gazetteer.of([gazetteers.word_lists()])


def read(*lines, title=""):
    return drafting.read(title, lines, PUBLISHED, BOOK)


def told(reading):
    return [
        (
            release.count.text if release.count else None,
            sorted(release.agents),
            list(release.names),
        )
        for release in reading.releases
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Belarus released 14 political prisoners on Monday.",
            [("14", ["BY"], [])],
            id="active",
        ),
        pytest.param(
            "Fourteen political prisoners were freed by Belarus on Monday.",
            [("14", ["BY"], [])],
            id="passive",
        ),
        pytest.param(
            "More than 30 detainees held in Iran have been let go.",
            [(">30", ["IR"], [])],
            id="passive-with-the-holder-beside",
        ),
        pytest.param(
            "The release by Cuba of 53 political prisoners was confirmed on Monday.",
            [("53", ["CU"], [])],
            id="noun",
        ),
        pytest.param(
            "Egypt granted a pardon to 23 jailed journalists on Monday.",
            [("23", ["EG"], [])],
            id="mercy",
        ),
        pytest.param(
            "Norway's ambassador said that Hamas had handed over three hostages.",
            [("3", ["HAMAS"], [])],
            id="phrasal",
        ),
        pytest.param(
            "Boko Haram militants let 12 kidnapped girls go on Monday.",
            [("12", ["BOKO_HARAM"], [])],
            id="those-who-act-for-a-group",
        ),
        pytest.param(
            "Anna Placeholder and Jon Placeman, jailed in Iran for two years, have"
            " landed in Oman.",
            [(None, ["IR"], ["Anna Placeholder", "Jon Placeman"])],
            id="no-release-word",
        ),
        pytest.param(
            "Iran freed an aid worker, Anna Placeholder, from prison.",
            [(None, ["IR"], ["Anna Placeholder"])],
            id="apposition",
        ),
    ],
)
def test_one_clause_says_who_let_whom_go(text, expected):
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Families called on Iran to release 14 prisoners.", id="call"),
        pytest.param("Iran refused to release 14 prisoners.", id="refusal"),
        pytest.param("Iran has not freed the 14 prisoners.", id="denial"),
        pytest.param("Iran could release 14 hostages next month.", id="possibility"),
        pytest.param("A deal to free 14 hostages is being negotiated.", id="talks"),
        pytest.param("The studio released three films about hostages.", id="films"),
        pytest.param("Iran handed over the bodies of two hostages.", id="remains"),
        pytest.param(
            "Ten inmates were freed on parole because the prison was overcrowded.",
            id="parole",
        ),
    ],
)
def test_what_did_not_happen_or_is_no_release_is_left_out(text):
    assert read(text).releases == ()


def test_two_sides_of_a_swap_never_merge_though_their_numbers_agree():
    reading = read(
        "Russia and Ukraine exchanged 150 prisoners of war each on Thursday.",
        "It was the first swap between Russia and Ukraine this year.",
    )

    assert [(c, a) for c, a, _ in told(reading)] == [("150", ["RU"]), ("150", ["UA"])]
    assert [link.basis for link in reading.links] == ["swap"]


def test_what_stands_after_in_exchange_for_is_the_other_side():
    reading = read(
        "Iran freed five Americans in exchange for three Iranians jailed in the United"
        " States, officials said on Monday."
    )

    assert [(c, a) for c, a, _ in told(reading)] == [("5", ["IR"]), ("3", ["US"])]


def test_a_part_is_no_release_of_its_own():
    reading = read(
        "Belarus freed 52 political prisoners on Thursday.",
        "Six of the 52 prisoners released are Lithuanians.",
    )

    assert [c for c, _, _ in told(reading)] == ["52"]


def test_names_told_later_join_the_group():
    reading = read(
        "Belarus freed 52 political prisoners on Thursday.",
        "Among those freed were Anna Placeholder, a lawyer, and Jon Placeman.",
    )

    assert told(reading) == [("52", ["BY"], ["Anna Placeholder", "Jon Placeman"])]


def test_a_surname_is_read_by_its_full_name():
    reading = read(
        "Anna Placeholder was arrested in Iran in 2019.",
        "Iran released Placeholder on Monday.",
    )

    assert told(reading) == [(None, ["IR"], ["Anna Placeholder"])]


def test_a_mediator_lets_nobody_go():
    reading = read(
        "Three hostages held by Hamas were released on Monday in a deal brokered by"
        " Qatar."
    )

    assert told(reading) == [("3", ["HAMAS"], [])]
    assert reading.mediators == ("QA",)


def test_the_day_of_the_deed_comes_before_the_day_of_the_speaker():
    reading = read(
        "Iran released five Americans on Monday, an official said on Thursday."
    )

    assert reading.day_of(reading.releases[0]).edtf == "2021-03-08?"


def test_the_day_of_a_sentence_served_is_not_the_day_of_release():
    reading = read("Jon Placeman, who was jailed in Iran in 2015, was freed on Monday.")

    assert reading.day_of(reading.releases[0]).edtf == "2021-03-08?"


def test_relief_is_tied_to_the_release_it_is_told_to_be_for():
    reading = read(
        "Belarus freed 52 political prisoners on Thursday.",
        "In exchange, the United States said it would lift sanctions on the airline.",
    )

    assert [(p.kind, sorted(p.givers), p.step) for p in reading.concessions] == [
        ("sanctions_relief", ["US"], "agreed")
    ]
    assert [(link.release, link.concession, link.basis) for link in reading.links] == [
        (0, 0, "stated")
    ]


def test_a_denied_link_is_a_denied_link():
    reading = read(
        "Belarus freed 52 political prisoners on Thursday.",
        "The president of Lithuania said this was not done in exchange for the lifting"
        " of Western sanctions.",
    )

    assert [link.is_denied for link in reading.links] == [True]
