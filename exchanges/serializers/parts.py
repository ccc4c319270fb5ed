"""What the documents of releases, trades and concessions have in common.

Each function turns loaded rows into JSON values and leaves out what is not public. The
lookups beside them say what has to be loaded.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from exchanges import ledger
from exchanges.models import (
    Cohort,
    Concession,
    Contact,
    Detention,
    Freed,
    Linkage,
    Recognition,
    Release,
    Step,
    Tally,
    Trade,
)
from sanctions.serializers import ACTION, action_of
from tracker import counts
from tracker.models import Person
from tracker.serializers import (
    CITATION,
    PARTY,
    about,
    citations_of,
    count_of,
    date_of,
    is_public,
    name_of,
    party_name,
    party_ref,
    party_refs,
    public,
    under,
    url,
)

CURRENCY = re.compile(r"[A-Z]{3}")  # ISO 4217
CITATIONS = under("citations", CITATION)
RELEASE_REF = under("captor", PARTY)
PERSON = ("names", *under("held_nationalities", ("country",)))
RECOGNITION = under("by", PARTY)
STEP = (
    *under("by", PARTY),
    "contact",
    *under("step_actions", under("action", ACTION)),
)
TRADE_REF = under("trade_parties", under("party", ("person",)))
CONCESSION = (
    *under("giver", PARTY),
    *under("performer", PARTY),
    *under("payer", PARTY),
    *under("concession_parties", under("party", PARTY)),
    *under("trade", TRADE_REF),
    *under("steps", STEP),
    *CITATIONS,
)
COUNTER_RELEASE = (
    *RELEASE_REF,
    *under("release_parties", under("party", PARTY)),
    *CITATIONS,
)


def count_text(record: Any, name: str) -> str:  # a row with a count
    """Give a count in words."""
    return str(count_of(record, name)["text"])


def release_name(release: Release) -> str:
    """Give a release's title, or captor, people and date in plain words."""
    if release.title:
        return release.title
    captor = release.captor
    by = f" by {party_name(captor)}" if is_public(captor) else ""
    when = date_of(release, "released_on")
    day = f", {when['text']}" if when else ""
    if release.people_max == 0:
        return f"Remains of {count_text(release, 'remains')} returned{by}{day}"
    noun = "person" if release.people_min == release.people_max == 1 else "people"
    return f"{count_text(release, 'people')} {noun} freed{by}{day}"


def release_ref(release: Release) -> dict[str, Any]:  # JSON
    """Refer to a release, with its day."""
    return {
        "slug": release.slug,
        "name": release_name(release),
        "url": url("releases", release.slug),
        "released_on": date_of(release, "released_on"),
    }


def trade_ref(trade: Trade | None) -> dict[str, Any] | None:  # JSON
    """Refer to a trade, with the codes of its principals; None unless public."""
    if trade is None or not is_public(trade):
        return None
    return {
        "slug": trade.slug,
        "name": str(trade),
        "url": url("trades", trade.slug),
        "principals": [
            role.party.code
            for role in trade.trade_parties.all()
            if role.role == "principal" and is_public(role.party)
        ],
    }


def concession_ref(concession: Concession | None) -> dict[str, Any] | None:  # JSON
    """Refer to a concession; None unless public."""
    if concession is None or not is_public(concession):
        return None
    return {
        "slug": concession.slug,
        "name": str(concession),
        "url": url("concessions", concession.slug),
    }


def contact_name(contact: Contact) -> str:
    """Say what a contact was, when."""
    when = date_of(contact, "held_on")
    what = contact.topic or contact.get_kind_display()
    return f"{what}, {when['text']}" if when else what


def contact_ref(contact: Contact | None) -> dict[str, Any] | None:  # JSON
    """Refer to a contact; None unless public."""
    if contact is None or not is_public(contact):
        return None
    return {
        "slug": contact.slug,
        "name": contact_name(contact),
        "url": url("contacts", contact.slug),
    }


def tally_name(tally: Tally) -> str:
    """Say what is counted, and how many."""
    return f"{count_text(tally, 'people')} {tally.population or 'people'}"


