"""What the docs say is so: every command runs, every table is the loader's, both READMEs agree.

Blocks are marked by a comment on the line before them: `<!-- run -->` and README's `<!-- commands -->` are run line by line,
`<!-- file PATH -->` is written first; `<!-- build -->` and `<!-- test -->` are what `.ci/run` runs from a clean checkout.
"""
from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.rules.catalogue import page_of
from kg.rules.tables import TABLES, filled

ROOT = Path(__file__).parent.parent
PAGE = """韶关晨讯

江边修起生态堤

本报讯（记者 刘江帆）9月3日，记者从韶关市水务局获悉，今年上半年，韶关市新建堤防12公里，同比增长8.5%。
韶关市水务局局长周立民说，仁化县今年将建成水库3座，总投资2.6亿元。
"""
PAGES = ["README.md", "README.zh.md", *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").glob("*.md"))]


def blocks(page: str) -> list[tuple[str, str]]:
    """(mark, content) of the marked blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^<!-- ([^\n]+?) -->\n```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands_of(page: str) -> list[str]:
    return [line for mark, content in blocks(page) if mark in ("run", "commands") for line in content.splitlines() if line]


@pytest.mark.parametrize("page", [page for page in PAGES if page != "README.zh.md" and commands_of(page)])
def test_every_command_of_the_page_runs(page, tmp_path):
    (tmp_path / "seeds").mkdir()
    for path in sorted((ROOT / "seeds").glob("*.txt"))[:1]:  # under its name, a small page: what matters here is the command
        (tmp_path / "seeds" / path.name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    environment = dict(os.environ, PYTHONPATH=str(ROOT), PYTHONDONTWRITEBYTECODE="1", PYTHONIOENCODING="utf-8")
    for mark, content in blocks(page):
        if mark.startswith("file "):
            path = tmp_path / mark.removeprefix("file ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        if mark not in ("run", "commands"):
            continue
        for line in content.splitlines():
            command = shlex.split(line)
            assert command[0] == "kg", f"{page}: {line}"
            done = subprocess.run([sys.executable, "-m", "kg", *command[1:]], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=120)
            assert done.returncode == 0, f"{page}: {line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
            assert done.stdout or done.stderr, f"{page}: {line} prints nothing"
    if page == "docs/first-rule.md":
        entities = (tmp_path / "output" / "tables" / "entities.csv").read_text(encoding="utf-8-sig")
        relations = (tmp_path / "output" / "tables" / "relations.csv").read_text(encoding="utf-8-sig")
        assert "阳江航标处" in entities and "“红树林之星”轮" in entities and "located_in" in relations
        before = {entity.name for entity in kg.build([tmp_path / "pages"]).entities}
        assert {"阳江港", "何永康"} <= before and not {"阳江航标处", "“红树林之星”轮"} & before, "the page begins with what is missed"


def test_there_are_commands_to_run():
    assert len(commands_of("README.md")) >= 6 and len(commands_of("docs/first-rule.md")) >= 9 and len(commands_of("docs/rules.md")) >= 8


@pytest.mark.parametrize("page", PAGES)
def test_every_command_in_a_shell_block_is_run_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    plain = re.findall(r"(?<!-->\n)^```sh\n", text, re.MULTILINE)
    assert not plain, f"{page} has a ```sh block without a mark"


@pytest.mark.parametrize("name", ["build", "test"])
def test_setting_up_is_what_continuous_integration_runs(name):
    printed = dict(blocks("README.md"))[name]
    extracted = subprocess.run(["bash", "-c", f"command_of() {{ {_command_of()} }}; command_of {name}"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert extracted == printed and printed.startswith("python3 -m venv .venv && ")


def _command_of() -> str:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    body = re.search(r"^command_of\(\) \{ (.*) \}$", script, re.MULTILINE)
    assert body is not None
    return body[1] + (";" if not body[1].endswith(";") else "")


def test_the_chinese_readme_has_the_same_commands_links_and_pictures():
    english, chinese = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    assert blocks("README.md") == blocks("README.zh.md")
    links = [re.findall(r"\]\(([^)]+)\)", text)[1:] for text in (english, chinese)]  # the first link leads to the other README
    assert sorted(links[0]) == sorted(links[1])
    assert [len(re.findall(mark, english, re.MULTILINE)) for mark in ("^## ", r"^\|", "^```")] == [len(re.findall(mark, chinese, re.MULTILINE)) for mark in ("^## ", r"^\|", "^```")]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        assert link.startswith("https://") or ((ROOT / page).parent / link).exists(), f"{page}: {link}"


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md"])
def test_every_module_and_file_that_a_page_names_is_there(page):
    named = set(re.findall(r"`([^`\s]+)`", (ROOT / page).read_text(encoding="utf-8")))
    files = {name for name in named if re.fullmatch(r"(kg|rules|tests|bench|docs|seeds|\.ci)/[\w./-]+\.[a-z]+", name)}
    modules = {name for name in named if re.fullmatch(r"claims_\w+", name)}
    assert not {name for name in files if not (ROOT / name).exists()} | {name for name in modules if not list((ROOT / "kg").glob(f"*/{name}.py"))}


def test_the_page_of_the_tables_tells_every_column_in_order():
    from kg.export.tables import TABLES as WRITTEN

    parts = re.split(r"^## ", (ROOT / "docs" / "tables.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = {part.split("\n", 1)[0]: re.findall(r"`(\w+)`", " ".join(row.split("|")[1] for row in part.splitlines() if row.startswith("| `"))) for part in parts}
    assert {name: told[name] for name in WRITTEN} == {name: columns.split() for name, (columns, _) in WRITTEN.items()}


def test_the_tables_of_the_rule_language_are_the_loaders(request):
    path = ROOT / "docs" / "rules.md"
    page = path.read_text(encoding="utf-8")
    assert all(f"<!-- table: {name} -->" in page for name in TABLES)
    if request.config.getoption("--accept"):
        path.write_text(filled(page), encoding="utf-8")
    else:
        assert filled(page) == page, "run pytest tests/test_docs.py --accept, and read the difference"


def test_what_relations_may_say_of_themselves_is_told():
    code = (ROOT / "kg" / "resolve" / "relations.py").read_text(encoding="utf-8")
    told = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").partition("## What a rule may name")[2].partition("\n## ")[0]
    heard = set(re.findall(r'attribute\("([a-z-]+)"\)', code))
    assert {"predicate", "about", "makes"} <= heard and not [name for name in heard if f"`{name}" not in told]


def test_the_page_of_the_rule_set_is_the_rule_set(request, ruleset):
    path = ROOT / "docs" / "rule-set.md"
    if request.config.getoption("--accept"):
        path.write_text(page_of(ruleset), encoding="utf-8")
    else:
        assert page_of(ruleset) == path.read_text(encoding="utf-8"), "run pytest tests/test_docs.py --accept, and read the difference"


def test_the_example_file_of_the_rule_language_loads(tmp_path):
    from kg.rules import load
    from kg.rules.samples import test_rule
    from kg.shipped import rules_home

    example = re.search(r"^## A file\n\n```yaml\n(.*?)^```$", (ROOT / "docs" / "rules.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[1]
    (tmp_path / "mine.yaml").write_text(example.replace("organisation-post-name", "example-of-the-page"), encoding="utf-8")
    ruleset = load([rules_home(), tmp_path])
    assert not test_rule(ruleset.by_id["example-of-the-page"], ruleset)
