"""Every page of every record in the dossiers of the project."""

from pathlib import Path

import pytest
from django.core.management import call_command

from exchanges.urls import DETAILS
from tracker.models import PublishedDocument
from tracker.published import KINDS

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
BUDGET = 40_000  # bytes of HTML as sent; style sheet and icon come to 16,000


@pytest.mark.django_db
def test_every_page_of_every_seed_is_a_page_and_light(client):
    call_command("load_reference", verbosity=0)
    call_command("load_dossier", str(SEEDS), verbosity=0)
    kinds = {kind.name: kind.segment for kind in KINDS.values()}
    heavy, failed = {}, {}

    for kind, slug in PublishedDocument.objects.values_list("kind", "slug"):
        if kind in ("country", "party") and len(slug) > 2:
            continue  # hundreds that look alike
        path = f"/{kinds[kind]}/{slug}/"
        response = client.get(path, headers={"accept-encoding": "gzip"})
        if response.status_code != 200:
            failed[path] = response.status_code
        if kind == "release" and len(response.content) > BUDGET:
            heavy[path] = len(response.content)

    assert set(kinds.values()) == set(DETAILS)
    assert failed == {}
    assert heavy == {}
