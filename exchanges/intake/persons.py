"""Persons who are named: their names, surnames alone, and whom they act for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import counts, lexicon
from .chunks import Chunk, Day, Party, Person, Roster
from .gazetteers import Gazetteer
from .lexicon import words
from .paragraphs import TITLE, Sentence, Token

# Words before a name that say it acts for nobody now.
NO_OFFICE = words(
    "former ex-president opposition jailed imprisoned detained rebel ousted "
    "deposed dissident freed released"
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words in a row: a name with titles before it."""

    first: int  # of the name
    last: int
    titles: tuple[str, ...]


def _runs(
    sentence: Sentence, parties: Sequence[Party], days: Sequence[Day]
) -> Iterator[_Run]:
    taken: list[Party | Day] = [*parties, *days]
    blocked = {i for chunk in taken for i in range(chunk.first, chunk.last)}
    tokens = sentence.tokens
    index = 0
    while index < len(tokens):
        if index in blocked or not _may_begin(tokens, index):
            index += 1
            continue
        last = index + 1
        while last < len(tokens) and last not in blocked:
            token = tokens[last]
            if (token.is_capitalised and token.text[0].isalpha()) or (
                token.text == "."
                and len(tokens[last - 1].text) <= 3
                and (
                    last + 1 < len(tokens)
                    and last + 1 not in blocked
                    and tokens[last + 1].is_capitalised
                    and tokens[last - 1].lower not in {"x"}
                )
            ):
                last += 1
            elif (
                token.text in {"(", '"', "“"}
                and last + 2 < len(tokens)
                and tokens[last + 1].is_capitalised
                and tokens[last + 2].text in {")", '"', "”"}
                and last + 3 < len(tokens)
                and tokens[last + 3].is_capitalised
            ):
                last += 3
            elif (
                token.lower in lexicon.PARTICLES
                and last + 1 < len(tokens)
                and last + 1 not in blocked
                and tokens[last + 1].is_capitalised
            ):
                last += 2
            else:
                break
        first = index
        while first < last and (
            tokens[first].lower in lexicon.TITLES
            or (tokens[first].text == "." and first > index)
        ):
            first += 1
        while last > first and tokens[last - 1].text == ".":
            last -= 1
        before = index
        while before and tokens[before - 1].lower in lexicon.TITLES:
            before -= 1
        titles = tuple(t.lower for t in tokens[before:first])
        if first < last:
            yield _Run(first, last, titles)
        index = max(last, index + 1)


