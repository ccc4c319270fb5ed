"""Annotations: what the words of a sentence stand for.

A sentence becomes a row of chunks: parties, persons, groups of people, dates and the
words between. ``clauses`` and ``concessions`` read such rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from . import counts, dates, lexicon
from .counts import Count
from .dates import When
from .gazetteers import ADJECTIVE, CAPITAL, INHABITANT, NAME, Entry, Gazetteer
from .lexicon import words
from .paragraphs import TITLE, Sentence, Token

UNNAMED_CAPTORS = words(
    "jihadists jihadist militants extremists islamists rebels gunmen kidnappers "
    "pirates insurgents separatists guerrillas"
)
MILITANT = words("jihadists jihadist extremists islamists")


OWNERS = words("the these those his its their our")
# Words before a name that say it acts for nobody now.
NO_OFFICE = words(
    "former ex-president opposition jailed imprisoned detained rebel ousted "
    "deposed dissident freed released"
)


@dataclass(frozen=True, slots=True)
class Party:
    """A state, group or body that is named, or an unnamed one in words.

    Attributes:
        first: The first token.
        last: The one after the last.
        code: Its code; for an unnamed one its words with hyphens.
        form: name, adjective, inhabitant or capital.
    """

    first: int
    last: int
    code: str
    form: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person who is named.

    Attributes:
        first: The first token, titles not included.
        last: The one after the last.
        name: The fullest name that the article gives.
        acts_for: The party whose office the person holds, or "".
        is_official: An office or a rank stands with the name.
    """

    first: int
    last: int
    name: str
    acts_for: str
    is_official: bool


@dataclass(frozen=True, slots=True)
class People:
    """A group of people, counted or not.

    Attributes:
        first: The first token of the phrase.
        last: The one after the last.
        head: The noun, in lower case.
        count: How many; None if no number stands there.
        nations: Codes of what they belong to.
        is_captive: The words say that they are held.
        is_definite: It refers to people named before ("the five", "those freed").
        is_part: It is a part of others ("six of the 10").
        is_many: Several people.
    """

    first: int
    last: int
    head: str
    count: Count | None
    nations: frozenset[str]
    is_captive: bool
    is_definite: bool
    is_part: bool
    is_many: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A date and its tokens."""

    first: int
    last: int
    when: When


Chunk = Party | Person | People | Day


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with what its words stand for.

    Attributes:
        sentence: The sentence.
        chunks: In order, none over another.
        at: For each token the chunk it is in, or None.
        is_headline: Most words have a capital, so capitals make no name.
    """

    sentence: Sentence
    chunks: tuple[Chunk, ...]
    at: tuple[Chunk | None, ...]
    is_headline: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Give the tokens."""
        return self.sentence.tokens

    def lower(self, index: int) -> str:
        """Give a token in lower case; "" beyond the ends."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def words(self, first: int, last: int) -> list[str]:
        """Give tokens in lower case, cut at the ends."""
        return [token.lower for token in self.tokens[max(0, first) : max(0, last)]]


@dataclass(frozen=True, slots=True)
class Roster:
    """The persons of an article by surname.

    Attributes:
        full: The fullest name by last word.
        acts_for: The party by full name.
        officials: Full names that stand with an office.
    """

    full: Mapping[str, str]
    acts_for: Mapping[str, str]
    officials: frozenset[str]


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
    roster = _roster(lines, found, days, gazetteer)
    result = []
    for sentence, parties, when in zip(lines, found, days, strict=True):
        taken: list[Chunk | None] = [None] * len(sentence.tokens)
        _put(taken, when)
        persons = list(_persons(sentence, parties, taken, roster, gazetteer))
        _put(taken, persons)
        people = list(_people(sentence, parties, taken))
        for group in people:
            for index in range(group.first, group.last):
                taken[index] = group
        _put(taken, parties)
        chunks = tuple(dict.fromkeys(chunk for chunk in taken if chunk is not None))
        result.append(Row(sentence, chunks, tuple(taken), _is_headline(sentence)))
    return tuple(result)


def _put(taken: list[Chunk | None], chunks: Sequence[Chunk]) -> None:
    for chunk in chunks:
        if all(taken[index] is None for index in range(chunk.first, chunk.last)):
            for index in range(chunk.first, chunk.last):
                taken[index] = chunk


