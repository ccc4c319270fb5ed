"""Score what was read in articles against labels, measure by measure.

Predicted and labelled releases are paired one to one so that most agree; all measures
are counted over those pairs. A value that labels call optional is neither rewarded nor
punished. The measures and their tolerances belong to the folder of labelled articles;
``docs/performance.md`` says what each means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

Labels = dict[str, Any]

# Two ways to write one party in labels.
SAME_PARTY = {
    "taliban": "AF",
    "catholic-church": "VA",
    "vatican": "VA",
    "holy-see": "VA",
    "PS-hamas": "hamas",
    "UK": "GB",
    "islamist-militants": "jihadists",
    "jnim": "jihadists",
    "saudi-coalition": "SA",
}
MEASURES = (
    "release",
    "release_main",
    "date",
    "country",
    "names",
    "concession_kind",
    "concession_giver",
    "concession_status",
    "link",
    "negotiators",
    "mediators",
    "sanctioned",
)
# Likeness of names, 0 to 100: of a surname alone, of surname, given name and whole.
ALONE, SURNAME, GIVEN, WHOLE = 88, 80, 60, 70


@dataclass(slots=True)
class Tally:
    """Right, wrong and missing answers of one measure."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def add(self, right: int, wrong: int, missing: int) -> None:
        """Count answers."""
        self.right += right
        self.wrong += wrong
        self.missing += missing

    def figures(self) -> dict[str, float | int]:
        """Give precision, recall and F1, each between 0 and 1, and the counts."""
        given, wanted = self.right + self.wrong, self.right + self.missing
        precision = self.right / given if given else 0.0
        recall = self.right / wanted if wanted else 0.0
        both = precision + recall
        return {
            "P": round(precision, 3),
            "R": round(recall, 3),
            "F1": round(2 * precision * recall / both, 3) if both else 0.0,
            "tp": self.right,
            "fp": self.wrong,
            "fn": self.missing,
        }


