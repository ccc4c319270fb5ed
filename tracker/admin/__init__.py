"""The editors' desk: parties, people, sources, and what the machine keeps."""

from django.contrib import admin

from .accounts import AccountAdmin
from .logs import (
    DataVersionAdmin,
    DocumentAdmin,
    DossierAdmin,
    DossierRecordAdmin,
    IndexedNameAdmin,
    MarkAdmin,
)
from .parties import CountryAdmin, PartyAdmin
from .people import PersonAdmin
from .proposals import ProposalAdmin, RemarkAdmin
from .sources import SourceAdmin

__all__ = [
    "AccountAdmin",
    "CountryAdmin",
    "DataVersionAdmin",
    "DocumentAdmin",
    "DossierAdmin",
    "DossierRecordAdmin",
    "IndexedNameAdmin",
    "MarkAdmin",
    "PartyAdmin",
    "PersonAdmin",
    "ProposalAdmin",
    "RemarkAdmin",
    "SourceAdmin",
]

admin.site.site_header = admin.site.site_title = "What was given in exchange"
admin.site.index_title = "The editors' desk"
admin.site.disable_action("delete_selected")
