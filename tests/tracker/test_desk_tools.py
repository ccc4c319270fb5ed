"""Links above lists and forms, and the page that compares any two records."""

import pytest

from tests import admin_site, desk, factories
from tracker.models import Person, Viewing

pytestmark = pytest.mark.django_db


def test_a_list_leads_to_duplicates_and_to_what_was_deleted():
    page = desk.somebody("viewer").get(admin_site.address(Person, "changelist"))

    text = page.content.decode()
    assert admin_site.address(Person, "duplicates") in text
    assert admin_site.address(Person, "deleted") in text


def test_a_form_leads_to_its_restrictions_and_to_comparing():
    person = factories.PersonFactory()

    page = desk.somebody("viewer").get(admin_site.address(Person, "change", person.pk))

    text = page.content.decode()
    assert admin_site.address(Person, "restrict", person.pk) in text
    assert f"{admin_site.address(Person, 'duplicates')}?of={person.pk}" in text


def test_any_two_records_are_compared_by_their_addresses():
    one, other = factories.PersonFactory.create_batch(2)
    url = admin_site.address(Person, "duplicates")
    client = desk.somebody("editor")

    asked = client.get(url, {"of": one.pk})
    found = client.get(url, {"of": one.pk, "with": other.slug})
    unknown = client.get(url, {"of": one.pk, "with": "nobody"})

    assert 'name="with"' in asked.content.decode()
    assert found["Location"] == admin_site.address(Person, "join", one.pk, other.pk)
    assert unknown.status_code == 200
    assert 'value="nobody"' in unknown.content.decode()
    assert client.get(url, {"of": "x"}).status_code == 404


def test_comparing_a_restricted_record_is_remembered():
    one, other = (
        factories.PersonFactory(is_name_withheld=True),
        factories.PersonFactory(),
    )
    client = desk.somebody("editor")

    client.get(admin_site.address(Person, "join", one.pk, other.pk))

    look = Viewing.objects.get()
    assert (look.record_key, look.page) == (str(one.pk), "compare")
