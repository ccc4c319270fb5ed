"""One dossier adds steps, acts, roles and words to records of another."""

import json

import pytest
import yaml
from django.core.management.base import CommandError

from exchanges.models import Concession, Linkage, Step, Trade
from tests import factories
from tracker import published
from tracker.models import PublishedDocument

from .dossier_files import STORY, changed, dump, load, reference_data, write
from .test_dossiers import versions

pytestmark = pytest.mark.usefixtures("_states")

LATER = """\
dossier: later
sources:
  s: {publisher: P, title: T, kind: article, confidence: high}
entities:
  fund-listed: {names: [Fund], kind: organisation, party: fund}
actions:
  licence: {authority: OFAC, kind: general_licence, announced_on: 2025-02, cite: s 1}
  notice: {authority: OFAC, kind: delist, announced_on: 2025-03-04, cite: s 1}
adds:
  entities:
    other-listed: {cite: s 9}
  trades:
    bargain:
      parties: {venue: [BY]}
      disputed: {guarantor: [fund]}
      actions: [notice]
      cite: s 2
  concessions:
    money:
      steps:
        - {agreed: 2024-12, by: US, cite: s 3}
        - {delivered: 2025-03-04, words: in March, reported_as: lifted,
           actions: [notice], cite: [s 4, {source: s, at: 5, speaker: US}]}
        - {demanded: 2024-11}
      actions: {delivered undated: [licence]}
      cite: s 6
      claims: [{field: amount, value: 7000000 USD, cite: s 7}]
  linkages:
    - given: [money]
      for: [three]
      cite: [{source: s, at: 8, stance: disputes, speaker: BY}, s 10]
"""
OTHER = """\
dossier: lists
sources: {n: {publisher: N, title: N, kind: notice}}
entities:
  other-listed: {names: [Other], kind: organisation, cite: n 1}
"""


@pytest.fixture
def _states(db):
    reference_data()
    factories.AuthorityFactory(code="OFAC")


def paths(folder, later=LATER, story=STORY):
    return [
        write(folder, story),
        write(folder, OTHER, "lists.yaml"),
        write(folder, later, "later.yaml"),
    ]


def refusal(*files, **options):
    with pytest.raises(CommandError) as caught:
        load(*files, **options)
    return str(caught.value)


def steps():
    return [(step.kind, step.happened_on) for step in Step.objects.all()]


def served(slug="money"):
    body = PublishedDocument.objects.get(kind="concession", slug=slug).body
    return json.loads(bytes(body))


IN_ORDER = [
    ("demanded", "2024-11"),
    ("offered", "2024-12"),
    ("delivered", ""),
    ("agreed", "2024-12"),
    ("delivered", "2025-03-04"),
]


def test_added_steps_stand_where_they_happened(tmp_path):
    load(*paths(tmp_path))

    assert steps() == IN_ORDER
    assert [step.position for step in Step.objects.all()] == [0, 1, 2, 3, 4]


def test_a_step_is_served_with_its_acts_words_and_citations(tmp_path):
    load(*paths(tmp_path))

    last = served()["steps"][-1]

    assert last["text"] == "in March"
    assert last["reported_as"] == "lifted"
    assert [act["slug"] for act in last["actions"]] == ["notice"]
    assert [(c["locator"], c["field"]) for c in last["citations"]] == [
        ("4", "steps.4"),
        ("5", "steps.4"),
    ]


def test_citations_of_the_other_steps_follow_them(tmp_path):
    load(*paths(tmp_path))

    offered = served()["steps"][1]

    assert [(c["locator"], c["field"]) for c in offered["citations"]] == [
        ("5", "steps.1")
    ]


def test_acts_are_tied_to_a_step_that_is_there(tmp_path):
    load(*paths(tmp_path))

    step = Step.objects.get(kind="delivered", happened_on="")
    assert [act.slug for act in step.actions.all()] == ["licence"]


def test_roles_and_acts_are_added_to_a_trade(tmp_path):
    load(*paths(tmp_path))

    trade = Trade.objects.get()
    roles = {(r.role, r.party.code, r.is_disputed) for r in trade.trade_parties.all()}
    assert {("venue", "BY", False), ("guarantor", "fund", True)} <= roles
    assert [row.action.slug for row in trade.trade_actions.all()] == ["notice"]


def test_a_denial_is_added_to_a_link(tmp_path):
    load(*paths(tmp_path))

    cited = Linkage.objects.get().citations.all()

    assert [(c.locator, c.stance) for c in cited] == [
        ("2", "supports"),
        ("8", "disputes"),
        ("10", "supports"),
    ]


