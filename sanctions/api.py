"""The API's lists of entities and sanctions actions."""

from tracker.api import viewset
from tracker.listing import Filter
from tracker.models import Confidence

from .listings import entity_listed_on, shows_listed_on
from .models import Action, Entity
from .serializers import EntitySerializer, PublishedActionSerializer

CONFIDENCE = Filter(
    "confidence",
    "How surely a passage cited carries its fact.",
    choices=tuple(Confidence.values),
)

EntityViewSet = viewset(
    "entity",
    EntitySerializer,
    [
        Filter("kind", "What it is.", choices=tuple(Entity.Kind.values)),
        Filter(
            "programme",
            "Code of a programme it was ever listed under, or as its list prints it.",
        ),
        Filter("list", "Code of a published list that it was ever on."),
        Filter(
            "listed_on",
            "Keep what was, or may have been, listed on this day.",
            on_day=entity_listed_on,
            shows_day=shows_listed_on,
        ),
        Filter("party", "Code of the same as a party."),
        Filter("action", "Slug of an act that names it."),
        Filter("source", "Slug of a source that it cites."),
        CONFIDENCE,
    ],
    has_history=True,
)
ActionViewSet = viewset(
    "action",
    PublishedActionSerializer,
    [
        Filter("kind", "What the act does in law.", choices=tuple(Action.Kind.values)),
        Filter("authority", "Code of the authority."),
        Filter("party", "Code of the party that the authority acts for."),
        Filter("programme", "Code of the programme."),
        Filter("entity", "Slug of an entity that it names."),
        Filter("source", "Slug of a source that it cites."),
        CONFIDENCE,
    ],
    is_dated=True,
    has_history=True,
)
