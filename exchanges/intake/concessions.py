"""Concessions: what one side promised or gave, beside letting people go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import lexicon
from .chunks import Party, Person, Row
from .clause_people import PREPOSITIONS
from .gazetteers import ADJECTIVE, INHABITANT
from .lexicon import words
from .paragraphs import TITLE, Passage

RELIEF = words(
    "lift lifts lifted lifting ease eases eased easing drop drops dropped "
    "dropping remove removes removed removing removal suspend suspends suspended "
    "suspending suspension waive waives waived waiving waiver waivers relax "
    "relaxes relaxed relaxing relaxation end ends ended ending cancel cancels "
    "cancelled canceled scrap scraps scrapped scrapping rescind rescinded "
    "rescinding relief delist delisted delisting exempt exempted rolled loosen "
    "loosened loosening reduce reduced terminate terminated unblock unblocked "
    "take taken took strike struck"
)
SANCTIONS = words(
    "sanctions sanction curbs embargo restrictions blacklist blockade penalties"
)
HARSH = words(
    "impose imposed imposes imposing tighten tightened new additional extend "
    "extended extends keep kept maintain renewed evade evading violate violated "
    "against further tougher threatened"
)
THAW = words(
    "unfreeze unfroze unfrozen unfreezing unblock unblocked unblocking thaw thawed"
)
FUNDS = words("funds assets money revenue revenues accounts billion reserves cash")
PAY = words("pay pays paid paying payment payments repay repaid settle settled")
DEBTS = words("pounds euros dollars ransom debt debts compensation")
PROVIDE = words(
    "supply supplies supplied supplying deliver delivers delivered delivering "
    "provide provided provides ship shipped send sent donate donated sell sold "
    "buy bought export exported allow allowed"
)
GOODS = words(
    "fuel oil food medicine medicines vaccine vaccines aid grain wheat fertiliser "
    "fertilizer aircraft plane planes weapons arms drones equipment supplies gas "
    "generators trucks parts"
)
DIPLOMACY: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (
        words("lower lowered lowers ease eased lift lifted downgraded reduce reduced"),
        words("advisory"),
    ),
    (
        words("reopen reopened reopens reopening open opening open restore restored"),
        words("embassy embassies consulate mission"),
    ),
    (
        words(
            "restore restored restoring resume resumed resuming normalise normalize "
            "normalised normalized re-establish reestablish established establish renew"
        ),
        words("relations ties"),
    ),
    (
        words("drop dropped dropping withdraw withdrew withdrawn quash"),
        words("charges candidacy extradition request indictment prosecution"),
    ),
    (
        words("recognise recognize recognised recognized recognition"),
        words("government legitimacy independence"),
    ),
    (
        words("return returned appoint appointed sent send"),
        words("ambassador ambassadors"),
    ),
)
DONE, ANNOUNCED, PROPOSED, DENIED, REVERSED = (
    "delivered",
    "agreed",
    "offered",
    "refused",
    "reversed",
)
WESTERN = frozenset({"western"})
TENTATIVE = words(
    "could might may demand demanded asked seek seeking want wanted hope urged "
    "condition if consider possible proposed effort efforts aim offered offer "
    "discussed should talks"
)
COMMITTED = words(
    "will would 'll agreed agree promised pledged announced plans shall deal"
)
PASSIVE = words("was were been being is are")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of something given.

    Attributes:
        row: The position of the sentence.
        passage: The sentence.
        kind: sanctions_relief, funds_unfrozen, payment, goods or diplomatic.
        givers: Codes.
        receivers: Codes.
        step: delivered, agreed, offered, refused or reversed.
        thing: The words for what was given.
        is_linked: The clause itself ties it to people let go.
    """

    row: int
    passage: Passage
    kind: str
    givers: frozenset[str]
    receivers: frozenset[str]
    step: str
    thing: str
    is_linked: bool


@dataclass(slots=True)
class Concession:
    """One thing given, as the article tells it: its mentions."""

    mentions: list[Mention]
    givers: frozenset[str]
    receivers: frozenset[str]
    reason: str = ""

    @property
    def kind(self) -> str:
        """Give its kind."""
        return self.mentions[0].kind

    @property
    def step(self) -> str:
        """Give the furthest step that the article reports; what undid it comes last."""
        body = [one for one in self.mentions if one.passage.paragraph != TITLE]
        steps = [mention.step for mention in body or self.mentions]
        for step in (REVERSED, DENIED, DONE, ANNOUNCED):
            if step in steps:
                return step
        return PROPOSED


