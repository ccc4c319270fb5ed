import contextlib
import datetime as dt
import io
import tarfile
import zipfile

import pytest

from sanctions.importers import LISTS, files
from sanctions.importers.downloads import download
from sanctions.importers.entries import ListFile, ListFormatError

from .test_importers import SAMPLES

DAY = dt.date(2025, 1, 1)
SDN = (SAMPLES / "2025-01-01_sdn.csv").read_bytes()
XML = (SAMPLES / "2025-01-01_sdn.xml").read_bytes()
UN = (SAMPLES / "un.xml").read_bytes()
ADVANCED = (SAMPLES / "sdn_advanced.xml").read_bytes()
UK = (SAMPLES / "uk.csv").read_bytes()
PAGE = b"<!DOCTYPE html><html><body>403 Forbidden</body></html>"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    b"<CONSOLIDATED_LIST dateGenerated='2025-01-01'>&b;</CONSOLIDATED_LIST>"
)
OUTSIDE = (
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    b"<CONSOLIDATED_LIST dateGenerated='2025-01-01'>&a;</CONSOLIDATED_LIST>"
)


def read(list_code, role, content):
    file = ListFile("file", io.BytesIO(content))
    return [r.read() for r in LISTS[list_code].parse({role: file}).records]


@pytest.mark.parametrize(
    ("list_code", "role", "content", "message"),
    [
        ("ofac-sdn", "entries", PAGE, "is a web page or XML"),
        ("ofac-sdn", "entries", SDN[:122], "file, line 2: has 3 columns and should"),
        ("ofac-sdn", "entries", SDN[:250], "file, line 2: is not a whole csv row"),
        ("ofac-sdn", "entries", b"a,b\r\n", "line 1: has 2 columns and should have 12"),
        ("ofac-sdn", "entries", SDN.replace(b"2000,", b"x,"), "begins with “x”"),
        ("ofac-sdn", "entries", SDN.replace(b"vessel", b"boat"), "is a “boat”"),
        ("ofac-sdn", "entries", SDN[:60] + b"\x1a" + SDN[60:], "0x1a in its midst"),
        ("ofac-sdn", "entries", SDN + SDN, "in its midst"),
        ("ofac-sdn", "entries", SDN.decode().encode("utf-16"), "is UTF-16"),
        ("ofac-sdn", "entries", b'1,"\x81\xff"\r\n', "neither UTF-8 nor Windows-1252"),
        ("ofac-sdn", "xml", XML[:-200], "is the file cut off"),
        ("ofac-sdn", "xml", XML.replace(b"Count>2<", b"Count>3<"), "announces 3"),
        ("ofac-sdn", "xml", XML.replace(b"<uid>36", b"<uid>2000"), "entry 2000: comes"),
        ("ofac-sdn", "xml", UN, "root <CONSOLIDATED_LIST> and should have <sdnList>"),
        ("ofac-sdn", "xml", b"", "is empty"),
        ("ofac-sdn", "advanced", ADVANCED[:-400], "is the file cut off"),
        ("un-sc", "entries", PAGE, "document type"),
        ("un-sc", "entries", BOMB, "document type"),
        ("un-sc", "entries", OUTSIDE, "document type"),
        ("un-sc", "entries", b"\n" * 5000 + BOMB[21:], "is empty"),
        ("un-sc", "entries", BOMB[:21] + b"\n" * 5000 + BOMB[21:], "document type"),
        ("un-sc", "entries", UN.replace(b"KPe.001", b""), "needs REFERENCE_NUMBER"),
        ("un-sc", "entries", UN.replace(b">Low<", b">Poor<"), "quality “Poor”"),
        ("uk-sl", "entries", UK.replace(b"Report", b"Other"), "line 1: is “Other"),
        ("uk-sl", "entries", UK.replace(b"Regime", b"Rule"), "no column Regime Name"),
        ("uk-sl", "entries", UK.replace(b"Two", b"\xd0 "), "neither UTF-8 nor"),
        ("eu-fsf", "csv", b"a;b\r\n1;2\r\n", "no column"),
        ("eu-fsf", "xml", b"<export generationDate='x'/>", "should begin with a day"),
        ("canada-sema", "entries", b"<data-set><record/></data-set>", "needs Country"),
        ("us-csl", "entries", b"a,b\n", "no column source"),
        ("opensanctions", "json", b'{"id": "a"', "is not one JSON object a line"),
        ("opensanctions", "json", b'{"id": "a"}', "needs id, schema and properties"),
    ],
)
def test_a_file_that_is_not_what_its_list_publishes_is_refused(
    list_code, role, content, message
):
    with pytest.raises(ListFormatError) as error:
        read(list_code, role, content)

    assert str(error.value).startswith("file")
    assert message in str(error.value)


def test_a_document_type_in_another_encoding_is_refused():
    content = BOMB.decode().replace("1.0", '1.0" encoding="utf-16').encode("utf-16")

    with pytest.raises(ListFormatError, match="document type"):
        read("un-sc", "entries", content)


def test_a_set_without_its_main_file_is_refused():
    with pytest.raises(ListFormatError, match="is not a whole edition without"):
        read("ofac-sdn", "aliases", b"")


