import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests import admin_site, factories
from tracker import published
from tracker.admin.records import BEFORE_PUBLICATION, may_publish
from tracker.models import Document, Party, Person, Source

pytestmark = pytest.mark.django_db

CITATION = {
    "citations-TOTAL_FORMS": "1",
    "citations-INITIAL_FORMS": "0",
    "citations-0-stance": "supports",
    "citations-0-position": "0",
}
NO_PARTS = {
    f"{prefix}-{total}_FORMS": "0"
    for prefix in ("names", "held_nationalities")
    for total in ("TOTAL", "INITIAL")
}


# Queries of a changelist and of an empty form, however many rows there are.
@pytest.mark.parametrize(
    ("factory", "changelist", "add"),
    [
        (factories.CountryFactory, 4, 3),
        (factories.DocumentFactory, 5, None),
        (factories.DossierFactory, 4, None),
        (factories.DossierRecordFactory, 6, None),
        (factories.MarkFactory, 5, None),
        (factories.PartyFactory, 4, 3),
        (factories.PersonFactory, 6, 3),
        (factories.ProposalFactory, 5, None),
        (factories.SourceFactory, 5, 3),
    ],
)
def test_pages_open_in_few_queries(client, factory, changelist, add):
    admin_site.assert_pages(client, factory, changelist=changelist, add=add)
