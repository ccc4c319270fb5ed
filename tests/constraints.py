"""Ways to break a named constraint, for the tests of each package."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, connection

from tracker import published

UNKNOWN = "?"  # in no list of choices


def names(package: str) -> list[str]:
    """All named constraints of a package's own models, history tables left out."""
    return [
        constraint.name
        for model in apps.get_app_config(package).get_models()
        if model._meta.managed
        and not any(field.name == "pgh_id" for field in model._meta.concrete_fields)
        for constraint in model._meta.constraints
    ]


def twice(row):
    """Insert the same row again."""
    row.pk = None
    row._state.adding = True
    row.save(force_insert=True)


def of_citation(factory) -> dict[str, Callable[[], object]]:
    """The constraints that every kind of citation has."""
    table = factory._meta.model._meta.model_name
    return {
        f"{table}_stance_known": lambda: factory(stance=UNKNOWN),
        f"{table}_confidence_known": lambda: factory(confidence=UNKNOWN),
        f"{table}_digest_is_hex": lambda: factory(digest="not hexadecimal"),
        f"{table}_one_speaker": lambda: factory(
            speaker=party(), speaker_words="an official"
        ),
        f"{table}_value_has_field": lambda: factory(field="", value="2"),
        f"{table}_once": lambda: twice(factory()),
    }


def party():
    from tests.factories import PartyFactory

    return PartyFactory()


def at_once(act: Callable[[], object]) -> None:
    with published.writing():
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def assert_breaks(name: str, act: Callable[[], object]) -> None:
    """Assert that PostgreSQL refuses what ``act`` writes because of the constraint."""
    with pytest.raises(IntegrityError) as refusal:
        at_once(act)

    assert refusal.value.__cause__.diag.constraint_name == name
