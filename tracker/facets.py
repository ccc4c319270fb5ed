"""Counts how many documents of a selection have each facet."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Count, F, Func, TextField

from . import listing
from .listing import Question
from .models import PublishedDocument
from .published import Kind

COUNTED = 5_000  # documents of a selection, the newest; more would slow the page


def counts(
    kind: Kind, question: Question, names: Iterable[str]
) -> dict[str, list[tuple[str, int]]]:
    """Count values of some facets within a selection, the most frequent first.

    Returns:
        By name of a facet its values, each with a number of documents. Of a selection
        larger than ``COUNTED`` only the newest are counted.

    Cost:
        One query.
    """
    whole = replace(question, cursor=None)
    # An inner query takes the connection of the outer one.
    selected = listing.documents(kind, whole).using(None).values("pk")[:COUNTED]
    rows = (
        PublishedDocument.objects.using("public")
        .filter(pk__in=selected)
        .annotate(facet=Func(F("facets"), function="unnest", output_field=TextField()))
        .values("facet")
        .annotate(number=Count("pk"))
        .order_by("-number", "facet")
    )
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
    for facet, number in rows.values_list("facet", "number"):
        name, _, value = facet.partition(":")
        if name in found:
            found[name].append((value, number))
    return found
