import pytest

from tracker.name_duplicates import Bearer, suspicions

FIRST = Bearer("a", ("Siarhei Tsikhanouski",), "person", 1978, frozenset({"BY"}))


@pytest.mark.parametrize(
    ("other", "is_suspected"),
    [
        (Bearer("b", ("Sergei Tikhanovsky",), "person", 1978), True),
        (Bearer("b", ("Sergei Tikhanovsky",)), True),
        (Bearer("b", ("Someone Else", "Сергей Тихановский"), "person", 1979), True),
        (Bearer("b", ("Sergei Tikhanovsky",), "person", 1950), False),
        (Bearer("b", ("Sergei Tikhanovsky",), "vessel"), False),
        (
            Bearer("b", ("Sergei Tikhanovsky",), nationalities=frozenset({"BY", "PL"})),
            True,
        ),
        (Bearer("b", ("Sergei Tikhanovsky",), nationalities=frozenset({"PL"})), False),
        (Bearer("b", ("Sviatlana Tsikhanouskaya",), "person"), False),
        (Bearer("b", ()), False),
    ],
)
def test_two_bearers_are_suspected_by_name_unless_something_known_differs(
    other, is_suspected
):
    found = list(suspicions([other, FIRST]))

    assert [(each.one, each.other) for each in found] == [("a", "b")] * is_suspected


def test_only_pairs_with_one_of_those_asked_about_are_given():
    others = [Bearer(key, ("Sergei Tikhanovsky",)) for key in ("b", "c")]

    found = list(suspicions([FIRST, *others], among={"c"}))

    assert [(each.one, each.other) for each in found] == [("a", "c"), ("b", "c")]


def test_the_spellings_of_one_bearer_are_no_suspicion():
    assert list(suspicions([Bearer("a", ("Person One", "Person One."))])) == []
