"""Nothing that is not published, and no withheld name, is anywhere public.

A public address, a kind of record, a part, a text field or a foreign key that is new is
walked at once, or fails here until somebody says what it is.
"""

import logging

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection

from tests import admin_site, factories, surface
from tests.hidden_world import (
    CANARIES,
    NEVER_PUBLIC,
    RECORDS,
    SHOWN_WITHOUT,
    World,
    references,
)
from tracker import published
from tracker.models import Party, Person, PublishedDocument
from tracker.published import KINDS

pytestmark = pytest.mark.django_db

ROLES = ("viewer", "contributor", "editor", "publisher", "administrator")
SEGMENTS = (
    *("releases", "trades", "concessions", "detainees", "people", "countries"),
    *("parties", "entities", "actions", "sources", "contacts", "tallies"),
    "reconciliation",
)
PUBLIC = {
    *("home", "healthz", "readyz", "api-index", "schema", "api-docs"),
    *(f"{segment}-{view}" for segment in SEGMENTS for view in ("list", "detail")),
    "admin:login",
}
FOR_EDITORS = "admin:"  # or a route below admin/ that has no name
# Records whose fields are in a document of another kind only.
WITHOUT_DOCUMENT = {"Detention"}


def leaks(answers, words=CANARIES):
    """Where a word is found, and in which one."""
    return {
        path: word
        for path, answer in answers.items()
        for word in words
        if word in answer.text
    }


@pytest.fixture
def quiet():
    """Without a line for each address that is refused."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


# The walk itself


def test_every_address_is_classified():
    names = {place.name for place in surface.places()}

    is_for_editors = lambda name: name.startswith((FOR_EDITORS, "admin/"))  # noqa: E731
    assert {name for name in names if not is_for_editors(name)} == {
        name for name in PUBLIC if not is_for_editors(name)
    }


def test_every_kind_of_record_with_a_state_is_public_or_part_of_another():
    models = {kind.model for kind in KINDS.values()}

    assert {model.__name__ for model in RECORDS if model not in models} == (
        WITHOUT_DOCUMENT
    )


def test_every_exception_is_a_foreign_key():
    assert {reference.name for reference in references()} >= SHOWN_WITHOUT


def test_the_walk_finds_what_is_published(client, quiet):
    world = World().build_public().add_hidden().point_required()
    with published.writing():
        for rows in world.hidden.values():
            for row in rows:
                row.state = "published"
                row.save()

    text = "\n".join(a.text for a in surface.fetch(client).values())

    seen = {name for token, name in world.tokens.items() if token in text}
    expected = {n for n in world.tokens.values() if not n.startswith(NEVER_PUBLIC)}
    assert seen == expected
