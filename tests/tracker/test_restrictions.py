"""Embargoes and withheld fields hold everywhere at once; looks are remembered."""

import datetime as dt

import pytest
from django.core.management import call_command

from tests import admin_site, desk, factories, surface
from tracker import published, restrictions
from tracker.models import Document, Embargo, Person, Viewing, WithheldField

pytestmark = pytest.mark.django_db

FUTURE = "2100-01-01"


def restrict(client, row, **data):
    url = admin_site.address(type(row), "restrict", row.pk)
    return client.post(url, {"reason": "placeholder", **data}, follow=True)


def shown(client, word):
    return [p for p, answer in surface.fetch(client).items() if word in answer.text]


def test_a_record_under_embargo_is_nowhere_public(client):
    release = factories.ReleaseFactory(slug="release-canary", title="Canary")
    factories.LinkageFactory(release=release, concession__title="Concession A")
    assert shown(client, "anary")

    restrict(desk.somebody("publisher"), release, until=FUTURE)

    assert shown(client, "anary") == []
    assert published.check() == []


def test_a_party_under_embargo_is_hidden_in_other_documents(client):
    party = factories.PartyFactory(name="Canary party")
    factories.ReleasePartyFactory(party=party)
    assert shown(client, "Canary party")

    restrict(desk.somebody("publisher"), party, until=FUTURE)

    assert shown(client, "Canary party") == []


def test_publishing_or_loading_does_not_break_an_embargo(client):
    release = factories.ReleaseFactory(title="Canary", state="draft")
    publisher = desk.somebody("publisher")
    restrict(publisher, release, until=FUTURE)

    with published.writing():
        type(release).objects.filter(pk=release.pk).update(state="published")

    assert shown(client, "Canary") == []


def test_an_embargo_ends_on_its_day(client):
    release = factories.ReleaseFactory(title="Canary")
    restrict(desk.somebody("publisher"), release, until=FUTURE)
    with published.writing():
        Embargo.objects.update(until=dt.date(2020, 1, 1))

    call_command("embargoes")

    assert Document.objects.filter(kind="release").exists()
    assert not Embargo.objects.exists()
    assert published.check() == []


def test_an_embargo_is_lifted_by_hand(client):
    release = factories.ReleaseFactory(title="Canary")
    publisher = desk.somebody("publisher")
    restrict(publisher, release, until=FUTURE)

    restrict(publisher, release, until="")

    assert shown(client, "Canary")


def test_a_withheld_field_is_nowhere_public_nor_is_what_sources_say_instead(client):
    release = factories.ReleaseFactory(place="Canary place", cited=True)
    factories.ReleaseCitationFactory(
        subject=release, field="place", value="Canary claim"
    )
    assert shown(client, "Canary")

    restrict(desk.somebody("publisher"), release, withheld=["place"])

    assert shown(client, "Canary") == []
    release.refresh_from_db()
    assert release.place == "Canary place"
    assert published.check() == []


def test_a_withheld_date_is_nowhere_public(client):
    release = factories.ReleaseFactory(released_on="1066-10-14")
    assert shown(client, "1066-10-14")

    restrict(desk.somebody("publisher"), release, withheld=["released_on"])

    assert shown(client, "1066-10-14") == []


def test_a_field_of_a_part_is_withheld(client):
    freed = factories.FreedFactory(conditions="Canary condition")
    assert shown(client, "Canary condition")

    restrict(desk.somebody("publisher"), freed, withheld=["conditions"])

    assert shown(client, "Canary condition") == []


def test_a_field_that_is_no_longer_withheld_is_public(client):
    release = factories.ReleaseFactory(place="Canary place")
    publisher = desk.somebody("publisher")
    restrict(publisher, release, withheld=["place"])

    restrict(publisher, release)

    assert shown(client, "Canary place")
    assert not WithheldField.objects.exists()


def test_a_restriction_says_why():
    release = factories.ReleaseFactory(place="Canary place")

    response = restrict(
        desk.somebody("publisher"), release, withheld=["place"], reason=""
    )

    assert "Say why it is kept from the public." in response.content.decode()
    assert not WithheldField.objects.exists()


@pytest.mark.parametrize("role", desk.ROLES)
def test_who_restricts(role):
    release = factories.ReleaseFactory()

    restrict(desk.somebody(role), release, until=FUTURE)

    assert Embargo.objects.exists() is (role in ("publisher", "administrator"))


@pytest.mark.parametrize("field", ["slug", "state", "unknown"])
def test_only_fields_that_may_be_empty_are_withheld(field):
    release = factories.ReleaseFactory()

    response = restrict(desk.somebody("publisher"), release, withheld=[field])

    assert response.status_code == 403


def test_looking_at_a_restricted_record_is_remembered():
    person = factories.PersonFactory(withheld=True)
    other = factories.PersonFactory()
    client = desk.somebody("viewer")
    for row in (person, other):
        client.get(admin_site.address(Person, "change", row.pk))
    client.get(admin_site.address(Person, "history", person.pk))

    looks = Viewing.objects.order_by("id").values_list("user", "record_key", "page")

    assert list(looks) == [
        (client.user.pk, str(person.pk), "form"),
        (client.user.pk, str(person.pk), "history"),
    ]


@pytest.mark.parametrize("role", desk.ROLES)
def test_administrators_alone_read_who_looked(role):
    url = admin_site.address(Viewing, "changelist")

    status = desk.somebody(role).get(url).status_code

    assert status == (200 if role == "administrator" else 403)


def test_nothing_restricted_costs_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert not restrictions.current()
