import pytest

from tests import admin_site, desk, factories
from tracker.models import (
    Document,
    Party,
    Person,
    PersonName,
    Proposal,
    Remark,
    Source,
)

pytestmark = pytest.mark.django_db


def page_of(client, proposal):
    return client.get(admin_site.address(Proposal, "change", proposal.pk))


def decide(client, proposal, **data):
    url = admin_site.address(Proposal, "change", proposal.pk)
    return client.post(url, data, follow=True)


def test_an_edit_of_a_published_record_with_its_parts_waits_as_one():
    person = factories.PersonFactory(cited=True, main_name__text="Person A")
    editor, publisher = desk.somebody("editor"), desk.somebody("publisher")
    form = desk.opened(editor, person)
    form |= {
        "names-TOTAL_FORMS": "2",
        "names-1-text": "Person B",
        "names-1-kind": "alias",
        "names-1-script": "Latn",
        "names-1-position": "1",
        "citations-0-locator": "42",
        "note": "note B",
        "desk-why": "the source says so",
    }

    desk.save(editor, person, form)

    person.refresh_from_db()
    assert (person.note, person.names.count()) == ("", 1)
    proposal = Proposal.objects.get()
    assert (proposal.reason, proposal.proposed_by) == (
        "the source says so",
        editor.user,
    )
    text = page_of(publisher, proposal).content.decode()
    assert all(word in text for word in ("note B", "Person B", "42"))
    decide(publisher, proposal, approve="yes")
    person.refresh_from_db()
    assert person.note == "note B"
    assert [name.text for name in person.names.all()] == ["Person A", "Person B"]
    assert person.citations.get().locator == "42"
    assert b"note B" in bytes(Document.objects.get(kind="person").body)


def test_an_edit_that_changes_nothing_is_no_proposal():
    party = factories.PartyFactory()

    desk.change(desk.somebody("editor"), party)

    assert not Proposal.objects.exists()


def test_an_edit_that_breaks_a_constraint_is_no_proposal():
    party = factories.PartyFactory()

    response = desk.change(desk.somebody("editor"), party, name="")

    assert "Say what the party is called." in response.content.decode()
    assert not Proposal.objects.exists()


def test_what_changed_elsewhere_in_the_record_stays():
    person = factories.PersonFactory(cited=True, note="note A")
    desk.change(desk.somebody("editor"), person, **{"citations-0-locator": "42"})
    publisher = desk.somebody("publisher")
    desk.change(publisher, person, note="note B")

    decide(publisher, Proposal.objects.get(), approve="yes")

    person.refresh_from_db()
    assert (person.note, person.citations.get().locator) == ("note B", "42")


@pytest.mark.parametrize(
    ("choice", "expected"), [("take", "note B"), ("keep", "note C")]
)
def test_a_conflict_is_decided_field_by_field(choice, expected):
    party = factories.PartyFactory(note="note A")
    desk.change(desk.somebody("editor"), party, note="note B")
    publisher = desk.somebody("publisher")
    desk.change(publisher, party, note="note C")
    proposal = Proposal.objects.get()

    response = decide(publisher, proposal, approve="yes")

    assert "Choose which stays" in response.content.decode()
    party.refresh_from_db()
    assert party.note == "note C"
    name = f"tracker.party/{party.pk}/note"
    decide(publisher, proposal, approve="yes", **{name: choice})
    party.refresh_from_db()
    assert party.note == expected
    proposal.refresh_from_db()
    assert proposal.state == "approved"


def test_a_part_that_is_gone_meanwhile_is_a_conflict():
    person = factories.PersonFactory(cited=True)
    name = factories.PersonNameFactory(person=person, text="Person B", kind="alias")
    editor, publisher = desk.somebody("editor"), desk.somebody("publisher")
    form = desk.opened(editor, person)
    place = next(k for k, v in form.items() if v == "Person B")
    desk.save(editor, person, form, **{place: "Person C"})
    form = desk.opened(publisher, person)
    desk.save(publisher, person, form, **{place.replace("text", "DELETE"): "on"})
    assert not PersonName.objects.filter(pk=name.pk).exists()

    response = decide(publisher, Proposal.objects.get(), approve="yes")

    assert "Choose which stays" in response.content.decode()


def test_nobody_decides_about_their_own_proposal(monkeypatch):
    party = factories.PartyFactory(name="before")
    editor = desk.somebody("editor")
    desk.change(editor, party, name="after")
    editor.user.groups.add(desk.Group.objects.get(name="publisher"))

    response = decide(editor, Proposal.objects.get(), approve="yes")

    assert "Somebody else decides about your proposal." in response.content.decode()
    party.refresh_from_db()
    assert party.name == "before"


def test_a_refusal_says_why_and_changes_nothing():
    party = factories.PartyFactory(name="before")
    desk.change(desk.somebody("editor"), party, name="after")
    proposal, publisher = Proposal.objects.get(), desk.somebody("publisher")

    without = decide(publisher, proposal, refuse="yes")
    decide(publisher, proposal, refuse="yes", answer="not so")

    assert "Say why you refuse it." in without.content.decode()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("refused", "not so")
    assert Party.objects.get().name == "before"


