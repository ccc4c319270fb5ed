"""One thing told in many ways: sentences of our own, people and numbers made up.

``tests/data/intake_rewordings.json`` holds them with who let how many go, and with what
was given by whom and how far. A single person may be counted or only named.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from exchanges.intake import drafting, gazetteers

DATA = json.loads(
    (Path(__file__).parent.parent / "data" / "intake_rewordings.json").read_text()
)
PUBLISHED = date(2025, 6, 10)
BOOK = gazetteers.Gazetteer.of([gazetteers.word_lists()])


def read(case):
    return drafting.read(case["title"], case["text"], PUBLISHED, BOOK)


def beginning(case):
    return case["text"][0][:60]


def in_order(releases):
    return sorted(
        ("" if count in (None, "1") else count, captors) for count, captors in releases
    )


@pytest.mark.parametrize("case", DATA["releases"], ids=beginning)
def test_who_let_how_many_go_is_read_however_it_is_told(case):
    told = [
        (release.count.text if release.count else None, sorted(release.agents))
        for release in read(case).releases
    ]

    assert in_order(told) == in_order(case["expected"])


@pytest.mark.parametrize("case", DATA["concessions"], ids=beginning)
def test_what_was_given_is_read_however_it_is_told(case):
    told = [
        [price.kind, sorted(price.givers), price.step]
        for price in read(case).concessions
    ]

    assert told == case["expected"]
