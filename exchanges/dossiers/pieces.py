"""Parts of a record that another dossier may add: names, citations and the like."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import models

from tracker import counts

from .kinds import UNDATED
from .records import Record
from .sections import Section


def mark(part: str, *identity: str) -> str:
    """Name a part of a record that another dossier added, by what makes it one."""
    text = "\x1f".join(identity)
    return f"{part} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def citation_mark(row: Any) -> str:
    """Name a citation by what makes it one."""
    return mark(
        "cite",
        row.source.slug,
        row.locator,
        row.field,
        row.value,
        row.stance,
        row.speaker.code if row.speaker else "",
        row.speaker_words,
    )


def citation(row: Any) -> Record:
    """Give a citation as JSON."""
    replaced_by = row.superseded_by
    return tidy(
        {
            "source": row.source.slug,
            "at": row.locator,
            "digest": row.digest,
            "stance": "" if row.stance == "supports" else row.stance,
            "speaker": code(row.speaker),
            "speaker_words": row.speaker_words,
            "for": code(row.speaking_for),
            "said_on": row.said_on,
            "confidence": row.confidence,
            "superseded_by": replaced_by
            and f"{replaced_by.source.slug} {replaced_by.locator}".strip(),
            "note": row.note,
        }
    )


def claim(row: Any) -> Record:
    """Give a citation that is about a field as JSON."""
    return tidy({"field": row.field, "value": row.value, "cite": citation(row)})


def name(row: Any) -> Record:
    """Give a person's name as JSON."""
    return tidy(
        {
            "text": row.text,
            "language": row.language,
            "script": row.script,
            "scheme": row.scheme,
            "kind": row.kind,
        }
    )


def recognition(row: Any) -> Record:
    """Give a recognition as JSON."""
    return tidy({"as": row.kind, "by": code(row.by), "on": row.recognised_on})


def step_mark(row: Any) -> str:
    """Name a step by what makes it one."""
    return mark("steps", row.kind, row.happened_on, code(row.by))


def step_name(kind: str, on: str) -> str:
    """Name a step as dossiers do that add acts to it: "delivered 2025-09"."""
    return f"{kind} {on or UNDATED}"


def act_mark(row: Any) -> str:
    """Name the act by which a step happened, by step and act."""
    name = step_name(row.step.kind, row.step.happened_on)
    return mark("actions", name, row.action.slug)


def step(row: Any, *, besides: frozenset[str] = frozenset()) -> Record:
    """Give a step as JSON, without what is said about it.

    Args:
        row: The step.
        besides: Marks of acts that other dossiers added; they are left out.
    """
    return tidy(
        {
            "kind": row.kind,
            "on": row.happened_on,
            "by": code(row.by),
            "words": row.happened_on_text,
            "reported_as": row.reported_as,
            "actions": [
                one.action.slug
                for one in row.step_actions.all()
                if act_mark(one) not in besides
            ],
            "contact": slug(row.contact),
            "note": row.note,
        }
    )


def role_mark(row: Any) -> str:
    """Name a party's part in a trade by party and role."""
    return mark("parties", row.role, row.party.code)


def _of_trade(row: Any) -> Iterator[tuple[str, Record]]:
    for one in row.trade_actions.all():
        yield mark("actions", one.action.slug), {"action": one.action.slug}
    for one in row.trade_parties.all():
        disputed = {"is_disputed": "yes"} if one.is_disputed else {}
        role = {"role": one.role, "party": one.party.code, **disputed}
        yield role_mark(one), role


def _of_concession(row: Any) -> Iterator[tuple[str, Record]]:
    cited: dict[str, list[Record]] = {}
    for one in row.citations.all():
        if not one.value:
            cited.setdefault(one.field, []).append(citation(one))
    for one in row.steps.all():
        cites = cited.get(f"steps.{one.position}", [])
        yield step_mark(one), tidy({**step(one), "cite": cites})
        for act in one.step_actions.all():
            name = step_name(one.kind, one.happened_on)
            yield act_mark(act), {"step": name, "action": act.action.slug}


def parts(section: Section, row: Any) -> dict[str, Record]:
    """Give the parts of a row that other dossiers may add, by their marks."""
    found: dict[str, Record] = {}
    if section.name == "trades":
        found |= _of_trade(row)
    if section.name == "concessions":
        found |= _of_concession(row)
    if section.name == "people":
        for one in row.names.all():
            found[mark("names", one.text)] = name(one)
        for one in row.held_nationalities.all():
            found[mark("nationality", one.country_id)] = {"country": one.country_id}
        for one in row.recognitions.all():
            by = code(one.by)
            found[mark("recognitions", one.kind, by)] = recognition(one)
    if section.name == "releases":
        for one in row.recognitions.all():
            by = code(one.by)
            found[mark("recognitions", one.kind, by)] = recognition(one)
        for one in row.cohorts.all():
            found[mark("cohorts", one.label)] = {"label": one.label, **cohort(one)}
        for one in row.freed.all():
            person = one.person.slug
            found[mark("freed", person)] = {"person": person, **freed(one)}
    if section.has_citations:
        for one in row.citations.all():
            found[citation_mark(one)] = claim(one)
    return found


def cohort(row: Any) -> Record:
    """Give a cohort as JSON, without what is said about it."""
    return tidy(
        {
            "by": row.breakdown,
            "is": row.country_id or row.value,
            "people": count_unless_none(row, "people"),
            "remains": count_unless_none(row, "remains"),
            "part_of": row.part_of and row.part_of.label,
        }
    )


def freed(row: Any) -> Record:
    """Give one person's part in a release as JSON; cohorts by label."""
    return tidy(
        {
            "outcome": row.outcome,
            "cohorts": sorted(one.cohort.label for one in row.memberships.all()),
            "detention": slug(row.detention),
            "conditions": row.conditions,
        }
    )


def count(row: Any, field: str) -> str:
    """Write the three columns of a count as a dossier does."""
    return counts.written(
        counts.Count(
            getattr(row, f"{field}_min"),
            getattr(row, f"{field}_max"),
            getattr(row, f"{field}_qualifier"),
        )
    )


def count_unless_none(row: Any, field: str) -> str:
    """Write a count, but not that there is nobody."""
    written = count(row, field)
    return "" if written == "0" else written


def slug(row: models.Model | None) -> str:
    """Name a row by its slug; "" for none."""
    return str(row.slug) if row is not None else ""  # type: ignore[attr-defined]  # all have one


def code(row: models.Model | None) -> str:
    """Name a row by its code; "" for none."""
    return str(row.code) if row is not None else ""  # type: ignore[attr-defined]  # all have one


def tidy(record: Record) -> Record:
    """Leave out what has no value."""
    return {k: v for k, v in record.items() if v not in (None, "", [], {})}
