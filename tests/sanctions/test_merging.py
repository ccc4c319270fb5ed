import pytest

from sanctions.models import Entity
from tests import admin_site, desk, factories

pytestmark = pytest.mark.django_db


def test_entities_are_merged_with_names_listings_and_acts():
    kept = factories.EntityFactory(main_name__text="Example Company")
    gone = factories.EntityFactory(main_name__text="Example Company Ltd")
    action = factories.ActionFactory()
    factories.ActionEntityFactory(action=action, entity=gone)
    factories.ListingFactory(entity=gone)
    factories.IdentifierFactory(entity=gone)
    url = admin_site.address(Entity, "join", kept.pk, gone.pk)
    client = desk.somebody("publisher")
    assert client.get(url).status_code == 200

    client.post(url)

    assert [n.text for n in kept.names.all()] == [
        "Example Company",
        "Example Company Ltd",
    ]
    assert (kept.listings.count(), kept.identifiers.count()) == (1, 1)
    assert [named.entity for named in action.named.all()] == [kept]


def test_entities_are_suggested_by_name():
    factories.EntityFactory(main_name__text="Example Trading House")
    factories.EntityFactory(main_name__text="Example Trading House LLC")

    page = desk.somebody("viewer").get(admin_site.address(Entity, "duplicates"))

    assert len(page.context["pairs"]) == 1
