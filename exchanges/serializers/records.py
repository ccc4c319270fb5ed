"""The documents of releases, trades, concessions, people, contacts and tallies."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from exchanges.models import Concession, Contact, Linkage, Release, Tally, Trade
from sanctions.serializers import ActionPartSerializer, action_of
from tracker.models import Person
from tracker.serializers import (
    CitationSerializer,
    ConflictSerializer,
    CountField,
    CountryField,
    CountryRefSerializer,
    DateSerializer,
    InexactDateField,
    PartyField,
    PartyRefSerializer,
    RefSerializer,
    about,
    citations_of,
    count_of,
    is_public,
    name_of,
    party_ref,
    public,
    url,
)

from . import parts, shapes

Json = dict[str, Any]


class RecordSerializer(serializers.Serializer[Any]):
    """What every record has. ``conflicts`` is added once the rest is there."""

    segment: str

    slug = serializers.CharField()
    name = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    note = serializers.CharField()
    citations = serializers.SerializerMethodField()

    def get_name(self, record: Any) -> str | None:  # any record
        """Say what the record is called."""
        return str(record)

    def get_url(self, record: Any) -> str:  # any record
        """Give its address in the API."""
        return url(self.segment, record.slug)

    @extend_schema_field(CitationSerializer(many=True))
    def get_citations(self, record: Any) -> list[Json]:  # any record
        """Give its public citations in order."""
        return citations_of(record)


class ReleaseSerializer(RecordSerializer):
    """One occasion on which one captor let people go, and what was given for it."""

    segment = "releases"

    trade = serializers.SerializerMethodField()
    captor = PartyField()
    received_by = serializers.SerializerMethodField()
    on_behalf_of = serializers.SerializerMethodField()
    destination = serializers.CharField()
    released_on = InexactDateField()
    released_on_text = serializers.CharField()
    place = serializers.CharField()
    crossing = CountryField()
    people = CountField()
    remains = CountField()
    legal_form = serializers.CharField()
    fulfils = serializers.SerializerMethodField()
    consideration = serializers.CharField()
    recognitions = serializers.SerializerMethodField()
    cohorts = serializers.SerializerMethodField()
    freed = serializers.SerializerMethodField()
    linkages = serializers.SerializerMethodField()

    def get_name(self, release: Release) -> str:
        """Give the title, or captor, people and date."""
        return parts.release_name(release)

    @extend_schema_field(shapes.TradeRefSerializer(allow_null=True))
    def get_trade(self, release: Release) -> Json | None:
        """Refer to the bargain it belongs to."""
        return parts.trade_ref(release.trade)

    @extend_schema_field(PartyRefSerializer(many=True))
    def get_received_by(self, release: Release) -> list[Json]:
        """Refer to those who received the people."""
        return parts.released_to(release, "received_by")

    @extend_schema_field(PartyRefSerializer(many=True))
    def get_on_behalf_of(self, release: Release) -> list[Json]:
        """Refer to those for whom the people were received."""
        return parts.released_to(release, "on_behalf_of")

    @extend_schema_field(RefSerializer(allow_null=True))
    def get_fulfils(self, release: Release) -> Json | None:
        """Refer to the promise it keeps."""
        return parts.concession_ref(release.fulfils)

    @extend_schema_field(shapes.RecognitionSerializer(many=True))
    def get_recognitions(self, release: Release) -> list[Json]:
        """Give what those freed were called."""
        cited = parts.release_citations(release)
        return parts.recognitions_of(release.recognitions.all(), cited)

    @extend_schema_field(shapes.CohortSerializer(many=True))
    def get_cohorts(self, release: Release) -> list[Json]:
        """Give its parts."""
        cited = parts.release_citations(release)
        return [parts.cohort_of(cohort, cited) for cohort in release.cohorts.all()]

    @extend_schema_field(shapes.FreedSerializer(many=True))
    def get_freed(self, release: Release) -> list[Json]:
        """Give the people known one by one."""
        cited = parts.release_citations(release)
        return [
            parts.freed_of(row, cited)
            for row in release.freed.all()
            if is_public(row.person)
        ]

    @extend_schema_field(CitationSerializer(many=True))
    def get_citations(self, release: Release) -> list[Json]:
        """Give the public citations of it and of its parts."""
        return parts.release_citations(release)

    def get_linkages(self, release: Release) -> list[Json]:
        """Give all that is tied to it; a swap is read from both sides."""
        found = [_tied(row) for row in release.linkages.all()]
        found += [
            _counter(row, row.release)
            for row in release.counter_linkages.all()
            if _is_swap(row) and is_public(row.release)
        ]
        return [entry for entry in found if entry is not None]


class PublishedReleaseSerializer(ReleaseSerializer):
    """A release as served: each linkage stands in its list of ``in_exchange``."""

    linkages = None  # type: ignore[assignment]  # DRF's way to leave a field out
    in_exchange = shapes.InExchangeSerializer()
    conflicts = ConflictSerializer(many=True)


def _tied(linkage: Linkage) -> Json | None:
    if linkage.concession is None:
        return _counter(linkage, linkage.counter_release)
    if not is_public(linkage.concession):
        return None
    return {
        "concession": parts.concession_of(linkage.concession),
        "counter_release": None,
        "linkage": _linkage(linkage),
        "direct_releases": [
            parts.direct_release(row, row.release)
            for row in linkage.concession.linkages.all()
            if row.allocation == "direct" and is_public(row.release)
        ],
    }


def _counter(linkage: Linkage, other: Release | None) -> Json | None:
    if other is None or not is_public(other):
        return None
    direct: list[tuple[Linkage, Release | None]] = [
        *((row, row.release) for row in other.counter_linkages.all()),
        *((row, row.counter_release) for row in other.linkages.all() if _is_swap(row)),
    ]
    return {
        "concession": None,
        "counter_release": parts.counter_release_of(other),
        "linkage": _linkage(linkage),
        "direct_releases": [
            parts.direct_release(row, release)
            for row, release in direct
            if row.allocation == "direct" and release and is_public(release)
        ],
    }


def _is_swap(linkage: Linkage) -> bool:
    return linkage.basis == Linkage.Basis.SWAP


def _linkage(linkage: Linkage) -> Json:
    return {
        "basis": linkage.basis,
        "allocation": linkage.allocation,
        "note": linkage.note,
        "citations": citations_of(linkage),
    }


class ConcessionSerializer(RecordSerializer):
    """One thing promised or given, with every release it is tied to."""

    segment = "concessions"

    title = serializers.CharField()
    kind = serializers.CharField()
    linkages = serializers.SerializerMethodField()
    fulfilled_by = serializers.SerializerMethodField()
    conflicts = ConflictSerializer(many=True, read_only=True, required=False)

    def to_representation(self, instance: Concession) -> Json:
        """Give the concession as in other documents, with its linkages."""
        return {
            **parts.concession_of(instance),
            "linkages": self.get_linkages(instance),
            "fulfilled_by": self.get_fulfilled_by(instance),
        }

    @extend_schema_field(shapes.ConcessionLinkageSerializer(many=True))
    def get_linkages(self, concession: Concession) -> list[Json]:
        """Give the releases it is tied to."""
        return [
            {"release": parts.release_ref(row.release), **_linkage(row)}
            for row in concession.linkages.all()
            if is_public(row.release)
        ]

    @extend_schema_field(shapes.ReleaseRefSerializer(many=True))
    def get_fulfilled_by(self, concession: Concession) -> list[Json]:
        """Refer to the releases that keep the promise."""
        return [parts.release_ref(row) for row in public(concession.fulfilled_by.all())]


class PublishedConcessionSerializer(shapes.ConcessionPartSerializer):
    """A concession as served."""

    days = DateSerializer(allow_null=True, help_text="From first to last step.")
    linkages = shapes.ConcessionLinkageSerializer(many=True)
    fulfilled_by = shapes.ReleaseRefSerializer(many=True)
    conflicts = ConflictSerializer(many=True)


class TradeSerializer(RecordSerializer):
    """One bargain with its parties, releases and concessions."""

    segment = "trades"

    title = serializers.CharField()
    parties = serializers.SerializerMethodField()
    part_of = serializers.SerializerMethodField()
    parts = serializers.SerializerMethodField()
    follows = serializers.SerializerMethodField()
    followed_by = serializers.SerializerMethodField()
    releases = serializers.SerializerMethodField()
    concessions = serializers.SerializerMethodField()
    contacts = serializers.SerializerMethodField()
    actions = serializers.SerializerMethodField()
    tallies = serializers.SerializerMethodField()

    @extend_schema_field(shapes.TradePartySerializer(many=True))
    def get_parties(self, trade: Trade) -> list[Json]:
        """Give each party's role."""
        return [
            {
                "party": party_ref(row.party),
                "role": row.role,
                "is_disputed": row.is_disputed,
            }
            for row in trade.trade_parties.all()
            if is_public(row.party)
        ]

    @extend_schema_field(shapes.TradeRefSerializer(allow_null=True))
    def get_part_of(self, trade: Trade) -> Json | None:
        """Refer to the longer track."""
        return parts.trade_ref(trade.part_of)

    @extend_schema_field(shapes.TradeRefSerializer(many=True))
    def get_parts(self, trade: Trade) -> list[Json | None]:
        """Refer to the bargains that are parts of it."""
        return [parts.trade_ref(row) for row in public(trade.parts.all())]

    @extend_schema_field(shapes.TradeRefSerializer(allow_null=True))
    def get_follows(self, trade: Trade) -> Json | None:
        """Refer to the earlier attempt that it takes up again."""
        return parts.trade_ref(trade.follows)

    @extend_schema_field(shapes.TradeRefSerializer(many=True))
    def get_followed_by(self, trade: Trade) -> list[Json | None]:
        """Refer to the later bargains that take it up again."""
        return [parts.trade_ref(row) for row in public(trade.followed_by.all())]

    @extend_schema_field(shapes.TradeReleaseSerializer(many=True))
    def get_releases(self, trade: Trade) -> list[Json]:
        """Give its releases."""
        return [
            {
                **parts.release_ref(row),
                "captor": party_ref(row.captor),
                "people": count_of(row, "people"),
                "remains": count_of(row, "remains"),
                "citations": parts.own_citations(row),
            }
            for row in public(trade.releases.all())
        ]

    @extend_schema_field(shapes.ConcessionPartSerializer(many=True))
    def get_concessions(self, trade: Trade) -> list[Json]:
        """Give its concessions with their steps."""
        return [parts.concession_of(row) for row in public(trade.concessions.all())]

    @extend_schema_field(RefSerializer(many=True))
    def get_contacts(self, trade: Trade) -> list[Json | None]:
        """Refer to its meetings, calls and letters."""
        return [parts.contact_ref(row) for row in public(trade.contacts.all())]

    @extend_schema_field(ActionPartSerializer(many=True))
    def get_actions(self, trade: Trade) -> list[Json]:
        """Give sanctions acts that stand beside it."""
        acts = public(row.action for row in trade.trade_actions.all())
        return [action_of(act) for act in acts]

    @extend_schema_field(RefSerializer(many=True))
    def get_tallies(self, trade: Trade) -> list[Json]:
        """Refer to totals claimed for it."""
        return [parts.tally_ref(row) for row in public(trade.tallies.all())]


