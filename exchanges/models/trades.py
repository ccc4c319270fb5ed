"""Trades: bargains, and the parties to them."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from sanctions.models import Action
from tracker import fields
from tracker.history import tracked
from tracker.models import Citation, Party, Published, PublishedQuerySet


@tracked
class Trade(Published):
    """One bargain, kept or not. Its status is computed, never stored."""

    title = models.CharField(
        max_length=200, blank=True, default="", help_text="A short plain title."
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="parts",
        null=True,
        blank=True,
        help_text="The longer track it belongs to.",
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="followed_by",
        null=True,
        blank=True,
        help_text="The earlier bargain or attempt that it takes up again.",
    )
    actions: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        Action,
        through="TradeAction",
        related_name="trades",
        help_text="Sanctions acts beside the bargain that are no concession in it.",
    )

    objects = PublishedQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["slug"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(
                condition=Q(part_of=None) | ~Q(part_of=F("id")),
                name="trade_not_part_of_itself",
                violation_error_message="A trade cannot be part of itself.",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")),
                name="trade_not_following_itself",
                violation_error_message="A trade cannot follow itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug


class TradeRole(models.TextChoices):
    """What a party does in a trade."""

    PRINCIPAL = "principal", "principal"
    MEDIATOR = "mediator", "mediator"
    GUARANTOR = "guarantor", "guarantor"
    VENUE = "venue", "venue"
    FACILITATOR = "facilitator", "facilitator"
    TRANSIT = "transit", "transit"
    HANDOVER_AGENT = "handover_agent", "handover agent"
    FUNDS_HOLDER = "funds_holder", "holder of funds"
    FUNDS_SOURCE = "funds_source", "source of funds"
    SUPPLIER = "supplier", "supplier"
    CARRIER = "carrier", "carrier"
    HOST = "host", "host of those released"
    TERRITORIAL_STATE = "territorial_state", "territorial state"
    OBJECTOR = "objector", "objector"
    EXTRADITION_REQUESTER = "extradition_requester", "requester of extradition"
    CONSULTED = "consulted", "consulted"


@tracked
class TradeParty(models.Model):
    """One party's role in a trade; somebody may dispute it."""

    Role = TradeRole

    trade = models.ForeignKey(Trade, models.CASCADE, related_name="trade_parties")
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="roles_in_trades", help_text="Who."
    )
    role = models.CharField(
        max_length=24, choices=TradeRole, help_text="What the party does."
    )
    is_disputed = models.BooleanField(
        default=False, help_text="Somebody denies that the party had this role."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "trade parties"
        constraints = [
            fields.known("role", TradeRole, name="tradeparty_role_known"),
            models.UniqueConstraint(
                fields=["trade", "party", "role"],
                name="tradeparty_once",
                violation_error_message="The party already has this role.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} as {self.get_role_display()}"


@tracked
class TradeAction(models.Model):
    """One sanctions act that stands beside a trade, such as a same-day designation."""

    trade = models.ForeignKey(Trade, models.CASCADE, related_name="trade_actions")
    action = models.ForeignKey(
        Action, models.PROTECT, related_name="trade_actions", help_text="Which act."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["trade", "action"],
                name="tradeaction_once",
                violation_error_message="The act already stands beside this trade.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id} beside {self.trade_id}"


@tracked
class TradeCitation(Citation):
    """Why we say something about a trade."""

    subject = models.ForeignKey(Trade, models.CASCADE, related_name="citations")