@pytest.mark.parametrize("name", ["story.yaml", "later.yaml", "lists.yaml"])
def test_each_dossier_loads_again_without_change(tmp_path, name):
    load(*paths(tmp_path))

    assert "Nothing to write" in load(tmp_path / name)


def test_revert_takes_back_exactly_what_was_added(tmp_path):
    story, lists, later = paths(tmp_path)
    load(story, lists)
    before = versions()
    load(later)

    load(later, revert=True)

    assert versions() == before


def test_steps_that_leave_the_file_are_removed_with_what_is_said_of_them(tmp_path):
    load(*paths(tmp_path))
    text = changed("        - {agreed: 2024-12, by: US, cite: s 3}\n", "", LATER)

    said = load(write(tmp_path, text, "later.yaml"))

    assert "1 removed" in said
    assert ("agreed", "2024-12") not in steps()
    money = Concession.objects.get()
    assert not money.citations.filter(locator="3").exists()
    assert [c.field for c in money.citations.filter(locator="4")] == ["steps.3"]


def test_change_of_an_added_step_changes_its_row(tmp_path):
    load(*paths(tmp_path))
    before = Step.objects.get(happened_on="2025-03-04").pk
    text = changed(
        "reported_as: lifted,\n           actions: [notice]", "note: Late", LATER
    )
    text = changed("cite: [s 4, {source", "cite: [{source", text)

    load(write(tmp_path, text, "later.yaml"))

    step = Step.objects.get(pk=before)
    assert (step.reported_as, step.note) == ("", "Late")
    assert not step.actions.exists()
    assert not step.concession.citations.filter(locator="4").exists()


def test_change_of_the_concession_keeps_what_was_added(tmp_path):
    load(*paths(tmp_path))
    new = "- {considered: 2024-10, cite: paper 6}\n      - {offered: 2024-12, by"
    text = changed("- {offered: 2024-12, by", new)

    said = load(write(tmp_path, text))

    assert "concessions  1 changed" in said
    assert steps() == [("considered", "2024-10"), *IN_ORDER]
    offered = served()["steps"][2]
    assert [c["locator"] for c in offered["citations"]] == ["5"]
    assert "Nothing to write" in load(*paths(tmp_path, story=text))


def test_step_that_acts_were_added_to_does_not_vanish_alone(tmp_path):
    load(*paths(tmp_path))
    text = changed("{delivered: undated}", "{delivered: 2025-01}")

    message = refusal(write(tmp_path, text))

    assert (
        "concessions.money: dossier later adds an act to the step delivered undated,"
        " which is no longer here; load both files" in message
    )


def test_it_changes_together_with_the_acts(tmp_path):
    load(*paths(tmp_path))
    text = changed("{delivered: undated}", "{delivered: 2025-01}")
    later = changed("delivered undated: [", "delivered 2025-01: [", LATER)

    load(*paths(tmp_path, later, text))

    step = Step.objects.get(happened_on="2025-01")
    assert [act.slug for act in step.actions.all()] == ["licence"]
    assert "Nothing to write" in load(*paths(tmp_path, later, text))


def test_an_editors_change_of_an_added_step_stops_the_load(tmp_path):
    load(*paths(tmp_path))
    with published.writing():
        Step.objects.filter(happened_on="2025-03-04").update(note="By hand")

    message = refusal(tmp_path / "later.yaml")

    assert "adds.concessions.money.steps.1" in message
    assert "note is 'By hand' in the database, not recorded in the file" in message


@pytest.mark.parametrize("name", ["later", "story", None])
def test_dump_and_load_change_nothing(tmp_path, name):
    load(*paths(tmp_path))
    before = {k: v for k, v in versions().items() if k != "DossierRecord"}
    out = tmp_path / "out"

    dump(*([name] if name else []), out=str(out))
    said = load(*sorted(out.glob("*.yaml")))

    assert "Nothing to write" in said
    assert {k: v for k, v in versions().items() if k != "DossierRecord"} == before


