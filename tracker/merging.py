"""Making two records of one thing one, and two again.

Names, citations and all rows that point to the record that goes are kept: they move,
under their own keys. What both have alike stands once. Everything is written down, so
that undoing puts each row back where it was, and refuses when one has changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Now

from . import permissions, proposals, published
from .models import (
    FormerSlug,
    Merge,
    NotTheSame,
    Party,
    Person,
    PersonName,
    PersonNameKind,
)
from .permissions import ONCE_PUBLIC, Access
from .snapshots import (
    UNSHOWN,
    Snapshot,
    Values,
    changed,
    changes,
    from_json,
    label_of,
    part_relations,
    put,
    take,
)

User = Any  # the model is a setting
# Fields in which a merge offers no choice.
FIXED = ("slug", "code", "state", "is_name_withheld", "person", *UNSHOWN)


class MergeError(Exception):
    """Two records cannot be merged, or a merge not undone; the text says why."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows that point to a record: their model and field, and their keys."""

    label: str
    field: str
    keys: tuple[str, ...]


# Looking


def choices(kept: Snapshot, gone: Snapshot) -> list[str]:
    """Name the fields in which two records differ and one has to choose."""
    return [
        name
        for name, value in gone.values.items()
        if name not in FIXED and value != kept.values[name]
    ]


def references(model: type[models.Model], key: str) -> list[Reference]:
    """Give what points to a record without being its part; a query per foreign key."""
    parts = {relation.field for relation in part_relations(model)}
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete):
            continue
        if not (relation.one_to_many or relation.one_to_one):
            continue
        field: Any = relation.field  # type: ignore[union-attr]  # a reverse relation
        source: Any = field.model
        if field in parts or not source._meta.managed or _is_event(source):
            continue
        if source._meta.app_label not in ("tracker", "sanctions", "exchanges"):
            continue
        keys = source._base_manager.filter(**{field.attname: key}).order_by("pk")
        keys = tuple(map(str, keys.values_list("pk", flat=True)))
        if keys:
            found.append(Reference(label_of(source), field.name, keys))
    return found


def _is_event(model: type[models.Model]) -> bool:
    return any(field.name == "pgh_id" for field in model._meta.concrete_fields)


def refusal(user: User, kept: models.Model, gone: models.Model) -> str:
    """Say why a user may not merge two records; "" if they may."""
    if type(kept) is not type(gone) or kept.pk == gone.pk:
        return "Choose two different records of one kind."
    for row in (kept, gone):
        if permissions.access(user, row).access < Access.EDIT:
            reason = permissions.access(user, row).reason
            return reason or "Your role does not edit both."
    was_public = gone.state in ONCE_PUBLIC  # type: ignore[attr-defined]  # records have one
    if was_public and kept.state not in ONCE_PUBLIC:  # type: ignore[attr-defined]  # records have one
        return "Keep the one that has been published: addresses lead to it."
    return ""


# Merging


def merge(
    user: User,
    kept: models.Model,
    gone: models.Model,
    *,
    take_from_gone: Iterable[str] = (),
    reason: str = "",
) -> Merge:
    """Make two records one.

    Args:
        user: Who does it.
        kept: The record that stays, with its slug and state.
        gone: The record that goes.
        take_from_gone: Fields whose value is taken from the one that goes.
        reason: Why they are the same.

    Raises:
        MergeError: The user may not, or a rule of the database forbids it, for example
            because both take part in one release. Nothing is written.
        WithheldNameError: A name that is withheld would become public.
    """
    with published.writing(), pghistory.context(why=reason, merge=str(gone)):
        for row in (kept, gone):
            row.refresh_from_db()
        problem = refusal(user, kept, gone)
        if problem:
            raise MergeError(problem)
        names = str(kept)[:300], str(gone)[:300]
        pieces: list[dict[str, Any]] = []
        try:
            with transaction.atomic():
                _merge_parties_of_people(kept, gone, pieces)
                pieces.append(_merge_rows(kept, gone, set(take_from_gone)))
        except (IntegrityError, models.ProtectedError) as error:
            raise MergeError(
                f"They cannot be one yet: {proposals.plain(error)} Both stand in one"
                " place; remove one of them there first."
            ) from error
        return Merge.objects.create(
            record_label=label_of(type(kept)),
            kept_key=str(kept.pk),
            gone_key=pieces[-1]["gone_key"],
            kept_name=names[0],
            gone_name=names[1],
            pieces=pieces,
            reason=reason,
            merged_by=user,
        )


