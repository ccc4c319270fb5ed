import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models import F

from sanctions.models import Authority, Programme
from tracker import published
from tracker.models import Country, Party
from tracker.reference import FIXTURES

pytestmark = pytest.mark.django_db


def load():
    with published.writing():
        call_command("loaddata", *FIXTURES, verbosity=0)


def counts():
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed
    }


def codenames(group):
    return set(
        Group.objects.get(name=group).permissions.values_list("codename", flat=True)
    )


def own_models():
    return [
        model
        for package in ("tracker", "sanctions", "exchanges")
        for model in apps.get_app_config(package).get_models()
        if model._meta.managed
        and not any(field.name == "pgh_id" for field in model._meta.concrete_fields)
    ]


def test_fixtures_load_twice_and_change_nothing_the_second_time():
    load()
    before = counts()

    load()

    assert counts() == before


def test_command_loads_all_fixtures(capsys):
    call_command("load_reference")

    assert capsys.readouterr().out == (
        "Loaded countries, parties, authorities, programmes, roles.\n"
    )
    assert Programme.objects.exists()
    assert Group.objects.exists()


def test_every_country_is_a_state_of_the_same_code():
    load()

    states = Party.objects.filter(kind="state", country=F("code"))

    assert Country.objects.count() == 249
    assert states.count() == 249
    assert not Party.objects.filter(kind="state").exclude(country=F("code")).exists()


def test_reference_parties_are_public():
    load()

    assert not Party.objects.exclude(state="published").exists()


def test_a_list_writes_each_programme_in_one_way():
    load()

    pairs = list(
        Programme.objects.exclude(list_code="").values_list("authority", "list_code")
    )

    assert len(pairs) == len(set(pairs))


def test_every_party_of_an_authority_is_known():
    load()

    assert not Authority.objects.exclude(party__state="published").exists()


def test_authorities_and_programmes_of_dossiers_are_known():
    load()
    known = {
        "authority": set(Authority.objects.values_list("code", flat=True)),
        "programme": set(Programme.objects.values_list("code", flat=True)),
    }

    unknown = [
        (path.name, kind, code)
        for path in sorted(Path(settings.BASE_DIR, "seeds").glob("*.yaml"))
        for kind, code in re.findall(
            r"\b(authority|programme): ([a-z0-9-]+)", path.read_text(encoding="utf-8")
        )
        if code not in known[kind]
    ]

    assert unknown == []


# Who looked at restricted records is shown to administrators only.
FOR_ADMINISTRATORS = {"view_viewing"}
# What the public writes is shown to those only who deal with it, and the texts of
# articles, which are under copyright, to those who record them.
FOR_EDITORS = {"view_publicreport", "view_intakearticle"}


def test_viewers_see_every_table_and_change_none():
    load()

    assert (
        codenames("viewer")
        == {f"view_{model._meta.model_name}" for model in own_models()}
        - FOR_ADMINISTRATORS
        - FOR_EDITORS
    )


def test_administrators_alone_see_who_looked_at_restricted_records():
    load()

    assert codenames("administrator") >= FOR_ADMINISTRATORS
    assert not codenames("publisher") & FOR_ADMINISTRATORS


def test_each_role_may_do_what_the_one_before_may():
    load()

    assert (
        codenames("viewer")
        < codenames("contributor")
        < codenames("editor")
        <= codenames("publisher")
        < codenames("administrator")
    )


def test_nobody_but_administrators_deletes_records_or_manages_accounts():
    load()

    more = codenames("administrator") - codenames("publisher")

    assert {"delete_release", "delete_person", "add_user", "change_group"} <= more
    assert "delete_step" in codenames("contributor")
