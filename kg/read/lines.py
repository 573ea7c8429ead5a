"""Raw text → lines with their shape: where they stand, how wide they are, whether they are cut.

In: the decoded text of a page.  Out: `Line` records and runs of lines with no blank line between.
A *wrapped* run is a column of text that a narrow measure has cut (17 characters in many papers): all its
lines but the last are about equally wide, so a line says nothing by its own end.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.text import LINE_END, fold

BLANK = " \t\u3000\u00a0\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f\u2000-\u200a\u202f\u205f\u1680"
_GAPS = re.compile(f"[{BLANK}]+")
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_INK = re.compile(f"[^{BLANK}]")
_MARKDOWN = re.compile(r"(#{1,6})[ \t\u3000\u00a0]+\S")
_INKS = re.compile(f"[^{BLANK}\\r\\n\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]+")
_HAN = re.compile("[一-鿿㐀-䶿〇]")
_INDENTATION = 2.5  # the widest space before a paragraph
_TWO_NAMES = 4  # single characters in a bracket: two names of two
_MADE = "摄文图"  # what a letter-spaced name made
_WESTERN = re.compile("[0-9A-Za-zＡ-Ｚａ-ｚ０-９]")
# Mark-up left over by a web page or a converter: read as white space, so that offsets stay.
_MARKUP = re.compile(r"<(/?(?:p|div|br|h[1-6]|li|ul|ol|table|tr|td|section|article|header|footer|blockquote|figure|figcaption|title|body|html|head)\b[^<>\n]{0,300})>"
                     r"|</?(?:a|b|i|u|em|strong|span|font|img|sup|sub|small|center|o:p)\b[^<>\n]{0,500}>|<!--[^<>]{0,300}-->|&(?:nbsp|ensp|emsp|thinsp|#160|#12288);|\*{2,3}|(?<!_)__(?!_)",
                     re.IGNORECASE)
STOPS = "。！？!?｡！？"
PAUSES = "，、；：,;:"
CLOSERS = "”’」』）)》】〉\"'＂＇"
WIDEST_COLUMN = 60  # a line wider than this was not cut by a column
WIDEST_HEADING = 30
_TOO_SHORT = 5  # characters that a heading stays behind the measure; a paragraph may begin two in, and what may not be cut costs a line two more
_HEADING_LINES = 3
_BELOW_RUBRIC, _RUBRIC = 3, re.compile("[［【〔][^［【〔］】〕]{2,10}[］】〕]")  # the same below the name of a column in brackets
_BELOW_HEADLINE = ("——", "（", "□", "■", "●")
_FEW_LINES, _SPREAD = 16, 3.1  # lines from which a page's measure can be told; how far columns of one page may differ
SLACK = 2.1  # characters that punctuation may hang over or fall short at a line end


@dataclass(slots=True, eq=False)
class Line:
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
    zone: str = "body"
    rule: str = ""
    scores: dict[str, float] = field(default_factory=dict)
    bonds: str = ""  # why it was joined to the line before
    opens: bool = False  # a dateline stands at its head
    inset: float = 0.0  # the width of the white space before it

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
        if len(row) == _TWO_NAMES and text[words[row[0]][0]] == "（" and text[words[row[-1]][1] - 1] == "）" and not any(text[words[this][0]] in "版接转" for this in row):
            row = []  # （沈 辉 袁 竞）
        if len(row) >= 3:
            gaps = {this: words[this][0] - words[this - 1][1] for this in row[1:]}
            narrow = min(gaps.values())
            tight.update(this for this, gap in gaps.items() if gap == narrow)
            if number < len(words) and not _HAN.match(text[start]) and not _WESTERN.match(text[start]):
                tight.add(number)
        row = []
    return frozenset(tight)


def _form_of(text: str, start: int, end: int) -> tuple[str, bool]:
    """A line as words with one space between, and whether it was letter-spaced."""
    words = words_of(text, start, end)
    tight = letter_spaced(text, words) if len(words) > 2 else frozenset()
    return "".join(("" if not number or number in tight else " ") + text[a:b] for number, (a, b) in enumerate(words)), bool(tight)


def read_lines(text: str) -> list[Line]:
    """The lines of a page that hold ink, with runs and columns filled in."""
    lines: list[Line] = []
    printed: list[str] = []
    stretched: list[bool] = []
    last_end, run = 0, -1
    for found in _LINE.finditer(text):
        inked = _INK.search(text, found.start(), found.end())
        if not inked:
            continue
        raw = found[0]
        start = inked.start()
        body = raw[start - found.start():].rstrip()
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
        lines.append(Line(start, start + len(body), "", width, blank, start > found.start(), len(level[1]) if level else 0, run))
        before = raw[:start - found.start()]
        lines[-1].inset = (len(before) + before.count("\u3000")) / 2 if before else 0.0
        form, letters_apart = _form_of(text, start, start + len(body)) if _GAPS.search(body) else (body, False)
        printed.append(form)
        stretched.append(letters_apart)
        last_end = start + len(body)
    if not lines:
        return lines
    if _is_double_spaced(lines):
        _close_up(lines)
    for line, form, letters_apart in zip(lines, fold("\n".join(printed)).split(LINE_END), stretched, strict=True):
        line.form = form
        if letters_apart:  # letter-spacing makes a line wider, not longer
            line.width = float(len(form))
    _part_headings(lines)
    _find_columns(lines)
    _part_short_tops(lines)
    _part_open_lines(lines)
    return lines


def _is_double_spaced(lines: list[Line]) -> bool:
    """True where a blank line follows every line of columns that a narrow measure has cut, as some converters write them."""
    if len(lines) < _FEW_LINES or sum(not line.blank for line in lines[1:]) * 50 > len(lines):
        return False
    widths = sorted(line.width for line in lines)
    column = widths[len(widths) * 3 // 4]
    return column <= WIDEST_COLUMN and sum(abs(width - column) <= _SPREAD for width in widths) * 2 > len(widths)


def _close_up(lines: list[Line]) -> None:
    """Take the blank lines between the lines of one paragraph away, and half of all others."""
    run = 0
    for number, line in enumerate(lines):
        line.blank //= 2
        run += bool(number and line.blank)
        line.run = run


def _part_headings(lines: list[Line]) -> None:
    """A heading that stands right on top of its text, with no blank line between, is a run of its own.

    It is told by indentation: a flush line that is short and open, the line above it ends a sentence or a run, and the line
    below begins a paragraph. The lines of one heading stay together.
    """
    shift = 0
    for number, line in enumerate(lines):
        line.run += shift
        before = lines[number - 1] if number else None
        if before is None or before.run != line.run:
            continue
        if line.indented and not before.indented and _reads_as_heading(before):
            first = number - 1  # of the heading's lines
            while first and lines[first - 1].run == before.run and not lines[first - 1].indented and _reads_as_heading(lines[first - 1]):
                first -= 1
            above = lines[first - 1] if first and lines[first - 1].run == before.run else None
            if number - first > _HEADING_LINES or above is not None and not _ends_sentence(above.form):
                continue
            if above is not None:
                shift += 1
                for part in lines[first:number]:
                    part.run += 1
                line.run += 1
            shift += 1
            line.run += 1


def _reads_as_heading(line: Line) -> bool:
    form = line.form
    if form[-1] == "”":  # 社区的“老娘舅” is a heading, “……到了。” is none, nor is the end of a longer quotation
        return line.width <= WIDEST_HEADING and form.count("“") == form.count("”") and "。" not in form and form[-2] not in STOPS + PAUSES
    return line.width <= WIDEST_HEADING and form[-1] not in PAUSES + "。)）]】" and "。" not in form


def runs_of(lines: list[Line]) -> list[list[Line]]:
    """Lines grouped by run."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and runs[-1][0].run == line.run:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _find_columns(lines: list[Line]) -> None:
    """Mark wrapped runs: first those that show it themselves, then short ones beside them."""
    runs = runs_of(lines)
    widths: list[float] = []
    for run in runs:
        widths.append(_column_of(run))
    for i, run in enumerate(runs):
        column = widths[i]
        if not column and len(run) >= 2:
            near = [w for w in widths[max(0, i - 3):i + 4] if w]
            column = _fits(run, near)
        if column:
            for line in run:
                line.column = column
                line.wrapped = True


