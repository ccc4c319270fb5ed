"""Claims on the fields of a record, and which of them cannot both hold.

A record's citations without a field carry its own values. A citation with ``field`` and
``value`` says something else; one with ``field`` alone is about that part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracker import counts, dates

from .ledger_facts import Document

DATE_FIELDS = frozenset({"from", "to", "period", "date"})
COUNT_FIELDS = frozenset({"people", "remains"})
# What a part of a document is called by, the first that it has.
NAMING = ("code", "slug", "text", "label", "kind", "name")
# What a release may say of its price in a word.
CONSIDERATIONS = frozenset({"none", "unknown", "withheld"})
# Records within a document that have claims of their own and no document.
WITHIN = ("detentions",)
# How a conflict names the record as a whole, and the two sides of a denial.
WHOLE = "record"
STATED = "stated"
DENIED = "denied"
# What a dossier calls a field that documents call otherwise.
ALIASES = {
    "from": "began_on",
    "to": "ended_on",
    "receiver": "receivers",
    "beneficiary": "beneficiaries",
    "co_giver": "co_givers",
    "holder": "holders",
    "nationality": "nationalities",
    "words": "text",
    "released_on_words": "released_on_text",
    "held_on_words": "held_on_text",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that somebody states for a field, as a dossier writes it."""

    value: str
    citations: tuple[Document, ...]

    @property
    def origins(self) -> frozenset[str]:
        """The root sources it rests on."""
        return frozenset(origin(citation) for citation in self.citations)


def conflicts(document: Document) -> list[Document]:
    """List the fields of a record that have current claims which cannot both hold.

    Dates and counts cannot both hold when they have no day or number in common, other
    values when they differ. The record's own value is a claim. A superseded claim is
    not current, and a citation that disputes is not a claim. The spells in custody of a
    person are a part of the person's record.

    Returns:
        Per field in the order cited ``{field, independent, claims: [{value,
        citations}]}``, the record's own value first, without the claims that no other
        contradicts. ``independent``: two claims that cannot both hold rest on different
        root sources. Those of a person's spells in custody follow, with
        ``detentions.<slug>.`` before the field.
    """
    found = _conflicts(document)
    for part in WITHIN:
        for record in document.get(part) or ():
            if isinstance(record, dict):
                found += [
                    {**entry, "field": f"{part}.{record['slug']}.{entry['field']}"}
                    for entry in _conflicts(record)
                ]
    return found


def denials(document: Document) -> list[Document]:
    """List what one source states and another denies.

    Of a record as a whole (field ``record``), of a part, of one value of a field, and
    as ``linkages.<slug>.basis`` that something was given for the release.

    Returns:
        In the shape of ``conflicts``: who states it first, then who denies it.
    """
    return [
        *_denials(document),
        *(
            {**entry, "field": f"{part}.{record['slug']}.{entry['field']}"}
            for part in WITHIN
            for record in document.get(part) or ()
            if isinstance(record, dict)
            for entry in _denials(record)
        ),
        *_denied_links(document),
    ]


def _conflicts(document: Document) -> list[Document]:
    citations = [c for c in document.get("citations") or () if not c.get("superseded")]
    fields = dict.fromkeys(c["field"] for c in citations if c.get("value"))
    found = []
    for field in fields:
        claims = claims_on(document, field, citations)
        pairs = [
            (one, other)
            for position, one in enumerate(claims)
            for other in claims[position + 1 :]
            if not can_both_hold(field, one.value, other.value)
        ]
        if pairs:
            contested = [c for c in claims if any(c in pair for pair in pairs)]
            found.append(
                {
                    "field": field,
                    "independent": any(_is_independent(*pair) for pair in pairs),
                    "claims": [
                        {"value": claim.value, "citations": list(claim.citations)}
                        for claim in contested
                    ],
                }
            )
    return found


