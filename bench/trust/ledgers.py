"""Damaged ledgers: what an incremental build remembers is cut, zeroed or has bits flipped, and the next build must be a clean one, byte for byte.

    python bench/trust/ledgers.py [--trials 100] [--pages 24] [--seed 1] [--written]

Pages are built, some are changed, and the ledger of the first build is damaged in a way drawn by `--seed`; its time is set back, as if a disk had done it, unless it was
`--written` to as by another program.  A build that answers otherwise than a clean one, a letter and a crash are counted apart.  Exit 1 where one of them happened.
"""
from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from invented import digests, write_pages

ROOT = Path(__file__).resolve().parent.parent.parent
_PAGE = 4096  # bytes of a page of SQLite


def _flipped(content: bytearray, dice: random.Random, times: int) -> None:
    for _ in range(times):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _in_a_key(content: bytearray, dice: random.Random) -> None:
    at = content.find(b"\0\0\0", dice.randrange(len(content)))  # a key within a group begins with a length of four bytes
    content[(at if at >= 0 else 100) + 3 + dice.randrange(9)] ^= 1 << dice.randrange(8)


def _copied(content: bytearray, dice: random.Random, zeros: bool) -> None:
    to, of = (dice.randrange(1, len(content) // _PAGE) * _PAGE for _ in range(2))
    content[to:to + _PAGE] = bytes(_PAGE) if zeros else content[of:of + _PAGE]


def _cut(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(len(content)):]


WAYS: dict[str, Callable[[bytearray, random.Random], None]] = {
    "a bit": lambda content, dice: _flipped(content, dice, 1), "eight bits": lambda content, dice: _flipped(content, dice, 8), "a bit of a key": _in_a_key,
    "a page of zeros": lambda content, dice: _copied(content, dice, True), "a page in another's place": lambda content, dice: _copied(content, dice, False), "cut": _cut,
}


def main() -> int:
    """Damage, build, compare, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--written", action="store_true", help="leave the ledger the time at which it was damaged")
    options = parser.parse_args()
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write_pages(home / "pages", options.pages)
        assert build(home, home / "out") == (0, "")
        ledger, = (path for path in (home / "cache").rglob("ledgers/*") if "-" not in path.name)
        kept, times = ledger.read_bytes(), (ledger.stat().st_atime, ledger.stat().st_mtime)
        shutil.copytree(home / "out", home / "out-before")
        write_pages(home / "others", options.pages, 1)
        changed = sorted((home / "others").rglob("*.txt"))[::5]
        for path in changed:
            shutil.copy(path, home / "pages" / path.relative_to(home / "others"))
        assert build(home, home / "clean", "--fresh") == (0, "")
        clean = digests(home / "clean")
        for trial in range(options.trials):
            dice = random.Random(f"{options.seed} {trial}")
            way, content = dice.choice(sorted(WAYS)), bytearray(kept)
            WAYS[way](content, dice)
            for left in ledger.parent.iterdir():
                left.unlink()
            ledger.write_bytes(content)
            if not options.written:
                os.utime(ledger, times)
            shutil.rmtree(home / "out")
            shutil.copytree(home / "out-before", home / "out")
            code, told = build(home, home / "out")
            found = "crash" if "Traceback" in told else "letter" if code else "wrong" if digests(home / "out") != clean else "begun anew" if "remembered" in told else "right"
            counted[found] += 1
            counted[f"{found} after {way}"] += 1
            print(f"{trial + 1}/{options.trials} {way}: {found}", flush=True)
    print(dict(sorted(counted.items())))
    return 1 if counted["wrong"] or counted["letter"] or counted["crash"] else 0


def build(home: Path, out: Path, *more: str) -> tuple[int, str]:
    """Exit code and messages of an incremental build."""
    environment = dict(os.environ, XDG_CACHE_HOME=str(home / "cache"), PYTHONPATH=str(ROOT))
    done = subprocess.run([sys.executable, "-m", "kg", "build", str(home / "pages"), "--engine", "incremental", "--formats", "turtle,nquads,tables,report,manifest", "--jobs", "1",
                           "--quiet", "--out", str(out), *more], env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


if __name__ == "__main__":
    sys.exit(main())
