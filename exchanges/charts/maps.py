"""Handovers on a map of the land, without borders.

Source:
    Equal Earth projection: Šavrič, Patterson and Jenny (2018), with the extent of
    ``tracker/land.svg`` (land of Natural Earth, 1:110m, public domain).
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

WIDTH, HEIGHT = 960, 468
SCALE = 177.347  # of the drawing, so that the whole sphere is 960 wide
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
PLACES = Path(__file__).resolve().parent / "places.json"
RADIUS, GROWTH = 4.5, 1.6  # of one handover; and for each doubling


@dataclass(frozen=True, slots=True)
class Point:
    """One place with the releases handed over there.

    Attributes:
        is_country: Only the country is known; the point marks its middle.
    """

    name: str
    x: float
    y: float
    radius: float
    releases: tuple[Json, ...]
    is_country: bool


@dataclass(frozen=True, slots=True)
class Map:
    """Points of a drawing of 960 by 468, and the releases that have no place."""

    points: tuple[Point, ...]
    placeless: tuple[Json, ...]


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Project degrees to the drawing."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = (
        math.radians(longitude)
        * math.cos(theta)
        / (
            math.sqrt(3)
            / 2
            * (A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared))
        )
    )
    y = theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared))
    return (round(WIDTH / 2 + SCALE * x, 1), round(HEIGHT / 2 - SCALE * y, 1))


def handovers(releases: Iterable[Json]) -> Map:
    """Place releases where they were handed over.

    A place that the gazetteer does not know counts for the country crossed, if any; the
    captor's country is never taken for the place.
    """
    found: dict[tuple[str, bool], list[Json]] = {}
    placeless = []
    places = gazetteer()
    for release in releases:
        crossing = release["crossing"]
        if release["place"] in places["places"]:
            found.setdefault((release["place"], False), []).append(release)
        elif crossing and crossing["code"] in places["countries"]:
            found.setdefault((crossing["code"], True), []).append(release)
        else:
            placeless.append(release)
    points = [_point(*key, entries, places) for key, entries in found.items()]
    points.sort(key=lambda point: (-len(point.releases), point.name))
    return Map(tuple(points), tuple(placeless))


def _point(name: str, is_country: bool, releases: list[Json], places: Json) -> Point:
    kind = "countries" if is_country else "places"
    x, y = project(*places[kind][name])
    radius = RADIUS + GROWTH * math.log2(len(releases))
    shown = releases[0]["crossing"]["name"] if is_country else name
    return Point(shown, x, y, round(radius, 1), tuple(releases), is_country)


@cache
def gazetteer() -> Json:
    """Read where places and countries lie: longitude and latitude in degrees."""
    found: Json = json.loads(PLACES.read_text(encoding="utf-8"))
    return found
