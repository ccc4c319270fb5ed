"""Sanctioned entities and acts as they could be known, or as things stood, at a moment.

The rules of ``ledger_moments`` hold; this module adds what only these records have:
periods on lists, and acts with a day of announcement and one of effect.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sanctions.documents import with_day

from . import ledger
from .ledger_facts import Document, day
from .ledger_moments import Moment

Json = dict[str, Any]


def entity_at(
    document: Document, known_by: date | None = None, as_of: date | None = None
) -> Document | None:
    """Give an entity as of a moment; None if nothing of it is left then.

    A period is in it once it had certainly begun, and is open until it had certainly
    ended. Of a published list, ``known_by`` counts the editions: a period is known from
    the first edition that shows the entry, its end from the first that lacks it. A
    period entered by hand goes with the record's own citations.
    """
    result = ledger.at(document, known_by, as_of)
    if result is None:
        return None
    moment = Moment(known_by, as_of)
    has_lost = _is_general(document) and not _is_general(result)
    result["listings"] = [
        _cut(period, moment)
        for period in result["listings"]
        if _has_begun(period, moment) and (period["list"] or not has_lost)
    ]
    result["actions"] = [act for act in result["actions"] if _is_made(act, moment)]
    return result


def action_at(
    document: Document, known_by: date | None = None, as_of: date | None = None
) -> Document | None:
    """Give an act as of a moment; None if it was not made, or not known, by then.

    It is made once announced, or in force. Acts that take it back go by the same rule.
    """
    moment = Moment(known_by, as_of)
    result = ledger.at(document, known_by, as_of)
    if result is None or not _is_made(document, moment):
        return None
    result["reversed_by"] = [
        later for later in document["reversed_by"] if _is_there(later, moment)
    ]
    earlier = document["reverses"]
    if earlier and not _is_there(earlier, moment):
        result["reverses"] = None
    return with_day(result)


def _is_made(act: Json, moment: Moment) -> bool:
    if moment.as_of is None:
        return True
    days = [when for when in (act["announced_on"], act["effective_on"]) if when]
    return any(moment.has_happened(when) for when in days)


def _is_there(other: Json, moment: Moment) -> bool:
    """Tell whether an act that another refers to was made and known."""
    return _is_made(other, moment) and _is_by(other["known_on"], moment.known_by)


def _has_begun(period: Json, moment: Moment) -> bool:
    began = period["listed_on"]
    if moment.as_of is not None and not (began and moment.has_happened(began)):
        return False
    days = [(began or {}).get("latest"), period["first_seen"]]
    if began and began["latest"] is None and moment.known_by is not None:
        return False
    return all(_is_by(text, moment.known_by) for text in days)


def _cut(period: Json, moment: Moment) -> Json:
    """Leave a period open that had not certainly ended, as far as was known."""
    ended = period["delisted_on"]
    if ended is None:
        return period
    latest = ended["latest"]
    by = [bound for bound in (moment.known_by, moment.as_of) if bound is not None]
    if latest is not None and all(_is_by(latest, bound) for bound in by):
        return period
    return {**period, "delisted_on": None, "last_seen": None} if by else period


def _is_by(text: str | None, bound: date | None) -> bool:
    last = day(text)
    return bound is None or last is None or last <= bound


def _is_general(document: Json) -> bool:
    """Tell whether a citation is about the record as a whole."""
    return any(not citation["field"] for citation in document["citations"])
