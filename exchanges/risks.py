"""What a second person has to look at before it is public. Add or remove rules here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from exchanges.models import Linkage, LinkageCitation, Release
from tracker.models import Source, Stance, State
from tracker.risks import Edit, Rule, register
from tracker.snapshots import Snapshot, label_of

DERIVATIONS = 5  # steps back from a copy to the text it comes from, at most
# Records that cite nothing themselves: a party is named by others, a source is what is
# cited, and an entity may rest on its list.
WITHOUT_CITATIONS = ("tracker.party", "tracker.source", "sanctions.entity")


def _is_about_a_death(edit: Edit) -> bool:
    outcomes = edit.values("exchanges.freed", "outcome")
    if any("died" in pair for pair in outcomes):
        return True
    return any(
        any(value not in (None, 0) for value in pair)
        for label in ("exchanges.release", "exchanges.cohort")
        for field in ("remains_min", "remains_max")
        for pair in edit.values(label, field)
    )


def _is_about_a_withheld_name(edit: Edit) -> bool:
    if edit.label != "tracker.person":
        return False
    if any(any(pair) for pair in edit.values("tracker.person", "is_name_withheld")):
        return True
    is_withheld = any(
        snapshot.values["is_name_withheld"]
        for snapshot in (edit.before, edit.after)
        if snapshot is not None
    )
    return is_withheld and bool(edit.changes("tracker.personname"))


def _lacks_citations(edit: Edit) -> bool:
    after = edit.after
    if after is None or after.label in WITHOUT_CITATIONS:
        return False
    tables = [label for label in after.rows if label.endswith("citation")]
    had = edit.before is not None and any(
        label.endswith("citation") for label in edit.before.rows
    )
    if edit.before is not None and not had:
        return False  # public without one already: not this edit's doing
    return not tables


def _prices_on_a_single_source(edit: Edit) -> bool:
    if edit.label == label_of(Linkage):
        return edit.after is not None and _rests_on_one_source(
            edit.after.rows.get(label_of(LinkageCitation), {}).values()
        )
    if edit.before is not None or edit.after is None:
        return False
    return any(
        _rests_on_one_source(
            {"source": c.source_id, "stance": c.stance} for c in link.citations.all()
        )
        for link in _links_made_public(edit.after)
    )


def _links_made_public(record: Snapshot) -> Iterable[Linkage]:
    """Give the links that become public with a record: all else they join is."""
    if record.label not in ("exchanges.release", "exchanges.concession"):
        return ()
    rows = Linkage.objects.select_related(
        "release", "concession", "counter_release"
    ).prefetch_related("citations")
    if record.label == label_of(Release):
        found = [
            *rows.filter(release_id=int(record.key)),
            *rows.filter(counter_release_id=int(record.key)),
        ]
    else:
        found = [*rows.filter(concession_id=int(record.key))]
    return [
        link
        for link in found
        if all(
            row is None
            or (label_of(type(row)), str(row.pk)) == (record.label, record.key)
            or row.state == State.PUBLISHED
            for row in (link.release, link.concession, link.counter_release)
        )
    ]


def _rests_on_one_source(citations: Iterable[dict[str, Any]]) -> bool:
    supporting = {
        citation["source"]
        for citation in citations
        if citation["stance"] == Stance.SUPPORTS
    }
    return len(_origins(supporting)) == 1


def _origins(sources: Collection[Any]) -> set[Any]:
    """Give the texts that sources come from: copies of one text are one witness."""
    found = set(sources)
    for _ in range(DERIVATIONS):
        parents = dict(
            Source._base_manager.filter(
                pk__in=found, derived_from__isnull=False
            ).values_list("pk", "derived_from")
        )
        if not parents:
            break
        found = {parents.get(pk, pk) for pk in found}
    return found


RULES = (
    Rule("death", "It says that somebody died or was dead.", _is_about_a_death),
    Rule(
        "withheld name",
        "It is about a name that is or was withheld.",
        _is_about_a_withheld_name,
    ),
    Rule(
        "single source",
        "It says what was given for a release on the word of a single source.",
        _prices_on_a_single_source,
    ),
    Rule("no citation", "It would be public without a citation.", _lacks_citations),
)


def register_all() -> None:
    """Register the rules; called once as the app starts."""
    register(*RULES)
