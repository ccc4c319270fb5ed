"""The smallest valid row of every model; traits name states.

Records are published unless a test says ``draft=True``, and their documents are fresh
when the factory returns. Names and titles are plain placeholders, numbered in the order
they are made.
"""

import datetime as dt

import factory
from django.conf import settings
from factory import (
    LazyAttribute,
    LazyAttributeSequence,
    LazyFunction,
    RelatedFactory,
    Sequence,
    SubFactory,
    Trait,
)
from factory.django import DjangoModelFactory, Password

from exchanges import models as exchanges
from sanctions import models as sanctions
from tracker import models as tracker
from tracker import published
from tracker.models.tokens import digest_of

NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
INSTANT = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def number(noun, n):
    """Person One, Person Two, … Person 10."""
    return f"{noun} {NUMBERS[n] if n < len(NUMBERS) else n + 1}"


def numbered(noun):
    return Sequence(lambda n: number(noun, n))


def letters(n):
    """XA, XB, … XZ, YA, … ZZ: codes that ISO 3166-1 leaves to users, as far as XZ."""
    return f"{chr(ord('X') + n // 26 % 3)}{chr(ord('A') + n % 26)}"


class RowFactory(DjangoModelFactory):
    """Writes like the project does, with all it needs in one go."""

    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        if strategy != factory.CREATE_STRATEGY:
            return super()._generate(strategy, params)
        with published.writing():
            return super()._generate(strategy, params)


class UserFactory(RowFactory):
    class Meta:
        model = settings.AUTH_USER_MODEL
        django_get_or_create = ["username"]

    class Params:
        administrator = Trait(is_staff=True, is_superuser=True)
        staff = Trait(is_staff=True)

    username = Sequence(lambda n: f"user-{n + 1}")
    password = Password("placeholder")


# tracker


class CountryFactory(RowFactory):
    class Meta:
        model = tracker.Country
        django_get_or_create = ["code"]

    code = Sequence(letters)
    alpha3 = LazyAttribute(lambda country: f"{country.code}X")
    name = LazyAttribute(lambda country: f"country {country.code}")


class RecordFactory(RowFactory):
    class Meta:
        abstract = True

    class Params:
        draft = Trait(state="draft")
        in_review = Trait(state="in_review")
        withdrawn = Trait(state="withdrawn")

    state = "published"


