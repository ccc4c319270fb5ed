from datetime import date
from itertools import pairwise

import pytest

from exchanges.charts import (
    axes,
    doors,
    flows,
    maps,
    ranges,
    rulers,
    strips,
    timelines,
)
from tracker import dates
from tracker.dates import Period


def when(edtf):
    period: Period = dates.parse(edtf)
    return {
        "edtf": edtf,
        "earliest": period.earliest and period.earliest.isoformat(),
        "latest": period.latest and period.latest.isoformat(),
        "text": dates.text(edtf),
    }


def step(kind, edtf=None):
    return {"kind": kind, "date": when(edtf) if edtf else None}


def entry(name, edtf):
    return {"name": name, "url": f"/{name}/", "date": when(edtf) if edtf else None}


# Axes


def test_axis_puts_its_ends_at_the_edges():
    axis = axes.Axis(date(2025, 1, 1), date(2025, 12, 31), 10, 110)

    assert (axis.x(date(2025, 1, 1)), axis.x(date(2025, 12, 31))) == (10, 110)
    assert axis.x(date(1990, 1, 1)) == 10
    assert axis.span(None, None) == (10, 110)


@pytest.mark.parametrize(
    ("start", "end", "labels"),
    [
        (
            date(2025, 1, 1),
            date(2025, 6, 30),
            ["Jan 2025", "Mar 2025", "May 2025"],
        ),
        (date(2010, 5, 1), date(2026, 5, 1), ["2015", "2020", "2025"]),
        (date(2025, 1, 1), date(2025, 1, 9), ["1 Jan", "8 Jan"]),
    ],
    ids=["months", "years", "days"],
)
def test_ticks_are_few_and_named(start, end, labels):
    axis = axes.Axis(start, end, 0, 100)

    assert [tick.label for tick in axis.ticks(4)][: len(labels)] == labels
    assert len(axis.ticks(4)) <= 4


def test_axis_around_the_first_and_last_day_of_time():
    axis = axes.around([date.min, date.max], 0, 100)

    assert (axis.start, axis.end) == (date.min, date.max)
    assert axes.around([], 0, 100) is None


# Strips


def test_strip_has_a_row_for_each_step_and_a_band_for_each_dated_release():
    steps = [step("demanded"), step("delivered", "2025-09")]
    releases = [{"released_on": when("2025-09-11")}, {"released_on": None}]

    strip = strips.strip(steps, releases)

    assert [bar.kind for bar in strip.bars] == ["demanded", "delivered"]
    assert strip.bars[0].x is None
    assert len(strip.bands) == 1
    band, width = strip.bands[0]
    assert strip.bars[1].x < band < band + width < strip.bars[1].x + strip.bars[1].width


def test_strip_of_undated_steps_is_none():
    assert strips.strip([step("agreed")], [{"released_on": when("2025")}]) is None


def test_open_period_reaches_the_edge():
    strip = strips.strip(
        [step("agreed", "2025-01"), step("delivered", "2025-01-20/..")], []
    )

    bar = strip.bars[1]
    assert bar.x + bar.width == strips.RIGHT


def test_strip_of_a_single_date_is_none():
    assert strips.strip([step("delivered", "2025-01")], []) is None


# Timeline


def test_timeline_packs_what_overlaps_into_lanes():
    chart = timelines.timeline(
        [entry("a", "2025-03"), entry("b", "2025-03"), entry("c", "2025-11")],
        [entry("d", "2025-03-02"), entry("undated", None)],
    )

    heights = {mark.url: mark.y for mark in chart.above}
    assert heights["/a/"] == heights["/c/"] > heights["/b/"]
    assert [mark.url for mark in chart.below] == ["/d/"]
    assert all(mark.y + 8 <= chart.top for mark in chart.above)
    assert all(mark.y >= chart.foot for mark in chart.below)


def test_timeline_of_nothing_dated_is_none():
    assert timelines.timeline([entry("undated", None)], []) is None


# Map


@pytest.mark.parametrize(
    ("place", "point"),
    [
        ((0, 0), (480, 234)),
        ((180, 0), (960, 234)),
        ((-180, 0), (0, 234)),
        ((0, 90), (480, 0.3759)),
        ((27.56, 53.9), (538.6447, 56.3875)),
        ((-66.9, 10.49), (303.0261, 196.4237)),
    ],
    ids=["middle", "east", "west", "north", "Minsk", "Caracas"],
)
def test_projection_is_that_of_the_land(place, point):
    """Edges as in land.svg; the cities as geoEqualEarth of d3-geo 3.1 gives them."""
    assert maps.project(*place) == pytest.approx(point, abs=0.06)


