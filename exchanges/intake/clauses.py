"""Clauses about letting people go: who let whom go, when, and whether it happened.

A few templates over rows of chunks: active and passive verbs, nouns ("the release of"),
exchanges ("X for Y"), lists ("among those freed were") and departures of people who
were held. Each gives acts; ``assembly`` makes releases of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import lexicon
from .acts import Act, Item, Modality
from .chunks import Day, Party, People, Person, Row
from .clause_lists import ListsInClause
from .clause_people import REACH
from .lexicon import words

NOUN_OR_VERB = lexicon.RELEASE_NOUNS | lexicon.SWAP_NOUNS


ORDERING = words(
    "ordered approved authorised authorized allowed began completed started finished"
    " announced"
)
ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth latest last only"
)


# Early release as prisons do it every day, which is no part of the record.
ORDINARY = words("parole paroled overcrowded overcrowding bail probation")


SPECIAL = words(
    "political opposition journalist journalists activist activists hostage "
    "hostages dissident dissidents swap amnesty sanctions pardon pardoned "
    "furlough"
)
GRANTING = words("granted grants grant granting gave given")


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


class _Reader(ListsInClause):
    """The templates at work on one sentence."""

    def acts(self) -> list[Act]:
        found: list[Act] = []
        row = self.row
        if any(w in lexicon.NOT_PEOPLE for w in row.words(0, 3)):
            pass
        for index, token in enumerate(row.tokens):
            inside = row.at[index]
            if isinstance(inside, People | Person):
                continue
            if token.lower in lexicon.PHRASAL and (end := self._phrasal(index)):
                found += self._verb(index, end, lemma="let")
            elif (
                token.lower in lexicon.RELEASE_VERBS
                and (token.tag != "NNS" or self._is_between(index))
                and not (token.lower in NOUN_OR_VERB and self._is_noun(index))
            ):
                found += self._verb(index, index + 1)
            elif token.lower in GRANTING:
                found += self._mercy(index)
            elif token.lower in lexicon.RELEASE_NOUNS:
                found += self._noun(index)
            elif token.lower in lexicon.SWAP_NOUNS and row.lower(index + 1) == "of":
                found += (
                    replace(act, template="total", is_weak=True)
                    for act in self._noun(index)
                    if act.count is not None
                )
        found += self._received(found)
        found += self._likewise(found)
        found = self._exchanged(self._including(found))
        found += self._lists(found)
        found += self._departures(found)
        return found

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

    def _verb(self, first: int, last: int, *, lemma: str = "") -> Iterator[Act]:
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
        verb = lemma or lexicon.RELEASE_VERBS.get(word, "let")
        if verb == "move" and not self._moves_captives(
            follows, auxiliary, agents, is_passive=is_passive
        ):
            return
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
            if word.startswith(("bring", "brought")):
                # Who brings people home does not let them go.
                receivers = self._agent(auxiliary)
            elif self._is_purpose(first, auxiliary):
                agents = agents or self._from(source)
            else:
                agents = agents or self._agent(auxiliary) or self._from(source)
            passage_from = first
            if verb in {"swap", "exchange", "trade"} and not self._is_person_trade(
                items
            ):
                return
        modality = self._modality(first, auxiliary)
        if (
            verb in {"swap", "exchange", "trade"}
            and items
            and (
                len(agents) == 2
                or (
                    not is_passive
                    and "for" not in row.words(last, last + REACH)
                    and all(item.count is not None and item.is_many for item in items)
                )
            )
        ):
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

    def _moves_captives(
        self,
        follows: Sequence[Item],
        auxiliary: int,
        agents: frozenset[str],
        *,
        is_passive: bool,
    ) -> bool:
        """Ask, of a verb that only moves people, whether it moves people held."""
        if is_passive:
            subjects = self._subjects(auxiliary)
            return bool(agents) and any(item.is_captive for item in subjects)
        return bool(self._agent(auxiliary)) and any(i.is_captive for i in follows)

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
            if len(agents) < 2:
                continue
            for side, code in enumerate(sorted(agents), 1):
                yield replace(
                    act,
                    agents=frozenset({code}),
                    exchange=self.position + 1,
                    side=side,
                    nations=frozenset(),
                )

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
        elif isinstance(before, Party) or (
            isinstance(before, Person) and before.acts_for
        ):
            code = before.code if isinstance(before, Party) else before.acts_for
            agents = agents or frozenset({code})
        if not items:
            # "her release follows that of two others"
            words_after = row.words(index, index + 12)
            if "that" in words_after:
                that = index + words_after.index("that")
                if row.lower(that + 1) == "of":
                    items = list(self._chain(that + 2))
        if not items:
            return
        if not agents:
            agents = self._ordered(index)
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

    def _ordered(self, index: int) -> frozenset[str]:
        """Find who did it, of "ordered the release of", "began the release of"."""
        for look in range(index - 1, max(-1, index - 4), -1):
            if self.row.lower(look) in ORDERING:
                return self._agent(self._auxiliary(look)[0])
        return frozenset()

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
