from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from tests import admin_site, factories
from tracker.models import (
    Document,
    Mark,
    Party,
    Person,
    PersonCitation,
    PersonName,
    Source,
)

pytestmark = pytest.mark.django_db


# Queries of a changelist and of an empty form, however many rows there are.
@pytest.mark.parametrize(
    ("factory", "changelist", "add"),
    [
        (factories.CountryFactory, 4, 2),
        (factories.DocumentFactory, 5, None),
        (factories.DossierFactory, 4, None),
        (factories.DossierRecordFactory, 6, None),
        (factories.PartyFactory, 4, 2),
        (factories.PersonFactory, 6, 2),
        (factories.EmbargoFactory, 5, None),
        (factories.PublicReportFactory, 4, None),
        (factories.ViewingFactory, 6, None),
        (factories.WithheldFieldFactory, 5, None),
        (factories.FormerSlugFactory, 5, None),
        (factories.MergeFactory, 5, None),
        (factories.NotTheSameFactory, 5, None),
        (factories.ProposalFactory, 5, None),
        (factories.RemarkFactory, 5, None),
        (factories.SourceFactory, 5, 2),
        (factories.TokenFactory, 4, 2),
    ],
)
def test_pages_open_in_few_queries(client, factory, changelist, add):
    admin_site.assert_pages(client, factory, changelist=changelist, add=add)


def test_marks_are_cleared_before_anybody_sees_them(client):
    admin_site.sign_in(client, administrator=True)

    text, queries = admin_site.page(client, admin_site.address(Mark, "changelist"))

    assert "0 marks" in text
    assert queries == 5


def test_every_model_is_in_the_admin():
    for package in ("tracker", "sanctions", "exchanges"):
        assert set(admin_site.editable_models(package)) <= admin_site.reachable(package)


def test_history_is_not_in_the_admin():
    assert not [
        model
        for model in admin.site._registry
        if any(field.name == "pgh_id" for field in model._meta.concrete_fields)
    ]


def test_no_action_is_open_to_all(rf):
    request = rf.get("/")
    request.user = factories.UserFactory(administrator=True)

    actions = {
        (model.__name__, name): function
        for model, model_admin in admin.site._registry.items()
        for name, (function, *_) in model_admin.get_actions(request).items()
    }

    assert "delete_selected" not in {name for _, name in actions}
    assert [
        key
        for key, function in actions.items()
        if not getattr(function, "allowed_permissions", None)
    ] == []


def test_strangers_are_asked_to_sign_in(client):
    response = client.get(admin_site.address(Person, "changelist"))

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_staff_without_permission_see_nothing(client):
    admin_site.sign_in(client)

    response = client.get(admin_site.address(Person, "changelist"))

    assert response.status_code == 403


def test_the_policy_forbids_inline_scripts_and_styles(client):
    admin_site.sign_in(client, administrator=True)

    policy = client.get(admin_site.address(Person, "add"))["Content-Security-Policy"]

    assert "script-src 'self';" in f"{policy};"
    assert "style-src 'self';" in f"{policy};"


def person_form(source, **values):
    return {
        "slug": "person-a",
        "state": "draft",
        **admin_site.no_parts("names", "held_nationalities"),
        "names-TOTAL_FORMS": "1",
        "names-0-text": "Person A",
        "names-0-kind": "main",
        "names-0-script": "Latn",
        "names-0-position": "0",
        **admin_site.one_citation(source),
        **values,
    }


def test_a_person_is_entered_with_a_name_and_a_citation(client):
    source = factories.SourceFactory()
    admin_site.sign_in(client, administrator=True)

    client.post(
        admin_site.address(Person, "add"), person_form(source, state="published")
    )

    person = Person.objects.get()
    assert str(person) == "Person A"
    assert person.citations.get().source == source
    assert Document.objects.filter(kind="person", slug="person-a").exists()


def test_a_record_needs_a_citation(client):
    admin_site.sign_in(client, administrator=True)
    form = person_form(factories.SourceFactory())
    form["citations-0-source"] = ""

    response = client.post(admin_site.address(Person, "add"), form)

    assert response.status_code == 200
    assert not Person.objects.exists()


def test_a_passage_is_cited_once(client):
    source = factories.SourceFactory()
    admin_site.sign_in(client, administrator=True)
    form = person_form(source, **{"citations-TOTAL_FORMS": "2"})
    form |= {
        key.replace("-0-", "-1-"): value
        for key, value in form.items()
        if key.startswith("citations-0-")
    }

    response = client.post(admin_site.address(Person, "add"), form)

    assert "This passage is already cited for this." in response.content.decode()
    assert not Person.objects.exists()


def test_a_constraint_speaks_to_the_editor(client):
    admin_site.sign_in(client, administrator=True)

    response = client.post(
        admin_site.address(Party, "add"),
        {"code": "XA", "kind": "state", "name": "", "state": "draft"},
    )

    assert "Say what the party is called." in response.content.decode()


