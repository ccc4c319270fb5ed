import datetime as dt

import pytest

from exchanges.models import Detainee
from tests import factories
from tracker import published

pytestmark = pytest.mark.django_db


def test_steps_keep_the_order_they_happened_in():
    concession = factories.ConcessionFactory(offered=True, agreed=True, delivered=True)

    assert [step.kind for step in concession.steps.all()] == [
        "offered",
        "agreed",
        "delivered",
    ]


def test_detainees_are_people_who_were_held_or_freed():
    held = factories.DetentionFactory().person
    freed = factories.FreedFactory().person
    factories.PersonFactory()

    assert {person.slug for person in Detainee.objects.all()} == {held.slug, freed.slug}


def test_a_person_held_twice_is_one_detainee():
    person = factories.DetentionFactory().person
    factories.DetentionFactory(person=person)
    factories.FreedFactory(person=person)

    assert Detainee.objects.count() == 1


def test_releases_come_latest_first():
    early = factories.ReleaseFactory(released_on="2025-06")
    late = factories.ReleaseFactory(released_on="2025-09-11")

    assert list(type(late).objects.all()) == [late, early]


def test_bounds_of_a_step_follow_its_date():
    step = factories.StepFactory(happened_on="2025-09")

    step.refresh_from_db()

    assert (step.happened_on_earliest, step.happened_on_latest) == (
        dt.date(2025, 9, 1),
        dt.date(2025, 9, 30),
    )


def test_order_of_steps_may_be_swapped_within_a_transaction():
    concession = factories.ConcessionFactory(offered=True, agreed=True)
    first, second = concession.steps.all()

    first.position, second.position = 1, 0
    with published.writing():
        first.save()
        second.save()

    assert [step.kind for step in concession.steps.all()] == ["agreed", "offered"]
