import pytest
from django.db import connection

from tests import factories as f
from tracker import published
from tracker.models import FormerSlug, PublicChange

pytestmark = pytest.mark.django_db

CHANGES = "/api/v1/changes/"


@pytest.fixture
def release():
    return f.ReleaseFactory(slug="release-a", place="place A")


def log(client, **parameters):
    """Give the changes of releases and people as pairs of slug and what happened."""
    body = client.get(CHANGES, parameters).json()
    return [
        (entry["slug"], entry["change"], entry["changed_fields"])
        for entry in body["results"]
    ]


def save(row, **values):
    with published.writing():
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


# What is written


def test_first_publication_is_an_addition(client, release):
    assert log(client, kind="release") == [("release-a", "added", [])]


def test_change_names_the_fields_and_no_value(client, release):
    save(release, place="place B")

    body = client.get(CHANGES, {"kind": "release", "change": "changed"}).json()

    (entry,) = body["results"]
    assert entry["changed_fields"] == ["place"]
    assert "place B" not in str(body)
    assert entry["record"] == {
        "slug": "release-a",
        "name": client.get("/api/v1/releases/release-a/").json()["name"],
        "url": "/api/v1/releases/release-a/",
    }


def test_draft_is_no_change(client, release):
    before = PublicChange.objects.count()

    draft = f.ReleaseFactory(draft=True, captor=release.captor, cited=None)
    save(draft, place="place B")

    assert PublicChange.objects.filter(kind="release").count() == 1
    assert before <= PublicChange.objects.count()


def test_withdrawal_leaves_a_tombstone_without_the_record(client, release):
    save(release, state="withdrawn")

    body = client.get(CHANGES, {"slug": "release-a", "change": "withdrawn"}).json()

    (entry,) = body["results"]
    assert entry["record"] is None
    assert (entry["kind"], entry["slug"]) == ("release", "release-a")
    assert "place A" not in str(body)


def test_changes_carry_the_version_and_instant_of_their_publication(client, release):
    save(release, place="place B")

    with connection.cursor() as cursor:
        cursor.execute("SELECT number, changed_at FROM published_version")
        number, changed_at = cursor.fetchone()
    entry = PublicChange.objects.get(kind="release", change="changed")
    assert (entry.version, entry.changed_at) == (number, changed_at)


# Former addresses


@pytest.mark.parametrize("side", ["/api/v1", ""])
def test_former_slug_leads_on_with_its_query(client, release, side):
    save(release, slug="release-b")

    response = client.get(f"{side}/releases/release-a/?as_of=2025-01-01")

    assert response.status_code == 308
    assert response["Location"] == f"{side}/releases/release-b/?as_of=2025-01-01"
    assert response["Cache-Control"] == "public, no-cache"
    assert ("release-b", "renamed", ["slug", "url"]) in log(client, kind="release")


def test_former_slug_leads_to_the_newest_and_never_in_a_circle(client, release):
    save(release, slug="release-b")
    save(release, slug="release-a")

    assert client.get("/api/v1/releases/release-a/").status_code == 200
    response = client.get("/api/v1/releases/release-b/")
    assert response["Location"] == "/api/v1/releases/release-a/"


def test_former_slug_of_what_is_no_longer_public_is_unknown(client, release):
    save(release, slug="release-b")
    save(release, state="withdrawn")

    former = client.get("/api/v1/releases/release-a/")
    unknown = client.get("/api/v1/releases/release-z/")

    assert former.status_code == 404
    assert former.content.replace(b"release-a", b"release-z") == unknown.content


def test_merged_record_leads_to_the_other_and_leaves_a_tombstone(client, release):
    other = f.ReleaseFactory(slug="release-b")
    with published.writing():
        key = str(other.pk)
        f.FormerSlugFactory(kind="release", slug="release-a", record_key=key)
        release.state = "withdrawn"
        release.save()

    response = client.get("/api/v1/releases/release-a/")
    body = client.get(CHANGES, {"change": "merged"}).json()

    assert response.status_code == 308
    assert response["Location"] == "/api/v1/releases/release-b/"
    (entry,) = body["results"]
    assert (entry["slug"], entry["record"]["slug"]) == ("release-a", "release-b")


# Withheld names


def test_old_slug_of_a_name_withheld_later_is_nowhere(client):
    person = f.PersonFactory(
        slug="someone-uniquely", main_name__text="Someone Uniquely"
    )
    save(person, slug="someone-else-uniquely")

    save(person, is_name_withheld=True, slug="withheld-1")

    for slug in ("someone-uniquely", "someone-else-uniquely"):
        for side in ("/api/v1/people", "/api/v1/detainees", "/people"):
            assert client.get(f"{side}/{slug}/").status_code == 404
    assert (
        "uniquely" not in client.get(CHANGES, {"limit": 200}).content.decode().lower()
    )
    assert not FormerSlug.objects.exists()
    assert {slug for slug, *_ in log(client, kind="person")} == {"withheld-1"}


def test_withheld_name_in_the_slug_of_another_record_is_taken_out(client):
    person = f.PersonFactory(slug="person-a", main_name__text="Someone Uniquely")
    release = f.ReleaseFactory(slug="someone-uniquely-freed")
    gone = f.ReleaseFactory(slug="uniquely-someone-held")
    save(gone, state="withdrawn")
    save(release, slug="release-b")

    save(person, is_name_withheld=True)

    assert client.get("/api/v1/releases/someone-uniquely-freed/").status_code == 404
    text = client.get(CHANGES, {"limit": 200}).content.decode().lower()
    assert "uniquely" not in text
    assert (None, "withdrawn", []) in log(client, kind="release")


# Reading it


def test_reader_follows_the_pages_and_then_asks_where_they_ended(client, release):
    for place in "BCD":
        save(release, place=f"place {place}")
    first = client.get(CHANGES, {"kind": "release", "limit": "3"}).json()
    second = client.get(first["next"]).json()

    assert [len(page["results"]) for page in (first, second)] == [3, 1]
    assert second["next"] is None
    assert client.get(second["resume"]).json()["results"] == []
    save(release, place="place E")
    (entry,) = client.get(second["resume"]).json()["results"]
    assert entry["changed_fields"] == ["place"]


def test_since_is_an_instant_or_a_whole_day(client, release):
    entry = client.get(CHANGES, {"kind": "release"}).json()["results"][0]
    instant = entry["changed_at"]

    assert log(client, kind="release", since=instant) == []
    assert len(log(client, kind="release", since=instant[:10])) == 1
    assert len(log(client, kind="release", since="2000-01-01T00:00:00+02:00")) == 1


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        (
            "since=yesterday",
            "since is an instant, 2026-01-31T12:00:00Z, or a day, 2026-01-31.",
        ),
        (
            "since=2026-01-31T12:00:00",
            "since is an instant, 2026-01-31T12:00:00Z, or a day, 2026-01-31.",
        ),
        ("cursor=x", "cursor is not one that a list gave: use next or resume."),
        ("limit=0", "limit is a whole number from 1 to 200."),
        (
            "change=gone",
            "gone is no value of change: added, changed, renamed, merged, withdrawn.",
        ),
        (
            "sinse=2026",
            "sinse is unknown: did you mean since? Known: change, cursor, kind, limit,"
            " since, slug.",
        ),
        ("slug=", "slug is empty; leave it out or give a value."),
    ],
)
def test_wrong_parameter_says_what_is_right(client, query, detail):
    response = client.get(f"{CHANGES}?{query}")

    assert response.status_code == 400
    assert [error["detail"] for error in response.json()["errors"]] == [detail]


def test_page_of_changes_takes_one_query(client, release, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(CHANGES)