@dataclass(slots=True)
class Scores:
    """The measures over a folder of articles.

    Attributes:
        tallies: By measure.
        has_release: Whether an article tells of a release at all.
        exchange_right: Articles whose label for the whole exchange is right.
        documents: Articles scored.
        misses: For each article what went wrong, for people to read.
    """

    tallies: dict[str, Tally] = field(
        default_factory=lambda: {measure: Tally() for measure in MEASURES}
    )
    has_release: Tally = field(default_factory=Tally)
    exchange_right: int = 0
    documents: int = 0
    misses: list[dict[str, Any]] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Give all measures as one object."""
        return {
            **{name: tally.figures() for name, tally in self.tallies.items()},
            "has_release_doc": self.has_release.figures(),
            "exchange_label_acc": round(
                self.exchange_right / max(self.documents, 1), 3
            ),
            "docs": self.documents,
        }

    def add(self, labels: Labels, answer: Labels) -> None:
        """Score one article."""
        wanted, given = bool(labels.get("releases")), bool(answer.get("releases"))
        self.has_release.add(
            int(wanted and given), int(given and not wanted), int(wanted and not given)
        )
        self.exchange_right += answer.get("exchange") in several(labels.get("exchange"))
        self.documents += 1
        _Article(labels, answer, self).score()


def several(value: Any) -> list[Any]:
    """Give a list of a value that may be one."""
    return value if isinstance(value, list) else [value]


def codes(value: Any) -> set[Any]:
    """Give parties as a set, one code each."""
    if not value:
        return set()
    return {SAME_PARTY.get(code, code) for code in several(value)}


def words(text: str) -> list[str]:
    """Cut a text to its words in plain Latin letters."""
    flat = unicodedata.normalize("NFKD", text)
    flat = "".join(c for c in flat if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z ]", " ", flat).split()


def is_same_name(left: str, right: str) -> bool:
    """Tell whether two names are one, with some tolerance for spelling."""
    one, other = words(left), words(right)
    if not one or not other:
        return False
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return bool(fuzz.ratio(one[-1], other[-1]) >= ALONE)
    return bool(
        fuzz.ratio(one[-1], other[-1]) >= SURNAME
        and (fuzz.ratio(one[0], other[0]) >= GIVEN or one[0][0] == other[0][0])
        and fuzz.token_sort_ratio(" ".join(one), " ".join(other)) >= WHOLE
    )


def share_a_name(left: Any, right: Any) -> bool:
    """Tell whether two lists have a name in common."""
    return any(is_same_name(a, b) for a in left or [] for b in right or [])


def is_count_right(label: Labels, answer: Labels) -> bool:
    """Tell whether the number of people agrees."""
    wanted, given = several(label.get("n")), answer.get("n")
    if wanted == [None]:
        return given is None
    if given is None:
        return bool(label.get("derived")) and share_a_name(
            label.get("names"), answer.get("names")
        )
    if given == 1 and 1 in wanted:
        if label.get("names") and answer.get("names"):
            return share_a_name(label["names"], answer["names"])
        return True
    more = label.get("q") == ">"
    return any(
        number is not None and (given == number or (more and given == number + 1))
        for number in wanted
    )


def is_party_right(label: Labels, answer: Labels, key: str = "by") -> bool:
    """Tell whether a party agrees."""
    return bool(codes(label.get(key)) & codes(answer.get(key)))


def is_date_right(label: Labels, answer: Labels) -> bool:
    """Tell whether the date agrees."""
    given = answer.get("date")
    return given is not None and given in [
        day for day in several(label.get("date")) if day
    ]


def pairs(
    wanted: Sequence[Labels],
    given: Sequence[Labels],
    may_pair: Callable[[Labels, Labels], bool],
    weight: Callable[[Labels, Labels], float],
) -> list[tuple[int, int]]:
    """Pair labels and answers one to one, so that most and the heaviest agree."""
    if not wanted or not given:
        return []
    gains = [
        [10 + weight(w, g) if may_pair(w, g) else 0.0 for g in given] for w in wanted
    ]
    return [(i, j) for i, j in assignment(gains) if gains[i][j] > 0]


def assignment(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Choose one column for each row, or one row for each column, for the highest sum.

    Source:
        Shortest augmenting paths: Jonker and Volgenant (1987), Crouse (2016).
    """
    if len(gains) > len(gains[0]):
        turned = [list(column) for column in zip(*gains, strict=True)]
        return sorted((i, j) for j, i in assignment(turned))
    rows, columns = len(gains), len(gains[0])
    u, v = [0.0] * rows, [0.0] * columns
    row_of, column_of = [-1] * columns, [-1] * rows
    for row in range(rows):
        best, path = [float("inf")] * columns, [-1] * columns
        seen_rows, seen_columns = [False] * rows, [False] * columns
        # Columns from the last to the first, so that ties fall as in SciPy.
        left = list(range(columns))[::-1]
        sink, low, here = -1, 0.0, row
        while sink < 0:
            seen_rows[here] = True
            nearest, at = float("inf"), -1
            for place, column in enumerate(left):
                cost = low - gains[here][column] - u[here] - v[column]
                if cost < best[column]:
                    best[column], path[column] = cost, here
                is_free = row_of[column] < 0
                if best[column] < nearest or (best[column] == nearest and is_free):
                    nearest, at = best[column], place
            low, column = nearest, left[at]
            if row_of[column] < 0:
                sink = column
            else:
                here = row_of[column]
            seen_columns[column] = True
            left[at] = left[-1]
            left.pop()
        u[row] += low
        for other in range(rows):
            if seen_rows[other] and other != row:
                u[other] += low - best[column_of[other]]
        for column in range(columns):
            if seen_columns[column]:
                v[column] -= low - best[column]
        column = sink
        while True:
            other = path[column]
            row_of[column] = other
            column_of[other], column = column, column_of[other]
            if other == row:
                break
    return list(enumerate(column_of))


