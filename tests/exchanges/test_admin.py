import pytest

from exchanges.models import (
    Concession,
    Detainee,
    Freed,
    Linkage,
    Release,
)
from tests import admin_site, factories
from tracker.models import Document

pytestmark = pytest.mark.django_db


# Queries of a changelist and of an empty form, however many rows there are.
@pytest.mark.parametrize(
    ("factory", "changelist", "add"),
    [
        (factories.CohortFactory, 4, 2),
        (factories.ConcessionFactory, 5, 2),
        (factories.ContactFactory, 4, 2),
        (factories.DetentionFactory, 6, 2),
        (factories.FreedFactory, 5, 2),
        (factories.LinkageFactory, 4, 2),
        (factories.ReleaseFactory, 5, 2),
        (factories.StepFactory, 4, 2),
        (factories.SuggestionFactory, 4, None),
        (factories.TallyFactory, 6, 2),
        (factories.TradeFactory, 4, 2),
    ],
)
def test_pages_open_in_few_queries(client, factory, changelist, add):
    admin_site.assert_pages(client, factory, changelist=changelist, add=add)


def test_detainees_open_in_few_queries(client):
    factories.DetentionFactory()
    person = factories.FreedFactory().person
    admin_site.sign_in(client, administrator=True)

    _, queries = admin_site.page(client, admin_site.address(Detainee, "changelist"))
    admin_site.page(client, admin_site.address(Detainee, "change", person.pk))

    assert queries == 6
    assert client.get(admin_site.address(Detainee, "add")).status_code == 403


def release_form(source, captor, **values):
    return {
        "slug": "release-a",
        "title": "Release A",
        "captor": str(captor.pk),
        "released_on": "2025-09-11",
        "people_min": "52",
        "people_max": "52",
        "people_qualifier": "exactly",
        "remains_min": "0",
        "remains_max": "0",
        "remains_qualifier": "exactly",
        "state": "published",
        **admin_site.no_parts(
            "release_parties", "cohorts", "freed", "recognitions", "linkages"
        ),
        **admin_site.one_citation(source),
        **values,
    }


def test_a_release_entered_in_the_form_is_shown_and_public(client):
    source, captor = factories.SourceFactory(), factories.PartyFactory(code="XA")
    person = factories.PersonFactory()
    admin_site.sign_in(client, administrator=True)
    form = release_form(source, captor) | {
        "freed-TOTAL_FORMS": "1",
        "freed-0-person": str(person.pk),
        "freed-0-outcome": "left",
        "freed-0-position": "0",
    }

    response = client.post(admin_site.address(Release, "add"), form, follow=True)

    assert [(row.slug, row.captor) for row in response.context["cl"].result_list] == [
        ("release-a", captor)
    ]
    assert "11 September 2025" in response.content.decode()
    assert Freed.objects.get().person == person
    assert Document.objects.filter(kind="release", slug="release-a").exists()


def test_a_draft_of_a_release_is_not_public(client):
    source, captor = factories.SourceFactory(), factories.PartyFactory()
    admin_site.sign_in(client, administrator=True)

    client.post(
        admin_site.address(Release, "add"), release_form(source, captor, state="draft")
    )

    assert Release.objects.exists()
    assert not Document.objects.filter(kind="release").exists()


def test_a_release_of_nobody_is_refused(client):
    source, captor = factories.SourceFactory(), factories.PartyFactory()
    admin_site.sign_in(client, administrator=True)
    form = release_form(source, captor, people_min="0", people_max="0")

    response = client.post(admin_site.address(Release, "add"), form)

    assert "A release frees people or returns remains." in response.content.decode()


def test_a_release_with_many_parts_takes_no_more_queries(client):
    release = factories.ReleaseFactory(cited=True)
    admin_site.sign_in(client, administrator=True)
    url = admin_site.address(Release, "change", release.pk)

    def add_parts():
        person = factories.PersonFactory()
        factories.FreedFactory(
            release=release,
            person=person,
            detention=factories.DetentionFactory(person=person),
        )
        factories.CohortFactory(release=release, country=factories.CountryFactory())
        factories.ReleasePartyFactory(release=release)
        factories.RecognitionFactory(
            of_release=True, release=release, by=factories.PartyFactory()
        )
        factories.LinkageFactory(release=release)

    add_parts()
    admin_site.page(client, url)  # what a process looks up once
    _, before = admin_site.page(client, url)
    add_parts()
    add_parts()
    _, after = admin_site.page(client, url)

    assert after == before


def test_two_steps_in_one_place_are_refused(client):
    concession = factories.ConcessionFactory(cited=True, offered=True, agreed=True)
    admin_site.sign_in(client, administrator=True)
    url = admin_site.address(Concession, "change", concession.pk)
    form = admin_site.form_of(client.get(url)) | {"steps-1-position": "0"}

    response = client.post(url, form)

    assert response.status_code == 200
    assert [step.kind for step in concession.steps.all()] == ["offered", "agreed"]


def test_steps_are_put_in_another_order(client):
    concession = factories.ConcessionFactory(cited=True, offered=True, agreed=True)
    admin_site.sign_in(client, administrator=True)
    url = admin_site.address(Concession, "change", concession.pk)
    form = admin_site.form_of(client.get(url))
    form |= {"steps-0-position": "1", "steps-1-position": "0"}

    response = client.post(url, form)

    assert response.status_code == 302
    assert [step.kind for step in concession.steps.all()] == ["agreed", "offered"]


def test_a_linkage_needs_somebody_who_says_so(client):
    release, concession = factories.ReleaseFactory(), factories.ConcessionFactory()
    admin_site.sign_in(client, administrator=True)
    form = {
        "release": str(release.pk),
        "concession": str(concession.pk),
        "basis": "stated",
        "allocation": "direct",
        **admin_site.no_parts("citations"),
    }

    response = client.post(admin_site.address(Linkage, "add"), form)

    assert response.status_code == 200
    assert not Linkage.objects.exists()


def test_a_record_with_a_withheld_name_is_refused_with_a_word_why(client):
    source, captor = factories.SourceFactory(), factories.PartyFactory()
    factories.PersonFactory(withheld=True, main_name__text="Person Withheld")
    admin_site.sign_in(client, administrator=True)
    form = release_form(source, captor, note="About Person Withheld.")

    response = client.post(admin_site.address(Release, "add"), form, follow=True)

    text = response.content.decode()
    assert "A name that is withheld stands in release release-a" in text
    assert "Person Withheld" not in text
    assert not Release.objects.exists()
