"""Does `kg read` stay small, and does its time grow with the size of the file?

In: sizes in megabytes.  Out: a line for each: seconds, the largest memory of the process, megabytes a second.  The file is made of the pages
that come with the project and those of the tests, one after the other, again and again.
"""
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).parent.parent


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1, 10, 100], help="megabytes (default: 1 10 100)")
    options = parser.parse_args()
    pages = sorted([*(HOME / "seeds").glob("*.txt"), *(HOME / "tests" / "pages").rglob("*.txt")])
    text = "\n\n".join(page.read_text(encoding="utf-8") for page in pages).encode()
    for size in options.sizes:
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            wanted = size * 10 ** 6
            while file.tell() < wanted:
                file.write(text + b"\n\n")
            file.flush()
            process = subprocess.Popen([sys.executable, "-m", "kg", "read", file.name, "--json"], cwd=HOME, stdout=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            seconds = used.ru_utime + used.ru_stime  # of this process: other people's work on the machine does not count
            print(f"{size:4} MB: {seconds:7.1f} s of processor time, {size / seconds:.2f} MB/s, at most {used.ru_maxrss / 1024:.0f} MB of memory" + ("" if status == 0 else f", failed ({status})"), flush=True)


if __name__ == "__main__":
    main()
