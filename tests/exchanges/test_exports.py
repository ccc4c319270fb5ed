"""GeoJSON and FollowTheMoney, from the real dossiers."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from tests import factories

BASE = Path(__file__).resolve().parents[2]
# Its library needs ICU to build, so it lives in an environment of its own.
FTM_PYTHON = Path(os.environ.get("FTM_PYTHON", BASE / "var" / "ftm" / "bin" / "python"))
VALIDATE = """
import json, sys
from followthemoney import model
from followthemoney.exc import InvalidData
for line in sys.stdin:
    entity = model.get_proxy(json.loads(line), cleaned=False)
    entity.schema.validate(entity.to_dict())
    given = json.loads(line)["properties"]
    if dict(entity.properties).keys() != given.keys():
        print(entity.id, given, dict(entity.properties))
"""


@pytest.fixture(scope="module")
def seeds(django_db_setup, django_db_blocker):
    """All dossiers, loaded once around the transactions of the module's tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        call_command("load_dossier", str(BASE / "seeds"), verbosity=0)
        yield
        transaction.set_rollback(True)


def get(client, path, host="testserver"):
    response = client.get(f"/api/v1/{path}", headers={"host": host})
    return b"".join(response.streaming_content)


def test_geojson_has_a_feature_for_each_release(client, seeds, db):
    collection = json.loads(get(client, "releases.geojson"))

    features = {feature["id"]: feature for feature in collection["features"]}
    assert len(features) == collection["about"]["rows"] > 100
    precisions = {
        feature["properties"]["precision"]: bool(feature["geometry"])
        for feature in features.values()
    }
    assert precisions == {"place": True, "country": True, None: False}


def test_geojson_without_a_release_is_still_geojson(client, db):
    collection = json.loads(get(client, "releases.geojson?captor=XZ"))

    assert (collection["type"], collection["features"]) == ("FeatureCollection", [])


def test_ftm_refers_only_to_entities_that_it_gives(client, seeds, db):
    entities = [*map(json.loads, get(client, "record.ftm.jsonl").splitlines())]

    keys = [entity["id"] for entity in entities]
    references = {
        value
        for entity in entities
        for name in ("involved", "organizer", "subject", "object", "entity")
        for value in entity["properties"].get(name, ())
    }
    assert len(keys) == len(set(keys))
    assert references <= set(keys)


@pytest.mark.skipif(not FTM_PYTHON.exists(), reason="FollowTheMoney is not installed")
def test_ftm_satisfies_its_own_library(client, seeds, db, settings):
    settings.ALLOWED_HOSTS = ["example.org"]
    command = [FTM_PYTHON, "-c", VALIDATE]
    entities = get(client, "record.ftm.jsonl", host="example.org")

    result = subprocess.run(command, input=entities, capture_output=True, check=False)

    assert (result.returncode, result.stdout.decode(), result.stderr.decode()) == (
        0,
        "",
        "",
    )


def test_ftm_leaves_out_who_has_no_public_name(client, db):
    person = factories.PersonFactory(withheld=True, nameless=True)

    assert person.slug.encode() not in get(client, "people.ftm.jsonl")
