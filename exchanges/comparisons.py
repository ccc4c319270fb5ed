"""The API's comparisons: two parties, disagreeing sources, re-arrests, price.

Views read parameters and fetch published documents; what they mean is in ``balance``,
``recurrence``, ``price`` and ``ledger``.
"""

import inspect
import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import permissions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tracker.api import MOMENT_PARAMETERS
from tracker.listing import MOMENTS, read_day
from tracker.models import PublishedDocument
from tracker.problems import BadParameters, ParameterError

from . import balance, ledger, price
from .recurrence import rearrests

Json = dict[str, Any]
CONFLICTING = ("release", "trade", "concession", "person", "contact", "tally", "action")


def _described(function: Callable[..., Any]) -> OpenApiResponse:
    """Describe an answer by the docstring of the function that gives it."""
    return OpenApiResponse(OpenApiTypes.OBJECT, inspect.getdoc(function) or "")


class ComparisonView(APIView):
    """Answers everybody; reads its own parameters strictly."""

    permission_classes = [permissions.AllowAny]
    authentication_classes = []
    known: tuple[str, ...] = MOMENTS

    def parameters(self, request: Request) -> dict[str, str]:
        """Read single parameters.

        Raises:
            BadParameters: One is unknown or given twice.
        """
        errors = []
        for name, values in request.query_params.lists():
            if name not in self.known:
                known = ", ".join(self.known)
                text = f"{name[:60]} is unknown. Known: {known}."
                errors.append(ParameterError(name[:60], text))
            elif len(values) > 1:
                errors.append(ParameterError(name, f"{name} is given more than once."))
        if errors:
            raise BadParameters(errors)
        return {name: request.query_params[name] for name in request.query_params}

    def moment(self, parameters: dict[str, str]) -> dict[str, date | None]:
        """Read ``known_by`` and ``as_of``.

        Raises:
            BadParameters: One is not a day.
        """
        found: dict[str, date | None] = {}
        for name in MOMENTS:
            text = parameters.get(name)
            found[name] = read_day(name, text) if text is not None else None
        return found


def fetch(
    kind: str, facets: Iterable[str], moment: dict[str, date | None]
) -> list[Json]:
    """Fetch documents of a kind with one of the facets, as of a moment; one query."""
    rows = PublishedDocument.objects.using("public").filter(kind=kind)
    rows = rows.filter(facets__overlap=list(facets)).order_by("-sort_on", "slug")
    documents = (
        json.loads(bytes(body)) for body in rows.values_list("body", flat=True)
    )
    if not any(moment.values()):
        return list(documents)
    seen = (ledger.at(document, **moment) for document in documents)
    return [document for document in seen if document is not None]


class LedgerView(ComparisonView):
    """Promised, delivered, outstanding and taken back between two parties."""

    known = ("between", *MOMENTS)

    @extend_schema(
        operation_id="get_ledger",
        parameters=[
            OpenApiParameter(
                "between", str, required=True, description="Two codes, as US,BY."
            ),
            *MOMENT_PARAMETERS,
        ],
        responses={200: _described(balance.balance)},
    )
    def get(self, request: Request) -> Response:
        """Set the two parties against each other."""
        parameters = self.parameters(request)
        moment = self.moment(parameters)
        first, second = self._between(parameters.get("between", ""))
        found = balance.balance(
            (first, second),
            fetch("concession", [f"giver:{first}", f"giver:{second}"], moment),
            fetch("release", [f"captor:{first}", f"captor:{second}"], moment),
        )
        return Response({**found, **moment})

    def _between(self, text: str) -> tuple[str, str]:
        codes = [code.strip() for code in text.split(",")]
        rows = PublishedDocument.objects.using("public").filter(kind="party")
        known = set(rows.filter(slug__in=codes).values_list("slug", flat=True))
        if len(codes) == 2 and len(known) == 2:
            return codes[0], codes[1]
        unknown = [code[:60] for code in codes if code and code not in known]
        text = (
            f"{unknown[0]} is no party: see /api/v1/parties/."
            if unknown
            else "between names two parties by code, as between=US,BY."
        )
        raise BadParameters([ParameterError("between", text)])