def _may_begin(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if not token.is_capitalised or not token.text[0].isalpha():
        return False
    if token.lower in lexicon.FUNCTION_WORDS or counts.value(token.lower) is not None:
        return False
    is_first = index == 0 or tokens[index - 1].text in {".", ":", "“", '"', "—", "-"}
    return not (
        is_first and token.tag not in {"NNP", "NNPS"} and token.tag[:2] != "NN"
    ) or (index + 1 < len(tokens) and tokens[index + 1].is_capitalised)


def _is_name(tokens: Sequence[Token], run: _Run) -> bool:
    words = [t.lower for t in tokens[run.first : run.last] if t.text != "."]
    if not 2 <= len(words) <= 6:
        return False
    if any(
        w in lexicon.ORGANISATION_WORDS or w in lexicon.FUNCTION_WORDS for w in words
    ):
        return False
    if any(w in lexicon.PEOPLE_NOUNS or w in lexicon.RELEASE_VERBS for w in words):
        return False
    return not all(
        token.text.isupper() and len(token.text) > 2
        for token in tokens[run.first : run.last]
    )


def roster(
    lines: Sequence[Sentence],
    parties: Sequence[Sequence[Party]],
    days: Sequence[Sequence[Day]],
    gazetteer: Gazetteer,
) -> Roster:
    """Gather the persons of an article, by surname."""
    full: dict[str, str] = {}
    acts_for: dict[str, str] = {}
    officials: set[str] = set()
    for sentence, found, when in zip(lines, parties, days, strict=True):
        if is_headline(sentence):
            continue
        tokens = sentence.tokens
        for run in _runs(sentence, found, when):
            name = _text(sentence, run)
            surname = tokens[run.last - 1].lower
            if _is_name(tokens, run):
                known = full.get(surname)
                if known is None or (len(known.split()) < 2 and len(name.split()) > 1):
                    full[surname] = name
                name = full[surname] if _same_first(full[surname], name) else name
            elif run.last - run.first == 1 and surname in full:
                name = full[surname]
            elif (
                run.last - run.first == 1
                and _has_office(run.titles)
                and surname not in lexicon.ORGANISATION_WORDS | lexicon.PEOPLE_NOUNS
            ):
                full.setdefault(surname, name)
            else:
                continue
            code, is_official = _office(sentence, run, found)
            if code:
                acts_for.setdefault(name, code)
            if is_official:
                officials.add(name)
    for name in full.values():
        if code := gazetteer.leader(name):
            acts_for.setdefault(name, code)
            officials.add(name)
    return Roster(full, acts_for, frozenset(officials))


def _same_first(left: str, right: str) -> bool:
    return left.split()[0][:1] == right.split()[0][:1]


def _text(sentence: Sentence, run: _Run) -> str:
    return _name(sentence, run.first, run.last)


def _name(sentence: Sentence, first: int, last: int) -> str:
    """Give a name without the nickname in brackets."""
    text = sentence.passage(first, last).text
    return " ".join(re.sub(r"[(\"“][^)\"”]*[)\"”]", " ", text).split())


def _has_office(titles: Sequence[str]) -> bool:
    return any(title.rstrip(".") in lexicon.TITLES for title in titles)


def _is_office(words: Sequence[str]) -> bool:
    return any(word.rstrip(".") in lexicon.OFFICES for word in words)


def _office(
    sentence: Sentence, run: _Run, parties: Sequence[Party]
) -> tuple[str, bool]:
    """Find whom a person acts for: "Iran's President X", "X, the US envoy"."""
    tokens = sentence.tokens
    start = run.first - len(run.titles)
    if {t.lower for t in tokens[max(0, start - 5) : run.first]} & NO_OFFICE:
        return "", False
    if _is_office(run.titles):
        near = [
            party
            for party in parties
            if start - 3 <= party.last <= run.first
            and party.first < run.first
            and all(
                t.text == "'s"
                or t.lower in {"'", "the", "new", "interim", "then"}
                or t.tag[:2] in {"NN", "JJ"}
                for t in tokens[party.last : start]
            )
        ]
        if near:
            return near[-1].code, True
        after = next((p for p in parties if p.first == run.last + 1), None)
        if after is not None and tokens[run.last].lower == "of":
            return after.code, True
        of = next((p for p in parties if p.last == run.first - 1), None)
        if of is not None and tokens[run.first - 1].text == ",":
            return of.code, True
        return "", True
    if start >= 2 and tokens[start - 1].text == ",":
        # "the Lithuanian president, X"; "the president of Lithuania, X"
        of = next((p for p in parties if p.last == start - 1), None)
        noun = start - 2 if of is None else of.first - 2
        if noun >= 0 and tokens[noun].lower in lexicon.OFFICES:
            near = [p for p in parties if noun - 5 <= p.first < start - 1]
            return (near[-1].code if near else ""), True
    if run.last < len(tokens) and tokens[run.last].text == ",":
        end = next(
            (
                i
                for i in range(run.last + 1, len(tokens))
                if tokens[i].text in {",", ";"}
            ),
            len(tokens),
        )
        inside = tokens[run.last + 1 : min(end, run.last + 12)]
        cut = next(
            (
                i
                for i, t in enumerate(inside)
                if t.lower in {"who", "and", "was", "were"}
            ),
            len(inside),
        )
        inside = inside[:cut]
        # "an employee of the Director" is no office: the noun must come early.
        if _is_office([t.lower for t in inside[:6]]) and not any(
            t.lower in {"former", "opposition", "ex-president"} for t in inside[:5]
        ):
            within = [
                p for p in parties if run.last < p.first < run.last + 1 + len(inside)
            ]
            return (within[0].code if within else ""), True
    return "", False


def persons(
    sentence: Sentence,
    parties: Sequence[Party],
    taken: Sequence[Chunk | None],
    roster: Roster,
    gazetteer: Gazetteer,
) -> Iterator[Person]:
    """Find the persons of a sentence, by full name or surname."""
    is_title = is_headline(sentence) or sentence.paragraph == TITLE
    days = [chunk for chunk in taken if isinstance(chunk, Day)]
    tokens = sentence.tokens
    for run in _runs(sentence, parties, days):
        first, last = run.first, run.last
        while (
            first < last
            and is_title
            and tokens[first].lower not in roster.full
            and (not gazetteer.leader(tokens[first].text))
        ):
            first += 1
        if first == last:
            continue
        surname = tokens[last - 1].lower
        if is_title:
            while last > first and tokens[last - 1].lower not in roster.full:
                last -= 1
            if first == last:
                continue
            surname = tokens[last - 1].lower
        name = _name(sentence, first, last)
        cut = _Run(first, last, run.titles)
        if not is_title and _is_name(tokens, cut):
            known = roster.full.get(surname, name)
            name = known if _same_first(known, name) else name
        elif (
            first > 0
            and last - first == 1
            and last + 2 < len(tokens)
            and tokens[last].lower == "and"
            and tokens[first - 1].text in {",", ":"}
            and tokens[last + 1].is_capitalised
            and tokens[last + 2].lower in roster.full
        ):
            # "Peter and Barbie Reynolds"
            name = f"{name} {roster.full[tokens[last + 2].lower].split()[-1]}"
        elif last - first == 1 and surname in roster.full:
            name = roster.full[surname]
        elif last - first == 1 and gazetteer.leader(name):
            pass
        elif not is_title or surname not in roster.full:
            continue
        else:
            name = roster.full[surname]
        acts_for = roster.acts_for.get(name) or gazetteer.leader(name)
        yield Person(
            first, last, name, acts_for, bool(acts_for) or name in roster.officials
        )


def is_headline(sentence: Sentence) -> bool:
    """Tell whether most words have a capital, so that a capital makes no name."""
    words = [t for t in sentence.tokens if t.text.isalpha() and len(t.text) > 3]
    if not words or sentence.tokens[-1].text in {".", "!", "?", "”", '"'}:
        return False
    capital = sum(token.is_capitalised for token in words)
    return capital >= 0.7 * len(words)
