"""What the public pages share: one decorator, and how documents are fetched.

A page view fetches stored documents through the public role and renders them. Errors of
the reader become pages, never a trace.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.db import OperationalError
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import former, stored
from .models import PublishedDocument
from .problems import BadParameters, ParameterError
from .serializers import API

Json = dict[str, Any]
View = Callable[..., HttpResponse]
RETRY_AFTER = "5"  # seconds


def page(view: View) -> View:
    """Make a function a public page: only reads, the same for everybody.

    Wrong parameters answer 400, an unreachable database 503, each as a page.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except former.Moved as moved:
            address = request.get_full_path().replace(kwargs["slug"], moved.slug, 1)
            return HttpResponsePermanentRedirect(address, preserve_request=True)
        except BadParameters as error:
            return failure(request, HTTPStatus.BAD_REQUEST, errors=error.errors)
        except OperationalError:
            response = failure(request, HTTPStatus.SERVICE_UNAVAILABLE)
            response["Retry-After"] = RETRY_AFTER
            return response
        response.is_public = True  # type: ignore[attr-defined]  # read by the gate
        return response

    return cast(View, require_safe(answered))


def failure(
    request: HttpRequest, status: int, *, errors: Iterable[ParameterError] = ()
) -> HttpResponse:
    """Answer an error as a page that leads on to the search."""
    context = {"errors": list(errors)}
    return render(request, f"{int(status)}.html", context, status=status)


def rows(kind: str, facets: Iterable[str] = ()) -> "QuerySet[PublishedDocument]":
    """Give public rows of a kind with any of the facets, newest first."""
    found = PublishedDocument.objects.using("public").filter(kind=kind)
    wanted = list(facets)
    if wanted:
        found = found.filter(facets__overlap=wanted)
    return found.order_by("-sort_on", "slug")


def documents(
    kind: str, facets: Iterable[str] = (), *, limit: int | None = None
) -> list[Json]:
    """Fetch documents of a kind with any of the facets, newest first; one query."""
    found = stored.fetch(rows(kind, facets)[:limit], "body")
    return [json.loads(body) for (body,) in found]


def document(kind: str, slug: str) -> Json:
    """Fetch one document.

    Raises:
        Moved: The record has another slug now.
        Http404: No such record is public.
    """
    body = rows(kind).filter(slug=slug).values_list("body", flat=True).first()
    if body is None:
        if now := former.slug_now(kind, slug):
            raise former.Moved(now)
        raise Http404(f"There is no {kind} {slug}.")
    found: Json = json.loads(bytes(body))
    return found


def by_slug(kind: str, slugs: Iterable[str]) -> list[Json]:
    """Fetch single documents; one query."""
    bodies = rows(kind).filter(slug__in=list(slugs)).values_list("body", flat=True)
    return [json.loads(bytes(body)) for body in bodies]


def names(kind: str, slugs: Iterable[str]) -> dict[str, str]:
    """Look up what records are called, by slug; one query."""
    found = rows(kind).filter(slug__in=list(slugs))
    return dict(found.values_list("slug", "name"))


def address(url: str) -> str:
    """Give the page of a record that a document refers to by its API address."""
    return url.removeprefix(API) if url else ""


def single(parameters: Mapping[str, list[str]], known: Iterable[str]) -> dict[str, str]:
    """Read parameters that are given at most once; empty ones are left out.

    Raises:
        BadParameters: One is unknown or given twice.
    """
    known = list(known)
    errors = []
    for name, values in parameters.items():
        if name not in known:
            text = f"{name[:60]} is unknown here. Known: {', '.join(known) or 'none'}."
            errors.append(ParameterError(name[:60], text))
        elif len(values) > 1:
            errors.append(ParameterError(name, f"{name} is given more than once."))
    if errors:
        raise BadParameters(errors)
    return {name: values[0] for name, values in parameters.items() if values[0]}
