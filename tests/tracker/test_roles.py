import psycopg
import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connections

from tracker import roles

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = psycopg.errors.InsufficientPrivilege


def not_refused(connection, *statements):
    kept = []
    for statement in statements:
        try:
            connection.execute(statement)
        except REFUSED:
            continue
        kept.append(statement)
    return kept


def allowed(role_connection, role, privileges):
    """Name the relations on which a role has any of the privileges."""
    rows = role_connection("tracker_owner").execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'v', 'm')"
        " AND has_table_privilege(%s, oid, %s)",
        [role, privileges],
    )
    return {name for (name,) in rows}


def test_application_reads_and_writes_rows(role_connection):
    application = role_connection("tracker_app")

    application.execute("INSERT INTO auth_group (name) VALUES ('first')")
    application.execute("UPDATE auth_group SET name = 'second'")

    assert application.execute("SELECT name FROM auth_group").fetchall() == [
        ("second",)
    ]
    assert application.execute("DELETE FROM auth_group").rowcount == 1


def test_application_is_refused_what_is_the_owners(role_connection):
    application = role_connection("tracker_app")

    kept = not_refused(
        application,
        "CREATE TABLE own (id int)",
        "ALTER TABLE auth_group ADD COLUMN extra int",
        "TRUNCATE auth_group",
        "DELETE FROM django_migrations",
        "UPDATE django_migrations SET name = ''",
        "CREATE DATABASE own",
        "CREATE ROLE own",
        "SET ROLE tracker_owner",
        "SET session_replication_role = replica",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY auth_group TO PROGRAM 'id'",
    )

    assert kept == []


def test_application_never_rewrites_history(role_connection):
    changeable = allowed(role_connection, "tracker_app", "UPDATE, DELETE, TRUNCATE")

    assert changeable.isdisjoint(roles.history_tables())


def test_there_is_history():
    assert "tracker_partyevent" in roles.history_tables()


def test_public_reads_only_what_is_published(role_connection):
    kinds = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"

    relations = allowed(role_connection, "tracker_public", kinds)

    assert relations == {*roles.PUBLIC_RELATIONS}


def test_public_is_refused_everything_else(role_connection):
    public = role_connection("tracker_public")
    public.execute("SET default_transaction_read_only = off")

    kept = not_refused(
        public,
        "SELECT password FROM auth_user",
        "CREATE TEMPORARY TABLE own (id int)",
        "CREATE TABLE own (id int)",
        "SET ROLE tracker_app",
        "SET ROLE tracker_owner",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "SELECT _pgh_attach_context()",
    )

    assert kept == []


def test_public_does_not_wait_long(role_connection):
    public = role_connection("tracker_public")

    assert public.execute("SHOW statement_timeout").fetchone() == ("5s",)
    assert public.execute("SHOW default_transaction_read_only").fetchone() == ("on",)


def test_migrations_have_left_no_function_open_to_all(role_connection):
    owner = role_connection("tracker_owner")

    rows = owner.execute(
        "SELECT oid::regprocedure::text FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace"
        " AND has_function_privilege('tracker_public', oid, 'EXECUTE')"
    )

    assert [name for (name,) in rows] == list(roles.PUBLIC_FUNCTIONS)


@pytest.mark.parametrize("alias", ["default", "public"])
def test_migrate_runs_as_the_owner_only(alias):
    with pytest.raises(CommandError, match="owner"):
        call_command("migrate", database=alias)


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_each_alias_works_under_its_role():
    users = {}
    for alias in ("default", "public"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_user")
            users[alias] = cursor.fetchone()[0]

    assert users == {"default": "tracker_app", "public": "tracker_public"}


@pytest.mark.django_db
def test_ordinary_tests_read_on_public_what_they_wrote():
    Group.objects.create(name="editors")

    assert Group.objects.using("public").get().name == "editors"


def test_transactional_tests_leave_nothing_behind_one():
    assert not Group.objects.exists()
    Group.objects.create(name="left")


def test_transactional_tests_leave_nothing_behind_two():
    assert not Group.objects.exists()
    Group.objects.create(name="left")
