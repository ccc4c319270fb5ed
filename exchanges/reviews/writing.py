"""Writing: accepted proposals become draft records, by way of a dossier."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from exchanges import dossiers
from exchanges.dossiers import DossierError, Edited, Outcome, Problem, stored
from exchanges.dossiers.emitting import emitted
from exchanges.dossiers.sections import BY_NAME
from exchanges.intake.bands import Band, Name
from exchanges.intake.drafts import SOURCE, as_dossier
from exchanges.intake.proposals import Draft, Proposal, slug_of
from exchanges.intake.reading import Article
from exchanges.models import IntakeArticle, IntakeProposal, IntakeState, Release
from tracker.models import DossierRecord, Person, Source, State

from . import passages

FILE = "draft.yaml"
ANSWERS = {
    IntakeState.OPEN: "?",
    IntakeState.ACCEPTED: "yes",
    IntakeState.REJECTED: "no",
}
SLUG_LENGTH = 120


class WritingError(ValueError):
    """It cannot be done now; the message says why, and nothing is written."""


@dataclass(frozen=True, slots=True)
class Written:
    """One record that a draft wrote, or added to.

    Attributes:
        state: draft, in review, published or withdrawn; "" for what has none.
        is_addition: Another dossier or an editor made it; this one added to it.
    """

    section: str
    slug: str
    model: type[Any]
    pk: int
    state: str
    is_addition: bool


def dossier(
    article: IntakeArticle,
    proposals: Sequence[IntakeProposal],
    *,
    left_out: Collection[int] = (),
    is_final: bool = False,
) -> dict[str, Any]:
    """Give an article's draft as a dossier, with the editor's answers as marks.

    Args:
        article: Whose text is still there.
        proposals: Its proposals.
        left_out: Numbers of proposals that are answered with no this time.
        is_final: Answer what is open with no, and name what is on record already as
            the loader needs it.

    Raises:
        WritingError: The text was deleted, so passages have no digest.
    """
    if not article.text:
        raise WritingError("the text was deleted, so its passages have no digests")
    lines = passages.lines_of(article)
    new = _renamed(article, proposals) if is_final else {}
    draft = Draft(
        name_of(article),
        Article(
            article.title,
            lines[1:],
            article.text,
            article.published_on,
            article.publisher,
            article.url,
        ),
        tuple(_proposal(one, lines, new) for one in proposals),
        (),
    )
    found = as_dossier(draft)
    source = found["sources"][SOURCE]
    source["language"] = article.language
    source["read_on"] = article.created_at.date().isoformat()
    if is_final:
        found["sources"][SOURCE] = _known_source(article, source)
    answers = {
        one.key: "no"
        if one.pk in left_out or (is_final and one.state == IntakeState.OPEN)
        else ANSWERS[IntakeState(one.state)]
        for one in proposals
    }
    for record in _records(found):
        record["accept"] = answers[record["key"]]
    found["draft"]["read_by"] = sorted(
        {name for one in proposals for name in one.read_by.split(" and ")} | {"rules"}
    )
    return found


def as_yaml(article: IntakeArticle, proposals: Sequence[IntakeProposal]) -> str:
    """Give the draft as the text of a dossier file, open questions as ``"?"``.

    Raises:
        WritingError: The text was deleted.
    """
    return emitted(dossier(article, proposals))


def name_of(article: IntakeArticle) -> str:
    """Give the slug of the dossier that an article's records are written under."""
    end = f"-{article.sha256[:8]}"
    start = slug_of(f"{article.publisher or 'article'} {article.published_on}")
    return article.dossier or start[: SLUG_LENGTH - len(end)].strip("-") + end


def public_at_once(proposals: Iterable[IntakeProposal]) -> list[IntakeProposal]:
    """Find accepted proposals that add to the public record without a draft between.

    People who are public, added to a release that is; a link between two that are.
    Two queries.
    """
    accepted = [one for one in proposals if one.state == IntakeState.ACCEPTED]
    named: set[str] = set()
    for one in accepted:
        fields = one.final or {}
        named |= {*fields.get("given", ()), *fields.get("for", ()), one.slug}
        named |= set(fields.get("freed", ()))
    public = _public(Release, named) | _public(BY_NAME["concessions"].model, named)
    people = _public(Person, named)
    found = []
    for one in accepted:
        fields = one.final or {}
        if one.section == "linkages":
            if {*fields.get("given", ()), *fields.get("for", ())} <= public:
                found.append(one)
        elif one.another_source_for in public and people & set(fields.get("freed", ())):
            found.append(one)
    return found


def preview(
    article: IntakeArticle,
    proposals: Sequence[IntakeProposal],
    *,
    left_out: Collection[int] = (),
) -> Outcome:
    """Say what writing would do, by doing it and taking it back.

    Raises:
        DossierError: Something would be refused; all problems are named.
        WritingError: The text was deleted.
    """
    return _load(article, proposals, left_out=left_out, is_dry_run=True)


def write(
    article: IntakeArticle,
    proposals: Sequence[IntakeProposal],
    *,
    by: AbstractBaseUser,
    left_out: Collection[int] = (),
) -> Outcome:
    """Write what was accepted as draft records, all of it or nothing.

    What an editor has changed since an earlier writing is left as it is.

    Raises:
        DossierError: Something is refused; nothing is written.
        WritingError: The text was deleted, or nothing is accepted.
    """
    if not any(
        one.state == IntakeState.ACCEPTED and one.pk not in left_out
        for one in proposals
    ):
        raise WritingError("nothing is accepted yet")
    with transaction.atomic():
        outcome = _load(article, proposals, left_out=left_out)
        article.dossier = name_of(article)
        article.written_by = by  # type: ignore[assignment]  # the stubs know no settings
        article.written_at = timezone.now()
        article.save(update_fields=["dossier", "written_by", "written_at"])
    return outcome


