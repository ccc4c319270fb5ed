"""Detentions, releases, trades, concessions, linkages, contacts and tallies."""

from .concessions import (
    Concession,
    ConcessionCitation,
    ConcessionKind,
    ConcessionParty,
    Step,
    StepAction,
    StepKind,
)
from .contacts import (
    Contact,
    ContactCitation,
    ContactKind,
    ContactParticipant,
    ContactStatus,
)
from .custody import (
    Detainee,
    Detention,
    DetentionCitation,
    DetentionForm,
    Recognition,
    RecognitionKind,
)
from .intake import IntakeArticle, IntakeBand, IntakeProposal, IntakeState
from .linkages import Allocation, Basis, Linkage, LinkageCitation
from .releases import (
    Breakdown,
    Cohort,
    CohortMember,
    Consideration,
    Destination,
    Freed,
    LegalForm,
    Outcome,
    Release,
    ReleaseCitation,
    ReleaseParty,
)
from .suggestions import Suggestion, SuggestionState
from .tallies import Tally, TallyCitation, TallyMeasure
from .trades import Trade, TradeAction, TradeCitation, TradeParty, TradeRole

__all__ = [
    "Allocation",
    "Basis",
    "Breakdown",
    "Cohort",
    "CohortMember",
    "Concession",
    "ConcessionCitation",
    "ConcessionKind",
    "ConcessionParty",
    "Consideration",
    "Contact",
    "ContactCitation",
    "ContactKind",
    "ContactParticipant",
    "ContactStatus",
    "Destination",
    "Detainee",
    "Detention",
    "DetentionCitation",
    "DetentionForm",
    "Freed",
    "IntakeArticle",
    "IntakeBand",
    "IntakeProposal",
    "IntakeState",
    "LegalForm",
    "Linkage",
    "LinkageCitation",
    "Outcome",
    "Recognition",
    "RecognitionKind",
    "Release",
    "ReleaseCitation",
    "ReleaseParty",
    "Step",
    "StepAction",
    "StepKind",
    "Suggestion",
    "SuggestionState",
    "Tally",
    "TallyCitation",
    "TallyMeasure",
    "Trade",
    "TradeAction",
    "TradeCitation",
    "TradeParty",
    "TradeRole",
]
