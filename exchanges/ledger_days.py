"""From when to when a bargain, or a thing promised or given, went on."""

from __future__ import annotations

from collections.abc import Iterable

from tracker import dates

from .ledger_facts import Document


def days_of(document: Document) -> Document | None:
    """Give the time of the dated steps and releases of a record.

    Of a concession, its steps; of a trade, its releases and the steps of everything in
    it. None if nothing of it has a date. What has none changes nothing.
    """
    steps = [*(document.get("steps") or ())]
    for concession in document.get("concessions") or ():
        steps += concession.get("steps") or ()
    releases = document.get("releases") or ()
    return span(
        [step.get("date") for step in steps]
        + [release.get("released_on") for release in releases]
    )


def span(days: Iterable[Document | None]) -> Document | None:
    """Give the time from the first to the last of some dates; None without any bound.

    It is as wide as the dates allow, and open at an end where one of them is.
    """
    known = [day for day in days if day]
    starts = [day["earliest"] for day in known]
    ends = [day["latest"] for day in known]
    earliest = None if None in starts else min(starts, default=None)
    latest = None if None in ends else max(ends, default=None)
    if earliest is None and latest is None:
        return None
    is_day = earliest == latest
    edtf = str(earliest) if is_day else f"{earliest or '..'}/{latest or '..'}"
    return {
        "edtf": edtf,
        "earliest": earliest,
        "latest": latest,
        "text": dates.text(edtf),
    }
