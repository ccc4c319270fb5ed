"""The way in for everybody: counts requests, answers from what is kept, adds headers.

It is the outermost middleware. What it keeps is the answer of all the others, so a
request that is answered here costs one query: the count and the data version.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from . import problems
from .models.tokens import digest_of
from .responses import COMPRESSED_MIN, Responses, Stored, Version, takes_gzip

PERIOD = 60  # seconds that a limit is for
API_PREFIX = "/api/"
# Kept anywhere, but asked about before each use: what is withdrawn is gone at once.
REVALIDATED = "public, no-cache"
NOT_KEPT = "no-store"
EXPOSED = (
    "ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After, Deprecation,"
    " Sunset, Content-Disposition"
)
ALLOWED_METHODS = "GET, HEAD, OPTIONS"
ALLOWED_HEADERS = "Authorization, If-None-Match, If-Modified-Since"
PREFLIGHT_AGE = "86400"  # seconds
CODE = (
    "*.py",
    "*.html",
    "*.txt",
    "*.atom",
    "*.xml",
    "*.json",
    "*.css",
    "*.md",
    "*.sql",
)
CODE_PLACES = ("tracker", "sanctions", "exchanges", "docs")
READ_VERSION = (
    "SELECT false, 0, 0, 0, number, changed_microseconds, is_marked"
    " FROM published_version"
)
ADMIT = (
    "SELECT has_token, number, quota, wait, version, changed_microseconds, is_marked"
    " FROM admit(%s, %s, %s, %s, %s)"
)

View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Admission:
    """What the database says of one request.

    Attributes:
        number: How many requests of this client there were in this period.
        quota: How many there may be; 0 for any number.
        wait: Seconds until the next period.
        is_marked: Whether a document waits for its refreshing: nothing may be kept.
    """

    has_token: bool
    number: int
    quota: int
    wait: int
    version: Version
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Code:
    """The code that answers: part of every ETag, since it shapes every answer."""

    digest: str
    changed: int  # seconds since 1970


class GateMiddleware:
    """Counts, answers from what is kept, compresses, adds headers."""

    def __init__(self, get_response: View) -> None:
        """Take over what the other middleware answers."""
        self.get_response = get_response
        self.responses = Responses(settings.CACHE_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        path = request.path_info
        if path.startswith(settings.GATE_OPEN):
            return self.get_response(request)
        is_api = path.startswith(API_PREFIX)
        if request.method == "OPTIONS" and is_preflight(request):
            return _preflight()
        try:
            admission = admit(request)
        except OperationalError:
            return self._with_headers(problems.unavailable(request), is_api=is_api)
        response = self._answer(request, admission, is_api=is_api)
        if admission.quota:
            for name, value in limit_headers(admission).items():
                response.headers[name] = value
        return response

    def _answer(
        self, request: HttpRequest, admission: Admission, *, is_api: bool
    ) -> HttpResponse:
        if admission.quota and admission.number > admission.quota:
            response = problems.too_many(request, admission.wait)
            return self._with_headers(response, is_api=is_api)
        if _bearer(request) and not admission.has_token:
            response = problems.unknown_token(request)
            return self._with_headers(response, is_api=is_api)
        if request.method not in ("GET", "HEAD") or admission.is_marked:
            return self._with_headers(self.get_response(request), is_api=is_api)
        return self._read(request, admission.version, is_api=is_api)

    def _read(
        self, request: HttpRequest, version: Version, *, is_api: bool
    ) -> HttpResponse:
        key = _key(request)
        tag = etag(version, key)
        if _has_tag(request, tag):
            return _unchanged(tag, version, is_api=is_api)
        # An editor's own session reads past what is kept, and leaves nothing in it.
        is_shared = settings.SESSION_COOKIE_NAME not in request.COOKIES
        stored = self.responses.get(version, key) if is_shared else None
        if stored is None:
            response = self.get_response(request)
            if not _is_public(response, is_api=is_api):
                return self._with_headers(response, is_api=is_api)
            stored = Stored(tuple(response.headers.items()), response.content)
            if is_shared and request.method == "GET":
                self.responses.put(version, key, stored)
        if _is_unchanged(request, version):
            return _unchanged(tag, version, is_api=is_api)
        return _built(request, stored, tag, version, is_api=is_api)

    def _with_headers(self, response: HttpResponse, *, is_api: bool) -> HttpResponse:
        """Finish what is not kept: errors, redirects, writing, streams."""
        if not response.has_header("Cache-Control"):
            is_moved = response.status_code in (301, 308)
            response["Cache-Control"] = REVALIDATED if is_moved else NOT_KEPT
        if is_api:
            _open_to_all(response)
        return response


def admit(request: HttpRequest) -> Admission:
    """Count a request and read the data version: one query, before anything else.

    The query also shows whether the connection still works, so a dead one is replaced
    here and not looked at again.

    Raises:
        OperationalError: The database does not answer.
    """
    key = _bearer(request)
    needs_writing = bool(settings.RATE_LIMIT or key)
    # Django's own types know neither its driver nor its note of a health check.
    connection: Any = connections["gate" if needs_writing else "public"]
    parameters: list[object] = []
    statement = READ_VERSION
    if needs_writing:
        statement = ADMIT
        token = digest_of(key) if key else ""
        limits = (settings.RATE_LIMIT, settings.RATE_LIMIT_TOKEN, PERIOD)
        parameters = [visitor(client_address(request)), token, *limits]
    for is_last in (False, True):
        try:
            connection.ensure_connection()
            # Below Django's cursor: that one would first ask whether anybody is there.
            row = connection.connection.execute(statement, parameters).fetchone()
            break
        except connection.Database.OperationalError as error:
            is_inside = connection.in_atomic_block
            if is_last or is_inside:
                raise OperationalError(str(error)) from error
            connection.close()
    connection.health_check_done = True
    has_token, number, quota, wait, version, changed, is_marked = row
    return Admission(
        has_token, number, quota, wait, Version(changed, version), is_marked
    )


def client_address(request: HttpRequest) -> str:
    """Give the address that a request comes from.

    ``X-Forwarded-For`` is believed as far as trusted proxies wrote it: the last address
    that is none of theirs is the client.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.TRUSTED_PROXIES:
        return address
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    while hops and _is_trusted(address):
        address = hops.pop()
    return address


