"""Does every quotation stand where the tables say?

In: an `Output`.  Out: failures in a `Report`.  White space aside, `text[start:end]` is the words; where a headline breaks into
them, it begins and ends with them.
"""
from __future__ import annotations

from kg.verify.output import Output, Report, Row

_QUOTED = (("mentions", "start", "end", "surface"), ("claims", "start", "end", "quote"), ("claims", "value_start", "value_end", "value_text"),
           ("numbers", "start", "end", "text"))
_UNSEEN = dict.fromkeys((0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0xad, 0xfffd, *range(0xd800, 0xe000)))


def check_places(output: Output, report: Report) -> None:
    """Hold every quotation against its page, and every row's page and article against the tables."""
    articles = {row["id"] for row in output.tables.get("articles", ())}
    for table in ("articles", "mentions", "roles", "relations", "claims", "numbers"):
        for number, row in enumerate(output.tables.get(table, ()), 2):
            report.expect("references", row["source"] in output.hashes, f"{table}:{number} names the page {row['source']}, which the manifest does not have")
            if row.get("article"):
                report.expect("references", row["article"] in articles, f"{table}:{number} names the article {row['article']}, which is not there")
            text = output.texts.get(row["source"])
            if text is not None:
                report.expect("places", _span(row, "start", "end", len(text)) is not None, f"{table}:{number} {row['start']}-{row['end']} is no place in {row['source']}")
    for table, start, end, words in _QUOTED:
        for number, row in enumerate(output.tables.get(table, ()), 2):
            text = output.texts.get(row["source"])
            span = _span(row, start, end, len(text)) if text is not None else None
            if text is None:
                continue
            here = text[span[0]:span[1]] if span else ""
            report.expect("quotes", span is not None and stands(row[words], here), f"{table}:{number} says {_short(row[words])}, but {row['source']}:{row[start]}-{row[end]} says {_short(here)}")


def stands(words: str, here: str) -> bool:
    """True where `words` are what is printed `here`, white space and a spreadsheet's guard aside.

    >>> stands("10万元", "10 万\\n元"), stands("10万元", "11万元")
    (True, False)
    """
    said, printed = _bare(words), _bare(here)
    if said == printed or (said[:1] == "'" and said[1:] == printed):
        return True
    shared = next((i for i, (a, b) in enumerate(zip(said, printed, strict=False)) if a != b), len(said))
    return 0 < shared < len(said) < len(printed) and printed.endswith(said[shared:])


def _bare(words: str) -> str:
    return "".join(ch for ch in words.translate(_UNSEEN) if not ch.isspace() and ch.isprintable())


def _span(row: Row, start: str, end: str, length: int) -> tuple[int, int] | None:
    if not (row[start].isdecimal() and row[end].isdecimal()):
        return None
    first, last = int(row[start]), int(row[end])
    return (first, last) if 0 <= first <= last <= length else None


def _short(words: str) -> str:
    bare = _bare(words)
    return f"“{bare if len(bare) <= 40 else bare[:39] + '…'}”"
