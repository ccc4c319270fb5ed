"""What is given to the intake, and what it refuses with a clear answer."""

from datetime import date

import pytest

from exchanges.intake import IntakeError, read

TEXT = (
    "The government of the island let nine people go on Monday, a spokesman said.\n"
    "\n"
    "They had been held since the spring, and all of them are on their way home now.\n"
)
PUBLISHED = date(2021, 3, 12)


def test_text_is_read_by_paragraph_and_known_by_its_digest():
    article = read(TEXT.encode(), title="Nine let go", published=PUBLISHED)

    assert len(article.lines) == 2
    assert article.title == "Nine let go"
    assert article.published == PUBLISHED
    assert len(article.sha256) == 64


def test_a_page_gives_its_headline_day_and_running_text():
    body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)
    page = (
        "<html><head><title>Nine let go</title>"
        '<meta property="article:published_time" content="2021-03-12">'
        '<meta property="og:site_name" content="The Gazette"></head>'
        "<body><nav>Home News</nav><article><h1>Nine let go</h1>"
        f"{body}</article></body></html>"
    )

    article = read(page.encode())

    assert article.published == PUBLISHED
    assert article.title == "Nine let go"
    assert article.lines[0].startswith("The government of the island")


def test_the_day_may_stand_at_the_top_of_the_text():
    article = read(f"March 12, 2021\n{TEXT}".encode())

    assert article.published == PUBLISHED


ARTICLE_WORDS = "Palabras en otra lengua que nadie aquí entiende del todo. " * 8


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b" \n\n ", "the file is empty", id="blank"),
        pytest.param(b"%PDF-1.7 ...", "the file is a PDF", id="pdf"),
        pytest.param(b"text\x00\x01\x02", "holds zero bytes", id="binary"),
        pytest.param(b"caf\xe9 au lait", "not UTF-8 at byte 3", id="encoding"),
        pytest.param(b"Nine were let go.", "only 4 words", id="too-short"),
        pytest.param(
            f"{TEXT} Subscribe now for unlimited access.".encode(),
            "looks like a paywall's notice",
            id="paywall",
        ),
        pytest.param(ARTICLE_WORDS.encode(), "not in English", id="language"),
        pytest.param(
            ("Слово за словом, чего никто не понял. " * 9).encode(),
            "not in English",
            id="script",
        ),
        pytest.param(
            ("the of to and in a that is was for on with as by he " * 4).encode(),
            "holds no sentence",
            id="no-sentence",
        ),
        pytest.param(
            ("The people were let go on Monday. " * 150_000).encode(),
            "cut out the article",
            id="five-megabytes",
        ),
        pytest.param(
            b"<html><body><nav>Home</nav></body></html>",
            "no article",
            id="page-without-text",
        ),
        pytest.param(TEXT.encode(), "give --published", id="undated"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(content, message):
    with pytest.raises(IntakeError, match=message):
        read(content)
