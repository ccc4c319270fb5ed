"""The answer on a terminal: every release with what was given for it."""

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.models import PublishedDocument

WIDTH = 100  # columns
MAX_SOURCES = 3  # named in a row
SLUG_WIDTH = 21  # columns; slugs break at hyphens
COUNTED = ("exclusive", "shared", "counter_releases", "package", "contested")
ANSWERS = {
    "given": "given",
    "partly_given": "partly given",
    "promised": "promised, not given",
    "contested": "contested",
    "not_stated": "not stated",
    "none": "nothing, a source says",
    "unknown": "a price not known",
    "withheld": "terms kept secret",
}
LABELS = {
    "shared": "shared",
    "package": "in a package",
    "contested": "contested",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One release in words."""

    release: str
    when: str
    people: str
    answer: str
    given: tuple[str, ...]
    sureness: str
    sources: str


def bodies() -> list[bytes]:
    """Fetch the documents of all public releases, sorted by slug; one query."""
    rows = PublishedDocument.objects.using("public").filter(kind="release")
    return [
        bytes(body) for body in rows.order_by("slug").values_list("body", flat=True)
    ]


def as_json(documents: Iterable[bytes]) -> str:
    """Join documents to one JSON array, as the API serves them."""
    return b"".join((b"[", b",\n".join(documents), b"]")).decode()


def rows(documents: Iterable[bytes]) -> list[Row]:
    """Put documents into words, the oldest release first."""
    read = [json.loads(body) for body in documents]
    read.sort(key=lambda release: (_day(release), release["slug"]))
    return [_row(release) for release in read]


def newest(documents: Iterable[bytes], number: int) -> list[Row]:
    """Put the newest releases into words, the newest first."""
    read = [json.loads(body) for body in documents]
    dated = [release for release in read if release["released_on"]]
    dated.sort(key=lambda release: (_day(release), release["slug"]), reverse=True)
    return [_row(release) for release in dated[:number]]


def totals(documents: Iterable[bytes]) -> str:
    """Say in how many releases what was given, the commonest answer first."""
    answers = Counter(json.loads(body)["in_exchange"]["answer"] for body in documents)
    said = [f"{count:,} {ANSWERS[answer]}" for answer, count in answers.most_common()]
    text = f"{answers.total():,} releases: {'; '.join(said)}."
    return "\n".join(textwrap.wrap(text, WIDTH))


def as_table(found: Iterable[Row]) -> str:
    """Set rows as a table of at most 100 columns of plain text."""
    stream = StringIO()
    console = Console(
        file=stream,
        width=WIDTH,
        highlight=False,
        force_terminal=False,  # no colours, whatever the environment asks for
        color_system=None,
    )
    table = Table(box=None, pad_edge=False, padding=(0, 1, 1, 0), header_style="bold")
    for name, width in (
        ("release", SLUG_WIDTH),
        ("when", 15),
        ("people", 7),
        ("what was given", 27),
        ("how sure", 12),
        ("source", 13),
    ):
        table.add_column(name, width=width, overflow="fold")
    for row in found:
        given = Text(row.answer, style="bold")
        for entry in row.given:
            given.append(f"\n· {entry}", style="not bold")
        table.add_row(
            Text(row.release),
            Text(row.when),
            Text(row.people),
            given,
            Text(row.sureness),
            Text(row.sources),
        )
    console.print(table)
    lines = (line.rstrip() for line in stream.getvalue().splitlines())
    return "\n".join(lines).rstrip() + "\n"


def _day(release: dict[str, Any]) -> str:
    when = release["released_on"] or {}
    return when.get("earliest") or when.get("latest") or "9999"


def _row(release: dict[str, Any]) -> Row:
    answer = release["in_exchange"]
    when, people = release["released_on"], release["people"]
    remains = release["remains"]
    counted = [people["text"]] if people["max"] != 0 else []
    counted += [f"{remains['text']} dead"] if remains["max"] != 0 else []
    return Row(
        release="\n".join(textwrap.wrap(release["slug"], SLUG_WIDTH)),
        when=_when(when, release["released_on_text"]),
        people=", ".join(counted),
        answer=ANSWERS[answer["answer"]],
        given=tuple(_entries(answer)),
        sureness=_sureness(release),
        sources=_sources(release),
    )


def _when(when: dict[str, Any] | None, words: str) -> str:
    text = when["text"] if when else "not known"
    return f"{text}, “{words}”" if words else text


def _entries(answer: dict[str, Any]) -> Iterator[str]:
    for name in COUNTED:
        for item in answer[name]:
            concession = item["concession"]
            subject = (concession or item["counter_release"])["name"]
            status = concession["status"] if concession else ""
            notes = [LABELS.get(name, ""), (status or "").replace("_", " ")]
            words = ", ".join(note for note in notes if note)
            yield f"{subject} ({words})" if words else subject


def _sureness(release: dict[str, Any]) -> str:
    answer = release["in_exchange"]
    found = [item for name in COUNTED for item in answer[name]]
    bases = dict.fromkeys(item["linkage"]["basis"] for item in found)
    deniers = dict.fromkeys(
        speaker["name"] for item in found for speaker in item["linkage"]["denied_by"]
    )
    cited = [*release["citations"], *(c for item in found for c in item["citations"])]
    origins = {citation["source"]["origin"] for citation in cited}
    words = [*bases, "1 source" if len(origins) == 1 else f"{len(origins)} sources"]
    words += [f"denied by {', '.join(deniers)}"] if deniers else []
    fields = [
        entry["field"].replace("_", " ").replace(".", " ")
        for entry in release["conflicts"]
    ]
    words += [f"disagree on {', '.join(fields)}"] if fields else []
    return ", ".join(words)


def _sources(release: dict[str, Any]) -> str:
    found: dict[str, list[str]] = {}
    for citation in release["citations"]:
        locators = found.setdefault(citation["source"]["publisher"], [])
        if citation["locator"] not in locators:
            locators.append(citation["locator"])
    named = [f"{who} {', '.join(locators)}" for who, locators in found.items()]
    more = len(named) - MAX_SOURCES
    rest = [f"{more} more"] if more > 0 else []
    return "; ".join([*named[:MAX_SOURCES], *rest])
