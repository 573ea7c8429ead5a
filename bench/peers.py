"""Other tools for Chinese text and this engine, side by side on the same pages.

In: pages.  Out: a table with a row for each tool: characters a second, start-up, memory, and what it gets out of the pages.  jieba and this engine
run under the interpreter that runs the bench; jionlp, jiagu and LAC each in a virtual environment of its own in the user's cache folder,
made when they are first wanted, so that none of them ever stands among this project's dependencies.
"""
from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from bench.machine import taken_by
from bench.table import Table

CHILD = Path(__file__).with_name("peer.py")
PACKAGES: dict[str, list[list[str]]] = {  # what pip is told, in order; LAC's own set-up script needs the old setuptools
    "jionlp": [["jionlp"]],
    "jiagu": [["jiagu"]],
    "LAC": [["setuptools<80", "wheel", "numpy"], ["paddlepaddle"], ["--no-build-isolation", "lac"]],
}
OUT_OF_PAGES = ("words", "tags", "names", "times", "money", "quantities", "relations", "claims")
_COLUMNS = ("tool", "characters/s", "start-up s", "memory MB", *OUT_OF_PAGES)
NOTE = ("Each tool alone in a fresh process, processor time, the best of two or three rounds. Start-up is loading (warm caches) until the first sentence is done. "
        "The right half says how many of each a tool gets out of the pages, right or wrong; — is what it does not do.")


def environments() -> Path:
    """Where the other tools are installed."""
    home = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None) or Path.home() / ".cache"
    return Path(home) / "kg-bench" / f"python{sys.version_info.major}.{sys.version_info.minor}"


def interpreter(tool: str, install: bool = True) -> tuple[str, str]:
    """The tool's own interpreter, or "" and the reason why there is none."""
    if tool not in PACKAGES:
        return sys.executable, ""
    home = environments() / tool
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (home / "installed").is_file():
        return str(python), ""
    if not install:
        return "", "not installed yet (run without --no-install)"
    shutil.rmtree(home, ignore_errors=True)
    print(f"installing {tool} into {home} …", file=sys.stderr, flush=True)
    venv.create(home, with_pip=True)
    for packages in PACKAGES[tool]:
        done = taken_by([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages], patience=1200)
        if done.code:
            return "", "does not install: " + reason(done.said)
    (home / "installed").write_text("", encoding="utf-8")
    return str(python), ""


def reason(said: str) -> str:
    """The line of a program's last words that says most.

    >>> reason("Traceback\\n  File x\\nModuleNotFoundError: No module named 'paddle'\\n")
    "ModuleNotFoundError: No module named 'paddle'"
    """
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if "Error" in line or line.startswith("ERROR")]
    return (errors or lines or ["it said nothing"])[-1][:160]


def measured(tool: str, pages: Sequence[str], install: bool = True) -> dict | str:
    """What the tool's process said, or why it said nothing."""
    python, problem = interpreter(tool, install)
    if problem:
        return problem
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pages.json"
        file.write_text(json.dumps(list(pages)), encoding="utf-8")
        done = taken_by([python, str(CHILD), tool, str(file)], patience=900)
    return json.loads(done.said.splitlines()[-1]) if done.code == 0 else "does not run: " + reason(done.said)


def side_by_side(pages: Sequence[str], tools: Sequence[str], install: bool = True) -> Table:
    """The table of all tools on the same pages."""
    characters, rows = sum(map(len, pages)), []
    measured("kg", pages[:1])  # so that its rules are compiled and kept, as they are on every later run
    for tool in tools:
        told = measured(tool, pages, install)
        rows.append([tool, told, *[""] * (len(_COLUMNS) - 2)] if isinstance(told, str) else
                    [f"{tool} {told['version']}", f"{characters / told['seconds']:,.0f}", f"{told['start']:.2f}", f"{told['memory']:,.0f}",
                     *(f"{told['counts'][kind]:,}" if kind in told["counts"] else "—" for kind in OUT_OF_PAGES)])
    return Table("Side by side", _COLUMNS, rows, f"{len(pages)} pages, {characters:,} characters. {NOTE}")