# Parties


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


# Dates


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


# Persons


def _is_headline(sentence: Sentence) -> bool:
    words = [t for t in sentence.tokens if t.text.isalpha() and len(t.text) > 3]
    if not words or sentence.tokens[-1].text in {".", "!", "?", "”", '"'}:
        return False
    capital = sum(token.is_capitalised for token in words)
    return capital >= 0.7 * len(words)


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


def _roster(
    lines: Sequence[Sentence],
    parties: Sequence[Sequence[Party]],
    days: Sequence[Sequence[Day]],
    gazetteer: Gazetteer,
) -> Roster:
    full: dict[str, str] = {}
    acts_for: dict[str, str] = {}
    officials: set[str] = set()
    for sentence, found, when in zip(lines, parties, days, strict=True):
        if _is_headline(sentence):
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


def _persons(
    sentence: Sentence,
    parties: Sequence[Party],
    taken: Sequence[Chunk | None],
    roster: Roster,
    gazetteer: Gazetteer,
) -> Iterator[Person]:
    is_headline = _is_headline(sentence) or sentence.paragraph == TITLE
    days = [chunk for chunk in taken if isinstance(chunk, Day)]
    tokens = sentence.tokens
    for run in _runs(sentence, parties, days):
        first, last = run.first, run.last
        while (
            first < last
            and is_headline
            and tokens[first].lower not in roster.full
            and (not gazetteer.leader(tokens[first].text))
        ):
            first += 1
        if first == last:
            continue
        surname = tokens[last - 1].lower
        if is_headline:
            while last > first and tokens[last - 1].lower not in roster.full:
                last -= 1
            if first == last:
                continue
            surname = tokens[last - 1].lower
        name = _name(sentence, first, last)
        cut = _Run(first, last, run.titles)
        if not is_headline and _is_name(tokens, cut):
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
        elif not is_headline or surname not in roster.full:
            continue
        else:
            name = roster.full[surname]
        acts_for = roster.acts_for.get(name) or gazetteer.leader(name)
        yield Person(
            first, last, name, acts_for, bool(acts_for) or name in roster.officials
        )


# People


def _people(
    sentence: Sentence, parties: Sequence[Party], taken: Sequence[Chunk | None]
) -> Iterator[People]:
    tokens = sentence.tokens
    by_first = {party.first: party for party in parties}
    party_at = {i: party for party in parties for i in range(party.first, party.last)}
    end = 0
    for index, token in enumerate(tokens):
        if index < end or taken[index] is not None:
            continue
        group = None
        party = by_first.get(index)
        if party is not None and party.form == INHABITANT:
            group = _group(sentence, index, party.last, party_at, taken, end)
        elif token.lower in lexicon.PEOPLE_NOUNS and index not in party_at:
            # Of nouns in a row the last one is what they are.
            follows = tokens[index + 1] if index + 1 < len(tokens) else None
            if follows is not None and follows.lower in lexicon.PEOPLE_NOUNS:
                continue
            if follows is not None and follows.lower in (
                lexicon.SWAP_NOUNS | lexicon.RELEASE_NOUNS | {"release", "deal", "list"}
            ):
                continue
            group = _group(sentence, index, index + 1, party_at, taken, end)
        elif (
            token.lower in {"those", "people"}
            and index + 1 < len(tokens)
            and tokens[index + 1].lower
            in {"freed", "released", "pardoned", "liberated"}
        ):
            group = People(
                index, index + 2, "those", None, frozenset(), True, True, False, True
            )
        elif (
            token.lower in {"freed", "released"}
            and index
            and tokens[index - 1].lower == "the"
            and (
                index + 1 == len(tokens)
                or tokens[index + 1].tag[:2] in {"VB", ",", "."}
            )
        ):
            group = People(
                index - 1,
                index + 1,
                "those",
                None,
                frozenset(),
                True,
                True,
                False,
                True,
            )
        elif counts.value(token.lower) is not None and index >= end:
            group = _bare(sentence, index, taken, party_at, end)
        if group is not None:
            end = group.last
            yield group


