"""A small dossier to change in tests, and ways to load it."""

import io

import yaml
from django.core.management import call_command

from tests import factories

STORY = """\
dossier: story
sources:
  paper: {publisher: Paper One, title: Report, url: "https://example.org/report"}
parties:
  fund: {name: Fund, kind: organisation}
people:
  ann: {names: [Ann Smith, {ru: Анна Смит}], nationality: [BY], cite: paper 1}
  envoy: {names: [Envoy], cite: paper 2}
detentions:
  spell: {person: ann, captor: BY, form: prison, from: 2024, to: 2025, cite: paper 1}
trades:
  bargain: {parties: {principal: [BY, US], mediator: [envoy]}, cite: paper 2}
releases:
  three:
    captor: BY
    trade: bargain
    released_on: 2025-01
    people: 3
    cohorts:
      women: {by: category, is: women, people: 2}
      abroad: {by: destination, is: US, people: 1}
    freed:
      ann: {outcome: left, cohorts: [women, abroad], detention: spell, cite: paper 3}
    cite: [paper 2, paper 3]
    claims:
      - {field: people, value: 4, cite: paper 4, superseded_by: paper 3}
concessions:
  money:
    kind: payment
    trade: bargain
    giver: US
    receiver: [BY]
    payer: fund
    amount: ~6000000 USD
    steps:
      - {offered: 2024-12, by: envoy, contact: call, cite: paper 5}
      - {delivered: undated}
    cite: paper 2
linkages:
  - {given: [money], for: [three], basis: stated, cite: paper 2}
contacts:
  call:
    kind: call
    held_on: 2024-12
    participants: [{party: envoy, title: envoy, for: US}, {party: BY}]
    cite: paper 5
tallies:
  total: {captor: BY, period: 2025, people: ">=3", cite: paper 6}
"""


def reference_data():
    """Make the two states that the story names."""
    for code, alpha3, name in (
        ("BY", "BLR", "Belarus"),
        ("US", "USA", "United States"),
    ):
        country = factories.CountryFactory(code=code, alpha3=alpha3, name=name)
        factories.PartyFactory(code=code, name=name, kind="state", country=country)


def write(folder, text=STORY, name="story.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(old, new, text=STORY):
    """Replace what must be there once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def without(section, text=STORY):
    """Leave out a section."""
    values = yaml.load(text, yaml.BaseLoader)
    del values[section]
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False)


def load(*paths, **options):
    """Run the command; give what it prints."""
    out, err = io.StringIO(), io.StringIO()
    call_command("load_dossier", *map(str, paths), stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def dump(*stories, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("dump_dossier", *stories, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()
