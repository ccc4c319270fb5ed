"""Nothing that is not published, and no withheld name, is anywhere public.

A public address, a kind of record, a part, a text field or a foreign key that is new is
walked at once, or fails here until somebody says what it is.
"""

import json
import logging
from urllib.parse import urlencode

import psycopg
import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.urls import Resolver404, resolve

from exchanges import urls as pages
from tests import admin_site, factories, surface
from tests.hidden_world import (
    CANARIES,
    FACTORIES,
    NEVER_PUBLIC,
    RECORDS,
    SHOWN_WITHOUT,
    World,
    make_apart,
    references,
    tables,
)
from tracker import published, roles
from tracker.models import Party, Person
from tracker.published import KINDS

pytestmark = pytest.mark.django_db

ROLES = ("viewer", "contributor", "editor", "publisher", "administrator")
SEGMENTS = (
    *("releases", "trades", "concessions", "detainees", "people", "countries"),
    *("parties", "entities", "actions", "sources", "contacts", "tallies"),
    "reconciliation",
)
PUBLIC = {
    *("robots", "icon", "security", "sitemap", "file", "cite"),
    "django.contrib.sitemaps.views.sitemap",
    *("healthz", "readyz", "api-index", "schema", "api-docs"),
    *("ledger", "discrepancies", "revolving-door", "price", "search", "match"),
    *("listings", "listing"),
    *("changes", "timeline"),
    *("match-preview", "match-properties", "match-suggest"),
    *(f"{segment}-{view}" for segment in SEGMENTS for view in ("list", "detail")),
    *surface.PAGE_NAMES,
}
FOR_EDITORS = "admin:"  # or a route below admin/ that has no name
# Made with the person whose name is withheld.
APART = {"Party.person", "PersonName.person", "PersonCitation.subject"}
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

    assert {n for n in names if not n.startswith((FOR_EDITORS, "admin/"))} == PUBLIC


def test_the_walk_visits_every_public_address(client, quiet):
    World().build_public()

    paths = [path for path in surface.fetch(client) if path.startswith("/")]

    assert PUBLIC - {name_of(path) for path in paths} == set()


def name_of(path):
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return None


def test_every_table_has_a_factory_or_is_never_public():
    without = {model.__name__ for model in tables() if model not in FACTORIES}

    assert without <= {*NEVER_PUBLIC}


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
                other = "x" * len(slug)
                for side in (surface.API, "/"):
                    hidden = surface.ask(client, f"{side}{segment}/{slug}/")
                    unknown = surface.ask(client, f"{side}{segment}/{other}/")
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


# Withheld names


def build_withheld(world):
    """Give somebody whose name is withheld every place that a foreign key allows."""
    person = factories.PersonFactory(withheld=True, nameless=True)
    with published.writing():
        names = world.model("PersonName")
        name = world.make(names, **{**world.canaries(names), "person": person})
        factories.PersonCitationFactory(
            subject=person, field="names.0", value=name.text
        )
        party = factories.PartyFactory(human=True, person=person)
        for reference in references():
            targets = {Person: person, Party: party}
            if reference.target not in targets or reference.name in APART:
                continue
            values = {reference.field.name: targets[reference.target]}
            if reference.model.__name__ != "Entity":
                make_apart(reference.model, **values)
            else:
                row = make_apart(reference.model, **values, main_name=None)
                factories.ActionEntityFactory(entity=row)
                for part in map(world.model, ("EntityName", "Identifier")):
                    world.make(part, **{**world.canaries(part), "entity": row})
    return person


def test_no_withheld_name_is_public(client, quiet):
    world = World().build_public()
    build_withheld(world)

    assert leaks(surface.fetch(client)) == {}


def test_the_walk_finds_a_name_that_is_no_longer_withheld(client, quiet):
    world = World().build_public()
    person = build_withheld(world)

    with published.writing():
        person.is_name_withheld = False
        person.save()

    text = "\n".join(a.text for a in surface.fetch(client).values())
    assert {n for token, n in world.tokens.items() if token in text} == {
        *("PersonName.text", "PersonName.language", "PersonName.scheme"),
        *("EntityName.text", "Identifier.kind", "Identifier.value"),
    }


def test_withheld_name_is_not_found_by_search(client, quiet):
    world = World().build_public()
    person = build_withheld(world)
    spelling = person.names.get().text

    answers = {path: surface.ask(client, path) for path in surface.filtered([spelling])}

    assert {p: a for p, a in answers.items() if a.json["results"]} == {}


