"""The declared shapes of what ``parts`` gives: the OpenAPI schema is made from them.

A test compares them, key by key, with every document rendered from the seeds.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sanctions.serializers import ActionPartSerializer
from tracker.serializers import (
    CitationSerializer,
    CountryRefSerializer,
    CountSerializer,
    DateSerializer,
    PartyRefSerializer,
    RefSerializer,
    SpeakerSerializer,
)


class ReleaseRefSerializer(RefSerializer):
    """A release, with its day."""

    released_on = DateSerializer(allow_null=True)


class DirectReleaseSerializer(ReleaseRefSerializer):
    """Another release that the same thing is directly tied to."""

    citations = CitationSerializer(many=True)


class TradeRefSerializer(RefSerializer):
    """A trade, with the codes of its principals."""

    principals = serializers.ListField(
        child=serializers.CharField(), help_text="Codes of those who bargain."
    )


@extend_schema_field({"type": ["integer", "string"]})
class AmountField(serializers.JSONField):
    """A whole number, or text for money and for fractions."""


class AmountSerializer(serializers.Serializer[Any]):
    """An amount. Money is text, so that nothing is lost; ``max`` null: open."""

    min = AmountField(help_text="At least so much.")
    max = AmountField(allow_null=True, help_text="At most so much; null: open.")
    qualifier = serializers.CharField(
        help_text="How the source words it: exactly, at_least, about …"
    )
    unit = serializers.CharField(
        help_text="entities, people, mines … or an ISO 4217 currency."
    )
    text = serializers.CharField(help_text="The same in plain English.")


class StepSerializer(serializers.Serializer[Any]):
    """One dated thing that happened to a concession."""

    kind = serializers.CharField()
    date = DateSerializer(allow_null=True)
    text = serializers.CharField(help_text="The words of the source for this date.")
    by = PartyRefSerializer(allow_null=True)
    reported_as = serializers.CharField()
    actions = ActionPartSerializer(many=True)
    contact = RefSerializer(allow_null=True)
    note = serializers.CharField()
    citations = CitationSerializer(many=True)


class ConcessionPartSerializer(RefSerializer):
    """A concession without its linkages. ``status`` is its last step."""

    title = serializers.CharField()
    kind = serializers.CharField()
    trade = TradeRefSerializer(allow_null=True)
    giver = PartyRefSerializer(allow_null=True)
    co_givers = PartyRefSerializer(many=True)
    receivers = PartyRefSerializer(many=True)
    beneficiaries = PartyRefSerializer(many=True)
    holders = PartyRefSerializer(many=True)
    performer = PartyRefSerializer(allow_null=True)
    payer = PartyRefSerializer(allow_null=True)
    amount = AmountSerializer(allow_null=True)
    conditions = serializers.CharField()
    status = serializers.CharField(
        allow_null=True, help_text="Its last step; null when there is none."
    )
    steps = StepSerializer(many=True)
    note = serializers.CharField()
    citations = CitationSerializer(many=True)


class CounterReleaseSerializer(ReleaseRefSerializer):
    """A release by the other side."""

    captor = PartyRefSerializer(allow_null=True)
    received_by = PartyRefSerializer(many=True)
    on_behalf_of = PartyRefSerializer(many=True)
    people = CountSerializer()
    remains = CountSerializer()
    citations = CitationSerializer(many=True)


class DaysSerializer(serializers.Serializer[Any]):
    """Days from the release to the delivery; negative: before it."""

    min = serializers.IntegerField(
        allow_null=True, help_text="At least so many; null: open."
    )
    max = serializers.IntegerField(
        allow_null=True, help_text="At most so many; null: open."
    )


class LinkageSerializer(serializers.Serializer[Any]):
    """The claim that ties something to a release, and who makes or denies it."""

    basis = serializers.CharField()
    allocation = serializers.CharField()
    note = serializers.CharField()
    asserted_by = SpeakerSerializer(many=True)
    denied_by = SpeakerSerializer(many=True)
    comments = SpeakerSerializer(many=True)
    days_after_release = DaysSerializer(allow_null=True)


class ItemSerializer(serializers.Serializer[Any]):
    """Something tied to a release: a concession or a counter-release."""

    concession = ConcessionPartSerializer(allow_null=True)
    counter_release = CounterReleaseSerializer(allow_null=True)
    linkage = LinkageSerializer()
    reason = serializers.CharField(
        allow_null=True,
        help_text="Why it is only alongside: basis or status; null elsewhere.",
    )
    shared_with = DirectReleaseSerializer(many=True)
    citations = CitationSerializer(many=True)


class InExchangeSerializer(serializers.Serializer[Any]):
    """What was given for a release. ``answer`` tells why the lists are empty."""

    answer = serializers.ChoiceField(
        [
            *("given", "partly_given", "promised", "contested"),
            *("not_stated", "none", "unknown", "withheld"),
        ]
    )
    sentence = serializers.CharField(help_text="The answer in plain English.")
    exclusive = ItemSerializer(many=True)
    shared = ItemSerializer(many=True)
    package = ItemSerializer(many=True)
    contested = ItemSerializer(many=True)
    alongside = ItemSerializer(many=True)
    counter_releases = ItemSerializer(many=True)
    not_yet_known = serializers.ListField(
        child=serializers.CharField(),
        help_text="Fields that no source had yet stated, when looking back.",
    )


class RecognitionSerializer(serializers.Serializer[Any]):
    """What a body called somebody. ``by`` null: the source in its own voice."""

    kind = serializers.CharField()
    by = PartyRefSerializer(allow_null=True)
    recognised_on = DateSerializer(allow_null=True)
    citations = CitationSerializer(many=True)


class CohortSerializer(serializers.Serializer[Any]):
    """A part of a release. Breakdowns overlap and are never added."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field so named
    breakdown = serializers.CharField()
    country = CountryRefSerializer(allow_null=True)
    value = serializers.CharField()
    part_of = serializers.CharField(allow_null=True)
    people = CountSerializer()
    remains = CountSerializer()
    recognitions = RecognitionSerializer(many=True)
    citations = CitationSerializer(many=True)


