"""Which records of this package are public, and what lists filter them by."""

from collections.abc import Iterator
from typing import Any

from tracker.documents import codes, name_texts, sources, spellings
from tracker.published import Facet, Kind, register
from tracker.serializers import CITATION, under

from .models import Action, Entity
from .serializers import ACTION, ENTITY, ActionSerializer, EntitySerializer

Json = dict[str, Any]


def _entity(document: Json) -> Iterator[Facet]:
    yield "kind", document["kind"]
    yield from codes("party", [document["party"]])
    yield from (("action", act["slug"]) for act in document["actions"])
    for listing in document["listings"]:
        yield "programme", listing["programme"]["code"] or listing["programme"]["name"]
        yield "list", listing["list"]
    yield from sources(document)


def _action(document: Json) -> Iterator[Facet]:
    yield "kind", document["kind"]
    yield from codes("authority", [document["authority"]])
    if document["authority"]:
        yield from codes("party", [document["authority"]["party"]])
    if document["programme"]:
        yield "programme", document["programme"]["code"]
    yield from (("entity", entity["slug"]) for entity in document["entities"])
    if any(c["value"] or c["stance"] == "disputes" for c in document["citations"]):
        yield "claims", "yes"
    yield from sources(document)


def with_day(document: Json) -> Json:
    """Order acts by the day they take effect, else were announced."""
    return {**document, "day": document["effective_on"] or document["announced_on"]}


def register_all() -> None:
    """Register the kinds; called once as the app starts."""
    register(
        Kind(
            name="entity",
            segment="entities",
            model=Entity,
            paths=(
                *ENTITY,
                "person__names",
                "identifiers",
                "listings__programme",
                "entries__periods",
                *under("named_in", under("action", ACTION)),
                *under("citations", CITATION),
            ),
            serializer=EntitySerializer,
            facets=_entity,
            words=spellings,
            spellings=spellings,
            desk_names=name_texts,
            named_by=("names",),
        ),
        Kind(
            name="action",
            segment="actions",
            model=Action,
            paths=(
                *ACTION,
                *under("reverses", ("authority", *under("citations", CITATION))),
                *under("reversed_by", ("authority", *under("citations", CITATION))),
                *under("citations", CITATION),
            ),
            serializer=ActionSerializer,
            facets=_action,
            day="day",
            finish=with_day,
            words=lambda document: [document["instrument"], document["scope"]],
        ),
    )
