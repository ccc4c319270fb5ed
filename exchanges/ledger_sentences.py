"""The answer of the ledger in plain English, never more precise than its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker import dates

from .ledger_claims import conflicts
from .ledger_facts import (
    Answer,
    Item,
    Listing,
    PartyFact,
    Placed,
    Reason,
    ReleaseFacts,
    Speaker,
    status,
)
from .ledger_moments import Moment

NAMED_AT_MOST = 4  # items or speakers; of more, the sentence gives the number
KIND_WORDS = {
    "release": "release of people",
    "funds_unfrozen": "unfrozen funds",
    "debt_settlement": "settlement of a debt",
    "medical": "medical help",
    "diplomatic": "diplomatic act",
    "military": "military act",
    "border_opening": "opening of a border",
    "deportee_acceptance": "acceptance of deportees",
    "other": "",
}
REACH_WORDS = {
    0: "was considered",
    1: "was demanded",
    2: "was offered",
    3: "was agreed",
    4: "was partly delivered",
    5: "was given",
}
END_WORDS = {
    "refused": ", but refused",
    "withdrawn": ", but withdrawn before it was delivered",
    "lapsed": ", but lapsed undelivered",
    "suspended": " and later suspended",
    "reversed": " and later taken back",
    "expired": " and has since expired",
    "restored": ", interrupted and later restored",
}
BASIS_WORDS = {"goodwill": "as goodwill", "sequence": "by sequence only"}
CONSIDERATION_SENTENCES = {
    Answer.NONE: "A source states that nothing was given in exchange.",
    Answer.UNKNOWN: "A source states that there was a price, but not what it was.",
    Answer.WITHHELD: "A source states that the terms are secret.",
    Answer.NOT_STATED: "The sources do not state what was given in exchange, if"
    " anything.",
}
WITH_ARTICLE = frozenset(
    {
        *("Netherlands", "Philippines", "Taliban", "Houthis", "Holy See"),
        *("Houthi movement", "European Union", "State Department", "Vatican"),
    }
)
FIELD_WORDS = {
    "released_on": "date of the release",
    "people": "number of people",
    "remains": "number of remains",
    "legal_form": "legal form",
    "consideration": "what the sources say of a price",
}
DIRECT = (Listing.EXCLUSIVE, Listing.SHARED, Listing.COUNTER_RELEASES)


def sentence_for(
    answer: Answer,
    placed: Sequence[Placed],
    pool: Sequence[Placed],
    release: ReleaseFacts,
    moment: Moment,
) -> str:
    """Say the answer, what it rests on, who denies it, and what is not known.

    Args:
        answer: The answer.
        placed: Everything tied to the release.
        pool: The items that decide the answer; may be empty.
        release: The release as it was at the moment.
        moment: Which day was asked about, if any.
    """
    others = [p for p in placed if p.listing in DIRECT and p not in pool]
    packaged = [p for p in placed if p.listing == Listing.PACKAGE and p not in pool]
    contested = [p for p in placed if p.listing == Listing.CONTESTED]
    alongside = [p for p in placed if p.listing == Listing.ALONGSIDE]
    sentences = []
    if pool:
        sentences += [_pool_sentence(pool), *_gap_sentences(answer, pool)]
        sentences += _denials(pool)
        sentences += _otherwise(release)
    elif answer == Answer.CONTESTED:
        sentences.append("Whether anything was given in exchange is contested.")
        sentences += _otherwise(release)
    else:
        sentences.append(CONSIDERATION_SENTENCES[answer])
    if others:
        sentences += [f"Also reported: {_clauses(others)}.", *_denials(others)]
    if packaged:
        sentences.append(f"A wider package is reported: {_clauses(packaged)}.")
        sentences += _denials(packaged)
    sentences += _denials(contested)
    sentences += [_allegation(entry) for entry in contested if not entry.denied_by]
    if alongside:
        aside = _asides(alongside)
        sentences.append(f"Mentioned, but not counted as a price: {aside}.")
        sentences += _denials(alongside)
    if release.not_yet_known:
        gaps = _words(_plain(field) for field in release.not_yet_known)
        sentences.append(f"Not yet published then: {gaps}.")
    return _dated(" ".join(sentences), moment)


def _otherwise(release: ReleaseFacts) -> list[str]:
    """Say what a source says of the price beside all that is tied to the release."""
    if not release.consideration:
        return []
    said = CONSIDERATION_SENTENCES[Answer(release.consideration)]
    return [f"Against this: {said[:1].lower()}{said[1:]}"]


def unseen_sentence(moment: Moment) -> str:
    """Say that a release is not in the record as of a moment."""
    if moment.as_of is None:
        return _dated("No source reports the release.", moment)
    return _dated("The release is not known to have happened.", moment)


def _pool_sentence(pool: Sequence[Placed]) -> str:
    is_package = all(entry.listing == Listing.PACKAGE for entry in pool)
    scope = "in a package that is not split by release" if is_package else "in exchange"
    return f"{_opening(pool)}, {scope}, {_clauses(pool)}."


def _opening(pool: Sequence[Placed]) -> str:
    """Say whose word it is: a source that quotes somebody states nothing itself."""
    if all(any(s.kind == "source" for s in entry.asserted_by) for entry in pool):
        origins = {
            speech.origin
            for entry in pool
            for speech in entry.item.speeches
            if speech.stance == "supports" and not speech.is_superseded
        }
        return (
            "One source states that" if len(origins) == 1 else "The sources state that"
        )
    asserters = pool[0].asserted_by
    if asserters and all(set(entry.asserted_by) == set(asserters) for entry in pool):
        return f"According to {_words(_speaker(speaker) for speaker in asserters)}"
    return "It is reported that"


def _gap_sentences(answer: Answer, pool: Sequence[Placed]) -> list[str]:
    if answer == Answer.PARTLY_GIVEN:
        return ["Not all of it is reported as delivered."]
    if answer == Answer.PROMISED:
        return ["No delivery is reported."]
    if all(entry.item.delivered_on is None for entry in pool):
        return ["When it was given is not stated."]
    return []


def _clauses(entries: Sequence[Placed]) -> str:
    shown = [_clause(entry) for entry in entries[:NAMED_AT_MOST]]
    if len(entries) > NAMED_AT_MOST:
        shown.append(f"{len(entries) - NAMED_AT_MOST} more")
    return "; ".join(shown)


def _clause(entry: Placed) -> str:
    item, shared = entry.item, _shared(entry)
    if item.is_release:
        return f"{_giver(item)} {_let_go(item)} ({_title(item)}){shared}"
    end = END_WORDS.get(status(item.steps) or "", "")
    return f"{_described(item)} {REACH_WORDS[item.reach]}{end}{shared}"


def _shared(entry: Placed) -> str:
    count = len(entry.shared_with)
    if not count or entry.listing == Listing.PACKAGE:
        return ""
    releases = "one other release" if count == 1 else f"{count} other releases"
    return f", for this together with {releases}"


def _described(item: Item) -> str:
    """Name an item with its kind, giver and the reporter's own word."""
    kind = KIND_WORDS.get(item.kind, item.kind.replace("_", " "))
    giver = f"from {_giver(item)}" if item.giver else "giver not stated"
    details = [" ".join(filter(None, (kind, giver))), *_amount(item)]
    words = [step.reported_as for step in item.steps if step.reported_as]
    if words:
        said = _words(f"“{word}”" for word in dict.fromkeys(words))
        details.append(f"reported as {said}")
    return f"{_title(item)} ({', '.join(details)})"