def test_a_decision_is_made_once():
    party = factories.PartyFactory(name="before")
    desk.change(desk.somebody("editor"), party, name="after")
    proposal, publisher = Proposal.objects.get(), desk.somebody("publisher")
    decide(publisher, proposal, refuse="yes", answer="not so")

    response = decide(publisher, proposal, approve="yes")

    assert "It is refused already." in response.content.decode()
    assert Party.objects.get().name == "before"


def test_its_author_takes_a_proposal_back_and_nobody_else():
    party = factories.PartyFactory()
    editor = desk.somebody("editor")
    desk.change(editor, party, name="after")
    proposal = Proposal.objects.get()

    decide(desk.somebody("publisher"), proposal, take_back="yes")
    proposal.refresh_from_db()
    before = proposal.state
    decide(editor, proposal, take_back="yes")

    proposal.refresh_from_db()
    assert (before, proposal.state) == ("waiting", "taken_back")


def test_proposals_are_talked_about():
    party = factories.PartyFactory()
    editor = desk.somebody("editor")
    desk.change(editor, party, name="after")
    proposal = Proposal.objects.get()

    decide(desk.somebody("contributor"), proposal, comment="yes", answer="look twice")
    viewer = desk.somebody("viewer")
    refused = decide(viewer, proposal, comment="yes", answer="me too")

    assert refused.status_code == 403
    assert Remark.objects.get().text == "look twice"
    assert "look twice" in page_of(viewer, proposal).content.decode()


def test_a_record_says_that_an_edit_of_it_waits():
    party = factories.PartyFactory()
    desk.change(desk.somebody("editor"), party, name="after")
    url = admin_site.address(Party, "change", party.pk)

    text = desk.somebody("publisher").get(url).content.decode()

    assert admin_site.address(Proposal, "change", Proposal.objects.get().pk) in text


def test_a_withdrawal_can_be_proposed():
    party = factories.PartyFactory()
    desk.change(desk.somebody("editor"), party, state="withdrawn")

    decide(desk.somebody("publisher"), Proposal.objects.get(), approve="yes")

    party.refresh_from_db()
    assert party.state == "withdrawn"
    assert not Document.objects.exists()


def test_bulk_page_says_what_will_happen_and_writes_nothing():
    draft, public = factories.PartyFactory(draft=True), factories.PartyFactory()

    response = desk.act(desk.somebody("publisher"), "publish", [draft, public])

    context = response.context
    assert [move.row for move in context["moved"]] == [draft]
    assert [(m.row, m.refusal) for m in context["refused"]] == [
        (public, "It is published already.")
    ]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_withheld_name_is_not_published_in_bulk():
    factories.PersonFactory(withheld=True, main_name__text="Person Withheld")
    source = factories.SourceFactory(draft=True, title="About Person Withheld")

    desk.act(desk.somebody("publisher"), "publish", [source], confirm="yes")

    assert Source.objects.get(pk=source.pk).state == "draft"


def test_a_withheld_name_is_not_proposed_for_publication():
    factories.PersonFactory(withheld=True, main_name__text="Person Withheld")
    party = factories.PartyFactory()

    desk.change(desk.somebody("editor"), party, note="About Person Withheld.")

    assert not Proposal.objects.exists()


# Edits that need a second person


def test_a_publisher_withholds_no_name_alone():
    person = factories.PersonFactory(cited=True)
    publisher = desk.somebody("publisher")

    desk.change(publisher, person, is_name_withheld="on")

    person.refresh_from_db()
    assert not person.is_name_withheld
    assert Proposal.objects.get().flags == ["withheld name"]
    decide(desk.somebody("publisher"), Proposal.objects.get(), approve="yes")
    person.refresh_from_db()
    assert person.is_name_withheld


def test_a_draft_without_a_citation_is_published_by_somebody_else():
    person = factories.PersonFactory(draft=True)
    author, other = desk.somebody("publisher"), desk.somebody("publisher")
    Person.objects.filter(pk=person.pk).update(note="")
    form = desk.opened(author, person) | {
        "citations-TOTAL_FORMS": "1",
        **admin_site.one_citation(factories.SourceFactory()),
    }
    desk.save(author, person, form, is_name_withheld="on")

    by_author = desk.act(author, "publish", [person])
    by_other = desk.act(other, "publish", [person])

    assert "Somebody else has to publish" in by_author.context["refused"][0].refusal
    assert by_other.context["refused"] == []


def test_a_record_that_needs_somebody_else_is_saved_and_waits_in_review():
    person = factories.PersonFactory(draft=True, cited=True)
    author = desk.somebody("publisher")

    desk.change(author, person, state="published", is_name_withheld="on")

    person.refresh_from_db()
    assert (person.state, person.is_name_withheld) == ("in_review", True)
