"""The public pages, asked for over HTTP; ``tests/browser`` looks at them."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from exchanges import claims, gaps, journals, labels, ledger, pairs, summaries
from exchanges.views import records
from tests import factories

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
RELEASE = "/releases/by-2025-12-one-hundred-twenty-three/"
FRAMES = "frame-ancestors *"


@pytest.fixture(scope="module")
def dossier(django_db_setup, django_db_blocker):
    """Load the first dossier once, around the transactions of the module's tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", verbosity=0)
        call_command("load_dossier", str(SEEDS / "wsj-belarus.yaml"), verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def belarus(dossier, db):
    """The first dossier, which has most of what a page can show."""


def text_of(response):
    """The words of a page, without tags and with single blanks."""
    body = re.sub(r"(?s)<(style|script|svg).*?</\1>", " ", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def get(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response


# Releases


def test_release_shows_both_columns_with_their_sources(client, belarus):
    text = text_of(get(client, RELEASE))

    for words in (
        "123 people",
        "one day between 11 and 20 December 2025",
        "For this release alone",
        "Sanctions relief for potash",
        "In a package that is not split by release",
        "Where the sources disagree",
        "November 2025",
        "2 of 123 are named here; 121 are not.",
        "The Wall Street Journal",
    ):
        assert words in text


def test_every_mark_of_a_release_leads_to_a_source_on_the_page(client, belarus):
    body = get(client, RELEASE).content.decode()

    targets = set(re.findall(r'href="#(source-\d+)"', body))

    assert targets
    assert targets <= set(re.findall(r'id="(source-\d+)"', body))


def test_month_is_never_shown_as_a_day(client, belarus):
    body = get(client, "/releases/by-2025-06-fourteen/").content.decode()

    assert "June 2025 (inferred)" in body
    assert '<time datetime="2025-06' not in body


def test_release_as_it_was_known_before_any_source(client, belarus):
    response = get(client, f"{RELEASE}?known_by=2025-12-01", status=404)

    assert "was not in the record then" in text_of(response)


def test_release_as_of_a_day_says_so(client, belarus):
    text = text_of(get(client, f"{RELEASE}?as_of=2025-12-31"))

    assert "This page looks back" in text
    assert "had certainly happened by 2025-12-31" in text


@pytest.mark.parametrize(
    "query", ["as_of=2025-12", "as_of=soon", "nothing=1", "as_of=2025-1-1&as_of=2"]
)
def test_wrong_parameter_of_a_release_is_explained(client, belarus, query):
    text = text_of(get(client, f"{RELEASE}?{query}", status=400))

    assert "cannot be understood" in text
    assert query.partition("=")[0] in text


def test_release_nobody_priced_says_so(client, db):
    release = factories.ReleaseFactory()

    text = text_of(get(client, f"/releases/{release.slug}/"))

    assert "Not stated" in text
    assert "No source here says anything about a price." in text


def test_conflict_shows_the_values_side_by_side(client, db):
    release = factories.ReleaseFactory(people_min=3, people_max=3)
    factories.ReleaseCitationFactory(subject=release, field="people", value="~300")

    text = text_of(get(client, f"/releases/{release.slug}/"))

    assert "Where the sources disagree" in text
    assert "About 300" in text


def test_page_of_a_record_has_its_json_beside_it(client, belarus):
    response = client.get(f"{RELEASE.rstrip('/')}.json?as_of=2025-12-31")

    assert response.status_code == 302
    assert response["Location"] == f"/api/v1{RELEASE}?as_of=2025-12-31"


# Queries


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/", 2),
        (RELEASE, 1),
        ("/trades/by-us-2025/", 1),
        ("/concessions/us-belavia-relief/", 1),
        ("/releases/", 5),
        ("/ledger/?between=US,BY", 4),
        ("/discrepancies/", 6),
        ("/reconciliation/", 1),
        ("/explore/timeline/", 2),
        ("/explore/map/", 1),
        ("/explore/flow/", 1),
        ("/feeds/releases.atom", 1),
        ("/methodology/", 0),
    ],
)
def test_page_asks_the_database_this_often(
    client, belarus, django_assert_num_queries, address, queries
):
    with django_assert_num_queries(queries):
        get(client, address)


# Lists


def test_list_takes_the_filters_of_the_api(client, belarus):
    text = text_of(get(client, "/releases/?answer=given&captor=BY"))

    assert "What was given: Given" in text
    assert "Let go by: Belarus" in text
    assert "Two in February" not in text


def test_list_counts_what_each_filter_would_keep(client, belarus):
    body = get(client, "/concessions/").content.decode()
    shown = dict(re.findall(r'\?kind=(\w+)">.*?count">(\d+)<', body))

    for kind, number in shown.items():
        found = client.get(f"/api/v1/concessions/?kind={kind}&limit=200").json()
        assert int(number) == len(found["results"])


def test_list_ignores_fields_that_a_form_sends_empty(client, belarus):
    get(client, "/releases/?q=&from=&to=&known_by=&as_of=")


def test_list_explains_a_wrong_filter(client, belarus):
    text = text_of(get(client, "/releases/?answer=maybe", status=400))

    assert "maybe is no value of answer" in text


def test_list_without_a_match_says_so(client, belarus):
    assert "No release fits." in text_of(get(client, "/releases/?q=zzzz"))
    assert "Nothing fits." in text_of(get(client, "/trades/?q=zzzz"))


def test_list_leads_to_its_next_page(client, db):
    for _ in range(26):
        factories.PartyFactory()

    body = get(client, "/parties/?limit=20").content.decode()
    following = re.search(r'<a href="([^"]+)" rel="next"', body)[1]

    get(client, f"/parties/{following.replace('&amp;', '&')}")


def test_list_as_of_a_moment_has_no_counts_of_today(client, belarus):
    body = get(client, "/releases/?as_of=2025-07-01").content.decode()

    assert 'class="facets"' not in body
    assert "Fifty-two in September" not in body


# Other pages


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "What was given for each prisoner release, and how do we know?"),
        ("/trades/by-us-2025/", "Belarus and the United States, 2025"),
        ("/concessions/us-belavia-relief/", "For which release"),
        ("/people/ales-bialiatski/", "Ales Bialiatski"),
        ("/parties/US/", "Gave or promised"),
        ("/countries/BY/", "Let people go"),
        ("/sources/wsj-2025-12-lukashenko-back-channel/", "What rests on it"),
        ("/ledger/", "Belarus and United States"),
        ("/ledger/?between=US,BY", "Day by day"),
        ("/search/?q=Bialiatski", "Ales Bialiatski"),
        ("/search/?q=Бяляцкі", "Ales Bialiatski"),
        ("/search/?q=zzzz", "Nothing is found."),
        ("/search/?q=%3F", "Nothing is found."),
        ("/explore/timeline/?party=BY&from=2025", "Table of releases"),
        ("/explore/map/", "No borders are drawn."),
        ("/methodology/", "What counts as given"),
        ("/api/", "API, version 1"),
        ("/data/dictionary/", "Release"),
        ("/report-an-error/", "ask for removal"),
    ],
)
def test_page_says_what_it_is_for(client, belarus, address, words):
    assert words in text_of(get(client, address))


