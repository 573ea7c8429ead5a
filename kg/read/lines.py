"""Raw text → lines with their shape: where they stand, how wide they are, what letter-spacing and mark-up hide.

In: the decoded text of a page.  Out: `Line` records; kg/read/columns.py tells which of them are a column of text.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\U000e0100-\U000e01ef\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f"  # takes no room: joiners, marks of direction, variants
_SEEN = " \t\u3000\u00a0\u2000-\u200a\u202f\u205f\u1680"
BLANK = _SEEN + _UNSEEN
_ROOM = re.compile(f"[{_SEEN}]")
_NO_ROOM = re.compile(f"[{_UNSEEN}]")
_GAPS = re.compile(f"[{BLANK}]+")
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INK = re.compile(f"[^{BLANK}]")
_MARKDOWN = re.compile(r"(#{1,6})[ \t\u3000\u00a0]+\S")
_INKS = re.compile(f"[^{BLANK}\\r\\n\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]+")
_HAN = re.compile("[一-鿿㐀-䶿〇]")
_TWO_NAMES = 4  # single characters in a bracket: two names of two
_ROLES = ("记者", "通讯员", "实习生")
_MADE = "摄文图"  # what a letter-spaced name made
_WESTERN = re.compile("[0-9A-Za-zＡ-Ｚａ-ｚ０-９]")
# Mark-up left over by a web page or a converter: read as white space, so that offsets stay.
_MARKUP = re.compile(r"<(/?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|section|article|header|footer|blockquote|figure|figcaption|title|body|html|head)\b[^<>\n]{0,300})>"
                     r"|</?(?:a|b|i|u|em|strong|span|font|img|sup|sub|small|center|o:p)\b[^<>\n]{0,500}>|<!--[^<>]{0,300}-->|&(?:nbsp|ensp|emsp|thinsp|#160|#12288);|\*{2,3}|(?<!_)__(?!_)",
                     re.IGNORECASE)
HEADS = ("title", "subtitle", "kicker")  # zones of a headline's lines
STOPS = "。！？!?｡！？"
PAUSES = "，、；：,;:"
CLOSERS = "”’」』）)》】〉\"'＂＇"
WIDEST_COLUMN = 60  # a line wider than this was not cut by a column
WIDEST_HEADING = 30
_LONG_LINE = 40  # characters of a paragraph that stands on one line
_INDENT = 2.0  # characters that a paragraph begins in
SLACK = 2.1  # characters that punctuation may hang over or fall short at a line end


@dataclass(slots=True, eq=False, kw_only=True)
class Judged:
    """What has a zone, the rule or step that gave it, and what steps take it for (`as:` of that rule); empty where the rule leaves that open."""

    zone: str = "body"
    rule: str = ""
    taken_as: str = ""

    def becomes(self, zone: str, rule: str, taken_as: str = "") -> None:
        """Give it another zone: what the rule before said of it holds no more."""
        self.zone, self.rule, self.taken_as = zone, rule, taken_as


@dataclass(slots=True, eq=False)
class Line(Judged):
    """One line that holds ink.  `start`/`end` are raw offsets without white space at either side.

    `form` is the matching form, letter-spacing closed and other gaps one space; `width` counts a Han
    character 1 and a half-width one 0.5; `blank` is the number of blank lines above.
    """

    start: int
    end: int
    form: str
    width: float
    blank: int
    indented: bool
    level: int = 0  # Markdown heading level
    run: int = 0
    wrapped: bool = False
    column: float = 0.0
    scores: dict[str, float] = field(default_factory=dict)
    bonds: str = ""  # why it was joined to the line before
    opens: bool = False  # a dateline stands at its head
    inset: float = 0.0  # the width of the white space before it
    picture: bool = False  # of a picture's text that stands inside an article
    spaced: bool = False  # letter-spaced
    parts: dict[str, float] = field(default_factory=dict)  # of a headline: how much it looks like a title, a subtitle, a kicker

    @property
    def reach(self) -> float:
        """How far to the right it ends, counted from the margin: the width, and two characters where it begins a paragraph."""
        return self.width + _INDENT if self.indented else self.width

    @property
    def ink(self) -> str:
        """The form without kept spaces."""
        return self.form.replace("\u3000", "")


def without_markup(text: str) -> str:
    """The text with left-over tags, entities and Markdown emphasis blanked out, every other character in its place.

    A tag that ends a paragraph becomes a line end.

    >>> without_markup("<p>通车<b>了</b></p>").split()
    ['通车', '了']
    """
    if "<" not in text and "&" not in text and "**" not in text and "__" not in text:
        return text
    return _MARKUP.sub(lambda found: ("\n" if found[1] else " ") + " " * (len(found[0]) - 1), text)


def words_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of ink in `[start, end)`."""
    return [found.span() for found in _INKS.finditer(text, start, end)]


def letter_spaced(text: str, words: list[tuple[int, int]]) -> frozenset[int]:
    """Numbers of the words that follow on without a gap: three or more single Han characters in a row.

    Where some gaps are wider than the others, the wider ones part words (`陈 明　 李 红`).
    """
    tight: set[int] = set()
    row: list[int] = []
    for number, (start, end) in enumerate([*words, (0, 2)]):
        if end - start == 1 and _HAN.match(text[start]) or row and end - start == 2 and text[end - 1] in "）)】" and _HAN.match(text[start]) and text[start] not in _MADE:
            row.append(number)
            if end - start == 1:
                continue
        elif not row and end - start == 2 and number < len(words) and text[start] in "（(【" and _HAN.match(text[start + 1]):
            row.append(number)  # （蓝 怀 昌）
            continue
        if row and words[row[-1]] == (words[row[-1]][0], words[row[-1]][0] + 1) and text[words[row[-1]][0]] in _MADE:
            row.pop()  # 王 岩　摄
        if _are_pairs(text, words, row):
            row = []
        if len(row) >= 3:
            gaps = {this: words[this][0] - words[this - 1][1] for this in row[1:]}
            narrow = min(gaps.values())
            tight.update(this for this, gap in gaps.items() if gap == narrow)
            if number < len(words) and not _HAN.match(text[start]) and not _WESTERN.match(text[start]):
                tight.add(number)
        row = []
    return frozenset(tight)


