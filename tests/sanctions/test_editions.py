import datetime as dt
import json
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions import changes, editions, imports
from sanctions.changes import ChangeKind, Shown
from sanctions.models import (
    Change,
    Edition,
    EntryVersion,
    HeldEdition,
    ListEntry,
    ListingPeriod,
)
from tracker.models import DataVersion

from .test_importers import SAMPLES

pytestmark = pytest.mark.django_db

NOTHING = "-0- "
BORN = "DOB 15 Apr 1961."


def row(number, name, *, kind="individual", programmes="BELARUS", remark=NOTHING):
    cells = [str(number), name, kind, programmes, *[NOTHING] * 7, remark]
    return ",".join(f'"{cell}"' if cell != NOTHING else cell for cell in cells)


A, B, C = row(1, "ALPHA, A"), row(2, "BETA, B"), row(3, "GAMMA, C")


@pytest.fixture
def load(tmp_path):
    """Load rows as the SDN list of a day: ``load("2025-01-01", A, B)``."""

    def write_and_load(day, *rows, suffix=""):
        path = tmp_path / f"{day}{suffix}_sdn.csv"
        path.write_text("".join(f"{line}\r\n" for line in rows) + "\x1a")
        return imports.import_list("ofac-sdn", [path])[0]

    return write_and_load


def told():
    rows = Change.objects.order_by("edition__position", "entry_key", "kind")
    return [
        (str(day), key, kind)
        for day, key, kind in rows.values_list(
            "edition__published_on", "entry_key", "kind"
        )
    ]


def periods(key):
    return [
        (p.programme, p.listed_on, p.delisted_on)
        for p in ListingPeriod.objects.filter(entry__key=key)
    ]


def listed_on(day):
    entries = ListEntry.objects.listed_on(dt.date.fromisoformat(day))
    return list(entries.values_list("key", flat=True))


def test_the_first_edition_is_where_knowledge_begins(load):
    outcome = load("2025-01-01", A, B)

    assert (outcome.entries_count, outcome.changes) == (2, {})
    assert told() == []
    assert periods("1") == [("BELARUS", "[..2025-01-01]", "")]


def test_what_comes_and_goes_is_told(load):
    load("2025-01-01", A, B)

    outcome = load("2025-01-03", B, C)

    assert outcome.changes == {"added": 1, "removed": 1}
    assert told() == [("2025-01-03", "1", "removed"), ("2025-01-03", "3", "added")]
    assert periods("1") == [("BELARUS", "[..2025-01-01]", "[2025-01-02..2025-01-03]")]
    assert periods("3") == [("BELARUS", "[2025-01-02..2025-01-03]", "")]


def test_an_entry_is_listed_on_the_days_between(load):
    load("2025-01-01", A, B)
    load("2025-01-03", B, C)

    assert listed_on("2024-12-31") == []
    assert listed_on("2025-01-02") == ["1", "2"]
    assert listed_on("2025-01-03") == ["2", "3"]


@pytest.mark.parametrize(
    ("after", "kind", "detail"),
    [
        (
            row(1, "ALPHA, Anna"),
            "renamed",
            {"name": ["ALPHA, A", "ALPHA, Anna"]},
        ),
        (
            row(1, "ALPHA, A", programmes="BELARUS] [IRAN"),
            "programme",
            {"programmes": [["BELARUS"], ["BELARUS", "IRAN"]]},
        ),
        (
            row(1, "ALPHA, A", remark="nationality Belarus."),
            "details",
            {"countries": [[], ["Belarus"]]},
        ),
        (
            row(1, "ALPHA, A", kind="vessel"),
            "unexplained",
            {
                "kind": ["person", "vessel"],
                "name": ["ALPHA, A", "ALPHA, A"],
                "reason": "the kind changed",
            },
        ),
    ],
    ids=["renamed", "programme", "details", "unexplained"],
)
def test_what_changed_within_an_entry_is_told(load, after, kind, detail):
    load("2025-01-01", A)

    load("2025-01-02", after)

    change = Change.objects.exclude(kind="details", detail__has_key="names").get()
    assert (change.kind, change.detail) == (kind, detail)


