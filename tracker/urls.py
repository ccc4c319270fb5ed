"""Addresses of the site; wiring, so it may look upwards."""

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import URLPattern, URLResolver, include, path, re_path
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.permissions import AllowAny
from rest_framework.routers import SimpleRouter

from exchanges import api as exchanges_api
from exchanges import comparisons, timeline_api
from exchanges.exports import FORMATS
from exchanges.sitemaps import SITEMAPS
from sanctions import api as sanctions_api
from sanctions import listings_api, match_api

from . import api, changes_api, crawlers, views
from .exports import citing
from .exports import views as exports

VIEWSETS = {
    "releases": exchanges_api.ReleaseViewSet,
    "trades": exchanges_api.TradeViewSet,
    "concessions": exchanges_api.ConcessionViewSet,
    "detainees": exchanges_api.DetaineeViewSet,
    "people": exchanges_api.PersonViewSet,
    "countries": api.CountryViewSet,
    "parties": api.PartyViewSet,
    "entities": sanctions_api.EntityViewSet,
    "actions": sanctions_api.ActionViewSet,
    "sources": api.SourceViewSet,
    "contacts": exchanges_api.ContactViewSet,
    "tallies": exchanges_api.TallyViewSet,
    "reconciliation": exchanges_api.ReconciliationViewSet,
}

COMPARISONS = (
    *("ledger", "discrepancies", "revolving-door", "price", "timeline", "changes"),
)

router = SimpleRouter()
for segment, viewset in VIEWSETS.items():
    router.register(segment, viewset, basename=segment)

open_to_all = {"permission_classes": [AllowAny], "authentication_classes": []}
api_patterns: list[URLPattern | URLResolver] = [
    path(
        "",
        api.IndexView.as_view(
            segments=(*VIEWSETS, *COMPARISONS, "listings", "search", "match")
        ),
        name="api-index",
    ),
    path(
        "schema/",
        SpectacularJSONAPIView.as_view(**open_to_all),
        name="schema",
    ),
    path("ledger/", comparisons.LedgerView.as_view(), name="ledger"),
    path(
        "discrepancies/", comparisons.DiscrepanciesView.as_view(), name="discrepancies"
    ),
    path(
        "revolving-door/",
        comparisons.RevolvingDoorView.as_view(),
        name="revolving-door",
    ),
    path("price/", comparisons.PriceView.as_view(), name="price"),
    path("listings/", listings_api.ListingsView.as_view(), name="listings"),
    path("listings/<slug:slug>/", listings_api.ListingView.as_view(), name="listing"),
    path("search/", match_api.SearchView.as_view(), name="search"),
    path("match/", match_api.MatchView.as_view(), name="match"),
    path("match/preview/", match_api.preview, name="match-preview"),
    path(
        "match/properties/", match_api.PropertiesView.as_view(), name="match-properties"
    ),
    re_path(
        r"^match/suggest/(?P<what>entity|type|property)/$",
        match_api.SuggestView.as_view(),
        name="match-suggest",
    ),
    path("timeline/", timeline_api.TimelineView.as_view(), name="timeline"),
    path("changes/", changes_api.ChangesView.as_view(), name="changes"),
    path("docs/", api.DocsView.as_view(), name="api-docs"),
    re_path(
        r"^(?P<segment>[a-z-]+)\.(?P<suffix>[a-z.]+)\Z",
        exports.FileView.as_view(lists=VIEWSETS, formats=(*exports.FORMATS, *FORMATS)),
        name="file",
    ),
    re_path(
        r"^(?P<segment>[a-z-]+)/(?P<slug>[A-Za-z0-9_-]+)\.(?P<suffix>[a-z.]+)\Z",
        citing.CiteView.as_view(lists=VIEWSETS),
        name="cite",
    ),
    path("", include(router.urls)),
]

urlpatterns = [
    path("api/v1/", include(api_patterns)),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("favicon.ico", crawlers.icon, name="icon"),
    path(".well-known/security.txt", crawlers.security, name="security"),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        sitemaps.sitemap,
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("", include("exchanges.urls")),
]
handler400 = "tracker.problems.bad_request"
handler404 = "tracker.problems.not_found"
handler500 = "tracker.problems.server_error"
