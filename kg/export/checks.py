"""What the figures say about each other, as one page of HTML for a browser or an editor's desk.

In: `Records` with verdicts.  Out: HTML as text: no script, no outside address, everything from a page escaped.
"""
from __future__ import annotations

from html import escape

from kg.check.quoting import Quoted, quoted
from kg.check.wording import EN, WORDS, ZH, chinese, english, kind_in_words
from kg.model import Records, Verdict

_ORDER = tuple((word, f"{WORDS[word][ZH]} · {WORDS[word][EN]}") for word in ("disagrees", "undecidable", "agrees"))
_STYLE = """body{font:16px/1.7 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1f2933;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}article{border-left:4px solid #9aa5b1;padding:.2rem 0 .2rem 1rem;margin:1rem 0}
.disagrees{border-color:#b42318}.undecidable{border-color:#b7791f}.agrees{border-color:#2f855a}
.kind{color:#52606d;font-size:.85rem}.reckoning{font-weight:600;margin:.1rem 0}.reckoning+.reckoning{font-weight:400;color:#52606d}blockquote{margin:.3rem 0;padding:0}mark{background:#fff2b8;color:inherit;padding:0 .1em}
footer{color:#52606d;font-size:.8rem}
@media(prefers-color-scheme:dark){body{background:#12161b;color:#e4e7eb}mark{background:#5c4a00}.kind,footer,.reckoning+.reckoning{color:#9aa5b1}}"""


def page(records: Records) -> str:
    """The verdicts as an HTML page, disagreements first."""
    count = {name: sum(v.verdict == name for v in records.verdicts) for name, _ in _ORDER}
    parts = ["<!doctype html>", '<html lang="zh">', '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
             f"<title>数字核对 · what the figures say about each other</title><style>{_STYLE}</style></head>", "<body>",
             "<h1>数字核对 · what the figures say about each other</h1>",
             f"<p>数据 {len(records.claims)} 项，核对 {len(records.verdicts)} 处：{'，'.join(f'{WORDS[name][ZH]} {count[name]}' for name, _ in _ORDER)}</p>",
             f"<p>{len(records.claims)} claims, {len(records.verdicts)} verdicts: {', '.join(f'{count[name]} {name}' for name, _ in _ORDER)}</p>"]
    for name, title in _ORDER:
        told = [v for v in records.verdicts if v.verdict == name]
        if told:
            parts.append(f"<h2>{title} ({len(told)})</h2>")
            parts += [_article(v, sentences) for v, sentences in quoted(records, told)]
    return "\n".join((*parts, "</body></html>\n"))


def _article(verdict: Verdict, sentences: tuple[Quoted, ...]) -> str:
    quotes = "".join(f"<blockquote>{_marked(each)}<footer>{escape(each.source)}:{each.start}–{each.end}</footer></blockquote>" for each in sentences)
    kind = f"{kind_in_words(verdict.kind, ZH)} · {kind_in_words(verdict.kind, EN)}"
    return (f'<article class="{escape(verdict.verdict)}"><div class="kind">{escape(kind)}</div><p class="reckoning">{escape(chinese(verdict))}</p>'
            f'<p class="reckoning" lang="en">{escape(english(verdict))}</p>{quotes}</article>')


def _marked(each: Quoted) -> str:
    """The sentence without line wraps, its figures marked."""
    parts, at = [], each.start
    for figure in each.figures:
        if figure.start >= at:
            parts += [_squeezed(each, at, figure.start), f"<mark>{_squeezed(each, figure.start, figure.end)}</mark>"]
            at = figure.end
    return "".join((*parts, _squeezed(each, at, each.end)))


def _squeezed(each: Quoted, start: int, end: int) -> str:
    return escape("".join(each.text[start - each.start:end - each.start].split()))
