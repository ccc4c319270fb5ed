import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchanges import audit
from exchanges.dossiers import placing
from exchanges.models import (
    Cohort,
    Concession,
    Contact,
    Freed,
    Linkage,
    Release,
    ReleaseCitation,
    Step,
    Tally,
    Trade,
)
from tests import factories
from tracker import published
from tracker.models import (
    Dossier,
    DossierRecord,
    Party,
    Person,
    PersonCitation,
    PersonName,
    Source,
    State,
)

from .dossier_files import STORY, changed, load, reference_data, without, write

pytestmark = pytest.mark.django_db
SECTIONS = (
    *("sources", "parties", "people", "detentions", "trades", "releases"),
    *("concessions", "linkages", "contacts", "tallies"),
)


@pytest.fixture(autouse=True)
def _reference_data():
    reference_data()


def refusal(*paths, **options):
    with pytest.raises(CommandError) as caught:
        load(*paths, **options)
    return str(caught.value), caught.value.returncode


def edit(**values):
    """Change the release as an editor does."""
    with published.writing():
        Release.objects.filter(slug="three").update(**values)


def versions():
    """Every row that a load could touch."""
    models = (Source, Party, Person, PersonName, Trade, Release, Cohort, Freed)
    more = (Concession, Step, Linkage, Contact, Tally, ReleaseCitation, DossierRecord)
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (*models, *more)
    }


# Loading


def test_load_writes_every_record_as_published(tmp_path):
    said = load(write(tmp_path))

    release = Release.objects.get(slug="three")
    concession = Concession.objects.get(slug="money")
    assert release.state == State.PUBLISHED
    assert (release.people_min, release.people_max) == (3, 3)
    assert [c.label for c in release.cohorts.all()] == ["women", "abroad"]
    assert [c.country_id for c in release.cohorts.all()] == [None, "US"]
    assert [m.cohort.label for m in release.freed.get().memberships.all()] == [
        "women",
        "abroad",
    ]
    assert [(s.kind, s.happened_on) for s in concession.steps.all()] == [
        ("offered", "2024-12"),
        ("delivered", ""),
    ]
    assert (concession.amount_min, concession.amount_unit) == (6_000_000, "USD")
    assert "releases     1 new" in said


def test_load_makes_a_named_person_a_party(tmp_path):
    load(write(tmp_path))

    party = Party.objects.get(code="envoy")
    assert (party.kind, party.person.slug, party.name) == ("person", "envoy", "")
    assert party.state == State.PUBLISHED


def test_load_points_claims_to_what_replaces_them(tmp_path):
    load(write(tmp_path))

    claim = ReleaseCitation.objects.get(field="people")
    assert (claim.value, claim.superseded_by.locator) == ("4", "3")


def test_load_cites_parts_by_their_path(tmp_path):
    load(write(tmp_path))

    assert list(ReleaseCitation.objects.values_list("field", "locator")) == [
        ("", "2"),
        ("", "3"),
        ("people", "4"),
        ("freed.ann", "3"),
    ]
    step = Concession.objects.get().citations.exclude(field="").get()
    assert (step.field, step.locator) == ("steps.0", "5")


def test_load_keeps_names_in_order_with_script_and_kind(tmp_path):
    load(write(tmp_path))

    assert list(
        PersonName.objects.filter(person__slug="ann").values_list(
            "text", "language", "script", "kind"
        )
    ) == [
        ("Ann Smith", "", "Latn", "main"),
        ("Анна Смит", "ru", "Cyrl", "transliteration"),
    ]


def test_second_load_writes_nothing_and_says_so(tmp_path):
    path = write(tmp_path)
    load(path)
    before = versions()

    with CaptureQueriesContext(connection) as queries:
        said = load(path)

    assert "Nothing to write: all 11 records are already as the files say." in said
    assert versions() == before
    assert not [
        query
        for query in queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]


def test_comments_and_layout_are_no_change(tmp_path):
    load(write(tmp_path))

    said = load(write(tmp_path, "# A comment\n" + STORY))

    assert "Nothing to write" in said


