from datetime import date

import pytest

from exchanges import ledger
from tests.exchanges.ledger_documents import (
    DELIVERED,
    citation,
    count_of,
    counter_release,
    denied_by,
    item,
    release,
)
from tracker import counts

RELIEF = "“The a” (sanctions relief from Party XB)"
SENTENCE_CASES = {
    "not_stated": (
        [],
        {},
        "The sources do not state what was given in exchange, if anything.",
    ),
    "none": (
        [],
        {"consideration": "none"},
        "A source states that nothing was given in exchange.",
    ),
    "unknown": (
        [],
        {"consideration": "unknown"},
        "A source states that there was a price, but not what it was.",
    ),
    "withheld": (
        [],
        {"consideration": "withheld"},
        "A source states that the terms are secret.",
    ),
    "given": (
        [item("a", *DELIVERED)],
        {},
        f"One source states that, in exchange, {RELIEF} was given.",
    ),
    "given_at_an_unknown_time": (
        [item("a", "delivered")],
        {},
        f"One source states that, in exchange, {RELIEF} was given. When it was given"
        " is not stated.",
    ),
    "taken_back": (
        [item("a", *DELIVERED, "reversed 2026")],
        {},
        f"One source states that, in exchange, {RELIEF} was given and later taken"
        " back.",
    ),
    "two_sources": (
        [item("a", *DELIVERED, linked=[citation("one"), citation("two")])],
        {},
        f"The sources state that, in exchange, {RELIEF} was given.",
    ),
    "partly_given": (
        [item("a", *DELIVERED), item("b", "agreed 2025-01-01")],
        {},
        f"One source states that, in exchange, {RELIEF} was given; “The b” (sanctions"
        " relief from Party XB) was agreed. Not all of it is reported as delivered.",
    ),
    "promised": (
        [item("a", "agreed 2025-01-01")],
        {},
        f"One source states that, in exchange, {RELIEF} was agreed. No delivery is"
        " reported.",
    ),
    "promised_and_withdrawn": (
        [item("a", "agreed 2025-01-01", "withdrawn 2025-02")],
        {},
        f"One source states that, in exchange, {RELIEF} was agreed, but withdrawn"
        " before it was delivered. No delivery is reported.",
    ),
    "swap": (
        [counter_release("release-two")],
        {},
        "One source states that, in exchange, Party XB released 55 people"
        " (“release-two”).",
    ),
    "swap_for_an_open_number": (
        [counter_release("release-two", people=count_of(">250"))],
        {},
        "One source states that, in exchange, Party XB released more than 250 people"
        " (“release-two”).",
    ),
    "package_only": (
        [item("a", *DELIVERED, allocation="package", direct=[])],
        {},
        "One source states that, in a package that is not split by release,"
        f" {RELIEF} was given.",
    ),
    "package_beside": (
        [
            item("a", *DELIVERED),
            item("b", "agreed", allocation="package", direct=[]),
        ],
        {},
        f"One source states that, in exchange, {RELIEF} was given. A wider package is"
        " reported: “The b” (sanctions relief from Party XB) was agreed.",
    ),
    "open_offer_beside": (
        [item("a", *DELIVERED), item("b", "offered 2025-01-01")],
        {},
        f"One source states that, in exchange, {RELIEF} was given. Also reported:"
        " “The b” (sanctions relief from Party XB) was offered.",
    ),
    "alleged": (
        [item("a", *DELIVERED, basis="alleged")],
        {},
        f"Whether anything was given in exchange is contested. That {RELIEF} was given"
        " in exchange is only alleged.",
    ),
    "denied_by_a_principal": (
        [item("a", *DELIVERED, linked=denied_by("XA"))],
        {},
        "Whether anything was given in exchange is contested. Party XA denies that"
        " “The a” was given in exchange.",
    ),
    "denied_by_bystanders": (
        [
            item(
                "a",
                *DELIVERED,
                linked=[*denied_by("XY"), *denied_by("XZ")],
            )
        ],
        {},
        f"One source states that, in exchange, {RELIEF} was given. Party XY and Party"
        " XZ deny that “The a” was given in exchange.",
    ),
    "on_the_word_of_a_party": (
        [item("a", *DELIVERED, linked=[citation(by="XB"), citation(by="XA")])],
        {},
        f"According to Party XB and Party XA, in exchange, {RELIEF} was given.",
    ),
    "on_the_words_of_different_speakers": (
        [
            item("a", *DELIVERED, linked=[citation(by="XB")]),
            item("b", *DELIVERED, linked=[citation()]),
        ],
        {},
        f"It is reported that, in exchange, {RELIEF} was given; “The b” (sanctions"
        " relief from Party XB) was given.",
    ),
    "remains": (
        [counter_release("release-two", people=count_of("0"))],
        {},
        "One source states that, in exchange, Party XB handed over remains of the dead"
        " (“release-two”).",
    ),
    "alongside": (
        [
            item("a", *DELIVERED, basis="goodwill"),
            item("b", *DELIVERED, basis="sequence"),
            item("c", "demanded 2025-01-01", "refused 2025-01-02"),
        ],
        {},
        "The sources do not state what was given in exchange, if anything. Mentioned,"
        " but not counted as a price: “The a” (as goodwill); “The b” (by sequence"
        " only); “The c” (demanded, but refused).",
    ),
}


