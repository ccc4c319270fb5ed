"""Which records of this package are public, and what lists filter them by."""

from collections.abc import Iterable, Iterator
from typing import Any

from .models import Country, Party, Source
from .published import Facet, Kind, register
from .serializers import (
    NOT_STATED,
    PARTY,
    WITHHELD,
    CountrySerializer,
    PartySerializer,
    SourceSerializer,
    under,
)

Json = dict[str, Any]


def codes(name: str, refs: Iterable[Json | None]) -> Iterator[Facet]:
    """Give a facet for each party or country."""
    return ((name, ref["code"]) for ref in refs if ref)


def sources(document: Json) -> Iterator[Facet]:
    """Give facets for each source that a document cites itself, and how surely."""
    for citation in document["citations"]:
        yield "source", citation["source"]["slug"]
        yield "confidence", citation["confidence"]


def _country(document: Json) -> Iterator[Facet]:
    return codes("party", [document["party"]])


def _party(document: Json) -> Iterator[Facet]:
    yield "kind", document["kind"]
    yield from codes("country", [document["country"]])


def _source(document: Json) -> Iterator[Facet]:
    yield "kind", document["kind"]
    yield "publisher", document["publisher"]
    yield "language", document["language"]
    yield "origin", document["origin"]
    yield from (("flag", flag) for flag in document["flags"])


def spellings(document: Json) -> Iterator[str]:
    """Give every spelling of a document that has ``names``."""
    return (name["text"] for name in document["names"])


def name_texts(row: Any) -> list[str]:  # a row with names
    """Give every spelling of a row."""
    return [name.text for name in row.names.all()]


def _party_names(document: Json) -> list[str]:
    return [n for n in [document["name"]] if n not in (WITHHELD, NOT_STATED)]


def register_all() -> None:
    """Register the kinds; called once as the app starts."""
    register(
        Kind(
            name="country",
            segment="countries",
            model=Country,
            paths=under("parties", PARTY),
            serializer=CountrySerializer,
            facets=_country,
            words=lambda document: [document["code"], document["alpha3"]],
            spellings=lambda document: [document["name"]],
        ),
        Kind(
            name="party",
            segment="parties",
            model=Party,
            paths=("country", *PARTY),
            serializer=PartySerializer,
            facets=_party,
            owner="person",
            words=lambda document: [document["code"]],
            spellings=_party_names,
            desk_names=lambda party: [party.name],  # a person's are the person's
        ),
        Kind(
            name="source",
            segment="sources",
            model=Source,
            paths=(
                "derived_from__derived_from__derived_from",
                "copies__derived_from",
            ),
            serializer=SourceSerializer,
            facets=_source,
            day="published_on",
            words=lambda document: [document["publisher"], *document["authors"]],
        ),
    )
