"""Articles at the editors' desk: read one, judge what is proposed, write drafts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from exchanges.dossiers import DossierError
from exchanges.intake import IntakeError
from exchanges.intake.reading import MAX_CHARACTERS, Article
from exchanges.models import IntakeArticle, IntakeProposal, Release
from exchanges.reviews import articles, desk, judging, passages, writing
from exchanges.reviews.articles import Given
from exchanges.reviews.desk import Answer
from exchanges.reviews.writing import WritingError
from tracker import permissions
from tracker.admin.records import ReadOnly

View: TypeAlias = "Callable[..., HttpResponse]"

NAME = "admin:exchanges_intakearticle"
MAY_READ = "exchanges.add_intakearticle"
MAY_JUDGE = "exchanges.change_intakeproposal"
MAY_WRITE = "exchanges.change_intakearticle"
MAY_DELETE = "exchanges.delete_intakearticle"


class ArticleForm(forms.Form):
    """A text or a file, and what is known of it."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=MAX_CHARACTERS,
        label="Text",
        help_text="Paste the article, one paragraph a line. Or give a file below.",
        widget=forms.Textarea(attrs={"rows": 14, "cols": 90}),
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="File",
        help_text="A text in UTF-8, or the article's page as saved by a browser (HTML);"
        " at most 5 MB.",
        widget=forms.ClearableFileInput(
            attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}
        ),
    )
    title = forms.CharField(required=False, max_length=500, label="Title")
    publisher = forms.CharField(required=False, max_length=200, label="Publisher")
    url = forms.URLField(
        required=False, max_length=1000, label="Address", assume_scheme="https"
    )
    published_on = forms.DateField(
        required=False,
        label="Published on",
        help_text="Its weekdays mean nothing without.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    language = forms.CharField(
        required=False,
        max_length=12,
        initial="en",
        label="Language",
        help_text="ISO 639. The rules read English only.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of text and file."""
        data = dict(super().clean() or {})
        if data.get("file") and (data.get("text") or "").strip():
            raise forms.ValidationError("Give a text or a file, not both.")
        is_empty = not data.get("file") and not (data.get("text") or "").strip()
        if is_empty and not self.errors:
            raise forms.ValidationError("Paste a text, or give a file.")
        return data

    def given(self) -> Given:
        """Give what was given."""
        data, file = self.cleaned_data, self.cleaned_data.get("file")
        if file and file.size > articles.MAX_BYTES:
            raise IntakeError(
                f"the file has {file.size:,} bytes, an article at most"
                f" {articles.MAX_BYTES:,}; save the page without pictures, or copy its"
                " text"
            )
        return Given(
            file.read() if file else data["text"].encode(),
            data["title"],
            data["publisher"],
            data["url"],
            data["published_on"],
            data["language"] or "en",
        )


def posted(view: View) -> View:
    """Refuse all but POST."""

    @wraps(view)
    def checked(
        self: Any, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return view(self, request, *args, **kwargs)

    return checked


class Reading(ReadOnly):
    """The pages about articles; the row itself is never edited in a form."""

    change_list_template = "exchanges/intake/list.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the pages."""
        pages: dict[str, tuple[str, View]] = {
            "read": ("read/", self.read_view),
            "judge": ("<path:object_id>/judge/", self.judge_view),
            "again": ("<path:object_id>/again/", self.again_view),
            "write": ("<path:object_id>/write/", self.write_view),
            "undo": ("<path:object_id>/undo/", self.undo_view),
            "download": ("<path:object_id>/dossier.yaml", self.download_view),
            "forget": ("<path:object_id>/forget/", self.forget_view),
        }
        return [
            *(
                path(
                    route,
                    self.admin_site.admin_view(view),
                    name=f"exchanges_intakearticle_{name}",
                )
                for name, (route, view) in pages.items()
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """List articles, with a way to give one."""
        more = {"may_read": request.user.has_perm(MAY_READ)}
        return super().changelist_view(request, {**(extra_context or {}), **more})

    # Reading

    # Exempt, so that a form too large for Django gets an answer in words; what is
    # not too large is checked as everywhere.
    @method_decorator(csrf_exempt)
    def read_view(self, request: HttpRequest) -> HttpResponse:
        """Take a text or a file, and read it."""
        _need(request, MAY_READ)
        try:
            request.POST  # noqa: B018  # read here, where it can be answered
        except RequestDataTooBig:
            form = ArticleForm()
            refusal = "That is more than 5 MB. Cut out the article, and give that."
            return self._form(request, form, refusal=refusal, status=413)
        return self._read(request)

    @method_decorator(csrf_protect)
    def _read(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self._form(request, ArticleForm())
        form = ArticleForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._form(request, form, status=400)
        try:
            given = form.given()
            article = articles.opened(given)
        except IntakeError as error:
            return self._form(request, form, refusal=_sentence(error), status=400)
        if article.published is None or _has_more(article, given):
            return self._form(request, _filled(article, given), is_prefilled=True)
        try:
            kept, warnings = articles.keep(
                article, language=given.language, by=_user(request)
            )
        except IntakeError as error:
            return self._form(request, form, refusal=_sentence(error), status=400)
        _warn(request, warnings)
        return HttpResponseRedirect(reverse(f"{NAME}_change", args=[kept.pk]))

    def _form(
        self,
        request: HttpRequest,
        form: ArticleForm,
        *,
        refusal: str = "",
        is_prefilled: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "Read an article",
            "opts": self.opts,
            "form": form,
            "refusal": refusal,
            "is_prefilled": is_prefilled,
            "lacks_day": is_prefilled and not form.initial.get("published_on"),
        }
        return TemplateResponse(
            request, "exchanges/intake/read.html", context, status=status
        )

    @posted
    def again_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Read a kept article again, by today's rules and names."""
        _need(request, MAY_READ)
        article = self._article(request, object_id)
        try:
            _, warnings = articles.read_again(article, by=_user(request))
        except IntakeError as error:
            messages.error(request, _sentence(error))
        else:
            _warn(request, warnings)
            messages.success(request, "Read again. What was judged stays judged.")
        return _back(article)

    # Judging

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show an article beside what is proposed of it."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        return self._review(request, self._article(request, object_id))

    def _review(
        self,
        request: HttpRequest,
        article: IntakeArticle,
        refused: Answer | None = None,
    ) -> HttpResponse:
        may_judge = request.user.has_perm(MAY_JUDGE) and bool(article.text)
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,  # the text needs the room
            "title": str(article),
            "opts": self.opts,
            "article": article,
            "desk": desk.laid_out(article, _proposals(article), refused),
            "reading": article.readings.first(),
            "may_judge": may_judge,
            "may_write": request.user.has_perm(MAY_WRITE),
            "may_read": request.user.has_perm(MAY_READ),
            "may_forget": _may_forget(request, article),
            "refused": refused,
        }
        status = 400 if refused else 200
        return TemplateResponse(
            request, "exchanges/intake/review.html", context, status=status
        )

    @posted
    def judge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take one answer, and go to the next open card."""
        _need(request, MAY_JUDGE)
        article = self._article(request, object_id)
        if not article.text:
            messages.error(request, "The text was deleted; give it again to judge.")
            return _back(article)
        number = request.POST.get("card", "")
        proposal = (
            article.proposals.filter(pk=number).first() if number.isdecimal() else None
        )
        if proposal is None:
            raise Http404("There is no such card.")
        lines = passages.lines_of(article)
        match request.POST.get("act"):
            case "accept":
                sent = {name: str(value) for name, value in request.POST.items()}
                refused = judging.accept(proposal, sent, lines, by=_user(request))
                if refused is not None:
                    return self._review(request, article, refused)
            case "reject":
                judging.reject(proposal, by=_user(request))
            case "reopen":
                judging.reopen(proposal)
                return _back(article, proposal.pk)
            case _:
                messages.error(request, "Accept, reject or reopen the card.")
                return _back(article, proposal.pk)
        after = desk.next_open(_proposals(article), lines, proposal.pk)
        return _back(article, after)

    # Writing

    def write_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show what accepted cards would write; on POST, write it."""
        _need(request, MAY_WRITE)
        article = self._article(request, object_id)
        proposals = _proposals(article)
        at_once = writing.public_at_once(proposals)
        may_publish = permissions.may_publish(request.user, Release)
        is_wanted = may_publish and request.POST.get("at_once") == "yes"
        left_out = set() if is_wanted else {one.pk for one in at_once}
        context: dict[str, Any] = {}
        try:
            if request.method == "POST":
                outcome = writing.write(
                    article, proposals, by=_user(request), left_out=left_out
                )
                _warn(request, [f"left as an editor has it: {k}" for k in outcome.kept])
                messages.success(request, "Written as drafts. Nothing is published.")
                return HttpResponseRedirect(request.path)
            context["outcome"] = writing.preview(article, proposals, left_out=left_out)
        except WritingError as error:
            context["problems"] = [str(error)]
        except DossierError as error:
            context["problems"] = [writing.told(one) for one in error.problems]
        context |= {
            **self.admin_site.each_context(request),
            "title": f"Drafts from {article}",
            "opts": self.opts,
            "article": article,
            "desk": desk.laid_out(article, proposals),
            "at_once": [one.pk for one in at_once],
            "may_publish": may_publish,
            "written": _with_addresses(writing.written(article)),
            "may_undo": _may_undo(request, article),
            "was_refused": request.method == "POST",
        }
        outcome_ = context.get("outcome")
        if outcome_ is not None:
            context["counted"] = list(outcome_.counts.items())
            context["warnings"] = [writing.told(one) for one in outcome_.warnings]
        status = 400 if context["was_refused"] else 200
        return TemplateResponse(
            request, "exchanges/intake/write.html", context, status=status
        )

    @posted
    def undo_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Remove the drafts that were written; the judgements stay."""
        _need(request, MAY_WRITE)
        article = self._article(request, object_id)
        if not _may_undo(request, article):
            raise PermissionDenied
        try:
            writing.undo(article)
        except WritingError as error:
            messages.error(request, _sentence(error))
        except DossierError as error:
            for one in error.problems:
                messages.error(request, writing.told(one))
        else:
            messages.success(request, "The drafts are removed; the judgements stay.")
        return HttpResponseRedirect(reverse(f"{NAME}_write", args=[article.pk]))

    def download_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give the draft as a dossier with the answers as ``accept`` marks."""
        article = self._article(request, object_id)
        try:
            text = writing.as_yaml(article, _proposals(article))
        except WritingError as error:
            messages.error(request, _sentence(error))
            return _back(article)
        name = f"{writing.name_of(article)}.yaml"
        return HttpResponse(
            text,
            content_type="application/yaml; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "private, no-store",
            },
        )

    @posted
    def forget_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Delete the text; judgements and digest stay."""
        article = self._article(request, object_id)
        if not _may_forget(request, article):
            raise PermissionDenied
        article.delete_text()
        messages.success(request, "The text is deleted; its judgements stay.")
        return _back(article)

    def _article(self, request: HttpRequest, object_id: str) -> IntakeArticle:
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404("There is no such article.")
        return cast("IntakeArticle", row)


def _proposals(article: IntakeArticle) -> list[IntakeProposal]:
    return list(article.proposals.select_related("judged_by").order_by("pk"))


def _need(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _user(request: HttpRequest) -> AbstractBaseUser:
    return cast("AbstractBaseUser", request.user)


def _may_undo(request: HttpRequest, article: IntakeArticle) -> bool:
    is_own = article.written_by_id == request.user.pk
    return request.user.has_perm(MAY_WRITE) and (
        is_own or request.user.has_perm(MAY_DELETE)
    )


def _may_forget(request: HttpRequest, article: IntakeArticle) -> bool:
    is_own = article.given_by_id == request.user.pk
    return bool(article.text) and (
        (is_own and request.user.has_perm(MAY_READ))
        or request.user.has_perm(MAY_DELETE)
    )


def _back(article: IntakeArticle, card: int | None = None) -> HttpResponse:
    address = reverse(f"{NAME}_change", args=[article.pk])
    return HttpResponseRedirect(f"{address}#card-{card}" if card else address)


def _sentence(error: Exception) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


def _warn(request: HttpRequest, warnings: Any) -> None:
    for warning in warnings:
        messages.warning(request, f"{warning[:1].upper()}{warning[1:]}.")


def _has_more(article: Article, given: Given) -> bool:
    """Tell whether the page says something that the editor should look at first."""
    return (article.title, article.publisher, article.url, article.published) != (
        given.title,
        given.publisher,
        given.url,
        given.published,
    )


def _filled(article: Article, given: Given) -> ArticleForm:
    return ArticleForm(
        initial={
            "text": article.text,
            "title": article.title,
            "publisher": article.publisher,
            "url": article.url,
            "published_on": article.published,
            "language": given.language,
        }
    )


def _with_addresses(written: list[writing.Written]) -> list[tuple[Any, str]]:
    return [
        (
            one,
            reverse(
                f"admin:{one.model._meta.app_label}_{one.model._meta.model_name}_change",
                args=[one.pk],
            ),
        )
        for one in written
    ]
