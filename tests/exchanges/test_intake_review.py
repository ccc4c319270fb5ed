"""An article at the editors' desk: read, judged beside its text, written as drafts."""

import io
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from exchanges.models import (
    IntakeArticle,
    IntakeProposal,
    IntakeReading,
    Linkage,
    Release,
)
from exchanges.reviews import desk, values
from tests import admin_site, factories
from tracker import published
from tracker.models import Document, Dossier, Party, Person, Source

pytestmark = pytest.mark.django_db

TEXT = """\
Iran freed five Americans on Monday in exchange for three Iranians jailed in the US, \
officials of both countries said on Thursday.

Anna Placeholder was among the five. The swap was brokered by Qatar.

The weather on the <b>island</b> was fine, & nobody at the airport had anything to add.
"""
PAGE = """\
<!doctype html><html lang="en"><head><title>Five freed in swap</title>
<meta property="og:site_name" content="The Gazette">
<meta property="og:title" content="Five freed in swap">
<meta property="article:published_time" content="2021-03-12T10:00:00Z">
<link rel="canonical" href="https://example.org/five-freed"></head>
<body><article><h1>Five freed in swap</h1>{}</article></body></html>
"""
KNOWN = {
    "title": "Five freed in swap",
    "publisher": "The Gazette",
    "url": "https://example.org/five-freed",
    "published_on": "2021-03-12",
    "language": "en",
}
PAYWALL = "Subscribe now to continue reading. " + "This story is for readers. " * 8


@pytest.fixture
def world():
    for code, name in (("IR", "Iran"), ("US", "United States"), ("QA", "Qatar")):
        factories.PartyFactory(code=code, name=name, kind="state")
    call_command("loaddata", "roles", verbosity=0)


def sign_in(client, role):
    user = factories.UserFactory(staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return user


@pytest.fixture
def editor(client, world):
    return sign_in(client, "contributor")


def address(view, article=None):
    arguments = [article.pk] if article else []
    return reverse(f"admin:exchanges_intakearticle_{view}", args=arguments)


def give(client, **values):
    return client.post(address("read"), {"text": TEXT, **KNOWN, **values})


@pytest.fixture
def article(client, editor):
    give(client)
    return IntakeArticle.objects.get()


def card(article, section, **fields):
    rows = article.proposals.filter(section=section).order_by("pk")
    return next(
        row for row in rows if all(row.drafted.get(k) == v for k, v in fields.items())
    )


def judge(client, proposal, act="accept", **values):
    return client.post(
        address("judge", proposal.article), {"card": proposal.pk, "act": act, **values}
    )


def accept_all(client, article):
    for proposal in article.proposals.all():
        chosen = {
            f"choice-{question.field}": question.options[0].value
            for question in desk.questions_of(proposal, ("", *TEXT.split("\n\n")))
        }
        assert judge(client, proposal, **chosen).status_code == 302


# Reading


def test_a_pasted_text_is_read_and_kept_for_editors(client, article):
    assert article.text == TEXT
    assert article.published_on == date(2021, 3, 12)
    assert article.proposals.filter(section="releases").count() == 2
    reading = IntakeReading.objects.get()
    total = reading.ready + reading.check_first + reading.unlikely
    assert total == article.proposals.count()
    assert len(reading.engine) == 64


def test_line_ends_of_a_browser_change_no_digest(client, article):
    give(client, text=TEXT.replace("\n", "\r\n"))

    assert IntakeArticle.objects.get().sha256 == article.sha256


def test_a_saved_page_fills_the_form_before_it_is_read(client, editor):
    body = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
    file = SimpleUploadedFile("page.html", PAGE.format(body).encode(), "text/html")

    response = client.post(address("read"), {"file": file})

    initial = response.context["form"].initial
    assert not IntakeArticle.objects.exists()
    assert initial["publisher"] == "The Gazette"
    assert initial["published_on"] == date(2021, 3, 12)
    assert initial["url"] == "https://example.org/five-freed"
    sent = {**initial, "published_on": "2021-03-12"}
    assert client.post(address("read"), sent).status_code == 302
    assert IntakeArticle.objects.get().title == "Five freed in swap"


def test_a_text_without_a_day_asks_for_it_and_keeps_what_was_typed(client, editor):
    response = give(client, published_on="")

    text = response.content.decode()
    assert "The day of publication was not found" in text
    assert response.context["form"].initial["title"] == "Five freed in swap"
    assert not IntakeArticle.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "file is empty", id="empty"),
        pytest.param(b"%PDF-1.7 x", "a PDF", id="binary"),
        pytest.param(b"\x00\x01" * 400, "holds zero bytes", id="zero bytes"),
        pytest.param(b"caf\xe9 " * 50, "not UTF-8", id="other encoding"),
        pytest.param(PAYWALL.encode(), "paywall", id="paywall"),
        pytest.param(b"one two three.", "no article", id="no article"),
        pytest.param(
            b"Die Regierung hat am Montag mehrere Gefangene freigelassen. " * 12,
            "not in English",
            id="other language",
        ),
        pytest.param(b"word " * 1_100_000, "at most 5,242,880", id="five megabytes"),
    ],
)
def test_what_is_no_article_is_refused_in_words(client, editor, content, said):
    file = SimpleUploadedFile("x.txt", content, "text/plain")

    response = client.post(
        address("read"), {"file": file, "published_on": "2021-03-12"}
    )

    assert response.status_code == 400
    assert said in response.content.decode()
    assert not IntakeArticle.objects.exists()