def test_dry_run_says_what_it_would_do_and_writes_nothing(tmp_path):
    said = load(write(tmp_path), dry_run=True)

    assert "releases     1 new" in said
    assert "Dry run: nothing was written." in said
    assert not Release.objects.exists()
    assert not Dossier.objects.exists()


def test_json_is_for_programs(tmp_path):
    report = json.loads(load(write(tmp_path), json=True))

    assert report["is_loaded"]
    assert report["records"].keys() == {*SECTIONS}
    assert report["records"]["people"] == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "removed": 0,
        "kept": 0,
    }
    assert report["problems"] == []


def test_brief_load_counts_records_and_places_to_look_at(tmp_path):
    text = changed("{offered: 2024-12", "{offered: 2025-01")

    said = load(write(tmp_path, text), brief=True)

    assert said == (
        "Records of the dossiers: 11 new.\n"
        "1 place to look at: python3 manage.py load_dossier seeds --dry-run\n"
    )


def test_json_lists_problems_with_their_places(tmp_path):
    path = write(tmp_path, changed("captor: BY\n", "captor: BX\n"))
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command("load_dossier", path, json=True, stdout=out)

    report = json.loads(out.getvalue())
    assert not report["is_loaded"]
    assert report["problems"] == [
        {
            "file": str(path),
            "line": 15,
            "path": "releases.three.captor",
            "message": "'BX' is no party that is known; define it under parties, or as"
            " a person under people",
        }
    ]


def test_folder_is_loaded_as_one(tmp_path):
    write(tmp_path)
    write(tmp_path, "dossier: other\ntrades: {}\n", "other.yaml")

    load(tmp_path)

    assert [d.slug for d in Dossier.objects.all()] == ["other", "story"]


def test_nothing_is_written_when_one_file_of_several_is_wrong(tmp_path):
    write(tmp_path)
    write(tmp_path, "dossier: other\npeople: {x: {}}\n", "other.yaml")

    message, code = refusal(tmp_path)

    assert code == 1
    assert "other.yaml:2: people.x: 'names' is missing" in message
    assert "nothing was written." in message
    assert not Person.objects.exists()


def test_missing_file_is_wrong_usage(tmp_path):
    message, code = refusal(tmp_path / "none.yaml")

    assert code == 2
    assert message.endswith("none.yaml is no file")


def test_folder_without_dossiers_is_wrong_usage(tmp_path):
    message, code = refusal(tmp_path)

    assert code == 2
    assert message.endswith("has no *.yaml in it")


# Changes


@pytest.mark.parametrize(
    ("old", "new", "section"),
    [
        ("people: 3\n", "people: 4\n", "releases"),
        ("paper 2, paper 3]", "paper 2]", "releases"),
        ("superseded_by: paper 3", "superseded_by: paper 2", "releases"),
        ("women, people: 2}", "women, people: 1}", "releases"),
        ("outcome: left, ", "outcome: expelled, ", "releases"),
        ("cohorts: [women, abroad], ", "cohorts: [abroad], ", "releases"),
        ("- {delivered: undated}", "- {refused: undated}", "concessions"),
        ("~6000000 USD", "~7000000 USD", "concessions"),
        ("receiver: [BY]", "receiver: [BY, fund]", "concessions"),
        ("basis: stated", "basis: alleged", "linkages"),
        ("title: envoy, ", "", "contacts"),
        ("mediator: [envoy]", "venue: [envoy]", "trades"),
        ("{ru: Анна Смит}", "{be: Ганна Сміт}", "people"),
        ("[Ann Smith, {ru: Анна Смит}]", "[{ru: Анна Смит}, Ann Smith]", "people"),
        ("[Ann Smith, {ru: Анна Смит}]", "withheld", "people"),
        ("title: Report", "title: Story", "sources"),
        ("name: Fund", "name: Foundation", "parties"),
        ("form: prison", "form: pretrial", "detentions"),
        ('">=3"', '">3"', "tallies"),
    ],
)
def test_change_of_a_file_changes_its_record_alone(tmp_path, old, new, section):
    load(write(tmp_path))
    path = write(tmp_path, changed(old, new))

    said = load(path)

    assert f"{section:<12} 1 changed" in said
    assert said.count(" changed") == 1
    assert "Nothing to write" in load(path)


