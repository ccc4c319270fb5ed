import pytest

from exchanges import ledger
from tests.exchanges.ledger_documents import (
    DELIVERED,
    citation,
    count_of,
    date_of,
    item,
    party,
    release,
)


def claim(field, value, source="other", **values):
    return citation(source, field=field, value=value, **values)


def fields_of(document):
    return [conflict["field"] for conflict in ledger.conflicts(document)]


CASES = {
    "same_day": ("released_on", date_of("2025-01-20"), "2025-01-20", True),
    "day_in_its_month": ("released_on", date_of("2025-01"), "2025-01-20", True),
    "other_day": ("released_on", date_of("2025-01-20"), "2025-01-21", False),
    "month_before": (
        "released_on",
        date_of("[2025-12-11..2025-12-20]"),
        "2025-11",
        False,
    ),
    "words_for_a_date": ("released_on", date_of("2025-01-20"), "in winter", False),
    "exact_counts": ("people", count_of("52"), "51", False),
    "open_count": ("people", count_of("52"), ">=50", True),
    "more_than_excludes_the_number": ("people", count_of("50"), ">50", False),
    "about": ("people", count_of("~20"), "21", True),
    "not_about": ("people", count_of("~20"), "30", False),
    "other_country": ("crossing", {"code": "AA", "slug": "aa"}, "BB", False),
    "same_country": ("crossing", {"code": "AA", "slug": "aa"}, "AA", True),
    "same_words": ("place", "Border  crossing", "border crossing", True),
    "other_words": ("legal_form", "pardon", "amnesty", False),
    "list_in_another_order": (
        "received_by",
        [party("XB"), party("XC")],
        "XC, XB",
        True,
    ),
    "shorter_list": ("received_by", [party("XB"), party("XC")], "XB", False),
    "amounts": (
        "amount",
        {"min": 3, "max": 3, "qualifier": "exactly", "unit": "entities"},
        "4 entities",
        False,
    ),
    "open_amount": (
        "amount",
        {"min": "5.00", "max": None, "qualifier": "at_least", "unit": "USD"},
        "7 USD",
        True,
    ),
    "other_unit": (
        "amount",
        {"min": 3, "max": 3, "qualifier": "exactly", "unit": "entities"},
        "3 mines",
        False,
    ),
    "nothing_recorded": ("place", "", "Place Two", True),
}


@pytest.mark.parametrize(
    ("field", "own", "value", "agree"), CASES.values(), ids=CASES.keys()
)
def test_a_claim_conflicts_when_both_values_cannot_hold(field, own, value, agree):
    document = {
        **release(citations=[citation(), claim(field, value)]),
        field: own,
    }

    assert fields_of(document) == ([] if agree else [field])


def test_a_conflict_lists_the_records_own_value_first():
    own, other = citation(), claim("people", "51")
    document = release(people=count_of("52"), citations=[other, own])

    assert ledger.conflicts(document) == [
        {
            "field": "people",
            "independent": True,
            "claims": [
                {"value": "52", "citations": [own]},
                {"value": "51", "citations": [other]},
            ],
        }
    ]


def test_a_source_is_not_named_for_a_value_that_it_contradicts_elsewhere():
    paper, other = citation("paper", locator="3"), citation("other", locator="1")
    claimed = claim("people", "53", "paper", locator="9")
    document = release(people="52", citations=[paper, other, claimed])

    assert ledger.conflicts(document)[0]["claims"] == [
        {"value": "52", "citations": [other]},
        {"value": "53", "citations": [claimed]},
    ]


def test_people_freed_are_compared_by_their_names():
    freed = [
        {"person": {"slug": "person-one", "name": "Person One"}, "outcome": ""},
        {"person": {"slug": "withheld-1", "name": None}, "outcome": ""},
    ]
    claimed = claim("freed", "Person Two", "other")
    document = release(freed=freed, citations=[citation("paper"), claimed])

    values = [c["value"] for c in ledger.conflicts(document)[0]["claims"]]

    assert values == ["Person One, withheld-1", "Person Two"]


def test_one_source_against_itself_is_not_independent():
    passages = [citation(locator=number) for number in ("10", "12", "55")]
    before = claim("released_on", "2025-11", "paper", locator="10")
    same = claim("released_on", "2025-12", "paper", locator="12")
    document = release(
        released_on="[2025-12-11..2025-12-20]", citations=[*passages, before, same]
    )

    assert ledger.conflicts(document) == [
        {
            "field": "released_on",
            "independent": False,
            "claims": [
                {"value": "[2025-12-11..2025-12-20]", "citations": [passages[2]]},
                {"value": "2025-11", "citations": [before]},
                {"value": "2025-12", "citations": [same]},
            ],
        }
    ]


def test_a_copy_is_no_independent_source():
    document = release(citations=[citation(), claim("people", "2", origin="paper")])

    assert ledger.conflicts(document)[0]["independent"] is False


def test_a_superseded_claim_is_no_conflict():
    document = release(citations=[citation(), claim("people", "2", superseded=True)])

    assert ledger.conflicts(document) == []


def test_a_citation_that_disputes_claims_no_value():
    document = release(citations=[citation(), claim("people", "2", stance="disputes")])

    assert ledger.conflicts(document) == []