def _denials(document: Document) -> Iterator[Document]:
    """Find what a source denies and another states: the record, a part, one value."""
    citations = [c for c in document.get("citations") or () if not c.get("superseded")]
    supporting = [citation for citation in citations if _supports(citation)]
    denied: dict[tuple[str, str], list[Document]] = {}
    for citation in citations:
        if citation.get("stance") == "disputes":
            said = citation.get("field") or "", citation.get("value") or ""
            denied.setdefault(said, []).append(citation)
    for (field, value), denying in denied.items():
        stated = _stating(document, field, value, supporting)
        if stated:
            yield _denial(field or WHOLE, value or STATED, stated, denying)


def _stating(
    document: Document, field: str, value: str, supporting: list[Document]
) -> list[Document]:
    """Pick the citations that state a value of a field, or that a part is so."""
    same = [citation for citation in supporting if citation.get("field") == field]
    if value:
        own = written(value_at(document, field)) or ""
        if any(_is_same(value, part) for part in (own, *own.split(","))):
            return support(document, field, supporting)
        return [c for c in same if _is_same(value, c.get("value") or "")]
    general = [citation for citation in supporting if not citation.get("field")]
    return [citation for citation in same if not citation.get("value")] or general


def _denied_links(document: Document) -> Iterator[Document]:
    """Find the linkages of a release that somebody denies and somebody asserts."""
    for items in (document.get("in_exchange") or {}).values():
        for item in items if isinstance(items, list) else ():
            if not isinstance(item, Mapping) or "linkage" not in item:
                continue
            linkage, citations = item["linkage"], item["citations"]
            if not (linkage["asserted_by"] and linkage["denied_by"]):
                continue
            given = item.get("concession") or item.get("counter_release") or {}
            yield _denial(
                f"linkages.{given.get('slug')}.basis",
                linkage["basis"],
                [citation for citation in citations if _supports(citation)],
                [c for c in citations if c.get("stance") == "disputes"],
            )


def _denial(
    field: str, value: str, stated: list[Document], denying: list[Document]
) -> Document:
    one, other = Claim(value, tuple(stated)), Claim(DENIED, tuple(denying))
    return {
        "field": field,
        "independent": _is_independent(one, other),
        "claims": [
            {"value": claim.value, "citations": list(claim.citations)}
            for claim in (one, other)
        ],
    }


def claims_on(
    document: Document, field: str, citations: Iterable[Document]
) -> list[Claim]:
    """Gather the claims on one field, the record's own value first."""
    supporting = [c for c in citations if _supports(c)]
    gathered: dict[str, list[Document]] = {}
    own = written(value_at(document, field))
    if own is not None:
        gathered[own] = support(document, field, supporting)
    for citation in supporting:
        if citation.get("field") == field and citation.get("value"):
            same = next((v for v in gathered if _is_same(v, citation["value"])), None)
            entries = gathered.setdefault(same or citation["value"], [])
            if citation not in entries:
                entries.append(citation)
    return [Claim(value, tuple(entries)) for value, entries in gathered.items()]


def claimed_consideration(document: Document) -> str:
    """Give what all claims on the price say, where the record itself says nothing.

    Returns:
        none, unknown or withheld; empty if nobody says so, or if they differ. Claims in
        other words name a price, so they are not of one mind with any of the three.
    """
    current = [c for c in document.get("citations") or () if not c.get("superseded")]
    claims = claims_on(document, "consideration", current)
    said = {claim.value for claim in claims if claim.value}
    return said.pop() if len(said) == 1 and said <= CONSIDERATIONS else ""


def support(
    document: Document, field: str, citations: Iterable[Document]
) -> list[Document]:
    """Pick the citations that the record's own value of a field rests on.

    Those about the field that state no other value, and those about the record as a
    whole, except of a source that states another value for this field.
    """
    own = written(value_at(document, field))
    specific, general = [], []
    sources, passages = set(), set()  # of other values
    for citation in citations:
        if not _supports(citation):
            continue
        if not citation.get("field"):
            general.append(citation)
        elif citation["field"] == field:
            value = citation.get("value")
            if not value or (own is not None and _is_same(own, value)):
                specific.append(citation)
            else:
                sources.add(citation["source"]["slug"])
                passages.add(_passage(citation))
    agreeing = [c for c in general if c["source"]["slug"] not in sources]
    # A value is never without a claim: better another passage of a source that is of
    # two minds, and the whole record's than none.
    elsewhere = [c for c in general if _passage(c) not in passages]
    return (agreeing + specific) or elsewhere or general