class PublishedTradeSerializer(TradeSerializer):
    """A trade as served. ``status`` is computed from releases and concessions."""

    status = serializers.CharField(
        help_text="open, partly_completed, completed, or how it ended."
    )
    days = DateSerializer(allow_null=True, help_text="From first to last event in it.")
    conflicts = ConflictSerializer(many=True)


class PersonSerializer(RecordSerializer):
    """A human being: spells in custody, recognitions, releases, spellings."""

    segment = "people"

    is_name_withheld = serializers.BooleanField()
    names = serializers.SerializerMethodField()
    nationalities = serializers.SerializerMethodField()
    recognitions = serializers.SerializerMethodField()
    detentions = serializers.SerializerMethodField()
    releases = serializers.SerializerMethodField()
    party = serializers.SerializerMethodField()

    def get_name(self, person: Person) -> str | None:
        """Give the main name, or null."""
        return name_of(person)

    @extend_schema_field(shapes.PersonNameSerializer(many=True))
    def get_names(self, person: Person) -> list[Json]:
        """Give every spelling; none when the name is withheld."""
        if person.is_name_withheld:
            return []
        return [
            {
                "text": name.text,
                "script": name.script,
                "language": name.language,
                "scheme": name.scheme,
                "kind": name.kind,
            }
            for name in person.names.all()
        ]

    @extend_schema_field(CountryRefSerializer(many=True))
    def get_nationalities(self, person: Person) -> list[Json]:
        """Give the nationalities a source says the person holds."""
        return [dict(entry) for entry in parts.nationalities_of(person)]

    @extend_schema_field(shapes.RecognitionSerializer(many=True))
    def get_recognitions(self, person: Person) -> list[Json]:
        """Give what bodies called the person."""
        cited = self.get_citations(person)
        return parts.recognitions_of(person.recognitions.all(), cited)

    @extend_schema_field(shapes.DetentionSerializer(many=True))
    def get_detentions(self, person: Person) -> list[Json]:
        """Give the spells in custody in order."""
        rows = sorted(
            public(person.detentions.all()),
            key=lambda row: (str(row.began_on_earliest or ""), row.slug),
        )
        return [parts.detention_of(row) for row in rows]

    @extend_schema_field(shapes.PersonReleaseSerializer(many=True))
    def get_releases(self, person: Person) -> list[Json]:
        """Give the releases the person was freed in."""
        return [
            {
                **parts.release_ref(row.release),
                "captor": party_ref(row.release.captor),
                "outcome": row.outcome,
                "conditions": row.conditions,
                "citations": about(citations_of(row.release), f"freed.{person.slug}"),
            }
            for row in person.freed_in.all()
            if is_public(row.release)
        ]

    @extend_schema_field(CitationSerializer(many=True))
    def get_citations(self, person: Person) -> list[Json]:
        """Give the public citations; none about names when those are withheld."""
        hidden = parts.hidden_recognitions(person.recognitions.all())
        if person.is_name_withheld:
            hidden += ["name", "names"]
        return parts.without(citations_of(person), hidden)

    @extend_schema_field(PartyRefSerializer(allow_null=True))
    def get_party(self, person: Person) -> Json | None:
        """Refer to the person as a party, one who acts or speaks."""
        return party_ref(getattr(person, "party", None))


