"""What a text of a dossier may be: a choice, a date, a count, a reference, plain words.

Each kind stands in the annotation of a field of ``schema``: it checks the text, says
what would be right, and describes itself in the published JSON Schema.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from django.db import models
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from tracker import counts, dates

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
SLUG_LENGTH = 120  # as of the models
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
COUNTRY = re.compile(r"[A-Z]{2}\Z")
EDTF_LENGTH = 40  # of the column
UNIT_LENGTH = 20  # of the column
AMOUNT_PLACES = 2  # of the column
NEAR = 0.7  # of 1.0; "recieved" is .88 like "received", two surnames are below
VERY_NEAR = 0.8  # for short words: "jail" is .75 like "bail"
UNDATED = "undated"  # in place of a date of a step
NUMBER_OR_TEXT = {"type": ["string", "number"]}  # what other YAML readers make of it

Target = Literal[
    "action",
    "authority",
    "concession",
    "contact",
    "country",
    "detention",
    "entity",
    "given",  # a concession or a release
    "party",
    "person",
    "programme",
    "release",
    "source",
    "tally",
    "trade",
]
TARGETS: tuple[Target, ...] = get_args(Target)


class Kind:
    """A sort of text. Subclasses check it and describe it."""

    def check(self, text: str) -> str:
        """Give the text in its one written form.

        Raises:
            ValueError: It is not of this kind; the message says what would be.
        """
        raise NotImplementedError

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {"type": "string"}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let pydantic check a text, then this kind."""
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the text in the JSON Schema."""
        return self.described()


@dataclass(frozen=True)
class Words(Kind):
    """Plain words, at most so many characters (0: any number)."""

    longest: int = 0

    def check(self, text: str) -> str:
        """Take off blanks around the words and keep what is within."""
        words = text.strip()
        if not words:
            raise ValueError("is empty; write something or remove the key")
        if self.longest and len(words) > self.longest:
            raise ValueError(
                f"has {len(words)} characters; {self.longest} are the most"
            )
        return words

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        limit = {"maxLength": self.longest} if self.longest else {}
        return {"type": "string", "minLength": 1, **limit}


class Stated(Words):
    """Words or a number as a source gives it."""

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return dict(NUMBER_OR_TEXT)


@dataclass(frozen=True)
class OneOf(Kind):
    """One of the stored values of a field's choices."""

    choices: tuple[str, ...]

    @classmethod
    def of(cls, choices: type[models.TextChoices], *without: str) -> OneOf:
        """Take the values of Django choices, less some."""
        return cls(tuple(v for v in choices.values if v not in without))

    def check(self, text: str) -> str:
        """Accept a value of the list only."""
        if text not in self.choices:
            raise ValueError(
                f"'{text}' is not known{_meant(text, self.choices)}"
                f" it is one of {', '.join(self.choices)}"
            )
        return text

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {"type": "string", "enum": list(self.choices)}


class Edtf(Kind):
    """An inexact date as ``tracker.dates`` reads it."""

    def check(self, text: str) -> str:
        """Accept EDTF."""
        dates.parse(text)
        if len(text) > EDTF_LENGTH:
            raise ValueError(f"{text} is longer than {EDTF_LENGTH} characters")
        return text

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {**NUMBER_OR_TEXT, "description": "EDTF: 2025-06-21, 2025-06?, 2025/.."}


class Day(Kind):
    """One exact day, ISO 8601."""

    def check(self, text: str) -> str:
        """Accept YYYY-MM-DD."""
        try:
            day = date.fromisoformat(text).isoformat()
        except ValueError:
            day = ""
        if day != text and re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text):
            raise ValueError(f"{text} is no day of the calendar")
        if day != text:
            raise ValueError(f"'{text}' is no day; write it as 2026-11-24")
        return text

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {"type": "string", "format": "date"}


class People(Kind):
    """A count of people as ``tracker.counts`` reads it."""

    def check(self, text: str) -> str:
        """Accept 14, >250, >=5, ~20, <=40 and 1808-1968."""
        return counts.written(counts.parse(text))

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {**NUMBER_OR_TEXT, "description": "14, >250, >=5, ~20, <=40, 5-7"}