def test_a_programme_ends_while_another_lasts(load):
    load("2025-01-01", row(1, "ALPHA, A", programmes="BELARUS] [IRAN"))

    load("2025-01-02", row(1, "ALPHA, A", programmes="BELARUS"))

    assert periods("1") == [
        ("BELARUS", "[..2025-01-01]", ""),
        ("IRAN", "[..2025-01-01]", "2025-01-02"),
    ]


def test_listing_again_after_a_gap_opens_another_period(load):
    load("2025-01-01", A, B)
    load("2025-01-02", B)

    load("2025-01-03", A, B)

    assert periods("1") == [
        ("BELARUS", "[..2025-01-01]", "2025-01-02"),
        ("BELARUS", "2025-01-03", ""),
    ]
    assert ListEntry.objects.get(key="1").first_seen_on == dt.date(2025, 1, 1)


def test_the_same_file_again_writes_nothing(load):
    load("2025-01-01", A, B)

    with CaptureQueriesContext(connection) as queries:
        outcome = load("2025-01-01", A, B)

    assert not outcome.is_new
    assert [q["sql"].split()[0] for q in queries] == ["SELECT"]


def test_the_same_entries_otherwise_quoted_are_the_same_edition(load):
    load("2025-01-01", A, B)

    outcome = load("2025-01-01", A.replace('"1"', "1"), B, suffix="_copy")

    assert not outcome.is_new
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)])
def test_editions_may_arrive_in_any_order(load, order):
    days = [("2025-01-01", A, B), ("2025-01-02", B, C), ("2025-01-03", A, B, C)]

    for index in order:
        load(*days[index])

    assert told() == [
        ("2025-01-02", "1", "removed"),
        ("2025-01-02", "3", "added"),
        ("2025-01-03", "1", "added"),
    ]
    assert periods("1") == [
        ("BELARUS", "[..2025-01-01]", "2025-01-02"),
        ("BELARUS", "2025-01-03", ""),
    ]
    assert EntryVersion.objects.count() == 4


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)])
def test_every_edition_can_be_read_back(load, order):
    renamed = row(1, "ALPHA, Anna")
    days = [("2025-01-01", A, B), ("2025-01-02", B, C), ("2025-01-03", renamed, C)]

    for index in order:
        load(*days[index])

    shown_by = {
        str(edition.published_on): sorted(
            EntryVersion.objects.shown("ofac-sdn", edition.position).values_list(
                "name", flat=True
            )
        )
        for edition in Edition.objects.all()
    }
    assert shown_by == {
        "2025-01-01": ["ALPHA, A", "BETA, B"],
        "2025-01-02": ["BETA, B", "GAMMA, C"],
        "2025-01-03": ["ALPHA, Anna", "GAMMA, C"],
    }


@pytest.mark.parametrize("suffixes", ["ab", "ba"])
def test_two_editions_of_one_day_are_put_where_they_change_least(load, suffixes):
    load("2025-01-01", A)
    rows = {"a": (A, B), "b": (A, B, C)}

    for suffix in suffixes:
        load("2025-01-02", *rows[suffix], suffix=f"_{suffix}")

    assert told() == [("2025-01-02", "2", "added"), ("2025-01-02", "3", "added")]


def test_a_merger_is_not_a_delisting(load):
    old = row(1, "ALPHA, A", programmes="IRAN", remark=BORN)
    other = row(2, "ALPHA, A", remark=BORN)
    load("2025-01-01", old, other)

    load("2025-01-02", row(2, "ALPHA, A", programmes="BELARUS] [IRAN", remark=BORN))

    change = Change.objects.get(entry_key="1")
    assert (change.kind, change.detail["other"]) == ("merged", "2")


def test_a_new_number_is_not_a_delisting(load):
    load("2025-01-01", A, B)

    load("2025-01-02", row(7, "ALPHA, A"), B)

    change = Change.objects.get(entry_key="1")
    assert (change.kind, change.detail["other"]) == ("renumbered", "7")


# The guard


def many(count):
    return [row(number, f"NAME {number}") for number in range(1, count + 1)]


def test_an_empty_edition_is_held(load):
    load("2025-01-01", A, B)

    outcome = load("2025-01-02")

    assert (outcome.state, outcome.note) == ("held", "The edition is empty.")
    assert told() == []
    assert listed_on("2025-01-02") == ["1", "2"]


def test_an_edition_after_a_held_one_is_compared_with_the_last_that_counts(load):
    load("2025-01-01", A, B)
    load("2025-01-02")

    outcome = load("2025-01-03", A, B, C)

    assert outcome.changes == {"added": 1}


