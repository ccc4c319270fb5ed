"""What one record of a dossier must keep to, whatever else there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tracker import counts, dates

from . import ordering, pieces, schema
from .kinds import nearest
from .records import Path, Record

Finding = tuple[Path, str]
OVERLAPPING = "category"  # the breakdown whose cohorts may overlap
GIVEN = frozenset({"partly_delivered", "delivered"})
# Steps that nothing can take before another.
NEEDED_BEFORE = {
    "reversed": GIVEN,
    "expired": GIVEN,
    "restored": frozenset({"suspended", "reversed", "expired"}),
}


def broken(section: str, key: str, part: Any) -> Iterator[Finding]:
    """Find what is wrong within one record.

    Args:
        section: Its section.
        key: Its slug.
        part: The record as the file has it.

    Returns:
        Paths below the record with what is wrong there.
    """
    rule = _RULES.get(section)
    if rule is not None:
        yield from rule(key, part)
    if section not in ("sources", "parties", "entities"):
        yield from _without_source(part)


def broken_addition(
    section: str, key: str, part: Any, whole: Record | None
) -> Iterator[Finding]:
    """Find what is wrong with an addition to a record of another dossier.

    Args:
        section: The record's section.
        key: Its slug.
        part: The addition as the file has it.
        whole: The record in canonical form; None if it does not exist.
    """
    said: list[Any] = [*part.cite, *getattr(part, "claims", ())]
    bare: list[Any] = []  # what rests on the addition's own citations
    if isinstance(part, schema.AddedToPerson):
        bare = [*part.names, *part.nationality, *part.recognitions]
        yield from _added_names(part.names)
    if isinstance(part, schema.AddedToRelease):
        parts: list[Any] = [*part.cohorts.values(), *part.freed.values()]
        bare = [*part.recognitions, *(one for one in parts if not one.cite)]
        said += parts
        if whole is not None:
            yield from _release_with(part, key, whole)
    if isinstance(part, schema.AddedToTrade):
        bare = [*part.parties, *part.disputed, *part.actions]
        yield from _trade_with(part, whole or {})
    if isinstance(part, schema.AddedToConcession):
        bare = [*part.actions, *(one for one in part.steps if not one.cite)]
        said += part.steps
        yield from _concession_with(part, whole or {})
    if bare and not said_of_all(part):
        yield (), f"what is added to {key} has no source; add cite:"
    if not said and not bare:
        yield (), f"adds nothing to {section}.{key}; remove it"


def said_of_all(part: Any) -> bool:
    """Tell whether an addition has citations that its parts can rest on."""
    return bool(part.cite or getattr(part, "claims", ()))


def _trade_with(part: schema.AddedToTrade, whole: Record) -> Iterator[Finding]:
    added = schema.TradeRecord.model_construct(
        parties=part.parties, disputed=part.disputed, actions=part.actions
    )
    yield from _trade("", added)
    for role, codes in part.disputed.items():
        for code in codes:
            if code in whole.get("parties", {}).get(role, ()):
                message = (
                    f"{code} is {role} there without dispute; add a citation that"
                    " disputes it, or change it there"
                )
                yield ("disputed", role), message


def _concession_with(
    part: schema.AddedToConcession, whole: Record
) -> Iterator[Finding]:
    """Apply the rules of steps to those added, with those that the concession has."""
    names = [
        f"{pieces.step_name(step.kind, step.on)} by {step.by or 'the giver'}"
        for step in part.steps
    ]
    yield from _twice(names, ("steps",), "step")
    added = [(place, step) for place, step in enumerate(part.steps)]
    marks = {pieces.mark("steps", s.kind, s.on, s.by) for s in part.steps}
    own: list[tuple[int | None, schema.StepPart]] = []
    for record in whole.get("steps", ()):
        rest = {key: value for key, value in record.items() if key in ("on", "by")}
        step = schema.StepPart.model_construct(kind=record["kind"], **rest)
        if pieces.mark("steps", step.kind, step.on, step.by) not in marks:
            own.append((None, step))
    steps = ordering.merged(
        own,
        added,
        lambda one: (one[1].kind, one[1].on, pieces.mark("steps", one[1].by)),
    )
    for (_, position, *below), message in _steps([step for _, step in steps]):
        place = steps[int(position)][0]
        if place is not None:
            yield ("steps", place, *below), message
    for name, actions in part.actions.items():
        yield from _twice(actions, ("actions", name), "action")


def _added_names(names: list[schema.Name]) -> Iterator[Finding]:
    for position, name in enumerate(names):
        if name.kind == "main":
            message = "the main name is the person's first; use another kind"
            yield ("names", position), message


def _release_with(
    part: schema.AddedToRelease, key: str, whole: Record
) -> Iterator[Finding]:
    """Apply the rules of a release to what is added, with what it has."""
    joined: Record = {"captor": whole["captor"]}
    joined |= {name: whole[name] for name in ("people", "remains") if name in whole}
    for name, form in (("cohorts", schema.AddedCohort), ("freed", schema.FreedPart)):
        keys = set(form.key_names()) - {"cite"}
        joined[name] = {
            label: {k: v for k, v in one.items() if k in keys}
            for label, one in whole.get(name, {}).items()
        }
        joined[name] |= {
            label: one.model_dump(
                by_alias=True, exclude_defaults=True, exclude={"cite"}
            )
            for label, one in getattr(part, name).items()
        }
    for path, message in _release(key, schema.ReleaseRecord.model_validate(joined)):
        is_added = len(path) < 2 or path[1] in getattr(part, str(path[0]), ())
        if path and is_added and getattr(part, str(path[0]), None):
            yield path, message


def _without_source(part: Any) -> Iterator[Finding]:
    if part.cite:
        if all(one.stance in ("disputes", "no_comment") for one in part.cite):
            yield (
                ("cite",),
                "only disputes it or says nothing; cite who says so too, or leave it"
                " out",
            )
        return
    steps = getattr(part, "steps", [])
    bare = [position for position, step in enumerate(steps) if not step.cite]
    if steps and not bare:
        return
    if steps and len(bare) < len(steps):
        place: Path = ("steps", bare[0])
        yield place, "has no source, nor has its record; add cite: to one of them"
        return
    yield (), "has no source; add cite: and where it says so, such as wsj 41"


def _party(key: str, part: schema.PartyRecord) -> Iterator[Finding]:
    if part.kind == "person" and not part.person:
        yield ("kind",), f"a party of kind person needs person: and a slug, as {key}"
    if part.kind != "person" and part.person:
        yield (
            ("person",),
            f"only a party of kind person has a person, not a {part.kind}",
        )
    if part.kind != "person" and not part.name:
        yield (), "'name' is missing (what the party is called)"


def _person(key: str, part: schema.PersonRecord) -> Iterator[Finding]:
    if isinstance(part.names, list):
        yield from _names(part.names)
    yield from _recognitions(part.recognitions, ("recognitions",))


def _names(names: list[schema.Name]) -> Iterator[Finding]:
    for position, name in enumerate(names):
        if position == 0 and name.kind not in ("", "main"):
            message = "the first name is the main one; drop its kind or put it later"
            yield ("names", 0), message
        if position > 0 and name.kind == "main":
            yield ("names", position), "the main name comes first, and there is one"
    yield from _twice([name.text for name in names], ("names",), "name")


def _recognitions(parts: Iterable[Any], path: Path) -> Iterator[Finding]:
    said = [f"{part.as_} by {part.by or 'the source'}" for part in parts]
    yield from _twice(said, path, "recognition")


def _detention(key: str, part: schema.DetentionRecord) -> Iterator[Finding]:
    if _is_backwards(part.from_, part.to):
        message = (
            f"the spell ends ({dates.text(part.to)}) before it begins"
            f" ({dates.text(part.from_)})"
        )
        yield ("to",), message


def _entity(key: str, part: schema.EntityRecord) -> Iterator[Finding]:
    yield from _twice([name.text for name in part.names], ("names",), "name")
    numbers = [f"{one.kind} {one.value}" for one in part.identifiers]
    yield from _twice(numbers, ("identifiers",), "number")


def _action(key: str, part: schema.ActionRecord) -> Iterator[Finding]:
    if _is_backwards(part.effective_on, part.expires_on):
        message = (
            f"the act expires ({dates.text(part.expires_on)}) before it takes effect"
            f" ({dates.text(part.effective_on)})"
        )
        yield ("expires_on",), message
    yield from _twice(part.entities, ("entities",), "entity")


def _trade(key: str, part: schema.TradeRecord) -> Iterator[Finding]:
    for role, parties in part.parties.items():
        yield from _twice(parties, ("parties", role), role)
        for code in set(parties) & set(part.disputed.get(role, ())):
            message = f"{code} is {role} under parties too; keep one of the two"
            yield ("disputed", role), message
    for role, parties in part.disputed.items():
        yield from _twice(parties, ("disputed", role), role)
    yield from _twice(part.actions, ("actions",), "action")


def _contact(key: str, part: schema.ContactRecord) -> Iterator[Finding]:
    parties = [one.party for one in part.participants]
    yield from _twice(parties, ("participants",), "participant")


def _concession(key: str, part: schema.ConcessionRecord) -> Iterator[Finding]:
    if part.kind == "other" and not part.note:
        yield ("kind",), "kind other needs a note that says what the thing is"
    for name in ("co_giver", "receiver", "beneficiary", "holder"):
        yield from _twice(getattr(part, name), (name,), name)
    if part.giver in part.co_giver:
        yield ("co_giver",), f"{part.giver} is the giver already"
    yield from _steps(part.steps)


def _steps(steps: list[schema.StepPart]) -> Iterator[Finding]:
    dated = [(place, step) for place, step in enumerate(steps) if step.on]
    for earlier, (_, before) in enumerate(dated):
        for place, step in dated[earlier + 1 :]:
            if _is_backwards(before.on, step.on):
                message = (
                    f"{step.kind} ({dates.text(step.on)}) comes after {before.kind}"
                    f" ({dates.text(before.on)}) here, but was certainly before it;"
                    " write the steps in the order they happened"
                )
                yield ("steps", place), message
                return
    taken: set[str] = set()
    for place, step in enumerate(steps):
        yield from _twice(step.actions, ("steps", place, "actions"), "action")
        needed = NEEDED_BEFORE.get(step.kind, frozenset())
        if needed and not needed & taken:
            yield (
                ("steps", place),
                f"{step.kind} comes before any step {' or '.join(sorted(needed))};"
                " write that step too (undated if need be), or use withdrawn or lapsed"
                " for what was never given",
            )
        taken.add(step.kind)


def _tally(key: str, part: schema.TallyRecord) -> Iterator[Finding]:
    if not (part.captor or part.trade or part.population):
        yield (), "says whose people it counts nowhere; add captor, trade or population"


def _release(key: str, part: schema.ReleaseRecord) -> Iterator[Finding]:
    if part.people in ("", "0") and part.remains in ("", "0"):
        yield (), "frees nobody; add people: (how many), or remains: of the dead"
    for name in ("received_by", "on_behalf_of"):
        yield from _twice(getattr(part, name), (name,), name)
    yield from _recognitions(part.recognitions, ("recognitions",))
    yield from _cohorts(part)
    yield from _freed(part)


def _cohorts(part: schema.ReleaseRecord) -> Iterator[Finding]:
    siblings: dict[tuple[str, str], list[str]] = {}
    for label, cohort in part.cohorts.items():
        path: Path = ("cohorts", label)
        if cohort.people in ("", "0") and cohort.remains in ("", "0"):
            yield path, "counts nobody; add people: or remains:"
        yield from _recognitions(cohort.recognitions, (*path, "recognitions"))
        if cohort.part_of and cohort.part_of not in part.cohorts:
            yield (*path, "part_of"), _no_cohort(cohort.part_of, part.cohorts)
        elif label in _ancestors(label, part.cohorts):
            yield (*path, "part_of"), f"{label} is a part of itself in the end"
        else:
            siblings.setdefault((cohort.part_of, cohort.by), []).append(label)
    for (parent, by), labels in siblings.items():
        # Categories may overlap: each alone is no more than the whole.
        groups = [[one] for one in labels] if by == OVERLAPPING else [labels]
        for group in groups:
            for name in ("people", "remains"):
                yield from _too_many(part, parent, by, group, name)


def _too_many(
    part: schema.ReleaseRecord, parent: str, by: str, labels: list[str], name: str
) -> Iterator[Finding]:
    whole = getattr(part.cohorts[parent] if parent else part, name) or "0"
    least = sum(least_of(getattr(part.cohorts[label], name) or "0") for label in labels)
    if not may_be_at_least(whole, least):
        what = f"cohort {parent}" if parent else "the release"
        who = "people" if name == "people" else "remains"
        most = f"more than the {counts.text(counts.parse(whole))} of {what}"
        message = f"has at least {least} {who}, {most}"
        if len(labels) > 1:
            message = (
                f"the cohorts by {by} ({', '.join(labels)}) have at least {least}"
                f" {who}, {most}; if they overlap, nest them with part_of or use"
                f" by: {OVERLAPPING}"
            )
        yield ("cohorts", labels[-1]), message


def _freed(part: schema.ReleaseRecord) -> Iterator[Finding]:
    members: dict[str, int] = {}
    for person, freed in part.freed.items():
        path: Path = ("freed", person, "cohorts")
        yield from _twice(freed.cohorts, path, "cohort")
        for label in freed.cohorts:
            if label not in part.cohorts:
                yield path, _no_cohort(label, part.cohorts)
            members[label] = members.get(label, 0) + 1
    for label, count in members.items():
        cohort = part.cohorts.get(label)
        if cohort and not _may_hold(cohort.people, cohort.remains, count):
            message = f"has {count} members under freed, more than its people"
            yield ("cohorts", label), message
    living = sum(freed.outcome != "died" for freed in part.freed.values())
    if not _may_hold(part.people, "", living):
        people = counts.text(counts.parse(part.people or "0"))
        message = f"names {living} people freed alive, but the release frees {people}"
        yield ("freed",), message
    elif not _may_hold(part.people, part.remains, len(part.freed)):
        message = f"names {len(part.freed)} people, more than people and remains are"
        yield ("freed",), message


def least_of(written: str) -> int:
    """Give the least number that a count allows; "about" allows 10 % less."""
    count = counts.parse(written)
    if count.qualifier == counts.ABOUT:
        return -(-count.minimum * (100 - counts.ABOUT_TOLERANCE) // 100)
    return count.minimum


def may_be_at_least(written: str, number: int) -> bool:
    """Tell whether a count allows so many; "about" allows 10 % more."""
    wanted = counts.Count(number, None, counts.AT_LEAST)
    return counts.possibly_equal(counts.parse(written), wanted)


def _may_hold(people: str, remains: str, number: int) -> bool:
    written = [counts.parse(text) for text in (people, remains) if text]
    if any(count.maximum is None for count in written):
        return True
    if len(written) == 1:
        return may_be_at_least(people or remains, number)
    return sum(count.maximum or 0 for count in written) >= number


def _no_cohort(label: str, cohorts: Mapping[str, object]) -> str:
    found = nearest(label, cohorts)
    hint = f"did you mean '{found}'?" if found else "add it under cohorts"
    return f"'{label}' is no cohort of this release; {hint}"


def _ancestors(label: str, cohorts: Mapping[str, schema.CohortPart]) -> set[str]:
    found: set[str] = set()
    parent = cohorts[label].part_of
    while parent and parent in cohorts and parent not in found:
        found.add(parent)
        parent = cohorts[parent].part_of
    return found


def _twice(values: Iterable[str], path: Path, what: str) -> Iterator[Finding]:
    seen = set()
    for value in values:
        if value in seen:
            yield path, f"'{value}' stands here twice as {what}; keep one"
        seen.add(value)


def _is_backwards(first: str, then: str) -> bool:
    if not first or not then:
        return False
    return dates.certainly_before(dates.parse(then), dates.parse(first))


_RULES: Mapping[str, Callable[[str, Any], Iterator[Finding]]] = {
    "parties": _party,
    "people": _person,
    "detentions": _detention,
    "entities": _entity,
    "actions": _action,
    "trades": _trade,
    "contacts": _contact,
    "concessions": _concession,
    "releases": _release,
    "tallies": _tally,
}