class PublishedPersonSerializer(PersonSerializer):
    """A person as served. ``is_detainee``: was held, or freed in a release."""

    is_detainee = serializers.BooleanField(help_text="Was held, or freed in a release.")
    conflicts = ConflictSerializer(many=True)


class ContactSerializer(RecordSerializer):
    """A meeting, call, visit or letter."""

    segment = "contacts"

    kind = serializers.CharField()
    status = serializers.CharField()
    held_on = InexactDateField()
    held_on_text = serializers.CharField()
    place = serializers.CharField()
    topic = serializers.CharField()
    initiator = PartyField()
    participants = serializers.SerializerMethodField()
    trade = serializers.SerializerMethodField()

    def get_name(self, contact: Contact) -> str:
        """Say what it was, when."""
        return parts.contact_name(contact)

    @extend_schema_field(shapes.ParticipantSerializer(many=True))
    def get_participants(self, contact: Contact) -> list[Json]:
        """Give who took part under which title."""
        return [
            {
                "party": party_ref(row.party),
                "title": row.title,
                "acting_for": party_ref(row.acting_for),
            }
            for row in contact.participants.all()
            if is_public(row.party)
        ]

    @extend_schema_field(shapes.TradeRefSerializer(allow_null=True))
    def get_trade(self, contact: Contact) -> Json | None:
        """Refer to the bargain it belongs to."""
        return parts.trade_ref(contact.trade)


