"""Judgements: drafts that are kept, and what editors made of them, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from exchanges.models import IntakeArticle, IntakeProposal, IntakeState

from .proposals import Draft

if TYPE_CHECKING:
    from .paragraphs import Passage

KEPT, CORRECTED, REMOVED, ADDED = "kept", "corrected", "removed", "added"
# Fields that only name the draft's own parts: no reading of the article.
OWN = frozenset({"trade"})


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a field of a section was kept as drafted.

    Attributes:
        field: The field; "" for the record as a whole, of which kept means accepted
            and removed means rejected.
        read_by: Who read it.
        kept: Times.
        corrected: Times.
        removed: Times.
        added: Times an editor filled what the draft had left empty.
    """

    section: str
    field: str
    read_by: str
    kept: int
    corrected: int
    removed: int
    added: int

    @property
    def judged(self) -> int:
        """Give how often it was judged, additions not counted."""
        return self.kept + self.corrected + self.removed

    @property
    def correction_rate(self) -> float:
        """Give the share, 0 to 1, that was not kept as drafted."""
        return 1 - self.kept / self.judged if self.judged else 0.0


def rejected_keys() -> frozenset[str]:
    """Give the keys of what editors rejected, which is not asked again; one query."""
    rows = IntakeProposal.objects.filter(state=IntakeState.REJECTED)
    return frozenset(rows.values_list("key", flat=True))


@transaction.atomic
def keep(draft: Draft, *, by: AbstractBaseUser | None = None) -> IntakeArticle:
    """Keep an article and what was proposed of it; what is judged stays as it is.

    An open question of an earlier reading that is not proposed any more goes.
    """
    article, _ = IntakeArticle.objects.get_or_create(
        sha256=draft.article.sha256,
        defaults={
            "title": draft.article.title[:500],
            "publisher": draft.article.publisher[:200],
            "url": draft.article.url[:2000],
            "published_on": draft.article.published,
            "text": draft.article.text,
            "given_by": by,
        },
    )
    keys = {one.key for one in draft.proposals}
    article.proposals.filter(state=IntakeState.OPEN).exclude(key__in=keys).delete()
    known = set(article.proposals.values_list("key", flat=True))
    IntakeProposal.objects.bulk_create(
        IntakeProposal(
            article=article,
            key=one.key,
            section=one.section,
            slug=one.slug,
            drafted=dict(one.fields),
            passages=[_place(passage) for passage in one.passages],
            alternatives=[
                {"field": a.field, "value": a.value, "passage": _place(a.passage)}
                for a in one.alternatives
            ],
            another_source_for=one.another_source_for,
            band=one.band.name.value,
            reason=one.band.reason,
            read_by=" and ".join(("rules", *draft.models)),
        )
        for one in draft.proposals
        if one.key not in known
    )
    return article


def accept(
    proposal: IntakeProposal,
    final: Mapping[str, Any] | None = None,
    *,
    by: AbstractBaseUser | None = None,
) -> None:
    """Note that an editor accepted a proposal, corrected if ``final`` differs."""
    _judge(
        proposal,
        IntakeState.ACCEPTED,
        dict(proposal.drafted if final is None else final),
        by,
    )


def reject(proposal: IntakeProposal, *, by: AbstractBaseUser | None = None) -> None:
    """Note that an editor rejected a proposal; it is not asked again."""
    _judge(proposal, IntakeState.REJECTED, None, by)


def reopen(proposal: IntakeProposal) -> None:
    """Take a judgement back."""
    _judge(proposal, IntakeState.OPEN, None, None)


def _judge(
    proposal: IntakeProposal,
    state: IntakeState,
    final: dict[str, Any] | None,
    by: AbstractBaseUser | None,
) -> None:
    proposal.state = state
    proposal.final = final
    proposal.judged_by = by  # type: ignore[assignment]  # the stubs know no settings
    proposal.judged_at = None if state == IntakeState.OPEN else timezone.now()
    proposal.save(update_fields=["state", "final", "judged_by", "judged_at"])


def note_answers(answers: Iterable[tuple[str, bool, Mapping[str, Any]]]) -> int:
    """Note the answers of a draft file that was loaded, if the draft was kept.

    Args:
        answers: Key, whether accepted, and the record's fields as loaded.

    Returns:
        How many proposals were judged by it.
    """
    told = {key: (is_accepted, final) for key, is_accepted, final in answers}
    if not told:
        return 0
    rows = list(IntakeProposal.objects.filter(key__in=told, state=IntakeState.OPEN))
    for row in rows:
        is_accepted, final = told[row.key]
        if is_accepted:
            accept(row, final)
        else:
            reject(row)
    return len(rows)


def rates() -> list[Rate]:
    """Compare drafts with what editors made of them; one query.

    Returns:
        By section, reader and field; the record as a whole comes first.
    """
    counted: dict[tuple[str, str, str], Counter[str]] = {}
    rows = IntakeProposal.objects.exclude(state=IntakeState.OPEN)
    for row in rows.only("section", "read_by", "state", "drafted", "final"):
        final = row.final
        whole = (row.section, row.read_by, "")
        verdict = REMOVED if final is None else KEPT
        counted.setdefault(whole, Counter())[verdict] += 1
        if final is None:
            continue
        for name in sorted((row.drafted.keys() | final.keys()) - OWN):
            place = (row.section, row.read_by, name)
            verdict = compared(row.drafted.get(name), final.get(name))
            counted.setdefault(place, Counter())[verdict] += 1
    return [
        Rate(section, name, reader, n[KEPT], n[CORRECTED], n[REMOVED], n[ADDED])
        for (section, reader, name), n in sorted(counted.items())
    ]


def compared(drafted: Any, final: Any) -> str:
    """Say what an editor did with one field."""
    if drafted in (None, "", [], {}):
        return ADDED
    if final in (None, "", [], {}):
        return REMOVED
    return KEPT if drafted == final else CORRECTED


def _place(passage: Passage) -> dict[str, Any]:
    return {
        "paragraph": passage.paragraph,
        "start": passage.start,
        "end": passage.end,
        "digest": passage.digest,
    }