def test_change_keeps_the_rows_of_parts_that_stay(tmp_path):
    load(write(tmp_path))
    before = dict(Step.objects.values_list("kind", "pk"))
    text = changed("- {offered:", "- {demanded: 2024-11, by: BY}\n      - {offered:")

    load(write(tmp_path, text))

    steps = Step.objects.values_list("kind", "pk")
    assert [kind for kind, _ in steps] == ["demanded", "offered", "delivered"]
    assert before.items() <= dict(steps).items()


def test_record_that_leaves_its_file_is_removed(tmp_path):
    load(write(tmp_path))

    said = load(write(tmp_path, without("tallies")))

    assert "tallies      1 removed" in said
    assert not Tally.objects.exists()


def test_record_that_something_refers_to_is_not_removed(tmp_path):
    load(write(tmp_path))
    with published.writing():
        factories.ReleaseFactory(slug="other", trade=Trade.objects.get())
    text = without("trades", changed("    trade: bargain\n    rel", "    rel"))
    text = text.replace("    trade: bargain\n", "")

    message, code = refusal(write(tmp_path, text))

    assert code == 1
    assert (
        "trades.bargain cannot be removed: releases.other still refers to it" in message
    )
    assert Trade.objects.exists()


# Editors' changes


def test_edited_record_stops_the_load_with_the_difference(tmp_path):
    path = write(tmp_path)
    load(path)
    edit(people_min=5, people_max=5, place="Minsk")

    message, code = refusal(path)

    assert code == 1
    assert (
        "story.yaml:18: releases.three.people: an editor changed this: people is '5'"
        " in the database, '3' in the file" in message
    )
    assert (
        "story.yaml:14: releases.three: an editor changed this: place is 'Minsk' in"
        " the database, not recorded in the file" in message
    )
    assert "--skip-edited" in message


def test_edited_part_stops_the_load_too(tmp_path):
    path = write(tmp_path)
    load(path)
    with published.writing():
        ReleaseCitation.objects.filter(field="", locator="3").update(locator="7")

    message, _ = refusal(path)

    assert "cite.1.at" in message or "cite.1 is" in message


def test_withdrawn_record_stops_the_load(tmp_path):
    path = write(tmp_path)
    load(path)
    edit(state=State.WITHDRAWN)

    message, _ = refusal(path)

    assert (
        "an editor changed this: it is withdrawn in the database, and would be"
        " published in the file" in message
    )


def test_ours_keeps_what_the_editor_has(tmp_path):
    load(write(tmp_path))
    edit(people_min=5, people_max=5)

    said = load(write(tmp_path, changed('">=3"', '">3"')), ours=True)

    assert Release.objects.get().people_min == 5
    assert Tally.objects.get().people_min == 4
    assert "releases     1 kept" in said


def test_theirs_writes_what_the_file_says(tmp_path):
    path = write(tmp_path)
    load(path)
    edit(people_min=5, people_max=5)

    load(path, theirs=True)

    assert Release.objects.get().people_min == 3
    assert "Nothing to write" in load(path)


def test_skip_edited_leaves_and_names_such_records(tmp_path):
    path = write(tmp_path)
    load(path)
    edit(people_min=5, people_max=5)

    said = load(path, skip_edited=True)

    assert Release.objects.get().people_min == 5
    assert "Left as an editor has it: releases.three" in said


def test_same_change_in_file_and_database_is_no_conflict(tmp_path):
    load(write(tmp_path))
    edit(people_min=5, people_max=5)
    path = write(tmp_path, changed("people: 3\n", "people: 5\n"))

    assert "unchanged" in load(path) or "Nothing" in load(path)
    assert "Nothing to write" in load(path)


def test_removed_record_is_an_editors_change(tmp_path):
    path = write(tmp_path)
    load(path)
    with published.writing():
        Tally.objects.all().delete()

    message, _ = refusal(path)
    load(path, ours=True)
    kept = Tally.objects.count()
    load(path, theirs=True)

    assert "tallies.total: an editor removed this from the database" in message
    assert (kept, Tally.objects.count()) == (0, 1)


