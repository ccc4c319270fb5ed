"""Licences that end are named while there is time, and when a record is out of date."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from exchanges.expiries import expiries
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2022, 6, 1)


def licence(expires_on, *steps, **values):
    action = factories.ActionFactory(
        kind="general_licence", expires_on=expires_on, **values
    )
    if steps:
        concession = factories.ConcessionFactory(**dict.fromkeys(steps, True))
        factories.StepActionFactory(step=concession.steps.first(), action=action)
    return action


def named(**options):
    return [expiry.action.slug for expiry in expiries(TODAY, **options)]


def test_an_act_that_expires_soon_is_named():
    licence("2022-07-01", slug="action-soon")
    licence("2022-07-02", slug="action-later")
    licence("", slug="action-lasting")

    assert named() == ["action-soon"]
    assert named(within=31) == ["action-soon", "action-later"]


def test_an_expired_act_is_named_while_a_step_still_says_delivered():
    licence("2022-05-01", "delivered", slug="action-a")
    licence("2022-05-01", "delivered", "expired", slug="action-b")
    licence("2022-05-01", slug="action-c")

    (expiry,) = expiries(TODAY)

    assert expiry.action.slug == "action-a"
    assert "has expired (2022-05-01); still delivered: concession" in expiry.words


def test_an_act_that_another_takes_back_is_left_out():
    action = licence("2022-06-15")
    factories.ActionFactory(kind="extend", reverses=action)

    assert named() == []


def test_an_inexact_day_counts_from_its_last():
    licence("2022-06", slug="action-a")

    (expiry,) = expiries(TODAY)

    assert expiry.days == 29


def test_command_names_them(capsys):
    licence("2022-06-11", "delivered", slug="action-a")

    call_command("expiries", "--on", "2022-06-01")
    call_command("expiries", "--on", "2022-06-01", "--json")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("action-a expires in 10 days (2022-06-11)")
    assert json.loads(lines[-1])[0]["days"] == 10


def test_watching_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    for _ in range(4):
        licence("2022-06-11", "delivered")

    with django_assert_max_num_queries(5):
        assert len(expiries(TODAY)) == 4
