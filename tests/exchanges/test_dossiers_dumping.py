import os
import string
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from exchanges.dossiers import emitting, forms, reading
from exchanges.models import Release
from tests import factories
from tracker import published
from tracker.models import Mark, PersonName
from tracker.reference import FIXTURES

from .dossier_files import STORY, changed, dump, load, reference_data, write
from .test_dossiers import MORE, OTHER, versions

ROOT = Path(__file__).resolve().parents[2]
FILES = (*sorted((ROOT / "seeds").glob("*.yaml")), ROOT / "tests/data/second.yaml")


@pytest.fixture
def _states(db):
    reference_data()


def load_three(folder):
    paths = [
        write(folder),
        write(folder, OTHER, "other.yaml"),
        write(folder, MORE, "more.yaml"),
    ]
    load(*paths)
    return paths


def plain(text):
    return yaml.load(text, yaml.BaseLoader)


@pytest.mark.usefixtures("_states")
def test_dump_is_what_an_editor_would_write(tmp_path):
    load_three(tmp_path)

    assert plain(dump("more")) == {
        "dossier": "more",
        "sources": {
            "s": {
                "publisher": "P",
                "title": "T",
                "kind": "article",
                "confidence": "high",
            }
        },
        "people": {"bob": {"names": ["Bob"], "cite": "s 1"}},
        "adds": {
            "releases": {
                "three": {
                    "recognitions": [{"as": "political_prisoner", "by": "US"}],
                    "cohorts": {
                        "first": {
                            "by": "stage",
                            "is": "first",
                            "people": "2",
                            "cite": "s 2",
                        },
                        "old": {
                            "by": "stage",
                            "is": "old",
                            "people": "1",
                            "part_of": "first",
                            "cite": "s 2",
                        },
                    },
                    "freed": {
                        "bob": {
                            "outcome": "stayed",
                            "cohorts": ["first", "women"],
                            "cite": "s 3",
                        }
                    },
                    "cite": {
                        "source": "s",
                        "at": "4",
                        "speaker": "envoy",
                        "for": "US",
                        "confidence": "low",
                    },
                }
            }
        },
    }


@pytest.mark.usefixtures("_states")
def test_dump_and_load_change_nothing(tmp_path):
    load_three(tmp_path)
    before = versions()

    dump(out=tmp_path / "out")
    said = load(tmp_path / "out")

    assert "Nothing to write" in said
    rows = versions()
    assert {k: v for k, v in rows.items() if k != "DossierRecord"} == {
        k: v for k, v in before.items() if k != "DossierRecord"
    }


@pytest.mark.usefixtures("_states")
def test_dump_of_a_dump_is_the_same(tmp_path):
    load_three(tmp_path)
    first = dump()
    dump(out=tmp_path / "out")
    load(tmp_path / "out")

    assert dump() == first


@pytest.mark.usefixtures("_states")
def test_dump_into_an_empty_database_gives_the_same_record(tmp_path):
    story, *others = load_three(tmp_path)
    first = dump()
    dump(out=tmp_path / "out")
    load(*others, revert=True)
    load(story, revert=True)

    load(tmp_path / "out")

    assert dump() == first


@pytest.mark.usefixtures("_states")
def test_dump_shows_an_editors_change(tmp_path):
    load(write(tmp_path))
    with published.writing():
        Release.objects.update(place="Minsk", people_min=5, people_max=5)

    release = plain(dump("story"))["releases"]["three"]

    assert (release["place"], release["people"]) == ("Minsk", "5")


@pytest.mark.usefixtures("_states")
def test_dump_gathers_what_editors_made_beside_the_dossiers(tmp_path):
    load(write(tmp_path))
    with published.writing():
        factories.TallyFactory(slug="made-by-hand")

    dump(out=tmp_path / "out")

    unfiled = plain((tmp_path / "out" / "unfiled.yaml").read_text())
    assert list(unfiled["tallies"]) == ["made-by-hand"]
    assert not {"releases", "people"} & unfiled.keys()


@pytest.mark.usefixtures("_states")
def test_dump_leaves_out_drafts_and_says_so(tmp_path):
    load(write(tmp_path))
    with published.writing():
        Release.objects.update(state="draft")

    said = dump("story")

    assert "story: left out, not published: releases.three (draft)" in said
    assert "story: left out, not published: linkages.money>three" in said
    assert "released_on" not in said


@pytest.mark.usefixtures("_states")
def test_dump_writes_no_withheld_name(tmp_path):
    load(write(tmp_path, changed("[Ann Smith, {ru: Анна Смит}]", "withheld")))
    with published.writing():
        person = PersonName.objects.get(text="Envoy").person
        person.names.create(text="Ann Smith", script="Latn", kind="alias")

    text = plain(dump("story"))

    assert text["people"]["ann"]["names"] == "withheld"


@pytest.mark.usefixtures("_states")
def test_dump_refuses_to_write_a_withheld_name_that_a_note_holds(tmp_path):
    load(write(tmp_path))
    with published.writing():
        person = factories.PersonFactory(slug="x", is_name_withheld=True)
        factories.PersonNameFactory(person=person, text="Ivan Secret", kind="alias")
    Release.objects.update(note="Seen with Ivan Secret.")  # as SQL by hand would
    Mark.objects.all().delete()

    with pytest.raises(CommandError) as caught:
        dump("story")

    assert caught.value.returncode == 1
    assert "Secret" not in str(caught.value)


@pytest.mark.usefixtures("_states")
def test_dump_of_an_unknown_story_names_the_near_one(tmp_path):
    load(write(tmp_path))

    with pytest.raises(CommandError, match="did you mean 'story'") as caught:
        dump("stori")

    assert caught.value.returncode == 2


@pytest.mark.django_db
def test_every_dossier_of_the_repository_survives_the_way_back(tmp_path):
    with published.writing():
        call_command("loaddata", *FIXTURES, verbosity=0)
    load(*FILES)

    dump(out=tmp_path / "first")
    said = load(tmp_path / "first")
    dump(out=tmp_path / "second")

    assert "Nothing to write" in said
    for path in (tmp_path / "first").iterdir():
        again = tmp_path / "second" / path.name
        assert again.read_text() == path.read_text()


def test_lines_are_not_wider_than_they_need_be():
    text = emitting.emitted(
        {"dossier": "x", "people": {"a": {"note": "word " * 80 + "."}}}
    )

    assert max(map(len, text.splitlines())) <= emitting.WIDTH


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf"], include_characters="\n\t"),
    max_size=300,
)
KEYS = st.text(string.ascii_letters + string.digits + "-_ :", min_size=1, max_size=20)
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_whatever_is_written_is_read_back(value):
    assert reading.parse(emitting.emitted(value), "x").plain() == value


@pytest.mark.parametrize(
    "text",
    ["NO", "null", "~", "1e5", "- x", "a: b", "a #b", "'", '"', "*x", "&x", "!x", "x:"],
)
def test_texts_that_yaml_reads_otherwise_are_quoted(text):
    written = emitting.emitted({"a": text, "b": [text], "c": {"d": text}})

    assert yaml.safe_load(written) == {"a": text, "b": [text], "c": {"d": text}}


@pytest.mark.skipif("TRACKER_SHARED" not in os.environ, reason="needs the golden files")
def test_example_of_the_form_has_the_form():
    path = Path(os.environ["TRACKER_SHARED"]) / "golden" / "dossier-example.yaml"

    assert forms.read_file(path).form.dossier == "example"


def test_story_of_these_tests_is_read_as_text():
    assert reading.parse(STORY, "x").plain() == plain(STORY)
