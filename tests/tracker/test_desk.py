"""The front page of the desk, its menu, its search, and what it says of dates."""

import pytest
from django.urls import reverse

from exchanges.admin.tasks import SORTS
from exchanges.models import Release
from tests import admin_site, factories
from tracker.desk import audits, menu, reading, tasks
from tracker.models import Person, Source

pytestmark = pytest.mark.django_db(databases=["default", "public"])


@pytest.fixture(autouse=True)
def _no_audit_of_another_test():
    audits.forget()
    yield
    audits.forget()


def counts_of(response):
    return {
        task.label: task.count
        for _, found in response.context["tasks"]
        for task in found
    }


def test_front_page_counts_what_waits(client):
    factories.ReleaseFactory(in_review=True)
    factories.ContactFactory(draft=True)
    factories.ProposalFactory()
    admin_site.sign_in(client, administrator=True)

    counts = counts_of(client.get(reverse("admin:index")))

    assert counts["drafts to review"] == 1
    assert counts["drafts of everybody"] == 1
    assert counts["drafts of mine"] == 0
    assert counts["proposed edits"] == 1


def test_front_page_takes_as_many_queries_for_many_records_as_for_one(client):
    factories.ReleaseFactory(in_review=True)
    admin_site.sign_in(client, administrator=True)
    url = reverse("admin:index")
    client.get(url)  # makes the first audit
    _, before = admin_site.page(client, url)

    for _ in range(3):
        factories.ReleaseFactory(in_review=True)
    text, after = admin_site.page(client, url)

    assert (before, after) == (12, 12)
    assert admin_site.INLINE.search(text) is None


def test_every_number_leads_to_a_page(client):
    admin_site.sign_in(client, administrator=True)
    found = client.get(reverse("admin:index")).context["tasks"]

    statuses = {
        task.address: client.get(task.address).status_code
        for _, entries in found
        for task in entries
    }

    assert set(statuses.values()) == {200}
    assert len(statuses) == len(tasks._tasks)


def test_drafts_of_mine_are_those_i_added(client):
    admin_site.sign_in(client, administrator=True)
    factories.SourceFactory(draft=True)
    client.post(
        admin_site.address(Source, "add"),
        {
            **{"slug": "source-a", "publisher": "Publisher", "title": "Title A"},
            **{"kind": "article", "state": "draft", "language": "en"},
        },
    )

    mine = client.get(reverse("admin:work", args=["draft"]) + "?mine")

    assert [
        (group.kind, [line.name for line in group.lines])
        for group in mine.context["groups"]
    ] == [("sources", [str(Source.objects.get(slug="source-a"))])]


def test_an_unknown_state_of_work_shows_drafts(client):
    admin_site.sign_in(client, administrator=True)

    response = client.get(reverse("admin:work", args=["nonsense"]))

    assert response.context["state"] == "draft"


def test_doubts_lead_to_the_form_that_mends_them(client):
    release = factories.ReleaseFactory()
    release.citations.all().delete()
    admin_site.sign_in(client, administrator=True)

    response = client.get(reverse("admin:look", args=["uncited"]))

    assert [
        line.address
        for line in response.context["lines"]
        if line.record == f"release/{release.slug}"
    ] == [admin_site.address(type(release), "change", release.pk)]


def test_doubts_are_counted_again_only_when_asked(client):
    factories.ReleaseFactory()
    admin_site.sign_in(client, administrator=True)
    url = reverse("admin:look", args=["uncited"])
    before = len(client.get(url).context["lines"])
    audits._last[0] = audits.Kept(audits._last[0].remarks, -1, audits._last[0].made_at)
    factories.ReleaseFactory()

    same = client.get(url)
    fresh = client.get(url + "?again")

    assert (len(same.context["lines"]), same.context["is_stale"]) == (before, True)
    assert len(fresh.context["lines"]) > before
    assert fresh.context["is_stale"] is False


def test_an_unknown_sort_of_doubt_is_no_page(client):
    admin_site.sign_in(client, administrator=True)

    assert client.get(reverse("admin:look", args=["nonsense"])).status_code == 404


def test_every_doubt_of_the_audit_that_has_a_page_is_counted():
    assert audits.sorts == SORTS


def test_staff_without_permission_are_shown_no_doubts(client):
    factories.ReleaseFactory()
    admin_site.sign_in(client)

    front = client.get(reverse("admin:index"))
    doubts = client.get(reverse("admin:look", args=["uncited"]))

    assert set(counts_of(front).values()) == {0}
    assert "reports from the public" not in counts_of(front)
    assert "facts without a source" not in counts_of(front)
    assert doubts.status_code == 403


