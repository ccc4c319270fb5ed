import gzip
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_network

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections
from django.http import HttpResponse

from tests import admin_site
from tests import factories as f
from tracker import gate, published
from tracker.gate import GateMiddleware
from tracker.models import DataVersion, Token
from tracker.responses import Responses, Stored, Version, takes_gzip

pytestmark = pytest.mark.django_db

LIST = "/api/v1/releases/"
DETAIL = "/api/v1/releases/release-a/"
PAGE = "/releases/release-a/"
COMMITTED = pytest.mark.django_db(
    transaction=True, databases=["default", "public", "gate"]
)


@pytest.fixture
def release():
    return f.ReleaseFactory(slug="release-a", place="place A")


@pytest.fixture
def keeping(settings):
    """Keep answers; test clients make their middleware after this."""
    settings.CACHE_BYTES = 10_000_000


@pytest.fixture
def limited(settings):
    settings.RATE_LIMIT, settings.RATE_LIMIT_TOKEN = 3, 5


# Conditional requests


@pytest.mark.parametrize("path", [LIST, DETAIL, PAGE, "/", "/feeds/releases.atom"])
def test_answer_is_not_sent_again_while_nothing_has_changed(client, release, path):
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert re.fullmatch(r'"[0-9a-f]{24}"', first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    kept = ("ETag", "Last-Modified", "Cache-Control", "Vary")
    assert [again[name] for name in kept] == [first[name] for name in kept]
    assert first["Cache-Control"] == "public, no-cache"
    assert first["Vary"] == "Accept-Encoding"
    assert "Content-Type" not in again


@pytest.mark.parametrize("path", [LIST, DETAIL, PAGE])
def test_answer_is_sent_again_after_a_publication(client, keeping, release, path):
    first = client.get(path)
    with published.writing():
        release.place = "place B"
        release.save()

    tagged = client.get(path, headers={"If-None-Match": first["ETag"]})
    dated = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})

    for response in (tagged, dated):
        assert response.status_code == 200
        assert b"place B" in response.content
        assert b"place A" not in response.content
    assert tagged["ETag"] != first["ETag"]


def test_a_draft_changes_neither_tag_nor_version(client, release):
    draft = f.ReleaseFactory(draft=True)
    before = client.get(LIST)["ETag"], DataVersion.objects.get().number

    with published.writing():
        draft.place = "place B"
        draft.save()

    assert (client.get(LIST)["ETag"], DataVersion.objects.get().number) == before


def test_date_tells_two_publications_of_one_second_apart(client, release):
    days = []
    for place in ("place B", "place C", "place D"):
        with published.writing():
            release.place = place
            release.save()
        days.append(parsedate_to_datetime(client.get(DETAIL)["Last-Modified"]))

    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 304),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other", W/"another"'}, 200),
        (
            {
                "If-None-Match": '"other"',
                "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT",
            },
            200,
        ),
    ],
    ids=str,
)
def test_conditions_are_read_as_rfc_9110_says(client, release, headers, status):
    assert client.get(DETAIL, headers=headers).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ],
    ids=str,
)
def test_unknown_record_is_not_said_to_be_unchanged(client, headers):
    response = client.get("/api/v1/releases/unknown/", headers=headers)

    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_tag_of_one_address_is_not_known_at_another(client, release):
    tag = client.get(LIST)["ETag"]

    assert client.get(DETAIL, headers={"If-None-Match": tag}).status_code == 200


def test_new_code_makes_new_tags():
    version = Version(1, 1)

    assert gate.etag(version, "a") != gate.etag(version, "b")
    assert gate.etag(version, "a") != gate.etag(Version(1, 2), "a")
    assert gate.code().changed > 0


# What is kept


def test_second_request_is_answered_from_what_is_kept(
    client, keeping, release, django_assert_num_queries
):
    first = client.get(LIST)

    with django_assert_num_queries(0):  # but for the version, read below Django
        second = client.get(LIST)

    assert second.content == first.content
    assert second.headers == first.headers


def test_withheld_name_is_gone_at_the_next_request(client, keeping):
    person = f.PersonFactory(slug="person-a", main_name__text="Person Uniquely")
    paths = ["/api/v1/people/person-a/", "/people/person-a/", "/api/v1/people/"]
    assert all(b"Uniquely" in client.get(path).content for path in paths)

    with published.writing():
        person.is_name_withheld = True
        person.save()

    assert not any(b"Uniquely" in client.get(path).content for path in paths)


def test_marked_documents_are_neither_kept_nor_served(client, keeping, release):
    client.get(DETAIL)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE exchanges_release SET place = 'place B'")

    response = client.get(DETAIL)

    assert response.status_code == 404
    assert client.get(LIST).json()["results"] == []
    assert "ETag" not in client.get(LIST)
    with published.writing():
        pass  # clears the mark, which could not be committed
    assert client.get(DETAIL).json()["place"] == "place B"


