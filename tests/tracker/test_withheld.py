import pytest

from tests import factories as f
from tracker import published, withheld
from tracker.models import Document, Person

pytestmark = pytest.mark.django_db


def withheld_person(spelling="Алесь Прыклад"):
    return f.PersonFactory(slug="person-a", withheld=True, main_name__text=spelling)


@pytest.mark.parametrize(
    "title",
    [
        "Алесь Прыклад",
        "About ALES PRYKLAD, again",
        "Ales-Pryklad",
        "«Алесь  Прыклад»",
        "ales_pryklad",
        "Pryklad, Ales",
        "Ales J. Pryklad",
        "alespryklad",
        "Ales%20Pryklad",
        "%D0%90%D0%BB%D0%B5%D1%81%D1%8C Pryklad",
        "Ales &#80;ryklad",
        "Al\u00ades Pry\u200bklad",
        "A\u0301les Pryklad",
    ],
)
def test_document_with_a_withheld_name_in_any_spelling_is_refused(title):
    withheld_person()

    with pytest.raises(withheld.WithheldNameError, match="release release-a"):
        f.ReleaseFactory(slug="release-a", title=title)

    assert not Document.objects.filter(kind="release").exists()


@pytest.mark.parametrize("title", ["Алесь", "Ales Prykladny", "Pryklad", ""])
def test_other_words_are_not_refused(title):
    withheld_person()

    f.ReleaseFactory(slug="release-a", title=title)

    assert Document.objects.filter(kind="release").count() == 1


def test_refusal_does_not_repeat_the_name():
    withheld_person()

    with pytest.raises(withheld.WithheldNameError) as refusal:
        f.SourceFactory(slug="source-a", title="Ales Pryklad freed")

    assert str(refusal.value) == (
        "A name that is withheld stands in source source-a."
        " Take it out of texts and slugs first."
    )


def test_slug_with_the_name_is_refused():
    with pytest.raises(withheld.WithheldNameError, match="person"):
        f.PersonFactory(
            slug="ales-pryklad", withheld=True, main_name__text="Алесь Прыклад"
        )


def test_draft_may_hold_the_name():
    withheld_person()

    f.ReleaseFactory(slug="release-a", title="Ales Pryklad", draft=True)

    assert not Document.objects.filter(kind="release").exists()


def test_name_cannot_be_withheld_while_another_document_holds_it():
    person = f.PersonFactory(slug="person-a", main_name__text="Ales Pryklad")
    f.ReleaseFactory(slug="release-a", place="in the house of Ales Pryklad")

    with pytest.raises(withheld.WithheldNameError, match="release release-a"):
        withhold(person)

    assert not Person.objects.get(pk=person.pk).is_name_withheld


def test_name_is_withheld_from_every_document_that_refers_to_the_person(client):
    person = f.PersonFactory(slug="person-a", main_name__text="Ales Pryklad")
    f.FreedFactory(release__slug="release-a", person=person)

    withhold(person)

    for path in ("releases/release-a/", "people/person-a/"):
        assert "Pryklad" not in client.get(f"/api/v1/{path}").content.decode()


def withhold(person):
    with published.writing():
        person.is_name_withheld = True
        person.save()


def test_without_withheld_names_nothing_is_searched():
    f.PersonFactory(main_name__text="Ales Pryklad")

    assert withheld.spellings() == ()
    assert not withheld.holds("Ales Pryklad", ())
