import json

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from sanctions.models import Authority, Programme
from tracker.models import Country, Party
from tracker.reference import FIXTURES

pytestmark = pytest.mark.django_db


def load():
    call_command("loaddata", *FIXTURES, verbosity=0)


def counts():
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed and model._meta.app_label != "auth"
    } | {"groups": Group.objects.count()}


def test_fixtures_load_twice_and_change_nothing_the_second_time():
    load()
    before = counts()

    load()

    assert counts() == before


def test_all_entries_of_iso_3166_1_are_countries_and_states():
    load()

    assert Country.objects.count() == 249
    assert Party.objects.filter(kind="state").count() == 249
    assert not Party.objects.filter(kind="state").exclude(code=models_country()).exists()


def models_country():
    from django.db.models import F

    return F("country_id")
