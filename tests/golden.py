"""Compare what the API answers with a file of expected answers.

The file's form: ``releases``, ``concessions``, ``trades``, ``tallies`` and
``reconciliation``, each by slug, with only what is to be compared.
"""

import re
from pathlib import Path

import yaml

LISTS = (
    "exclusive",
    "shared",
    "package",
    "contested",
    "alongside",
    "counter_releases",
)


def read(path: Path):
    """Read a file of expected answers."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def get(client, segment, slug):
    response = client.get(f"/api/v1/{segment}/{slug}/")
    assert response.status_code == 200, response.content
    return response.json()


def bounds(date):
    return {"earliest": date["earliest"], "latest": date["latest"]}


def codes(parties):
    return [party["code"] for party in parties]


def numbers(count, *keys):
    return {key: count[key] for key in keys}


def release_answer(document, expected):
    """Give of a release what ``expected`` asks for, in its form."""
    answer = document["in_exchange"]
    found = {
        key: (
            bounds(document["released_on"])
            if key == "released_on"
            else numbers(document[key], *expected[key])
        )
        for key in ("released_on", "people", "remains")
        if key in expected
    }
    lists = {
        name: sorted(
            (item["concession"] or item["counter_release"])["slug"]
            for item in answer[name]
        )
        for name in LISTS
        if answer[name] and (name != "alongside" or "alongside" in expected["lists"])
    }
    people = [freed["person"] for freed in document["freed"]]
    named = [person["slug"] for person in people if person["name"]]
    shared_with = {
        item["concession"]["slug"]: [ref["slug"] for ref in item["shared_with"]]
        for item in answer["shared"]
    }
    paragraphs = {c["locator"].split(":")[0] for c in document["citations"]}
    computed = {
        "captor": document["captor"]["code"],
        "named": sorted(named),
        "answer": answer["answer"],
        "lists": lists,
        "shared_with": shared_with,
        "recognitions": [entry["kind"] for entry in document["recognitions"]],
        "conflicts": [entry["field"] for entry in document["conflicts"]],
        "paragraphs": sorted(int(p) for p in paragraphs if re.fullmatch(r"\d+", p)),
        "consideration": document["consideration"],
    }
    return {key: found.get(key, computed.get(key)) for key in expected}


def plain_release(expected):
    """Put what is expected of a release into comparable form."""
    plain = dict(expected)
    if "released_on" in plain:
        plain["released_on"] = {
            key: str(value) for key, value in plain["released_on"].items()
        }
    if "lists" in plain:
        plain["lists"] = {
            name: sorted(slugs) for name, slugs in plain["lists"].items() if slugs
        }
    for key in ("named", "paragraphs"):
        if key in plain:
            plain[key] = sorted(plain[key])
    return plain


def concession_answer(document, expected):
    amount = document["amount"] and {
        # Money is text in the API; here it is compared as a number.
        key: int(value) if key in ("min", "max") and value is not None else value
        for key, value in document["amount"].items()
    }
    computed = {
        "kind": document["kind"],
        "giver": document["giver"]["code"],
        "receivers": codes(document["receivers"]),
        "beneficiaries": codes(document["beneficiaries"]),
        **{
            key: document[key] and document[key]["code"]
            for key in ("performer", "payer")
        },
        "holders": codes(document["holders"]),
        "co_givers": codes(document["co_givers"]),
        "amount": amount and numbers(amount, *expected.get("amount", ())),
        "status": document["status"],
        "steps": [step["kind"] for step in document["steps"]],
        "trade": document["trade"] and document["trade"]["slug"],
    }
    return {key: computed[key] for key in expected}


def trade_answer(document, expected):
    computed = {
        "status": document["status"],
        "releases": sorted(entry["slug"] for entry in document["releases"]),
    }
    return {key: computed[key] for key in expected}


def tally_answer(document, expected):
    computed = {
        "people": numbers(document["people"], *expected.get("people", ())),
        "captor": document["captor"] and document["captor"]["code"],
        "nationality": document["nationality"] and document["nationality"]["code"],
    }
    return {key: computed[key] for key in expected}


def reconciliation_answer(document, expected):
    result = document["reconciliation"]
    computed = {
        "itemised": result["itemised"]["min"],
        "residual_min": result["residual"]["min"],
        "residual_max": result["residual"]["max"],
    }
    assert result["itemised"]["min"] == result["itemised"]["max"]
    return {key: computed[key] for key in expected}


SECTIONS = {
    "releases": ("releases", release_answer, plain_release),
    "concessions": ("concessions", concession_answer, dict),
    "trades": ("trades", trade_answer, dict),
    "tallies": ("tallies", tally_answer, dict),
    "reconciliation": ("tallies", reconciliation_answer, dict),
}


def answers(client, expected):
    """Ask the API for everything a file expects; gives both in the same form."""
    found, wanted = {}, {}
    for section, (segment, read_answer, plain) in SECTIONS.items():
        for slug, wants in expected.get(section, {}).items():
            document = get(client, segment, slug)
            found[section, slug] = read_answer(document, wants)
            wanted[section, slug] = plain(wants)
    return found, wanted
