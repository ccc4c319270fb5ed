"""Two records of one thing become one, and two again."""

import pytest
from django.apps import apps
from django.db import connection

from tests import admin_site, desk, factories
from tracker import duplicates, published
from tracker.models import (
    Document,
    FormerSlug,
    Merge,
    NotTheSame,
    Party,
    Person,
    Source,
)

pytestmark = pytest.mark.django_db


# What the machine derives, and the log of what the public saw, which only grows.
KEPT_APART = ("tracker_indexedname", "tracker_dataversion", "tracker_publicchange")


def contents():
    """Every row that editors write, history and logs left out."""
    found = {}
    with connection.cursor() as cursor:
        for package in ("tracker", "sanctions", "exchanges"):
            for model in apps.get_app_config(package).get_models():
                table = model._meta.db_table
                if (
                    not model._meta.managed
                    or table.endswith("event")
                    or model in (Merge, Document)
                    or table in KEPT_APART
                ):
                    continue
                cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
                found[table] = cursor.fetchall()
    return found


def two_people():
    """Two people with names, citations, parties, custody and a release."""
    people = []
    for letter in "ab":
        person = factories.PersonFactory(
            slug=f"person-{letter}", main_name__text=f"Person {letter.upper()}"
        )
        source = factories.SourceFactory(slug=f"source-{letter}")
        factories.PersonCitationFactory(subject=person, source=source)
        factories.PartyFactory(human=True, person=person, code=person.slug)
        factories.DetentionFactory(person=person)
        factories.FreedFactory(person=person)
        people.append(person)
    kept, gone = people
    country = factories.CountryFactory()
    for person in people:
        factories.NationalityFactory(person=person, country=country)
    factories.StepFactory(by=Party.objects.get(person=gone))
    return kept, gone


def join(client, kept, gone, **data):
    url = admin_site.address(type(kept), "join", kept.pk, gone.pk)
    return client.post(url, data, follow=True)


def test_all_names_citations_and_relations_are_kept():
    kept, gone = two_people()
    party = Party.objects.get(person=kept)

    join(desk.somebody("publisher"), kept, gone)

    assert not Person.objects.filter(pk=gone.pk).exists()
    assert [(n.text, n.kind) for n in kept.names.order_by("id")] == [
        ("Person A", "main"),
        ("Person B", "alias"),
    ]
    assert [c.source.slug for c in kept.citations.all()] == ["source-a", "source-b"]
    assert (kept.detentions.count(), kept.freed_in.count()) == (2, 2)
    assert kept.held_nationalities.count() == 1
    assert Party.objects.get(person=kept) == party
    assert party.steps.count() == 1


def test_former_slugs_are_remembered_even_those_of_the_one_that_went():
    kept, gone = two_people()
    with published.writing():
        factories.FormerSlugFactory(slug="person-c", record_key=str(gone.pk))

    join(desk.somebody("publisher"), kept, gone)

    people = FormerSlug.objects.filter(kind="person")
    assert dict(people.values_list("slug", "record_key")) == {
        "person-b": str(kept.pk),
        "person-c": str(kept.pk),
    }
    assert FormerSlug.objects.filter(kind="party", slug="person-b").exists()


def test_documents_show_the_one_that_stays():
    kept, gone = two_people()

    join(desk.somebody("publisher"), kept, gone)

    assert published.check() == []
    assert not Document.objects.filter(kind="person", slug="person-b").exists()


def test_undoing_puts_everything_back_exactly():
    kept, gone = two_people()
    client = desk.somebody("publisher")
    before = contents()
    join(client, kept, gone, **{"desk-why": "one person"})
    assert contents() != before

    url = admin_site.address(Merge, "change", Merge.objects.get().pk)
    response = client.post(url, follow=True)

    assert "They are two again." in response.content.decode()
    assert contents() == before
    assert published.check() == []


def test_undoing_is_refused_when_what_the_merge_wrote_was_changed_since():
    kept, gone = two_people()
    client = desk.somebody("publisher")
    join(client, kept, gone)
    with published.writing():
        kept.names.filter(text="Person B").update(kind="cover")
    before = contents()

    url = admin_site.address(Merge, "change", Merge.objects.get().pk)
    response = client.post(url, follow=True)

    assert "has been changed since" in response.content.decode()
    assert contents() == before


