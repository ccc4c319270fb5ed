"""Countries, parties, people, sources, citations, dossiers and published documents."""

from .documents import DataVersion, Document, Mark, PublishedDocument
from .dossiers import Dossier, DossierRecord, Proposal, ProposalState
from .names import IndexedName
from .parties import Country, Party, PartyKind
from .people import Nationality, Person, PersonCitation, PersonName, PersonNameKind
from .published import Published, PublishedQuerySet, State
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
    "IndexedName",
    "Mark",
    "Nationality",
    "Party",
    "PartyKind",
    "Person",
    "PersonCitation",
    "PersonName",
    "PersonNameKind",
    "Proposal",
    "ProposalState",
    "Published",
    "PublishedDocument",
    "PublishedQuerySet",
    "Source",
    "SourceKind",
    "Stance",
    "State",
    "Token",
]
