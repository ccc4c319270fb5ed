"""Pages of the site itself, and what machines ask of it."""

from functools import cache

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from . import pages
from .models import PublishedDocument
from .pages import View
from .serializers import API


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


@require_safe
def beside(request: HttpRequest, path: str, suffix: str) -> HttpResponse:
    """Lead from a page's address with ``.json`` and the like to the same in the API."""
    query = request.META.get("QUERY_STRING", "")
    target = f"{path}/" if suffix == "json" else f"{path}.{suffix}"
    return redirect(f"{API}/{target}{'?' if query else ''}{query}")


@cache
def _document(name: str) -> str:
    """Render one of the project's own documents, which hold no HTML."""
    text = (settings.BASE_DIR / "docs" / name).read_text(encoding="utf-8")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return str(markdown.render(text))


def document(name: str) -> View:
    """Make the page of one of the project's documents."""

    @pages.page
    def answered(request: HttpRequest) -> HttpResponse:
        pages.single(dict(request.GET.lists()), ())
        text = _document(name)
        title = text.partition("<h1>")[2].partition("</h1>")[0]
        context = {"text": mark_safe(text), "title": mark_safe(title)}
        return render(request, "tracker/document.html", context)

    return answered


def contact() -> dict[str, str]:
    """Say where the editors are reached, as templates show it; empty if nowhere."""
    address = settings.CONTACT
    text = address.removeprefix("mailto:").removeprefix("https://")
    return {"contact": address, "contact_text": text}


def text_page(template: str) -> View:
    """Make a page that has no data."""

    @pages.page
    def answered(request: HttpRequest) -> HttpResponse:
        pages.single(dict(request.GET.lists()), ())
        return render(request, template, contact())

    return answered
