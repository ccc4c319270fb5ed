import pytest

from tests import factories as f
from tests import lists
from tracker import published

pytestmark = pytest.mark.django_db

SEGMENTS = (
    *("releases", "trades", "concessions", "detainees", "people", "contacts"),
    *("tallies", "reconciliation"),
)
FREED = {"captor": "XA", "nationality": "XA", "release": "release-a"}
CITED = {"source": "source-a", "conflict": "place", "confidence": "low"}
TALLIED = {
    "measure": "stock",
    "captor": "XA",
    "trade": "trade-a",
    "nationality": "XA",
    "counted_by": "XD",
    "source": "source-a",
    "confidence": "low",
    "conflict": "words",
}
# The value by which each filter keeps the record "…-a" and drops the others.
CASES = {
    "releases": {
        **{"captor": "XA", "receiver": "XB", "party": "XB", "trade": "trade-a"},
        **{"answer": "given", "kind": "goods", "giver": "XC", "basis": "goodwill"},
        **{"concession": "concession-a", "entity": "entity-a", "action": "action-a"},
        **{"person": "person-a", "nationality": "XA", "outcome": "left"},
        **{"programme": "programme-a", "concession_status": "delivered"},
        **{"recognition": "hostage", "destination": "abroad", "legal_form": "pardon"},
        **CITED,
    },
    "trades": {
        **{"status": "completed", "party": "XD", "principal": "XD"},
        **{"part_of": "trade-c", "release": "release-a", "concession": "concession-a"},
        **{"source": "source-a", "conflict": "title", "confidence": "low"},
    },
    "concessions": {
        **{"kind": "goods", "status": "delivered", "trade": "trade-a", "giver": "XC"},
        **{"receiver": "XA", "beneficiary": "XB", "performer": "XD", "party": "XE"},
        **{"release": "release-a", "entity": "entity-a", "action": "action-a"},
        **{"source": "source-a", "conflict": "conditions", "confidence": "low"},
        **{"programme": "programme-a"},
    },
    "detainees": {
        **FREED,
        **{"outcome": "left", "recognition": "hostage", "source": "source-a"},
        **{"conflict": "name", "confidence": "low"},
    },
    "people": {
        **FREED,
        **{"outcome": "left", "recognition": "hostage", "source": "source-a"},
        **{"conflict": "name", "detainee": "yes", "confidence": "low"},
    },
    "contacts": {
        **{"kind": "call", "status": "cancelled", "trade": "trade-a", "party": "XD"},
        **CITED,
    },
    "tallies": TALLIED,
    "reconciliation": TALLIED,
}
ROLES = (
    *("mediator", "guarantor", "venue", "facilitator", "transit", "handover_agent"),
    *("funds_holder", "funds_source", "supplier", "carrier", "host"),
    *("territorial_state", "objector", "extradition_requester", "consulted"),
)


@pytest.fixture
def world():
    """One record of each kind that every filter keeps, and one that each drops."""
    with published.writing():
        a, b, c, d, e = (f.PartyFactory(code=f"X{letter}") for letter in "ABCDE")
        country = f.CountryFactory(code="XA")
        source = f.SourceFactory(slug="source-a")
        trade = f.TradeFactory(slug="trade-a", part_of=f.TradeFactory(slug="trade-c"))
        f.TradePartyFactory(trade=trade, party=d)
        entity = f.EntityFactory(slug="entity-a")
        programme = f.ProgrammeFactory(code="programme-a")
        action = f.ActionFactory(
            slug="action-a", programme=programme, authority=programme.authority
        )
        f.ActionEntityFactory(action=action, entity=entity)
        person = f.PersonFactory(slug="person-a")
        f.NationalityFactory(person=person, country=country)
        f.RecognitionFactory(person=person, kind="hostage")
        release = f.ReleaseFactory(
            slug="release-a",
            captor=a,
            trade=trade,
            destination="abroad",
            legal_form="pardon",
            place="place A",
        )
        f.ReleasePartyFactory(release=release, party=b)
        f.RecognitionFactory(of_release=True, release=release, kind="hostage")
        f.FreedFactory(release=release, person=person, outcome="left")
        concession = f.ConcessionFactory(
            slug="concession-a",
            kind="goods",
            giver=c,
            trade=trade,
            performer=d,
            payer=e,
            conditions="condition A",
        )
        f.ConcessionPartyFactory(concession=concession, party=a)
        f.ConcessionPartyFactory(concession=concession, party=b, role="beneficiary")
        f.StepActionFactory(step__concession=concession, action=action)
        f.LinkageFactory(concession=concession, release=release)
        f.LinkageFactory(
            concession__slug="goodwill-a", release=release, basis="goodwill"
        )
        contact = f.ContactFactory(
            slug="contact-a",
            kind="call",
            status="cancelled",
            trade=trade,
            initiator=d,
            place="place A",
        )
        tally = f.TallyFactory(
            slug="tally-a",
            captor=a,
            trade=trade,
            nationality=country,
            counted_by=d,
            measure="stock",
            words="words A",
        )
        trade.title = "title A"
        trade.save()
        f.PersonNameFactory(person=person, kind="alias")
        for factory, subject, field in (
            (f.ReleaseCitationFactory, release, "place"),
            (f.TradeCitationFactory, trade, "title"),
            (f.ConcessionCitationFactory, concession, "conditions"),
            (f.PersonCitationFactory, person, "name"),
            (f.ContactCitationFactory, contact, "place"),
            (f.TallyCitationFactory, tally, "words"),
        ):
            factory(subject=subject, source=source, confidence="low")
            factory(subject=subject, source=source, field=field, value="something else")
        f.ReleaseFactory(slug="release-b", cited=True)
        f.TradeFactory(slug="trade-b", cited=True)
        f.ConcessionFactory(slug="concession-b", cited=True)
        f.PersonFactory(slug="person-b", cited=True)
        f.DetentionFactory(slug="detention-c", person__slug="person-c", cited=True)
        f.ContactFactory(slug="contact-b", cited=True)
        f.TallyFactory(slug="tally-b", cited=True)


