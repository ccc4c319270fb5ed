"""What the intake keeps: articles, their readings, what was proposed of them."""

from django.contrib import admin

from exchanges.models import IntakeArticle, IntakeProposal, IntakeReading
from tracker.admin.records import ReadOnly

from .reading import Reading


@admin.register(IntakeArticle)
class IntakeArticleAdmin(Reading):
    """Articles that editors gave; their text is for editors only."""

    list_display = ("__str__", "publisher", "published_on", "created_at")
    list_filter = ("publisher",)
    search_fields = ("title", "publisher", "url", "sha256")
    date_hierarchy = "published_on"


@admin.register(IntakeProposal)
class IntakeProposalAdmin(ReadOnly):
    """What was proposed of articles, and what became of it."""

    list_display = ("__str__", "article", "band", "state", "judged_at")
    list_filter = ("state", "band", "section", "read_by")
    list_select_related = ("article",)
    search_fields = ("slug", "key", "article__title")


@admin.register(IntakeReading)
class IntakeReadingAdmin(ReadOnly):
    """Which engine read which article from which data, and with what result."""

    list_display = (
        *("article", "created_at", "read_by", "data_version"),
        *("ready", "check_first", "unlikely", "asked_by"),
    )
    list_select_related = ("article", "asked_by")
    search_fields = ("article__title", "engine")