def test_what_was_added_since_stays_when_a_merge_is_undone():
    kept, gone = two_people()
    client = desk.somebody("publisher")
    join(client, kept, gone)
    factories.PersonNameFactory(person=kept, text="Person D", kind="alias")

    client.post(admin_site.address(Merge, "change", Merge.objects.get().pk))

    assert {n.text for n in kept.names.all()} == {"Person A", "Person D"}
    assert {n.text for n in Person.objects.get(pk=gone.pk).names.all()} == {"Person B"}


def test_a_field_is_taken_from_either():
    kept = factories.SourceFactory(publisher="A", title="A", note="note A")
    gone = factories.SourceFactory(publisher="B", title="B", note="note B")

    join(desk.somebody("publisher"), kept, gone, **{"field-note": "gone"})

    kept.refresh_from_db()
    assert (kept.publisher, kept.note) == ("A", "note B")


def test_citations_of_two_sources_meet_once():
    kept, gone = factories.SourceFactory(), factories.SourceFactory()
    release = factories.ReleaseFactory()
    factories.ReleaseCitationFactory(subject=release, source=kept, locator="1")
    factories.ReleaseCitationFactory(subject=release, source=gone, locator="2")

    join(desk.somebody("publisher"), kept, gone)

    assert {c.source for c in release.citations.all()} == {kept}


def test_two_people_freed_in_one_release_are_not_merged():
    kept, gone = two_people()
    release = factories.ReleaseFactory()
    for person in (kept, gone):
        factories.FreedFactory(release=release, person=person)
    before = contents()

    response = join(desk.somebody("publisher"), kept, gone)

    text = response.content.decode()
    assert "The person is already among those freed." in text
    assert contents() == before


def test_a_withheld_name_stays_withheld_after_a_merge():
    kept = factories.PersonFactory(main_name__text="Person A")
    gone = factories.PersonFactory(withheld=True, main_name__text="Person B")

    join(desk.somebody("publisher"), kept, gone)

    kept.refresh_from_db()
    assert kept.is_name_withheld


@pytest.mark.parametrize("role", desk.ROLES)
def test_who_merges_public_records(role):
    kept, gone = factories.SourceFactory(), factories.SourceFactory()

    join(desk.somebody(role), kept, gone)

    may = role in ("publisher", "administrator")
    assert Source.objects.filter(pk=gone.pk).exists() is not may


def test_a_public_record_does_not_go_into_a_draft():
    kept, gone = factories.SourceFactory(draft=True), factories.SourceFactory()

    join(desk.somebody("publisher"), kept, gone)

    assert Source.objects.filter(pk=gone.pk).exists()


# Suggestions


def pairs(model):
    return {(p.left, p.right) for p in duplicates.suggest(model)}


def test_people_are_suggested_in_any_spelling():
    one = factories.PersonFactory(main_name__text="Sviatlana Tsikhanouskaya")
    factories.PersonFactory(main_name__text="Somebody Else")
    two = factories.PersonFactory(main_name__text="Светлана Тихановская")

    assert pairs(Person) == {(one, two)}


def test_parties_are_suggested_by_name():
    one = factories.PartyFactory(name="Example Airlines Company")
    two = factories.PartyFactory(name="Example Airlines")
    factories.PartyFactory(name="Something different")

    assert pairs(Party) <= {(one, two)}


def test_sources_are_suggested_by_address_and_title():
    one = factories.SourceFactory(
        url="https://www.example.org/a/", publisher="A", title="One thing here"
    )
    two = factories.SourceFactory(
        url="http://example.org/a?from=feed", publisher="B", title="Another title"
    )
    three = factories.SourceFactory(publisher="C", title="Minister frees ten people")
    four = factories.SourceFactory(publisher="C", title="Minister Frees Ten People!")

    assert pairs(Source) == {(one, two), (three, four)}


def test_a_pair_said_to_be_two_is_never_suggested_again():
    one = factories.PersonFactory(main_name__text="Mikalai Example")
    two = factories.PersonFactory(main_name__text="Nikolai Example")
    client = desk.somebody("editor")
    url = admin_site.address(Person, "duplicates")
    assert "Not the same" in client.get(url).content.decode()

    client.post(url, {"left": two.pk, "right": one.pk})

    assert NotTheSame.objects.count() == 1
    assert pairs(Person) == set()


def test_a_viewer_tells_no_pair_apart():
    one, two = factories.PersonFactory(), factories.PersonFactory()
    url = admin_site.address(Person, "duplicates")

    response = desk.somebody("viewer").post(url, {"left": one.pk, "right": two.pk})

    assert response.status_code == 403
    assert not NotTheSame.objects.exists()
