"""People, their names and nationalities."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from tracker.models import Nationality, Person, PersonCitation, PersonName

from .distinct import Distinct
from .merging import Merging
from .records import (
    PUBLICATION,
    Citations,
    FoundByName,
    Inline,
    Parts,
    Record,
    TabularInline,
)


class PersonNames(Parts, TabularInline):
    """Spellings, the main one first."""

    model = PersonName
    fields = ("text", "kind", "script", "language", "scheme", "position")
    defaults = {"script": "Latn"}


class Nationalities(Parts, TabularInline):
    """Nationalities that a source states."""

    model = Nationality
    autocomplete_fields = ("country",)
    list_select_related = ("country",)
    verbose_name_plural = "nationalities"


class PersonCitations(Citations):
    """Why we say something about the person."""

    model = PersonCitation


@admin.register(Person)
class PersonAdmin(Merging, FoundByName, Record):
    """People, found by any of their names."""

    name_kind = "person"
    form = Distinct
    list_display = ("name", "slug", "countries", "is_name_withheld", "state")
    list_display_links = ("name", "slug")
    list_filter = ("state", "is_name_withheld")
    search_fields = ("slug", "names__text")
    fieldsets = (
        (None, {"fields": ("slug", "is_name_withheld")}),
        PUBLICATION,
    )
    inlines: ClassVar[tuple[type[Inline], ...]] = (
        PersonNames,
        Nationalities,
        PersonCitations,
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load names and nationalities in two queries more."""
        queryset = super().get_queryset(request)
        return queryset.prefetch_related("names", "held_nationalities")

    @admin.display(description="name")
    def name(self, person: Person) -> str:
        """Say who it is."""
        return str(person)

    @admin.display(description="nationality")
    def countries(self, person: Person) -> str:
        """Name the countries by their codes."""
        return ", ".join(held.country_id for held in person.held_nationalities.all())