def mentions(rows: Sequence[Row]) -> list[Mention]:
    """Find what is given, sentence by sentence."""
    found: list[Mention] = []
    for position, row in enumerate(rows):
        words = row.words(0, len(row.tokens))
        for kind, index in _kinds(words):
            givers, receivers = _sides(row, index, kind)
            each = (
                [frozenset({code}) for code in sorted(givers)]
                if len(givers) == 2
                and kind == "sanctions_relief"
                and "western" not in words
                else [givers]
            )
            found += [
                Mention(
                    position,
                    row.sentence.whole(),
                    kind,
                    giver,
                    (receivers | givers) - giver if len(each) > 1 else receivers,
                    _step(row, index, words),
                    _thing(row, index),
                    _is_linked(words),
                )
                for giver in each
            ]
    return found


def _kinds(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Give kinds and the token of the deed."""
    relief = _near(words, RELIEF, SANCTIONS | {"measures"}, 12)
    if relief is not None and not _is_harsh(words, relief):
        yield "sanctions_relief", relief
    else:
        for index, word in enumerate(words):
            if word in {"sponsors", "sponsor"} and "terrorism" in words:
                verb = next((i for i, w in enumerate(words) if w in RELIEF), None)
                if verb is not None:
                    yield "sanctions_relief", verb
                    break
            if word in {"potash", "airline"} and "ban" in words and set(words) & RELIEF:
                yield "sanctions_relief", index
                break
            if word == "ban" and _near(words, RELIEF, {"ban"}, 4) is not None:
                yield "sanctions_relief", index
                break
    thaw = next((i for i, word in enumerate(words) if word in THAW), None)
    if thaw is None and "frozen" in words and set(words) & FUNDS:
        thaw = next(
            (
                i
                for i, word in enumerate(words)
                if word
                in {
                    "released",
                    "release",
                    "releases",
                    "transferred",
                    "gets",
                    "access",
                    "moved",
                    "returned",
                    "freed",
                    "transfer",
                    "releasing",
                }
            ),
            None,
        )
    if thaw is not None and set(words) & (FUNDS | {"$"}):
        yield "funds_unfrozen", thaw
    pay = _near(words, PAY, DEBTS, 10)
    if pay is not None:
        yield "payment", pay
    else:
        pay = next((i for i, word in enumerate(words) if word in PAY), None)
        if (
            pay is not None
            and set(words) & {"$", "£", "€", "million"}
            and ("ransom" in words or _is_linked(words))
        ):
            yield "payment", pay
    goods = _near(words, PROVIDE, GOODS, 8)
    if goods is not None and _is_linked(words):
        yield "goods", goods
    for verbs, things in DIPLOMACY:
        deed = _near(words, verbs, things, 8)
        if deed is not None and not set(words[max(0, deed - 3) : deed]) & {
            "not",
            "never",
        }:
            yield "diplomatic", deed
            break


def _near(
    words: Sequence[str],
    verbs: frozenset[str],
    things: frozenset[str] | set[str],
    reach: int,
) -> int | None:
    for index, word in enumerate(words):
        if word not in verbs:
            continue
        around = words[max(0, index - reach) : index + reach + 1]
        if set(around) & things:
            return index
    return None


def _is_harsh(words: Sequence[str], index: int) -> bool:
    around = set(words[max(0, index - 6) : index + 8])
    return bool(
        around & {"imposed", "impose", "imposing", "tightened", "evade", "new"}
    ) and (
        words[index] in {"end", "ended", "take", "taken", "took", "reduce", "strike"}
    )


def _is_linked(words: Sequence[str]) -> bool:
    text = " ".join(words)
    return any(
        phrase in text
        for phrase in (
            "in exchange",
            "in return",
            "as part of",
            "to free",
            "for the release",
            "for releasing",
            "under the deal",
            "in turn",
            "for freeing",
            "under the agreement",
            "under the truce",
            "ransom",
        )
    )


def _thing(row: Row, index: int) -> str:
    last = min(index + 8, len(row.tokens))
    return row.sentence.passage(index, last).text


def _sides(row: Row, index: int, kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Find who gave and who received."""
    givers: frozenset[str] = frozenset()
    receivers: set[str] = set()
    words = row.words(0, len(row.tokens))
    for chunk in row.chunks:
        if not isinstance(chunk, Party):
            continue
        before = row.lower(chunk.first - 1)
        if before == "the":
            before = row.lower(chunk.first - 2)
        after = set(row.words(chunk.last, chunk.last + 4))
        if (
            kind == "sanctions_relief"
            and chunk.form != INHABITANT
            and after & (SANCTIONS | {"measures"})
            and (chunk.form == ADJECTIVE or before not in {"on", "against", "from"})
            and (
                row.lower(chunk.last) not in {"'s", "'"}
                or not after & {"industry", "sector"}
            )
        ):
            givers = givers or frozenset({chunk.code})
        if before in {"on", "against", "from", "to", "for"} and (
            abs(chunk.first - index) < 20
        ):
            receivers.add(chunk.code)
    owner: set[str] = set()
    if kind == "funds_unfrozen":
        owner = {
            chunk.code
            for chunk in row.chunks
            if isinstance(chunk, Party)
            and set(row.words(chunk.last, chunk.last + 5)) & FUNDS
            and (
                chunk.form == ADJECTIVE or row.lower(chunk.last) in {"'s", "'", "gets"}
            )
        }
        receivers |= owner
    subject = _subject(row, index) - owner
    if subject:
        givers = subject if not givers or kind != "sanctions_relief" else givers
    by = next(
        (
            chunk.code
            for chunk in row.chunks
            if isinstance(chunk, Party)
            and index < chunk.first < index + 12
            and "by" in row.words(chunk.first - 2, chunk.first)
        ),
        "",
    )
    if by and (not subject or row.lower(index - 1) in PASSIVE or "been" in words):
        givers = frozenset({by})
    if not givers and "western" in words:
        givers = frozenset({"US", "EU"})
    return givers - owner, frozenset(receivers) - givers


def _subject(row: Row, index: int) -> frozenset[str]:
    look = index - 1
    codes: set[str] = set()
    while look >= 0 and index - look < 30:
        chunk = row.at[look]
        if isinstance(chunk, Party | Person):
            code = chunk.code if isinstance(chunk, Party) else chunk.acts_for
            before = row.lower(chunk.first - 1)
            if before in {"the", "a"}:
                before = row.lower(chunk.first - 2)
            is_adjective = isinstance(chunk, Party) and chunk.form in {
                ADJECTIVE,
                INHABITANT,
            }
            follows = row.lower(chunk.last)
            if (
                code
                and before not in PREPOSITIONS | {"by"}
                and (
                    not is_adjective
                    or set(row.words(chunk.last, chunk.last + 3))
                    & {
                        "government",
                        "officials",
                        "authorities",
                        "president",
                        "administration",
                    }
                )
            ):
                if (
                    isinstance(chunk, Party)
                    and follows in {"'s", "'"}
                    and (
                        set(row.words(chunk.last, chunk.last + 6)) & (SANCTIONS | FUNDS)
                    )
                ):
                    look = chunk.first - 1
                    continue
                codes.add(code)
                if before == "and" and isinstance(row.at[chunk.first - 2], Party):
                    look = chunk.first - 2
                    continue
                return frozenset(codes)
            look = chunk.first - 1
            continue
        if row.lower(look) in {";", ":"}:
            break
        look -= 1
    return frozenset(codes)


def _step(row: Row, index: int, words: Sequence[str]) -> str:
    """Say how far it got, from the words around the deed."""
    left = words[max(0, index - 8) : index]
    near = set(left)
    text = " ".join(words)
    if near & {"not", "never", "n't", "denied", "deny", "refused", "no"} or (
        "not done in exchange" in text or "no sanctions relief" in text
    ):
        return DENIED
    if set(words) & {
        "overturned",
        "reversed",
        "reinstated",
        "collapsed",
        "restored",
        "revoked",
    } and (
        set(words) & {"overturned", "reversed", "reinstated", "revoked", "collapsed"}
    ):
        return REVERSED
    if near & TENTATIVE:
        return PROPOSED
    if near & COMMITTED or row.lower(index - 1) == "to":
        return ANNOUNCED
    return DONE


def concessions(found: Sequence[Mention], rows: Sequence[Row]) -> list[Concession]:
    """Bring mentions of one kind and giver together."""
    result: list[Concession] = []
    for mention in found:
        home = next(
            (
                concession
                for concession in result
                if concession.kind == mention.kind
                and (
                    not mention.givers
                    or not concession.givers
                    or mention.givers & concession.givers
                )
            ),
            None,
        )
        if home is None:
            result.append(Concession([mention], mention.givers, mention.receivers))
        else:
            home.mentions.append(mention)
            home.givers = home.givers or mention.givers
            home.receivers = home.receivers or mention.receivers
    # "reversed" may be told in another sentence than the thing itself.
    for position, row in enumerate(rows):
        words = set(row.words(0, len(row.tokens)))
        if (
            words & {"overturned", "reversed", "rescinded", "scrapped"}
            and words & {"deal", "decision", "agreement", "move"}
            and result
        ):
            first = result[0]
            if position > first.mentions[0].row:
                first.mentions.append(
                    Mention(
                        position,
                        row.sentence.whole(),
                        first.kind,
                        frozenset(),
                        frozenset(),
                        REVERSED,
                        "",
                        False,
                    )
                )
    return result


__all__ = ["Concession", "Mention", "concessions", "lexicon", "mentions"]
