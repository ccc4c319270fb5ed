"""Drafts: dossiers whose records wait for an editor's answer.

A record of a draft carries ``accept: "?"``. The editor writes yes or no; the loader
takes what is accepted, drops what is rejected with all that refers to it, and refuses a
file in which a question is open. What only helps the editor to judge (``band``,
``reason``, ``alternatives``, and ``draft`` at the top) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import reading
from .problems import DossierError, Problem
from .reading import Node

OPEN, YES, NO = "?", "yes", "no"
KEYS = ("accept", "band", "reason", "alternatives", "key")
TOP = "draft"
# Sections whose records may be judged; linkages are a list.
SECTIONS = (
    "parties",
    "people",
    "detentions",
    "entities",
    "actions",
    "trades",
    "releases",
    "concessions",
    "linkages",
    "contacts",
    "tallies",
)
# The same as classes of the form.
RECORDS = (
    "PartyRecord",
    "PersonRecord",
    "DetentionRecord",
    "EntityRecord",
    "ActionRecord",
    "TradeRecord",
    "ReleaseRecord",
    "ConcessionRecord",
    "LinkagePart",
    "ContactRecord",
    "TallyRecord",
    "AddedToRelease",
)
BANDS = ("ready", "check", "unlikely")


@dataclass(slots=True)
class _Judging:
    name: str
    problems: list[Problem] = field(default_factory=list)
    rejected: dict[str, set[str]] = field(default_factory=dict)


def judged(node: Node, name: str) -> Node:
    """Give a dossier without its rejected records and the marks of a draft.

    A file without such marks is given back as it is.

    Raises:
        DossierError: An answer is open, or is neither yes nor no; all are named.
    """
    top = node.value
    if not isinstance(top, dict) or not _is_draft(top):
        return node
    judging = _Judging(name)
    sections: dict[str, Node] = {}
    for section, found in top.items():
        if section == TOP:
            continue
        if section in SECTIONS:
            sections[section] = _section(section, found, judging)
        elif section == "adds" and isinstance(found.value, dict):
            inner = {
                part: _section(f"adds.{part}", records, judging)
                for part, records in found.value.items()
            }
            sections[section] = Node(found.line, inner, found.key_lines)
        else:
            sections[section] = found
    if judging.problems:
        raise DossierError(judging.problems)
    _forget(sections, judging.rejected)
    return Node(
        node.line,
        {key: one for key, one in sections.items() if one.value},
        node.key_lines,
    )


def answers(path: Path) -> list[tuple[str, bool, dict[str, Any]]]:
    """Give what an editor answered in a draft file.

    Returns:
        Key, whether accepted, and the record's fields without its citations; empty if
        the file is no draft.

    Raises:
        DossierError: It is no YAML of ours.
    """
    text = reading.text_of(path)
    if "accept:" not in text:
        return []
    node = reading.parse(text, str(path))
    if not isinstance(node.value, dict):
        return []
    told = []
    for record in _records(node.value):
        answer, key = record.get("accept"), record.get("key")
        if answer is not None and key is not None and answer.value in (YES, NO):
            fields = {
                name: one.plain()
                for name, one in record.items()
                if name not in (*KEYS, "cite")
            }
            told.append((str(key.value), answer.value == YES, fields))
    return told


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """Add to the JSON Schema of a dossier what a draft carries besides."""
    text = {"type": "string"}
    marks = {
        "accept": {
            "enum": [OPEN, YES, NO],
            "description": "Of a draft: whether the record is loaded; ? is open.",
        },
        "band": {"enum": list(BANDS), "description": "Of a draft: how sure it is."},
        "reason": {**text, "description": "Of a draft: why it is that sure."},
        "key": {**text, "description": "Of a draft: by which a rejection is known."},
        "alternatives": {
            "type": "array",
            "items": {"type": "object", "additionalProperties": text},
            "description": "Of a draft: other values, with their passages.",
        },
    }
    for name in RECORDS:
        schema["$defs"][name]["properties"] |= marks
    schema["properties"][TOP] = {
        "type": "object",
        "description": "Of a draft: how it was made; not loaded.",
        "additionalProperties": {
            "anyOf": [text, {"type": "array", "items": text}],
        },
    }
    return schema


def _is_draft(top: Mapping[str, Node]) -> bool:
    return TOP in top or any("accept" in record for record in _records(top))


def _records(top: Mapping[str, Node]) -> Iterator[Mapping[str, Node]]:
    groups = [node for section, node in top.items() if section in SECTIONS]
    adds = top.get("adds")
    if adds is not None and isinstance(adds.value, dict):
        groups += adds.value.values()
    for group in groups:
        values = group.value
        nodes = values.values() if isinstance(values, dict) else values
        for record in nodes if not isinstance(nodes, str) else ():
            if isinstance(record.value, dict):
                yield record.value


def _section(section: str, found: Node, judging: _Judging) -> Node:
    if isinstance(found.value, dict):
        kept: dict[str, Node] = {}
        for slug, record in found.value.items():
            one = _record(record, (section, slug), judging)
            if one is None:
                judging.rejected.setdefault(section, set()).add(slug)
            else:
                kept[slug] = one
        return Node(found.line, kept, found.key_lines)
    if isinstance(found.value, list):
        rows = [
            _record(record, (section, str(position)), judging)
            for position, record in enumerate(found.value)
        ]
        return Node(found.line, [row for row in rows if row is not None])
    return found


def _record(record: Node, place: tuple[str, str], judging: _Judging) -> Node | None:
    """Give a record without the marks of a draft; None if it is rejected."""
    if not isinstance(record.value, dict):
        return record
    answer = record.value.get("accept")
    if answer is not None and answer.value != YES:
        line = record.key_lines.get("accept", record.line)
        path = ".".join((*place, "accept"))
        if answer.value == NO:
            return None
        message = (
            "is still open; write accept: yes to load the record, or accept: no"
            if answer.value == OPEN
            else f"'{answer.value}' is no answer; write yes or no"
        )
        judging.problems.append(Problem(judging.name, line, path, message))
        return None
    kept = {key: node for key, node in record.value.items() if key not in KEYS}
    if "key" in record.value and answer is None:
        kept["key"] = record.value["key"]
    return Node(record.line, kept, record.key_lines)


def _forget(sections: dict[str, Node], rejected: Mapping[str, set[str]]) -> None:
    """Take out what refers to rejected records."""
    people = rejected.get("people", set())
    given = rejected.get("concessions", set()) | rejected.get("releases", set())
    trades = rejected.get("trades", set())
    groups = [sections.get("releases"), sections.get("concessions")]
    adds = sections.get("adds")
    if adds is not None and isinstance(adds.value, dict):
        groups.append(adds.value.get("releases"))
    for group in groups:
        for record in _values(group):
            freed = record.get("freed")
            if freed is not None and isinstance(freed.value, dict):
                for slug in people & freed.value.keys():
                    del freed.value[slug]
            trade = record.get("trade")
            if trade is not None and trade.value in trades:
                del record["trade"]
    links = sections.get("linkages")
    if links is None or not isinstance(links.value, list):
        return
    kept: list[Node] = []
    for link in links.value:
        if not isinstance(link.value, dict):
            kept.append(link)
            continue
        for side in ("given", "for"):
            names = link.value.get(side)
            if names is not None and isinstance(names.value, list):
                names.value = [one for one in names.value if one.value not in given]
        if all(
            link.value[side].value for side in ("given", "for") if side in link.value
        ):
            kept.append(link)
    sections["linkages"] = Node(links.line, kept)


def _values(group: Node | None) -> Iterator[dict[str, Node]]:
    if group is None or not isinstance(group.value, dict):
        return
    for record in group.value.values():
        if isinstance(record.value, dict):
            yield record.value
