"""A start loads and compiles nothing that the build of one page does not need."""
from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PAGE = """武穴晚报　２０２４年４月１８日　星期四

武穴市一季度油菜籽加工企业实现产值2.6亿元
本报讯（记者 阮桂兰）4月17日，记者从武穴市农业农村局获悉，今年一季度，全市油菜籽加工企业实现产值2.6亿元，同比增长7.4%。
"""
IDLE = {"IPython", "jsonpickle", "yaml", "multiprocessing", "concurrent.futures", "jieba", "pypinyin", "rdflib", "pyspark", "lxml", "trafilatura", "pdfminer",
        "kg.flow.filing", "kg.flow.plan", "kg.flow.leaves", "kg.cli.build_cluster", "kg.rules.yamlparsing"}
"""Modules that other inputs, other formats, other commands or several processes need."""
SCRIPT = """
import gc, json, sys
import ahocorasick_rs, re2
seen = {"patterns": 0, "longest": 0, "words": 0, "passes": 0, "methods": 0}
def heard(event, what):
    if event == "compile" and "__create_fn__" in str(what[0]):  # as dataclasses writes methods
        seen["methods"] += 1
sys.addaudithook(heard)
from kg.cli import main
real, automaton = re2._re2.RE2, ahocorasick_rs.AhoCorasick
class Counted:
    def __call__(self, pattern, options):
        seen["patterns"] += 1
        seen["longest"] = max(seen["longest"], len(pattern))
        return real(pattern, options)
    def __getattr__(self, name):
        return getattr(real, name)
re2._re2.RE2 = Counted()
def built(words, **how):
    seen["words"] += len(words)
    return automaton(words, **how)
ahocorasick_rs.AhoCorasick = built
gc.callbacks.append(lambda phase, info: seen.update(passes=seen["passes"] + (phase == "start")))
before = seen["passes"]
assert main(["build", "page.txt", "--quiet", "--out", "out", *sys.argv[1:]]) == 0
seen["passes"] -= before
print(json.dumps({**seen, "modules": sorted(sys.modules)}))
"""


@pytest.fixture(scope="module")
def starts(tmp_path_factory):
    """What is loaded and compiled for a page that is new, and for one that is kept, when rules and tables are kept."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")

    cache = {"XDG_CACHE_HOME": str(folder / "cache"), "LOCALAPPDATA": str(folder / "cache")}  # its own: other builds throw old rule sets away

    def start(*options: str) -> dict:
        run = subprocess.run([sys.executable, "-c", SCRIPT, *options], cwd=folder, capture_output=True, text=True, check=True, env={**os.environ, **cache})
        return json.loads(run.stdout.splitlines()[-1])

    start()  # rules, tables and the page are kept from here on
    return {"new": start("--fresh"), "kept": start()}


@pytest.mark.parametrize("page", ["new", "kept"])
def test_nothing_is_loaded_that_one_page_does_not_need(starts, page):
    assert not IDLE & set(starts[page]["modules"])


def test_a_kept_page_compiles_no_pattern_and_no_automaton(starts):
    assert (starts["kept"]["patterns"], starts["kept"]["words"]) == (0, 0)


def test_a_new_page_compiles_patterns_and_words_of_its_own_only(starts):
    """With whole word lists it is forty thousand words, and patterns of fifty thousand bytes; a tenth is what a set of a thousand rules may grow to."""
    assert 0 < starts["new"]["words"] < 4000 and 0 < starts["new"]["longest"] < 5000


@pytest.mark.parametrize("page", ["new", "kept"])
def test_a_record_has_one_method_compiled(starts, page):
    """Its constructor, and that of a named tuple: `dataclass` and its six methods for each record made 640 of these 220."""
    assert 0 < starts[page]["methods"] <= 260


@pytest.mark.parametrize("page", ["new", "kept"])
def test_garbage_is_hardly_looked_for(starts, page):
    """Objects made by a start last until its end: Python's own setting passes over them twenty times and more."""
    assert starts[page]["passes"] <= 12