def test_two_claims_conflict_where_the_record_has_no_value():
    document = release(
        place="",
        citations=[citation(), claim("place", "One"), claim("place", "Two", "third")],
    )

    (conflict,) = ledger.conflicts(document)

    assert [entry["value"] for entry in conflict["claims"]] == ["One", "Two"]


def test_a_claim_that_agrees_with_all_is_left_out_of_the_conflict():
    document = release(
        people=count_of("52"),
        citations=[
            citation(),
            claim("people", "51"),
            claim("people", ">=50", "third"),
        ],
    )

    (conflict,) = ledger.conflicts(document)

    assert [entry["value"] for entry in conflict["claims"]] == ["52", "51"]


def test_equal_claims_are_one_claim_with_several_citations():
    document = release(
        people=count_of("52"),
        citations=[citation(), claim("people", "51"), claim("people", "51", "third")],
    )

    (conflict,) = ledger.conflicts(document)

    assert [len(entry["citations"]) for entry in conflict["claims"]] == [1, 2]


@pytest.mark.parametrize("path", ["cohorts.north.people", "cohorts.0.people"])
def test_a_part_is_compared_by_its_path(path):
    document = release(
        cohorts=[{"label": "north", "people": count_of("114")}],
        citations=[citation(), claim(path, "109")],
    )

    (conflict,) = ledger.conflicts(document)

    assert [entry["value"] for entry in conflict["claims"]] == ["114", "109"]


def test_a_step_is_compared_by_its_date():
    document = {
        "slug": "relief",
        "steps": [{"kind": "delivered", "date": date_of("2025-03-01")}],
        "citations": [citation(), claim("steps.delivered.date", "2025-04")],
    }

    assert fields_of(document) == ["steps.delivered.date"]


def test_a_role_is_compared_with_all_who_have_it():
    mediators = [("UA", "principal"), ("ZB", "mediator"), ("ZA", "mediator")]
    document = {
        "slug": "trade",
        "parties": [{"party": {"code": c}, "role": role} for c, role in mediators],
        "citations": [citation(), claim("parties.mediator", "none")],
    }

    (conflict,) = ledger.conflicts(document)

    assert conflict["field"] == "parties.mediator"
    assert [entry["value"] for entry in conflict["claims"]] == ["ZA, ZB", "none"]


def test_a_spell_in_custody_conflicts_within_its_person():
    spell = {
        "slug": "xa-one",
        "charge": "spying",
        "citations": [citation(), claim("charge", "trespass")],
    }
    document = {"slug": "one", "detentions": [spell], "citations": [citation()]}

    (conflict,) = ledger.conflicts(document)

    assert conflict["field"] == "detentions.xa-one.charge"
    assert [entry["value"] for entry in conflict["claims"]] == ["spying", "trespass"]


def test_a_record_without_claims_has_no_conflict():
    assert ledger.conflicts(release()) == []


def test_a_claim_may_name_a_field_as_a_dossier_does():
    document = {
        "slug": "relief",
        "beneficiaries": [{"code": "company-one", "name": "Company One"}],
        "citations": [
            citation(),
            citation("other", field="beneficiary", value="company-two"),
        ],
    }

    (conflict,) = ledger.conflicts(document)

    assert [claim["value"] for claim in conflict["claims"]] == [
        "company-one",
        "company-two",
    ]


def test_what_one_source_denies_and_another_states_is_listed():
    document = release(
        citations=[citation(), citation("other", stance="disputes", by="XB")]
    )

    (conflict,) = ledger.denials(document)

    assert conflict["field"] == "record"
    assert conflict["independent"] is True
    assert [claim["value"] for claim in conflict["claims"]] == ["stated", "denied"]


def test_a_denial_of_a_part_stands_against_those_who_state_the_part():
    document = release(
        citations=[
            citation(),
            citation("third", field="recognitions.0"),
            citation("other", field="recognitions.0", stance="disputes"),
        ]
    )

    (conflict,) = ledger.denials(document)

    assert conflict["field"] == "recognitions.0"
    assert [c["citations"][0]["source"]["slug"] for c in conflict["claims"]] == [
        "third",
        "other",
    ]


def test_a_denial_of_the_records_own_value_is_listed():
    document = release(
        place="Border",
        citations=[citation(), claim("place", "Border", stance="disputes")],
    )

    (conflict,) = ledger.denials(document)

    assert [entry["value"] for entry in conflict["claims"]] == ["Border", "denied"]


@pytest.mark.parametrize(
    ("deniers", "fields"), [(["XB"], ["linkages.relief.basis"]), ([], [])]
)
def test_a_link_that_is_asserted_and_denied_is_listed(deniers, fields):
    denials = [citation("other", stance="disputes", by=code) for code in deniers]
    document = release(item("relief", *DELIVERED, linked=[citation(), *denials]))
    document["in_exchange"] = ledger.in_exchange(document)

    assert [entry["field"] for entry in ledger.denials(document)] == fields


def test_a_spell_in_custody_has_its_conflicts_with_the_person():
    spell = {
        "slug": "xa-person-one",
        "began_on": date_of("2025-01"),
        "citations": [citation(), claim("from", "2024-01")],
    }

    (conflict,) = ledger.conflicts({"citations": [], "detentions": [spell]})

    assert conflict["field"] == "detentions.xa-person-one.from"
    assert [claim["value"] for claim in conflict["claims"]] == ["2025-01", "2024-01"]
