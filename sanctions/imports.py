"""What ``import_list`` does: find the files, store the editions, say what changed."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from tracker import names

from . import editions, listed_names
from .editions import Outcome
from .importers import LISTS
from .importers.downloads import download
from .importers.entries import EntryName, ListFormat, ListFormatError
from .importers.files import EditionFiles
from .importers.files import editions as find_editions
from .lists import ListingPeriod
from .models import Change, Programme

SCORE_MIN = 0.5  # a lower likeness is not shown by ``inspect``
INSPECTED_MAX = 20  # names shown


def run(list_format: ListFormat, options: Mapping[str, Any]) -> Iterator[str]:
    """Do what the command's options say; gives the lines to print.

    Raises:
        ListFormatError: A file or address is wrong; nothing was written.
    """
    sources: list[Path] = [*options["source"]]
    if list_format.licence:
        yield list_format.licence
    if options["download"]:
        day = datetime.now(tz=UTC).date()
        sources = download(list_format, sources[0], day=day, sha256=options["sha256"])
    if wanted := options["inspect"]:
        yield from map(str, inspect(list_format.code, sources, wanted))
        return
    outcomes = import_list(list_format.code, sources, published_on=options["date"])
    indexed = 0 if options["no_names"] else listed_names.refresh(list_format.code)
    if options["json"]:
        yield as_json(list_format.code, outcomes)
        return
    yield from summary(outcomes)
    if indexed:
        yield f"The names of {indexed} entries can be searched."
    if unknown := unknown_programmes(list_format.code):
        yield f"Programmes that the record does not have: {', '.join(unknown)}."


def import_list(
    list_code: str,
    sources: Sequence[Path],
    *,
    published_on: date | None = None,
) -> list[Outcome]:
    """Store every edition in files, directories and archives; progress on terminals.

    Raises:
        ListFormatError: A file is wrong; nothing was written.
    """
    with find_editions(LISTS[list_code], sources) as sets, _progress() as progress:
        task = progress.add_task(list_code, total=len(sets))
        return editions.import_editions(
            list_code,
            sets,
            published_on=published_on,
            on_progress=lambda outcome: progress.advance(task),
        )


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        *(BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()),
        console=Console(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )


def summary(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Say in a line what became of each edition."""
    for outcome in outcomes:
        day = f"{outcome.published_on} ({outcome.label})"
        if not outcome.is_new:
            yield f"{day}: already here, {outcome.state}; nothing written."
        elif outcome.state == "held":
            yield f"{day}: HELD for an editor. {outcome.note}"
        else:
            told = ", ".join(
                f"{n} {kind}" for kind, n in sorted(outcome.changes.items())
            )
            yield f"{day}: {outcome.entries_count} entries; {told or 'no changes'}."
            yield from (f"  {line}" for line in outcome.note.splitlines())


def unknown_programmes(list_code: str) -> list[str]:
    """Name programmes of listed entries that the record does not have.

    Entries keep them as printed, so nothing is lost until somebody adds them. A list
    without an authority of its own, or with free text, has none to compare.
    """
    authority = LISTS[list_code].authority
    known = Programme.objects.filter(authority__code=authority).values("list_code")
    if not authority or not known.exclude(list_code="").exists():
        return []
    periods = ListingPeriod.objects.filter(entry__list_code=list_code, ended_on=None)
    unknown = periods.exclude(programme__in=known).exclude(programme="")
    return sorted(set(unknown.values_list("programme", flat=True)))


def as_json(list_code: str, outcomes: Iterable[Outcome]) -> str:
    """Give editions and their changes as one JSON object."""
    outcomes = list(outcomes)
    days = {outcome.published_on for outcome in outcomes}
    rows = (
        Change.objects.filter(
            edition__list_code=list_code, edition__published_on__in=days
        )
        .order_by("edition__position", "entry_key", "kind")
        .values_list("edition__published_on", "entry_key", "kind", "detail")
    )
    told = {
        "list": list_code,
        "editions": [
            {
                "published_on": str(outcome.published_on),
                "files": outcome.label,
                "state": outcome.state,
                "is_new": outcome.is_new,
                "entries_count": outcome.entries_count,
                "note": outcome.note,
                "changes": dict(outcome.changes),
            }
            for outcome in outcomes
        ],
        "changes": [
            {"edition": str(day), "key": key, "kind": kind, "detail": detail}
            for day, key, kind, detail in rows
        ],
    }
    return json.dumps(told, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a file that is like one asked for; the score is 0.0 to 1.0."""

    score: float
    key: str
    name: EntryName
    file: str

    def __str__(self) -> str:
        """Give score, number, kind of name, spelling and file, between tabs."""
        told = (
            f"{self.score:.2f}",
            self.key,
            self.name.kind,
            self.name.text,
            self.file,
        )
        return "\t".join(told)


def inspect(list_code: str, sources: Sequence[Path], wanted: str) -> list[Found]:
    """Search the names in files without storing anything, best first.

    Also files that are no whole edition: a set without its main file.

    Raises:
        ListFormatError: A file is wrong, or the name has no letters.
    """
    asked = names.tokens(wanted)
    if not asked:
        raise ListFormatError("--inspect", "", f"“{wanted}” has no letters.")
    found: dict[tuple[str, str], Found] = {}
    list_format = LISTS[list_code]
    with find_editions(list_format, sources) as sets:
        for files in sets:
            for key, name in _names(list_format, files):
                score = names.score(asked, names.tokens(name.text))
                if score >= SCORE_MIN:
                    hit = Found(score, key, name, files.label)
                    found.setdefault((key, name.text), hit)
    best = sorted(found.values(), key=lambda hit: (-hit.score, hit.key, hit.name.text))
    return best[:INSPECTED_MAX]


def _names(
    list_format: ListFormat, files: EditionFiles
) -> Iterator[tuple[str, EntryName]]:
    with files.open() as opened:
        if list_format.inspect:
            yield from list_format.inspect(opened)
            return
        for record in list_format.parse(opened).records:
            entry = record.read()
            yield from ((entry.key, name) for name in entry.names)