def test_a_set_of_two_editions_is_refused():
    strays = b"".join(b'%d,1,"aka","X",-0- \r\n' % n for n in range(9000, 9003))
    given = {
        "entries": ListFile("sdn.csv", io.BytesIO(SDN)),
        "aliases": ListFile("alt.csv", io.BytesIO(strays)),
    }

    with pytest.raises(ListFormatError, match="belongs to another edition"):
        list(LISTS["ofac-sdn"].parse(given).records)


@pytest.mark.parametrize(
    ("list_code", "role", "name"),
    [
        ("ofac-sdn", "entries", "2025-01-01_sdn.csv"),
        ("ofac-sdn", "xml", "2025-01-01_sdn.xml"),
        ("ofac-sdn", "advanced", "sdn_advanced.xml"),
        ("un-sc", "entries", "un.xml"),
        ("eu-fsf", "xml", "eu.xml"),
        ("eu-fsf", "xml", "eu_old.xml"),
        ("eu-fsf", "csv", "eu.csv"),
        ("eu-fsf", "csv", "eu_old.csv"),
        ("uk-sl", "entries", "uk.csv"),
        ("uk-ofsi", "entries", "conlist_2018.csv"),
        ("canada-sema", "entries", "canada.xml"),
        ("us-csl", "entries", "csl.csv"),
        ("opensanctions", "entries", "targets.simple.csv"),
        ("opensanctions", "json", "entities.ftm.json"),
    ],
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(list_code, role, name):
    whole = (SAMPLES / name).read_bytes()

    for place in range(0, len(whole), 41):
        for damaged in (
            whole[:place],
            whole[:place] + b'";<\x1a' + whole[place:],
            whole[:place] + whole[place + 17 :],
        ):
            with contextlib.suppress(ListFormatError):
                read(list_code, role, damaged)


# Files and archives


def found(list_code, *sources):
    with files.editions(LISTS[list_code], sources) as sets:
        return [(s.published_on and str(s.published_on), sorted(s.paths)) for s in sets]


def test_files_of_a_directory_are_grouped_by_day_oldest_first(tmp_path):
    for name in ("2025-02-01_alt.csv", "2025-02-01_sdn.csv", "2024-01-01_x_sdn.csv"):
        (tmp_path / name).touch()
    (tmp_path / "truth.tsv").touch()
    (tmp_path / "2024-01-01_cons_alt.csv").touch()

    assert found("ofac-sdn", tmp_path) == [
        ("2024-01-01", ["entries"]),
        ("2025-02-01", ["aliases", "entries"]),
    ]


def packed(path, members):
    with tarfile.open(path, "w:xz") as tar:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return path


def test_a_tar_holds_dated_editions(tmp_path):
    tar = packed(
        tmp_path / "daily.tar.xz",
        {"d/2025-01-02_a_sdn.csv": SDN, "d/2025-01-01_b_sdn.csv": SDN},
    )

    assert found("ofac-sdn", tar) == [
        ("2025-01-01", ["entries"]),
        ("2025-01-02", ["entries"]),
    ]


def test_a_tar_that_reaches_out_of_itself_is_refused(tmp_path):
    tar = packed(tmp_path / "daily.tar.xz", {"../2025-01-01_sdn.csv": SDN})

    with pytest.raises(ListFormatError, match="outside of itself"):
        found("ofac-sdn", tar)


def test_a_tar_that_is_cut_off_is_refused(tmp_path):
    tar = packed(tmp_path / "daily.tar.xz", {"2025-01-01_sdn.csv": SDN})
    tar.write_bytes(tar.read_bytes()[:300])

    with pytest.raises(ListFormatError, match="cut off"):
        found("ofac-sdn", tar)


def test_a_zip_bomb_is_refused_before_it_is_unpacked_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_MEMBER_BYTES", 1000)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed_zip:
        packed_zip.writestr("2025-01-01_sdn.csv", b"0" * 100_000_000)

    with pytest.raises(ListFormatError, match="larger than 1,000 bytes unpacked"):
        found("ofac-sdn", bomb)


@pytest.mark.parametrize("name", ["absent.csv", "sdn.txt"])
def test_a_file_that_is_no_part_of_the_list_is_refused(tmp_path, name):
    (tmp_path / "sdn.txt").touch()

    with pytest.raises(ListFormatError, match=name):
        found("ofac-sdn", tmp_path / name)


# Downloads


def answering(content):
    return lambda request: io.BytesIO(content)


def test_a_download_is_kept_under_the_day(tmp_path):
    content = UN * 2

    paths = download(
        LISTS["un-sc"],
        tmp_path,
        day=DAY,
        open_address=answering(content),
    )

    assert [path.name for path in paths] == ["2025-01-01_consolidated.xml"]
    assert paths[0].read_bytes() == content


@pytest.mark.parametrize(
    ("list_code", "content", "sha256", "message"),
    [
        ("un-sc", b"403", "", "gave 3 bytes"),
        ("un-sc", UN, "00", "and should have 00"),
        ("eu-fsf", UN, "", "needs a token"),
    ],
)
def test_a_download_that_is_not_right_leaves_nothing(
    tmp_path, list_code, content, sha256, message
):
    with pytest.raises(ListFormatError, match=message):
        download(
            LISTS[list_code],
            tmp_path,
            day=DAY,
            sha256=sha256,
            open_address=answering(content),
        )

    assert list(tmp_path.iterdir()) == []
