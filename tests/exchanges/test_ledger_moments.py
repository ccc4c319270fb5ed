from datetime import date

import pytest

from exchanges import ledger
from tests.exchanges.ledger_documents import (
    citation,
    count_of,
    counter_release,
    date_of,
    item,
    party,
    reference,
    release,
    steps_of,
)

MARCH = date(2025, 3, 1)


def early(**values):
    return citation("early", "2025-02-01", **values)


def late(**values):
    return citation("late", "2025-06-01", **values)


@pytest.mark.parametrize(
    ("published_on", "is_kept"),
    [
        ("2025-03-01", True),
        ("2025-02", True),
        ("2025-03-02", False),
        ("2025-03", False),
        ("2025", False),
        ("[2025-02-20..2025-03-05]", False),
        (None, False),
    ],
)
def test_known_by_keeps_only_sources_certainly_published(published_on, is_kept):
    document = release(citations=[early(), citation("other", published_on)])

    result = ledger.at(document, known_by=MARCH)

    assert len(result["citations"]) == (2 if is_kept else 1)


def test_without_a_moment_nothing_changes():
    document = release(item("a", "delivered"), citations=[late()])

    assert ledger.at(document) == {**document, "not_yet_known": []}


def test_a_record_without_a_citation_left_is_none():
    assert ledger.at(release(citations=[late()]), known_by=MARCH) is None


def test_a_record_that_never_had_a_citation_is_kept():
    assert ledger.at(release(citations=[]), known_by=MARCH) is not None


def test_parts_without_a_citation_left_are_dropped():
    document = release(
        citations=[early()],
        cohorts=[
            {"label": "one", "people": count_of("1"), "citations": [late()]},
            {"label": "two", "people": count_of("2"), "citations": [early(), late()]},
            {"label": "three", "people": count_of("3"), "citations": []},
        ],
        freed=[{"person": {"slug": "person-one"}, "citations": [late()]}],
        recognitions=[{"kind": "hostage", "citations": [late()]}],
    )

    result = ledger.at(document, known_by=MARCH)

    assert [cohort["label"] for cohort in result["cohorts"]] == ["two", "three"]
    assert (result["freed"], result["recognitions"]) == ([], [])


def test_a_part_that_rests_on_the_record_goes_with_the_records_citations():
    document = release(
        citations=[late(), early(field="people", value="1")],
        cohorts=[{"label": "one", "people": count_of("1"), "citations": []}],
    )

    result = ledger.at(document, known_by=MARCH)

    assert result["cohorts"] == []


@pytest.mark.parametrize("part", ["concession", "linkage"])
def test_a_linkage_goes_with_what_it_ties(part):
    entry = item("a", "delivered 2025-01-25")
    entry[part]["citations"] = [late()]

    result = ledger.at(release(entry), known_by=MARCH)

    assert result["linkages"] == []


def test_a_linkage_goes_with_its_counter_release():
    document = release(counter_release("b", citations=[late()]))

    result = ledger.at(document, known_by=MARCH)

    assert result["linkages"] == []


def test_a_field_whose_claims_are_all_later_is_null_and_named():
    document = release(
        released_on_words="mid-January",
        captor=party("XA"),
        received_by=[party("XB")],
        citations=[late(), early(field="people")],
    )

    result = ledger.at(document, known_by=MARCH)

    assert result["released_on"] is None
    assert result["released_on_words"] is None
    assert result["captor"] is None
    assert result["received_by"] == []
    assert result["people"] == document["people"]
    assert result["not_yet_known"] == ["captor", "received_by", "released_on"]
    assert (result["slug"], result["name"]) == ("release-one", "Release one")


def test_a_field_takes_the_value_that_was_claimed_by_then():
    document = release(
        people=count_of("52"),
        legal_form="pardon",
        citations=[
            late(),
            early(field="people", value="51"),
            early(field="released_on", value="2025-01-19"),
            early(field="legal_form", value="amnesty"),
        ],
    )

    result = ledger.at(document, known_by=MARCH)

    assert result["people"] == count_of("51")
    assert result["released_on"] == date_of("2025-01-19")
    assert result["legal_form"] == "amnesty"
    assert result["not_yet_known"] == ["captor", "received_by"]


def test_a_passage_that_states_another_value_does_not_carry_the_records_own():
    document = release(
        people=count_of("52"),
        citations=[early(), late(), early(field="people", value="51")],
    )

    result = ledger.at(document, known_by=MARCH)

    assert result["people"] == count_of("51")
    assert result["captor"] == document["captor"]
    assert result["not_yet_known"] == []