def test_an_edition_with_too_many_removals_is_held(load):
    load("2025-01-01", *many(400))

    outcome = load("2025-01-02", *many(249))

    assert outcome.state == "held"
    assert "151 of 400 entries of 2025-01-01 are gone" in outcome.note
    assert load("2025-01-03", *many(250)).state == "accepted"


def test_an_editor_lets_a_held_edition_count(load):
    load("2025-01-01", A, B)
    load("2025-01-02")
    edition = Edition.objects.get(state="held")

    counts = editions.accept(edition)

    assert counts == {"removed": 2}
    assert listed_on("2025-01-02") == []
    assert not HeldEdition.objects.exists()


def test_a_held_edition_keeps_its_entries_until_it_is_accepted(load):
    load("2025-01-01", *many(400))
    load("2025-01-02", *many(200), row(900, "NEW, N", remark=BORN))

    editions.accept(Edition.objects.get(state="held"))

    version = EntryVersion.objects.get(entry__key="900")
    assert version.body["births"] == [{"edtf": "1961-04-15", "text": "15 Apr 1961"}]


def test_a_refused_edition_is_not_asked_about_again(load):
    load("2025-01-01", A, B)
    load("2025-01-02")
    editions.refuse(Edition.objects.get(state="held"))

    outcome = load("2025-01-02")

    assert (outcome.is_new, outcome.state) == (False, "refused")


def test_every_edition_that_counts_moves_the_version_of_the_public_data(load):
    def version():
        return DataVersion.objects.get().number

    versions = [version()]
    for day, entries in (
        ("2025-01-01", many(200)),
        ("2025-01-02", many(199)),  # no record of the site is about any of them
        ("2025-01-03", many(10)),  # held
    ):
        load(day, *entries)
        versions.append(version())
    load("2025-01-02", *many(199))
    versions.append(version())
    editions.accept(Edition.objects.get(state="held"))
    versions.append(version())

    is_moved = [after > before for before, after in pairwise(versions)]
    assert is_moved == [True, True, False, False, True]


def test_only_a_held_edition_is_accepted(load):
    load("2025-01-01", A)

    with pytest.raises(ValueError, match="is not held"):
        editions.accept(Edition.objects.get())


# The authority's own day


UN = (SAMPLES / "un.xml").read_text(encoding="utf-8")


def load_un(tmp_path, day, *, listed):
    text = UN.replace("2025-04-19T", f"{day}T").replace("2015-03-27-04:00", listed)
    path = tmp_path / f"{day}.xml"
    path.write_text(text, encoding="utf-8")
    imports.import_list("un-sc", [path])


def test_a_day_of_listing_counts_where_no_edition_came_before(tmp_path):
    load_un(tmp_path, "2025-04-19", listed="2015-03-27")

    assert periods("HTi.002") == [("Haiti", "2015-03-27", "")]
    assert ListEntry.objects.get(key="HTi.002").first_seen_on == dt.date(2025, 4, 19)


def test_a_day_of_listing_long_before_is_a_listing_again(tmp_path):
    path = tmp_path / "2025-01-01.xml"
    start = UN.index("<INDIVIDUAL>"), UN.index("</INDIVIDUALS>")
    before = UN[: start[0]] + UN[start[1] :]
    path.write_text(before.replace("2025-04-19T", "2025-01-01T"), encoding="utf-8")
    imports.import_list("un-sc", [path])

    load_un(tmp_path, "2025-04-19", listed="2006-12-23")

    assert periods("HTi.002") == [("Haiti", "[2025-01-02..2025-04-19]", "")]


# The command


def test_the_command_says_what_changed(tmp_path, capsys):
    for day, rows in (("2025-01-01", [A, B]), ("2025-01-02", [B, C])):
        (tmp_path / f"{day}_sdn.csv").write_text("\r\n".join(rows))

    call_command("import_list", "ofac-sdn", str(tmp_path))

    assert capsys.readouterr().out.splitlines()[:2] == [
        "2025-01-01 (2025-01-01_sdn.csv): 2 entries; no changes.",
        "2025-01-02 (2025-01-02_sdn.csv): 2 entries; 1 added, 1 removed.",
    ]