def test_menu_has_the_groups_an_editor_thinks_in(client):
    admin_site.sign_in(client, administrator=True)

    groups = client.get(reverse("admin:index")).context["available_apps"]

    assert [group["name"] for group in groups] == list(menu.GROUPS)
    assert [entry["object_name"] for entry in groups[0]["models"]][:4] == [
        "Trade",
        "Release",
        "Concession",
        "Linkage",
    ]


def test_search_finds_a_draft_by_another_spelling(client):
    person = factories.PersonFactory(draft=True, main_name__text="Sergei Tikhanovsky")
    from tracker import published

    with published.writing():
        person.save()
    admin_site.sign_in(client, administrator=True)

    response = client.get(reverse("admin:search"), {"q": "Сергей Тихановский"})

    assert [
        (group.kind, [(found.name, found.state) for found in group.found])
        for group in response.context["groups"]
    ] == [("people", [("Sergei Tikhanovsky", "draft")])]


def test_search_finds_by_slug_and_shows_only_what_one_may_see(client):
    release = factories.ReleaseFactory(slug="xa-2025-slug")
    url = reverse("admin:search")
    admin_site.sign_in(client, "tracker.view_person")
    hidden = client.get(url, {"q": "xa-2025-slug"})
    admin_site.sign_in(client, "exchanges.view_release")

    seen = client.get(url, {"q": "xa-2025-slug"})

    assert hidden.context["groups"] == []
    assert [found.name for found in seen.context["groups"][0].found] == [str(release)]


@pytest.mark.parametrize("words", ["", "   ", "%", "'", "x" * 5000], ids=range(5))
def test_search_for_nothing_finds_nothing(client, words):
    admin_site.sign_in(client, administrator=True)

    response = client.get(reverse("admin:search"), {"q": words})

    assert (response.status_code, response.context["groups"]) == (200, [])


@pytest.mark.parametrize(
    ("text", "edtf", "words"),
    [
        ("2025-09", "2025-09", "September 2025"),
        (
            "mid-December 2025",
            "[2025-12-11..2025-12-20]",
            "one day between 11 and 20 December 2025",
        ),
        ("11 September 2025", "2025-09-11", "11 September 2025"),
        ("", "", ""),
    ],
)
def test_a_date_is_understood_as_edtf_or_english(text, edtf, words):
    found = reading.read(text)

    assert (found.edtf, found.words, found.error) == (edtf, words, "")


@pytest.mark.parametrize("text", ["last month", "mid-December", "32 May 2025", "11.9."])
def test_a_date_that_is_relative_or_none_is_not_resolved(text):
    found = reading.read(text)

    assert found.edtf == ""
    assert found.error


def test_the_form_is_told_what_a_date_means(client):
    admin_site.sign_in(client)

    response = client.get(reverse("admin:date"), {"text": "mid-December 2025"})

    assert response.json() == {
        "edtf": "[2025-12-11..2025-12-20]",
        "words": "one day between 11 and 20 December 2025",
        "error": "",
        "is_translated": True,
    }


def test_english_is_kept_as_the_words_of_the_source(client):
    source = factories.SourceFactory()
    captor = factories.PartyFactory()
    admin_site.sign_in(client, administrator=True)

    client.post(
        admin_site.address(Release, "add"),
        {
            **{"slug": "xa-2025", "captor": captor.pk, "state": "draft"},
            **{"released_on": "mid-December 2025", "people_min": "3"},
            **{"people_qualifier": "exactly", "remains_min": "0"},
            "remains_qualifier": "exactly",
            **admin_site.no_parts(
                *("release_parties", "cohorts", "freed", "recognitions", "linkages")
            ),
            **admin_site.one_citation(source),
        },
    )

    release = Release.objects.get()
    assert release.released_on == "[2025-12-11..2025-12-20]"
    assert release.released_on_text == "mid-December 2025"


def test_a_form_says_what_its_dates_mean(client):
    release = factories.ReleaseFactory(released_on="2025-09-11")
    admin_site.sign_in(client, administrator=True)

    text, _ = admin_site.page(client, admin_site.address(Release, "change", release.pk))

    assert "<output>11 September 2025</output>" in text


