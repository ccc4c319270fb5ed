"""A record as it could be known, or as things stood, at a moment.

``known_by`` is about publication: what a reader could have known by the end of a day.
``as_of`` is about the world: what had certainly happened by the end of a day. Nothing
is guessed in favour of a fact. A source without a date is known by the day it was
read, and a step or release without a date, or one that may have come
later, is not known to have happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker import counts, dates

from .ledger_claims import CONSIDERATIONS, claims_on, support, written
from .ledger_facts import Document, day, reach, status, steps_of

# Fields that rest on claims. Slugs, names, titles and notes are the editor's.
CLAIMED_FIELDS = (
    *("captor", "trade", "received_by", "on_behalf_of", "destination"),
    *("released_on", "released_on_words", "released_on_text", "place", "crossing"),
    *("people", "remains", "legal_form", "fulfils", "consideration"),
    *("kind", "giver", "co_givers", "receivers", "beneficiaries", "performer", "payer"),
    *("holder", "holders", "amount", "conditions"),
    *("person", "form", "charge", "sentence", "transferred_from"),
    *("began_on", "ended_on", "from", "to"),
    *("initiator", "topic", "held_on", "held_on_words", "held_on_text"),
    *("nationality", "population", "period", "measure", "counted_by", "words"),
    *("authority", "programme", "instrument", "announced_on", "effective_on"),
    *("expires_on", "scope", "legal_effect", "reverses", "reported_as"),
)
# What a field may hold; a claim in other words stays a claim and never replaces it.
WORDS_OF = {"consideration": CONSIDERATIONS}
# The source's own wording goes with its field and is not named beside it.
WORDING = ("_words", "_text")
# Parts that rest on the record's own citations when they have none.
PARTS = frozenset(
    {"steps", "cohorts", "freed", "recognitions", "participants", "roles"}
)
# An entry of a list goes when the thing that it is about goes.
HELD = ("concession", "counter_release", "linkage", "release")
COMPUTED = frozenset({"citations", "conflicts", "days", "in_exchange", "not_yet_known"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A day by which something was published, one by which it had happened, or both."""

    known_by: date | None = None
    as_of: date | None = None

    def is_published(self, source: Mapping[str, Any]) -> bool:
        """Tell whether a source was certainly published by ``known_by``.

        One without a date was certainly published by the day an editor read it.
        """
        published_on = source.get("published_on") or {}
        latest = day(published_on.get("latest") or source.get("read_on"))
        return self.known_by is None or (latest is not None and latest <= self.known_by)

    def has_happened(self, when: Mapping[str, Any] | None) -> bool:
        """Tell whether something with this date had certainly happened by ``as_of``.

        What lasts with an open end (``2025-01-20/..``) has happened once it has begun.
        """
        if self.as_of is None:
            return True
        last = _last_day(when or {})
        return last is not None and last <= self.as_of


def seen(document: Document, moment: Moment) -> Document | None:
    """Cut a record down to what a moment allows; None if nothing of it is left.

    Drops citations of later sources, then what had citations and has none left, and
    parts that rest on the record's own citations when those are gone. A field whose
    claims are all later takes the value of a claim that remains; with no such claim it
    becomes null (a list becomes empty) and ``not_yet_known`` names it, with the slug
    before the field if it belongs to a record inside this one. A claim is current again
    when ``superseded_by``, the source that replaced it, is later.

    Then drops steps and releases that had not certainly happened. Statuses are computed
    again from the steps left.
    """
    gaps: list[str] = list(document.get("not_yet_known") or ())
    result = _record(document, Moment(known_by=moment.known_by), gaps, "")
    if result is not None and moment.as_of is not None:
        result = _record(result, Moment(as_of=moment.as_of), gaps, "")
    if result is not None:
        result["not_yet_known"] = gaps
    return result


def _record(
    record: Document, moment: Moment, gaps: list[str], prefix: str
) -> Document | None:
    if "released_on" in record and not moment.has_happened(record["released_on"]):
        return None
    cited = record.get("citations")
    kept = [_citation(c, moment) for c in cited or () if _is_kept(c, moment)]
    if cited and not kept:
        return None
    result = {
        key: value if key in COMPUTED else _value(key, value, moment, gaps)
        for key, value in record.items()
    }
    if cited is not None:
        result["citations"] = kept
    if cited and len(kept) < len(cited):
        _drop_unsupported_parts(result, cited)
        _drop_unsupported_fields(record, result, gaps, prefix)
    if "status" in result and "steps" in result:
        steps = steps_of(result["steps"])
        result["status"] = status(steps)
        if "reach" in result:
            result["reach"] = reach(steps)
    return result


