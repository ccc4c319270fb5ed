"""All dossiers of ``seeds/`` together: loaded once, then looked at from every side."""

import json
import re
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from django.core.management import call_command
from django.db import connections, transaction

from exchanges import audit
from tracker import names, published
from tracker.models import PublishedDocument

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
# People who stand in several stories, or under several spellings.
RECURRING = (
    "alex-saab",
    "alexander-vinnik",
    "john-coale",
    "mikola-statkevich",
    "morad-tahbaz",
    "paul-whelan",
    "rico-krieger",
    "steve-witkoff",
    "viktor-medvedchuk",
)


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker):
    """Load every seed, keep what the tests below ask of it, and forget the rows."""
    with django_db_blocker.unblock():
        real = connections["public"]
        connections["public"] = connections["default"]
        try:
            with transaction.atomic():
                call_command("load_reference", verbosity=0)
                call_command("load_dossier", str(SEEDS), verbosity=0)
                kept = SimpleNamespace(
                    audit=audit.audit(),
                    differences=published.check(),
                    releases=documents("release"),
                    people=documents("person"),
                )
                transaction.set_rollback(True)
        finally:
            connections["public"] = real
    return kept


@pytest.fixture(scope="module")
def dossiers():
    """Every dossier as it is written, by file name."""
    return {
        path.name: yaml.load(path.read_text(), Loader=yaml.BaseLoader)
        for path in sorted(SEEDS.glob("*.yaml"))
    }


def documents(kind):
    bodies = PublishedDocument.objects.filter(kind=kind).values_list("body", flat=True)
    return [json.loads(bytes(body)) for body in bodies]


def written_people(dossier):
    yield from dossier.get("people", {}).items()
    yield from dossier.get("adds", {}).get("people", {}).items()


def written_names(person):
    if person.get("names") in (None, "withheld"):
        return
    for name in person["names"]:
        if isinstance(name, str):
            yield name
        else:
            yield name["text"] if "text" in name else next(iter(name.values()))


def test_the_record_has_no_errors(record):
    assert record.audit.errors == []


def test_every_document_is_what_the_tables_say(record):
    assert record.differences == []


def test_every_release_has_an_answer_and_a_sentence(record):
    assert record.releases

    wordless = [
        release["slug"]
        for release in record.releases
        if not release["in_exchange"]["answer"]
        or not release["in_exchange"]["sentence"].endswith(".")
    ]

    assert wordless == []


@pytest.mark.parametrize("slug", RECURRING)
def test_a_person_of_several_stories_is_one_record(record, slug):
    spellings = {
        person["slug"]: {
            names.latinise(name["text"]).casefold() for name in person["names"]
        }
        for person in record.people
    }

    same = [one for one, known in spellings.items() if known & spellings[slug]]

    assert same == [slug]


def test_no_dossier_holds_an_e_mail_address():
    found = {path.name: E_MAIL.findall(path.read_text()) for path in SEEDS.iterdir()}

    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_the_slug_of_a_withheld_person_is_no_name(dossiers):
    people = [
        entry for dossier in dossiers.values() for entry in written_people(dossier)
    ]
    withheld = {slug for slug, person in people if person.get("names") == "withheld"}
    words = {
        word
        for _, person in people
        for name in written_names(person)
        for word in re.findall(r"[a-z]+", names.latinise(name).casefold())
        if len(word) > 2
    }

    telling = {slug: set(slug.split("-")) & words for slug in withheld}

    assert withheld
    assert {slug: found for slug, found in telling.items() if found} == {}


def test_one_address_has_one_title(dossiers):
    titles = defaultdict(set)

    for dossier in dossiers.values():
        for source in dossier["sources"].values():
            if "url" in source:
                titles[source["url"]].add(source["title"])

    assert {url: found for url, found in titles.items() if len(found) > 1} == {}
