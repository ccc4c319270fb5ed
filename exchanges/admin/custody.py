"""Detentions, detainees, and what they were called."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from exchanges.models import (
    Detainee,
    Detention,
    DetentionCitation,
    Freed,
    Recognition,
)
from tracker.admin.people import PersonAdmin
from tracker.admin.records import (
    PUBLICATION,
    Citations,
    Parts,
    Record,
    Shown,
    TabularInline,
    day_of,
)


class Recognitions(Parts, TabularInline):
    """What a body called them."""

    model = Recognition
    fields = ("kind", "by", "recognised_on", "position")
    autocomplete_fields = ("by",)
    list_select_related = ("by",)


class DetentionCitations(Citations):
    """Why we say something about the detention."""

    model = DetentionCitation


@admin.register(Detention)
class DetentionAdmin(Record):
    """Spells in custody."""

    list_display = ("slug", "person", "captor", "form", "began", "ended", "state")
    list_filter = ("state", "form", ("captor", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("person", "captor")
    search_fields = ("slug", "person__slug", "person__names__text", "place")
    autocomplete_fields = ("person", "captor", "transferred_from")
    fieldsets = (
        (None, {"fields": ("slug", ("person", "captor"))}),
        ("Custody", {"fields": (("form", "place"), ("began_on", "ended_on"))}),
        ("Case", {"fields": ("charge", "sentence")}),
        ("Transfer", {"fields": ("transferred_from",)}),
        PUBLICATION,
    )
    inlines = (DetentionCitations,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load the names of people in one query more."""
        return super().get_queryset(request).prefetch_related("person__names")

    @admin.display(description="began", ordering="began_on_earliest")
    def began(self, detention: Detention) -> str:
        """Say when it began."""
        return day_of(detention.began_on)

    @admin.display(description="ended", ordering="ended_on_latest")
    def ended(self, detention: Detention) -> str:
        """Say when it ended."""
        return day_of(detention.ended_on)


class Detentions(Shown):
    """The person's spells in custody."""

    model = Detention
    fk_name = "person"
    fields = ("captor", "form", "began_on", "ended_on", "state")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load captors along."""
        return super().get_queryset(request).select_related("captor")


class FreedIn(Shown):
    """The releases in which the person was freed."""

    model = Freed
    fields = ("release", "outcome", "conditions")
    verbose_name_plural = "freed in"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load releases along."""
        return super().get_queryset(request).select_related("release")


@admin.register(Detainee)
class DetaineeAdmin(PersonAdmin):
    """People who were held: the same rows as people, with their custody."""

    inlines = (*PersonAdmin.inlines, Recognitions, Detentions, FreedIn)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a person becomes a detainee by a detention or a release."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: people are deleted among people."""
        return False