# The editors' side


@pytest.fixture
def rows():
    """One published row of each model, and the roles."""
    call_command("loaddata", "roles", verbosity=0)
    return World().build_public().public


def editors_places(rows):
    """Every address of the admin, with a row of its model where it needs one."""
    for place in surface.places():
        if not place.name.startswith(FOR_EDITORS):
            continue
        model_name = place.name.removeprefix(FOR_EDITORS).rpartition("_")[0]
        found = [m for m in admin.site._registry if label(m) == model_name]
        row = rows.get(found[0]._meta.concrete_model) if found else None
        values = {
            "object_id": row.pk if row else 1,
            "other": row.pk if row else 1,
            "app_label": "tracker",
            "content_type_id": 1,
            "state": "draft",
            "sort": "uncited",
            "id": "password",
            "url": "unknown/",
            "slug": "release-1",
        }
        yield place, place.address(**values)


def label(model):
    return f"{model._meta.app_label}_{model._meta.model_name}"


def test_unknown_address_of_the_admin_leads_to_the_login(client):
    response = client.get("/admin/unknown/")

    assert response["Location"] == "/admin/login/?next=/admin/unknown/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_gets_the_login_only(client, rows, quiet, method):
    others = {}
    for place, address in editors_places(rows):
        if place.name in ("admin:login", "admin:logout"):
            continue
        response = getattr(client, method)(address)
        if response.headers.get("Location") != f"/admin/login/?next={address}":
            others[place.name] = response.status_code

    assert others == {}


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_page_of_the_admin_fails(client, rows, quiet, role):
    sign_in_as(client, role)

    statuses = {
        place.name: client.get(address).status_code
        for place, address in editors_places(rows)
    }

    assert {n: s for n, s in statuses.items() if s not in ALLOWED_STATUSES} == {}
    opened = {n for n, s in statuses.items() if s == 200 and n.endswith("changelist")}
    assert bool(opened) == (role is not None)


def sign_in_as(client, role):
    user = factories.UserFactory(staff=True)
    if role is not None:
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


ALLOWED_STATUSES = {200, 302, 403, 404, 405}


def test_viewer_changes_nothing_that_an_administrator_could(client, rows, quiet):
    forms = forms_of_administrator(client)
    sign_in_as(client, "viewer")
    before = contents()

    statuses = {url: client.post(url, data).status_code for url, data in forms.items()}
    for model in admin.site._registry:
        url = admin_site.address(model, "changelist")
        for action in {"delete_selected", *action_names(model)}:
            row = rows.get(model._meta.concrete_model)
            data = {"action": action, "_selected_action": row.pk if row else 1}
            client.post(url, data)

    assert {u: s for u, s in statuses.items() if s != 403} == {}
    assert contents() == before
    client.force_login(client.administrator)
    changes = [u for u in forms if u.endswith("/change/") and "/auth/" not in u]
    # Forms of one record and of its parts: the first one saved makes the others stale.
    answers = {url: client.post(url, forms[url]).status_code for url in changes}
    assert {u: s for u, s in answers.items() if s not in (302, 409)} == {}
    assert 302 in answers.values()
    assert contents() != before


def forms_of_administrator(client):
    """What an administrator's browser would send, by address."""
    client.administrator = admin_site.sign_in(client, administrator=True)
    forms = {}
    for model, model_admin in admin.site._registry.items():
        for row in model._default_manager.all()[:1]:
            url = admin_site.address(model, "change", row.pk)
            response = client.get(url)
            has_form = model_admin.has_change_permission(response.wsgi_request, row)
            if has_form:
                forms[url] = {
                    **admin_site.form_of(response),
                    **{"note": "changed", "name": "changed"},
                }
            forms[admin_site.address(model, "delete", row.pk)] = {"post": "yes"}
        url = admin_site.address(model, "add")
        if client.get(url).status_code == 200:
            forms[url] = admin_site.form_of(client.get(url))
    return forms


def contents():
    """Every row of every table of ours, with users and groups."""
    tables = [
        model._meta.db_table
        for app in ("tracker", "sanctions", "exchanges", "auth")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model.__name__ != "User"
    ]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            found[table] = cursor.fetchall()
    return found


def action_names(model):
    model_admin = admin.site._registry[model]
    return [
        *dict(admin.site.actions),
        *(getattr(a, "__name__", a) for a in model_admin.actions or ()),
    ]


