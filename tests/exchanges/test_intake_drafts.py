"""From an article to a draft dossier and back through the loader."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from exchanges.models import Linkage, Release
from tests.factories import (
    FreedFactory,
    PartyFactory,
    PersonFactory,
    PersonNameFactory,
    ReleaseFactory,
)
from tracker.models import Source

ARTICLE = """\
Iran freed five Americans on Monday in exchange for three Iranians jailed in the US, \
officials of both countries said on Thursday.

Anna Placeholder was among the five. The swap was brokered by Qatar.

The weather on the island was fine, and nobody at the airport had anything to add to it.
"""


@pytest.fixture
def world(db):
    for code, name in (("IR", "Iran"), ("US", "United States"), ("QA", "Qatar")):
        PartyFactory(code=code, name=name, kind="state")


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


def drafted(path, **options):
    out = io.StringIO()
    call_command(
        "draft_dossier",
        str(path),
        published=date(2021, 3, 12),
        source="The Gazette",
        title=options.pop("title", "Five freed in swap"),
        stdout=out,
        **options,
    )
    return out.getvalue()


def accepted(path, tmp_path, answer="yes"):
    file = tmp_path / "draft.yaml"
    file.write_text(drafted(path).replace('accept: "?"', f"accept: {answer}"))
    return file


def test_a_draft_asks_about_each_record_with_its_passage(world, article):
    draft = json.loads(drafted(article, json=True))

    releases = [one for one in draft["proposals"] if one["kind"] == "releases"]
    assert [one["fields"]["captor"] for one in releases] == ["IR", "US"]
    assert [one["fields"]["people"] for one in releases] == ["5", "3"]
    assert releases[0]["fields"]["released_on"] == "2021-03-08?"
    assert releases[0]["passages"][0]["locator"].startswith("1:")
    assert {one["band"] for one in draft["proposals"]} <= {"ready", "check", "unlikely"}
    assert all(one["reason"] for one in draft["proposals"])
    assert draft["nothing_to_record"] == [3]


def test_the_same_article_gives_the_same_keys(world, article):
    first, second = (json.loads(drafted(article, json=True)) for _ in range(2))

    assert first == second
    keys = [one["key"] for one in first["proposals"]]
    assert len(keys) == len(set(keys))


def test_a_draft_with_an_open_question_is_refused_by_line(world, article, tmp_path):
    file = tmp_path / "draft.yaml"
    file.write_text(drafted(article))

    with pytest.raises(CommandError, match=r"is still open; write accept: yes"):
        call_command("load_dossier", str(file))

    assert not Release.objects.exists()


def test_an_answer_that_is_none_is_refused(world, article, tmp_path):
    file = accepted(article, tmp_path, answer="maybe")

    with pytest.raises(CommandError, match="'maybe' is no answer; write yes or no"):
        call_command("load_dossier", str(file))


def test_what_is_accepted_loads_with_its_citations(world, article, tmp_path):
    file = accepted(article, tmp_path)

    call_command("load_dossier", str(file), stdout=io.StringIO())

    releases = Release.objects.order_by("captor__code")
    assert [one.people_min for one in releases] == [5, 3]
    citation = releases[0].citations.first()
    assert citation.locator.startswith("1:")
    assert citation.digest
    assert Linkage.objects.get().basis == "swap"
    assert Source.objects.get().sha256


def test_the_passages_of_a_draft_agree_with_the_text(world, article, tmp_path):
    file = accepted(article, tmp_path)
    out = io.StringIO()

    call_command("load_dossier", str(file), verify=article, stdout=out)

    assert "agree" in out.getvalue()


def test_what_is_rejected_is_dropped_with_what_refers_to_it(world, article, tmp_path):
    file = accepted(article, tmp_path)
    text = file.read_text()
    start = text.index("  us-2021")
    file.write_text(text[:start] + text[start:].replace("yes", '"no"', 1))

    call_command("load_dossier", str(file), stdout=io.StringIO())

    assert [one.captor.code for one in Release.objects.all()] == ["IR"]
    assert not Linkage.objects.exists()


def test_what_is_on_record_is_another_source_and_no_new_event(world, article):
    ReleaseFactory(
        slug="ir-2021-five",
        captor=_party("IR"),
        released_on="2021-03-08",
        released_on_earliest="2021-03-08",
        released_on_latest="2021-03-08",
        people_min=5,
        people_max=5,
    )

    draft = json.loads(drafted(article, json=True))

    releases = [one for one in draft["proposals"] if one["kind"] == "releases"]
    assert releases[0]["another_source_for"] == "ir-2021-five"
    assert releases[1]["another_source_for"] == ""


def _party(code):
    from tracker.models import Party

    return Party.objects.get(code=code)


def test_a_person_on_record_keeps_their_slug(world, article):
    person = PersonFactory(slug="anna-p", nameless=True)
    PersonNameFactory(person=person, text="Anna Placeholder")

    draft = json.loads(drafted(article, json=True))

    assert not [one for one in draft["proposals"] if one["kind"] == "people"]
    releases = [one for one in draft["proposals"] if one["kind"] == "releases"]
    assert "anna-p" in releases[0]["fields"]["freed"]


def test_a_withheld_name_is_in_no_draft(world, article):
    hidden = PersonFactory(withheld=True, nameless=True)
    PersonNameFactory(person=hidden, text="Anna Placeholder")

    text = drafted(article) + drafted(article, json=True)

    assert "placeholder" not in text.lower()


def test_nothing_is_written_of_what_is_no_article(world, tmp_path):
    path = tmp_path / "empty.txt"
    path.write_text("")
    out = tmp_path / "draft.yaml"

    with pytest.raises(CommandError, match="the file is empty") as error:
        call_command("draft_dossier", str(path), out=out)

    assert error.value.returncode == 1
    assert not out.exists()


def test_a_missing_file_is_a_slip_of_the_caller(db, tmp_path):
    with pytest.raises(CommandError) as error:
        call_command("draft_dossier", str(tmp_path / "none.txt"))

    assert error.value.returncode == 2


def test_a_link_between_two_on_record_is_not_asked_again(world, article, tmp_path):
    call_command("load_dossier", str(accepted(article, tmp_path)), stdout=io.StringIO())

    draft = json.loads(drafted(article, json=True))

    assert not [one for one in draft["proposals"] if one["kind"] == "linkages"]
    again = [one["another_source_for"] for one in draft["proposals"]]
    assert sum(bool(slug) for slug in again) == 2


def test_freed_on_record_is_not_asked_again(world, article):
    person = PersonFactory(slug="anna-p", nameless=True)
    PersonNameFactory(person=person, text="Anna Placeholder")
    release = ReleaseFactory(
        slug="ir-2021-five",
        captor=_party("IR"),
        released_on="2021-03-08",
        released_on_earliest="2021-03-08",
        released_on_latest="2021-03-08",
        people_min=5,
        people_max=5,
    )
    FreedFactory(release=release, person=person)

    draft = json.loads(drafted(article, json=True))

    again = next(one for one in draft["proposals"] if one["another_source_for"])
    assert "freed" not in again["fields"]
