"""Dossiers in the admin: what one would change, loading, downloading."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exchanges.models import Release
from tests import admin_site, desk, factories
from tests.exchanges.dossier_files import STORY, reference_data
from tracker.models import Dossier, Source

pytestmark = pytest.mark.django_db

LOAD = "/admin/tracker/dossier/load/"


def upload(client, text, **data):
    file = SimpleUploadedFile("any.yaml", text.encode())
    return client.post(LOAD, {"file": file, **data})


def test_looking_says_what_would_change_and_writes_nothing():
    reference_data()

    response = upload(desk.somebody("editor"), STORY)

    assert response.status_code == 200
    assert "releases" in response.context["summary"]
    assert response.context["text"] == STORY
    assert not Release.objects.exists()


def test_an_administrator_loads_what_was_looked_at():
    reference_data()
    client = desk.somebody("administrator")
    looked = upload(client, STORY)

    response = client.post(LOAD, {"text": looked.context["text"], "apply": "yes"})

    assert response.status_code == 302
    assert Release.objects.get().state == "published"
    assert Dossier.objects.get().slug == "story"


@pytest.mark.parametrize("role", desk.ROLES)
def test_who_loads(role):
    reference_data()

    response = desk.somebody(role).post(LOAD, {"text": STORY, "apply": "yes"})

    may = role == "administrator"
    assert response.status_code == (302 if may else 403)
    assert Release.objects.exists() is may


def test_a_wrong_file_is_shown_again_with_its_line_and_no_path():
    reference_data()
    text = STORY.replace("captor: BY", "captor: XX", 1)

    response = upload(desk.somebody("administrator"), text, apply="yes")

    page = response.content.decode()
    assert response.status_code == 400
    assert "dossier.yaml" in page
    assert "/tmp" not in page
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"text": "  "}, {"file": SimpleUploadedFile("a.yaml", b"\xff\xfe")}]
)
def test_what_is_no_text_is_refused(data):
    response = desk.somebody("administrator").post(LOAD, data)

    assert response.status_code == 400


def test_a_dossier_is_downloaded_and_loading_it_changes_nothing():
    reference_data()
    client = desk.somebody("administrator")
    client.post(LOAD, {"text": STORY, "apply": "yes"})
    url = f"/admin/tracker/dossier/{Dossier.objects.get().pk}/download/"

    response = desk.somebody("viewer").get(url)

    assert response["Content-Disposition"] == 'attachment; filename="story.yaml"'
    again = upload(client, response.content.decode())
    assert again.status_code == 200
    assert "new" not in again.context["summary"]


def loaded(client):
    reference_data()
    client.post(LOAD, {"text": STORY, "apply": "yes"})
    return Dossier.objects.get()


def address(dossier, page):
    return admin_site.address(Dossier, page, dossier.pk)


def test_what_would_change_is_shown_field_by_field():
    client = desk.somebody("administrator")
    loaded(client)

    page = upload(client, STORY.replace("title: Report", "title: Second"))

    (difference,) = page.context["outcome"].differences
    assert (difference.name, difference.change) == (
        "sources.story-paper",
        "changed",
    )
    ((field, here, there),) = difference.fields
    assert field == "title"
    assert "Report" in here
    assert "Second" in there
    assert Source.objects.get().title == "Report"


def test_an_editors_change_stops_a_load_until_one_says_what_becomes_of_it():
    client = desk.somebody("administrator")
    loaded(client)
    Source.objects.update(title="Mine")
    text = STORY.replace("title: Report", "title: Second")

    stopped = upload(client, text, apply="yes")
    kept = upload(client, text, edited="ours")
    upload(client, text, edited="theirs", apply="yes")

    assert stopped.status_code == 400
    assert stopped.context["is_edited"]
    assert kept.context["outcome"].kept
    assert Source.objects.get().title == "Second"


def test_undoing_a_load_says_first_what_goes():
    client = desk.somebody("administrator")
    url = address(loaded(client), "revert")

    opened = client.get(url)
    looked = client.post(url, {"look": "yes"})

    assert opened.status_code == looked.status_code == 200
    assert "releases.three" in looked.content.decode()
    assert Release.objects.exists()

    done = client.post(url, {"apply": "yes", "desk-why": "wrong file"})

    assert done.status_code == 302
    assert not Release.objects.exists()
    assert not Dossier.objects.exists()


def test_a_load_that_others_build_on_is_not_undone():
    client = desk.somebody("administrator")
    dossier = loaded(client)
    release = Release.objects.get()
    factories.FreedFactory(release=release, person__state="published")

    response = client.post(address(dossier, "revert"), {"apply": "yes"})

    assert response.status_code == 400
    assert "/tmp" not in response.content.decode()
    assert Release.objects.exists()


@pytest.mark.parametrize("role", desk.ROLES[:-1])
def test_only_administrators_undo(role):
    dossier = loaded(desk.somebody("administrator"))

    response = desk.somebody(role).post(address(dossier, "revert"), {"apply": "yes"})

    assert response.status_code == 403
    assert Release.objects.exists()


def test_a_record_leads_to_the_file_of_its_dossier():
    dossier = loaded(desk.somebody("administrator"))
    viewer = desk.somebody("viewer")

    page = viewer.get(admin_site.address(Release, "change", Release.objects.get().pk))

    assert address(dossier, "download") in page.content.decode()


def test_pages_of_dossiers_lead_to_loading_and_undoing_those_who_may():
    dossier = loaded(desk.somebody("administrator"))
    changes, changelist = address(dossier, "change"), "/admin/tracker/dossier/"
    undo = address(dossier, "revert")

    for role, may_look, may_load in (
        ("viewer", False, False),
        ("editor", True, False),
        ("administrator", True, True),
    ):
        client = desk.somebody(role)
        assert (LOAD in client.get(changelist).content.decode()) is may_look
        assert (undo in client.get(changes).content.decode()) is may_load
