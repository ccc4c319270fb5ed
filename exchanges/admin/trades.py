"""Trades, concessions with their steps, and linkages."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from exchanges.models import (
    Concession,
    ConcessionCitation,
    ConcessionParty,
    Linkage,
    LinkageCitation,
    Release,
    Step,
    StepAction,
    Trade,
    TradeAction,
    TradeCitation,
    TradeParty,
)
from tracker.admin.records import (
    PUBLICATION,
    Citations,
    Part,
    Parts,
    Record,
    Shown,
    StackedInline,
    TabularInline,
    day_of,
)

from . import guides


class TradeParties(Parts, TabularInline):
    """Who takes part, and in which role."""

    model = TradeParty
    fields = ("party", "role", "is_disputed", "position")
    autocomplete_fields = ("party",)
    list_select_related = ("party",)


class TradeActions(Parts, TabularInline):
    """Sanctions acts beside the trade."""

    model = TradeAction
    fields = ("action", "position")
    autocomplete_fields = ("action",)
    list_select_related = ("action",)


class ReleasesOfTrade(Shown):
    """Releases in the trade."""

    model = Release
    fields = ("captor", "released_on", "people_min", "people_max", "state")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load captors along."""
        return super().get_queryset(request).select_related("captor")


class ConcessionsOfTrade(Shown):
    """Concessions in the trade."""

    model = Concession
    fields = ("title", "kind", "giver", "state")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load givers along."""
        return super().get_queryset(request).select_related("giver")


class TradeCitations(Citations):
    """Why we say something about the trade."""

    model = TradeCitation


@admin.register(Trade)
class TradeAdmin(Record):
    """Bargains, kept or not."""

    list_display = ("title_or_slug", "slug", "part_of", "state")
    list_display_links = ("title_or_slug", "slug")
    list_filter = ("state",)
    list_select_related = ("part_of",)
    search_fields = ("slug", "title", "trade_parties__party__name")
    autocomplete_fields = ("part_of", "follows")
    fieldsets = (
        (None, {"fields": ("slug", "title")}),
        ("Among other trades", {"fields": (("part_of", "follows"),)}),
        PUBLICATION,
    )
    inlines = (
        TradeParties,
        ReleasesOfTrade,
        ConcessionsOfTrade,
        TradeActions,
        TradeCitations,
    )
    change_form_template = "exchanges/desk/trade.html"

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Show what belongs to the trade, and what to enter next."""
        trade = kwargs.get("obj")
        if trade is not None and trade.pk is not None:
            context["guide"] = guides.of_trade(trade)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="title", ordering="title")
    def title_or_slug(self, trade: Trade) -> str:
        """Say which trade it is."""
        return str(trade)


class ConcessionParties(Parts, TabularInline):
    """Who else gives, who receives, who benefits."""

    model = ConcessionParty
    fields = ("party", "role", "position")
    autocomplete_fields = ("party",)
    list_select_related = ("party",)


class Steps(Parts, StackedInline):
    """What happened to the concession, in order."""

    model = Step
    fields = (
        ("position", "kind"),
        ("happened_on", "happened_on_text"),
        ("by", "contact"),
        ("reported_as", "note"),
    )
    autocomplete_fields = ("by", "contact")
    list_select_related = ("by", "contact")
    show_change_link = True


class LinkagesOfConcession(Shown):
    """Releases it was given for."""

    model = Linkage
    fields = ("release", "basis", "allocation")
    verbose_name_plural = "given for"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Load releases along."""
        queryset = super().get_queryset(request)
        return queryset.select_related("concession", "counter_release", "release")


class ConcessionCitations(Citations):
    """Why we say something about the concession or a step."""

    model = ConcessionCitation


@admin.register(Concession)
class ConcessionAdmin(Record):
    """Things promised or given."""

    list_display = ("title_or_slug", "slug", "kind", "giver", "trade", "state")
    list_display_links = ("title_or_slug", "slug")
    list_filter = ("state", "kind", ("giver", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("giver", "trade")
    search_fields = ("slug", "title", "giver__name")
    autocomplete_fields = ("trade", "giver", "performer", "payer")
    fieldsets = (
        (None, {"fields": ("slug", "title", "kind")}),
        ("Who", {"fields": ("giver", ("performer", "payer"))}),
        (
            "How much",
            {
                "fields": (
                    ("amount_min", "amount_max", "amount_qualifier", "amount_unit"),
                ),
            },
        ),
        ("In which bargain", {"fields": ("trade", "conditions")}),
        PUBLICATION,
    )
    inlines = (ConcessionParties, Steps, LinkagesOfConcession, ConcessionCitations)

    @admin.display(description="title", ordering="title")
    def title_or_slug(self, concession: Concession) -> str:
        """Say which concession it is."""
        return str(concession)


class StepActions(Parts, TabularInline):
    """Sanctions acts by which the step happened."""

    model = StepAction
    fields = ("action", "position")
    autocomplete_fields = ("action",)
    list_select_related = ("action",)


@admin.register(Step)
class StepAdmin(Part):
    """One step of a concession, with the acts by which it happened."""

    record_field = "concession"
    list_display = ("concession", "position", "kind", "happened", "by")
    list_display_links = ("concession", "kind")
    list_filter = ("kind",)
    list_select_related = ("concession", "by")
    search_fields = ("concession__slug", "concession__title")
    autocomplete_fields = ("concession", "by", "contact")
    fields = (
        "concession",
        ("position", "kind"),
        ("happened_on", "happened_on_text"),
        ("by", "contact"),
        ("reported_as", "note"),
    )
    inlines = (StepActions,)

    @admin.display(description="happened", ordering="happened_on_earliest")
    def happened(self, step: Step) -> str:
        """Say when it happened."""
        return day_of(step.happened_on)


class LinkageCitations(Citations):
    """Who says that one was given for the other, and who denies it."""

    model = LinkageCitation


@admin.register(Linkage)
class LinkageAdmin(Part):
    """Claims that something was given for a release."""

    record_field = "release"
    list_display = ("release", "given", "basis", "allocation")
    list_display_links = ("release", "given")
    list_filter = ("basis", "allocation")
    list_select_related = ("release", "concession", "counter_release")
    search_fields = (
        "release__slug",
        "concession__slug",
        "concession__title",
        "counter_release__slug",
    )
    autocomplete_fields = ("release", "concession", "counter_release")
    fieldsets = (
        ("For which release", {"fields": ("release",)}),
        ("What was given", {"fields": (("concession", "counter_release"),)}),
        ("How they are tied", {"fields": (("basis", "allocation"), "note")}),
    )
    inlines = (LinkageCitations,)

    @admin.display(description="given")
    def given(self, linkage: Linkage) -> str:
        """Say what was given."""
        return str(linkage.concession or linkage.counter_release)
