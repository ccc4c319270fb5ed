"""Countries and parties."""

from django.contrib import admin

from tracker.models import Country, Party

from .distinct import Distinct
from .merging import Merging
from .records import PUBLICATION, FoundByName, Record, Writing


@admin.register(Country)
class CountryAdmin(Writing):
    """Countries: a standard's, so hardly ever changed."""

    list_display = ("code", "alpha3", "name")
    list_display_links = ("code", "name")
    search_fields = ("code", "alpha3", "name")


@admin.register(Party)
class PartyAdmin(Merging, FoundByName, Record):
    """Parties, each with its code."""

    name_kind = "party"
    slug_field = "code"
    form = Distinct
    list_display = ("code", "name", "kind", "country", "state")
    list_display_links = ("code", "name")
    list_filter = ("state", "kind")
    list_select_related = ("country",)
    search_fields = ("=code", "name", "person__names__text")
    autocomplete_fields = ("country", "person")
    fieldsets = (
        (None, {"fields": (("code", "kind"), "name", "country", "person")}),
        PUBLICATION,
    )
