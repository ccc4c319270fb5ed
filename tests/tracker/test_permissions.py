"""What each role may do, as one table, over HTTP."""

import pytest

from tests import admin_site, desk, factories
from tracker.models import Party, Proposal, Remark

pytestmark = pytest.mark.django_db

STATES = ("draft", "in_review", "published", "withdrawn")
EDITED, PROPOSED, REFUSED = "edited", "proposed", "refused"


def expected_edit(role, state, *, is_own):
    if role == "viewer":
        return REFUSED
    if role in ("publisher", "administrator"):
        return EDITED
    if state in ("published", "withdrawn"):
        return PROPOSED
    return EDITED if role == "editor" or is_own else REFUSED


def party_of(client, state, *, is_own):
    """A party in a state, entered by the client or by somebody else."""
    if not is_own:
        return factories.PartyFactory(name="before", state=state)
    author = client if client.role != "viewer" else desk.somebody("contributor")
    response = author.post(
        admin_site.address(Party, "add"),
        {"code": "own-party", "kind": "bloc", "name": "before", "state": "draft"},
    )
    assert response.status_code == 302
    Party.objects.filter(code="own-party").update(state=state)
    return Party.objects.get(code="own-party")


@pytest.mark.parametrize("is_own", [True, False], ids=["own", "other's"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", desk.ROLES)
def test_who_edits_what(role, state, is_own):
    client = desk.somebody(role)
    client.role = role
    with factories.published.writing():
        party = party_of(client, state, is_own=is_own)

    page = client.get(admin_site.address(Party, "change", party.pk))
    form = admin_site.form_of(page) if "base" in page.context else {}
    saved = desk.save(client, party, form, name="after")

    party.refresh_from_db()
    seen = REFUSED
    if party.name == "after":
        seen = EDITED
    elif Proposal.objects.filter(record_key=party.pk).exists():
        seen = PROPOSED
    assert seen == expected_edit(role, state, is_own=is_own)
    assert saved.status_code == (403 if seen == REFUSED else 302)


MOVES = {
    "send_to_review": ("draft", "in_review"),
    "send_back": ("in_review", "draft"),
    "publish": ("in_review", "published"),
    "withdraw": ("published", "withdrawn"),
}


@pytest.mark.parametrize("action", MOVES)
@pytest.mark.parametrize("role", desk.ROLES)
def test_who_moves_what(role, action):
    before, after = MOVES[action]
    party = factories.PartyFactory(state=before)
    client = desk.somebody(role)

    desk.act(client, action, [party], confirm="yes", comment="placeholder")

    party.refresh_from_db()
    may = {
        "send_to_review": ("editor", "publisher", "administrator"),
        "send_back": ("editor", "publisher", "administrator"),
    }.get(action, ("publisher", "administrator"))
    assert party.state == (after if role in may else before)
    remarks = list(Remark.objects.values_list("state_before", "state_after", "text"))
    assert remarks == ([(before, after, "placeholder")] if role in may else [])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", desk.ROLES)
def test_only_administrators_delete_and_only_what_was_never_public(role, state):
    party = factories.PartyFactory(state=state)
    client = desk.somebody(role)

    client.post(admin_site.address(Party, "delete", party.pk), {"post": "yes"})

    may = role == "administrator" and state in ("draft", "in_review")
    assert Party.objects.exists() is not may


@pytest.mark.parametrize("role", desk.ROLES)
def test_who_decides_about_a_proposal(role):
    party = factories.PartyFactory(name="before")
    desk.change(desk.somebody("editor"), party, name="after")
    proposal = Proposal.objects.get()
    client = desk.somebody(role)

    client.post(admin_site.address(Proposal, "change", proposal.pk), {"approve": "yes"})

    party.refresh_from_db()
    may = role in ("publisher", "administrator")
    assert party.name == ("after" if may else "before")


@pytest.mark.parametrize("role", desk.ROLES)
def test_a_form_offers_the_states_that_a_role_can_choose(role):
    party = factories.PartyFactory(draft=True)
    client = desk.somebody(role)

    response = client.get(admin_site.address(Party, "change", party.pk))

    fields = response.context["adminform"].form.fields
    offered = [key for key, _ in fields["state"].choices] if "state" in fields else []
    assert offered == {
        "editor": ["draft", "in_review"],
        "publisher": ["draft", "in_review", "published"],
        "administrator": ["draft", "in_review", "published"],
    }.get(role, [])


def test_publishing_by_hand_made_request_is_no_way_around():
    party = factories.PartyFactory(draft=True)
    client = desk.somebody("editor")

    desk.change(client, party, state="published")

    party.refresh_from_db()
    assert party.state == "draft"