class DiscrepanciesView(ComparisonView):
    """Where sources say different things about one field."""

    known = ("kind", "independent", *MOMENTS)

    @extend_schema(
        operation_id="list_discrepancies",
        parameters=[
            OpenApiParameter("kind", str, enum=CONFLICTING, description="Of records."),
            OpenApiParameter(
                "independent",
                str,
                enum=("yes", "no"),
                description="Whether the values rest on different root sources.",
            ),
            *MOMENT_PARAMETERS,
        ],
        responses={200: OpenApiResponse(OpenApiTypes.OBJECT, "One entry per field.")},
    )
    def get(self, request: Request) -> Response:
        """List what sources say differently, or deny, by kind and slug."""
        parameters = self.parameters(request)
        moment = self.moment(parameters)
        kinds = (_choice(parameters, "kind", CONFLICTING) or "").split() or CONFLICTING
        wanted = _choice(parameters, "independent", ("yes", "no"))
        results = []
        for kind in kinds:
            for document in fetch(kind, ["claims:yes"], moment):
                record = {key: document[key] for key in ("slug", "name", "url")}
                results += [
                    {"kind": kind, "record": record, **conflict}
                    for conflict in [
                        *ledger.conflicts(document),
                        *ledger.denials(document),
                    ]
                    if wanted in (None, "yes" if conflict["independent"] else "no")
                ]
        return Response({"results": results, "count": len(results)})


class RevolvingDoorView(ComparisonView):
    """Who was taken again after a release."""

    known = ("captor", "certainty", *MOMENTS)

    @extend_schema(
        operation_id="list_rearrests",
        parameters=[
            OpenApiParameter("captor", str, description="Code of the captor then."),
            OpenApiParameter("certainty", str, enum=("certain", "possible")),
            *MOMENT_PARAMETERS,
        ],
        responses={200: _described(rearrests)},
    )
    def get(self, request: Request) -> Response:
        """List re-arrests, with totals of people held that somebody claims."""
        parameters = self.parameters(request)
        moment = self.moment(parameters)
        captor = parameters.get("captor")
        certainty = _choice(parameters, "certainty", ("certain", "possible"))
        facets = [f"rearrest:{c}" for c in ("certain", "possible")]
        found = [
            entry
            for entry in rearrests(fetch("person", facets, moment))
            if certainty in (None, entry["certainty"])
            and captor in (None, (entry["release"]["captor"] or {}).get("code"))
        ]
        stocks = [
            {key: tally[key] for key in ("slug", "name", "url", "period", "people")}
            for tally in fetch("tally", ["measure:stock"], moment)
            if captor in (None, (tally["captor"] or {}).get("code"))
        ]
        return Response({"results": found, "count": len(found), "stocks": stocks})


class PriceView(ComparisonView):
    """People per concession, as ranges with their caveat."""

    known = ("captor", *MOMENTS)

    @extend_schema(
        operation_id="get_price",
        parameters=[
            OpenApiParameter("captor", str, description="Code of the captor."),
            *MOMENT_PARAMETERS,
        ],
        responses={200: _described(price.price)},
    )
    def get(self, request: Request) -> Response:
        """Gather the ranges."""
        parameters = self.parameters(request)
        moment = self.moment(parameters)
        answers = [f"answer:{answer.value}" for answer in ledger.Answer]
        releases = fetch("release", answers, moment)
        captor = parameters.get("captor")
        kept = [
            release
            for release in releases
            if captor in (None, (release["captor"] or {}).get("code"))
        ]
        return Response(price.price(kept))


def _choice(
    parameters: dict[str, str], name: str, choices: tuple[str, ...]
) -> str | None:
    value = parameters.get(name)
    if value is not None and value not in choices:
        text = f"{value[:60]} is no value of {name}: {', '.join(choices)}."
        raise BadParameters([ParameterError(name, text)])
    return value
