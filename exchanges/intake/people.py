"""Groups of people: phrases such as "more than 20 jailed activists"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from . import counts, lexicon
from .chunks import Chunk, Party, People
from .counts import Count
from .gazetteers import ADJECTIVE, INHABITANT, NAME
from .lexicon import words
from .paragraphs import Sentence, Token

# Nouns of people who mostly speak in articles: meant as freed only with a number.
COUNTED = words("officials ministers mayors judges generals clerics supporters")
OWNERS = words("the these those his its their our")


def groups(
    sentence: Sentence, parties: Sequence[Party], taken: Sequence[Chunk | None]
) -> Iterator[People]:
    """Find the groups of people of a sentence, where nothing else stands."""
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
        elif token.lower in COUNTED and index not in party_at:
            found = _group(sentence, index, index + 1, party_at, taken, end)
            group = found if found is not None and found.count is not None else None
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
    if last + 1 < len(tokens) and tokens[last].lower == "from":
        # "46 soldiers from Ivory Coast"
        home = party_at.get(last + 1)
        if home is not None and home.form == NAME:
            nations |= {home.code}
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
            and (
                before is None
                or before.tag[:2] in {"CD", "JJ", "VB", "DT", "IN"}
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
