"""Two people, or a person and a load, change one record at the same time."""

import pytest

from tests import admin_site, desk, factories
from tracker import published
from tracker.models import Party, Person, PersonName

pytestmark = pytest.mark.django_db


def merge(client, response, **choices):
    """Choose on the page where two edits meet."""
    context = response.context
    data = {
        "desk-merge": context["sealed"],
        "desk-now": context["digest"],
        **{
            line.change.name: choices.get(line.change.field or line.row, "mine")
            for line, _, _ in context["pairs"]
        },
    }
    return client.post(context["action"], data)


def test_a_stale_form_is_not_saved_and_both_edits_are_shown():
    party = factories.PartyFactory(name="before", note="note")
    first, second = desk.somebody("publisher"), desk.somebody("publisher")
    form = desk.opened(first, party)
    desk.change(second, party, name="theirs")

    response = desk.save(first, party, form, name="mine", note="my note")

    assert response.status_code == 409
    assert [
        (line.change.field, line.before, line.after, other and other.after, conflict)
        for line, other, conflict in response.context["pairs"]
    ] == [
        ("name", "before", "mine", "theirs", True),
        ("note", "note", "my note", None, False),
    ]
    party.refresh_from_db()
    assert (party.name, party.note) == ("theirs", "note")


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_what_was_chosen_is_saved_and_the_rest_stays(choice):
    party = factories.PartyFactory(name="before", kind="bloc")
    first, second = desk.somebody("publisher"), desk.somebody("publisher")
    form = desk.opened(first, party)
    desk.change(second, party, name="theirs", kind="company")

    response = desk.save(first, party, form, name="mine", note="my note")
    merge(first, response, name=choice)

    party.refresh_from_db()
    assert (party.name, party.note, party.kind) == (choice, "my note", "company")


def test_a_choice_is_asked_for_again_when_the_record_moves_once_more():
    party = factories.PartyFactory(name="before")
    first, second = desk.somebody("publisher"), desk.somebody("publisher")
    form = desk.opened(first, party)
    desk.change(second, party, name="theirs")
    response = desk.save(first, party, form, name="mine")
    desk.change(second, party, name="theirs again")

    again = merge(first, response)

    assert again.status_code == 409
    assert again.context["pairs"][0][1].after == "theirs again"
    assert merge(first, again).status_code == 302
    assert Party.objects.get().name == "mine"


def test_parts_that_others_add_change_and_remove_meet_mine():
    person = factories.PersonFactory(cited=True, main_name__text="Person A")
    factories.PersonNameFactory(person=person, text="Person B", kind="alias")
    gone = factories.PersonNameFactory(person=person, text="Person C", kind="alias")
    first, second = desk.somebody("publisher"), desk.somebody("publisher")
    form = desk.opened(first, person)
    place = {v: k for k, v in form.items() if k.endswith("-text")}
    with published.writing():
        gone.delete()
        PersonName.objects.create(
            person=person, text="Person D", kind="alias", script="Latn"
        )
    total = int(form["names-TOTAL_FORMS"])
    form |= {
        place["Person A"]: "Person A1",
        place["Person B"].replace("text", "DELETE"): "on",
        "names-TOTAL_FORMS": str(total + 1),
        f"names-{total}-text": "Person E",
        f"names-{total}-kind": "alias",
        f"names-{total}-script": "Latn",
        f"names-{total}-position": "9",
    }

    response = desk.save(first, person, form)

    assert response.status_code == 409
    assert [line.row for line in response.context["alone"]]
    merge(first, response)
    assert {name.text for name in person.names.all()} == {
        *("Person A1", "Person D", "Person E")
    }
    assert second.user != first.user


def test_a_form_with_errors_that_is_stale_keeps_what_was_typed():
    party = factories.PartyFactory(name="before")
    first, second = desk.somebody("publisher"), desk.somebody("publisher")
    form = desk.opened(first, party)
    desk.change(second, party, note="theirs")

    response = desk.save(first, party, form, name="", note="mine")

    assert response.status_code == 200
    again = admin_site.form_of(response)
    assert again["note"] == "mine"
    assert desk.save(first, party, again, name="after").status_code == 409
    assert Party.objects.get().note == "theirs"


def test_a_record_deleted_meanwhile_is_said_to_be_gone():
    party = factories.PartyFactory(draft=True)
    first = desk.somebody("publisher")
    form = desk.opened(first, party)
    with published.writing():
        party.delete()

    response = desk.save(first, factories.tracker.Party(pk=form_key(form)), form)

    assert response.status_code == 302
    assert not Party.objects.exists()


def form_key(form):
    from tracker.edits import SALT, signing

    return signing.loads(form["desk-base"], salt=SALT)[1][0]["key"]


@pytest.mark.parametrize("base", ["", "x", "of another user"])
def test_a_form_that_does_not_say_what_it_was_made_from_is_refused(base):
    party = factories.PartyFactory(name="before")
    first, second = desk.somebody("publisher"), desk.somebody("publisher")
    form = desk.opened(first, party)
    if base == "of another user":
        base = desk.opened(second, party)["desk-base"]

    desk.save(first, party, {**form, "desk-base": base}, name="after")

    assert Party.objects.get().name == "before"


def test_a_merged_edit_of_one_who_does_not_publish_is_a_proposal():
    party = factories.PartyFactory(name="before")
    editor, publisher = desk.somebody("editor"), desk.somebody("publisher")
    form = desk.opened(editor, party)
    desk.change(publisher, party, note="theirs")

    merge(editor, desk.save(editor, party, form, name="mine"))

    proposal = factories.tracker.Proposal.objects.get()
    assert proposal.before["rows"]["tracker.party"][str(party.pk)]["note"] == "theirs"
    assert Party.objects.get().name == "before"


def test_a_merge_of_somebody_else_is_not_finished():
    party = factories.PartyFactory(name="before")
    first, second = desk.somebody("publisher"), desk.somebody("publisher")
    form = desk.opened(first, party)
    desk.change(second, party, name="theirs")

    response = desk.save(first, party, form, name="mine")

    assert merge(second, response).status_code == 403
    assert Party.objects.get().name == "theirs"


def test_equal_parts_added_by_both_are_one():
    person = factories.PersonFactory(cited=True)
    first, second = desk.somebody("publisher"), desk.somebody("publisher")
    forms = [desk.opened(client, person) for client in (first, second)]
    added = {
        "names-TOTAL_FORMS": "2",
        "names-1-text": "Person B",
        "names-1-kind": "alias",
        "names-1-script": "Latn",
        "names-1-position": "1",
    }
    desk.save(second, person, forms[1], **added)

    response = desk.save(first, person, forms[0], **added, note="mine")
    merge(first, response)

    assert Person.objects.get().note == "mine"
    assert person.names.filter(text="Person B").count() == 1
