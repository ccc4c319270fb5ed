"""The name index holds exactly what may be found, whoever writes and however."""

import psycopg
import pytest
from django.db import connection

from tests import factories
from tracker import name_index, names, published
from tracker.models import IndexedName

pytestmark = pytest.mark.django_db
COMMITTED = pytest.mark.django_db(transaction=True, databases=["default", "public"])


def person(*spellings, **values):
    row = factories.PersonFactory(nameless=True, **values)
    for position, text in enumerate(spellings):
        factories.PersonNameFactory(
            person=row,
            text=text,
            kind="alias" if position else "main",
            position=position,
        )
    return row


def found(name, part="record:person", **options):
    return [hit.text for hit in name_index.find(name, [part], least=0.2, **options)]


# The spellings of one name: an opposition politician's in four conventions.
@pytest.mark.parametrize(
    "asked", ["Tikhanovsky", "Tsikhanouski", "Тихановский", "Ціханоўскі"]
)
def test_a_person_is_found_in_any_spelling(asked):
    person("Siarhei Tsikhanouski")
    person("Person Two")

    assert found(asked) == ["Siarhei Tsikhanouski"]


def test_a_hit_says_which_spelling_met_and_how():
    row = person("Person One", "Персон Уан")

    (hit,) = name_index.find("Persson One", ["record:person"])

    assert (hit.record_id, hit.text) == (str(row.pk), "Person One")
    assert [m.how for m in hit.explanation.meetings] == ["sound", "same"]
    assert hit.score == hit.explanation.score


def test_a_record_is_found_once():
    person("Person One", "Persona One", "Person Won")

    assert len(found("Person One")) == 1


def test_names_without_letters_find_nothing():
    person("Person One")

    assert found("—") == []


def test_candidates_in_sql_are_those_of_the_sum_in_python():
    spellings = ["Person One", "Person Two", "Perron One", "Other One", "Nobody"]
    for text in spellings:
        person(text)
    asked = names.tokens("Person One")
    of_names = {text: names.keys(names.tokens(text)) for text in spellings}

    def count(keys):
        return {k: sum(k in held for held in of_names.values()) for k in keys}

    gains = name_index.chosen(names.keys(asked), count, len(spellings))
    sums = {
        text: sum(gains.get(key, 0) for key in held) * len(held) ** -0.25
        for text, held in of_names.items()
    }
    expected = sorted((t for t in sums if sums[t]), key=lambda t: -sums[t])

    asker = name_index.Asker(["record:person"])
    rows = asker._candidates(asked, 25)

    assert [row[3] for row in rows] == expected


def test_common_keys_are_left_out_but_for_one():
    counts = {"arare": 10, "acommon": 2_995, "aother": 2_996}

    gains = name_index.chosen(counts, lambda keys: counts, 10_000)

    assert list(gains) == ["arare"]
    assert name_index.chosen(["aall"], lambda keys: {"aall": 9_000}, 10_000)


# What is public


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_is_found_by_editors_only(state):
    person("Person One", state=state)

    assert found("Person One") == []
    assert found("Person One", "desk:person", using="default") == ["Person One"]


def test_names_of_a_record_that_is_withdrawn_vanish_with_it():
    row = person("Person One")

    with published.writing():
        row.state = "withdrawn"
        row.save()

    assert found("Person One") == []
    assert not keys_of("record:person")


def keys_of(part):
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM tracker_namekey WHERE part = %s", [part])
        return cursor.fetchall()


def test_a_name_that_is_withheld_vanishes_in_any_spelling():
    row = person("Person One", "Персон Уан")

    with published.writing():
        row.is_name_withheld = True
        row.save()

    assert found("Person One") == found("Персон Уан") == []
    assert not keys_of("record:person")


def test_names_of_a_draft_follow_its_edits():
    row = person("Person One", draft=True)

    with published.writing():
        row.names.update(text="Somebody Else")

    assert found("Person One", "desk:*", using="default") == []
    assert found("Somebody Else", "desk:*", using="default") == ["Somebody Else"]


def test_names_of_a_deleted_draft_are_gone():
    row = person("Person One", draft=True)

    with published.writing():
        row.delete()

    assert not IndexedName.objects.exists()
    assert not keys_of("desk:person")


def test_names_follow_a_document_deleted_by_hand():
    person("Person One")

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tracker_document")

    assert not keys_of("record:person")


def test_party_and_entity_are_found_too():
    factories.PartyFactory(code="XA", name="Party One")
    factories.EntityNameFactory(text="Entity One")

    assert found("Party One", "record:party") == ["Party One"]
    assert found("Entity One", "record:entity") == ["Entity One"]


def test_party_of_a_person_without_a_name_is_not_found_by_the_placeholder():
    human = factories.PersonFactory(withheld=True, nameless=True)
    factories.PartyFactory(human=True, person=human)

    assert found("name withheld", "record:*") == []


def test_what_did_not_change_is_not_written_again(django_assert_num_queries):
    row = person("Person One")
    ids = set(IndexedName.objects.values_list("pk", flat=True))

    with published.writing():
        row.note = "changed"
        row.save()

    assert set(IndexedName.objects.values_list("pk", flat=True)) == ids


def test_check_names_a_record_under_a_wrong_name():
    row = person("Person One")
    IndexedName.objects.filter(part="record:person").delete()

    assert [(d.slug, d.problem) for d in published.check()] == [
        (row.slug, "is indexed under other names")
    ]


def test_finding_takes_few_queries(django_assert_max_num_queries):
    for _ in range(5):
        person("Person Number")

    with django_assert_max_num_queries(5):
        assert len(found("Person Number")) == 5


@COMMITTED
def test_public_connection_reads_published_names_only(role_connection):
    person("Person One", draft=True)
    person("Person Two")
    public = role_connection("tracker_public")

    texts = public.execute("SELECT text FROM published_name").fetchall()
    parts = public.execute("SELECT DISTINCT part FROM published_namekey").fetchall()

    assert texts == [("Person Two",)]
    assert parts == [("record:person",)]


@COMMITTED
def test_names_of_a_marked_document_are_not_served(role_connection):
    person("Person One")
    owner = role_connection("tracker_owner")
    assert found("Person One") == ["Person One"]

    owner.execute("UPDATE tracker_person SET is_name_withheld = true")

    public = role_connection("tracker_public")
    assert found("Person One") == []
    assert public.execute("SELECT FROM published_name").fetchall() == []
    assert public.execute("SELECT FROM published_namekey").fetchall() == []


@COMMITTED
def test_counts_are_remembered_until_the_data_change():
    person("Person One")
    assert found("Person One") == ["Person One"]

    person("Person Two")

    assert found("Person Two")[0] == "Person Two"


@COMMITTED
def test_an_indexed_name_is_not_changed(role_connection):
    person("Person One")

    with pytest.raises(psycopg.IntegrityError, match="replaced"):
        role_connection("tracker_owner").execute(
            "UPDATE tracker_indexedname SET text = 'Person Two'"
        )
