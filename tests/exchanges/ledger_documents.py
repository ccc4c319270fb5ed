"""Build the smallest documents that the ledger reads, as the API serves them."""

from tracker import counts, dates

LISTS = (
    "exclusive",
    "shared",
    "package",
    "contested",
    "alongside",
    "counter_releases",
)
DELIVERED = ("agreed 2025-01-10", "delivered 2025-01-25")


def date_of(edtf):
    """Give an inexact date; None stays None."""
    if edtf is None:
        return None
    when = dates.parse(edtf)
    return {
        "edtf": edtf,
        "earliest": when.earliest and when.earliest.isoformat(),
        "latest": when.latest and when.latest.isoformat(),
        "text": dates.text(edtf),
    }


def count_of(written):
    """Give a count such as ``>250``."""
    count = counts.parse(written)
    return {
        "min": count.minimum,
        "max": count.maximum,
        "qualifier": count.qualifier,
        "text": counts.text(count),
    }


def party(code):
    """Give a party by code."""
    return {
        "code": code,
        "slug": code.lower(),
        "name": f"Party {code}",
        "url": f"/api/v1/parties/{code.lower()}/",
    }


def reference(slug, released_on=None):
    """Give a release as a reference."""
    return {
        "slug": slug,
        "name": slug,
        "url": f"/api/v1/releases/{slug}/",
        "released_on": date_of(released_on),
    }


def citation(source="paper", published_on="2025-01-31", **values):
    """Give a citation in a source's own voice; ``by`` names a party that speaks."""
    by, words = values.pop("by", None), values.pop("speaker_words", None)
    speaker = {"kind": "source", "slug": source, "name": source}
    if by:
        speaker = {"kind": "party", **party(by)}
    if words:
        speaker = {"kind": "words", "code": None, "slug": None, "name": words}
    return {
        "source": {
            "slug": source,
            "name": source,
            "url": f"/api/v1/sources/{source}/",
            "publisher": source.title(),
            "published_on": date_of(published_on),
            "origin": values.pop("origin", source),
        },
        "locator": "1",
        "stance": "supports",
        "speaker": speaker,
        "said_on": date_of(values.pop("said_on", None)),
        "field": "",
        "value": "",
        "superseded": False,
        **values,
    }


def steps_of(*written):
    """Give steps such as ``"agreed 2025-01"``; without a date they are undated."""
    steps = []
    for entry in written:
        kind, _, when = entry.partition(" ")
        steps.append(
            {
                "kind": kind,
                "date": date_of(when or None),
                "text": "",
                "by": None,
                "reported_as": "",
                "actions": [],
                "contact": None,
                "citations": [],
            }
        )
    return steps


def item(slug="relief", *steps, **values):
    """Give a concession by party XB, tied to the release in its own voice."""
    linked = values.pop("linked", None)
    direct = values.pop("direct", ["release-one"])
    linkage = {
        "basis": values.pop("basis", "stated"),
        "allocation": values.pop("allocation", "direct"),
        "note": "",
        "citations": [citation()] if linked is None else linked,
    }
    concession = {
        "slug": slug,
        "title": f"The {slug}",
        "name": f"The {slug}",
        "url": f"/api/v1/concessions/{slug}/",
        "kind": "sanctions_relief",
        "giver": party("XB"),
        "co_givers": [],
        "receivers": [party("XA")],
        "status": steps[-1].split()[0] if steps else None,
        "steps": steps_of(*steps),
        "citations": [citation()],
        "trade": None,
        **values,
    }
    return {
        "concession": concession,
        "counter_release": None,
        "linkage": linkage,
        "direct_releases": [
            entry if isinstance(entry, dict) else reference(entry, "2025-01-20")
            for entry in direct
        ],
    }


def counter_release(slug="release-two", **values):
    """Give a release by party XB that is tied to the release."""
    entry = item(
        basis=values.pop("basis", "swap"),
        allocation=values.pop("allocation", "direct"),
        linked=values.pop("linked", None),
    )
    release = {
        "slug": slug,
        "name": slug,
        "url": f"/api/v1/releases/{slug}/",
        "captor": party("XB"),
        "received_by": [party("XA")],
        "on_behalf_of": [],
        "released_on": date_of(values.pop("released_on", "2025-01-20")),
        "people": count_of("55"),
        "citations": [citation()],
        **values,
    }
    return {**entry, "concession": None, "counter_release": release}


def release(*linkages, **values):
    """Give a release of one person by party XA on 20 January 2025."""
    released_on = values.pop("released_on", "2025-01-20")
    return {
        "slug": "release-one",
        "name": "Release one",
        "url": "/api/v1/releases/release-one/",
        "captor": party("XA"),
        "received_by": [party("XB")],
        "on_behalf_of": [],
        "released_on": date_of(released_on),
        "consideration": "",
        "trade": None,
        "people": count_of("1"),
        "citations": [citation()],
        "linkages": list(linkages),
        **values,
    }


def denied_by(code, **values):
    """Give the citations of a link that one party denies."""
    return [citation(), citation("denial", by=code, stance="disputes", **values)]


def lists_of(result):
    """Give the slugs in every list of an answer that is not empty."""
    return {
        name: [
            (entry["concession"] or entry["counter_release"])["slug"]
            for entry in result[name]
        ]
        for name in LISTS
        if result[name]
    }
