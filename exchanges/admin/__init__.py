"""The editors' desk: custody, releases, trades, contacts."""

from .contacts import ContactAdmin
from .custody import DetaineeAdmin, DetentionAdmin
from .releases import CohortAdmin, FreedAdmin, ReleaseAdmin, TallyAdmin
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
    "TallyAdmin",
    "TradeAdmin",
]