def _value(key: str, value: Any, moment: Moment, gaps: list[str]) -> Any:  # JSON
    if isinstance(value, Mapping):
        return _record(dict(value), moment, gaps, _prefix(value))
    if not isinstance(value, list):
        return value
    left = []
    for entry in value:
        if not isinstance(entry, Mapping):
            left.append(entry)
            continue
        if key == "steps" and not moment.has_happened(entry.get("date")):
            continue
        cut = _record(dict(entry), moment, gaps, _prefix(entry))
        if cut is not None and not any(
            entry.get(part) and cut[part] is None for part in HELD if part in entry
        ):
            left.append(cut)
    return left


def _is_kept(citation: Document, moment: Moment) -> bool:
    return moment.is_published(citation["source"])


def _citation(citation: Document, moment: Moment) -> Document:
    replacement = citation.get("superseded_by")
    if citation.get("superseded") and replacement:
        source = replacement.get("source") or replacement
        if not moment.is_published(source):
            return {**citation, "superseded": False, "superseded_by": None}
    return citation


def _drop_unsupported_parts(result: Document, cited: list[Document]) -> None:
    had_general = any(not citation.get("field") for citation in cited)
    if not had_general or any(not c.get("field") for c in result["citations"]):
        return
    for key in PARTS & result.keys():
        if isinstance(result[key], list):
            result[key] = [
                part
                for part in result[key]
                if not isinstance(part, Mapping) or part.get("citations", True)
            ]


def _drop_unsupported_fields(
    record: Document, result: Document, gaps: list[str], prefix: str
) -> None:
    for field in CLAIMED_FIELDS:
        value = record.get(field)
        own = written(value)
        if own is None:
            continue
        rests_on = support(record, field, record["citations"])
        if not rests_on or any(_is_among(c, result["citations"]) for c in rests_on):
            continue
        replacement = _claimed_instead(result, field, value)
        result[field] = replacement
        if not replacement and not field.endswith(WORDING):
            gaps.append(f"{prefix}{field}")


def _is_among(citation: Document, kept: list[Document]) -> bool:
    keys = ("source", "locator", "field", "value", "stance", "speaker")
    return any(all(citation.get(k) == c.get(k) for k in keys) for c in kept)


def _claimed_instead(result: Document, field: str, value: Any) -> Any:  # JSON
    """Give the value of a claim that remains, in the shape of the one that goes."""
    bare = {**result, field: None}
    current = [c for c in result["citations"] if not c.get("superseded")]
    claims = claims_on(bare, field, current)
    claims = claims or claims_on(bare, field, result["citations"])
    allowed = WORDS_OF.get(field)
    claims = [c for c in claims if allowed is None or c.value in allowed]
    if claims and isinstance(value, str):
        return claims[0].value
    if claims and isinstance(value, Mapping):
        if "edtf" in value:
            return _date(claims[0].value)
        if "qualifier" in value and not value.get("unit"):
            return _count(claims[0].value)
    return [] if isinstance(value, list) else None


def _date(edtf: str) -> Document | None:
    try:
        when = dates.parse(edtf)
    except dates.DateError:
        return None
    return {
        "edtf": edtf,
        "earliest": when.earliest and when.earliest.isoformat(),
        "latest": when.latest and when.latest.isoformat(),
        "text": dates.text(edtf),
    }


def _count(text: str) -> Document | None:
    try:
        count = counts.parse(text)
    except counts.CountError:
        return None
    return {
        "min": count.minimum,
        "max": count.maximum,
        "qualifier": count.qualifier,
        "text": counts.text(count),
    }


def _last_day(when: Mapping[str, Any]) -> date | None:
    if str(when.get("edtf") or "").endswith("/.."):
        return day(when.get("earliest"))
    return day(when.get("latest"))


def _prefix(record: Mapping[str, Any]) -> str:
    return f"{record['slug']}." if record.get("slug") else ""
