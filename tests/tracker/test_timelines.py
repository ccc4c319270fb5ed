"""The history page: every change with who, when and why; and taking it back."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests import admin_site, desk, factories
from tracker import published, timelines
from tracker.models import Party, Person, PersonName, Proposal

pytestmark = pytest.mark.django_db


def history_of(client, row):
    return client.get(admin_site.address(type(row), "history", row.pk))


def restore(client, row, **data):
    return client.post(
        admin_site.address(type(row), "history", row.pk), data, follow=True
    )


def told(response):
    return [
        (entry.who, entry.why, [(x.field, x.before, x.after) for x in lines])
        for entry, lines in response.context["told"]
    ]


def test_an_edit_is_told_with_who_and_why_field_by_field():
    party = factories.PartyFactory(name="before")
    client = desk.somebody("publisher")
    desk.change(client, party, name="after", **{"desk-why": "the source says so"})

    response = history_of(desk.somebody("viewer"), party)

    assert (
        client.user.username,
        "the source says so",
        [("name", "before", "after")],
    ) in told(response)


@pytest.mark.django_db(transaction=True)
def test_sql_by_hand_is_told_as_such():
    party = factories.PartyFactory(name="before")
    with published.writing(), connection.cursor() as cursor:
        cursor.execute("UPDATE tracker_party SET name = 'by hand'")

    entries = timelines.timeline(Party, party.pk)

    assert entries[-1].who == "database by hand"
    assert [(c.field, c.before, c.after) for c in entries[-1].changes] == [
        ("name", "before", "by hand")
    ]


def test_a_load_is_told_by_its_command():
    call_command("load_reference")
    party = Party.objects.get(code="DE")

    assert [e.who for e in timelines.timeline(Party, party.pk)] == ["load_reference"]


def test_a_proposal_is_told_with_both_people():
    party = factories.PartyFactory(name="before")
    editor, publisher = desk.somebody("editor"), desk.somebody("publisher")
    desk.change(editor, party, name="after")
    url = admin_site.address(Proposal, "change", Proposal.objects.get().pk)
    publisher.post(url, {"approve": "yes"})

    entries = timelines.timeline(Party, party.pk)

    who = f"{publisher.user.username}, proposed by {editor.user.username}"
    assert who in {entry.who for entry in entries}


def test_parts_that_were_removed_are_told():
    person = factories.PersonFactory(cited=True)
    factories.PersonNameFactory(person=person, text="Person B", kind="alias")
    client = desk.somebody("publisher")
    form = desk.opened(client, person)
    place = next(k for k, v in form.items() if v == "Person B")
    desk.save(client, person, form, **{place.replace("text", "DELETE"): "on"})

    text = history_of(client, person).content.decode()

    assert "Person B" in text
    assert not PersonName.objects.filter(text="Person B").exists()


def entry_of(client, row, field):
    """The entry and change that last touched a field."""
    for entry, lines in history_of(client, row).context["told"]:
        for line in lines:
            if line.change.field == field:
                return entry.key, line.change.name
    raise AssertionError(field)


def test_one_field_is_taken_back_as_a_new_change():
    party = factories.PartyFactory(name="before", note="note A")
    client = desk.somebody("publisher")
    desk.change(client, party, name="after", note="note B")
    entry, line = entry_of(client, party, "name")

    restore(client, party, entry=entry, line=line)

    party.refresh_from_db()
    assert (party.name, party.note) == ("before", "note B")


def test_a_field_of_a_public_record_is_restored_by_proposal_only():
    party = factories.PartyFactory(name="before")
    desk.change(desk.somebody("publisher"), party, name="after")
    editor = desk.somebody("editor")
    entry, line = entry_of(editor, party, "name")

    restore(editor, party, entry=entry, line=line)

    assert Party.objects.get().name == "after"
    assert Proposal.objects.exists()


def test_a_viewer_restores_nothing():
    party = factories.PartyFactory(name="before")
    desk.change(desk.somebody("publisher"), party, name="after")
    viewer = desk.somebody("viewer")
    entry, line = entry_of(viewer, party, "name")

    response = restore(viewer, party, entry=entry, line=line)

    assert response.status_code == 403
    assert Party.objects.get().name == "after"


@pytest.mark.django_db(transaction=True)
def test_a_whole_record_goes_back_to_an_earlier_state_with_its_parts():
    person = factories.PersonFactory(cited=True, main_name__text="Person A")
    client = desk.somebody("publisher")
    first = timelines.timeline(Person, person.pk)[-1].key
    form = desk.opened(client, person)
    desk.save(client, person, form, note="note B", **{"names-0-text": "Person B"})

    restore(client, person, entry=first)

    person.refresh_from_db()
    assert (person.note, person.names.get().text) == ("", "Person A")
    assert len(timelines.timeline(Person, person.pk)) == 3


@pytest.mark.django_db(transaction=True)
def test_a_deleted_record_comes_back_with_its_parts_and_keys():
    person = factories.PersonFactory(draft=True, cited=True, main_name__text="A")
    citation = person.citations.get().pk
    admin = desk.somebody("administrator")
    admin.post(admin_site.address(Person, "delete", person.pk), {"post": "yes"})
    assert not Person.objects.exists()
    listed = admin.get(admin_site.address(Person, "deleted")).content.decode()
    assert person.slug in listed

    page = history_of(admin, person)
    restore(admin, person, entry=page.context["told"][0][0].key, before="yes")

    again = Person.objects.get()
    assert (again.pk, again.slug, again.names.get().text) == (
        person.pk,
        person.slug,
        "A",
    )
    assert again.citations.get().pk == citation


def test_history_of_a_step_is_that_of_its_concession():
    concession = factories.ConcessionFactory(cited=True, offered=True)
    client = desk.somebody("viewer")

    response = history_of(client, concession.steps.get())

    assert response.context["original"] == concession


def test_a_history_of_many_entries_takes_no_more_queries():
    person = factories.PersonFactory(cited=True)
    client = desk.somebody("viewer")
    url = admin_site.address(Person, "history", person.pk)
    client.get(url)
    _, before = admin_site.page(client, url)
    for number in range(5):
        factories.PersonNameFactory(person=person, text=f"P {number}", kind="alias")

    _, after = admin_site.page(client, url)

    assert after == before


def test_an_account_that_did_something_is_not_deleted():
    party = factories.PartyFactory(name="before")
    client = desk.somebody("publisher")
    desk.change(client, party, name="after")
    admin = desk.somebody("administrator")
    url = admin_site.address(type(client.user), "delete", client.user.pk)

    response = admin.post(url, {"post": "yes"})

    assert response.status_code == 403
    assert type(client.user).objects.filter(pk=client.user.pk).exists()


def test_a_deactivated_account_stays_named_in_history():
    party = factories.PartyFactory(name="before")
    client = desk.somebody("publisher")
    desk.change(client, party, name="after")
    type(client.user).objects.filter(pk=client.user.pk).update(is_active=False)

    response = history_of(desk.somebody("viewer"), party)

    assert client.user.username in {who for who, _, _ in told(response)}