def test_a_form_of_more_than_five_megabytes_gets_an_answer(client, editor):
    response = give(client, text="word " * 1_200_000)

    assert response.status_code == 413
    assert "more than 5 MB" in response.content.decode()


def test_a_large_form_does_not_get_around_the_token(world):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    sign_in(client, "contributor")

    assert give(client).status_code == 403
    assert not IntakeArticle.objects.exists()


def test_nothing_given_is_said(client, editor):
    response = client.post(address("read"), {"text": "  "})

    assert response.status_code == 400
    assert "Paste a text, or give a file" in response.content.decode()


# Reviewing


def test_the_review_marks_passages_and_escapes_the_text(client, article):
    page = client.get(address("change", article)).content.decode()

    assert "on the &lt;b&gt;island&lt;/b&gt; was fine, &amp; nobody" in page
    assert 'data-coverage="nothing to record"' in page
    first = card(article, "releases", captor="IR")
    assert f'href="#card-{first.pk}"' in page
    assert admin_site.INLINE.search(page) is None


def test_an_accepted_card_goes_on_to_the_next_open_one(client, article):
    first = card(article, "releases", captor="IR")

    response = judge(client, first)

    first.refresh_from_db()
    assert first.state == "accepted"
    assert first.final == first.drafted
    assert response["Location"].startswith(address("change", article) + "#card-")
    assert not response["Location"].endswith(f"card-{first.pk}")


def test_a_correction_is_kept_beside_the_draft(client, article):
    one = card(article, "releases", captor="IR")

    judge(client, one, **{"field-people": "6", "field-place": "Place A"})

    one.refresh_from_db()
    assert one.drafted["people"] == "5"
    assert (one.final["people"], one.final["place"]) == ("6", "Place A")
    assert desk.state_of(one) == "corrected"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"field-captor": "XQ"}, "is no party on record"),
        ({"field-captor": ""}, "is missing"),
        ({"field-released_on": "some day"}, "some day"),
        ({"field-people": "many"}, "many"),
        ({"field-freed": "nobody-known"}, "is no person on record"),
        ({"cites": "99"}, "there is no paragraph 99"),
        ({"cites": "1:5-9999"}, "lies outside of the paragraph"),
        ({"cites": "x"}, "is no passage"),
        ({"cites": ""}, "name at least one passage"),
    ],
)
def test_a_wrong_correction_is_refused_and_what_was_typed_stays(
    client, article, sent, said
):
    one = card(article, "releases", captor="IR")

    response = judge(client, one, **sent)

    assert response.status_code == 400
    page = response.content.decode()
    assert said in page.replace("&#x27;", "'")
    for typed in sent.values():
        assert f'value="{typed}"' in page
    one.refresh_from_db()
    assert one.state == "open"


def test_selected_text_is_cited_instead(client, article):
    one = card(article, "releases", captor="IR")

    judge(client, one, cites="2:0-16")

    one.refresh_from_db()
    assert one.cites == ["2:0-16"]
    assert desk.state_of(one) == "corrected"