def test_dump_writes_additions_as_people_do(tmp_path):
    load(*paths(tmp_path))

    adds = yaml.load(dump("later"), yaml.BaseLoader)["adds"]

    assert adds == {
        "entities": {"other-listed": {"cite": "s 9"}},
        "trades": {
            "bargain": {
                "parties": {"venue": ["BY"]},
                "disputed": {"guarantor": ["fund"]},
                "actions": ["notice"],
                "cite": "s 2",
            }
        },
        "concessions": {
            "money": {
                "steps": [
                    {"agreed": "2024-12", "by": "US", "cite": "s 3"},
                    {
                        "delivered": "2025-03-04",
                        "words": "in March",
                        "reported_as": "lifted",
                        "actions": ["notice"],
                        "cite": ["s 4", {"source": "s", "at": "5", "speaker": "US"}],
                    },
                    {"demanded": "2024-11"},
                ],
                "actions": {"delivered undated": ["licence"]},
                "cite": "s 6",
                "claims": [{"field": "amount", "value": "7000000 USD", "cite": "s 7"}],
            }
        },
        "linkages": [
            {
                "given": ["money"],
                "for": ["three"],
                "cite": [
                    {"source": "s", "at": "8", "stance": "disputes", "speaker": "BY"},
                    "s 10",
                ],
            }
        ],
    }


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{agreed: 2024-12, by: US, cite: s 3}",
            "{offered: 2024-12, by: envoy, cite: s 3}",
            "later.yaml:21: adds.concessions.money.steps.0: STORY says the same"
            " already; remove it here",
        ),
        (
            "{agreed: 2024-12, by: US, cite: s 3}",
            "{restored: 2024-12, cite: s 3}",
            "later.yaml:21: adds.concessions.money.steps.0: restored comes before any"
            " step expired or reversed or suspended; write that step too (undated if"
            " need be), or use withdrawn or lapsed for what was never given",
        ),
        (
            "{demanded: 2024-11}",
            "{agreed: 2024-12, by: US}",
            "later.yaml:20: adds.concessions.money.steps: 'agreed 2024-12 by US'"
            " stands here twice as step; keep one",
        ),
        (
            "actions: {delivered undated: [licence]}",
            "actions: {delivered 2025-01: [licence]}",
            "later.yaml:25: adds.concessions.money.actions.delivered 2025-01.0: the"
            " dossier of money has no step 'delivered 2025-01'; it has offered 2024-12,"
            " delivered undated (a step that is added has its acts with it)",
        ),
        (
            "actions: {delivered undated: [licence]}",
            "actions: {given: [licence]}",
            "later.yaml:25: adds.concessions.money.actions.given: 'given' names no"
            " step; write what happened and its date as the concession has them, such"
            " as delivered 2025-09 or offered undated; steps are considered,",
        ),
        (
            "      cite: s 2\n",
            "",
            "later.yaml:13: adds.trades.bargain: what is added to bargain has no"
            " source; add cite:",
        ),
        (
            "disputed: {guarantor: [fund]}",
            "disputed: {principal: [US]}",
            "later.yaml:15: adds.trades.bargain.disputed.principal: US is principal"
            " there without dispute; add a citation that disputes it, or change it"
            " there",
        ),
        (
            "    - given: [money]",
            "    - given: [three]",
            "later.yaml:31: adds.linkages.0.cite.0: three is linked to three nowhere;"
            " write that link under linkages, or correct given and for",
        ),
        (
            "{field: amount, value: 7000000 USD",
            "{field: steps.0.reported_as, value: eased",
            "later.yaml:27: adds.concessions.money.claims.0.field: 'steps.0' is a place"
            " in another file, where it may change; name the step by its kind, such as"
            " steps.delivered.reported_as",
        ),
        (
            "parties: {venue: [BY]}",
            "parties: {venue: [XX]}",
            "later.yaml:14: adds.trades.bargain.parties.venue.0: 'XX' is no party",
        ),
    ],
)
@pytest.mark.parametrize("is_loaded", [False, True], ids=["together", "after"])
def test_wrong_additions_are_refused(tmp_path, old, new, expected, is_loaded):
    later = changed(old, new, LATER)
    story, lists, added = paths(tmp_path, later)
    if is_loaded:
        load(story, lists)

    message = refusal(*([added] if is_loaded else [story, lists, added]))

    said = "dossier story" if is_loaded else str(story)
    assert expected.replace("STORY", said) in message
    assert not Step.objects.filter(happened_on="2025-03-04").exists()


def test_a_demand_added_after_the_release_is_refused_as_a_price(tmp_path):
    text = changed("{offered: 2024-12, by: envoy, contact: call, cite: paper 5}", "{}")
    text = changed("      - {}\n", "", text)
    later = changed("{agreed: 2024-12, by: US, cite: s 3}", "{agreed: 2025-06}", LATER)
    later = changed("        - {demanded: 2024-11}\n", "", later)

    message = refusal(*paths(tmp_path, later, text))

    assert "money was first agreed (June 2025) certainly after three" in message
