"""What other sites take over: frames, oEmbed, Atom."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.decorators.clickjacking import xframe_options_exempt

from exchanges import cards, summaries
from tracker import pages
from tracker.problems import BadParameters, ParameterError

from .explore import draw_timeline

Json = dict[str, Any]
WIDTH, HEIGHT = 640, 360
NEWEST = 30  # releases in a feed
EPOCH = "1970-01-01"
EVERYBODY = {"frame-ancestors": ["*"]}


@csp_replace(EVERYBODY)
@xframe_options_exempt
@pages.page
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one release in two columns, for a frame on another site."""
    pages.single(dict(request.GET.lists()), ())
    document = pages.document("release", slug)
    context = {"entry": summaries.summary(document), "release": document}
    return render(request, "exchanges/embed_release.html", context)


@csp_replace(EVERYBODY)
@xframe_options_exempt
@pages.page
def timeline(request: HttpRequest) -> HttpResponse:
    """Show the timeline, for a frame on another site."""
    return draw_timeline(request, "exchanges/embed_timeline.html")


@pages.page
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer how to embed a release's page or the timeline.

    Source: oEmbed 1.0, oembed.com, section 2.3.4.4.
    """
    known = ["url", "format", "maxwidth", "maxheight"]
    asked = pages.single(dict(request.GET.lists()), known)
    if asked.get("format", "json") != "json":
        return HttpResponse("Only JSON.\n", status=501, content_type="text/plain")
    path = urlsplit(asked.get("url", "")).path
    try:
        match = resolve(path)
    except Resolver404 as error:
        raise Http404("No page of this site.") from error
    if match.view_name == "pages:release":
        title = pages.document("release", match.kwargs["slug"])["name"]
    elif match.view_name == "pages:timeline":
        title = "Releases and what was given, on one axis"
    else:
        raise Http404("This page cannot be embedded.")
    width = _size(asked, "maxwidth", WIDTH)
    height = _size(asked, "maxheight", HEIGHT)
    context = {
        "src": request.build_absolute_uri(f"/embed{path}"),
        "title": title,
        "width": width,
        "height": height,
    }
    site = request.build_absolute_uri("/")
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "What was given in exchange",
        "provider_url": site,
        "html": render_to_string("exchanges/_frame.html", context).strip(),
        "width": width,
        "height": height,
    }
    return JsonResponse(answer, headers={"Access-Control-Allow-Origin": "*"})


@pages.page
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw a release for sites that show a link to it."""
    pages.single(dict(request.GET.lists()), ())
    words = cards.card(pages.document("release", slug))
    return HttpResponse(cards.draw(words), content_type="image/png")


def _size(asked: dict[str, str], name: str, most: int) -> int:
    text = asked.get(name, str(most))
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 6):
        raise BadParameters([ParameterError(name, f"{name} is a number of pixels.")])
    return max(1, min(int(text), most))


@pages.page
def releases_feed(request: HttpRequest) -> HttpResponse:
    """Give the newest releases with the answer to each, as Atom.

    Source: RFC 4287. ``updated`` is when the newest source of a release appeared.
    """
    pages.single(dict(request.GET.lists()), ())
    found = pages.documents("release", limit=NEWEST)
    entries = [{"release": r, "updated": _instant(_published(r))} for r in found]
    newest = max((_published(release) for release in found), default=EPOCH)
    context = {
        "entries": entries,
        "updated": _instant(newest),
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    content = render_to_string("exchanges/releases.atom", context)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


def _published(release: Json) -> str:
    days = [
        (citation["source"]["published_on"] or {}).get("latest")
        or citation["source"]["read_on"]
        for citation in release["citations"]
    ]
    return max(filter(None, days), default=EPOCH)


def _instant(day: str) -> str:
    return datetime.fromisoformat(day).replace(tzinfo=UTC).isoformat()