def test_every_filter_has_a_case():
    cases = {(segment, name) for segment, case in CASES.items() for name in case}

    assert cases | {("trades", role) for role in ROLES} == lists.filters(*SEGMENTS)


def test_filters_keep_what_has_the_value_and_drop_the_rest(client, world):
    wrong = {}
    for segment, case in CASES.items():
        for name, value in case.items():
            kept = lists.slugs(client, segment, **{name: value})
            if [slug for slug in kept if not slug.endswith("-a")] or not kept:
                wrong[segment, name] = kept
    dropped = {s: lists.slugs(client, s) for s in SEGMENTS}

    expected = {("people", "detainee"): ["person-a", "person-c"]}
    assert {**expected, **wrong} == expected
    assert [s for s, found in dropped.items() if len(found) < 2] == []


@pytest.mark.parametrize("role", ROLES)
def test_trades_are_kept_by_the_role_of_a_party(client, role):
    trade = f.TradeFactory(slug="trade-a")
    f.TradePartyFactory(trade=trade, party__code="XA", role=role)
    f.TradePartyFactory(trade__slug="trade-b", party__code="XA", role="principal")

    assert lists.slugs(client, "trades", **{role: "XA"}) == ["trade-a"]


@pytest.mark.parametrize("segment", ["trades", "concessions"])
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"from": "2020-02"}, ["-b", "-a"]),
        ({"from": "2020-04"}, ["-b"]),
        ({"to": "2020-02"}, ["-a"]),
        ({"from": "2020-02", "overlap": "certainly"}, ["-b"]),
        ({"from": "2020-01", "to": "2020-03", "overlap": "certainly"}, ["-a"]),
        ({"to": "2020-03", "as_of": "2020-02-01"}, ["-a"]),
        ({"to": "2020-02", "overlap": "certainly", "as_of": "2020-02-01"}, ["-a"]),
        ({}, ["-b", "-a", "-c"]),
    ],
)
def test_bargains_and_their_items_are_kept_by_the_days_of_their_steps(
    client, segment, asked, expected
):
    with published.writing():
        for name, days in (
            ("a", ("2020-01", "2020-03-05")),
            ("b", ("2021-03", "2021-04")),
            ("c", ("",)),
        ):
            concession = f.ConcessionFactory(
                slug=f"concession-{name}",
                trade=f.TradeFactory(slug=f"trade-{name}"),
            )
            for day in days:
                f.StepFactory(concession=concession, happened_on=day)

    kept = lists.slugs(client, segment, **asked)

    assert [f"-{slug[-1]}" for slug in kept] == expected


def test_detainees_are_people_held_or_freed(client, world):
    assert lists.slugs(client, "detainees") == ["person-a", "person-c"]
    assert lists.slugs(client, "people", detainee="no") == ["person-b"]
    assert client.get("/api/v1/detainees/person-b/").status_code == 404
    assert lists.detail(client, "detainees", "person-a") == (
        lists.detail(client, "people", "person-a")
    )


@pytest.mark.parametrize("segment", SEGMENTS)
def test_list_and_record_take_one_query_each(
    client, world, django_assert_num_queries, segment
):
    with django_assert_num_queries(1):
        slug = lists.slugs(client, segment)[0]
    with django_assert_num_queries(1):
        lists.detail(client, segment, slug)


def test_reconciliation_gives_of_a_tally_what_was_compared(client):
    tally = f.TallyFactory(
        slug="tally-a", captor__code="XA", people_min=5, people_max=5
    )
    f.ReleaseFactory(
        slug="release-a",
        captor=tally.captor,
        people_min=2,
        people_max=3,
        people_qualifier="between",
    )

    record = lists.detail(client, "reconciliation", "tally-a")

    release = {
        "slug": "release-a",
        "name": "2 to 3 people freed by party XA",
        "url": "/api/v1/releases/release-a/",
        "released_on": None,
    }
    assert record == {
        "tally": {
            "slug": "tally-a",
            "name": "5 people",
            "url": "/api/v1/tallies/tally-a/",
        },
        "period": None,
        "people": {"min": 5, "max": 5, "qualifier": "exactly", "text": "5"},
        "itemised": {"min": 2, "max": 3},
        "residual": {"min": 2, "max": 3},
        "counted": [release],
        "sentence": lists.detail(client, "tallies", "tally-a")["reconciliation"][
            "sentence"
        ],
    }


@pytest.mark.parametrize(
    ("segment", "words"),
    [
        ("releases", "person alpha"),
        ("people", "alpha"),
        ("trades", "bravo"),
        ("concessions", "charlie"),
        ("contacts", "delta"),
        ("tallies", "echo"),
    ],
)
def test_words_find_what_is_written_about_a_record(client, segment, words):
    person = f.PersonFactory(nameless=True)
    f.PersonNameFactory(person=person, text="Person Alpha")
    f.FreedFactory(person=person)
    f.TradeFactory(note="about bravo")
    f.ConcessionFactory(conditions="only charlie")
    f.ContactFactory(place="Delta")
    f.TallyFactory(words="echo")
    f.ReleaseFactory()

    assert len(lists.slugs(client, segment, q=words)) == 1