def _part_short_tops(lines: list[Line]) -> None:
    """A line on top of a column that is too short for its measure and ends no sentence is no text of it: inside a paragraph every line is full."""
    shift = 0
    for run in runs_of(lines):
        tops = 0
        gap = _BELOW_RUBRIC if _RUBRIC.fullmatch(run[0].form) else _TOO_SHORT
        while tops < min(_HEADING_LINES, len(run) - 1) and _too_short(run[tops], gap):
            tops += 1
        parts = 0 < tops < len(run) - 1 and run[tops].width >= run[tops].column - SLACK and all(line.width <= run[tops].width - gap for line in run[:tops])
        for number, line in enumerate(run):
            line.run += shift + (parts and number >= tops)
            if parts and number < tops:
                line.wrapped = False
        shift += parts


def _part_open_lines(lines: list[Line]) -> None:
    """Lines inside a column that are too short for it and end no sentence, below the end of one, are no text of it: what is short ends a paragraph.

    They head the text below, or, flush at the foot of a column, the text above. A signature stands at the right margin.
    """
    shift = 0
    for run in runs_of(lines):
        base, number = run[0].run, 0
        while number < len(run):
            run[number].run = base + shift
            end = number
            above = run[number - 1] if number else None
            if above is not None and (_ends_sentence(above.form) or above.form[-1] == "）") or above is None and run[0].indented:
                while end < len(run) and end - number < _HEADING_LINES and run[end].wrapped and run[end].width <= run[end].column - _TOO_SHORT and _reads_as_heading(run[end]) and not _at_right_margin(run[end]):
                    end += 1
            below = run[end] if end < len(run) else None
            if end == number or (above is None or run[number].indented) and below is None \
                    or below is not None and not (is_full(below) or below.indented or below.form.startswith(_BELOW_HEADLINE)):
                number += 1
                continue
            shift += above is not None
            for part in run[number:end]:
                part.run, part.wrapped = base + shift, False
            shift += below is not None
            number = end


