import pytest

from exchanges import ledger
from tests.exchanges.ledger_documents import (
    DELIVERED,
    counter_release,
    item,
    lists_of,
    party,
    release,
)

CHECK_CASES = {
    "demanded_before": (["demanded 2025-01-10"], {}, []),
    "demanded_after": (["demanded 2025-02-10"], {}, ["after_release"]),
    "offered_after": (["offered 2025-02-10"], {}, ["after_release"]),
    "agreed_after": (["agreed 2025-02-10"], {}, ["after_release"]),
    "considered_before_agreed_after": (
        ["considered 2024", "agreed 2025-02-10"],
        {},
        ["after_release"],
    ),
    "delivered_after": (
        ["delivered 2025-02-10"],
        {},
        ["delivered_after_release"],
    ),
    "partly_delivered_after": (
        ["partly_delivered 2025-02-10"],
        {},
        ["delivered_after_release"],
    ),
    "agreed_before_delivered_after": (
        ["agreed 2025-01-10", "delivered 2025-02-10"],
        {},
        [],
    ),
    "considered_before_delivered_after": (
        ["considered 2025-01-10", "delivered 2025-02-10"],
        {},
        [],
    ),
    "delivered_maybe_after": (["delivered 2025-01"], {}, []),
    "delivered_undated": (["delivered"], {}, []),
    "goodwill_delivered_after": (["delivered 2025-02-10"], {"basis": "goodwill"}, []),
    "alleged_delivered_after": (["delivered 2025-02-10"], {"basis": "alleged"}, []),
    "only_refused_after": (["refused 2025-02-10"], {}, []),
    "demanded_before_agreed_after": (
        ["demanded 2025-01-10", "agreed 2025-02-10"],
        {},
        [],
    ),
    "the_month_of_the_release": (
        ["demanded 2025-01"],
        {},
        ["may_be_after_release"],
    ),
    "the_day_of_the_release": (["agreed 2025-01-20"], {}, []),
    "overlap_then_agreed_after": (
        ["demanded 2025-01/2025-02", "agreed 2025-03"],
        {},
        ["may_be_after_release"],
    ),
    "undated": (["demanded"], {}, []),
    "undated_then_after": (["demanded", "agreed 2025-02-10"], {}, []),
    "goodwill_after": (["agreed 2025-02-10"], {"basis": "goodwill"}, []),
    "sequence_after": (["agreed 2025-02-10"], {"basis": "sequence"}, []),
    "alleged_after": (["agreed 2025-02-10"], {"basis": "alleged"}, ["after_release"]),
    "giver_is_the_captor": (
        ["agreed 2025-01-10"],
        {"giver": party("XA")},
        ["giver_is_captor"],
    ),
    "giver_is_the_captor_even_as_goodwill": (
        ["agreed 2025-01-10"],
        {"giver": party("XA"), "basis": "goodwill"},
        ["giver_is_captor"],
    ),
    "both": (
        ["agreed 2025-02-10"],
        {"giver": party("XA")},
        ["giver_is_captor", "after_release"],
    ),
}


@pytest.mark.parametrize(
    ("steps", "values", "rules"), CHECK_CASES.values(), ids=CHECK_CASES.keys()
)
def test_a_linkage_is_checked_against_the_release(steps, values, rules):
    read = ledger.facts(release(item("a", *steps, **values)))

    found = ledger.check(read.items[0], read)

    assert [finding.rule for finding in found] == rules
    assert [finding.is_refused for finding in found] == [
        rule not in ("may_be_after_release", "delivered_after_release")
        for rule in rules
    ]


def test_a_counter_release_by_the_captor_is_refused():
    read = ledger.facts(release(counter_release("b", captor=party("XA"))))

    assert ledger.findings(read) == [
        ledger.Finding(
            rule=ledger.Rule.GIVER_IS_CAPTOR,
            item="b",
            release="release-one",
            message="b is given by XA, who is also the captor in release-one; a price"
            " comes from another party: name that party as its captor, or remove the"
            " linkage.",
            is_refused=True,
        )
    ]


def test_a_refusal_says_what_would_be_right():
    read = ledger.facts(release(item("a", "demanded 2025-02")))

    (finding,) = ledger.findings(read)

    assert finding.message == (
        "a was first demanded (February 2025) certainly after release-one"
        " (20 January 2025), so it cannot be its price: use basis goodwill or"
        " sequence, or correct the date that is wrong."
    )


def test_a_warning_names_both_dates():
    read = ledger.facts(release(item("a", "demanded 2025-01")))

    (finding,) = ledger.findings(read)

    assert finding.message == (
        "a was demanded (January 2025), maybe only after release-one (20 January"
        " 2025): check that the demand, offer or agreement came first, and narrow the"
        " dates if a source allows it."
    )


def test_a_late_delivery_without_a_promise_is_to_be_checked():
    read = ledger.facts(release(item("a", "delivered 2025-02-10")))

    (finding,) = ledger.findings(read)

    assert finding.message == (
        "a was delivered (10 February 2025) after release-one (20 January 2025), and no"
        " step before says that it was promised: check whether a source tells of a"
        " demand, an offer or an agreement, or whether the basis is goodwill or"
        " sequence."
    )


@pytest.mark.parametrize(
    "entry",
    [
        item("a", *DELIVERED, giver=party("XA")),
        item("a", "agreed 2025-02", "delivered"),
    ],
    ids=["giver_is_the_captor", "after_the_release"],
)
def test_what_the_loader_refuses_is_in_no_list(entry):
    result = ledger.in_exchange(release(entry))

    assert lists_of(result) == {}
    assert result["answer"] == "not_stated"


def test_facts_can_be_built_without_a_document():
    read = ledger.ReleaseFacts(slug="release-one", captor=ledger.PartyFact("XA"))
    concession = ledger.Item(slug="a", giver=ledger.PartyFact("XA"))

    assert [f.rule for f in ledger.check(concession, read)] == ["giver_is_captor"]
