"""Write what one dossier adds to a record that another one defines."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Max

from exchanges.models import Recognition
from tracker.models import Nationality, PersonName

from . import columns, pieces, stored
from .columns import Ids
from .plan import Addition
from .records import Record
from .sections import BY_NAME, Section


def write_additions(additions: list[Addition], ids: Ids) -> None:
    """Write names, nationalities, recognitions and citations behind those there are.

    Cost: one query per addition for names, recognitions and citations that change.
    """
    by_section: dict[str, list[Addition]] = defaultdict(list)
    for one in additions:
        by_section[one.section.name].append(one)
    for name, added in by_section.items():
        section = BY_NAME[name]
        rows = {
            stored.key_of(section, row): row
            for row in stored.rows(section, {one.key for one in added})
        }
        for one in added:
            _write(one, rows[one.key], ids)
        if section.has_citations:
            _link(section, added)


def _write(addition: Addition, row: Any, ids: Ids) -> None:
    part = addition.mark.partition(" ")[0]
    record = addition.record
    if part == "cite":
        values = columns.citation(
            record["cite"],
            ids,
            field=record.get("field", ""),
            value=record.get("value", ""),
        )
        _put(row.citations, addition, values)
    elif part == "names":
        _put(row.names, addition, columns.name(record))
    elif part == "recognitions":
        _put(row.recognitions, addition, columns.recognition(record, ids))
    else:
        Nationality.objects.get_or_create(person=row, country_id=record["country"])


def _put(manager: Any, addition: Addition, values: columns.Values) -> None:
    """Change the row that has the addition's mark, or add one at the end."""
    for row in manager.all():
        if _mark_of(row) == addition.mark:
            names = columns.changed(row, values)
            for name in names:
                setattr(row, name, values[name])
            if names:
                row.save(update_fields=names)
            return
    last = manager.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    manager.create(**values, position=position)


def _mark_of(row: Any) -> str:
    if isinstance(row, PersonName):
        return pieces.mark("names", row.text)
    if isinstance(row, Recognition):
        return pieces.mark("recognitions", row.kind, row.by.code if row.by else "")
    return pieces.citation_mark(row)


def _link(section: Section, additions: list[Addition]) -> None:
    """Point added claims to the citations that replace them."""
    due = [a for a in additions if "cite" in a.record and _replaced_by(a.record)]
    if not due:
        return
    rows = {
        stored.key_of(section, row): row
        for row in stored.rows(section, {addition.key for addition in due})
    }
    for addition in due:
        others = list(rows[addition.key].citations.all())
        own = next(o for o in others if pieces.citation_mark(o) == addition.mark)
        wanted = _replaced_by(addition.record)
        fitting = [o for o in others if o is not own and _passage(o) == wanted]
        fitting.sort(key=lambda o: (o.field != own.field, o.field != ""))
        replacement = fitting[0] if fitting else None
        if own.superseded_by != replacement:
            own.superseded_by = replacement
            own.save(update_fields=["superseded_by"])


def _replaced_by(record: Record) -> str:
    return str(record["cite"].get("superseded_by", ""))


def _passage(row: Any) -> str:
    return f"{row.source.slug} {row.locator}".strip()
