"""The report a person reads after a build.

In: `Records`.  Out: `report.txt`.  It is the only output that tells seconds, so the only one that differs between
two builds of the same pages.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Records, Source

if TYPE_CHECKING:
    from kg.export import Settings

_MOST_LISTED = 50  # longer lists are in the tables; the report says how many are left


def write(records: Records, folder: Path, settings: Settings | None = None) -> tuple[Path, ...]:
    """Write `folder/report.txt` and return its path."""
    path = folder / "report.txt"
    path.write_text("\n".join(lines_of_report(records)) + "\n", encoding="utf-8", errors="replace", newline="\n")
    return (path,)


def lines_of_report(records: Records) -> list[str]:
    """The report line by line.

    >>> lines_of_report(Records(version="0.1.0"))[0]
    'kg 0.1.0'
    """
    kinds = Counter(a.kind for a in records.articles)
    types = Counter(e.type for e in records.entities)
    fates = Counter(n.fate for n in records.numbers)
    lines = [f"kg {records.version}", f"rules {records.rules_hash or '(none)'}", "",
             f"pages      {len(records.sources)}",
             f"articles   {len(records.articles)}{_split(kinds)}",
             f"entities   {len(records.entities)}{_split(types)}",
             f"mentions   {len(records.namings)}",
             f"roles      {len(records.roles)}",
             f"relations  {len(records.relations)}{_split(Counter(r.predicate for r in records.relations))}",
             f"claims     {len(records.claims)}{_split(Counter(c.kind for c in records.claims))}",
             f"numbers    {len(records.numbers)}{_split(fates)}",
             f"verdicts   {len(records.verdicts)}{_split(Counter(v.verdict for v in records.verdicts))}"]
    lines += _pages(records)
    lines += _notes(records)
    lines += _section("articles printed more than once", (
        "; ".join(f"{_one_line(p.source)}:{p.start}-{p.end}" + (f" ({p.alike} % alike)" if p.alike < 100 else "") for p in repeat.places) for repeat in records.repeats))
    lines += _section("numbers nobody explains", (
        f"{n.source}:{n.start}-{n.end}  {_one_line(n.text)}" for n in records.numbers if n.fate == "unexplained"))
    lines += _section("figures that disagree", (
        f"{v.kind}: {_one_line(v.message)}  [{'; '.join(f'{e.source}:{e.start}-{e.end}' for e in v.evidence)}]"
        for v in records.verdicts if v.verdict == "disagrees"))
    lines += _section("rules that fired", (f"{count:7}  {rule}" for rule, count in
                                           sorted(records.rules_fired, key=lambda pair: (-pair[1], pair[0]))), most=None)
    if records.seconds:
        lines += ["", "seconds"] + [f"{seconds:9.3f}  {stage}" for stage, seconds in records.seconds]
    return lines


def _split(counts: Counter) -> str:
    """` (ORG 3, PER 2)`, largest first; empty where there is nothing to split."""
    parts = ", ".join(f"{name or '?'} {count}" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]))))
    return f" ({parts})" if parts else ""


def _pages(records: Records) -> list[str]:
    articles, claims, mentions, open_numbers = (Counter() for _ in range(4))
    articles.update(a.source for a in records.articles)
    claims.update(c.evidence.source for c in records.claims)
    mentions.update(n.evidence.source for n in records.namings)
    open_numbers.update(n.source for n in records.numbers if n.fate == "unexplained")
    return _section("pages", (
        f"{_one_line(s.name)}: {_one_line(_origin(s))}, {len(s.text)} characters, {articles[s.name]} articles, {mentions[s.name]} mentions, "
        f"{claims[s.name]} claims, {open_numbers[s.name]} numbers unexplained" for s in records.sources))


def _origin(source: Source) -> str:
    """The encoding with what told it, and what took the text out of the file where it is no plain text."""
    evidence = f" ({source.evidence})" if source.evidence else ""
    return f"{source.encoding}{evidence}" + (f", text by {source.extracted}" if source.extracted else "")


def _notes(records: Records) -> list[str]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for note in records.notes:
        by_kind[note.kind].append(f"{_one_line(note.source)}: {_one_line(note.message)}")
    lines: list[str] = []
    for kind in sorted(by_kind, key=lambda kind: (kind != "skipped", kind)):  # what was left out comes first, whole
        lines += _section(kind, by_kind[kind], most=None if kind == "skipped" else _MOST_LISTED)
    return lines


def _section(title: str, rows: Iterable[str], most: int | None = _MOST_LISTED) -> list[str]:
    rows = list(rows)
    if not rows:
        return []
    shown = rows if most is None else rows[:most]
    left = [f"  … and {len(rows) - len(shown)} more"] if len(rows) > len(shown) else []
    return ["", f"{title} ({len(rows)})"] + [f"  {row}" for row in shown] + left


def _one_line(words: str) -> str:
    """Page words on one line of a terminal: line ends become spaces, control and bidirectional signs are spelled out."""
    return "".join(ch if ch.isprintable() else " " if ch.isspace() else ch.encode("unicode_escape").decode("ascii") for ch in words)
