import psycopg
import pytest
from django.apps import apps
from django.db import connection

from tests import factories
from tracker import published, roles
from tracker.models import Source

UNTRACKED = {
    "exchanges_suggestion",
    # Countries are a standard's, lists keep editions, the published side is derived,
    # dossiers and proposals are logs themselves, and the intake keeps both draft and
    # final.
    "exchanges_intakearticle",
    "exchanges_intakeproposal",
    "exchanges_intakereading",
    "sanctions_change",
    "sanctions_edition",
    "sanctions_entryversion",
    "sanctions_heldedition",
    "sanctions_listentry",
    "sanctions_listingperiod",
    "tracker_country",
    "tracker_dataversion",
    "tracker_document",
    "tracker_dossier",
    "tracker_dossierrecord",
    "tracker_indexedname",
    "tracker_formerslug",
    "tracker_mark",
    "tracker_merge",
    "tracker_notthesame",
    "tracker_proposal",
    "tracker_publicchange",
    "tracker_token",
    "tracker_publicreport",
    "tracker_remark",
    "tracker_viewing",
}

INSERT = (
    "INSERT INTO tracker_source (slug, state, note, kind, publisher, title, authors,"
    " published_on, language, url, archive_url, sha256, paragraphs, flags)"
    " VALUES ('source-a', 'draft', '', 'article', 'Publisher', 'A', '{}', '', '', '',"
    " '', '', '', '{}')"
)


def insert_by_orm():
    Source.objects.create(slug="source-a", publisher="Publisher", title="A")


def insert_by_bulk_create():
    Source.objects.bulk_create([Source(slug="source-a", publisher="P", title="A")])


def insert_by_sql():
    execute(INSERT)


def update_by_orm(source):
    source.title = "B"
    source.save()


def update_by_bulk_update(source):
    source.title = "B"
    Source.objects.bulk_update([source], ["title"])


def update_by_queryset(source):
    Source.objects.filter(pk=source.pk).update(title="B")


def update_by_sql(source):
    execute("UPDATE tracker_source SET title = 'B'")


def delete_by_orm(source):
    source.delete()


def delete_by_queryset(source):
    Source.objects.filter(pk=source.pk).delete()


def delete_by_sql(source):
    execute("DELETE FROM tracker_source")


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def events():
    history = apps.get_model("tracker", "SourceEvent")
    return list(history.objects.order_by("pgh_id").values_list("pgh_label", "title"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "insert", [insert_by_orm, insert_by_bulk_create, insert_by_sql]
)
def test_insert_leaves_an_event(insert):
    with published.writing():
        insert()

    assert events() == [("insert", "A")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "update", [update_by_orm, update_by_bulk_update, update_by_queryset, update_by_sql]
)
def test_update_leaves_an_event(update):
    source = factories.SourceFactory(title="A")

    with published.writing():
        update(source)

    assert events() == [("insert", "A"), ("update", "B")]


@pytest.mark.django_db
@pytest.mark.parametrize("delete", [delete_by_orm, delete_by_queryset, delete_by_sql])
def test_delete_leaves_an_event(delete):
    source = factories.SourceFactory(title="A")

    with published.writing():
        delete(source)

    assert events() == [("insert", "A"), ("delete", "A")]


@pytest.mark.django_db
def test_saving_without_a_change_leaves_no_event():
    source = factories.SourceFactory(title="A")

    with published.writing():
        source.save()

    assert events() == [("insert", "A")]


def test_every_table_of_records_has_a_history():
    tables = {
        model._meta.db_table
        for package in ("tracker", "sanctions", "exchanges")
        for model in apps.get_app_config(package).get_models()
        if model._meta.managed and not model._meta.proxy
    }
    histories = set(roles.history_tables())

    assert {
        table for table in tables - histories if f"{table}event" not in histories
    } == UNTRACKED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tracker_sourceevent SET title = 'B'",
        "DELETE FROM tracker_sourceevent",
        "TRUNCATE tracker_sourceevent",
        "ALTER TABLE tracker_source DISABLE TRIGGER ALL",
    ],
)
def test_application_cannot_rewrite_history(role_connection, statement):
    factories.SourceFactory(title="A")
    application = role_connection("tracker_app")

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(statement)

    assert events() == [("insert", "A")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tracker_sourceevent SET title = 'B'",
        "DELETE FROM tracker_sourceevent",
    ],
)
def test_even_the_owner_does_not_rewrite_history_by_mistake(role_connection, statement):
    factories.SourceFactory(title="A")
    owner = role_connection("tracker_owner")

    with pytest.raises(psycopg.Error, match="Cannot"):
        owner.execute(statement)

    assert events() == [("insert", "A")]
