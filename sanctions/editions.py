"""Storing editions of published lists, and what changed since the edition before.

Editions of a list are ordered by day. One that arrives late takes its place among the
others, and the edition after it is compared anew. An edition that looks wrong is held
until an editor accepts it; nothing else about it is written.
"""

import gc
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import pghistory

from tracker import published

from . import differences, versions
from .importers import LISTS
from .importers.entries import ListFormatError, Record
from .importers.files import EditionFiles
from .lists import HeldEdition
from .models import Edition, EditionState
from .versions import Content, Place

# More removals at once than the larger of these are suspicious: of 308 real daily
# differences only one exceeded them, and that file was empty (docs/decisions.md).
REMOVALS_MAX = 150  # entries
REMOVALS_MAX_SHARE = 0.05
# An edition with twice as many entries, and this many more, is of another list.
GROWTH_MAX = 500  # entries
DAY = 1 << 20  # positions within one day
LENGTHS = {"key": 120, "name": 1000, "programme": 1000}  # characters, as columns are


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one edition.

    Attributes:
        label: What its files are called.
        published_on: Its day.
        entries_count: Entries in it.
        state: ``accepted`` or ``held``.
        is_new: Whether anything was written; else the same was there already.
        note: Why it is held; what was odd.
        changes: Kind of change → how many, compared with the edition before. Empty for
            the first edition of a list, which has nothing before it.
    """

    label: str
    published_on: date
    entries_count: int
    state: str
    is_new: bool
    note: str = ""
    changes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Read:
    """An edition whose records were walked, and checked one by one."""

    list_code: str
    label: str
    published_on: date
    form: str
    records: Mapping[str, Record]
    warnings: tuple[str, ...] = ()

    def contents(self, keys: Iterable[str]) -> Iterator[Content]:
        """Read some of the records in full."""
        for key in keys:
            record = self.records[key]
            yield Content.of(record.read(), record.digest)


def import_editions(
    list_code: str,
    sets: Iterable[EditionFiles],
    *,
    published_on: date | None = None,
    on_progress: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Store editions of a list in one transaction, each unless it is there already.

    Args:
        list_code: Which list.
        sets: The files of each edition.
        published_on: Their day, where neither content nor file name says it.
        on_progress: Called after each edition.

    Raises:
        ListFormatError: A file is not what the list publishes; nothing was written.

    Cost:
        An edition that is there already costs one query and reading its files.
    """
    outcomes: list[Outcome] = []
    positions: list[int] = []
    is_writing = False
    with ExitStack() as stack:
        for files in sets:
            sha256 = files.sha256()
            outcome = _known(list_code, files, sha256, day=published_on)
            if outcome is None:
                if not is_writing:
                    stack.enter_context(pghistory.context(command="import_list"))
                    stack.enter_context(published.writing())
                    is_writing = True
                read = _read(list_code, files, published_on)
                outcome = _store(read, sha256, positions)
            outcomes.append(outcome)
            on_progress(outcome)
        if positions:
            versions.derive(list_code, positions)
            published.next_version()  # periods are public, with or without a record
    return outcomes


def accept(edition: Edition) -> Counter[str]:
    """Let a held edition count after all; returns its changes by kind.

    Raises:
        ValueError: It is not held.
    """
    with published.writing():
        held = HeldEdition.objects.filter(edition=edition).first()
        if edition.state != EditionState.HELD or held is None:
            raise ValueError(f"{edition} is not held.")
        contents = {content.key: content for content in _unpacked(bytes(held.content))}
        digests = {key: content.digest for key, content in contents.items()}
        positions: list[int] = []
        versions.bring_in(edition.list_code, digests)
        counts = _place_and_write(
            edition, lambda keys: (contents[key] for key in keys), positions
        )
        held.delete()
        versions.derive(edition.list_code, positions)
        published.next_version()
    return counts


def refuse(edition: Edition) -> None:
    """Let a held edition never count; the same files will not be asked about again.

    Raises:
        ValueError: It is not held.
    """
    with published.writing():
        if edition.state != EditionState.HELD:
            raise ValueError(f"{edition} is not held.")
        HeldEdition.objects.filter(edition=edition).delete()
        edition.state = EditionState.REFUSED
        edition.save(update_fields=["state"])


