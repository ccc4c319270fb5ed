import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from django.db import models

from exchanges import dossiers
from exchanges.dossiers import columns, schema, sections, stored
from exchanges.dossiers.kinds import TARGETS
from tests import factories
from tracker import published

from .dossier_files import STORY, load, write

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "docs" / "dossier.schema.json"
FILES = (*sorted((ROOT / "seeds").glob("*.yaml")), ROOT / "tests/data/second.yaml")


def test_published_schema_is_the_one_of_the_code():
    written = json.loads(PUBLISHED.read_text(encoding="utf-8"))

    assert written == dossiers.json_schema(), (
        "run manage.py dump_dossier --schema > docs/dossier.schema.json"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_dossiers_fit_the_published_schema(path):
    values = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)

    jsonschema.Draft202012Validator(dossiers.json_schema()).validate(values)


def test_dossiers_fit_it_also_where_a_tool_reads_numbers_as_numbers():
    values = yaml.safe_load(STORY.replace("2024-12", "'2024-12'"))

    jsonschema.Draft202012Validator(dossiers.json_schema()).validate(values)


def test_schema_refuses_an_unknown_key():
    validator = jsonschema.Draft202012Validator(dossiers.json_schema())

    assert not validator.is_valid({"dossier": "x", "person": {}})
    assert not validator.is_valid({"dossier": "x", "people": {"a": {"naems": []}}})


@pytest.mark.parametrize("section", sections.SECTIONS, ids=lambda section: section.name)
def test_every_section_can_be_written_and_read(section):
    assert section.name in columns._COLUMNS
    assert section.name in stored._READ
    assert section.name in schema.DossierFile.model_fields


@pytest.mark.parametrize("target", TARGETS)
def test_every_reference_leads_to_a_table(target):
    assert target in ("given", *sections.NAMED)


@pytest.mark.parametrize("section", sections.SECTIONS, ids=lambda section: section.name)
def test_no_text_of_a_dossier_is_longer_than_its_column(section):
    for name, info in section.form.model_fields.items():
        key = info.alias or name
        column = {"from": "began_on", "to": "ended_on"}.get(key, key)
        column = column.replace("_words", "_text")
        longest = next(
            (mark.longest for mark in info.metadata if hasattr(mark, "longest")), 0
        )
        names = {field.name: field for field in section.model._meta.concrete_fields}
        field = names.get(column)
        if longest and isinstance(field, models.CharField):
            assert longest <= field.max_length, f"{section.name}.{key}"


@pytest.mark.django_db
def test_dossier_of_the_guide_loads(tmp_path):
    guide = (ROOT / "docs" / "dossiers.md").read_text(encoding="utf-8")
    text = guide.split("```yaml\n")[1].split("```")[0]
    with published.writing():
        for code, alpha3, name in (
            ("GB", "GBR", "United Kingdom"),
            ("IR", "IRN", "Iran"),
            ("CH", "CHE", "Switzerland"),
        ):
            country = factories.CountryFactory(code=code, alpha3=alpha3, name=name)
            factories.PartyFactory(code=code, name=name, kind="state", country=country)

    assert "releases     1 new" in load(write(tmp_path, text))
