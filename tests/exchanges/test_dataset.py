"""What ``docs/dataset.md`` and ``datapackage.json`` say of the seeds is true."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from exchanges import audit

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (\w+) \| ([\d,]+) \|$", re.MULTILINE)


@pytest.fixture
def package():
    return json.loads((ROOT / "datapackage.json").read_text())


@pytest.mark.django_db
def test_the_totals_of_the_dataset_are_those_of_a_fresh_load():
    call_command("load_reference", verbosity=0)
    call_command("load_dossier", str(ROOT / "seeds"), verbosity=0)

    counts = audit.audit().counts

    table = ROW.findall((ROOT / "docs" / "dataset.md").read_text())
    assert {name: int(count.replace(",", "")) for name, count in table} == counts


def test_every_path_of_the_data_package_exists(package):
    paths = [resource["path"] for resource in package["resources"]]

    assert [path for path in paths if not (ROOT / path).is_file()] == []


def test_the_data_package_names_every_dossier_once(package):
    paths = [resource["path"] for resource in package["resources"]]

    named = sorted(path for path in paths if path.startswith("seeds/"))

    assert named == sorted(f"seeds/{path.name}" for path in ROOT.glob("seeds/*.yaml"))


def test_every_story_of_the_record_is_in_the_coverage():
    coverage = (ROOT / "docs" / "coverage.md").read_text()

    stories = [path.stem for path in ROOT.glob("seeds/*.yaml")]

    assert [story for story in stories if f"`{story}`" not in coverage] == []
