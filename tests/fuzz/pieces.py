"""Bytes of a fuzzer → the things that newspapers, rule files and graphs are made of.

In: bytes.  Out: texts, YAML, patterns, statements.  The same bytes always make the same thing, so a crash is one small file.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

One = TypeVar("One")

CHARACTERS = ("\ufeff", "\u200b", "\u202e", "\u2028", "\x00", "\x0b", "\x1b", "\x85", "\ud800", "\udfff", "\ue000", "\uf8ff", "\ufffd", "\uffff", "𠀀", "😀", "\u0301", "\u00a0", "\u3000",
              "\t", "\r", "\r\n", "\n", "\n\n", " ", "“", "”", "‘", "’", "《", "》", "（", "）", "(", ")", "[", "]", "{", "}", "<", ">", "&", "'", '"', "\\", "`", "=", "+", "-", "@", "|", "*", "#", "%", "■", "●",
              "，", "。", "、", "：", "；", "？", "！", "—", "——", "…", "·", "～", "/", "．", "０", "９", "％", "‰", "℃", "½", "①", "Ⅻ", "٣")
PRINTED = ("本报讯", "（记者 周文）", "（通讯员 林海 王江）", "记者 周文", "江州市水务局", "江州市", "云岭县", "局长", "副局长周文说", "今年上半年", "去年同期", "8月4日", "截至目前", "同比增长", "下降", "比上年", "达到", "完成", "投资", "占",
           "其中", "分别", "和", "我市", "该公司", "江州云岭食品有限公司", "简称", "图为", "据介绍", "第一", "一是", "公里", "亿元", "万亩", "个百分点", "户", "余", "多", "近", "约", "超", "至", "年", "倍", "目标", "力争", "计划",
           "3.5", "120", "1/8", "一百二十", "三年半", "两", "几十", "百分之八", "8%", "1,200", "3—5", "2024年", "农历", "<b>", "**", "[x](y)", "http://x.test/a", "</script>", "]]>", "../../x", "{{7*7}}", "&lt;", "#", "编辑：", "责编", "版面", "A01")
NUMERALS = tuple("零〇一二三四五六七八九十百千万亿兆两半几数余多上好个又分之百点来把+-—−.,，%‰/０１２３４５６７８９．％廿卅壹贰叁拾佰仟0123456789到至过第成倍 \n")
DATES = tuple("今去明前后上下本同当年月日号季度半周旬末初底中春夏秋冬天一二三四五六七八九十零0123456789第个以来起至到—-“”农历腊正间世纪代时分近两") + ("上半年", "截至", "同期", "以来", "十四五", "2024", "12", "31", "29")
FIELDS = ("about", "level", "rules", "words", "off", "id", "label", "pattern", "patterns", "examples", "ignores", "misses", "text", "finds", "because", "where", "set", "weight", "keep", "key", "before", "after", "unless", "unless-before",
          "for", "spellings", "everywhere", "shorter", "shares", "replaces", "waits-for", "proposed", "labels", "groups", "type", "source", "columns")
MARKS = (": ", ":\n", "- ", "\n", "\n  ", "\n    ", "\t", "{", "}", "[", "]", ", ", "&a ", "*a", "!!python/object:os.system", "!!binary ", "!x ", "|\n", ">\n", "'", '"', "#", "---\n", "...\n", "<<: ", "? ", "%YAML 1.9\n", "~", "no", "1:30", "010", "\\u0000")
PATTERN = ("(", ")", "[", "]", "{", "}", "|", "?", "*", "+", "\\", "<", ">", "@", ":", "^", "-", ",", "<han>", "<any>", "<name>", "<mention>", "<digit>", "<line-end>", "{1,9}", "{2,100}", "{0}", "{9,1}", "{99999999999999999999}", "{org:Org}",
           "{org:Org|Place}", "{a:<han>{2,4}}", "@heads", "水务", "局", "市", "甲乙", "・", "［", "）", " ")


class Choices:
    """Decisions read from bytes; when they run out every answer is the first one."""

    def __init__(self, content: bytes):
        self._content, self._at = content, 0

    @property
    def is_spent(self) -> bool:
        """True where no byte is left."""
        return self._at >= len(self._content)

    def number(self, below: int) -> int:
        """A number from 0 up to `below`, not included."""
        if below <= 1:
            return 0
        size = 1 if below <= 256 else 2 if below <= 1 << 16 else 4
        piece, self._at = self._content[self._at:self._at + size], self._at + size
        return int.from_bytes(piece, "little") % below

    def one(self, of: Sequence[One]) -> One:
        """One of several things."""
        return of[self.number(len(of))]

    def rest(self) -> bytes:
        """All bytes that are left."""
        piece, self._at = self._content[self._at:], len(self._content)
        return piece

    def character(self) -> str:
        """Any character at all, the ordinary ones more often."""
        plane = self.number(8)
        if plane == 0:
            return chr(self.number(0x110000))
        return chr(self.number(0x10000)) if plane == 1 else chr(0x4E00 + self.number(0x2000)) if plane < 4 else chr(32 + self.number(95))

    def words(self, *tables: Sequence[str], most: int = 40) -> str:
        """Pieces of the tables, strange characters between them."""
        found = []
        for _ in range(self.number(most) + 1):
            if self.is_spent:
                break
            sort = self.number(len(tables) + 2)
            found.append(self.character() if sort == len(tables) else self.one(CHARACTERS) if sort > len(tables) else self.one(tables[sort]))
            if self.number(64) == 1:
                found.append(found[-1] * self.number(300))
        return "".join(found)
