"""What a form understands of a date that an editor types."""

import re
from dataclasses import dataclass

from tracker import dates

YEAR = re.compile(r"\b[0-9]{4}\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means as a date.

    Attributes:
        edtf: What would be stored; empty if nothing was understood.
        words: That in plain English.
        error: Why it was not understood, and what would be; empty if it was.
        is_translated: The text was English, not EDTF.
    """

    edtf: str
    words: str
    error: str
    is_translated: bool = False

    def as_json(self) -> dict[str, str | bool]:
        """Give it as plain values."""
        return {
            "edtf": self.edtf,
            "words": self.words,
            "error": self.error,
            "is_translated": self.is_translated,
        }


def read(text: str) -> Reading:
    """Understand EDTF, or English that names its year: "mid-December 2025".

    A phrase without a year, such as "last month", is never resolved.
    """
    text = text.strip()
    if not text:
        return Reading("", "", "")
    try:
        return Reading(text, dates.text(text), "")
    except dates.DateError as error:
        year = YEAR.search(text)
        edtf = dates.from_words(text, year=int(year[0])) if year else None
        if edtf is None:
            return Reading("", "", str(error))
        return Reading(edtf, dates.text(edtf), "", is_translated=True)