def _merge_parties_of_people(
    kept: models.Model, gone: models.Model, pieces: list[dict[str, Any]]
) -> None:
    """Make one of two parties that stand for the two people."""
    if not isinstance(kept, Person):
        return
    parties = {p.person_id: p for p in Party.objects.filter(person__in=[kept, gone])}
    if len(parties) == 2:  # both
        pieces.append(_merge_rows(parties[kept.pk], parties[gone.pk], set()))


def _merge_rows(
    kept: models.Model, gone: models.Model, from_gone: set[str]
) -> dict[str, Any]:
    model, kept_key, gone_key = type(kept), str(kept.pk), str(gone.pk)
    old, other = take(model, kept_key), take(model, gone_key)
    if old is None or other is None:
        raise MergeError("One of them is gone.")
    before = _union(old, other)
    after = _joined(old, other, from_gone)
    pointing = references(model, gone_key)
    _point(pointing, kept_key)
    put(before, after)
    kind = _kind_of(model)
    slug = str(other.values.get("slug") or other.values.get("code"))
    moved = list(
        FormerSlug.objects.filter(kind=kind, record_key=gone_key).values_list(
            "slug", flat=True
        )
    )
    FormerSlug.objects.filter(kind=kind, slug__in=moved).update(record_key=kept_key)
    FormerSlug.objects.create(kind=kind, slug=slug, record_key=kept_key)
    return {
        "kept_key": kept_key,
        "gone_key": gone_key,
        "before": before.as_json(),
        "after": after.as_json(),
        "references": [[r.label, r.field, list(r.keys)] for r in pointing],
        "slug": slug,
        "slugs": moved,
    }


def _point(pointing: Iterable[Reference], key: str) -> None:
    for reference in pointing:
        rows = apps.get_model(reference.label)._base_manager
        rows.filter(pk__in=reference.keys).update(**{f"{reference.field}_id": key})


def _kind_of(model: type[models.Model]) -> str:
    for kind in published.KINDS.values():
        if kind.model is model:
            return kind.name
    return str(model._meta.model_name)


def _union(left: Snapshot, right: Snapshot) -> Snapshot:
    rows = {label: dict(table) for label, table in left.rows.items()}
    for label, table in right.rows.items():
        rows.setdefault(label, {}).update(table)
    return Snapshot(left.label, left.key, rows)


def _joined(kept: Snapshot, gone: Snapshot, from_gone: set[str]) -> Snapshot:
    """Give the one record that two become."""
    rows: dict[str, dict[str, Values]] = {
        label: dict(table) for label, table in kept.rows.items()
    }
    own = dict(kept.values)
    for name in choices(kept, gone):
        if name in from_gone:
            own[name] = gone.values[name]
    if gone.values.get("is_name_withheld"):
        own["is_name_withheld"] = True  # never loosened by a merge
    if own.get("party") is None and gone.values.get("party") is not None:
        own["party"] = gone.values["party"]
    rows[kept.label][kept.key] = own
    owners = {
        (label_of(r.related_model), r.field.name)  # type: ignore[arg-type]  # resolved
        for r in part_relations(kept.model)
    }
    twins: dict[tuple[str, str], str] = {}
    for label, table in gone.rows.items():
        if label == gone.label:
            continue
        for key, values in table.items():
            moved = dict(values)
            for name in values:
                if (label, name) in owners and str(values[name]) == gone.key:
                    moved[name] = kept.values["id"]
            known = rows.setdefault(label, {})
            moved = _fitted(label, moved, known)
            twin = _twin(label, moved, known)
            if twin is None:
                known[key] = moved
            else:
                twins[label, key] = twin
    for label, table in rows.items():
        for key, values in table.items():
            later = values.get("superseded_by")
            if later is not None and (label, str(later)) in twins:
                table[key] = {**values, "superseded_by": int(twins[label, str(later)])}
    return Snapshot(kept.label, kept.key, {name: t for name, t in rows.items() if t})


