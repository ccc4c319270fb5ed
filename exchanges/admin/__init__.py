"""The editors' desk: custody, releases, trades, contacts."""

from .contacts import ContactAdmin
from .custody import DetaineeAdmin, DetentionAdmin
from .releases import CohortAdmin, FreedAdmin, ReleaseAdmin, TallyAdmin
from .suggestions import SuggestionAdmin
from .trades import ConcessionAdmin, LinkageAdmin, StepAdmin, TradeAdmin

__all__ = [
    "CohortAdmin",
    "ConcessionAdmin",
    "ContactAdmin",
    "DetaineeAdmin",
    "DetentionAdmin",
    "FreedAdmin",
    "LinkageAdmin",
    "ReleaseAdmin",
    "StepAdmin",
    "SuggestionAdmin",
    "TallyAdmin",
    "TradeAdmin",
]
