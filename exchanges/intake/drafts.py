"""Drafts written out: as a dossier that waits for answers, or for programs."""

from __future__ import annotations

import json
from typing import Any

from exchanges.dossiers.emitting import emitted

from .paragraphs import Passage
from .proposals import SECTIONS, Draft, Proposal

SOURCE = "article"  # the id of the source within the dossier
OPEN = "?"


def as_dossier(draft: Draft) -> dict[str, Any]:
    """Give a draft as a dossier: texts, lists and mappings.

    Each record has ``accept: "?"``; what seems to be on record already is an addition.
    """
    article = draft.article
    published = article.published.isoformat() if article.published else ""
    source: dict[str, Any] = {
        "publisher": article.publisher or "unknown",
        "title": article.title or "untitled",
        "kind": "article",
        **({"published_on": published} if published else {}),
        "language": "en",
        **({"url": article.url} if article.url else {}),
        "sha256": article.sha256,
        "paragraphs": "lines that are not blank; first = 1",
    }
    cited = [p for one in draft.proposals for p in one.passages if p.paragraph]
    cited += [a.passage for one in draft.proposals for a in one.alternatives]
    cited = [passage for passage in cited if passage.paragraph]
    if cited:
        ordered = sorted(set(cited), key=lambda p: (p.paragraph, p.start, p.end))
        source["passages"] = {p.locator: p.digest for p in ordered}
    made: dict[str, Any] = {"read_by": ["rules", *draft.models]}
    if draft.not_recorded:
        made["nothing_to_record"] = [str(number) for number in draft.not_recorded]
    dossier: dict[str, Any] = {
        "dossier": draft.slug,
        "draft": made,
        "sources": {SOURCE: source},
    }
    for section in SECTIONS:
        found = [one for one in draft.proposals if one.section == section]
        new = [one for one in found if not one.another_source_for]
        if section == "linkages":
            rows = [_record(one) for one in new]
            dossier |= {section: rows} if rows else {}
        elif new:
            dossier[section] = {one.slug: _record(one) for one in new}
        again = [one for one in found if one.another_source_for]
        if again:
            adds = dossier.setdefault("adds", {})
            adds[section] = {one.slug: _addition(one) for one in again}
    if "adds" in dossier:
        dossier["adds"] = dossier.pop("adds")
    return dossier


def as_yaml(draft: Draft) -> str:
    """Give a draft as the text of a dossier file."""
    title = draft.article.title or "an article"
    head = (
        f"# Draft from {title!r}: nothing in it is checked.\n"
        '# Write accept: yes or accept: no for each "?", correct what is wrong, then'
        " load it.\n"
    )
    return head + emitted(as_dossier(draft))


def as_json(draft: Draft) -> str:
    """Give a draft for programs: the dossier, and each proposal with its passages."""
    proposals = [
        {
            "key": one.key,
            "kind": one.section,
            "slug": one.slug,
            "fields": dict(one.fields),
            "passages": [_place(passage) for passage in one.passages],
            "band": one.band.name.value,
            "reason": one.band.reason,
            "alternatives": [
                {"field": a.field, "value": a.value, "passage": _place(a.passage)}
                for a in one.alternatives
            ],
            "another_source_for": one.another_source_for,
            "needs": list(one.needs),
        }
        for one in draft.proposals
    ]
    return json.dumps(
        {
            "dossier": draft.slug,
            "sha256": draft.article.sha256,
            "read_by": ["rules", *draft.models],
            "paragraphs": len(draft.article.lines),
            "nothing_to_record": list(draft.not_recorded),
            "proposals": proposals,
        },
        ensure_ascii=False,
        indent=1,
    )


def _place(passage: Passage) -> dict[str, Any]:
    return {
        "paragraph": passage.paragraph,
        "start": passage.start,
        "end": passage.end,
        "locator": passage.locator,
        "digest": passage.digest,
    }


def _cites(passages: tuple[Passage, ...]) -> str | list[str]:
    cites = [f"{SOURCE} {passage.locator}" for passage in passages]
    return cites[0] if len(cites) == 1 else cites


def _marks(one: Proposal) -> dict[str, Any]:
    marks: dict[str, Any] = {
        "accept": OPEN,
        "band": one.band.name.value,
        "reason": one.band.reason,
    }
    if one.alternatives:
        marks["alternatives"] = [
            {a.field: a.value, "cite": f"{SOURCE} {a.passage.locator}"}
            for a in one.alternatives
        ]
    return {**marks, "key": one.key}


def _record(one: Proposal) -> dict[str, Any]:
    fields = dict(one.fields)
    # Parties have no citations of their own.
    cite = {} if one.section == "parties" else {"cite": _cites(one.passages)}
    return {**_marks(one), **fields, **cite}


def _addition(one: Proposal) -> dict[str, Any]:
    """Write another source for a record: its citations, and the names it adds."""
    marks = _marks(one)
    marks["reason"] = f"another source for {one.another_source_for}"
    fields = {k: v for k, v in one.fields.items() if k == "freed" and v}
    cite = _cites(one.passages)
    return {**marks, **fields, "cite": [cite] if isinstance(cite, str) else cite}
