"""What needs doing, as far as it concerns releases and what was given for them."""

from collections.abc import Callable, Sequence

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from exchanges.audit import audit
from exchanges.remarks import Remark
from tracker.desk import audits, tasks, work
from tracker.models import Proposal, ProposalState, PublicReport, State
from tracker.models.reports import ReportState

# By the word in the address.
SORTS: dict[str, audits.Sort] = {
    "uncited": audits.Sort(
        ("uncited",),
        "facts without a source",
        "Cite a source, or withdraw the record.",
    ),
    "refused": audits.Sort(
        ("cohorts_exceed", "linkage_*"),
        "counts and links that cannot be true",
        "Compare with the source; one of the two is wrong.",
    ),
    "dates": audits.Sort(
        ("date_not_resolved",),
        "dates kept as words only",
        "Write what the words allow.",
    ),
    "conflicts": audits.Sort(
        ("conflict",),
        "conflicts between sources",
        "See if a later claim supersedes one; otherwise both stay.",
    ),
    "doubles": audits.Sort(
        ("maybe_*",),
        "records that may be one",
        "Compare them; join them, or say they are two.",
    ),
    "unpriced": audits.Sort(
        ("not_stated",),
        "releases nobody has priced",
        "Look for a source that says what was given, or that nothing was.",
    ),
    "single": audits.Sort(
        ("single_source",),
        "facts on a single source",
        "Look for a second, independent source.",
    ),
}


def _remarks() -> Sequence[Remark]:
    found = audit()
    return [*found.errors, *found.warnings]


def _in_state(state: State, *, is_mine: bool = False) -> Callable[[HttpRequest], int]:
    return lambda request: work.count(request, state, is_mine=is_mine)


def _proposals(request: HttpRequest) -> int:
    return Proposal.objects.filter(state=ProposalState.WAITING).count()


def _proposals_address(request: HttpRequest) -> str:
    page = reverse(f"{admin.site.name}:tracker_proposal_changelist")
    return f"{page}?state__exact={ProposalState.WAITING}"


def _reports(request: HttpRequest) -> int:
    return PublicReport.objects.filter(state=ReportState.NEW).count()


def _sort(name: str) -> tasks.Task:
    sort = SORTS[name]
    return tasks.Task(
        tasks.THIN,
        sort.label,
        sort.hint,
        "exchanges.view_release",
        lambda _: len(audits.kept().of(sort.codes)),
        lambda _: reverse("admin:look", args=[name]),
    )


audits.register(_remarks)
tasks.register(
    tasks.Task(
        tasks.WAITING,
        "drafts to review",
        "Read each beside its source; publish it, or send it back.",
        "",
        _in_state(State.IN_REVIEW),
        lambda _: reverse("admin:work", args=[State.IN_REVIEW]),
    ),
    tasks.Task(
        tasks.WAITING,
        "proposed edits",
        "Each changes what is public: approve or refuse it.",
        "tracker.view_proposal",
        _proposals,
        _proposals_address,
    ),
    tasks.Task(
        tasks.WAITING,
        "reports from the public",
        "Errors and requests for removal: answer each.",
        "tracker.view_publicreport",
        _reports,
        lambda _: (
            reverse("admin:tracker_publicreport_changelist")
            + f"?state__exact={ReportState.NEW}"
        ),
    ),
    tasks.Task(
        tasks.WAITING,
        "suggested links",
        "What left a list, or was allowed, near a release: accept or reject each.",
        "exchanges.view_suggestion",
        lambda _: None,  # worked out from the lists each time: too dear for a number
        lambda _: reverse("admin:exchanges_suggestion_queue"),
    ),
    tasks.Task(
        tasks.WAITING,
        "drafts of mine",
        "Finish them, then send them to review.",
        "",
        _in_state(State.DRAFT, is_mine=True),
        lambda _: reverse("admin:work", args=[State.DRAFT]) + "?mine",
    ),
    tasks.Task(
        tasks.WAITING,
        "drafts of everybody",
        "Begun, and not yet sent to review.",
        "",
        _in_state(State.DRAFT),
        lambda _: reverse("admin:work", args=[State.DRAFT]),
    ),
    *map(_sort, SORTS),
)
for name, sort in SORTS.items():
    audits.name_sort(name, sort)
