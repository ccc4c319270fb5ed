"""The desk: an article with its passages marked, and the cards beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from exchanges.intake.paragraphs import TITLE, Passage
from exchanges.models import IntakeArticle, IntakeProposal, IntakeState

from . import passages, values
from .values import Field

GROUPS = {
    "releases": "Releases",
    "concessions": "What was promised or given",
    "linkages": "Which for which",
    "trades": "Bargains",
    "people": "People",
    "parties": "Parties",
}
CORRECTED = "corrected"  # accepted, and not as drafted
USED, NOTHING, OPEN = "used", "nothing to record", "open"


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a card, as a line of a form."""

    field: Field
    text: str
    drafted: str

    @property
    def is_corrected(self) -> bool:
        """Tell whether it is not as drafted."""
        return self.text != self.drafted


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question."""

    value: str
    locator: str


@dataclass(frozen=True, slots=True)
class Question:
    """A field of which the article says several things.

    Attributes:
        chosen: The value the editor chose; "" if none yet.
    """

    field: str
    label: str
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal as the editor sees it.

    Attributes:
        state: open, accepted, corrected or rejected.
        summary: What it says, in a line.
        passages: Where it says so.
        cites: The same, as an editor types it.
        errors: What was wrong with the last answer.
    """

    pk: int
    section: str
    slug: str
    state: str
    band: str
    reason: str
    summary: str
    another_source_for: str
    passages: tuple[Passage, ...]
    cites: str
    lines: tuple[Line, ...]
    questions: tuple[Question, ...]
    judged_by: str
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one kind, in the order of their first passages."""

    section: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same cards rest on.

    Attributes:
        cards: Their numbers, the first one to be gone to.
        is_open: One of them waits for an answer.
    """

    text: str
    cards: tuple[int, ...] = ()
    is_open: bool = False

    @property
    def names(self) -> str:
        """Name the cards, parted by blanks."""
        return " ".join(map(str, self.cards))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; 0 is the title."""

    number: int
    segments: tuple[Segment, ...]
    coverage: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page shows."""

    paragraphs: tuple[Paragraph, ...]
    groups: tuple[Group, ...]
    states: Mapping[str, int]
    coverage: Mapping[str, int]
    first_open: int | None = None

    @property
    def nothing_to_record(self) -> int:
        """Count the paragraphs that were read and hold nothing to record."""
        return self.coverage.get(NOTHING, 0)

    @property
    def judged(self) -> int:
        """Count the cards that have an answer."""
        return sum(n for state, n in self.states.items() if state != OPEN)

    @property
    def total(self) -> int:
        """Count the cards."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Answer:
    """What an editor sent that could not be taken.

    Attributes:
        typed: By field, the line.
        chosen: By field, the option.
    """

    proposal: int
    errors: tuple[str, ...]
    typed: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    cites: str = ""


def laid_out(
    article: IntakeArticle,
    proposals: Sequence[IntakeProposal],
    refused: Answer | None = None,
) -> Desk:
    """Lay an article and its proposals out.

    Args:
        article: The article; of a deleted text only the cards are shown.
        proposals: Its proposals, with who judged them.
        refused: An answer that could not be taken, to be shown again.
    """
    lines = passages.lines_of(article)
    cards = _cards(proposals, lines, refused)
    states = Counter(card.state for card in cards)
    told = _paragraphs(lines, cards)
    groups = [
        Group(section, title, tuple(_ordered(cards, section)))
        for section, title in GROUPS.items()
    ]
    rest = [card for card in cards if card.section not in GROUPS]
    groups.append(Group("more", "More", tuple(rest)))
    groups = [group for group in groups if group.cards]
    waiting = [c.pk for group in groups for c in group.cards if c.state == OPEN]
    return Desk(
        tuple(told),
        tuple(groups),
        dict(states),
        dict(Counter(one.coverage for one in told if one.number != TITLE)),
        waiting[0] if waiting else None,
    )


def state_of(proposal: IntakeProposal) -> str:
    """Say what became of a proposal, corrections told apart."""
    if proposal.state != IntakeState.ACCEPTED:
        return str(proposal.state)
    is_same = proposal.final == proposal.drafted and not proposal.cites
    return str(proposal.state) if is_same else CORRECTED


def next_open(
    proposals: Sequence[IntakeProposal], lines: Sequence[str], after: int
) -> int:
    """Name the card to go to after one was judged: the next open one, else itself."""
    cards = _cards(proposals, lines, None)
    order = [card for section in GROUPS for card in _ordered(cards, section)]
    place = next((i for i, card in enumerate(order) if card.pk == after), 0)
    waiting = [c.pk for c in (*order[place:], *order[:place]) if c.state == OPEN]
    return waiting[0] if waiting else after


def fields_of(proposal: IntakeProposal) -> list[Field]:
    """Give the fields of a proposal that an editor may change."""
    return values.fields_of(
        proposal.section,
        _mapping(proposal.drafted),
        is_addition=bool(proposal.another_source_for),
    )


def questions_of(proposal: IntakeProposal, lines: Sequence[str]) -> list[Question]:
    """Give what the article says in several ways; the value as drafted comes first."""
    drafted, known = (
        _mapping(proposal.drafted),
        {f.name: f for f in fields_of(proposal)},
    )
    options: dict[str, list[Option]] = {}
    for one in passages.listed(proposal.alternatives):
        name, value = str(one.get("field", "")), str(one.get("value", ""))
        if name not in known or not value:
            continue
        first = values.written(known[name], drafted.get(name))
        here = passages.of(proposal, lines)
        found = options.setdefault(
            name, [Option(first, here[0].locator if here else "")] if first else []
        )
        if value not in [option.value for option in found]:
            found.append(Option(value, passages.of_alternative(one, lines).locator))
    final = proposal.final if isinstance(proposal.final, dict) else {}
    return [
        Question(
            name,
            known[name].label,
            tuple(found),
            values.written(known[name], final.get(name)),
        )
        for name, found in options.items()
        if len(found) > 1
    ]


def _cards(
    proposals: Sequence[IntakeProposal], lines: Sequence[str], refused: Answer | None
) -> list[Card]:
    """Make the cards; a link is told by what the records it joins say."""
    cards = [_card(one, lines, refused) for one in proposals]
    said = {card.slug: card.summary for card in cards if card.slug}
    return [
        replace(card, summary=_joined(one, said)) if one.section == "linkages" else card
        for card, one in zip(cards, proposals, strict=True)
    ]


def _joined(proposal: IntakeProposal, said: Mapping[str, str]) -> str:
    fields = _mapping(proposal.final if proposal.final else proposal.drafted)

    def told(name: str) -> str:
        slugs = fields.get(name)
        found = slugs if isinstance(slugs, list) else []
        return " and ".join(said.get(slug, slug) for slug in found)

    basis = fields.get("basis", "")
    return f"{told('given')} — for: {told('for')} ({basis})"


def _card(
    proposal: IntakeProposal, lines: Sequence[str], refused: Answer | None
) -> Card:
    answer = refused if refused and refused.proposal == proposal.pk else None
    drafted = _mapping(proposal.drafted)
    final = proposal.final if isinstance(proposal.final, dict) else drafted
    here = passages.of(proposal, lines)
    shown = [
        Line(
            one,
            answer.typed.get(one.name, "")
            if answer
            else values.written(one, final.get(one.name)),
            values.written(one, drafted.get(one.name)),
        )
        for one in fields_of(proposal)
    ]
    asked = questions_of(proposal, lines)
    if answer:
        asked = [
            Question(q.field, q.label, q.options, answer.chosen.get(q.field, ""))
            for q in asked
        ]
    return Card(
        proposal.pk,
        proposal.section,
        proposal.slug,
        state_of(proposal),
        proposal.band,
        proposal.reason,
        _summary(proposal.section, final, proposal.slug),
        proposal.another_source_for,
        here,
        answer.cites if answer else ", ".join(p.locator for p in here),
        tuple(shown),
        tuple(asked),
        str(proposal.judged_by) if proposal.judged_by else "",
        answer.errors if answer else (),
    )


def _summary(section: str, fields: Mapping[str, Any], slug: str) -> str:
    def line(name: str) -> str:
        known = {one.name: one for one in values.FIELDS.get(section, ())}
        return values.written(known[name], fields.get(name)) if name in known else ""

    match section:
        case "releases":
            who = line("people") or line("freed") or "people"
            parts = [
                f"{line('captor')} let {who} go",
                line("released_on"),
            ]
        case "concessions":
            kind = line("kind").replace("_", " ")
            to = f" to {line('receiver')}" if line("receiver") else ""
            parts = [f"{line('giver')}: {kind}{to}", line("steps")]
        case "trades":
            parts = [line("parties")]
        case "people":
            parts = [line("names")]
        case _:
            parts = [line("name"), line("kind").replace("_", " ")]
    return ", ".join(part for part in parts if part) or slug


def _ordered(cards: Sequence[Card], section: str) -> list[Card]:
    def key(card: Card) -> tuple[bool, int, int, int]:
        if not card.passages:
            return (True, 0, 0, card.pk)
        first = card.passages[0]
        return (first.paragraph == TITLE, first.paragraph, first.start, card.pk)

    return sorted((card for card in cards if card.section == section), key=key)


def _paragraphs(lines: Sequence[str], cards: Sequence[Card]) -> list[Paragraph]:
    told = []
    for number, line in enumerate(lines):
        if number == TITLE and not line:
            continue
        here = [
            (passage, card)
            for card in cards
            for passage in card.passages
            if passage.paragraph == number and card.state != IntakeState.REJECTED
        ]
        told.append(Paragraph(number, tuple(_segments(line, here)), _coverage(here)))
    return told


def _coverage(here: Sequence[tuple[Passage, Card]]) -> str:
    states = {card.state for _, card in here}
    if OPEN in states:
        return OPEN
    return USED if states else NOTHING


def _segments(line: str, here: Sequence[tuple[Passage, Card]]) -> list[Segment]:
    edges = {0, len(line)}
    for passage, _ in here:
        edges |= {min(passage.start, len(line)), min(passage.end, len(line))}
    cuts = sorted(edges)
    segments = []
    for start, end in pairwise(cuts):
        found = [
            (passage.end - passage.start, card)
            for passage, card in here
            if passage.start <= start and end <= passage.end
        ]
        # The card with the shortest passage is the one that a click here means.
        found.sort(key=lambda one: (one[0], one[1].pk))
        numbers = tuple(dict.fromkeys(card.pk for _, card in found))
        is_open = any(card.state == OPEN for _, card in found)
        segments.append(Segment(line[start:end], numbers, is_open))
    return segments


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
