"""The editors' desk: authorities, entities and legal acts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from tracker.admin.distinct import Distinct
from tracker.admin.merging import Merging
from tracker.admin.records import (
    PUBLICATION,
    Citations,
    FoundByName,
    Parts,
    ReadOnly,
    Record,
    TabularInline,
    Writing,
    day_of,
)
from tracker.desk import menu, tasks

from . import editions, listed_names
from .entry_links_admin import LinkingEntries
from .lists import EntryVersion, HeldEdition, ListEntry, ListingPeriod
from .models import (
    Action,
    ActionCitation,
    ActionEntity,
    Authority,
    Change,
    Edition,
    EditionState,
    Entity,
    EntityCitation,
    EntityName,
    Identifier,
    Listing,
    Programme,
)
from .uploads import Uploading

SOON = timedelta(days=60)  # before the end of its term an act is looked at


@admin.register(Authority)
class AuthorityAdmin(Writing):
    """Bodies that impose or lift sanctions."""

    list_display = ("code", "name", "party")
    list_display_links = ("code", "name")
    list_filter = (("party", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("party",)
    search_fields = ("code", "name", "party__name")
    autocomplete_fields = ("party",)
    fields = ("code", "name", "party", "url")


@admin.register(Programme)
class ProgrammeAdmin(Writing):
    """Programmes, each of one authority."""

    list_display = ("code", "name", "list_code", "authority")
    list_display_links = ("code", "name")
    list_filter = (("authority", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("authority",)
    search_fields = ("code", "name", "list_code", "legal_basis")
    autocomplete_fields = ("authority",)
    fields = ("authority", "code", "name", "list_code", "legal_basis")


class EntityNames(Parts, TabularInline):
    """Spellings, the main one first."""

    model = EntityName
    fields = ("text", "script", "position")
    defaults = {"script": "Latn"}


class Identifiers(Parts, TabularInline):
    """Registration numbers and the like."""

    model = Identifier
    fields = ("kind", "value")


class Listings(Parts, TabularInline):
    """Programmes the entity is or was under."""

    model = Listing
    fields = ("programme", "listed_on", "delisted_on")
    autocomplete_fields = ("programme",)
    list_select_related = ("programme", "entity")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load the entity's names too: a row is called after it."""
        return super().get_queryset(request).prefetch_related("entity__names")


class EntityCitations(Citations):
    """Why we say something about the entity; what a list says needs none."""

    model = EntityCitation
    min_num = 0
    validate_min = False


@admin.register(Entity)
class EntityAdmin(LinkingEntries, Merging, FoundByName, Record):
    """Whom some authority sanctions."""

    name_kind = "entity"
    form = Distinct
    list_display = ("name", "slug", "kind", "party", "state")
    list_display_links = ("name", "slug")
    list_filter = ("state", "kind")
    list_select_related = ("party",)
    search_fields = ("slug", "names__text", "=identifiers__value")
    autocomplete_fields = ("party", "person")
    fieldsets = (
        (None, {"fields": (("slug", "kind"),)}),
        ("The same as", {"fields": (("party", "person"),)}),
        PUBLICATION,
    )
    inlines = (EntityNames, Identifiers, Listings, EntityCitations)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load names in one query more."""
        return super().get_queryset(request).prefetch_related("names")

    @admin.display(description="name")
    def name(self, entity: Entity) -> str:
        """Say who or what it is."""
        return str(entity)


class ActionEntities(Parts, TabularInline):
    """Entities that the act names."""

    model = ActionEntity
    autocomplete_fields = ("entity",)
    list_select_related = ("entity",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load names in one query more."""
        return super().get_queryset(request).prefetch_related("entity__names")


class ActionCitations(Citations):
    """Why we say something about the act."""

    model = ActionCitation


def expiring(rows: "models.QuerySet[Any]", value: str) -> "models.QuerySet[Any]":
    """Keep acts whose own term ends soon, or has ended, and that no other act ended."""
    today = timezone.localdate()
    rows = rows.filter(reversed_by=None)
    if value == "soon":
        return rows.filter(expires_on_latest__range=(today, today + SOON))
    return rows.filter(expires_on_latest__lt=today)


class Expiry(admin.SimpleListFilter):
    """Acts by when their own term ends."""

    title = "expiry"
    parameter_name = "expiry"

    def lookups(
        self, request: HttpRequest, model_admin: object
    ) -> list[tuple[str, str]]:
        """Offer the two that an editor looks for."""
        return [("soon", f"within {SOON.days} days"), ("expired", "expired")]

    def queryset(
        self, request: HttpRequest, queryset: "models.QuerySet[Any]"
    ) -> "models.QuerySet[Any]":
        """Keep the acts chosen."""
        value = self.value()
        return expiring(queryset, value) if value else queryset


