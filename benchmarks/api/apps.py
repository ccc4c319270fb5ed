"""Contenders behind the same server: the usual way, and the limits.

Granian loads ``benchmarks.api.apps:<name>`` with the settings of the measured database.
All answer ``/list`` and ``/detail/<slug>`` with what the API answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

Start = Callable[[str, list[tuple[str, str]]], Any]
LIMIT = 50
LIST = (
    "SELECT body FROM published_document WHERE kind = 'release'"
    " ORDER BY sort_on DESC, slug LIMIT 50"
)
DETAIL = "SELECT body FROM published_document WHERE kind = 'release' AND slug = %s"


def _answer(start: Start, body: bytes) -> Iterable[bytes]:
    start(
        "200 OK",
        [("Content-Type", "application/json"), ("Content-Length", str(len(body)))],
    )
    return [body]


def _joined(bodies: Iterable[bytes]) -> bytes:
    return b'{"results":[' + b",".join(bodies) + b"]}"


@cache
def _connection() -> Any:
    import django

    django.setup()
    from django.db import connections

    wrapper = connections["public"]
    wrapper.ensure_connection()
    return wrapper.connection


def raw(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The limit: one prepared query with psycopg, and nothing else."""
    path = environ["PATH_INFO"]
    cursor = _connection().cursor(binary=True)
    if path == "/list":
        rows = cursor.execute(LIST, prepare=True).fetchall()
        body = _joined(body for (body,) in rows)
    else:
        slug = path.removeprefix("/detail/")
        (body,) = cursor.execute(DETAIL, [slug], prepare=True).fetchone()
    _connection().rollback()
    return _answer(start, body)


@cache
def _kept(path: str) -> bytes:
    return b"".join(raw({"PATH_INFO": path}, lambda *_: None))


def static(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Bytes that are in memory already."""
    return _answer(start, _kept(environ["PATH_INFO"]))


@cache
def _plain() -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    import django

    django.setup()
    from django.core.wsgi import get_wsgi_application
    from django.test.utils import override_settings

    settings = override_settings(
        ROOT_URLCONF="benchmarks.api.plain",
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    )
    settings.enable()
    application: Any = get_wsgi_application()
    return application  # type: ignore[no-any-return]  # WSGI is untyped


def plain(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The usual way: nested serializers over prefetched rows, on each request."""
    return _plain()(environ, start)


def equal(left: bytes, right: bytes) -> bool:
    """Tell whether two answers say the same, whatever the order of keys."""

    def read(body: bytes) -> Any:
        value = json.loads(body)
        if isinstance(value, dict) and "results" in value:
            return value["results"]
        return value

    return bool(read(left) == read(right))
