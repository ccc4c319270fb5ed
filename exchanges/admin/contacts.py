"""Meetings, calls, visits and letters."""

from django.contrib import admin

from exchanges.models import Contact, ContactCitation, ContactParticipant
from tracker.admin.records import (
    PUBLICATION,
    Citations,
    Parts,
    Record,
    TabularInline,
    day_of,
)


class Participants(Parts, TabularInline):
    """Who took part, under which title and for whom."""

    model = ContactParticipant
    fields = ("party", "title", "acting_for", "position")
    autocomplete_fields = ("party", "acting_for")
    list_select_related = ("party", "acting_for")


class ContactCitations(Citations):
    """Why we say something about the contact."""

    model = ContactCitation


@admin.register(Contact)
class ContactAdmin(Record):
    """Meetings, calls, visits and letters between parties."""

    list_display = ("slug", "kind", "status", "held", "place", "initiator", "state")
    list_filter = ("state", "kind", "status")
    list_select_related = ("initiator",)
    search_fields = ("slug", "topic", "place", "participants__party__name")
    autocomplete_fields = ("initiator", "trade")
    fieldsets = (
        (None, {"fields": ("slug", ("kind", "status"))}),
        ("When and where", {"fields": (("held_on", "held_on_text"), "place")}),
        ("About", {"fields": ("initiator", "topic", "trade")}),
        PUBLICATION,
    )
    inlines = (Participants, ContactCitations)

    @admin.display(description="held", ordering="held_on_earliest")
    def held(self, contact: Contact) -> str:
        """Say when."""
        return day_of(contact.held_on)
