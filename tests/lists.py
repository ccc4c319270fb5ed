"""Ask lists of the API, for the tests of each package."""

from urllib.parse import urlencode

from tracker.urls import VIEWSETS


def slugs(client, segment, **parameters):
    """Give the slugs on a list's first page in order; assert that there is one."""
    query = urlencode(parameters, doseq=True)
    response = client.get(f"/api/v1/{segment}/?{query}")
    assert response.status_code == 200, response.content
    return [slug_of(record) for record in response.json()["results"]]


def slug_of(record):
    return record["slug"] if "slug" in record else record["tally"]["slug"]


def filters(*segments):
    """Every filter of some lists, as pairs of list and name."""
    return {(s, entry.name) for s in segments for entry in VIEWSETS[s].filters}


def detail(client, segment, slug):
    response = client.get(f"/api/v1/{segment}/{slug}/")
    assert response.status_code == 200, response.content
    return response.json()
