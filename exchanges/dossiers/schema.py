"""The form of a dossier: which keys there are and what they hold.

``docs/dossier.schema.json`` is made from these classes. Every scalar is a text; what a
text may be is in ``kinds``. Shorthands (``cite: wsj 41``, ``{ru: Имя}``,
``{delivered: 2025-06}``) are written out here, so that everything behind meets one form.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

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
    RecognitionKind,
    StepKind,
    TallyMeasure,
    TradeRole,
)
from sanctions.models import ActionKind, EntityKind
from tracker.models import (
    SOURCE_FLAGS,
    Confidence,
    PartyKind,
    PersonNameKind,
    SourceKind,
    Stance,
)

from .kinds import (
    Address,
    Day,
    Edtf,
    Hexadecimal,
    Key,
    OneOf,
    PartyKey,
    People,
    Quantity,
    To,
    Words,
)

UNDATED = "undated"
WITHHELD = "withheld"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")

Slug = Annotated[str, Key()]
Code = Annotated[str, PartyKey()]
Date = Annotated[str, Edtf()]
Count = Annotated[str, People()]
Url = Annotated[str, Address()]
Note = Annotated[str, Words()]
ShortNote = Annotated[str, Words(300)]
Title = Annotated[str, Words(200)]
Reported = Annotated[str, Words(120)]
Locator = Annotated[str, Words(80)]
Passage = Annotated[str, Words(220)]  # "src 41"

Party = Annotated[str, To("party")]
Country = Annotated[str, To("country")]
Source = Annotated[str, To("source")]
Trade = Annotated[str, To("trade")]
Release = Annotated[str, To("release")]
Person = Annotated[str, To("person")]
Detention = Annotated[str, To("detention")]
Parties = list[Party]


class Part(BaseModel):
    """A mapping with known keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


class Cite(Part):
    """One passage of one source, written "src 41" or as a mapping."""

    source: Source
    at: Locator = ""
    stance: Annotated[str, OneOf.of(Stance)] = ""
    speaker: Party = ""
    speaker_words: Reported = ""
    speaking_for: Party = ""
    said_on: Date = ""
    confidence: Annotated[str, OneOf.of(Confidence)] = ""
    superseded_by: Passage = ""
    note: Annotated[str, Words(400)] = ""

    @model_validator(mode="before")
    @classmethod
    def _written_out(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        source, _, locator = value.strip().partition(" ")
        if not locator:
            message = f"'{value}' names no passage; write '{source or 'src'} 41'"
            raise PydanticCustomError("cite", "{message}", {"message": message})
        return {"source": source, "at": locator.strip()}

    @model_validator(mode="after")
    def _one_speaker(self) -> Self:
        if self.speaker and self.speaker_words:
            raise ValueError("name the speaker or describe them in words, not both")
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe both ways to write it."""
        short = {"type": "string", "pattern": "^\\S+ \\S", "examples": ["wsj 41"]}
        return _either(short, schema, handler)


Cites = Annotated[
    list[Cite],
    BeforeValidator(_one_or_many, json_schema_input_type=Cite | list[Cite]),
]


class Claim(Part):
    """What a source says of one field, if that is something else than the record."""

    field: Annotated[str, Words(160)]
    value: Annotated[str, Words(400)] = ""
    cite: Annotated[Cites, Field(min_length=1)]
    superseded_by: Passage = ""


class Recognition(Part):
    """What one body called somebody, and since when."""

    as_: Annotated[str, OneOf.of(RecognitionKind)] = Field(alias="as")
    by: Party = ""
    on: Date = ""
    cite: Cites = []


class AddedRecognition(Part):
    """A recognition in another dossier than the person's; it rests on the addition."""

    as_: Annotated[str, OneOf.of(RecognitionKind)] = Field(alias="as")
    by: Party = ""
    on: Date = ""


def _language(value: str) -> str:
    if not LANGUAGE.match(value):
        raise ValueError(
            f"'{value}' is no language; write its ISO 639 code, such as be"
        )
    return value


class Name(Part):
    """One spelling: "Name", {ru: "Имя"} or a mapping."""

    text: Annotated[str, Words(200)]
    language: Annotated[str, Words(12)] = ""
    script: Annotated[str, Words(4)] = ""
    scheme: Annotated[str, Words(40)] = ""
    kind: Annotated[str, OneOf.of(PersonNameKind)] = ""
    cite: Cites = []

    @model_validator(mode="before")
    @classmethod
    def _written_out(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"text": value}
        if isinstance(value, dict) and len(value) == 1 and "text" not in value:
            ((language, text),) = value.items()
            if LANGUAGE.match(language) and len(language) < 4:
                return {"text": text, "language": language}
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the three ways to write it."""
        short = {
            "type": "object",
            "patternProperties": {"^[a-z]{2,3}$": {"type": "string", "minLength": 1}},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        }
        return _either({"type": "string", "minLength": 1}, schema, handler, short)


class ListOrWithheld:
    """A list of names, or the word ``withheld``."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check a list; let the one word pass."""

        def check(value: Any, names: ValidatorFunctionWrapHandler) -> Any:
            if value == WITHHELD:
                return value
            if isinstance(value, str):
                raise ValueError(
                    f"'{value}' is no list; write [{value}], or withheld, or []"
                    " if no source gives a name"
                )
            return names(value)

        names = handler.generate_schema(list[Name])
        return core_schema.no_info_wrap_validator_function(check, names)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe both."""
        return {"anyOf": [{"const": WITHHELD}, handler(schema)]}


Names = Annotated[list[Name] | str, ListOrWithheld()]


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


class EntityRecord(Part):
    """Somebody or something under sanctions; the first name is the main one."""

    names: Annotated[list[Annotated[str, Words(400)]], Field(min_length=1)]
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
        if len(kinds) != 1 or {"kind", "on"} & value.keys():
            message = (
                "say in one key what happened and when, such as {{delivered: 2025-06}};"
                f" it is one of {', '.join(StepKind.values)}"
            )
            raise PydanticCustomError("step", message)  # type: ignore[arg-type]
        rest = {key: entry for key, entry in value.items() if key != kinds[0]}
        when = value[kinds[0]]
        dated = {} if when == UNDATED else {"on": when}
        return {"kind": kinds[0], **dated, **rest}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe it with the kind as a key."""
        described = handler.resolve_ref_schema(handler(schema))
        properties = described["properties"]
        date = {**Edtf().described(), "description": "EDTF, or undated"}
        others = {k: v for k, v in properties.items() if k not in ("kind", "on")}
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
        Parties, BeforeValidator(_one_or_many, json_schema_input_type=Party | Parties)
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


class Added(Part):
    """Citations that another dossier adds to a record."""

    cite: Cites = []
    claims: list[Claim] = []


class Adds(Part):
    """Additions to records that another dossier defines."""

    people: dict[Person, AddedToPerson] = {}
    detentions: dict[Detention, Added] = {}
    actions: dict[Annotated[str, To("action")], Added] = {}
    trades: dict[Trade, Added] = {}
    releases: dict[Release, Added] = {}
    concessions: dict[Annotated[str, To("concession")], Added] = {}
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
        **DossierFile.model_json_schema(),
        "title": "Dossier",
    }


def _either(
    short: dict[str, Any],
    schema: CoreSchema,
    handler: GetJsonSchemaHandler,
    *others: dict[str, Any],
) -> dict[str, Any]:
    described = dict(handler.resolve_ref_schema(handler(schema)))
    text = described.pop("description", "")
    return {"description": text, "anyOf": [short, *others, described]}