class CitedFactory(RecordFactory):
    """A record that ``cited=True`` gives a citation of a source of its own."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True


def cited(name):
    return Trait(
        citation=RelatedFactory(
            f"tests.factories.{name}CitationFactory", factory_related_name="subject"
        )
    )


class PartyFactory(RecordFactory):
    class Meta:
        model = tracker.Party
        django_get_or_create = ["code"]

    class Params:
        human = Trait(
            kind="person",
            name="",
            person=SubFactory("tests.factories.PersonFactory"),
            code=LazyAttribute(lambda party: party.person.slug),
        )

    code = Sequence(letters)
    name = LazyAttribute(lambda party: f"party {party.code}")
    kind = "state"


class PersonNameFactory(RowFactory):
    class Meta:
        model = tracker.PersonName

    person = SubFactory("tests.factories.PersonFactory", nameless=True)
    # A withheld name is no other's, nor a slug's, whatever the number.
    text = LazyAttributeSequence(
        lambda name, n: (
            "Hidden Bearer" if name.person.is_name_withheld else number("Person", n)
        )
    )
    script = "Latn"
    kind = "main"


class PersonFactory(CitedFactory):
    class Meta:
        model = tracker.Person

    class Params:
        cited = cited("Person")
        nameless = Trait(main_name=None)
        withheld = Trait(
            is_name_withheld=True,
            slug=Sequence(lambda n: f"withheld-{n + 1}"),
        )

    slug = Sequence(lambda n: f"person-{n + 1}")
    main_name = RelatedFactory(PersonNameFactory, factory_related_name="person")


class NationalityFactory(RowFactory):
    class Meta:
        model = tracker.Nationality

    person = SubFactory(PersonFactory)
    country = SubFactory(CountryFactory)


class SourceFactory(RecordFactory):
    class Meta:
        model = tracker.Source

    slug = Sequence(lambda n: f"source-{n + 1}")
    publisher = numbered("Publisher")
    title = numbered("Title")
    url = LazyAttribute(lambda source: f"https://example.org/{source.slug}")


class CitationFactory(RowFactory):
    class Meta:
        abstract = True

    source = SubFactory(SourceFactory)


class PersonCitationFactory(CitationFactory):
    class Meta:
        model = tracker.PersonCitation

    subject = SubFactory(PersonFactory)


class DossierFactory(RowFactory):
    class Meta:
        model = tracker.Dossier

    slug = Sequence(lambda n: f"dossier-{n + 1}")
    digest = "0" * 64
    loaded_at = INSTANT


class DossierRecordFactory(RowFactory):
    class Meta:
        model = tracker.DossierRecord

    dossier = SubFactory(DossierFactory)
    section = "releases"
    slug = Sequence(lambda n: f"release-{n + 1}")
    digest = "0" * 64


class ProposalFactory(RowFactory):
    class Meta:
        model = tracker.Proposal

    class Params:
        approved = Trait(
            state="approved", decided_by=SubFactory(UserFactory), decided_at=INSTANT
        )

    record_label = "exchanges.release"
    record_key = "1"
    record_name = "release-1"
    before = factory.LazyFunction(
        lambda: {
            "label": "exchanges.release",
            "key": "1",
            "rows": {"exchanges.release": {"1": {"place": "place A"}}},
        }
    )
    reason = "placeholder"
    proposed_by = SubFactory(UserFactory)


class RemarkFactory(RowFactory):
    class Meta:
        model = tracker.Remark

    record_label = "exchanges.release"
    record_key = "1"
    text = "placeholder"
    author = SubFactory(UserFactory)


class FormerSlugFactory(RowFactory):
    class Meta:
        model = tracker.FormerSlug

    kind = "person"
    slug = Sequence(lambda n: f"former-{n + 1}")
    record_key = "1"


class MergeFactory(RowFactory):
    class Meta:
        model = tracker.Merge

    record_label = "tracker.person"
    kept_key = "1"
    gone_key = "2"
    kept_name = "Person A"
    gone_name = "Person B"
    pieces = factory.List([])
    merged_by = SubFactory(UserFactory)


class NotTheSameFactory(RowFactory):
    class Meta:
        model = tracker.NotTheSame

    record_label = "tracker.person"
    first_key = "1"
    second_key = Sequence(lambda n: f"{n + 2}")
    said_by = SubFactory(UserFactory)


class PublicReportFactory(RowFactory):
    class Meta:
        model = tracker.PublicReport

    kind = "error"
    text = "placeholder"
    visitor = "0" * 64


class EmbargoFactory(RowFactory):
    class Meta:
        model = tracker.Embargo

    record_table = "exchanges_release"
    record_key = Sequence(lambda n: f"0{n}")  # of no release
    until = dt.date(2100, 1, 1)
    reason = "placeholder"
    set_by = SubFactory(UserFactory)


class WithheldFieldFactory(RowFactory):
    class Meta:
        model = tracker.WithheldField

    record_table = "exchanges_release"
    record_key = Sequence(lambda n: f"0{n}")  # of no release
    field = "place"
    reason = "placeholder"
    set_by = SubFactory(UserFactory)


class ViewingFactory(RowFactory):
    class Meta:
        model = tracker.Viewing

    record_label = "tracker.person"
    record_key = "0"
    page = "form"
    user = SubFactory(UserFactory)


class DocumentFactory(RowFactory):
    class Meta:
        model = tracker.Document

    kind = "release"
    slug = Sequence(lambda n: f"release-{n + 1}")
    record_id = Sequence(lambda n: str(n + 1))
    name = numbered("Release")
    body = b"{}"
    sort_on = dt.date(2020, 1, 1)
    facets = factory.List([])
    inputs = factory.List([])
    search = ""
    version = 1


class PublicChangeFactory(RowFactory):
    class Meta:
        model = tracker.PublicChange

    version = 1
    changed_at = INSTANT
    kind = "release"
    record_id = Sequence(lambda n: str(n + 1))
    slug = Sequence(lambda n: f"release-{n + 1}")
    change = "added"
    fields = factory.List([])


class TokenFactory(RowFactory):
    class Meta:
        model = tracker.Token
        exclude = ["key"]

    key = Sequence(lambda n: f"xt_key-{n + 1}")
    name = numbered("Organisation")
    prefix = LazyAttribute(lambda token: token.key[:9])
    digest = LazyAttribute(lambda token: digest_of(token.key))


class MarkFactory(RowFactory):
    class Meta:
        model = tracker.Mark

    kind = "release"
    record_id = Sequence(lambda n: str(n + 1))


# sanctions


class AuthorityFactory(RowFactory):
    class Meta:
        model = sanctions.Authority
        django_get_or_create = ["code"]

    code = Sequence(lambda n: f"authority-{n + 1}")
    name = numbered("Authority")
    party = SubFactory(PartyFactory)


class ProgrammeFactory(RowFactory):
    class Meta:
        model = sanctions.Programme
        django_get_or_create = ["code"]

    code = Sequence(lambda n: f"programme-{n + 1}")
    name = numbered("Programme")
    authority = SubFactory(AuthorityFactory)


class EntityNameFactory(RowFactory):
    class Meta:
        model = sanctions.EntityName

    entity = SubFactory("tests.factories.EntityFactory", nameless=True)
    text = numbered("Entity")
    script = "Latn"


class EntityFactory(CitedFactory):
    class Meta:
        model = sanctions.Entity

    class Params:
        cited = cited("Entity")
        nameless = Trait(main_name=None)

    slug = Sequence(lambda n: f"entity-{n + 1}")
    kind = "organisation"
    main_name = RelatedFactory(EntityNameFactory, factory_related_name="entity")


class IdentifierFactory(RowFactory):
    class Meta:
        model = sanctions.Identifier

    entity = SubFactory(EntityFactory)
    kind = "registration"
    value = Sequence(lambda n: str(n + 1))


class EntityCitationFactory(CitationFactory):
    class Meta:
        model = sanctions.EntityCitation

    subject = SubFactory(EntityFactory)


class ListingFactory(RowFactory):
    class Meta:
        model = sanctions.Listing

    entity = SubFactory(EntityFactory)
    programme = SubFactory(ProgrammeFactory)


class ActionFactory(CitedFactory):
    class Meta:
        model = sanctions.Action

    class Params:
        cited = cited("Action")

    slug = Sequence(lambda n: f"action-{n + 1}")
    authority = SubFactory(AuthorityFactory)
    kind = "delist"


class ActionEntityFactory(RowFactory):
    class Meta:
        model = sanctions.ActionEntity

    action = SubFactory(ActionFactory)
    entity = SubFactory(EntityFactory)


class ActionCitationFactory(CitationFactory):
    class Meta:
        model = sanctions.ActionCitation

    subject = SubFactory(ActionFactory)


class EditionFactory(RowFactory):
    class Meta:
        model = sanctions.Edition

    class Params:
        accepted = Trait(state="accepted")

    list_code = "list-a"
    published_on = dt.date(2020, 1, 1)
    sha256 = Sequence(lambda n: f"{n:064x}")
    entries_count = 1


class ChangeFactory(RowFactory):
    class Meta:
        model = sanctions.Change

    edition = SubFactory(EditionFactory)
    entry_key = Sequence(lambda n: str(n + 1))
    kind = "added"


class ListEntryFactory(RowFactory):
    class Meta:
        model = sanctions.ListEntry

    list_code = "list-a"
    key = Sequence(lambda n: str(n + 1))
    slug = Sequence(lambda n: f"list-a-{n + 1}")
    kind = "organisation"
    name = numbered("Entry")


class EntryVersionFactory(RowFactory):
    class Meta:
        model = sanctions.EntryVersion

    entry = SubFactory(ListEntryFactory)
    digest = b"digest"
    since = 1
    kind = "organisation"
    name = "Entry"
    name_key = "entry"
    programmes = ["A"]
    body = factory.LazyFunction(dict)


class ListingPeriodFactory(RowFactory):
    class Meta:
        model = sanctions.ListingPeriod

    entry = SubFactory(ListEntryFactory)
    programme = "A"
    began_on = dt.date(2020, 1, 1)


class HeldEditionFactory(RowFactory):
    class Meta:
        model = sanctions.HeldEdition

    edition = SubFactory(EditionFactory)
    content = b""


# exchanges


class TradePartyFactory(RowFactory):
    class Meta:
        model = exchanges.TradeParty

    trade = SubFactory("tests.factories.TradeFactory")
    party = SubFactory(PartyFactory)
    role = "principal"


class TradeFactory(CitedFactory):
    class Meta:
        model = exchanges.Trade

    class Params:
        cited = cited("Trade")

    slug = Sequence(lambda n: f"trade-{n + 1}")


class TradeActionFactory(RowFactory):
    class Meta:
        model = exchanges.TradeAction

    trade = SubFactory(TradeFactory)
    action = SubFactory(ActionFactory)


class TradeCitationFactory(CitationFactory):
    class Meta:
        model = exchanges.TradeCitation

    subject = SubFactory(TradeFactory)


class DetentionFactory(CitedFactory):
    class Meta:
        model = exchanges.Detention

    class Params:
        cited = cited("Detention")

    slug = Sequence(lambda n: f"detention-{n + 1}")
    person = SubFactory(PersonFactory)
    captor = SubFactory(PartyFactory)


class DetentionCitationFactory(CitationFactory):
    class Meta:
        model = exchanges.DetentionCitation

    subject = SubFactory(DetentionFactory)


class ReleaseFactory(CitedFactory):
    class Meta:
        model = exchanges.Release

    class Params:
        cited = cited("Release")
        # Only remains of the dead were handed over.
        remains = Trait(people_min=0, people_max=0, remains_min=1, remains_max=1)

    slug = Sequence(lambda n: f"release-{n + 1}")
    captor = SubFactory(PartyFactory)
    people_min = 1
    people_max = 1


class ReleasePartyFactory(RowFactory):
    class Meta:
        model = exchanges.ReleaseParty

    release = SubFactory(ReleaseFactory)
    party = SubFactory(PartyFactory)
    role = "received_by"


class CohortFactory(RowFactory):
    class Meta:
        model = exchanges.Cohort

    release = SubFactory(ReleaseFactory)
    label = Sequence(lambda n: f"cohort-{n + 1}")
    breakdown = "category"
    value = LazyAttribute(lambda cohort: f"category of {cohort.label}")
    people_min = 1
    people_max = 1


class FreedFactory(RowFactory):
    class Meta:
        model = exchanges.Freed

    release = SubFactory(ReleaseFactory)
    person = SubFactory(PersonFactory)


class CohortMemberFactory(RowFactory):
    class Meta:
        model = exchanges.CohortMember

    freed = SubFactory(FreedFactory)
    cohort = LazyAttribute(lambda member: CohortFactory(release=member.freed.release))


class ReleaseCitationFactory(CitationFactory):
    class Meta:
        model = exchanges.ReleaseCitation

    subject = SubFactory(ReleaseFactory)


class RecognitionFactory(RowFactory):
    """Of a person, unless a test names a cohort or a release instead."""

    class Meta:
        model = exchanges.Recognition

    class Params:
        of_cohort = Trait(person=None, cohort=SubFactory(CohortFactory))
        of_release = Trait(person=None, release=SubFactory(ReleaseFactory))

    kind = "political_prisoner"
    person = SubFactory(PersonFactory)


class StepFactory(RowFactory):
    class Meta:
        model = exchanges.Step

    concession = SubFactory("tests.factories.ConcessionFactory")
    kind = "delivered"
    position = LazyAttribute(lambda step: step.concession.steps.count())


def step(kind):
    return Trait(
        **{
            f"step_{kind}": RelatedFactory(
                StepFactory, factory_related_name="concession", kind=kind
            )
        }
    )


class ConcessionFactory(CitedFactory):
    """With a step for each kind of step a test names, in order of happening."""

    class Meta:
        model = exchanges.Concession

    class Params:
        cited = cited("Concession")
        considered = step("considered")
        demanded = step("demanded")
        offered = step("offered")
        agreed = step("agreed")
        partly_delivered = step("partly_delivered")
        delivered = step("delivered")
        refused = step("refused")
        withdrawn_step = step("withdrawn")
        lapsed = step("lapsed")
        suspended = step("suspended")
        reversed = step("reversed")
        expired = step("expired")
        restored = step("restored")

    slug = Sequence(lambda n: f"concession-{n + 1}")
    kind = "sanctions_relief"
    giver = SubFactory(PartyFactory)


class ConcessionPartyFactory(RowFactory):
    class Meta:
        model = exchanges.ConcessionParty

    concession = SubFactory(ConcessionFactory)
    party = SubFactory(PartyFactory)
    role = "receiver"


class StepActionFactory(RowFactory):
    class Meta:
        model = exchanges.StepAction

    step = SubFactory(StepFactory)
    action = SubFactory(ActionFactory)


class ConcessionCitationFactory(CitationFactory):
    class Meta:
        model = exchanges.ConcessionCitation

    subject = SubFactory(ConcessionFactory)


class LinkageFactory(RowFactory):
    class Meta:
        model = exchanges.Linkage
        skip_postgeneration_save = True

    class Params:
        cited = cited("Linkage")
        swap = Trait(
            basis="swap", concession=None, counter_release=SubFactory(ReleaseFactory)
        )

    concession = SubFactory(ConcessionFactory)
    release = SubFactory(ReleaseFactory)
    basis = "stated"


class LinkageCitationFactory(CitationFactory):
    class Meta:
        model = exchanges.LinkageCitation

    subject = SubFactory(LinkageFactory)


class ContactFactory(CitedFactory):
    class Meta:
        model = exchanges.Contact

    class Params:
        cited = cited("Contact")

    slug = Sequence(lambda n: f"contact-{n + 1}")
    kind = "meeting"


class ContactParticipantFactory(RowFactory):
    class Meta:
        model = exchanges.ContactParticipant

    contact = SubFactory(ContactFactory)
    party = SubFactory(PartyFactory)


class ContactCitationFactory(CitationFactory):
    class Meta:
        model = exchanges.ContactCitation

    subject = SubFactory(ContactFactory)


class TallyFactory(CitedFactory):
    class Meta:
        model = exchanges.Tally

    class Params:
        cited = cited("Tally")

    slug = Sequence(lambda n: f"tally-{n + 1}")
    captor = SubFactory(PartyFactory)
    people_min = 1
    people_max = 1


class TallyCitationFactory(CitationFactory):
    class Meta:
        model = exchanges.TallyCitation

    subject = SubFactory(TallyFactory)


class SuggestionFactory(RowFactory):
    class Meta:
        model = exchanges.Suggestion

    release = SubFactory(ReleaseFactory)
    key = Sequence(lambda n: f"action:action-{n + 1}")
    state = "rejected"
    words = "placeholder"


class IntakeArticleFactory(RowFactory):
    class Meta:
        model = exchanges.IntakeArticle

    sha256 = Sequence(lambda n: f"{n + 1:064x}")
    title = numbered("Article")
    publisher = "Publisher"
    published_on = dt.date(2021, 3, 12)
    text = "placeholder"


class IntakeProposalFactory(RowFactory):
    class Meta:
        model = exchanges.IntakeProposal

    class Params:
        accepted = Trait(
            state="accepted",
            judged_at=INSTANT,
            final=LazyAttribute(lambda proposal: proposal.drafted),
        )
        rejected = Trait(state="rejected", judged_at=INSTANT)

    article = SubFactory(IntakeArticleFactory)
    key = Sequence(lambda n: f"{n + 1:016x}")
    section = "releases"
    slug = "ir-2021-five"
    drafted = LazyFunction(lambda: {"captor": "IR", "people": "5"})
    passages = LazyFunction(list)
    band = "check"


class IntakeReadingFactory(RowFactory):
    class Meta:
        model = exchanges.IntakeReading

    article = SubFactory(IntakeArticleFactory)
    engine = "0" * 64
    data_version = 1
    ready = check_first = unlikely = 1