def can_both_hold(field: str, left: str, right: str) -> bool:
    """Tell whether two values of one field may both be true."""
    name = field.rpartition(".")[2]
    try:
        if name.endswith("_on") or name in DATE_FIELDS:
            return dates.possibly_overlap(dates.parse(left), dates.parse(right))
        if name in COUNT_FIELDS:
            return counts.possibly_equal(counts.parse(left), counts.parse(right))
        if name == "amount":
            return _amounts_agree(left, right)
    except (dates.DateError, counts.CountError):
        # A claim may be words that no date or count can hold; words are compared.
        pass
    return _is_same(left, right)


def value_at(document: Document, field: str) -> Any:  # JSON enters here
    """Follow a field path such as ``people`` or ``cohorts.to-lithuania.people``.

    A list is entered by position, by slug, label, code or kind of its element, or by
    the role that some of its elements have.
    """
    value: Any = document
    for name in field.split("."):
        if isinstance(value, Mapping):
            value = value[name] if name in value else value.get(ALIASES.get(name, ""))
        elif isinstance(value, list):
            value = _element(value, name)
        else:
            return None
    return value


def written(value: Any) -> str | None:  # JSON enters here
    """Write a value of a document as a dossier does; None if nothing is recorded."""
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, list):
        return ", ".join(sorted(filter(None, map(written, value))))
    if not isinstance(value, Mapping):
        return str(value)
    if "edtf" in value:
        return str(value["edtf"])
    if "party" in value:  # with a role
        return written(value["party"])
    if "person" in value:  # with what became of one
        return str(value["person"]["name"] or value["person"]["slug"])
    if value.get("unit"):
        return _written_amount(_amount(value))
    if "qualifier" in value:
        count = counts.Count(value["min"], value["max"], value["qualifier"])
        return counts.written(count)
    if "date" in value:
        return written(value["date"])
    return next((str(value[name]) for name in NAMING if value.get(name)), None)


def origin(citation: Document) -> str:
    """Give the slug of the root source of a citation."""
    source = citation["source"]
    return str(source.get("origin") or source["slug"])


def _amount(value: Mapping[str, Any]) -> str:
    least, most, unit = value["min"], value["max"], value["unit"]
    if value["qualifier"] == counts.BETWEEN:
        return f"{least}-{most} {unit}"
    if value["qualifier"] == counts.UP_TO:
        return f"<={most} {unit}"
    return f"{counts.SIGN_OF[value['qualifier']]}{least} {unit}"


def _written_amount(text: str) -> str:
    try:
        return counts.written_amount(counts.parse_amount(text))
    except counts.CountError:  # a unit that no dossier could write
        return text


def _amounts_agree(left: str, right: str) -> bool:
    one, other = counts.parse_amount(left), counts.parse_amount(right)
    if one.unit != other.unit:
        return False
    return (other.maximum is None or one.minimum <= other.maximum) and (
        one.maximum is None or other.minimum <= one.maximum
    )


def _is_independent(one: Claim, other: Claim) -> bool:
    return any(left != right for left in one.origins for right in other.origins)


def _is_same(left: str, right: str) -> bool:
    def parts(text: str) -> list[str]:
        return sorted(" ".join(part.split()).casefold() for part in text.split(","))

    return parts(left) == parts(right)


def _supports(citation: Document) -> bool:
    return (citation.get("stance") or "supports") == "supports"


def _passage(citation: Document) -> tuple[str, str]:
    return citation["source"]["slug"], citation.get("locator") or ""


def _element(values: list[Any], name: str) -> Any:  # JSON enters here
    if name.isdigit():
        return values[int(name)] if int(name) < len(values) else None
    for value in values:
        if isinstance(value, Mapping) and name in (
            value.get(key) for key in ("slug", "label", "code", "kind")
        ):
            return value
    in_role = [v for v in values if isinstance(v, Mapping) and v.get("role") == name]
    return in_role or None
