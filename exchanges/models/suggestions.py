"""What an editor said to a suggested link between a release and a relief."""

from django.conf import settings
from django.db import models

from tracker import fields

from .concessions import Concession
from .linkages import Linkage
from .releases import Release


class SuggestionState(models.TextChoices):
    """What an editor said."""

    ACCEPTED = "accepted", "accepted, as a draft"
    REJECTED = "rejected", "rejected"


class Suggestion(models.Model):
    """An editor's word on one suggestion, so that it is not made again.

    What nobody has judged has no row: it is worked out from lists and acts each time.
    """

    State = SuggestionState

    release = models.ForeignKey(
        Release, models.CASCADE, related_name="suggestions", help_text="For which."
    )
    key = models.CharField(
        max_length=300, help_text="What is suggested: a removal from a list, or an act."
    )
    state = models.CharField(
        max_length=8, choices=SuggestionState, help_text="What the editor said."
    )
    words = models.TextField(help_text="What the editor was told.")
    concession = models.ForeignKey(
        Concession,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text="The draft that was made of it.",
    )
    linkage = models.ForeignKey(
        Linkage,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text="The link that was made of it.",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        help_text="Who said so.",
    )
    decided_at = fields.created_at()

    class Meta:
        ordering = ["-decided_at", "id"]
        constraints = [
            fields.known("state", SuggestionState, name="suggestion_state_known"),
            models.UniqueConstraint(
                fields=["release", "key"],
                name="suggestion_once",
                violation_error_message="Somebody has decided on this already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} for {self.release_id}"
