"""The API's list of what was published when, to follow the record without reading it.

Oldest first: a reader asks again where the last answer ended.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    inline_serializer,
)
from rest_framework import permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from . import listing
from .api import ProblemSerializer
from .listing import DEFAULT_LIMIT, MAX_LIMIT
from .models import PublicChangeKind, PublishedChange
from .problems import BadParameters, ParameterError
from .published import KINDS
from .serializers import RefSerializer, url

KNOWN = ("since", "kind", "slug", "change", "limit", "cursor")
MAX_DIGITS = 18  # of a cursor, which is a number


class PublicChangeSerializer(serializers.Serializer[Any]):
    """One change of one public record. What a field held before is not told."""

    number = serializers.IntegerField(help_text="Its place in the order of changes.")
    version = serializers.IntegerField(help_text="Data version that brought it.")
    changed_at = serializers.DateTimeField(help_text="When it was published (UTC).")
    kind = serializers.CharField(help_text="Kind of record.")
    slug = serializers.CharField(
        allow_null=True,
        help_text="The record's slug or code then; null when it may not be told.",
    )
    change = serializers.CharField(
        help_text="added, changed, renamed, merged into another, or withdrawn."
    )
    changed_fields = serializers.ListField(
        child=serializers.CharField(), help_text="Fields of the record that changed."
    )
    record = RefSerializer(
        allow_null=True,
        help_text="The record as it is now, or what it was merged into; null when it"
        " is no longer public.",
    )


class ChangesView(APIView):
    """Every published change: added, changed, renamed, merged, withdrawn."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []

    @extend_schema(
        operation_id="list_changes",
        parameters=[
            OpenApiParameter(
                "since",
                str,
                description="Keep what was published after this instant, as"
                " 2026-01-31T12:00:00Z, or on and after this day, as 2026-01-31 (UTC).",
            ),
            OpenApiParameter("kind", str, description="Kind of record, as release."),
            OpenApiParameter("slug", str, description="Slug or code of one record."),
            OpenApiParameter(
                "change", str, enum=PublicChangeKind.values, description="What happened"
            ),
            OpenApiParameter(
                "limit",
                int,
                description=f"Changes a page: 1 to {MAX_LIMIT}.",
                default=DEFAULT_LIMIT,
            ),
            OpenApiParameter(
                "cursor",
                str,
                description="Number of the change that the page starts after.",
            ),
        ],
        responses={
            200: inline_serializer(
                "PublicChangeList",
                {
                    "results": PublicChangeSerializer(many=True),
                    "next": serializers.CharField(allow_null=True),
                    "previous": serializers.CharField(allow_null=True),
                    "resume": serializers.CharField(
                        help_text="Where to ask for what is published after this."
                    ),
                },
            ),
            (400, "application/problem+json"): OpenApiResponse(
                ProblemSerializer, "What is wrong, and what is right."
            ),
        },
    )
    def get(self, request: Request) -> Response:
        """Give the changes, the oldest first, without what a field held before."""
        asked = listing.single(dict(request.query_params.lists()), KNOWN)
        limit = listing.read_limit(asked.get("limit"))
        start = _start(asked.get("cursor"))
        rows = list(_changes(asked).filter(pk__gt=start).order_by("pk")[: limit + 1])
        shown = rows[:limit]
        last = shown[-1].pk if shown else start
        resume = _address(request, last)
        is_more = len(rows) > limit
        response = Response(
            {
                "results": [_change(row) for row in shown],
                "next": resume if is_more else None,
                "previous": None,
                "resume": resume,
            }
        )
        if is_more:
            response["Link"] = f'<{resume}>; rel="next"'
        return response


def _changes(asked: dict[str, str]) -> "QuerySet[PublishedChange]":
    rows = PublishedChange.objects.using("public").all()
    if "since" in asked:
        rows = rows.filter(changed_at__gt=read_instant("since", asked["since"]))
    for name, choices in (
        ("kind", sorted(KINDS)),
        ("change", PublicChangeKind.values),
        ("slug", ()),
    ):
        if name in asked:
            _check(name, asked[name], choices)
            rows = rows.filter(**{name: asked[name]})
    return rows


def _check(name: str, value: str, choices: Sequence[str]) -> None:
    if choices and value not in choices:
        text = f"{value[:60]} is no value of {name}: {', '.join(choices)}."
        raise BadParameters([ParameterError(name, text)])


def read_instant(name: str, text: str) -> datetime:
    """Read an instant, or a day as the last instant before it.

    Raises:
        BadParameters: It is neither.
    """
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
        if len(text) == len("2026-01-31"):
            return found.replace(tzinfo=UTC) - timedelta(microseconds=1)
        if found.tzinfo is None:
            raise ValueError
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        detail = f"{name} is an instant, 2026-01-31T12:00:00Z, or a day, 2026-01-31."
        raise BadParameters([ParameterError(name, detail)]) from None


def _start(text: str | None) -> int:
    if text is None:
        return 0
    if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return int(text)
    detail = "cursor is not one that a list gave: use next or resume."
    raise BadParameters([ParameterError("cursor", detail)])


def _address(request: Request, last: int) -> str:
    parameters = request.query_params.copy()
    parameters["cursor"] = str(last)
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def _change(row: PublishedChange) -> dict[str, Any]:  # JSON
    record = row.record_slug and {
        "slug": row.record_slug,
        "name": row.record_name,
        "url": url(KINDS[row.kind].segment, row.record_slug),
    }
    return {
        "number": row.pk,
        "version": row.version,
        "changed_at": row.changed_at,
        "kind": row.kind,
        "slug": row.slug or None,
        "change": row.change,
        "changed_fields": row.fields,
        "record": record or None,
    }