def _known(
    list_code: str, files: EditionFiles, sha256: str, *, day: date | None
) -> Outcome | None:
    """Find the same files among the editions.

    Where the content says its day, the same content says the same; else the same
    content may well be the edition of another day.
    """
    editions = Edition.objects.filter(list_code=list_code, sha256=sha256)
    day = day or files.published_on
    if day and LISTS[list_code].undated & files.paths.keys():
        editions = editions.filter(published_on=day)
    edition = editions.first()
    return _outcome(edition, files.label, is_new=False) if edition else None


# Reading and checking


def _read(list_code: str, files: EditionFiles, published_on: date | None) -> _Read:
    if files.is_empty:
        day = _day(files, None, published_on)
        return _Read(list_code, files.label, day, form="empty", records={})
    with files.open() as opened, _without_collections():
        parsed = LISTS[list_code].parse(opened)
        records = {record.key: record for record in parsed.records}
    day = _day(files, parsed.published_on, published_on)
    return _Read(
        *(list_code, files.label, day),
        form=parsed.form,
        records=records,
        warnings=tuple(parsed.warnings),
    )


@contextmanager
def _without_collections() -> Iterator[None]:
    """Put off the collection of cycles.

    Records have none, and searching the growing heap for them took a third of the time
    of 170 editions.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _day(files: EditionFiles, stated: date | None, given: date | None) -> date:
    if stated and given and stated != given:
        problem = f"says it is of {stated}, not of {given}."
        raise ListFormatError(files.label, "", problem)
    day = stated or given or files.published_on
    if day is None:
        problem = "does not say its day; put it into the name (2025-10-01_…) or --date."
        raise ListFormatError(files.label, "", problem)
    return day


def _checked(label: str, contents: Iterable[Content]) -> Iterator[Content]:
    """Refuse what does not fit; the parser has checked the rest."""
    for content in contents:
        texts = {"key": [content.key], "name": [content.name]}
        texts["programme"] = list(content.programmes)
        for what, values in texts.items():
            if any(len(value) > LENGTHS[what] for value in values):
                problem = f"has a {what} of more than {LENGTHS[what]} characters."
                raise ListFormatError(label, f"entry {content.key}", problem)
        yield content


def _suspicion(read: _Read) -> str:
    """Say why an edition should be held; "" if nothing is odd. Reads ``incoming``."""
    count = len(read.records)
    if not count:
        return "The edition is empty."
    before, _ = _neighbours(read.list_code, read.published_on.toordinal() * DAY)
    if before is None or before.position is None:
        return ""
    shown, gone = versions.gone(read.list_code, before.position)
    limit = max(REMOVALS_MAX, int(REMOVALS_MAX_SHARE * shown))
    if gone > limit:
        return (
            f"{gone} of {shown} entries of {before.published_on} are gone; more than"
            f" {limit} at once is suspicious. Is the file cut off?"
        )
    if count > 2 * shown + GROWTH_MAX:
        return f"{count} entries after {shown} on {before.published_on}: another list?"
    return ""


# Writing


def _store(read: _Read, sha256: str, positions: list[int]) -> Outcome:
    list_code, label = read.list_code, read.label
    digests = {key: record.digest for key, record in read.records.items()}
    versions.bring_in(list_code, digests)
    if same := _same_content(list_code, read.published_on):
        return _outcome(same, label, is_new=False)
    note = _suspicion(read)
    edition = Edition.objects.create(
        list_code=list_code,
        published_on=read.published_on,
        sha256=sha256,
        entries_count=len(read.records),
        form=read.form,
        note=note or "\n".join(read.warnings),
    )
    if note:
        contents = _checked(label, read.contents(read.records))
        HeldEdition.objects.create(edition=edition, content=_packed(contents))
        return _outcome(edition, label, is_new=True)
    counts = _place_and_write(
        edition, lambda keys: _checked(label, read.contents(keys)), positions
    )
    return _outcome(edition, label, is_new=True, changes=counts)


def _place_and_write(
    edition: Edition,
    contents: Callable[[Iterable[str]], Iterator[Content]],
    positions: list[int],
) -> Counter[str]:
    """Put what ``incoming`` holds among the accepted editions of its list."""
    position = _position(edition.list_code, edition.published_on)
    before, after = _neighbours(edition.list_code, position)
    edition.position, edition.state = position, EditionState.ACCEPTED
    edition.save(update_fields=["position", "state"])
    place = Place(
        edition.list_code,
        position,
        before=before.position if before else None,
        next=after.position if after else None,
    )
    versions.end_others(place)
    versions.begin_earlier(place)
    unread = versions.unread(place)
    if unread:
        versions.begin(place, contents(unread))
    counts = differences.write(edition, before)
    if after:
        differences.write(after, edition)
    positions += [p for p in (place.at, place.next) if p is not None]
    return counts


def _neighbours(list_code: str, position: int) -> tuple[Edition | None, Edition | None]:
    """Give the accepted editions before and after a position."""
    accepted = Edition.objects.filter(list_code=list_code, state=EditionState.ACCEPTED)
    before = accepted.filter(position__lt=position).order_by("-position").first()
    after = accepted.filter(position__gt=position).order_by("position").first()
    return before, after


def _position(list_code: str, day: date) -> int:
    """Find the place of ``incoming`` among the editions of its list.

    Editions of one day seldom say which came first. They are put where the least
    changes: of two on 2022-03-04 the other order would report 35 delistings that never
    were.
    """
    start = day.toordinal() * DAY
    edges = [start, *_positions_of_day(list_code, day), start + DAY]
    gaps = list(pairwise(edges))
    if len(gaps) == 1:
        return start + DAY // 2
    costs = [_cost(list_code, left, right) for left, right in gaps]
    # Of equal costs the last: it arrived last.
    best = max(range(len(gaps)), key=lambda index: (-costs[index], index))
    return sum(gaps[best]) // 2


def _cost(list_code: str, left: int, right: int) -> int:
    """Count by how many changes the way becomes longer through ``incoming``."""
    before, _ = _neighbours(list_code, left + 1)
    _, after = _neighbours(list_code, right - 1)
    cost = 0
    if before and before.position is not None:
        cost += versions.distance(list_code, before.position)
    if after and after.position is not None:
        cost += versions.distance(list_code, after.position)
        if before and before.position is not None:
            cost -= versions.distance_of_editions(
                list_code, before.position, after.position
            )
    return cost


def _positions_of_day(list_code: str, day: date) -> list[int]:
    positions = Edition.objects.filter(
        list_code=list_code, published_on=day, state=EditionState.ACCEPTED
    ).order_by("position")
    return [p for p in positions.values_list("position", flat=True) if p is not None]


def _same_content(list_code: str, day: date) -> Edition | None:
    """Find an edition of the day with the same entries, however they are quoted."""
    editions = Edition.objects.filter(
        list_code=list_code, published_on=day, state=EditionState.ACCEPTED
    )
    for edition in editions:
        if edition.position is not None and not versions.distance(
            list_code, edition.position
        ):
            return edition
    return None


def _outcome(
    edition: Edition,
    label: str,
    *,
    is_new: bool,
    changes: Mapping[str, int] | None = None,
) -> Outcome:
    return Outcome(
        label=label,
        published_on=edition.published_on,
        entries_count=edition.entries_count,
        state=edition.state,
        is_new=is_new,
        note=edition.note if is_new else "",
        changes=changes or {},
    )


def _packed(contents: Iterable[Content]) -> bytes:
    rows = [
        (
            *(c.key, c.digest.hex(), c.kind, c.name, c.programmes),
            *(c.listed_on and c.listed_on.isoformat(), c.body),
        )
        for c in contents
    ]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode())


def _unpacked(content: bytes) -> Iterator[Content]:
    for key, digest, kind, name, programmes, listed_on, body in json.loads(
        zlib.decompress(content)
    ):
        yield Content(
            *(key, bytes.fromhex(digest), kind, name, tuple(programmes)),
            listed_on=date.fromisoformat(listed_on) if listed_on else None,
            body=body,
        )
