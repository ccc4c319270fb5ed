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


# Records that are not published


def test_nothing_hidden_is_public(client, quiet):
    world = World().build_public().add_hidden().point_required()
    add_citations_about_hidden_parts(world)

    answers = surface.fetch(client)

    assert leaks(answers) == {}


def add_citations_about_hidden_parts(world):
    """Citations that are public but for what they point to or are about."""
    release = world.row("Release")
    with published.writing():
        for person in world.hidden[Person]:
            for part in ("", ".outcome"):
                factories.ReleaseCitationFactory(
                    subject=release, field=f"freed.{person.slug}{part}", value="x"
                )
        for source in world.hidden[world.model("Source")]:
            newer = factories.ReleaseCitationFactory(
                subject=release, source=source, locator="newer"
            )
            factories.ReleaseCitationFactory(subject=release, superseded_by=newer)
        for party in world.hidden[Party]:
            for name in ("speaker", "speaking_for"):
                newer = factories.ReleaseCitationFactory(
                    subject=release, locator="newer", **{name: party}
                )
                factories.ReleaseCitationFactory(subject=release, superseded_by=newer)
            position = 100 + release.recognitions.count()
            factories.RecognitionFactory(
                of_release=True, release=release, by=party, position=position
            )
            factories.ReleaseCitationFactory(
                subject=release,
                field=f"recognitions.{position}.by",
                value=party.code,
            )


def test_public_side_is_the_same_without_hidden_records(client, quiet):
    world = World().build_public()
    before = surface.fetch(client)

    world.add_hidden()

    assert changed(before, surface.fetch(client)) == set()


def changed(before, after):
    return {p for p in {*before, *after} if before.get(p) != after.get(p)}


def test_public_side_is_the_same_for_everybody(client, quiet):
    World().build_public().add_hidden()
    before = surface.fetch(client)

    admin_site.sign_in(client, administrator=True)

    assert changed(before, surface.fetch(client)) == set()


def test_hidden_record_is_answered_like_an_unknown_one(client, quiet):
    world = World().build_public().add_hidden()
    different = []
    for kind in KINDS.values():
        for row in world.hidden.get(kind.model, ()):
            slug = getattr(row, "slug", None) or row.code
            for segment in segments_of(kind):
                hidden = surface.ask(client, f"{surface.API}{segment}/{slug}/")
                other = "x" * len(slug)
                unknown = surface.ask(client, f"{surface.API}{segment}/{other}/")
                assert unknown.status == 404
                if hidden.text.replace(slug, other) != unknown.text:
                    different.append(row)

    assert different == []


def segments_of(kind):
    return [s for s, v in surface.VIEWSETS.items() if v.kind_name == kind.name]


def test_no_filter_finds_what_is_hidden(client, quiet):
    world = World().build_public().add_hidden().point_required()
    values = [
        getattr(row, "slug", None) or row.code
        for rows in world.hidden.values()
        for row in rows[::3]
    ]

    answers = {path: surface.ask(client, path) for path in surface.filtered(values)}

    assert {a.status for a in answers.values()} == {200}
    assert {p: a for p, a in answers.items() if a.json["results"]} == {}
    assert leaks(answers) == {}


def test_error_repeats_nothing_but_what_was_asked(client, quiet):
    World().build_public().add_hidden()
    paths = [
        *(f"{surface.API}{segment}/?kind=x&nothing=y" for segment in SEGMENTS),
        *(f"{surface.API}{segment}/unknown/?nothing=y" for segment in SEGMENTS),
    ]

    answers = {path: surface.ask(client, path) for path in paths}

    assert {answer.status for answer in answers.values()} == {400}
    assert leaks(answers) == {}
