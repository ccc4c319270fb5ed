"""Addresses of the public pages on the record."""

from django.urls import path, re_path

from tracker import reports
from tracker import views as site

from .views import comparisons, embeds, explore, home, listings, lists, parties, records

DETAILS = {
    "releases": records.release,
    "trades": records.trade,
    "concessions": records.concession,
    "people": records.person,
    "contacts": records.contact,
    "tallies": records.tally,
    "parties": parties.party,
    "countries": parties.country,
    "entities": parties.entity,
    "actions": parties.action,
    "sources": parties.source,
}
NAMES = {
    **{segment: segment.removesuffix("s") for segment in DETAILS},
    **{"people": "person", "tallies": "tally", "parties": "party"},
    **{"countries": "country", "entities": "entity"},
}

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("listings/<slug:slug>/", listings.listing, name="listing"),
    *(
        path(f"{entry.segment}/", lists.list_page(entry), name=entry.segment)
        for entry in lists.LISTS
    ),
    *(
        path(f"{segment}/<slug:slug>/", view, name=NAMES[segment])
        for segment, view in DETAILS.items()
    ),
    path("ledger/", comparisons.ledger, name="ledger"),
    path("discrepancies/", comparisons.discrepancies, name="discrepancies"),
    path("reconciliation/", comparisons.reconciliation, name="reconciliation"),
    path("revolving-door/", comparisons.revolving_door, name="revolving-door"),
    path("price/", comparisons.price_page, name="price"),
    path("explore/", explore.explore, name="explore"),
    path("explore/timeline/", explore.timeline, name="timeline"),
    path("explore/map/", explore.handovers, name="map"),
    path("explore/flow/", explore.flow, name="flow"),
    path("releases/<slug:slug>/card.png", embeds.picture, name="picture"),
    path("embed/releases/<slug:slug>/", embeds.release, name="embed-release"),
    path("embed/explore/timeline/", embeds.timeline, name="embed-timeline"),
    path("oembed/", embeds.oembed, name="oembed"),
    path("feeds/releases.atom", embeds.releases_feed, name="releases-feed"),
    path("methodology/", site.document("methodology.md"), name="methodology"),
    path("changelog/", site.document("changelog.md"), name="changelog"),
    path("api/", site.document("api.md"), name="api"),
    path("data/", site.text_page("tracker/data.html"), name="data"),
    path(
        "data/dictionary/", site.document("data-dictionary.md"), name="data-dictionary"
    ),
    path(
        "report-an-error/",
        reports.report_page,
        name="report-an-error",
    ),
    re_path(
        r"^(?P<path>[a-z-]+(?:/[A-Za-z0-9_-]+)?)\.(?P<suffix>[a-z.]+)\Z",
        site.beside,
        name="beside",
    ),
]