def test_record_that_an_editor_made_is_not_taken_over(tmp_path):
    with published.writing():
        factories.TallyFactory(slug="total")

    message, _ = refusal(write(tmp_path))

    assert "tallies.total" in message
    assert "an editor made this record" in message


def test_ours_and_theirs_exclude_each_other(tmp_path):
    with pytest.raises(CommandError, match="not allowed with"):
        call_command("load_dossier", write(tmp_path), "--ours", "--theirs")


# Taking back


def test_revert_removes_what_the_dossier_wrote(tmp_path):
    before = versions()
    path = write(tmp_path)
    load(path)

    said = load(path, revert=True)

    assert "releases     1 removed" in said
    assert versions() == before
    assert not Dossier.objects.exists()


def test_revert_names_what_depends_on_it(tmp_path):
    path = write(tmp_path)
    load(path)
    other = """\
dossier: other
sources: {s: {publisher: P, title: T}}
detentions: {ann-second: {person: ann, captor: BY, cite: s 1}}
adds: {people: {ann: {cite: s 2}}}
"""
    load(write(tmp_path, other, "other.yaml"))

    message, code = refusal(path, revert=True)

    assert code == 1
    assert "people.ann cannot be removed: dossier other adds to it" in message
    assert Person.objects.filter(slug="ann").exists()


def test_revert_of_what_was_never_loaded_is_refused(tmp_path):
    message, code = refusal(write(tmp_path), revert=True)

    assert code == 1
    assert "story.yaml:1: dossier: 'story' was never loaded" in message


def test_revert_leaves_an_edited_record_unless_told(tmp_path):
    path = write(tmp_path)
    load(path)
    edit(place="Minsk")

    message, _ = refusal(path, revert=True)
    load(path, revert=True, theirs=True)

    assert (
        "an editor changed releases.three since; the file no longer has it" in message
    )
    assert not Release.objects.exists()


# Several dossiers

HEAD = "dossier: other\nsources: {s: {publisher: P, title: T}}\n"
OTHER = """\
dossier: other
sources:
  same: {publisher: Paper One, title: Report, url: "https://example.org/report"}
  own: {publisher: Paper Two, title: Copy, derived_from: same}
adds:
  people:
    ann:
      names: [Ann Smyth, {be: Ганна Сміт}]
      nationality: [US]
      recognitions: [{as: hostage, by: US, on: 2024}]
      cite: [own 1, same 9]
  releases:
    three:
      cite: own 2
      claims:
        - {field: people, value: 5, cite: own 3, superseded_by: own 2}
        - {field: cohorts.women.people, value: 1, cite: own 4}
"""


def test_same_address_is_the_same_source(tmp_path):
    load(write(tmp_path), write(tmp_path, OTHER, "other.yaml"))

    assert [s.slug for s in Source.objects.all()] == ["other-own", "story-paper"]
    assert Source.objects.get(slug="other-own").derived_from.slug == "story-paper"


def test_source_said_differently_is_refused_with_both_places(tmp_path):
    text = changed("title: Report", "title: Story", OTHER)

    message, _ = refusal(write(tmp_path), write(tmp_path, text, "other.yaml"))

    assert "other.yaml:3: sources.same.title:" in message
    assert f"defined in {tmp_path / 'story.yaml'}:3" in message
    assert "where title is 'Report', not 'Story'" in message


def test_source_said_differently_from_one_loaded_before_is_refused(tmp_path):
    load(write(tmp_path))
    text = changed("title: Report", "title: Story", OTHER)

    message, _ = refusal(write(tmp_path, text, "other.yaml"))

    assert "already defined in dossier story, where title is 'Report'" in message


def test_additions_stand_behind_what_the_record_has(tmp_path):
    load(write(tmp_path), write(tmp_path, OTHER, "other.yaml"))

    ann = Person.objects.get(slug="ann")
    assert [(n.text, n.kind) for n in ann.names.all()] == [
        ("Ann Smith", "main"),
        ("Анна Смит", "transliteration"),
        ("Ann Smyth", "transliteration"),
        ("Ганна Сміт", "transliteration"),
    ]
    assert {c.code for c in ann.nationalities.all()} == {"BY", "US"}
    assert ann.recognitions.get().kind == "hostage"
    claim = ReleaseCitation.objects.get(field="people", value="5")
    assert claim.superseded_by.locator == "2"