def _group(
    sentence: Sentence,
    head: int,
    last: int,
    party_at: Mapping[int, Party],
    taken: Sequence[Chunk | None],
    floor: int,
) -> People | None:
    tokens = sentence.tokens
    first = head
    while (
        first > floor
        and taken[first - 1] is None
        and _modifies(tokens, first - 1, party_at)
    ):
        first -= 1
    count: Count | None = None
    for index in range(first, head):
        read = counts.read(tokens, index)
        is_year = (
            read is not None
            and read[0].number in counts.YEARS
            and read[0].qualifier == "exact"
            and "," not in tokens[index].text
            and index + 1 < head
        )
        if read is not None and not (index in party_at or is_year):
            count = read[0]
            first = min(first, max(floor, read[1]))
            break
    words = [t.lower for t in tokens[first:head]]
    noun = tokens[last - 1].lower
    is_many = (
        noun in lexicon.SINGULAR_EXCEPTIONS
        or (noun.endswith("s") and not noun.endswith("ss"))
        or (head in party_at and tokens[head].text.endswith(("s", "men", "women")))
    )
    if head in party_at and noun.endswith(("ese", "french", "swiss")):
        is_many = bool(count and count.number > 1) or not (
            first and tokens[first - 1].lower in {"a", "an"}
        )
    before = tokens[first - 1].lower if first else ""
    is_definite = before in {"the", "these", "those", "both"}
    if noun in counts.COLLECTIVE:
        count, is_many = count or Count(counts.COLLECTIVE[noun]), True
    if (
        count is None
        and not is_many
        and (
            before in {"a", "an", "another"}
            or words[:1] in (["a"], ["an"], ["another"])
        )
    ):
        count = Count(1)
    if before == "of" and first > 1 and tokens[first - 2].lower in lexicon.REMAINS:
        return None
    # "a total of 123", "a group of 20 prisoners", "six of the 10 Americans"
    is_part = False
    look = first - 1
    owner = ""
    while look >= floor and tokens[look].lower in OWNERS:
        owner = tokens[look].lower
        look -= 1
    if look >= 1 and tokens[look].lower == "of":
        outer = tokens[look - 1].lower
        if counts.value(outer) is not None and look - 1 >= floor:
            number = counts.read(tokens, look - 1)
            if number is not None:
                is_part = (count is not None or is_definite) and owner in {
                    "the",
                    "these",
                    "those",
                }
                count, first = number[0], max(floor, number[1])
        elif outer in {
            "many",
            "most",
            "several",
            "some",
            "hundreds",
            "dozens",
            "scores",
        }:
            first = look - 1
            is_part = outer in {"many", "most", "several", "some"}
            is_many = True
    nations = frozenset(
        party_at[i].code
        for i in range(first, last)
        if i in party_at and (i < head or party_at[i].form in {ADJECTIVE, INHABITANT})
    )
    if (
        not nations
        and "of" in [t.lower for t in tokens[first:last]]
        and (owner or {"their", "its", "our"} & {t.lower for t in tokens[first:last]})
    ):
        # "Russia said 248 of its soldiers were released": they are Russia's.
        named = [i for i in party_at if i < first]
        if named and owner not in {"the", "these", "those"}:
            nations = frozenset({party_at[max(named)].code})
    if (
        last < len(tokens) - 1
        and tokens[last].lower == "of"
        and noun in {"nationals", "citizens", "national", "citizen"}
    ):
        after = party_at.get(last + 1) or party_at.get(last + 2)
        if after is not None:
            nations |= {after.code}
    captive = noun in lexicon.CAPTIVE_NOUNS or any(
        word in lexicon.HOLDING_VERBS or word in {"political", "freed", "released"}
        for word in words
    )
    if any(word in lexicon.REMAINS for word in (*words, noun, before)):
        return None
    return People(
        first,
        last,
        noun,
        count,
        nations,
        captive,
        is_definite,
        is_part,
        is_many or bool(count and count.number > 1),
    )


