"""Releases with their cohorts and the people freed, and tallies."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from exchanges.models import (
    Cohort,
    CohortMember,
    Freed,
    Linkage,
    Release,
    ReleaseCitation,
    ReleaseParty,
    Tally,
    TallyCitation,
)
from tracker import counts
from tracker.admin.records import (
    PUBLICATION,
    Citations,
    Part,
    Parts,
    Record,
    Shown,
    TabularInline,
    day_of,
)

from . import guides
from .custody import Recognitions


def people_of(row: Cohort | Release | Tally) -> str:
    """Say a count of people in words."""
    return counts.text(
        counts.Count(row.people_min, row.people_max, row.people_qualifier)
    )


class ReleaseParties(Parts, TabularInline):
    """Who received the people, and on whose behalf."""

    model = ReleaseParty
    fields = ("party", "role", "position")
    autocomplete_fields = ("party",)
    list_select_related = ("party",)


class Cohorts(Parts, TabularInline):
    """Parts of the release within one breakdown."""

    model = Cohort
    fields = (
        "label",
        "breakdown",
        "country",
        "value",
        "people_min",
        "people_max",
        "people_qualifier",
        "position",
    )
    autocomplete_fields = ("country",)
    list_select_related = ("country",)
    show_change_link = True


class FreedPeople(Parts, TabularInline):
    """The people freed, as far as sources name or count them one by one."""

    model = Freed
    fields = ("person", "detention", "outcome", "conditions", "position")
    autocomplete_fields = ("person", "detention")
    list_select_related = ("person", "detention")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load names in one query more."""
        return super().get_queryset(request).prefetch_related("person__names")


class LinkagesOfRelease(Shown):
    """What was given for the release."""

    model = Linkage
    fk_name = "release"
    fields = ("concession", "counter_release", "basis", "allocation")
    verbose_name_plural = "given for it"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load what was given along."""
        queryset = super().get_queryset(request)
        return queryset.select_related("concession", "counter_release", "release")


class ReleaseCitations(Citations):
    """Why we say something about the release or a part of it."""

    model = ReleaseCitation


@admin.register(Release)
class ReleaseAdmin(Record):
    """Occasions on which a captor let people go."""

    list_display = ("slug", "captor", "released", "people", "legal_form", "state")
    list_filter = (
        "state",
        "legal_form",
        "destination",
        ("captor", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("captor",)
    search_fields = ("slug", "title", "place", "freed__person__names__text")
    autocomplete_fields = ("captor", "trade", "crossing", "fulfils")
    fieldsets = (
        (None, {"fields": ("slug", "title", "captor")}),
        ("When", {"fields": (("released_on", "released_on_text"),)}),
        (
            "How many",
            {
                "fields": (
                    ("people_min", "people_max", "people_qualifier"),
                    ("remains_min", "remains_max", "remains_qualifier"),
                ),
            },
        ),
        ("Where to", {"fields": (("destination", "place"), "crossing")}),
        ("In law", {"fields": ("legal_form",)}),
        ("In exchange", {"fields": ("trade", "fulfils", "consideration")}),
        PUBLICATION,
    )
    inlines = (
        ReleaseParties,
        Cohorts,
        FreedPeople,
        Recognitions,
        LinkagesOfRelease,
        ReleaseCitations,
    )
    change_form_template = "exchanges/desk/release.html"

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Show what the public reads of it, and what could be tied to it."""
        release = kwargs.get("obj")
        if release is not None and release.pk is not None:
            context["guide"] = guides.of_release(release)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="released", ordering="released_on_latest")
    def released(self, release: Release) -> str:
        """Say when they were let go."""
        return day_of(release.released_on)

    @admin.display(description="people", ordering="people_min")
    def people(self, release: Release) -> str:
        """Say how many."""
        return people_of(release)


class Members(Parts, TabularInline):
    """The cohorts a freed person belongs to."""

    model = CohortMember
    autocomplete_fields = ("cohort",)
    list_select_related = ("cohort",)
    verbose_name_plural = "cohorts"


@admin.register(Freed)
class FreedAdmin(Part):
    """One person's part in a release, and the cohorts it belongs to."""

    record_field = "release"
    list_display = ("person", "release", "outcome")
    list_filter = ("outcome",)
    list_select_related = ("person", "release")
    search_fields = ("person__slug", "person__names__text", "release__slug")
    autocomplete_fields = ("release", "person", "detention")
    fields = ("release", "person", "detention", "outcome", "conditions", "position")
    inlines = (Members,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load names in one query more."""
        return super().get_queryset(request).prefetch_related("person__names")


@admin.register(Cohort)
class CohortAdmin(Part):
    """A part of a release, and what its people were called."""

    record_field = "release"
    list_display = ("label", "release", "breakdown", "country", "value", "people")
    list_filter = ("breakdown",)
    list_select_related = ("release", "country")
    search_fields = ("label", "value", "release__slug")
    autocomplete_fields = ("release", "country", "part_of")
    fieldsets = (
        (None, {"fields": ("release", "label", "breakdown", ("country", "value"))}),
        (
            "How many",
            {
                "fields": (
                    ("people_min", "people_max", "people_qualifier"),
                    ("remains_min", "remains_max", "remains_qualifier"),
                ),
            },
        ),
        ("Place among others", {"fields": (("part_of", "position"),)}),
    )
    inlines = (Recognitions,)

    @admin.display(description="people", ordering="people_min")
    def people(self, cohort: Cohort) -> str:
        """Say how many."""
        return people_of(cohort)


class TallyCitations(Citations):
    """Why we say something about the tally."""

    model = TallyCitation


@admin.register(Tally)
class TallyAdmin(Record):
    """Totals that somebody claims."""

    list_display = (
        "slug",
        "captor",
        "people",
        "when",
        "measure",
        "counted_by",
        "state",
    )
    list_filter = (
        "state",
        "measure",
        ("captor", admin.RelatedOnlyFieldListFilter),
        ("counted_by", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("captor", "counted_by")
    search_fields = ("slug", "population", "words")
    autocomplete_fields = ("captor", "trade", "nationality", "counted_by")
    fieldsets = (
        (None, {"fields": ("slug", "words", "counted_by")}),
        (
            "Who is counted",
            {"fields": ("population", ("captor", "nationality"), "trade")},
        ),
        (
            "How many, and when",
            {
                "fields": (
                    ("people_min", "people_max", "people_qualifier"),
                    ("period", "measure"),
                ),
            },
        ),
        PUBLICATION,
    )
    inlines = (TallyCitations,)

    @admin.display(description="people", ordering="people_min")
    def people(self, tally: Tally) -> str:
        """Say how many."""
        return people_of(tally)

    @admin.display(description="period", ordering="period_latest")
    def when(self, tally: Tally) -> str:
        """Say which time it covers."""
        return day_of(tally.period)
