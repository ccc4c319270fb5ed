import inspect

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

FACTORIES = [
    factory
    for _, factory in inspect.getmembers(factories, inspect.isclass)
    if issubclass(factory, factories.RowFactory) and not factory._meta.abstract
]


@pytest.mark.parametrize("factory", FACTORIES)
def test_smallest_row_and_every_named_state_are_valid(factory):
    traits = factory._meta.parameters

    rows = [factory(), *(factory(**{trait: True}) for trait in traits)]

    assert all(row.pk for row in rows)


def test_a_person_may_be_a_party():
    party = factories.PartyFactory(human=True)

    assert (party.kind, party.code) == ("person", party.person.slug)
