"""What machines ask a site for before anything else: robots.txt, security.txt, icon."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

TEXT = "text/plain; charset=utf-8"
# RFC 9116, section 2.5.5, asks for less than a year.
SECURITY_TXT_LIFETIME = timedelta(days=180)
NOT_FOR_CRAWLERS = ("/admin/", "/embed/", "/*?*known_by=", "/*?*as_of=")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what crawlers may fetch: the record of today, not the desk nor the past.

    Source: RFC 9309.
    """
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    rules = [f"Disallow: {path}" for path in NOT_FOR_CRAWLERS]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where reports of security holes go.

    Source: RFC 9116.

    Raises:
        Http404: Whoever runs this copy has set no ``CONTACT``.
    """
    if not settings.CONTACT:
        raise Http404("This copy of the site names no contact.")
    expires = datetime.now(UTC).replace(microsecond=0) + SECURITY_TXT_LIFETIME
    lines = [
        f"Contact: {settings.CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Lead from the address that browsers guess to the icon."""
    response = HttpResponse(status=301)
    response["Location"] = static("tracker/icon.svg")
    response["Cache-Control"] = "public, max-age=86400"
    return response
