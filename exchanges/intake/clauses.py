"""Clauses about letting people go: who let whom go, when, and whether it happened.

A few templates over rows of chunks: active and passive verbs, nouns ("the release of"),
exchanges ("X for Y"), lists ("among those freed were") and departures of people who
were held. Each gives acts; ``assembly`` makes releases of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from . import lexicon
from .annotations import Chunk, Day, Party, People, Person, Row
from .counts import Count
from .dates import When
from .gazetteers import ADJECTIVE, CAPITAL, INHABITANT
from .paragraphs import TITLE, Passage

REACH = 30  # tokens a template looks to either side
GOVERNMENT = frozenset(
    "government authorities military court courts officials official state president"
    " regime army police intelligence junta leader leaders ministry side forces militants"
    " fighters group movement administration prosecutors parliament soldiers rulers jail"
    " jails prison prisons custody security".split()
)
PREPOSITIONS = frozenset(
    "in from to with on at against for of into via through near under across inside"
    " between over than".split()
)
# What may stand between a verb and the people it is about.
OPEN_TAGS = frozenset("DT JJ PRP$ RB CD NN NNP POS NNS JJS".split())
OPEN_WORDS = frozenset(
    'of , both a all " over up back home out to from in on by as sentence'.split()
)
RECEIVING = frozenset(
    "got gets get received receives receive recovered regained retrieved secured".split()
)
NOUN_OR_VERB = lexicon.RELEASE_NOUNS | lexicon.SWAP_NOUNS
# Uncounted people who act for a group: "Boko Haram militants released 82".
FORCES = frozenset(
    "militants fighters rebels gunmen insurgents extremists forces troops soldiers"
    " terrorists commanders".split()
)
ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth latest last"
    " only".split()
)
CLAUSE_ENDS = frozenset("; : — – that which because while although whereas".split())


class Modality(StrEnum):
    """Whether a deed happened, as the clause says."""

    DONE = "done"
    ANNOUNCED = "announced"
    WISHED = "wished"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Act:
    """One mention of people who are let go.

    Attributes:
        row: The position of the sentence.
        passage: From the people to the deed.
        trigger: The token of the deed.
        template: Which template found it.
        count: How many; None if no number.
        names: Full names.
        nations: Codes of what the people belong to.
        agents: Codes of who let them go, as the clause says.
        holders: Codes of who held them, as the sentence says.
        receivers: Codes of who received them.
        modality: Whether it happened.
        own_day: The date of the deed.
        said_day: The day on which somebody said so, if no other is there.
        is_definite: It refers to people spoken of before.
        is_part: They are a part of others.
        is_background: The clause puts it in the past.
        is_captive: The words say that they were held.
        exchange: Which exchange it is a side of, 0 for none; sides are 1 and 2.
        side: Its side.
        is_many: Several people.
        is_weak: It says nothing new by itself: a list of names or a departure.
        heads: Nouns of single people among them: what "the diplomat" goes back to.
        nouns: Nouns of groups among them.
    """

    row: int
    passage: Passage
    trigger: int
    template: str
    count: Count | None
    names: tuple[str, ...]
    nations: frozenset[str]
    agents: frozenset[str]
    holders: frozenset[str]
    receivers: frozenset[str]
    modality: Modality
    own_day: When | None
    said_day: When | None
    is_definite: bool = False
    is_part: bool = False
    is_background: bool = False
    is_captive: bool = False
    exchange: int = 0
    side: int = 0
    is_many: bool = False
    is_weak: bool = False
    heads: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """People of one clause that belong together."""

    first: int
    last: int
    count: Count | None
    names: tuple[str, ...]
    nations: frozenset[str]
    is_definite: bool
    is_part: bool
    is_captive: bool
    is_many: bool
    heads: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()


# Early release as prisons do it every day, which is no part of the record.
ORDINARY = frozenset("parole paroled overcrowded overcrowding bail probation".split())
SPECIAL = frozenset(
    "political opposition journalist journalists activist activists hostage hostages"
    " dissident dissidents swap amnesty sanctions pardon pardoned furlough".split()
)


def acts(rows: Sequence[Row]) -> list[Act]:
    """Find the acts of all sentences, in order."""
    found: list[Act] = []
    words = {token.lower for row in rows for token in row.tokens}
    if words & ORDINARY and not words & SPECIAL:
        return found
    for position, _ in enumerate(rows):
        reader = _Reader(rows, position)
        found += reader.acts()
    return found


class _Reader:
    """The templates at work on one sentence."""

    def __init__(self, rows: Sequence[Row], position: int) -> None:
        self.rows = rows
        self.position = position
        self.row = rows[position]
        self.used: set[int] = set()  # first tokens of chunks that an act has taken

    def acts(self) -> list[Act]:
        found: list[Act] = []
        row = self.row
        if any(w in lexicon.NOT_PEOPLE for w in row.words(0, 3)):
            pass
        for index, token in enumerate(row.tokens):
            inside = row.at[index]
            if isinstance(inside, People | Person):
                continue
            if (
                token.lower in lexicon.RELEASE_VERBS
                and (token.tag != "NNS" or self._is_between(index))
                and not (token.lower in NOUN_OR_VERB and self._is_noun(index))
            ):
                found += self._verb(index, index + 1)
            elif token.lower in {
                "granted",
                "grants",
                "grant",
                "granting",
                "gave",
                "given",
            }:
                found += self._mercy(index)
            elif token.lower in lexicon.PHRASAL:
                last = self._phrasal(index)
                if last:
                    found += self._verb(index, last)
            elif token.lower in lexicon.RELEASE_NOUNS:
                found += self._noun(index)
        found += self._received(found)
        found += self._likewise(found)
        found = self._exchanged(self._including(found))
        found += self._lists(found)
        found += self._departures(found)
        return found

    # Words

    def _is_between(self, index: int) -> bool:
        """Tell a verb by its neighbours: "China releases 12", "Minsk frees X"."""
        after = self._at(index + 1)
        before = self._at(index - 1) if index else None
        return isinstance(after, People | Person) and isinstance(before, Party | Person)

    def _is_noun(self, index: int) -> bool:
        row = self.row
        before = row.lower(index - 1)
        token = row.tokens[index]
        if before == "to" or before in {
            "will",
            "would",
            "could",
            "may",
            "might",
            "must",
        }:
            return False
        if row.lower(index + 1) == "of":
            return True
        if token.lower.endswith("ing"):
            return False
        if before in {
            "the",
            "a",
            "their",
            "his",
            "her",
            "its",
            "'s",
            "'",
            "this",
            "that",
            "any",
            "for",
            "early",
            "full",
            "immediate",
            "prisoner",
            "hostage",
            "of",
            "on",
            "after",
            "about",
            "mass",
            "unconditional",
        }:
            return True
        if row.lower(index + 1) in {
            "by",
            "from",
            "in",
            "on",
            "after",
            "came",
            "was",
            "is",
        }:
            return True
        if token.tag in {"NN", "NNS"} and not row.is_headline:
            after = row.at[index + 1] if index + 1 < len(row.tokens) else None
            return not isinstance(after, People | Person)
        return False

    def _phrasal(self, index: int) -> int:
        """Give the token after the verb and its particle; 0 if the particle lacks."""
        _, particles = lexicon.PHRASAL[self.row.lower(index)]
        for look in range(index + 1, min(index + 14, len(self.row.tokens))):
            word = self.row.lower(look)
            if word in particles:
                return index + 1 if look > index + 1 else look + 1
            if word in {".", ";"} or (
                look > index + 1
                and self.row.tokens[look].tag[:2] == "VB"
                and self.row.at[look] is None
                and word not in lexicon.HOLDING_VERBS
            ):
                return 0
        if self.row.lower(index) in {"handed", "hand"} and self.row.lower(
            index + 1
        ) in {"to", "back"}:
            return index + 1
        return 0

    # Templates

    def _verb(self, first: int, last: int) -> Iterator[Act]:
        row = self.row
        word = row.lower(first)
        auxiliary, is_passive = self._auxiliary(first)
        follows = [*self._chain(last)]
        is_participle = word.endswith(("ed", "let", "set", "given")) or word == "sent"
        if not is_passive and is_participle and not follows:
            is_passive = self._is_reduced(first, last)
        agents = self._by(last)
        receivers = self._to(last)
        source = max((item.last for item in follows), default=last)
        verb = lexicon.RELEASE_VERBS.get(word, "let")
        if is_passive:
            items = self._subjects(auxiliary)
            agents = agents or self._from(last)
            passage_from = min((item.first for item in items), default=first)
            if verb in {"swap", "exchange", "trade"} and not items:
                return
        else:
            if not follows and word in {
                "free",
                "swap",
                "exchange",
                "trade",
                "released",
            }:
                return
            items = follows
            if self._is_purpose(first, auxiliary):
                agents = agents or self._from(source)
            else:
                agents = agents or self._agent(auxiliary) or self._from(source)
            passage_from = first
            if verb in {"swap", "exchange", "trade"} and not self._is_person_trade(
                items
            ):
                return
        modality = self._modality(first, auxiliary)
        if verb in {"swap", "exchange", "trade"} and len(agents) == 2 and items:
            yield from self._mutual(items, first, last, agents, modality)
            return
        if is_passive and row.lower(auxiliary) == "to":
            # "the fifth American to be freed this year": who is, is free
            group = row.at[auxiliary - 1]
            if (
                isinstance(group, People)
                and set(row.words(group.first - 1, group.last)) & ORDINALS
            ):
                items = [
                    item
                    for item in self._subjects(self._copula(group.first))
                    if item.names or item.is_definite
                ]
                modality, agents = Modality.DONE, agents
        yield from self._made(
            items,
            first,
            last,
            "passive" if is_passive else "active",
            agents=agents,
            receivers=receivers,
            modality=modality,
            passage_from=passage_from,
        )

    def _mutual(
        self,
        items: Sequence[Item],
        first: int,
        last: int,
        agents: frozenset[str],
        modality: Modality,
    ) -> Iterator[Act]:
        """Read "A and B exchanged 150 prisoners each": a release by either side.

        Without "each" the number is the total of both, which no side let go.
        """
        words = set(self.row.words(first, len(self.row.tokens)))
        is_each = bool(words & {"each", "apiece"}) or "both sides" in " ".join(
            self.row.words(first, len(self.row.tokens))
        )
        for act in self._made(
            items,
            first,
            last,
            "active",
            agents=agents,
            receivers=frozenset(),
            modality=modality,
            passage_from=first,
        ):
            if not is_each:
                yield replace(act, template="total", is_weak=True)
                continue
            for side, code in enumerate(sorted(agents), 1):
                yield replace(
                    act,
                    agents=frozenset({code}),
                    exchange=self.position + 1,
                    side=side,
                    nations=frozenset(),
                )

    def _copula(self, index: int) -> int:
        """Give the "is" before a noun phrase, else the phrase itself."""
        for look in range(index - 1, max(-1, index - 5), -1):
            if self.row.lower(look) in {
                "is",
                "was",
                "are",
                "were",
                "became",
                "becomes",
            }:
                return look
        return index

    def _is_purpose(self, index: int, auxiliary: int) -> bool:
        """Tell "paid a debt to free her": who pays is not who lets go."""
        row = self.row
        if row.lower(index - 1) != "to":
            return False
        left = set(row.words(auxiliary - 3, index))
        return not left & (
            lexicon.FUTURE
            | {
                "began",
                "started",
                "begun",
                "starts",
                "begins",
                "continued",
                "decided",
                "able",
                "ready",
                "used",
                "order",
                "decree",
                "continue",
                "due",
                "is",
                "are",
            }
        )

    def _is_person_trade(self, items: Sequence[Item]) -> bool:
        """Ask for known people: "swap prisoners" says only that there is a swap."""
        return any(
            item.count or item.nations or item.names or item.is_captive
            for item in items
        )

    def _noun(self, index: int) -> Iterator[Act]:
        row = self.row
        items: list[Item] = []
        agents = self._by(index + 1, 8)
        after = index + 1
        if row.lower(after) == "by":
            party = self._party_from(after + 1)
            if party is not None:
                after = party.last
        if after < len(row.tokens) and isinstance(row.at[after], Day):
            after = row.at[after].last  # type: ignore[union-attr]  # just seen
        elif row.lower(after) == "on" and isinstance(row.at[after + 1], Day):
            after = row.at[after + 1].last  # type: ignore[union-attr]  # just seen
        if row.lower(after) in {"of", "for"}:
            items = list(self._chain(after + 1))
        before = (
            row.at[index - 2]
            if index >= 2 and row.lower(index - 1) in {"'s", "'"}
            else None
        )
        if not items and isinstance(before, People | Person):
            items = [self._item([before])]
        elif (
            isinstance(before, Party) or isinstance(before, Person) and before.acts_for
        ):
            code = before.code if isinstance(before, Party) else before.acts_for
            agents = agents or frozenset({code})
        if not items:
            return
        if not agents:
            agents = self._from(max(item.last for item in items))
        yield from self._made(
            items,
            index,
            index + 1,
            "noun",
            agents=agents,
            receivers=frozenset(),
            modality=self._noun_modality(index),
            passage_from=min(index, *(item.first for item in items)),
        )

    def _mercy(self, index: int) -> Iterator[Act]:
        """Read "granted clemency to X" and "X was granted clemency by Y"."""
        row = self.row
        noun = next(
            (
                i
                for i in range(index + 1, min(index + 9, len(row.tokens)))
                if row.lower(i) in lexicon.MERCY
            ),
            0,
        )
        if not noun:
            return
        auxiliary, is_passive = self._auxiliary(index)
        if is_passive:
            items = self._subjects(auxiliary)
            agents = self._by(noun + 1)
        else:
            to = next((i for i in range(noun + 1, noun + 3) if row.lower(i) == "to"), 0)
            items = list(self._chain(to + 1 if to else index + 1))
            agents = self._agent(auxiliary)
        yield from self._made(
            items,
            index,
            noun + 1,
            "mercy",
            agents=agents,
            receivers=frozenset(),
            modality=self._modality(index, auxiliary),
            passage_from=min((item.first for item in items), default=index),
        )

    def _exchanged(self, found: list[Act]) -> list[Act]:
        """Read "… in exchange for …": both sides, also one without a release word."""
        row = self.row
        result = list(found)
        for first, last in _phrases(row):
            exchange = self.position + 1
            before = [i for i, act in enumerate(result) if act.trigger < first]
            after = [i for i, act in enumerate(result) if act.trigger >= last]
            is_leading = first <= 2 or not before
            if not after and row.lower(last - 1) == "for":
                items = list(self._chain(last))
                for act in self._made(
                    items,
                    last,
                    last,
                    "exchange",
                    agents=frozenset(),
                    receivers=frozenset(),
                    modality=Modality.DONE,
                    passage_from=last,
                ):
                    result.append(act)
                    after.append(len(result) - 1)
            if is_leading and row.lower(last - 1) != "for":
                for i in after:
                    if not result[i].exchange:
                        result[i] = replace(result[i], exchange=-exchange, side=2)
                continue
            if before and after:
                modality = result[before[-1]].modality
                for i in before:
                    result[i] = replace(result[i], exchange=exchange, side=1)
                for i in after:
                    if result[i].exchange == exchange:
                        continue
                    if result[before[-1]].template == "received":
                        result[i] = replace(
                            result[i],
                            agents=result[i].agents or result[before[-1]].receivers,
                        )
                    result[i] = replace(
                        result[i],
                        exchange=exchange,
                        side=2,
                        modality=modality
                        if result[i].template in {"exchange", "noun"}
                        else result[i].modality,
                    )
        return self._traded(result)

    def _traded(self, found: list[Act]) -> list[Act]:
        """Read "swapped A for B": what stands after "for" is the other side."""
        row = self.row
        result = []
        for act in found:
            result.append(act)
            word = row.lower(act.trigger)
            if lexicon.RELEASE_VERBS.get(word) not in {"swap", "exchange", "trade"}:
                continue
            mark = next(
                (
                    i
                    for i in range(
                        act.trigger + 1, min(act.trigger + REACH, len(row.tokens))
                    )
                    if row.lower(i) == "for"
                ),
                0,
            )
            items = list(self._chain(mark + 1)) if mark else []
            if act.exchange or not items:
                continue
            exchange = self.position + 1
            result[-1] = replace(act, exchange=exchange, side=1)
            result += [
                replace(other, exchange=exchange, side=2)
                for other in self._made(
                    items,
                    mark,
                    mark,
                    "exchange",
                    agents=frozenset(),
                    receivers=act.agents,
                    modality=act.modality,
                    passage_from=mark + 1,
                )
            ]
        return result

    def _received(self, found: Sequence[Act]) -> Iterator[Act]:
        """Read "A got 200 prisoners in exchange for B": who gets does not let go."""
        row = self.row
        for index, token in enumerate(row.tokens):
            if token.lower not in RECEIVING or row.at[index] is not None:
                continue
            items = [
                item
                for item in self._chain(index + 1)
                if item.is_captive and item.count is not None
            ]
            auxiliary, is_passive = self._auxiliary(index)
            if is_passive or any(act.trigger == index for act in found):
                continue
            yield from self._made(
                items,
                index,
                index + 1,
                "received",
                agents=frozenset(),
                receivers=self._agent(auxiliary),
                modality=self._modality(index, auxiliary),
                passage_from=index,
            )

    def _likewise(self, found: Sequence[Act]) -> Iterator[Act]:
        """Read "A is released, as are B" and "so were C"."""
        row = self.row
        if not found:
            return
        for index in range(len(row.tokens) - 2):
            if row.lower(index) in {"as", "so"} and row.lower(index + 1) in {
                "are",
                "were",
                "was",
                "is",
                "did",
            }:
                before = [act for act in found if act.trigger < index]
                if before:
                    yield from self._made(
                        list(self._chain(index + 2)),
                        index,
                        index + 2,
                        "passive",
                        agents=frozenset(),
                        receivers=frozenset(),
                        modality=before[-1].modality,
                        passage_from=index,
                    )

    def _including(self, found: list[Act]) -> list[Act]:
        """Read "two were released, including X": X is one of them."""
        row = self.row
        words = row.words(0, len(row.tokens))
        if "including" not in words:
            return found
        mark = words.index("including")
        groups = [
            i for i, act in enumerate(found) if act.is_many and act.trigger < mark
        ]
        names = [name for item in self._chain(mark + 1) for name in item.names]
        if len({found[i].trigger for i in groups}) != 1 or not names:
            return found
        act = found[groups[-1]]
        found[groups[-1]] = replace(
            act, names=tuple(dict.fromkeys((*act.names, *names)))
        )
        return found

    def _lists(self, found: Sequence[Act]) -> Iterator[Act]:
        """Read "among those freed were A and B", "A and B were among the five"."""
        row = self.row
        taken = {name for act in found for name in act.names}
        for anchor, group in self._anchors():
            items: list[Item] = []
            words = row.words(0, len(row.tokens))
            among = words.index("among") if "among" in words else -1
            if among > 0 and set(words[max(0, among - 3) : among]) & lexicon.BE:
                items += self._subjects(self._auxiliary(among)[0])
            for index in range(max(anchor, 0), len(words)):
                if (
                    words[index] in {"include", "includes", "included", "including"}
                    or words[index : index + 2] == ["takes", "in"]
                ) or (
                    words[index] in {"with"}
                    and words[index - 1] in {"along", "together"}
                ):
                    items += self._chain(index + (2 if words[index][:2] == "ta" else 1))
                elif words[index] in {
                    "were",
                    "are",
                    "was",
                    "is",
                    "as",
                    ":",
                    "named",
                } and (index <= anchor + 14):
                    items += self._chain(index + 1)
                elif (
                    words[index] == ","
                    and group is not None
                    and index == group.last
                    and (isinstance(self._at(index + 1), Person))
                ):
                    items += self._chain(index + 1)
            names = tuple(
                dict.fromkeys(n for item in items for n in item.names if n not in taken)
            )
            if not names:
                continue
            taken |= set(names)
            named = [item for item in items if item.names]
            yield from self._made(
                [
                    Item(
                        min(item.first for item in named),
                        max(item.last for item in named),
                        None,
                        names,
                        group.nations if group is not None else frozenset(),
                        True,
                        False,
                        True,
                        len(names) > 1,
                    )
                ],
                anchor,
                anchor + 1,
                "list",
                agents=frozenset(),
                receivers=frozenset(),
                modality=Modality.DONE,
                passage_from=anchor,
            )

    def _at(self, index: int) -> Chunk | None:
        return self.row.at[index] if index < len(self.row.tokens) else None

    def _anchors(self) -> Iterator[tuple[int, People | None]]:
        """Find the words for people spoken of before, which a list may name."""
        row = self.row
        for chunk in row.chunks:
            if isinstance(chunk, People) and (
                chunk.head == "those"
                or (chunk.is_definite and (chunk.is_many or chunk.head == "number"))
                or (chunk.is_captive and "among" in row.words(0, len(row.tokens)))
            ):
                yield chunk.first, chunk
        for index, token in enumerate(row.tokens):
            if token.lower in {
                "group",
                "list",
                "release",
                "releases",
                "it",
                "them",
                "swap",
                "exchange",
                "deal",
                "others",
            }:
                yield index, None

    def _departures(self, found: Sequence[Act]) -> Iterator[Act]:
        """Read "A and B have landed in Oman": people who were held are elsewhere."""
        row = self.row
        if row.sentence.paragraph == TITLE:
            return
        taken = {name for act in found for name in act.names}
        for index, token in enumerate(row.tokens):
            is_on_way = token.lower == "way" and row.words(index - 2, index)[:1] == [
                "on"
            ]
            if not (token.lower in lexicon.DEPARTURES or is_on_way) or isinstance(
                row.at[index], People | Person
            ):
                continue
            if any(act.trigger == index for act in found):
                continue
            auxiliary, _ = self._auxiliary(index - 2 if is_on_way else index)
            items = [
                item
                for item in self._subjects(auxiliary)
                if not (set(item.names) & taken)
                and (item.names or item.count is not None)
            ]
            if token.lower in {"out", "free", "back", "home"} and not (
                set(row.words(index - 2, index))
                & {"is", "are", "was", "were", "be", "been", "now", "am"}
            ):
                continue
            if token.lower in {"coming", "come", "came"} and row.lower(
                index + 1
            ) not in {"home", "back"}:
                continue
            if token.lower == "home" and row.lower(index + 1) == "to":
                continue
            agents = self._from(index + 1)
            left = row.at[index + 1] if index + 1 < len(row.tokens) else None
            if token.lower in {"left", "departed"} and isinstance(left, Party):
                agents = frozenset({left.code})
            for act in self._made(
                items,
                index,
                index + 1,
                "departure",
                agents=agents,
                receivers=self._to(index + 1),
                modality=self._modality(index, auxiliary),
                passage_from=min((item.first for item in items), default=index),
            ):
                yield act
            if items:
                return

    # Makers

    def _made(
        self,
        items: Sequence[Item],
        first: int,
        last: int,
        template: str,
        *,
        agents: frozenset[str],
        receivers: frozenset[str],
        modality: Modality,
        passage_from: int,
    ) -> Iterator[Act]:
        own, said = self._day(first)
        if (
            template == "list"
            and own is not None
            and not any(
                isinstance(day, Day) and day.when == own and 0 < day.first - first <= 5
                for day in self.row.chunks
            )
        ):
            own = None
        text = " ".join(self.row.words(0, len(self.row.tokens)))
        background = any(phrase in text for phrase in lexicon.BACKGROUND)
        if own is not None and (own.latest - own.earliest).days > 31:
            background = True
        for item in items:
            if "fugitive" in item.heads:  # an extradition
                continue
            yield Act(
                self.position,
                self.row.sentence.passage(
                    min(passage_from, item.first), max(item.last, last)
                ),
                first,
                template,
                item.count,
                item.names,
                item.nations,
                agents,
                self._holders(item),
                receivers,
                modality,
                own,
                said,
                item.is_definite,
                item.is_part,
                background,
                item.is_captive,
                is_many=item.is_many,
                is_weak=template in {"list", "departure"},
                heads=item.heads,
                nouns=item.nouns,
            )

    def _item(self, chunks: Sequence[People | Person]) -> Item:
        people = [chunk for chunk in chunks if isinstance(chunk, People)]
        persons = [chunk for chunk in chunks if isinstance(chunk, Person)]
        return Item(
            min(chunk.first for chunk in chunks),
            max(chunk.last for chunk in chunks),
            people[0].count if people else None,
            tuple(dict.fromkeys(person.name for person in persons)),
            frozenset().union(*(group.nations for group in people)),
            bool(people) and people[0].is_definite,
            any(group.is_part for group in people),
            any(group.is_captive for group in people),
            any(group.is_many for group in people) or len(persons) > 1,
            frozenset(group.head for group in people if not group.is_many),
            frozenset(group.head for group in people if group.is_many),
        )

    # People in a clause

    def _chain(self, start: int) -> Iterator[Item]:
        """Gather the people that follow a word, joined by commas and "and"."""
        row = self.row
        index = start
        while index < len(row.tokens) and not isinstance(
            row.at[index], People | Person
        ):
            token = row.tokens[index]
            chunk = row.at[index]
            is_open = (
                token.tag in OPEN_TAGS
                or token.lower in OPEN_WORDS
                or token.lower in lexicon.HOLDING_VERBS
                or isinstance(chunk, Party | Day)
            )
            if not is_open or index - start > 9 or token.lower in lexicon.NOT_PEOPLE:
                return
            if token.text in {'"', "”"} and index > start + 1:
                return
            if token.lower in {",", "in", "on", "by"} and not isinstance(
                row.at[index + 1] if index + 1 < len(row.tokens) else None,
                Party | Day | Person | People,
            ):
                return
            index += 1
        if index >= len(row.tokens):
            return
        first = row.at[index]
        if not isinstance(first, People | Person):
            return
        if index > start and row.lower(index - 1) in {"to", "by", "in", "from", "on"}:
            return
        yield from self._joined(self._following(first))

    def _following(self, first: People | Person) -> list[People | Person]:
        """Follow a chain of people to the right."""
        row = self.row
        chain: list[People | Person] = [first]
        while True:
            nxt = self._next(chain[-1])
            if nxt is None:
                return chain
            chain.append(nxt)

    def _next(self, chunk: People | Person) -> People | Person | None:
        row = self.row
        index = chunk.last
        commas = 0
        has_link = False
        while index < len(row.tokens) and index - chunk.last <= 16:
            here = row.at[index]
            word = row.lower(index)
            token = row.tokens[index]
            if isinstance(here, People | Person):
                near = index - chunk.last
                is_same = near == 0 and not _is_plural(chunk)
                return here if has_link or is_same else None
            if word in {",", ";", "—", "–", "(", ":"}:
                commas += 1
                has_link = True
            elif word in {"and", "including", "plus", "namely", "&", "both"}:
                has_link = True
            elif word in {"called", "named"}:
                has_link = has_link or not _is_plural(chunk)
            elif word in {"as", "well", "along", "together", "with", "among", "them"}:
                pass
            elif word in {"who", "whom", "whose", "which", "where", "that"}:
                # Over a relative clause to its comma, if the list goes on there.
                end = self._comma(index)
                if (
                    not end
                    or row.lower(end + 1) not in {"and"}
                    and not isinstance(
                        row.at[end + 1] if end + 1 < len(row.tokens) else None, Person
                    )
                ):
                    return None
                index = end
                continue
            elif isinstance(here, Day):
                return None
            elif isinstance(here, Party):
                if here.form not in {ADJECTIVE, INHABITANT}:
                    if (
                        row.lower(index - 1) not in {"of", "for", "in"}
                        and row.lower(index + 1)
                        not in lexicon.TITLES | lexicon.PEOPLE_NOUNS
                    ):
                        return None
                index = here.last
                continue
            elif (
                token.tag[:2] == "VB"
                and commas == 1
                and word not in lexicon.BE
                and (token.tag in {"VBN", "VBG"} and self._comma(index))
            ):
                end = self._comma(index)
                if row.lower(end + 1) != "and" and not isinstance(
                    row.at[end + 1] if end + 1 < len(row.tokens) else None, Person
                ):
                    return None
                index = end
                continue
            elif token.tag in {"IN", "TO"} and word in {
                "of",
                "for",
                "on",
                "in",
                "at",
                "from",
            }:
                if commas == 0 and word in {"in", "from", "on", "for", "at"}:
                    return None
            elif token.tag[:2] not in {
                "DT",
                "JJ",
                "NN",
                "CC",
                "PR",
                "CD",
                "PO",
                '"',
                "RB",
            } and (word not in {"a", "an", "the", ".", "'", "“", "”", '"', "(", ")"}):
                return None
            if word in {"but", "or", "while", "after", "when", "said", "."} and not (
                word == "." and len(row.lower(index - 1)) <= 3
            ):
                return None
            index += 1
        return None

    def _comma(self, index: int) -> int:
        return next(
            (
                i
                for i in range(index, min(index + 22, len(self.row.tokens)))
                if self.row.lower(i) in {",", ";"}
            ),
            0,
        )

    def _joined(self, chain: Sequence[People | Person]) -> Iterator[Item]:
        """Cut a chain into items: each counted group, and all single names together."""
        items: list[list[People | Person]] = []
        chain = [
            c
            for c in chain
            if not (
                isinstance(c, Person)
                and (
                    c.acts_for
                    or self.row.lower(c.last) in lexicon.SAY_VERBS
                    or self.row.lower(c.first - 1) in lexicon.SAY_VERBS
                )
            )
        ]
        for position, chunk in enumerate(chain):
            previous = chain[position - 1] if position else None
            if previous is not None and self._is_apposition(previous, chunk):
                items[-1].append(chunk)
            elif previous is not None and self._is_member(previous, chunk, items):
                items[-1].append(chunk)
            elif isinstance(chunk, Person) and items and not _counted(items[-1]):
                items[-1].append(chunk)
            else:
                items.append([chunk])
        for position in range(len(items) - 1, 0, -1):
            # "2,000 detainees and prisoners": one number for both nouns
            left, right = items[position - 1][-1], items[position][0]
            if (
                isinstance(left, People)
                and isinstance(right, People)
                and left.is_many
                and right.count is None
                and not right.nations
                and right.head in lexicon.CAPTIVE_NOUNS
                and self.row.words(left.last, right.first) == ["and"]
            ):
                items[position - 1] += items.pop(position)
        for group in items:
            people = [c for c in group if isinstance(c, People)]
            persons = [c for c in group if isinstance(c, Person)]
            item = self._item(group)
            if persons and people and not _is_plural(people[0]):
                # An apposition: the noun says who the person is.
                count = None
                item = replace(item, count=count, is_many=len(persons) > 1)
            elif (
                len(people) == 1
                and not persons
                and item.count is None
                and not people[0].is_many
                and not people[0].is_definite
            ):
                item = replace(item, count=Count(1))
            elif (
                people
                and len(people) > 1
                and not persons
                and all(not _is_plural(one) for one in people)
            ):
                item = replace(item, is_many=True)
            yield item

    def _is_apposition(self, left: People | Person, right: People | Person) -> bool:
        between = self.row.words(left.last, right.first)
        if "and" in between or ";" in between:
            return False
        if isinstance(left, People) and isinstance(right, Person):
            return (
                not _is_plural(left)
                or "," in between
                or "including" in between
                or (":" in between or "(" in between)
                or not between
            )
        if isinstance(left, Person) and isinstance(right, People):
            return not _is_plural(right) and "," in between
        if isinstance(left, People) and isinstance(right, People):
            return (
                left.is_many
                and "," in between
                and (right.count is not None and not right.is_definite)
                and ("including" in between or "among" in between or right.is_part)
            )
        return False

    def _is_member(
        self,
        left: People | Person,
        right: People | Person,
        items: Sequence[Sequence[People | Person]],
    ) -> bool:
        """Tell whether a chunk continues a list of the members of a counted group."""
        if not items:
            return False
        head = items[-1][0]
        if not isinstance(head, People) or not head.is_many:
            # "a politician and an aid worker": two single people are one item.
            return (
                (
                    isinstance(head, People)
                    and not _is_plural(head)
                    and isinstance(right, People)
                    and not _is_plural(right)
                )
                or (isinstance(right, Person))
                or (
                    isinstance(head, Person)
                    and isinstance(right, People)
                    and not _is_plural(right)
                )
            )
        if isinstance(right, People) and any(
            isinstance(c, People) and c.count is not None for c in items[-1][1:]
        ):
            return True  # "sailors, among them nine Georgians and two Russians"
        members = [c for c in items[-1][1:] if isinstance(c, Person)]
        return isinstance(right, Person) and (
            bool(members) or "," in self.row.words(left.last, right.first)
        )

    def _subjects(self, index: int) -> list[Item]:
        """Find the people before a verb: its subject, over what stands between."""
        row = self.row
        look = index - 1
        steps = 0
        while look >= 0 and steps < REACH:
            chunk = row.at[look]
            word = row.lower(look)
            if word in {"nobody", "none"}:
                return []
            if word in {"they", "them"} and look >= index - 4:
                return self._antecedent(is_many=True)
            if word in {"he", "she"} and look >= index - 4:
                return self._antecedent(is_many=False)
            if isinstance(chunk, People | Person):
                before = row.lower(chunk.first - 1)
                if before in {"the", "a", "an", "all", "former", "both"}:
                    before = row.lower(chunk.first - 2)
                if before == "in" and row.lower(chunk.first - 1) == "all":
                    before = ""  # "in all 26 people were exchanged"
                is_object = before in PREPOSITIONS - {"of", "than"} or before in {"by"}
                is_possessor = row.lower(chunk.last) in {"'s", "'"}
                is_speaker = row.lower(chunk.last) in lexicon.SAY_VERBS or (
                    row.lower(chunk.first - 1) in {"told", "tells"}
                )
                if not (is_object or is_possessor or is_speaker):
                    chain = self._preceding(chunk)
                    return list(self._joined(chain))
                look = chunk.first - 1
            elif word in {";", ":"} or (word in lexicon.SAY_VERBS and steps > 0):
                return []
            else:
                look -= 1
            steps += 1
        return []

    def _preceding(self, last: People | Person) -> list[People | Person]:
        """Follow a chain of people to the left."""
        row = self.row
        chain = [last]
        people = [c for c in row.chunks if isinstance(c, People | Person)]
        position = people.index(last)
        while position:
            candidate = people[position - 1]
            if self._next(candidate) is not chain[0] and not self._is_and(
                candidate, chain[0]
            ):
                break
            if row.lower(candidate.first - 1) in {"by", "with", "to", "from"}:
                break
            chain.insert(0, candidate)
            position -= 1
        return chain

    def _is_and(self, left: People | Person, right: People | Person) -> bool:
        """Tell whether a short phrase and "and" stand between two counted groups."""
        between = self.row.words(left.last, right.first)
        return (
            isinstance(left, People)
            and isinstance(right, People)
            and left.count is not None
            and right.count is not None
            and between[-1:] == ["and"]
            and len(between) <= 7
            and not set(between) & {"said", "that", "was", "were"}
        )

    def _antecedent(self, *, is_many: bool) -> list[Item]:
        row = self.row
        for back in (0, 1):
            if self.position - back < 0:
                break
            source = self.rows[self.position - back]
            if source.sentence.paragraph == TITLE:
                break
            chunks = [
                chunk
                for chunk in source.chunks
                if (isinstance(chunk, People) and chunk.is_many and is_many)
                or (isinstance(chunk, Person) and not is_many and not chunk.is_official)
            ]
            if back == 0:
                continue
            if chunks:
                chunk = chunks[0]
                if isinstance(chunk, Person):
                    return [
                        Item(
                            0,
                            1,
                            None,
                            (chunk.name,),
                            frozenset(),
                            True,
                            False,
                            False,
                            False,
                        )
                    ]
                return [
                    Item(0, 1, chunk.count, (), chunk.nations, True, False, True, True)
                ]
        return []

    # Parties in a clause

    def _party_from(self, index: int) -> Party | Person | None:
        """Give the party or its officer that stands at a place, over an article."""
        for look in range(index, min(index + 6, len(self.row.tokens))):
            chunk = self.row.at[look]
            if isinstance(chunk, Party):
                return chunk
            if isinstance(chunk, People) and _is_force(chunk):
                return Party(chunk.first, chunk.last, min(chunk.nations), "name")
            if isinstance(chunk, Person):
                return chunk if chunk.acts_for else None
            token = self.row.tokens[look]
            if token.lower in {"in", "of"} and self.row.lower(look - 1) in GOVERNMENT:
                continue
            if (
                token.tag[:2] not in {"DT", "JJ", "NN", "PR", "PO"}
                and token.lower != "the"
            ):
                return None
        return None

    def _code(self, chunk: Party | Person | None) -> frozenset[str]:
        if chunk is None:
            return frozenset()
        return frozenset({chunk.code if isinstance(chunk, Party) else chunk.acts_for})

    def _by(self, start: int, reach: int = 14) -> frozenset[str]:
        """Find the doer after "by", before the clause ends."""
        row = self.row
        for index in range(start, min(start + reach, len(row.tokens))):
            word = row.lower(index)
            if word in {";", "."} | CLAUSE_ENDS | lexicon.SAY_VERBS:
                break
            if (
                index > start
                and row.tokens[index].tag in {"VBN", "VBD"}
                and (row.at[index] is None and word not in lexicon.BE)
            ):
                break
            if word == "by" and not (
                index > start
                and row.lower(index - 1).endswith("ed")
                and row.at[index - 1] is None
            ):
                code = self._code(self._party_from(index + 1))
                if code:
                    return code
        return frozenset()

    def _to(self, start: int) -> frozenset[str]:
        row = self.row
        for index in range(start, min(start + 12, len(row.tokens))):
            if row.lower(index) in {"to", "into"}:
                code = self._code(self._party_from(index + 1))
                if code:
                    return code
        return frozenset()

    def _from(self, start: int) -> frozenset[str]:
        """Find the place that people came from: "from a prison in Russia"."""
        row = self.row
        for index in range(start, min(start + 6, len(row.tokens))):
            if row.lower(index) in {"from", "of"}:
                for look in range(index + 1, min(index + 7, len(row.tokens))):
                    chunk = row.at[look]
                    if isinstance(chunk, Party) and chunk.form != INHABITANT:
                        return frozenset({chunk.code})
                    if row.lower(look) in {
                        ",",
                        ".",
                        "on",
                        "after",
                        "as",
                        "when",
                        "to",
                        "by",
                    } or (isinstance(chunk, Day)):
                        break
        return frozenset()

    def _agent(self, index: int) -> frozenset[str]:
        """Find the doer before a verb: the nearest party that is no object."""
        row = self.row
        if row.lower(index - 1) == "it":
            first = next(
                (c for c in row.chunks if isinstance(c, Party) and c.first < index),
                None,
            )
            return (
                frozenset({first.code})
                if first and self._is_doer(first)
                else frozenset()
            )
        look = index - 1
        while look >= 0 and index - look <= REACH + 10:
            chunk = row.at[look]
            word = row.lower(look)
            if isinstance(chunk, Party):
                # "with Moscow releasing A and Minsk freeing B"
                if (
                    chunk.last == index
                    and chunk.form not in {ADJECTIVE, INHABITANT}
                    and (
                        row.lower(chunk.first - 1)
                        not in PREPOSITIONS - {"with", "after"}
                    )
                ):
                    return self._with_partners(chunk)
                if self._is_doer(chunk):
                    return self._with_partners(chunk)
                look = chunk.first - 1
                continue
            if isinstance(chunk, People) and _is_force(chunk):
                return chunk.nations
            if isinstance(chunk, Person):
                if chunk.acts_for and row.lower(chunk.first - 1) not in PREPOSITIONS | {
                    "by"
                }:
                    return frozenset({chunk.acts_for})
                look = chunk.first - 1
                continue
            if word in {";"} or (
                word in {"that"} and row.lower(look - 1) in lexicon.SAY_VERBS
            ):
                return frozenset()
            if (
                word in {"government", "authorities", "court", "military"}
                and (row.lower(look - 1) in {"the", "its", "their"})
                and not isinstance(
                    row.at[look + 2] if look + 2 < len(row.tokens) else None, Party
                )
            ):
                return frozenset()
            look -= 1
        return frozenset()

    def _is_doer(self, party: Party) -> bool:
        row = self.row
        before = row.lower(party.first - 1)
        if before in {"the", "a", "an"}:
            before = row.lower(party.first - 2)
        follows = row.lower(party.last)
        if party.form in {ADJECTIVE, INHABITANT}:
            words = row.words(party.last, party.last + 4)
            return any(
                word in GOVERNMENT or word in lexicon.OFFICES for word in words
            ) and (before not in PREPOSITIONS)
        if before in {"and", ","}:
            partner = row.at[party.first - 2] if party.first >= 2 else None
            if isinstance(partner, Party) and partner.form == party.form:
                before = row.lower(partner.first - 1)
                if before == "the":
                    before = row.lower(partner.first - 2)
                if before in PREPOSITIONS | {"by"}:
                    return False
        tag = row.tokens[party.first - 1].tag if party.first else ""
        if before in PREPOSITIONS | {"by"} or (
            tag == "IN"
            and before == row.lower(party.first - 1)
            and before
            not in {"that", "while", "as", "after", "because", "although", "when", "if"}
        ):
            noun = row.lower(party.first - 2)
            if noun in {"the"}:
                noun = row.lower(party.first - 3)
            return before in {"of", "in"} and noun in GOVERNMENT | {
                "president",
                "leader",
                "government",
                "authorities",
                "kingdom",
            }
        if follows in {"'s", "'"}:
            words = row.words(party.last + 1, party.last + 6)
            return any(word in GOVERNMENT or word in lexicon.OFFICES for word in words)
        return True

    def _with_partners(self, party: Party) -> frozenset[str]:
        """Add parties that share the verb: "the US and a number of states"."""
        row = self.row
        codes = {party.code}
        index = party.first - 1
        while index > 0 and row.lower(index) in {"and", ",", "the"}:
            chunk = row.at[index - 1]
            if isinstance(chunk, Party) and chunk.form == party.form:
                codes.add(chunk.code)
                index = chunk.first - 1
            elif row.lower(index) == "the":
                index -= 1
            else:
                break
        return frozenset(codes) if len(codes) < 8 else frozenset({party.code})

    def _holders(self, item: Item) -> frozenset[str]:
        """Find who held people: "jailed in Iran", "held by Hamas", "in Russian jails"."""
        row = self.row
        found: list[str] = []
        for index in range(item.first, min(item.last + 18, len(row.tokens))):
            word = row.lower(index)
            if index >= item.last and word in {
                ";",
                "exchange",
                "return",
                "swap",
                "turn",
            }:
                break
            if word in lexicon.HOLDING_VERBS or word in {"hands", "incarcerated"}:
                for look in range(index + 1, min(index + 9, len(row.tokens))):
                    chunk = row.at[look]
                    if (
                        isinstance(chunk, Party)
                        and row.lower(chunk.first - 1)
                        in {"in", "by", "the", "a", "of", "at", "from"}
                        | lexicon.HOLDING_VERBS
                        | GOVERNMENT
                    ):
                        found.append(chunk.code)
                        break
                    if row.lower(look) in {",", ".", "and"}:
                        break
            elif word in lexicon.PRISON_WORDS:
                chunk = self._holder_near(index)
                if chunk is not None:
                    found.append(chunk.code)
        # "whom Islamic extremists had held": the doer stands before the verb.
        for index in range(item.first, min(item.last + 10, len(row.tokens))):
            if row.lower(index) in {"whom", "that"} and index + 1 < len(row.tokens):
                party = self._party_from(index + 1)
                words = row.words(index + 1, index + 8)
                if (
                    isinstance(party, Party)
                    and set(words) & (lexicon.HOLDING_VERBS | {"sent"})
                    and "sent" not in words
                ):
                    found.append(party.code)
        return self._joint(found[0], item.first) if found else frozenset()

    def _joint(self, code: str, start: int) -> frozenset[str]:
        """Add parties that a list goes on with: "from prisons in A, B and C"."""
        row = self.row
        codes = [code]
        chunk = next(
            (
                c
                for c in row.chunks
                if isinstance(c, Party) and c.code == code and c.first > start
            ),
            None,
        )
        while chunk is not None:
            look = chunk.last
            while row.lower(look) in {",", "and", "the"}:
                look += 1
            following = self._at(look)
            if (
                look == chunk.last
                or not isinstance(following, Party)
                or (following.form != chunk.form)
            ):
                break
            codes.append(following.code)
            chunk = following
        return frozenset(codes) if len(codes) > 2 else frozenset({code})

    def _holder_near(self, index: int) -> Party | None:
        """Read "Taliban custody", "a jail in Russia", "Moscow's prisons"."""
        row = self.row
        for look in (index - 1, index - 2, index - 3):
            chunk = row.at[look] if look >= 0 else None
            if isinstance(chunk, Party):
                return chunk
            if row.tokens[look].tag[:2] not in {"NN", "JJ", "PO"}:
                break
        for look in (index + 2, index + 3):
            chunk = row.at[look] if look < len(row.tokens) else None
            if isinstance(chunk, Party) and row.lower(index + 1) in {
                "in",
                "of",
                "near",
            }:
                return chunk
        return None

    # Verbs

    def _auxiliary(self, index: int) -> tuple[int, bool]:
        """Give where the verb group begins, and whether it is passive."""
        row = self.row
        look = index - 1
        is_passive = False
        first = index
        while look >= 0 and index - look <= 8:
            word = row.lower(look)
            tag = row.tokens[look].tag
            if row.at[look] is not None and not isinstance(row.at[look], Day):
                break
            if word in lexicon.BE:
                is_passive = (
                    is_passive
                    or row.lower(index).endswith(("ed", "let", "set", "nt", "en"))
                    or row.lower(index) in {"let", "set", "sent", "brought"}
                )
                first = look
            elif (
                word in {"have", "has", "had", "'ve", "'d", "to", "having"}
                or tag == "MD"
            ):
                first = look
            elif tag == "RB" or word in {
                "both",
                "all",
                "also",
                "then",
                "not",
                "n't",
                "since",
            }:
                pass
            elif (
                word
                in lexicon.FUTURE
                | lexicon.WISHES
                | {
                    "began",
                    "started",
                    "begun",
                    "finished",
                    "completed",
                    "decided",
                    "continued",
                    "said",
                }
                and first == look + 1
                and (row.lower(look + 1) in {"to"} or row.lower(index).endswith("ing"))
            ):
                first = look
            else:
                break
            look -= 1
        return first, is_passive

    def _is_reduced(self, first: int, last: int) -> bool:
        """Tell a participle after its noun: "the soldiers freed on Saturday"."""
        before = self.row.at[first - 1] if first else None
        return isinstance(before, People | Person) or self.row.lower(last) in {
            "by",
            "from",
        }

    def _modality(self, index: int, auxiliary: int) -> Modality:
        row = self.row
        group = row.words(auxiliary, index)
        left = row.words(auxiliary - 5, auxiliary)
        for mark in (",", ";", ":", "that", "who", "and"):
            if mark in left:
                left = left[len(left) - left[::-1].index(mark) :]
        words = [*left, *group]
        if set(group) & lexicon.NEGATIONS or set(left[-2:]) & {
            "not",
            "never",
            "refused",
            "refuses",
            "refusing",
            "denied",
            "rejected",
        }:
            return Modality.DENIED
        is_finite = not set(group) & {"to"} and row.tokens[index].tag not in {
            "VB",
            "VBG",
        }
        if set(group) & {"could", "may", "might", "should", "must", "can"}:
            return Modality.WISHED
        if set(group) & {"will", "would", "'ll", "shall"}:
            return Modality.ANNOUNCED
        if words[:1] and set(words) & {"if", "until", "unless"}:
            return Modality.WISHED
        if "to" in group:
            if set(words) & lexicon.WISHES:
                return Modality.WISHED
            if set(group) & {"be"} or set(words) & lexicon.FUTURE:
                return Modality.ANNOUNCED
            return Modality.DONE
        if not is_finite and set(words) & lexicon.WISHES:
            return Modality.WISHED
        return Modality.DONE

    def _noun_modality(self, index: int) -> Modality:
        row = self.row
        words = row.words(index - 7, index)
        for mark in (";", ":", "that", "."):
            if mark in words:
                words = words[len(words) - words[::-1].index(mark) :]
        near = set(words)
        if near & {"no", "not", "without", "refused", "deny", "denied", "rejected"}:
            return Modality.DENIED
        if near & (
            lexicon.WISHES - {"before", "working", "work", "welcome", "pressure"}
        ):
            return Modality.WISHED
        after = set(row.words(index, index + 10))
        if set(row.words(index, index + 26)) & {"demand", "demands", "condition"}:
            return Modality.WISHED
        if after & {"could", "might", "may"} or near & {"prospect", "if", "until"}:
            return Modality.WISHED
        if near & {"will", "would", "promised", "agreed"}:
            return Modality.ANNOUNCED
        return Modality.DONE

    # Dates

    def _day(self, index: int) -> tuple[When | None, When | None]:
        """Find the day of the deed and the day on which somebody spoke of it.

        A date goes with the nearest verb before it, else with the first one after it.
        """
        row = self.row
        own: list[tuple[int, When]] = []
        said: list[When] = []
        for day in row.chunks:
            if not isinstance(day, Day) or row.lower(day.first - 1) in {
                "since",
                "until",
            }:
                continue
            if self._is_attribute(day):
                continue
            verb = self._verb_of(day)
            if (
                verb is None
                or abs(verb - index) <= 2
                or (self._is_event(verb) and row.lower(index) in lexicon.RELEASE_NOUNS)
            ):
                own.append((abs(day.first - index), day.when))
            elif row.lower(verb) in lexicon.SAY_VERBS:
                said.append(day.when)
            elif self._is_event(verb):
                own.append((abs(day.first - index) + 10, day.when))
        own.sort(key=lambda pair: (not pair[1].is_day, pair[0]))
        return (own[0][1] if own else None), (said[0] if said else None)

    def _is_attribute(self, day: Day) -> bool:
        """Tell "the December 2010 election": the date of another thing."""
        row = self.row
        after = day.last + (row.lower(day.last) == ",")
        token = row.tokens[after] if after < len(row.tokens) else None
        before = row.lower(day.first - 1)
        return (
            token is not None
            and token.tag[:2] == "NN"
            and row.at[after] is None
            and before in {"a", "an", "the", "'s", "'", "disputed", "its", "his"}
            and token.lower not in lexicon.RELEASE_NOUNS | lexicon.SWAP_NOUNS
        )

    def _verb_of(self, day: Day) -> int | None:
        row = self.row
        for look in range(day.first - 1, -1, -1):
            if self._is_verb(look):
                return look
            if row.lower(look) in {";", ":"}:
                break
            if row.lower(look) == "since":
                return look
        for look in range(day.last, len(row.tokens)):
            if self._is_verb(look):
                return look
        return None

    def _is_verb(self, index: int) -> bool:
        row = self.row
        token = row.tokens[index]
        if isinstance(row.at[index], Person | Day | Party):
            return False
        if isinstance(row.at[index], People):
            return token.lower in lexicon.HOLDING_VERBS
        if token.lower in lexicon.RELEASE_NOUNS or token.lower in lexicon.RELEASE_VERBS:
            return True
        if token.lower in lexicon.HOLDING_VERBS | lexicon.SAY_VERBS:
            return True
        return token.tag[:2] == "VB" and token.lower not in lexicon.BE | {
            "have",
            "has",
            "had",
            "according",
            "including",
            "being",
            "having",
        }

    def _is_event(self, index: int) -> bool:
        word = self.row.lower(index)
        return (
            word in lexicon.DEPARTURES
            or word in lexicon.RELEASE_VERBS
            or (
                word in lexicon.RELEASE_NOUNS
                or word
                in {
                    "took",
                    "happened",
                    "completed",
                    "carried",
                    "went",
                    "place",
                    "finished",
                    "handed",
                    "let",
                    "set",
                    "taken",
                    "crossed",
                }
            )
        )


def _is_force(chunk: People) -> bool:
    return chunk.count is None and chunk.head in FORCES and len(chunk.nations) == 1


def _is_plural(chunk: Chunk) -> bool:
    return isinstance(chunk, People) and chunk.is_many


def _counted(group: Sequence[People | Person]) -> bool:
    head = group[0]
    return isinstance(head, People) and head.count is not None and head.is_many


def _phrases(row: Row) -> Iterator[tuple[int, int]]:
    """Find the phrases that say that one thing is for another."""
    words = row.words(0, len(row.tokens))
    index = 0
    while index < len(words):
        for phrase in lexicon.EXCHANGE_PHRASES:
            if tuple(words[index : index + len(phrase)]) == phrase:
                yield index, index + len(phrase)
                index += len(phrase) - 1
                break
        index += 1


phrases = _phrases
CAPITALS = CAPITAL
