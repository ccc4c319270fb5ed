"""Editions of lists that an editor uploads: the form, the import and its report.

The files take the same way as those of ``import_list``: the same importers, limits and
guard. An edition that looks wrong is held here too.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from tracker.upload_limits import UPLOAD_MAX_BYTES, is_cut

from . import imports, listed_names
from .editions import Outcome
from .importers import LISTS
from .importers.entries import ListFormatError
from .importers.files import copy_upload

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

MEGABYTE = 1024 * 1024


class ManyFilesInput(forms.ClearableFileInput):
    """Choose one file or several."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """One uploaded file or several; an empty one is for the importer to judge."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Check each file."""
        files = (data if isinstance(data, list | tuple) else [data]) or [None]
        return [super(ManyFiles, self).clean(one, initial) for one in files]


class UploadForm(forms.Form):
    """Which list, its files, and their day where nothing else says it."""

    list_code = forms.ChoiceField(label="List")
    uploads = ManyFiles(
        label="Files",
        allow_empty_file=True,
        help_text=(
            "One edition or several: every file of a set, such as sdn.csv, alt.csv and"
            " add.csv, or a zip or tar of dated files."
            f" At most {UPLOAD_MAX_BYTES // MEGABYTE} MB and 10 files at once."
        ),
    )
    published_on = forms.DateField(
        label="Day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Only where neither the content nor a file's name says it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every list that can be read."""
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["list_code"])
        field.choices = [
            (code, f"{entry.title} ({code})") for code, entry in LISTS.items()
        ]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an upload.

    Attributes:
        outcomes: Of each edition, oldest first.
        indexed: Entries whose names can be searched now.
        unknown: Programmes that the record does not have.
    """

    outcomes: tuple[Outcome, ...]
    indexed: int
    unknown: tuple[str, ...]

    @property
    def has_held(self) -> bool:
        """Whether an edition waits for an editor."""
        return any(outcome.state == "held" for outcome in self.outcomes)

    def rows(self) -> list[dict[str, Any]]:
        """Give each edition with its changes in words."""
        return [
            {
                "outcome": outcome,
                "changes": ", ".join(
                    f"{count} {kind}" for kind, count in sorted(outcome.changes.items())
                ),
            }
            for outcome in self.outcomes
        ]


def store(
    list_code: str, files: Sequence[UploadedFile], published_on: date | None
) -> Report:
    """Import uploaded files as editions of a list, and index their names.

    Raises:
        ListFormatError: A file is not what the list publishes, or comes twice; nothing
            was written.

    Cost:
        As ``import_list``: seconds for a full list, half a minute for 170 editions.
    """
    with tempfile.TemporaryDirectory() as name:
        sources = list(_copied(files, Path(name)))
        outcomes = imports.import_list(list_code, sources, published_on=published_on)
    return Report(
        tuple(outcomes),
        listed_names.refresh(list_code),
        tuple(imports.unknown_programmes(list_code)),
    )


def _copied(files: Iterable[UploadedFile], directory: Path) -> Iterable[Path]:
    """Put uploads under their own names, since these say role and day."""
    seen: set[str] = set()
    for upload in files:
        name = upload.name or ""
        if name.casefold() in seen:
            raise ListFormatError(name, "", "is given twice.")
        seen.add(name.casefold())
        try:
            yield copy_upload(cast("Any", upload.file), name, directory)
        except (OSError, ValueError) as error:
            problem = "has a name that no file can have; rename it."
            raise ListFormatError(name[:80], "", problem) from error


class Uploading(ModelAdmin):
    """The admin of editions, with the page where files are uploaded."""

    change_list_template = "sanctions/editions.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the page."""
        view = self.admin_site.admin_view(self.upload_view)
        return [
            path("upload/", view, name="sanctions_edition_upload"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Offer the page to those who may decide on editions."""
        kwargs["extra_context"] = {
            **(kwargs.get("extra_context") or {}),
            "may_upload": self.has_change_permission(request),
        }
        return super().changelist_view(request, *args, **kwargs)

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Take files and say what became of them; the same files write nothing."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        report: Report | None = None
        form = UploadForm()
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            if is_cut(request):
                form.add_error(
                    "uploads", f"More than {UPLOAD_MAX_BYTES // MEGABYTE} MB."
                )
            elif form.is_valid():
                report = self._store(form)
        context = {
            **self.admin_site.each_context(request),
            "title": "Upload editions of a list",
            "opts": self.opts,
            "form": form,
            "report": report,
            "licences": [entry for entry in LISTS.values() if entry.licence],
        }
        return TemplateResponse(
            request,
            "sanctions/upload.html",
            context,
            status=400 if form.errors else 200,
        )

    def _store(self, form: UploadForm) -> Report | None:
        asked = form.cleaned_data
        try:
            return store(asked["list_code"], asked["uploads"], asked["published_on"])
        except ListFormatError as error:
            form.add_error("uploads", f"{error} Nothing was written.")
            return None
