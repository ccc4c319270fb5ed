"""What tells people, releases and the like apart where one is chosen."""

from typing import Any

from tracker import dates
from tracker.desk import choosing


def _person(person: Any) -> str:
    countries = [held.country_id for held in person.held_nationalities.all()]
    spells = [
        " ".join(filter(None, ["held by", str(spell.captor), _when(spell.began_on)]))
        for spell in person.detentions.all()
    ]
    return "; ".join([*([", ".join(countries)] if countries else []), *spells])


def _source(source: Any) -> str:
    return ", ".join(filter(None, [source.publisher, _when(source.published_on)]))


def _release(release: Any) -> str:
    return ", ".join(
        filter(None, [release.title, str(release.captor), _when(release.released_on)])
    )


def _concession(concession: Any) -> str:
    return f"{concession.get_kind_display()} by {concession.giver}"


def _detention(detention: Any) -> str:
    return ", ".join(filter(None, [str(detention.captor), _when(detention.began_on)]))


def _when(edtf: str) -> str:
    return dates.text(edtf) if edtf else ""


choosing.describe(
    "tracker.person", _person, ("held_nationalities", "detentions__captor")
)
choosing.describe("tracker.source", _source)
choosing.describe("exchanges.release", _release, ("captor",))
choosing.describe("exchanges.concession", _concession, ("giver",))
choosing.describe("exchanges.detention", _detention, ("captor",))