def _amount(item: Item) -> list[str]:
    """Say how much, as precisely as the sources, or that they differ."""
    concession = item.document.get("concession") or {}
    amount = concession.get("amount")
    if not amount:
        return []
    if any(entry["field"] == "amount" for entry in conflicts(concession)):
        return ["how much is disputed"]
    return [str(amount["text"])]


def _title(item: Item) -> str:
    return f"“{item.title or item.slug}”"


def _giver(item: Item) -> str:
    givers = [party for party in (item.giver, *item.co_givers) if party is not None]
    return _words(_name(party) for party in givers) or "a party that is not stated"


def _name(party: PartyFact) -> str:
    return _with_article(party.name or party.code)


def _speaker(speaker: Speaker) -> str:
    return _with_article(speaker.name or speaker.code or "a source")


def _with_article(name: str) -> str:
    takes_article = name.startswith("United ") or name in WITH_ARTICLE
    return f"the {name}" if takes_article else name


def _let_go(item: Item) -> str:
    if item.people == "0":
        return "handed over remains of the dead"
    if not item.people:
        return "released people"
    is_one = item.people.split()[-1] == "1"
    return f"released {item.people} {'person' if is_one else 'people'}"


def _denials(entries: Iterable[Placed]) -> list[str]:
    """Say who denies what; what the same speakers deny is said at once.

    Who speaks for a party that denies it is not named again.
    """
    denied: dict[str, list[Item]] = {}
    for entry in entries:
        own = {speaker.code for speaker in entry.denied_by if speaker.code}
        names = [
            _speaker(speaker) for speaker in entry.denied_by if speaker.bound not in own
        ]
        if names:
            verb = "denies" if len(names) == 1 else "deny"
            denied.setdefault(f"{_words(names)} {verb}", []).append(entry.item)
    return [_denial(who, items) for who, items in denied.items()]


