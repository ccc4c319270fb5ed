import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "corpus.tsv": "entity\tname\nE1\tPerson One\nE2\tSome Other\nO1\tThird Body\n",
    "queries.tsv": "set\tquery\ttruth\neu_x\tPerson Won\tE1\nof_x\tThird Body\tO1\n",
    "negatives.tsv": "set\tquery\nplain\tQuite Unlike\nslavic_x\tPerson Other\n",
    "pairs.csv": "name1,name2,is_match\nPerson One,One Person,true\nA B,C D,false\n",
}


def run(folder, *options):
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.names", "--data", folder, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_benchmark_of_names_gives_the_figures_of_each_set(folder):
    answer = run(folder, "--only", "project", "--json")

    found = json.loads(answer.stdout)
    assert answer.returncode == (1 if found["missed"] else 0)
    assert found["skipped"] == []
    assert found["project"]["macro_r1"] == 1.0
    assert found["project"]["sets"]["eu_x"]["r1"] == 1.0
    assert found["project"]["pairs_auc"] == 1.0
    assert {"macro_r1_at_1pct", "hard_false_positives", "queries_per_cpu_second"} <= (
        found["project"].keys()
    )
    assert found.keys() >= {"project"}
    assert "rapidfuzz" not in found


def test_the_benchmark_of_names_sets_another_matcher_beside_the_project(folder):
    answer = run(folder, "--only", "project", "rapidfuzz")

    assert "rapidfuzz" in answer.stdout
    assert "eu_x" in answer.stdout


def test_the_benchmark_of_names_skips_and_names_what_is_missing(folder):
    (folder / "queries.tsv").unlink()

    answer = run(folder, "--only", "project", "--json")

    found = json.loads(answer.stdout)
    assert found["skipped"] == ["queries.tsv"]
    assert "macro_r1" not in found["project"]
    assert found["project"]["pairs"] == 2


def test_the_benchmark_of_names_says_so_when_its_folder_is_empty(tmp_path):
    answer = run(tmp_path, "--only", "project")

    assert answer.returncode == 2
    assert "corpus.tsv" in answer.stderr
