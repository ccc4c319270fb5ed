"""Reliefs near a release are suggested with their base rate, and never linked."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from exchanges import suggestions
from exchanges.models import Concession, Linkage, Suggestion
from sanctions.models import Action, Edition
from tests import admin_site, factories
from tracker.models import Document

pytestmark = pytest.mark.django_db
RELEASED = dt.date(2022, 6, 1)


@pytest.fixture
def captor():
    country = factories.CountryFactory(code="BY", name="Belarus")
    return factories.PartyFactory(code="BY", name="Belarus", country=country)


@pytest.fixture
def release(captor):
    return factories.ReleaseFactory(
        slug="release-a", captor=captor, released_on=RELEASED.isoformat()
    )


@pytest.fixture(autouse=True)
def span():
    """Editions of 2022, of OFAC's list."""
    for day in (dt.date(2022, 1, 1), dt.date(2022, 12, 31)):
        factories.EditionFactory(accepted=True, list_code="ofac-sdn", published_on=day)


def programme(list_code="BELARUS", name="Belarus", **values):
    return factories.ProgrammeFactory(
        authority__code="ofac", list_code=list_code, name=name, **values
    )


def removal(day, programme="BELARUS", name="Entry", kind="removed", **values):
    entry = factories.ListEntryFactory(list_code="ofac-sdn", name=name, **values)
    factories.ListingPeriodFactory(
        entry=entry,
        programme=programme,
        began_on=dt.date(2022, 1, 1),
        ended_after=day - dt.timedelta(days=1),
        ended_on=day,
    )
    edition = factories.EditionFactory(
        accepted=True, list_code="ofac-sdn", published_on=day
    )
    factories.ChangeFactory(edition=edition, entry_key=entry.key, kind=kind)
    return entry


def after(days):
    return RELEASED + dt.timedelta(days=days)


def keys():
    return [suggested.relief.key for suggested in suggestions.suggest()]


# Pure


def test_base_rate_is_the_share_of_days_near_which_one_falls():
    first, last = dt.date(2022, 1, 1), dt.date(2022, 12, 31)

    assert suggestions.base_rate([], first, last) == 0
    # 120 days before the day, itself, and 45 days after it.
    assert suggestions.base_rate([RELEASED], first, last) == 166 / 365
    assert suggestions.base_rate([RELEASED, RELEASED], first, last) == 166 / 365
    assert suggestions.base_rate([RELEASED, after(1)], first, last) == 167 / 365
    assert suggestions.base_rate([last], first, last) == 121 / 365


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("Belarus", "Belarus (E.O. 13405) BELARUS", True),
        ("Russian Federation", "Russian harmful foreign activities", False),
        ("Russia", "Russian harmful foreign activities", True),
        ("Iran, Islamic Republic of", "Iranian financial sanctions IFSR", True),
        ("Niger", "Nigeria", False),
        ("Belarus", "Russia", False),
        ("Mali", "Somalia SOMALIA", False),
    ],
)
def test_programmes_are_the_captors_by_their_names(name, told, expected):
    party = factories.PartyFactory(name=name)

    assert suggestions.is_of(party, told) is expected


def test_programmes_under_another_name_are_known():
    russia = factories.PartyFactory(code="RU", name="Russia")

    assert suggestions.is_of(russia, "Ukraine (E.O. 13661) UKRAINE-EO13661")


# What is suggested


@pytest.mark.parametrize(
    ("days", "is_near"),
    [(-46, False), (-45, True), (0, True), (120, True), (121, False)],
)
def test_removals_within_the_window_are_suggested(release, days, is_near):
    removal(after(days))

    assert keys() == [f"removal:ofac-sdn:BELARUS:{after(days)}"] * is_near


def test_a_suggestion_says_how_often_it_comes_by_chance(release):
    removal(after(7), name="Company A")

    (suggested,) = suggestions.suggest()

    assert suggested.base_rate == 166 / 365
    assert suggested.words == (
        "Company A left ofac-sdn (BELARUS), 7 days after the release."
        " A BELARUS removal falls in such a window by chance on 45% of dates"
        " (2022-01-01 to 2022-12-31)."
    )


def test_what_left_together_is_one_suggestion(release):
    removal(after(7), name="Company A")
    entry = factories.ListEntryFactory(list_code="ofac-sdn", name="Company B")
    factories.ListingPeriodFactory(
        entry=entry, programme="BELARUS", ended_after=after(6), ended_on=after(7)
    )
    edition = Edition.objects.get(published_on=after(7))
    factories.ChangeFactory(edition=edition, entry_key=entry.key, kind="removed")

    (suggested,) = suggestions.suggest()

    assert len(suggested.relief.entries) == 2


@pytest.mark.parametrize("kind", ["merged", "renumbered", "details"])
def test_only_what_really_left_is_suggested(release, kind):
    removal(after(7), kind=kind)

    assert keys() == []


def test_removals_of_other_programmes_are_not_suggested(release):
    removal(after(7), programme="CUBA")

    assert keys() == []


def test_acts_of_the_captors_programmes_are_suggested(release):
    near = programme()
    values = {"programme": near, "authority": near.authority, "kind": "general_licence"}
    factories.ActionFactory(
        slug="action-a", effective_on=after(10).isoformat(), **values
    )
    factories.ActionFactory(effective_on=after(200).isoformat(), **values)
    factories.ActionFactory(
        effective_on=after(10).isoformat(), **{**values, "kind": "designate"}
    )
    factories.ActionFactory(effective_on=after(10).isoformat(), kind="delist")

    assert keys() == ["action:action-a"]


