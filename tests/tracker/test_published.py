"""Documents show exactly what the tables say, whoever wrote them and however."""

import datetime as dt
import random

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as f
from tracker import published, watches
from tracker.models import DataVersion, Document, Mark, PublishedDocument, State

pytestmark = pytest.mark.django_db


def world():
    """Two sides that trade releases and a concession, with a part of every kind."""
    one, other, third = (f.PartyFactory() for _ in range(3))
    human = f.PartyFactory(human=True)
    original = f.SourceFactory()
    copy = f.SourceFactory(derived_from=original)
    trade = f.TradeFactory(part_of=f.TradeFactory(), follows=f.TradeFactory())
    f.TradePartyFactory(trade=trade, party=one)
    f.TradePartyFactory(trade=trade, party=other, role="mediator")
    releases = [
        f.ReleaseFactory(captor=one, trade=trade),
        f.ReleaseFactory(captor=one),
        f.ReleaseFactory(captor=other, trade=trade),
    ]
    f.ReleasePartyFactory(release=releases[0], party=other)
    cohort = f.CohortFactory(release=releases[0])
    f.RecognitionFactory(of_cohort=True, cohort=cohort, by=third)
    freed = f.FreedFactory(release=releases[0])
    f.CohortMemberFactory(freed=freed, cohort=cohort)
    f.NationalityFactory(person=freed.person)
    f.RecognitionFactory(person=freed.person)
    f.DetentionFactory(person=freed.person, captor=one)
    entity = f.EntityFactory(party=human)
    f.ListingFactory(entity=entity)
    action = f.ActionFactory(reverses=f.ActionFactory())
    f.ActionEntityFactory(action=action, entity=entity)
    f.TradeActionFactory(trade=trade, action=action)
    concession = f.ConcessionFactory(giver=other, trade=trade, delivered=True)
    f.ConcessionPartyFactory(concession=concession, party=one)
    contact = f.ContactFactory(trade=trade, initiator=human)
    f.ContactParticipantFactory(contact=contact, party=human, acting_for=one)
    step = concession.steps.first()
    f.StepActionFactory(step=step, action=action)
    for release in releases[:2]:
        linkage = f.LinkageFactory(concession=concession, release=release)
        f.LinkageCitationFactory(subject=linkage, source=copy, speaker=human)
    f.LinkageFactory(
        concession=None,
        counter_release=releases[2],
        release=releases[0],
        basis="swap",
    )
    f.ReleaseCitationFactory(subject=releases[0], source=original)
    f.TallyFactory(captor=one, trade=None)
    f.TallyFactory(captor=None, trade=trade)


# Random edits


def watched_models():
    by_table = {model._meta.db_table: model for model in apps.get_models()}
    return [by_table[table] for table in sorted(watches.watches())]


def editable(model):
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and not isinstance(field, models.GeneratedField)
        and not isinstance(field, models.DateTimeField)
    ]


def new_value(field, row, dice):
    """Another value that the column may hold, mostly."""
    if isinstance(field, models.ForeignKey):
        keys = list(field.related_model.objects.order_by("pk").values_list("pk"))
        return dice.choice(
            [*(key for (key,) in keys), None if field.null else keys[0][0]]
        )
    if field.choices:
        return dice.choice([value for value, _ in field.choices])
    old = getattr(row, field.attname)
    if isinstance(old, bool):
        return not old
    if isinstance(old, list):
        return []
    if isinstance(field, models.CharField | models.TextField):
        return dice.choice(["", "2024-05", "changed", f"{old}x"])[: field.max_length]
    if isinstance(field, models.DateField):
        return dt.date(2024, 5, dice.randint(1, 28))
    return dice.randint(0, 9)


def edit(model, dice):
    """Write to one table in one of the ways there are."""
    rows = list(model.objects.order_by("pk"))
    if not rows:
        return
    row, field = dice.choice(rows), dice.choice(editable(model))
    value = new_value(field, row, dice)
    way = dice.choice(["save", "bulk", "update", "sql", "delete", "copy"])
    if way == "save":
        setattr(row, field.attname, value)
        row.save()
    elif way == "bulk":
        for each in rows[:3]:
            setattr(each, field.attname, value)
        model.objects.bulk_update(rows[:3], [field.name])
    elif way == "update":
        model.objects.filter(pk__gte=row.pk).update(**{field.attname: value})
    elif way == "sql":
        column, table = (
            connection.ops.quote_name(name)
            for name in (field.column, model._meta.db_table)
        )
        key = connection.ops.quote_name(model._meta.pk.column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [value, row.pk]
            )
    elif way == "delete":
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {model._meta.db_table} WHERE"
                f" {model._meta.pk.column} = %s",
                [row.pk],
            )
            connection.check_constraints()
    else:
        row.pk = None
        row._state.adding = True
        setattr(row, field.attname, value)
        row.save(force_insert=True)


