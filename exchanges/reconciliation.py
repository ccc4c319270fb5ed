"""Compare a claimed total with the releases that are itemised.

Interval arithmetic: a release that may lie outside the tally's period counts between
nobody and all of its people. Remains of the dead are never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker import dates
from tracker.dates import Period

from .ledger_facts import Document, period


@dataclass(frozen=True, slots=True)
class People:
    """So many people, at least and at most; ``maximum`` None when open."""

    minimum: int
    maximum: int | None

    def plus(self, other: People) -> People:
        """Add two numbers that count different people."""
        if self.maximum is None or other.maximum is None:
            return People(self.minimum + other.minimum, None)
        return People(self.minimum + other.minimum, self.maximum + other.maximum)


def reconcile(tally: Document, releases: Iterable[Document]) -> Document:
    """Set one tally against the releases it should consist of.

    Releases count when captor and trade are the tally's (where it has them) and the
    date may lie in its period; an undated one may. With a nationality, a release counts
    the larger of its freed people known to hold it and its cohorts of that nationality,
    never both; nobody is guessed, so people of unknown nationality do not count.

    Args:
        tally: The document of a tally.
        releases: Documents of releases; those of other captors or trades are skipped.

    Returns:
        ``itemised`` and ``residual`` as ``{min, max}``, ``counted`` (slugs, sorted, of
        every release that may count) and a ``sentence``. The residual is the tally less
        what is itemised: negative where more is itemised than the tally allows, an open
        end is null. A tally of a stock, or of neither captor nor trade, is not compared
        and both intervals are null.
    """
    tally = _ended(tally)
    if not _is_comparable(tally):
        return {
            "itemised": None,
            "residual": None,
            "counted": [],
            "sentence": _not_compared(tally),
        }
    total = People(0, 0)
    counted, straddling = [], 0
    for release in sorted(releases, key=lambda document: str(document["slug"])):
        people = _people_for(tally, release)
        if people is None or not _may_be_within(tally, release):
            continue
        if not _is_within(tally, release):
            people = People(0, people.maximum)
            straddling += 1
        total = total.plus(people)
        counted.append(release["slug"])
    claimed = People(tally["people"]["min"], tally["people"]["max"])
    residual = {
        "min": None if total.maximum is None else claimed.minimum - total.maximum,
        "max": None if claimed.maximum is None else claimed.maximum - total.minimum,
    }
    return {
        "itemised": {"min": total.minimum, "max": total.maximum},
        "residual": residual,
        "counted": counted,
        "sentence": _sentence(tally, total, residual, len(counted), straddling),
    }


def _ended(tally: Document) -> Document:
    """End an open period when the last source for it was published.

    Nobody counts what has not yet happened.
    """
    during = period(tally.get("period"))
    known_until = [
        (citation["source"].get("published_on") or {}).get("latest")
        or citation["source"].get("read_on")
        for citation in tally.get("citations") or ()
    ]
    last = max(filter(None, known_until), default=None)
    if last is None or (during is not None and during.latest is not None):
        return tally
    start = tally["period"]["earliest"] if tally.get("period") else None
    ended = {"edtf": f"{start or '..'}/{last}", "earliest": start, "latest": last}
    return {**tally, "period": ended}


def _is_comparable(tally: Document) -> bool:
    is_stock = (tally.get("measure") or "flow") == "stock"
    return not is_stock and bool(tally.get("captor") or tally.get("trade"))


def _people_for(tally: Document, release: Document) -> People | None:
    """Give the people of a release that a tally is about; None if about none."""
    for field, key in (("captor", "code"), ("trade", "slug")):
        wanted, found = tally.get(field), release.get(field)
        if wanted and (not found or wanted[key] != found[key]):
            return None
    people = release.get("people")
    everybody = People(people["min"], people["max"]) if people else People(0, None)
    if everybody.maximum == 0:
        return None
    code = _code(tally.get("nationality"))
    return everybody if code is None else _nationals(release, code)


def _nationals(release: Document, code: str) -> People | None:
    known = sum(code in _nationalities(freed) for freed in release.get("freed") or ())
    named = [People(known, known)] if known else []
    in_cohorts = [
        People(cohort["people"]["min"], cohort["people"]["max"])
        for cohort in release.get("cohorts") or ()
        if _is_of_nationality(cohort, code)
    ]
    # A cohort and the people known by name are the same people: the larger one counts.
    if not named and not in_cohorts:
        return None
    candidates = named + in_cohorts
    maxima = [people.maximum for people in candidates]
    return People(
        minimum=max(people.minimum for people in candidates),
        maximum=None if None in maxima else max(m for m in maxima if m is not None),
    )


def _nationalities(freed: Document) -> set[str | None]:
    person = freed.get("person") or {}
    held = freed.get("nationalities") or person.get("nationalities") or ()
    return {_code(country) for country in held}


def _is_of_nationality(cohort: Document, code: str) -> bool:
    return cohort.get("breakdown") == "nationality" and code in (
        _code(cohort.get("country")),
        cohort.get("value"),
    )


def _code(country: Mapping[str, Any] | str | None) -> str | None:
    return country["code"] if isinstance(country, Mapping) else country or None


def _is_within(tally: Document, release: Document) -> bool:
    during, when = period(tally.get("period")), period(release.get("released_on"))
    if during is None:
        return True
    if when is None:
        return False
    return _starts_within(during, when) and _ends_within(during, when)


def _starts_within(during: Period, when: Period) -> bool:
    if during.earliest is None:
        return True
    return when.earliest is not None and when.earliest >= during.earliest


def _ends_within(during: Period, when: Period) -> bool:
    if during.latest is None:
        return True
    return when.latest is not None and when.latest <= during.latest


def _may_be_within(tally: Document, release: Document) -> bool:
    during, when = period(tally.get("period")), period(release.get("released_on"))
    return during is None or when is None or dates.possibly_overlap(during, when)


def _sentence(
    tally: Document,
    total: People,
    residual: Document,
    release_count: int,
    straddling: int,
) -> str:
    who = (tally.get("counted_by") or {}).get("name") or "a source"
    releases = "1 release" if release_count == 1 else f"{release_count} releases"
    sentence = (
        f"{who[:1].upper()}{who[1:]} counts {tally['people']['text']};"
        f" {_range(total)} {_verb(total)} itemised in {releases}"
    )
    if straddling:
        sentence += f", {straddling} of which may lie outside the period"
    return f"{sentence}. {_difference(residual)}"


def _difference(residual: Document) -> str:
    least, most = residual["min"], residual["max"]
    if most is not None and most < 0:
        return f"At least {-most:,} more are itemised than the tally allows."
    if least is None:
        if most is None:
            return "How many are not itemised cannot be said."
        return f"{_missing('At most', most)}."
    if least == most == 0:
        return "All are itemised."
    if least == most:
        return f"{_missing('Exactly', least)}."
    if most is None:
        if least > 0:
            return f"{_missing('At least', least)}."
        return "The tally does not tell whether any are missing."
    return f"Between {max(least, 0):,} and {most:,} are not itemised."


def _missing(bound: str, count: int) -> str:
    return f"{bound} {count:,} {'is' if count == 1 else 'are'} not itemised"


def _range(people: People) -> str:
    if people.maximum is None:
        return f"at least {people.minimum:,}"
    if people.minimum == people.maximum:
        return f"{people.minimum:,}"
    return f"{people.minimum:,} to {people.maximum:,}"


def _verb(people: People) -> str:
    return "is" if people.minimum == people.maximum == 1 else "are"


def _not_compared(tally: Document) -> str:
    if (tally.get("measure") or "flow") == "stock":
        return "A number of people held at one time is not compared with releases."
    return (
        "The tally names neither captor nor trade, so no release can be set against it."
    )
