"""What the environment may say, checked once; :mod:`tracker.settings` reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

VARIABLES = {
    "ALLOWED_HOSTS": "Host names the site answers to, with commas between.",
    "BEHIND_PROXY": "on: a proxy in front sets X-Forwarded-Proto. Default off.",
    "CONTACT": "https:// or mailto: address of the editors. Default: none is shown.",
    "CSRF_TRUSTED_ORIGINS": "Other origins forms may come from, with commas between.",
    "DATABASE_OWNER_URL": "Login for migrations. Default DATABASE_URL.",
    "DATABASE_POOL_SIZE": "Connections per process and database. Default 0: no pool.",
    "DATABASE_PUBLIC_URL": "Login for public reading. Default DATABASE_URL.",
    "DATABASE_URL": "postgres://user:password@host:port/name. Default: embedded.",
    "DEBUG": "on: tracebacks in the browser. Default off.",
    "EMBEDDED_FAST": "on: embedded PostgreSQL without durability, for tests.",
    "HTTPS": "off: plain HTTP, for a trial. Default on, in the demo off.",
    "SECRET_KEY": "Signs sessions. Needed with DATABASE_URL; at least 50 characters.",
    "TRACKER_VAR": "Directory of the embedded database and the demo's secret: var/.",
}
# As RFC 9116, section 2.5.3, wants the address that reports of holes go to.
CONTACT_ADDRESS = re.compile(r"https://[^\s\"<>]+|mailto:[^\s\"<>@]+@[^\s\"<>@]+")
SECRET_KEY_LENGTH_MIN = 50  # characters, as Django's deployment check W009 asks


@dataclass(frozen=True, slots=True)
class Environment:
    """The environment's say; an empty text where a variable is not set."""

    is_demo: bool
    is_debug: bool
    is_https: bool
    is_behind_proxy: bool
    is_embedded_fast: bool
    secret_key: str = field(repr=False)
    allowed_hosts: list[str]
    contact: str
    csrf_trusted_origins: list[str]
    database_url: str = field(repr=False)
    database_owner_url: str = field(repr=False)
    database_public_url: str = field(repr=False)
    database_pool_size: int
    var: Path


def read(environ: Mapping[str, str], *, base: Path) -> Environment:
    """Read and check the variables above.

    Without ``DATABASE_URL`` this is the demo on one machine: it may go without a
    secret and without host names. With it, both are needed.

    Args:
        environ: Usually ``os.environ``.
        base: Directory of the checkout; ``TRACKER_VAR`` defaults to ``var`` in it.

    Raises:
        ImproperlyConfigured: A needed variable is missing or a value makes no sense.
    """
    database_url = environ.get("DATABASE_URL", "")
    is_demo = not database_url
    if is_demo:
        for name in ("DATABASE_OWNER_URL", "DATABASE_PUBLIC_URL"):
            if environ.get(name):
                raise ImproperlyConfigured(f"{name} is set but DATABASE_URL is not.")
    secret_key = environ.get("SECRET_KEY", "")
    allowed_hosts = _words(environ, "ALLOWED_HOSTS")
    if not is_demo:
        _check_production(secret_key, allowed_hosts)
    pool_size = environ.get("DATABASE_POOL_SIZE", "") or "0"
    if not pool_size.isdecimal():
        raise ImproperlyConfigured(
            f"DATABASE_POOL_SIZE must be a whole number, not {pool_size!r}."
        )
    return Environment(
        is_demo=is_demo,
        is_debug=_switch(environ, "DEBUG", default=False),
        is_https=_switch(environ, "HTTPS", default=not is_demo),
        is_behind_proxy=_switch(environ, "BEHIND_PROXY", default=False),
        is_embedded_fast=_switch(environ, "EMBEDDED_FAST", default=False),
        secret_key=secret_key,
        allowed_hosts=allowed_hosts or ["127.0.0.1", "localhost", "[::1]"],
        contact=_contact(environ.get("CONTACT", "").strip()),
        csrf_trusted_origins=_words(environ, "CSRF_TRUSTED_ORIGINS"),
        database_url=database_url,
        database_owner_url=environ.get("DATABASE_OWNER_URL", ""),
        database_public_url=environ.get("DATABASE_PUBLIC_URL", ""),
        database_pool_size=int(pool_size),
        var=Path(environ.get("TRACKER_VAR") or base / "var").absolute(),
    )


def _check_production(secret_key: str, allowed_hosts: list[str]) -> None:
    if not secret_key:
        raise ImproperlyConfigured("With DATABASE_URL, SECRET_KEY must be set.")
    if len(secret_key) < SECRET_KEY_LENGTH_MIN:
        raise ImproperlyConfigured(
            f"SECRET_KEY needs at least {SECRET_KEY_LENGTH_MIN} characters."
        )
    if not allowed_hosts:
        raise ImproperlyConfigured("With DATABASE_URL, ALLOWED_HOSTS must be set.")
    if "*" in allowed_hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts, not '*'.")


def _contact(text: str) -> str:
    if text and not CONTACT_ADDRESS.fullmatch(text):
        raise ImproperlyConfigured(
            "CONTACT must be an address such as https://example.org/contact or"
            f" mailto:editors@example.org, not {text!r}."
        )
    return text


def _words(environ: Mapping[str, str], name: str) -> list[str]:
    words = (word.strip() for word in environ.get(name, "").split(","))
    return [word for word in words if word]


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "").lower()
    if value == "":
        return default
    if value not in ("on", "off"):
        raise ImproperlyConfigured(f"{name} must be 'on' or 'off', not {value!r}.")
    return value == "on"
