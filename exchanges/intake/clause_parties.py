"""The parties of a clause: who does it, who held people, who receives them."""

from __future__ import annotations

from . import lexicon
from .acts import Item
from .chunks import Day, Party, People, Person
from .clause import Clause
from .clause_people import PREPOSITIONS, REACH
from .gazetteers import ADJECTIVE, INHABITANT
from .lexicon import words

GOVERNMENT = words(
    "government authorities military court courts officials official state "
    "president regime army police intelligence junta leader leaders ministry side "
    "forces militants fighters group movement administration prosecutors "
    "parliament soldiers rulers jail jails prison prisons custody security"
)


CLAUSE_ENDS = words("; : — \u2013 that which because while although whereas")


# Uncounted people who act for a group: "Boko Haram militants released 82".
FORCES = words(
    "militants fighters rebels gunmen insurgents extremists forces troops "
    "soldiers terrorists commanders"
)


class PartiesInClause(Clause):
    """Who acts in a clause."""

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
        """Find who held people: "jailed in X", "held by X", "in X's jails"."""
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
                by = self._by(index + 1, 9)
                if by:  # "held in Iraq by K": K held them
                    found += sorted(by)
                    continue
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
        if not found and row.lower(item.last) in lexicon.BE:
            found += self._freed_in(item.last)
        return self._joint(found[0], item.first) if found else frozenset()

    def _freed_in(self, start: int) -> list[str]:
        """Read "was freed in Tehran": where people are freed, they were mostly held."""
        row = self.row
        for index in range(start, min(start + 5, len(row.tokens) - 1)):
            if (
                row.lower(index) in {"freed", "released"}
                and row.lower(index + 1) == "in"
            ):
                chunk = row.at[index + 2] if index + 2 < len(row.tokens) else None
                if isinstance(chunk, Party) and chunk.form not in {
                    ADJECTIVE,
                    INHABITANT,
                }:
                    return [chunk.code]
        return []

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


def _is_force(chunk: People) -> bool:
    return chunk.count is None and chunk.head in FORCES and len(chunk.nations) == 1
