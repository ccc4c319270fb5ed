import datetime as dt
from pathlib import Path

import pytest

from sanctions.importers import LISTS
from sanctions.importers.entries import (
    AIRCRAFT,
    ALIAS,
    FORMER,
    ORGANISATION,
    PERSON,
    PRIMARY,
    VESSEL,
    WEAK,
    EntryBirth,
    EntryIdentifier,
    EntryName,
    ListEntry,
    ListFile,
)
from sanctions.models import EntityKind
from tracker import dates

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "lists"


def parse(list_code, **files):
    opened = {
        role: ListFile(name, (SAMPLES / name).open("rb"))
        for role, name in files.items()
    }
    edition = LISTS[list_code].parse(opened)
    entries = [record.read() for record in edition.records]
    for file in opened.values():
        file.stream.close()
    return edition, entries


def names(*pairs):
    return tuple(EntryName(text, kind) for text, kind in pairs)


PASSPORT = EntryIdentifier("Passport", "AB0000000", "Belarus")
OFAC_PERSON = ListEntry(
    key="2000",
    kind=PERSON,
    names=names(
        ("PERSON, First Middle", PRIMARY), ("PIERSON, First", ALIAS), ("SHORT", WEAK)
    ),
    programmes=("BELARUS", "BELARUS-EO14038"),
    identifiers=(PASSPORT, EntryIdentifier("Tax ID No.", "000000000", "Belarus")),
    births=(EntryBirth("1961-04-15", "15 Apr 1961"), EntryBirth("1962~", "circa 1962")),
    countries=("Belarus",),
    remarks="Gender Male",
    linked_to=("PLACEHOLDER AIRLINES",),
)
CSV_SET = {
    "entries": "2025-01-01_sdn.csv",
    "aliases": "2025-01-01_alt.csv",
    "addresses": "2025-01-01_add.csv",
    "comments": "2025-01-01_sdn_comments.csv",
}


def test_kinds_of_entries_are_those_of_entities():
    assert {ORGANISATION, PERSON, VESSEL, AIRCRAFT} == set(EntityKind.values)


def test_ofac_csv_joins_aliases_addresses_and_continued_remarks():
    edition, entries = parse("ofac-sdn", **CSV_SET)

    assert edition.published_on is None
    assert [(e.key, e.kind) for e in entries] == [
        ("36", ORGANISATION),
        ("2000", PERSON),
        ("3000", VESSEL),
        ("4000", AIRCRAFT),
    ]
    assert entries[0].names == names(
        ("PLACEHOLDER AIRLINES", PRIMARY),
        ("PLACEHOLDER AVIA", ALIAS),
        ("PLACEHOLDER AIR TRANSPORT", FORMER),
    )
    assert entries[1] == OFAC_PERSON
    assert entries[2].identifiers == (
        EntryIdentifier("IMO", "0000001"),
        EntryIdentifier("MMSI", "000000001"),
    )


def test_ofac_csv_digests_values_not_lines(tmp_path):
    again = tmp_path / "2025-01-01_sdn.csv"
    text = (SAMPLES / again.name).read_text().replace('"BELARUS"', "BELARUS")
    again.write_text(text.rstrip("\x1a"))
    original = {r.key: r.digest for r in records(SAMPLES / again.name)}

    requoted = {r.key: r.digest for r in records(again)}

    assert requoted == original


def records(path):
    with path.open("rb") as stream:
        files = {"entries": ListFile(path.name, stream)}
        return [*LISTS["ofac-sdn"].parse(files).records]


def test_ofac_csv_keeps_two_entries_that_got_one_number(tmp_path):
    path = tmp_path / "2025-01-01_sdn.csv"
    text = (SAMPLES / path.name).read_text()
    path.write_text(text.replace("4000,", "3000,"))
    with path.open("rb") as stream:
        edition = LISTS["ofac-sdn"].parse({"entries": ListFile(path.name, stream)})

        keys = [record.key for record in edition.records]

    assert keys == ["36", "2000", "3000", "3000-2"]
    assert edition.warnings == [
        "2025-01-01_sdn.csv, line 4: EP-XXX has the number 3000, which PLACEHOLDER STAR"
        " has; kept as 3000-2."
    ]


def test_ofac_xml_gives_the_same_words_as_csv():
    edition, entries = parse("ofac-sdn", xml="2025-01-01_sdn.xml")

    assert edition.published_on == dt.date(2025, 1, 2)
    assert entries[0].names == (*OFAC_PERSON.names, EntryName("OLD", FORMER))
    assert entries[0].births == OFAC_PERSON.births
    assert entries[0].identifiers == (PASSPORT,)


def test_ofac_advanced_looks_references_up_wherever_they_stand():
    edition, entries = parse("ofac-sdn", advanced="sdn_advanced.xml")

    assert edition.published_on == dt.date(2025, 1, 3)
    assert entries[0] == ListEntry(
        key="2000",
        kind=PERSON,
        names=names(
            ("PERSON, First", PRIMARY), ("SHORT", WEAK), ("ЧЕЛОВЕК, Первый", ALIAS)
        ),
        programmes=("BELARUS-EO14038",),
        identifiers=(PASSPORT,),
        births=(EntryBirth("1961", "1961"),),
        countries=("Belarus",),
        listed_on=dt.date(2021, 8, 9),
        linked_to=("PLACEHOLDER STAR",),
        unshown=("gender Male",),
    )
    assert (entries[1].kind, entries[1].identifiers) == (
        VESSEL,
        (EntryIdentifier("IMO", "0000001"),),
    )


