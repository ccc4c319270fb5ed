"""The API's timeline: everything dated in the record on one axis."""

from dataclasses import replace
from typing import Any

from drf_spectacular.types import OpenApiTypes
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

from tracker import listing
from tracker.api import MOMENT_PARAMETERS, ProblemSerializer
from tracker.listing import Filter
from tracker.published import KINDS
from tracker.serializers import DateSerializer, RefSerializer

from . import events

FILTERS = (
    Filter("kind", "What happened.", choices=tuple(events.KIND_OF)),
    Filter("party", "Code of a party in any role of the record."),
)


class EventSerializer(serializers.Serializer[Any]):
    """One dated thing that happened."""

    id = serializers.CharField(help_text="Names it: kind, record, place of a step.")
    kind = serializers.CharField(help_text="release, step, action or contact.")
    record = RefSerializer(help_text="What it is a part of, or is.")
    what = serializers.CharField(
        allow_null=True,
        help_text="The answer to a release; else the kind of step, act or contact.",
    )
    date = DateSerializer(help_text="When.")
    parties = serializers.ListField(
        child=serializers.CharField(),
        help_text="Codes: captor and receivers, giver and receivers, the authority's"
        " party, or who met.",
    )


class TimelineView(APIView):
    """Releases, dated steps, sanctions acts and contacts on one axis."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []

    @extend_schema(
        operation_id="list_timeline",
        parameters=[
            *(
                OpenApiParameter(
                    entry.name,
                    str,
                    description=f"{entry.help} Repeat it for one or the other.",
                    enum=entry.choices or None,
                    many=True,
                )
                for entry in FILTERS
            ),
            OpenApiParameter(
                "q", str, description="Words of the record, in any spelling."
            ),
            OpenApiParameter("from", str, description="On or after this day (EDTF)."),
            OpenApiParameter("to", str, description="On or before this day (EDTF)."),
            OpenApiParameter(
                "overlap",
                str,
                enum=listing.OVERLAPS,
                default="possibly",
                description="Whether inexact dates must lie within the days certainly.",
            ),
            OpenApiParameter(
                "limit",
                OpenApiTypes.INT,
                default=listing.DEFAULT_LIMIT,
                description=f"Events a page: 1 to {listing.MAX_LIMIT}.",
            ),
            OpenApiParameter("cursor", str, description="Use next."),
            *MOMENT_PARAMETERS,
        ],
        responses={
            200: inline_serializer(
                "TimelineList",
                {
                    "results": EventSerializer(many=True),
                    "next": serializers.CharField(allow_null=True),
                    "previous": serializers.CharField(allow_null=True),
                },
            ),
            (400, "application/problem+json"): OpenApiResponse(
                ProblemSerializer, "What is wrong, and what is right."
            ),
        },
    )
    def get(self, request: Request) -> Response:
        """Give events, the latest day first; what has no date is not among them."""
        parameters = dict(request.query_params.lists())
        question = listing.read(KINDS["release"], FILTERS, parameters)
        asked = dict(question.facets)
        kinds = dict.fromkeys(asked.pop("kind", tuple(events.KIND_OF)))
        found = events.page(list(kinds), replace(question, facets=tuple(asked.items())))
        following = None
        if found.next is not None:
            again = request.query_params.copy()
            again["cursor"] = found.next.encode()
            address = f"{request.path}?{again.urlencode()}"
            following = request.build_absolute_uri(address)
        response = Response(
            {"results": found.events, "next": following, "previous": None}
        )
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response