@pytest.mark.parametrize("name", ["story", "other"])
def test_each_of_two_dossiers_loads_again_without_change(tmp_path, name):
    paths = {
        "story": write(tmp_path),
        "other": write(tmp_path, OTHER, "other.yaml"),
    }
    load(*paths.values())

    assert "Nothing to write" in load(paths[name])


def test_change_of_the_record_keeps_what_another_dossier_added(tmp_path):
    load(write(tmp_path), write(tmp_path, OTHER, "other.yaml"))
    before = PersonCitation.objects.count()

    load(write(tmp_path, changed("[Ann Smith, {ru: Анна Смит}]", "[Anna Smith]")))

    names = PersonName.objects.filter(person__slug="ann")
    assert [n.text for n in names] == ["Anna Smith", "Ann Smyth", "Ганна Сміт"]
    assert PersonCitation.objects.count() == before
    assert "Nothing to write" in load(tmp_path / "other.yaml")


def test_addition_that_leaves_its_file_is_removed(tmp_path):
    load(write(tmp_path), write(tmp_path, OTHER, "other.yaml"))
    text = changed("[Ann Smyth, {be: Ганна Сміт}]", "[Ann Smyth]", OTHER)

    said = load(write(tmp_path, text, "other.yaml"))

    assert "adds         8 unchanged, 1 removed" in said
    assert PersonName.objects.filter(person__slug="ann").count() == 3


def test_edited_addition_stops_the_load(tmp_path):
    load(write(tmp_path), write(tmp_path, OTHER, "other.yaml"))
    with published.writing():
        PersonName.objects.filter(text="Ann Smyth").update(kind="misspelt")

    message, _ = refusal(tmp_path / "other.yaml")

    assert "an editor changed this: kind is 'misspelt' in the database" in message


MORE = """\
dossier: more
sources: {s: {publisher: P, title: T, confidence: high}}
people: {bob: {names: [Bob], cite: s 1}}
adds:
  releases:
    three:
      recognitions: [{as: political_prisoner, by: US}]
      cohorts:
        old: {by: stage, is: old, people: 1, part_of: first, cite: s 2}
        first: {by: stage, is: first, people: 2, cite: s 2}
      freed:
        bob: {outcome: stayed, cohorts: [first, women], cite: s 3}
      cite: {source: s, at: 4, speaker: envoy, for: US, confidence: low}
"""


def test_another_dossier_adds_people_and_cohorts_to_a_release(tmp_path):
    load(write(tmp_path), write(tmp_path, MORE, "more.yaml"))

    release = Release.objects.get()
    assert [c.label for c in release.cohorts.all()] == [
        "women",
        "abroad",
        "first",
        "old",
    ]
    assert release.cohorts.get(label="old").part_of.label == "first"
    assert [f.person.slug for f in release.freed.all()] == ["ann", "bob"]
    bob = release.freed.get(person__slug="bob")
    assert {c.label for c in bob.cohorts.all()} == {"first", "women"}
    assert release.recognitions.get().kind == "political_prisoner"
    cites = release.citations.filter(source__slug="more-s").values_list(
        "field", "locator", "confidence"
    )
    assert set(cites) == {
        ("cohorts.first", "2", "high"),
        ("cohorts.old", "2", "high"),
        ("freed.bob", "3", "high"),
        ("", "4", "low"),
    }


def test_added_people_and_cohorts_stay_when_their_release_changes(tmp_path):
    load(write(tmp_path), write(tmp_path, MORE, "more.yaml"))
    text = changed("      women: {by: category, is: women, people: 2}\n", "")
    text = changed("cohorts: [women, abroad], ", "cohorts: [abroad], ", text)

    said = load(write(tmp_path, text.replace("[women]", "")), theirs=True)

    assert "releases     1 changed" in said
    assert Freed.objects.count() == 2
    assert [c.label for c in Cohort.objects.all()] == ["abroad", "first", "old"]


