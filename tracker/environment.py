"""What the environment may say, checked once; :mod:`tracker.settings` reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

VARIABLES = {
    "ALLOWED_HOSTS": "Host names the site answers to, with commas between.",
    "BEHIND_PROXY": "on: a proxy in front sets X-Forwarded-Proto. Default off.",
    "CACHE_MB": "Megabytes of ready answers each process keeps. Default 64; 0: none.",
    "CONTACT": "https:// or mailto: address of the editors. Default: none is shown.",
    "CSRF_TRUSTED_ORIGINS": "Other origins forms may come from, with commas between.",
    "DATABASE_OWNER_URL": "Login for migrations. Default DATABASE_URL.",
    "DATABASE_POOL_SIZE": "Connections per process and database. Default 0: no pool.",
    "DATABASE_PUBLIC_URL": "Login for public reading. Default DATABASE_URL.",
    "DATABASE_URL": "postgres://user:password@host:port/name. Default: embedded.",
    "DEBUG": "on: tracebacks in the browser. Default off.",
    "EMBEDDED_FAST": "on: embedded PostgreSQL without durability, for tests.",
    "HTTPS": "off: plain HTTP, for a trial. Default on, in the demo off.",
    "RATE_LIMIT": "Requests a minute and address; 0: any. Default 600, demo 60000.",
    "RATE_LIMIT_TOKEN": "The same for whoever has a token. Default 6000.",
    "INTAKE_MODEL": "Name of a language model that reads articles too. Default: none.",
    "INTAKE_MODEL_HOSTS": "Hosts that text of articles may be sent to, with commas.",
    "INTAKE_MODEL_KEY": "Bearer token for that model's server.",
    "INTAKE_MODEL_URL": "Its server with /v1; OpenAI's chat completions are spoken.",
    "SECRET_KEY": "Signs sessions. Needed with DATABASE_URL; at least 50 characters.",
    "TRACKER_VAR": "Directory of the embedded database and the demo's secret: var/.",
    "TRUSTED_PROXIES": "Networks whose X-Forwarded-For is believed, as 10.0.0.0/8.",
}
# As RFC 9116, section 2.5.3, wants the address that reports of holes go to.
CONTACT_ADDRESS = re.compile(r"https://[^\s\"<>]+|mailto:[^\s\"<>@]+@[^\s\"<>@]+")
RATE_LIMIT, RATE_LIMIT_DEMO, RATE_LIMIT_TOKEN = "600", "60000", "6000"  # a minute
CACHE_MB = "64"
SECRET_KEY_LENGTH_MIN = 50  # characters, as Django's deployment check W009 asks


@dataclass(frozen=True, slots=True)
class Environment:
    """The environment's say; an empty text where a variable is not set."""

    is_demo: bool
    is_debug: bool
    is_https: bool
    is_behind_proxy: bool
    is_embedded_fast: bool
    intake_model: str
    intake_model_hosts: list[str]
    intake_model_key: str = field(repr=False)
    intake_model_url: str
    secret_key: str = field(repr=False)
    allowed_hosts: list[str]
    contact: str
    csrf_trusted_origins: list[str]
    database_url: str = field(repr=False)
    database_owner_url: str = field(repr=False)
    database_public_url: str = field(repr=False)
    database_pool_size: int
    cache_megabytes: int
    rate_limit: int
    rate_limit_token: int
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
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
    limit = RATE_LIMIT_DEMO if is_demo else RATE_LIMIT
    return Environment(
        is_demo=is_demo,
        is_debug=_switch(environ, "DEBUG", default=False),
        is_https=_switch(environ, "HTTPS", default=not is_demo),
        is_behind_proxy=_switch(environ, "BEHIND_PROXY", default=False),
        is_embedded_fast=_switch(environ, "EMBEDDED_FAST", default=False),
        intake_model=_model(environ),
        intake_model_hosts=_words(environ, "INTAKE_MODEL_HOSTS"),
        intake_model_key=environ.get("INTAKE_MODEL_KEY", ""),
        intake_model_url=environ.get("INTAKE_MODEL_URL", ""),
        secret_key=secret_key,
        allowed_hosts=allowed_hosts or ["127.0.0.1", "localhost", "[::1]"],
        contact=_contact(environ.get("CONTACT", "").strip()),
        csrf_trusted_origins=_words(environ, "CSRF_TRUSTED_ORIGINS"),
        database_url=database_url,
        database_owner_url=environ.get("DATABASE_OWNER_URL", ""),
        database_public_url=environ.get("DATABASE_PUBLIC_URL", ""),
        database_pool_size=_number(environ, "DATABASE_POOL_SIZE", "0"),
        cache_megabytes=_number(environ, "CACHE_MB", CACHE_MB),
        rate_limit=_number(environ, "RATE_LIMIT", limit),
        rate_limit_token=_number(environ, "RATE_LIMIT_TOKEN", RATE_LIMIT_TOKEN),
        trusted_proxies=_networks(environ, "TRUSTED_PROXIES"),
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


def _model(environ: Mapping[str, str]) -> str:
    model = environ.get("INTAKE_MODEL", "").strip()
    needed = ("INTAKE_MODEL_URL", "INTAKE_MODEL_HOSTS")
    missing = [name for name in needed if not environ.get(name)]
    if model and missing:
        raise ImproperlyConfigured(
            f"With INTAKE_MODEL, {' and '.join(missing)} must be set: text of articles"
            " goes nowhere by itself."
        )
    return model


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


def _number(environ: Mapping[str, str], name: str, default: str) -> int:
    text = environ.get(name, "") or default
    if not (text.isascii() and text.isdecimal() and len(text) < 8):
        raise ImproperlyConfigured(f"{name} must be a whole number, not {text!r}.")
    return int(text)


def _networks(
    environ: Mapping[str, str], name: str
) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(text) for text in _words(environ, name))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} are networks with commas between, as 10.0.0.0/8: {error}."
        ) from None


def _switch(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name, "").lower()
    if value == "":
        return default
    if value not in ("on", "off"):
        raise ImproperlyConfigured(f"{name} must be 'on' or 'off', not {value!r}.")
    return value == "on"