class FreedPersonSerializer(RefSerializer):
    """A person freed. ``name`` null: none is stated, or it is withheld."""

    is_name_withheld = serializers.BooleanField(
        help_text="The person asked for anonymity."
    )
    nationalities = CountryRefSerializer(many=True)


class FreedSerializer(serializers.Serializer[Any]):
    """One person's part in a release."""

    person = FreedPersonSerializer()
    outcome = serializers.CharField()
    conditions = serializers.CharField()
    cohorts = serializers.ListField(child=serializers.CharField())
    detention = serializers.CharField(allow_null=True)
    citations = CitationSerializer(many=True)


class DetentionSerializer(serializers.Serializer[Any]):
    """One spell in custody."""

    slug = serializers.CharField()
    captor = PartyRefSerializer(allow_null=True)
    form = serializers.CharField()
    place = serializers.CharField()
    began_on = DateSerializer(allow_null=True)
    ended_on = DateSerializer(allow_null=True)
    charge = serializers.CharField()
    sentence = serializers.CharField()
    transferred_from = serializers.CharField(
        allow_null=True,
        help_text="Slug of the earlier spell this one continues, after a transfer.",
    )
    note = serializers.CharField()
    citations = CitationSerializer(many=True)


class TradePartySerializer(serializers.Serializer[Any]):
    """A party's role in a trade. ``is_disputed``: somebody denies it."""

    party = PartyRefSerializer()
    role = serializers.CharField()
    is_disputed = serializers.BooleanField()


class TradeReleaseSerializer(ReleaseRefSerializer):
    """A release as part of a trade."""

    captor = PartyRefSerializer(allow_null=True)
    people = CountSerializer()
    remains = CountSerializer()
    citations = CitationSerializer(many=True)


class ConcessionLinkageSerializer(serializers.Serializer[Any]):
    """One release that a concession is tied to."""

    release = ReleaseRefSerializer()
    basis = serializers.CharField(help_text="On what ground they are tied.")
    allocation = serializers.CharField(
        help_text="direct: for this release; package: part of a package."
    )
    note = serializers.CharField(help_text="An editor's remark.")
    citations = CitationSerializer(many=True)


class PersonNameSerializer(serializers.Serializer[Any]):
    """One spelling of a name."""

    text = serializers.CharField()
    script = serializers.CharField()
    language = serializers.CharField()
    scheme = serializers.CharField()
    kind = serializers.CharField()


class PersonReleaseSerializer(ReleaseRefSerializer):
    """A release that a person was freed in."""

    captor = PartyRefSerializer(allow_null=True)
    outcome = serializers.CharField(
        help_text="What happened to the person at the handover."
    )
    conditions = serializers.CharField(
        help_text="Conditions on the person: exile, no return, silence."
    )
    citations = CitationSerializer(many=True)


class ParticipantSerializer(serializers.Serializer[Any]):
    """A party that took part, with the title it acted under."""

    party = PartyRefSerializer()
    title = serializers.CharField(help_text="The title it acted under.")
    acting_for = PartyRefSerializer(allow_null=True)


class IntervalSerializer(serializers.Serializer[Any]):
    """A number between two bounds; an open bound is null."""

    min = serializers.IntegerField(
        allow_null=True, help_text="At least so many; null: open."
    )
    max = serializers.IntegerField(
        allow_null=True, help_text="At most so many; null: open."
    )


class ReconciliationSerializer(serializers.Serializer[Any]):
    """A tally against the itemised releases. Null: the two cannot be compared."""

    itemised = IntervalSerializer(allow_null=True)
    residual = IntervalSerializer(allow_null=True)
    counted = ReleaseRefSerializer(many=True)
    sentence = serializers.CharField(help_text="The comparison in plain English.")
