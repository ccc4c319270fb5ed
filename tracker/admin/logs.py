"""What the machine keeps: documents, dossiers. To look at only."""

from django.contrib import admin

from tracker.models import (
    DataVersion,
    Document,
    Dossier,
    DossierRecord,
    Embargo,
    IndexedName,
    Mark,
    PublicChange,
    Viewing,
    WithheldField,
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


@admin.register(PublicChange)
class PublicChangeAdmin(ReadOnly):
    """What each publication changed."""

    list_display = ("changed_at", "kind", "slug", "change", "version")
    list_filter = ("kind", "change")
    search_fields = ("slug",)


@admin.register(DataVersion)
class DataVersionAdmin(ReadOnly):
    """The number of the last change."""

    list_display = ("number", "changed_at")


@admin.register(Dossier)
class DossierAdmin(ReadOnly):
    """Dossiers that have been loaded."""

    list_display = ("slug", "path", "loaded_at", "digest")
    search_fields = ("slug",)


@admin.register(DossierRecord)
class DossierRecordAdmin(ReadOnly):
    """Which dossier a record comes from."""

    list_display = ("slug", "section", "dossier", "is_addition")
    list_filter = ("section", "is_addition", "dossier")
    list_select_related = ("dossier",)
    search_fields = ("slug", "dossier__slug")


@admin.register(Embargo)
class EmbargoAdmin(ReadOnly):
    """Records that are not public before a day."""

    list_display = ("record_table", "record_key", "until", "reason", "set_by")
    list_filter = ("record_table",)
    list_select_related = ("set_by",)
    search_fields = ("reason", "=record_key")


@admin.register(WithheldField)
class WithheldFieldAdmin(ReadOnly):
    """Fields that are shown nowhere public."""

    list_display = ("record_table", "record_key", "field", "reason", "set_by")
    list_filter = ("record_table",)
    list_select_related = ("set_by",)
    search_fields = ("field", "reason", "=record_key")


@admin.register(Viewing)
class ViewingAdmin(ReadOnly):
    """Who looked at restricted records."""

    list_display = ("seen_at", "user", "record_label", "record_key", "page")
    list_filter = ("record_label", "page")
    list_select_related = ("user",)
    search_fields = ("user__username", "=record_key")
