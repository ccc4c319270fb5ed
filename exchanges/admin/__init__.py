"""The editors' desk: custody, releases, trades, contacts."""

from tracker.desk import menu

from . import descriptions as descriptions  # tells choices apart
from . import tasks as tasks  # puts what needs doing on the front page
from .contacts import ContactAdmin
from .custody import DetaineeAdmin, DetentionAdmin
from .dossiers import DossierAdmin
from .intake import IntakeArticleAdmin, IntakeProposalAdmin, IntakeReadingAdmin
from .releases import CohortAdmin, FreedAdmin, ReleaseAdmin, TallyAdmin
from .suggestions import SuggestionAdmin
from .trades import ConcessionAdmin, LinkageAdmin, StepAdmin, TradeAdmin

__all__ = [
    "CohortAdmin",
    "ConcessionAdmin",
    "ContactAdmin",
    "DetaineeAdmin",
    "DetentionAdmin",
    "DossierAdmin",
    "FreedAdmin",
    "IntakeArticleAdmin",
    "IntakeProposalAdmin",
    "IntakeReadingAdmin",
    "LinkageAdmin",
    "ReleaseAdmin",
    "StepAdmin",
    "SuggestionAdmin",
    "TallyAdmin",
    "TradeAdmin",
]

menu.place(
    menu.RECORD,
    *("exchanges.trade", "exchanges.release", "exchanges.concession"),
    *("exchanges.linkage", "exchanges.detention", "exchanges.contact"),
    *("exchanges.tally", "exchanges.freed", "exchanges.cohort", "exchanges.step"),
)
