import pytest

from tests import factories as f
from tests import lists
from tracker import published

pytestmark = pytest.mark.django_db


def chain(*states):
    """Sources that are each derived from the one before."""
    source = None
    with published.writing():
        for number, state in enumerate(states):
            source = f.SourceFactory(
                slug=f"source-{number}", state=state, derived_from=source
            )


@pytest.mark.parametrize(
    ("states", "origin", "derived_from"),
    [
        (["published"], "source-0", None),
        (["published"] * 2, "source-0", "source-0"),
        (["published"] * 3, "source-0", "source-1"),
        (["draft", "published"], "source-1", None),
        (["published", "draft", "published"], "source-2", None),
        (["draft", "published", "published"], "source-1", "source-1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_source_goes_back_as_far_as_texts_are_public(
    client, states, origin, derived_from
):
    chain(*states)

    record = lists.detail(client, "sources", f"source-{len(states) - 1}")

    assert record["origin"] == origin
    assert (record["derived_from"] or {}).get("slug") == derived_from


def test_copies_of_copies_can_be_published(client):
    chain(*["published"] * 5)

    assert len(lists.slugs(client, "sources")) == 5


def test_country_points_to_its_public_state(client):
    country = f.CountryFactory(code="XA")
    f.PartyFactory(code="AA", country=country, draft=True)
    f.PartyFactory(code="XA", country=country)

    assert lists.detail(client, "countries", "XA")["party"]["code"] == "XA"


@pytest.mark.parametrize(
    ("traits", "name"),
    [
        ({}, "Ales Pryklad"),
        ({"withheld": True}, "name withheld"),
        ({"nameless": True}, "name not stated"),
    ],
    ids=["named", "withheld", "nameless"],
)
def test_party_that_is_a_person_has_the_person_s_public_name(client, traits, name):
    spelling = {} if "nameless" in traits else {"main_name__text": "Ales Pryklad"}
    person = f.PersonFactory(slug="person-a", **traits, **spelling)
    f.PartyFactory(human=True, person=person)

    assert lists.detail(client, "parties", "person-a")["name"] == name


def test_party_that_is_a_person_is_public_while_the_person_is(client):
    person = f.PersonFactory(slug="person-a", draft=True)
    f.PartyFactory(human=True, person=person)
    f.ContactFactory(slug="contact-a", initiator=person.party)

    found = []
    for state in ("draft", "published", "withdrawn"):
        with published.writing():
            person.state = state
            person.save()
        contact = lists.detail(client, "contacts", "contact-a")
        found.append((lists.slugs(client, "parties"), contact["initiator"]))

    reference = {
        "slug": "person-a",
        "name": str(person),
        "url": "/api/v1/parties/person-a/",
        "code": "person-a",
    }
    assert found == [([], None), (["person-a"], reference), ([], None)]
    assert published.check() == []


def claims(client):
    release = lists.detail(client, "releases", "release-a")
    return [(c["locator"], c["superseded"]) for c in release["citations"]]


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ({}, [("new", False), ("old", True)]),
        ({"source__state": "draft"}, [("old", False)]),
        ({"is_speaker_draft": True}, [("old", False)]),
    ],
    ids=["public", "source", "speaker"],
)
def test_claim_is_superseded_by_public_citations_only(client, hidden, expected):
    hidden = dict(hidden)
    release = f.ReleaseFactory(slug="release-a")
    if hidden.pop("is_speaker_draft", False):
        hidden["speaker"] = f.PartyFactory(code="ZZ", draft=True)
    newer = f.ReleaseCitationFactory(subject=release, locator="new", **hidden)
    f.ReleaseCitationFactory(
        subject=release, locator="old", superseded_by=newer, position=1
    )

    assert claims(client) == expected


@pytest.mark.parametrize("role", ["speaker", "speaking_for"])
def test_citation_of_a_hidden_speaker_is_left_out(client, role):
    release = f.ReleaseFactory(slug="release-a")
    party = f.PartyFactory(code="ZZ", draft=True)
    f.ReleaseCitationFactory(subject=release, locator="hidden", **{role: party})
    f.ReleaseCitationFactory(subject=release, locator="public")

    assert claims(client) == [("public", False)]


def test_citation_says_who_speaks_for_whom(client):
    party = f.PartyFactory(code="XA")
    person = f.PersonFactory(slug="person-a", main_name__text="Person A")
    human = f.PartyFactory(human=True, person=person)
    release = f.ReleaseFactory(slug="release-a")
    source = f.SourceFactory(slug="source-a", publisher="Publisher A")
    for position, values in enumerate(
        (
            {"speaker": human, "speaking_for": party},
            {"speaker_words": "an official"},
            {},
        )
    ):
        f.ReleaseCitationFactory(
            subject=release, source=source, position=position, **values
        )

    record = lists.detail(client, "releases", "release-a")

    assert [citation["speaker"] for citation in record["citations"]] == [
        {
            "kind": "party",
            "code": "person-a",
            "slug": "person-a",
            "name": "Person A",
            "url": "/api/v1/parties/person-a/",
            "speaking_for": {
                "slug": "XA",
                "name": "party XA",
                "url": "/api/v1/parties/XA/",
                "code": "XA",
            },
        },
        {
            "kind": "words",
            "code": None,
            "slug": None,
            "name": "an official",
            "url": None,
            "speaking_for": None,
        },
        {
            "kind": "source",
            "code": None,
            "slug": "source-a",
            "name": "Publisher A",
            "url": "/api/v1/sources/source-a/",
            "speaking_for": None,
        },
    ]
