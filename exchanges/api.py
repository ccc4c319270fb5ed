"""The API's lists of releases, trades, concessions, people, contacts and tallies."""

import json

from tracker.api import DocumentViewSet, viewset
from tracker.listing import Filter
from tracker.models import Confidence
from tracker.published import encode
from tracker.serializers import CountSerializer, DateSerializer, RefSerializer

from . import ledger
from .models import (
    Basis,
    ConcessionKind,
    ContactKind,
    ContactStatus,
    Destination,
    LegalForm,
    Outcome,
    RecognitionKind,
    StepKind,
    TallyMeasure,
    TradeRole,
)
from .serializers import records, shapes

TRADE_STATUSES = (
    *("open", "partly_completed", "completed"),
    *("refused", "withdrawn", "lapsed", "reversed", "expired"),
)
CAPTOR = Filter("captor", "Code of the party that held the people.")
TRADE = Filter("trade", "Slug of the bargain.")
PARTY = Filter("party", "Code of a party in any role.")
PERSON = Filter("person", "Slug of a person freed.")
NATIONALITY = Filter("nationality", "ISO 3166-1 code of a nationality.")
SOURCE = Filter("source", "Slug of a source cited.")
CONFIDENCE = Filter(
    "confidence",
    "How surely a passage cited carries its fact.",
    choices=tuple(Confidence.values),
)
PROGRAMME = Filter("programme", "Code of the programme of an act that is part of it.")
CONFLICT = Filter("conflict", "Field on which sources disagree.")
ENTITY = Filter("entity", "Slug of a sanctioned entity.")
ACTION = Filter("action", "Slug of a sanctions act.")
GIVER = Filter("giver", "Code of a party that gives.")
OUTCOME = Filter(
    "outcome", "What happened at the handover.", choices=tuple(Outcome.values)
)
RECOGNITION = Filter(
    "recognition", "What they were called.", choices=tuple(RecognitionKind.values)
)
KIND = Filter("kind", "What was given.", choices=tuple(ConcessionKind.values))

ReleaseViewSet = viewset(
    "release",
    records.PublishedReleaseSerializer,
    [
        CAPTOR,
        Filter("receiver", "Code of a party that received the people, or for whom."),
        PARTY,
        TRADE,
        Filter(
            "answer",
            "What was given, in one word.",
            choices=tuple(answer.value for answer in ledger.Answer),
        ),
        KIND,
        GIVER,
        Filter("basis", "On what ground it is tied.", choices=tuple(Basis.values)),
        Filter("concession", "Slug of a concession tied to it."),
        Filter(
            "concession_status",
            "Last step of a concession tied to it.",
            choices=tuple(StepKind.values),
        ),
        ENTITY,
        ACTION,
        PROGRAMME,
        PERSON,
        NATIONALITY,
        OUTCOME,
        RECOGNITION,
        Filter(
            "destination", "Where the people went.", choices=tuple(Destination.values)
        ),
        Filter("legal_form", "How they were let go.", choices=tuple(LegalForm.values)),
        SOURCE,
        CONFIDENCE,
        CONFLICT,
    ],
    is_dated=True,
    has_history=True,
)
TradeViewSet = viewset(
    "trade",
    records.PublishedTradeSerializer,
    [
        Filter("status", "What became of it.", choices=TRADE_STATUSES),
        PARTY,
        *(
            Filter(role.value, f"Code of a party that is {role.label}.")
            for role in TradeRole
        ),
        Filter("part_of", "Slug of the longer track."),
        Filter("release", "Slug of a release in it."),
        Filter("concession", "Slug of a concession in it."),
        SOURCE,
        CONFIDENCE,
        CONFLICT,
    ],
    is_dated=True,
    has_history=True,
)
ConcessionViewSet = viewset(
    "concession",
    records.PublishedConcessionSerializer,
    [
        KIND,
        Filter("status", "Its last step.", choices=tuple(StepKind.values)),
        TRADE,
        GIVER,
        Filter("receiver", "Code of a party that receives."),
        Filter("beneficiary", "Code of a party that benefits."),
        Filter("performer", "Code of the party that carries it out."),
        PARTY,
        Filter("release", "Slug of a release it is tied to."),
        ENTITY,
        ACTION,
        PROGRAMME,
        SOURCE,
        CONFIDENCE,
        CONFLICT,
    ],
    is_dated=True,
    has_history=True,
)
PEOPLE = [
    CAPTOR,
    NATIONALITY,
    Filter("release", "Slug of a release."),
    OUTCOME,
    RECOGNITION,
    SOURCE,
    CONFIDENCE,
    CONFLICT,
]
PersonViewSet = viewset(
    "person",
    records.PublishedPersonSerializer,
    [
        Filter("detainee", "Held, or freed in a release.", choices=("yes", "no")),
        *PEOPLE,
    ],
    has_history=True,
)
DetaineeViewSet = viewset(
    "person",
    records.PublishedPersonSerializer,
    PEOPLE,
    fixed=(("detainee", ("yes",)),),
    name="detainee",
    has_history=True,
)
ContactViewSet = viewset(
    "contact",
    records.PublishedContactSerializer,
    [
        Filter("kind", "How they were in touch.", choices=tuple(ContactKind.values)),
        Filter("status", "Whether it was held.", choices=tuple(ContactStatus.values)),
        TRADE,
        PARTY,
        SOURCE,
        CONFIDENCE,
        CONFLICT,
    ],
    is_dated=True,
    has_history=True,
)
TALLIES = [
    Filter("measure", "Flow or stock.", choices=tuple(TallyMeasure.values)),
    CAPTOR,
    TRADE,
    NATIONALITY,
    Filter("counted_by", "Code of the party that counts."),
    SOURCE,
    CONFIDENCE,
    CONFLICT,
]
TallyViewSet = viewset(
    "tally", records.PublishedTallySerializer, TALLIES, is_dated=True
)


class ReconciledSerializer(shapes.ReconciliationSerializer):
    """A tally set against the itemised releases."""

    tally = RefSerializer()
    period = DateSerializer(allow_null=True)
    people = CountSerializer()


class ReconciliationViewSetBase(DocumentViewSet):
    """Sets every tally against the itemised releases."""

    def body(self, stored: bytes) -> bytes:
        """Keep what the comparison needs of a tally's document."""
        tally = json.loads(stored)
        return encode(
            {
                "tally": {key: tally[key] for key in ("slug", "name", "url")},
                "period": tally["period"],
                "people": tally["people"],
                **tally["reconciliation"],
            }
        )


ReconciliationViewSet = viewset(
    "tally",
    ReconciledSerializer,
    TALLIES,
    base=ReconciliationViewSetBase,
    is_dated=True,
    name="reconciliation",
)
