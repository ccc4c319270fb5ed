import pytest

from tests import factories as f
from tests import lists
from tracker import published
from tracker.models import Document

pytestmark = pytest.mark.django_db


def release_of(client, slug="release-a"):
    return lists.detail(client, "releases", slug)


def slugs_of(records):
    return [record["slug"] for record in records]


# Names


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({}, "1 person freed by party XA"),
        ({"people_min": 3, "people_max": 3}, "3 people freed by party XA"),
        ({"released_on": "2020-03"}, "1 person freed by party XA, March 2020"),
        ({"remains": True}, "Remains of 1 returned by party XA"),
        ({"captor__draft": True}, "1 person freed"),
        ({"captor__draft": True, "remains": True}, "Remains of 1 returned"),
        ({"title": "Title A", "captor__draft": True}, "Title A"),
    ],
)
def test_release_without_a_title_is_called_after_what_is_public(client, values, name):
    f.ReleaseFactory(slug="release-a", captor__code="XA", **values)

    assert release_of(client)["name"] == name


def test_release_of_a_hidden_captor_names_none(client):
    f.ReleaseFactory(slug="release-a", captor__draft=True)

    record = release_of(client)

    assert record["captor"] is None
    assert lists.slugs(client, "parties") == []


def test_release_of_a_captor_whose_name_is_withheld(client):
    person = f.PersonFactory(slug="person-a", withheld=True)
    captor = f.PartyFactory(human=True, person=person)
    f.ReleaseFactory(slug="release-a", captor=captor)

    assert release_of(client)["name"] == "1 person freed by name withheld"


# Parts that join something hidden


def test_freed_person_who_is_hidden_is_left_out_with_the_citations(client):
    release = f.ReleaseFactory(slug="release-a")
    for slug, state in (("person-a", "published"), ("person-ab", "draft")):
        person = f.PersonFactory(slug=slug, state=state)
        f.FreedFactory(release=release, person=person)
        for field in (f"freed.{slug}", f"freed.{slug}.outcome"):
            f.ReleaseCitationFactory(subject=release, field=field)

    record = release_of(client)

    assert [freed["person"]["slug"] for freed in record["freed"]] == ["person-a"]
    fields = ["freed.person-a", "freed.person-a.outcome"]
    assert [citation["field"] for citation in record["citations"]] == fields
    assert [c["field"] for c in record["freed"][0]["citations"]] == fields


def test_recognition_by_somebody_hidden_is_left_out_with_the_citations(client):
    release = f.ReleaseFactory(slug="release-a")
    cohort = f.CohortFactory(release=release, label="cohort-a")
    for position, values in enumerate(({"by": None}, {"by__draft": True})):
        values = {**values, "position": position}
        if "by__draft" in values:
            del values["by__draft"]
            values["by"] = f.PartyFactory(code="ZZ", draft=True)
        f.RecognitionFactory(of_release=True, release=release, **values)
        f.RecognitionFactory(of_cohort=True, cohort=cohort, **values)
        for prefix in ("", "cohorts.cohort-a."):
            f.ReleaseCitationFactory(
                subject=release, field=f"{prefix}recognitions.{position}"
            )

    record = release_of(client)

    assert len(record["recognitions"]) == 1
    assert len(record["cohorts"][0]["recognitions"]) == 1
    assert [citation["field"] for citation in record["citations"]] == [
        "recognitions.0",
        "cohorts.cohort-a.recognitions.0",
    ]


def test_citations_about_names_are_left_out_when_the_name_is_withheld(client):
    person = f.PersonFactory(slug="person-a", withheld=True)
    for field in ("name", "names.0", "note"):
        f.PersonCitationFactory(subject=person, field=field)

    record = lists.detail(client, "people", "person-a")

    assert [citation["field"] for citation in record["citations"]] == ["note"]


@pytest.mark.parametrize("hidden", ["concession", "release"])
def test_linkage_shows_when_both_ends_are_public(client, hidden):
    linkage = f.LinkageFactory(
        release__slug="release-a",
        concession__slug="concession-a",
        concession__delivered=True,
    )
    before = release_of(client)["in_exchange"]

    with published.writing():
        record = getattr(linkage, hidden)
        record.state = "withdrawn"
        record.save()

    assert slugs_of(i["concession"] for i in before["exclusive"]) == ["concession-a"]
    if hidden == "concession":
        after = release_of(client)["in_exchange"]
        assert (after["answer"], after["exclusive"]) == ("not_stated", [])
    else:
        after = lists.detail(client, "concessions", "concession-a")
        assert after["linkages"] == []


def test_concession_shared_with_a_hidden_release_is_exclusive(client):
    concession = f.ConcessionFactory(delivered=True)
    f.LinkageFactory(concession=concession, release__slug="release-a")
    f.LinkageFactory(concession=concession, release__draft=True)

    answer = release_of(client)["in_exchange"]

    assert len(answer["exclusive"]) == 1
    assert (answer["shared"], answer["exclusive"][0]["shared_with"]) == ([], [])