def _are_pairs(text: str, words: list[tuple[int, int]], row: list[int]) -> bool:
    """True where single characters in a row are names of two characters: two in a bracket (（沈 辉 袁 竞）), two before what they made (沈 辉 袁 竞 摄), or two and more behind a role (记者 沈 辉 袁 竞 余 敏)."""
    below = words[row[-1] + 1][0] if row and row[-1] + 1 < len(words) else len(text)
    count = len(row) + (text[below + 1:below + 2] in ("）", ")"))  # 记者 沈 辉 袁 竞）昨日
    if count < _TWO_NAMES or count % 2:
        return False
    if row[0] and text[words[row[0] - 1][0]:words[row[0] - 1][1]].endswith(_ROLES):
        return True
    if count == len(row) == _TWO_NAMES and not row[0] and row[-1] + 1 < len(words) and text[below:words[row[-1] + 1][1]] in _MADE:
        return True
    return count == len(row) == _TWO_NAMES and text[words[row[0]][0]] == "（" and text[words[row[-1]][1] - 1] == "）" and not any(text[words[this][0]] in "版接转" for this in row)


def closed_up(text: str, words: list[tuple[int, int]]) -> frozenset[int]:
    """Numbers of the words with nothing before them that takes room: a name cut by a zero-width sign is one name."""
    if len(words) < 2 or not _NO_ROOM.search(text, words[0][0], words[-1][1]):
        return frozenset()
    return frozenset(number for number in range(1, len(words)) if not _ROOM.search(text, words[number - 1][1], words[number][0]))


def dated(text: str, words: list[tuple[int, int]]) -> frozenset[int]:
    """Numbers of the words that a justified line has set apart inside a date (2023 年 10 月 27 日).

    >>> sorted(dated("8 月 4 日，晴", words_of("8 月 4 日，晴", 0, 8)))
    [1, 2, 3]
    """
    shut: set[int] = set()
    for number in range(1, len(words)):
        before, this = text[slice(*words[number - 1])], text[slice(*words[number])]
        of_date = this[0] in "年月日" and before.isdecimal()
        if of_date or this.isdecimal() and number - 1 in shut and before in ("年", "月") and number + 1 < len(words) and text[words[number + 1][0]] in "月日":
            shut.add(number)
    return frozenset(shut)


def _form_of(text: str, form: str, start: int, end: int) -> tuple[str, bool]:
    """The form of a line as words with one space between, and whether it was letter-spaced."""
    words = words_of(text, start, end)
    tight = letter_spaced(text, words) if len(words) > 2 else frozenset()
    shut = tight | closed_up(text, words) | dated(text, words)
    return "".join(("" if not number or number in shut else "\u3000") + form[a:b] for number, (a, b) in enumerate(words)), bool(tight)


def inked_lines(text: str, form: str) -> list[Line]:
    """The lines of a text that hold ink, in runs with no blank line between; `form` is the text's matching form."""
    lines: list[Line] = []
    last_end, run = 0, -1
    for found in _LINE.finditer(text):
        begin, end = found.span()
        inked = _INKS.search(text, begin, end)
        if not inked:
            continue
        start, stop = inked.span()
        is_one_word = stop == end  # most lines are
        body = text[start:end]
        if not is_one_word:
            body = body.rstrip()
            if not _INK.search(body[-1]):
                body = body.rstrip(BLANK.replace("-", "")).rstrip()
        between = text[last_end:start]
        breaks = between.count("\n") or between.count("\r") or between.count("\u2028") or between.count("\u2029") or 1
        blank = breaks - 1 if lines else breaks
        if not lines or blank:
            run += 1
        ascii_count = len(body) - len(body.encode("ascii", "ignore")) if not body.isascii() else 0
        width = (len(body) + ascii_count) / 2
        level = _MARKDOWN.match(body)
        # A file can be one line of a hundred megabytes; indentation is white space before the ink.
        before = _NO_ROOM.sub("", text[begin:start]) if start > begin else ""
        last_end = start + len(body)
        matched, letters_apart = _form_of(text, form, start, last_end) if not is_one_word and _GAPS.search(body) else (form[start:last_end], False)
        if letters_apart:  # letter-spacing makes a line wider, not longer
            width = float(len(matched))
        lines.append(Line(start, last_end, matched, width, blank, bool(before), len(level[1]) if level else 0, run))
        lines[-1].spaced = letters_apart
        lines[-1].inset = (len(before) + before.count("\u3000")) / 2 if before else 0.0
    return lines


def ends_sentence(form: str) -> bool:
    """True where a line ends with a full stop, closing quotes aside.

    >>> ends_sentence("水位回落。”"), ends_sentence("水位回")
    (True, False)
    """
    last = form[-1:]
    if last in CLOSERS:
        last = form.rstrip(CLOSERS)[-1:]
    return last != "" and last in STOPS


def measure_of(line: Line) -> float:
    """The width of the column that a line stands in, or of the widest column where a paragraph is one long line; 0 where neither can be told."""
    return line.column or (float(WIDEST_COLUMN) if line.width >= _LONG_LINE and not line.wrapped else 0.0)


def is_full(line: Line) -> bool:
    """True where a line reaches the margin of its column."""
    return line.wrapped and line.reach >= line.column - 1.1
