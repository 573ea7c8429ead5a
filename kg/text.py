"""Raw text ↔ clean text, with an offset map composed through every edit.

In: the decoded text of a file.  Out: `Text`, which holds the same characters three ways, all
of one length: as printed, as matched (`form`), and where each stands in the raw file (`at`).

The matching form is built so that every character takes exactly three bytes in UTF-8: a
byte offset divided by three is a character offset, whatever engine reported it.  Half-width
signs become full-width (`3` → `３`, `(` → `（`), traditional characters simplified, astral
characters U+FFFD.  Nothing is deleted here except white space and invisible characters, and
those stay findable through `at`.
"""
from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache

from kg.model import Span, new_span, record

LINE_END = "\u2029"  # stands between blocks in `form`; no rule crosses it unless it says so
_TWO_BYTE_HOME = 0xF000  # code points 0x80–0x7FF are kept apart here so that they too take three bytes
_LOOKALIKES = {"·": "・", "•": "・", "‧": "・", "∙": "・", "﹒": "・", "–": "—", "―": "—", "‐": "－", "−": "－", "~": "～",
               "〜": "～", "∶": "：", "﹪": "％", "〔": "（", "〕": "）", "＂": "＂", "㎡": "㎡", "〇": "〇",
               "｡": "。", "､": "、", "｢": "「", "｣": "」", "︙": "…", "︰": "：", "\u00a0": "\u3000", "\n": LINE_END}
# Radicals that stand for whole characters, where Unicode's NFKC does not know them (EquivalentUnifiedIdeograph.txt of the Unicode Character Database).
_RADICALS = dict(zip("⺁⺇⺊⺎⺒⺜⺝⺠⺩⺬⺮⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⼾⾭", "厂几卜兀巳日月民王示竹月虎西见角贝车长长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙户青", strict=True))
_DISGUISED = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def undisguised(text: str) -> str:
    """The text with plain ideographs for radicals and compatibility ideographs, which fonts of PDF files give out: they look alike, and no search finds them.

    >>> undisguised("⼭东⻓岛") == "山东长岛", len(undisguised("⼭⺌"))
    (True, 2)
    """
    return _DISGUISED.sub(lambda found: _plain(found[0]), text)


def _plain(ch: str) -> str:
    plain = _RADICALS.get(ch) or unicodedata.normalize("NFKC", ch)
    return plain if len(plain) == 1 and 0x800 <= ord(plain) <= 0xFFFF else ch


def _fold_one(ch: str) -> str:
    code = ord(ch)
    if ch in _LOOKALIKES:
        return _LOOKALIKES[ch]
    if 0x21 <= code <= 0x7E:
        return chr(code + 0xFEE0)
    if ch == " ":
        return "\u3000"
    if _DISGUISED.match(ch):
        plain = _plain(ch)
        return _folder.get(ord(plain), plain)  # which may be a traditional one
    if 0xFE10 <= code <= 0xFE1F or 0xFE30 <= code <= 0xFE6F:  # signs of vertical print, small ones
        plain = unicodedata.normalize("NFKC", ch)
        return _fold_one(plain) if len(plain) == 1 else ch
    if code < 0x80:
        return "\ufffd"
    if code < 0x800:
        base = unicodedata.normalize("NFKD", ch)[0]
        if 0x21 <= ord(base) <= 0x7E:
            return chr(ord(base) + 0xFEE0)
        return chr(_TWO_BYTE_HOME + code - 0x80)
    if code > 0xFFFF or 0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF:
        # Private use is ours at matching time (labels), so a page may not bring its own.
        return "\ufffd"
    return ch


class _Folder(dict):
    """A translation table that learns characters as it meets them."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_one(chr(code))
        return folded


_folder = _Folder()


@lru_cache(maxsize=1)
def _add_traditional() -> bool:
    from kg.hanzi import traditional_to_simplified

    for old, new in traditional_to_simplified().items():
        _folder[ord(old)] = new
    return True


def fold(text: str) -> str:
    """The matching form of `text`, character for character.

    >>> fold("(3.5%)")
    '（３．５％）'
    >>> len(fold("naïve 萬")) == len("naïve 萬")
    True
    """
    _add_traditional()
    return text.translate(_folder)


@record
class Text:
    """Clean text with a way back.  `printed`, `form` and `at` have one length.

    `at[i]` is the raw offset of clean character `i`; a separator that was never printed
    carries the offset of the character before it.
    """

    printed: str
    form: str
    at: array

    @classmethod
    def of(cls, printed: str, at: array | list[int] | range | None = None) -> Text:
        """A text from its printed characters and their raw offsets (by default: 0, 1, 2 …)."""
        places = array("L", range(len(printed)) if at is None else at)
        if len(places) != len(printed):
            raise ValueError(f"{len(places)} offsets for {len(printed)} characters")
        return cls(printed, fold(printed), places)

    def __len__(self) -> int:
        return len(self.printed)

    def slice(self, span: Span | tuple[int, int]) -> str:
        """The printed characters of a clean span."""
        return self.printed[span[0]:span[1]]

    def raw(self, span: Span | tuple[int, int]) -> Span:
        """The raw span of a clean span: from its first to just after its last printed character.

        Where reading moved text (an interrupting headline), a clean span can come from two
        raw stretches; the first unbroken stretch in print order is answered, see `raw_parts`.
        """
        start, end = span
        if start >= end:
            return Span(self.at[start], self.at[start]) if start < len(self.at) else Span(0, 0)
        first, last = self.at[start], self.at[end - 1]
        if last >= first:
            return new_span((first, last + 1))
        return self.raw_parts(span)[0]

    def raw_parts(self, span: Span | tuple[int, int], gap: int = 200) -> tuple[Span, ...]:
        """The raw stretches of a clean span, split where print order jumps back or over `gap` characters."""
        parts: list[list[int]] = []
        for here in self.at[span[0]:span[1]]:
            if parts and 0 <= here - parts[-1][1] <= gap:
                parts[-1][1] = here
            else:
                parts.append([here, here])
        return tuple(Span(a, b + 1) for a, b in parts)
