import re
from pathlib import Path

from django.conf import settings

from tests import shapes
from tracker import api_reference
from tracker.urls import COMPARISONS, VIEWSETS

PATH = Path(settings.BASE_DIR) / "docs" / "api.md"


def test_api_reference_says_what_the_serializers_say():
    assert PATH.read_text(encoding="utf-8") == api_reference.markdown(), (
        "Run manage.py api_reference."
    )


def listed():
    """The rows of every table under its heading."""
    sections = re.split(r"^###? ", PATH.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        section.partition("\n")[0]: {*re.findall(r"^\| `(\w+)` \|", section, re.M)}
        for section in sections
    }


def test_every_field_of_every_document_is_listed():
    tables = listed()
    missing = {}
    for name, shape in shapes.components().items():
        if "properties" not in shape or name.endswith("List"):
            continue
        fields = {*shape["properties"]} - tables[name.removeprefix("Published")]
        if fields:
            missing[name] = fields

    assert missing == {}


def test_every_filter_of_every_list_is_listed():
    tables = listed()

    assert {s: tables[f"`/{s}/`"] for s in VIEWSETS} == {
        segment: {entry.name for entry in viewset.filters}
        for segment, viewset in VIEWSETS.items()
    }


def test_every_comparison_is_listed():
    tables = listed()

    assert [name for name in COMPARISONS if f"`/{name}/`" not in tables] == []


def test_every_field_has_a_meaning():
    text = PATH.read_text(encoding="utf-8")

    assert re.findall(r"^\|.*\|  \|$", text, re.M) == []


def test_every_link_leads_to_a_heading():
    text = PATH.read_text(encoding="utf-8")
    headings = {h.lower() for h in re.findall(r"^### (\w+)$", text, re.M)}

    assert {*re.findall(r"\]\(#(\w+)\)", text)} - headings == set()
