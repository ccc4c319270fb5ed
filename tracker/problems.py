"""Errors as RFC 9457 problem details, for the API and for unknown addresses in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ParameterError:
    """What is wrong with one query parameter, and what would be right."""

    parameter: str
    detail: str


class BadParameters(exceptions.APIException):
    """One or more query parameters cannot be understood."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, errors: Sequence[ParameterError]) -> None:
        """Keep what is wrong with each parameter."""
        super().__init__("; ".join(error.detail for error in errors))
        self.errors = tuple(errors)


class Unavailable(exceptions.APIException):
    """The database does not answer, or not in time."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = "The database does not answer. Try again in a moment."
    wait = 5  # seconds


def problem(
    status: int, detail: str, errors: Sequence[ParameterError] = ()
) -> dict[str, Any]:  # JSON
    """Describe a problem as RFC 9457 says.

    Returns:
        ``type``, ``title``, ``status``, ``detail`` and ``errors``, each of which has
        ``parameter`` and ``detail``.
    """
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": [
            {"parameter": error.parameter, "detail": error.detail} for error in errors
        ],
    }


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception of a view into a problem; None for what is no answer."""
    if isinstance(error, Http404):
        error = exceptions.NotFound(str(error) or "There is no such record.")
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, OperationalError):
        error = Unavailable()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]  # DRF sets it
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]  # DRF sets it
    errors = error.errors if isinstance(error, BadParameters) else ()
    return Response(
        problem(error.status_code, str(error.detail), errors),
        status=error.status_code,
        headers=headers,
        content_type=CONTENT_TYPE,
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django refuses by itself, such as thousands of parameters."""
    if request.path.startswith("/api/"):
        return _response(HTTPStatus.BAD_REQUEST, "The request cannot be understood.")
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an unknown address: a problem in the API, a page elsewhere."""
    if request.path.startswith("/api/"):
        detail = f"There is nothing at {request.path}. See /api/v1/ for what there is."
        return _response(HTTPStatus.NOT_FOUND, detail)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a failure of ours, without a word of what failed."""
    if request.path.startswith("/api/"):
        return _response(
            HTTPStatus.INTERNAL_SERVER_ERROR, "Something failed here. Try again later."
        )
    return defaults.server_error(request)


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Answer a client that asks more often than it may."""
    detail = f"Too many requests. Ask again in {wait} s, or ask us for a token."
    response = _answer(request, HTTPStatus.TOO_MANY_REQUESTS, detail)
    response["Retry-After"] = str(wait)
    return response


def unknown_token(request: HttpRequest) -> HttpResponse:
    """Answer a token that is not known, has expired or was revoked; without it."""
    detail = "This token is not known or no longer works. Leave it out or ask for one."
    response = _answer(request, HTTPStatus.UNAUTHORIZED, detail)
    response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer while the database does not."""
    response = _answer(
        request, HTTPStatus.SERVICE_UNAVAILABLE, Unavailable.default_detail
    )
    response["Retry-After"] = str(Unavailable.wait)
    return response


def _answer(request: HttpRequest, status: HTTPStatus, detail: str) -> HttpResponse:
    """Answer before any other middleware: plain, so that no policy is needed."""
    response: HttpResponse
    if request.path.startswith("/api/"):
        response = _response(status, detail)
    else:
        content = f"{detail}\n"
        response = HttpResponse(content, status=status, content_type="text/plain")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _response(status: int, detail: str) -> JsonResponse:
    return JsonResponse(
        problem(status, detail), status=status, content_type=CONTENT_TYPE
    )