class Quantity(Kind):
    """An amount with its unit as ``tracker.counts`` reads it."""

    def check(self, text: str) -> str:
        """Accept 3 entities, ~6000000000 USD and the like."""
        amount = counts.parse_amount(text)
        if len(amount.unit) > UNIT_LENGTH:
            raise ValueError(f"{text} has a unit longer than {UNIT_LENGTH} characters")
        for number in filter(None, (amount.minimum, amount.maximum)):
            if -int(number.as_tuple().exponent) > AMOUNT_PLACES:
                raise ValueError(f"{text} has more than {AMOUNT_PLACES} decimal places")
        return counts.written_amount(
            replace(
                amount,
                minimum=amount.minimum.normalize(),
                maximum=amount.maximum and amount.maximum.normalize(),
            )
        )

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {"type": "string", "description": "3 entities, ~6000000000 USD"}


class Address(Kind):
    """An address on the web."""

    def check(self, text: str) -> str:
        """Accept http and https."""
        if not re.match(r"https?://\S+\Z", text):
            raise ValueError(f"'{text}' is no address; begin with https://")
        return Words(1000).check(text)

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {"type": "string", "pattern": "^https?://", "maxLength": 1000}


class Hexadecimal(Kind):
    """A digest with a fixed number of hexadecimal digits."""

    def __init__(self, digits: int) -> None:
        """Ask for so many digits."""
        self.digits = digits

    def check(self, text: str) -> str:
        """Accept lower-case digits, neither more nor fewer."""
        if not re.match(rf"[0-9a-f]{{{self.digits}}}\Z", text):
            raise ValueError(
                f"'{text}' is no digest of {self.digits} hexadecimal digits;"
                " let load_dossier --stamp write it"
            )
        return text

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {**NUMBER_OR_TEXT, "pattern": f"^[0-9a-f]{{{self.digits}}}$"}


class Key(Kind):
    """The slug of a record or the label of a cohort: it carries no claim and stays."""

    def check(self, text: str) -> str:
        """Accept lower-case letters, digits and single hyphens."""
        if not SLUG.match(text):
            proposal = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            raise ValueError(
                f"'{text}' is no slug; write lower-case letters, digits and hyphens"
                + (f", such as {proposal}" if proposal else "")
            )
        if len(text) > SLUG_LENGTH:
            raise ValueError(f"'{text}' is longer than {SLUG_LENGTH} characters")
        return text

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


class PartyKey(Kind):
    """The code of a party: of a state its ISO 3166-1 code, else a short name."""

    def check(self, text: str) -> str:
        """Accept letters, digits, hyphen and underscore."""
        if not CODE.match(text) or len(text) > SLUG_LENGTH:
            raise ValueError(
                f"'{text}' is no code; write letters, digits and hyphens, such as BY,"
                " ICRC or belavia"
            )
        return text

    def described(self) -> dict[str, Any]:
        """Give the JSON Schema of the text."""
        return {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"}


@dataclass(frozen=True)
class To(Kind):
    """The slug or code of something that is defined elsewhere."""

    target: Target

    def check(self, text: str) -> str:
        """Refuse what cannot be one; whether it exists is checked with the others."""
        if not text:
            raise ValueError("is empty; name something or remove the key")
        return text


def nearest(
    text: str, candidates: Iterable[str], *, likeness: float = NEAR
) -> str | None:
    """Find the candidate that was probably meant; likeness is between 0 and 1."""
    names = {candidate.casefold(): candidate for candidate in candidates}
    found = difflib.get_close_matches(text.casefold(), names, n=1, cutoff=likeness)
    return names[found[0]] if found else None


def _meant(text: str, candidates: Iterable[str]) -> str:
    found = nearest(text.replace(" ", "_"), candidates, likeness=VERY_NEAR)
    return f"; did you mean '{found}'? If not," if found else ";"
