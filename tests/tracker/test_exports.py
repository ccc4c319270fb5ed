"""Files of lists and of the whole record."""

import csv
import io
import json
import sqlite3
import zipfile
from datetime import date

import pytest

from tests import factories
from tracker.exports import files, tables
from tracker.exports.citing import Reference, bibtex
from tracker.published import KINDS

pytestmark = pytest.mark.django_db

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"]


def get(client, path, status=200):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == status, response.content
    streamed = response.streaming
    return b"".join(response.streaming_content) if streamed else response.content


def lines(content):
    return [json.loads(line) for line in content.decode().splitlines()]


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.fixture
def release():
    release = factories.ReleaseFactory(
        cited=True,
        title="Release one",
        released_on="2025-05-05",
        people_min=3,
        people_max=None,
        place="=HYPERLINK(1)",
    )
    factories.CohortFactory(release=release, label="some", people_min=2, people_max=2)
    return release


def test_json_lines_are_the_documents_and_a_line_about_the_file(client, release):
    *documents, last = lines(get(client, "releases.jsonl"))

    assert documents == client.get("/api/v1/releases/").json()["results"]
    assert last["about"]["rows"] == 1
    assert last["about"]["query"] == "http://testserver/api/v1/releases.jsonl"


def test_file_takes_the_filters_of_the_list(client, release):
    other = factories.ReleaseFactory()

    kept = table(get(client, f"releases.csv?captor={other.captor.code}"))

    assert [row["slug"] for row in kept] == [other.slug]


def test_csv_is_safe_for_spreadsheets_and_keeps_intervals(client, release):
    (row,) = table(get(client, "releases.csv"))

    assert (row["place"], row["people_min"], row["people_max"]) == (
        "'=HYPERLINK(1)",
        "3",
        "",
    )


@pytest.mark.parametrize("text", FORMULAS, ids=range(len(FORMULAS)))
def test_text_that_looks_like_a_formula_is_quoted(text):
    assert files.safe(text) == f"'{text}"


def test_numbers_and_other_text_stay_as_they_are():
    assert [*map(files.safe, [-3, None, "a=b", True])] == [-3, None, "a=b", "true"]


def test_zip_holds_every_table_with_what_its_columns_mean(client, release):
    with zipfile.ZipFile(io.BytesIO(get(client, "record.csv.zip"))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        headers = {
            name: archive.read(name).decode().partition("\r\n")[0].split(",")
            for name in archive.namelist()
            if name.endswith(".csv")
        }
        cohorts = table(archive.read("releases_cohorts.csv"))

    described = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in package["resources"]
    }
    assert described == headers
    assert all(
        field["description"]
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    )
    assert [(row["release"], row["position"], row["label"]) for row in cohorts] == [
        (release.slug, "1", "some")
    ]


def test_sqlite_holds_the_same_rows_as_the_csv_files(client, release, tmp_path):
    path = tmp_path / "record.sqlite"
    path.write_bytes(get(client, "record.sqlite"))

    with zipfile.ZipFile(io.BytesIO(get(client, "record.csv.zip"))) as archive:
        expected = {
            name.removesuffix(".csv"): len(table(archive.read(name)))
            for name in archive.namelist()
            if name.endswith(".csv")
        }
    database = sqlite3.connect(path)
    found = {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in expected
    }
    about = dict(database.execute("SELECT name, value FROM about"))
    database.close()

    assert found == expected
    assert about["licence"].startswith("CC BY 4.0")


def test_every_citation_is_in_one_table(client, release):
    document = client.get(f"/api/v1/releases/{release.slug}/").json()

    found = [
        row
        for row in tables.rows(KINDS["release"], document)
        if row.table == tables.CITATIONS
    ]

    cited = [row.cells[:5] for row in found]
    source = document["citations"][0]["source"]["slug"]
    assert ("release", release.slug, "", 1, source) in cited


def test_keys_of_tables_are_unique_and_columns_named_once():
    for kind in KINDS.values():
        for entry in tables.every(tables.of_kind(kind)):
            names = [column.name for column in entry.header]
            assert len(names) == len(set(names)), entry.name
            assert entry.keys


def test_file_of_a_moment_says_what_was_known_then(client):
    source = factories.SourceFactory(published_on="2025-05-05")
    release = factories.ReleaseFactory()
    factories.ReleaseCitationFactory(subject=release, source=source)

    before = lines(get(client, "releases.jsonl?known_by=2025-05-04"))
    after = lines(get(client, "releases.jsonl?known_by=2025-05-05"))

    assert [entry["about"]["rows"] for entry in (before[-1], after[-1])] == [0, 1]
    assert after[0]["slug"] == release.slug
    assert after[-1]["about"]["known_by"] == "2025-05-05"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("releases.csv?captr=XA", 400, "did you mean captor?"),
        ("releases.csv?limit=3", 400, "a file is whole"),
        ("record.jsonl?captor=XA", 400, "takes no parameter"),
        ("record.csv", 404, "take a list"),
        ("sources.geojson", 404, "Nothing of sources"),
        ("releases.xlsx", 404, "There is no file releases.xlsx."),
        ("nothing.csv", 404, "There is no file nothing.csv."),
    ],
)
def test_wrong_question_is_explained(client, path, status, words):
    assert words in get(client, path, status).decode()


def test_what_is_not_published_is_in_no_file(client):
    hidden = factories.ReleaseFactory(draft=True)

    for suffix in ("csv", "csv.zip", "jsonl", "geojson", "ftm.jsonl", "sqlite"):
        assert hidden.slug.encode() not in get(client, f"releases.{suffix}")


def test_head_of_a_file_has_no_content(client, release):
    response = client.head("/api/v1/releases.csv")

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b""
    assert "releases-" in response["Content-Disposition"]


def test_page_address_leads_to_the_file(client):
    response = client.get("/releases.csv?captor=XA")

    assert response["Location"] == "/api/v1/releases.csv?captor=XA"


# Citing


def test_record_is_cited_in_three_styles(client, release):
    release_path = f"releases/{release.slug}"

    found = {
        style: get(client, f"{release_path}.{style}").decode()
        for style in ("bib", "csl.json", "txt")
    }

    address = f"http://testserver/releases/{release.slug}/"
    assert found["bib"].startswith(f"@misc{{release:{release.slug},\n")
    assert json.loads(found["csl.json"])[0]["URL"] == address
    assert "“Release one”" in found["txt"]
    assert found["txt"].strip().endswith(address)


def test_citation_of_a_moment_names_the_moment(client, release):
    text = get(client, f"releases/{release.slug}.txt?as_of=2030-01-01").decode()

    assert "?as_of=2030-01-01" in text


def test_bibtex_survives_its_own_signs():
    reference = Reference("a/b", "50 % & {more}_x\\y", "http://x/", date(2025, 1, 2), 1)

    assert rb"title = {50 \% \& \{more\}\_x\textbackslash{}y}" in bibtex(reference)


def test_citation_of_what_is_not_public_is_not_there(client):
    hidden = factories.ReleaseFactory(draft=True)

    get(client, f"releases/{hidden.slug}.bib", 404)
    get(client, "releases/unknown.bib", 404)
