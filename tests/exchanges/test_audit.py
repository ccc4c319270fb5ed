"""The audit finds what an editor should look at, and says what would mend it."""

import json

import pytest
from django.core.management import CommandError, call_command

from exchanges import audit
from tests import factories as f
from tracker import published
from tracker.models import NotTheSame

pytestmark = pytest.mark.django_db


def codes(remarks):
    return {(remark.code, remark.record) for remark in remarks}


def test_a_record_without_a_source_is_an_error():
    f.ReleaseFactory(slug="release-bare")
    f.ReleaseFactory(slug="release-cited", cited=True)

    found = audit.audit()

    assert ("uncited", "release/release-bare") in codes(found.errors)
    assert ("uncited", "release/release-cited") not in codes(found.errors)


def test_a_draft_is_not_audited():
    f.ReleaseFactory(draft=True)

    assert audit.audit().errors == []


@pytest.mark.parametrize(
    ("breakdown", "is_error"), [("destination", True), ("category", False)]
)
def test_siblings_of_a_cohort_may_not_exceed_the_release(breakdown, is_error):
    release = f.ReleaseFactory(people_min=3, people_max=3, cited=True)
    for label in ("one", "other"):
        f.CohortFactory(
            release=release,
            label=label,
            breakdown=breakdown,
            people_min=2,
            people_max=2,
        )

    found = codes(audit.audit().errors)

    assert (("cohorts_exceed", f"release/{release.slug}") in found) is is_error


def test_a_gift_of_the_captor_to_itself_is_an_error():
    captor = f.PartyFactory()
    release = f.ReleaseFactory(captor=captor, cited=True)
    concession = f.ConcessionFactory(giver=captor, delivered=True, cited=True)
    f.LinkageFactory(release=release, concession=concession, cited=True)

    refused = [e for e in audit.audit().errors if e.code == "linkage_giver_is_captor"]

    assert [error.record for error in refused] == [f"release/{release.slug}"]


def test_thin_places_are_warnings():
    release = f.ReleaseFactory(slug="release-thin", cited=True)
    source = release.citations.get().source
    with published.writing():
        type(source).objects.filter(pk=source.pk).update(url="https://example.org/a")
    f.ReleaseCitationFactory(subject=release, field="people", value="7")
    double = f.SourceFactory(publisher=source.publisher, title=source.title)
    f.ContactFactory(slug="contact-vague", held_on_text="last month", cited=True)

    found = codes(audit.audit().warnings)

    assert {
        ("conflict", "release/release-thin"),
        ("not_stated", "release/release-thin"),
        ("no_archive", f"source/{source.slug}"),
        ("maybe_one_source", f"source/{double.slug}"),
        ("date_not_resolved", "contact/contact-vague"),
        ("single_source", "contact/contact-vague"),
        ("passage_not_verified", f"source/{source.slug}"),
    } <= found


def test_copies_of_one_story_are_one_source():
    story = f.SourceFactory()
    copy = f.SourceFactory(derived_from=story)
    release = f.ReleaseFactory(slug="release-copied")
    for source in (story, copy):
        f.ReleaseCitationFactory(subject=release, source=source)

    found = codes(audit.audit().warnings)

    assert ("single_source", "release/release-copied") in found


def test_two_independent_sources_are_enough():
    release = f.ReleaseFactory(slug="release-twice", cited=True)
    f.ReleaseCitationFactory(subject=release)

    found = codes(audit.audit().warnings)

    assert ("single_source", "release/release-twice") not in found


def test_a_link_on_one_source_is_named_by_its_ends():
    release = f.ReleaseFactory(slug="release-end", cited=True)
    concession = f.ConcessionFactory(slug="concession-end", delivered=True, cited=True)
    f.LinkageFactory(release=release, concession=concession, cited=True)

    found = codes(audit.audit().warnings)

    assert ("single_source", "linkage/concession-end>release-end") in found


@pytest.mark.parametrize("stance", ["disputes", "no_comment"])
def test_a_record_that_nobody_states_is_uncited(stance):
    release = f.ReleaseFactory(slug="release-denied")
    f.ReleaseCitationFactory(subject=release, stance=stance)

    found = codes(audit.audit().errors)

    assert ("uncited", "release/release-denied") in found