def test_the_command_prints_changes_as_json(tmp_path, capsys):
    for day, rows in (("2025-01-01", [A, B]), ("2025-01-02", [B])):
        (tmp_path / f"{day}_sdn.csv").write_text("\r\n".join(rows))

    call_command("import_list", "ofac-sdn", str(tmp_path), "--json")

    assert json.loads(capsys.readouterr().out)["changes"] == [
        {
            "edition": "2025-01-02",
            "key": "1",
            "kind": "removed",
            "detail": {"name": "ALPHA, A", "kind": "person", "programmes": ["BELARUS"]},
        }
    ]


def test_one_bad_file_among_many_stops_all(tmp_path):
    (tmp_path / "2025-01-01_sdn.csv").write_text(f"{A}\r\n{B}")
    (tmp_path / "2025-01-02_sdn.csv").write_text(f"{A}\r\n{B[:20]}")

    with pytest.raises(CommandError, match=r"2025-01-02_sdn.csv, line 2: .* Nothing"):
        call_command("import_list", "ofac-sdn", str(tmp_path))

    assert not Edition.objects.exists()
    assert not ListEntry.objects.exists()


def test_a_file_without_a_day_is_refused(tmp_path):
    path = tmp_path / "sdn.csv"
    path.write_text(A)

    with pytest.raises(CommandError, match="does not say its day"):
        call_command("import_list", "ofac-sdn", str(path))


def test_names_of_a_set_without_its_main_file_can_be_searched(capsys):
    path = SAMPLES / "2025-01-01_alt.csv"

    call_command("import_list", "ofac-sdn", "--inspect", "Плейсхолдер Авиа", str(path))

    assert capsys.readouterr().out.startswith("0.")
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("list_code", "name", "day"),
    [
        ("ofac-sdn", "2025-01-01_sdn.csv", None),
        ("ofac-sdn", "2025-01-01_sdn.xml", None),
        ("ofac-sdn", "sdn_advanced.xml", None),
        ("eu-fsf", "eu.xml", None),
        ("eu-fsf", "eu_old.csv", None),
        ("uk-sl", "uk.csv", None),
        ("uk-ofsi", "conlist_2018.csv", None),
        ("un-sc", "un.xml", None),
        ("canada-sema", "canada.xml", dt.date(2025, 1, 1)),
        ("us-csl", "csl.csv", dt.date(2025, 1, 1)),
        ("opensanctions", "entities.ftm.json", dt.date(2025, 1, 1)),
    ],
)
def test_every_list_can_be_stored(list_code, name, day):
    [outcome] = imports.import_list(list_code, [SAMPLES / name], published_on=day)

    assert ListEntry.objects.count() == outcome.entries_count


# Explaining removals


def shown(key="1", **values):
    name = values.pop("name", "ALPHA, A")
    values = {"kind": "person", "programmes": ("BELARUS",), **values}
    return Shown(key=key, name=name, name_key=name.casefold(), **values)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (shown("2"), ChangeKind.MERGED),
        (shown("2", is_new=True), ChangeKind.RENUMBERED),
        (shown("2", births=("1961~",)), ChangeKind.MERGED),
        (shown("2", births=("1975-07-17",)), ChangeKind.UNEXPLAINED),
        (shown("2", kind="organisation"), ChangeKind.REMOVED),
        (shown("2", name="BETA, B"), ChangeKind.REMOVED),
        (
            shown("2", name="ALPHA, Anna", births=("1961-04-15",)),
            ChangeKind.MERGED,
        ),
        (
            shown("2", name="ALPHA, Anna", births=("1961-04-15",), programmes=()),
            ChangeKind.REMOVED,
        ),
        (
            shown("2", name="BETA, B", earlier_keys=frozenset({"1"})),
            ChangeKind.MERGED,
        ),
    ],
)
def test_a_removal_is_explained_by_who_is_still_there(other, kind):
    gone = shown(births=("1961-04-15",))

    assert changes.explain_removal(gone, [other]).kind == kind


def test_ships_of_one_name_are_told_apart_by_number():
    gone = shown(kind="vessel", imo=frozenset({"1"}))
    namesake = shown("2", kind="vessel", imo=frozenset({"2"}))
    renamed = shown("3", kind="vessel", name="NEW", imo=frozenset({"1"}))

    explanation = changes.explain_removal(gone, [namesake, renamed])

    assert (explanation.kind, explanation.other) == (ChangeKind.MERGED, renamed)
