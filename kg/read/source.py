"""Bytes on disk → `Source`: one decoded file, with the evidence for its encoding.

In: a path (plain or `.gz`) or bytes.  Out: `kg.model.Source`.  Encodings read: UTF-8 with and
without mark, UTF-16 and UTF-32 with mark, UTF-16 without mark, GB18030 (so GBK, GB2312), Big5.
Offsets everywhere else count code points of `Source.text`, the byte-order mark dropped.
"""
from __future__ import annotations

import codecs
import gzip
import hashlib
import os
import stat
import zlib
from pathlib import Path

from kg.errors import PageError
from kg.model import Source

LARGEST = 1 << 26  # bytes after unpacking (64 MiB): a thousand times the largest page; beyond it stands a bomb or an archive

# The characters that fill about a third of any Chinese text, in both spellings, and its
# punctuation.  Text decoded with the wrong table turns into rare characters instead.
_COMMON = frozenset("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
                    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去"
                    "這國為個時來們對會發動過說產後經進著電裡現實點從業來學兩與開關間問門車東馬長見"
                    "，。、：；？！“”‘’（）《》「」０１２３４５６７８９月日市新")
_MARKS = ((codecs.BOM_UTF8, "utf-8", "UTF-8 mark"), (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 mark"),
          (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 mark"), (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 mark"),
          (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 mark"))
_SAMPLE = 65536  # characters looked at when two encodings both decode


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, unpacked where its name ends in `.gz`.

    Raises `PageError` where the file is missing, a folder, forbidden, damaged or too large.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise PageError("is no plain file (a pipe or a device)", str(path), "give the text of the page as a file")
            if path.suffix.lower() == ".gz":
                with gzip.open(file) as packed:
                    content = packed.read(LARGEST + 1)
            else:
                content = file.read(LARGEST + 1)
    except OSError as problem:  # gzip.BadGzipFile is an OSError too
        raise PageError(f"cannot be read ({problem.strerror or problem})", str(path),
                        "check the path and its permissions") from problem
    except (EOFError, zlib.error) as problem:
        raise PageError(f"is a damaged gzip file ({problem})", str(path), "pack it again") from problem
    if len(content) > LARGEST:
        raise PageError(f"is larger than {LARGEST >> 20} MiB", str(path), "split it into pages")
    return content


def _without_waiting(name: str, flags: int) -> int:
    """Opens a pipe that nobody writes to at once instead of waiting for ever."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def decode(content: bytes, where: str = "<bytes>") -> tuple[str, str]:
    """The text of `content` and the encoding it was read in (`utf-8`, `gb18030 (no mark; …)`).

    Raises `PageError` where it is empty, not text, or in no encoding that is read here.

    >>> decode("水城讯".encode("gb18030"))
    ('水城讯', 'gb18030')
    """
    if not content.strip():
        raise PageError("is empty", where, "delete it or fill it")
    for mark, encoding, _ in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark):], encoding, where), encoding
    if b"\0" in content[:4096]:
        guess = _utf16_without_mark(content)
        if guess:
            return _strictly(content, guess, where), guess
        raise PageError("is not text (it holds NUL bytes)", where, "give the text of the page, not a picture or an archive")
    try:
        text, encoding = content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        text, encoding = _chinese(content, where, problem)
    return _checked(text, where), encoding


def _strictly(content: bytes, encoding: str, where: str) -> str:
    try:
        return _checked(content.decode(encoding), where)
    except UnicodeDecodeError as problem:
        raise PageError(f"is marked {encoding} but breaks at byte {problem.start}", where, "save it again as UTF-8") from problem


def _checked(text: str, where: str) -> str:
    if not text.strip().strip("\ufeff\u200b\0"):
        raise PageError("is empty", where, "delete it or fill it")
    head = text[:_SAMPLE]
    strange = sum(head.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1c\x1d\x1e\x1f")
    if strange * 20 > len(head):
        raise PageError("is not text (control characters throughout)", where, "give the text of the page")
    return text


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 as told by its line feeds, spaces and digits: their high byte is always 0."""
    head = content[:4096]
    plain = frozenset(b"\n\r 0123456789.,-")
    little = sum(1 for i in range(0, len(head) - 1, 2) if head[i + 1] == 0 and head[i] in plain)
    big = sum(1 for i in range(0, len(head) - 1, 2) if head[i] == 0 and head[i + 1] in plain)
    if max(little, big) * 2 < head.count(0) or len(content) % 2:
        return None
    guess = "utf-16-le" if little >= big else "utf-16-be"
    try:
        return guess if _commonness(content[:_SAMPLE // 2 * 2].decode(guess, "ignore")) > 0.1 else None
    except UnicodeDecodeError:
        return None


def _chinese(content: bytes, where: str, problem: UnicodeDecodeError) -> tuple[str, str]:
    """The reading, of GB18030 and Big5, that has more of the characters every page is full of."""
    readings = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_commonness(text[:_SAMPLE]), encoding, text))
    if not readings:
        raise PageError(f"is in no encoding known here (UTF-8 breaks at byte {problem.start})", where,
                        "save it as UTF-8 or GB18030")
    readings.sort(key=lambda reading: (-reading[0], reading[1] != "gb18030"))
    share, encoding, text = readings[0]
    if share < 0.04 and len(text) > 40:
        raise PageError("decodes to characters no newspaper is made of", where, "save it as UTF-8")
    return text, encoding


def _commonness(text: str) -> float:
    """The share of `text`, ASCII aside, that is made of the most common characters."""
    others = [ch for ch in text if ch > "\x7f"]
    return sum(ch in _COMMON for ch in others) / len(others) if others else 0.0


def source_of(text: str, name: str, encoding: str = "utf-8", path: str | None = None, content: bytes | None = None) -> Source:
    """A `Source` from decoded text; its hash is that of `content`, or of the text as UTF-8."""
    text = text.removeprefix("\ufeff")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass") if content is None else content).hexdigest()
    return Source(name, text, encoding, digest, path)


def open_source(path: str | Path, name: str | None = None) -> Source:
    """The decoded file at `path`, called `name` (by default its file name).

    Raises `PageError` (what, where, hint) for anything that is not a readable, non-empty text.
    """
    path = Path(path)
    if os.path.isdir(path):
        raise PageError("is a folder", str(path), "give its files, or use find_pages")
    content = read_bytes(path)
    text, encoding = decode(content, str(path))
    return source_of(text, name or path.name, encoding, str(path), content)