class _Article:
    """The measures of one article."""

    def __init__(self, labels: Labels, answer: Labels, scores: Scores) -> None:
        self.labels, self.answer = labels, answer
        self.tallies, self.misses = scores.tallies, scores.misses
        self.wanted: list[Labels] = labels.get("releases") or []
        self.given: list[Labels] = answer.get("releases") or []
        self.prices: list[Labels] = labels.get("concessions") or []
        self.named: list[Labels] = answer.get("concessions") or []
        found = pairs(self.wanted, self.given, is_count_right, self._release_weight)
        self.release_of = {j: i for i, j in found}
        self.miss: dict[str, Any] = {"id": labels.get("id")}

    @staticmethod
    def _release_weight(label: Labels, answer: Labels) -> float:
        return (
            2 * is_party_right(label, answer)
            + is_date_right(label, answer)
            + share_a_name(label.get("names"), answer.get("names"))
            - (0.5 if label.get("opt") else 0)
            + (0.25 if not label.get("bg") else 0)
        )

    def score(self) -> None:
        self._releases()
        self._dates_and_parties()
        self._names()
        self._concessions()
        for key, same in (("negotiators", is_same_name), ("sanctioned", is_same_name)):
            if key in self.labels:
                self._set(key, self.labels[key] or [], self.answer.get(key) or [], same)
        if "mediators" in self.labels:
            self._set(
                "mediators",
                sorted(codes(self.labels["mediators"])),
                sorted(codes(self.answer.get("mediators") or [])),
                lambda a, b: a == b,
            )
        self.misses.append(self.miss)

    def _releases(self) -> None:
        good = {
            j
            for j, i in self.release_of.items()
            if is_party_right(self.wanted[i], self.given[j])
            or not self.given[j].get("by")
        }
        self.optional = {
            j for j, i in self.release_of.items() if self.wanted[i].get("opt")
        }
        right = [j for j in good if j not in self.optional]
        wrong = [
            j
            for j in range(len(self.given))
            if j not in good and j not in self.optional
        ]
        found = {self.release_of[j] for j in right}
        missing = [
            i
            for i, label in enumerate(self.wanted)
            if not label.get("opt") and i not in found
        ]
        self.tallies["release"].add(len(right), len(wrong), len(missing))
        self.tallies["release_main"].add(
            sum(not self.wanted[self.release_of[j]].get("bg") for j in right),
            len(wrong),
            sum(not self.wanted[i].get("bg") for i in missing),
        )
        self.miss["wrong"] = [self.given[j] for j in wrong]
        self.miss["missing"] = [self.wanted[i] for i in missing]

    def _dates_and_parties(self) -> None:
        dates, parties = self.tallies["date"], self.tallies["country"]
        self.miss["dates"] = []
        for j, answer in enumerate(self.given):
            if j in self.optional:
                continue
            label = self.wanted[self.release_of[j]] if j in self.release_of else None
            if answer.get("date"):
                is_right = label is not None and is_date_right(label, answer)
                dates.add(int(is_right), int(not is_right), 0)
                if label is not None and not is_right:
                    self.miss["dates"].append((answer.get("date"), label.get("date")))
            if answer.get("by"):
                is_right = label is not None and is_party_right(label, answer)
                parties.add(int(is_right), int(not is_right), 0)
        for i, label in enumerate(self.wanted):
            if label.get("opt"):
                continue
            j = next((j for j, k in self.release_of.items() if k == i), None)
            is_needed = label.get("date") is not None and all(several(label["date"]))
            if is_needed and not (
                j is not None and is_date_right(label, self.given[j])
            ):
                dates.add(0, 0, 1)
                self.miss["dates"].append(
                    (self.given[j].get("date") if j is not None else "-", label["date"])
                )
            if not (j is not None and is_party_right(label, self.given[j])):
                parties.add(0, 0, 1)

    def _names(self) -> None:
        def distinct(names: list[str]) -> list[str]:
            found: list[str] = []
            for name in names:
                if not any(is_same_name(name, other) for other in found):
                    found.append(name)
            return found

        wanted = distinct([n for r in self.wanted for n in r.get("names") or []])
        given = distinct([n for r in self.given for n in r.get("names") or []])
        self._set("names", wanted, given, is_same_name)
        self.miss["names_missing"] = [n for n in wanted if not share_a_name([n], given)]
        self.miss["names_wrong"] = [n for n in given if not share_a_name([n], wanted)]

    def _set(
        self,
        key: str,
        wanted: list[str],
        given: list[str],
        same: Callable[[Any, Any], bool],
    ) -> None:
        used: set[int] = set()
        for answer in given:
            i = next(
                (i for i, w in enumerate(wanted) if i not in used and same(answer, w)),
                None,
            )
            if i is not None:
                used.add(i)
        self.tallies[key].add(
            len(used), len(given) - len(used), len(wanted) - len(used)
        )

    def _concessions(self) -> None:
        release_of = self.release_of
        label_place = {r["id"]: i for i, r in enumerate(self.wanted)}
        answer_place = {r["id"]: j for j, r in enumerate(self.given)}

        def weight(label: Labels, answer: Labels) -> float:
            told = set(words(str(label.get("object") or "")))
            thing = told & set(words(str(answer.get("object") or "")))
            counter = False
            if label["kind"] == "counter_release":
                j = answer_place.get(answer.get("release"))
                i = label_place.get(label.get("release"))
                counter = j is not None and release_of.get(j) == i
            return (
                3 * is_party_right(label, answer, "giver")
                + (answer.get("status") in several(label.get("status")))
                + bool(thing)
                + 2 * counter
                - (0.5 if label.get("opt") else 0)
            )

        found = pairs(
            self.prices, self.named, lambda a, b: a["kind"] == b["kind"], weight
        )
        price_of = {j: i for i, j in found}
        optional = {j for j, i in price_of.items() if self.prices[i].get("opt")}
        kind = [j for j in price_of if j not in optional]
        giver = [
            j
            for j in kind
            if is_party_right(self.prices[price_of[j]], self.named[j], "giver")
        ]
        status = [
            j
            for j in giver
            if self.named[j].get("status")
            in several(self.prices[price_of[j]].get("status"))
        ]
        wanted = sum(not price.get("opt") for price in self.prices)
        given = len(self.named) - len(optional)
        for key, right in (("kind", kind), ("giver", giver), ("status", status)):
            self.tallies[f"concession_{key}"].add(
                len(right), given - len(right), wanted - len(right)
            )
        self.miss["prices_wrong"] = [
            self.named[j]
            for j in range(len(self.named))
            if j not in status and j not in optional
        ]
        right_ones = {price_of[j] for j in status}
        self.miss["prices_missing"] = [
            price
            for i, price in enumerate(self.prices)
            if i not in right_ones and not price.get("opt")
        ]
        self._links(price_of, optional, answer_place)

    def _links(
        self,
        price_of: dict[int, int],
        optional: set[int],
        answer_place: dict[Any, int],
    ) -> None:
        wanted = {(r, c) for r, c, _ in self.labels.get("links") or []}
        price_place = {price["id"]: j for j, price in enumerate(self.named)}
        found: set[tuple[Any, Any]] = set()
        for link in self.answer.get("links") or []:
            j, k = answer_place.get(link[0]), price_place.get(link[1])
            if j is None or k is None:
                continue
            key = None
            if j in self.release_of and k in price_of:
                release = self.wanted[self.release_of[j]]
                price = self.prices[price_of[k]]
                if (
                    is_party_right(release, self.given[j])
                    or not self.given[j].get("by")
                ) and is_party_right(price, self.named[k], "giver"):
                    key = (release["id"], price["id"])
                    # A swap can be told from either side.
                    if key not in wanted and price["kind"] == "counter_release":
                        key = next((w for w in wanted if w[1] == key[1]), key)
            if key in wanted and key not in found:
                found.add(key)
            elif not (j in self.optional or k in optional):
                self.tallies["link"].add(0, 1, 0)
        self.tallies["link"].add(len(found), 0, len(wanted) - len(found))
        self.miss["links_missing"] = sorted(wanted - found)
