"""Small pages of the site itself."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from .models import PublishedDocument


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the answers; the public pages are yet to come."""
    return redirect("api-index")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the public documents can be read; 503 when not."""
    try:
        PublishedDocument.objects.using("public").values("id").first()
    except OperationalError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})