def test_every_action_of_the_admin_needs_a_permission():
    without = []
    for model, model_admin in admin.site._registry.items():
        for function, name, _ in model_admin._get_base_actions():
            if not getattr(function, "allowed_permissions", ()):
                without.append(f"{model.__name__}.{name}")

    assert without == []


# The role that reads what is published

COMMITTED = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@COMMITTED
def test_public_role_reads_its_views_and_nothing_else(role_connection):
    public = role_connection("tracker_public")
    relations = role_connection("tracker_owner").execute(
        "SELECT oid::regclass::text FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r','p','v','m')"
    )

    read = [name for (name,) in relations if is_allowed(public, f"TABLE {name}")]

    assert sorted(read) == sorted(roles.PUBLIC_RELATIONS)


def is_allowed(role, statement):
    try:
        role.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


@COMMITTED
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO published_version (id, number) VALUES (2, 1)",
        "UPDATE published_document SET body = ''",
        "DELETE FROM published_document",
        "UPDATE tracker_document SET body = ''",
        "DELETE FROM tracker_indexedname",
        "DELETE FROM tracker_namekey",
        "DELETE FROM published_namekey",
        "DELETE FROM tracker_mark",
        "TRUNCATE tracker_document",
        "SELECT mark_documents()",
        "SELECT refuse_marks()",
        "SELECT watch_table('tracker_party', '{}')",
        "SELECT unwatch_tables_except('{}')",
    ],
)
def test_public_role_writes_nothing(role_connection, statement):
    public = role_connection("tracker_public")
    public.execute("SET default_transaction_read_only = off")

    assert not is_allowed(public, statement)


@COMMITTED
def test_public_role_does_not_see_what_a_document_was_made_from(role_connection):
    columns = role_connection("tracker_public").execute(
        "SELECT * FROM published_document"
    )

    assert [column.name for column in columns.description] == [
        *("id", "kind", "slug", "name", "body", "earliest", "latest", "sort_on"),
        *("facets", "search", "version"),
    ]


@COMMITTED
def test_whole_public_side_is_served_through_the_public_role(client, quiet):
    World().build_public()

    answers = surface.fetch(client)

    lists_and_records = {p: a.status for p, a in answers.items() if "api/v1/" in p}
    refused = {path for path, status in lists_and_records.items() if status != 200}
    assert refused == {f"{surface.API}unknown/"}
    assert len(lists_and_records) > 100


@COMMITTED
def test_marked_document_is_served_nowhere(client, role_connection):
    release = factories.ReleaseFactory(slug="release-a", place="place A")
    factories.LinkageFactory(concession__slug="concession-a", release=release)
    # As somebody with a password for the database does, past the application.
    owner = role_connection("tracker_owner")

    owner.execute("UPDATE exchanges_release SET place = 'place B'")

    paths = ("releases/release-a/", "concessions/concession-a/")
    assert {client.get(f"{surface.API}{p}").status_code for p in paths} == {404}
    assert client.get(f"{surface.API}releases/").json()["results"] == []
    assert json.loads(surface.output("--json")) == []


@COMMITTED
def test_commit_that_leaves_a_mark_is_refused_to_the_application(role_connection):
    factories.ReleaseFactory(slug="release-a")
    application = role_connection("tracker_app")
    statement = "UPDATE exchanges_release SET place = 'place B'"

    with pytest.raises(psycopg.IntegrityError, match=r"published\.writing"):
        application.execute(statement)

    with published.writing(), connection.cursor() as cursor:
        cursor.execute(statement)
    place = application.execute("SELECT place FROM exchanges_release").fetchone()
    assert place == ("place B",)
    assert application.execute("SELECT count(*) FROM tracker_mark").fetchone() == (0,)


# Pages


def test_every_page_without_a_record_is_in_the_walk():
    walked = {resolve(path.partition("?")[0]).view_name for path in surface.FIXED}
    of_records = {f"pages:{name}" for name in [*pages.NAMES.values(), "listing"]}
    lists = {f"pages:{segment}" for segment in pages.DETAILS}
    others = {"pages:embed-release", "pages:picture", "pages:beside"}

    assert walked >= surface.PAGE_NAMES - of_records - lists - others


def test_withheld_name_is_not_found_by_the_search_page(client, quiet):
    world = World().build_public()
    person = build_withheld(world)
    spelling = person.names.get().text

    answer = surface.ask(client, f"/search/?{urlencode({'q': spelling})}")

    assert answer.status == 200
    assert f"/people/{person.slug}/" not in answer.text
