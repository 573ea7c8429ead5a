"""Builds killed at random moments: nothing half-written ever, and every rerun as if nothing had happened.

    python bench/trust/kills.py [--kills 200] [--pages 8] [--seed 1] [--counts FILE] [--engine memory] [--signals KILL]

Two sets of pages are built in turns into one folder by several processes; the process group is killed at a moment drawn by `--seed` from the whole length of a build.
Of every three kills one waits for a stage first (writing, or placing, which is over in a moment) and kills a moment after it began.  After each kill every file in place
must be whole (of the one set or of the other), the next to open the folder must find one set, and the build that is run again must be equal to a clean
one, byte for byte.  Each kill prints a line; with `--counts` the counts are kept in a file after each, and a run that was broken off goes on from there.  Exit 1 where something is lost.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from invented import digests, write_pages

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from kg.export.place import finish  # noqa: E402 (this very tree's)

_BAD = ("half-written files", "mixed or corrupted sets", "reruns that failed or differ", "leavings")
_PATIENCE = 60  # seconds that a stage is waited for


def main() -> int:
    """Kill, look, run again, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--counts", type=Path, help="a JSON file of counts; a run with the same seed goes on where it stopped")
    parser.add_argument("--engine", default="memory", help="the engine of kg build; incremental remembers what a killed build must not have told it")
    parser.add_argument("--signals", nargs="+", default=["KILL"], help="of which one is drawn for each kill: KILL TERM INT")
    options = parser.parse_args()
    signals = [signal.Signals[f"SIG{name}"] for name in options.signals]
    counted = Counter(json.loads(options.counts.read_text()) if options.counts and options.counts.exists() else {"builds": 0, "killed": 0, "seed": options.seed, **dict.fromkeys(_BAD, 0)})
    if counted["seed"] != options.seed:
        parser.error(f"{options.counts} counts kills of seed {counted['seed']}")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        clean, took = [], 0.0
        for which in (0, 1):
            write_pages(home / f"pages{which}", options.pages, which)
            started = time.monotonic()
            assert build(home, which, home / f"clean{which}", options.engine).wait() == 0
            took = time.monotonic() - started
            clean.append(digests(home / f"clean{which}"))
        print(f"a build takes {took:.1f} s", flush=True)
        while counted["killed"] < options.kills:  # a build that was over before its moment came is no kill
            found = one_kill(home, counted["builds"], random.Random(f"{options.seed} {counted['builds']}"), took, clean, options.engine, signals)
            counted.update(found)
            counted["builds"] += 1
            if options.counts:
                options.counts.write_text(json.dumps(counted))
            print(f"{counted['killed']}/{options.kills} {', '.join(found)}; so far {sum(counted[what] for what in _BAD)} lost", flush=True)
            if any(found[what] for what in _BAD):
                shutil.rmtree(home / "out")
    print(json.dumps({**counted, "seconds of a build": round(took, 2)}))
    return 1 if any(counted[what] for what in _BAD) else 0


def one_kill(home: Path, kill: int, dice: random.Random, took: float, clean: list[dict[str, str]], engine: str, signals: Sequence[signal.Signals]) -> Counter:
    """One build that is killed by one of the `signals`, what was found then, and the build after it."""
    out, found = home / "out", Counter()
    running = build(home, kill % 2, out, engine)
    if kill % 3 == 0:
        wait_for(running, out, dice.choice((".writing-*", ".placing")), dice.uniform(0, 0.3))
    else:
        wait_for(running, out, "", dice.uniform(0, took))
    if running.poll() is None:
        os.killpg(running.pid, dice.choice(signals))
    found["killed" if running.wait() else "finished before the kill"] += 1
    here = digests(out) if out.is_dir() else {}
    found["half-written files"] += sum(all(digest != one.get(path) for one in clean) for path, digest in here.items())
    if found["killed"]:
        stage = "reading or joining"
        if out.is_dir():
            stage = "placing" if (out / ".placing").is_dir() else "writing" if any(out.glob(".writing-*")) else stage
        found[f"while {stage}"] += 1
    if here:
        finish(out)
        found["mixed or corrupted sets"] += digests(out) not in clean
    found["reruns that failed or differ"] += build(home, kill % 2, out, engine).wait() != 0 or digests(out) != clean[kill % 2]
    found["leavings"] += any(path.name.startswith(".") for path in out.iterdir())
    return +found


def wait_for(running: subprocess.Popen, out: Path, stage: str, delay: float) -> None:
    """Wait until a file of `stage` stands in the folder (or the build is over), then so many seconds more; what is left of them where the stage is short."""
    until = time.monotonic() + _PATIENCE
    while stage and running.poll() is None and time.monotonic() < until and not any(out.glob(stage)):
        time.sleep(0 if any(out.glob(".writing-*")) else 0.002)
    if stage != ".placing":  # that one is over in milliseconds
        until = time.monotonic() + delay
        while running.poll() is None and time.monotonic() < until:
            time.sleep(0.005)


def build(home: Path, which: int, out: Path, engine: str = "memory", told: bool = False) -> subprocess.Popen:
    """A build of one of the two sets, in a process group of its own; with `told` its messages can be read."""
    environment = dict(os.environ, XDG_CACHE_HOME=str(home / "cache"), PYTHONPATH=str(ROOT))
    return subprocess.Popen([sys.executable, "-m", "kg", "build", str(home / f"pages{which}"), "--out", str(out), "--jobs", "2", "--quiet", "--engine", engine],
                            env=environment, start_new_session=True, preexec_fn=_take_interrupts,
                            text=True, stderr=subprocess.PIPE if told else None)


def _take_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who was started in the background of a shell ignores Ctrl-C


if __name__ == "__main__":
    sys.exit(main())