def test_step_shows_public_acts_contacts_and_parties_only(client):
    concession = f.ConcessionFactory(slug="concession-a")
    for state in ("published", "draft"):
        step = f.StepFactory(
            concession=concession,
            by=f.PartyFactory(code=f"by-{state}", state=state),
            contact=f.ContactFactory(slug=f"contact-{state}", state=state),
        )
        for other in ("published", "draft"):
            f.StepActionFactory(step=step, action__state=other)

    steps = lists.detail(client, "concessions", "concession-a")["steps"]

    assert [step["by"] and step["by"]["code"] for step in steps] == [
        "by-published",
        None,
    ]
    assert [s["contact"] and s["contact"]["slug"] for s in steps] == [
        "contact-published",
        None,
    ]
    assert [len(step["actions"]) for step in steps] == [1, 1]


def test_detention_shows_with_its_person_when_public(client):
    person = f.PersonFactory(slug="person-a")
    earlier = f.DetentionFactory(slug="detention-a", person=person, draft=True)
    f.DetentionFactory(slug="detention-b", person=person, transferred_from=earlier)
    f.FreedFactory(release__slug="release-a", person=person, detention=earlier)

    (detention,) = lists.detail(client, "people", "person-a")["detentions"]

    assert (detention["slug"], detention["transferred_from"]) == ("detention-b", None)
    assert release_of(client)["freed"][0]["detention"] is None


def test_tally_of_a_hidden_captor_is_compared_with_its_trade(client):
    trade = f.TradeFactory()
    tally = f.TallyFactory(slug="tally-a", captor__draft=True, trade=trade)
    f.ReleaseFactory(slug="release-a", trade=trade)
    f.ReleaseFactory(slug="release-b", captor=tally.captor)

    result = lists.detail(client, "tallies", "tally-a")["reconciliation"]

    assert slugs_of(result["counted"]) == ["release-a"]


# What belongs together


def test_swap_is_read_from_both_sides(client):
    f.LinkageFactory(
        swap=True, release__slug="release-a", counter_release__slug="release-b"
    )

    found = {
        slug: slugs_of(
            item["counter_release"]
            for item in release_of(client, slug)["in_exchange"]["counter_releases"]
        )
        for slug in ("release-a", "release-b")
    }

    assert found == {"release-a": ["release-b"], "release-b": ["release-a"]}


def test_counter_release_that_is_no_swap_is_read_from_one_side(client):
    f.LinkageFactory(
        concession=None,
        release__slug="release-a",
        counter_release=f.ReleaseFactory(slug="release-b"),
    )

    answers = [
        release_of(client, slug)["in_exchange"]["answer"]
        for slug in ("release-a", "release-b")
    ]

    assert answers == ["given", "not_stated"]


def test_step_has_the_citations_about_it(client):
    concession = f.ConcessionFactory(slug="concession-a", agreed=True, delivered=True)
    for locator, field in (
        ("1", ""),
        ("2", "steps.0"),
        ("3", "steps.1"),
        ("4", "steps.1.by"),
        ("5", "steps.10"),
    ):
        f.ConcessionCitationFactory(subject=concession, locator=locator, field=field)

    record = lists.detail(client, "concessions", "concession-a")

    found = [[c["locator"] for c in step["citations"]] for step in record["steps"]]
    assert found == [["2"], ["3", "4"]]
    assert len(record["citations"]) == 5


def test_release_inside_another_document_leaves_out_citations_of_its_parts(client):
    trade = f.TradeFactory(slug="trade-a")
    release = f.ReleaseFactory(slug="release-a", trade=trade)
    f.LinkageFactory(
        concession=None, counter_release=release, release__slug="release-b"
    )
    for field in ("", "people", "freed.person-a", "recognitions.0", "cohorts.a"):
        f.ReleaseCitationFactory(subject=release, field=field)

    (counter,) = release_of(client, "release-b")["in_exchange"]["counter_releases"]
    (part,) = lists.detail(client, "trades", "trade-a")["releases"]

    assert [c["field"] for c in counter["counter_release"]["citations"]] == [
        "",
        "people",
    ]
    assert [c["field"] for c in part["citations"]] == ["", "people"]


@pytest.mark.parametrize(
    ("values", "amount"),
    [
        ({}, None),
        (
            {"amount_min": 3, "amount_max": 3, "amount_unit": "entities"},
            {"min": 3, "max": 3, "unit": "entities", "text": "3 entities"},
        ),
        (
            {"amount_min": 5, "amount_unit": "USD", "amount_qualifier": "at_least"},
            {"min": "5", "max": None, "unit": "USD", "text": "at least 5 USD"},
        ),
        (
            {"amount_min": "2.5", "amount_max": "2.5", "amount_unit": "tonnes"},
            {"min": "2.5", "max": "2.5", "unit": "tonnes", "text": "2.5 tonnes"},
        ),
    ],
    ids=["none", "whole", "money", "fraction"],
)
def test_amount_is_a_number_and_money_is_text(client, values, amount):
    f.ConcessionFactory(slug="concession-a", **values)

    found = lists.detail(client, "concessions", "concession-a")["amount"]

    if amount is not None:
        amount["qualifier"] = values.get("amount_qualifier", "exactly")
    assert found == amount


def test_document_is_compact_json_in_utf_8():
    f.ReleaseFactory(slug="release-a", place="Ўсход")

    body = bytes(Document.objects.get(slug="release-a").body).decode()

    assert '"place":"Ўсход"' in body
    assert ": " not in body.partition('"in_exchange"')[0]
