"""Chinese characters and how they are spelled in Latin letters, so that a reader may search `lc` for 聊城.

In: words.  Out: a small table, character → spellings.  Readings are facts of pypinyin's table (MIT), looked up when the
page is made; the page itself asks nobody.  The only door to pypinyin.
"""
from __future__ import annotations

import json
import marshal
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from kg.keeping import kept

_BLOCK = 16  # code points whose readings are opened together
_MOST_READINGS = 4  # rarer ones are for dictionaries; a reader does not type them


def spellings(words: Iterable[str]) -> dict[str, str]:
    """Every Chinese character of `words` with its spellings without tones, a space between, commonest first.

    ü is spelled v, as on a keyboard.

    >>> spellings(["聊城", "长乐"])
    {'乐': 'le yue', '城': 'cheng', '聊': 'liao liu', '长': 'zhang chang'}
    """
    known = ((character, _readings(ord(character))) for character in sorted({character for word in words for character in word}))
    return {character: _spelled(readings) for character, readings in known if readings is not None}


@lru_cache(maxsize=1 << 16)
def _readings(code: int) -> str | None:
    """The readings of a code point, or None where the table has none."""
    blocks = _blocks()
    return marshal.loads(blocks[code // _BLOCK]).get(code) if code // _BLOCK in blocks else None


@lru_cache(maxsize=1)
def _blocks() -> dict[int, bytes]:
    """The readings of each block of code points, closed, from the file of pypinyin's table.

    The package itself trains a cutter on all its phrases as soon as it is imported, a quarter of a second for which nobody here has a use;
    a version of it that keeps the table elsewhere is imported all the same.
    """
    spec = find_spec("pypinyin")  # finds the package without running it
    table = Path(next(iter((spec and spec.submodule_search_locations) or [""]))) / "pinyin_dict.json"
    if table.is_file():
        content = table.read_bytes()
        return kept("pinyin", [content], lambda: _closed({int(code): readings for code, readings in json.loads(content).items()}))
    from pypinyin.constants import PINYIN_DICT

    return _closed(PINYIN_DICT)


def _closed(readings: dict[int, str]) -> dict[int, bytes]:
    blocks: dict[int, dict[int, str]] = {}
    for code, read in readings.items():
        blocks.setdefault(code // _BLOCK, {})[code] = read
    return {block: marshal.dumps(codes) for block, codes in blocks.items()}


def _spelled(readings: str) -> str:
    plain = dict.fromkeys(_without_tone(reading) for reading in readings.split(","))
    return " ".join([reading for reading in plain if reading.isascii() and reading.isalpha()][:_MOST_READINGS])


def _without_tone(reading: str) -> str:
    """`lǜ` → `lv`: tones go, the two dots of ü become v."""
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(part for part in parts if not unicodedata.combining(part))