def test_ledger_of_an_unknown_party_is_explained(client, belarus):
    text = text_of(get(client, "/ledger/?between=US,ZZ", status=400))

    assert "between names two parties by code" in text


def test_search_shows_who_has_a_surname_in_another_spelling(client, db):
    person = factories.PersonFactory(nameless=True)
    factories.PersonNameFactory(person=person, text="Siarhei Tsikhanouski")

    text = text_of(get(client, "/search/?q=Tikhanovsky"))

    assert "Called like this Siarhei Tsikhanouski" in text


def test_unknown_address_offers_the_search(client, db):
    response = get(client, "/nothing/", status=404)

    assert 'action="/search/"' in response.content.decode()


def test_person_with_a_withheld_name_is_shown_without_it(client, db):
    person = factories.PersonFactory(withheld=True, nameless=True)

    text = text_of(get(client, f"/people/{person.slug}/"))

    assert "Name withheld" in text


def test_page_is_not_sent_again_while_it_is_the_same(client, belarus):
    etag = get(client, RELEASE)["ETag"]

    response = client.get(RELEASE, headers={"if-none-match": etag})

    assert response.status_code == 304


def test_compressed_page_is_the_same_each_time(client, belarus):
    headers = {"accept-encoding": "gzip"}
    first, second = (client.get(RELEASE, headers=headers) for _ in range(2))

    assert first["Content-Encoding"] == "gzip"
    assert first.content == second.content


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_page_cannot_be_written_to(client, db, method):
    assert getattr(client, method)("/").status_code == 405


# What other sites take over


@pytest.mark.parametrize(
    ("address", "is_framed"),
    [
        (f"/embed{RELEASE}", True),
        ("/embed/explore/timeline/", True),
        (RELEASE, False),
        ("/", False),
    ],
)
def test_only_embeds_may_be_framed(client, belarus, address, is_framed):
    response = get(client, address)

    assert (FRAMES in response["Content-Security-Policy"]) is is_framed
    assert ("X-Frame-Options" in response) is not is_framed


def test_oembed_gives_the_frame_of_a_release(client, belarus):
    answer = client.get(
        "/oembed/", {"url": f"http://testserver{RELEASE}", "maxwidth": "300"}
    ).json()

    assert answer["type"] == "rich"
    assert answer["width"] == 300
    assert f'src="http://testserver/embed{RELEASE}"' in answer["html"]


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"url": "http://testserver/releases/unknown/"}, 404),
        ({"url": "http://testserver/methodology/"}, 404),
        ({"url": "nothing"}, 404),
        ({"url": f"http://testserver{RELEASE}", "format": "xml"}, 501),
        ({"url": f"http://testserver{RELEASE}", "maxwidth": "wide"}, 400),
    ],
)
def test_oembed_refuses_what_it_cannot_frame(client, belarus, parameters, status):
    assert client.get("/oembed/", parameters).status_code == status


