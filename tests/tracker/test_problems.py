import pytest
from django.db import OperationalError

from tests import factories
from tracker import listing

pytestmark = pytest.mark.django_db

PATHS = ("", "docs/", "docs/?script=", "schema/", "releases/", "releases/x/")


@pytest.fixture
def failing(client, monkeypatch):
    """Make every list fail with an error."""
    client.raise_request_exception = False

    def fail_with(error):
        def page(*arguments):
            raise error

        monkeypatch.setattr(listing, "page", page)

    return fail_with


def problem_of(response, status):
    """Assert that a response is a problem, give it without its constant parts."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body.pop("type") == "about:blank"
    assert body.pop("status") == status
    assert list(body) == ["title", "detail", "errors"]
    return body


def test_wrong_parameters_are_named_each_with_what_is_right(client):
    response = client.get("/api/v1/countries/?nothing=1&limit=0")

    assert problem_of(response, 400) == {
        "title": "Bad Request",
        "detail": (
            "nothing is unknown: see the list below. Known: cursor, limit, party, q.;"
            " limit is a whole number from 1 to 200."
        ),
        "errors": [
            {
                "parameter": "nothing",
                "detail": (
                    "nothing is unknown: see the list below."
                    " Known: cursor, limit, party, q."
                ),
            },
            {
                "parameter": "limit",
                "detail": "limit is a whole number from 1 to 200.",
            },
        ],
    }


def test_thousands_of_parameters_are_refused_shortly(client):
    names = "&".join(f"name{n}=1" for n in range(4_000))

    response = client.get(f"/api/v1/releases/?{names}")

    assert len(problem_of(response, 400)["errors"]) == listing.MAX_ERRORS


def test_more_parameters_than_a_request_may_have_are_a_problem(client):
    names = "&".join(f"name{n}=1" for n in range(6_000))

    response = client.get(f"/api/v1/releases/?{names}")

    assert problem_of(response, 400) == {
        "title": "Bad Request",
        "detail": "The request cannot be understood.",
        "errors": [],
    }


def test_unknown_host_is_a_problem_in_the_api(client):
    response = client.get("/api/v1/releases/", headers={"host": "elsewhere.example"})

    assert problem_of(response, 400)["detail"] == "The request cannot be understood."


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("releases/nothing/", "There is no release nothing."),
        ("detainees/nothing/", "There is no person nothing."),
        (
            "nothing/",
            "There is nothing at /api/v1/nothing/. See /api/v1/ for what there is.",
        ),
        (
            "releases/a.b/",
            "There is nothing at /api/v1/releases/a.b/."
            " See /api/v1/ for what there is.",
        ),
    ],
    ids=["record", "detainee", "address", "no-slug"],
)
def test_unknown_address_is_a_problem(client, path, detail):
    response = client.get(f"/api/v1/{path}")

    assert problem_of(response, 404) == {
        "title": "Not Found",
        "detail": detail,
        "errors": [],
    }


def test_unknown_address_outside_the_api_is_a_page(client):
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "releases/", "releases/release-1/", "schema/"])
def test_nothing_can_be_written(client, method, path):
    response = getattr(client, method)(f"/api/v1/{path}")

    assert problem_of(response, 405) == {
        "title": "Method Not Allowed",
        "detail": f'Method "{method.upper()}" not allowed.',
        "errors": [],
    }
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_failure_is_a_problem_without_a_word_of_what_failed(client, failing):
    failing(RuntimeError("a secret"))

    response = client.get("/api/v1/releases/")

    assert problem_of(response, 500) == {
        "title": "Internal Server Error",
        "detail": "Something failed here. Try again later.",
        "errors": [],
    }
    assert b"secret" not in response.content


def test_silent_database_is_a_problem_that_says_when_to_come_back(client, failing):
    failing(OperationalError("a secret address"))

    response = client.get("/api/v1/releases/")

    assert problem_of(response, 503) == {
        "title": "Service Unavailable",
        "detail": "The database does not answer. Try again in a moment.",
        "errors": [],
    }
    assert response["Retry-After"] == "5"


@pytest.mark.parametrize("path", PATHS)
def test_no_answer_sets_a_cookie(client, path):
    response = client.get(f"/api/v1/{path}")

    assert response.cookies == {}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_a_strict_content_policy(client, path):
    policy = client.get(f"/api/v1/{path}")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("accept", ["application/json", "*/*", "text/html, */*;q=0.8"])
def test_every_browser_gets_json(client, accept):
    factories.ReleaseFactory(slug="release-a")

    response = client.get("/api/v1/releases/release-a/", headers={"accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize("form", ["json", "xml", "api"])
def test_format_is_a_parameter_like_others(client, form):
    response = client.get(f"/api/v1/releases/?format={form}")

    assert problem_of(response, 400)["errors"][0]["parameter"] == "format"
