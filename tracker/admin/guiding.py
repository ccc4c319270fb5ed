"""Going from one form to the next and back, with what is known already filled in.

A link to a form may say where to go after saving (``desk-back``) and which source is
being read (``desk-source``); other parameters are Django's own: fields of the form.
"""

from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

if TYPE_CHECKING:  # Django's admin classes are generic for type checkers only.
    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

BACK, SOURCE = "desk-back", "desk-source"


def link(
    page: str, *, back: str, source: int | None = None, **values: int | None
) -> str:
    """Give the address of a form that leads back; values that are None are left out."""
    known = {**values, SOURCE: source}
    asked = {name: str(value) for name, value in known.items() if value is not None}
    asked[BACK] = back
    return f"{reverse(page)}?{urlencode(asked)}"


class Guided(ModelAdmin):
    """A form that one comes to from another."""

    def response_post_save_add(
        self, request: HttpRequest, obj: Any
    ) -> HttpResponseRedirect:
        """Go back to where the link was."""
        return _back(request) or super().response_post_save_add(request, obj)

    def response_post_save_change(
        self, request: HttpRequest, obj: Any
    ) -> HttpResponseRedirect:
        """Go back to where the link was."""
        return _back(request) or super().response_post_save_change(request, obj)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Fill in the source that is being read, in a new record's first citation."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(
            request, obj, inline, prefix
        )
        source = request.GET.get(SOURCE, "")
        # A form sent with an initial value would be taken for one without an entry.
        is_first = request.method == "GET" and obj.pk is None and prefix == "citations"
        if is_first and source.isdecimal():
            kwargs["initial"] = [{"source": source}]
        return kwargs


def _back(request: HttpRequest) -> HttpResponseRedirect | None:
    back = request.GET.get(BACK, "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    if not is_ours or not back.startswith(reverse("admin:index")):
        return None
    return HttpResponseRedirect(back)