def test_un_is_keyed_by_reference_number():
    edition, entries = parse("un-sc", entries="un.xml")

    assert edition.published_on == dt.date(2025, 4, 19)
    assert entries[0] == ListEntry(
        key="HTi.002",
        kind=PERSON,
        names=names(
            ("FIRST PERSON", PRIMARY), ("первый человек", ALIAS), ("SHORT", WEAK)
        ),
        programmes=("Haiti",),
        identifiers=(EntryIdentifier("Passport", "AB0000000", "Haiti"),),
        births=(
            EntryBirth("[1960..1962]", "1960 to 1962"),
            EntryBirth("1961~", "circa 1961"),
        ),
        countries=("Haiti",),
        listed_on=dt.date(2015, 3, 27),
        remarks="A placeholder.",
    )
    assert entries[1].names[1] == EntryName("OLD BANK", FORMER)


def test_eu_xml_takes_cells_with_several_spellings_apart():
    edition, entries = parse("eu-fsf", xml="eu.xml")

    assert edition.published_on == dt.date(2024, 12, 11)
    assert entries == [
        ListEntry(
            key="13",
            kind=PERSON,
            names=names(
                ("First (Pershy) Person", PRIMARY),
                ("Першы ЧАЛАВЕК", ALIAS),
                ("Short", WEAK),
            ),
            programmes=("BLR",),
            identifiers=(EntryIdentifier("National passport", "AB0000000", "BELARUS"),),
            births=(
                EntryBirth("1937-04", "1937-04"),
                EntryBirth("1938~", "circa 1938"),
                EntryBirth("", "1356 (ISLAMIC)"),
            ),
            countries=("BELARUS",),
            listed_on=dt.date(2012, 7, 7),
            remarks="A placeholder",
            unshown=("Minsk BY",),
        )
    ]


@pytest.mark.parametrize(
    ("files", "form", "day", "key"),
    [
        pytest.param({"xml": "eu_old.xml"}, "xml 1.0", "2016-02-11", "1", id="xml"),
        pytest.param({"csv": "eu.csv"}, "csv 1.1", "2024-12-11", "13", id="csv"),
        pytest.param({"csv": "eu_old.csv"}, "csv 1.0", "2018-07-04", "1", id="old csv"),
    ],
)
def test_eu_other_forms_give_one_entry_for_many_rows(files, form, day, key):
    edition, entries = parse("eu-fsf", **files)

    assert (edition.form, str(edition.published_on)) == (form, day)
    assert [(e.key, e.programmes) for e in entries] == [(key, ("BLR",))]


def test_uk_list_gathers_the_names_of_one_number():
    edition, entries = parse("uk-sl", entries="uk.csv")

    assert edition.published_on == dt.date(2026, 10, 8)
    assert [(e.key, e.kind) for e in entries] == [
        ("TST0001", PERSON),
        ("TST0002", VESSEL),
    ]
    assert entries[0].names == names(
        ("First PERSON", PRIMARY),
        ("First PIERSON", ALIAS),
        ("SHORT", WEAK),
        ("ЧЕЛОВЕК", ALIAS),
    )
    assert [birth.edtf for birth in entries[0].births] == ["1980", "1981"]


@pytest.mark.parametrize(
    ("name", "day", "spelt"),
    [
        ("conlist_2018.csv", "2018-04-13", ["First PERSON"]),
        ("conlist_2022.csv", "2026-01-28", ["First PERSON", "ЧЕЛОВЕК"]),
    ],
)
def test_ofsi_list_is_read_with_old_and_new_columns(name, day, spelt):
    edition, entries = parse("uk-ofsi", entries=name)

    assert str(edition.published_on) == day
    assert [found.text for found in entries[0].names] == spelt


def test_ofsi_list_may_be_in_an_old_encoding():
    _, entries = parse("uk-ofsi", entries="conlist_2018.csv")

    assert entries[1].name == "SOCIÉTÉ"


def test_canada_is_keyed_by_country_schedule_and_name():
    _, entries = parse("canada-sema", entries="canada.xml")

    assert [(e.key, e.kind) for e in entries] == [
        ("Belarus|1, Part 1|First Person", PERSON),
        ("Belarus|1, Part 2|Placeholder Works", ORGANISATION),
        ("Belarus|1, Part 2|Placeholder Works|2", ORGANISATION),
        ("Russia|3|Placeholder Star", VESSEL),
    ]


def test_us_screening_list_leaves_out_ofac_and_repeated_rows():
    _, entries = parse("us-csl", entries="csl.csv")

    assert [(e.name, e.programmes, e.listed_on) for e in entries] == [
        ("Placeholder Works", ("EL",), dt.date(2022, 2, 24))
    ]


@pytest.mark.parametrize(
    "files", [{"entries": "targets.simple.csv"}, {"json": "entities.ftm.json"}]
)
def test_opensanctions_gives_targets_that_are_somebody(files):
    _, entries = parse("opensanctions", **files)

    assert [(e.key, e.kind, e.name) for e in entries] == [
        ("NK-1", PERSON, "First Person")
    ]


def test_opensanctions_json_follows_earlier_numbers():
    _, entries = parse("opensanctions", json="entities.ftm.json")

    assert entries[0].earlier_keys == ("NK-0",)
    assert entries[0].names[-1] == EntryName("Short", WEAK)


def test_every_date_of_birth_is_one_that_the_record_can_hold():
    for files in ({"xml": "2025-01-01_sdn.xml"}, {"advanced": "sdn_advanced.xml"}):
        _, entries = parse("ofac-sdn", **files)
        for birth in (birth for entry in entries for birth in entry.births):
            dates.parse(birth.edtf)