def test_trade_leads_to_its_forms_and_says_what_the_public_reads(client):
    trade = factories.TradeFactory()
    release = factories.ReleaseFactory(trade=trade)
    concession = factories.ConcessionFactory(trade=trade)
    admin_site.sign_in(client, administrator=True)

    response = client.get(admin_site.address(type(trade), "change", trade.pk))

    guide = response.context["guide"]
    assert [each.preview.answer for each in guide.releases] == ["not stated"]
    assert [each.name for each in guide.concessions] == [str(concession)]
    assert f"concession={concession.pk}" in guide.releases[0].offers[0].address
    assert f"release={release.pk}" in guide.releases[0].offers[0].address
    statuses = [
        client.get(offer.address).status_code
        for offer in [*guide.offers, *guide.releases[0].offers]
    ]
    assert statuses == [200] * 5


def test_trade_with_many_releases_takes_no_more_queries(client):
    trade = factories.TradeFactory()
    factories.ReleaseFactory(trade=trade)
    factories.ConcessionFactory(trade=trade)
    admin_site.sign_in(client, administrator=True)
    url = admin_site.address(type(trade), "change", trade.pk)
    client.get(url)
    _, before = admin_site.page(client, url)

    for _ in range(3):
        factories.ReleaseFactory(trade=trade)
        factories.ConcessionFactory(trade=trade)
    _, after = admin_site.page(client, url)

    assert after == before


def test_preview_says_what_is_not_counted_yet(client):
    release = factories.ReleaseFactory()
    concession = factories.ConcessionFactory(draft=True)
    factories.LinkageFactory(release=release, concession=concession)
    admin_site.sign_in(client, administrator=True)

    response = client.get(admin_site.address(Release, "change", release.pk))

    assert response.context["guide"].preview.hidden == 1


def test_a_form_leads_back_to_where_its_link_was(client):
    trade = factories.TradeFactory()
    back = admin_site.address(type(trade), "change", trade.pk)
    source = factories.SourceFactory()
    admin_site.sign_in(client, administrator=True)
    url = f"{admin_site.address(Source, 'change', source.pk)}?desk-back="

    form = admin_site.form_of(client.get(url + back))
    ours = client.post(url + back, form)
    form = admin_site.form_of(client.get(url + back))
    others = client.post(url + "https://example.org/admin/", form)

    assert ours["Location"] == back
    assert others["Location"] == admin_site.address(Source, "changelist")


def test_the_source_being_read_is_cited_at_once(client):
    source = factories.SourceFactory()
    admin_site.sign_in(client, administrator=True)

    response = client.get(
        admin_site.address(Release, "add"), {"desk-source": source.pk}
    )

    citation = response.context["inline_admin_formsets"][-1].formset.forms[0]
    assert citation["source"].value() == str(source.pk)


def test_a_new_person_who_may_be_recorded_is_asked_about(client):
    known = factories.PersonFactory(main_name__text="Sergei Tikhanovsky")
    source = factories.SourceFactory()
    admin_site.sign_in(client, administrator=True)
    url = admin_site.address(Person, "add")
    form = {
        **{"slug": "person-b", "state": "draft"},
        **admin_site.no_parts("names", "held_nationalities"),
        **{"names-TOTAL_FORMS": "1", "names-0-text": "Siarhei Tsikhanouski"},
        **{"names-0-kind": "main", "names-0-script": "Latn", "names-0-position": "0"},
        **admin_site.one_citation(source),
    }

    asked = client.post(url, form).content.decode()
    client.post(url, {**form, "desk-distinct": "yes"})

    assert "This may be recorded already" in asked
    assert admin_site.address(Person, "change", known.pk) in asked
    assert Person.objects.filter(slug="person-b").exists()


def test_a_source_is_not_entered_twice_unnoticed(client):
    factories.SourceFactory(publisher="Publisher A", title="Title A")
    admin_site.sign_in(client, administrator=True)

    response = client.post(
        admin_site.address(Source, "add"),
        {
            **{"slug": "source-b", "publisher": "publisher a", "title": "title a"},
            **{"kind": "article", "state": "draft"},
        },
    )

    assert "This may be recorded already" in response.content.decode()


def test_namesakes_are_told_apart_where_one_is_chosen(client):
    person = factories.PersonFactory(main_name__text="Person A")
    captor = factories.PartyFactory(code="XA", name="party XA")
    factories.DetentionFactory(person=person, captor=captor, began_on="2021-05")
    admin_site.sign_in(client, administrator=True)

    response = client.get(
        reverse("admin:autocomplete"),
        {
            **{"term": "Person", "app_label": "exchanges", "model_name": "freed"},
            "field_name": "person",
        },
    )

    assert [found["text"] for found in response.json()["results"]] == [
        "Person A (held by party XA May 2021)"
    ]