def undo(article: IntakeArticle) -> Outcome:
    """Remove the drafts that an article wrote; its judgements stay.

    Raises:
        DossierError: An editor changed one since, or something else refers to it.
        WritingError: Nothing was written, or a record is no draft any more.
    """
    if not article.dossier:
        raise WritingError("nothing was written")
    public = [
        f"{one.section}.{one.slug}"
        for one in written(article)
        if not one.is_addition and one.state not in ("", State.DRAFT)
    ]
    if public:
        raise WritingError(
            f"no draft any more: {', '.join(public)}; withdraw or set back first"
        )
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        path.write_text(emitted({"dossier": article.dossier}))
        outcome = dossiers.revert([path])
        article.dossier, article.written_by, article.written_at = "", None, None
        article.save(update_fields=["dossier", "written_by", "written_at"])
    return outcome


def written(article: IntakeArticle) -> list[Written]:
    """Give the records that an article wrote or added to. A few queries per section."""
    by_section: dict[str, dict[str, bool]] = {}
    rows = DossierRecord.objects.filter(dossier__slug=article.dossier or None)
    for section, slug, is_addition in rows.values_list(
        "section", "slug", "is_addition"
    ):
        key = slug.partition(" ")[0]
        found = by_section.setdefault(section, {})
        found[key] = found.get(key, True) and is_addition
    return [
        Written(
            section.name,
            key,
            section.model,
            row.pk,
            getattr(row, "state", ""),
            by_section[section.name][key],
        )
        for section in BY_NAME.values()
        if section.name in by_section
        for key, row in stored.by_key(section, by_section[section.name].keys()).items()
    ]


def told(problem: Problem) -> str:
    """Say a problem without the name and line of a file that no editor sees."""
    return f"{problem.path}: {problem.message}" if problem.path else problem.message


def _load(
    article: IntakeArticle,
    proposals: Sequence[IntakeProposal],
    *,
    left_out: Collection[int],
    is_dry_run: bool = False,
) -> Outcome:
    text = emitted(dossier(article, proposals, left_out=left_out, is_final=True))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        path.write_text(text)
        return dossiers.load(
            [path], edited=Edited.SKIP, is_dry_run=is_dry_run, is_draft=True
        )


def _proposal(
    one: IntakeProposal, lines: Sequence[str], new: Mapping[tuple[str, str], str]
) -> Proposal:
    fields = dict(one.final if one.final is not None else one.drafted)
    for name, sections in REFERRING.items():
        if name in fields:
            fields[name] = _told_anew(fields[name], sections, new)
    return Proposal(
        one.key,
        one.section,
        new.get((one.section, one.slug), one.slug),
        fields,
        passages.of(one, lines),
        Band(Name(one.band), one.reason),
        another_source_for=one.another_source_for,
    )


# Fields that name other proposals, and of which sections.
REFERRING = {
    "freed": ("people",),
    "given": ("concessions", "releases"),
    "for": ("releases",),
    "trade": ("trades",),
}


def _told_anew(
    value: Any, sections: tuple[str, ...], new: Mapping[tuple[str, str], str]
) -> Any:
    def name(slug: str) -> str:
        return next((new[s, slug] for s in sections if (s, slug) in new), slug)

    if isinstance(value, str):
        return name(value)
    if isinstance(value, dict):
        return {name(slug): part for slug, part in value.items()}
    return [name(slug) for slug in value]


def _renamed(
    article: IntakeArticle, proposals: Iterable[IntakeProposal]
) -> dict[tuple[str, str], str]:
    """Give new slugs to records whose slug something else on record has."""
    own = set(
        DossierRecord.objects.filter(
            dossier__slug=name_of(article), is_addition=False
        ).values_list("section", "slug")
    )
    renamed: dict[tuple[str, str], str] = {}
    by_section: dict[str, set[str]] = {}
    for one in proposals:
        if one.slug and not one.another_source_for and one.section != "parties":
            by_section.setdefault(one.section, set()).add(one.slug)
    for name, slugs in by_section.items():
        section = BY_NAME[name]
        rows = section.model._default_manager.filter(slug__in=slugs)
        taken = set(rows.values_list("slug", flat=True))
        for slug in taken:
            if (name, slug) not in own:
                end = f"-{article.sha256[:4]}"
                renamed[name, slug] = slug[: SLUG_LENGTH - len(end)] + end
    return renamed


def _known_source(article: IntakeArticle, source: dict[str, Any]) -> dict[str, Any]:
    """Say of a source that is on record what the record says of it."""
    row = Source.objects.filter(url=article.url).first() if article.url else None
    home = f"{name_of(article)}-{SOURCE}"
    if row is None or row.slug == home:
        return source
    section = BY_NAME["sources"]
    record = stored.read(section, stored.by_key(section, [row.slug])[row.slug])
    record.pop("state", None)
    return {"slug": row.slug, **record, "passages": source.get("passages", {})}


def _public(model: type[Any], slugs: set[str]) -> set[str]:
    rows = model._default_manager.filter(slug__in=slugs, state=State.PUBLISHED)
    return set(rows.values_list("slug", flat=True))


def _records(found: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    groups = [v for k, v in found.items() if k not in ("dossier", "draft", "sources")]
    for group in groups:
        inner = group if isinstance(group, list) else list(group.values())
        for one in inner:
            if "key" in one:
                yield one
            elif isinstance(one, dict):
                yield from (record for record in one.values() if "key" in record)


__all__ = [
    "DossierError",
    "WritingError",
    "Written",
    "as_yaml",
    "dossier",
    "name_of",
    "preview",
    "public_at_once",
    "told",
    "undo",
    "write",
    "written",
]
