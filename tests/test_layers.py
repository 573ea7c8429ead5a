"""The rooms stay in order: a room uses only rooms above it, and each library has one door."""
from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

KG = Path(__file__).parent.parent / "kg"
# From the ground up; rooms on one line do not use each other unless the line says so.
ORDER = [{"errors"}, {"model"}, {"bounded"}, {"alternatives"}, {"largepages"}, {"shipped"}, {"hanzi"}, {"text"}, {"multipliers"}, {"numerals"}, {"periods"}, {"timewords"}, {"almanac"}, {"years"}, {"dates"}, {"calendar"}, {"units"}, {"keeping"}, {"expressions"}, {"lexicon"}, {"tokens"}, {"nametables"}, {"namecosts"}, {"namelike"}, {"dottednames"}, {"placelike"}, {"rules"}, {"read"}, {"extract"},
         {"resolve"}, {"series"}, {"check"}, {"graph"}, {"export"}, {"engine"}, {"flow"}, {"workplace"}, {"pipeline"}, {"project"}, {"explain"}, {"usage"}, {"compare"}, {"score"}, {"review"}, {"watch"}, {"noticing"}, {"verify"}, {"cli"}]
DOORS = {"yaml": ("rules",), "re2": ("rules",), "ahocorasick_rs": ("rules",), "jieba": ("lexicon",), "networkx": ("graph",),
         "pyvis": ("graph",), "pypinyin": ("export",), "rdflib": ("export",), "pyoxigraph": ("export",), "trafilatura": ("read",), "lxml": ("read",), "pdfminer": ("read",), "resvg_py": ("series",), "pyspark": ("flow",)}
FILES = sorted(KG.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(KG).parts[0]
    return first.removesuffix(".py")


def height(room: str) -> int | None:
    return next((i for i, line in enumerate(ORDER) if room in line), None)


def imports(path: Path) -> list[tuple[str, int]]:
    found = []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
                   for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is used"
            found += [(f"{node.module}.{alias.name}" if node.module == "kg" else node.module or "", node.lineno) for alias in node.names]
    return found


def test_every_room_has_a_place_in_the_order():
    rooms = {room_of(path) for path in FILES} - {"__init__", "__main__"}
    assert not {room for room in rooms if height(room) is None}


def test_the_table_of_rooms_in_the_design_is_this_order():
    page = (KG.parent / "docs" / "design.md").read_text(encoding="utf-8")
    table = page.split("\n| room |", 1)[1].split("\n\n", 1)[0]
    told = [name for row in table.splitlines()[2:] for name in re.findall("`([a-z]+)`", row.split("|")[1])]
    assert told == [room for row in ORDER for room in row]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(KG).as_posix())
def test_room_uses_only_rooms_above_it(path):
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "kg" and len(parts) > 1 and parts[1] in {r for row in ORDER for r in row}:
            assert parts[1] == room or height(parts[1]) < height(room), f"kg/{path.relative_to(KG)}:{line}: {room} may not use {parts[1]}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(KG).as_posix())
def test_each_library_has_one_door(path):
    for name, line in imports(path):
        doors = DOORS.get(name.split(".")[0])
        assert doors is None or room_of(path) in doors, f"kg/{path.relative_to(KG)}:{line}: {name} is used in {doors} only"


def test_only_the_command_line_prints():
    for path in FILES:
        if room_of(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("print", "exit", "input"), f"{path}:{node.lineno} prints or exits"