def _is_trusted(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in settings.TRUSTED_PROXIES)


@lru_cache(10_000)
def visitor(address: str) -> str:
    """Give the key that an address is counted under: a digest, IPv6 by its /64.

    The secret makes sure that nobody can try all addresses on a digest.
    """
    try:
        found = ip_address(address)
    except ValueError:
        who = address[:64]
    else:
        if isinstance(found, IPv6Address):
            mapped = found.ipv4_mapped
            network = ip_network((found, 64), strict=False)
            who = str(mapped or network)
        else:
            who = str(found)
    secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(who.encode(), digest_size=16, key=secret).hexdigest()


def limit_headers(admission: Admission) -> dict[str, str]:
    """Say what is allowed and what is left.

    Source: draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4.
    """
    name = "token" if admission.has_token else "address"
    left = max(admission.quota - admission.number, 0)
    return {
        "RateLimit-Policy": f'"{name}";q={admission.quota};w={PERIOD}',
        "RateLimit": f'"{name}";r={left};t={admission.wait}',
    }


def etag(version: Version, key: str) -> str:
    """Give the strong ETag of an address in one state of the record, unquoted."""
    text = f"{version.number} {version.changed} {code().digest} {key}"
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def last_modified(version: Version) -> int:
    """Give the second since which nothing has changed, neither record nor code."""
    return max(version.changed // 1_000_000, code().changed)


@lru_cache(1)
def code() -> Code:
    """Digest what answers are made by; read once a process."""
    digest, changed = hashlib.sha256(), 0
    for path in _code_files():
        digest.update(path.read_bytes())
        changed = max(changed, int(path.stat().st_mtime))
    return Code(digest.hexdigest()[:16], changed)


def _code_files() -> list[Path]:
    places = [settings.BASE_DIR / place for place in CODE_PLACES]
    return sorted(p for place in places for end in CODE for p in place.rglob(end))


def is_preflight(request: HttpRequest) -> bool:
    """Tell whether a browser asks what another site may ask."""
    return "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META


def _preflight() -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    _open_to_all(response)
    response["Access-Control-Allow-Methods"] = ALLOWED_METHODS
    response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
    response["Access-Control-Max-Age"] = PREFLIGHT_AGE
    return response


def _open_to_all(response: HttpResponse) -> None:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED


def _bearer(request: HttpRequest) -> str:
    """Give the key of ``Authorization: Bearer``; other schemes are not looked at."""
    scheme, _, key = str(request.META.get("HTTP_AUTHORIZATION", "")).partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _key(request: HttpRequest) -> str:
    """Name what an answer depends on: addresses in it hold scheme and host."""
    meta = request.META
    host = meta.get("HTTP_HOST", "")
    return f"{request.scheme}://{host}{request.path_info}?{meta.get('QUERY_STRING')}"


def _has_tag(request: HttpRequest, tag: str) -> bool:
    """Tell whether the client holds this very state of what it asks for.

    Only who was given the answer knows its tag, so the address need not be looked up.
    """
    wanted = request.META.get("HTTP_IF_NONE_MATCH")
    if not wanted:
        return False
    known = {found.removeprefix("W/") for found in parse_etags(wanted)}
    return not known.isdisjoint((f'"{tag}"', f'"{tag}-gzip"'))


def _is_unchanged(request: HttpRequest, version: Version) -> bool:
    """Tell whether what is there satisfies the client (RFC 9110, section 13.2.2)."""
    wanted = request.META.get("HTTP_IF_NONE_MATCH")
    if wanted is not None:
        return str(wanted).strip() == "*"
    since = request.META.get("HTTP_IF_MODIFIED_SINCE")
    if since is None:
        return False
    try:
        seen = parsedate_to_datetime(since)
    except ValueError:
        return False
    return seen.tzinfo is not None and last_modified(version) <= seen.timestamp()


def _is_public(response: HttpResponse, *, is_api: bool) -> bool:
    return (
        response.status_code == HTTPStatus.OK
        and (is_api or getattr(response, "is_public", False))
        and not response.streaming
        and not response.cookies
        and "Cookie" not in response.get("Vary", "")
        and not response.has_header("Cache-Control")
    )


def _unchanged(tag: str, version: Version, *, is_api: bool) -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    del response.headers["Content-Type"]
    return _finished(response, tag, version, is_api=is_api)


def _built(
    request: HttpRequest, stored: Stored, tag: str, version: Version, *, is_api: bool
) -> HttpResponse:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    is_packed = len(stored.body) >= COMPRESSED_MIN and takes_gzip(accepted)
    has_coding = any(name == "Content-Encoding" for name, _ in stored.headers)
    is_packed = is_packed and not has_coding
    response = HttpResponse(stored.bytes_for(is_packed=is_packed))
    for name, value in stored.headers:
        response.headers[name] = value
    if is_packed:
        response.headers["Content-Encoding"] = "gzip"
        tag = f"{tag}-gzip"
    response.headers["Content-Length"] = str(len(response.content))
    return _finished(response, tag, version, is_api=is_api)


def _finished(
    response: HttpResponse, tag: str, version: Version, *, is_api: bool
) -> HttpResponse:
    changed = datetime.fromtimestamp(last_modified(version), UTC)
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Last-Modified"] = format_datetime(changed, usegmt=True)
    response.headers["Cache-Control"] = REVALIDATED
    patch_vary_headers(response, ["Accept-Encoding"])
    if is_api:
        _open_to_all(response)
    return response
