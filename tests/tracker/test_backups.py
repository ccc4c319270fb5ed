"""The database in a file, and back; every table compared."""

import stat

import pytest
from django.core.management import CommandError, call_command

from tests import databases, factories
from tracker import backups
from tracker.models import Country, Party

pytestmark = pytest.mark.django_db(
    transaction=True, databases=["default", "owner", "public"]
)


def contents():
    """Every table with its rows, whatever their order."""
    with databases.connect_as(databases.SUPERUSER) as connection:
        return {
            table: sorted(databases.rows_of(connection, table).splitlines())
            for table in databases.filled_tables(connection)
        }


@pytest.fixture
def saved(tmp_path):
    factories.ReleaseFactory()
    factories.PersonFactory(draft=True)
    path = tmp_path / "backup.dump"
    call_command("backup", str(path), verbosity=0)
    return path


def test_restore_brings_every_table_back(client, saved):
    before = contents()
    page = client.get("/api/v1/releases/").content
    factories.ReleaseFactory()
    Country.objects.filter(pk="XA").update(name="Changed")

    call_command("restore", str(saved), "--yes", verbosity=0)

    assert contents() == before
    assert client.get("/api/v1/releases/").content == page


def test_restored_database_still_keeps_history_and_documents(client, saved):
    call_command("restore", str(saved), "--yes", verbosity=0)

    party = factories.PartyFactory(name="After")

    assert Party.pgh_event_model.objects.filter(pgh_obj_id=party.pk).exists()
    assert client.get(f"/api/v1/parties/{party.code}/").json()["name"] == "After"


def test_backup_is_for_its_owner_alone(saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert [entry.name for entry in saved.parent.iterdir()] == [saved.name]


def test_backup_overwrites_nothing(saved):
    with pytest.raises(CommandError, match="name a new file"):
        call_command("backup", str(saved))


@pytest.mark.parametrize("content", [b"", b"slug,name\n", backups.MAGIC + b"\x01" * 64])
def test_a_file_that_is_no_backup_changes_nothing(saved, content):
    before = contents()
    saved.write_bytes(content)

    with pytest.raises(CommandError, match="The database is as it was"):
        call_command("restore", str(saved), "--yes")

    assert contents() == before


def test_a_backup_that_is_cut_off_changes_nothing(saved):
    before = contents()
    saved.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])

    with pytest.raises(CommandError, match="The database is as it was"):
        call_command("restore", str(saved), "--yes")

    assert contents() == before


def test_restore_asks_first(saved, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _: "no")

    with pytest.raises(CommandError, match=r"Nothing was changed\."):
        call_command("restore", str(saved))
