from io import BytesIO

from PIL import Image

from exchanges import cards
from tests import factories
from tracker import pages


def card_of(release):
    return cards.card(pages.document("release", release.slug))


def test_card_says_who_was_freed_and_what_was_given(db):
    release = factories.ReleaseFactory(title="Three in spring", people_max=3)

    card = card_of(release)

    assert card.title == "Three in spring"
    assert card.answer == "Not stated"
    assert card.given == ("No source here says anything about a price.",)


def test_card_says_how_far_each_thing_got(db):
    link = factories.LinkageFactory(
        concession=factories.ConcessionFactory(title="Spare parts", agreed=True),
        allocation="package",
    )

    assert card_of(link.release).given == ("Spare parts (agreed, in a package)",)


def test_card_of_remains_counts_no_people(db):
    assert card_of(factories.ReleaseFactory(remains=True)).people == "Remains of 1"


def test_card_names_nobody_who_was_freed(db):
    person = factories.PersonFactory()
    release = factories.ReleaseFactory()
    factories.FreedFactory(release=release, person=person)

    words = "\n".join(card_of(release).words())

    assert person.names.get().text not in words


def test_picture_has_the_size_that_readers_expect_and_is_always_the_same(db):
    card = card_of(factories.ReleaseFactory(title="Ціханоўскі " * 15))

    drawn = cards.draw(card)

    image = Image.open(BytesIO(drawn))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert cards.draw(card) == drawn


def test_picture_is_served_beside_the_page(client, db):
    release = factories.ReleaseFactory()

    response = client.get(f"/releases/{release.slug}/card.png")
    page = client.get(f"/releases/{release.slug}/").content.decode()

    assert response["Content-Type"] == "image/png"
    assert f"http://testserver/releases/{release.slug}/card.png" in page