def handover(place="", crossing=None):
    return {
        "place": place,
        "crossing": crossing and {"code": crossing, "name": "Austria"},
    }


def test_place_unknown_to_the_gazetteer_counts_for_the_country_crossed():
    found = maps.handovers(
        [handover("Doha"), handover("a field", "AT"), handover("a field"), handover()]
    )

    assert [(p.name, p.is_country) for p in found.points] == [
        ("Austria", True),
        ("Doha", False),
    ]
    assert len(found.placeless) == 2


# Flow


def test_flow_keeps_the_number_of_things_from_column_to_column():
    chart = flows.flow([("A", "goods", "B"), ("A", "ransom", "B"), ("C", "goods", "D")])

    for column in range(3):
        assert sum(n.number for n in chart.nodes if n.column == column) == 3
    assert sum(ribbon.number for ribbon in chart.ribbons) == 6
    assert flows.flow([]) is None


def test_flow_gathers_what_is_too_much_to_label():
    rows = [(f"Giver {n:02}", "goods", "B") for n in range(20)]

    chart = flows.flow(rows)

    givers = [node for node in chart.nodes if node.column == 0]
    assert (givers[-1].key, givers[-1].number) == (flows.OTHERS, 20 - flows.SHOWN)
    assert all(below.y >= above.y + above.height for above, below in pairwise(givers))


# Door


def counted(key, edtf, least, most):
    return {
        key: when(edtf) if edtf else None,
        "url": "/x/",
        "people": {"min": least, "max": most, "text": f"{least}"},
    }


def test_door_has_one_scale_for_held_and_let_go():
    door = doors.door(
        [counted("period", "2025-06", 1100, 1200)],
        [
            counted("released_on", "2025-09", 52, 52),
            counted("released_on", None, 9, 9),
        ],
    )

    assert [mark.height > 0 for mark in (*door.stocks, *door.flows)] == [True, True]
    assert [level.label for level in door.levels] == ["0", "500", "1,000", "1,500"]
    assert all(mark.y >= doors.TOP for mark in door.stocks)


def test_open_total_is_drawn_at_its_least():
    door = doors.door([counted("period", "2025-06", 1100, None)], [])

    assert door.stocks[0].is_open
    assert door.stocks[0].height == doors.LEAST


def test_door_without_a_dated_total_is_none():
    assert doors.door([], [counted("released_on", "2025", 1, 1)]) is None


# Ranges


def given(name, least, most):
    return {"concession": {"name": name}, "people": {"min": least, "max": most}}


def test_ranges_keep_the_order_given_and_one_scale_of_tens():
    drawn = ranges.ranges([given("A", 90, 90), given("B", 5, 20)])

    assert [case.label for case in drawn.cases] == ["A", "B"]
    assert [tick.label for tick in drawn.ticks] == ["1", "10", "100"]
    assert drawn.cases[1].x < drawn.ticks[1].x < drawn.cases[1].x + drawn.cases[1].width


def test_range_without_an_upper_bound_reaches_the_edge():
    case = ranges.ranges([given("A", 10, None)]).cases[0]

    assert case.is_open
    assert case.x + case.width == ranges.RIGHT


def test_ranges_of_nobody_are_none():
    assert ranges.ranges([given("A", 0, 0)]) is None


# Ruler


def test_ruler_marks_the_last_day_not_after_the_one_looked_at():
    drawn = rulers.ruler(["2025-12-14", "2025-09-12", "2025-12-13"], date(2025, 12, 15))

    assert [(stop.day, stop.is_chosen) for stop in drawn.stops] == [
        ("2025-09-12", False),
        ("2025-12-13", False),
        ("2025-12-14", True),
    ]


def test_ruler_keeps_the_last_of_days_that_do_not_fit():
    days = [f"2025-01-{day:02}" for day in range(1, 32)]

    drawn = rulers.ruler(days, None)

    assert len(drawn.stops) <= rulers.STOPS_MAX
    assert drawn.stops[-1].day == "2025-01-31"
    assert not any(stop.is_chosen for stop in drawn.stops)


def test_ruler_of_one_day_is_none():
    assert rulers.ruler(["2025-01-01"], None) is None
