"""The picture of a release that other sites show beside a link.

Drawn from the published document alone, with fonts that lie beside this module:
DejaVu, which has Latin, Greek and Cyrillic letters.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from tracker.templatetags import wording

from . import labels
from .summaries import summary

Json = dict[str, Any]

WIDTH, HEIGHT = 1200, 630  # pixels, as ogp.me readers expect them
MARGIN, MIDDLE, COLUMN = 64, 520, 616
TITLE_LINES, ITEM_LINES = 2, 2
PAPER, INK, SOFT, LINE = "#fbfaf6", "#20262b", "#565f66", "#dcd8cd"
FREED, GIVEN = "#0f5552", "#84460c"
FONTS = Path(__file__).resolve().parent / "fonts"
NOTES = {"package": "in a package", "contested": "contested"}
SERIF, SANS = "DejaVuSerif-Bold.ttf", "DejaVuSans.ttf"


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says: all its words."""

    date: str
    title: str
    answer: str
    people: str
    captor: str
    given: tuple[str, ...]

    def words(self) -> Iterator[str]:
        """Give every text on the picture."""
        yield from (self.date, self.title, self.answer, self.people, self.captor)
        yield from self.given


def card(release: Json) -> Card:
    """Choose the words for a release's document; names of people freed are not in."""
    entry = summary(release)
    people, when = entry["people"], entry["released_on"]
    is_people = wording.has_any(people)
    captor = entry["captor"]
    verb = "let go by" if is_people else "handed over by"
    return Card(
        date=when["text"] if when else wording.NO_DATE,
        title=entry["name"],
        answer=labels.label(entry["answer"], "answer"),
        people=wording.people(people)
        if is_people
        else f"Remains of {entry['remains']['text']}",
        captor=f"{verb} {labels.in_text(captor['name'])}" if captor else "",
        given=tuple(_given(entry))
        or (labels.label(entry["answer"], "answer_meaning"),),
    )


def _given(entry: Json) -> Iterator[str]:
    for item in entry["items"]:
        giver = item["giver"]
        by = f" by {labels.in_text(giver['name'])}" if giver else ""
        if item["people"]:
            what = f"{wording.people(item['people'])} let go"
            yield (what if wording.has_any(item["people"]) else "Remains") + by
        else:
            status = item["status"] and labels.label(item["status"], "step")
            notes = ", ".join(filter(None, (status, NOTES.get(item["list"]))))
            yield f"{item['ref']['name']}{f' ({notes})' if notes else ''}"
    if entry["items_more"]:
        yield f"and {entry['items_more']} more"


def draw(words: Card) -> bytes:
    """Draw a card as PNG; the same words give the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    _text(pen, (MARGIN, 44), "What was given in exchange", SANS, 26, SOFT)
    pen.text(
        (WIDTH - MARGIN, 44), words.date, fill=SOFT, font=_font(SANS, 26), anchor="ra"
    )
    title = _wrapped(words.title, SERIF, 56, WIDTH - 2 * MARGIN, TITLE_LINES)
    y = _lines(pen, (MARGIN, 104), title, SERIF, 56, INK)
    top = max(y + 36, 268)
    pen.line((MARGIN, top, MIDDLE, top), FREED, 4)
    pen.line((COLUMN, top, WIDTH - MARGIN, top), GIVEN, 4)
    _text(pen, (MARGIN, top + 18), "Who was freed", SANS, 26, FREED)
    _text(pen, (COLUMN, top + 18), f"What was given: {words.answer}", SANS, 26, GIVEN)
    width = MIDDLE - MARGIN
    people = _wrapped(words.people, SERIF, 48, width, 2)
    y = _lines(pen, (MARGIN, top + 66), people, SERIF, 48, INK)
    captor = _wrapped(words.captor, SANS, 28, width, 2)
    _lines(pen, (MARGIN, y + 8), captor, SANS, 28, SOFT)
    y = top + 70
    for given in words.given:
        lines = _wrapped(given, SANS, 28, WIDTH - MARGIN - COLUMN, ITEM_LINES)
        y = _lines(pen, (COLUMN, y), lines, SANS, 28, INK) + 10
    found = BytesIO()
    image.quantize(64).save(found, "PNG", optimize=True)
    return found.getvalue()


@cache
def _font(name: str, size: int) -> FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), size)


def _text(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    text: str,
    font: str,
    size: int,
    ink: str,
) -> None:
    pen.text(place, text, fill=ink, font=_font(font, size))


def _lines(
    pen: ImageDraw.ImageDraw,
    place: tuple[float, float],
    lines: list[str],
    font: str,
    size: int,
    ink: str,
) -> float:
    """Write lines and give the place below them."""
    x, y = place
    for line in lines:
        _text(pen, (x, y), line, font, size, ink)
        y += size * 1.28
    return y


def _wrapped(text: str, font: str, size: int, width: int, most: int) -> list[str]:
    """Break a text into lines; what does not fit ends in an ellipsis."""
    face = _font(font, size)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = f"{kept[-1]}…"
    return [_cut(line, face, width) for line in kept]


def _cut(line: str, face: FreeTypeFont, width: int) -> str:
    while face.getlength(line) > width and len(line) > 1:
        line = f"{line.rstrip('…')[:-1]}…"
    return line
