"""The form of a dossier: which keys there are and what they hold.

``docs/dossier.schema.json`` is made from these classes. Every scalar is a text; what a
text may be is in ``kinds``.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from exchanges.models import (
    Allocation,
    Basis,
    Breakdown,
    ConcessionKind,
    Consideration,
    ContactKind,
    ContactStatus,
    Destination,
    DetentionForm,
    LegalForm,
    Outcome,
    StepKind,
    TallyMeasure,
    TradeRole,
)
from sanctions.models import ActionKind, EntityKind
from tracker.models import SOURCE_FLAGS, Confidence, PartyKind, SourceKind

from . import drafts
from .kinds import (
    UNDATED,
    Day,
    Edtf,
    Hexadecimal,
    Key,
    Kind,
    OneOf,
    Quantity,
    To,
    Words,
    nearest,
)
from .shapes import (
    WITHHELD,
    AddedRecognition,
    Cite,
    Cites,
    Claim,
    Code,
    Count,
    Country,
    Date,
    Detention,
    Locator,
    Name,
    Names,
    Note,
    Part,
    Parties,
    Party,
    Person,
    Recognition,
    Release,
    Reported,
    ShortNote,
    Slug,
    Source,
    Title,
    Trade,
    Url,
    one_or_many,
)

__all__ = [
    "UNDATED",
    "WITHHELD",
    "Cite",
    "Claim",
    "DossierFile",
    "Name",
    "Part",
    "json_schema",
]


class SourceRecord(Part):
    """One published text: an address and digests, never its words."""

    slug: Slug = ""
    publisher: Title
    title: Annotated[str, Words(500)]
    kind: Annotated[str, OneOf.of(SourceKind)] = SourceKind.ARTICLE.value
    authors: list[Title] = []
    published_on: Date = ""
    language: Annotated[str, Words(12)] = ""
    url: Url = ""
    archive_url: Url = ""
    read_on: Annotated[str, Day()] = ""
    sha256: Annotated[str, Hexadecimal(64)] = ""
    paragraphs: Reported = ""
    derived_from: Source = ""
    flags: list[Annotated[str, OneOf(SOURCE_FLAGS)]] = []
    confidence: Annotated[str, OneOf.of(Confidence)] = ""
    note: Note = ""
    passages: dict[Locator, Annotated[str, Hexadecimal(16)]] = {}


class PartyRecord(Part):
    """Whoever can hold, give, get, mediate or speak, if not yet known."""

    name: Title = ""
    kind: Annotated[str, OneOf.of(PartyKind)]
    country: Country = ""
    person: Person = ""
    note: Note = ""


class PersonRecord(Part):
    """A human being; ``names`` is withheld, or empty if nobody states one."""

    names: Names
    nationality: list[Country] = []
    recognitions: list[Recognition] = []
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


class DetentionRecord(Part):
    """One spell in custody."""

    person: Person
    captor: Party
    form: Annotated[str, OneOf.of(DetentionForm)] = DetentionForm.UNKNOWN.value
    place: Title = ""
    from_: Date = Field("", alias="from")
    to: Date = ""
    charge: ShortNote = ""
    sentence: ShortNote = ""
    transferred_from: Detention = ""
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


class Identifier(Part):
    """A number by which an entity is known."""

    kind: Annotated[str, Words(60)]
    value: Reported


class EntityName(Name):
    """One spelling of an entity's name, written as people's are."""

    text: Annotated[str, Words(400)]


class EntityRecord(Part):
    """Somebody or something under sanctions; the first name is the main one."""

    names: Annotated[list[EntityName], Field(min_length=1)]
    kind: Annotated[str, OneOf.of(EntityKind)]
    party: Party = ""
    person: Person = ""
    identifiers: list[Identifier] = []
    note: Note = ""
    cite: Cites = []


class ActionRecord(Part):
    """One legal act; ``reported_as`` is the reporter's word for it."""

    authority: Annotated[str, To("authority")]
    programme: Annotated[str, To("programme")] = ""
    kind: Annotated[str, OneOf.of(ActionKind)]
    instrument: Title = ""
    announced_on: Date = ""
    effective_on: Date = ""
    expires_on: Date = ""
    scope: Note = ""
    conditions: Note = ""
    legal_effect: Note = ""
    reverses: Annotated[str, To("action")] = ""
    reported_as: Reported = ""
    entities: list[Annotated[str, To("entity")]] = []
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


Role = Annotated[str, OneOf.of(TradeRole)]


class TradeRecord(Part):
    """One bargain, kept or not."""

    title: Title = ""
    parties: dict[Role, Parties] = {}
    disputed: dict[Role, Parties] = {}
    part_of: Trade = ""
    follows: Trade = ""
    actions: list[Annotated[str, To("action")]] = []
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


