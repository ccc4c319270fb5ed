import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from exchanges import report
from exchanges.ledger import Answer
from exchanges.models import Consideration
from tests import factories as f
from tests import lists
from tracker import published

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


TABLE = """\
release               when            people  what was given              how sure     source

release-a             March 2020, “in at      given                       stated, 2    Paper One 2,
                      March”          least 3 · Fuel (delivered)          sources,     4,
                                                                          denied by an
                                                                          official,
                                                                          disagree on
                                                                          place
"""  # noqa: E501


def printed(*options):
    stream = io.StringIO()
    call_command("report", *options, stdout=stream)
    return stream.getvalue()


def test_report_of_an_empty_database_says_what_to_do():
    assert printed() == "No release is published yet. Load one: load_dossier.\n"


def test_the_newest_come_with_totals_and_the_way_to_the_rest():
    for day, consideration in (("2020", ""), ("2022", "none"), ("2021", "")):
        f.ReleaseFactory(
            slug=f"release-{day}", released_on=day, consideration=consideration
        )

    text = printed("--newest", "2")

    assert text.startswith("The newest 2 of 3 releases:\n\nrelease ")
    assert text.index("release-2022") < text.index("release-2021")
    assert "release-2020" not in text
    assert text.endswith(
        "3 releases: 2 not stated; 1 nothing, a source says.\n"
        "All of them: python3 manage.py report (--json for programs)\n"
    )


def test_json_of_an_empty_database_is_an_empty_array():
    assert printed("--json") == "[]\n"


def test_json_is_one_array_of_the_documents_sorted_by_slug(client):
    for slug in ("release-b", "release-c", "release-a"):
        f.LinkageFactory(release__slug=slug, release__place="Ž", cited=True)
    f.ReleaseFactory(slug="release-d", draft=True)

    text = printed("--json")

    assert json.loads(text) == [
        lists.detail(client, "releases", f"release-{letter}") for letter in "abc"
    ]


def test_report_prints_a_release_in_words():
    with published.writing():
        captor = f.PartyFactory(code="XA")
        giver = f.PartyFactory(code="XB", name="Party B")
        source = f.SourceFactory(publisher="Paper One")
        release = f.ReleaseFactory(
            slug="release-a",
            captor=captor,
            released_on="2020-03",
            released_on_text="in March",
            people_min=3,
            people_max=None,
            people_qualifier="at_least",
        )
        f.ReleaseCitationFactory(subject=release, source=source, locator="2")
        f.ReleaseCitationFactory(subject=release, source=source, locator="4")
        f.ReleaseCitationFactory(
            subject=release, source=source, field="place", value="place B"
        )
        release.place = "place A"
        release.save()
        concession = f.ConcessionFactory(title="Fuel", giver=giver, delivered=True)
        linkage = f.LinkageFactory(concession=concession, release=release)
        f.LinkageCitationFactory(subject=linkage, source=source, locator="2")
        f.LinkageCitationFactory(
            subject=linkage, speaker_words="an official", stance="disputes"
        )

    assert printed() == TABLE


def test_dead_are_counted_beside_the_living_and_never_added():
    f.ReleaseFactory(slug="release-a", people_min=2, people_max=2)
    f.ReleaseFactory(slug="release-b", remains=True)
    f.ReleaseFactory(
        slug="release-c", people_min=2, people_max=2, remains_min=3, remains_max=3
    )

    rows = report.rows(report.bodies())

    assert [row.people for row in rows] == ["2", "1 dead", "2, 3 dead"]


def test_oldest_release_comes_first_and_undated_ones_last():
    for slug, day in (("c", "2020-01-02"), ("b", "2020-01"), ("a", ""), ("d", "1999")):
        f.ReleaseFactory(slug=slug, released_on=day)

    assert [row.release for row in report.rows(report.bodies())] == [*"dbca"]


@pytest.mark.parametrize("answer", Answer)
def test_every_answer_has_words(answer):
    release = f.ReleaseFactory(
        consideration=answer.value if answer.value in Consideration.values else ""
    )
    steps = {"given": "delivered", "promised": "agreed"}
    steps["partly_given"] = "partly_delivered"
    if answer.value in steps:
        concession = f.ConcessionFactory(**{steps[answer.value]: True})
        f.LinkageFactory(concession=concession, release=release)
    elif answer == Answer.CONTESTED:
        concession = f.ConcessionFactory(delivered=True)
        f.LinkageFactory(concession=concession, release=release, basis="alleged")

    (row,) = report.rows(report.bodies())

    assert row.answer == report.ANSWERS[answer.value]
    assert row.answer in printed()


def test_table_is_never_wider_than_the_terminal(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    release = f.ReleaseFactory(
        slug="release-" + "x" * 100, released_on_text="y" * 200, cited=True
    )
    concession = f.ConcessionFactory(title="z" * 200, delivered=True)
    f.LinkageFactory(concession=concession, release=release, cited=True)

    text = printed()

    assert max(len(line) for line in text.splitlines()) <= report.WIDTH
    assert "\x1b" not in text
    assert text.count("z") == 200


@pytest.mark.parametrize("title", ["[b]Fuel[/b]", ":smile:", "100 % [/]"])
def test_title_is_printed_as_it_is(title):
    f.LinkageFactory(concession__title=title, concession__delivered=True)

    assert f"· {title} (delivered)" in printed()


def test_report_of_the_first_dossier_fits_and_names_every_release():
    call_command("load_reference")
    seed = ROOT / "seeds" / "wsj-belarus.yaml"
    call_command("load_dossier", str(seed), verbosity=0)

    text = printed()

    assert max(len(line) for line in text.splitlines()) <= report.WIDTH
    rows = report.rows(report.bodies())
    assert len(rows) == 7
    assert text.count("Sanctions relief for") == 3