@pytest.mark.parametrize(
    ("linkages", "values", "expected"),
    SENTENCE_CASES.values(),
    ids=SENTENCE_CASES.keys(),
)
def test_the_sentence_says_what_is_known_and_what_is_not(linkages, values, expected):
    result = ledger.in_exchange(release(*linkages, **values))

    assert result["sentence"] == expected


def test_the_sentence_keeps_the_reporters_word():
    entry = item("a", *DELIVERED)
    entry["concession"]["steps"][1]["reported_as"] = "eased"

    result = ledger.in_exchange(release(entry))

    assert "(sanctions relief from Party XB, reported as “eased”)" in result["sentence"]


def test_the_sentence_keeps_every_word_of_the_reporters_once():
    entry = item("a", *DELIVERED, "delivered 2025-02")
    for step, word in zip(
        entry["concession"]["steps"], ("eased", "lifted", "eased"), strict=True
    ):
        step["reported_as"] = word

    result = ledger.in_exchange(release(entry))

    assert "reported as “eased” and “lifted”)" in result["sentence"]


def amount(text):
    parsed = counts.parse_amount(text)
    return {
        "min": str(parsed.minimum),
        "max": parsed.maximum and str(parsed.maximum),
        "qualifier": parsed.qualifier,
        "unit": parsed.unit,
        "text": counts.text_amount(parsed),
    }


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("~6000000000 USD", "about 6 billion USD"),
        ("3 entities", "3 entities"),
        (">250 people", "more than 250 people"),
    ],
)
def test_the_sentence_says_how_much_as_precisely_as_the_source(written, said):
    entry = item("a", *DELIVERED, amount=amount(written))

    result = ledger.in_exchange(release(entry))

    assert f"(sanctions relief from Party XB, {said}) was given" in result["sentence"]


def test_the_sentence_does_not_choose_between_amounts():
    claim = citation("other", field="amount", value="2 entities")
    entry = item(
        "a", *DELIVERED, amount=amount("3 entities"), citations=[citation(), claim]
    )

    result = ledger.in_exchange(release(entry))

    assert (
        "(sanctions relief from Party XB, how much is disputed)" in result["sentence"]
    )
    assert "3 entities" not in result["sentence"]


def test_denials_of_what_is_only_numbered_are_said():
    entries = [
        item(slug, *DELIVERED, linked=denied_by("XC") if slug in "ef" else None)
        for slug in "abcdef"
    ]

    result = ledger.in_exchange(release(*entries))

    assert result["sentence"].endswith(
        "; 2 more. Party XC denies that “The e” and “The f” were given in exchange."
    )


@pytest.mark.parametrize(
    ("values", "opening"),
    [
        ({"allocation": "package"}, "A wider package is reported: "),
        ({"basis": "goodwill"}, "Mentioned, but not counted as a price: "),
    ],
)
def test_denials_beside_the_price_are_said(values, opening):
    entries = [item("a", *DELIVERED), item("b", *DELIVERED, linked=denied_by("XC"))]
    entries[1]["linkage"].update(values)

    result = ledger.in_exchange(release(*entries))

    _, _, after = result["sentence"].partition(opening)
    assert after.endswith("Party XC denies that “The b” was given in exchange.")


def test_the_sentence_gives_the_number_of_what_it_does_not_name():
    entries = [item(slug, *DELIVERED) for slug in "abcdef"]

    result = ledger.in_exchange(release(*entries))

    assert result["sentence"].endswith("; 2 more.")


def test_the_sentence_names_the_days_asked_about():
    document = release(item("a", *DELIVERED))

    result = ledger.in_exchange(
        document, known_by=date(2025, 3, 1), as_of=date(2025, 2, 1)
    )

    assert result["sentence"] == (
        "As of 1 February 2025 and from what was published by 1 March 2025: one source"
        f" states that, in exchange, {RELIEF} was given."
    )


def test_a_release_after_the_day_is_not_known_to_have_happened():
    result = ledger.in_exchange(release(item("a")), as_of=date(2025, 1, 1))

    assert result["answer"] == "not_stated"
    assert result["sentence"] == (
        "As of 1 January 2025: the release is not known to have happened."
    )


def test_a_release_reported_later_is_in_no_source():
    result = ledger.in_exchange(release(item("a")), known_by=date(2025, 1, 1))

    assert result["sentence"] == (
        "From what was published by 1 January 2025: no source reports the release."
    )
