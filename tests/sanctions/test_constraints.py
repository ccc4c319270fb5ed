import datetime as dt

import pytest

from tests import constraints, factories
from tests.constraints import UNKNOWN, twice

pytestmark = pytest.mark.django_db

BREAKS = {
    **constraints.of_citation(factories.ActionCitationFactory),
    **constraints.of_citation(factories.EntityCitationFactory),
    "action_expires_after_it_begins": lambda: factories.ActionFactory(
        effective_on="2020-02", expires_on="2020-01"
    ),
    "action_kind_known": lambda: factories.ActionFactory(kind=UNKNOWN),
    "action_not_reversing_itself": lambda: factories.ActionFactory(id=1, reverses_id=1),
    "action_state_known": lambda: factories.ActionFactory(state=UNKNOWN),
    "actionentity_once": lambda: twice(factories.ActionEntityFactory()),
    "change_kind_known": lambda: factories.ChangeFactory(kind=UNKNOWN),
    "change_once": lambda: twice(factories.ChangeFactory()),
    "edition_once": lambda: twice(factories.EditionFactory()),
    "edition_state_known": lambda: factories.EditionFactory(state=UNKNOWN),
    "edition_position_once": lambda: (
        factories.EditionFactory(position=1),
        factories.EditionFactory(position=1),
    ),
    "entity_kind_known": lambda: factories.EntityFactory(kind=UNKNOWN),
    "entity_state_known": lambda: factories.EntityFactory(state=UNKNOWN),
    "entityname_once": lambda: twice(factories.EntityNameFactory()),
    "entryversion_kind_known": lambda: factories.EntryVersionFactory(kind=UNKNOWN),
    "entryversion_once": lambda: twice(factories.EntryVersionFactory()),
    "entryversion_since_before_until": lambda: factories.EntryVersionFactory(
        since=2, until=2
    ),
    "identifier_once": lambda: twice(factories.IdentifierFactory()),
    "listing_ends_after_it_begins": lambda: factories.ListingFactory(
        listed_on="2020-02", delisted_on="2020-01"
    ),
    "listing_once": lambda: twice(factories.ListingFactory()),
    "listentry_kind_known": lambda: factories.ListEntryFactory(kind=UNKNOWN),
    "listentry_once": lambda: (
        factories.ListEntryFactory(key="1", slug="list-a-1"),
        factories.ListEntryFactory(key="1", slug="list-a-one"),
    ),
    "listingperiod_began_ordered": lambda: factories.ListingPeriodFactory(
        began_after=dt.date(2020, 1, 2), began_on=dt.date(2020, 1, 1)
    ),
    "listingperiod_ended_ordered": lambda: factories.ListingPeriodFactory(
        began_on=dt.date(2020, 1, 2),
        ended_after=dt.date(2020, 1, 1),
        ended_on=dt.date(2020, 1, 3),
    ),
    "listingperiod_once": lambda: twice(factories.ListingPeriodFactory()),
}


@pytest.mark.parametrize("name", BREAKS)
def test_database_refuses_what_breaks(name):
    constraints.assert_breaks(name, BREAKS[name])


def test_every_constraint_is_broken_by_a_test():
    assert sorted(BREAKS) == sorted(constraints.names("sanctions"))


def test_an_act_may_expire_in_the_month_it_takes_effect():
    action = factories.ActionFactory(effective_on="2020-01-20", expires_on="2020-01")

    action.refresh_from_db()

    assert action.expires_on_latest == dt.date(2020, 1, 31)
