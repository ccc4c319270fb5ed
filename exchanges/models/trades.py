"""Trades, what was promised or given in them, and for which release."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from sanctions.models import Action
from tracker import fields
from tracker.history import tracked
from tracker.models import Citation, Party, Published, PublishedQuerySet

from .contacts import Contact
from .releases import Release


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
    action = models.ForeignKey(Action, models.PROTECT, related_name="trade_actions")
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


class ConcessionKind(models.TextChoices):
    """What sort of thing is promised or given."""

    SANCTIONS_RELIEF = "sanctions_relief", "sanctions relief"
    RELEASE = "release", "release of people"
    FUNDS_UNFROZEN = "funds_unfrozen", "funds unfrozen"
    DEBT_SETTLEMENT = "debt_settlement", "settlement of a debt"
    RANSOM = "ransom", "ransom"
    PAYMENT = "payment", "payment"
    PURCHASE = "purchase", "purchase"
    GOODS = "goods", "goods"
    SERVICES = "services", "services"
    MEDICAL = "medical", "medical supplies or care"
    DIPLOMATIC = "diplomatic", "diplomatic act"
    ACCESS = "access", "access: calls, visits, meetings"
    TRAVEL = "travel", "travel"
    LEGAL_PROCESS = "legal_process", "legal process"
    INFORMATION = "information", "information"
    MILITARY = "military", "military act"
    GUARANTEE = "guarantee", "guarantee"
    BORDER_OPENING = "border_opening", "opening of a border"
    DEPORTEE_ACCEPTANCE = "deportee_acceptance", "acceptance of deportees"
    ENABLING_LAW = "enabling_law", "enabling law"
    FORBEARANCE = "forbearance", "forbearance"
    OTHER = "other", "other"


@tracked
class Concession(Published):
    """One thing promised or given in a trade. Its status follows from its steps.

    A promised release that never happened is a concession of kind *release*.
    The act that frees a person is the release's legal form, never a concession.
    """

    Kind = ConcessionKind

    title = models.CharField(
        max_length=200, blank=True, default="", help_text="A short plain title."
    )
    kind = models.CharField(
        max_length=20, choices=ConcessionKind, help_text="What sort of thing it is."
    )
    trade = models.ForeignKey(
        Trade,
        models.PROTECT,
        related_name="concessions",
        null=True,
        blank=True,
        help_text="The bargain it belongs to, if any.",
    )
    giver = models.ForeignKey(
        Party, models.PROTECT, related_name="concessions_given", help_text="Who gives."
    )
    performer = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="concessions_performed",
        null=True,
        blank=True,
        help_text="Who carries it out, if not the giver.",
    )
    payer = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="concessions_paid",
        null=True,
        blank=True,
        help_text="Who pays, if not the giver.",
    )
    amount_min = models.DecimalField(
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="At least so much; empty when no amount is stated.",
    )
    amount_max = models.DecimalField(
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="At most so much; empty when open.",
    )
    amount_qualifier = fields.qualifier()
    amount_unit = models.CharField(
        max_length=20,
        blank=True,
        default="",
        help_text="people, entities, aircraft, mines … or an ISO 4217 currency.",
    )
    conditions = models.TextField(
        blank=True, default="", help_text="On which conditions, in the project's words."
    )
    parties: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        Party, through="ConcessionParty", related_name="concessions_touching"
    )

    objects = PublishedQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["slug"]
        constraints = [
            *Published.Meta.constraints,
            fields.known("kind", ConcessionKind, name="concession_kind_known"),
            fields.known(
                "amount_qualifier",
                fields.Qualifier,
                name="concession_amount_qualifier_known",
            ),
            fields.interval("amount", name="concession_amount_min_lte_max"),
            models.CheckConstraint(
                condition=Q(amount_min=None, amount_max=None, amount_unit="")
                | Q(Q(amount_min__isnull=False), ~Q(amount_unit="")),
                name="concession_amount_has_unit",
                violation_error_message="An amount needs its unit, a unit its amount.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(note=""),
                name="concession_other_has_note",
                violation_error_message="Say in the note what the other thing is.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.slug


@tracked
class ConcessionParty(models.Model):
    """One further party to a concession."""

    class Role(models.TextChoices):
        """What the party is to the concession."""

        CO_GIVER = "co_giver", "gives too"
        RECEIVER = "receiver", "receiver"
        BENEFICIARY = "beneficiary", "beneficiary"
        HOLDER = "holder", "holder of the thing"

    concession = models.ForeignKey(
        Concession, models.CASCADE, related_name="concession_parties"
    )
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="roles_in_concessions", help_text="Who."
    )
    role = models.CharField(
        max_length=12, choices=Role, help_text="What the party is to it."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "concession parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["co_giver", "receiver", "beneficiary", "holder"]),
                name="concessionparty_role_known",
                violation_error_message="co_giver, receiver, beneficiary or holder.",
            ),
            models.UniqueConstraint(
                fields=["concession", "party", "role"],
                name="concessionparty_once",
                violation_error_message="The party already has this role.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} as {self.get_role_display()}"


class StepKind(models.TextChoices):
    """What happened to a concession."""

    CONSIDERED = "considered", "considered"
    DEMANDED = "demanded", "demanded"
    OFFERED = "offered", "offered"
    AGREED = "agreed", "agreed"
    PARTLY_DELIVERED = "partly_delivered", "partly delivered"
    DELIVERED = "delivered", "delivered"
    REFUSED = "refused", "refused"
    WITHDRAWN = "withdrawn", "withdrawn before delivery"
    LAPSED = "lapsed", "lapsed undelivered"
    SUSPENDED = "suspended", "suspended"
    REVERSED = "reversed", "taken back after delivery"
    EXPIRED = "expired", "expired"
    RESTORED = "restored", "restored"


@tracked
class Step(models.Model):
    """One dated thing that happened to a concession. Nothing overwrites it."""

    Kind = StepKind

    concession = models.ForeignKey(Concession, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=16, choices=StepKind, help_text="What happened.")
    happened_on = fields.EdtfField(help_text="When (EDTF); empty when undated.")
    happened_on_earliest = fields.earliest("happened_on")
    happened_on_latest = fields.latest("happened_on")
    happened_on_text = fields.words()
    by = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="steps",
        null=True,
        blank=True,
        help_text="Who did it. Empty: the giver, or nobody says.",
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="steps",
        null=True,
        blank=True,
        help_text="The meeting, call or letter it happened in.",
    )
    actions: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        Action,
        through="StepAction",
        related_name="steps",
        help_text="The sanctions acts by which it happened.",
    )
    reported_as = models.CharField(
        max_length=120,
        blank=True,
        default="",
        help_text="The reporter's word, such as lifted or eased.",
    )
    note = models.CharField(
        max_length=300, blank=True, default="", help_text="An editor's remark. Public."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order in which the steps happened."
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            fields.known("kind", StepKind, name="step_kind_known"),
            models.UniqueConstraint(
                fields=["concession", "position"],
                name="step_position_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Two steps have the same place in the order.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


@tracked
class StepAction(models.Model):
    """One sanctions act by which a step happened."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="step_actions")
    action = models.ForeignKey(Action, models.PROTECT, related_name="step_actions")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "action"],
                name="stepaction_once",
                violation_error_message="The act is already tied to this step.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id} by {self.action_id}"


