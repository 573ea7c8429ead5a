"""Builds onto a disk that runs full: the last good output stays whole, the message says so, and with room again a rerun works.

    sudo python bench/trust/full_disk.py [--times 40] [--seed 1]

A file of 4 MB holds an ext4 file system that is mounted by a loop device (that needs root); where it cannot be mounted a tmpfs of 4 MB is, and the answer says
so.  Each time one set of pages stands there; the disk is filled up to a random rest, and the other set is built.  Exit 1 where something is lost.
"""
from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from invented import digests, write_pages
from kills import build


def main() -> int:
    """Fill, build, look, empty, build again, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice, counted = random.Random(options.seed), Counter()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        clean = []
        for which in (0, 1):
            write_pages(home / f"pages{which}", 3, which)
            build(home, which, home / f"clean{which}").wait()
            clean.append(digests(home / f"clean{which}"))
        disk = home / "disk"
        disk.mkdir()
        way = mount(home, disk)
        try:
            out, filler = disk / "out", disk / "filler"
            assert build(home, 0, out).wait() == 0
            size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
            for time in range(options.times):
                before, which = digests(out), (time + 1) % 2
                rest = dice.randrange(size * 5 // 4)
                fill(filler, rest)
                done = build(home, which, out, told=True)
                said = done.communicate()[1]
                counted["ran full" if done.returncode else "had room"] += 1
                counted["lost or half-written outputs"] += digests(out) != (before if done.returncode else clean[which])
                counted["failures without a clear message"] += bool(done.returncode) and ("cannot be written" not in said or "room" not in said or "Traceback" in said)
                filler.unlink()
                counted["reruns that failed or differ"] += build(home, which, out).wait() != 0 or digests(out) != clean[which]
                counted["leavings"] += any(path.name.startswith(".") for path in out.iterdir())
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    print(json.dumps({"times": options.times, "disk": way, **counted}))
    return 1 if any(counted[what] for what in counted if what not in ("ran full", "had room")) else 0


def mount(home: Path, disk: Path) -> str:
    """Mount 4 MB at `disk` and tell how."""
    image = home / "disk.img"
    image.write_bytes(bytes(4 << 20))
    if shutil.which("mkfs.ext4") and subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], capture_output=True).returncode == 0 \
            and subprocess.run(["mount", "-o", "loop", str(image), str(disk)], capture_output=True).returncode == 0:
        return "ext4 image of 4 MB on a loop device"
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], check=True)
    return "tmpfs of 4 MB (no image could be mounted)"


def fill(filler: Path, rest: int) -> None:
    """Take all room but `rest` bytes."""
    room = shutil.disk_usage(filler.parent).free
    with filler.open("wb") as file:
        try:
            file.write(bytes(max(0, room - rest)))
        except OSError:  # it is full now, which is what was wanted
            return


if __name__ == "__main__":
    sys.exit(main())