def test_feed_tells_the_newest_releases_with_the_answer(client, belarus):
    response = get(client, "/feeds/releases.atom")

    body = response.content.decode()
    assert response["Content-Type"].startswith("application/atom+xml")
    assert body.startswith("<?xml")
    assert f"<id>http://testserver{RELEASE}</id>" in body
    assert "One source states that, in exchange," in body


# What the pages are made from


def release(**values):
    return {
        "people": {"min": 3, "max": 3, "qualifier": "exactly", "text": "3"},
        "freed": [],
        "released_on": {
            **dict.fromkeys(("edtf", "earliest", "latest"), "2025-01-02"),
            "text": "2 January 2025",
        },
        "place": "Somewhere",
        "received_by": [{}],
        "destination": "abroad",
        "legal_form": "pardon",
        "in_exchange": {
            name: [] for name in ("answer", *summaries.COUNTED, "alongside")
        },
        **values,
    }


def person(name="Somebody"):
    return {"person": {"name": name}}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"freed": [person()] * 3}, []),
        ({}, ["None of the people freed is named here."]),
        ({"freed": [person()] * 2}, ["2 of 3 are named here; 1 is not."]),
        (
            {"freed": [person()] * 2 + [person(None)]},
            ["2 of 3 are named here; 1 is not."],
        ),
        (
            {
                "freed": [person()],
                "people": {"min": 2, "max": None, "text": "at least 2"},
            },
            ["1 of at least 2 is named here; the others are not."],
        ),
        (
            {"freed": [person()] * 3, "released_on": None},
            ["When they were let go is not recorded."],
        ),
        (
            {"freed": [person()] * 3, "place": "", "received_by": []},
            ["Not recorded: where they were handed over and who received them."],
        ),
        (
            {"freed": [person()] * 3, "legal_form": ""},
            ["By which legal act they were let go is not recorded."],
        ),
    ],
)
def test_gaps_say_what_the_record_does_not_hold(values, said):
    assert gaps.gaps(release(**values)) == said


def test_gaps_skip_a_package_of_people():
    document = release(freed=[person()] * 3)
    document["in_exchange"]["package"] = [{"concession": None, "counter_release": {}}]

    assert gaps.gaps(document) == []


def test_party_has_its_article_within_a_sentence():
    assert labels.in_text("United States") == "the United States"
    assert labels.in_text("Belarus") == "Belarus"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("people", "number of people"),
        ("cohorts.to-lithuania.people", "number of people (to lithuania)"),
        ("steps.delivered.reported_as", "reporter's word (delivered)"),
        ("sentence", "sentence"),
    ],
)
def test_field_of_a_conflict_in_words(field, text):
    assert labels.field_label(field) == text


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("released_on", "2025-11", "November 2025"),
        ("people", "~300", "about 300"),
        ("captor", "SV", "El Salvador"),
        ("captor", "ZZ", "ZZ"),
        ("parties.mediator", "SV, none", "El Salvador, none"),
        ("place", "the border", "the border"),
        ("people", "dozens", "dozens"),
    ],
)
def test_claim_in_words(field, value, text):
    conflict = {"field": field, "claims": [{"value": value, "citations": []}]}

    (worded,) = claims.worded([conflict], {"SV": "El Salvador"})

    assert worded["claims"][0]["text"] == text


def test_every_answer_and_list_has_a_label():
    assert {answer.value for answer in ledger.Answer} == set(labels.ANSWERS)
    assert set(labels.ANSWERS) == set(labels.ANSWER_MEANINGS)
    assert {listing.value for listing in ledger.Listing} == set(labels.LISTS)
    assert set(records.LISTS) == set(labels.LISTS)


def test_pair_needs_exactly_two_principals():
    def trade(*codes):
        parties = [
            {"role": "principal", "party": {"code": c, "name": f"Party {c}"}}
            for c in codes
        ]
        return {"parties": parties, "releases": [1, 2], "concessions": []}

    found = pairs.pairs([trade("A", "B"), trade("B", "A"), trade("A"), trade(*"ABC")])

    assert [(pair["codes"], pair["trades"]) for pair in found] == [("A,B", 2)]
    assert found[0]["releases"] == 4


def test_journal_puts_the_undated_last():
    def released(slug, day):
        when = day and {"earliest": day, "latest": day}
        return {
            **{"slug": slug, "released_on": when, "people": {}, "remains": {}},
            "citations": [],
        }

    side = {"concessions": {}, "releases": [released("a", None)]}
    other = {"concessions": {}, "releases": [released("b", "2025-01-01")]}

    entries = journals.journal({"sides": [side, other]})

    assert [(e["ref"]["slug"], e["side"]) for e in entries] == [("b", 1), ("a", 0)]
