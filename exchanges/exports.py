"""Files that releases and what surrounds them can fill: GeoJSON, FollowTheMoney."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tracker.exports.reading import Export
from tracker.exports.views import Format
from tracker.published import encode

from . import ftm
from .charts.maps import gazetteer

Json = dict[str, Any]


def geojson(export: Export) -> Iterator[bytes]:
    """Write releases as features, a point where they were handed over.

    ``precision`` says whether the point is the place or the middle of the country
    crossed; ``geometry`` is null where neither is known. ``about`` closes the file.

    Source: RFC 7946.
    """
    yield b'{"type":"FeatureCollection","features":['
    for _, release in export.documents():
        separator = b"," if export.rows > 1 else b""
        yield separator + encode(_feature(release))
    yield b'],"about":' + encode(export.about()) + b"}"


def _feature(release: Json) -> Json:
    places = gazetteer()
    crossing = release["crossing"]
    point, precision = None, None
    if release["place"] in places["places"]:
        point, precision = places["places"][release["place"]], "place"
    elif crossing and crossing["code"] in places["countries"]:
        point, precision = places["countries"][crossing["code"]], "country"
    return {
        "type": "Feature",
        "id": release["slug"],
        "geometry": point and {"type": "Point", "coordinates": point},
        "properties": {
            "name": release["name"],
            "url": release["url"],
            "place": release["place"] or None,
            "crossing": crossing and crossing["code"],
            "precision": precision,
            "released_on": release["released_on"],
            "captor": release["captor"] and release["captor"]["code"],
            "people": release["people"],
            "remains": release["remains"],
            "answer": release["in_exchange"]["answer"],
            "sentence": release["in_exchange"]["sentence"],
        },
    }


def follow_the_money(export: Export) -> Iterator[bytes]:
    """Write entities of FollowTheMoney, one a line."""
    parts = urlsplit(export.address)
    site = f"{parts.scheme}://{parts.netloc}"
    for kind, document in export.documents():
        for entity in ftm.entities(kind.name, document, site):
            yield encode(entity) + b"\n"


FORMATS = (
    Format("geojson", "application/geo+json", geojson, kinds=("release",)),
    Format(
        "ftm.jsonl",
        "application/jsonl",
        follow_the_money,
        kinds=ftm.KINDS,
    ),
)
