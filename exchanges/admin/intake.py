"""What the intake keeps: articles and what was proposed of them. To look at only."""

from django.contrib import admin

from exchanges.models import IntakeArticle, IntakeProposal
from tracker.admin.records import ReadOnly


@admin.register(IntakeArticle)
class IntakeArticleAdmin(ReadOnly):
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
