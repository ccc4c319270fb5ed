"""Reports from the public: the form, its limits, and when the words are erased."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from . import gate, views
from .models import PublicReport
from .models.reports import ReportKind, ReportState

TEMPLATE = "tracker/report_an_error.html"
TEXT_MAX = 5_000  # characters
BODY_MAX = 40_000  # bytes of a whole form, in any script
A_DAY = timedelta(days=1)
PER_VISITOR = 5  # reports of one network in a day
IN_ALL = 300  # reports in a day; more than editors can read is a flood
KEPT = timedelta(days=180)  # after closing, until the words are erased


class ReportForm(forms.Form):
    """What somebody writes. ``website`` is for machines: people do not see it."""

    kind = forms.ChoiceField(choices=ReportKind.choices)
    address = forms.CharField(max_length=300, required=False)
    text = forms.CharField(min_length=10, max_length=TEXT_MAX)
    contact = forms.CharField(max_length=200, required=False)
    consent = forms.BooleanField(
        error_messages={"required": "Agree that the editors keep your message."}
    )
    website = forms.CharField(required=False)


@csrf_exempt  # no session is used, so nobody else's can be abused
def report_page(request: HttpRequest) -> HttpResponse:
    """Show how to reach the editors; take a report."""
    if request.method != "POST":
        return _page(request)
    return _taken(request)


_page = views.text_page(TEMPLATE)


def _taken(request: HttpRequest) -> HttpResponse:
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = BODY_MAX + 1
    if size > BODY_MAX:
        return _again(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, None, TOO_LONG)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _again(request, HTTPStatus.BAD_REQUEST, form)
    if form.cleaned_data["website"]:  # a machine: let it believe
        return _again(request, HTTPStatus.CREATED, None, is_sent=True)
    visitor = gate.visitor(gate.client_address(request))
    if is_flood(visitor):
        return _again(request, HTTPStatus.TOO_MANY_REQUESTS, form, TOO_MANY)
    data = form.cleaned_data
    PublicReport.objects.create(
        kind=data["kind"],
        address=data["address"],
        text=data["text"],
        contact=data["contact"],
        visitor=visitor,
    )
    return _again(request, HTTPStatus.CREATED, None, is_sent=True)


TOO_LONG = f"Write at most {TEXT_MAX:,} characters."
TOO_MANY = "There were too many reports today. Try again tomorrow."


def _again(
    request: HttpRequest,
    status: HTTPStatus,
    form: ReportForm | None,
    problem: str = "",
    *,
    is_sent: bool = False,
) -> HttpResponse:
    context = {
        **views.contact(),
        "form": form,
        "problem": problem,
        "is_sent": is_sent,
    }
    return render(request, TEMPLATE, context, status=status)


def is_flood(visitor: str) -> bool:
    """Tell whether a network, or everybody together, has written too much today."""
    today = PublicReport.objects.filter(created_at__gt=timezone.now() - A_DAY)
    mine = today.filter(visitor=visitor)
    return mine.count() >= PER_VISITOR or today.count() >= IN_ALL


def decide(
    user: Any, report: PublicReport, state: ReportState, answer: str
) -> PublicReport:
    """Say how far a report is, and what was answered.

    Raises:
        ValueError: A report is closed without a word about it.
    """
    is_closed = state in (ReportState.DONE, ReportState.DECLINED)
    if is_closed and not answer.strip():
        raise ValueError("Say what was done, or why not.")
    report.state, report.answer = state, answer
    report.closed_at = timezone.now() if is_closed else None
    report.handled_by = user if is_closed else None
    report.save(update_fields=["state", "answer", "closed_at", "handled_by"])
    return report


def erase_old() -> int:
    """Erase the words of reports closed long ago; that there were some stays known."""
    old = PublicReport.objects.filter(closed_at__lt=timezone.now() - KEPT)
    old = old.exclude(Q(text="") & Q(contact="") & Q(address=""))
    return old.update(text="", contact="", address="", answer="", visitor="")


def place_of(address: str) -> tuple[str, str] | None:
    """Read segment and slug from the address of a record's page; None if it is none."""
    parts = [part for part in urlsplit(address.strip()).path.split("/") if part]
    if parts[:2] == ["api", "v1"]:
        parts = parts[2:]
    return (parts[0], parts[1]) if len(parts) > 1 else None
