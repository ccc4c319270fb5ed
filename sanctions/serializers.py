"""The shapes of public documents on sanctions: entities and actions."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tracker.serializers import (
    CITATION,
    PARTY,
    WITHHELD,
    CitationsField,
    DateSerializer,
    InexactDateField,
    PartyField,
    RefSerializer,
    citations_of,
    date_of,
    is_public,
    person_ref,
    public,
    under,
    url,
)

from .models import Action, Entity

# What a short entity and a short action need to be loaded.
ENTITY = ("names", "person", *under("party", PARTY))
ACTION = (
    *under("authority", under("party", PARTY)),
    "programme",
    *under("named", under("entity", ENTITY)),
    *under("citations", CITATION),
)


class AuthoritySerializer(serializers.Serializer[Any]):
    """A body that imposes or lifts sanctions."""

    code = serializers.CharField()
    name = serializers.CharField()
    party = PartyField()


class ProgrammeSerializer(serializers.Serializer[Any]):
    """One sanctions programme."""

    code = serializers.CharField()
    name = serializers.CharField()
    legal_basis = serializers.CharField()


class ListingSerializer(serializers.Serializer[Any]):
    """One period under one programme, entered by hand or taken from editions of a list.

    Of a list, ``listed_on`` and ``delisted_on`` lie between two editions, or are the
    authority's own day where no edition contradicts it.
    """

    programme = ProgrammeSerializer()
    listed_on = DateSerializer(allow_null=True)
    delisted_on = DateSerializer(allow_null=True)
    list = serializers.CharField(
        allow_null=True, help_text="Code of the list; null where entered by hand."
    )
    key = serializers.CharField(
        allow_null=True, help_text="The list's own number of the entry."
    )
    first_seen = serializers.DateField(
        allow_null=True, help_text="Day of the first edition here that shows the entry."
    )
    last_seen = serializers.DateField(
        allow_null=True,
        help_text="Day of the last edition that shows it so; null if the latest does.",
    )


class EntityNameSerializer(serializers.Serializer[Any]):
    """One spelling of an entity's name."""

    text = serializers.CharField()
    script = serializers.CharField()


class IdentifierSerializer(serializers.Serializer[Any]):
    """A number by which an entity is known."""

    kind = serializers.CharField()
    value = serializers.CharField()


def is_name_withheld(entity: Entity) -> bool:
    """Tell whether an entity is a human being whose name is withheld."""
    party = entity.party
    people = (entity.person, party.person if party else None)
    return any(person is not None and person.is_name_withheld for person in people)


def entity_name(entity: Entity) -> str:
    """Give an entity's main name, unless it is withheld."""
    if is_name_withheld(entity):
        return WITHHELD
    names = list(entity.names.all())
    return names[0].text if names else entity.slug


def entity_ref(entity: Entity) -> dict[str, Any]:  # JSON
    """Refer to an entity."""
    return {
        "slug": entity.slug,
        "name": entity_name(entity),
        "url": url("entities", entity.slug),
    }


def listings_of(entity: Entity) -> list[dict[str, Any]]:  # JSON
    """Give an entity's periods; those of lists only if its name is not withheld."""
    found: list[dict[str, Any]] = [
        {
            "programme": {
                "code": listing.programme.code,
                "name": listing.programme.name,
                "legal_basis": listing.programme.legal_basis,
            },
            "listed_on": date_of(listing, "listed_on"),
            "delisted_on": date_of(listing, "delisted_on"),
            **dict.fromkeys(("list", "key", "first_seen", "last_seen")),
        }
        for listing in entity.listings.all()
    ]
    if is_name_withheld(entity):
        return found
    return found + [
        {
            "programme": {"code": "", "name": period.programme, "legal_basis": ""},
            "listed_on": date_of(period, "listed_on"),
            "delisted_on": date_of(period, "delisted_on"),
            "list": entry.list_code,
            "key": entry.key,
            "first_seen": entry.first_seen_on and entry.first_seen_on.isoformat(),
            "last_seen": period.ended_after and period.ended_after.isoformat(),
        }
        for entry in entity.entries.all()
        if not entry.is_hidden
        for period in entry.periods.all()
    ]


def action_name(action: Action) -> str:
    """Say in a few words what an act is."""
    words = action.instrument or action.get_kind_display()
    return f"{action.authority.name}: {words}"


def action_of(action: Action) -> dict[str, Any]:  # JSON
    """Give an act as part of another document, with whom it names."""
    entities = public(named.entity for named in action.named.all())
    return {
        "slug": action.slug,
        "name": action_name(action),
        "url": url("actions", action.slug),
        "kind": action.kind,
        "authority": action.authority.code,
        "programme": action.programme.code if action.programme else None,
        "instrument": action.instrument,
        "announced_on": date_of(action, "announced_on"),
        "effective_on": date_of(action, "effective_on"),
        "expires_on": date_of(action, "expires_on"),
        "legal_effect": action.legal_effect,
        "reported_as": action.reported_as,
        "entities": [entity_ref(entity) for entity in entities],
    }


class ActionPartSerializer(RefSerializer):
    """An act as part of another document."""

    kind = serializers.CharField()
    authority = serializers.CharField()
    programme = serializers.CharField(
        allow_null=True, help_text="Code of the programme."
    )
    instrument = serializers.CharField()
    announced_on = InexactDateField()
    effective_on = InexactDateField()
    expires_on = InexactDateField()
    legal_effect = serializers.CharField()
    reported_as = serializers.CharField()
    entities = RefSerializer(many=True)


