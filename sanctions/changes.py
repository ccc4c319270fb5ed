"""What happened to an entry between two editions: pure functions over plain values.

A number that leaves a list is not always a delisting. The authority may have merged
two entries about one person, or given a new number; that is worked out here from names,
kinds, dates of birth and IMO numbers, and said with its reason.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker import dates

from .models import ChangeKind

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as one edition shows it.

    Attributes:
        name_key: The main name for comparing; ``other_names`` likewise, without weak
            ones.
        births: In EDTF, without empty ones.
        is_new: Whether the edition before did not have it.
    """

    key: str
    kind: str
    name: str
    name_key: str
    programmes: tuple[str, ...]
    other_names: frozenset[str] = frozenset()
    births: tuple[str, ...] = ()
    imo: frozenset[str] = frozenset()
    earlier_keys: frozenset[str] = frozenset()
    is_new: bool = False

    @property
    def family_name(self) -> str:
        """What stands before the comma, for comparing; else the whole name."""
        return self.name.partition(",")[0].casefold().strip()

    @property
    def birth_days(self) -> frozenset[str]:
        """Dates of birth that are single days."""
        return frozenset(birth for birth in self.births if len(birth) == DAY_LENGTH)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an entry is gone: a kind of change, whom it is now, and the reason."""

    kind: ChangeKind
    other: Shown | None = None
    reason: str = ""


DAY_LENGTH = len("1961-04-15")
GONE = Explanation(ChangeKind.REMOVED)


def explain_removal(gone: Shown, others: Iterable[Shown]) -> Explanation:
    """Tell a delisting from a merger and a new number.

    Args:
        gone: An entry that the edition before had, as it was.
        others: Entries of this edition that may be the same; more do no harm.

    Returns:
        ``merged`` if the other entry was there before, ``renumbered`` if it is new,
        ``unexplained`` if only a name agrees and something speaks against it.
    """
    doubts: list[Explanation] = []
    found: list[tuple[Shown, str]] = []
    for other in others:
        if other.key == gone.key or other.kind != gone.kind:
            continue
        reason, doubt = _likeness(gone, other)
        if reason and not doubt:
            found.append((other, reason))
        elif reason:
            doubts.append(
                Explanation(ChangeKind.UNEXPLAINED, other, f"{reason}, but {doubt}")
            )
    if found:
        other, reason = max(found, key=lambda pair: _closeness(gone, *pair))
        kind = ChangeKind.RENUMBERED if other.is_new else ChangeKind.MERGED
        return Explanation(kind, other, reason)
    return doubts[0] if doubts else GONE


def _likeness(gone: Shown, other: Shown) -> tuple[str, str]:
    """Give what makes two entries the same, and what speaks against it."""
    if gone.key in other.earlier_keys:
        return "the list says so", ""
    if gone.imo & other.imo:
        return "same IMO number", ""
    is_in_programmes = set(gone.programmes) <= set(other.programmes)
    if gone.name_key == other.name_key or gone.name_key in other.other_names:
        return "same name", _conflict(gone, other)
    if (
        gone.birth_days & other.birth_days
        and gone.family_name == other.family_name
        and is_in_programmes
    ):
        return "same day of birth and family name, and its programmes", ""
    return "", ""


def _conflict(gone: Shown, other: Shown) -> str:
    if gone.imo and other.imo:
        return "other IMO numbers"
    if gone.births and other.births and not _may_share_birth(gone, other):
        return "other dates of birth"
    return ""


def _may_share_birth(gone: Shown, other: Shown) -> bool:
    return any(
        dates.possibly_overlap(dates.parse(one), dates.parse(two))
        for one in gone.births
        for two in other.births
    )


def _closeness(gone: Shown, other: Shown, reason: str) -> tuple[bool, bool, str]:
    is_in_programmes = set(gone.programmes) <= set(other.programmes)
    return (gone.name_key == other.name_key, is_in_programmes, other.key)


@dataclass(frozen=True, slots=True)
class Version:
    """What an entry said, and the stored body of it."""

    kind: str
    name: str
    programmes: Sequence[str]
    body: Json


def compare(
    old: Version, new: Version, *, has_other_form: bool
) -> Iterator[tuple[ChangeKind, Json]]:
    """Tell what changed within one entry, with before and after.

    Args:
        old: As the edition before shows it.
        new: As this one does.
        has_other_form: The two were read from different formats, which tell different
            details; only name and programmes are compared then.
    """
    if old.kind != new.kind:
        detail = {"kind": [old.kind, new.kind], "name": [old.name, new.name]}
        yield ChangeKind.UNEXPLAINED, {**detail, "reason": "the kind changed"}
        return
    if old.name != new.name:
        yield ChangeKind.RENAMED, {"name": [old.name, new.name]}
    if list(old.programmes) != list(new.programmes):
        programmes = [list(old.programmes), list(new.programmes)]
        yield ChangeKind.PROGRAMME, {"programmes": programmes}
    if has_other_form:
        return
    fields = {
        field: _difference(before, new.body.get(field))
        for field, before in old.body.items()
        if before != new.body.get(field)
    }
    if "names" in fields and _spellings(old) == _spellings(new):
        del fields["names"]  # only the main one moved, which is told above
    if fields:
        yield ChangeKind.DETAILS, fields
    elif (old.name, list(old.programmes)) == (new.name, list(new.programmes)):
        # Addresses and the like are compared but not kept.
        yield ChangeKind.DETAILS, {"unshown": True}


def _spellings(version: Version) -> set[str]:
    return {name["text"] for name in version.body["names"]}


def _difference(before: Any, after: Any) -> list[Any]:  # JSON
    """Give what is no longer there and what is new; for texts, both whole."""
    if not isinstance(before, list) or not isinstance(after, list):
        return [before, after]
    return [
        [item for item in before if item not in after],
        [item for item in after if item not in before],
    ]