def test_session_of_an_editor_reads_past_what_is_kept(
    client, keeping, release, django_assert_num_queries
):
    anonymous = client.get(LIST)
    admin_site.sign_in(client, administrator=True)

    with django_assert_num_queries(1):
        editor = client.get(LIST)

    assert editor.content == anonymous.content
    assert editor.headers == anonymous.headers


def test_head_is_answered_from_what_is_kept(client, keeping, release):
    got = client.get(DETAIL)

    headed = client.head(DETAIL)

    assert (headed.status_code, headed.content) == (200, b"")
    assert headed["Content-Length"] == str(len(got.content))
    assert headed["ETag"] == got["ETag"]


def test_other_host_gets_its_own_addresses(client, keeping, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    one, other = (
        client.get("/api/v1/", headers={"Host": f"{name}.example"}).json()["releases"]
        for name in "ab"
    )

    assert one == "http://a.example/api/v1/releases/"
    assert other == "http://b.example/api/v1/releases/"


def test_error_is_not_kept(client, keeping):
    assert client.get(DETAIL).status_code == 404

    f.ReleaseFactory(slug="release-a")

    assert client.get(DETAIL).status_code == 200


@COMMITTED
def test_other_workers_see_a_publication_at_once(client, settings):
    settings.CACHE_BYTES = 10_000_000
    release = f.ReleaseFactory(slug="release-a", place="place A")
    other = type(client)()
    for worker in (client, other):
        assert worker.get(DETAIL).json()["place"] == "place A"

    with published.writing():
        release.place = "place B"
        release.save()

    assert {w.get(DETAIL).json()["place"] for w in (client, other)} == {"place B"}


# Compression


@pytest.mark.parametrize("path", [LIST, PAGE])
def test_gzip_is_the_same_answer_under_its_own_tag(client, keeping, release, path):
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "br, gzip"})

    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Content-Length"] == str(len(packed.content))
    assert packed["ETag"] == f'{plain["ETag"][:-1]}-gzip"'
    headers = {"If-None-Match": packed["ETag"], "Accept-Encoding": "gzip"}
    assert client.get(path, headers=headers).status_code == 304


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("GZIP;q=0.5, br", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, identity", False),
        ("br", False),
        ("", False),
    ],
)
def test_encodings_are_read_with_their_weights(header, takes):
    assert takes_gzip(header) is takes


# Room


def test_least_used_answers_leave_first():
    kept = Responses(40_000)
    version = Version(1, 1)
    kept.get(version, "")
    for key in "abcdefghijklm":
        kept.put(version, key, Stored((), b"x" * 3_000))
        kept.get(version, "a")

    assert kept.size <= 40_000
    assert kept.get(version, "a") is not None
    assert kept.get(version, "b") is None


def test_large_answer_is_not_kept():
    kept = Responses(40_000)
    version = Version(1, 1)
    kept.get(version, "")

    kept.put(version, "a", Stored((), b"x" * 5_000))

    assert kept.get(version, "a") is None


def test_answer_to_an_older_version_is_neither_kept_nor_given():
    kept = Responses(40_000)
    old, new = Version(1, 1), Version(2, 2)
    kept.get(old, "")
    kept.put(old, "a", Stored((), b"old"))
    kept.get(new, "a")

    kept.put(old, "a", Stored((), b"old"))

    assert kept.get(new, "a") is None
    assert kept.get(old, "a") is None


# Other sites


@pytest.mark.parametrize("path", [LIST, "/api/v1/releases/unknown/", "/api/v1/x/"])
def test_every_site_may_read_the_api(client, path):
    response = client.get(path, headers={"Origin": "https://example.org"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response


def test_preflight_allows_reading_and_a_token(client):
    headers = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
    }

    response = client.options(LIST, headers=headers)

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" in response["Access-Control-Allow-Headers"]


# Limits


def test_more_requests_than_allowed_are_refused(client, limited):
    statuses = [client.get(LIST).status_code for _ in range(5)]
    refused = client.get(LIST)

    assert statuses == [200, 200, 200, 429, 429]
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json() == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "detail": f"Too many requests. Ask again in {refused['Retry-After']} s,"
        " or ask us for a token.",
        "errors": [],
    }
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["RateLimit-Policy"] == '"address";q=3;w=60'
    assert refused["RateLimit"] == f'"address";r=0;t={refused["Retry-After"]}'
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert refused["Cache-Control"] == "no-store"


def test_what_is_left_is_each_clients_own(client, keeping, limited):
    def left(address):
        response = client.get(LIST, REMOTE_ADDR=address)
        return response["RateLimit"].partition(";")[2].partition(";")[0]

    assert [left("192.0.2.1"), left("192.0.2.1"), left("192.0.2.2")] == [
        *("r=2", "r=1", "r=2")
    ]


def test_pages_count_and_say_so_in_plain_text(client, limited):
    statuses = [client.get("/").status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]
    assert client.get("/")["Content-Type"] == "text/plain"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/admin/login/"])
def test_nothing_is_counted_for_editors_and_watchers(client, limited, path):
    responses = [client.get(path) for _ in range(5)]

    assert {response.status_code for response in responses} == {200}
    assert "RateLimit" not in responses[-1]