def test_a_question_has_to_be_answered(client, article):
    one = card(article, "releases", captor="IR")
    place = {"paragraph": 2, "start": 0, "end": 16, "digest": "0" * 16}
    one.alternatives = [{"field": "people", "value": "4", "passage": place}]
    one.save()

    refused = judge(client, one)
    taken = judge(client, one, **{"choice-people": "4", "field-people": "5"})

    assert refused.status_code == 400
    assert "the article says 5 and 4; choose one" in refused.content.decode()
    assert taken.status_code == 302
    one.refresh_from_db()
    assert one.final["people"] == "4"


def test_a_rejected_card_is_not_asked_again_and_can_be_reopened(client, article):
    one = card(article, "releases", captor="US")
    judge(client, one, act="reject")

    client.post(address("again", article))

    one.refresh_from_db()
    assert one.state == "rejected"
    assert article.proposals.filter(key=one.key).count() == 1
    assert IntakeReading.objects.count() == 2
    judge(client, one, act="reopen")
    one.refresh_from_db()
    assert one.state == "open"


def test_coverage_follows_the_answers(client, article):
    accept_all(client, article)

    laid = desk.laid_out(article, list(article.proposals.all()))

    told = {p.number: p.coverage for p in laid.paragraphs}
    assert told == {
        0: told[0],
        1: "used",
        2: "used",
        3: "nothing to record",
    }
    assert laid.first_open is None


def test_a_passage_of_two_cards_is_cut_where_they_overlap(client, article):
    laid = desk.laid_out(article, list(article.proposals.all()))

    for paragraph in laid.paragraphs:
        text = "".join(segment.text for segment in paragraph.segments)
        assert text == (article.title, *TEXT.split("\n\n"))[paragraph.number].strip()
    assert any(len(s.cards) > 1 for p in laid.paragraphs for s in p.segments)


# Writing


def write(client, article, **values):
    return client.post(address("write", article), values)


def test_what_will_be_written_is_shown_and_nothing_is(client, article):
    accept_all(client, article)

    page = client.get(address("write", article)).content.decode()

    assert "What will be written" in page
    assert not Release.objects.exists()
    assert not Dossier.objects.exists()


def test_accepted_cards_become_drafts_with_citations(client, article):
    accept_all(client, article)

    response = write(client, article)

    assert response.status_code == 302
    releases = Release.objects.order_by("captor__code")
    assert [one.state for one in releases] == ["draft", "draft"]
    citation = releases[0].citations.first()
    assert citation.locator.startswith("1:")
    assert len(citation.digest) == 16
    source = Source.objects.get()
    assert (source.state, source.sha256) == ("draft", article.sha256)
    assert Person.objects.get(slug="anna-placeholder").state == "draft"
    assert Linkage.objects.get().basis == "swap"
    kinds = {*Document.objects.values_list("kind", flat=True)}
    assert kinds <= {"party", "country"}
    page = client.get(address("write", article)).content.decode()
    for one in releases:
        assert admin_site.address(Release, "change", one.pk) in page


def test_the_text_is_in_no_dossier_and_no_dump(client, article, tmp_path):
    accept_all(client, article)
    write(client, article)

    text = client.get(address("download", article)).content.decode()

    assert "accept:" in text
    assert article.sha256 in text
    assert "weather" not in text
    assert "brokered" not in text


def test_a_download_loads_like_any_other_dossier(client, article, tmp_path):
    accept_all(client, article)
    judge(client, card(article, "releases", captor="US"), act="reject")
    path = tmp_path / "draft.yaml"

    path.write_bytes(client.get(address("download", article)).content)
    call_command("load_dossier", str(path), stdout=io.StringIO())

    assert [one.captor.code for one in Release.objects.all()] == ["IR"]


def test_open_and_rejected_cards_are_left_out(client, article):
    judge(client, card(article, "releases", captor="IR"))
    judge(client, card(article, "releases", captor="US"), act="reject")

    write(client, article)

    assert [one.captor.code for one in Release.objects.all()] == ["IR"]
    assert not Linkage.objects.exists()


def test_writing_again_adds_what_was_accepted_since(client, article):
    judge(client, card(article, "releases", captor="IR"))
    write(client, article)
    before = Release.objects.get().pk
    accept_all(client, article)

    write(client, article)

    assert Release.objects.count() == 2
    assert Release.objects.get(captor__code="IR").pk == before
    assert Dossier.objects.count() == 1


def test_what_an_editor_changed_since_stays(client, article):
    judge(client, card(article, "releases", captor="IR"))
    write(client, article)
    with published.writing():
        release = Release.objects.get()
        release.place = "Place B"
        release.save()
    accept_all(client, article)

    write(client, article)

    release.refresh_from_db()
    assert release.place == "Place B"


