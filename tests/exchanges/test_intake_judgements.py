"""Drafts that are kept, rejections that are remembered, and the rates of correction."""

import io
import json
from datetime import date

import pytest
from django.core.management import call_command

from exchanges.intake import judgements
from exchanges.models import IntakeArticle, IntakeProposal
from tests.factories import (
    IntakeProposalFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db

ARTICLE = """\
Iran freed five Americans on Monday in exchange for three Iranians jailed in the US, \
officials of both countries said on Thursday.

Anna Placeholder was among the five. The swap was brokered by Qatar.
"""


@pytest.fixture
def article(tmp_path):
    for code, name in (("IR", "Iran"), ("US", "United States"), ("QA", "Qatar")):
        PartyFactory(code=code, name=name, kind="state")
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


def drafted(path, *, keep=True, json=False):
    out = io.StringIO()
    call_command(
        "draft_dossier",
        str(path),
        published=date(2021, 3, 12),
        source="The Gazette",
        keep=keep,
        json=json,
        stdout=out,
    )
    return out.getvalue()


def loaded(text, tmp_path):
    file = tmp_path / "draft.yaml"
    file.write_text(text)
    call_command("load_dossier", str(file), stdout=io.StringIO())


def report():
    out = io.StringIO()
    call_command("intake_report", json=True, stdout=out)
    return {(row["section"], row["field"]): row for row in json.loads(out.getvalue())}


def test_an_article_is_kept_only_when_asked(article):
    drafted(article, keep=False)
    assert not IntakeArticle.objects.exists()

    drafted(article)
    assert IntakeArticle.objects.get().text == ARTICLE


def test_keeping_the_same_draft_twice_asks_each_question_once(article):
    drafted(article)
    count = IntakeProposal.objects.count()

    drafted(article)

    assert IntakeProposal.objects.count() == count


def test_what_is_rejected_is_not_asked_again(article):
    drafted(article)
    price = IntakeProposal.objects.get(section="releases", drafted__captor="US")

    judgements.reject(price)

    draft = json.loads(drafted(article, json=True))
    captors = [p["fields"].get("captor") for p in draft["proposals"]]
    assert "US" not in captors
    assert not [p for p in draft["proposals"] if p["kind"] == "linkages"]


def test_a_judgement_taken_back_is_asked_again(article):
    drafted(article)
    price = IntakeProposal.objects.get(section="releases", drafted__captor="US")
    judgements.reject(price)

    judgements.reopen(price)

    draft = json.loads(drafted(article, json=True))
    assert "US" in [p["fields"].get("captor") for p in draft["proposals"]]


def test_loading_a_draft_notes_what_was_accepted_and_corrected(article, tmp_path):
    text = drafted(article).replace('accept: "?"', "accept: yes")

    loaded(text.replace("people: 5", "people: 6"), tmp_path)

    rates = report()
    assert rates["releases", ""]["kept"] == 2
    assert rates["releases", "people"]["kept"] == 1
    assert rates["releases", "people"]["corrected"] == 1
    assert rates["releases", "people"]["correction_rate"] == 0.5
    assert rates["releases", "captor"]["correction_rate"] == 0


def test_loading_a_draft_notes_what_was_rejected(article, tmp_path):
    text = drafted(article).replace('accept: "?"', "accept: yes")
    start = text.index("linkages:")

    loaded(text[:start] + text[start:].replace("yes", '"no"'), tmp_path)

    assert report()["linkages", ""]["removed"] == 1


def test_a_field_that_the_draft_left_empty_counts_as_added():
    proposal = IntakeProposalFactory(drafted={"captor": "IR"})

    judgements.accept(proposal, {"captor": "IR", "place": "a port"})

    assert report()["releases", "place"]["added"] == 1


def test_the_report_says_when_nothing_was_judged():
    out = io.StringIO()

    call_command("intake_report", stdout=out)

    assert out.getvalue() == "No draft has been judged yet.\n"
