"""How the papers of a made archive print: mastheads, lines and columns, titles before or after their text, signs and digits.

In: an article, a paper.  Out: lines.  A paper keeps its habits from page to page; what differs between pages of one paper is left to chance.
"""
from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.archive.article import Article

_NOT_FIRST = "，。、；：？！”’）》…·%％,.;:?!"
_NOT_LAST = "“‘（《"
_WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
_NARROW = str.maketrans("，：；（）", ",:;()")
_TITLE_SIGNS = str.maketrans("", "", " ，。“”：！？")


@dataclass
class Paper:
    """A city's paper and its habits."""

    city: str
    seed: int
    name: str = field(init=False)

    def __post_init__(self) -> None:
        made = random.Random(f"{self.seed} paper {self.city}")
        self.name = self.city.removesuffix("市") + made.choice(("日报", "日报", "日报", "晚报", "晨报", "都市报", "商报"))
        self.width = made.choice((0, 0, 0, 13, 15, 17, 17, 20, 24, 32, 40))  # characters in a line; 0: a line is a paragraph
        self.column = made.choice((0, 0, 9, 14, 22)) if self.width else 0  # lines until the column breaks off in the middle of a sentence
        self.title_after = made.random() < 0.2
        self.marked = made.random() < 0.2  # titles as Markdown has them
        self.indent = made.choice(("", "", "　　", "    "))
        self.gap = made.random() < 0.5  # an empty line between paragraphs
        self.marks = made.choice((("",), ("■ ", "■ "), ("□ ",), ("◎", ""), ("", "■")))
        self.signs = made.choice(("as is", "as is", "as is", "as is", "wide digits", "narrow signs"))
        self.masthead = made.choice((0, 0, 1, 2, 3, 4))
        self.names_editors = made.random() < 0.3

    def printed(self, text: str) -> str:
        """The text with this paper's digits and signs."""
        return text.translate(_WIDE) if self.signs == "wide digits" else text.translate(_NARROW) if self.signs == "narrow signs" else text


def masthead(paper: Paper, chance: random.Random, year: int, month: int, day: int) -> list[str]:
    """The lines above all articles; many pages come without."""
    number = chance.randint(1, 8)
    weekday = "一二三四五六日"[date(year, month, day).weekday()]
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    return ([], [f"{paper.name} {year}年{month}月{day}日", ""], [f"{year}年{month}月{day}日　星期{weekday}", f"第{number}版：要闻", ""],
            [" ".join(paper.name), f"{digits}年{month}月{day}日", ""], [f"{number:02}  {paper.name}  {year}-{month:02}-{day:02}", ""])[paper.masthead]


def wrapped(line: str, width: int) -> list[str]:
    """A paragraph in lines of `width`, no closing sign first, no opening sign last, a number in one piece where it nearly fits.

    >>> wrapped("大桥全长128米，昨日通车。", 7)
    ['大桥全长', '128米，昨日', '通车。']
    """
    if not width:
        return [line]
    lines, at = [], 0
    while at < len(line):
        end = at + width
        if end < len(line):
            back = end
            while back > end - 4 and line[back] in "0123456789." and line[back - 1] in "0123456789.":
                back -= 1
            end = back if back > end - 4 else end
            while end < len(line) and line[end] in _NOT_FIRST and end < at + width + 2:
                end += 1
            if end > at + 1 and line[end - 1] in _NOT_LAST:
                end -= 1
        lines.append(line[at:end])
        at = end
    return lines


def placed(article: Article, paper: Paper, chance: random.Random) -> list[str]:
    """An article's lines, with an empty one at the end."""
    title = article.title
    if len(title) < 9 and title.isalpha() and chance.random() < 0.12:
        title = " ".join(title)  # set wide to fill the column
    elif len(title) > 13 and not paper.marked and chance.random() < 0.3:
        half = len(title) // 2
        if not any(sign.isascii() for sign in title[half - 2:half + 3]):
            title = title[:half] + "\n" + title[half:]
    sign = "# " if paper.marked else ""
    head = [line for line in (article.kicker, *(sign + part for part in title.split("\n")), article.subtitle and ("#" + sign if sign else "") + article.subtitle) if line]
    byline = article.byline.split("\n") if article.byline else []
    if byline and chance.random() < 0.05:
        byline[0] = byline[0].replace("本报记者", "本 报 记 者")
    body: list[str] = []
    for paragraph in article.paragraphs:
        body += wrapped(paper.indent + paragraph, paper.width)
        body += [""] if paper.gap else []
    if paper.column:
        body = [line for at, line in enumerate(body) for line in ([line, ""] if at % paper.column == paper.column - 1 else [line])]
    caption = ["", *wrapped(article.caption, paper.width), ""] if article.caption else []
    if paper.title_after or chance.random() < 0.05:
        return [*body, "", *head, *byline, *caption, ""]
    return [*head, *([""] if paper.gap or byline else []), *byline, *([""] if byline else []), *body, *caption, ""]