@pytest.mark.parametrize("name", ["story", "more"])
def test_release_and_its_additions_load_again_without_change(tmp_path, name):
    paths = {"story": write(tmp_path), "more": write(tmp_path, MORE, "more.yaml")}
    load(*paths.values())

    assert "Nothing to write" in load(paths[name])


def test_additions_to_a_release_are_removed_with_their_dossier(tmp_path):
    load(write(tmp_path))
    before = versions()
    path = write(tmp_path, MORE, "more.yaml")
    load(path)

    load(path, revert=True)

    assert versions() == before


def test_additions_keep_to_the_rules_of_the_release(tmp_path):
    text = changed("people: 2, cite", "people: 4, cite", MORE)
    text = changed("[first, women]", "[frist]", text)

    message, _ = refusal(write(tmp_path), write(tmp_path, text, "more.yaml"))

    assert (
        "more.yaml:10: adds.releases.three.cohorts.first: has at least 4 people, more"
        " than the 3 of the release" in message
    )
    assert "'frist' is no cohort of this release; did you mean 'first'?" in message


def test_shared_source_passes_to_the_other_dossier_on_revert(tmp_path):
    path = write(tmp_path, "dossier: a\n" + OTHER[15 : OTHER.index("  own")], "a.yaml")
    load(path)
    rest = "dossier: b\n" + OTHER[15 : OTHER.index("  own")]
    load(write(tmp_path, rest, "b.yaml"))

    load(path, revert=True)

    assert Source.objects.get().slug == "a-same"
    assert "Nothing to write" in load(tmp_path / "b.yaml")


def test_record_may_move_to_another_dossier(tmp_path):
    load(write(tmp_path))
    people = STORY[STORY.index("people:\n") : STORY.index("detentions:")]
    sources = STORY[STORY.index("sources:\n") : STORY.index("parties:")]
    other = write(tmp_path, f"dossier: other\n{sources}{people}", "other.yaml")

    load(write(tmp_path, without("people")), other)

    assert Person.objects.count() == 2
    homes = DossierRecord.objects.filter(section="people")
    assert {r.dossier.slug for r in homes} == {"other"}


def test_record_of_another_dossier_is_not_defined_again(tmp_path):
    load(write(tmp_path))
    other = HEAD + "people:\n  ann: {names: [Ann], cite: s 1}\n"

    message, _ = refusal(write(tmp_path, other, "other.yaml"))

    assert (
        "other.yaml:4: people.ann: ann is defined in dossier story; refer to it, and"
        " write what this file adds under adds:" in message
    )


def test_wrong_record_in_one_file_is_not_called_unknown_in_another(tmp_path):
    story = changed("names: [Envoy]", "name: Envoy")
    other = HEAD + "adds: {people: {envoy: {cite: s 1}}}\n"

    message, _ = refusal(write(tmp_path, story), write(tmp_path, other, "other.yaml"))

    assert "other.yaml" not in message
    assert "did you mean 'names'?" in message


# Withheld names


def withhold():
    with published.writing():
        person = factories.PersonFactory(slug="person-of-may", is_name_withheld=True)
        factories.PersonNameFactory(person=person, text="Jána Doe-Roe", kind="alias")


@pytest.mark.parametrize(
    "text",
    [
        "people:\n  jana-doe-roe: {names: withheld, cite: s 1}\n",
        "people:\n  x: {names: [x], note: Seen with JANA DOE ROE., cite: s 1}\n",
        "# Jana Doe\n# Roe\npeople: {}\n",
        "people:\n  jana-doe-roe: {nmes: withheld}\n",
    ],
    ids=["slug", "note", "comment over two lines", "file with another problem"],
)
def test_withheld_name_is_refused_without_being_repeated(tmp_path, text):
    withhold()

    message, code = refusal(write(tmp_path, HEAD + text, "other.yaml"))

    assert code == 1
    assert "a name that is withheld stands in this line" in message
    assert "jana" not in message.casefold()


