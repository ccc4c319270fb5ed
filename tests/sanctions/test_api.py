import pytest

from tests import factories as f
from tests import lists
from tracker import published

pytestmark = pytest.mark.django_db

SEGMENTS = ("entities", "actions")
# The value by which each filter keeps the record "…-a" and drops the other.
CASES = {
    "entities": {
        "source": "source-e",
        "confidence": "low",
        "kind": "vessel",
        "programme": "programme-a",
        "party": "XA",
        "action": "action-a",
        "list": "list-a",
        "listed_on": "2020-06-01",
    },
    "actions": {
        "kind": "waive",
        "authority": "authority-a",
        "party": "XF",
        "programme": "programme-a",
        "entity": "entity-a",
        "source": "source-a",
        "confidence": "low",
    },
}


@pytest.fixture
def world():
    with published.writing():
        programme = f.ProgrammeFactory(
            code="programme-a",
            authority__code="authority-a",
            authority__party__code="XF",
        )
        entity = f.EntityFactory(
            slug="entity-a", kind="vessel", party=f.PartyFactory(code="XA")
        )
        f.ListingFactory(entity=entity, programme=programme)
        f.EntityCitationFactory(
            subject=entity, source__slug="source-e", confidence="low"
        )
        action = f.ActionFactory(
            slug="action-a",
            kind="waive",
            authority=programme.authority,
            programme=programme,
        )
        f.ActionEntityFactory(action=action, entity=entity)
        f.ActionCitationFactory(
            subject=action, source__slug="source-a", confidence="low"
        )
        f.ListingFactory(entity__slug="entity-b", listed_on="2022")
        f.ListingPeriodFactory(entry__entity=entity)
        f.ActionFactory(slug="action-b", cited=True)


def test_every_filter_has_a_case():
    cases = {(segment, name) for segment, case in CASES.items() for name in case}

    assert cases == lists.filters(*SEGMENTS)


@pytest.mark.parametrize(
    ("segment", "name", "value"),
    [(s, name, value) for s, case in CASES.items() for name, value in case.items()],
)
def test_filter_keeps_what_has_the_value_and_drops_the_rest(
    client, world, segment, name, value
):
    kept = "entity-a" if segment == "entities" else "action-a"

    assert lists.slugs(client, segment, **{name: value}) == [kept]
    assert len(lists.slugs(client, segment)) == 2


@pytest.mark.parametrize("segment", SEGMENTS)
def test_list_and_record_take_one_query_each(
    client, world, django_assert_num_queries, segment
):
    with django_assert_num_queries(1):
        slug = lists.slugs(client, segment)[0]
    with django_assert_num_queries(1):
        lists.detail(client, segment, slug)


def test_actions_stand_in_order_of_taking_effect_else_of_being_announced(client):
    with published.writing():
        f.ActionFactory(slug="action-a", effective_on="2020-02-01")
        f.ActionFactory(slug="action-b", announced_on="2020-03-01")
        f.ActionFactory(
            slug="action-c", announced_on="2020-04-01", effective_on="2020-01-01"
        )

    assert lists.slugs(client, "actions") == ["action-b", "action-a", "action-c"]
    assert lists.slugs(client, "actions", to="2020-02") == ["action-a", "action-c"]


def test_entity_names_its_acts_in_order_and_they_name_it(client):
    entity = f.EntityFactory(slug="entity-a")
    for slug, day in (("action-b", "2020-01-01"), ("action-a", "2020-02-01")):
        f.ActionEntityFactory(
            action__slug=slug, action__effective_on=day, entity=entity
        )

    acts = lists.detail(client, "entities", "entity-a")["actions"]

    assert [act["slug"] for act in acts] == ["action-b", "action-a"]
    assert acts[0]["entities"] == [
        {
            "slug": "entity-a",
            "name": entity.names.get().text,
            "url": "/api/v1/entities/entity-a/",
        }
    ]


@pytest.mark.parametrize("link", ["person", "party"])
def test_entity_that_is_somebody_whose_name_is_withheld_tells_no_name(client, link):
    person = f.PersonFactory(slug="person-a", withheld=True)
    other = {"party": f.PartyFactory(human=True, person=person), "person": person}
    entity = f.EntityFactory(slug="entity-a", **{link: other[link]})
    f.IdentifierFactory(entity=entity)
    f.ActionEntityFactory(action__slug="action-a", entity=entity)

    record = lists.detail(client, "entities", "entity-a")
    act = lists.detail(client, "actions", "action-a")

    assert (record["name"], record["names"]) == ("name withheld", [])
    assert record["identifiers"] == []
    assert act["entities"][0]["name"] == "name withheld"


@pytest.mark.parametrize(
    ("segment", "words"), [("entities", "alfa"), ("actions", "license 8")]
)
def test_words_find_what_is_written_about_a_record(client, segment, words):
    f.EntityNameFactory(entity=f.EntityFactory(), text="Альфа", script="Cyrl")
    f.ActionFactory(instrument="General License 8")
    f.EntityFactory()
    f.ActionFactory()

    assert len(lists.slugs(client, segment, q=words)) == 1
