import pytest

from tests import constraints, factories
from tests.constraints import UNKNOWN, twice
from tracker.models import DataVersion

pytestmark = pytest.mark.django_db

BREAKS = {
    **constraints.of_citation(factories.PersonCitationFactory),
    "country_code_is_alpha2": lambda: factories.CountryFactory(code="x1"),
    "dataversion_one_row": lambda: DataVersion.objects.create(
        id=2, changed_at=factories.INSTANT
    ),
    "document_once": lambda: [
        factories.DocumentFactory(slug="release-a") for _ in range(2)
    ],
    "document_record_once": lambda: [
        factories.DocumentFactory(record_id="1") for _ in range(2)
    ],
    "dossierrecord_once": lambda: twice(
        factories.DossierRecordFactory(is_addition=True)
    ),
    "dossierrecord_one_home": lambda: [
        factories.DossierRecordFactory(slug="release-a") for _ in range(2)
    ],
    "publicchange_change_known": lambda: factories.PublicChangeFactory(change=UNKNOWN),
    "publicchange_into_when_merged": lambda: factories.PublicChangeFactory(into_id="1"),
    "mark_once": lambda: twice(factories.MarkFactory()),
    "nationality_once": lambda: twice(factories.NationalityFactory()),
    "party_code_is_plain": lambda: factories.PartyFactory(code="two words"),
    "party_has_name": lambda: factories.PartyFactory(name=""),
    "party_kind_known": lambda: factories.PartyFactory(kind=UNKNOWN),
    "party_person_iff_kind_person": lambda: factories.PartyFactory(kind="person"),
    "party_state_known": lambda: factories.PartyFactory(state=UNKNOWN),
    "person_state_known": lambda: factories.PersonFactory(state=UNKNOWN),
    "personname_kind_known": lambda: factories.PersonNameFactory(kind=UNKNOWN),
    "personname_not_empty": lambda: factories.PersonNameFactory(text=""),
    "personname_once": lambda: twice(factories.PersonNameFactory(kind="alias")),
    "personname_one_main": lambda: factories.PersonNameFactory(
        person=factories.PersonFactory()
    ),
    "proposal_decided_by_someone": lambda: factories.ProposalFactory(state="approved"),
    "proposal_not_decided_by_its_author": lambda: factories.ProposalFactory(
        approved=True,
        proposed_by__username="user-a",
        decided_by__username="user-a",
    ),
    "publicreport_closed_by_someone": lambda: factories.PublicReportFactory(
        state="done"
    ),
    "publicreport_kind_known": lambda: factories.PublicReportFactory(kind=UNKNOWN),
    "publicreport_state_known": lambda: factories.PublicReportFactory(
        state=UNKNOWN, closed_at=factories.INSTANT, handled_by=factories.UserFactory()
    ),
    "embargo_once": lambda: twice(factories.EmbargoFactory()),
    "withheldfield_once": lambda: twice(factories.WithheldFieldFactory()),
    "formerslug_once": lambda: twice(factories.FormerSlugFactory()),
    "merge_undone_by_someone": lambda: factories.MergeFactory(
        undone_at=factories.INSTANT
    ),
    "notthesame_in_order": lambda: factories.NotTheSameFactory(
        first_key="3", second_key="2"
    ),
    "notthesame_once": lambda: twice(factories.NotTheSameFactory()),
    "proposal_of_something": lambda: factories.ProposalFactory(before=None),
    "proposal_state_known": lambda: factories.ProposalFactory(
        approved=True, state=UNKNOWN
    ),
    "remark_says_something": lambda: factories.RemarkFactory(text=""),
    "remark_state_after_known": lambda: factories.RemarkFactory(state_after=UNKNOWN),
    "remark_state_before_known": lambda: factories.RemarkFactory(state_before=UNKNOWN),
    "source_flags_known": lambda: factories.SourceFactory(flags=["copy", UNKNOWN]),
    "source_kind_known": lambda: factories.SourceFactory(kind=UNKNOWN),
    "source_not_from_itself": lambda: factories.SourceFactory(id=1, derived_from_id=1),
    "source_sha256_is_hex": lambda: factories.SourceFactory(sha256="0" * 63),
    "source_state_known": lambda: factories.SourceFactory(state=UNKNOWN),
    "token_allows_something": lambda: factories.TokenFactory(requests_a_minute=0),
    "token_digest_is_hex": lambda: factories.TokenFactory(digest="key"),
    "token_once": lambda: [factories.TokenFactory(key="xt_a") for _ in range(2)],
    "source_url_unique": lambda: [
        factories.SourceFactory(url="https://example.org/a") for _ in range(2)
    ],
}


@pytest.mark.parametrize("name", BREAKS)
def test_database_refuses_what_breaks(name):
    constraints.assert_breaks(name, BREAKS[name])


def test_every_constraint_is_broken_by_a_test():
    assert sorted(BREAKS) == sorted(constraints.names("tracker"))


def test_sources_without_an_address_may_be_several():
    factories.SourceFactory(url="")

    assert factories.SourceFactory(url="").pk


def test_names_of_one_person_may_be_several_if_one_is_main():
    person = factories.PersonFactory()

    factories.PersonNameFactory(person=person, text="Person Uno", kind="alias")
    factories.PersonNameFactory(person=person, text="Person Un", kind="alias")

    assert person.names.count() == 3
