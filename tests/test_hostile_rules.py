"""Rule files that want to take the machine: bombs, gigantic repeats, objects, endless lists.  Each is a clear error, soon."""
from __future__ import annotations

import os
import time

import pytest
from needed import posix

from kg.errors import RuleError
from kg.rules import load
from kg.rules.folders import LARGEST

LABELS = "about: labels\nlabels:\n  Org: {type: ORG}\n"
RULE = "about: any\nlevel: names\nrules:\n  - id: any-rule\n    about: any\n    label: Org\n    pattern: '%s'\n    examples:\n      - text: 江州市水务局\n        finds: {all: 江州市水务局}\n    ignores:\n      - {text: 江州, because: no head}\n"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [" + ",".join(f"*{a}" for _ in range(9)) + "]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

FILES = {
    "an alias bomb": (BOMB, "anchors are not allowed"),
    "an object tag": ("about: !!python/object/apply:os.system ['true']\nlevel: names\nrules: []\n", "tag .* is not allowed"),
    "a tag of one's own": ("about: !x y\nlevel: names\nrules: []\n", "tag .* is not allowed"),
    "a merge key": ("about: &a x\nlevel: names\n<<: *a\n", "anchors are not allowed"),
    "a gigantic repeat": (RULE % "水{1,1000000000}局", "100|repeat"),
    "a repeat of repeats": (RULE % "(((水{1,99}){1,99}){1,99}){1,99}局", "any.yaml"),
    "a hundred thousand brackets": (RULE % ("(" * 100_000 + "水" + ")" * 100_000), "nested|deep|long"),
    "deep lists": ("about: " + "[" * 5000 + "]" * 5000, "nested too deeply"),
    "deep mappings": ("a:\n" + "".join(" " * at + "a:\n" for at in range(1, 200)), "nested too deeply"),
    "two documents": ("about: a\n---\nabout: b\n", "second document"),
    "a key twice": ("about: a\nabout: b\n", "stands twice"),
    "a NUL": ("about: a\0b\n", "any.yaml"),
    "bytes of no encoding": (b"about: \xff\xfe\xfa\n", "UTF-8"),
    "half a character": ('about: "\\ud800"\nlevel: names\nrules: []\n', "any.yaml"),
}


def put(folder, content: str | bytes, name: str = "any.yaml"):
    (folder / "words").mkdir(exist_ok=True)
    (folder / "labels.yaml").write_text(LABELS, encoding="utf-8")
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_rule_file_is_a_clear_error_soon(name, tmp_path):
    content, words = FILES[name]
    put(tmp_path, content)
    started = time.process_time()
    with pytest.raises(RuleError, match=words) as problem:
        load([tmp_path])
    assert "any.yaml" in str(problem.value) and len(str(problem.value)) < 20_000
    assert time.process_time() - started < 5


def test_a_word_list_of_ten_million_lines_is_refused_unread(tmp_path):
    path = put(tmp_path, "# about: any\n# source: any atlas\n", "words/heads.tsv")
    with path.open("ab") as file:
        file.write("水务局\n".encode() * 10_000_000)
    started = time.process_time()
    with pytest.raises(RuleError, match="words/heads.tsv.*larger than 32 MiB"):
        load([tmp_path])
    assert time.process_time() - started < 5


def test_a_file_of_holes_is_refused_unread(tmp_path):
    path = put(tmp_path, "")
    os.truncate(path, LARGEST + 1)
    with pytest.raises(RuleError, match="any.yaml.*larger than"):
        load([tmp_path])


@posix
def test_pipes_and_devices_among_rules_are_no_rules_and_nobody_waits(tmp_path):
    put(tmp_path, RULE % "江州市水务局")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    assert [rule.id for rule in load([tmp_path]).rules] == ["any-rule"]
