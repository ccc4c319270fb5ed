"""The people of a clause: its objects and subjects, lists and appositions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import lexicon
from .acts import Item
from .chunks import Chunk, Day, Party, People, Person
from .clause import Clause
from .counts import Count
from .gazetteers import ADJECTIVE, INHABITANT
from .lexicon import words
from .paragraphs import TITLE

REACH = 30  # tokens a template looks to either side


PREPOSITIONS = words(
    "in from to with on at against for of into via through near under across "
    "inside between over than"
)


# What may stand between a verb and the people it is about.
OPEN_TAGS = words("DT JJ PRP$ RB CD NN NNP POS NNS JJS")


OPEN_WORDS = words(
    'of , both a all " over up back home out to from in on by as sentence'
)


class PeopleInClause(Clause):
    """Who is spoken of in a clause."""

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
            if word in {",", ";", "—", "\u2013", "(", ":"}:
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
                if not end or (
                    row.lower(end + 1) not in {"and"}
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
                if (
                    here.form not in {ADJECTIVE, INHABITANT}
                    and row.lower(index - 1) not in {"of", "for", "in"}
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
            if (
                (previous is not None and self._is_apposition(previous, chunk))
                or (previous is not None and self._is_member(previous, chunk, items))
                or (isinstance(chunk, Person) and items and not _counted(items[-1]))
            ):
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

    def _nation(self, person: Person) -> frozenset[str]:
        """Read "Canadian teacher X": what a named person belongs to."""
        for look in range(person.first - 1, max(-1, person.first - 5), -1):
            chunk = self.row.at[look]
            if isinstance(chunk, Party):
                is_adjective = chunk.form in {ADJECTIVE, INHABITANT}
                return frozenset({chunk.code}) if is_adjective else frozenset()
            if self.row.tokens[look].tag[:2] not in {"NN", "JJ"}:
                break
        return frozenset()

    def _item(self, chunks: Sequence[People | Person]) -> Item:
        people = [chunk for chunk in chunks if isinstance(chunk, People)]
        persons = [chunk for chunk in chunks if isinstance(chunk, Person)]
        return Item(
            min(chunk.first for chunk in chunks),
            max(chunk.last for chunk in chunks),
            people[0].count if people else None,
            tuple(dict.fromkeys(person.name for person in persons)),
            frozenset().union(
                *(group.nations for group in people),
                *(self._nation(person) for person in persons),
            ),
            bool(people) and people[0].is_definite,
            any(group.is_part for group in people),
            any(group.is_captive for group in people),
            any(group.is_many for group in people) or len(persons) > 1,
            frozenset(group.head for group in people if not group.is_many),
            frozenset(group.head for group in people if group.is_many),
        )


def _is_plural(chunk: Chunk) -> bool:
    return isinstance(chunk, People) and chunk.is_many


def _counted(group: Sequence[People | Person]) -> bool:
    head = group[0]
    return isinstance(head, People) and head.count is not None and head.is_many
