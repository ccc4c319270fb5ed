"""What was promised or given, and the dated steps of each."""

from typing import Any

from django.db import models
from django.db.models import Q

from sanctions.models import Action
from tracker import fields
from tracker.history import tracked
from tracker.models import Citation, Party, Published, PublishedQuerySet

from .contacts import Contact
from .trades import Trade


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
    action = models.ForeignKey(
        Action, models.PROTECT, related_name="step_actions", help_text="Which act."
    )
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
