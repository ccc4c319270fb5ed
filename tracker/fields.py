"""Model fields and constraints that several packages share."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from . import dates


def validate_edtf(value: str) -> None:
    """Refuse text that is not a date this project can read.

    Raises:
        ValidationError: The text is not EDTF; the message says what would be right.
    """
    try:
        dates.parse(value)
    except dates.DateError as error:
        raise ValidationError(str(error), code="edtf") from error


class EdtfField(models.CharField):  # type: ignore[type-arg]  # not at run time
    """An inexact date as EDTF text (ISO 8601-2:2019); ``""`` when not recorded."""

    default_validators = [validate_edtf]

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Default to an optional text of at most 40 characters."""
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Field's own


class EdtfEarliest(models.Func):
    """The first day an EDTF text allows; null when it is open or empty."""

    function = "edtf_earliest"
    output_field = models.DateField()


class EdtfLatest(models.Func):
    """The last day an EDTF text allows; null when it is open or empty."""

    function = "edtf_latest"
    output_field = models.DateField()


def earliest(field: str) -> models.GeneratedField:
    """Give the column with the first day that ``field`` allows, kept by PostgreSQL."""
    return models.GeneratedField(
        expression=EdtfEarliest(F(field)),
        output_field=models.DateField(null=True),
        db_persist=True,
        editable=False,
    )


def latest(field: str) -> models.GeneratedField:
    """Give the column with the last day that ``field`` allows, kept by PostgreSQL."""
    return models.GeneratedField(
        expression=EdtfLatest(F(field)),
        output_field=models.DateField(null=True),
        db_persist=True,
        editable=False,
    )


def words(
    help_text: str = "The words of the source for this date.",
) -> "models.CharField[str, str]":
    """Give a short text field that keeps the words a source used."""
    return models.CharField(max_length=200, blank=True, default="", help_text=help_text)


def created_at() -> "models.DateTimeField[Any, Any]":
    """Give the instant (UTC) at which PostgreSQL first saw the row."""
    return models.DateTimeField(db_default=Now(), editable=False)


class Qualifier(models.TextChoices):
    """How a source words a number."""

    EXACTLY = "exactly", "exactly"
    AT_LEAST = "at_least", "at least"
    MORE_THAN = "more_than", "more than"
    ABOUT = "about", "about"
    UP_TO = "up_to", "up to"
    BETWEEN = "between", "between"


def qualifier() -> "models.CharField[str, str]":
    """Give the field that says how the source words a number."""
    return models.CharField(
        max_length=10,
        choices=Qualifier,
        default=Qualifier.EXACTLY,
        help_text="How the source words the number.",
    )


def known(
    field: str, choices: type[models.TextChoices], name: str
) -> models.CheckConstraint:
    """Bind ``field`` to its choices in the database too."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": sorted(choices.values)}),
        name=name,
        violation_error_message=f"{field} is one of {', '.join(choices.values)}.",
    )


def known_or_empty(
    field: str, choices: type[models.TextChoices], name: str
) -> models.CheckConstraint:
    """Bind ``field`` to its choices or to ``""``, which means not recorded."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": ["", *sorted(choices.values)]}),
        name=name,
        violation_error_message=f"{field} is one of {', '.join(choices.values)}.",
    )


def interval(prefix: str, name: str) -> models.CheckConstraint:
    """Keep a count's lower bound at or below its upper one."""
    lower, upper = f"{prefix}_min", f"{prefix}_max"
    return models.CheckConstraint(
        condition=Q(**{upper: None}) | Q(**{f"{lower}__lte": F(upper)}),
        name=name,
        violation_error_message="The lower count is above the upper one.",
    )
