"""The citations of a record: one row each, with the field or part it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import columns, ordering
from .columns import Ids, Values
from .parts import Identity, Owner, Table
from .pieces import citation_mark
from .records import Record
from .sections import Section

IDENTITY = (
    "source_id",
    "locator",
    "field",
    "value",
    "stance",
    "speaker_id",
    "speaker_words",
)


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of a record.

    Attributes:
        field: What it is about: "" for the record, ``steps.0``, ``people``.
        value: What the source says of that field instead, or "".
        cite: The citation itself.
        path: Where it stands in the dossier, below the record.
    """

    field: str
    value: str
    cite: Record
    path: tuple[str | int, ...]

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it one citation and no other."""
        names = ("source", "at", "stance", "speaker", "speaker_words")
        return (self.field, self.value, *(self.cite.get(name, "") for name in names))

    @property
    def passage(self) -> str:
        """Its source and locator, as ``superseded_by`` names it."""
        return f"{self.cite['source']} {self.cite.get('at', '')}".strip()


def of(record: Record) -> Iterator[Cited]:
    """Give a record's citations: its own, its claims, then those of its parts."""
    yield from _about("", record, ("cite",))
    for position, claim in enumerate(record.get("claims", ())):
        yield Cited(
            claim["field"], claim.get("value", ""), claim["cite"], ("claims", position)
        )
    for name in ("names", "steps", "recognitions"):
        entries = record.get(name, ())
        if isinstance(entries, list):
            for position, part in enumerate(entries):
                if isinstance(part, dict):
                    yield from _about(f"{name}.{position}", part, (name, position))
    for label, cohort in record.get("cohorts", {}).items():
        yield from _about(f"cohorts.{label}", cohort, ("cohorts", label))
        for position, part in enumerate(cohort.get("recognitions", ())):
            path = ("cohorts", label, "recognitions", position)
            yield from _about(".".join(map(str, path)), part, path)
    for person, part in record.get("freed", {}).items():
        yield from _about(f"freed.{person}", part, ("freed", person))


def replacement(cited: Cited, others: list[Cited]) -> Cited | None:
    """Find the citation that replaces one: about the same field, else the record."""
    wanted = cited.cite.get("superseded_by")
    fitting = [o for o in others if o.passage == wanted and o is not cited]
    for is_better in (
        lambda o: o.field == cited.field and o.value != cited.value,
        lambda o: not o.field,
        lambda o: True,
    ):
        for other in fitting:
            if is_better(other):
                return other
    return None


def table(section: Section) -> Table:
    """Give the table of a section's citations."""
    return Table(
        section.model.citations.rel.related_model,  # type: ignore[attr-defined]  # those that cite have it
        "subject",
        IDENTITY,
        _rows,
        mark=citation_mark,
        is_apart=lambda row: ordering.is_apart(row.field),
    )


def link(section: Section, owners: list[Owner], ids: Ids) -> None:
    """Point claims to the citations that replace them."""
    model = table(section).model
    wanted: dict[int, int | None] = {}
    for owner in owners:
        places = owner.places.get(model, {})
        cited = list(of(owner.record))
        for one in cited:
            other = replacement(one, cited) if "superseded_by" in one.cite else None
            key = places[_identity(one, ids)]
            wanted[key] = places[_identity(other, ids)] if other else None
    old = [key for owner in owners if not owner.is_new for key in _keys(owner, model)]
    due = [key for key, value in wanted.items() if value is not None]
    for row in model._default_manager.filter(pk__in={*old, *due} & wanted.keys()):
        if row.superseded_by_id != wanted[row.pk]:  # type: ignore[attr-defined]  # a citation
            row.superseded_by_id = wanted[row.pk]  # type: ignore[attr-defined]  # a citation
            row.save(update_fields=["superseded_by"])


def _keys(owner: Owner, model: type) -> list[int]:
    return list(owner.places.get(model, {}).values())


def _about(field: str, part: Record, path: tuple[str | int, ...]) -> Iterator[Cited]:
    for position, cite in enumerate(part.get("cite", ())):
        yield Cited(
            field, "", cite, (*path, "cite", position) if field else (*path, position)
        )


def _rows(owner: Owner, ids: Ids) -> list[Values]:
    return [
        {
            "subject_id": owner.key,
            **columns.citation(one.cite, ids, field=one.field, value=one.value),
            "position": position,
        }
        for position, one in enumerate(of(owner.record))
    ]


def _identity(cited: Cited, ids: Ids) -> Identity:
    values = columns.citation(cited.cite, ids, field=cited.field, value=cited.value)
    return (*(values[name] for name in IDENTITY), 0)
