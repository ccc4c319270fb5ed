"""What needs a second person before it is public."""

import pytest

from exchanges.models import Freed, Linkage, Release, Step
from tests import admin_site, desk, factories
from tracker import published
from tracker.models import Proposal

pytestmark = pytest.mark.django_db


def link_form(release, concession, source):
    return {
        "release": str(release.pk),
        "concession": str(concession.pk),
        "basis": "stated",
        "allocation": "direct",
        **admin_site.one_citation(source),
    }


def add_link(client, *arguments):
    url = admin_site.address(Linkage, "add")
    return client.post(url, link_form(*arguments))


def test_a_price_on_a_single_source_waits_for_a_second_person():
    release, concession = factories.ReleaseFactory(), factories.ConcessionFactory()

    add_link(desk.somebody("publisher"), release, concession, factories.SourceFactory())

    assert not Linkage.objects.exists()
    proposal = Proposal.objects.get()
    assert (proposal.flags, proposal.before) == (["single source"], None)
    url = admin_site.address(Proposal, "change", proposal.pk)
    desk.somebody("publisher").post(url, {"approve": "yes"})
    link = Linkage.objects.get()
    assert (link.release, link.concession) == (release, concession)
    assert link.citations.count() == 1


def test_a_price_on_two_independent_sources_is_published_at_once():
    release, concession = factories.ReleaseFactory(), factories.ConcessionFactory()
    form = link_form(release, concession, factories.SourceFactory())
    form |= {
        k.replace("-0-", "-1-"): v
        for k, v in form.items()
        if k.startswith("citations-0")
    }
    form["citations-1-source"] = str(factories.SourceFactory().pk)
    form["citations-TOTAL_FORMS"] = "2"

    desk.somebody("publisher").post(admin_site.address(Linkage, "add"), form)

    assert Linkage.objects.exists()


def test_a_copy_of_a_source_is_no_second_witness():
    link = factories.LinkageFactory()
    source = factories.SourceFactory()
    copy = factories.SourceFactory(derived_from=source)
    for one in (source, copy):
        factories.LinkageCitationFactory(subject=link, source=one)

    desk.change(desk.somebody("publisher"), link, note="note B")

    assert Proposal.objects.get().flags == ["single source"]


def test_a_death_waits_for_a_second_person():
    freed = factories.FreedFactory(outcome="left")

    desk.change(desk.somebody("publisher"), freed, outcome="died")

    freed.refresh_from_db()
    assert freed.outcome == "left"
    assert "death" in Proposal.objects.get().flags


def test_a_release_is_not_published_by_who_entered_its_remains():
    release = factories.ReleaseFactory(draft=True, cited=True)
    author, other = desk.somebody("publisher"), desk.somebody("publisher")
    desk.change(author, release, remains_min="3", remains_max="3")

    desk.act(author, "publish", [release], confirm="yes")
    release.refresh_from_db()
    before = release.state
    desk.act(other, "publish", [release], confirm="yes")

    release.refresh_from_db()
    assert (before, release.state) == ("draft", "published")


def test_a_step_added_to_a_published_concession_is_proposed_with_it():
    concession = factories.ConcessionFactory(cited=True, offered=True)

    desk.somebody("editor").post(
        admin_site.address(Step, "add"),
        {
            "concession": str(concession.pk),
            "kind": "delivered",
            "position": "1",
            **admin_site.no_parts("step_actions"),
        },
    )

    assert concession.steps.count() == 1
    proposal = Proposal.objects.get()
    assert proposal.record_label == "exchanges.concession"
    url = admin_site.address(Proposal, "change", proposal.pk)
    desk.somebody("publisher").post(url, {"approve": "yes"})
    assert [s.kind for s in concession.steps.all()] == ["offered", "delivered"]


def test_a_part_removed_from_a_published_release_is_proposed():
    freed = factories.FreedFactory()
    release = freed.release

    desk.somebody("editor").post(
        admin_site.address(Freed, "delete", freed.pk), {"post": "yes"}
    )

    assert Freed.objects.exists()
    proposal = Proposal.objects.get()
    assert (proposal.record_label, proposal.record_key) == (
        "exchanges.release",
        str(release.pk),
    )
    url = admin_site.address(Proposal, "change", proposal.pk)
    desk.somebody("publisher").post(url, {"approve": "yes"})
    assert not Freed.objects.exists()


def test_a_contributor_adds_no_part_to_the_draft_of_another():
    concession = factories.ConcessionFactory(draft=True)

    desk.somebody("contributor").post(
        admin_site.address(Step, "add"),
        {
            "concession": str(concession.pk),
            "kind": "delivered",
            "position": "0",
            **admin_site.no_parts("step_actions"),
        },
    )

    assert not Step.objects.exists()


def test_a_dossier_loaded_meanwhile_meets_my_form():
    release = factories.ReleaseFactory(cited=True, place="place A")
    first = desk.somebody("publisher")
    form = desk.opened(first, release)
    with published.writing():  # as a load writes
        type(release).objects.filter(pk=release.pk).update(place="place B")

    response = desk.save(first, release, form, place="place C")

    assert response.status_code == 409
    release.refresh_from_db()
    assert release.place == "place B"


@pytest.mark.parametrize(
    ("changes", "state"),
    [({}, "published"), ({"place": "Elsewhere"}, "in_review")],
    ids=["only_moved", "also_written"],
)
def test_who_only_publishes_is_a_second_person_who_also_writes_is_not(changes, state):
    release = factories.ReleaseFactory(in_review=True, cited=True)
    person = factories.PersonFactory()
    factories.FreedFactory(release=release, person=person, outcome="died")
    publisher = desk.somebody("publisher")
    url = admin_site.address(Release, "change", release.pk)
    form = admin_site.form_of(publisher.get(url))

    publisher.post(url, form | {"state": "published"} | changes)

    release.refresh_from_db()
    assert release.state == state
