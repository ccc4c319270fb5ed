"""Editors upload editions of lists; whatever is wrong with them writes nothing."""

import io
import tarfile
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sanctions.importers import files as list_files
from sanctions.models import Change, Edition, ListEntry
from tests import admin_site
from tracker import upload_limits

from .test_editions import A, B, C

pytestmark = pytest.mark.django_db
UPLOAD = "admin:sanctions_edition_upload"


def sdn(*rows):
    return ("".join(f"{line}\r\n" for line in rows) + "\x1a").encode()


@pytest.fixture
def upload(client):
    """Upload files by name as an editor: ``upload({"2025-01-01_sdn.csv": bytes})``."""
    admin_site.sign_in(client, "sanctions.view_edition", "sanctions.change_edition")

    def send(files, **fields):
        sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
        data = {"list_code": "ofac-sdn", "uploads": sent, **fields}
        return client.post(reverse(UPLOAD), data)

    return send


def zipped(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(files):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


TWO = {"2025-01-01_sdn.csv": sdn(A, B), "2025-01-02_sdn.csv": sdn(A, C)}


def is_empty():
    return not (Edition.objects.exists() or ListEntry.objects.exists())


def test_an_uploaded_edition_is_stored_and_its_names_are_found(upload):
    response = upload({"2025-01-01_sdn.csv": sdn(A, B)})

    text = response.content.decode()
    assert response.status_code == 200
    assert Edition.objects.get().state == "accepted"
    assert "names of 2 entries" in text
    assert "Programmes that the record does not have" not in text
    assert admin_site.INLINE.search(text) is None


@pytest.mark.parametrize(
    "files",
    [
        TWO,
        {"lists.zip": zipped({f"lists/{n}": c for n, c in TWO.items()})},
        {"lists.tar.gz": tarred(TWO)},
    ],
    ids=["files", "zip", "tar"],
)
def test_several_editions_report_their_changes(upload, files):
    text = upload(files).content.decode()

    assert "1 added, 1 removed" in text
    changes = Change.objects.values_list("entry_key", "kind")
    assert set(changes) == {("2", "removed"), ("3", "added")}


def test_the_same_upload_again_writes_nothing(upload):
    upload(TWO)

    text = upload(TWO).content.decode()

    assert text.count("already here; nothing written") == 2
    assert Edition.objects.count() == 2


def test_a_day_is_taken_where_nothing_else_says_it(upload):
    refused = upload({"sdn.csv": sdn(A)})
    told = refused.content.decode()

    taken = upload({"sdn.csv": sdn(A)}, published_on="2025-03-04")

    assert (refused.status_code, taken.status_code) == (400, 200)
    assert "does not say its day" in told
    assert str(Edition.objects.get().published_on) == "2025-03-04"


def test_an_empty_edition_is_held_like_the_command_does(upload):
    upload({"2025-01-01_sdn.csv": sdn(A, B)})

    text = upload({"2025-01-02_sdn.csv": b""}).content.decode()

    assert "The edition is empty." in text
    assert "?state__exact=held" in text
    assert Edition.objects.get(entries_count=0).state == "held"


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"2025-01-01_sdn.csv": b"<!doctype html><p>Error"}, "2025-01-01_sdn.csv"),
        ({"notes.txt": b"x"}, "is no file of ofac-sdn"),
        ({"lists.zip": b"PK\x03\x04 cut off"}, "cannot be unpacked"),
        ({"lists.tar.xz": b"\xfd7zXZ\x00 cut off"}, "cannot be unpacked"),
        ({"lists.zip": zipped({"readme.txt": b"x"})}, "has no file of ofac-sdn"),
        ({"lists.zip": zipped({"../2025-01-01_sdn.csv": sdn(A)})}, "outside of itself"),
        ({"lists.tar": tarred({"../../2025_sdn.csv": sdn(A)})}, "outside of itself"),
        ({"2025-01-01_sdn.csv": sdn(A), "2025-01-02_sdn.csv": b'"1,x'}, "2025-01-02"),
    ],
)
def test_a_wrong_upload_is_refused_with_the_importers_message(upload, files, told):
    response = upload(files)

    text = response.content.decode()
    assert response.status_code == 400
    assert told in text
    assert "Nothing was written." in text
    assert is_empty()


def test_a_bomb_is_refused(upload, monkeypatch):
    monkeypatch.setattr(list_files, "MAX_MEMBER_BYTES", 10_000)

    response = upload({"lists.zip": zipped({"2025-01-01_sdn.csv": b"0" * 50_000})})

    assert response.status_code == 400
    assert "larger than 10,000 bytes unpacked" in response.content.decode()
    assert is_empty()


def test_the_same_file_name_twice_is_refused(upload, client):
    sent = [SimpleUploadedFile("2025-01-01_sdn.csv", sdn(row)) for row in (A, B)]

    response = client.post(reverse(UPLOAD), {"list_code": "ofac-sdn", "uploads": sent})

    assert "is given twice" in response.content.decode()
    assert is_empty()


def test_an_upload_above_the_limit_is_not_kept(upload, monkeypatch):
    monkeypatch.setattr(upload_limits, "UPLOAD_MAX_BYTES", 2_000)

    response = upload({"2025-01-01_sdn.csv": b"0" * 5_000})

    assert response.status_code == 400
    assert "More than" in response.content.decode()
    assert is_empty()


def test_nothing_chosen_is_said(upload):
    response = upload({})

    assert response.status_code == 400
    assert "This field is required" in response.content.decode()


def test_who_only_looks_may_not_upload(client):
    admin_site.sign_in(client, "sanctions.view_edition")
    data = {"uploads": SimpleUploadedFile("2025-01-01_sdn.csv", sdn(A))}

    page = client.get(reverse("admin:sanctions_edition_changelist")).content.decode()
    response = client.post(reverse(UPLOAD), {"list_code": "ofac-sdn", **data})

    assert reverse(UPLOAD) not in page
    assert response.status_code == 403
    assert is_empty()


def test_the_list_of_editions_leads_to_the_upload(upload, client):
    page = client.get(reverse("admin:sanctions_edition_changelist")).content.decode()

    assert reverse(UPLOAD) in page
