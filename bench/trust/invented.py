"""Invented pages for the measures of trust: short ones of no newspaper, as many as wanted, and ways to break them.

In: a folder and a number.  Out: files.
"""
from __future__ import annotations

import gzip
import hashlib
import os
import random
from pathlib import Path

CITIES = "韶关 梅州 河源 清远 云浮 阳江 茂名 潮州 揭阳 汕尾".split()
THINGS = "供水管线 生态堤防 乡村公路 充电车位 标准厂房 蔬菜大棚".split()


def page(at: int, seed: int = 0) -> str:
    """The text of page number `at`; another seed gives other figures.

    >>> page(0) != page(0, 1)
    True
    """
    dice = random.Random(at * 7919 + seed)
    city, thing = CITIES[at % 10], THINGS[at % 6]
    return (f"{city}新建{thing}\n\n本报讯（记者 周文海）{dice.randrange(1, 13)}月{dice.randrange(1, 28)}日，记者从{city}市水务局获悉，今年上半年，{city}市新建{thing}{dice.randrange(20, 900)}公里，"
            f"同比增长{dice.randrange(1, 30)}.{dice.randrange(10)}%，完成投资{dice.randrange(2, 90)}.{dice.randrange(1, 10)}亿元。\n")


def write_pages(folder: Path, count: int, seed: int = 0) -> None:
    """`count` good pages, in folders of a thousand."""
    for at in range(count):
        path = folder / f"{at // 1000:03}" / f"{at:06}.txt"
        if at % 1000 == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(at, seed), encoding="utf-8")


def digests(folder: Path) -> dict[str, str]:
    """The hash of every output in place; of the report without its seconds."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes().partition(b"\n\nseconds\n")[0]).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")}


def _linked(path: Path, target: str) -> None:
    path.unlink()
    path.symlink_to(target)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _packed(path: Path, content: bytes) -> None:
    path.with_suffix(".txt.gz").write_bytes(content)
    path.unlink()


def _other(path: Path, ending: str, content: bytes) -> None:
    path.with_suffix(ending).write_bytes(content)
    path.unlink()


_TEXT = page(1).encode()
BREAKS = (
    ("empty", lambda path: path.write_bytes(b"")),
    ("only white space", lambda path: path.write_bytes(b" \n\t\n")),
    ("only a byte-order mark", lambda path: path.write_bytes(b"\xef\xbb\xbf")),
    ("NUL bytes", lambda path: path.write_bytes(b"\0" * 500)),
    ("a picture", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(800))),
    ("random bytes", lambda path: path.write_bytes(random.Random(2).randbytes(900))),
    ("control characters", lambda path: path.write_bytes(b"\x01\x02\x03\x04\x05\x06\x07" * 60)),
    ("UTF-8 mark, then GB18030", lambda path: path.write_bytes(b"\xef\xbb\xbf" + page(2).encode("gb18030"))),
    ("UTF-16 cut in the middle", lambda path: path.write_bytes(page(3).encode("utf-16")[:-1])),
    ("UTF-32 mark, other bytes", lambda path: path.write_bytes(b"\xff\xfe\x00\x00" + _TEXT)),
    ("bytes of no encoding", lambda path: path.write_bytes(b"\x81\x30\xff\xff" * 100)),
    ("half a gzip file", lambda path: _packed(path, gzip.compress(_TEXT)[:-20])),
    ("no gzip file at all", lambda path: _packed(path, _TEXT)),
    ("a gzip file with a wrong sum", lambda path: _packed(path, gzip.compress(_TEXT)[:-8] + b"\0" * 8)),
    ("a link into nothing", lambda path: _linked(path, "nothing-there.txt")),
    ("a link to itself", lambda path: _linked(path, path.name)),
    ("a link out of the folder", lambda path: _linked(path, "/etc/hostname")),
    ("a device", lambda path: _linked(path, "/dev/zero")),
    ("a pipe", _pipe),
    ("a PDF that is none", lambda path: _other(path, ".pdf", b"%PDF-1.7\n" + random.Random(3).randbytes(300))),
)
"""Twenty ways in which a page is no page: what it is called, and what makes it so of a good one."""
REASONS = dict(zip((what for what, _ in BREAKS), (
    "is empty", "is empty", "is empty", "holds NUL bytes", "holds NUL bytes", "holds NUL bytes", "control characters throughout", "is marked utf-8 but breaks", "is marked utf-16-le but breaks", "is marked utf-32-le but breaks", "is in no encoding known here", "is a damaged gzip file", "Not a gzipped file", "CRC check failed", "No such file", "symbolic links", "is a link that leads out", "is a link that leads out", "is no plain file", "PDF"), strict=True))
"""Way → words of the reason that the report gives."""
