"""Entries of published lists and when they were listed, over HTTP."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.listing import DEFAULT_LIMIT, MAX_LIMIT, read_nothing
from tracker.serializers import DateSerializer, RefSerializer

from . import listings
from .lists import EntityKind
from .match_api import PROBLEM, PublicView

FILTERS = {
    "list": "Code of the list, such as ofac-sdn.",
    "key": "The list's own number.",
    "entry": "Slug of the entry: list and number.",
    "programme": "Programme as the list prints it.",
    "entity": "Slug of the entity of this record.",
}


class PeriodSerializer(serializers.Serializer[Any]):
    """One entry of one list under one programme, from when to when."""

    list = serializers.CharField(help_text="Code of the list.")
    key = serializers.CharField(help_text="The list's own number.")
    slug = serializers.CharField()
    url = serializers.CharField()
    name = serializers.CharField(help_text="Main name, as last shown.")
    kind = serializers.CharField(help_text="What it is, as last shown.")
    programme = serializers.CharField(help_text="As the list prints it.")
    listed_on = DateSerializer(help_text="When it came, between two editions.")
    delisted_on = DateSerializer(
        allow_null=True, help_text="When it went; null while it lasts."
    )
    first_seen = serializers.DateField(
        allow_null=True, help_text="Day of the first edition here that shows it."
    )
    last_seen = serializers.DateField(
        allow_null=True, help_text="Day of the last one; null if the latest does."
    )
    stated_on = serializers.DateField(
        allow_null=True, help_text="The day that the authority gives, if it gives one."
    )
    entity = RefSerializer(allow_null=True, help_text="The same in this record.")


class PeriodListSerializer(serializers.Serializer[Any]):
    """One page of periods, by entry."""

    results = PeriodSerializer(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class SpellingSerializer(serializers.Serializer[Any]):
    """One spelling that a list prints."""

    text = serializers.CharField(help_text="As printed.")
    script = serializers.CharField(help_text="ISO 15924 code.")
    kind = serializers.CharField(help_text="primary, alias, weak or former.")


class ListEntrySerializer(serializers.Serializer[Any]):
    """One entry of one list, as its latest edition shows it."""

    list = serializers.CharField(help_text="Code of the list.")
    key = serializers.CharField(help_text="The list's own number.")
    slug = serializers.CharField()
    url = serializers.CharField()
    name = serializers.CharField(help_text="Main name.")
    kind = serializers.CharField(help_text="What it is.")
    is_listed = serializers.BooleanField(help_text="Whether the latest edition has it.")
    names = SpellingSerializer(many=True, help_text="Every spelling.")
    births = serializers.ListField(
        child=serializers.CharField(), help_text="When born, as printed."
    )
    countries = serializers.ListField(
        child=serializers.CharField(), help_text="Nationalities, as printed."
    )
    entity = RefSerializer(allow_null=True, help_text="The same in this record.")
    periods = PeriodSerializer(many=True, help_text="When it was listed.")


class ListingsView(PublicView):
    """Who was on which list, and when."""

    @extend_schema(
        operation_id="list_listing",
        parameters=[
            *(
                OpenApiParameter(name, str, many=True, description=text)
                for name, text in FILTERS.items()
            ),
            OpenApiParameter(
                "kind",
                str,
                many=True,
                enum=EntityKind.values,
                description="What it is.",
            ),
            OpenApiParameter(
                "listed_on", str, description="Keep what was listed on this day."
            ),
            OpenApiParameter(
                "limit",
                int,
                description=f"Records a page: 1 to {MAX_LIMIT}.",
                default=DEFAULT_LIMIT,
            ),
            OpenApiParameter("cursor", str, description="Where a page starts."),
        ],
        responses={
            200: PeriodListSerializer,
            (400, "application/problem+json"): PROBLEM,
        },
    )
    def get(self, request: Request) -> Response:
        """Give the periods of entries, as editions of published lists show them.

        `listed_on` asks who was listed on a day, by the edition then in force.
        """
        question = listings.read(dict(request.query_params.lists()))
        rows, cursor = listings.page(question)
        following = None
        if cursor:
            parameters = request.query_params.copy()
            parameters["cursor"] = cursor
            path = f"{request.path}?{parameters.urlencode()}"
            following = request.build_absolute_uri(path)
        response = Response({"results": rows, "next": following, "previous": None})
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response


class ListingView(PublicView):
    """One entry of one list."""

    @extend_schema(
        operation_id="get_listing",
        responses={
            200: ListEntrySerializer,
            (404, "application/problem+json"): PROBLEM,
        },
    )
    def get(self, request: Request, slug: str) -> Response:
        """Give the entry with its spellings and periods."""
        read_nothing(request.query_params.keys())
        found = listings.entry(slug)
        if found is None:
            raise NotFound(f"There is no listing {slug}.")
        return Response(found)
