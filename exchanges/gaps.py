"""What is not known of a release, in plain sentences. Pure, over documents."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

GIVEN = ("exclusive", "shared", "package")
REACHED = frozenset({"delivered", "partly_delivered"})


def gaps(release: Json) -> list[str]:
    """Say what the record does not hold of a release, the people first."""
    return [
        *_people(release),
        *_when(release),
        *_where(release),
        *_how(release),
        *_given(release),
    ]


def _people(release: Json) -> Iterator[str]:
    count = release["people"]
    if not count:
        yield "How many people were freed is not recorded."
        return
    named = sum(bool(freed["person"]["name"]) for freed in release["freed"])
    if count["max"] == 0 or named >= (count["max"] or named + 1):
        return
    if named == 0:
        yield "None of the people freed is named here."
    elif count["min"] == count["max"]:
        others = count["max"] - named
        yield f"{_named(named, count)}; {others:,} {_verb(others)} not."
    else:
        yield f"{_named(named, count)}; the others are not."


def _named(number: int, count: Json) -> str:
    return f"{number:,} of {count['text']} {_verb(number)} named here"


def _verb(number: int) -> str:
    return "is" if number == 1 else "are"


def _when(release: Json) -> Iterator[str]:
    when = release["released_on"]
    if not when:
        yield "When they were let go is not recorded."
    elif when["earliest"] != when["latest"]:
        yield f"The day is not known more closely than {when['text']}."
    elif "inferred" in when["text"]:
        yield f"The date, {when['text']}, is the editor's inference."


def _where(release: Json) -> Iterator[str]:
    missing = []
    if not release["place"]:
        missing.append("where they were handed over")
    if not release["received_by"] and not _is_swap(release):
        missing.append("who received them")
    if not release["destination"]:
        missing.append("whether they stayed in the country or left")
    if missing:
        *most, last = missing
        text = f"{', '.join(most)} and {last}" if most else last
        yield f"Not recorded: {text}."


def _is_swap(release: Json) -> bool:
    """Tell whether people came back for these, which says whom they went to."""
    return bool(release["in_exchange"]["counter_releases"])


def _how(release: Json) -> Iterator[str]:
    if not release["legal_form"]:
        yield "By which legal act they were let go is not recorded."


def _given(release: Json) -> Iterator[str]:
    for name in GIVEN:
        for item in release["in_exchange"][name]:
            concession = item["concession"]
            if concession is None:
                continue  # people let go by the other side
            title = f"“{concession['name']}”"
            given = [s for s in concession["steps"] if s["kind"] in REACHED]
            if not concession["steps"]:
                yield f"No dated step of {title} is recorded."
            elif given and not any(step["date"] for step in given):
                yield f"When {title} was given is not recorded."
            is_relief = concession["kind"] == "sanctions_relief"
            if is_relief and given and not any(s["actions"] for s in given):
                yield f"Which legal act put {title} into effect is not recorded."
