"""A language model as a second reader, against a server of our own."""

import io
import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command

from exchanges.intake import language_models
from exchanges.intake.language_models import Model, ModelError
from exchanges.intake.reading import Article
from tests.factories import PartyFactory

LINE = "Iran freed five Americans on Monday, officials of both countries said."
OTHER = "The United States had unfrozen the money, said a third one on that day, late."
PARTIES = frozenset({"IR", "US"})


class Server(HTTPServer):
    """Answers every question with the same text and keeps what it was asked."""

    def __init__(self, text, status=200):
        super().__init__(("127.0.0.1", 0), Handler)
        self.text, self.status, self.asked = text, status, []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers["Content-Length"])
        question = json.loads(self.rfile.read(length))
        self.server.asked.append((self.path, dict(self.headers), question))
        answer = {"choices": [{"message": {"content": self.server.text}}]}
        content = json.dumps(answer).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


@pytest.fixture
def serve():
    servers = []

    def start(answer, status=200):
        text = answer if isinstance(answer, str) else json.dumps(answer)
        server = Server(text, status)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def said(value, words, paragraph=1):
    return {"value": value, "paragraph": paragraph, "words": words}


RELEASE = {
    "captor": said("IR", "Iran freed"),
    "people": said("5", "five Americans"),
    "released_on": said("2021-03-08?", "on Monday"),
}


def article():
    return Article("", (LINE, OTHER), f"{LINE}\n{OTHER}\n", date(2021, 3, 12))


def model(server, hosts=frozenset({"127.0.0.1"})):
    return Model(server.url, "reader-1", "secret", hosts)


def test_paragraphs_are_sent_by_number_and_words_are_found_in_them(serve):
    server = serve({"releases": [RELEASE]})

    told = language_models.read(model(server), article(), PARTIES)

    path, headers, question = server.asked[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert question["model"] == "reader-1"
    assert f"1. {LINE}" in question["messages"][1]["content"]
    assert [one.fields for one in told] == [
        {"captor": "IR", "people": "5", "released_on": "2021-03-08?"}
    ]
    assert told[0].passages[1].locator == "1:11-25"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"people": said("5", "five Canadians")}, id="words-not-there"),
        pytest.param({"people": said("5", "five Americans", 2)}, id="other-paragraph"),
        pytest.param({"people": said("5", "five Americans", 9)}, id="no-paragraph"),
        pytest.param({"people": said("5", "")}, id="no-words"),
        pytest.param({"people": said("a few", "five Americans")}, id="no-count"),
        pytest.param({"captor": said("XX", "Iran freed")}, id="no-party"),
        pytest.param({"released_on": said("Monday", "on Monday")}, id="no-date"),
        pytest.param({"captor": None}, id="no-captor"),
        pytest.param({"people": "5"}, id="no-passage"),
    ],
)
def test_a_record_with_a_value_that_the_text_does_not_bear_is_dropped(serve, change):
    server = serve({"releases": [{**RELEASE, **change}]})

    assert language_models.read(model(server), article(), PARTIES) == []


def test_text_goes_to_no_host_that_is_not_allowed(serve):
    server = serve({"releases": []})

    with pytest.raises(ModelError, match="is not among those"):
        language_models.read(model(server, frozenset()), article(), PARTIES)

    assert server.asked == []


def test_text_goes_to_another_machine_only_encrypted():
    plain = Model("http://example.org/v1", "m", "", frozenset({"example.org"}))

    with pytest.raises(ModelError, match="is not https"):
        language_models.read(plain, article(), PARTIES)


@pytest.mark.parametrize(
    ("answer", "status", "message"),
    [
        pytest.param("no JSON", 200, "gave no JSON", id="no-json"),
        pytest.param([], 200, "gave no object", id="no-object"),
        pytest.param({"releases": "none"}, 200, "gave no list", id="no-list"),
        pytest.param({}, 500, "answered 500", id="error"),
        pytest.param({}, 302, "answered 302", id="redirect"),
    ],
)
def test_an_answer_of_another_kind_is_an_error(serve, answer, status, message):
    server = serve(answer, status)

    with pytest.raises(ModelError, match=message):
        language_models.read(model(server), article(), PARTIES)


@pytest.fixture
def world(db, tmp_path):
    for code, name in (("IR", "Iran"), ("US", "United States")):
        PartyFactory(code=code, name=name, kind="state")
    path = tmp_path / "article.txt"
    path.write_text(f"{LINE}\n\n{OTHER}\n")
    return path


def drafted(path, settings, server):
    settings.INTAKE_MODEL = "reader-1"
    settings.INTAKE_MODEL_URL = server.url
    settings.INTAKE_MODEL_HOSTS = ["127.0.0.1"]
    out, err = io.StringIO(), io.StringIO()
    call_command(
        "draft_dossier",
        str(path),
        published=date(2021, 3, 12),
        json=True,
        stdout=out,
        stderr=err,
    )
    return json.loads(out.getvalue()), err.getvalue()


def test_agreement_lifts_the_band_and_the_model_is_named(world, settings, serve):
    server = serve({"releases": [RELEASE]})

    draft, _ = drafted(world, settings, server)

    assert draft["read_by"] == ["rules", "reader-1"]
    releases = [one for one in draft["proposals"] if one["kind"] == "releases"]
    assert len(releases) == 1
    assert releases[0]["reason"].endswith("reader-1 agrees")


def test_what_only_the_model_found_is_unlikely(world, settings, serve):
    price = {
        "kind": said("funds_unfrozen", "unfrozen the money", 2),
        "giver": said("US", "The United States", 2),
        "receiver": said("IR", "Iran freed", 1),
        "step": said("delivered", "had unfrozen", 2),
    }
    server = serve(
        {
            "releases": [RELEASE, {**RELEASE, "people": said("9", "five")}],
            "concessions": [{**price, "kind": said("other", "money", 2)}],
        }
    )

    draft, _ = drafted(world, settings, server)

    only = [
        one for one in draft["proposals"] if one["reason"].startswith("only reader")
    ]
    assert {one["kind"] for one in only} == {"releases", "concessions"}
    assert {one["band"] for one in only} == {"unlikely"}


def test_the_rules_read_alone_when_the_model_fails(world, settings, serve):
    server = serve("nonsense")

    draft, warned = drafted(world, settings, server)

    assert draft["read_by"] == ["rules"]
    assert draft["proposals"]
    assert "gave no JSON" in warned
