"""What the machine keeps: documents, dossiers, proposals. To look at only."""

from django.contrib import admin

from tracker.models import (
    DataVersion,
    Document,
    Dossier,
    DossierRecord,
    IndexedName,
    Mark,
    Proposal,
)

from .records import ReadOnly


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    """Published documents."""

    list_display = ("kind", "slug", "name", "sort_on", "version")
    list_display_links = ("slug",)
    list_filter = ("kind",)
    search_fields = ("slug", "name")
    fields = ("kind", "slug", "name", "text", "earliest", "latest", "facets", "version")
    readonly_fields = ("text",)

    @admin.display(description="body")
    def text(self, document: Document) -> str:
        """Show the document as served."""
        return bytes(document.body).decode()


@admin.register(IndexedName)
class IndexedNameAdmin(ReadOnly):
    """Spellings as the name index holds them."""

    list_display = ("text", "part", "record_id")
    list_filter = ("part",)
    search_fields = ("text", "=record_id")
    fields = ("text", "part", "record_id", "tokens", "keys")


@admin.register(Mark)
class MarkAdmin(ReadOnly):
    """Documents that are being refreshed."""

    list_display = ("kind", "record_id")
    list_filter = ("kind",)
    search_fields = ("=record_id",)


@admin.register(DataVersion)
class DataVersionAdmin(ReadOnly):
    """The number of the last change."""

    list_display = ("number", "changed_at")


@admin.register(Dossier)
class DossierAdmin(ReadOnly):
    """Dossiers that have been loaded."""

    list_display = ("slug", "loaded_at", "digest")
    search_fields = ("slug",)


@admin.register(DossierRecord)
class DossierRecordAdmin(ReadOnly):
    """Which dossier a record comes from."""

    list_display = ("slug", "section", "dossier", "is_addition")
    list_filter = ("section", "is_addition", "dossier")
    list_select_related = ("dossier",)
    search_fields = ("slug", "dossier__slug")


@admin.register(Proposal)
class ProposalAdmin(ReadOnly):
    """Edits of published records, and what became of them."""

    list_display = (
        "record_slug",
        "field",
        "old_value",
        "new_value",
        "state",
        "proposed_by",
        "decided_by",
        "created_at",
    )
    list_filter = ("state", "record_kind")
    list_select_related = ("proposed_by", "decided_by")
    search_fields = ("record_slug", "field", "reason")
