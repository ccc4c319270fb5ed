"""The published side: documents that show exactly what the tables say."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def writing() -> Iterator[None]:
    """Run a write; before it commits, every document it touches is rendered anew."""
    with transaction.atomic():
        yield
