"""What the stored words of documents are called on pages."""

from sanctions.models import Action, Entity
from tracker.models import Confidence, Party, PersonNameKind, Source

from .ledger_sentences import WITH_ARTICLE
from .models import (
    Allocation,
    Basis,
    ConcessionKind,
    ContactKind,
    ContactStatus,
    Destination,
    DetentionForm,
    LegalForm,
    Outcome,
    RecognitionKind,
    StepKind,
    TallyMeasure,
    TradeRole,
)

ANSWERS = {
    "given": "Given",
    "partly_given": "Partly given",
    "promised": "Promised, not delivered",
    "contested": "Contested",
    "not_stated": "Not stated",
    "none": "Nothing, a source says",
    "unknown": "A price, not known which",
    "withheld": "Terms kept secret",
}
ANSWER_MEANINGS = {
    "given": "Everything tied to this release is reported as delivered.",
    "partly_given": "Some of what is tied to this release is reported as delivered.",
    "promised": "Something was agreed or offered; no delivery is reported.",
    "contested": "A price is only alleged, or a principal denies it.",
    "not_stated": "No source here says anything about a price.",
    "none": "A source says that nothing was given.",
    "unknown": "A source says that there was a price, not which.",
    "withheld": "A source says that the terms are secret.",
}
LISTS = {
    "exclusive": "For this release alone",
    "shared": "Shared with other releases",
    "counter_releases": "People let go by the other side",
    "package": "In a package that is not split by release",
    "contested": "Contested",
    "alongside": "Mentioned, but not counted as a price",
}
LIST_MEANINGS = {
    "exclusive": "A source ties it directly to this release and to no other.",
    "shared": "A source ties it directly to this release and to others.",
    "counter_releases": "Releases on the other side of an exchange.",
    "package": "A source ties it to several releases as a whole.",
    "contested": "Alleged, or denied by a principal.",
    "alongside": "Goodwill, sequence only, or never more than asked for.",
}
BASES = {
    "stated": "a source states the link",
    "swap": "a swap",
    "goodwill": "goodwill, not a price",
    "sequence": "only one after the other",
    "alleged": "alleged",
}
TRADE_STATUSES = {
    "open": "Open",
    "partly_completed": "Partly completed",
    "completed": "Completed",
    "refused": "Refused",
    "withdrawn": "Withdrawn",
    "lapsed": "Lapsed",
    "reversed": "Reversed",
    "expired": "Expired",
}
COLUMNS = {
    "delivered": "Delivered",
    "partly_delivered": "Partly delivered",
    "taken_back": "Given, later taken back",
    "outstanding": "Agreed, outstanding",
    "offered": "Offered",
    "asked": "Asked for or considered",
    "fell_through": "Fell through",
}
FLAGS = {
    "state_media": "state media",
    "copy": "read in a copy",
    "machine_translated": "machine translated",
    "affiliated": "affiliated with a party",
    "censored": "censored",
}
FIELDS = {
    "people": "number of people",
    "remains": "number of remains",
    "released_on": "date of the release",
    "amount": "amount",
    "names": "name",
    "captor": "captor",
    "place": "place",
    "parties": "parties",
    "conditions": "conditions",
    "reported_as": "reporter's word",
    "basis": "whether it was given for the release",
    "record": "whether it is so",
}

LABELS: dict[str, dict[str, str]] = {
    "answer": ANSWERS,
    "answer_meaning": ANSWER_MEANINGS,
    "list": LISTS,
    "list_meaning": LIST_MEANINGS,
    "basis": BASES,
    "trade_status": TRADE_STATUSES,
    "column": COLUMNS,
    "flag": FLAGS,
    **{
        name: {str(value): str(label) for value, label in choices.choices}
        for name, choices in {
            "kind": ConcessionKind,
            "step": StepKind,
            "allocation": Allocation,
            "basis_short": Basis,
            "destination": Destination,
            "legal_form": LegalForm,
            "outcome": Outcome,
            "recognition": RecognitionKind,
            "detention_form": DetentionForm,
            "contact_kind": ContactKind,
            "contact_status": ContactStatus,
            "measure": TallyMeasure,
            "role": TradeRole,
            "act": Action.Kind,
            "entity_kind": Entity.Kind,
            "party_kind": Party.Kind,
            "source_kind": Source.Kind,
            "confidence": Confidence,
            "name_kind": PersonNameKind,
        }.items()
    },
}


def in_text(name: str) -> str:
    """Write a party's name as it stands within a sentence, with its article."""
    takes_article = name.startswith("United ") or name in WITH_ARTICLE
    return f"the {name}" if takes_article else name


def field_label(field: str) -> str:
    """Say what a field path such as ``cohorts.to-lithuania.people`` is about."""
    known = FIELDS.get(field)
    if known:
        return known
    part, _, name = field.rpartition(".")
    words = FIELDS.get(name, name.replace("_", " "))
    where = part.partition(".")[2].replace("-", " ").replace("_", " ")
    return f"{words} ({where})" if where else words


def label(value: str | None, name: str) -> str:
    """Say what a stored word is called; an unknown one is written as it is."""
    if not value:
        return "not recorded"
    return LABELS[name].get(value) or value.replace("_", " ").replace(".", ", ")
