"""Which tables are watched for the published side, and the triggers that watch them."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connections, models, transaction
from django.db.models.fields.related import ForeignObjectRel

from .published import KINDS, relation_of, table


@dataclass(slots=True)
class Watch:
    """What a write to one table marks."""

    model: type[models.Model]
    kind: str = ""
    columns: set[tuple[str, str]] = field(default_factory=set)
    names: set[tuple[str, str]] = field(default_factory=set)


def watches() -> dict[str, Watch]:
    """Derive from all lookups which tables to watch, and through which columns."""
    found: dict[str, Watch] = {}

    def watch(model: Any) -> Watch:  # a model class
        return found.setdefault(table(model), Watch(model))

    for kind in KINDS.values():
        watch(kind.model).kind = kind.name
        for accessor in kind.named_by:
            relation = relation_of(kind.model, accessor)
            named = watch(relation.related_model)
            named.names.add((relation.field.column, kind.name))
        for path in kind.paths:
            model: Any = kind.model  # a model class
            for step in path.split("__"):
                target: Any = model._meta.get_field(_query_name(model, step))
                parent, model = model, target.related_model
                watched = watch(model)
                if isinstance(target, ForeignObjectRel):
                    watched.columns.add((target.field.column, table(parent)))
    return found


def _query_name(model: type[models.Model], accessor: str) -> str:
    for relation in model._meta.related_objects:
        if relation.get_accessor_name() == accessor:
            return relation.name
    return accessor


def install() -> None:
    """Put the triggers of all watched tables in place, as the owner."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for table, watched in sorted(watches().items()):
            arguments = [
                watched.kind,
                watched.model._meta.pk.column,
                *(f"{column}={parent}" for column, parent in sorted(watched.columns)),
                *(f"{column}>{kind}" for column, kind in sorted(watched.names)),
            ]
            cursor.execute("SELECT watch_table(%s, %s)", [table, arguments])
        cursor.execute("SELECT unwatch_tables_except(%s)", [sorted(watches())])
