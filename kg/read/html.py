"""A web page → the text of its article: headline, line of date and byline, paragraphs.  The only door to trafilatura.

In: the bytes of an HTML file.  Out: `Extracted`.  Trafilatura finds the article among navigation, share buttons and lists of links
and reads the metadata; on ten shapes of Chinese news pages it kept every sentence of the article, which readability, resiliparse, newspaper4k,
goose3 and jusText did not (figures: bench/webpages.py prints them).  What of the page's furniture it leaves in is for the line rules to see.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import PageError
from kg.read.decoding import Decoded, decoded
from kg.read.extracted import Composer, Extracted
from kg.read.records import iso_date
from kg.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_DECLARED = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-8": "utf-8", "utf8": "utf-8"}
_BLOCKS = frozenset("p div br h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr td th section article header footer nav aside main figure figcaption blockquote pre form center "
                    "hr title head lb item list row cell quote time founder-title founder-content".split())
_SILENT = frozenset(("script", "style", "noscript", "template", "head", "select", "textarea", "rp", "rt"))  # rt: how the character before it is read
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PAUSE = re.compile("[。！？；，：]")
_SITE = re.compile(r"\s*(?:[-_|｜丨]|——|–)\s*")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d{2}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}(?!\d)日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_BYLINE = re.compile(r"^[■□●]?\u3000*(?:本报|见习|首席|全媒体)*(?:记者|通讯员|作者|撰文|文／|图／|摄影)")
_TODAY = re.compile("今天是|现在是|版权|©|备案")
_GAPS = re.compile(r"[ \t\u3000\xa0|｜]{2,}|\s[|｜]\s| (?=来源|來源|作者|记者|記者|责编|编辑|字号|发布)")
_STAFF = re.compile("责任?编辑?[：:]|責任?編輯?[：:]|编辑[：:/／]")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LONGEST_INFO, _INFO_LINES = 60, 8
_SURE = 40  # a line half as long as this, or as the longest line of a short article, is text for sure
_LEAST_CLAUSE = 4  # characters; shorter ones stand in many texts
_TOO_SHORT = 12  # characters of an article; what is shorter was not found
_WORST = 0.01  # share of bytes that may be broken in a page that says its encoding


MOST_TAGS = 100_000


def extract(content: bytes, where: str) -> Extracted:
    """The article of a web page.  Raises `PageError` where there is none."""
    import trafilatura
    from lxml.etree import LxmlError

    if content.count(b"<") > MOST_TAGS:  # a tag costs a third of a millisecond
        raise PageError(f"holds more than {MOST_TAGS:,} tags", where, "give the page of one article")
    markup, encoding, evidence = _decoded(content, where)
    try:
        tree = trafilatura.load_html(markup)
        if tree is None:
            raise PageError("is no HTML", where, "give a web page, or name a text .txt")
        printed = [line for line in _lines(tree) if line.bare]
        found = _document(markup, tables=False)
        if found is None or len(found.text or "") < _TOO_SHORT:  # pages of the years of tables
            found = _document(markup, tables=True)
    except (LxmlError, RecursionError, ValueError) as problem:
        raise PageError(f"cannot be taken apart ({type(problem).__name__})", where, "save the article as text") from problem
    page = Composer()
    if found is None or not (found.text or "").strip():
        for line in printed:
            page.add(line.words)
        return Extracted(page.text, encoding, evidence, "html, no article found: all its lines", (), None)
    title = _title(found.title or "", printed)
    first, body = _body(printed, _bare(found.text or ""), title)
    if title:
        page.add(title, "title", "html-headline")
    for words in _info(printed, title, first):
        page.add(words)
    for line in body:
        page.add(line.words, *(("subhead", "html-heading") if line.tag in _HEADINGS and len(line.words) <= _LONGEST_INFO else ()))
    return Extracted(page.text, encoding, evidence, f"trafilatura {_version()}", tuple(page.marked), iso_date(found.date or ""))


def _document(markup: str, tables: bool) -> Document | None:
    import trafilatura

    found = trafilatura.bare_extraction(markup, include_tables=tables, include_comments=False, favor_precision=True, with_metadata=True, deduplicate=False,
                                        date_extraction_params={"extensive_search": False, "original_date": True})
    return None if isinstance(found, dict) else found  # it is a dictionary only where one is asked for


@lru_cache(maxsize=1)
def _version() -> str:
    return version("trafilatura")


def _decoded(content: bytes, where: str) -> Decoded:
    """The mark-up; the encoding that the page names is believed where the bytes nearly all fit it and are no UTF-8."""
    named = _CHARSET.search(content[:4096]) or _XML_CHARSET.search(content[:200])
    charset = named[1].decode("ascii") if named else ""
    encoding = _DECLARED.get(charset.lower(), "")
    if encoding and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode(encoding, "replace")
            if text.count("\ufffd") <= _WORST * len(text):
                return Decoded(text, encoding, f"the page says charset={charset}")
    return decoded(content, where)


def lines_of(markup: str) -> list[str]:
    """The visible lines of a piece of a web page that is an article's text already, as databases hold it; none where nothing can be made of it.

    >>> lines_of("<p>大桥<b>通车</b>。</p><p>&nbsp;</p><script>x</script>全长5&nbsp;公里。<br>完")
    ['大桥通车。', '全长5\xa0公里。', '完']
    """
    import trafilatura
    from lxml.etree import LxmlError

    try:
        tree = trafilatura.load_html(f"<html><body>{markup}</body></html>")
    except (LxmlError, RecursionError, ValueError):
        return []
    return [] if tree is None else [line.words for line in _lines(tree) if line.bare]


class _Line(NamedTuple):
    """A visible line: its words, the block it stands in, and how many of its characters lead elsewhere."""

    words: str
    tag: str
    linked: int

    @property
    def bare(self) -> str:
        return _bare(self.words)

    @property
    def is_link(self) -> bool:
        """True where nearly all of it is links: navigation, not text."""
        return self.linked * 5 >= len(self.bare) * 4


def _lines(tree: HtmlElement) -> Iterator[_Line]:
    """The visible lines of a page, in order; empty ones too."""
    words: list[str] = []
    blocks: list[str] = [""]
    links = linked = 0

    def line() -> _Line:
        nonlocal linked
        made = _Line(" ".join("".join(words).split("\n")).strip(" \t\r\u3000\xa0"), blocks[-1], linked)
        words.clear()
        linked = 0
        return made

    # A stack instead of recursion: pages nest as deep as they like.
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        if not leaving and (not isinstance(element.tag, str) or element.tag in _SILENT or _HIDDEN.search(element.get("style", ""))):
            words.append(element.tail or "")
            continue
        is_block = element.tag in _BLOCKS
        if is_block:
            yield line()
        if leaving:
            if is_block:
                blocks.pop()
            links -= element.tag == "a"
            words.append(element.tail or "")
            linked += len(_bare(element.tail or "")) if links else 0
            continue
        if is_block:
            blocks.append(element.tag)
        links += element.tag == "a"
        words.append(element.text or "")
        linked += len(_bare(element.text or "")) if links else 0
        stack.append((element, True))
        stack += [(child, False) for child in reversed(element)]
    yield line()


def _bare(words: str) -> str:
    """Words without spaces and without what trafilatura leaves out of them (zero-width and private-use characters); it reads `&amp;lt;` twice, so that it is read twice here.

    >>> _bare("水\\u200b利 投资&amp;增长")
    '水利投资&增长'
    """
    return "".join(filter(str.isprintable, "".join(unescape(words).split())))


def _is_kept(bare: str, text: str) -> bool:
    """True where trafilatura kept a line: it stands in the text, or, of a long one in which the two read something differently, most of its clauses do."""
    if bare in text:
        return True
    if 2 * len(bare) < _SURE:
        return False
    clauses = [clause for clause in _PAUSE.split(bare) if len(clause) >= _LEAST_CLAUSE]
    return 2 * sum(len(clause) for clause in clauses if clause in text) >= len(bare)


def _body(printed: list[_Line], text: str, title: str) -> tuple[int, list[_Line]]:
    """Where the article begins among the page's lines, and its lines: those that trafilatura kept, and headings and captions between them."""
    kept = [number for number, line in enumerate(printed) if not line.is_link and _is_kept(line.bare, text) and line.bare != _bare(title)]
    if not kept:
        return len(printed), []
    longest = max(len(printed[number].bare) for number in kept)
    sure = [number for number in kept if 2 * len(printed[number].bare) >= min(longest, _SURE) and not _tells_of_page(printed[number])] or kept
    known, first, last = set(kept), sure[0], sure[-1]
    while first - 1 in known:  # short lines of the article right above its first long one
        first -= 1
    end = next((number for number in range(last + 1, len(printed)) if number not in known), len(printed))
    body: list[_Line] = []
    begin = first
    while begin < sure[0] and _tells_of_page(printed[begin]):
        begin += 1  # the line of date and writers, which `_info` takes apart
    for number in range(begin, end):
        line = printed[number]
        if number in known or number < last and not line.is_link and (line.tag in _HEADINGS or line.tag == "figcaption"):
            body.append(line)
            if number > last and _STAFF.search(line.words):
                break
    return begin, body


