"""The read-only API over published documents: lists and single records.

Views parse, fetch stored bytes through the public role, and join them. Nothing is
serialized on request.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.http.request import QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_serializer,
    extend_schema_view,
    inline_serializer,
)
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework import permissions, serializers, viewsets
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from . import former, listing, stored
from .listing import Cursor, Filter
from .models import (
    SOURCE_FLAGS,
    Party,
    Source,
)
from .published import KINDS, Kind, encode
from .serializers import API, CountrySerializer, PartySerializer, SourceSerializer

JSON = "application/json"
MOMENT_PARAMETERS = [
    OpenApiParameter(
        "known_by",
        OpenApiTypes.DATE,
        description="What had certainly been published by the end of this day.",
    ),
    OpenApiParameter(
        "as_of",
        OpenApiTypes.DATE,
        description="What had certainly happened by the end of this day.",
    ),
]
REPEATED = " Repeat it for one or the other."
SLUG = "[A-Za-z0-9_-]+"


class ProblemErrorSerializer(serializers.Serializer[Any]):
    """What is wrong with one parameter, and what would be right."""

    parameter = serializers.CharField(help_text="Its name.")
    detail = serializers.CharField(help_text="What is wrong, and what is right.")


class ProblemSerializer(serializers.Serializer[Any]):
    """An error as RFC 9457 describes it."""

    type = serializers.CharField(help_text="Always about:blank.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What is wrong.")
    errors = ProblemErrorSerializer(many=True)  # type: ignore[assignment]  # a field so named


class DocumentViewSet(viewsets.ViewSet):
    """Lists one kind of record and gives single ones, to everybody."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []

    kind_name: str
    filters: Sequence[Filter]
    fixed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    lookup_value_regex = SLUG
    lookup_field = "slug"

    @property
    def record_kind(self) -> Kind:
        """The kind of record."""
        return KINDS[self.kind_name]

    def list(self, request: Request) -> HttpResponse:
        """Give one page of documents, newest first."""
        parameters = dict(request.query_params.lists())
        question = listing.read(self.record_kind, self.filters, parameters)
        question = listing.narrowed(question, self.fixed)
        page = listing.page(self.record_kind, question)
        bodies = [self.body(row.body) for row in page.rows]
        following = _link(request, page.next)
        before = _link(request, page.previous)
        neighbours = encode({"next": following, "previous": before})
        content = b'{"results":[' + b",".join(bodies) + b"]," + neighbours[1:]
        response = HttpResponse(content, content_type=JSON)
        links = ((following, "next"), (before, "prev"))
        if header := ", ".join(f'<{url}>; rel="{rel}"' for url, rel in links if url):
            response["Link"] = header
        return response

    def retrieve(self, request: Request, slug: str) -> HttpResponse:
        """Give one document."""
        parameters = dict(request.query_params.lists())
        question = listing.read_moment(self.record_kind, parameters)
        facets = [f"{name}:{v}" for name, values in self.fixed for v in values]
        body = stored.body(self.kind_name, slug, facets)
        if body is None:
            return self._moved(request, slug)
        then = listing.at_moment(self.record_kind, question, body)
        if then is None:
            raise NotFound(f"Nothing was there of {self.kind_name} {slug} then.")
        return HttpResponse(self.body(then), content_type=JSON)

    def _moved(self, request: Request, slug: str) -> HttpResponse:
        """Lead on from a former slug, which a merged or renamed record had.

        Raises:
            NotFound: It is none.
        """
        now = former.slug_now(self.kind_name, slug)
        if now is None:
            raise NotFound(f"There is no {self.kind_name} {slug}.")
        address = request.get_full_path().replace(f"/{slug}/", f"/{now}/", 1)
        return HttpResponsePermanentRedirect(address, preserve_request=True)

    def body(self, stored: bytes) -> bytes:
        """Give what is served of a stored document: all of it."""
        return stored


