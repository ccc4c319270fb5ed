"""Custody: who was held by whom, how, and what a body called them."""

from django.db import models
from django.db.models import F, Q

from tracker import fields
from tracker.history import tracked
from tracker.models import Citation, Party, Person, Published, PublishedQuerySet


class DetentionForm(models.TextChoices):
    """How a person is held."""

    PRISON = "prison", "prison"
    PRETRIAL = "pretrial", "pre-trial detention"
    CAPTIVITY = "captivity", "captivity"
    HOUSE_ARREST = "house_arrest", "house arrest"
    BAIL = "bail", "bail with a ban on leaving"
    FURLOUGH = "furlough", "furlough"
    REFUGE = "refuge", "refuge in an embassy"
    UNKNOWN = "unknown", "form not known"


class DetentionQuerySet(PublishedQuerySet):
    """Spells in custody."""


@tracked
class Detention(Published):
    """One spell in custody of one person under one captor in one form."""

    Form = DetentionForm

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="detentions", help_text="Who was held."
    )
    captor = models.ForeignKey(
        Party, models.PROTECT, related_name="detentions", help_text="Who held them."
    )
    form = models.CharField(
        max_length=12,
        choices=DetentionForm,
        default=DetentionForm.UNKNOWN,
        help_text="How they were held.",
    )
    place = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="Prison, town or country. Never a private address.",
    )
    began_on = fields.EdtfField(help_text="When the spell began (EDTF).")
    began_on_earliest = fields.earliest("began_on")
    began_on_latest = fields.latest("began_on")
    ended_on = fields.EdtfField(help_text="When it ended (EDTF); empty if not known.")
    ended_on_earliest = fields.earliest("ended_on")
    ended_on_latest = fields.latest("ended_on")
    charge = models.CharField(
        max_length=300, blank=True, default="", help_text="The charge, as reported."
    )
    sentence = models.CharField(
        max_length=300,
        blank=True,
        default="",
        help_text="The sentence and its changes, as reported.",
    )
    transferred_from = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="transferred_to",
        null=True,
        blank=True,
        help_text="The earlier spell this one continues, after a transfer.",
    )

    objects = DetentionQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["began_on_earliest", "slug"]
        constraints = [
            *Published.Meta.constraints,
            fields.known("form", DetentionForm, name="detention_form_known"),
            models.CheckConstraint(
                condition=Q(ended_on_latest=None)
                | Q(began_on_earliest=None)
                | Q(began_on_earliest__lte=F("ended_on_latest")),
                name="detention_ends_after_it_begins",
                violation_error_message="The spell ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(transferred_from=None) | ~Q(transferred_from=F("id")),
                name="detention_not_from_itself",
                violation_error_message="A spell cannot continue itself.",
            ),
        ]


@tracked
class DetentionCitation(Citation):
    """Why we say something about a detention."""

    subject = models.ForeignKey(Detention, models.CASCADE, related_name="citations")


class DetaineeManager(models.Manager["Detainee"]):
    """Only people with a detention or a part in a release."""

    def get_queryset(self) -> models.QuerySet["Detainee"]:
        """Keep people with a detention or a part in a release."""
        is_held = Q(detentions__isnull=False) | Q(freed_in__isnull=False)
        return super().get_queryset().filter(is_held).distinct()


class Detainee(Person):
    """A person who was held. The same row as the person."""

    objects = DetaineeManager()  # type: ignore[misc,assignment]  # narrower

    class Meta:
        proxy = True


class RecognitionKind(models.TextChoices):
    """What a body called somebody who was held."""

    POLITICAL_PRISONER = "political_prisoner", "political prisoner"
    WRONGFULLY_DETAINED = "wrongfully_detained", "wrongfully detained"
    ARBITRARILY_DETAINED = "arbitrarily_detained", "arbitrarily detained"
    HOSTAGE = "hostage", "hostage"
    PRISONER_OF_WAR = "prisoner_of_war", "prisoner of war"
    CRIMINAL = "criminal", "criminal"


@tracked
class Recognition(models.Model):
    """What one body called a person, a cohort or all who were freed, and when."""

    Kind = RecognitionKind

    kind = models.CharField(
        max_length=24, choices=RecognitionKind, help_text="What they were called."
    )
    by = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="recognitions",
        null=True,
        blank=True,
        help_text="Who calls them so. Empty: the source in its own voice.",
    )
    recognised_on = fields.EdtfField(help_text="Since when (EDTF).")
    recognised_on_earliest = fields.earliest("recognised_on")
    recognised_on_latest = fields.latest("recognised_on")
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="recognitions", null=True, blank=True
    )
    cohort = models.ForeignKey(
        "exchanges.Cohort",
        models.CASCADE,
        related_name="recognitions",
        null=True,
        blank=True,
    )
    release = models.ForeignKey(
        "exchanges.Release",
        models.CASCADE,
        related_name="recognitions",
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            fields.known("kind", RecognitionKind, name="recognition_kind_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, cohort=None, release=None)
                | Q(person=None, cohort__isnull=False, release=None)
                | Q(person=None, cohort=None, release__isnull=False),
                name="recognition_of_one_thing",
                violation_error_message="Of a person, a cohort or a release: one.",
            ),
            models.UniqueConstraint(
                fields=["kind", "by", "person", "cohort", "release"],
                name="recognition_once",
                nulls_distinct=False,
                violation_error_message="This recognition is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