def _fitted(label: str, moved: Values, known: Mapping[str, Values]) -> Values:
    """Put a part behind those there are; a second main name becomes an alias."""
    fitted = dict(moved)
    kinds = {values.get("kind") for values in known.values()}
    if label == label_of(PersonName) and PersonNameKind.MAIN in kinds & {moved["kind"]}:
        fitted["kind"] = PersonNameKind.ALIAS.value
    if "position" in moved and known:
        last = max(values["position"] for values in known.values())
        fitted["position"] = max(last + 1, moved["position"])
    return fitted


def _twin(label: str, moved: Values, known: Mapping[str, Values]) -> str | None:
    """Find a part that a constraint calls the same."""
    model = apps.get_model(label)
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint):
            continue
        if not constraint.fields or constraint.condition is not None:
            continue
        for key, values in known.items():
            if all(values.get(f) == moved.get(f) for f in constraint.fields):
                return key
    return None


# Undoing


def undo(user: User, done: Merge) -> None:
    """Make one record two again, each row where it was.

    Raises:
        MergeError: It is undone already, the user may not, or something that the merge
            wrote has been changed since; the text names it. Nothing is written.
        WithheldNameError: A name that is withheld would become public.
    """
    with published.writing(), pghistory.context(why=f"merge undone: {done}"):
        locked = Merge.objects.select_for_update().get(pk=done.pk)
        if locked.undone_at is not None:
            raise MergeError("It is undone already.")
        model = apps.get_model(locked.record_label)
        row = model._base_manager.filter(pk=locked.kept_key).first()
        if row is None:
            raise MergeError("The record is gone.")
        if permissions.access(user, row).access < Access.EDIT:
            raise MergeError(permissions.access(user, row).reason)
        try:
            with transaction.atomic():
                for piece in reversed(locked.pieces):
                    _undo_piece(apps.get_model(piece["before"]["label"]), piece)
        except (IntegrityError, models.ProtectedError) as error:
            raise MergeError(
                f"It cannot be undone any more: {proposals.plain(error)}"
            ) from error
        Merge.objects.filter(pk=locked.pk).update(undone_by=user, undone_at=Now())


def _undo_piece(model: type[models.Model], piece: Mapping[str, Any]) -> None:
    before, after = from_json(piece["before"]), from_json(piece["after"])
    now = take(model, piece["kept_key"])
    if before is None or after is None or now is None:
        raise MergeError("The record is gone.")
    back = changes(after, before)
    current = {
        (label, key): values
        for label, table in now.rows.items()
        for key, values in table.items()
    }
    for change in back:
        values = current.get((change.label, change.key))
        found = values if not change.field else (values or {}).get(change.field)
        if found != change.before:
            noun = apps.get_model(change.label)._meta.verbose_name
            raise MergeError(
                f"A {noun} has been changed since ({change.field or 'whole row'})."
                " Take that change back first."
            )
    put(now, changed(now, back))
    for label, field, keys in piece["references"]:
        rows = apps.get_model(label)._base_manager.filter(
            **{"pk__in": keys, f"{field}_id": piece["kept_key"]}
        )
        if rows.count() != len(keys):
            noun = apps.get_model(label)._meta.verbose_name
            raise MergeError(f"A {noun} that was moved points elsewhere now.")
        rows.update(**{f"{field}_id": piece["gone_key"]})
    kind = _kind_of(model)
    FormerSlug.objects.filter(
        kind=kind, slug=piece["slug"], record_key=piece["kept_key"]
    ).delete()
    FormerSlug.objects.filter(
        kind=kind, slug__in=piece["slugs"], record_key=piece["kept_key"]
    ).update(record_key=piece["gone_key"])


def say_not_the_same(user: User, left: models.Model, right: models.Model) -> None:
    """Remember that two records are of different things; saying it again is nothing."""
    first, second = sorted([str(left.pk), str(right.pk)])
    NotTheSame.objects.get_or_create(
        record_label=label_of(type(left)),
        first_key=first,
        second_key=second,
        defaults={"said_by": user},
    )
