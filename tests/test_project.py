"""`kg init`: a new project builds at once; settings fill what the command line leaves open."""
from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg import workplace
from kg.cli import main
from kg.errors import RuleError
from kg.project import read_settings, write_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = tmp_path / "our-paper"
    assert main(["init", str(folder)]) == 0
    monkeypatch.chdir(folder)
    return folder


def test_a_new_project_builds_and_its_rules_pass(project, capsys):
    assert main(["build", "--quiet"]) == 0
    with (project / "output" / "tables" / "mentions.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert any(row["rule"] == "pack-cooking-house" and row["surface"] == "汕头市望海茶饭铺" for row in csv.DictReader(stream))
    with (project / "output" / "tables" / "articles.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [(row["published"], row["published_basis"]) for row in csv.DictReader(stream)] == [("2024-09-13", "given")]
    capsys.readouterr()
    assert main(["rules", "test", "--rules", "pack", "--only", "pack/"]) == 0
    assert "2 rules, 8 sentences, 0 failed" in capsys.readouterr().out


def test_rules_are_those_of_the_folder_where_the_process_stands(tmp_path, monkeypatch):
    """Two projects in one process call their rules `pack`."""
    for name in ("harbour", "canal"):
        (tmp_path / name / "pack").mkdir(parents=True)
        (tmp_path / name / "pack" / "labels.yaml").write_text("labels: {Site: {type: LOC}}\n", encoding="utf-8")
        (tmp_path / name / "pack" / "names.yaml").write_text(f"""about: Names of ferries.
level: names
rules:
  - id: {name}-ferry
    about: A number and 轮渡.
    label: Site
    pattern: 一号轮渡
    examples: [{{text: 桂江一号轮渡停航, finds: {{all: 一号轮渡}}}}]
    ignores: [{{text: 轮渡停航, because: no number}}]
""", encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        assert [rule.id for rule in workplace.start((Path("pack"),)).rules] == [f"{name}-ferry"]
    workplace.forget_rules()


def test_the_command_line_wins_over_settings(project, tmp_path):
    (project / "kg.yaml").write_text("about: x\npages: [pages]\nrules: [pack]\nout: elsewhere\npublished: 2023-01-02\n", encoding="utf-8")
    assert main(["build", "--quiet", "--formats", "tables"]) == 0
    assert "2023-01-02" in (project / "elsewhere" / "tables" / "articles.csv").read_text(encoding="utf-8-sig")
    assert main(["build", "--quiet", "--formats", "tables", "--published", "2022", "--out", str(tmp_path / "here")]) == 0
    assert "2022,given" in (tmp_path / "here" / "tables" / "articles.csv").read_text(encoding="utf-8-sig")


def test_a_project_overwrites_nothing(project):
    assert main(["init", str(project)]) == 2


@pytest.mark.parametrize(("text", "letter"), [
    ("page: [x]\n", "kg.yaml:1: unknown field 'page'; one of about, pages"),
    ("about: x\npages: x\n", "kg.yaml:2: pages: must be a list of paths"),
    ("out: [x]\n", "kg.yaml:1: out: must be one word"),
    ("- x\n", "kg.yaml: is not a mapping"),
])
def test_settings_that_are_none_say_so(tmp_path, text, letter):
    (tmp_path / "kg.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_settings(tmp_path / "kg.yaml")
    assert letter in str(caught.value)


def test_every_file_of_a_project_is_named(tmp_path):
    assert sorted(path.relative_to(tmp_path / "p").as_posix() for path in write_project(tmp_path / "p")) == [
        "README.md", "kg.yaml", "pack/names.yaml", "pack/relations.yaml", "pack/rule-file.schema.json", "pack/words/pack-heads.yaml", "pages/example.txt", "pages/pages.yaml"]
