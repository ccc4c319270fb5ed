"""Annotations: what the words of a sentence stand for.

A sentence becomes a row of chunks: parties, persons, groups of people, dates and the
words between. ``clauses`` and ``concessions`` read such rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from . import counts, dates, lexicon, people, persons
from .chunks import Chunk, Day, Party, Row
from .dates import When
from .gazetteers import ADJECTIVE, CAPITAL, INHABITANT, NAME, Entry, Gazetteer
from .lexicon import words
from .paragraphs import Sentence, Token

UNNAMED_CAPTORS = words(
    "jihadists jihadist militants extremists islamists rebels gunmen kidnappers "
    "pirates insurgents separatists guerrillas"
)


MILITANT = words("jihadists jihadist extremists islamists")


def rows(
    lines: Sequence[Sentence], gazetteer: Gazetteer, published: date
) -> tuple[Row, ...]:
    """Annotate sentences.

    Args:
        lines: All sentences of the article: a surname is read by its full name.
        gazetteer: The names that are known.
        published: The day of publication, for dates.
    """
    found = [_parties(sentence, gazetteer) for sentence in lines]
    days = _days(lines, published)
    known = persons.roster(lines, found, days, gazetteer)
    result = []
    for sentence, parties, when in zip(lines, found, days, strict=True):
        taken: list[Chunk | None] = [None] * len(sentence.tokens)
        _put(taken, when)
        named = list(persons.persons(sentence, parties, taken, known, gazetteer))
        _put(taken, named)
        for group in list(people.groups(sentence, parties, taken)):
            for index in range(group.first, group.last):
                taken[index] = group
        _put(taken, parties)
        chunks = tuple(dict.fromkeys(chunk for chunk in taken if chunk is not None))
        result.append(
            Row(sentence, chunks, tuple(taken), persons.is_headline(sentence))
        )
    return tuple(result)


def _put(taken: list[Chunk | None], chunks: Sequence[Chunk]) -> None:
    for chunk in chunks:
        if all(taken[index] is None for index in range(chunk.first, chunk.last)):
            for index in range(chunk.first, chunk.last):
                taken[index] = chunk


def _parties(sentence: Sentence, gazetteer: Gazetteer) -> list[Party]:
    found: list[Party] = []
    tokens = sentence.tokens
    index = 0
    while index < len(tokens):
        party = _party_at(tokens, index, gazetteer)
        if party is None:
            index += 1
            continue
        found.append(party)
        index = party.last
    return found


def _party_at(
    tokens: Sequence[Token], index: int, gazetteer: Gazetteer
) -> Party | None:
    entries = gazetteer.parties.get(tokens[index].text, ())
    matching = [
        entry
        for entry in entries
        if tuple(t.text for t in tokens[index : index + len(entry.words)])
        == entry.words
    ]
    if matching:
        longest = len(matching[0].words)
        entry = _form(tokens, index, [e for e in matching if len(e.words) == longest])
        return Party(index, index + longest, entry.code, entry.form)
    if "-" in tokens[index].text and tokens[index].is_capitalised:
        parts = [
            next(
                (e for e in gazetteer.parties.get(part, ()) if len(e.words) == 1), None
            )
            for part in tokens[index].text.split("-")
        ]
        if len(parts) > 1 and parts[0] is not None and parts[-1] is not None:
            return Party(index, index + 1, parts[0].code, ADJECTIVE)
    word = tokens[index].lower
    is_counted = index > 0 and counts.value(tokens[index - 1].lower) is not None
    before_entries = gazetteer.parties.get(tokens[index - 1].text, ()) if index else ()
    is_apposed = any(
        entry.form == NAME and len(entry.code) > 2 for entry in before_entries
    ) or (
        index > 1
        and any(
            len(entry.code) > 2 and len(entry.words) > 1
            for entry in gazetteer.parties.get(tokens[index - 2].text, ())
        )
    )
    if word in UNNAMED_CAPTORS and not is_counted and not is_apposed:
        code = "jihadists" if word in MILITANT else word
        before = tokens[index - 1].lower if index else ""
        if before in {"islamic", "islamist", "jihadist"}:
            return Party(index - 1, index + 1, "jihadists", NAME)
        return Party(index, index + 1, code, NAME)
    return None


def _form(tokens: Sequence[Token], index: int, entries: list[Entry]) -> Entry:
    """Choose between the adjective and the inhabitant by what follows."""
    forms = {entry.form: entry for entry in reversed(entries)}
    if ADJECTIVE in forms and INHABITANT in forms:
        after = index + len(entries[0].words)
        follows = tokens[after] if after < len(tokens) else None
        is_adjective = follows is not None and (
            follows.tag[:2] in {"NN", "JJ", "CD"}
            or (follows.is_capitalised and follows.text.isalpha())
        )
        return forms[ADJECTIVE if is_adjective else INHABITANT]
    if ADJECTIVE in forms and NAME in forms:
        after = index + len(entries[0].words)
        noun = tokens[after].lower if after < len(tokens) else ""
        if noun in lexicon.PEOPLE_NOUNS:  # U.S. citizen, UK national
            return forms[ADJECTIVE]
    for form in (NAME, CAPITAL, INHABITANT, ADJECTIVE):
        if form in forms:
            return forms[form]
    raise AssertionError("an entry has a form")


def _days(lines: Sequence[Sentence], published: date) -> list[list[Day]]:
    known: dict[int, list[When]] = {}
    result = []
    for sentence in lines:
        if sentence.paragraph not in known:
            known[sentence.paragraph] = list(dates.find(sentence.text, published))
        days = []
        for when in known[sentence.paragraph]:
            inside = [
                index
                for index, token in enumerate(sentence.tokens)
                if token.start < when.end and when.start < token.end
            ]
            if inside:
                days.append(Day(inside[0], inside[-1] + 1, when))
        result.append(days)
    return result