def test_the_next_period_starts_anew(client, limited):
    for _ in range(4):
        client.get(LIST)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tracker_visit SET period = period - 1")

    assert client.get(LIST).status_code == 200


def test_no_address_is_stored(client, limited):
    client.get(LIST, REMOTE_ADDR="192.0.2.1")

    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM tracker_visit")
        keys = [key for (key,) in cursor.fetchall()]
    assert [bool(re.fullmatch("[0-9a-f]{32}", key)) for key in keys] == [True]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_ipv6_counts_by_its_network(one, other, is_same):
    assert (gate.visitor(one) == gate.visitor(other)) is is_same


@pytest.mark.parametrize(
    ("peer", "forwarded", "client_address"),
    [
        ("192.0.2.9", "198.51.100.1", "192.0.2.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "203.0.113.5, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_forwarded_address_is_believed_from_trusted_proxies_only(
    rf, settings, peer, forwarded, client_address
):
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/8"),)
    request = rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)

    assert gate.client_address(request) == client_address


@COMMITTED
def test_limit_is_shared_by_workers_through_the_public_role(settings, client):
    settings.RATE_LIMIT = 3
    other = type(client)()

    statuses = [worker.get(LIST).status_code for worker in (client, other) * 3]

    assert statuses == [200, 200, 200, 429, 429, 429]


# Tokens


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def test_token_allows_more(client, limited):
    f.TokenFactory(key="xt_a")

    responses = [client.get(LIST, headers=bearer("xt_a")) for _ in range(6)]

    assert [r.status_code for r in responses] == [200] * 5 + [429]
    assert responses[0]["RateLimit-Policy"] == '"token";q=5;w=60'


def test_token_may_have_its_own_number(client, limited):
    f.TokenFactory(key="xt_a", requests_a_minute=1)

    statuses = [client.get(LIST, headers=bearer("xt_a")).status_code for _ in "ab"]

    assert statuses == [200, 429]


@pytest.mark.parametrize(
    "values",
    [
        {"key": "xt_other"},
        {"revoked_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"expires_on": date(2020, 1, 1)},
    ],
    ids=str,
)
def test_token_that_does_not_work_is_refused_and_counted(client, limited, values):
    f.TokenFactory(**{"key": "xt_a", **values})

    responses = [client.get(LIST, headers=bearer("xt_a")) for _ in range(4)]

    assert [r.status_code for r in responses] == [401, 401, 401, 429]
    assert responses[0]["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert b"xt_a" not in responses[0].content


def test_use_of_a_token_is_noted_to_the_hour(client, limited):
    token = f.TokenFactory(key="xt_a")

    client.get(LIST, headers=bearer("xt_a"))
    token.refresh_from_db()
    first = token.last_used_at
    client.get(LIST, headers=bearer("xt_a"))
    token.refresh_from_db()

    assert first is not None
    assert token.last_used_at == first


def test_administrator_makes_a_token_that_works_and_is_shown_once(client, limited):
    admin_site.sign_in(client, administrator=True)
    data = {"name": "Organisation One", "requests_a_minute": "", "expires_on": ""}

    page = client.post(admin_site.address(Token, "add"), data, follow=True)

    key = re.search(r"xt_[A-Za-z0-9_-]{43}", page.content.decode())[0]
    token = Token.objects.get()
    assert (token.prefix, key in token.digest) == (key[:9], False)
    assert client.get(LIST, headers=bearer(key)).status_code == 200
    again = client.get(admin_site.address(Token, "change", token.pk))
    assert key not in again.content.decode()


def test_administrator_revokes_tokens(client, limited):
    token = f.TokenFactory(key="xt_a")
    admin_site.sign_in(client, administrator=True)
    data = {"action": "revoke", "_selected_action": token.pk}

    client.post(admin_site.address(Token, "changelist"), data)

    assert client.get(LIST, headers=bearer("xt_a")).status_code == 401


def test_only_administrators_see_tokens(client):
    call_command("loaddata", "roles", verbosity=0)
    f.TokenFactory()
    admin_site.sign_in(client, "tracker.view_source")

    response = client.get(admin_site.address(Token, "changelist"))

    assert response.status_code == 403


# When the database does not answer


@pytest.mark.parametrize("path", [LIST, "/"])
def test_without_a_database_the_answer_says_when_to_ask_again(
    client, monkeypatch, path
):
    def refuse(request):
        raise OperationalError("gone")

    monkeypatch.setattr(gate, "admit", refuse)

    response = client.get(path)

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"


@COMMITTED
@pytest.mark.parametrize(("limit", "alias"), [(0, "public"), (100, "gate")])
def test_lost_connection_is_replaced(client, settings, limit, alias):
    settings.RATE_LIMIT = limit
    client.get(LIST)
    connections[alias].connection.pgconn.finish()

    assert client.get(LIST).status_code == 200


def test_stream_passes_as_it_is(rf):
    response = HttpResponse("x")
    response.is_public = False

    assert GateMiddleware(lambda request: response)(rf.get("/x/")) is response
