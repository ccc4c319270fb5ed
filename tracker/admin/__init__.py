"""The editors' desk: parties, people, sources, and what the machine keeps."""

from django.contrib import admin

from tracker.desk import menu

from .accounts import AccountAdmin
from .logs import (
    DataVersionAdmin,
    DocumentAdmin,
    DossierAdmin,
    DossierRecordAdmin,
    EmbargoAdmin,
    IndexedNameAdmin,
    MarkAdmin,
    ViewingAdmin,
    WithheldFieldAdmin,
)
from .merging import FormerSlugAdmin, MergeAdmin, NotTheSameAdmin
from .parties import CountryAdmin, PartyAdmin
from .people import PersonAdmin
from .proposals import ProposalAdmin, RemarkAdmin
from .reports import PublicReportAdmin
from .sources import SourceAdmin
from .tokens import TokenAdmin

__all__ = [
    "AccountAdmin",
    "CountryAdmin",
    "DataVersionAdmin",
    "DocumentAdmin",
    "DossierAdmin",
    "DossierRecordAdmin",
    "EmbargoAdmin",
    "FormerSlugAdmin",
    "IndexedNameAdmin",
    "MarkAdmin",
    "MergeAdmin",
    "NotTheSameAdmin",
    "PartyAdmin",
    "PersonAdmin",
    "ProposalAdmin",
    "PublicReportAdmin",
    "RemarkAdmin",
    "SourceAdmin",
    "TokenAdmin",
    "ViewingAdmin",
    "WithheldFieldAdmin",
]

admin.site.site_header = admin.site.site_title = "What was given in exchange"
admin.site.index_title = "The editors' desk"
admin.site.disable_action("delete_selected")

menu.place(
    menu.PEOPLE,
    *("tracker.person", "exchanges.detainee", "tracker.party", "tracker.country"),
)
menu.place(menu.SOURCES, "tracker.source", "tracker.dossier", "tracker.dossierrecord")
menu.place(
    menu.WORK,
    *(
        "tracker.proposal",
        "tracker.remark",
        "tracker.publicreport",
        "exchanges.suggestion",
        "tracker.merge",
    ),
    *("tracker.notthesame", "tracker.embargo", "tracker.withheldfield"),
)
