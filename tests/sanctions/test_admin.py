import pytest

from sanctions.models import Action, Edition
from tests import admin_site, factories

pytestmark = pytest.mark.django_db


# Queries of a changelist and of an empty form, however many rows there are.
@pytest.mark.parametrize(
    ("factory", "changelist", "add"),
    [
        (factories.ActionFactory, 5, 2),
        (factories.AuthorityFactory, 5, 2),
        (factories.ChangeFactory, 5, None),
        (factories.EditionFactory, 5, None),
        (factories.EntityFactory, 5, 2),
        (factories.ProgrammeFactory, 5, 2),
    ],
)
def test_pages_open_in_few_queries(client, factory, changelist, add):
    admin_site.assert_pages(client, factory, changelist=changelist, add=add)


def test_an_act_is_entered_with_its_dates_and_a_citation(client):
    authority, source = factories.AuthorityFactory(), factories.SourceFactory()
    admin_site.sign_in(client, administrator=True)

    client.post(
        admin_site.address(Action, "add"),
        {
            "slug": "action-a",
            "authority": str(authority.pk),
            "kind": "general_licence",
            "reported_as": "lifted",
            "announced_on": "2025-09",
            "effective_on": "2025-09-11",
            "state": "published",
            **admin_site.no_parts("named"),
            **admin_site.one_citation(source),
        },
    )

    action = Action.objects.get()
    assert (action.kind, action.reported_as) == ("general_licence", "lifted")
    assert action.citations.get().locator == "41"


def decide(client, edition, action):
    return client.post(
        admin_site.address(Edition, "changelist"),
        {"action": action, "_selected_action": [str(edition.pk)]},
        follow=True,
    ).content.decode()


def test_an_editor_refuses_a_held_edition(client):
    edition = factories.EditionFactory()
    admin_site.sign_in(client, administrator=True)

    text = decide(client, edition, "refuse_held")

    edition.refresh_from_db()
    assert edition.state == "refused"
    assert "is refused" in text


def test_an_edition_without_its_entries_cannot_be_accepted(client):
    edition = factories.EditionFactory()
    admin_site.sign_in(client, administrator=True)

    text = decide(client, edition, "accept_held")

    edition.refresh_from_db()
    assert edition.state == "held"
    assert "is not held" in text


def test_the_form_of_an_edition_changes_nothing(client):
    edition = factories.EditionFactory(entries_count=1)
    admin_site.sign_in(client, administrator=True)

    client.post(
        admin_site.address(Edition, "change", edition.pk),
        {"state": "accepted", "entries_count": "2"},
    )

    edition.refresh_from_db()
    assert (edition.state, edition.entries_count) == ("held", 1)


def test_a_listing_is_called_by_its_entity_without_more_queries(client):
    entity = factories.EntityFactory()
    factories.ListingFactory(entity=entity)
    admin_site.sign_in(client, administrator=True)
    url = admin_site.address(type(entity), "change", entity.pk)
    client.get(url)  # loads what Django keeps
    _, before = admin_site.page(client, url)

    for _ in range(3):
        factories.ListingFactory(entity=entity)
    _, after = admin_site.page(client, url)

    assert after == before
