"""Claims of a dossier: which fields and parts of a record they can be about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exchanges.ledger_claims import COUNT_FIELDS, DATE_FIELDS
from exchanges.models import StepKind, TradeRole
from tracker import counts, dates

from . import schema, shapes
from .kinds import Target, nearest
from .known import Names
from .records import Record
from .sections import Section
from .stories import Story

# Parts of a record that a claim can go into: their own fields, and how they are named.
PART_FORMS: Mapping[str, type[schema.Part]] = {
    "steps": schema.StepPart,
    "cohorts": schema.CohortPart,
    "freed": schema.FreedPart,
    "recognitions": shapes.Recognition,
    "names": shapes.Name,
    "participants": schema.Participant,
}
NOT_CLAIMED = frozenset({"cite", "claims", "passages"})
MORE_FIELDS = {"steps": ("date",)}


def unknown_field(section: Section, record: Record, field: str) -> str | None:
    """Say what is wrong with the field of a claim; None if it is one of the record.

    Args:
        section: The record's section.
        record: The record in canonical form.
        field: As ``people``, ``cohorts.to-lithuania.people``,
            ``steps.delivered.reported_as`` or ``parties.mediator``.
    """
    name, *rest = field.split(".")
    known = _fields(section.form)
    if name not in known:
        return _unknown(name, known)
    if not rest:
        return None
    if name == "parties":
        return _unknown_role(rest)
    if name not in PART_FORMS:
        return f"'{name}' has no parts, so '{field}' leads nowhere; write '{name}'"
    entries = record.get(name) or {}
    part, *rest = rest
    labels = list(_labels(name, entries))
    if part not in labels:
        found = nearest(part, labels)
        hint = f"did you mean '{found}'?" if found else f"there are {_words(labels)}"
        return f"the record has no {name}.{part}; {hint}"
    inner = [*_fields(PART_FORMS[name]), *MORE_FIELDS.get(name, ())]
    if rest and rest[0] not in inner:
        return _unknown(rest[0], inner)
    return None


def _unknown_role(path: list[str]) -> str | None:
    role, *rest = path
    if role not in TradeRole.values:
        found = nearest(role, TradeRole.values)
        hint = f"did you mean '{found}'?" if found else "roles are those of a trade"
        return f"'{role}' is no role of a party; {hint}"
    if rest:
        return f"a role has no parts; write 'parties.{role}'"
    return None


# Fields whose value names something, and what.
REFERENCES: Mapping[str, Target] = {
    **dict.fromkeys(
        ("captor", "giver", "co_giver", "receiver", "beneficiary", "performer"), "party"
    ),
    **dict.fromkeys(("payer", "holder", "received_by", "on_behalf_of"), "party"),
    **dict.fromkeys(("initiator", "counted_by"), "party"),
    **dict.fromkeys(("person", "freed"), "person"),
    **dict.fromkeys(("crossing", "country"), "country"),
    "trade": "trade",
    "detention": "detention",
    "fulfils": "concession",
}
NOBODY = "none"  # what a source says that nobody is
SLUG_LIKE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")


def unknown_names(claim: schema.Claim, story: Story, names: Names) -> Iterator[str]:
    """Say which of the names that a claim gives for a reference nothing has.

    Words with a blank are words: what a source says of a party that has no name here.
    """
    target = REFERENCES.get(claim.field.rpartition(".")[2])
    if target is None or not claim.value:
        return
    for one in claim.value.split(","):
        if SLUG_LIKE.match(one.strip()) and one.strip() != NOBODY:
            message = names.unknown(story, target, one.strip())
            if message is not None:
                yield message


def place_in_another_file(field: str) -> str | None:
    """Say why another dossier cannot name a step by its place; None if it does not."""
    name, _, rest = field.partition(".")
    place, _, inner = rest.partition(".")
    if name != "steps" or not place.isdecimal():
        return None
    example = ".".join(filter(None, (name, "delivered", inner)))
    return (
        f"'{name}.{place}' is a place in another file, where it may change; name the"
        f" step by its kind, such as {example}"
    )


def unreadable_value(claim: schema.Claim) -> str | None:
    """Say why a value can only be compared as words; None if it can be read."""
    name = claim.field.rpartition(".")[2]
    if not claim.value:
        return None
    try:
        if name.endswith("_on") or name in DATE_FIELDS:
            dates.parse(claim.value)
        elif name in COUNT_FIELDS:
            counts.parse(claim.value)
        elif name == "amount":
            counts.parse_amount(claim.value)
    except (dates.DateError, counts.CountError) as error:
        return f"{error}; as it stands, it is compared as words"
    return None


def _fields(form: type[schema.Part]) -> list[str]:
    names = [info.alias or name for name, info in form.model_fields.items()]
    return [name for name in names if name not in NOT_CLAIMED]


def _labels(name: str, entries: object) -> Iterator[str]:
    if isinstance(entries, dict):
        yield from map(str, entries)
    elif isinstance(entries, list):
        for position, entry in enumerate(entries):
            yield str(position)
            if name == "steps" and entry["kind"] in StepKind.values:
                yield entry["kind"]


def _unknown(name: str, known: list[str]) -> str:
    found = nearest(name, known)
    if found:
        return f"'{name}' is no field here; did you mean '{found}'?"
    return f"'{name}' is no field here; fields are {', '.join(known)}"


def _words(labels: list[str]) -> str:
    return ", ".join(labels) if labels else "none"
