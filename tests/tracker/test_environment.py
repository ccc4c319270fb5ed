from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import environment

BASE = Path("/nowhere")
PRODUCTION = {
    "DATABASE_URL": "postgres://host/name",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "example.org",
}


def test_the_demo_needs_nothing():
    read = environment.read({}, base=BASE)

    assert (read.is_demo, read.is_https, read.is_debug) == (True, False, False)
    assert read.allowed_hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert read.var == BASE / "var"


def test_production_is_https_and_not_debugged():
    read = environment.read(PRODUCTION, base=BASE)

    assert (read.is_demo, read.is_https, read.is_debug) == (False, True, False)


@pytest.mark.parametrize(
    "change",
    [
        {"SECRET_KEY": ""},
        {"SECRET_KEY": "short"},
        {"ALLOWED_HOSTS": ""},
        {"ALLOWED_HOSTS": " , "},
        {"ALLOWED_HOSTS": "example.org,*"},
        {"DATABASE_URL": "", "DATABASE_OWNER_URL": "postgres://host/name"},
        {"DATABASE_URL": "", "DATABASE_PUBLIC_URL": "postgres://host/name"},
        {"HTTPS": "yes"},
        {"DATABASE_POOL_SIZE": "many"},
        {"DATABASE_POOL_SIZE": "-1"},
    ],
    ids=str,
)
def test_production_does_not_start_half_configured(change):
    with pytest.raises(ImproperlyConfigured):
        environment.read(PRODUCTION | change, base=BASE)


def test_no_secret_is_ever_printed():
    variables = PRODUCTION | {"DATABASE_URL": "postgres://u:hidden@host/name"}

    text = repr(environment.read(variables, base=BASE))

    assert "kkk" not in text
    assert "hidden" not in text


def test_lists_are_split_at_commas():
    read = environment.read(PRODUCTION | {"ALLOWED_HOSTS": "a.org, b.org,"}, base=BASE)

    assert read.allowed_hosts == ["a.org", "b.org"]


@pytest.mark.parametrize("text", ["editors@example.org", "http://example.org", "x"])
def test_contact_must_be_an_address_that_can_be_followed(text):
    with pytest.raises(ImproperlyConfigured, match="CONTACT must be an address"):
        environment.read({"CONTACT": text}, base=BASE)
