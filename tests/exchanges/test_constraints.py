import pytest

from tests import constraints, factories
from tests.constraints import UNKNOWN, twice

pytestmark = pytest.mark.django_db


def of_count(factory, prefix):
    table = factory._meta.model._meta.model_name
    return {
        f"{table}_{prefix}_qualifier_known": lambda: factory(
            **{f"{prefix}_qualifier": UNKNOWN}
        ),
        f"{table}_{prefix}_min_lte_max": lambda: factory(
            **{f"{prefix}_min": 3, f"{prefix}_max": 2}
        ),
    }


def two_steps_in_one_place():
    concession = factories.ConcessionFactory()
    factories.StepFactory(concession=concession, position=0)
    factories.StepFactory(concession=concession, position=0)


def swapped_back(linkage):
    factories.LinkageFactory(
        swap=True, counter_release=linkage.release, release=linkage.counter_release
    )


def linkage_of_itself():
    release = factories.ReleaseFactory()
    factories.LinkageFactory(swap=True, release=release, counter_release=release)


BREAKS = {
    **constraints.of_citation(factories.ConcessionCitationFactory),
    **constraints.of_citation(factories.ContactCitationFactory),
    **constraints.of_citation(factories.DetentionCitationFactory),
    **constraints.of_citation(factories.LinkageCitationFactory),
    **constraints.of_citation(factories.ReleaseCitationFactory),
    **constraints.of_citation(factories.TallyCitationFactory),
    **constraints.of_citation(factories.TradeCitationFactory),
    **of_count(factories.CohortFactory, "people"),
    **of_count(factories.CohortFactory, "remains"),
    **of_count(factories.ReleaseFactory, "people"),
    **of_count(factories.ReleaseFactory, "remains"),
    **of_count(factories.TallyFactory, "people"),
    "cohort_breakdown_known": lambda: factories.CohortFactory(breakdown=UNKNOWN),
    "cohort_has_something_in_common": lambda: factories.CohortFactory(value=""),
    "cohort_label_once": lambda: twice(factories.CohortFactory()),
    "cohortmember_once": lambda: twice(factories.CohortMemberFactory()),
    "concession_amount_has_unit": lambda: factories.ConcessionFactory(amount_min=1),
    "concession_amount_min_lte_max": lambda: factories.ConcessionFactory(
        amount_min=3, amount_max=2, amount_unit="mines"
    ),
    "concession_amount_qualifier_known": lambda: factories.ConcessionFactory(
        amount_qualifier=UNKNOWN
    ),
    "concession_kind_known": lambda: factories.ConcessionFactory(kind=UNKNOWN),
    "concession_other_has_note": lambda: factories.ConcessionFactory(kind="other"),
    "concession_state_known": lambda: factories.ConcessionFactory(state=UNKNOWN),
    "concessionparty_once": lambda: twice(factories.ConcessionPartyFactory()),
    "concessionparty_role_known": lambda: factories.ConcessionPartyFactory(
        role=UNKNOWN
    ),
    "contact_kind_known": lambda: factories.ContactFactory(kind=UNKNOWN),
    "contact_state_known": lambda: factories.ContactFactory(state=UNKNOWN),
    "contact_status_known": lambda: factories.ContactFactory(status=UNKNOWN),
    "contactparticipant_once": lambda: twice(factories.ContactParticipantFactory()),
    "detention_ends_after_it_begins": lambda: factories.DetentionFactory(
        began_on="2020-02", ended_on="2020-01"
    ),
    "detention_form_known": lambda: factories.DetentionFactory(form=UNKNOWN),
    "detention_not_from_itself": lambda: factories.DetentionFactory(
        id=1, transferred_from_id=1
    ),
    "detention_state_known": lambda: factories.DetentionFactory(state=UNKNOWN),
    "freed_once": lambda: twice(factories.FreedFactory()),
    "freed_outcome_known": lambda: factories.FreedFactory(outcome=UNKNOWN),
    "intakearticle_written_has_dossier": lambda: factories.IntakeArticleFactory(
        written_at=factories.INSTANT
    ),
    "intakearticle_text_until_deleted": lambda: factories.IntakeArticleFactory(text=""),
    "intakearticle_sha256_is_hex": lambda: factories.IntakeArticleFactory(sha256="0"),
    "intakeproposal_band_known": lambda: factories.IntakeProposalFactory(band=UNKNOWN),
    "intakeproposal_final_if_accepted": lambda: factories.IntakeProposalFactory(
        accepted=True, final=None
    ),
    "intakeproposal_judged_at_an_instant": lambda: factories.IntakeProposalFactory(
        accepted=True, judged_at=None
    ),
    "intakeproposal_once": lambda: twice(factories.IntakeProposalFactory()),
    "intakeproposal_state_known": lambda: factories.IntakeProposalFactory(
        accepted=True, state=UNKNOWN, final=None
    ),
    "linkage_allocation_known": lambda: factories.LinkageFactory(allocation=UNKNOWN),
    "linkage_basis_known": lambda: factories.LinkageFactory(basis=UNKNOWN),
    "linkage_not_of_itself": linkage_of_itself,
    "linkage_of_one_thing": lambda: factories.LinkageFactory(concession=None),
    "linkage_once": lambda: twice(factories.LinkageFactory()),
    "linkage_swap_once": lambda: swapped_back(factories.LinkageFactory(swap=True)),
    "linkage_swap_of_releases": lambda: factories.LinkageFactory(basis="swap"),
    "recognition_kind_known": lambda: factories.RecognitionFactory(kind=UNKNOWN),
    "recognition_of_one_thing": lambda: factories.RecognitionFactory(person=None),
    "recognition_once": lambda: twice(factories.RecognitionFactory()),
    "release_consideration_known": lambda: factories.ReleaseFactory(
        consideration=UNKNOWN
    ),
    "release_destination_known": lambda: factories.ReleaseFactory(destination=UNKNOWN),
    "release_legal_form_known": lambda: factories.ReleaseFactory(legal_form=UNKNOWN),
    "release_of_somebody": lambda: factories.ReleaseFactory(people_min=0, people_max=0),
    "release_state_known": lambda: factories.ReleaseFactory(state=UNKNOWN),
    "releaseparty_once": lambda: twice(factories.ReleasePartyFactory()),
    "releaseparty_role_known": lambda: factories.ReleasePartyFactory(role=UNKNOWN),
    "suggestion_once": lambda: twice(factories.SuggestionFactory()),
    "suggestion_state_known": lambda: factories.SuggestionFactory(state=UNKNOWN),
    "step_kind_known": lambda: factories.StepFactory(kind=UNKNOWN),
    "step_position_once": two_steps_in_one_place,
    "stepaction_once": lambda: twice(factories.StepActionFactory()),
    "tally_measure_known": lambda: factories.TallyFactory(measure=UNKNOWN),
    "tally_of_something": lambda: factories.TallyFactory(captor=None),
    "tally_state_known": lambda: factories.TallyFactory(state=UNKNOWN),
    "trade_not_following_itself": lambda: factories.TradeFactory(id=1, follows_id=1),
    "trade_not_part_of_itself": lambda: factories.TradeFactory(id=1, part_of_id=1),
    "trade_state_known": lambda: factories.TradeFactory(state=UNKNOWN),
    "tradeaction_once": lambda: twice(factories.TradeActionFactory()),
    "tradeparty_once": lambda: twice(factories.TradePartyFactory()),
    "tradeparty_role_known": lambda: factories.TradePartyFactory(role=UNKNOWN),
}


@pytest.mark.parametrize("name", BREAKS)
def test_database_refuses_what_breaks(name):
    constraints.assert_breaks(name, BREAKS[name])


def test_every_constraint_is_broken_by_a_test():
    assert sorted(BREAKS) == sorted(constraints.names("exchanges"))


def test_a_release_of_remains_alone_is_one():
    assert factories.ReleaseFactory(remains=True).pk
