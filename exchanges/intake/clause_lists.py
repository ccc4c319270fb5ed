"""Templates without a verb of release: lists, departures, "as are others"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import lexicon
from .acts import Act, Item, Modality
from .chunks import Day, Party, People, Person
from .clause_parties import PartiesInClause
from .clause_people import PeopleInClause
from .clause_verbs import VerbsInClause
from .lexicon import words
from .paragraphs import TITLE

RECEIVING = words(
    "got gets get received receives receive recovered regained retrieved secured"
)


NEEDING_BE = words("out free back home deported expelled flown")


class ListsInClause(PeopleInClause, PartiesInClause, VerbsInClause):
    """Who else is told to be free, and the making of acts."""

    def _received(self, found: Sequence[Act]) -> Iterator[Act]:
        """Read "A got 200 prisoners in exchange for B": who gets does not let go."""
        row = self.row
        for index, token in enumerate(row.tokens):
            if token.lower not in RECEIVING or row.at[index] is not None:
                continue
            items = [
                item
                for item in self._chain(index + 1)
                if item.count is not None and (item.is_captive or self._from(item.last))
            ]
            auxiliary, is_passive = self._auxiliary(index)
            if is_passive or any(act.trigger == index for act in found):
                continue
            yield from self._made(
                items,
                index,
                index + 1,
                "received",
                agents=self._from(items[0].last) if items else frozenset(),
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
                elif (
                    words[index]
                    in {
                        "were",
                        "are",
                        "was",
                        "is",
                        "as",
                        ":",
                        "named",
                    }
                    and (index <= anchor + 14)
                ) or (
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
            if token.lower in NEEDING_BE and not (
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
            yield from self._made(
                items,
                index,
                index + 1,
                "departure",
                agents=agents,
                receivers=self._to(index + 1),
                modality=self._modality(index, auxiliary),
                passage_from=min((item.first for item in items), default=index),
            )
            if items:
                return

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