def _denial(who: str, items: Sequence[Item]) -> str:
    verb = "was" if len(items) == 1 else "were"
    said = f"{who} that {_words(map(_thing, items))} {verb} given in exchange."
    return said[:1].upper() + said[1:]


def _thing(item: Item) -> str:
    """Name an item; people are let go and not given."""
    is_people = item.is_release or item.kind == "release"
    return f"the release of {_title(item)}" if is_people else _title(item)


def _allegation(entry: Placed) -> str:
    item = entry.item
    what = _thing(item) if item.is_release else _described(item)
    return f"That {what} was given in exchange is only alleged."


def _asides(entries: Sequence[Placed]) -> str:
    shown = []
    for entry in entries[:NAMED_AT_MOST]:
        item = entry.item
        if entry.reason == Reason.BASIS:
            why = BASIS_WORDS[item.basis]
        else:
            end = END_WORDS.get(status(item.steps) or "", "")
            why = f"{REACH_WORDS[item.reach].removeprefix('was ')}{end}"
            why = why if item.steps else "no dated step"
        shown.append(f"{_thing(item)} ({why})")
    if len(entries) > NAMED_AT_MOST:
        shown.append(f"{len(entries) - NAMED_AT_MOST} more")
    return "; ".join(shown)


def _words(parts: Iterable[str]) -> str:
    names = list(parts)
    if len(names) > NAMED_AT_MOST:
        names = [*names[:NAMED_AT_MOST], f"{len(names) - NAMED_AT_MOST} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _plain(field: str) -> str:
    record, _, name = field.rpartition(".")
    words = FIELD_WORDS.get(name, name.replace("_", " "))
    return f"{words} of {record}" if record else words


def _dated(sentence: str, moment: Moment) -> str:
    parts = []
    if moment.as_of is not None:
        parts.append(f"as of {dates.text(moment.as_of.isoformat())}")
    if moment.known_by is not None:
        day = dates.text(moment.known_by.isoformat())
        parts.append(f"from what was published by {day}")
    if not parts:
        return sentence
    opening = " and ".join(parts)
    return f"{opening[:1].upper()}{opening[1:]}: {sentence[:1].lower()}{sentence[1:]}"
