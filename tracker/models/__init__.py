"""Countries, parties, people, sources, citations, dossiers and published documents."""

from .changes import (
    PublicChange,
    PublicChangeKind,
    PublishedChange,
    PublishedFormerSlug,
)
from .desk import Proposal, ProposalState, Remark
from .documents import DataVersion, Document, Mark, PublishedDocument
from .dossiers import Dossier, DossierRecord
from .merging import FormerSlug, Merge, NotTheSame
from .names import IndexedName
from .parties import Country, Party, PartyKind
from .people import Nationality, Person, PersonCitation, PersonName, PersonNameKind
from .published import Published, PublishedQuerySet, State
from .reports import PublicReport
from .restrictions import Embargo, Viewing, WithheldField
from .sources import SOURCE_FLAGS, Citation, Confidence, Source, SourceKind, Stance
from .tokens import Token

__all__ = [
    "SOURCE_FLAGS",
    "Citation",
    "Confidence",
    "Country",
    "DataVersion",
    "Document",
    "Dossier",
    "DossierRecord",
    "Embargo",
    "FormerSlug",
    "IndexedName",
    "Mark",
    "Merge",
    "Nationality",
    "NotTheSame",
    "Party",
    "PartyKind",
    "Person",
    "PersonCitation",
    "PersonName",
    "PersonNameKind",
    "Proposal",
    "ProposalState",
    "PublicChange",
    "PublicChangeKind",
    "PublicReport",
    "Published",
    "PublishedChange",
    "PublishedDocument",
    "PublishedFormerSlug",
    "PublishedQuerySet",
    "Remark",
    "Source",
    "SourceKind",
    "Stance",
    "State",
    "Token",
    "Viewing",
    "WithheldField",
]
