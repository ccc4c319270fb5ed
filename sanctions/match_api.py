"""Search and matching over HTTP: parse, call, render."""

from collections.abc import Mapping, Sequence
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import permissions, serializers
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tracker import pages
from tracker.api import ProblemSerializer
from tracker.listing import MAX_LIMIT
from tracker.problems import BadParameters, ParameterError
from tracker.serializers import API

from . import matching, openrefine, searching
from .matching import SCOPES

PROBLEM = OpenApiResponse(ProblemSerializer, "What is wrong, and what is right.")
ANYBODY = {"frame-ancestors": ["*"]}


class MeetingSerializer(serializers.Serializer[Any]):
    """A word asked for and the word of the spelling that it met."""

    asked = serializers.CharField(help_text="As compared: in Latin letters.")
    found = serializers.CharField(help_text="As compared.")
    how = serializers.CharField(
        help_text="same, given_name, sound, spelling or initial."
    )
    score = serializers.FloatField(help_text="From 0.5 to 1.")


class EvidenceSerializer(serializers.Serializer[Any]):
    """Another fact that was asked for."""

    property = serializers.CharField(help_text="birth_year or nationality.")
    asked = serializers.CharField(help_text="As asked for.")
    recorded = serializers.ListField(
        child=serializers.CharField(), help_text="As recorded."
    )
    agrees = serializers.BooleanField(
        allow_null=True, help_text="Null where nothing is recorded."
    )


class SearchResultSerializer(serializers.Serializer[Any]):
    """A record or list entry that the words may mean, and why."""

    kind = serializers.CharField(help_text="Kind of record.")
    slug = serializers.CharField()
    name = serializers.CharField(allow_null=True)
    url = serializers.CharField()
    score = serializers.FloatField(help_text="How alike, from 0 to 1.")
    spelling = serializers.CharField(help_text="The spelling or title that met best.")
    list = serializers.CharField(
        allow_null=True, help_text="Code of the list; null for records."
    )
    entity_kind = serializers.CharField(
        allow_null=True, help_text="What an entity or list entry is; null for others."
    )
    facts = serializers.ListField(
        child=serializers.CharField(), help_text="What tells it from namesakes."
    )
    words = MeetingSerializer(many=True, help_text="The words that agree, and how.")
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="Words asked for that it lacks."
    )
    extra = serializers.ListField(
        child=serializers.CharField(), help_text="Words that only it has."
    )
    evidence = EvidenceSerializer(many=True, help_text="Other facts asked for.")
    same_as = serializers.ListField(
        child=serializers.CharField(), help_text="What is the same, by id."
    )
    why = serializers.CharField(help_text="All this in a sentence.")


class SearchListSerializer(serializers.Serializer[Any]):
    """One page of results, best first."""

    results = SearchResultSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="Address of the next page.")
    previous = serializers.CharField(allow_null=True, help_text="Always null.")


