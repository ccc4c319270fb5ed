"""Names of list entries are found by everybody, but for those that are withheld."""

import pytest
from django.db import connection

from sanctions import listed_names
from sanctions.models import ListEntry, PublishedListEntry, PublishedListing
from tests import factories
from tracker import name_index, published

pytestmark = pytest.mark.django_db


def entry(*spellings, **values):
    """An entry with one version; as an import leaves it."""
    row = factories.ListEntryFactory(kind="person", name=spellings[0], **values)
    version(row, *spellings)
    return row


def version(row, *spellings, since=1):
    names = [{"text": t, "script": "Latn", "kind": "alias"} for t in spellings]
    return factories.EntryVersionFactory(
        entry=row, since=since, kind="person", name=spellings[0], body={"names": names}
    )


def found(name):
    return [hit.text for hit in name_index.find(name, ["list:*"], least=0.6)]


def test_any_spelling_of_an_entry_is_found():
    entry("ONE, Person", "ADIN, Asoba")

    assert listed_names.refresh() == 1

    assert found("Person One") == ["ONE, Person"]
    assert found("Asoba Adin") == ["ADIN, Asoba"]


def test_nothing_is_indexed_twice():
    entry("ONE, Person")
    listed_names.refresh("list-a")

    assert listed_names.refresh() == 0


def test_names_follow_the_latest_version():
    row = entry("ONE, Person")
    listed_names.refresh()

    version(row, "ELSE, Somebody", since=2)
    listed_names.refresh()

    assert found("Person One") == []
    assert found("Somebody Else") == ["ELSE, Somebody"]


def test_everything_is_indexed_anew_after_the_rules_have_changed():
    entry("ONE, Person")
    listed_names.refresh()

    listed_names.renew()

    assert found("Person One") == ["ONE, Person"]
    assert ListEntry.objects.exclude(named_version=None).count() == 1


def is_public(row):
    in_list = PublishedListEntry.objects.filter(pk=row.pk).exists()
    assert in_list == PublishedListing.objects.filter(entry_id=row.pk).exists()
    return in_list


def test_an_entry_of_somebody_whose_name_is_withheld_is_hidden():
    person = factories.PersonFactory()
    row = entry("ONE, Other", entity=factories.EntityFactory(person=person))
    factories.ListingPeriodFactory(entry=row)
    listed_names.refresh()
    assert is_public(row)

    with published.writing():
        person.is_name_withheld = True
        person.save()

    assert not is_public(row)
    assert found("Other One") == []


@pytest.mark.parametrize("listed", ["BEARER, Hidden", "BEARER, Hidden Middle"])
@pytest.mark.parametrize("is_listed_first", [True, False])
def test_an_entry_called_like_a_withheld_name_is_hidden(listed, is_listed_first):
    if not is_listed_first:
        factories.PersonFactory(withheld=True)  # Hidden Bearer
    row = entry(listed)
    factories.ListingPeriodFactory(entry=row)
    listed_names.refresh()

    if is_listed_first:
        assert is_public(row)
        factories.PersonFactory(withheld=True)

    assert not is_public(row)
    assert found("Hidden Bearer") == []
    assert name_index.find("Hidden Bearer", ["desk:list:*"], using="default")


def test_an_entry_is_shown_again_when_no_name_is_withheld():
    person = factories.PersonFactory(withheld=True)
    row = entry("BEARER, Hidden")
    factories.ListingPeriodFactory(entry=row)
    listed_names.refresh()

    with published.writing():
        person.is_name_withheld = False
        person.save()

    assert is_public(row)
    assert found("Hidden Bearer") == ["BEARER, Hidden"]


def test_an_entry_refers_to_a_published_record_only():
    drafted = entry("ONE, Person", entity=factories.EntityFactory(draft=True))
    public = entry("TWO, Person", entity=factories.EntityFactory(slug="entity-a"))

    slugs = dict(PublishedListEntry.objects.values_list("pk", "entity_slug"))

    assert slugs == {drafted.pk: None, public.pk: "entity-a"}


def test_a_version_is_counted_up_when_names_come():
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM published_version")
        before = cursor.fetchone()[0]
    row = entry("ONE, Person")

    listed_names.refresh()

    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM published_version")
        assert cursor.fetchone()[0] > before
    assert ListEntry.objects.get(pk=row.pk).named_version is not None
