"""What the records of a dossier have in common: citations, claims, names.

Shorthands (``cite: wsj 41``, ``{ru: Имя}``) are written out here, so that everything
behind meets one form.
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

from exchanges.models import RecognitionKind
from tracker.models import Confidence, PersonNameKind, Stance

from .kinds import Address, Edtf, Key, OneOf, PartyKey, People, Stated, To, Words

WITHHELD = "withheld"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")

Slug = Annotated[str, Key()]
Code = Annotated[str, PartyKey()]
Date = Annotated[str, Edtf()]
Count = Annotated[str, People()]
Url = Annotated[str, Address()]
Note = Annotated[str, Words(4000)]
ShortNote = Annotated[str, Words(300)]
Title = Annotated[str, Words(200)]
Reported = Annotated[str, Words(120)]
Locator = Annotated[str, Stated(80)]
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

    @classmethod
    def key_names(cls) -> list[str]:
        """Name the keys that a dossier may write."""
        return [info.alias or name for name, info in cls.model_fields.items()]


def one_or_many(value: Any) -> Any:
    """Take one where many may stand."""
    return [value] if isinstance(value, str | dict) else value


class Cite(Part):
    """One passage of one source, written "src 41" or as a mapping."""

    source: Source
    at: Locator = ""
    stance: Annotated[str, OneOf.of(Stance)] = ""
    speaker: Party = ""
    speaker_words: Reported = ""
    for_: Party = Field("", alias="for")
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
            message = (
                f"'{value}' names no passage; write the paragraph behind the source,"
                f" such as '{source or 'src'} 41'"
            )
            raise PydanticCustomError("cite", "{message}", {"message": message})
        return {"source": source, "at": locator.strip()}

    @model_validator(mode="after")
    def _one_speaker(self) -> Self:
        if self.speaker and self.speaker_words:
            raise ValueError("name the speaker or describe them in words, not both")
        if self.for_ and not (self.speaker or self.speaker_words):
            raise ValueError(
                "for: says whose word a speaker gives; name who speaks for"
                f" {self.for_}, or write speaker: {self.for_}"
            )
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
    BeforeValidator(one_or_many, json_schema_input_type=Cite | list[Cite]),
]


class Claim(Part):
    """What a source says of one field, if that is something else than the record."""

    field: Annotated[str, Words(160)]
    value: Annotated[str, Stated(400)] = ""
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
            if isinstance(value, list) and WITHHELD in map(str.casefold, _texts(value)):
                raise ValueError(
                    "holds the word withheld beside names; write names: withheld alone,"
                    " with no name in the file"
                )
            return names(value)

        names = handler.generate_schema(list[Name])
        return core_schema.no_info_wrap_validator_function(check, names)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe both."""
        return {"anyOf": [{"const": WITHHELD}, handler(schema)]}


def _texts(names: list[Any]) -> list[str]:
    return [name for name in names if isinstance(name, str)]


Names = Annotated[list[Name] | str, ListOrWithheld()]


def _either(
    short: dict[str, Any],
    schema: CoreSchema,
    handler: GetJsonSchemaHandler,
    *others: dict[str, Any],
) -> dict[str, Any]:
    described = dict(handler.resolve_ref_schema(handler(schema)))
    text = described.pop("description", "")
    return {"description": text, "anyOf": [short, *others, described]}