def _modifies(
    tokens: Sequence[Token], index: int, party_at: Mapping[int, Party]
) -> bool:
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if index in party_at:
        party = party_at[index]
        follows = tokens[party.last].lower if party.last < len(tokens) else ""
        return party.form in {ADJECTIVE, INHABITANT} or (
            # "four detained Boko Haram leaders": those of the group
            len(party.code) > 2
            and follows in lexicon.PEOPLE_NOUNS
            and before is not None
            and (
                before.tag[:2] in {"CD", "JJ", "VB", "DT"}
                or party.first < index
                or before.lower in lexicon.MODIFIERS
            )
        )
    if not token.text[0].isalnum():
        return False
    if token.lower in lexicon.RELEASE_VERBS or token.lower in lexicon.HOLDING_VERBS:
        # "the jailed activists", "10 jailed Americans"; not "released 10 Americans"
        after = tokens[index + 1]
        return (
            (token.lower.endswith("ed") or token.lower == "held")
            and counts.value(after.lower) is None
            and after.tag != "DT"
            and (
                before is not None
                and (
                    before.tag in {"DT", "CD", "JJ", "PRP$", "POS", "NNPS"}
                    or before.lower in lexicon.MODIFIERS
                )
            )
        )
    if token.lower in lexicon.MODIFIERS or token.lower in lexicon.PEOPLE_NOUNS:
        return True
    if counts.value(token.lower) is not None or token.lower in counts.SCALES:
        return True
    if token.lower in {"a", "an", "dozen"}:
        return token.lower == "dozen"
    if token.tag in {"JJ", "JJR", "JJS", "NN", "CD"}:
        return token.lower not in {
            "exchange",
            "return",
            "part",
            "release",
            "swap",
            "deal",
        }
    if (
        token.tag in {"NNP", "NNPS"}
        and before is not None
        and (before.lower in {"the", "of"} or before.tag in {"CD", "JJ", "VBN"})
        and tokens[index + 1].lower in lexicon.PEOPLE_NOUNS
    ):
        return True
    if token.tag in {"NNP", "NNS"}:
        return token.lower in {"rights", "sports", "opposition", "israel"} or (
            token.text.isupper() and token.text.isalpha() and len(token.text) > 1
        )
    return (
        token.tag in {"VBN", "VBG"}
        and before is not None
        and before.tag in {"CD", "DT", "JJ"}
        and token.lower not in {"freeing", "releasing", "including", "being"}
    )


def _bare(
    sentence: Sentence,
    index: int,
    taken: Sequence[Chunk | None],
    party_at: Mapping[int, Party],
    floor: int,
) -> People | None:
    """Read a number that stands alone for people: "the five", "52 were freed"."""
    tokens = sentence.tokens
    read = counts.read(tokens, index)
    if read is None or read[0].number in counts.YEARS or not read[0].number:
        return None
    count, first, last = read
    follows = tokens[last] if last < len(tokens) else None
    before = tokens[first - 1].lower if first else ""
    if any(i in party_at or taken[i] is not None for i in range(first, last)):
        return None
    if before in {
        "$",
        "€",
        "£",
        "level",
        "grade",
        "no",
        "aged",
        "age",
        "article",
        "section",
    }:
        return None
    low = follows.lower if follows is not None else ""
    is_verb = follows is not None and (
        follows.tag in {"VBD", "VBZ", "VBP", "MD", "VBN"}
        and (
            low in lexicon.BE
            or low in lexicon.RELEASE_VERBS
            or follows.tag in {"MD"}
            or low in {"have", "has", "had", "took", "left"}
            or low in lexicon.DEPARTURES
        )
    )
    is_definite = before in {"the", "all", "other", "these"}
    if (
        low == "of"
        and last + 1 < len(tokens)
        and tokens[last + 1].lower in {"them", "these", "those", "whom"}
    ):
        return People(
            first,
            last + 2,
            "those",
            count,
            frozenset(),
            False,
            True,
            True,
            count.number > 1,
        )
    if low == "others" or low == "other":
        return (
            None
            if low == "other"
            else People(
                first, last + 1, "others", count, frozenset(), False, False, False, True
            )
        )
    if is_verb or (
        is_definite and low in {",", ".", "from", "who", "and", "to", "had", ""}
    ):
        if count.number == 1 and not is_definite:
            return None
        return People(
            first,
            last,
            "number",
            count,
            frozenset(),
            False,
            is_definite,
            False,
            count.number > 1,
        )
    return None