def test_nothing_accepted_is_nothing_to_write(client, article):
    response = write(client, article)

    assert response.status_code == 400
    assert "othing is accepted yet" in response.content.decode()
    assert not Source.objects.exists()


def test_undo_removes_the_drafts_and_keeps_the_judgements(client, article):
    accept_all(client, article)
    write(client, article)

    client.post(address("undo", article))

    assert not Release.objects.exists()
    assert not Source.objects.exists()
    assert not Dossier.objects.exists()
    assert set(article.proposals.values_list("state", flat=True)) == {"accepted"}


@pytest.mark.parametrize("state", ["published", "in_review"])
def test_undo_leaves_what_is_no_draft_any_more(client, article, state):
    accept_all(client, article)
    write(client, article)
    with published.writing():
        Release.objects.filter(captor__code="IR").update(state=state)

    response = client.post(address("undo", article), follow=True)

    assert "No draft any more" in response.content.decode()
    assert Release.objects.count() == 2


def test_undo_is_refused_where_an_editor_changed_something(client, article):
    accept_all(client, article)
    write(client, article)
    with published.writing():
        Release.objects.filter(captor__code="IR").update(place="Place B")

    response = client.post(address("undo", article), follow=True)

    assert "n editor changed" in response.content.decode()
    assert Release.objects.count() == 2


def on_record(**values):
    day = "2021-03-08"
    return factories.ReleaseFactory(
        slug="ir-2021-five",
        captor=Party.objects.get(code="IR"),
        released_on=day,
        people_min=5,
        people_max=5,
        **values,
    )


def test_another_source_adds_a_citation_and_no_event(client, editor):
    release = on_record(state="draft")
    give(client)
    article = IntakeArticle.objects.get()
    one = card(article, "releases", captor="IR")
    assert one.another_source_for == "ir-2021-five"
    before = release.citations.count()
    accept_all(client, article)

    write(client, article)

    assert Release.objects.filter(captor__code="IR").count() == 1
    cited = release.citations.values_list("source__sha256", flat=True)
    assert len(cited) > before
    assert article.sha256 in cited
    assert release.freed.get().person.slug == "anna-placeholder"


def test_what_would_be_public_at_once_is_left_out(client, editor):
    release = on_record()
    person = factories.PersonFactory(slug="anna-p", nameless=True)
    factories.PersonNameFactory(person=person, text="Anna Placeholder")
    give(client)
    article = IntakeArticle.objects.get()
    accept_all(client, article)

    page = client.get(address("write", article)).content.decode()
    write(client, article, at_once="yes")

    assert "Public at once" in page
    assert not release.freed.exists()
    sign_in(client, "publisher")
    write(client, article, at_once="yes")
    assert release.freed.get().person == person


def test_a_slug_that_something_else_has_is_not_taken_over(client, editor):
    give(client)
    article = IntakeArticle.objects.get()
    one = card(article, "releases", captor="IR")
    other = factories.ReleaseFactory(
        slug=one.slug, captor=Party.objects.get(code="QA"), released_on="1999"
    )
    accept_all(client, article)

    write(client, article)

    other.refresh_from_db()
    assert other.captor.code == "QA"
    assert Release.objects.get(captor__code="IR").slug.startswith(one.slug)
    assert Linkage.objects.get()


def test_a_source_on_record_is_the_same_source(client, editor):
    source = factories.SourceFactory(
        url=KNOWN["url"], publisher="Gazette", title="As recorded"
    )
    give(client)
    article = IntakeArticle.objects.get()
    accept_all(client, article)

    response = write(client, article)

    assert response.status_code == 302, response.content.decode()
    assert Source.objects.get() == source
    source.refresh_from_db()
    assert (source.title, source.state) == ("As recorded", "published")
    assert Release.objects.first().citations.first().source == source


def test_a_withheld_name_is_on_no_card(client, editor):
    hidden = factories.PersonFactory(withheld=True, nameless=True)
    factories.PersonNameFactory(person=hidden, text="Anna Placeholder")

    give(client)

    article = IntakeArticle.objects.get()
    assert not article.proposals.filter(section="people").exists()
    accept_all(client, article)
    text = client.get(address("download", article)).content.decode()
    assert "placeholder" not in text.lower()


# Keeping


