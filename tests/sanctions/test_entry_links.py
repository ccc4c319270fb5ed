"""Entries of lists are suggested for entities, linked by editors, and let go again."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from sanctions import entry_links, listed_names
from sanctions.models import ListEntry
from tests import admin_site, factories
from tracker.models import Document, NotTheSame

pytestmark = pytest.mark.django_db


def listed(*spellings, kind="organisation", **values):
    entry = factories.ListEntryFactory(kind=kind, name=spellings[0], **values)
    names = [{"text": t, "script": "Latn", "kind": "alias"} for t in spellings]
    factories.EntryVersionFactory(
        entry=entry, kind=kind, name=spellings[0], body={"names": names}
    )
    listed_names.refresh()
    return entry


@pytest.fixture
def entity():
    return factories.EntityFactory(
        kind="organisation", main_name__text="Belaruskali", cited=True
    )


def suggested(entity):
    return [one.entry for one in entry_links.candidates(entity)]


def page_of(entity):
    return reverse("admin:sanctions_entity_entries", args=[entity.pk])


def decide(client, entity, entry, decision):
    return client.post(
        page_of(entity), {"entry": str(entry.pk), "decision": decision}, follow=True
    ).content.decode()


def test_an_entry_of_the_same_name_in_another_script_is_suggested(entity):
    entry = listed("Беларуськалий")
    listed("Grodno Azot")

    (one,) = entry_links.candidates(entity)

    assert one.entry == entry
    assert (one.asked, one.spelling) == ("Belaruskali", "Беларуськалий")


def test_a_person_is_not_suggested_for_a_company(entity):
    listed("Belaruskali", kind="person")

    assert suggested(entity) == []


def test_an_entry_of_another_entity_is_not_suggested(entity):
    listed("Belaruskali", entity=factories.EntityFactory())

    assert suggested(entity) == []


def test_what_is_accepted_says_when_the_entity_was_listed(client, entity):
    entry = listed("BELARUSKALI")
    factories.ListingPeriodFactory(
        entry=entry, programme="BELARUS", began_on=dt.date(2022, 1, 1)
    )
    admin_site.sign_in(client, administrator=True)

    text = decide(client, entity, entry, "accept")

    entry.refresh_from_db()
    assert entry.entity == entity
    assert "is linked" in text
    row = Document.objects.get(kind="entity", slug=entity.slug)
    listings = json.loads(bytes(row.body))["listings"]
    assert [one["key"] for one in listings] == [entry.key]


def test_a_link_is_taken_back(client, entity):
    entry = listed("BELARUSKALI")
    admin_site.sign_in(client, administrator=True)
    decide(client, entity, entry, "accept")

    decide(client, entity, entry, "let_go")

    entry.refresh_from_db()
    assert entry.entity is None
    assert suggested(entity) == [entry]


def test_a_rejection_is_remembered_and_taken_back(client, entity):
    entry, other = listed("BELARUSKALI"), factories.EntityFactory()
    admin_site.sign_in(client, administrator=True)

    decide(client, entity, entry, "reject")

    assert suggested(entity) == []
    assert list(entry_links.rejected_entries(other)) == []
    decide(client, entity, entry, "forget")
    assert suggested(entity) == [entry]
    assert not NotTheSame.objects.exists()


def test_who_accepts_after_all_is_believed(entity):
    entry, user = listed("BELARUSKALI"), factories.UserFactory()
    entry_links.reject(user, entity, entry)

    entry_links.accept(entity, entry)

    assert list(entity.entries.all()) == [entry]
    assert not NotTheSame.objects.exists()


def test_an_entry_that_somebody_else_linked_is_not_taken_away(client, entity):
    other = factories.EntityFactory()
    entry = listed("BELARUSKALI", entity=other)
    admin_site.sign_in(client, administrator=True)

    text = decide(client, entity, entry, "accept")

    assert "is linked to" in text
    assert ListEntry.objects.get().entity == other


@pytest.mark.parametrize("key", ["", "x", "999999", "9" * 30, "²"])
def test_an_unknown_entry_is_an_error(client, entity, key):
    admin_site.sign_in(client, administrator=True)

    response = client.post(
        page_of(entity), {"entry": key, "decision": "accept"}, follow=True
    )

    assert "There is no such entry." in response.content.decode()


def test_who_may_only_look_decides_nothing(client, entity):
    entry = listed("BELARUSKALI")
    admin_site.sign_in(client, "sanctions.view_entity")

    text = client.get(page_of(entity)).content.decode()
    response = client.post(page_of(entity), {"entry": entry.pk, "decision": "accept"})

    assert "BELARUSKALI" in text
    assert 'name="decision"' not in text
    assert response.status_code == 403


def test_the_form_of_an_entity_leads_to_its_entries(client, entity):
    admin_site.sign_in(client, administrator=True)

    text = client.get(
        reverse("admin:sanctions_entity_change", args=[entity.pk])
    ).content.decode()

    assert page_of(entity) in text
