"""A new record that looks like one there is: said before it is saved."""

import re
from typing import Any

from django.contrib.admin import site
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from tracker import duplicates
from tracker.models import Source

from .choices import NamedChoices

CONFIRMED = "desk-distinct"
SPELLING = re.compile(r"names-[0-9]+-text\Z")
SHOWN = 5


class Distinct(NamedChoices):
    """Asks about records that a new one may be the same as; a tick says it is not."""

    def clean(self) -> dict[str, Any]:
        """Refuse, unless confirmed, what may be recorded already.

        Raises:
            ValidationError: Some are alike; the message links them and has the tick.
        """
        cleaned = super().clean()
        if self.instance.pk is None and CONFIRMED not in self.data:
            found = self._alike(cleaned)
            if found:
                raise ValidationError(_message(found), code="alike")
        return cleaned

    def _alike(self, cleaned: dict[str, Any]) -> list[models.Model]:
        model: type[models.Model] = self._meta.model
        rows: models.QuerySet[Any] = model._default_manager.all()
        if model is Source:
            title, publisher = cleaned.get("title", ""), cleaned.get("publisher", "")
            url = cleaned.get("url", "")
            same = models.Q(title__iexact=title, publisher__iexact=publisher)
            same |= models.Q(url=url) if url else models.Q()
            return list(rows.filter(same)[:SHOWN]) if title else []
        texts = [str(v) for k, v in self.data.items() if SPELLING.match(k) and v]
        texts += [cleaned["name"]] if cleaned.get("name") else []
        found = rows.in_bulk(
            [int(key) for key in duplicates.like(model, texts, limit=SHOWN)]
        )
        return list(found.values())


def _message(found: list[models.Model]) -> str:
    options = found[0]._meta
    page = f"{site.name}:{options.app_label}_{options.model_name}_change"
    links = format_html_join(
        ", ",
        '<a href="{}" target="_blank">{}</a>',
        ((reverse(page, args=[row.pk]), str(row)) for row in found),
    )
    return format_html(
        "This may be recorded already: {}. If it is, go there instead. "
        '<label><input type="checkbox" name="{}" value="yes"> It is another one'
        "</label>",
        links,
        CONFIRMED,
    )