@admin.register(Action)
class ActionAdmin(Record):
    """Legal acts that impose or lift sanctions."""

    list_display = (
        "slug",
        "authority",
        "kind",
        "instrument",
        "announced",
        "effective",
        "state",
    )
    list_filter = (
        "state",
        "kind",
        Expiry,
        ("authority", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("authority",)
    search_fields = ("slug", "instrument", "scope", "reported_as")
    autocomplete_fields = ("authority", "programme", "reverses")
    fieldsets = (
        (None, {"fields": ("slug", "reported_as")}),
        (
            "Act",
            {
                "fields": (
                    ("authority", "programme"),
                    ("kind", "instrument"),
                    "reverses",
                )
            },
        ),
        ("Dates", {"fields": (("announced_on", "effective_on", "expires_on"),)}),
        ("Content", {"fields": ("scope", "conditions", "legal_effect")}),
        PUBLICATION,
    )
    inlines = (ActionEntities, ActionCitations)

    @admin.display(description="announced", ordering="announced_on_latest")
    def announced(self, action: Action) -> str:
        """Say when it was announced."""
        return day_of(action.announced_on)

    @admin.display(description="effective", ordering="effective_on_latest")
    def effective(self, action: Action) -> str:
        """Say when it takes effect."""
        return day_of(action.effective_on)


@admin.register(Edition)
class EditionAdmin(Uploading, Writing):
    """Editions of lists; an editor accepts or refuses one that is held."""

    list_display = (
        "list_code",
        "published_on",
        "entries_count",
        "state",
        "imported_at",
    )
    list_display_links = ("list_code", "published_on")
    list_filter = ("state", "list_code")
    search_fields = ("list_code", "sha256")
    fields = ("list_code", "published_on", "entries_count", "sha256", "state")
    readonly_fields = fields
    actions = ("accept_held", "refuse_held")

    @admin.action(description="Accept held editions", permissions=["change"])
    def accept_held(
        self, request: HttpRequest, queryset: "models.QuerySet[Edition]"
    ) -> None:
        """Let them count after all."""
        self._decide(request, queryset, editions.accept, "accepted")

    @admin.action(description="Refuse held editions", permissions=["change"])
    def refuse_held(
        self, request: HttpRequest, queryset: "models.QuerySet[Edition]"
    ) -> None:
        """Let them never count."""
        self._decide(request, queryset, editions.refuse, "refused")

    def _decide(
        self,
        request: HttpRequest,
        queryset: "models.QuerySet[Edition]",
        act: Callable[[Edition], object],
        done: str,
    ) -> None:
        for edition in queryset.order_by("published_on", "pk"):
            try:
                act(edition)
            except ValueError as error:  # not held: nothing has been done
                messages.error(request, str(error))
            else:
                messages.success(request, f"{edition} is {done}.")
        listed_names.refresh()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: importers add editions."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: an edition that does not count is refused."""
        return False


@admin.register(Change)
class ChangeAdmin(ReadOnly):
    """What changed between two editions."""

    list_display = ("entry_key", "kind", "entity", "edition")
    list_filter = ("kind", ("edition", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("edition", "entity")
    search_fields = ("entry_key", "entity__names__text")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load names in one query more."""
        return super().get_queryset(request).prefetch_related("entity__names")


@admin.register(ListEntry)
class ListEntryAdmin(ReadOnly):
    """Entries of lists, over all editions."""

    list_display = ("name", "list_code", "key", "kind", "is_listed", "entity")
    list_filter = ("list_code", "kind", "is_listed")
    list_select_related = ("entity",)
    search_fields = ("name", "=key")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load names in one query more."""
        return super().get_queryset(request).prefetch_related("entity__names")


@admin.register(EntryVersion)
class EntryVersionAdmin(ReadOnly):
    """What an entry said, from one edition to another."""

    list_display = ("name", "entry", "listed_on")
    list_select_related = ("entry",)
    search_fields = ("name", "=entry__key")
    fields = ("entry", "kind", "name", "programmes", "listed_on", "body")


@admin.register(ListingPeriod)
class ListingPeriodAdmin(ReadOnly):
    """When an entry was listed under a programme."""

    list_display = ("entry", "programme", "began_on", "ended_on")
    list_filter = ("programme",)
    list_select_related = ("entry",)
    search_fields = ("=entry__key", "entry__name")


@admin.register(HeldEdition)
class HeldEditionAdmin(ReadOnly):
    """Editions that wait for an editor: see there to accept or refuse them."""

    list_display = ("edition",)
    list_select_related = ("edition",)
    fields = ("edition",)


def _held(request: HttpRequest) -> int:
    return Edition.objects.filter(state=EditionState.HELD).count()


def _expiry(value: str, label: str, hint: str) -> tasks.Task:
    def count(request: HttpRequest) -> int:
        return expiring(Action.objects.all(), value).count()

    def address(request: HttpRequest) -> str:
        return f"{reverse('admin:sanctions_action_changelist')}?expiry={value}"

    return tasks.Task(tasks.DATES, label, hint, "sanctions.view_action", count, address)


menu.place(
    menu.SANCTIONS,
    *("sanctions.action", "sanctions.entity", "sanctions.authority"),
    *("sanctions.programme", "sanctions.edition", "sanctions.heldedition"),
    *("sanctions.change", "sanctions.listentry", "sanctions.entryversion"),
    "sanctions.listingperiod",
)
tasks.register(
    tasks.Task(
        tasks.WAITING,
        "held editions of lists",
        "The list changed more than it usually does. Look, then accept or refuse it.",
        "sanctions.view_edition",
        _held,
        lambda _: reverse("admin:sanctions_edition_changelist") + "?state__exact=held",
    ),
    _expiry("soon", "acts about to expire", "See if their term is extended."),
    _expiry("expired", "acts that expired", "Say what became of the relief."),
)