class CitedActionPartSerializer(ActionPartSerializer):
    """An act that names an entity, and why we say so."""

    citations = CitationsField()


class OtherActSerializer(RefSerializer):
    """An act that takes another back, or is taken back."""

    announced_on = DateSerializer(allow_null=True)
    effective_on = DateSerializer(allow_null=True)
    known_on = serializers.DateField(
        allow_null=True,
        help_text="By when a source of it had certainly been published; null if none"
        " is cited.",
    )


class EntitySerializer(serializers.Serializer[Any]):
    """A sanctioned person, organisation, vessel or aircraft."""

    slug = serializers.CharField()
    name = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    kind = serializers.CharField()
    names = serializers.SerializerMethodField()
    identifiers = serializers.SerializerMethodField()
    party = PartyField()
    person = serializers.SerializerMethodField()
    listings = serializers.SerializerMethodField()
    actions = serializers.SerializerMethodField()
    note = serializers.CharField()
    citations = CitationsField()

    def get_name(self, entity: Entity) -> str:
        """Give the main name."""
        return entity_name(entity)

    def get_url(self, entity: Entity) -> str:
        """Give its address."""
        return url("entities", entity.slug)

    @extend_schema_field(EntityNameSerializer(many=True))
    def get_names(self, entity: Entity) -> list[dict[str, str]]:
        """Give every spelling with its script; none when the name is withheld."""
        if is_name_withheld(entity):
            return []
        return [{"text": n.text, "script": n.script} for n in entity.names.all()]

    @extend_schema_field(IdentifierSerializer(many=True))
    def get_identifiers(self, entity: Entity) -> list[dict[str, str]]:
        """Give its numbers; none when the name, which they lead to, is withheld."""
        if is_name_withheld(entity):
            return []
        return [{"kind": i.kind, "value": i.value} for i in entity.identifiers.all()]

    @extend_schema_field(RefSerializer(allow_null=True))
    def get_person(self, entity: Entity) -> dict[str, Any] | None:
        """Refer to the human being."""
        return person_ref(entity.person)

    @extend_schema_field(ListingSerializer(many=True))
    def get_listings(self, entity: Entity) -> list[dict[str, Any]]:
        """Give its periods, those entered by hand first, then those of lists."""
        return listings_of(entity)

    @extend_schema_field(CitedActionPartSerializer(many=True))
    def get_actions(self, entity: Entity) -> list[dict[str, Any]]:
        """Give the acts that name it, with their citations."""
        acts = public(named.action for named in entity.named_in.all())
        return [
            {**action_of(act), "citations": citations_of(act)}
            for act in sorted(acts, key=_first_day)
        ]


def _first_day(action: Action) -> tuple[str, str]:
    day = date_of(action, "effective_on") or date_of(action, "announced_on") or {}
    return (day.get("earliest") or "", action.slug)


class ActionSerializer(serializers.Serializer[Any]):
    """One legal act."""

    slug = serializers.CharField()
    name = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    authority = AuthoritySerializer()
    programme = ProgrammeSerializer(allow_null=True)
    kind = serializers.CharField()
    instrument = serializers.CharField()
    announced_on = InexactDateField()
    effective_on = InexactDateField()
    expires_on = InexactDateField()
    scope = serializers.CharField()
    conditions = serializers.CharField()
    legal_effect = serializers.CharField()
    reported_as = serializers.CharField()
    reverses = serializers.SerializerMethodField()
    reversed_by = serializers.SerializerMethodField()
    entities = serializers.SerializerMethodField()
    note = serializers.CharField()
    citations = CitationsField()

    def get_name(self, action: Action) -> str:
        """Say in a few words what it is."""
        return action_name(action)

    def get_url(self, action: Action) -> str:
        """Give its address."""
        return url("actions", action.slug)

    @extend_schema_field(OtherActSerializer(allow_null=True))
    def get_reverses(self, action: Action) -> dict[str, Any] | None:
        """Refer to the act that it takes back."""
        earlier = action.reverses
        return _other_act(earlier) if earlier and is_public(earlier) else None

    @extend_schema_field(OtherActSerializer(many=True))
    def get_reversed_by(self, action: Action) -> list[dict[str, Any]]:
        """Refer to the acts that take it back."""
        return [_other_act(later) for later in public(action.reversed_by.all())]

    @extend_schema_field(RefSerializer(many=True))
    def get_entities(self, action: Action) -> list[dict[str, Any]]:
        """Refer to whom it names."""
        entities = public(named.entity for named in action.named.all())
        return [entity_ref(entity) for entity in entities]


class PublishedActionSerializer(ActionSerializer):
    """A legal act as served. ``day``: when it took effect, else was announced."""

    day = DateSerializer(allow_null=True)


def action_ref(action: Action) -> dict[str, Any]:  # JSON
    """Refer to an act."""
    return {
        "slug": action.slug,
        "name": action_name(action),
        "url": url("actions", action.slug),
    }


def _other_act(action: Action) -> dict[str, Any]:  # JSON
    """Refer to an act with the days that looking back needs."""
    published = (
        (citation["source"]["published_on"] or {}).get("latest")
        or citation["source"]["read_on"]
        for citation in citations_of(action)
    )
    return {
        **action_ref(action),
        "announced_on": date_of(action, "announced_on"),
        "effective_on": date_of(action, "effective_on"),
        "known_on": min(filter(None, published), default=None),
    }
