"""Search over everything public: names by how alike they are, titles by their words."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker import lexemes, listing, names
from tracker.listing import DEFAULT_LIMIT, MAX_LIMIT, MAX_VALUE_LENGTH
from tracker.models import PublishedDocument
from tracker.names import Explanation
from tracker.problems import BadParameters, ParameterError
from tracker.published import KINDS
from tracker.serializers import url

from . import matching
from .matching import LIST_ENTRY, RECORD_KINDS, Match

Json = dict[str, Any]

TITLED = ("release", "trade", "concession", "action", "contact", "source", "tally")
SEARCHED = (*RECORD_KINDS, *TITLED, LIST_ENTRY)
LEAST = 0.2  # score of a name that is shown
MOST = 200  # results of one question, over all pages
TITLE_WEIGHT = 0.9  # words in a title say less than a name as a whole
PARAMETERS = ("q", "kind", "limit", "cursor")


@dataclass(frozen=True, slots=True)
class Search:
    """What one request asks for; ``after`` is score and key of the row before."""

    words: str
    kinds: tuple[str, ...] = SEARCHED
    limit: int = DEFAULT_LIMIT
    after: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results, and the cursor of the next one, if there is one."""

    results: tuple[Match, ...]
    next: str | None


def read(parameters: Mapping[str, Sequence[str]]) -> Search:
    """Read query parameters strictly.

    Raises:
        BadParameters: With every parameter that is unknown, missing, repeated or wrong.
    """
    errors = list(_wrong(parameters))
    words = (parameters.get("q") or [""])[0]
    if not errors and not lexemes.query(words):
        text = "q has no letter or digit; give a name or words of a title."
        errors.append(ParameterError("q", text))
    if errors:
        raise BadParameters(errors)
    return Search(
        words=words,
        kinds=tuple(parameters.get("kind") or SEARCHED),
        limit=int((parameters.get("limit") or [str(DEFAULT_LIMIT)])[0]),
        after=_after(parameters.get("cursor")),
    )


def _wrong(parameters: Mapping[str, Sequence[str]]) -> Iterator[ParameterError]:
    if "q" not in parameters:
        yield ParameterError("q", "q is missing; give a name or words of a title.")
    for name, values in parameters.items():
        if name not in PARAMETERS:
            known = ", ".join(PARAMETERS)
            yield ParameterError(name[:60], f"{name[:60]} is unknown. Known: {known}.")
        elif len(values) > 1 and name != "kind":
            yield ParameterError(name, f"{name} is given more than once; give it once.")
        elif any(len(v) > MAX_VALUE_LENGTH or "\x00" in v for v in values):
            limit = f"longer than {MAX_VALUE_LENGTH} characters or holds a NUL"
            yield ParameterError(name, f"{name} is {limit}.")
        elif not all(values):
            yield ParameterError(
                name, f"{name} is empty; leave it out or give a value."
            )
    for kind in parameters.get("kind", ()):
        if kind and kind not in SEARCHED:
            choices = ", ".join(SEARCHED)
            yield ParameterError("kind", f"{kind[:60]} is no kind: {choices}.")
    limit = (parameters.get("limit") or ["1"])[0]
    is_number = limit.isascii() and limit.isdigit() and len(limit) < 6
    if limit and not (is_number and 1 <= int(limit) <= MAX_LIMIT):
        yield ParameterError("limit", f"limit is a whole number from 1 to {MAX_LIMIT}.")
    try:
        _after(parameters.get("cursor"))
    except ValueError:
        yield ParameterError(
            "cursor", "cursor is not one that a search gave: use next."
        )


def _after(values: Sequence[str] | None) -> tuple[float, str] | None:
    if not values or not values[0]:
        return None
    try:
        padded = values[0] + "=" * (-len(values[0]) % 4)
        score, key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(key, str):
            raise ValueError
        return float(score), key
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ValueError("not a cursor") from error


def _cursor(match: Match) -> str:
    value = json.dumps([match.score, match.key]).encode()
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def page(search: Search) -> SearchPage:
    """Find what the words may mean, best first.

    Cost:
        Names: as ``matching.match``. Titles: one query.
    """
    found: list[Match] = []
    kinds = tuple(kind for kind in search.kinds if kind not in TITLED)
    if kinds:
        question = matching.Question(
            name=search.words, kinds=kinds, scope="all", limit=MOST, least=LEAST
        )
        found += matching.match(question)
    found += titled(search.words, [kind for kind in search.kinds if kind in TITLED])
    ranked = sorted(found, key=matching.order)[:MOST]
    if search.after is not None:
        score, key = search.after
        ranked = [m for m in ranked if matching.order(m) > (-score, key)]
    shown = tuple(ranked[: search.limit])
    has_more = len(ranked) > search.limit
    return SearchPage(shown, _cursor(shown[-1]) if has_more else None)


def titled(words: str, kinds: Sequence[str]) -> Iterator[Match]:
    """Find records whose title or other words hold all words, the newest 200."""
    if not kinds:
        return
    rows = PublishedDocument.objects.using("public").filter(
        listing.holds(words), kind__in=kinds
    )
    asked = names.tokens(words)
    for row in rows.order_by("-sort_on", "slug")[:MOST]:
        document = json.loads(bytes(row.body))
        texts = [document["name"], *KINDS[row.kind].words(document)]
        yield _titled(row.kind, document, asked, list(filter(None, texts)))


def _titled(
    kind: str, document: Json, asked: names.Tokens, texts: Iterable[str]
) -> Match:
    """Score a title by how closely it has each of the words asked for."""
    compared = [(names.compare(asked, names.tokens(text)), text) for text in texts]
    whole, spelling = max(compared, key=lambda pair: _coverage(pair[0], asked))
    score = round(TITLE_WEIGHT * _coverage(whole, asked), 6)
    when = document.get(KINDS[kind].day or "") or {}
    return Match(
        kind=kind,
        slug=document["slug"],
        name=document["name"],
        spelling=spelling,
        score=score,
        explanation=Explanation(score, whole.meetings, whole.only_left, ()),
        facts=tuple(filter(None, [when.get("text")])),
    )


def _coverage(explanation: Explanation, asked: names.Tokens) -> float:
    return sum(meeting.score**2 for meeting in explanation.meetings) / len(asked)


def as_json(match: Match) -> Json:
    """Give a result as the API does."""
    is_entry = match.kind == LIST_ENTRY
    return {
        "kind": match.kind,
        "slug": match.slug,
        "name": match.name,
        "url": url(matching.segment(match.kind), match.slug),
        "score": round(match.score, 4),
        "spelling": match.spelling,
        "list": match.list_code if is_entry else None,
        "entity_kind": match.entity_kind or None,
        "facts": list(match.facts),
        "words": [
            {
                "asked": m.left,
                "found": m.right,
                "how": m.how,
                "score": round(m.score, 4),
            }
            for m in match.explanation.meetings
        ],
        "missing": list(match.explanation.only_left),
        "extra": list(match.explanation.only_right),
        "evidence": [
            {
                "property": e.property,
                "asked": e.asked,
                "recorded": list(e.recorded),
                "agrees": e.agrees,
            }
            for e in match.evidence
        ],
        "same_as": list(match.same_as),
        "why": matching.why(match),
    }