def test_a_date_that_is_none_is_explained(client):
    admin_site.sign_in(client, administrator=True)
    form = {"slug": "source-a", "publisher": "Publisher", "title": "Title"}

    response = client.post(
        admin_site.address(Source, "add"),
        {**form, "kind": "article", "state": "draft", "published_on": "11.9.2025"},
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == {"published_on"}


@pytest.mark.parametrize(
    ("traits", "is_frozen"),
    [({"draft": True}, False), ({"in_review": True}, False), ({}, True)],
    ids=["draft", "in review", "published"],
)
def test_a_slug_stays_once_the_record_has_been_published(client, traits, is_frozen):
    source = factories.SourceFactory(**traits)
    admin_site.sign_in(client, administrator=True)

    response = client.get(admin_site.address(Source, "change", source.pk))

    assert ("slug" not in response.context["adminform"].form.fields) is is_frozen


def test_code_of_a_party_stays_once_it_has_been_published(client):
    party = factories.PartyFactory()
    admin_site.sign_in(client, administrator=True)

    response = client.get(admin_site.address(Party, "change", party.pk))

    assert "code" not in response.context["adminform"].form.fields


def test_a_published_record_is_withdrawn_and_not_deleted(client):
    party = factories.PartyFactory()
    admin_site.sign_in(client, administrator=True)

    response = client.post(
        admin_site.address(Party, "delete", party.pk), {"post": "yes"}
    )

    assert response.status_code == 403


def test_a_draft_is_deleted_by_an_administrator(client):
    party = factories.PartyFactory(draft=True)
    admin_site.sign_in(client, administrator=True)

    client.post(admin_site.address(Party, "delete", party.pk), {"post": "yes"})

    assert not Party.objects.exists()
    assert LogEntry.objects.get().is_deletion()


def test_people_are_found_by_any_name(client):
    person = factories.PersonFactory(main_name__text="Person A")
    factories.PersonNameFactory(person=person, text="Person B", kind="alias")
    factories.PersonFactory(main_name__text="Person C")
    admin_site.sign_in(client, administrator=True)

    response = client.get(admin_site.address(Person, "changelist"), {"q": "person b"})

    assert list(response.context["cl"].result_list) == [person]


def test_a_form_with_many_citations_takes_no_more_queries(client):
    person = factories.PersonFactory()
    factories.PersonCitationFactory(subject=person, speaker=factories.PartyFactory())
    admin_site.sign_in(client, administrator=True)
    url = admin_site.address(Person, "change", person.pk)
    _, before = admin_site.page(client, url)

    for _ in range(3):
        factories.PersonCitationFactory(
            subject=person, speaker=factories.PartyFactory()
        )
    _, after = admin_site.page(client, url)

    assert (before, after) == (22, 22)


def test_a_claim_is_superseded_by_a_citation_of_the_same_record(client):
    citation = factories.PersonCitationFactory()
    factories.PersonCitationFactory()
    admin_site.sign_in(client, administrator=True)

    response = client.get(admin_site.address(Person, "change", citation.subject.pk))

    forms = response.context["inline_admin_formsets"][-1].formset.forms
    assert [key for key, _ in forms[0].fields["superseded_by"].choices] == [
        "",
        citation.pk,
    ]


def test_a_form_saved_unchanged_changes_nothing(client):
    person = factories.PersonFactory(cited=True)
    factories.NationalityFactory(person=person)
    admin_site.sign_in(client, administrator=True)
    url = admin_site.address(Person, "change", person.pk)
    before = PersonCitation.objects.values().get(), PersonName.objects.values().get()

    response = client.post(url, admin_site.form_of(client.get(url)))

    assert response.status_code == 302
    assert before == (
        PersonCitation.objects.values().get(),
        PersonName.objects.values().get(),
    )
    assert LogEntry.objects.get().get_change_message() == "No fields changed."


# One name in three conventions, and a slip of the pen.
@pytest.mark.parametrize("asked", ["Tikhanovsky", "Ціханоўскі", "Tsikanouski"])
def test_a_draft_is_found_in_any_spelling_by_lists_and_autocompletes(client, asked):
    person = factories.PersonFactory(draft=True, nameless=True)
    factories.PersonNameFactory(person=person, text="Siarhei Tsikhanouski")
    factories.PersonFactory()
    admin_site.sign_in(client, administrator=True)

    listed, _ = admin_site.page(
        client, f"{admin_site.address(Person, 'changelist')}?{urlencode({'q': asked})}"
    )
    offered = client.get(
        "/admin/autocomplete/",
        {
            "app_label": "exchanges",
            "model_name": "detention",
            "field_name": "person",
            "term": asked,
        },
    ).json()

    assert "1 person" in listed
    assert [entry["text"] for entry in offered["results"]] == ["Siarhei Tsikhanouski"]