class PublishedContactSerializer(ContactSerializer):
    """A contact as served."""

    conflicts = ConflictSerializer(many=True)


class TallyReleaseSerializer(serializers.Serializer[Any]):
    """What a tally has to know of a release it may count."""

    slug = serializers.CharField()
    captor = PartyField()
    trade = serializers.SerializerMethodField()
    released_on = InexactDateField()
    people = CountField()
    cohorts = serializers.SerializerMethodField()
    freed = serializers.SerializerMethodField()
    ref = serializers.SerializerMethodField()

    def get_trade(self, release: Release) -> Json | None:
        """Refer to its trade."""
        trade = release.trade
        return {"slug": trade.slug} if trade and is_public(trade) else None

    def get_cohorts(self, release: Release) -> list[Json]:
        """Give the cohorts by nationality."""
        return [parts.cohort_of(row, []) for row in release.cohorts.all()]

    def get_freed(self, release: Release) -> list[Json]:
        """Give the nationalities of those freed."""
        return [
            {"nationalities": parts.nationalities_of(row.person)}
            for row in release.freed.all()
            if is_public(row.person)
        ]

    def get_ref(self, release: Release) -> Json:
        """Refer to the release."""
        return parts.release_ref(release)


class TallySerializer(RecordSerializer):
    """A total that somebody claims."""

    segment = "tallies"

    captor = PartyField()
    trade = serializers.SerializerMethodField()
    nationality = CountryField()
    population = serializers.CharField()
    period = InexactDateField()
    people = CountField()
    measure = serializers.CharField()
    counted_by = PartyField()
    words = serializers.CharField()
    releases = serializers.SerializerMethodField()

    def get_name(self, tally: Tally) -> str:
        """Say what is counted, and how many."""
        return parts.tally_name(tally)

    @extend_schema_field(shapes.TradeRefSerializer(allow_null=True))
    def get_trade(self, tally: Tally) -> Json | None:
        """Refer to the bargain whose releases are counted."""
        return parts.trade_ref(tally.trade)

    def get_releases(self, tally: Tally) -> list[Json]:
        """Give the releases it may count."""
        owners = (tally.captor, tally.trade)
        owner = next((owner for owner in owners if is_public(owner)), None)
        rows = public(owner.releases.all()) if owner else []
        return [dict(TallyReleaseSerializer(row).data) for row in rows]


class PublishedTallySerializer(TallySerializer):
    """A tally as served, set against the releases it should consist of."""

    releases = None  # type: ignore[assignment]  # DRF's way to leave a field out
    reconciliation = shapes.ReconciliationSerializer()
    conflicts = ConflictSerializer(many=True)