class PublicView(APIView):
    """Answers everybody."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []


class SearchView(PublicView):
    """People, parties, entities, list entries and titles, in any spelling or script."""

    @extend_schema(
        operation_id="search",
        parameters=[
            OpenApiParameter("q", str, required=True, description="A name, or words."),
            OpenApiParameter(
                "kind",
                str,
                many=True,
                enum=searching.SEARCHED,
                description="Kind of record. Repeat it for one or the other.",
            ),
            OpenApiParameter(
                "limit", int, description=f"Results a page: 1 to {MAX_LIMIT}."
            ),
            OpenApiParameter("cursor", str, description="Where a page starts."),
        ],
        responses={
            200: SearchListSerializer,
            (400, "application/problem+json"): PROBLEM,
        },
    )
    def get(self, request: Request) -> Response:
        """Give what the words may mean, best first, each with its reasons.

        Names are compared in any spelling and script. Releases, trades, concessions,
        acts, contacts, sources and tallies are found by the words of their titles, all
        of which have to be there.
        """
        page = searching.page(searching.read(dict(request.query_params.lists())))
        following = None
        if page.next:
            parameters = request.query_params.copy()
            parameters["cursor"] = page.next
            path = f"{request.path}?{parameters.urlencode()}"
            following = request.build_absolute_uri(path)
        results = [searching.as_json(match) for match in page.results]
        response = Response({"results": results, "next": following, "previous": None})
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return response


SCOPE = OpenApiParameter(
    "scope",
    str,
    enum=SCOPES,
    default="record",
    description="Whose names: of the record, of published lists, or all.",
)


class MatchView(PublicView):
    """Names of a table matched in batches: the OpenRefine reconciliation API 0.2."""

    parser_classes = [JSONParser, FormParser, MultiPartParser]

    @extend_schema(
        operation_id="describe_match",
        parameters=[
            SCOPE,
            OpenApiParameter(
                "queries", str, description="A batch as JSON text, instead of POST."
            ),
        ],
        responses={
            200: OpenApiResponse(OpenApiTypes.OBJECT, "The manifest of the service."),
            (400, "application/problem+json"): PROBLEM,
        },
    )
    def get(self, request: Request) -> Response:
        """Describe the service, or answer `queries`."""
        parameters = dict(request.query_params.lists())
        scope = _scope(parameters, ("queries", "extend"))
        return _answer(request, parameters, scope)

    @extend_schema(
        operation_id="match",
        parameters=[SCOPE],
        request={
            "application/json": OpenApiTypes.OBJECT,
            "application/x-www-form-urlencoded": OpenApiTypes.OBJECT,
        },
        responses={
            200: OpenApiResponse(
                OpenApiTypes.OBJECT, "For each query a `result`, best first."
            ),
            (400, "application/problem+json"): PROBLEM,
        },
    )
    def post(self, request: Request) -> Response:
        """Match a batch of names.

        The body is `{"queries": {"q0": {"query": "a name", "type": "person", "limit":
        5, "properties": [{"pid": "birth_year", "v": "1962"}]}}}`, as JSON or with the
        form parameter `queries` as OpenRefine sends it.
        """
        scope = _scope(dict(request.query_params.lists()), ())
        body = request.data
        if hasattr(body, "lists"):
            return _answer(request, dict(body.lists()), scope)
        if not isinstance(body, dict) or set(body) != {"queries"}:
            text = 'the body is {"queries": {"q0": {"query": "a name"}}}.'
            raise BadParameters([ParameterError("queries", text)])
        return Response(openrefine.answer(openrefine.questions(body["queries"], scope)))


def _scope(parameters: Mapping[str, Sequence[str]], known: tuple[str, ...]) -> str:
    known = ("scope", *known)
    errors = [
        ParameterError(name[:60], f"{name[:60]} is unknown. Known: {', '.join(known)}.")
        for name in parameters
        if name not in known
    ]
    if errors:
        raise BadParameters(errors)
    return openrefine.read_scope(parameters.get("scope", ()))


def _answer(
    request: Request, parameters: Mapping[str, Sequence[str]], scope: str
) -> Response:
    """Answer what OpenRefine sends; without a question, the manifest."""
    if "queries" in parameters:
        text = parameters["queries"][0]
        return Response(openrefine.answer(openrefine.read_queries(text, scope)))
    if "extend" in parameters:
        return Response(openrefine.extend(parameters["extend"][0]))
    if request.method == "POST":
        text = "queries is missing."
        raise BadParameters([ParameterError("queries", text)])
    site = request.build_absolute_uri("/").rstrip("/")
    return Response(openrefine.manifest(site, f"{site}{API}/match/", scope))


class SuggestView(PublicView):
    """Suggestions for what somebody types in OpenRefine."""

    @extend_schema(
        operation_id="suggest_matches",
        parameters=[
            OpenApiParameter(
                "what",
                str,
                OpenApiParameter.PATH,
                enum=("entity", "type", "property"),
                description="What to suggest.",
            ),
            OpenApiParameter("prefix", str, required=True, description="Typed so far."),
            SCOPE,
        ],
        responses={
            200: OpenApiResponse(OpenApiTypes.OBJECT, "Ids, names, descriptions."),
            (400, "application/problem+json"): PROBLEM,
        },
    )
    def get(self, request: Request, what: str) -> Response:
        """Give records, types or properties for a beginning."""
        parameters = dict(request.query_params.lists())
        # OpenRefine sends these along; nothing here is paged or filtered by them.
        known = ("prefix", "cursor", "limit", "type", "type_strict")
        scope = _scope(parameters, known)
        prefix = (parameters.get("prefix") or [""])[0].strip()
        if not prefix or len(prefix) > openrefine.NAME_MAX or "\x00" in prefix:
            text = f"prefix is needed, of at most {openrefine.NAME_MAX} characters."
            raise BadParameters([ParameterError("prefix", text)])
        if what == "entity":
            return Response({"result": openrefine.suggest_entities(prefix, scope)})
        words = {"type": openrefine.TYPES, "property": openrefine.EVIDENCE}[what]
        return Response({"result": openrefine.suggest_words(prefix, words)})


class PropertiesView(PublicView):
    """What can be added to the rows of a table once they are matched."""

    @extend_schema(
        operation_id="propose_properties",
        responses={200: OpenApiResponse(OpenApiTypes.OBJECT, "Ids and names.")},
    )
    def get(self, request: Request) -> Response:
        """Name the properties."""
        properties = [{"id": k, "name": n} for k, n in openrefine.EXTENSIONS.items()]
        return Response({"properties": properties})


@csp_replace(ANYBODY)
@xframe_options_exempt
@pages.page
def preview(request: HttpRequest) -> HttpResponse:
    """Show a candidate in the small frame that OpenRefine opens."""
    key = pages.single(dict(request.GET.lists()), ("id",)).get("id", "")
    found = matching.by_keys([key])
    if not found:
        raise Http404(f"There is nothing public with the id {key[:60]}.")
    context = {"match": found[0], "address": f"/{key}/"}
    return render(request, "sanctions/match_preview.html", context)