def tally_ref(tally: Tally) -> dict[str, Any]:  # JSON
    """Refer to a tally."""
    return {
        "slug": tally.slug,
        "name": tally_name(tally),
        "url": url("tallies", tally.slug),
    }


def amount_of(concession: Concession) -> dict[str, Any] | None:  # JSON
    """Give an amount with its unit; None when none is stated. Money is text."""
    if concession.amount_min is None:
        return None
    amount = counts.Amount(
        _exact(concession.amount_min),
        concession.amount_max and _exact(concession.amount_max),
        concession.amount_qualifier,
        concession.amount_unit,
    )
    return {
        "min": _number(amount.minimum, amount.unit),
        "max": _number(amount.maximum, amount.unit),
        "qualifier": amount.qualifier,
        "unit": amount.unit,
        "text": counts.text_amount(amount),
    }


def _exact(number: Decimal) -> Decimal:
    """Take off the zeros that the column adds: no source says 3.00 entities."""
    is_whole = number == number.to_integral_value()
    return Decimal(int(number)) if is_whole else number.normalize()


def _number(number: Decimal | None, unit: str) -> int | str | None:
    if number is None:
        return None
    is_whole = number == number.to_integral_value()
    if CURRENCY.fullmatch(unit) or not is_whole:
        return f"{number:f}" if not is_whole else str(int(number))
    return int(number)


def step_of(step: Step, cited: list[dict[str, Any]]) -> dict[str, Any]:  # JSON
    """Give one step, with the citations that are about it."""
    acts = public(row.action for row in step.step_actions.all())
    return {
        "kind": step.kind,
        "date": date_of(step, "happened_on"),
        "text": step.happened_on_text,
        "by": party_ref(step.by),
        "reported_as": step.reported_as,
        "actions": [action_of(act) for act in acts],
        "contact": contact_ref(step.contact),
        "note": step.note,
        "citations": about(cited, f"steps.{step.position}"),
    }


def concession_of(concession: Concession) -> dict[str, Any]:  # JSON
    """Give a concession as part of another document: all but its linkages."""
    roles: dict[str, list[Any]] = {}
    for row in concession.concession_parties.all():
        roles.setdefault(row.role, []).append(row.party)
    steps = list(concession.steps.all())
    cited = citations_of(concession)
    return {
        "slug": concession.slug,
        "name": str(concession),
        "title": concession.title,
        "url": url("concessions", concession.slug),
        "kind": concession.kind,
        "trade": trade_ref(concession.trade),
        "giver": party_ref(concession.giver),
        "co_givers": party_refs(roles.get("co_giver", [])),
        "receivers": party_refs(roles.get("receiver", [])),
        "beneficiaries": party_refs(roles.get("beneficiary", [])),
        "holders": party_refs(roles.get("holder", [])),
        "performer": party_ref(concession.performer),
        "payer": party_ref(concession.payer),
        "amount": amount_of(concession),
        "conditions": concession.conditions,
        "status": ledger.status(steps),
        "steps": [step_of(step, cited) for step in steps],
        "note": concession.note,
        "citations": cited,
    }


def without(
    citations: Iterable[dict[str, Any]], hidden: Iterable[str]
) -> list[dict[str, Any]]:  # JSON
    """Leave out the citations of parts that are not shown, such as ``freed.person-b``.

    Their field alone would name somebody who is not public.
    """
    prefixes = tuple(f"{part}." for part in hidden)
    return [c for c in citations if not f"{c['field']}.".startswith(prefixes)]


def hidden_recognitions(rows: Iterable[Recognition], prefix: str = "") -> list[str]:
    """Name the recognitions by bodies that are not public."""
    return [
        f"{prefix}recognitions.{row.position}"
        for row in rows
        if row.by is not None and not is_public(row.by)
    ]


def release_citations(release: Release) -> list[dict[str, Any]]:  # JSON
    """Give the citations of a release and of those of its parts that are shown."""
    hidden = [
        *(
            f"freed.{r.person.slug}"
            for r in release.freed.all()
            if not is_public(r.person)
        ),
        *hidden_recognitions(release.recognitions.all()),
    ]
    for cohort in release.cohorts.all():
        prefix = f"cohorts.{cohort.label}."
        hidden += hidden_recognitions(cohort.recognitions.all(), prefix)
    return without(citations_of(release), hidden)