def test_an_act_that_is_linked_already_is_not_suggested(release):
    near = programme()
    action = factories.ActionFactory(
        programme=near, authority=near.authority, effective_on=RELEASED.isoformat()
    )
    concession = factories.ConcessionFactory(delivered=True)
    factories.StepActionFactory(step=concession.steps.get(), action=action)
    factories.LinkageFactory(release=release, concession=concession)

    assert keys() == []


def test_rare_and_close_ones_come_first(release):
    for days in range(-150, 200, 50):
        removal(after(days), programme="BELARUS-EO14038")
    removal(after(60))
    removal(after(1), programme="BELARUS-RARE")

    found = keys()

    assert found[0] == f"removal:ofac-sdn:BELARUS-RARE:{after(1)}"
    assert found.index(f"removal:ofac-sdn:BELARUS:{after(60)}") < found.index(
        f"removal:ofac-sdn:BELARUS-EO14038:{after(100)}"
    )


def test_an_undated_release_has_no_suggestions(captor):
    factories.ReleaseFactory(captor=captor)
    removal(after(7))

    assert keys() == []


def test_suggesting_takes_a_fixed_number_of_queries(
    release, captor, django_assert_max_num_queries
):
    for number in range(5):
        removal(after(number))
        factories.ReleaseFactory(captor=captor, released_on=RELEASED.isoformat())

    with django_assert_max_num_queries(12):
        assert len(suggestions.suggest()) == 30


# What an editor says


def test_accepting_makes_drafts_and_nothing_public(release):
    near = programme()
    entity = factories.EntityFactory()
    removal(after(7), entity=entity)
    before = set(Document.objects.values_list("kind", "slug", "body"))
    (suggested,) = suggestions.suggest()

    decided = suggestions.accept(suggested, None)

    action = Action.objects.get()
    assert (decided.concession.state, action.state) == ("draft", "draft")
    assert (action.kind, action.programme) == ("delist", near)
    assert list(action.entities.all()) == [entity]
    assert action.effective_on == after(7).isoformat()
    assert decided.linkage.basis == "sequence"
    assert decided.concession.giver == near.authority.party
    assert set(Document.objects.values_list("kind", "slug", "body")) == before
    assert keys() == []


def test_an_act_that_the_record_has_is_used(release):
    near = programme()
    action = factories.ActionFactory(
        programme=near, authority=near.authority, effective_on=RELEASED.isoformat()
    )

    decided = suggestions.accept(suggestions.suggest()[0], None)

    assert decided.concession.steps.get().actions.get() == action


def test_rejecting_is_remembered(release):
    removal(after(7))

    suggestions.reject(suggestions.suggest()[0], None)

    assert keys() == []
    assert not Concession.objects.exists()


@pytest.mark.parametrize("decide", [suggestions.accept, suggestions.reject])
def test_a_decision_is_taken_back_with_its_drafts(release, decide):
    programme()
    removal(after(7))
    decided = decide(suggestions.suggest()[0], None)

    suggestions.undo(decided)

    assert len(keys()) == 1
    assert not Suggestion.objects.exists()
    assert not Concession.objects.exists()
    assert not Linkage.objects.exists()
    assert not Action.objects.exists()


def test_what_has_been_published_since_is_not_undone(release):
    programme()
    removal(after(7))
    decided = suggestions.accept(suggestions.suggest()[0], None)
    decided.concession.state = "in_review"

    with pytest.raises(suggestions.SuggestionError, match="more than a draft"):
        suggestions.undo(decided)


def test_the_captor_gives_nothing_for_its_own_release(release, captor):
    programme(authority__party=captor)
    removal(after(7))

    with pytest.raises(suggestions.SuggestionError, match="freed them"):
        suggestions.accept(suggestions.suggest()[0], None)

    assert not Action.objects.exists()


def test_a_programme_that_the_record_lacks_has_to_be_added_first(release):
    removal(after(7))

    with pytest.raises(suggestions.SuggestionError, match="add it"):
        suggestions.accept(suggestions.suggest()[0], None)


# On the desk, and as a command


@pytest.mark.parametrize("place", ["queue", "queue_of"])
def test_an_editor_judges_in_the_queue(client, release, place):
    programme()
    removal(after(7), name="Company A")
    admin_site.sign_in(client, administrator=True)
    arguments = ["release-a"] if place == "queue_of" else []
    url = reverse(f"admin:exchanges_suggestion_{place}", args=arguments)
    key = f"removal:ofac-sdn:BELARUS:{after(7)}"

    page = client.get(url).content.decode()
    form = {"release": "release-a", "key": key, "decision": "accept"}
    again = client.post(url, form, follow=True).content.decode()

    assert "Company A" in page
    assert "by chance on 45% of dates" in page
    assert not admin_site.INLINE.search(page)
    assert "is a draft now" in again
    assert Suggestion.objects.get().decided_by is not None
    assert "no longer open" in client.post(url, form, follow=True).content.decode()


def test_a_viewer_looks_at_the_queue_only(client, release):
    removal(after(7))
    admin_site.sign_in(client, "exchanges.view_suggestion")
    url = reverse("admin:exchanges_suggestion_queue")

    assert 'value="accept"' not in client.get(url).content.decode()
    assert client.post(url, {"decision": "reject"}).status_code == 403


def test_a_decision_is_taken_back_on_the_desk(client, release):
    row = factories.SuggestionFactory(release=release)
    admin_site.sign_in(client, administrator=True)

    client.post(
        admin_site.address(Suggestion, "changelist"),
        {"action": "undo", "_selected_action": [str(row.pk)]},
    )

    assert not Suggestion.objects.exists()


def test_command_lists_suggestions(release, capsys):
    removal(after(7))

    call_command("suggest")
    call_command("suggest", "release-a", "--json")

    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("release-a: Entry")
    assert json.loads(out[-1])[0]["days"] == 7
    with pytest.raises(CommandError, match="no release unknown"):
        call_command("suggest", "unknown")