def _link(request: Request, cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    parameters: QueryDict = request.query_params.copy()
    parameters["cursor"] = cursor.encode()
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def viewset(
    kind_name: str,
    serializer: type[serializers.Serializer[Any]],
    filters: Sequence[Filter],
    *,
    base: type[DocumentViewSet] = DocumentViewSet,
    fixed: tuple[tuple[str, tuple[str, ...]], ...] = (),
    is_dated: bool = False,
    has_history: bool = False,
    name: str = "",
) -> type[DocumentViewSet]:
    """Make the view set of one kind of record, with its part of the schema.

    Args:
        kind_name: The kind.
        serializer: The served shape, for the schema.
        filters: What its list can be filtered by.
        base: What it does.
        fixed: Facets that every record has to have, as for detainees among people.
        is_dated: Whether lists take ``from``, ``to`` and ``overlap``.
        has_history: Whether records can be asked for as of a moment.
        name: Word for the records, if it is not the kind's.
    """
    word = name or kind_name
    listed = inline_serializer(
        f"{word.capitalize()}List",
        {
            "results": serializer(many=True),
            "next": serializers.CharField(allow_null=True),
            "previous": serializers.CharField(allow_null=True),
        },
    )
    # Not a list of lists, as the name of the action would have it.
    extend_schema_serializer(many=False)(type(listed))
    moments = MOMENT_PARAMETERS if has_history else []
    problem = OpenApiResponse(ProblemSerializer, "What is wrong, and what is right.")
    class_ = type(
        f"{word.capitalize()}ViewSet",
        (base,),
        {
            "kind_name": kind_name,
            "filters": tuple(filters),
            "fixed": fixed,
            "__doc__": base.__doc__,
        },
    )
    return extend_schema_view(
        list=extend_schema(
            operation_id=f"list_{word}",
            parameters=[*_parameters(filters, is_dated=is_dated), *moments],
            responses={200: listed, (400, "application/problem+json"): problem},
        ),
        retrieve=extend_schema(
            operation_id=f"get_{word}",
            parameters=[
                OpenApiParameter(
                    "slug", str, OpenApiParameter.PATH, description="Slug."
                ),
                *moments,
            ],
            responses={200: serializer, (404, "application/problem+json"): problem},
        ),
    )(class_)


def _parameters(
    filters: Sequence[Filter], *, is_dated: bool
) -> list[OpenApiParameter | type[serializers.Serializer[Any]]]:
    days = [
        ("from", "Keep what may have been on or after this day (EDTF)."),
        ("to", "Keep what may have been on or before this day (EDTF)."),
    ]
    return [
        *(
            OpenApiParameter(
                entry.name,
                OpenApiTypes.DATE if entry.on_day else OpenApiTypes.STR,
                description=entry.help + REPEATED * (entry.on_day is None),
                enum=entry.choices or None,
                many=entry.on_day is None,
            )
            for entry in filters
        ),
        OpenApiParameter("q", str, description="Words of a name, in any spelling."),
        *(
            OpenApiParameter(name, str, description=text)
            for name, text in (days if is_dated else [])
        ),
        *(
            [
                OpenApiParameter(
                    "overlap",
                    str,
                    description="Whether inexact dates must lie within the days"
                    " certainly, or only possibly.",
                    enum=listing.OVERLAPS,
                    default="possibly",
                )
            ]
            if is_dated
            else []
        ),
        OpenApiParameter(
            "limit",
            int,
            description=f"Records a page: 1 to {listing.MAX_LIMIT}.",
            default=listing.DEFAULT_LIMIT,
        ),
        OpenApiParameter("cursor", str, description="Where a page starts; use next."),
    ]


class DocsView(SpectacularSwaggerSplitView):
    """Shows the schema to people. It only reads, so it needs no token and no cookie."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []
    url_name = "schema"

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give the page or its script."""
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]  # the library's
        response.data["csrf_token"] = ""
        return response


class IndexView(APIView):
    """What the API offers."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []

    segments: tuple[str, ...] = ()

    @extend_schema(
        operation_id="index",
        responses={200: OpenApiResponse(OpenApiTypes.OBJECT, "Addresses by name.")},
    )
    def get(self, request: Request) -> Response:
        """Give the addresses of all lists and of the schema."""
        listing.read_nothing(request.query_params.keys())
        lists = {
            segment: request.build_absolute_uri(f"{API}/{segment}/")
            for segment in self.segments
        }
        schema = request.build_absolute_uri(f"{API}/schema/")
        return Response({**lists, "schema": schema})


CountryViewSet = viewset(
    "country", CountrySerializer, [Filter("party", "Code of the state's party.")]
)
PartyViewSet = viewset(
    "party",
    PartySerializer,
    [
        Filter("kind", "What the party is.", choices=tuple(Party.Kind.values)),
        Filter("country", "ISO 3166-1 code of its country."),
    ],
)
SourceViewSet = viewset(
    "source",
    SourceSerializer,
    [
        Filter("kind", "What text it is.", choices=tuple(Source.Kind.values)),
        Filter("publisher", "Who published it."),
        Filter("language", "ISO 639 code."),
        Filter("origin", "Slug of the text it goes back to."),
        Filter("flag", "What readers should know of it.", choices=SOURCE_FLAGS),
    ],
    is_dated=True,
)
