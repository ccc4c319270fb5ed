import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests import factories
from tracker import published
from tracker.models import Party, Person, Source

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2025, 9, 1), dt.date(2025, 9, 15)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("", None, None),
        ("2025-09-11", dt.date(2025, 9, 11), dt.date(2025, 9, 11)),
        ("2025-02", dt.date(2025, 2, 1), dt.date(2025, 2, 28)),
        ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("2025-09?", dt.date(2025, 9, 1), dt.date(2025, 9, 30)),
        ("[2025-09-01..2025-09-15]", FIRST, LAST),
        ("2025-09-01/2025-09-15", FIRST, LAST),
        ("2025-09-01/..", FIRST, None),
        ("../2025-09-15", None, LAST),
    ],
)
def test_database_derives_the_bounds_of_a_date(edtf, earliest, latest):
    source = factories.SourceFactory(published_on=edtf)

    source.refresh_from_db()

    assert (source.published_on_earliest, source.published_on_latest) == (
        earliest,
        latest,
    )


def test_bounds_follow_an_update_of_the_date():
    source = factories.SourceFactory(published_on="2025-09-01")

    with published.writing():
        Source.objects.update(published_on="2025-09-15")

    source.refresh_from_db()
    assert source.published_on_latest == LAST


def test_a_form_refuses_what_is_no_date():
    source = factories.SourceFactory.build(published_on="11 September 2025")

    with pytest.raises(ValidationError) as refusal:
        source.full_clean()

    assert list(refusal.value.message_dict) == ["published_on"]


def test_a_form_says_what_a_constraint_says():
    party = factories.PartyFactory.build(name="")

    with pytest.raises(ValidationError, match="Say what the party is called"):
        party.full_clean()


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({}, "Person One"),
        ({"nameless": True}, "not named (person-a)"),
        ({"withheld": True}, "name withheld (person-a)"),
    ],
    ids=["named", "nameless", "withheld"],
)
def test_a_person_is_called(traits, words):
    if not traits.get("nameless"):
        traits = {**traits, "main_name__text": "Person One"}

    assert str(factories.PersonFactory(slug="person-a", **traits)) == words


def test_only_published_records_are_public():
    factories.PersonFactory(slug="person-a")
    factories.PersonFactory(slug="person-b", draft=True)
    factories.PersonFactory(slug="person-c", withdrawn=True)
    factories.PersonFactory(slug="person-d", in_review=True)

    assert [person.slug for person in Person.objects.published()] == ["person-a"]


def test_parties_are_found_by_code():
    party = factories.PartyFactory(code="XA")

    assert Party.objects.get_by_natural_key("XA") == party