def test_an_entity_of_no_list_needs_a_source():
    f.EntityFactory(slug="entity-bare")
    f.ListingFactory(entity__slug="entity-listed")

    found = codes(audit.audit().errors)

    assert ("uncited", "entity/entity-bare") in found
    assert ("uncited", "entity/entity-listed") not in found


def test_cohorts_of_the_dead_may_not_exceed_the_release():
    release = f.ReleaseFactory(people_min=9, people_max=9, cited=True)
    f.CohortFactory(
        release=release, people_min=0, people_max=0, remains_min=2, remains_max=2
    )

    found = codes(audit.audit().errors)

    assert ("cohorts_exceed", f"release/{release.slug}") in found


def test_claims_on_acts_and_meetings_are_conflicts_too():
    act = f.ActionFactory(slug="act-disputed", announced_on="2003-01-02", cited=True)
    f.ActionCitationFactory(subject=act, field="announced_on", value="2003-01-05")
    call = f.ContactFactory(slug="call-disputed", held_on="2003-01-02", cited=True)
    f.ContactCitationFactory(subject=call, field="held_on", value="2003-01-09")

    found = audit.audit()

    assert {
        ("conflict", "action/act-disputed"),
        ("conflict", "contact/call-disputed"),
    } <= codes(found.warnings)
    assert found.counts["conflicts"] == 2


def test_releases_that_may_be_one_occasion_are_suspected():
    captor = f.PartyFactory()
    days = {"one-told": "2003-04-11", "two-told": "2003-04", "three-told": "2003-05"}
    for slug, day in days.items():
        f.ReleaseFactory(
            slug=slug,
            captor=captor,
            released_on=day,
            people_min=3,
            people_max=3,
            cited=True,
        )

    found = codes(audit.audit().warnings)

    assert {record for code, record in found if code == "maybe_one_release"} == {
        "release/one-told"
    }


def test_a_draft_has_no_date_to_resolve():
    f.ContactFactory(slug="contact-draft", held_on_text="last month", draft=True)

    found = codes(audit.audit().warnings)

    assert ("date_not_resolved", "contact/contact-draft") not in found


def test_two_spellings_of_one_name_are_suspected():
    # Spellings of one common given name and surname in two scripts.
    one = f.PersonFactory(slug="person-latin", main_name__text="Ivan Ivanov")
    f.PersonFactory(slug="person-cyrillic", main_name__text="Иван Иванов")

    found = codes(audit.audit().warnings)

    assert one.slug == "person-latin"
    assert ("maybe_one_person", "person/person-cyrillic") in found


def test_a_withheld_name_is_not_compared_or_printed(capsys):
    canary = {"main_name__text": "Secretive Canary", "cited": True}
    f.PersonFactory(withheld=True, slug="p-one", **canary)
    f.PersonFactory(slug="p-two", main_name__text="Secretive Kanary", cited=True)

    call_command("audit", "--json")

    output = json.loads(capsys.readouterr().out)
    assert "maybe_one_person" not in {entry["code"] for entry in output["warnings"]}


def test_the_command_prints_counts_and_fails_on_errors(capsys):
    f.ReleaseFactory(slug="release-bare")

    with pytest.raises(CommandError, match="errors"):
        call_command("audit")

    printed = capsys.readouterr().out
    assert "1 releases" in printed
    assert "error uncited release/release-bare" in printed


def test_entities_of_one_kind_with_nearly_the_same_names_are_suspected():
    rows = {
        slug: f.EntityFactory(nameless=True, slug=slug, kind=kind)
        for slug, kind in (
            ("entity-one", "organisation"),
            ("entity-two", "organisation"),
            ("entity-ship", "vessel"),
        )
    }
    for row in rows.values():
        f.EntityNameFactory(entity=row, text="Example Potash Works")

    assert [
        warning.record
        for warning in audit.audit().warnings
        if warning.code == "maybe_one_entity"
    ] == ["entity/entity-one"]


def test_people_whom_an_editor_told_apart_are_not_suspected():
    people = [f.PersonFactory(nameless=True, slug=f"person-{n}") for n in "ab"]
    for person in people:
        f.PersonNameFactory(person=person, text="Person Example")
    assert "maybe_one_person" in {w.code for w in audit.audit().warnings}

    first, second = sorted(str(person.pk) for person in people)
    NotTheSame.objects.create(
        record_label="tracker.person",
        first_key=first,
        second_key=second,
        said_by=f.UserFactory(),
    )

    assert "maybe_one_person" not in {w.code for w in audit.audit().warnings}