def test_a_claim_that_only_a_later_source_replaced_is_current_again():
    claim = early(
        field="released_on",
        value="2025-01-19",
        superseded=True,
        superseded_by=late()["source"],
    )

    result = ledger.at(release(citations=[late(), claim]), known_by=MARCH)

    assert result["released_on"] == date_of("2025-01-19")
    assert result["citations"][0]["superseded"] is False


def test_a_claim_replaced_by_then_stays_superseded():
    claim = early(
        field="people", value="2", superseded=True, superseded_by=early()["source"]
    )

    result = ledger.at(release(citations=[early(), claim]), known_by=MARCH)

    assert result["citations"][1]["superseded"] is True


def test_a_claim_in_words_cannot_stand_in_for_a_date():
    document = release(citations=[late(), early(field="released_on", value="soon")])

    result = ledger.at(document, known_by=MARCH)

    assert result["released_on"] is None
    assert "released_on" in result["not_yet_known"]


def test_a_field_of_a_record_inside_is_named_with_its_slug():
    entry = item("a", "delivered 2025-01-25", beneficiaries=[party("XC")])
    entry["concession"]["citations"] = [late(), early(field="giver")]

    result = ledger.at(release(entry), known_by=MARCH)

    assert result["linkages"][0]["concession"]["giver"] == party("XB")
    assert result["linkages"][0]["concession"]["steps"] == []
    assert result["linkages"][0]["concession"]["status"] is None
    assert result["not_yet_known"] == ["a.kind", "a.receivers", "a.beneficiaries"]


def concession():
    return {
        "slug": "relief",
        "status": "reversed",
        "steps": steps_of(
            "demanded",
            "agreed 2025-01-10",
            "delivered 2025-03",
            "reversed 2026-01-01",
        ),
        "citations": [early()],
    }


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        ("2025-01-09", []),
        ("2025-01-10", ["agreed"]),
        ("2025-03-30", ["agreed"]),
        ("2025-03-31", ["agreed", "delivered"]),
        ("2026-01-01", ["agreed", "delivered", "reversed"]),
    ],
)
def test_as_of_keeps_the_steps_that_had_certainly_happened(day, kinds):
    result = ledger.at(concession(), as_of=date.fromisoformat(day))

    assert [step["kind"] for step in result["steps"]] == kinds
    assert result["status"] == (kinds[-1] if kinds else None)


def test_what_lasts_with_an_open_end_has_happened_once_begun():
    document = {**concession(), "steps": steps_of("delivered 2025-03-01/..")}

    before = ledger.at(document, as_of=date(2025, 2, 28))
    after = ledger.at(document, as_of=date(2025, 3, 1))

    assert (before["status"], after["status"]) == (None, "delivered")


@pytest.mark.parametrize(
    ("released_on", "is_kept"),
    [
        ("2025-03-01", True),
        ("2025-03-02", False),
        ("[2025-02-20..2025-03-05]", False),
        ("2025-02/2025-03", False),
        (None, False),
    ],
)
def test_as_of_keeps_a_release_that_had_certainly_happened(released_on, is_kept):
    result = ledger.at(release(released_on=released_on), as_of=MARCH)

    assert (result is not None) == is_kept


def trade():
    return {
        "slug": "trade-one",
        "status": "completed",
        "citations": [early()],
        "releases": [reference("release-one", "2025-06-01")],
        "concessions": [concession()],
    }


@pytest.mark.parametrize(
    ("day", "status"),
    [("2025-02-01", "open"), ("2025-04-01", "completed"), ("2026-02-01", "completed")],
)
def test_the_status_of_a_trade_is_computed_again(day, status):
    result = ledger.at(trade(), as_of=date.fromisoformat(day))

    assert result["status"] == status


def test_as_of_drops_releases_of_a_trade_after_the_day():
    result = ledger.at(trade(), as_of=date(2025, 5, 31))

    assert result["releases"] == []


def test_what_the_document_computes_is_computed_again():
    document = release(
        item("a", "agreed 2025-01-10", "delivered 2025-04-01"),
        citations=[early(), late(field="people", value="2")],
    )
    document["in_exchange"] = ledger.in_exchange(document)
    document["conflicts"] = ledger.conflicts(document)

    result = ledger.at(document, known_by=MARCH, as_of=MARCH)

    assert document["in_exchange"]["answer"] == "given"
    assert len(document["conflicts"]) == 1
    assert result["in_exchange"]["answer"] == "promised"
    assert result["conflicts"] == []


def test_known_by_is_applied_before_as_of():
    document = release(
        released_on="2025-02-20",
        citations=[late(), early(field="released_on", value="2025-01-19")],
    )

    result = ledger.at(document, known_by=MARCH, as_of=date(2025, 2, 1))

    assert result["released_on"] == date_of("2025-01-19")
