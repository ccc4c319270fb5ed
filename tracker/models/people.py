"""Human beings and the ways their names are written."""

from typing import Any

from django.db import models
from django.db.models import Q

from tracker import fields
from tracker.history import tracked

from .parties import Country
from .published import Published, PublishedQuerySet
from .sources import Citation


@tracked
class Person(Published):
    """A human being who was held, or who acted in a trade.

    May have no name at all: the source gives none, or the name is withheld.
    """

    is_name_withheld = models.BooleanField(
        default=False,
        help_text="The person asked for anonymity: no spelling is ever public.",
    )
    nationalities: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        Country,
        through="Nationality",
        related_name="nationals",
        help_text="Countries whose nationality a source says the person holds.",
    )

    objects = PublishedQuerySet.as_manager()

    class Meta(Published.Meta):
        ordering = ["slug"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        if self.is_name_withheld:
            return f"name withheld ({self.slug})"
        names = list(self.names.all())
        return names[0].text if names else f"not named ({self.slug})"


@tracked
class Nationality(models.Model):
    """One nationality that a source says a person holds."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="held_nationalities"
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="+", help_text="The country."
    )

    class Meta:
        ordering = ["country"]
        verbose_name_plural = "nationalities"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "country"],
                name="nationality_once",
                violation_error_message="This nationality is already recorded.",
            ),
        ]

    def __str__(self) -> str:
        return self.country_id


class PersonNameKind(models.TextChoices):
    """What sort of name it is."""

    MAIN = "main", "main"
    TRANSLITERATION = "transliteration", "transliteration"
    ALIAS = "alias", "alias"
    BIRTH = "birth", "name at birth"
    COVER = "cover", "cover name"
    MISSPELT = "misspelt", "misspelt in a source"


@tracked
class PersonName(models.Model):
    """One spelling of a person's name in one script."""

    Kind = PersonNameKind

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200, help_text="The name as written.")
    script = models.CharField(max_length=4, help_text="ISO 15924 code of the script.")
    language = models.CharField(
        max_length=12,
        blank=True,
        default="",
        help_text="ISO 639 code, where it matters.",
    )
    scheme = models.CharField(
        max_length=40,
        blank=True,
        default="",
        help_text="Transliteration scheme, such as BGN/PCGN 1979.",
    )
    kind = models.CharField(
        max_length=16,
        choices=Kind,
        default=Kind.TRANSLITERATION,
        help_text="What sort of name it is. One is the main name.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Order among the person's names."
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            fields.known("kind", PersonNameKind, name="personname_kind_known"),
            models.UniqueConstraint(
                fields=["person", "text"],
                name="personname_once",
                violation_error_message="This spelling is already recorded.",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="main"),
                name="personname_one_main",
                violation_error_message="A person has one main name.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="personname_not_empty",
                violation_error_message="Write the name.",
            ),
        ]

    def __str__(self) -> str:
        return self.text


@tracked
class PersonCitation(Citation):
    """Why we say something about a person."""

    subject = models.ForeignKey(Person, models.CASCADE, related_name="citations")
