import datetime as dt

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_an_entity_is_called_by_its_first_name():
    entity = factories.EntityFactory(main_name=None)
    factories.EntityNameFactory(entity=entity, text="Entity B", position=1)
    factories.EntityNameFactory(entity=entity, text="Entity A", position=0)

    assert str(entity) == "Entity A"


def test_an_entity_without_a_name_is_called_by_its_slug():
    assert str(factories.EntityFactory(slug="entity-a", nameless=True)) == "entity-a"


def test_a_listing_lasts_while_it_has_no_end():
    listing = factories.ListingFactory(listed_on="2025-09-11")

    listing.refresh_from_db()

    assert listing.listed_on_earliest == dt.date(2025, 9, 11)
    assert listing.delisted_on_latest is None
