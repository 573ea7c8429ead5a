"""Bytes → text, with the evidence for the encoding.

In: bytes.  Out: their text and what told the encoding.  Encodings read: UTF-8 with and without mark, UTF-16 and UTF-32 with mark,
UTF-16 without mark, GB18030 (so GBK, GB2312), Big5.
"""
from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from kg.errors import PageError

# The characters that fill about a third of any Chinese text, in both spellings, and its
# punctuation.  Text decoded with the wrong table turns into rare characters instead.
_COMMON = frozenset("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
                    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去"
                    "這國為個時來們對會發動過說產後經進著電裡現實點從業來學兩與開關間問門車東馬長見"
                    "，。、：；？！“”‘’（）《》「」０１２３４５６７８９月日市新")
_MARKS = ((codecs.BOM_UTF8, "utf-8", "UTF-8 mark"), (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 mark"),
          (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 mark"), (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 mark"),
          (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 mark"))
_INKED = re.compile("[^\\s\ufeff\u200b\\0]")
_CHINESE = re.compile("[一-鿿]")
_BYTES = {chr(byte): bytes((byte,)) for byte in range(256)} | {sign: bytes((byte,)) for byte in range(128, 160) if (sign := bytes((byte,)).decode("cp1252", "ignore"))}
_SAMPLE = 65536  # characters looked at when two encodings both decode
_SOUND = 50  # a text of which less than one part in so many is damaged is read
_PLAUSIBLE = 0.1  # the share of everyday characters that tells a damaged text's encoding


class Decoded(NamedTuple):
    """Text, the encoding it was read in, and what told so."""

    text: str
    encoding: str
    evidence: str


def decode(content: bytes, where: str = "<bytes>") -> tuple[str, str]:
    """The text of `content` and the encoding it was read in; raises as `decoded` does.

    >>> decode("水城讯".encode("gb18030"))
    ('水城讯', 'gb18030')
    """
    return decoded(content, where)[:2]


def decoded(content: bytes, where: str = "<bytes>") -> Decoded:
    """The text of `content`, the encoding it was read in, and the evidence for it.

    Raises `PageError` where it is empty, not text, or in no encoding that is read here.

    >>> decoded("水城讯，今年全市新建学校。".encode("utf-16")).evidence
    'UTF-16 mark'
    """
    if not content or content.isspace():
        raise PageError("is empty", where, "delete it or fill it")
    for mark, encoding, evidence in _MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content[len(mark):], encoding, where), encoding, evidence)
    if b"\0" in content[:4096]:
        guess = _utf16_without_mark(content)
        if guess:
            return Decoded(_strictly(content, guess, where), guess, "no mark; every second byte of its line ends and digits is 0")
        filled = content.rstrip(b"\0")  # a disk that went down has filled up the file's last block
        if filled.count(0) * _SOUND > len(filled) or not _is_utf8(filled) and (b"\0" in filled or not _is_plausible(filled)):
            raise PageError("is not text (it holds NUL bytes)", where, "give the text of the page, not a picture or an archive")
    size = len(content)
    content = content.rstrip(b"\0")
    try:
        found = Decoded(content.decode("utf-8"), "utf-8", "every byte is valid UTF-8" if not content.isascii() else "plain ASCII")
        found = _saved_twice(found.text) or found
    except UnicodeDecodeError as problem:
        found = _damaged(content, ("utf-8",), problem) or _chinese(content, where, problem)
    return found._replace(text=_checked(found.text, where), evidence=found.evidence + (f"; {size - len(content)} NUL bytes at its end" if size > len(content) else ""))


def _saved_twice(text: str) -> Decoded | None:
    """A text whose bytes a program took for a Western encoding before it saved them as UTF-8 (æ°´åˆ© for 水利): every character is a byte of it.

    >>> _saved_twice("全市今年新建水库。".encode().decode("latin-1"))[0], _saved_twice("Café"), _saved_twice("水利")
    ('全市今年新建水库。', None, None)
    """
    if text.isascii() or _CHINESE.search(text):
        return None
    try:
        before = b"".join(_BYTES[sign] for sign in text)
    except KeyError:  # no byte of such an encoding
        return None
    for encoding in ("utf-8", "gb18030"):
        try:
            found = before.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _commonness(found[:_SAMPLE]) > _PLAUSIBLE and _CHINESE.search(found):
            return Decoded(found, "utf-8", f"UTF-8 of {encoding} that was taken for Latin-1")
    return None


def _is_plausible(content: bytes) -> bool:
    """True for bytes that are everyday Chinese in one of its older encodings; a picture's are none in either."""
    return any(_commonness(content[:_SAMPLE].decode(encoding, "replace")) > _PLAUSIBLE for encoding in ("gb18030", "big5hkscs"))


def _strictly(content: bytes, encoding: str, where: str) -> str:
    try:
        return _checked(content.decode(encoding), where)
    except UnicodeDecodeError as problem:
        if found := _damaged(content, (encoding,), problem):
            return _checked(found.text, where)
        raise PageError(f"is marked {encoding} but breaks at byte {problem.start}", where, "save it again as UTF-8") from problem


def _checked(text: str, where: str) -> str:
    if not _INKED.search(text):
        raise PageError("is empty", where, "delete it or fill it")
    head = text[:_SAMPLE]
    strange = sum(head.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1c\x1d\x1e\x1f")
    if strange * 20 > len(head):
        raise PageError("is not text (control characters throughout)", where, "give the text of the page")
    return text


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _damaged(content: bytes, encodings: tuple[str, ...], problem: UnicodeDecodeError) -> Decoded | None:
    """A text that is whole but for a few bytes, of which each is read as �: a file cut in the middle of a character, a disk or a line that lost one."""
    for encoding in encodings:
        text = content.decode(encoding, "replace")
        lost, wide = text.count("\ufffd"), len(text) - len(text.encode("ascii", "ignore"))
        if lost * _SOUND < wide and (encoding == "utf-8" or _commonness(text[:_SAMPLE]) > _PLAUSIBLE):
            return Decoded(text, encoding, f"UTF-8 breaks at byte {problem.start}; all but {lost} of {wide} characters are {encoding}")
    return None


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


def _chinese(content: bytes, where: str, problem: UnicodeDecodeError) -> Decoded:
    """The reading, of GB18030 and Big5, that has more of the characters every page is full of."""
    readings = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append((_commonness(text[:_SAMPLE]), encoding, text))
    if not readings and (found := _damaged(content, ("gb18030", "big5hkscs"), problem)):
        return found
    if not readings:
        raise PageError(f"is in no encoding known here (UTF-8 breaks at byte {problem.start})", where,
                        "save it as UTF-8 or GB18030")
    readings.sort(key=lambda reading: (-reading[0], reading[1] != "gb18030"))
    share, encoding, text = readings[0]
    if share < 0.04 and len(text) > 40:
        raise PageError("decodes to characters no newspaper is made of", where, "save it as UTF-8")
    others = "".join(f", {100 * less:.0f} % as {name}" for less, name, _ in readings[1:])
    return Decoded(text, encoding, f"UTF-8 breaks at byte {problem.start}; {100 * share:.0f} % everyday characters as {encoding}{others}")


def _commonness(text: str) -> float:
    """The share of `text`, ASCII aside, that is made of the most common characters."""
    others = [ch for ch in text if ch > "\x7f"]
    return sum(ch in _COMMON for ch in others) / len(others) if others else 0.0