def _at_right_margin(line: Line) -> bool:
    """True where white space pushes a line to the right margin of its column: a signature."""
    return line.inset > _INDENTATION and line.inset + line.width >= line.column - SLACK


def _too_short(line: Line, gap: float) -> bool:
    return line.wrapped and not line.indented and line.width <= line.column - gap and _reads_as_heading(line)


def _column_of(run: list[Line]) -> float:
    """The width a run was cut at, or 0 where its lines do not end at one margin."""
    if len(run) < 3:
        return 0.0
    inner = [line.width for line in run[:-1]]
    column = sorted(inner)[len(inner) * 3 // 4]
    if not 6 <= column <= WIDEST_COLUMN:
        return 0.0
    full = sum(abs(width - column) <= SLACK for width in inner)
    if full < 0.6 * len(inner) or run[-1].width > column + SLACK:
        return 0.0
    cut = sum(not _ends_sentence(line.form) for line in run[:-1])
    has_text = any(ch in line.form for line in run for ch in "，。；：")
    return column if cut * 2 >= len(inner) and has_text else 0.0


def _fits(run: list[Line], near: list[float]) -> float:
    """The neighbouring column that a run of two or more lines belongs to, or 0."""
    widest = max(line.width for line in run)
    has_text = any(ch in line.form for line in run for ch in "，。；")
    fitting = [column for column in near if widest <= column + SLACK]
    if not fitting or not has_text or widest <= min(fitting) - _TOO_SHORT and all(_reads_as_heading(line) for line in run):
        return 0.0  # 订单回来了，工人呢⏎宁化纺织厂招工记: no line is full and no sentence ends
    return min(fitting)


def _ends_sentence(form: str) -> bool:
    return form.rstrip(CLOSERS)[-1:] in STOPS if form.rstrip(CLOSERS) else False


def ends_sentence(form: str) -> bool:
    """True where a line ends with a full stop, closing quotes aside.

    >>> ends_sentence("水位回落。”"), ends_sentence("水位回")
    (True, False)
    """
    return _ends_sentence(form)


def is_full(line: Line) -> bool:
    """True where a line reaches the margin of its column."""
    return line.wrapped and line.width >= line.column - 1.1
