"""The verbs of a clause: voice, whether it happened, and when."""

from __future__ import annotations

from . import lexicon
from .acts import Modality
from .chunks import Day, Party, People, Person
from .clause import Clause
from .dates import When


class VerbsInClause(Clause):
    """What a clause says of a deed."""

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
