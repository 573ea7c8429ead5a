"""Runs one fuzz target: guided by coverage where atheris is installed, else by its own seeded loop.

    python tests/fuzz/run.py TARGET [--inputs N] [--seconds S] [--seed K] [--corpus DIR] [--log FILE] [--plain]

In: a target's name.  Out: one JSON line of what was tried and found: inputs, seed, seconds of processor time of the slowest one, findings.  Exit 1 where an input crashed, broke a promise, or took more than
five seconds; the input is then kept in the corpus folder as `crash-…` or `timeout-…`, and `--try FILE` runs it again.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent)]

LONGEST, PATIENCE = 512, 5  # bytes of an input; seconds of processor time that one may take
_STUCK = 60  # seconds on the clock after which an input counts as a hang, however busy the machine is


def main() -> int:
    """Run as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=("reader", "rules", "numbers", "turtle", "page"))
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=0, help="stop after so long (0: never)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, help="where inputs are kept from run to run (default: thrown away)")
    parser.add_argument("--log", type=Path, help="a file that the JSON line is added to")
    parser.add_argument("--plain", action="store_true", help="the seeded loop, even where atheris is installed")
    parser.add_argument("--try", dest="again", type=Path, help="run one kept input, with its traceback")
    parser.add_argument("--guided", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--slowest", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.again:
        return _try(options)
    if options.guided:
        return _guided(options)
    with tempfile.TemporaryDirectory() as scratch:
        options.corpus = options.corpus or Path(scratch)
        options.corpus.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        is_guided = not options.plain and find_spec("atheris") is not None
        found = _run_guided(options) if is_guided else _loop(options)
    line = json.dumps({"target": options.target, "way": "atheris" if is_guided else "loop", "seed": options.seed, "seconds": round(time.monotonic() - started, 1), **found})
    print(line)
    if options.log:
        with options.log.open("a", encoding="utf-8") as log:
            log.write(line + "\n")
    return 1 if found["findings"] else 0


def _try(options: argparse.Namespace) -> int:
    from fuzz.targets import TARGETS

    started = time.monotonic()
    TARGETS[options.target](options.again.read_bytes())
    print(f"{time.monotonic() - started:.3f} s, nothing found")
    return 0


def _guided(options: argparse.Namespace) -> int:
    """This process, instrumented.  atheris ends the process itself."""
    import atheris
    from fuzz import rooms

    with atheris.instrument_imports(include=list(rooms.ROOMS[options.target])):
        from fuzz.targets import TARGETS, warm
        warm(options.target)
    target = _impatient(TARGETS[options.target], lambda seconds: options.slowest.write_text(f"{seconds:.3f}"))
    atheris.Setup([sys.argv[0], f"-runs={options.inputs}", f"-seed={options.seed}", f"-max_len={LONGEST}", f"-timeout={_STUCK}", "-rss_limit_mb=4096", "-print_final_stats=1",
                   "-verbosity=1", f"-artifact_prefix={options.corpus}/", *([f"-max_total_time={options.seconds}"] if options.seconds else []), str(options.corpus)], target)
    atheris.Fuzz()
    return 0


def _impatient(target: Callable[[bytes], None], tell: Callable[[float], object]) -> Callable[[bytes], None]:
    """The target, for which a slow answer is a finding too; each new slowest time is told."""
    slowest = 0.0

    def watched(content: bytes) -> None:
        nonlocal slowest
        started = time.process_time()
        target(content)
        seconds = time.process_time() - started
        if seconds > slowest:
            slowest = seconds
            tell(seconds)
        if seconds > PATIENCE:
            raise TimeoutError(f"took more than {PATIENCE} s")
    return watched


def _run_guided(options: argparse.Namespace) -> dict:
    """A process of atheris, its counts read from its last lines."""
    before = set(options.corpus.iterdir())
    command = [sys.executable, str(HERE / "run.py"), options.target, "--guided", "--inputs", str(options.inputs), "--seconds", str(options.seconds), "--seed", str(options.seed), "--corpus", str(options.corpus)]
    with tempfile.TemporaryDirectory() as scratch:
        slowest = Path(scratch) / "slowest"
        done = subprocess.run([*command, "--slowest", str(slowest)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        longest = float(slowest.read_text()) if slowest.exists() else 0.0
    said = done.stdout.decode("utf-8", "replace")
    counted = re.findall(r"stat::number_of_executed_units:\s*(\d+)", said)
    covered = re.findall(r"cov: (\d+)", said)
    kept = sorted(path.name for path in set(options.corpus.iterdir()) - before if re.match(r"(crash|timeout|oom|leak|slow)-", path.name))
    if done.returncode or not counted:
        print(said[-6000:], file=sys.stderr)
    return {"inputs": int(counted[-1]) if counted else 0, "slowest": longest, "branches": int(covered[-1]) if covered else 0, "findings": kept or ([f"exit {done.returncode}"] if done.returncode or not counted else [])}


def _loop(options: argparse.Namespace) -> dict:
    """Seeded random inputs: new ones, and changed ones of before."""
    from fuzz.targets import TARGETS, warm

    warm(options.target)
    longest = [0.0]
    target, dice = _impatient(TARGETS[options.target], longest.append), random.Random(options.seed)
    pool: list[bytes] = [b""]
    tried, findings, stop = 0, [], time.monotonic() + options.seconds if options.seconds else None
    while tried < options.inputs and (stop is None or time.monotonic() < stop):
        content = _changed(dice.choice(pool), dice) if dice.random() < 0.5 else dice.randbytes(dice.randrange(LONGEST))
        try:
            target(content)
        except Exception as problem:
            findings.append(_keep(options.corpus, "timeout" if isinstance(problem, TimeoutError) else "crash", content))
            print(f"{findings[-1]}: {type(problem).__name__}: {problem}", file=sys.stderr)
        tried += 1
        if len(pool) < 1000 or dice.random() < 0.05:
            pool.insert(dice.randrange(len(pool) + 1), content)
            del pool[1000:]
    return {"inputs": tried, "slowest": round(longest[-1], 3), "findings": findings}


def _changed(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.randrange(1, 5)):
        at = dice.randrange(len(changed) + 1)
        changed[at:at + dice.choice((0, 1, 1, 4))] = dice.randbytes(dice.choice((0, 1, 1, 2, 8)))
    return bytes(changed[:LONGEST])


def _keep(folder: Path, sort: str, content: bytes) -> str:
    name = f"{sort}-{hashlib.sha1(content).hexdigest()}"
    (folder / name).write_bytes(content)
    return name


if __name__ == "__main__":
    sys.exit(main())
