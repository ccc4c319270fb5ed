"""Values: the fields of a proposal as lines that an editor types, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from exchanges.models import (
    Allocation,
    Basis,
    ConcessionKind,
    LegalForm,
    StepKind,
    TradeRole,
)
from tracker.models import PartyKind

UNDATED = "undated"


class WordingError(ValueError):
    """What was typed is no value of its field; the message says what would be."""


class Shape(Enum):
    """How a value is written on one line."""

    TEXT = "text"
    LIST = "list"  # IR, US
    NAMES = "names"  # names may hold commas: one; another
    FREED = "freed"  # slugs; what is recorded of each stays
    STEPS = "steps"  # agreed: 2025-05; delivered: undated
    ROLES = "roles"  # principal: IR, US; mediator: QA


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a section.

    Attributes:
        refers: What its values name: party, person, trade, release, given; "" nothing.
        choices: Values it may have, with what they are called; empty for any.
    """

    name: str
    label: str
    shape: Shape = Shape.TEXT
    refers: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


def _choices(kinds: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(label)) for value, label in kinds.choices)


_FREED = Field(
    "freed", "people freed", Shape.FREED, "person", help="slugs, parted by commas"
)
_TRADE = Field("trade", "bargain", refers="trade", help="slug of a trade")
_CODES = "codes, parted by commas"
_DATE = "EDTF: 2025-06-21, 2025-06, 2025-06?"
FIELDS: dict[str, tuple[Field, ...]] = {
    "parties": (
        Field("name", "name"),
        Field("kind", "kind", choices=_choices(PartyKind)),
    ),
    "people": (
        Field("names", "names", Shape.NAMES, help="parted by semicolons; main first"),
        Field("nationality", "nationality", Shape.LIST, help=_CODES),
    ),
    "trades": (
        Field("title", "title"),
        Field(
            "parties",
            "parties",
            Shape.ROLES,
            "party",
            help="principal: IR, US; mediator: QA",
        ),
    ),
    "releases": (
        Field("captor", "who let them go", refers="party", help="a code"),
        Field("people", "how many", help="5, >250, ~20, <=40, 14-16"),
        Field("released_on", "when", help=_DATE),
        Field("released_on_words", "when, in the source's words"),
        Field("received_by", "received by", Shape.LIST, "party", help=_CODES),
        _FREED,
        Field("place", "where"),
        Field("legal_form", "legal form", choices=_choices(LegalForm)),
        _TRADE,
    ),
    "concessions": (
        Field("kind", "kind", choices=_choices(ConcessionKind)),
        Field("title", "title"),
        Field("giver", "who gives", refers="party", help="a code"),
        Field("co_giver", "who gives too", Shape.LIST, "party", help=_CODES),
        Field("receiver", "who gets it", Shape.LIST, "party", help=_CODES),
        Field("amount", "amount", help="3 entities, ~6000000000 USD"),
        Field(
            "steps", "steps", Shape.STEPS, help="agreed: 2025-05; delivered: undated"
        ),
        Field("note", "note", help="needed for the kind other"),
        _TRADE,
    ),
    "linkages": (
        Field("given", "given", Shape.LIST, "given", help="slugs, parted by commas"),
        Field("for", "for", Shape.LIST, "release", help="slugs, parted by commas"),
        Field("basis", "on what ground", choices=_choices(Basis)),
        Field("allocation", "allocation", choices=_choices(Allocation)),
    ),
}
ADDED = {"releases": (_FREED,)}  # all that another source adds beside its citation


def fields_of(
    section: str, drafted: Mapping[str, Any], *, is_addition: bool
) -> list[Field]:
    """Give the fields an editor may change: the section's, and what else is there."""
    if is_addition:
        return list(ADDED.get(section, ()))
    known = FIELDS.get(section, ())
    names = {one.name for one in known}
    more = [
        Field(name, name.replace("_", " "))
        for name, value in drafted.items()
        if name not in names and isinstance(value, str)
    ]
    return [*known, *more]


def written(field: Field, value: Any) -> str:
    """Write a value on one line; "" for none."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, str):
        return value
    if field.shape is Shape.STEPS and isinstance(value, list):
        return "; ".join(f"{kind}: {when}" for kind, when in map(_step, value))
    if isinstance(value, Mapping):
        if field.shape is Shape.ROLES:
            return "; ".join(f"{role}: {', '.join(who)}" for role, who in value.items())
        return ", ".join(value)
    separator = "; " if field.shape is Shape.NAMES else ", "
    return separator.join(str(one) for one in value)


def read(field: Field, text: str, before: Any) -> Any:
    """Read what an editor typed.

    Args:
        field: Whose value it is.
        text: The line; blank for none.
        before: The value as it was, of which parts that no line shows are kept.

    Raises:
        WordingError: It is no value of the field.
    """
    text = " ".join(text.split())
    if text == written(field, before):
        return before if before is not None else ""
    if field.choices and text and text not in dict(field.choices):
        known = ", ".join(value for value, _ in field.choices)
        raise WordingError(f"{field.label}: '{text}' is unknown; known are {known}")
    match field.shape:
        case Shape.TEXT:
            return text
        case Shape.LIST:
            return _split(text, ",")
        case Shape.NAMES:
            return _split(text, ";")
        case Shape.FREED:
            kept = before if isinstance(before, Mapping) else {}
            return {slug: kept.get(slug, {}) for slug in _split(text, ",")}
        case Shape.STEPS:
            return _steps(field, text, before)
        case Shape.ROLES:
            return _roles(field, text)


def names_in(field: Field, value: Any) -> list[str]:
    """Name everything that a value refers to."""
    if not field.refers or not value:
        return []
    if isinstance(value, str):
        return [value]
    if field.shape is Shape.ROLES and isinstance(value, Mapping):
        return [code for codes in value.values() for code in codes]
    return list(value)


def _split(text: str, separator: str) -> list[str]:
    return [one.strip() for one in text.split(separator) if one.strip()]


def _step(step: Any) -> tuple[str, str]:
    kinds = StepKind.values
    return next(
        ((k, str(v)) for k, v in step.items() if k in kinds), ("undated", UNDATED)
    )


def _steps(field: Field, text: str, before: Any) -> list[dict[str, Any]]:
    kept = {_step(step)[0]: step for step in before} if isinstance(before, list) else {}
    steps = []
    for part in _split(text, ";"):
        kind, _, when = (one.strip() for one in part.partition(":"))
        if kind not in StepKind.values:
            known = ", ".join(StepKind.values)
            raise WordingError(f"{field.label}: '{kind}' is no step; steps are {known}")
        steps.append({**kept.get(kind, {}), kind: when or UNDATED})
    return steps


def _roles(field: Field, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in _split(text, ";"):
        role, _, codes = (one.strip() for one in part.partition(":"))
        if role not in TradeRole.values or not _split(codes, ","):
            known = ", ".join(TradeRole.values)
            raise WordingError(
                f"{field.label}: write a role and codes, such as principal: IR, US;"
                f" roles are {known}"
            )
        found[role] = _split(codes, ",")
    return found
