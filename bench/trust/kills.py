"""Builds killed at random moments: nothing half-written ever, and every rerun as if nothing had happened.

    python bench/trust/kills.py [--kills 200] [--pages 12] [--seed 1]

Two sets of pages are built in turns into one folder; the process group is killed after a random delay.  After each kill every file in place
must be whole (of the one set or of the other), the next to open the folder must find one set, and the build that is run again must be equal to a clean
one, byte for byte.  Exit 1 where one is not.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from invented import digests, write_pages

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    """Kill, look, run again, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    from kg.export.place import finish

    dice, counted = random.Random(options.seed), Counter()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        clean, took = [], 0.0
        for which in (0, 1):
            write_pages(home / f"pages{which}", options.pages, which)
            started = time.monotonic()
            build(home, which, home / f"clean{which}").wait()
            took = time.monotonic() - started
            clean.append(digests(home / f"clean{which}"))
        out = home / "out"
        for kill in range(options.kills):
            running = build(home, kill % 2, out)
            time.sleep(dice.uniform(0, took * 1.1))
            counted["finished before the kill" if running.poll() is not None else "killed"] += 1
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            here = digests(out) if out.is_dir() else {}
            counted["half-written files"] += sum(all(digest != one.get(path) for one in clean) for path, digest in here.items())
            counted["killed while writing"] += any(path.name.startswith(".writing-") for path in out.iterdir()) if out.is_dir() else 0
            counted["killed while placing"] += (out / ".placing").is_dir()
            if here:
                finish(out)
            counted["mixed or corrupted sets"] += bool(here) and digests(out) not in clean
            counted["reruns that failed or differ"] += build(home, kill % 2, out).wait() != 0 or digests(out) != clean[kill % 2]
            counted["leavings"] += any(path.name.startswith(".") for path in out.iterdir())
    print(json.dumps({"kills": options.kills, "seconds of a build": round(took, 2), **counted}))
    return 1 if any(counted[what] for what in ("half-written files", "mixed or corrupted sets", "reruns that failed or differ", "leavings")) else 0


def build(home: Path, which: int, out: Path, told: bool = False) -> subprocess.Popen:
    """A build of one of the two sets, in a process group of its own; with `told` its messages can be read."""
    environment = dict(os.environ, XDG_CACHE_HOME=str(home / "cache"), PYTHONPATH=str(ROOT))
    return subprocess.Popen([sys.executable, "-m", "kg", "build", str(home / f"pages{which}"), "--out", str(out), "--jobs", "2", "--quiet"], env=environment, start_new_session=True,
                            text=True, stderr=subprocess.PIPE if told else None)


if __name__ == "__main__":
    sys.exit(main())