class CohortPart(Part):
    """A part of those freed, within one breakdown."""

    by: Annotated[str, OneOf.of(Breakdown)]
    is_: Annotated[str, Words(160)] = Field(alias="is")
    people: Count = ""
    remains: Count = ""
    part_of: Slug = ""
    recognitions: list[Recognition] = []
    cite: Cites = []


class FreedPart(Part):
    """One person's part in a release."""

    outcome: Annotated[str, OneOf.of(Outcome)] = ""
    cohorts: list[Slug] = []
    detention: Detention = ""
    conditions: ShortNote = ""
    cite: Cites = []


class ReleaseRecord(Part):
    """One occasion on which one captor let people go."""

    title: Title = ""
    captor: Party
    trade: Trade = ""
    received_by: Parties = []
    on_behalf_of: Parties = []
    destination: Annotated[str, OneOf.of(Destination)] = ""
    released_on: Date = ""
    released_on_words: Title = ""
    place: Title = ""
    crossing: Country = ""
    people: Count = ""
    remains: Count = ""
    legal_form: Annotated[str, OneOf.of(LegalForm)] = ""
    fulfils: Annotated[str, To("concession")] = ""
    consideration: Annotated[str, OneOf.of(Consideration)] = ""
    recognitions: list[Recognition] = []
    cohorts: dict[Annotated[str, Key()], CohortPart] = {}
    freed: dict[Person, FreedPart] = {}
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


STEP_HEAD = ("kind", "on")  # written as one key


def _not_one_step(kinds: list[str], value: dict[str, Any]) -> str:
    if kinds:
        return f"has {' and '.join(kinds)} in one step; write one step for each"
    others = [key for key in value if key not in StepPart.model_fields]
    for key in others:
        found = nearest(key, StepKind.values)
        if found is not None:
            return f"'{key}' is no step; did you mean '{found}'?"
    return (
        "says nowhere what happened; write what and when in one key, such as"
        f" {{delivered: 2025-06}}; steps are {', '.join(StepKind.values)}"
    )


class StepPart(Part):
    """One thing that happened to a concession, written {delivered: 2025-06, …}."""

    kind: Annotated[str, OneOf.of(StepKind)]
    on: Date = ""
    by: Party = ""
    words: Title = ""
    reported_as: Reported = ""
    actions: list[Annotated[str, To("action")]] = []
    contact: Annotated[str, To("contact")] = ""
    note: ShortNote = ""
    cite: Cites = []

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        kinds = [key for key in value if key in StepKind.values]
        if len(kinds) != 1:
            message = _not_one_step(kinds, value)
            raise PydanticCustomError("step", "{message}", {"message": message})
        rest = {key: entry for key, entry in value.items() if key != kinds[0]}
        when = value[kinds[0]]
        dated = {} if when == UNDATED else {"on": when}
        return {**rest, "kind": kinds[0], **dated}

    @classmethod
    def key_names(cls) -> list[str]:
        """Name the keys that a dossier may write."""
        return [
            *StepKind.values,
            *(k for k in super().key_names() if k not in STEP_HEAD),
        ]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe it with the kind as a key."""
        described = handler.resolve_ref_schema(handler(schema))
        properties = described["properties"]
        date = {**Edtf().described(), "description": "EDTF, or undated"}
        others = {k: v for k, v in properties.items() if k not in STEP_HEAD}
        kinds: list[str] = list(StepKind.values)
        return {
            "type": "object",
            "description": described["description"],
            "properties": {**dict.fromkeys(kinds, date), **others},
            "additionalProperties": False,
            "oneOf": [{"required": [kind]} for kind in kinds],
        }


class ConcessionRecord(Part):
    """One thing promised or given; its status follows from its steps."""

    title: Title = ""
    kind: Annotated[str, OneOf.of(ConcessionKind)]
    trade: Trade = ""
    giver: Party
    co_giver: Parties = []
    receiver: Parties = []
    beneficiary: Parties = []
    performer: Party = ""
    payer: Party = ""
    holder: Annotated[
        Parties, BeforeValidator(one_or_many, json_schema_input_type=Party | Parties)
    ] = []
    amount: Annotated[str, Quantity()] = ""
    conditions: Note = ""
    steps: list[StepPart] = []
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


class LinkagePart(Part):
    """The claim that each of ``given`` was given for each of ``for``."""

    given: Annotated[list[Annotated[str, To("given")]], Field(min_length=1)]
    for_: Annotated[list[Release], Field(min_length=1, alias="for")]
    basis: Annotated[str, OneOf.of(Basis)]
    allocation: Annotated[str, OneOf.of(Allocation)] = Allocation.DIRECT.value
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


class Participant(Part):
    """One party that took part, with the title it acted under."""

    party: Party
    title: Title = ""
    for_: Party = Field("", alias="for")


class ContactRecord(Part):
    """One meeting, call, visit or letter, held or not."""

    kind: Annotated[str, OneOf.of(ContactKind)]
    status: Annotated[str, OneOf.of(ContactStatus)] = ContactStatus.HELD.value
    held_on: Date = ""
    held_on_words: Title = ""
    place: Title = ""
    initiator: Party = ""
    topic: ShortNote = ""
    participants: list[Participant] = []
    trade: Trade = ""
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


class TallyRecord(Part):
    """A total that somebody claims."""

    captor: Party = ""
    trade: Trade = ""
    nationality: Country = ""
    population: Title = ""
    period: Date = ""
    people: Count
    measure: Annotated[str, OneOf.of(TallyMeasure)] = TallyMeasure.FLOW.value
    counted_by: Party = ""
    words: Title = ""
    note: Note = ""
    cite: Cites = []
    claims: list[Claim] = []


class AddedToPerson(Part):
    """What another dossier adds to a person."""

    names: list[Name] = []
    nationality: list[Country] = []
    recognitions: list[AddedRecognition] = []
    cite: Cites = []
    claims: list[Claim] = []


class AddedCohort(Part):
    """A cohort that another dossier adds to a release."""

    by: Annotated[str, OneOf.of(Breakdown)]
    is_: Annotated[str, Words(160)] = Field(alias="is")
    people: Count = ""
    remains: Count = ""
    part_of: Slug = ""
    cite: Cites = []


class AddedToRelease(Part):
    """What another dossier adds to a release."""

    recognitions: list[AddedRecognition] = []
    cohorts: dict[Slug, AddedCohort] = {}
    freed: dict[Person, FreedPart] = {}
    cite: Cites = []
    claims: list[Claim] = []


class StepName(Kind):
    """A step of another dossier's concession: its kind and its date as there."""

    def check(self, text: str) -> str:
        """Accept "delivered 2025-09" and "delivered undated"."""
        kind, _, on = text.partition(" ")
        if kind not in StepKind.values or not on.strip():
            raise ValueError(
                f"'{text}' names no step; write what happened and its date as the"
                f" concession has them, such as delivered 2025-09 or offered {UNDATED};"
                f" steps are {', '.join(StepKind.values)}"
            )
        if on != UNDATED:
            Edtf().check(on)
        return text

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        kinds = "|".join(StepKind.values)
        return {"type": "string", "pattern": f"^({kinds}) \\S+$"}


