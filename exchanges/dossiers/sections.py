"""The sections of a dossier, and the tables they are kept in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from exchanges.models import (
    Concession,
    Contact,
    Detention,
    Linkage,
    Release,
    Tally,
    Trade,
)
from sanctions.models import Action, Authority, Entity, Programme
from tracker.models import Country, Party, Person, Source

from . import schema
from .kinds import Target


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Attributes:
        form: What a record of it holds.
        target: What other records call one of its records when they refer to it.
        key: The column that names a record; empty for linkages, whose key is
            ``given>release``.
    """

    name: str
    model: type[models.Model]
    form: type[schema.Part]
    target: Target | None
    key: str = "slug"

    @property
    def has_citations(self) -> bool:
        """Tell whether its records cite."""
        return hasattr(self.model, "citations")


# In the order in which rows are written: what is referred to comes first.
SECTIONS = (
    Section("sources", Source, schema.SourceRecord, "source"),
    Section("people", Person, schema.PersonRecord, "person"),
    Section("parties", Party, schema.PartyRecord, "party", key="code"),
    Section("detentions", Detention, schema.DetentionRecord, "detention"),
    Section("entities", Entity, schema.EntityRecord, "entity"),
    Section("actions", Action, schema.ActionRecord, "action"),
    Section("trades", Trade, schema.TradeRecord, "trade"),
    Section("contacts", Contact, schema.ContactRecord, "contact"),
    Section("concessions", Concession, schema.ConcessionRecord, "concession"),
    Section("releases", Release, schema.ReleaseRecord, "release"),
    Section("linkages", Linkage, schema.LinkagePart, None, key=""),
    Section("tallies", Tally, schema.TallyRecord, "tally"),
)
BY_NAME = {section.name: section for section in SECTIONS}
BY_TARGET = {section.target: section for section in SECTIONS if section.target}

# Everything a text can refer to, and the column that names it.
NAMED: dict[Target, tuple[type[models.Model], str]] = {
    "authority": (Authority, "code"),
    "country": (Country, "code"),
    "programme": (Programme, "code"),
    **{target: (section.model, section.key) for target, section in BY_TARGET.items()},
}
