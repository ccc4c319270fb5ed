"""Find the names most like a given one among many, in memory.

Two steps: each word of the question is compared once with the words of the collection
that it may stand for; then the names that hold the best of these are scored with what
the first step found. Pure: no Django, no database.

Source:
    Figures in docs/performance.md, Names; ``benchmarks/names.py`` repeats them.
"""

from __future__ import annotations

import heapq
from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import names
from .name_evidence import FLOOR, Pair, Word, align, judge, word
from .name_sounds import met

__all__ = ["Hit", "NameCatalogue"]

CANDIDATE_COUNT = 15  # names that are compared in full, for each question
POSTING_LIMIT = 250  # names that are looked at, those with the rarest words first
WORTH_A_LOOK = 0.4  # share of the best candidate's weight below which none is taken
JOINED_WORDS = 6  # of a name with more words, neighbours are not joined
NEAR_LETTERS = 0.6  # share of letters below which spelling alone makes no candidate
HEARD_COUNT = 25  # words that sound the same that are compared in full
NEAR_COUNT = 16  # words of a like spelling that are
COMMON_KEY = 300  # words with the same start or end from which it tells nothing
MEANINGS_KEPT = 20_000  # words asked for whose meaning is kept

Owner = TypeVar("Owner", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hit(Generic[Owner]):
    """An owner of a name that is like the one asked for.

    Attributes:
        owner: As given to the catalogue.
        name: Tokens of the owner's most alike name.
        score: From 0.0 to 1.0, as ``names.score`` by the rarity of words here.
    """

    owner: Owner
    name: names.Tokens
    score: float


class _Meaning(NamedTuple):
    """What a token asked for may stand for."""

    similar: dict[int, float]  # token and likeness
    reach: dict[int, float]  # name that holds one of them, and what that is worth


class NameCatalogue(Generic[Owner]):
    """Names of many owners, to be searched in any spelling.

    Cost: measured in docs/performance.md; a search looks at no more than
    ``POSTING_LIMIT`` names and grows little with their number.
    """

    def __init__(self, rows: Iterable[tuple[Owner, str]]) -> None:
        """Take pairs of owner and name as printed; leave out names without letters."""
        self._owners: list[Owner] = []
        self._names: list[tuple[int, ...]] = []
        self._ids: dict[str, int] = {}
        self._tokens: list[str] = []
        self._postings: list[list[int]] = []  # numbers of the names that hold a token
        self._joined: list[list[int]] = []  # of those that hold it with a blank inside
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for owner, name in dict.fromkeys((o, names.tokens(n)) for o, n in rows):
            if name:
                self._add(owner, name)
        self._words = self._described()
        self._weights = array(
            "d",
            (sum(self._words[token].weight for token in name) for name in self._names),
        )
        self._meanings: dict[str, _Meaning] = {}

    def __len__(self) -> int:
        """Count the names, each spelling of an owner once."""
        return len(self._names)

    def _add(self, owner: Owner, name: names.Tokens) -> None:
        number = len(self._names)
        self._owners.append(owner)
        self._names.append(tuple(self._id(token) for token in name))
        for token in set(self._names[number]):
            self._postings[token].append(number)
        if len(name) <= JOINED_WORDS:
            for left, right in pairwise(name):
                self._joined[self._id(left + right)].append(number)

    def _id(self, token: str) -> int:
        found = self._ids.get(token)
        if found is None:
            found = self._ids[token] = len(self._tokens)
            self._tokens.append(token)
            self._postings.append([])
            self._joined.append([])
            for key in names.token_keys(token):
                self._by_key[key].append(found)
        return found

    def _described(self) -> list[Word]:
        """Weigh each token by the names that hold it or one that sounds the same."""
        sounding: defaultdict[str, int] = defaultdict(int)
        for token, posting in zip(self._tokens, self._postings, strict=True):
            sounding[names.skeletons(token)[0]] += len(posting)
        self._sounding = sounding
        return [word(token, self.weight(token)) for token in self._tokens]

    def weight(self, token: str) -> float:
        """Weigh a token by its rarity in the catalogue, from 0.08 to 1.0."""
        count = self._sounding.get(names.skeletons(token)[0], 0)
        return names.rarity(count, len(self._names))

    def search(
        self,
        name: str,
        *,
        limit: int = 10,
        accepts: Callable[[Owner], bool] | None = None,
    ) -> list[Hit[Owner]]:
        """Find the owners of the names most like one, best first.

        Args:
            name: As printed, in any script.
            limit: Owners at most; of each the most alike name.
            accepts: Tells which owners to look among; all if None.
        """
        asked = names.tokens(name)
        meanings = [self._meaning(token) for token in asked]
        lefts = [word(token, self.weight(token)) for token in asked]
        best: dict[Owner, tuple[float, int]] = {}
        blanks = self._blanks(asked)
        for number in self._candidates(lefts, meanings, blanks, accepts):
            score = self._score(lefts, meanings, number)
            if number in blanks:
                score = max(score, self._score_with_blanks(asked, number))
            owner = self._owners[number]
            if owner not in best or score > best[owner][0]:
                best[owner] = (score, number)
        first = heapq.nlargest(limit, best.items(), key=lambda item: item[1][0])
        return [
            Hit(owner, self._tokens_of(number), score)
            for owner, (score, number) in first
        ]

    def _tokens_of(self, number: int) -> names.Tokens:
        return tuple(self._tokens[token] for token in self._names[number])

    def _meaning(self, token: str) -> _Meaning:
        """Find what a token may stand for, and keep it for the next question."""
        found = self._meanings.get(token)
        if found is None:
            if len(self._meanings) >= MEANINGS_KEPT:
                self._meanings.clear()
            found = self._meanings[token] = self._found_meaning(token)
        return found

    def _found_meaning(self, token: str) -> _Meaning:
        similar = self._found_similar(token)
        weight = word(token, self.weight(token)).weight
        reach: dict[int, float] = {}
        for other, likeness in sorted(similar.items(), key=itemgetter(1)):
            gain = min(weight, self._words[other].weight) * likeness * likeness
            for number in self._postings[other]:
                reach[number] = gain
        return _Meaning(similar, reach)

    def _found_similar(self, token: str) -> dict[int, float]:
        one: set[int] = set()  # the token itself and other forms of a given name
        heard: set[int] = set()
        near: set[int] = set()
        for key in names.token_keys(token):
            group = self._by_key.get(key, ())
            if key[0] in "ag":
                one.update(group)
            elif key[0] == "s":
                heard.update(group)
            elif key[0] == "d" or len(group) <= COMMON_KEY:
                near.update(group)
        found: dict[int, float] = {}
        for numbers, least, most in (
            (list(one), 0.0, None),
            (list(heard - one), 0.0, HEARD_COUNT),
            (list(near - heard - one), NEAR_LETTERS, NEAR_COUNT),
        ):
            alike = process.extract(
                token,
                [self._tokens[number] for number in numbers],
                scorer=OSA.normalized_similarity,
                score_cutoff=least,
                limit=most,
            )
            for other, letters, place in alike:
                likeness = met(token, other, letters)[0]
                if likeness >= FLOOR:
                    found[numbers[place]] = likeness
        return found

    def _blanks(self, asked: names.Tokens) -> dict[int, float]:
        """Find the names that write two words asked for as one, or one as two."""
        found: dict[int, float] = {}
        for token in asked:
            token_id = self._ids.get(token)
            if token_id is not None and self._joined[token_id]:
                gain = self._words[token_id].weight
                found.update(dict.fromkeys(self._joined[token_id], gain))
        for one, two in pairwise(asked[: JOINED_WORDS + 1]):
            token_id = self._ids.get(one + two)
            if token_id is not None and self._postings[token_id]:
                gain = 1.5 * self._words[token_id].weight
                found.update(dict.fromkeys(self._postings[token_id], gain))
        return found

    def _candidates(
        self,
        lefts: list[Word],
        meanings: list[_Meaning],
        blanks: dict[int, float],
        accepts: Callable[[Owner], bool] | None,
    ) -> list[int]:
        """Find the names that share the most weight with the one asked for.

        Names are looked at from the word with the fewest of them; once that is
        ``POSTING_LIMIT``, a further word counts for names that have another one.
        """
        reaches = sorted(
            (m.reach for m in {id(m): m for m in meanings}.values()), key=len
        )
        scores = dict(blanks)
        known = scores.get
        passed: list[dict[int, float]] = []
        for reach in reaches:
            if len(scores) + len(reach) <= POSTING_LIMIT:
                for number, gain in reach.items():
                    scores[number] = known(number, 0.0) + gain
                continue
            for number in scores.keys() & reach.keys():
                scores[number] += reach[number]
            for other in passed:
                for number in (other.keys() & reach.keys()) - scores.keys():
                    scores[number] = other[number] + reach[number]
            passed.append(reach)
        if len(scores) < CANDIDATE_COUNT and passed:
            for number, gain in passed[0].items():
                scores.setdefault(number, gain)
        if not scores:
            return []
        total = sum(left.weight for left in lefts)
        weights = self._weights
        least = WORTH_A_LOOK * max(scores.values()) if accepts is None else 0.0
        queue = [
            (score / -(total + weights[number]), number)
            for number, score in scores.items()
            if score >= least
        ]
        heapq.heapify(queue)
        owners = self._owners
        best: list[int] = []
        while queue and len(best) < CANDIDATE_COUNT:
            number = heapq.heappop(queue)[1]
            if accepts is None or accepts(owners[number]):
                best.append(number)
        return best

    def _score(self, lefts: list[Word], meanings: list[_Meaning], number: int) -> float:
        ids = self._names[number]
        described = self._words
        pairs = [
            Pair(meaning.similar[token], i, j)
            for j, token in enumerate(ids)
            for i, meaning in enumerate(meanings)
            if token in meaning.similar
        ]
        return judge(lefts, [described[token] for token in ids], align(pairs))

    def _score_with_blanks(self, asked: names.Tokens, number: int) -> float:
        listed = self._tokens_of(number)
        left, right = names.with_blanks_agreed(asked, listed)
        if left == asked and right == listed:
            return 0.0
        return names.score(left, right, self.weight)