def test_a_text_can_go_while_judgements_stay(client, article):
    one = card(article, "releases", captor="IR")
    judge(client, one)

    client.post(address("forget", article))

    article.refresh_from_db()
    assert article.text == ""
    page = client.get(address("change", article)).content.decode()
    assert "brokered" not in page
    assert "The text was deleted" in page
    one.refresh_from_db()
    assert one.state == "accepted"
    judge(client, one, act="reject")
    one.refresh_from_db()
    assert one.state == "accepted"
    assert client.get(address("download", article)).status_code == 302
    give(client)
    article.refresh_from_db()
    assert article.text == TEXT
    one.refresh_from_db()
    assert one.state == "accepted"


def test_others_do_not_delete_a_text_or_undo_drafts(client, article):
    accept_all(client, article)
    write(client, article)
    sign_in(client, "editor")

    statuses = [
        client.post(address(view, article)).status_code for view in ("forget", "undo")
    ]

    assert statuses == [403, 403]
    sign_in(client, "administrator")
    assert client.post(address("undo", article)).status_code == 302
    assert not Release.objects.exists()


def test_viewers_see_no_article(client, article):
    sign_in(client, "viewer")

    views = ("change", "write", "download", "judge", "again", "undo", "forget")
    statuses = {
        view: getattr(
            client, "get" if view in ("change", "write", "download") else "post"
        )(address(view, article)).status_code
        for view in views
    }

    assert set(statuses.values()) == {403}
    assert client.get(address("read")).status_code == 403


def test_a_card_of_another_article_is_not_judged(client, article):
    other = factories.IntakeProposalFactory()

    response = client.post(
        address("judge", article), {"card": other.pk, "act": "reject"}
    )

    assert response.status_code == 404
    assert client.post(address("judge", article), {"card": "x"}).status_code == 404


def test_judging_takes_a_form_sent_on_purpose(client, article):
    for view in ("judge", "again", "undo", "forget"):
        assert client.get(address(view, article)).status_code == 405


def test_corrections_are_counted(client, article):
    judge(client, card(article, "releases", captor="IR"), **{"field-people": "6"})
    out = io.StringIO()

    call_command("intake_report", stdout=out)

    assert "releases people" in out.getvalue()


# Lines of values


@pytest.mark.parametrize(
    ("section", "name", "value", "line"),
    [
        ("releases", "captor", "IR", "IR"),
        ("releases", "received_by", ["US", "QA"], "US, QA"),
        ("releases", "freed", {"a": {"outcome": "left"}, "b": {}}, "a, b"),
        ("people", "names", ["One, Person", "Two"], "One, Person; Two"),
        (
            "concessions",
            "steps",
            [{"agreed": "2025-05", "by": "US"}, {"delivered": "undated"}],
            "agreed: 2025-05; delivered: undated",
        ),
        (
            "trades",
            "parties",
            {"principal": ["IR", "US"], "mediator": ["QA"]},
            "principal: IR, US; mediator: QA",
        ),
    ],
)
def test_a_value_survives_its_line(section, name, value, line):
    field = next(one for one in values.FIELDS[section] if one.name == name)

    assert values.written(field, value) == line
    assert values.read(field, line, value) == value
    changed = values.read(field, line.replace(" ", "  "), None)
    assert values.written(field, changed) == line


def test_what_no_line_shows_stays_when_a_line_changes():
    freed = next(f for f in values.FIELDS["releases"] if f.name == "freed")
    steps = next(f for f in values.FIELDS["concessions"] if f.name == "steps")

    assert values.read(freed, "a, c", {"a": {"outcome": "left"}, "b": {}}) == {
        "a": {"outcome": "left"},
        "c": {},
    }
    assert values.read(steps, "agreed: 2025", [{"agreed": "undated", "by": "US"}]) == [
        {"agreed": "2025", "by": "US"}
    ]


@pytest.mark.parametrize(
    ("section", "name", "line"),
    [
        ("concessions", "kind", "gift"),
        ("concessions", "steps", "given: 2025"),
        ("trades", "parties", "IR, US"),
    ],
)
def test_a_line_that_is_no_value_is_refused(section, name, line):
    field = next(one for one in values.FIELDS[section] if one.name == name)

    with pytest.raises(values.WordingError):
        values.read(field, line, None)


def test_a_review_opens_in_few_queries(client, article, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        client.get(address("change", article))

    assert IntakeProposal.objects.count() > 4
