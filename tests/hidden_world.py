"""A public world, and hidden records that touch it in every way a foreign key allows.

Everything follows from the models: a new kind of record, part, text field or foreign
key is covered at once, or stops the tests until somebody says how it behaves.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from tests import factories
from tracker import published
from tracker.fields import EdtfField

TOKEN = "cafebabe"  # hexadecimal, so that digests may hold it
SHORT_TOKEN = "Zqxj"  # where eight letters do not fit
DAY, DAY_IN_WORDS = "1066-10-14", "14 October 1066"
CANARIES = (TOKEN, SHORT_TOKEN, DAY, DAY_IN_WORDS)
DIGESTS = (16, 64)  # characters that a digest has to have
HIDDEN_STATES = ("draft", "in_review", "withdrawn")
PACKAGES = ("tracker", "sanctions", "exchanges")

# What is public without that which the foreign key points to. Every other row with a
# foreign key to something hidden is hidden as a whole.
SHOWN_WITHOUT = {
    "Authority.party",
    "ContactParticipant.acting_for",
    "Freed.detention",
    "ListEntry.entity",
    "Step.by",
    "Step.contact",
}
# What the machine keeps.
MACHINES = {
    *("Document", "Mark", "DataVersion", "IndexedName", "PublicChange"),
}
# Tables that no public document is made from.
NEVER_PUBLIC = (
    *("FormerSlug", "Merge", "NotTheSame"),
    *("Embargo", "WithheldField", "Viewing", "PublicReport"),
    *("Proposal", "Remark", "Dossier", "DossierRecord", "Token"),
    *("Edition", "HeldEdition", "Change", "Suggestion"),
    *("IntakeArticle", "IntakeProposal", "IntakeReading"),
)
# Models of which a row may point to one of several things only.
ONE_OF_SEVERAL = ("Linkage", "Recognition")
# PostgreSQL allows nothing else there.
NO_CANARY = {"IntakeProposal.final", "Source.flags"}
WITHOUT_WORDS = (
    *(models.BinaryField, models.BooleanField, models.DateField),
    *(models.DecimalField, models.IntegerField),
)


def tables():
    """Every table of ours, history and what the machine keeps left out."""
    return [
        model
        for package in PACKAGES
        for model in apps.get_app_config(package).get_models()
        if model._meta.managed
        and not model._meta.proxy
        and model.__name__ not in MACHINES
        and not any(f.name == "pgh_id" for f in model._meta.concrete_fields)
    ]


def rows_of_editors():
    """Every table that has a factory; a test says which have none."""
    return [model for model in tables() if model in FACTORIES]


def has_state(model):
    return any(
        ("published", "published") in (f.choices or ())
        for f in model._meta.concrete_fields
        if f.name == "state"
    )


FACTORIES = {}
_waiting = [factories.RowFactory]
while _waiting:
    _factory = _waiting.pop()
    _waiting += _factory.__subclasses__()
    if not _factory._meta.abstract:
        FACTORIES[_factory._meta.model] = _factory


RECORDS = [model for model in rows_of_editors() if has_state(model)]


@dataclass(frozen=True)
class Reference:
    """A foreign key to a kind of record."""

    model: type[models.Model]
    field: models.ForeignKey

    @property
    def name(self):
        return f"{self.model.__name__}.{self.field.name}"

    @property
    def target(self):
        return self.field.related_model

    @property
    def hides_row(self):
        if self.name == "Party.person":
            return True
        return self.model not in RECORDS and self.name not in SHOWN_WITHOUT

    @property
    def is_required(self):
        return not self.field.null


def references():
    return [
        Reference(model, model_field)
        for model in rows_of_editors()
        for model_field in model._meta.concrete_fields
        if model_field.is_relation and model_field.related_model in RECORDS
    ]


@dataclass
class World:
    """Public rows, one of each model; and rows made to point to something hidden.

    Attributes:
        tokens: Which field each canary stands in.
        open: Public rows by reference, one for each hidden record to come.
    """

    public: dict[type, models.Model] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    open: dict[str, list[models.Model]] = field(default_factory=dict)
    hidden: dict[type, list[models.Model]] = field(default_factory=dict)
    other: models.Model | None = None  # a party that is on the other side
    counter_release: models.Model | None = None  # by that side

    # Canaries

    def canaries(self, model):
        return {
            f.name: value
            for f in model._meta.concrete_fields
            if (value := self._canary(model, f)) is not None
        }

    def _canary(self, model, f):
        name = f"{model.__name__}.{f.name}"
        if f.choices or f.is_relation or f.primary_key or f.generated:
            return None
        if name in NO_CANARY:
            return None
        if isinstance(f, EdtfField):
            return DAY
        token = f"{TOKEN}{len(self.tokens):04x}"
        self.tokens[token] = name
        if isinstance(f, ArrayField):
            return [token]
        if isinstance(f, models.URLField):
            return f"https://example.org/{token}"
        if isinstance(f, models.JSONField):
            return {"name": token}
        if isinstance(f, models.CharField | models.TextField):
            if f.max_length in DIGESTS:
                return token.ljust(f.max_length, "0")
            if f.max_length is None or f.max_length >= len(token):
                return token
            del self.tokens[token]
            return SHORT_TOKEN
        del self.tokens[token]
        if isinstance(f, WITHOUT_WORDS):
            return None
        raise AssertionError(f"Say in hidden_world which canary {name} can hold.")

    # Rows

    def make(self, model, **values):
        """Make a row whose other relations are those of the public world."""
        needed = {
            f.name: self.public[f.related_model]
            for f in model._meta.concrete_fields
            if f.is_relation
            and f.name in FACTORIES[model]._meta.base_declarations
            and f.name not in values
            and f.related_model in self.public
        }
        if model.__name__ == "Concession":
            needed["giver"] = self.other  # else the ledger leaves it out of every list
        return make_apart(model, **{**needed, **values})

    def build_public(self):
        """Make one public row of each model, and rows that will point to the hidden."""
        with published.writing():
            self.other = factories.PartyFactory()
            for model in rows_of_editors():
                row = self.make(model)
                self.public.setdefault(model, row)
            for model, row in self.public.items():
                for name, other in self._further_relations(model).items():
                    if other is not row:
                        setattr(row, name, other)
                row.save()
            self.counter_release = factories.ReleaseFactory(captor=self.other)
            self.make(
                self.model("Linkage"),
                counter_release=self.counter_release,
            )
            for reference in references():
                if reference.hides_row or reference.is_required:
                    continue
                self.open[reference.name] = [
                    make_apart(reference.model, **{reference.field.name: None})
                    for _ in self.ways(reference.target)
                ]
        return self

    def _further_relations(self, model):
        """Public rows for the foreign keys that a row of this model can do without."""
        if model.__name__ in ONE_OF_SEVERAL:
            return {}
        return {
            f.name: self.public[f.related_model]
            for f in model._meta.concrete_fields
            if f.is_relation
            and f.null
            and f.related_model in self.public
            and f"{model.__name__}.{f.name}" != "Party.person"
        }

    def ways(self, model):
        """The ways in which a record is hidden."""
        return HIDDEN_STATES * (2 if model.__name__ == "Party" else 1)

    def add_hidden(self):
        """Add hidden records, let them touch everything and everything touch them."""
        with published.writing():
            for model in RECORDS:
                self.hidden[model] = [
                    self.hide(model, state) for state in HIDDEN_STATES
                ]
            self._add_people_as_parties()
            self._add_other_rows()
            for reference in references():
                self._point(reference)
        return self

    def hide(self, model, state):
        values = {**self._further_relations(model), **self.canaries(model)}
        if hasattr(model, "names"):
            values["main_name"] = None
        if model.__name__ == "Release":
            values["captor"] = self.other  # so that it may be a counter-release
        return self.make(model, state=state, **values)

    def _add_people_as_parties(self):
        """Add published parties of hidden people."""
        party_model = self.model("Party")
        for person in self.hidden[self.model("Person")]:
            canaries = {**self.canaries(party_model), "code": person.slug}
            row = factories.PartyFactory(kind="person", person=person, **canaries)
            self.hidden[party_model].append(row)

    def _add_other_rows(self):
        """Proposals and the like: rows that are public in no state."""
        for model in rows_of_editors():
            if model.__name__ in NEVER_PUBLIC:
                known = {
                    name: row
                    for name, row in self._further_relations(model).items()
                    if type(row) in RECORDS
                }
                known |= {
                    f.name: self.public[f.related_model]
                    for f in model._meta.concrete_fields
                    if f.is_relation and not f.null and f.related_model in RECORDS
                }
                make_apart(model, **known, **self.canaries(model))

    def model(self, name):
        return next(m for m in rows_of_editors() if m.__name__ == name)

    def row(self, name):
        return self.public[self.model(name)]

    def _point(self, reference):
        rows = self.open.get(reference.name, [])
        if reference.name == "Party.person":
            return  # made with the hidden parties
        for position, hidden in enumerate(self.hidden[reference.target]):
            if rows:
                setattr(rows[position], reference.field.name, hidden)
                rows[position].save()
            elif reference.hides_row:
                values = {
                    **self.canaries(reference.model),
                    reference.field.name: hidden,
                }
                self.make(reference.model, **values)
                if reference.name == "Linkage.release":
                    values["counter_release"] = self.counter_release
                    self.make(reference.model, **values)

    def point_required(self):
        """Make public records whose captor, giver or the like is hidden."""
        with published.writing():
            for reference in references():
                if reference.hides_row or not reference.is_required:
                    continue
                for hidden in self.hidden[reference.target]:
                    make_apart(reference.model, **{reference.field.name: hidden})
        return self


def make_apart(model, **values):
    """Make a row with relations of its own."""
    return FACTORIES[model](**{**values, **fitting(model, values)})


def fitting(model, values):
    """What else a row needs so that constraints let it hold ``values``."""
    name = model.__name__
    found = {}
    if "speaker_words" in values and values.get("speaker"):
        found["speaker_words"] = ""
    if name == "PersonName" and "text" not in values:
        found["kind"] = "alias"  # the factory of people has given the main one
    if name == "Linkage" and values.get("counter_release"):
        found["concession"] = None
    if name == "Recognition" and {"release", "cohort"} & values.keys():
        found["person"] = None
    if name == "Concession" and values.get("amount_unit"):
        found["amount_min"] = 1
    if name == "Tally" and not values.get("captor"):
        found["population"] = values.get("population") or "people held"
    if name == "Tally" and "captor" not in values and values.get("trade"):
        found["captor"] = None
    return found