class AddedToTrade(Part):
    """What another dossier adds to a trade."""

    parties: dict[Role, Parties] = {}
    disputed: dict[Role, Parties] = {}
    actions: list[Annotated[str, To("action")]] = []
    cite: Cites = []
    claims: list[Claim] = []


class AddedToConcession(Part):
    """What another dossier adds to a concession.

    ``actions`` are acts by which steps that it has already happened: the step is named
    as ``delivered 2025-09``.
    """

    steps: list[StepPart] = []
    actions: dict[Annotated[str, StepName()], list[Annotated[str, To("action")]]] = {}
    cite: Cites = []
    claims: list[Claim] = []


class AddedToLinkage(Part):
    """What another dossier says about the links of ``given`` to ``for``."""

    given: Annotated[list[Annotated[str, To("given")]], Field(min_length=1)]
    for_: Annotated[list[Release], Field(min_length=1, alias="for")]
    cite: Cites = []
    claims: list[Claim] = []


class AddedToEntity(Part):
    """Citations that another dossier adds to an entity."""

    cite: Cites = []


class Added(Part):
    """Citations that another dossier adds to a record."""

    cite: Cites = []
    claims: list[Claim] = []


class Adds(Part):
    """Additions to records that another dossier defines."""

    people: dict[Person, AddedToPerson] = {}
    detentions: dict[Detention, Added] = {}
    entities: dict[Annotated[str, To("entity")], AddedToEntity] = {}
    actions: dict[Annotated[str, To("action")], Added] = {}
    trades: dict[Trade, AddedToTrade] = {}
    releases: dict[Release, AddedToRelease] = {}
    concessions: dict[Annotated[str, To("concession")], AddedToConcession] = {}
    linkages: list[AddedToLinkage] = []
    contacts: dict[Annotated[str, To("contact")], Added] = {}
    tallies: dict[Annotated[str, To("tally")], Added] = {}


class DossierFile(Part):
    """One story: its sources and the records that rest on them."""

    dossier: Slug
    sources: dict[Slug, SourceRecord] = {}
    parties: dict[Code, PartyRecord] = {}
    people: dict[Slug, PersonRecord] = {}
    detentions: dict[Slug, DetentionRecord] = {}
    entities: dict[Slug, EntityRecord] = {}
    actions: dict[Slug, ActionRecord] = {}
    trades: dict[Slug, TradeRecord] = {}
    releases: dict[Slug, ReleaseRecord] = {}
    concessions: dict[Slug, ConcessionRecord] = {}
    linkages: list[LinkagePart] = []
    contacts: dict[Slug, ContactRecord] = {}
    tallies: dict[Slug, TallyRecord] = {}
    adds: Adds = Adds()


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a dossier, for editors' tools."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **drafts.described(DossierFile.model_json_schema()),
        "title": "Dossier",
    }