def _tells_of_page(line: _Line) -> bool:
    """True for a line of date, source and writers: it is no sentence."""
    return len(line.words) <= _LONGEST_INFO and line.words[-1] not in "。！？”」" and bool(_DAY.search(line.words) or _BYLINE.match(fold(line.words)))


def _title(said: str, printed: list[_Line]) -> str:
    """The headline: what the metadata says, without the site's name, as the page prints it."""
    lines = {line.bare: line.words for line in reversed(printed)}
    if _bare(said) in lines:
        return lines[_bare(said)]
    parts = [part for part in _SITE.split(said) if part]
    shown = [lines[_bare(part)] for part in parts if _bare(part) in lines]
    return max(shown, key=len) if shown else parts[0] if parts else ""


def _info(printed: list[_Line], title: str, begin: int) -> list[str]:
    """Date, subtitle and writers that stand between the headline and the text; else the nearest date above the text."""
    head = max((at for at in range(begin) if printed[at].bare == _bare(title)), default=-1) if title else -1
    between = [line.words for line in printed[head + 1:begin][-_INFO_LINES:]] if head >= 0 else []
    info: list[str] = []
    for piece in (piece.strip() for words in between if len(words) <= 2 * _LONGEST_INFO for piece in _GAPS.split(words)):
        day = _DAY.search(piece)
        if _TODAY.search(piece) or len(piece) > _LONGEST_INFO:
            continue
        if day:
            info.append(day[0])
        rest = (piece[:day.start()], piece[day.end():]) if day else (piece,)
        info += [words.strip() for words in rest if _BYLINE.match(fold(words.strip())) or words.startswith("——")]
    if not any(_DAY.search(piece) for piece in info):
        above = [line.words for line in printed[:begin] if len(line.words) <= _LONGEST_INFO and _DAY.search(line.words) and not _TODAY.search(line.words)]
        info += above[-1:]
    return list(dict.fromkeys(info))
