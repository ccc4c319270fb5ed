"""Judging: one answer of an editor about one proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from exchanges.dossiers import DossierError
from exchanges.dossiers.emitting import emitted
from exchanges.dossiers.forms import validated
from exchanges.dossiers.reading import parse
from exchanges.intake import judgements
from exchanges.models import (
    Concession,
    IntakeProposal,
    IntakeState,
    Release,
    Trade,
)
from tracker.models import Party, Person

from . import desk, passages, values
from .desk import Answer

# What a value names: where it is on record, and in which section it may be proposed.
NAMED: dict[str, tuple[tuple[Any, str, str], ...]] = {
    "party": ((Party, "code", "parties"), (Person, "slug", "people")),
    "person": ((Person, "slug", "people"),),
    "trade": ((Trade, "slug", "trades"),),
    "release": ((Release, "slug", "releases"),),
    "given": ((Concession, "slug", "concessions"), (Release, "slug", "releases")),
}
WORDS = {
    "party": "party on record; write its code, such as IR",
    "person": "person on record or of this draft; write the slug",
    "trade": "trade on record or of this draft; write the slug",
    "release": "release on record or of this draft; write the slug",
    "given": "concession or release on record or of this draft; write the slug",
}


def accept(
    proposal: IntakeProposal,
    sent: Mapping[str, str],
    lines: Sequence[str],
    *,
    by: AbstractBaseUser,
) -> Answer | None:
    """Accept a proposal, corrected where what was sent differs.

    Args:
        proposal: Which.
        sent: By name: ``field-NAME`` a line, ``choice-NAME`` an option chosen,
            ``cites`` passages. What is not sent stays as it is.
        lines: Title and paragraphs of the article.
        by: Who says so.

    Returns:
        None; if it cannot be taken, the answer with what is wrong. Nothing is written.
    """
    errors: list[str] = []
    before = proposal.final if proposal.final is not None else proposal.drafted
    final = dict(before)
    chosen = _chosen(proposal, sent, lines, errors)
    typed: dict[str, str] = {}
    for field in desk.fields_of(proposal):
        old = final.get(field.name)
        text = sent.get(f"field-{field.name}", values.written(field, old))
        # A line that was left alone yields to the option chosen.
        is_alone = text == values.written(field, old)
        if field.name in chosen and is_alone:
            text = chosen[field.name]
        typed[field.name] = text
        try:
            value = values.read(field, text, old)
        except values.WordingError as error:
            errors.append(str(error))
            continue
        if value in ("", [], {}):
            final.pop(field.name, None)
        else:
            final[field.name] = value
    cites = sent.get("cites", "")
    try:
        found = passages.cited(cites, lines) if "cites" in sent else None
    except passages.PassageError as error:
        found = None
        errors.append(f"passage: {error}")
    errors = errors or [*_unknown(proposal, final), *_misshapen(proposal, final)]
    if errors:
        return Answer(proposal.pk, tuple(errors), typed, chosen, cites)
    if found is not None:
        drafted = passages.of(_as_drafted(proposal), lines)
        is_same = [p.locator for p in found] == [p.locator for p in drafted]
        proposal.cites = [] if is_same else [passage.locator for passage in found]
        proposal.save(update_fields=["cites"])
    judgements.accept(proposal, final, by=by)
    return None


def reject(proposal: IntakeProposal, *, by: AbstractBaseUser) -> None:
    """Reject a proposal; the same is not proposed again."""
    judgements.reject(proposal, by=by)


def reopen(proposal: IntakeProposal) -> None:
    """Take an answer back, corrections too."""
    proposal.cites = []
    proposal.save(update_fields=["cites"])
    judgements.reopen(proposal)


def _as_drafted(proposal: IntakeProposal) -> IntakeProposal:
    return IntakeProposal(passages=proposal.passages, cites=[])


def _chosen(
    proposal: IntakeProposal,
    sent: Mapping[str, str],
    lines: Sequence[str],
    errors: list[str],
) -> dict[str, str]:
    chosen = {}
    for question in desk.questions_of(proposal, lines):
        options = [option.value for option in question.options]
        value = sent.get(f"choice-{question.field}", question.chosen)
        line = sent.get(f"field-{question.field}")
        if line is not None and line.strip() and line != options[0] and not value:
            value = line  # typed instead of chosen
        if not value:
            errors.append(
                f"{question.label}: the article says {' and '.join(options)};"
                " choose one"
            )
        chosen[question.field] = value
    return chosen


def _unknown(proposal: IntakeProposal, final: Mapping[str, Any]) -> list[str]:
    """Say which names in a record are of nothing on record or proposed."""
    problems = []
    for field in desk.fields_of(proposal):
        names = set(values.names_in(field, final.get(field.name)))
        if not names:
            continue
        missing = set(names)
        for model, column, section in NAMED[field.refers]:
            rows = model._default_manager.filter(**{f"{column}__in": missing})
            missing -= set(rows.values_list(column, flat=True))
            missing -= set(
                IntakeProposal.objects.filter(
                    article=proposal.article_id, section=section, slug__in=missing
                )
                .exclude(state=IntakeState.REJECTED)
                .values_list("slug", flat=True)
            )
        problems += [
            f"{field.label}: '{name}' is no {WORDS[field.refers]}"
            for name in sorted(missing)
        ]
    return problems


def _misshapen(proposal: IntakeProposal, final: Mapping[str, Any]) -> list[str]:
    """Say what a dossier would refuse in the form of a record."""
    section = proposal.section
    record = {**final, "cite": "article 1"}
    if section == "parties":
        del record["cite"]
    if proposal.another_source_for:
        record = {k: v for k, v in record.items() if k in ("freed", "cite")}
    held: Any = [record] if section == "linkages" else {proposal.slug: record}
    inner = {section: held}
    dossier = {
        "dossier": "draft",
        "sources": {"article": {"publisher": "article", "title": "article"}},
        **({"adds": inner} if proposal.another_source_for else inner),
    }
    text = emitted(dossier)
    try:
        validated(parse(text, "draft"), text, "draft")
    except DossierError as error:
        return [
            f"{one.path.rpartition('.')[2] or section}: {one.message}"
            for one in error.problems
        ]
    return []