@tracked
class ConcessionCitation(Citation):
    """Why we say something about a concession or one of its steps."""

    subject = models.ForeignKey(Concession, models.CASCADE, related_name="citations")


class Basis(models.TextChoices):
    """On what ground a concession is tied to a release."""

    STATED = "stated", "stated"
    SWAP = "swap", "swap"
    GOODWILL = "goodwill", "goodwill"
    SEQUENCE = "sequence", "sequence only"
    ALLEGED = "alleged", "alleged"


class Allocation(models.TextChoices):
    """Whether the source ties it to this release or to a whole package."""

    DIRECT = "direct", "for this release"
    PACKAGE = "package", "part of a package"


@tracked
class Linkage(models.Model):
    """The claim that a concession or counter-release was given for a release.

    Always written, never inferred from sharing a trade.
    """

    Basis = Basis
    Allocation = Allocation

    concession = models.ForeignKey(
        Concession,
        models.PROTECT,
        related_name="linkages",
        null=True,
        blank=True,
        help_text="What was given …",
    )
    counter_release = models.ForeignKey(
        Release,
        models.PROTECT,
        related_name="counter_linkages",
        null=True,
        blank=True,
        help_text="… or which release of the other side.",
    )
    release = models.ForeignKey(
        Release, models.PROTECT, related_name="linkages", help_text="For which release."
    )
    basis = models.CharField(
        max_length=8, choices=Basis, help_text="On what ground they are tied."
    )
    allocation = models.CharField(
        max_length=7,
        choices=Allocation,
        default=Allocation.DIRECT,
        help_text="For this release, or as part of a package for several.",
    )
    note = models.TextField(
        blank=True, default="", help_text="An editor's remark. Public."
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            fields.known("basis", Basis, name="linkage_basis_known"),
            fields.known("allocation", Allocation, name="linkage_allocation_known"),
            models.CheckConstraint(
                condition=Q(concession__isnull=False, counter_release=None)
                | Q(concession=None, counter_release__isnull=False),
                name="linkage_of_one_thing",
                violation_error_message="Name a concession or a release, one of them.",
            ),
            models.CheckConstraint(
                condition=Q(counter_release=None) | ~Q(counter_release=F("release")),
                name="linkage_not_of_itself",
                violation_error_message="A release cannot be given for itself.",
            ),
            models.CheckConstraint(
                condition=~Q(basis="swap") | Q(counter_release__isnull=False),
                name="linkage_swap_of_releases",
                violation_error_message="A swap is between two releases.",
            ),
            models.UniqueConstraint(
                fields=["concession", "counter_release", "release"],
                name="linkage_once",
                nulls_distinct=False,
                violation_error_message="This link is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concession_id or self.counter_release_id} for {self.release_id}"


@tracked
class LinkageCitation(Citation):
    """Why we say that one thing was given for another."""

    subject = models.ForeignKey(Linkage, models.CASCADE, related_name="citations")
