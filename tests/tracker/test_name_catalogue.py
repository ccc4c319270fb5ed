# ruff: noqa: RUF001
# Cyrillic letters that look like Latin ones are what is tested.
import pytest

from tracker import name_catalogue, names
from tracker.name_catalogue import NameCatalogue

ROWS = [
    ("one", "Siarhei Tsikhanouski"),
    ("one", "Sergei Tikhanovsky"),
    ("two", "Sviatlana Tsikhanouskaya"),
    ("three", "Siarhei Statkevich"),
    ("four", "Belarusian Optical and Mechanical Association JSC"),
    ("five", "AL AMIR COMPANY"),
    ("six", "558 Aviation Repair Plant"),
    ("nobody", "…"),
]


@pytest.fixture(scope="module")
def catalogue():
    return NameCatalogue(ROWS)


@pytest.mark.parametrize(
    ("asked", "owner"),
    [
        ("Сяргей Ціханоўскі", "one"),
        ("Светлана Тихановская", "two"),
        ("Statkevich", "three"),
        ("Siarhei Statkevihc", "three"),
        ("ОАО ‘Белорусское оптико-механическое объединение’", "four"),
        ("al-AmirCompany", "five"),
        ("558 авиационный ремонтный завод", "six"),
    ],
)
def test_search_finds_a_name_in_any_spelling(catalogue, asked, owner):
    assert catalogue.search(asked)[0].owner == owner


def test_search_names_each_owner_once_with_the_most_alike_name(catalogue):
    hits = catalogue.search("Sergei Tikhanovsky")

    owners = [hit.owner for hit in hits]
    assert len(owners) == len(set(owners))
    assert hits[0] == name_catalogue.Hit("one", ("sergei", "tikhanovsky"), 1.0)
    assert [hit.score for hit in hits] == sorted(
        (hit.score for hit in hits), reverse=True
    )


def test_search_keeps_to_the_owners_that_are_accepted(catalogue):
    hits = catalogue.search("Siarhei", accepts=lambda owner: owner == "three")

    assert [hit.owner for hit in hits] == ["three"]


def test_search_scores_as_the_comparison_of_two_names_does(catalogue):
    asked = "Siarhei Tikhanovski"

    hit = catalogue.search(asked, limit=1)[0]

    assert hit.score == pytest.approx(
        names.score(names.tokens(asked), hit.name, catalogue.weight)
    )


@pytest.mark.parametrize("asked", ["", "…", "Qwrtpl"])
def test_search_for_what_nothing_is_like_finds_nothing(catalogue, asked):
    assert catalogue.search(asked) == []


def test_a_catalogue_without_names_finds_nothing():
    catalogue = NameCatalogue([])

    assert len(catalogue) == 0
    assert catalogue.search("Siarhei") == []


def test_names_without_letters_are_not_in_the_catalogue(catalogue):
    assert len(catalogue) == len(ROWS) - 1
