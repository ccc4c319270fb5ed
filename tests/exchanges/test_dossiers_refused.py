"""Every way a dossier can be wrong, with the whole message that an editor reads."""

import pytest
from django.core.management.base import CommandError

from tests import factories

from .dossier_files import load, reference_data, write

pytestmark = pytest.mark.django_db
HEAD = """\
dossier: bad
sources: {one: {publisher: Paper One, title: Report}}
"""


@pytest.fixture(autouse=True)
def _reference_data():
    reference_data()
    factories.AuthorityFactory(code="ofac")


def complaints(folder, text):
    path = write(folder, text, "bad.yaml")
    with pytest.raises(CommandError) as caught:
        load(path)
    assert caught.value.returncode == 1
    *lines, end = str(caught.value).splitlines()
    assert end.endswith("nothing was written.")
    return [line.removeprefix(f"{folder}/") for line in lines]


YAML = {
    "nothing": ("", ["bad.yaml:1: is empty; begin with dossier:"]),
    "a list": ("- a\n", ["bad.yaml:1: is no mapping; begin with dossier: and a slug"]),
    "two documents": (
        "dossier: a\n---\ndossier: b\n",
        ["bad.yaml:2: a second document begins; write one per file"],
    ),
    "anchor and alias": (
        "dossier: a\nsources: &s {}\npeople: *s\n",
        [
            "bad.yaml:2: sources: &s is an anchor; write the value itself",
            "bad.yaml:3: people: *s is an alias; write the value itself",
        ],
    ),
    "tag": (
        "dossier: !!str a\n",
        ["bad.yaml:1: dossier: !!str is a tag; every value is text, so drop it"],
    ),
    "repeated key": (
        "dossier: a\npeople: {}\npeople: {}\n",
        ["bad.yaml:3: 'people' stands here twice, first in line 2"],
    ),
    "repeated key within": (
        "dossier: a\nreleases:\n  r: {people: 1, people: 2}\n",
        ["bad.yaml:3: releases.r: 'people' stands here twice, first in line 3"],
    ),
    "tab": (
        "dossier: a\npeople:\n\tx: 1\n",
        [
            "bad.yaml:3: is no YAML: found character that cannot start any token; the"
            " line begins with a tab, so indent with blanks"
        ],
    ),
    "colon": (
        "dossier: a\nsources:\n  one:\n    title: Report: a story\n",
        [
            "bad.yaml:4: is no YAML: mapping values are not allowed in this context;"
            " quote a text that has a colon and a blank in it"
        ],
    ),
    "depth": (
        "dossier: " + "[" * 40,
        [
            "bad.yaml:1: dossier.0.0.0.0.0.0.0.0.0.0.0.0.0: is nested deeper than 14"
            " levels"
        ],
    ),
    "many values": (
        "dossier: [" + "a," * 200_001 + "]",
        ["bad.yaml:1: dossier.199997: has more than 200,000 values; split the file"],
    ),
    "NUL": (
        'dossier: "a\\0"\n',
        ["bad.yaml:1: dossier: has the control character U+0000"],
    ),
    "key that is a list": (
        "? [a]\n: b\n",
        ["bad.yaml:1: a key is a list or a mapping; a key is a word"],
    ),
    "no dossier": (
        "people: {}\n",
        ["bad.yaml:1: 'dossier' is missing (the story's slug)"],
    ),
    "dossier that is no slug": (
        "dossier: Bad Story\n",
        [
            "bad.yaml:1: dossier: 'Bad Story' is no slug; write lower-case letters,"
            " digits and hyphens, such as bad-story"
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), YAML.values(), ids=YAML)
def test_file_that_is_no_dossier_is_refused(tmp_path, text, expected):
    assert complaints(tmp_path, text) == expected


def test_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_bytes("dossier: a\n# Straße\n".encode("latin-1"))

    with pytest.raises(CommandError, match=r"bad\.yaml:2: is not UTF-8 here; save"):
        load(path)


FORM = {
    "unknown key with a near one": (
        "releases:\n  r: {captor: BY, recieved_by: [US], people: 1, cite: one 1}\n",
        [
            "bad.yaml:4: releases.r.recieved_by: 'recieved_by' is unknown; did you"
            " mean 'received_by'?"
        ],
    ),
    "unknown key with no near one": (
        "detentions:\n  d: {person: p, captor: BY, xyz: 1, cite: one 1}\n"
        "people: {p: {names: [], cite: one 1}}\n",
        [
            "bad.yaml:4: detentions.d.xyz: 'xyz' is unknown; known here are person,"
            " captor, form, place, from, to, charge, sentence, transferred_from, note,"
            " cite, claims"
        ],
    ),
    "unknown section": (
        "release: {}\n",
        ["bad.yaml:3: release: 'release' is unknown; did you mean 'releases'?"],
    ),
    "missing key": (
        "concessions:\n  c:\n    kind: goods\n    cite: one 1\n",
        ["bad.yaml:4: concessions.c: 'giver' is missing (who gives)"],
    ),
    "near value": (
        "trades:\n  t: {parties: {mediater: [BY]}, cite: one 1}\n",
        [
            "bad.yaml:4: trades.t.parties.mediater: 'mediater' is not known; did you"
            " mean 'mediator'? If not, it is one of principal, mediator, guarantor,"
            " venue, facilitator, transit, handover_agent, funds_holder, funds_source,"
            " supplier, carrier, host, territorial_state, objector,"
            " extradition_requester, consulted"
        ],
    ),
    "wrong value": (
        "tallies:\n  t: {captor: BY, people: 1, measure: total, cite: one 1}\n",
        [
            "bad.yaml:4: tallies.t.measure: 'total' is not known; it is one of flow,"
            " stock"
        ],
    ),
    "date": (
        "releases:\n  r:\n    captor: BY\n    released_on: 11 February 2025\n"
        "    people: 1\n    cite: one 1\n",
        [
            "bad.yaml:6: releases.r.released_on: 11 February 2025 is not EDTF; write"
            " 2025-02-11"
        ],
    ),
    "count": (
        "releases:\n  r: {captor: BY, people: '1,000', cite: one 1}\n",
        ["bad.yaml:4: releases.r.people: 1,000 is not a count; write 1000"],
    ),
    "amount": (
        "concessions:\n"
        "  c: {kind: payment, giver: US, amount: '6,000 USD', cite: one 1}\n"
        "  d: {kind: payment, giver: US, amount: 6.125 USD, cite: one 1}\n",
        [
            "bad.yaml:4: concessions.c.amount: 6,000 USD is not a number that can be"
            " read; write 3 entities, ~6000000000 USD, >=30 people or 5-7 mines",
            "bad.yaml:5: concessions.d.amount: 6.125 USD has more than 2 decimal"
            " places",
        ],
    ),
    "text where a mapping should be": (
        "people:\n  a: Ann\n",
        [
            "bad.yaml:4: people.a: is the text 'Ann', but should be a mapping, such as"
            " {key: value}"
        ],
    ),
    "text where a list should be": (
        "people:\n  a: {names: [A], nationality: BY, cite: one 1}\n",
        [
            "bad.yaml:4: people.a.nationality: is the text 'BY', but should be a list,"
            " such as [BY, US]"
        ],
    ),
    "nothing where something should be": (
        "people:\n  a:\n  b: {names: [B], note: , cite: one 1}\n",
        [
            "bad.yaml:4: people.a: is empty; write a mapping, such as {key: value}, or"
            " remove the key",
            "bad.yaml:5: people.b.note: is empty; write something or remove the key",
        ],
    ),
    "names that are no list": (
        "people:\n  a: {names: Ann, cite: one 1}\n",
        [
            "bad.yaml:4: people.a.names: 'Ann' is no list; write [Ann], or withheld, or"
            " [] if no source gives a name"
        ],
    ),
    "two main names": (
        "people:\n"
        "  a: {names: [A, {text: B, kind: main}], cite: one 1}\n"
        "  b: {names: [{text: B, kind: alias}, B], cite: one 1}\n",
        [
            "bad.yaml:4: people.a.names.1: the main name comes first, and there is one",
            "bad.yaml:5: people.b.names: 'B' stands here twice as name; keep one",
            "bad.yaml:5: people.b.names.0: the first name is the main one; drop its"
            " kind or put it later",
        ],
    ),
    "long text": (
        f"trades:\n  t: {{title: {'x' * 201}, cite: one 1}}\n",
        ["bad.yaml:4: trades.t.title: has 201 characters; 200 are the most"],
    ),
    "source": (
        "",
        [
            "bad.yaml:2: sources.one.read_on: '2026-11' is no day; write it as"
            " 2026-11-24",
            "bad.yaml:2: sources.one.sha256: 'abc' is no digest of 64 hexadecimal"
            " digits; let load_dossier --stamp write it",
            "bad.yaml:2: sources.one.url: 'www.example.org' is no address; begin with"
            " https://",
        ],
    ),
    "step without a kind": (
        "concessions:\n"
        "  c: {kind: goods, giver: US, steps: [{on: 2025}], cite: one 1}\n"
        "  d: {kind: goods, giver: US, steps: [{deliverd: 2025}], cite: one 1}\n"
        "  e:\n    kind: goods\n    giver: US\n    cite: one 1\n"
        "    steps: [{offered: 2025, agreed: 2025}]\n",
        [
            "bad.yaml:4: concessions.c.steps.0: says nowhere what happened; write what"
            " and when in one key, such as {delivered: 2025-06}; steps are considered,"
            " demanded, offered, agreed, partly_delivered, delivered, refused,"
            " withdrawn, lapsed, suspended, reversed, expired, restored",
            "bad.yaml:5: concessions.d.steps.0: 'deliverd' is no step; did you mean"
            " 'delivered'?",
            "bad.yaml:10: concessions.e.steps.0: has offered and agreed in one step;"
            " write one step for each",
        ],
    ),
    "citation without a passage": (
        "people:\n  a: {names: [A], cite: one}\n",
        [
            "bad.yaml:4: people.a.cite: 'one' names no passage; write the paragraph"
            " behind the source, such as 'one 41'"
        ],
    ),
    "two speakers": (
        "people:\n  a:\n    names: [A]\n    cite:\n"
        "      - {source: one, at: 1, speaker: US, speaker_words: an official}\n",
        [
            "bad.yaml:7: people.a.cite.0: name the speaker or describe them in words,"
            " not both"
        ],
    ),
    "word of nobody": (
        "people:\n  a: {names: [A], cite: {source: one, at: 1, for: US}}\n",
        [
            "bad.yaml:4: people.a.cite: for: says whose word a speaker gives; name who"
            " speaks for US, or write speaker: US"
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORM.values(), ids=FORM)
def test_wrong_form_is_refused(tmp_path, text, expected):
    head = HEAD
    if not text:
        head = HEAD.replace(
            "title: Report",
            "title: Report, url: www.example.org, read_on: 2026-11, sha256: abc",
        )

    assert complaints(tmp_path, head + text) == expected


REFERENCES = {
    "source": (
        "people:\n  a: {names: [A], cite: [two 1, onne 2]}\n",
        [
            "bad.yaml:4: people.a.cite.0: 'two' is no source that is known; add it"
            " under sources",
            "bad.yaml:4: people.a.cite.1: 'onne' is no source that is known; did you"
            " mean 'one'?",
        ],
    ),
    "country by another code": (
        "people:\n  a: {names: [A], nationality: [BLR, Belarus, XX], cite: one 1}\n",
        [
            "bad.yaml:4: people.a.nationality.0: 'BLR' is no country of ISO 3166-1 that"
            " is known; did you mean 'BY' (Belarus)?",
            "bad.yaml:4: people.a.nationality.1: 'Belarus' is no country of ISO 3166-1"
            " that is known; did you mean 'BY' (Belarus)?",
            "bad.yaml:4: people.a.nationality.2: 'XX' is no country of ISO 3166-1 that"
            " is known; write its two letters, such as BY",
        ],
    ),
    "party": (
        "tallies:\n  t: {captor: United State, people: 1, cite: one 1}\n"
        "  u: {captor: XY, people: 1, cite: one 1}\n",
        [
            "bad.yaml:4: tallies.t.captor: 'United State' is no party that is known;"
            " did you mean 'US' (United States)?",
            "bad.yaml:5: tallies.u.captor: 'XY' is no party that is known; define it"
            " under parties, or as a person under people",
        ],
    ),
    "person": (
        "people:\n  ann-smith: {names: [Ann Smith], cite: one 1}\n"
        "detentions:\n  d: {person: ann-smyth, captor: BY, cite: one 1}\n",
        [
            "bad.yaml:6: detentions.d.person: 'ann-smyth' is no person that is known;"
            " did you mean 'ann-smith'?"
        ],
    ),
    "authority": (
        "actions:\n  a: {authority: ofacc, kind: delist, cite: one 1}\n"
        "  b: {authority: eu, kind: delist, cite: one 1}\n",
        [
            "bad.yaml:4: actions.a.authority: 'ofacc' is no authority that is known;"
            " did you mean 'ofac'?",
            "bad.yaml:5: actions.b.authority: 'eu' is no authority that is known; it is"
            " not in fixtures/authorities.json",
        ],
    ),
    "linkage": (
        "concessions: {money: {kind: payment, giver: US, cite: one 1}}\n"
        "linkages:\n  - {given: [mony, q], for: [r], basis: stated, cite: one 1}\n",
        [
            "bad.yaml:5: linkages.0.for.0: 'r' is no release that is known; define it"
            " under releases",
            "bad.yaml:5: linkages.0.given.0: 'mony' is no concession or release that is"
            " known; did you mean 'money'?",
            "bad.yaml:5: linkages.0.given.1: 'q' is no concession or release that is"
            " known; define it under concessions or releases",
        ],
    ),
    "ambiguous linkage": (
        "concessions: {x: {kind: payment, giver: US, cite: one 1}}\n"
        "releases:\n  x: {captor: US, people: 1, cite: one 1}\n"
        "  y: {captor: BY, people: 1, cite: one 1}\n"
        "linkages:\n  - {given: [x], for: [y], basis: stated, cite: one 1}\n",
        [
            "bad.yaml:8: linkages.0.given.0: 'x' is a concession and a release; rename"
            " one of them"
        ],
    ),
    "cohort": (
        "people: {a: {names: [A], cite: one 1}}\n"
        "releases:\n  r:\n    captor: BY\n    people: 2\n    cite: one 1\n"
        "    cohorts:\n"
        "      women: {by: category, is: women, people: 1, part_of: all}\n"
        "      there: {by: destination, is: XX, people: 1}\n"
        "    freed: {a: {cohorts: [wommen]}}\n",
        [
            "bad.yaml:10: releases.r.cohorts.women.part_of: 'all' is no cohort of this"
            " release; add it under cohorts",
            "bad.yaml:11: releases.r.cohorts.there.is: 'XX' is no country of ISO 3166-1"
            " that is known; write its two letters, such as BY",
            "bad.yaml:12: releases.r.freed.a.cohorts: 'wommen' is no cohort of this"
            " release; did you mean 'women'?",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_unknown_reference_is_refused(tmp_path, text, expected):
    assert complaints(tmp_path, HEAD + text) == expected


RULES = {
    "no source": (
        "people:\n  a: {names: [A]}\n",
        [
            "bad.yaml:4: people.a: has no source; add cite: and where it says so, such"
            " as wsj 41"
        ],
    ),
    "step without a source": (
        "concessions:\n  c:\n    kind: goods\n    giver: US\n"
        "    steps: [{offered: 2025, cite: one 1}, {delivered: 2025}]\n",
        [
            "bad.yaml:7: concessions.c.steps.1: has no source, nor has its record; add"
            " cite: to one of them"
        ],
    ),
    "cited twice": (
        "people:\n  a: {names: [A], cite: [one 1, one 1]}\n",
        ["bad.yaml:4: people.a.cite.1: one 1 is cited twice; keep one"],
    ),
    "claims": (
        "releases:\n  r:\n    captor: BY\n    people: 2\n    cite: one 1\n    claims:\n"
        "      - {field: peeple, value: 3, cite: one 2}\n"
        "      - {field: people, value: 4, cite: one 3, superseded_by: one 9}\n"
        "      - {field: cohorts.women.people, value: 1, cite: one 4}\n"
        "      - {field: place.town, value: Minsk, cite: one 5}\n",
        [
            "bad.yaml:9: releases.r.claims.0.field: 'peeple' is no field here; did you"
            " mean 'people'?",
            "bad.yaml:10: releases.r.claims.1: superseded_by names 'one 9', which is no"
            " other citation of this record; cite it there first",
            "bad.yaml:11: releases.r.claims.2.field: the record has no cohorts.women;"
            " there are none",
            "bad.yaml:12: releases.r.claims.3.field: 'place' has no parts, so"
            " 'place.town' leads nowhere; write 'place'",
        ],
    ),
    "steps backwards": (
        "concessions:\n  c:\n    kind: goods\n    giver: US\n    cite: one 1\n"
        "    steps:\n      - {delivered: 2025-03}\n      - {offered: 2025-01}\n",
        [
            "bad.yaml:10: concessions.c.steps.1: offered (January 2025) comes after"
            " delivered (March 2025) here, but was certainly before it; write the steps"
            " in the order they happened"
        ],
    ),
    "other without a note": (
        "concessions:\n  c: {kind: other, giver: US, cite: one 1}\n",
        [
            "bad.yaml:4: concessions.c.kind: kind other needs a note that says what the"
            " thing is"
        ],
    ),
    "release of nobody": (
        "releases:\n  r: {captor: BY, cite: one 1}\n",
        [
            "bad.yaml:4: releases.r: frees nobody; add people: (how many), or remains:"
            " of the dead"
        ],
    ),
    "cohorts above the release": (
        "releases:\n  r:\n    captor: BY\n    people: 10\n    cite: one 1\n"
        "    cohorts:\n      home: {by: stage, is: first, people: 8}\n"
        "      away: {by: stage, is: second, people: '>=3'}\n"
        "      left: {by: outcome, is: left, people: 10}\n",
        [
            "bad.yaml:10: releases.r.cohorts.away: the cohorts by stage (home, away)"
            " have at least 11 people, more than the 10 of the release; if they"
            " overlap, nest them with part_of or use by: category"
        ],
    ),
    "category above the release": (
        "releases:\n  r:\n    captor: BY\n    people: 10\n    cite: one 1\n"
        "    cohorts:\n      men: {by: category, is: men, people: 8}\n"
        "      old: {by: category, is: old, people: 9}\n"
        "      ill: {by: category, is: ill, people: 11}\n",
        [
            "bad.yaml:11: releases.r.cohorts.ill: has at least 11 people, more than the"
            " 10 of the release"
        ],
    ),
    "cohort above its cohort": (
        "releases:\n  r:\n    captor: BY\n    people: 10\n    cite: one 1\n"
        "    cohorts:\n      men: {by: category, is: men, people: 5}\n"
        "      old: {by: stage, is: old, people: 6, part_of: men}\n",
        [
            "bad.yaml:10: releases.r.cohorts.old: has at least 6 people, more than the"
            " 5 of cohort men"
        ],
    ),
    "cohorts in a circle": (
        "releases:\n  r:\n    captor: BY\n    people: 10\n    cite: one 1\n"
        "    cohorts:\n      a: {by: stage, is: a, people: 5, part_of: b}\n"
        "      b: {by: stage, is: b, people: 5, part_of: a}\n",
        [
            "bad.yaml:9: releases.r.cohorts.a.part_of: a is a part of itself in the"
            " end",
            "bad.yaml:10: releases.r.cohorts.b.part_of: b is a part of itself in the"
            " end",
        ],
    ),
    "more freed than people": (
        "people: {a: {names: [A], cite: one 1}, b: {names: [B], cite: one 1}}\n"
        "releases:\n  r: {captor: BY, people: 1, freed: {a: {}, b: {}}, cite: one 1}\n",
        [
            "bad.yaml:5: releases.r.freed: names 2 people freed alive, but the release"
            " frees 1"
        ],
    ),
    "detention that ends before it begins": (
        "people: {a: {names: [A], cite: one 1}}\n"
        "detentions:\n"
        "  d: {person: a, captor: BY, from: 2025-02, to: 2025-01, cite: one 1}\n",
        [
            "bad.yaml:5: detentions.d.to: the spell ends (January 2025) before it"
            " begins (February 2025)"
        ],
    ),
    "detention of somebody else": (
        "people: {a: {names: [A], cite: one 1}, b: {names: [B], cite: one 1}}\n"
        "detentions:\n  d: {person: a, captor: BY, cite: one 1}\n"
        "  e: {person: b, captor: BY, transferred_from: d, cite: one 1}\n"
        "releases:\n"
        "  r: {captor: BY, people: 1, freed: {b: {detention: d}}, cite: one 1}\n",
        [
            "bad.yaml:6: detentions.e.transferred_from: d is of a",
            "bad.yaml:8: releases.r.freed.b.detention: d is of a, not b",
        ],
    ),
    "promise of another kind": (
        "concessions: {c: {kind: goods, giver: BY, cite: one 1}}\n"
        "releases:\n  r: {captor: BY, people: 1, fulfils: c, cite: one 1}\n",
        [
            "bad.yaml:5: releases.r.fulfils: c is a concession of kind goods; what a"
            " release fulfils is of kind release"
        ],
    ),
    "act that expires before it begins": (
        "actions:\n  a:\n    authority: ofac\n    kind: waive\n"
        "    effective_on: 2025\n    expires_on: 2024\n    cite: one 1\n",
        [
            "bad.yaml:8: actions.a.expires_on: the act expires (2024) before it takes"
            " effect (2025)"
        ],
    ),
    "circle of trades": (
        "trades:\n  t: {part_of: u, cite: one 1}\n  u: {part_of: t, cite: one 1}\n",
        [
            "bad.yaml:4: trades.t.part_of: t leads back to itself through part_of",
            "bad.yaml:5: trades.u.part_of: u leads back to itself through part_of",
        ],
    ),
    "party twice": (
        "trades:\n"
        "  t:\n    parties: {principal: [BY, BY]}\n    disputed: {principal: [BY]}\n"
        "    cite: one 1\n"
        "contacts:\n"
        "  c: {kind: call, participants: [{party: US}, {party: US}], cite: one 1}\n",
        [
            "bad.yaml:5: trades.t.parties.principal: 'BY' stands here twice as"
            " principal; keep one",
            "bad.yaml:6: trades.t.disputed.principal: BY is principal under parties"
            " too; keep one of the two",
            "bad.yaml:9: contacts.c.participants: 'US' stands here twice as"
            " participant; keep one",
        ],
    ),
    "tally of nobody": (
        "tallies:\n  t: {people: 3, cite: one 1}\n",
        [
            "bad.yaml:4: tallies.t: says whose people it counts nowhere; add captor,"
            " trade or population"
        ],
    ),
    "parties": (
        "parties:\n  p: {kind: person}\n  q: {kind: company}\n"
        "  BY: {kind: state, name: Byelorussia}\n",
        [
            "bad.yaml:4: parties.p.kind: a party of kind person needs person: and a"
            " slug, as p",
            "bad.yaml:5: parties.q: 'name' is missing (what the party is called)",
            "bad.yaml:6: parties.BY.name: this party is already defined in the"
            " reference data, where name is 'Belarus', not 'Byelorussia'; say the"
            " same or remove the entry",
        ],
    ),
    "giver that is the captor": (
        "concessions: {c: {kind: goods, giver: BY, cite: one 1}}\n"
        "releases: {r: {captor: BY, people: 1, cite: one 1}}\n"
        "linkages: [{given: [c], for: [r], basis: stated, cite: one 1}]\n",
        [
            "bad.yaml:5: linkages.0: c is given by BY, who is also the captor in r; a"
            " price comes from another party: name that party as its giver, or remove"
            " the linkage."
        ],
    ),
    "demand after the release": (
        "concessions:\n"
        "  c: {kind: goods, giver: US, steps: [{demanded: 2025-03}], cite: one 1}\n"
        "releases: {r: {captor: BY, released_on: 2025-01, people: 1, cite: one 1}}\n"
        "linkages:\n  - {given: [c], for: [r], basis: stated, cite: one 1}\n",
        [
            "bad.yaml:7: linkages.0: c was first demanded (March 2025) certainly after"
            " r (January 2025), so it cannot be its price: use basis goodwill or"
            " sequence, or correct the date that is wrong."
        ],
    ),
    "swap for a concession": (
        "concessions: {c: {kind: goods, giver: US, cite: one 1}}\n"
        "releases: {r: {captor: BY, people: 1, cite: one 1}}\n"
        "linkages:\n  - {given: [c], for: [r], basis: swap, cite: one 1}\n"
        "  - {given: [r], for: [r], basis: swap, cite: one 1}\n",
        [
            "bad.yaml:6: linkages.0: a swap is between two releases, and c is a"
            " concession; use basis stated, or name the release of the other side",
            "bad.yaml:7: linkages.1: r cannot be given for itself",
        ],
    ),
    "linkage twice": (
        "concessions: {c: {kind: goods, giver: US, cite: one 1}}\n"
        "releases: {r: {captor: BY, people: 1, cite: one 1}}\n"
        "linkages:\n  - {given: [c], for: [r], basis: stated, cite: one 1}\n"
        "  - {given: [c], for: [r], basis: alleged, cite: one 2}\n",
        [
            "bad.yaml:7: linkages.1: c>r is already defined in bad.yaml:6; remove it"
            " here"
        ],
    ),
    "swap from both sides": (
        "releases:\n  r: {captor: BY, people: 1, cite: one 1}\n"
        "  s: {captor: US, people: 1, cite: one 1}\n"
        "linkages:\n  - {given: [s], for: [r], basis: swap, cite: one 1}\n"
        "  - {given: [r], for: [s], basis: swap, cite: one 2}\n",
        [
            "bad.yaml:7: linkages.0: the swap of s and r is linked the other way round"
            " too; a swap is read from both sides: keep one of the two",
            "bad.yaml:8: linkages.1: the swap of r and s is linked the other way round"
            " too; a swap is read from both sides: keep one of the two",
        ],
    ),
    "addition to its own record": (
        "people: {a: {names: [A], cite: one 1}}\n"
        "adds:\n  people:\n    a: {cite: one 2}\n    b: {cite: one 2}\n",
        [
            "bad.yaml:6: adds.people.a.cite: a is defined in this file; write it there",
            "bad.yaml:7: adds.people.b: 'b' is no person that is known; define it under"
            " people",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), RULES.values(), ids=RULES)
def test_broken_rule_is_refused(tmp_path, text, expected):
    found = complaints(tmp_path, HEAD + text)

    assert [line.replace(f"{tmp_path}/", "") for line in found] == expected


def test_all_problems_of_all_files_come_at_once_in_order(tmp_path):
    write(tmp_path, HEAD + "people:\n  a: {names: [A]}\n", "b.yaml")
    text = "dossier: a\npeople:\n  x: {nams: []}\n  y: {names: [Y]}\n"
    write(tmp_path, text, "a.yaml")
    write(tmp_path, "- \n", "c.yaml")

    with pytest.raises(CommandError) as caught:
        load(tmp_path)

    lines = str(caught.value).replace(f"{tmp_path}/", "").splitlines()
    assert [line.partition(": ")[0] for line in lines[:-1]] == [
        "a.yaml:3",
        "a.yaml:3",
        "a.yaml:4",
        "b.yaml:4",
        "c.yaml:1",
    ]
    assert lines[-1] == "5 problems; nothing was written."


def test_what_may_be_wrong_is_printed_and_loaded(tmp_path):
    text = (
        "concessions:\n"
        "  c: {kind: goods, giver: US, steps: [{agreed: 2025}], cite: one 1}\n"
        "releases:\n"
        "  r:\n    captor: BY\n    released_on: 2025-06\n    people: 1\n"
        "    cite: one 1\n"
        "    claims: [{field: people, value: a few, cite: one 2}]\n"
        "linkages:\n  - {given: [c], for: [r], basis: stated, cite: one 1}\n"
    )

    said = load(write(tmp_path, HEAD + text, "bad.yaml"))

    assert "bad.yaml:13: linkages.0: c was agreed (2025), maybe only after r" in said
    assert "a few is not a number that can be read" in said
    assert "as it stands, it is compared as words" in said
    assert "linkages     1 new" in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'people:\n  a: {names: [A], note: "b\\u202Ec", cite: one 1}\n',
            "people.a.note: has an invisible character as number 2 of the text: U+202E"
            " right-to-left override; remove it",
        ),
        (
            f"people:\n  a: {{names: [A], note: {'x' * 4001}, cite: one 1}}\n",
            "people.a.note: has 4001 characters; 4000 are the most",
        ),
        (
            "concessions:\n  c: {kind: goods, giver: US, steps: {agreed: 2025},"
            " cite: one 1}\n",
            "concessions.c.steps: is a mapping, but should be a list, such as"
            " [{agreed: 2025-05}, {delivered: 2025-06}]",
        ),
        (
            "adds: {people: [a]}\n",
            "adds.people: is a list, but should be a mapping from slugs to what is"
            " added, such as {jon-doe: {cite: wsj 3}}",
        ),
        (
            "people:\n  a: {names: [A], cite: one 1, claims: [{field: nationality,"
            " value: BY, cite: one 2}]}\ndetentions:\n  d: {person: a, captor: BY,"
            " cite: one 1, claims: [{field: captor, value: XX, cite: one 2}]}\n",
            "detentions.d.claims.0.value: 'XX' is no party that is known; define it"
            " under parties, or as a person under people",
        ),
    ],
    ids=["invisible", "long note", "steps", "adds", "claimed party"],
)
def test_what_would_mislead_a_reader_is_refused(tmp_path, text, expected):
    found = complaints(tmp_path, HEAD + text)

    assert len(found) == 1
    assert expected in found[0]


def test_what_a_source_calls_nobody_or_says_in_words_is_a_claim(tmp_path):
    claims = "[{field: captor, value: none, cite: one 2},"
    claims += " {field: captor, value: a militia, cite: one 3}]"
    text = (
        "people:\n  a: {names: [A], cite: one 1}\n"
        f"detentions:\n  d: {{person: a, captor: BY, cite: one 1, claims: {claims}}}\n"
    )

    assert "detentions   1 new" in load(write(tmp_path, HEAD + text, "good.yaml"))


def test_a_day_that_the_calendar_lacks_is_not_called_badly_written(tmp_path):
    text = HEAD.replace("publisher:", "read_on: 2003-02-30, publisher:", 1)

    (found,) = complaints(tmp_path, text)

    assert "2003-02-30 is no day of the calendar" in found


def test_dates_that_can_hardly_be_right_are_warned_of(tmp_path):
    text = HEAD.replace("publisher:", "published_on: 2003-05-02, publisher:", 1)
    text += (
        "releases:\n  r: {captor: BY, released_on: 2003-06, people: 1, cite: one 1}\n"
        "contacts:\n  c: {kind: call, held_on: 2999, cite: one 1}\n"
        "  d: {kind: call, status: proposed, held_on: 2999, cite: one 1}\n"
    )

    said = load(write(tmp_path, text, "late.yaml"))

    assert (
        "releases.r.released_on: June 2003 is after all that is cited for it, which was"
        " published by 2 May 2003" in said
    )
    assert "contacts.c.held_on: 2999 is still to come" in said
    assert "contacts.d.held_on" not in said