def stale():
    """Documents that differ from fresh ones, and those marked."""
    differing = {
        (found.kind, found.slug)
        for found in published.check()
        if found.problem in ("is stale", "is missing", "is no longer public")
    }
    marks = set(Mark.objects.values_list("kind", "record_id"))
    marked = set()
    for kind in published.KINDS.values():
        stored = dict(
            Document.objects.filter(kind=kind.name).values_list("slug", "record_id")
        )
        fresh = {row.slug: row.record_id for row in published.render(kind)}
        for slug, record_id in [*stored.items(), *fresh.items()]:
            if (kind.name, record_id) in marks:
                marked.add((kind.name, slug))
    return differing, marked


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**9))
def test_whatever_is_written_no_document_is_stale_without_a_mark(db, seed):
    dice = random.Random(seed)
    with transaction.atomic():
        with published.writing():
            world()
        for _ in range(12):
            try:
                with transaction.atomic():
                    edit(dice.choice(watched_models()), dice)
            except (DatabaseError, ValueError):  # refused by a constraint: not written
                continue
        differing, marked = stale()
        assert differing <= marked

        with published.writing():
            pass

        assert published.check() == []
        transaction.set_rollback(True)


def test_an_unchanged_row_marks_nothing():
    f.ReleaseFactory()
    version = PublishedDocument.objects.values_list("version", flat=True)
    before = list(version.order_by("id"))

    with published.writing():
        f.exchanges.Release.objects.update(place=models.F("place"))

    assert list(version.order_by("id")) == before


def test_a_party_renamed_is_renamed_in_every_document_that_shows_it():
    party = f.PartyFactory(name="party before")
    release = f.ReleaseFactory(captor=party)

    with published.writing():
        f.tracker.Party.objects.filter(pk=party.pk).update(name="party after")

    body = bytes(PublishedDocument.objects.get(kind="release", slug=release.slug).body)
    assert b"party after" in body
    assert b"party before" not in body


@pytest.mark.parametrize("state", [s for s in State.values if s != "published"])
def test_a_record_that_is_not_published_has_no_document(state):
    release = f.ReleaseFactory()

    with published.writing():
        f.exchanges.Release.objects.filter(pk=release.pk).update(state=state)

    assert not Document.objects.filter(kind="release", slug=release.slug).exists()


def test_a_marked_document_is_not_served_until_it_is_fresh(client):
    release = f.ReleaseFactory()
    address = f"/api/v1/releases/{release.slug}/"

    f.exchanges.Release.objects.filter(pk=release.pk).update(place="elsewhere")
    stale_answer = client.get(address).status_code
    with published.writing():
        pass

    assert (stale_answer, client.get(address).status_code) == (404, 200)


def test_writing_can_be_nested():
    with published.writing():
        with published.writing():
            release = f.ReleaseFactory()
        assert not Document.objects.filter(kind="release").exists()

    assert Document.objects.filter(kind="release", slug=release.slug).exists()


def test_a_failed_write_leaves_neither_rows_nor_marks():
    with pytest.raises(IntegrityError), published.writing():
        f.ReleaseFactory(people_min=2, people_max=1)

    assert not f.exchanges.Release.objects.exists()
    assert not Mark.objects.exists()


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
def test_the_application_cannot_commit_a_stale_document():
    release = f.ReleaseFactory()

    with pytest.raises(IntegrityError, match=r"write inside published\.writing"):
        f.exchanges.Release.objects.filter(pk=release.pk).update(place="elsewhere")

    release.refresh_from_db()
    assert release.place == ""


def test_a_serializer_that_queries_is_refused():
    release = f.ReleaseFactory()
    kind = published.KINDS["release"]
    bare = published.Kind(
        name=kind.name,
        segment=kind.segment,
        model=kind.model,
        paths=(),
        serializer=kind.serializer,
        facets=kind.facets,
    )

    with pytest.raises(RuntimeError, match="add its lookup to the paths"):
        list(published.render(bare, [str(release.pk)]))


def test_triggers_are_on_every_watched_table_and_no_other():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgname LIKE 'published\\_%' ORDER BY 1"
        )
        found = [name for (name,) in cursor.fetchall()]

    assert found == sorted(watches.watches())


def test_rendering_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    for _ in range(3):
        f.LinkageFactory()
    kind = published.KINDS["release"]

    with django_assert_max_num_queries(len(kind.paths) + 1):
        list(published.render(kind))


def test_documents_are_rendered_anew_after_the_code_has_changed():
    release = f.ReleaseFactory()
    published.rebuild_after_upgrade()
    stale = Document.objects.filter(kind="release", slug=release.slug)
    stale.update(body=b"{}")

    same = published.rebuild_after_upgrade()
    DataVersion.objects.update(code="other code")
    changed = published.rebuild_after_upgrade()

    assert same == 0
    assert changed > 0
    assert published.check() == []
