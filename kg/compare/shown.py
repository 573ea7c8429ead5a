"""Changes for people: lines for a terminal, Markdown for a pull request, a page to look at.

In: `Change` records.  Out: text.  The page holds no script, asks for nothing, and whatever comes from a page is escaped.
"""
from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape

from kg.compare.changes import Change, Groups, by_rule, counts

_STYLE = """body{font:16px/1.6 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#1c1c1c;background:#fff}
table{border-collapse:collapse}td,th{padding:.2em 1em;border-bottom:1px solid #ccc;text-align:right}td:first-child,th:first-child{text-align:left}
li{list-style:none;padding:.15em .5em;margin:.15em 0;border-left:.3em solid}ul{padding:0}summary{cursor:pointer;font-weight:600;margin-top:1em}
.gained{border-color:#2a7d3f}.lost{border-color:#b3261e}.changed{border-color:#8a6100}.sort{font-weight:600;margin-right:.5em}.place{color:#595959;margin-left:.5em}
del{color:#b3261e}ins{color:#2a7d3f;text-decoration:none;font-weight:600}
@media (prefers-color-scheme:dark){body{background:#161616;color:#eee}.place{color:#aaa}del{color:#ff8a80}ins{color:#81c995}}"""


def as_text(changes: Sequence[Change], groups: Groups = by_rule) -> Iterator[str]:
    """Lines for a terminal: counts, then changes in groups."""
    for table, gained, lost, changed in counts(changes):
        yield f"{table}: {gained} gained, {lost} lost, {changed} changed"
    if not changes:
        yield "the two builds say the same"
    for name, group in groups(changes):
        yield f"\n{name or '(no rule)'}"
        yield from (f"  {change}" for change in group)


def as_markdown(changes: Sequence[Change], groups: Groups = by_rule) -> Iterator[str]:
    """Lines for a pull request."""
    if not changes:
        yield "The two builds say the same."
        return
    yield "| table | gained | lost | changed |\n|---|---|---|---|"
    for table, gained, lost, changed in counts(changes):
        yield f"| {table} | {gained} | {lost} | {changed} |"
    for name, group in groups(changes):
        yield f"\n**{name or '(no rule)'}**\n"
        yield from (f"- `{str(change).replace('`', chr(0x2BC))}`" for change in group)


_WORDS = {"table": "表", "gained": "新增", "lost": "减少", "changed": "改变"}


def as_html(changes: Sequence[Change], title: str = "两次构建的差异 · What changed", groups: Groups = by_rule) -> str:
    """A whole page: counts, then the changes in groups."""
    rows = "".join(f"<tr><td>{escape(table)}</td><td>{gained}</td><td>{lost}</td><td>{changed}</td></tr>" for table, gained, lost, changed in counts(changes))
    heads = "".join(f"<th>{zh} · {en}</th>" for en, zh in _WORDS.items())
    table = f"<table><tr>{heads}</tr>{rows}</table>" if rows else "<p>两次构建所说相同。The two builds say the same.</p>"
    shown = "".join(f"<details open><summary>{escape(name or '(no rule)')} ({len(group)})</summary><ul>{''.join(map(_item, group))}</ul></details>"
                    for name, group in groups(changes))
    policy = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; base-uri 'none'; form-action 'none'"
    return ("<!doctype html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\">"
            f"<meta http-equiv=\"Content-Security-Policy\" content=\"{escape(policy)}\"><meta name=\"viewport\" content=\"width=device-width\">"
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n{table}\n{shown}</body></html>\n")


def _item(change: Change) -> str:
    detail = "".join(f" {escape(field)}: <del>{escape(old or '∅')}</del> <ins>{escape(new or '∅')}</ins>" for field, old, new in change.differences)
    return (f"<li class=\"{change.sort}\"><span class=\"sort\">{_WORDS[change.sort]} {change.sort} {escape(change.table)}</span>{escape(change.snippet)}{detail}"
            f"<span class=\"place\">{escape(change.source)}:{change.start}</span></li>")