def test_withholding_keeps_the_spellings_that_editors_hold(tmp_path):
    load(write(tmp_path))
    text = changed("[Ann Smith, {ru: Анна Смит}]", "withheld")
    with published.writing():
        Person.objects.filter(slug="ann").update(is_name_withheld=True)

    load(write(tmp_path, text))

    assert Person.objects.get(slug="ann").names.count() == 2
    assert "Nothing to write" in load(tmp_path / "story.yaml")


def test_withholding_a_name_that_the_file_still_holds_is_refused(tmp_path):
    load(write(tmp_path))
    text = changed("[Ann Smith, {ru: Анна Смит}]", "withheld").replace(
        "cite: paper 6", "cite: paper 6, note: Told by Anna Smit"
    )

    message, _ = refusal(write(tmp_path, text))

    assert "story.yaml:48: a name that is withheld stands in this line" in message


def test_no_dossier_adds_a_name_to_a_withheld_one(tmp_path):
    load(write(tmp_path, changed("names: [Envoy]", "names: withheld")))
    other = HEAD + "adds: {people: {envoy: {names: [Somebody], cite: s 1}}}\n"

    message, _ = refusal(write(tmp_path, other, "other.yaml"))

    assert "the name of envoy is withheld" in message


# The dossiers of the repository


def test_time_of_a_load_grows_with_queries_per_section_not_per_record(tmp_path):
    def queries(count):
        people = "".join(
            f"  p{n}: {{names: [Person {n}], cite: s {n + 1}}}\n" for n in range(count)
        )
        text = (
            f"dossier: d{count}\nsources: {{s: {{publisher: P, title: T}}}}\npeople:\n"
        )
        path = write(tmp_path, text + people.replace("  p", f"  p{count}-"), "d.yaml")
        with CaptureQueriesContext(connection) as captured:
            load(path)
        return len(captured)

    assert queries(40) - queries(20) < 20


def test_newer_code_reads_a_file_again_that_has_not_changed(tmp_path, monkeypatch):
    path = write(tmp_path)
    load(path)
    monkeypatch.setattr(placing, "code", lambda: "1" * 64)

    first = load(path, if_changed=True)
    second = load(path, if_changed=True)

    assert "already as the files say" in first
    assert second == "Nothing to write: no file has changed.\n"
    assert Dossier.objects.get().code == "1" * 64


def test_a_file_that_moved_is_remembered_where_it_is_now(tmp_path):
    path = write(tmp_path)
    load(path)
    path.rename(tmp_path / "moved.yaml")

    said = load(tmp_path, if_changed=True)

    assert "gone" not in said
    assert Dossier.objects.get().path == str((tmp_path / "moved.yaml").resolve())


@pytest.mark.parametrize("is_brief", [False, True])
def test_a_dossier_whose_file_left_the_folder_is_named_and_stays(tmp_path, is_brief):
    reference_data()
    path = write(tmp_path)
    other = write(tmp_path, "dossier: other\n", "other.yaml")
    load(tmp_path)
    path.unlink()

    in_folder = load(tmp_path, brief=is_brief)
    unchanged = load(tmp_path, if_changed=True)
    by_name = load(other)

    advice = (
        f"Warning: {path.resolve()} is gone, and the records of dossier story are still"
        " there: put the file back, or remove them with --revert and a file that says"
        " only 'dossier: story'.\n"
    )
    assert advice in in_folder
    assert advice in unchanged
    assert "gone" not in by_name
    assert Release.objects.filter(slug="three").exists()


def test_the_audit_names_a_dossier_whose_file_is_gone_until_it_is_reverted(tmp_path):
    path = write(tmp_path)
    load(path)
    path.unlink()
    gone = [r.record for r in audit.audit().warnings if r.code == "file_gone"]

    load(write(tmp_path, "dossier: story\n", "one-line.yaml"), revert=True)

    assert gone == ["dossier/story"]
    assert "file_gone" not in {r.code for r in audit.audit().warnings}


def test_files_that_have_not_changed_need_not_be_compared(tmp_path):
    reference_data()
    path = write(tmp_path)
    load(path, if_changed=True)

    same = load(path, if_changed=True)
    write(tmp_path, STORY + "\n")
    changed_file = load(path, if_changed=True)

    assert same == "Nothing to write: no file has changed.\n"
    assert "already as the files say" in changed_file
