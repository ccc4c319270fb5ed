"""What the first dossiers must answer, asked over HTTP."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests import golden
from tracker import published

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SHARED = Path(os.environ.get("TRACKER_SHARED", ROOT.parent / "shared"))
GOLDEN = SHARED / "golden" / "wsj-belarus.yaml"
ARTICLE = SHARED / "seeds" / "wsj-belarus.txt"


def load(*paths):
    call_command("load_reference")
    call_command("load_dossier", *map(str, paths), verbosity=0)


@pytest.mark.django_db
def test_the_second_dossier_is_answered_rightly(client: Client):
    load(DATA / "second.yaml")

    found, wanted = golden.answers(client, golden.read(DATA / "second-answers.yaml"))

    assert found == wanted


@pytest.mark.django_db
@pytest.mark.skipif(not GOLDEN.exists(), reason="the golden file is not at hand")
def test_the_first_dossier_is_answered_as_the_golden_file_says(client: Client):
    load(ROOT / "seeds" / "wsj-belarus.yaml")

    found, wanted = golden.answers(client, golden.read(GOLDEN))

    assert found == wanted


@pytest.mark.django_db
@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not at hand")
def test_every_digest_of_the_first_dossier_is_that_of_its_passage(capsys):
    seed = ROOT / "seeds" / "wsj-belarus.yaml"
    call_command("load_reference")

    call_command("load_dossier", str(seed), "--dry-run", "--verify", str(ARTICLE))


@pytest.mark.django_db
def test_the_first_dossier_holds_nothing_that_is_not_consideration(client: Client):
    load(ROOT / "seeds" / "wsj-belarus.yaml")

    lists = [
        client.get(f"/api/v1/{segment}/?limit=200").content.decode()
        for segment in ("releases", "concessions", "trades", "tallies", "actions")
    ]

    text = " ".join(lists).lower()
    never = ("22 million", "trillion", "delist", "@")
    assert not [word for word in never if word in text]


@pytest.mark.django_db
def test_every_release_of_every_seed_passes_through_the_ledger(client: Client):
    load(ROOT / "seeds")

    page = client.get("/api/v1/releases/?limit=200").json()

    releases = page["results"]
    assert releases
    assert all(release["in_exchange"]["sentence"] for release in releases)
    assert published.check() == []
    assert json.loads(json.dumps(releases)) == releases
