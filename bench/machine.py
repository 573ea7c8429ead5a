"""What ran where: the machine, the versions and the hour of a measurement, and what a process took.

In: nothing.  Out: lines for the head of RESULTS.md; processor seconds and the largest memory of a process.
"""
from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def described(command: str) -> list[str]:
    """Machine, date and command, a line each."""
    return [f"- Command: `{command}`", f"- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", f"- Code: {_commit()}",
            f"- Machine: {_processor()}, {len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count()} cores, {_memory()}, {platform.system()} {platform.release()}",
            f"- Python {platform.python_version()}", f"- {load()}"]


def load(when: str = "start") -> str:
    """How busy the machine is with other work."""
    if not hasattr(os, "getloadavg"):
        return f"Load at the {when}: not known on this system"
    return f"Load at the {when} (1, 5, 15 minutes): " + ", ".join(f"{each:.1f}" for each in os.getloadavg())


def _commit() -> str:
    try:
        told = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "not a checkout"
    return "commit " + told.replace("-dirty", " with changes that are not committed")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.is_file() else None
    return found[1].strip() if found else platform.processor() or platform.machine()


def _memory() -> str:
    info = Path("/proc/meminfo")
    found = re.search(r"MemTotal:\s*(\d+)", info.read_text()) if info.is_file() else None
    return f"{int(found[1]) / 2 ** 20:.0f} GiB" if found else "memory not known"


@dataclass(frozen=True)
class Taken:
    """What a process took: seconds on the clock, seconds of processors (its children's too), the largest memory in MB, and what it said."""

    clock: float
    processor: float
    memory: float
    code: int
    said: str


def taken_by(command: list[str], cwd: Path = ROOT, patience: float = 1800) -> Taken:
    """Run a command to its end and tell what it took.  A process that does not end in `patience` seconds is ended: code 124.

    The system counts the memory of the parent at the start as the child's own, so whoever calls this stays small: all measuring is done in processes.
    """
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a start-up without compiled modules is nobody's
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    late = threading.Timer(patience, process.kill)
    late.start()
    assert process.stdout is not None
    said = process.stdout.read().decode("utf-8", "replace")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = code = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    out_of_time = not late.is_alive()
    late.cancel()
    return Taken(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 ** 2), 124 if out_of_time else code, said)


def python(*arguments: str) -> list[str]:
    """A command for this interpreter."""
    return [sys.executable, *arguments]
