"""The editors' desk: parties, people, sources, and what the machine keeps."""

from django.contrib import admin

from .logs import (
    DataVersionAdmin,
    DocumentAdmin,
    DossierAdmin,
    DossierRecordAdmin,
    IndexedNameAdmin,
    MarkAdmin,
    ProposalAdmin,
)
from .parties import CountryAdmin, PartyAdmin
from .people import PersonAdmin
from .sources import SourceAdmin
from .tokens import TokenAdmin

__all__ = [
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
    "SourceAdmin",
    "TokenAdmin",
]

admin.site.site_header = admin.site.site_title = "What was given in exchange"
admin.site.index_title = "The editors' desk"
admin.site.disable_action("delete_selected")
