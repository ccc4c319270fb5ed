"""The releases by plain Django REST framework: what the documents replace."""

from __future__ import annotations

from typing import Any

from django.urls import path
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from exchanges.models import Release
from tracker.models import State
from tracker.published import KINDS

from .apps import LIMIT

KIND = KINDS["release"]


class Plain(APIView):
    """Serializes releases from the editors' tables."""

    permission_classes = [AllowAny]
    authentication_classes = []

    def get(self, request: Request, slug: str = "") -> Response:
        """Give a page, or one release."""
        rows = Release.objects.filter(state=State.PUBLISHED)
        if slug:
            rows = rows.filter(slug=slug)
        ordered = rows.order_by("-released_on_latest", "slug")[:LIMIT]
        found = ordered.prefetch_related(*KIND.paths)
        documents: list[dict[str, Any]] = [
            KIND.finish(document) for document in KIND.serializer(found, many=True).data
        ]
        return Response(documents[0] if slug else {"results": documents})


urlpatterns = [
    path("list", Plain.as_view()),
    path("detail/<slug:slug>", Plain.as_view()),
]