def own_citations(release: Release) -> list[dict[str, Any]]:  # JSON
    """Give the citations of a release without those of its parts."""
    return without(citations_of(release), ("freed", "recognitions", "cohorts"))


def counter_release_of(release: Release) -> dict[str, Any]:  # JSON
    """Give a release of the other side as part of a release's document."""
    return {
        **release_ref(release),
        "captor": party_ref(release.captor),
        "received_by": released_to(release, "received_by"),
        "on_behalf_of": released_to(release, "on_behalf_of"),
        "people": count_of(release, "people"),
        "remains": count_of(release, "remains"),
        "citations": own_citations(release),
    }


def released_to(release: Release, role: str) -> list[dict[str, Any]]:  # JSON
    """Refer to the parties with one role in a release."""
    rows = release.release_parties.all()
    return party_refs(row.party for row in rows if row.role == role)


def direct_release(linkage: Linkage, release: Release) -> dict[str, Any]:  # JSON
    """Refer to a release that something is directly tied to, and say who says so."""
    return {**release_ref(release), "citations": citations_of(linkage)}


def recognition_of(recognition: Recognition) -> dict[str, Any]:  # JSON
    """Give what a body called somebody."""
    return {
        "kind": recognition.kind,
        "by": party_ref(recognition.by),
        "recognised_on": date_of(recognition, "recognised_on"),
    }


def recognitions_of(
    rows: Iterable[Recognition], cited: list[dict[str, Any]], prefix: str = ""
) -> list[dict[str, Any]]:  # JSON
    """Give recognitions with the citations about each."""
    return [
        {
            **recognition_of(row),
            "citations": about(cited, f"{prefix}recognitions.{row.position}"),
        }
        for row in rows
        if row.by is None or is_public(row.by)
    ]


def cohort_of(cohort: Cohort, cited: list[dict[str, Any]]) -> dict[str, Any]:  # JSON
    """Give one cohort."""
    country = cohort.country
    return {
        "label": cohort.label,
        "breakdown": cohort.breakdown,
        "country": country and {"code": country.code, "name": country.name},
        "value": cohort.value,
        "part_of": cohort.part_of.label if cohort.part_of else None,
        "people": count_of(cohort, "people"),
        "remains": count_of(cohort, "remains"),
        "recognitions": recognitions_of(
            cohort.recognitions.all(), cited, f"cohorts.{cohort.label}."
        ),
        "citations": about(cited, f"cohorts.{cohort.label}"),
    }


def nationalities_of(person: Person) -> list[dict[str, str]]:
    """Give the countries whose nationality a person holds."""
    return [
        {"code": row.country.code, "name": row.country.name}
        for row in person.held_nationalities.all()
    ]


def freed_of(freed: Freed, cited: list[dict[str, Any]]) -> dict[str, Any]:  # JSON
    """Give one person's part in a release."""
    person = freed.person
    return {
        "person": {
            "slug": person.slug,
            "name": name_of(person),
            "url": url("people", person.slug),
            "is_name_withheld": person.is_name_withheld,
            "nationalities": nationalities_of(person),
        },
        "outcome": freed.outcome,
        "conditions": freed.conditions,
        "cohorts": [row.cohort.label for row in freed.memberships.all()],
        "detention": freed.detention.slug if is_public(freed.detention) else None,  # type: ignore[union-attr]  # is_public refuses None
        "citations": about(cited, f"freed.{person.slug}"),
    }


def detention_of(detention: Detention) -> dict[str, Any]:  # JSON
    """Give one spell in custody."""
    earlier = detention.transferred_from
    return {
        "slug": detention.slug,
        "captor": party_ref(detention.captor),
        "form": detention.form,
        "place": detention.place,
        "began_on": date_of(detention, "began_on"),
        "ended_on": date_of(detention, "ended_on"),
        "charge": detention.charge,
        "sentence": detention.sentence,
        "transferred_from": earlier.slug if earlier and is_public(earlier) else None,
        "note": detention.note,
        "citations": citations_of(detention),
    }
