import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from exchanges.dossiers import passages

from .dossier_files import load, write

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The headline\n\n  First   paragraph,\twith blanks.  \n\nSecond: Ж é́.\n"
FILE = """\
# A comment above
dossier: story
sources:
  # A comment within
  one:
    publisher: Paper   # odd   spacing
    title: "A title"  # kept
    flags: [copy]
  # A comment between
  two: {publisher: Paper, title: Other, sha256: "%s"}  # flow
people:
  ann: {names: [Ann], cite: [one 2, one 3:0-6, one title, two 1]}
  bob:
    names: [Bob]
    cite: one 10
""" % ("0" * 64)


def sha(text, digits=16):
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def text_file(folder, text=TEXT):
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(*arguments, **options):
    with pytest.raises(CommandError) as caught:
        load(*arguments, **options)
    return str(caught.value), caught.value.returncode


def test_digest_is_of_the_folded_paragraph(tmp_path):
    text = passages.Text.read(text_file(tmp_path))

    assert text.digest("1") == sha("The headline")
    assert text.digest("2") == sha("First paragraph, with blanks.")


def test_range_counts_code_points_of_the_folded_paragraph(tmp_path):
    text = passages.Text.read(text_file(tmp_path))

    assert text.digest("2:0-5") == sha("First")
    assert text.digest("2:6-15") == sha("paragraph")


def test_digest_does_not_depend_on_how_letters_are_composed(tmp_path):
    composed = passages.Text.read(text_file(tmp_path, "caf\u00e9"))
    decomposed = passages.Text.read(text_file(tmp_path, "cafe\u0301"))

    assert composed.digest("1") == decomposed.digest("1") == sha("caf\u00e9")


@pytest.mark.parametrize("locator", ["0", "4", "2:5-5", "2:0-99", "title", "1-2", ""])
def test_what_is_no_passage_has_no_digest(tmp_path, locator):
    assert passages.Text.read(text_file(tmp_path)).digest(locator) is None


def test_stamp_writes_digests_and_keeps_comments_and_layout(tmp_path):
    path = write(tmp_path, FILE.replace("one 10", "one 1"))
    before = path.read_text()

    said = load(path, stamp=text_file(tmp_path))

    assert said == "one: digests of 3 passages written.\n"
    assert path.read_text() == before.replace(
        "    flags: [copy]\n",
        "    flags: [copy]\n"
        f'    sha256: "{sha(TEXT, 64)}"\n'
        "    passages:\n"
        f'      "1": "{sha("The headline")}"\n'
        f'      "2": "{sha("First paragraph, with blanks.")}"\n'
        f'      "3:0-6": "{sha("Second")}"\n',
    )


def test_stamp_again_changes_nothing(tmp_path):
    path = write(tmp_path, FILE.replace("one 10", "one 1"))
    load(path, stamp=text_file(tmp_path))
    before = path.read_text()

    load(path, stamp=text_file(tmp_path))

    assert path.read_text() == before


def test_stamp_replaces_old_digests(tmp_path):
    path = write(tmp_path, FILE.replace("one 10", "one 1"))
    load(path, stamp=text_file(tmp_path))
    path.write_text(path.read_text().replace("one 2, ", ""))

    load(path, stamp=text_file(tmp_path))

    assert '"2":' not in path.read_text()
    assert '"1":' in path.read_text()


def test_stamp_writes_into_flow_style_too(tmp_path):
    path = write(tmp_path, FILE)

    load(path, stamp=text_file(tmp_path), source="two")

    line = f'  two: {{publisher: Paper, title: Other, sha256: "{sha(TEXT, 64)}",'
    assert (
        f'{line} passages: {{"1": "{sha("The headline")}"}}}}  # flow'
        in path.read_text()
    )


def test_stamp_keeps_line_ends_of_windows(tmp_path):
    path = tmp_path / "story.yaml"
    text = FILE.replace("one 10", "one 1").replace("\n", "\r\n")
    path.write_bytes(text.encode())

    load(path, stamp=text_file(tmp_path))

    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b'"3:0-6"' in content


def test_stamp_refuses_a_passage_that_the_text_does_not_have(tmp_path):
    path = write(tmp_path, FILE)

    message, code = refusal(path, stamp=text_file(tmp_path))

    assert code == 1
    assert (
        "story.yaml:15: people.bob.cite: one has no passage 10 in this text" in message
    )
    assert path.read_text() == FILE


def test_stamp_asks_which_source_is_meant(tmp_path):
    text = FILE.replace(f', sha256: "{"0" * 64}"', "")

    message, code = refusal(write(tmp_path, text), stamp=text_file(tmp_path))

    assert code == 2
    assert "it may be one or two: say which with --source" in message


def test_stamp_of_an_unknown_source_is_wrong_usage(tmp_path):
    path, text = write(tmp_path, FILE), text_file(tmp_path)

    message, code = refusal(path, stamp=text, source="three")

    assert code == 2
    assert "has no source 'three'; it has one, two" in message


def test_verify_agrees_with_what_stamp_wrote(tmp_path):
    path = write(tmp_path, FILE.replace("one 10", "one 1"))
    load(path, stamp=text_file(tmp_path))

    said = load(path, verify=text_file(tmp_path))

    assert said == "one: digests of 3 passages agree.\n"


def test_verify_names_the_passages_that_differ(tmp_path):
    path = write(tmp_path, FILE.replace("one 10", "one 1"))
    load(path, stamp=text_file(tmp_path))
    other = text_file(tmp_path, TEXT.replace("First", "Last").split("\n\nSec")[0])

    message, code = refusal(path, verify=other)

    assert code == 1
    assert (
        "sources.one.passages.2: the text says something else at this passage"
        in message
    )
    assert "sources.one.passages.3:0-6: the text has no such passage" in message
    assert "passages.1:" not in message


def test_one_text_is_for_one_dossier(tmp_path):
    write(tmp_path, FILE)
    write(tmp_path, "dossier: b\n", "b.yaml")

    message, code = refusal(tmp_path, verify=text_file(tmp_path))

    assert (message, code) == ("Name one dossier for one text.", 2)


@pytest.mark.skipif("TRACKER_SHARED" not in os.environ, reason="needs the article")
def test_digests_of_the_first_dossier_are_those_of_its_article(tmp_path):
    text = Path(os.environ["TRACKER_SHARED"]) / "seeds" / "wsj-belarus.txt"
    path = tmp_path / "wsj-belarus.yaml"
    shutil.copy(ROOT / "seeds" / "wsj-belarus.yaml", path)

    said = load(path, verify=text)
    load(path, stamp=text)

    assert "agree" in said
    assert path.read_text() == (ROOT / "seeds" / "wsj-belarus.yaml").read_text()
